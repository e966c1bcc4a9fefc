"""Does this note stand: find its faults; which fault; and which sentence mends a weak one.

Notes are made from the parts of knowledge/lessons/notes and judged by chart.faults, not by what was planted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

from assistant.practice.answers import Options, Several
from assistant.practice.cases import Case
from assistant.practice.chart import FAULTS, RULES, Chart, Written, certified, faults, has, late, lines
from assistant.practice.makers.choices import choose
from assistant.practice.makers.counting import fit_to_bill
from assistant.practice.material import Maker, Material, drawn, workday
from assistant.practice.shelf import Treatment
from assistant.schema import Citation, Service
from assistant.tools.units import count

EXCEPTION = date(2025, 1, 1)  # initial evaluations since then: 42 CFR 424.24(c)(5)
SHOWN = 4
LONE, SHARED = (23, 38), (10, 32)  # minutes of the one service of a visit, and of one beside another
GUIDANCE = "Medicare's manual asks for both totals, a signature and a certified plan; deficit, skill, response and a measure are what reviewers look for, by field guidance."
AUTHOR = "Only the one who treated may mend a note, and only as it truly was: what was not done or not counted is not written. A signed note is changed by a dated addendum alone."
WEEK = 7


def which(die: Random, material: Material) -> Case:
    """One fault is planted: which of four is it?"""
    chart, found = drawn(lambda: _note(die, material.some_day(die), 1, 1))
    [fault] = found
    wrong = [(FAULTS[name], has(name, chart)) for name in die.sample([name for name in FAULTS if name not in found], SHOWN - 1)]
    answer = choose(die, (FAULTS[fault], RULES[fault][0]), wrong)
    return _case("audit-which", "This note has one of these faults. Which?", chart, found, answer, material)


def every(die: Random, material: Material, services: int, planted: tuple[int, ...]) -> Case:
    """So many faults, or none: mark every one."""
    chart, found = drawn(lambda: _note(die, material.some_day(die), services, die.choice(planted)))
    names = list(FAULTS)
    answer = Several(tuple(FAULTS.values()), frozenset(names.index(name) for name in found), tuple(RULES[name][0] if name in found else has(name, chart) for name in names))
    ask = "Does this note stand? Mark every fault it has, or none."
    ask += " A part that is missing for one of the services is a fault." if services > 1 else ""
    return _case("audit-every", ask, chart, found, answer, material)


def _case(kind: str, ask: str, chart: Chart, found: frozenset[str], answer: Options | Several, material: Material) -> Case:
    steps = tuple(f"{FAULTS[name]}: {RULES[name][0]}." for name in FAULTS if name in found) or ("Nothing is missing: deficit, skill, response, goal, minutes, units, plan and signature are there.",)
    steps += (f"The plan is certified: {certified(chart)}.",) if "plan" not in found and late(chart) else ()
    told = lines(chart)
    return Case(kind, " ".join(told), ask, answer, (*steps, GUIDANCE, *((AUTHOR,) if found else ())), _cited(found, material), note=told, points=tuple(sorted(found)) or ("a sound note",))


def _cited(found: frozenset[str], material: Material) -> tuple[Citation, ...]:
    names = [name for name in FAULTS if name in found] or ["totals"]
    return tuple(dict.fromkeys(cited for name in names for cited in material.section(RULES[name][1]).citations[:2]))


def _note(die: Random, material: Material, services: int, planted: int) -> tuple[Chart, frozenset[str]] | None:
    """A note with so many faults; None where its codes or faults do not fit."""
    named = die.choice([one for one in material.shelf.treatments if services == 1 or len(_beside(one, material)) >= services])
    chosen = die.sample(_beside(named, material), services)
    chart = _sound(die, material, chosen)
    if chart is None:
        return None
    wanted = frozenset(die.sample(list(FAULTS), planted))
    chart = _spoiled(die, chart, wanted)
    found = faults(chart, material.reference)
    return (chart, found) if found == wanted else None


def _beside(named: Treatment, material: Material) -> list[Treatment]:
    """Write-ups of the same patient's discipline and condition: the named one first."""
    return [one for one in material.shelf.treatments if one.patient == named.patient and one.of == named.of] or [named]


def _sound(die: Random, material: Material, chosen: list[Treatment]) -> Chart | None:
    """A note without a fault."""
    minutes = {one.code: die.randint(*(LONE if len(chosen) == 1 else SHARED)) for one in chosen}
    made = count([Service(code, n) for code, n in minutes.items()], "medicare", material.on, material.reference)
    if not fit_to_bill(minutes, made.right, material):
        return None
    units = die.choice(made.right)
    first = _open(material.on - timedelta(days=die.randint(35, 70)))
    week = (material.on - first).days // WEEK + die.randint(2, 6)
    written = tuple(Written(one, minutes[one.code], units.get(one.code, 0), one.deficit, one.cues, one.response, one.before, one.goal.format(week=week)) for one in chosen)
    if first >= EXCEPTION and die.random() < 0.4:
        return Chart(material.on, first, None, _open(first + timedelta(days=die.randint(4, 20))), True, written, True, True)
    signed = _open(first + timedelta(days=die.choice((die.randint(5, 29), die.randint(5, 29), 33))))
    return Chart(material.on, first, signed, None, False, written, True, True)


def _open(day: date) -> date:
    """The day, or the last one before it on which offices are open."""
    while not workday(day):
        day -= timedelta(days=1)
    return day


def _spoiled(die: Random, chart: Chart, wanted: frozenset[str]) -> Chart:
    """The note with these faults planted, each in one of its services."""
    services = list(chart.services)
    for fault in sorted(wanted & {"deficit", "cues", "response", "goal", "copied", "units"}):
        place = die.randrange(len(services))
        services[place] = _weaker(services[place], fault)
    chart = replace(chart, services=tuple(services), totals="totals" not in wanted, author="signature" not in wanted)
    if "plan" not in wanted:
        return chart
    return replace(chart, signed=None, sent=_open(chart.first + timedelta(days=die.randint(4, 20))), ordered=False)


def _weaker(one: Written, fault: str) -> Written:
    if fault == "goal":
        return replace(one, goal=one.treatment.vague)
    if fault == "copied":
        return replace(one, before=one.response)
    if fault == "units":
        return replace(one, units=one.units + 1)
    return replace(one, deficit="") if fault == "deficit" else replace(one, cues="") if fault == "cues" else replace(one, response="")


def repair(die: Random, material: Material) -> Case:
    """A weak sentence: which rewording mends it?"""
    one = die.choice(material.shelf.repairs)
    rule, section = RULES[one.fault]
    answer = choose(die, (one.right, rule), tuple(zip(one.wrong, one.why, strict=True)))
    return Case("repair", one.weak, "Which of these mends the sentence?", answer, (f"{FAULTS[one.fault]}: {rule}.", AUTHOR), material.section(section).citations[:2], note=(one.weak,), points=("a sentence mended",))


LEVELS: tuple[tuple[Maker, ...], ...] = (
    (which, repair),
    (partial(every, services=1, planted=(0, 1, 1)), repair),
    (partial(every, services=1, planted=(1, 2)), partial(every, services=2, planted=(0, 1)), repair),
    (partial(every, services=1, planted=(0, 2, 3)), partial(every, services=2, planted=(0, 1, 2, 3))),
)
