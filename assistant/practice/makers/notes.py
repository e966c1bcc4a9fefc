"""What the note must carry: both totals of minutes, units that the minutes support, a plan and a report in time.

Pub. 100-02 ch. 15 §220.1.3 and §220.3, Pub. 100-04 ch. 5 §20.2. The right answers are those of tools/units and
tools/deadlines; billed units that no single word fits (neither too many nor too few) are not drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from random import Random

from assistant.errors import NotInForce
from assistant.practice.answers import Day, Options, Units
from assistant.practice.cases import Case
from assistant.practice.makers.counting import fit_to_bill
from assistant.practice.makers.policy import statement
from assistant.practice.makers.scenes import date_said, minutes_drawn, minutes_of, minutes_table, scene, us
from assistant.practice.material import Maker, Material, drawn
from assistant.schema import Service, Table
from assistant.tools.counting.day import Count
from assistant.tools.counting.reasons import why
from assistant.tools.counting.verdict import fits, over, under
from assistant.tools.counting.words import splits
from assistant.tools.deadlines import deadline, progress_report
from assistant.tools.units import count
from assistant.tools.wording import listed

TOTALS = ("timed-code minutes", "total treatment minutes")
BILLED_OPTIONS = (
    "The minutes support the units as billed",
    "A code has more units than the minutes support",
    "No code has too many, but the minutes would support more units",
)
SUPPORTED = ("units that fit", "too many units", "too few units")
_ASKED = {
    "certification": "The first treatment, the evaluation, was on {start}. What is the last day for the certification of the initial plan without it being delayed?",
    "recertification": "The first treatment was on {start}, and the plan names no shorter time. What is the last day this certification covers?",
    "plan-transmission": "Initial evaluation on {start}, a signed and dated order on file. What is the last day to send the plan, so that no signature is needed?",
    "verbal-order": "The plan was certified by telephone on {start}. What is the last day for the signature?",
}


def totals(die: Random, material: Material) -> Case:
    """The two totals a Medicare note must show."""
    material = material.some_day(die)
    patient = material.patient(die, timed=2, payer="medicare")
    untimed = die.choice([*patient.evaluations, *(code for code in patient.gives if patient.gives[code] == (0, 0))])
    minutes = {untimed: die.randrange(10, 45, 5)} | {code: minutes_of(die, patient, code) for code in die.sample(material.timed(patient), 2)}
    made = count([Service(code, n) for code, n in minutes.items()], "medicare", material.on, material.reference)
    whole = sum(minutes.values())
    ask = f"Medicare Part B, {date_said(material.on)}. {scene(patient)} Which two totals must the note show?"
    steps = (
        f"Timed codes only: {' + '.join(str(n) for n in made.split.minutes.values())} = {made.split.total}.",
        f"With the untimed {untimed}: {made.split.total} + {minutes[untimed]} = {whole}.",
        "Minutes of each service are welcome, but Medicare asks for these two totals.",
    )
    cited = material.reference.sources.cite("cms-100-02-ch15 §220.3.E")
    return Case("totals", f"{sorted(minutes.items())}", ask, Units(TOTALS, ((made.split.total, whole),)), steps, (cited,), minutes_table(minutes, material.reference), points=("both totals",))


def supported(die: Random, material: Material, codes: int) -> Case:
    """Billed units beside the minutes of so many codes: right, too many, or too few."""
    wanted = die.randrange(len(BILLED_OPTIONS))
    return drawn(lambda: _supported(die, material.some_day(die), codes, wanted))


def _supported(die: Random, material: Material, codes: int, wanted: int) -> Case | None:
    patient = material.patient(die, timed=codes, payer="medicare")
    minutes = minutes_drawn(die, material, patient, codes)
    first = count([Service(code, n) for code, n in minutes.items()], "medicare", material.on, material.reference)
    billed = {code: max(0, n + die.choice((-1, 0, 0, 1))) for code, n in die.choice(first.right).items()}
    services = [Service(code, n, units=billed[code]) for code, n in minutes.items()]
    made = count(services, "medicare", material.on, material.reference)
    if billed_meaning(made) != wanted or not any(billed.values()) or not fit_to_bill(minutes, made.right, material):
        return None
    row = minutes_table(minutes, material.reference)
    table = Table((*row.header, "units billed"), tuple((*cells, str(billed[cells[0]])) for cells in row.rows))
    ask = f"Medicare Part B, {date_said(material.on)}. {scene(patient)} Do the minutes of the note support the units billed?"
    steps = (*why(made), f"Right: {' or '.join(_split(made, way) for way in range(len(made.right)))}.", *_wrong(made))
    return Case("supported", f"{sorted(minutes.items())} {billed}", ask, Options(BILLED_OPTIONS, wanted, whys=_whys(made, steps)), steps, made.citations, table, points=(SUPPORTED[wanted],))


def _whys(made: Count, steps: Sequence[str]) -> tuple[str, ...]:
    """Of each option, what the minutes say for or against it."""
    right = next(step for step in steps if step.startswith("Right: ")).rstrip(".")
    high = "; ".join(f"{code} × {most} is the most" for code, most in over(made).items())
    low = "; ".join(f"{code} × {least} is the least" for code, least in under(made).items())
    return (right.lower() if fits(made) else f"the minutes do not give what was billed; {right.lower()}", high or "no code has more units than its minutes support", "a code has too many" if high else low or "no unit is left out")


def billed_meaning(made: Count) -> int | None:
    """Which of BILLED_OPTIONS holds; None where none says it."""
    if fits(made):
        return 0
    if over(made):
        return 1
    return 2 if under(made) else None


def _split(made: Count, way: int) -> str:
    return listed(f"{code} × {n}" for code, n in made.right[way].items() if n) or splits(made)


def _wrong(made: Count) -> list[str]:
    said = [f"{code} is billed too high: at most {most}." for code, most in over(made).items()]
    return said + [f"{code} is billed too low: at least {least}." for code, least in under(made).items()]


def plan_day(die: Random, material: Material) -> Case:
    """A last day for the plan of care, counted from a first one."""
    return drawn(lambda: _plan_day(die, material))


def _plan_day(die: Random, material: Material) -> Case | None:
    what = die.choice(tuple(_ASKED))
    asked = _ASKED[what]
    start = material.some_day(die).on
    try:
        found = deadline(what, start, material.reference)
    except NotInForce:
        return None
    return Case("plan-day", f"{what} {start}", f"Medicare Part B. {asked.format(start=us(start))}", Day(found.due), found.steps, (found.citation,), points=(what,))


def report_day(die: Random, material: Material) -> Case:
    """The treatment day by which the progress report is due, from a list of visits."""
    start = material.some_day(die).on - timedelta(days=90)
    start = _next_weekday(start)
    days = [start]
    while len(days) < 12:
        days.append(_next_weekday(days[-1] + timedelta(days=die.choice((1, 2, 2, 3, 5)))))
    missed = die.choice(days[2:8])
    kept = [one for one in days if one != missed]
    found = progress_report(kept, material.reference)
    ask = "Medicare Part B. Visits as in the table, the evaluation first; there was no earlier report. By which treatment day is the first progress report due?"
    rows = tuple((us(one), "missed" if one == missed else "evaluation" if one == start else "treated") for one in days)
    return Case("report-day", f"{start} {missed}", ask, Day(found.due), (*found.steps, "A missed visit is no treatment day."), (found.citation,), Table(("day", "visit"), rows), points=("progress report",))


def _next_weekday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


LEVELS: tuple[tuple[Maker, ...], ...] = (
    (totals,),
    (partial(supported, codes=1), report_day),
    (partial(supported, codes=2), plan_day),
    (partial(supported, codes=3), plan_day, report_day, partial(statement, lesson="notes")),
)
