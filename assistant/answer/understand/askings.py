"""The parts of a text that may ask something of their own, and the sentences of a long one that ask.

>>> segments("PTA treated alone today. Do we need CQ, and who signs the note? Thanks!")
('PTA treated alone today.', 'Do we need CQ', 'who signs the note?')
>>> segments("We bill 97110 and 97140 together. Is that right?")
('We bill 97110 and 97140 together.',)
"""

from __future__ import annotations

import re

LONG = 22  # words; from here on a text has told more than it asks
MOST = 5  # segments that are looked at; of more, those that are put as questions and the last
_OPENS = (
    r"(?:how|what|whats|which|who|whose|whom|when|where|why|can|could|do|does|did|is|are|was|were|should|shall|must|may|will|would|has|have|am)"
)
_STARTS = r"(?:i|we|you|they|he|she|it|my|our|her|his|their|the|a|an|this|that|those|these|if|for|in|on|with|also|not|no|any|same|patient|medicare|whether|wondering)"
_SENTENCE = re.compile(rf"(?<=[?!])\s+|(?<=[A-Za-z)\d]\.)\s+(?=[A-Z]|{_OPENS}\b)|\n+|;\s+|\s[-—–+/]+\s|\s\(?\d\)\s")
_JOINED = re.compile(
    rf"(?:,\s*|\s+)(?:and|or|also|plus|but|then|&)\s+(?:also\s+|if so,?\s+|then\s+|\w+ly\s+)?(?={_OPENS}\b|{_STARTS}\b)"
    rf"|,\s+(?={_OPENS}\b)|\s(?=also\b|plus (?:{_OPENS}|{_STARTS})\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"\?\s*$|^\W*(?:(?:and|but|so|also|ok|okay|then|plus|second|secondly|first|finally|hi|hello|question|if so)\W+)*{_OPENS}\b", re.IGNORECASE)
_EMPTY = frozenset(
    "is are was that this it right correct ok okay true so thanks thank you please help anyone know any ideas idea thoughts advice can could someone explain tell me what do does how come "
    "why not or no yes wrong legit allowed legal fine we i he she they did should would the a an and does anybody have insight appreciated am in they".split()
)
_CONTEXT = frozenset(  # who pays, where, whose patient: what a question is about, and none itself
    "humana aetna cigna uhc united unitedhealthcare bcbs blue cross shield anthem tricare va kaiser medicare medicaid mcr advantage ma part b original straight traditional commercial private "
    "workers' workers comp auto cash plan plans payer insurance patient pt ot slp st speech physical occupational therapy outpatient inpatient hospital clinic practice office snf hh facility "
    "home health 2019 2020 2021 2022 2023 2024 2025 2026 today here question for of in on with at our my new grad".split()
)
_DOES = re.compile(r"\W*how (?:do|can|should|would|could) (?:i|we|you|they) [a-z]+", re.IGNORECASE)  # "how do I correct that": what to do is of its own
LEAST = 1  # words of content that a segment needs to ask something of its own


def segments(text: str) -> tuple[str, ...]:
    """The segments that may ask something of their own, in order, at most MOST."""
    found = [part.strip(" ,") for sentence in _SENTENCE.split(text) if sentence for part in _JOINED.split(sentence.strip()) if _own(part)]
    if len(found) > MOST:
        best = sorted(range(len(found)), key=lambda n: (not asks(found[n]), -n))[:MOST]
        found = [found[n] for n in sorted(best)]
    return tuple(found)


def askings(text: str) -> tuple[str, ...]:
    """The segments that are put as questions; the whole text where fewer than two are."""
    found = tuple(segment for segment in segments(text) if asks(segment))
    return found if len(found) > 1 else (text,)


def asks(segment: str) -> bool:
    """Is a segment put as a question?"""
    return bool(_ASKS.search(segment.strip()))


def focus(text: str) -> str:
    """The sentences of a long text that ask, at most the last two; empty for a short one, or where all or none ask.

    >>> focus("We are a small clinic in Ohio with two PTs and we bill for both under one NPI since June. Who must sign the PTA's notes? "
    ...       "My partner says nobody has to.")
    "Who must sign the PTA's notes?"
    """
    if len(text.split()) < LONG:
        return ""
    sentences = [sentence.strip() for sentence in _SENTENCE.split(text) if sentence and sentence.strip()]
    asking = [sentence for sentence in sentences if asks(sentence) and _own(sentence)][-2:]
    return " ".join(asking) if asking and len(asking) < len(sentences) else ""


def _own(clause: str) -> bool:
    """Does a clause name something of its own?"""
    words = re.findall(r"[a-z0-9$%']+", clause.lower())
    if not asks(clause) and _EMPTY.union(_CONTEXT).issuperset(words):
        return False  # "humana MA, do I need KX"
    return bool(_DOES.match(clause)) or len([word for word in words if word not in _EMPTY]) >= LEAST
