"""Which things a text asks, one clause each: what is told, reported or polite stays out.

>>> askings("PTA treated alone today. Do we need CQ, and who signs the note? Thanks!")
('Do we need CQ', 'who signs the note?')
>>> askings("We bill 97110 and 97140 together. Is that right?")
('We bill 97110 and 97140 together. Is that right?',)
"""

from __future__ import annotations

import re

LONG = 22  # words; from here on a text has told more than it asks
MOST = 4  # clauses; a text that asks more is answered as far
STORY = 300  # words; of a text that long two clauses are answered each by itself, since each is searched for anew
_OPENS = (
    r"(?:how|what|whats|which|who|whose|whom|when|where|why|can|could|do|does|did|is|are|was|were|should|shall|must|may|will|would|has|have|am)"
)
_SENTENCE = re.compile(r"(?<=[?!])\s+|(?<=[a-z)\d]\.)\s+(?=[A-Z])|\n+|;\s+")
_JOINED = re.compile(rf"(?:,\s*(?:and|or|also|plus)\s+(?:also\s+)?|\s+and\s+(?:also\s+|if so,?\s+)?|\s*&\s*|,\s*)(?={_OPENS}\b)", re.IGNORECASE)
_ASKS = re.compile(rf"\?\s*$|^\W*(?:(?:and|but|so|also|ok|okay|then|plus|second|secondly|first|finally|hi|hello|question|if so)\W+)*{_OPENS}\b", re.IGNORECASE)
_EMPTY = frozenset(
    "is are was that this it right correct ok okay true so thanks thank you please help anyone know any ideas idea thoughts advice can could someone explain tell me what do does how come "
    "why not or no yes wrong legit allowed legal fine we i he she they did should would the a an and does anybody have insight appreciated am in they".split()
)
_DOES = re.compile(r"\W*how (?:do|can|should|would|could) (?:i|we|you|they) [a-z]+", re.IGNORECASE)  # "how do I correct that": what to do is of its own
LEAST = 1  # words of content that a clause needs to ask something of its own


def askings(text: str) -> tuple[str, ...]:
    """The clauses that ask, in order; the whole text where fewer than two do."""
    clauses: list[str] = []
    for sentence in _SENTENCE.split(text):
        if not sentence or not _ASKS.search(sentence.strip()):
            continue
        clauses.extend(part.strip(" ,") for part in _JOINED.split(sentence.strip()) if _own(part))
    return tuple(clauses[: MOST if len(text.split()) < STORY else 2]) if len(clauses) > 1 else (text,)


def focus(text: str) -> str:
    """The sentences of a long text that ask, at most the last two; empty for a short one, or where all or none ask.

    >>> focus("We are a small clinic in Ohio with two PTs and we bill for both under one NPI since June. Who must sign the PTA's notes? "
    ...       "My partner says nobody has to.")
    "Who must sign the PTA's notes?"
    """
    if len(text.split()) < LONG:
        return ""
    sentences = [sentence.strip() for sentence in _SENTENCE.split(text) if sentence and sentence.strip()]
    asking = [sentence for sentence in sentences if _ASKS.search(sentence) and _own(sentence)][-2:]
    return " ".join(asking) if asking and len(asking) < len(sentences) else ""


def _own(clause: str) -> bool:
    """Does a clause name something of its own?"""
    words = re.findall(r"[a-z0-9$%']+", clause.lower())
    return bool(_DOES.match(clause)) or len([word for word in words if word not in _EMPTY]) >= LEAST
