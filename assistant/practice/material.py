"""What cases are drawn from: the reference, the sections of the knowledge, the lessons, and the day practised on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from assistant.errors import KnowledgeError
from assistant.library.passages import read_knowledge
from assistant.practice.cases import Case
from assistant.practice.shelf import Patient, Shelf, Treatment, read_shelf
from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.reference.tables import SETTINGS
from assistant.reference.whole import entries
from assistant.schema import Citation, Passage
from assistant.tools.pairs import pairs_on

PRACTICE = SETTINGS[0]  # practitioner: private practice
_TRIES = 2_000
PAIRS_SINCE = date(2024, 7, 1)  # the pair tables held are of the quarter that begins here
CLOSED = {(1, 1), (7, 4), (12, 25)}  # days on which no clinic is open
FIRST_DAY = date(2022, 1, 3)  # a Monday; since that year the assistant rule counts as it does now (86 FR 65170)
ADDING_UP_APART = {"97129", "97130", "90912", "90913"}  # counted by ladders of their own

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of knowledge/lessons. read: sections shown first; remarks: sections its cases ask about; must: points to be met before it is mastered."""

    id: str
    title: str
    aim: str
    read: tuple[Passage, ...]
    remarks: tuple[Passage, ...] = ()
    must: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """The knowledge on a day, as makers use it; each reading is its own."""

    reference: Reference
    lessons: Mapping[str, Lesson]
    on: date
    shelf: Shelf = field(default_factory=Shelf)
    sections: Mapping[str, Passage] = field(default_factory=dict)

    def some_day(self, die: Random, first: date = FIRST_DAY) -> Material:
        """The same on a weekday between the first and today."""
        day = first + timedelta(days=die.randrange(max((self.on - first).days, 1)))
        while not workday(day):
            day -= timedelta(days=1)
        return replace(self, on=max(day, first))

    def patient(self, die: Random, discipline: str = "", timed: int = 0, payer: str = "") -> Patient:
        """Somebody as clinics see them: of a discipline, with so many timed services at least, with a payer."""
        fit = [p for p in self.shelf.patients if discipline in ("", p.of) and (not payer or payer in p.payers) and len(self.timed(p)) >= timed]
        return die.choices(fit, weights=[p.weight for p in fit])[0]

    def timed(self, patient: Patient) -> list[str]:
        """The patient's usual services that count by 15 minutes and add up, valid on the day."""
        known = (self.reference.codes[code] for code in patient.gives if code not in ADDING_UP_APART)
        return [code.code for code in known if code.base == "15min" and code.medicare == "active" and code.active(self.on)]

    def written_up(self, patient: Patient) -> list[Treatment]:
        """Write-ups of the patient's timed services."""
        timed = self.timed(patient)
        return [one for one in self.shelf.treatments if one.of == patient.of and patient.says.endswith(one.patient) and one.code in timed]

    def section(self, name: str) -> Passage:
        """A section of the knowledge. Raises KnowledgeError where there is none of that name."""
        return _named([name], self.sections, "of a case")[0]

    def cited(self, code: str) -> tuple[Citation, ...]:
        """Where the choice of a code is described."""
        return self.section(self.shelf.refer[code]).citations[:2]

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


def workday(day: date) -> bool:
    """A weekday on which clinics and payers are open."""
    thanksgiving = day.month == 11 and day.weekday() == 3 and 22 <= day.day <= 28
    return day.weekday() < 5 and (day.month, day.day) not in CLOSED and not thanksgiving


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
    for row in entries(reference.folder / "lessons" / "first-week.toml", "lesson", ("id", "title", "aim", "read"), ("remarks", "must")):
        read, remarks = (_named(names, passages, row["id"]) for names in (row["read"], row.get("remarks", [])))
        lessons[row["id"]] = Lesson(row["id"], row["title"], row["aim"], read, remarks, tuple(row.get("must", ())))
    return Material(reference, lessons, on, read_shelf(reference.folder / "lessons"), passages)


def _named(names: Sequence[str], passages: Mapping[str, Passage], lesson: str) -> tuple[Passage, ...]:
    missing = [name for name in names if name not in passages]
    if missing:
        raise KnowledgeError(f"Lesson {lesson!r}: there is no section {missing[0]!r} in the knowledge.")
    return tuple(passages[name] for name in names)
