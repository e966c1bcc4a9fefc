"""The frame of every dated value of a rule, and kinds that several files of rules have.

A sentence may hold, as a slot, every other key of its value and its days ({from}, {to} and {next}, the day after; each
also as {from_year} and {from_month}): these are filled when the rule is read. SLOTS names what a tool fills in later
(the day a deadline falls on).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from assistant.schema import Citation

FRAME = ("name", "start", "end", "citation")  # of every value


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleValue:
    """One dated value of a rule: the days it is in force and where it stands. By itself, a rule that says nothing more."""

    SLOTS: ClassVar[tuple[str, ...]] = ()

    name: str
    start: date | None
    end: date | None
    citation: Citation

    def slots(self) -> dict[str, object]:
        """Further slots of its sentences, worked out from its keys."""
        return {}

    @property
    def values(self) -> dict[str, object]:
        """What it holds beside its days and its source, by key."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name not in FRAME}

    def holds(self, on: date) -> bool:
        """Is the value in force on that day?"""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(RuleValue):
    """A rule that is one sentence."""

    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(RuleValue):
    """A rule that is one sentence beside another answer."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disciplines(RuleValue):
    """Something of each discipline: its modifiers, or its codes."""

    PT: tuple[str, ...]
    OT: tuple[str, ...]
    SLP: tuple[str, ...]

    def __getitem__(self, discipline: str) -> tuple[str, ...]:
        return {"PT": self.PT, "OT": self.OT, "SLP": self.SLP}[discipline]
