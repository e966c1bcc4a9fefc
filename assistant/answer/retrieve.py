"""The passages that answer a question, best first, each with how likely it does.

The index finds candidates by words and by meaning; passages about the named codes join them; what is not in
force on the date of service goes; a small linear ranker over plain features orders the rest. Its weights
(ranking.toml) are fitted by eval/fit.py on wordings held out of the index.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from assistant.answer.features import Query, features, named
from assistant.answer.precedence import newer_first, same_matter
from assistant.answer.profiles import Profiles, tokens
from assistant.protocols import Hit, Index
from assistant.schema import Passage, Question

LISTED = 0.15  # from this much of verbatim likeness on a passage's yes or no answers the question
LISTED_LEANING = 0.6  # the same for a turn read together with those it leans on: "can we bill it?" has another answer than "can we charge it?"
KEPT = 8  # passages handed to the writer
_WEIGHTS = Path(__file__).with_name("ranking.toml")
_PROFILES: WeakKeyDictionary[Index, Profiles] = WeakKeyDictionary()  # go with their generation


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


def _profiles(index: Index) -> Profiles:
    if index not in _PROFILES:
        _PROFILES[index] = Profiles(index.rarity)
    return _PROFILES[index]


def retrieve(question: Question, index: Index) -> tuple[Passage, ...]:
    """Passages in force that may answer the question, likeliest first, near-duplicates folded."""
    ranking = _ranking()
    question = replace(question, search=index.spelled(question.search or question.text))
    query = Query.of(question, _profiles(index))
    rated = [(features(query, hit), hit.passage) for hit in candidates(question, index)]
    listed = LISTED_LEANING if question.told else LISTED
    scored = [(ranking.sum(row), row["verbatim"] >= listed, passage) for row, passage in rated]
    scored.sort(key=lambda row: -row[0])
    best = [
        replace(passage, score=round(ranking.likelihood(total), 4), listed=near)
        for total, near, passage in scored[: KEPT * 2]
    ]
    return _folded(newer_first(best))


def candidates(question: Question, index: Index) -> list[Hit]:
    """What the index finds by words, meaning and exact code, in force on the date of service."""
    text = question.search
    found = index.search(text)
    known = {hit.passage.id for hit in found}
    named_too = {p.id: p for p in (*index.limits(question.text.lower()), *index.about(named(question))[:40])}
    further = index.hits(text, [passage for name, passage in named_too.items() if name not in known])
    return [hit for hit in (*found, *further) if in_force(hit.passage, question)]


def in_force(passage: Passage, question: Question) -> bool:
    """Does the passage hold on the question's date of service?

    A limit that begins with a year (no amount is known from then on) also meets a question that names no year.
    """
    start, end = passage.in_force_from, passage.in_force_to
    if passage.kind == "limit":
        return start is None or not question.years or max(question.years) >= start.year
    return (start is None or start <= question.as_of) and (end is None or question.as_of <= end)


def _folded(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The first few, near-duplicates folded: of passages that say the same in nearly the same words, the first.

    An organisation's documents that differ at all are kept: the one that yields is shown beside the other.
    """
    kept: list[Passage] = []
    for passage in passages:
        if not any(_same_words(passage, k) for k in kept):
            kept.append(passage)
        if len(kept) == KEPT:
            break
    return tuple(kept)


def _same_words(one: Passage, other: Passage) -> bool:
    mine, theirs = tokens(one.text), tokens(other.text)
    if same_matter(one, other):
        return mine == theirs
    return len(mine & theirs) > 0.8 * min(len(mine), len(theirs))
