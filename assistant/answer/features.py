"""The plain features the ranker weighs: how a passage and a question agree in words, meaning, identifiers and form.

Each is about 0-1. Their weights stand in ranking.toml and are fitted by eval/fit.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.library.words import words
from assistant.protocols import Hit
from assistant.reference.codes import denials
from assistant.schema import Passage, Question

VERBATIM = 0.5  # from this likeness on a question counts as a wording the passage lists
UNSEEN = 8.0  # rarity of a word no passage holds
_IDENTIFIERS = ("codes_about", "codes_all", "codes_text", "codes_other", "codes_unasked", "denial")
_FORMS = {  # what kind of answer a question wants
    "how many": r"how many",
    "how long": r"how (?:long|far|soon|late|old)",
    "how often": r"how (?:often|frequent)",
    "how much": r"how much|\bprices?\b|\bcosts?\b",
    "how": r"how (?:do|to|does|should|can|would|is|are|did)\b|\bways? to\b",
    "difference": r"differen|\bvs\b|versus|compare|instead of",
    "who": r"\bwho(?:se|m)?\b",
    "when": r"\bwhen\b|what date|deadline|\bdue\b",
    "where": r"\bwhere\b|which (?:box|field|block)",
    "why": r"\bwhy\b|\breason|how come",
    "which": r"\bwhich\b|what (?:code|modifier|cpt|pos|form|payer|document)s?\b",
    "what": r"\bwhat(?:'?s)?\b|\bmeans?\b|\bmeaning\b|\bdefin|stands? for|explain",
    "whether": (
        r"^\W*(?:can|could|do|does|did|is|are|was|were|should|must|may|will|would|has|have|am|need|any)\b"
        r"|\b(?:can|could|may|do|does|must|should|is|are|have|need) (?:i|we|you|they|it|he|she|our|a|an|the|medicare)\b"
        r"|\bok to\b|okay|allowed|right\?|correct\?"
    ),
}
_FORM = {name: re.compile(form) for name, form in _FORMS.items()}
_NEGATED = re.compile(r"\b(?:not|never|no|without|cannot|nobody|nothing|except|dont|cant|doesnt|isnt|wont|didnt|arent)\b|n't\b")
_VERDICT = re.compile(r"\W*(?:yes|no)\b", re.IGNORECASE)
_OPEN_QUESTION = re.compile(r"\W*(?:(?:so|and|ok|okay|hi|hello|but|then)\W+)*(?:how|what|whats|which|when|where|who|why)\b[^.?!]*[.?!]*\s*$", re.IGNORECASE)
_YEAR = re.compile(r"\b20[12]\d\b")


def named(question: Question) -> tuple[str, ...]:
    """Every identifier of the question: codes, modifiers, denial codes."""
    return (*question.codes, *question.modifiers, *denials(question.text))


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks, worked out once for all the passages it is held against."""

    question: Question
    text: str  # lower case
    rarity: Mapping[str, float]  # of each word among the passages
    sought: frozenset[str]  # words searched for
    said: frozenset[str]  # words of the question as it was put
    named: frozenset[str]
    denials: frozenset[str]
    forms: frozenset[str]
    negated: bool

    @classmethod
    def of(cls, question: Question, rarity: Mapping[str, float]) -> Query:
        """Read a question's words, identifiers and form."""
        text = question.text.lower()
        return cls(
            question,
            text,
            rarity,
            sought=tokens(question.search or question.text),
            said=tokens(question.text),
            named=frozenset(named(question)),
            denials=frozenset(denials(question.text)),
            forms=_forms(text),
            negated=bool(_NEGATED.search(text)),
        )


def features(query: Query, hit: Hit) -> dict[str, float]:
    """The features of a passage found for a question."""
    passage = hit.passage
    return {
        "cosine": max(hit.cosine, 0.0),
        "words": hit.words,
        "cosine_text": max(hit.cosine_text, 0.0),
        "cosine_mean": max(hit.cosine_mean, 0.0),
        "words_mean": hit.words_mean,
        **_wording(query, passage),
        **_identifiers(query, passage),
        **_form(query, passage),
        "payer": _payer(query.question, passage),
        **_years(query.question, passage),
        "limit": float(passage.kind == "limit"),
        "cue": float(any(re.search(cue, query.text) for cue in passage.cues)),
        "premise": float(passage.kind == "premise"),
        "own": _own(query, passage),
    }


