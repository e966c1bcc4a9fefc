"""Wordings asked as if nobody had listed them: what the ranker and the projection are fitted and checked on.

Of every passage with enough wordings one is held out. The projection is trained on the others; then the held-out
one is asked, with itself left out of the index, and the passage must be found by the rest.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from assistant.answer.features import Query, features, named
from assistant.answer.profiles import Profiles
from assistant.answer.retrieve import in_force
from assistant.answer.understand import understand
from assistant.library.encoder import WINDOW, Trainer, Vectors, piece_counter, project
from assistant.library.index import Generation
from assistant.library.passages import keys
from assistant.library.vectors import VectorCache
from assistant.protocols import Hit
from assistant.reference import Reference
from assistant.schema import Passage, Question
from eval.projection import train

ENOUGH = 4  # wordings of a passage of which one can be held out


@dataclass(frozen=True, slots=True)
class Asked:
    """A listed wording as a question. place: of its passage; key: its own number among the keys."""

    passage: Passage
    place: int
    key: int
    wording: str
    question: Question

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.question.search


@dataclass(frozen=True, slots=True)
class Trial:
    """One held-out question: features of its candidates and which of them is right (None: none is)."""

    passage: str
    kinds: tuple[str, ...]
    rows: NDArray[np.float64]
    right: int | None


class Trials:
    """The shipped passages of a generation with their wordings read and encoded once."""

    def __init__(self, folder: Path, index: Path, model: Path, reference: Reference) -> None:
        self._folder = folder
        self._generation = Generation(folder)
        trainer = Trainer(model)
        count = piece_counter(model)
        passages = self._generation.passages
        texts = [text for p in passages for text in keys(p, count, WINDOW)]
        with VectorCache(index / "vectors.sqlite", trainer.weights) as cache:
            self._keys = cache.vectors(texts, trainer.encode, lambda _done, _all: None)[0]
        self._owners = np.repeat(np.arange(len(passages)), [len(self._generation.keys_of(n)) for n in range(len(passages))])
        self.asked = [one for n, p in enumerate(passages) for one in _asked(self._generation, p, n, reference)]
        self._vectors: Vectors = trainer.encode([one.text for one in self.asked])

    def projection(self, without: Sequence[int] = ()) -> Vectors:
        """The projection trained on all wordings but these (places in `asked`)."""
        hidden = {self.asked[n].key for n in without}
        shown = np.array([key for key in range(len(self._keys)) if key not in hidden])
        used = np.array([n for n in range(len(self.asked)) if n not in set(without)])
        leads_to = np.array([self.asked[n].place for n in used])
        own = np.array([self.asked[n].key for n in used])
        return train(self._vectors[used], leads_to, own, self._keys[shown], self._owners[shown], shown)

    def held_out(self, seed: int) -> list[int]:
        """One wording of every passage that has enough, as places in `asked`."""
        choose = random.Random(seed)
        groups: dict[int, list[int]] = {}
        for n, one in enumerate(self.asked):
            groups.setdefault(one.place, []).append(n)
        return [choose.choice(group) for group in groups.values() if len(group) >= ENOUGH]

    def ask(self, held: Sequence[int], matrix: Vectors | None) -> tuple[list[str], list[Trial]]:
        """(names of the features, one trial a held-out wording) under a projection."""
        vectors = project(self._vectors, matrix)
        known = {one.text: vectors[n] for n, one in enumerate(self.asked)}
        generation = _Projected(self._folder, project(self._keys, matrix), known)
        profiles = Profiles(generation.rarity)
        names: list[str] = []
        trials = []
        for n in tqdm(held, unit=" wordings", disable=None):
            one = self.asked[n]
            hits = list(_candidates(generation, one))
            query = Query.of(one.question, profiles)
            rows = [features(query, hit) for hit in hits]
            if not rows:
                continue
            names = list(rows[0])
            places = [n for n, hit in enumerate(hits) if hit.passage.id == one.passage.id]
            matrix_ = np.array([[row[name] for name in names] for row in rows])
            trials.append(Trial(one.passage.id, tuple(h.passage.kind for h in hits), matrix_, places[0] if places else None))
        return names, trials


class _Projected(Generation):
    """A generation as it would be under another projection, its vectors in memory."""

    def __init__(self, folder: Path, vectors: Vectors, questions: Mapping[str, Vectors]) -> None:
        super().__init__(folder)
        self._store = _InMemory(vectors)
        self._questions = questions

    def vector(self, text: str) -> Vectors:
        """The projected vector of a question encoded before."""
        return self._questions[text]


class _InMemory:
    """A store of vectors that is an array."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def near(self, vector: Vectors, count: int) -> set[int]:
        return {int(key) for key in np.argpartition(-(self._vectors @ vector), count)[:count]}

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> Vectors:
        return np.asarray(self._vectors[list(keys)] @ vector, dtype=np.float32)

    def close(self) -> None:
        """Nothing to let go."""


def _asked(generation: Generation, passage: Passage, place: int, reference: Reference) -> Iterator[Asked]:
    """A passage's wordings, read for a day on which it is in force; they are its last keys."""
    if len(passage.asks) < 2 or passage.kind == "own":
        return
    today = date.today()
    day = max(min(passage.in_force_to or today, today), passage.in_force_from or date.min)
    for key, wording in zip(generation.keys_of(place)[-len(passage.asks) :], passage.asks, strict=True):
        question = understand(wording, today=day, reference=reference)
        question = replace(question, as_of=day, search=generation.spelled(question.search or wording))
        yield Asked(passage, place, key, wording, question)


def _candidates(generation: Generation, one: Asked) -> Iterator[Hit]:
    """The passages found without the wording asked; its own passage does not list it either."""
    question, passage = one.question, one.passage
    hits = {h.passage.id: h for h in generation.search(one.text, without=frozenset({one.key}))}
    about = generation.about(named(question))[:40]
    named_too = (*generation.limits(question.text.lower()), *about)
    further = [p for p in named_too if p.id not in hits and (p.kind == "limit" or p.id != passage.id)]
    hits.update((hit.passage.id, hit) for hit in generation.hits(one.text, further))
    for hit in hits.values():
        if in_force(hit.passage, question):
            own = hit.passage.id == passage.id
            yield replace(hit, passage=replace(hit.passage, asks=tuple(a for a in passage.asks if a != one.wording))) if own else hit
