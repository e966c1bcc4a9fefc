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
from assistant.practice.answers import Options
from assistant.practice.cases import Case
from assistant.practice.coverage import met, wanted
from assistant.practice.deals import HIGHEST, LEVELS, ORDER, STEPS, Deal, case_of, fresh, mark, seek
from assistant.practice.material import Material
from assistant.practice.session import ROOM, SEEDS

PLACEMENT = (*(topic for topic in ORDER if topic not in STEPS), "stories", "counting")  # counting: Medicare's total, then the midpoint
PLACED = 2  # the level of placement
RAISE = 2  # right answers in a row to the next level, and at the highest to mastery
GAPS = (3, 12)  # cases between a wrong answer and its return, and between returns
MOST = 700
HOW = "Levels go from 1 to 4: two right in a row lead up, two wrong in a row lead down. A topic is mastered after two right in a row at level 4, once each of its rules was answered right."
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
    """Where a learner stands in a topic. level: of the next case. row: right in a row at it. met, wanted: of its rules and code families; left: those not met."""

    topic: str
    level: int
    row: int
    mastered: bool
    asked: int
    right: int
    seconds: int
    met: int
    left: frozenset[str]

    @property
    def wanted(self) -> int:
        """Rules and code families to be met before the topic is mastered."""
        return self.met + len(self.left)


def standing(record: Record, topic: str, material: Material) -> Standing:
    """The level follows from the placement and the new cases since; cases that came back do not move it.

    Mastered: enough right in a row at the highest level, and each rule of the topic answered right once.
    """
    steps = [step for step in record.steps if step.deal.topic == topic]
    level, row, reached = _reached(record, topic)
    known = met(topic, ((step.deal, step.mark) for step in steps if step.right), material)
    left = wanted(topic, material) - known
    return Standing(topic, level, row, reached and not left, len(steps), sum(s.right for s in steps), sum(s.seconds for s in steps), len(known), left)


def _reached(record: Record, topic: str) -> tuple[int, int, bool]:
    """(level, right in a row at it, was the highest level ever held?)."""
    placed = [step.right for step in record.steps[: len(PLACEMENT)] if step.deal.topic == topic]
    level, row, reached = 1 + (PLACED if placed and all(placed) else any(placed)), 0, False
    seen: set[Deal] = set()
    before = placed
    for step in (step for step in record.steps[len(PLACEMENT) :] if step.deal.topic == topic):
        if step.deal not in seen:
            row = row + 1 if step.right else 0
            reached = reached or (row >= RAISE and level == HIGHEST)
            level, row = _moved(level, row, right=step.right, earlier=before)
        seen.add(step.deal)
        before = [*before, step.right]
    return level, row, reached


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
    """The next case and why it comes: placement, new or return; None when all is mastered and nothing waits.

    What has waited long enough comes before new cases, yet never between the steps of a longer one.
    """
    place = len(record.steps)
    if place >= MOST:
        return None
    if place < len(PLACEMENT):
        return _placing(record, material)
    begun = _begun(record)
    if begun is not None:
        return begun, case_of(begun, material), "new"
    due = waiting(record)
    if due and due[0][0] <= place:
        return _back(record, due[0][1], material)
    still = [one for one in (standing(record, topic, material) for topic in ORDER) if not one.mastered]
    if still:
        return _new(record, material, still[1] if len(still) > 1 and place % 3 == 2 else still[0])
    return _back(record, due[0][1], material) if due else None


def _placing(record: Record, material: Material) -> tuple[Deal, Case, str]:
    """The next question of placement; a topic's second one comes from its second maker."""
    topic = PLACEMENT[len(record.steps)]
    asked = PLACEMENT[: len(record.steps)].count(topic)
    deal, case = fresh(Deal(topic, PLACED, record.seed * ROOM + asked), material, {step.mark for step in record.steps})
    return deal, case, "placement"


def _back(record: Record, step: Step, material: Material) -> tuple[Deal, Case, str]:
    """A case again, its options in another order than before."""
    case = case_of(step.deal, material)
    if isinstance(case.answer, Options):
        case = replace(case, answer=case.answer.turned(sum(one.mark == step.mark for one in record.steps)))
    return step.deal, case, "return"


def _begun(record: Record) -> Deal | None:
    """The next step of a longer case that is not done yet."""
    done = {step.deal for step in record.steps}
    going = (replace(deal, number=deal.number + 1) for deal in done if deal.number % STEPS.get(deal.topic, 1) != STEPS.get(deal.topic, 1) - 1)
    return next((deal for deal in going if deal not in done), None)


def _new(record: Record, material: Material, one: Standing) -> tuple[Deal, Case, str]:
    """A new case of the topic, of a rule that was not met where there is one."""
    steps = STEPS.get(one.topic, 1)
    number = record.seed * ROOM + len(record.steps) // steps * steps
    asked = {step.mark for step in record.steps} if steps == 1 else frozenset()
    taken = {step.deal.number for step in record.steps if step.deal.topic == one.topic and steps > 1}
    while number in taken:
        number += steps
    deal, case = seek(Deal(one.topic, one.level, number), material, asked, one.left)
    return deal, case, "new"


def opens(record: Record, topic: str) -> bool:
    """Is the next new case of the topic its first after the placement?"""
    return not any(step.deal.topic == topic for step in record.steps[len(PLACEMENT) :])


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