def _wording(query: Query, passage: Passage) -> dict[str, float]:
    """How much of the question the passage holds, and how much its heading holds that was not asked."""
    asked, said, rarity = query.sought, query.said, query.rarity
    heading = tokens(passage.heading[-1])
    listed = [heading, *(tokens(wording) for wording in passage.asks)]
    likest = max(_likeness(mine, theirs, rarity) for mine in {asked, said} for theirs in listed)
    title = tokens(" ".join(passage.heading))
    return {
        "coverage": _share(asked, title.union(tokens(passage.text), *listed), rarity),
        "title": _share(asked, title, rarity),
        "beyond": 1 - _share(heading, asked | said, rarity) if heading else 0.0,
        "verbatim": max(likest - VERBATIM, 0.0) / (1 - VERBATIM),
    }


def _identifiers(query: Query, passage: Passage) -> dict[str, float]:
    """Codes, modifiers and denial codes: those asked about, those the passage is about."""
    asked, about = query.named, frozenset(passage.codes)
    if not asked:
        return {**dict.fromkeys(_IDENTIFIERS, 0.0), "codes_unasked": float(bool(about))}
    text = tokens(passage.text)
    row = (
        len(asked & about) / len(asked),
        float(asked <= about),
        sum(code.split()[-1].lower() in text for code in asked) / len(asked),
        len(about - asked) / len(about) if about else 0.0,
        0.0,
        float(bool(about & query.denials)),
    )
    return dict(zip(_IDENTIFIERS, row, strict=True))


def _form(query: Query, passage: Passage) -> dict[str, float]:
    """Does the passage answer in the form that was asked for: a number, a person, yes or no?"""
    asked, answered = query.forms, _forms(passage.heading[-1].lower())
    wordings = [_negated(wording) for wording in passage.asks] or [query.negated]
    return {
        "form": len(asked & answered) / len(asked | answered) if asked else 0.0,
        "verdict_unasked": float(not _verdict_fits(asked) and bool(_VERDICT.match(passage.text))),
        "negated": abs(sum(wordings) / len(wordings) - query.negated),
    }


def takes_verdict(text: str) -> bool:
    """May an answer to this begin with yes or no? Not where it asks how many, who, when, which ..."""
    return _verdict_fits(_forms(text.lower())) and not _OPEN_QUESTION.match(text)


def _verdict_fits(forms: frozenset[str]) -> bool:
    return not forms or "whether" in forms


def _payer(question: Question, passage: Passage) -> float:
    """1 the asker's payer, 0 silent, -1 another payer's rule."""
    if not question.payer or not passage.payers:
        return 0.0
    return 1.0 if question.payer in passage.payers else -1.0


def _own(query: Query, passage: Passage) -> float:
    """How much an own document's passage, and one sentence of it, hold of a question of several words; else 0.

    It lists no wordings that people ask in: that it names what was asked, in one place, speaks for it instead.
    """
    if passage.kind != "own":
        return 0.0
    asked, rarity = query.sought, query.rarity
    whole = _share(asked, tokens(" ".join(passage.heading)) | tokens(passage.text), rarity)
    sentence = max(_share(asked, tokens(text), rarity) for text in _sentences(passage.text))
    several = min(max(len(asked) - 2, 0) / 3, 1.0)
    return several * (max(whole - 0.6, 0.0) / 0.4 + max(sentence - 0.4, 0.0) / 0.6) / 2


@lru_cache(maxsize=20_000)
def _sentences(text: str) -> tuple[str, ...]:
    """Sentences and lines; a line of a list with what introduces the list."""
    found: list[str] = []
    led = ""
    for part in re.split(r"\n+|(?<=[.;:])\s+", text):
        found.append(f"{led} {part}")
        led = part if part.endswith(":") else "" if part.endswith(".") else led
    return tuple(found)


def _years(question: Question, passage: Passage) -> dict[str, float]:
    """Share of the years asked for that the passage names; does its heading name only others?"""
    asked = {str(year) for year in question.years}
    heading = set(_YEAR.findall(passage.heading[-1]))
    return {
        "year": len(asked & tokens(passage.text)) / len(asked) if asked else 0.0,
        "year_other": float(bool(heading) and not heading & asked),
    }


@lru_cache(maxsize=50_000)
def tokens(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words(text))


@lru_cache(maxsize=10_000)
def _forms(text: str) -> frozenset[str]:
    return frozenset(name for name, form in _FORM.items() if form.search(text))


@lru_cache(maxsize=20_000)
def _negated(text: str) -> bool:
    return bool(_NEGATED.search(text.lower()))


def _share(asked: frozenset[str], given: frozenset[str], rarity: Mapping[str, float]) -> float:
    """How much of what was asked is given, rare words weighing more."""
    both = asked & given
    return _weight(both, rarity) / _weight(asked, rarity) if both else 0.0


def _likeness(asked: frozenset[str], given: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Jaccard of two wordings, rare words weighing more."""
    both = asked & given
    return _weight(both, rarity) / _weight(asked | given, rarity) if both else 0.0


def _weight(words_: frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum([rarity.get(word, UNSEEN) for word in words_])
