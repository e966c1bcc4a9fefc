r"""The learner's path: ten questions of placement, then topic after topic, wrong ones coming back, until each is mastered.

What is known of a learner is a record of lines, kept by the learner (a browser tab, a file), never here. From it alone
follow the next case, the level of each topic and the trainer's sheet.

>>> read_record("practice 7\nstories 2 4200 3f2a9c10 right 2026-11-27 35").steps[0].right
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.errors import BadInput
from assistant.practice.cases import Case
from assistant.practice.deals import HIGHEST, LEVELS, ORDER, STEPS, Deal, case_of, fresh, mark
from assistant.practice.material import Material
from assistant.practice.session import ROOM, SEEDS

PLACEMENT = (*(topic for topic in ORDER if topic not in STEPS), "stories", "counting")
PLACED = 2  # the level of placement
RAISE = 2  # right answers in a row to the next level, and at the highest to mastery
GAPS = (3, 8, 20)  # cases between a wrong answer and its return, and between returns
MOST = 500
LONGEST = 60 * MOST
SLOWEST = 3_600  # seconds
_FIRST = re.compile(r"practice (\d{1,4})")
_LINE = re.compile(r"([a-z]{1,20}) ([1-4]) (\d{1,9}) ([0-9a-f]{8}) (right|wrong) (\d{4}-\d\d-\d\d) (\d{1,4})")


@dataclass(frozen=True, slots=True)
class Step:
    """A case answered: the deal, its mark, whether right, the day, and the seconds it took (0: not measured)."""

    deal: Deal
    mark: str
    right: bool
    day: date
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What a learner has done, in order."""

    seed: int
    steps: tuple[Step, ...] = ()

    def text(self) -> str:
        """The record as the learner keeps it."""
        rows = [f"practice {self.seed}"]
        rows += [f"{s.deal.topic} {s.deal.level} {s.deal.number} {s.mark} {'right' if s.right else 'wrong'} {s.day.isoformat()} {s.seconds}" for s in self.steps]
        return "\n".join(rows)


def read_record(text: str) -> Record:
    """The record of a text. Raises BadInput for what is none."""
    if len(text) > LONGEST:
        raise BadInput(f"A record of practice has at most {MOST} cases.")
    first, *rows = [row.strip() for row in text.strip().splitlines()] or [""]
    head = _FIRST.fullmatch(first)
    found = [_LINE.fullmatch(row) for row in rows if row]
    if head is None or None in found or len(found) > MOST:
        raise BadInput("This is no record of practice: its first line is 'practice' and a number, then a line for each case.")
    try:
        steps = tuple(Step(Deal(one[1], int(one[2]), int(one[3])), one[4], one[5] == "right", date.fromisoformat(one[6]), int(one[7])) for one in found if one)
    except ValueError as error:
        raise BadInput(f"A day of the record cannot be: {error}.") from error
    if any(step.deal.topic not in LEVELS for step in steps):
        raise BadInput("The record names a topic that is not practiced here.")
    return Record(int(head[1]), steps)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands in a topic. level: of the next case. row: right in a row at it."""

    topic: str
    level: int
    row: int
    mastered: bool
    asked: int
    right: int
    seconds: int


def standing(record: Record, topic: str) -> Standing:
    """The level follows from the placement and the new cases since; cases that came back do not move it."""
    level, row, mastered = 1, 0, False
    steps = [(place, step) for place, step in enumerate(record.steps) if step.deal.topic == topic]
    seen: set[Deal] = set()
    for place, step in steps:
        if place < len(PLACEMENT):
            level = min(level + step.right, PLACED + 1) if level > 1 or not step.right else PLACED + 1
        elif step.deal not in seen:
            row = row + 1 if step.right else 0
            mastered = mastered or (row >= RAISE and level == HIGHEST)
            level, row = _moved(level, row, right=step.right, earlier=[one.right for at, one in steps if at < place])
        seen.add(step.deal)
    return Standing(topic, level, row, mastered, len(steps), sum(s.right for _, s in steps), sum(s.seconds for _, s in steps))


def _moved(level: int, row: int, *, right: bool, earlier: Sequence[bool]) -> tuple[int, int]:
    if right:
        return (min(level + 1, HIGHEST), 0) if row >= RAISE else (level, row)
    return (max(level - 1, 1) if earlier and not earlier[-1] else level), 0


def waiting(record: Record) -> list[tuple[int, Step]]:
    """Wrong cases that must come back, with the place from which each is due; the earliest due first."""
    places: dict[str, list[tuple[int, Step]]] = {}
    for place, step in enumerate(record.steps):
        places.setdefault(step.mark, []).append((place, step))
    found = []
    for tried in places.values():
        last_wrong = max((n for n, (_, step) in enumerate(tried) if not step.right), default=None)
        since = len(tried) - 1 - last_wrong if last_wrong is not None else len(GAPS)
        if since < len(GAPS):
            found.append((tried[-1][0] + GAPS[since] + 1, tried[-1][1]))
    return sorted(found, key=lambda one: one[0])


def following(record: Record, material: Material) -> tuple[Deal, Case, str] | None:
    """The next case and why it comes: placement, return or new; None when all is mastered and nothing waits."""
    place = len(record.steps)
    if place >= MOST:
        return None
    if place < len(PLACEMENT):
        return _new(record, material, PLACEMENT[place], PLACED, "placement")
    due = waiting(record)
    if due and due[0][0] <= place:
        return due[0][1].deal, case_of(due[0][1].deal, material), "return"
    begun = _begun(record)
    if begun is not None:
        return begun, case_of(begun, material), "new"
    still = [one for one in (standing(record, topic) for topic in ORDER) if not one.mastered]
    if still:
        chosen = still[1] if len(still) > 1 and place % 3 == 2 else still[0]
        return _new(record, material, chosen.topic, chosen.level, "new")
    return (due[0][1].deal, case_of(due[0][1].deal, material), "return") if due else None


def _begun(record: Record) -> Deal | None:
    """The next step of a longer case that is not done yet."""
    for topic, steps in STEPS.items():
        new = [step.deal for step in record.steps if step.deal.topic == topic]
        last = max(new, key=lambda deal: deal.number, default=None)
        if last is not None and last.number % steps != steps - 1:
            return replace(last, number=last.number + 1)
    return None


def _new(record: Record, material: Material, topic: str, level: int, why: str) -> tuple[Deal, Case, str]:
    number = record.seed * ROOM + len(record.steps)
    if topic in STEPS:  # a visit of its own, from its first step
        done = sum(step.deal.topic == topic for step in record.steps)
        number = record.seed * ROOM + done - done % STEPS[topic]
        taken = {step.deal.number for step in record.steps if step.deal.topic == topic}
        while number in taken:
            number += STEPS[topic]
    deal, case = fresh(Deal(topic, level, number), material, {step.mark for step in record.steps})
    return deal, case, why


def answered(record: Record, material: Material, said: str, seconds: int, today: date) -> tuple[Record, Case, bool]:
    """The record with an answer to its next case. Raises BadInput for an answer that cannot be read, or a path that is done."""
    coming = following(record, material)
    if coming is None:
        raise BadInput("This path is done: every topic is mastered.")
    deal, case, _ = coming
    right = case.answer.right(said)
    step = Step(deal, mark(case), right, today, min(max(seconds, 0), SLOWEST))
    return replace(record, steps=(*record.steps, step)), case, right


def started(seed: int) -> Record:
    """An empty record. Raises BadInput for a seed that cannot be."""
    if not 0 <= seed < SEEDS:
        raise BadInput(f"The seed is a number from 0 to {SEEDS - 1:,}.")
    return Record(seed)
