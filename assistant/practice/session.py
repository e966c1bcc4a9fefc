"""A practice session: cases of a lesson or of a trainer's set, marked, told again from its seed and its answers.

A lesson grows harder after right answers. A set is fixed: "stories.2x10 audit.1x5" are ten stories of level 2 and five
notes of level 1, the same for everybody who has the seed.

>>> read_set("stories.2x10 audit.1x5")
(('stories', 2, 10), ('audit', 1, 5))
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import BadInput
from assistant.practice.cases import Case
from assistant.practice.deals import HIGHEST, LEVELS, STEPS, Deal, fresh, mark
from assistant.practice.makers import stories
from assistant.practice.material import Lesson, Material
from assistant.privacy.shown import shown

RAISE = 2  # right answers in a row to the next level
MOST = 50  # cases of a session
SEEDS = 10_000
ROOM = 840  # numbers that a seed has for itself: a multiple of the steps of every longer case
_PART = re.compile(r"([a-z]{1,20})\.([1-4])x(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Marked:
    """A case with what was answered."""

    case: Case
    level: int
    said: str
    right: bool


@dataclass(frozen=True, slots=True)
class Session:
    """Cases done and the next one. level: 1-4, of the next case. about: a code its stories are about. length: how many cases."""

    lesson: Lesson
    seed: int
    done: tuple[Marked, ...]
    level: int
    case: Case
    about: str = ""
    length: int = MOST

    @property
    def score(self) -> tuple[int, int]:
        """Right answers, and answers."""
        return sum(one.right for one in self.done), len(self.done)

    @property
    def fixed(self) -> bool:
        """Is it a trainer's set?"""
        return "." in self.lesson.id

    @property
    def over(self) -> bool:
        """Is every case done?"""
        return len(self.done) >= self.length


def play(material: Material, lesson: str, seed: int, answers: Sequence[str], about: str = "") -> Session:
    """The session after these answers. Raises BadInput for a lesson, a code or an answer that cannot be read."""
    if not 0 <= seed < SEEDS or len(answers) > MOST:
        raise BadInput(f"A session has a seed from 0 to {SEEDS - 1:,} and {MOST} cases at most.")
    parts = read_set(lesson) if "." in lesson else ()
    held = _set_lesson(lesson) if parts else _lesson(material, lesson, about)
    length = sum(count for _, _, count in parts) or MOST
    if len(answers) > length:
        raise BadInput(f"This set has {length} cases.")
    done: list[Marked] = []
    level, row = 1, 0
    asked: set[str] = set()
    for answer in answers:
        deal = _deal(held, seed, done, level, parts, about)
        case = fresh(deal, material, asked)[1]
        asked.add(mark(case))
        right = case.answer.right(answer)
        done.append(Marked(case, deal.level, case.answer.shown(answer), right))
        level, row = _moved(level, row, done)
    deal = _deal(held, seed, done[: length - 1], level, parts, about)
    return Session(held, seed, tuple(done), deal.level, fresh(deal, material, asked)[1], about, length)


def _moved(level: int, row: int, done: Sequence[Marked]) -> tuple[int, int]:
    """The level and the right answers in a row after the last case."""
    row = row + 1 if done[-1].right else 0
    if not done[-1].right and not (len(done) > 1 and done[-2].right):
        level = max(level - 1, 1)
    return (min(level + 1, HIGHEST), 0) if row == RAISE else (level, row)


def _level(lesson: Lesson, level: int, done: Sequence[Marked]) -> int:
    """A longer case keeps the level it began with."""
    within = len(done) % STEPS.get(lesson.id, 1)
    return done[-within].level if within else level


def _deal(lesson: Lesson, seed: int, done: Sequence[Marked], level: int, parts: Sequence[tuple[str, int, int]], about: str) -> Deal:
    """What comes after the cases done: at the level reached, or as the set has it."""
    place = len(done)
    for topic, fixed, count in parts:
        if place < count:
            return Deal(topic, fixed, seed * ROOM + place)
        place -= count
    return Deal(lesson.id, _level(lesson, level, done), seed * ROOM + place, about)


def _lesson(material: Material, lesson: str, about: str) -> Lesson:
    held = material.lessons.get(lesson)
    if held is None:
        raise BadInput(f"{shown(lesson)} is not a lesson; one of: {', '.join(material.lessons)}.")
    if about and not (held.id == "stories" and about in stories.told_of(material)):
        raise BadInput(f"I have no story about {shown(about)} to practice with.")
    return held


def _set_lesson(text: str) -> Lesson:
    return Lesson(text, "A set", "The cases a trainer chose, the same for everybody with this seed.", ())


def read_set(text: str) -> tuple[tuple[str, int, int], ...]:
    """Topic, level and number of cases of each part. Raises BadInput."""
    found = [_PART.fullmatch(word) for word in re.split(r"[\s,+]+", text.strip()) if word]
    parts = tuple((one[1], int(one[2]), int(one[3])) for one in found if one)
    if len(parts) != len(found) or not parts or any(topic not in LEVELS or not count for topic, _, count in parts):
        raise BadInput(f"A set is written as stories.2x10 audit.1x5: a topic ({', '.join(LEVELS)}), a level and a number.")
    if sum(count for _, _, count in parts) > MOST:
        raise BadInput(f"A set has {MOST} cases at most.")
    return parts
