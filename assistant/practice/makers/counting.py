"""Minutes to units: one code, two, a day with an evaluation, a day of small leftovers; Medicare and the midpoint.

The right answers are those of tools/units (Pub. 100-04 ch. 5 §20.2.C), every one where the clinician may choose.
Days whose codes have an edit between them, or more units than Medicare takes a day, are not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from assistant.practice.answers import Units
from assistant.practice.cases import Case
from assistant.practice.makers.policy import statement
from assistant.practice.makers.scenes import date_said, minutes_of, minutes_table, scene
from assistant.practice.material import Maker, Material, drawn
from assistant.practice.shelf import Patient
from assistant.schema import Service
from assistant.tools.counting.day import Count
from assistant.tools.counting.reasons import coming, why
from assistant.tools.units import count

ONES = 0.15  # how often a day is taken on which a unit of each code is right
TOTALS = (0, 1, 2, 2, 3, 3, 4, 4)  # units of a day of one code
HALF = 0.5
SHORT = 15  # minutes: nobody is asked to come for less
MEDICARE, MIDPOINT = "Medicare Part B", "A plan on the AMA midpoint rule"
_RULES = {MEDICARE: "medicare", MIDPOINT: "ama"}
_CHOICE = "The leftovers tie, so the clinician chooses: every split shown is right."


def one_code(die: Random, material: Material) -> Case:
    """One timed code, from below the first unit to the fourth."""
    return _drawn(die, material, Plan("one code", 1, length="long", total=die.choice(TOTALS)))


def two_codes(die: Random, material: Material) -> Case:
    """Two timed codes whose leftovers decide; in half of them each code counted alone would be wrong."""
    return _drawn(die, material, Plan("several codes at Medicare", 2, settled=True, apart=die.random() < HALF))


def two_codes_midpoint(die: Random, material: Material) -> Case:
    """Two timed codes, each counted alone; in half of them Medicare's total would give something else."""
    return _drawn(die, material, Plan("several codes at the midpoint", 2, payer=MIDPOINT, apart=die.random() < HALF))


def with_evaluation(die: Random, material: Material) -> Case:
    """An evaluation beside timed codes: its minutes stay out of the total."""
    return _drawn(die, material, Plan("an evaluation beside timed codes", 2, evaluated=True, settled=True))


def three_codes(die: Random, material: Material) -> Case:
    """Three timed codes."""
    return _drawn(die, material, Plan("several codes at Medicare", 3))


def many_codes_midpoint(die: Random, material: Material) -> Case:
    """Three or four timed codes, each counted alone."""
    return _drawn(die, material, Plan("several codes at the midpoint", die.choice((3, 4)), payer=MIDPOINT))


def small_leftovers(die: Random, material: Material) -> Case:
    """Four services, more of them than units; leftovers may tie."""
    return _drawn(die, material, Plan("more services than units", 4, length="short"))


def tied(die: Random, material: Material) -> Case:
    """Leftovers that tie: several splits are right."""
    return _drawn(die, material, Plan("leftovers that tie", die.choice((2, 3)), tied=True))


@dataclass(frozen=True, slots=True)
class Plan:
    """A day to be drawn: the rule it teaches, so many timed codes, of what length, under which payer.

    settled: the rule must leave no choice; tied: it must leave one; apart: the other rule must give something else;
    total: so many units in all, where it is told.
    """

    point: str
    codes: int
    payer: str = MEDICARE
    length: str = "usual"
    evaluated: bool = False
    settled: bool = False
    tied: bool = False
    apart: bool = False
    total: int | None = None


def _drawn(die: Random, material: Material, plan: Plan) -> Case:
    """A day of the plan; seldom one on which a unit of each code is right, so that 1 everywhere is no good guess."""
    ones = plan.total is not None or die.random() < ONES
    return drawn(lambda: _case(die, material.some_day(die), plan, ones=ones))


def _case(die: Random, material: Material, plan: Plan, *, ones: bool) -> Case | None:
    """The day as a case; None where it is no good one."""
    patient = material.patient(die, timed=plan.codes, payer="medicare" if plan.payer == MEDICARE else "commercial")
    minutes = _minutes(die, material, patient, plan)
    rule = _RULES[plan.payer]
    made = _counted(minutes, rule, material)
    slots = tuple(minutes)
    ways = tuple(tuple(way.get(code, 0) for code in slots) for way in made.right)
    if not _wanted(plan, minutes, made, material) or ((1,) * len(slots) in ways and not ones):
        return None
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
        points=(plan.point,),
    )


def _counted(minutes: Mapping[str, int], rule: str, material: Material) -> Count:
    return count([Service(code, n) for code, n in minutes.items()], rule, material.on, material.reference)


def _wanted(plan: Plan, minutes: Mapping[str, int], made: Count, material: Material) -> bool:
    """Is the day as the plan has it, and fit to bill?"""
    other = next(rule for rule in _RULES.values() if rule != _RULES[plan.payer])
    if (plan.settled and made.alternatives) or (plan.tied and len(made.right) < 2):
        return False
    if plan.total not in (None, sum(made.right[0].values())):
        return False
    if plan.apart and any(way in made.right for way in _counted(minutes, other, material).right):
        return False
    return fit_to_bill(minutes, made.right, material)


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


_policy = partial(statement, lesson="counting")
LEVELS: tuple[tuple[Maker, ...], ...] = (
    (one_code,),
    (two_codes, two_codes_midpoint, _policy),
    (with_evaluation, three_codes, two_codes_midpoint, _policy),
    (small_leftovers, tied, many_codes_midpoint, with_evaluation, _policy),
)
