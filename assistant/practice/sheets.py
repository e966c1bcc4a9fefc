"""Score sheets as CSV: of a session for the learner, of a path for the trainer (topics, levels, times), of a whole class.

The first row of a session's sheet tells lesson or set, seed and which cases were right: it alone is read for a class.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from assistant.errors import BadInput
from assistant.practice.cases import Case
from assistant.practice.deals import ORDER
from assistant.practice.material import Material
from assistant.practice.path import Record, read_record, standing, waiting
from assistant.practice.session import MOST, SEEDS, Session, read_set

T = TypeVar("T")


def sheet(session: Session) -> str:
    """A line a case."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    right, asked = session.score
    marks = "".join("y" if one.right else "n" for one in session.done)
    write.writerow(["lesson", session.lesson.title, "seed", session.seed, "set", session.lesson.id, "marks", marks, "right", f"{right} of {asked}"])
    write.writerow(["case", "level", "question", "answered", "right answer", "right"])
    for number, one in enumerate(session.done, 1):
        write.writerow([number, one.level, _plain(one.case), one.said, " or ".join(one.case.answer.key), "yes" if one.right else "no"])
    return out.getvalue()


def path_sheet(record: Record, material: Material) -> str:
    """A line a topic: level, mastered, asked, right, minutes, what still comes back, and rules met of those wanted."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    first = record.steps[0].day.isoformat() if record.steps else ""
    last = record.steps[-1].day.isoformat() if record.steps else ""
    write.writerow(["path", "seed", record.seed, "cases", len(record.steps), "from", first, "to", last])
    write.writerow(["topic", "level", "mastered", "asked", "right", "minutes", "seconds a case", "to come back", "rules met", "rules wanted"])
    back = [step.deal.topic for _, step in waiting(record)]
    for one in (standing(record, topic, material) for topic in ORDER):
        each = round(one.seconds / one.asked) if one.asked else 0
        write.writerow([one.topic, one.level, "yes" if one.mastered else "no", one.asked, one.right, round(one.seconds / 60, 1), each, back.count(one.topic), one.met, one.wanted])
    return out.getvalue()


def joined(kept: Mapping[str, str], material: Material) -> str:
    """The sheet of a class, from what its learners kept by name: records of the path, or sheets of one set. Raises BadInput with the name of one that is neither."""
    scores = {name: _told(name, read_score, text) for name, text in kept.items() if text.lstrip("\ufeff").startswith("lesson,")}
    records = {name: _told(name, read_record, text) for name, text in kept.items() if name not in scores}
    if scores and records:
        raise BadInput(f"{next(iter(records))} is a record of the path and {next(iter(scores))} the sheet of a set: join each kind by itself.")
    return set_sheet(scores) if scores else class_sheet(records, material)


def _told(name: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from error


def class_sheet(records: Mapping[str, Record], material: Material) -> str:
    """A line a learner: cases, right, minutes, topics mastered, the level of each topic, and the topic with most wrong answers."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["learner", "cases", "right", "minutes", "mastered", "to come back", "weakest", *ORDER])
    for name, record in records.items():
        each = [standing(record, topic, material) for topic in ORDER]
        weakest = max(each, key=lambda one: one.asked - one.right)
        write.writerow([
            _named(name), len(record.steps), sum(step.right for step in record.steps), round(sum(step.seconds for step in record.steps) / 60, 1), sum(one.mastered for one in each),
            len(waiting(record)), weakest.topic if weakest.asked > weakest.right else "", *("mastered" if one.mastered else one.level if one.asked else "" for one in each),
        ])  # fmt: skip
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Score:
    """A set done: which, its seed, and which cases were right."""

    parts: str
    seed: int
    marks: tuple[bool, ...]


def read_score(text: str) -> Score:
    """The score in the first row of a set's sheet. Raises BadInput for the sheet of anything else."""
    row = next(csv.reader([text.lstrip("\ufeff").partition("\n")[0]]), [])
    told = dict(zip(row[::2], row[1::2], strict=False))
    seed, marks = told.get("seed", ""), told.get("marks", "")
    if not (seed.isascii() and seed.isdigit() and len(seed) <= len(str(SEEDS))) or len(marks) > MOST or not set(marks) <= set("yn"):
        raise BadInput("This is no sheet of a set.")
    read_set(told.get("set", ""))  # of another lesson, whose cases differ from learner to learner, no class sheet is made
    return Score(told["set"], int(seed), tuple(mark == "y" for mark in marks))


def set_sheet(scores: Mapping[str, Score]) -> str:
    """A line a learner: right, of how many, and each case; below, how many had each case right. Raises BadInput for different sets."""
    first = next(iter(scores.values()))
    other = next((name for name, one in scores.items() if (one.parts, one.seed) != (first.parts, first.seed)), None)
    if other is not None:
        raise BadInput(f"{other}: {scores[other].parts} with seed {scores[other].seed}, not {first.parts} with seed {first.seed}: one sheet is of one set.")
    longest = max(len(one.marks) for one in scores.values())
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["set", first.parts, "seed", first.seed])
    write.writerow(["learner", "right", "of", *(f"case {n}" for n in range(1, longest + 1))])
    for name, one in scores.items():
        write.writerow([_named(name), sum(one.marks), len(one.marks), *("yes" if mark else "no" for mark in one.marks)])
    write.writerow(["all", "", len(scores), *(sum(one.marks[n] for one in scores.values() if n < len(one.marks)) for n in range(longest))])
    return out.getvalue()


def _named(name: str) -> str:
    """A learner's name; it cannot start a formula."""
    return name.lstrip("=+-@\t\r")


def _plain(case: Case) -> str:
    """The question with its note and table in one line; no cell can start a formula."""
    rows = "; ".join(": ".join((row[0], " + ".join(row[1:]))) for row in case.table.rows) if case.table else ""
    return f"{case.ask}{''.join(f' {line}' for line in case.note)}{f' ({rows})' if rows else ''}"
