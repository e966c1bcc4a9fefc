"""What stands in knowledge/lessons: patients, stories, statements, notes in parts, repairs, remittances, letters.

Each row becomes a record once, at reading; a row that lacks a field or names an unknown one raises KnowledgeError.
Not for: the lessons themselves and their sections (material.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import KnowledgeError
from assistant.reference.whole import check_keys, read_toml

T = TypeVar("T")
TABLES = ("needs", "refer", "printed", "owes", "acts", "first", "moves", "notowes", "notacts", "notfirst", "notmoves", "because")


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient as clinics see them. of: PT, OT or SLP. gives: usual services with fewest and most minutes (0 0: untimed).

    evaluations: codes a first visit may carry. weight: how often such a patient comes. payers: who pays. works: may have a job beside it. source: where the usual care is described.
    """

    of: str
    says: str
    gives: Mapping[str, tuple[int, int]]
    evaluations: tuple[str, ...]
    weight: int = 1
    payers: tuple[str, ...] = ("medicare",)
    works: bool = True
    source: str = "field-knowledge"


@dataclass(frozen=True, slots=True)
class Story:
    """What was done and why. decides: the words of `says` that settle it. right: every code defended. wrong: codes and, where a rule bars one, the reason."""

    of: str
    says: str
    decides: str
    right: tuple[str, ...]
    wrong: Mapping[str, str]
    why: str
    level: int
    family: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A question with one true statement and false ones as long; why: what each false one gets wrong. section: where it stands."""

    lesson: str
    ask: str
    right: str
    wrong: tuple[str, ...]
    why: tuple[str, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A weak sentence of a note and its repair beside three that do not mend it. fault: a name of FAULTS."""

    fault: str
    weak: str
    right: str
    wrong: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remittance:
    """A line of a remittance with what is on file. owes, act: names of the lists of lessons/remittances.toml; owes is empty where the file does not tell. by: the deadline that runs, if one does."""

    line: str
    group: str
    reason: str
    remarks: tuple[str, ...]
    file: str
    owes: str
    act: str
    wrong: tuple[str, ...]
    why: str
    section: str
    by: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of a letter: what is asked, the sentence that belongs, those that do not, and why not."""

    ask: str
    right: str
    wrong: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """An appeal built step by step: the facts, the section it rests on, its steps; level from 1."""

    title: str
    level: int
    facts: tuple[str, ...]
    section: str
    steps: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What the desk learns of cover. first: who pays first, a name of the list `first`. works: it tells of the patient's own job."""

    says: str
    first: str
    why: str
    section: str
    works: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What a visit's remittance may say. first: under which first payers; move: what is done; several: only where several units were paid."""

    first: tuple[str, ...]
    says: str
    move: str
    why: str
    section: str
    several: bool = False


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a code is written up in a note, by discipline: deficit, work without and with skilled cues, response, a goal that can be measured, one that cannot; codes it is not."""

    of: str
    code: str
    patient: str
    deficit: str
    work: str
    cues: str
    response: str
    before: str
    goal: str
    vague: str
    unlike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything of knowledge/lessons but the lessons.

    needs: what a note must say for each code. refer: the section of each code. printed: where CMS itself says which code it
    is. owes, acts, first, moves: names of options and their words; notowes and so on: why such an option is not it. because: why
    the right sentence of a letter belongs there, by what is asked.
    """

    patients: tuple[Patient, ...] = ()
    stories: tuple[Story, ...] = ()
    statements: tuple[Statement, ...] = ()
    repairs: tuple[Repair, ...] = ()
    remittances: tuple[Remittance, ...] = ()
    letters: tuple[Letter, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    intakes: tuple[Intake, ...] = ()
    events: tuple[Event, ...] = ()
    needs: Mapping[str, str] = field(default_factory=dict)
    refer: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    owes: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    notowes: Mapping[str, str] = field(default_factory=dict)
    notacts: Mapping[str, str] = field(default_factory=dict)
    notfirst: Mapping[str, str] = field(default_factory=dict)
    notmoves: Mapping[str, str] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)


