"""The plain features the ranker weighs: how a passage and a question agree in words, meaning, identifiers and form.

Each is about 0-1. Their weights stand in ranking.toml and are fitted by eval/fit.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.library.words import words
from assistant.protocols import Hit
from assistant.reference.codes import denials
from assistant.schema import Passage, Question

VERBATIM = 0.5  # from this likeness on a question counts as a wording the passage lists
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
_YEAR = re.compile(r"\b20[12]\d\b")


def named(question: Question) -> tuple[str, ...]:
    """Every identifier of the question: codes, modifiers, denial codes."""
    return (*question.codes, *question.modifiers, *denials(question.text))


def features(question: Question, hit: Hit, rarity: Mapping[str, float]) -> dict[str, float]:
    """The features of a passage found for a question. rarity: of each word among the passages."""
    passage = hit.passage
    return {
        "cosine": max(hit.cosine, 0.0),
        "words": hit.words,
        "cosine_text": max(hit.cosine_text, 0.0),
        "cosine_mean": max(hit.cosine_mean, 0.0),
        "words_mean": hit.words_mean,
        **_wording(question, passage, rarity),
        **_identifiers(question, passage),
        **_form(question.text.lower(), passage),
        "payer": _payer(question, passage),
        **_years(question, passage),
        "limit": float(passage.kind == "limit"),
        "cue": float(any(re.search(cue, question.text.lower()) for cue in passage.cues)),
        "premise": float(passage.kind == "premise"),
        "own": _own(question, passage, rarity),
    }


def _wording(question: Question, passage: Passage, rarity: Mapping[str, float]) -> dict[str, float]:
    """How much of the question the passage holds, and how much its heading holds that was not asked."""
    asked, said = tokens(question.search or question.text), tokens(question.text)
    listed = [tokens(wording) for wording in (passage.heading[-1], *passage.asks)]
    likest = max(_likeness(mine, theirs, rarity) for mine in {asked, said} for theirs in listed)
    return {
        "coverage": _share(asked, tokens(" ".join((*passage.heading, *passage.asks))) | tokens(passage.text), rarity),
        "title": _share(asked, tokens(" ".join(passage.heading)), rarity),
        "beyond": 1 - _share(listed[0], asked | said, rarity) if listed[0] else 0.0,
        "verbatim": max(likest - VERBATIM, 0.0) / (1 - VERBATIM),
    }


def _identifiers(question: Question, passage: Passage) -> dict[str, float]:
    """Codes, modifiers and denial codes: those asked about, those the passage is about."""
    asked, about, text = set(named(question)), set(passage.codes), tokens(passage.text)
    return {
        "codes_about": len(asked & about) / len(asked) if asked else 0.0,
        "codes_all": float(bool(asked) and asked <= about),
        "codes_text": sum(code.split()[-1].lower() in text for code in asked) / len(asked) if asked else 0.0,
        "codes_other": len(about - asked) / len(about) if asked and about else 0.0,
        "codes_unasked": float(bool(about) and not asked),
        "denial": float(bool(about.intersection(denials(question.text)))),
    }


def _form(text: str, passage: Passage) -> dict[str, float]:
    """Does the passage answer in the form that was asked for: a number, a person, yes or no?"""
    asked, answered = _forms(text), _forms(passage.heading[-1].lower())
    negated = bool(_NEGATED.search(text))
    wordings = [_negated(wording) for wording in passage.asks] or [negated]
    return {
        "form": len(asked & answered) / len(asked | answered) if asked else 0.0,
        "verdict_unasked": float(bool(_VERDICT.match(passage.text)) and not takes_verdict(text)),
        "negated": abs(sum(wordings) / len(wordings) - negated),
    }


def takes_verdict(text: str) -> bool:
    """May an answer to this begin with yes or no? Not where it asks how many, who, when, which ..."""
    asked = _forms(text.lower())
    return not asked or "whether" in asked


def _payer(question: Question, passage: Passage) -> float:
    """1 the asker's payer, 0 silent, -1 another payer's rule."""
    if not question.payer or not passage.payers:
        return 0.0
    return 1.0 if question.payer in passage.payers else -1.0


def _own(question: Question, passage: Passage, rarity: Mapping[str, float]) -> float:
    """How much an own document's passage, and one sentence of it, hold of a question of several words; else 0.

    It lists no wordings that people ask in: that it names what was asked, in one place, speaks for it instead.
    """
    if passage.kind != "own":
        return 0.0
    asked = tokens(question.search or question.text)
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
    whole = sum(rarity.get(word, 8.0) for word in asked)
    return sum(rarity.get(word, 8.0) for word in asked & given) / whole if whole else 0.0


def _likeness(asked: frozenset[str], given: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Jaccard of two wordings, rare words weighing more."""
    whole = sum(rarity.get(word, 8.0) for word in asked | given)
    return sum(rarity.get(word, 8.0) for word in asked & given) / whole if whole else 0.0
