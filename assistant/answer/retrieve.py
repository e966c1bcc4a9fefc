"""The passages that answer a question, best first, each with how likely it does.

The index finds candidates by words and by meaning; passages about the named codes join them; what is not in
force on the date of service goes; a small linear ranker over plain features orders the rest. Its weights
(ranking.toml) are fitted by eval/fit.py on wordings held out of the index.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from assistant.library.words import words
from assistant.protocols import Hit, Index
from assistant.reference.codes import denials
from assistant.schema import Passage, Question

KEPT = 8  # passages handed to the writer
_WEIGHTS = Path(__file__).with_name("ranking.toml")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights of the features, and the curve that turns a weighted sum into a likelihood (0-1)."""

    weights: Mapping[str, float]
    slope: float
    middle: float

    @classmethod
    def read(cls, path: Path = _WEIGHTS) -> Ranking:
        """Read ranking.toml."""
        with path.open("rb") as file:
            table = tomllib.load(file)
        return cls(table["weights"], table["likelihood"]["slope"], table["likelihood"]["middle"])

    def sum(self, features: Mapping[str, float]) -> float:
        """The weighted sum a passage is ordered by."""
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def likelihood(self, total: float) -> float:
        """How likely a passage with this sum answers, 0-1."""
        return 1 / (1 + math.exp(-self.slope * (total - self.middle)))


@cache
def _ranking() -> Ranking:
    return Ranking.read()


def retrieve(question: Question, index: Index) -> tuple[Passage, ...]:
    """Passages in force that may answer the question, likeliest first, near-duplicates folded."""
    ranking = _ranking()
    scored = [
        (ranking.sum(features(question, hit, index.rarity)), hit.passage) for hit in candidates(question, index)
    ]
    scored.sort(key=lambda pair: -pair[0])
    best = [replace(passage, score=round(ranking.likelihood(total), 4)) for total, passage in scored[: KEPT * 2]]
    return _folded(best)[:KEPT]


def candidates(question: Question, index: Index) -> list[Hit]:
    """What the index finds by words, meaning and exact code, in force on the date of service."""
    text = question.search or question.text
    hits = {hit.passage.id: hit for hit in index.search(text)}
    for passage in (*index.limits(question.text.lower()), *index.about(_named(question))[:40]):
        if passage.id not in hits:
            hits[passage.id] = index.hit(text, passage)
    return [hit for hit in hits.values() if in_force(hit.passage, question)]


def _named(question: Question) -> tuple[str, ...]:
    """Every identifier of the question: codes, modifiers, denial codes."""
    return (*question.codes, *question.modifiers, *denials(question.text))


def in_force(passage: Passage, question: Question) -> bool:
    """Does the passage hold on the question's date of service?"""
    start, end = passage.in_force_from, passage.in_force_to
    return (start is None or start <= question.as_of) and (end is None or question.as_of <= end)


def features(question: Question, hit: Hit, rarity: Mapping[str, float]) -> dict[str, float]:
    """The plain features of a passage for a question; all about 0-1."""
    passage = hit.passage
    asked = frozenset(words(question.search or question.text))
    named = set(_named(question))
    about = set(passage.codes)
    text = _tokens(passage.text)
    said = frozenset(words(question.text))
    listed = [_tokens(w) for w in (passage.heading[-1], *passage.asks)]
    wording = max(_overlap(mine, theirs, rarity) for mine in {asked, said} for theirs in listed)
    return {
        "cosine": max(hit.cosine, 0.0),
        "words": hit.words,
        "cosine_text": max(hit.cosine_text, 0.0),
        "cosine_mean": max(hit.cosine_mean, 0.0),
        "words_mean": hit.words_mean,
        "coverage": _share(asked, _tokens(" ".join((*passage.heading, *passage.asks))) | text, rarity),
        "title": _share(asked, _tokens(" ".join(passage.heading)), rarity),
        "wording": wording,
        "verbatim": max(wording - 0.6, 0.0) / 0.4,
        "codes_about": len(named & about) / len(named) if named else 0.0,
        "codes_all": float(bool(named) and named <= about),
        "codes_text": sum(code.split()[-1].lower() in text for code in named) / len(named) if named else 0.0,
        "codes_other": len(about - named) / len(about) if named and about else 0.0,
        "codes_unasked": float(bool(about) and not named),
        "denial": float(bool(about.intersection(denials(question.text)))),
        "payer": _payer(question, passage),
        "year": _years(question, text),
        "limit": float(passage.kind == "limit"),
        "cue": float(_cued(question.text.lower(), passage.cues)),
        "premise": float(passage.kind == "premise"),
        "own": float(passage.kind == "own"),
    }


def _cued(text: str, cues: tuple[str, ...]) -> bool:
    """Does the question hold a wording that speaks for a limit?"""
    return any(re.search(cue, text) for cue in cues)


@lru_cache(maxsize=50_000)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _share(asked: frozenset[str], given: frozenset[str], rarity: Mapping[str, float]) -> float:
    """How much of what was asked the passage mentions, rare words weighing more."""
    whole = sum(rarity.get(word, 8.0) for word in asked)
    return sum(rarity.get(word, 8.0) for word in asked & given) / whole if whole else 0.0


def _overlap(asked: frozenset[str], given: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Jaccard of two wordings, rare words weighing more."""
    whole = sum(rarity.get(word, 8.0) for word in asked | given)
    return sum(rarity.get(word, 8.0) for word in asked & given) / whole if whole else 0.0


def _payer(question: Question, passage: Passage) -> float:
    """1 the asker's payer, 0 silent, -1 another payer's rule."""
    if not question.payer or not passage.payers:
        return 0.0
    return 1.0 if question.payer in passage.payers else -1.0


def _years(question: Question, text: frozenset[str]) -> float:
    """Share of the years asked for that the passage names."""
    years = question.years
    return sum(str(year) in text for year in years) / len(years) if years else 0.0


def _folded(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Near-duplicates folded: of passages that say the same in nearly the same words, the first."""
    kept: list[Passage] = []
    for passage in passages:
        mine = _tokens(passage.text)
        if not any(len(mine & _tokens(k.text)) > 0.8 * min(len(mine), len(_tokens(k.text))) for k in kept):
            kept.append(passage)
    return tuple(kept)