KINDS = {
    "patient": Patient, "story": Story, "statement": Statement, "repair": Repair, "remittance": Remittance,
    "letter": Letter, "treatment": Treatment, "intake": Intake, "event": Event,
}  # fmt: skip


def check(knowledge: Path) -> None:
    """Raise KnowledgeError unless the lessons hold something of every kind, each row whole."""
    if not (knowledge / "tables").is_dir():
        return  # documents alone
    rows = _rows(knowledge / "lessons")
    for name in (*KINDS, *TABLES):
        if not rows.get(name):
            raise KnowledgeError(f"{knowledge / 'lessons'}: no file holds a [{name}]; the knowledge is not whole. Put the file back.")
    read_shelf(knowledge / "lessons")


def read_shelf(folder: Path) -> Shelf:
    """Everything under knowledge/lessons, read and checked."""
    rows = _rows(folder)
    tables = {name: dict(pairs) for name in TABLES for pairs in [_joined(rows, name)]}
    return Shelf(
        tuple(_record(Patient, row) for row in rows.get("patient", ())),
        tuple(_record(Story, row | {"wrong": _reasons(row["wrong"])}) for row in rows.get("story", ())),
        tuple(_record(Statement, row) for row in rows.get("statement", ())),
        tuple(_record(Repair, row) for row in rows.get("repair", ())),
        tuple(_record(Remittance, row) for row in rows.get("remittance", ())),
        tuple(_record(Letter, row | {"steps": [_record(Choice, one) for one in row["step"]]}, drop="step") for row in rows.get("letter", ())),
        tuple(_record(Treatment, row) for row in rows.get("treatment", ())),
        tuple(_record(Intake, row) for row in rows.get("intake", ())),
        tuple(_record(Event, row) for row in rows.get("event", ())),
        **tables,
    )


def _rows(folder: Path) -> dict[str, list[Any]]:
    """Every array of tables, and every table as a list of one, by name; a story knows the file it stands in."""
    found: dict[str, list[Any]] = {}
    for path in sorted(folder.rglob("*.toml")):
        for name, value in read_toml(path).items():
            listed = value if isinstance(value, list) else [value]
            _check(name, listed, path)
            found.setdefault(name, []).extend({**row, "family": path.stem} if name == "story" else row for row in listed)
    return found


def _check(name: str, listed: list[Any], path: Path) -> None:
    """Raise KnowledgeError naming the file, the row and the key that is missing or unknown."""
    if name not in KINDS:
        return
    keys = {one.name: one.default is MISSING and one.default_factory is MISSING for one in fields(KINDS[name]) if one.name != "family"}
    if "steps" in keys:
        keys["step"] = keys.pop("steps")
    needed, may = ([key for key, must in keys.items() if must is wanted] for wanted in (True, False))
    for number, row in enumerate(listed, 1):
        where = f"{path.name}: {name} {number}"
        if not isinstance(row, dict):
            raise KnowledgeError(f"{where}: write [[{name}]].")
        check_keys(dict.fromkeys(row, True), needed, may, where)  # some may be empty


def _joined(rows: Mapping[str, list[Any]], name: str) -> Iterator[tuple[str, str]]:
    for table in rows.get(name, ()):
        yield from table.items()


def _reasons(wrong: list[str] | dict[str, str]) -> dict[str, str]:
    return wrong if isinstance(wrong, dict) else dict.fromkeys(wrong, "")


def _record(kind: type[T], row: Mapping[str, Any], drop: str = "") -> T:
    """The row as a record; lists become tuples. Raises KnowledgeError for a field too many or too few."""
    try:
        return kind(**{name: _frozen(value) for name, value in row.items() if name != drop})
    except TypeError as error:
        raise KnowledgeError(f"A {kind.__name__.lower()} of knowledge/lessons cannot be read: {error}: {str(dict(row))[:90]}.") from error


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {name: _frozen(inner) for name, inner in value.items()}
    return value
