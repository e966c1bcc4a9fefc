"""What cases are drawn from: the reference, the sections of the knowledge, the lessons, and the day practised on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from assistant.errors import KnowledgeError
from assistant.library.passages import read_knowledge
from assistant.practice.cases import Case
from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.reference.tables import SETTINGS
from assistant.schema import Passage
from assistant.tools.pairs import pairs_on

PRACTICE = SETTINGS[0]  # practitioner: private practice
_TRIES = 2_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of knowledge/lessons. read: sections shown first; premises and remarks: what its cases ask about."""

    id: str
    title: str
    aim: str
    read: tuple[Passage, ...]
    premises: tuple[Passage, ...]
    remarks: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """The knowledge on a day, as makers use it. minutes: usual fewest and most of the codes that days are made of."""

    reference: Reference
    lessons: Mapping[str, Lesson]
    minutes: Mapping[str, tuple[int, int]]
    on: date

    def treatments(self, discipline: str) -> list[str]:
        """The timed treatment codes that days of a discipline are made of."""
        valid = {code.code: code for code in self.usual() if code.timed}
        return [code for code in self.minutes if code in valid and discipline in valid[code].disciplines]

    def usual(self) -> list[Code]:
        """Codes valid on the day that Medicare takes and pays, of therapy."""
        rows = self.reference.codes.values()
        outside = {"unlisted", "outside therapy"}
        return [c for c in rows if c.active(self.on) and c.medicare == "active" and c.therapy != "no" and c.family not in outside]

    def unpaired(self, codes: Sequence[str]) -> bool:
        """Has no pair among the codes an active edit in either setting?"""
        return not any(pair.active for setting in SETTINGS for pair in pairs_on(codes, setting, self.on, self.reference))

    def within_limits(self, units: Mapping[str, int]) -> bool:
        """Does no code exceed what Medicare takes a day (MUE)?"""
        limits = {code: self.reference.tables.mue(code, PRACTICE, self.on) for code in units}
        return all(row is None or units[code] <= row.units for code, row in limits.items())


Maker = Callable[[Random, Material], Case]


def drawn(attempt: Callable[[], T | None]) -> T:
    """The first try that gives something. Raises KnowledgeError where the knowledge holds nothing to draw."""
    for _ in range(_TRIES):
        found = attempt()
        if found is not None:
            return found
    raise KnowledgeError("No case can be drawn from the knowledge: a table or rule it needs is missing.")


def read_material(reference: Reference, on: date) -> Material:
    """The lessons of knowledge/lessons, in order. Raises KnowledgeError for a section or claim that is not there."""
    passages = {p.id: p for p in read_knowledge(reference.folder, reference.sources)}
    lessons: dict[str, Lesson] = {}
    minutes: dict[str, tuple[int, int]] = {}
    for path in sorted((reference.folder / "lessons").glob("*.toml")):
        with path.open("rb") as file:
            read = tomllib.load(file)
        minutes.update({code: (low, high) for code, (low, high) in read.get("minutes", {}).items()})
        for row in read.get("lesson", []):
            premises = [f"premise#{name}" for name in row["premises"]]
            parts = [_named(names, passages, row["id"]) for names in (row["read"], premises, row.get("remarks", []))]
            lessons[row["id"]] = Lesson(row["id"], row["title"], row["aim"], *parts)
    return Material(reference, lessons, minutes, on)


def _named(names: Sequence[str], passages: Mapping[str, Passage], lesson: str) -> tuple[Passage, ...]:
    missing = [name for name in names if name not in passages]
    if missing:
        raise KnowledgeError(f"Lesson {lesson!r}: there is no section {missing[0]!r} in the knowledge.")
    return tuple(passages[name] for name in names)

