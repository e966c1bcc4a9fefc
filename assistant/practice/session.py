"""A practice session: cases of a lesson, marked, harder after right answers, told again from its seed and its answers.

>>> play(material, "counting", seed=7, answers=["97110=2"]).done[0].right  # doctest: +SKIP
True
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from assistant.errors import BadInput
from assistant.practice.cases import Case
from assistant.practice.makers import codes, counting, denials, modifiers, notes
from assistant.practice.material import Lesson, Maker, Material

RAISE = 2  # right answers in a row to the next level
MOST = 50  # cases of a session
SEEDS = 10_000
TRIES = 40  # draws for a topic not asked yet
LEVELS: Mapping[str, tuple[tuple[Maker, ...], ...]] = {
    "codes": codes.LEVELS, "counting": counting.LEVELS, "modifiers": modifiers.LEVELS, "notes": notes.LEVELS, "denials": denials.LEVELS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """A case with what was answered."""

    case: Case
    level: int
    said: str
    right: bool


@dataclass(frozen=True, slots=True)
class Session:
    """Cases done and the next one. level: 1-4, of the next case."""

    lesson: Lesson
    seed: int
    done: tuple[Marked, ...]
    level: int
    case: Case

    @property
    def score(self) -> tuple[int, int]:
        """Right answers, and answers."""
        return sum(one.right for one in self.done), len(self.done)


def play(material: Material, lesson: str, seed: int, answers: Sequence[str]) -> Session:
    """The session after these answers. Raises BadInput for a lesson or answer that cannot be read."""
    held = material.lessons.get(lesson)
    if held is None:
        raise BadInput(f"{lesson!r} is not a lesson; one of: {', '.join(material.lessons)}.")
    if not 0 <= seed < SEEDS or len(answers) > MOST:
        raise BadInput(f"A session has a seed from 0 to {SEEDS - 1:,} and {MOST} cases at most.")
    done: list[Marked] = []
    level, row = 1, 0
    for answer in answers:
        case = _draw(material, held, seed, done, level)
        right = case.answer.right(answer)
        done.append(Marked(case, level, case.answer.shown(answer), right))
        row = row + 1 if right else 0
        if not right and not (len(done) > 1 and done[-2].right):
            level = max(level - 1, 1)
        if row == RAISE:
            level, row = min(level + 1, len(LEVELS[held.id])), 0
    return Session(held, seed, tuple(done), level, _draw(material, held, seed, done, level))


def _draw(material: Material, lesson: Lesson, seed: int, done: Sequence[Marked], level: int) -> Case:
    """The next case; the level's makers take turns, and no topic comes twice while others are left."""
    die = Random(f"{lesson.id}/{seed}/{len(done)}/{level}")  # noqa: S311  # a game
    makers = LEVELS[lesson.id][level - 1]
    asked = {one.case.topic for one in done}
    case = makers[len(done) % len(makers)](die, material)
    for _ in range(TRIES):
        if case.topic not in asked:
            break
        case = makers[len(done) % len(makers)](die, material)
    return case


def sheet(session: Session) -> str:
    """The score sheet as CSV: a line a case."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    right, asked = session.score
    write.writerow(["lesson", session.lesson.title, "seed", session.seed, "right", f"{right} of {asked}"])
    write.writerow(["case", "level", "question", "answered", "right answer", "right"])
    for number, one in enumerate(session.done, 1):
        write.writerow([number, one.level, _plain(one.case), one.said, " or ".join(one.case.answer.key), "yes" if one.right else "no"])
    return out.getvalue()


def _plain(case: Case) -> str:
    """The question with its table in one line; no cell can start a formula."""
    rows = "; ".join(": ".join((row[0], " + ".join(row[1:]))) for row in case.table.rows) if case.table else ""
    return f"{case.ask}{f' ({rows})' if rows else ''}"
