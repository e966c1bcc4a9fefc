"""One learned judge: how likely each candidate answers what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np

from assistant.answer.judge.features import Query, features
from assistant.answer.judge.profiles import Profiles
from assistant.answer.judge.topic import topics
from assistant.answer.judge.weights import weights
from assistant.protocols import Candidate, Index
from assistant.schema import Passage, Question

LISTED = 0.15  # from this much of verbatim likeness on a passage's yes or no answers the question
LISTED_LEANING = 0.6  # the same for a turn read together with those it leans on: "can we bill it?" has another answer than "can we charge it?"
LISTED_BEFORE = 0.5  # so likely, of a limit's likelihood, a page is that lists the question
_PROFILES: WeakKeyDictionary[Index, Profiles] = WeakKeyDictionary()  # go with their generation


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with how likely it answers, 0 to 1, and whether the question is nearly one of its wordings."""

    candidate: Candidate
    likelihood: float
    share: float
    listed: bool = False

    @property
    def name(self) -> str:
        """The page's id, or the fact's tool and place."""
        record = self.candidate.record
        return record.id if isinstance(record, Passage) else f"{record.tool} {record.id}"


def judge(question: Question, candidates: Sequence[Candidate], index: Index) -> list[Judged]:
    """Every candidate, likeliest first."""
    if not candidates:
        return []
    learned = weights()
    named = table(question, candidates, index)
    shares = learned.shares(np.array([[row[name] for name in learned.names] for row in named], dtype=np.float32))
    listed = LISTED_LEANING if question.told else LISTED
    order = np.argsort(-shares, kind="stable")
    found = [
        Judged(candidates[n], learned.likelihood(float(shares[n]), later=bool(question.thread)), float(shares[n]), named[n]["verbatim"] >= listed) for n in order
    ]
    return _listed_first(found)


def _listed_first(found: list[Judged]) -> list[Judged]:
    """A page that lists the question nearly as it was put before a limit that is hardly likelier: they change places and likelihoods."""
    first = found[0]
    place = next((n for n, one in enumerate(found) if one.listed and one.likelihood >= LISTED_BEFORE * first.likelihood and _kind(one) == "guidance"), 0)
    if not place or _kind(first) != "limit":
        return found
    page = found[place]
    found[0], found[place] = replace(page, likelihood=first.likelihood, share=first.share), replace(first, likelihood=page.likelihood, share=page.share)
    return found


def _kind(one: Judged) -> str:
    return one.candidate.record.kind if isinstance(one.candidate.record, Passage) else ""


def table(question: Question, candidates: Sequence[Candidate], index: Index) -> list[dict[str, float]]:
    """The features of every candidate by name."""
    if index not in _PROFILES:
        _PROFILES[index] = Profiles(index.rarity)
    profiles = _PROFILES[index]
    return features(Query.of(question, profiles), candidates, topics(question, candidates, profiles, index))
