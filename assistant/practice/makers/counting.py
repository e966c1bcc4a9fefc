"""Minutes to units: one code, two, a day with an evaluation, a day of small leftovers; Medicare and the midpoint.

The right answers are those of tools/units (Pub. 100-04 ch. 5 §20.2.C), every one where the clinician may choose.
Days whose codes have an edit between them, or more units than Medicare takes a day, are not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from assistant.practice.answers import Units
from assistant.practice.cases import Case
from assistant.practice.makers.scenes import date_said, minutes_of, minutes_table, scene
from assistant.practice.material import Maker, Material, drawn
from assistant.practice.shelf import Patient
from assistant.schema import Service
from assistant.tools.counting.reasons import coming, why
from assistant.tools.units import count

SHORT = 15  # minutes: nobody is asked to come for less
MEDICARE, MIDPOINT = "Medicare Part B", "A plan on the AMA midpoint rule"
_RULES = {MEDICARE: "medicare", MIDPOINT: "ama"}
_CHOICE = "The leftovers tie, so the clinician chooses: every split shown is right."


def one_code(die: Random, material: Material) -> Case:
    """One timed code, from below the first unit to the sixth."""
    return _drawn(die, material, Plan(1, length="long"))


def two_codes(die: Random, material: Material) -> Case:
    """Two timed codes whose leftovers decide."""
    return _drawn(die, material, Plan(2, settled=True))


def two_codes_midpoint(die: Random, material: Material) -> Case:
    """Two timed codes, each counted alone."""
    return _drawn(die, material, Plan(2, payer=MIDPOINT))


def with_evaluation(die: Random, material: Material) -> Case:
    """An evaluation beside timed codes: its minutes stay out of the total."""
    return _drawn(die, material, Plan(2, evaluated=True, settled=True))


def three_codes(die: Random, material: Material) -> Case:
    """Three timed codes."""
    return _drawn(die, material, Plan(3))


def many_codes_midpoint(die: Random, material: Material) -> Case:
    """Three or four timed codes, each counted alone."""
    return _drawn(die, material, Plan(die.choice((3, 4)), payer=MIDPOINT))


def small_leftovers(die: Random, material: Material) -> Case:
    """Four services, more of them than units; leftovers may tie."""
    return _drawn(die, material, Plan(4, length="short"))


def tied(die: Random, material: Material) -> Case:
    """Leftovers that tie: several splits are right."""

    def attempt() -> Case | None:
        made = _case(die, material.some_day(die), Plan(die.choice((2, 3))))
        return made if made and made.choice else None

    return drawn(attempt)


@dataclass(frozen=True, slots=True)
class Plan:
    """A day to be drawn: so many timed codes, of what length, under which payer; settled: the rule must leave no choice."""

    codes: int
    payer: str = MEDICARE
    length: str = "usual"
    evaluated: bool = False
    settled: bool = False


def _drawn(die: Random, material: Material, plan: Plan) -> Case:
    return drawn(lambda: _case(die, material.some_day(die), plan))


def _case(die: Random, material: Material, plan: Plan) -> Case | None:
    """The day as a case; None where it is no good one."""
    patient = material.patient(die, timed=plan.codes, payer="medicare" if plan.payer == MEDICARE else "commercial")
    minutes = _minutes(die, material, patient, plan)
    rule = _RULES[plan.payer]
    made = count([Service(code, n) for code, n in minutes.items()], rule, material.on, material.reference)
    if (plan.settled and made.alternatives) or not fit_to_bill(minutes, made.right, material):
        return None
    slots = tuple(minutes)
    ways = tuple(tuple(way.get(code, 0) for code in slots) for way in made.right)
    steps = (*why(made), *_untimed(minutes, material), coming(made))
    return Case(
        f"units-{rule}",
        f"{plan.payer} {sorted(minutes.items())}",
        f"{plan.payer}, {date_said(material.on)}. {scene(patient)} {_given(patient, minutes)} How many units of each code?",
        Units(slots, ways),
        tuple(step for step in steps if step),
        made.citations,
        minutes_table(minutes, material.reference),
        choice=_CHOICE if len(ways) > 1 else "",
    )


def _given(patient: Patient, minutes: Mapping[str, int]) -> str:
    cut = "The visit was cut short; " if sum(minutes.values()) < SHORT else ""
    return f"{cut}{'t' if cut else 'T'}he {patient.of} gave all of it."


def _minutes(die: Random, material: Material, patient: Patient, plan: Plan) -> dict[str, int]:
    """Minutes of so many of the patient's services, and an evaluation first where one is wanted."""
    first = {die.choice(patient.evaluations): die.randrange(20, 50, 5)} if plan.evaluated else {}
    return first | {code: minutes_of(die, patient, code, plan.length) for code in die.sample(material.timed(patient), plan.codes)}


def fit_to_bill(codes: Mapping[str, int], ways: Sequence[Mapping[str, int]], material: Material) -> bool:
    """No edit between the codes, and no split above what Medicare takes a day."""
    alone = len(codes) < 2 or material.unpaired(list(codes))
    return alone and all(material.within_limits(way) for way in ways)


def _untimed(minutes: Mapping[str, int], material: Material) -> list[str]:
    untimed = [code for code in minutes if not material.reference.codes[code].timed]
    return [f"{code} is untimed: 1 unit, and its {minutes[code]} minutes stay out of the timed total." for code in untimed]


LEVELS: tuple[tuple[Maker, ...], ...] = (
    (one_code,),
    (two_codes, two_codes_midpoint),
    (with_evaluation, three_codes, two_codes_midpoint),
    (small_leftovers, tied, many_codes_midpoint, with_evaluation),
)
