"""Minutes to units: one code, two, a day with an evaluation, a day of small leftovers; Medicare and the midpoint.

The right answers are those of tools/units (Pub. 100-04 ch. 5 §20.2.C), every one where the clinician may choose.
Days whose codes have an edit between them, or more units than Medicare takes a day, are not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from assistant.practice.cases import Case, Units
from assistant.practice.makers.scenes import date_said, minutes_table, scene
from assistant.practice.material import Maker, Material, drawn
from assistant.schema import Service
from assistant.tools.counting.reasons import coming, why
from assistant.tools.units import count

MEDICARE, MIDPOINT = "Medicare Part B", "A plan on the AMA midpoint rule"
EVALUATIONS = {"PT": ("97161", "97162", "97163", "97164"), "OT": ("97165", "97166", "97167", "97168")}
_RULES = {MEDICARE: "medicare", MIDPOINT: "ama"}
_CHOICE = "The leftovers tie, so the clinician chooses: every split shown is right."


def one_code(die: Random, material: Material) -> Case:
    """One timed code, from below the first unit to the sixth."""
    return drawn(lambda: _case(die, material, MEDICARE, _minutes(die, material, 1, "long")))


def two_codes(die: Random, material: Material) -> Case:
    """Two timed codes whose leftovers decide."""
    return drawn(lambda: _case(die, material, MEDICARE, _minutes(die, material, 2), settled=True))


def two_codes_midpoint(die: Random, material: Material) -> Case:
    """Two timed codes, each counted alone."""
    return drawn(lambda: _case(die, material, MIDPOINT, _minutes(die, material, 2)))


def with_evaluation(die: Random, material: Material) -> Case:
    """An evaluation beside timed codes: its minutes stay out of the total."""
    return drawn(lambda: _case(die, material, MEDICARE, _minutes(die, material, 2, evaluated=True), settled=True))


def three_codes(die: Random, material: Material) -> Case:
    """Three timed codes."""
    return drawn(lambda: _case(die, material, MEDICARE, _minutes(die, material, 3)))


def many_codes_midpoint(die: Random, material: Material) -> Case:
    """Three or four timed codes, each counted alone."""
    return drawn(lambda: _case(die, material, MIDPOINT, _minutes(die, material, die.choice((3, 4)))))


def small_leftovers(die: Random, material: Material) -> Case:
    """Four services, more of them than units; leftovers may tie."""
    return drawn(lambda: _case(die, material, MEDICARE, _minutes(die, material, 4, "short")))


def tied(die: Random, material: Material) -> Case:
    """Leftovers that tie: several splits are right."""

    def attempt() -> Case | None:
        made = _case(die, material, MEDICARE, _minutes(die, material, die.choice((2, 3))))
        return made if made and made.choice else None

    return drawn(attempt)


Day = tuple[str, dict[str, int]]  # discipline, and the minutes of each code in order


def _minutes(die: Random, material: Material, codes: int, length: str = "usual", *, evaluated: bool = False) -> Day:
    """Minutes of so many treatment codes of one discipline, and an evaluation first where one is wanted."""
    discipline = die.choice(("PT", "PT", "OT"))
    named = die.sample(material.treatments(discipline), codes)
    first = {die.choice(EVALUATIONS[discipline]): die.randrange(20, 50, 5)} if evaluated else {}
    return discipline, first | {code: minutes_of(die, material, code, length) for code in named}


def minutes_of(die: Random, material: Material, code: str, length: str = "usual") -> int:
    """Minutes of a service: usual; short, from 5 up; or long, from 4 to well beyond."""
    low, high = material.minutes[code]
    ranges = {"usual": (low, high), "short": (5, max(8, high * 2 // 3)), "long": (4, high * 3 // 2)}
    return die.randint(*ranges[length])


def _case(die: Random, material: Material, payer: str, day: Day, *, settled: bool = False) -> Case | None:
    """The day as a case; None where it is no good one. settled: the rule must leave no choice."""
    discipline, minutes = day
    made = count([Service(code, n) for code, n in minutes.items()], _RULES[payer], material.on, material.reference)
    if (settled and made.alternatives) or not fit_to_bill(minutes, made.right, material):
        return None
    slots = tuple(minutes)
    ways = tuple(tuple(way.get(code, 0) for code in slots) for way in made.right)
    ask = f"{payer}, {date_said(material.on)}. {scene(die, discipline)} The {discipline} gave all of it. How many units of each code?"
    steps = (*why(made), *_untimed(minutes, material), coming(made))
    return Case(
        f"units-{_RULES[payer]}",
        f"{payer} {sorted(minutes.items())}",
        ask,
        Units(slots, ways),
        tuple(step for step in steps if step),
        made.citations,
        minutes_table(minutes, material.reference),
        choice=_CHOICE if len(ways) > 1 else "",
    )


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
