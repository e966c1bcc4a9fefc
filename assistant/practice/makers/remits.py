"""A line of a remittance: whose money it is, what to do, by when.

Lines stand in knowledge/lessons/remittances.toml, meanings in own words; last days are those of tools/deadlines, counted
from dates drawn. Each answer is drawn about as often as another, so that the commonest one is no good guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

from assistant.practice.answers import Answer, Day
from assistant.practice.cases import Case
from assistant.practice.makers.choices import choose, why_not
from assistant.practice.makers.scenes import us
from assistant.practice.material import Maker, Material, workday
from assistant.practice.shelf import Remittance
from assistant.schema import Citation, Table
from assistant.tools.deadlines import deadline

LATE = 435  # days, where the claim was filed after 14 months
FILED = {"timely-filing"}  # counted from the day of service; the others from the notice
GROUPS = {
    "CO": "CO: the patient is not billed for it",
    "PR": "PR: the patient owes it, unless a rule or another payer comes first",
    "OA": "OA: neither the practice's nor the patient's by itself",
}
GUIDANCE = "Causes and mends of denials are mostly field guidance: the payer's own notice and policy decide."


def _even(die: Random, rows: Sequence[Remittance], by: Callable[[Remittance], str]) -> Remittance:
    """One of the rows, each answer as often as another."""
    answer = die.choice(sorted({by(row) for row in rows}))
    return die.choice([row for row in rows if by(row) == answer])


def whose(die: Random, material: Material) -> Case:
    """Whose money is it: the practice's, the patient's, another payer's, nobody's?"""
    one = _even(die, [row for row in material.shelf.remittances if row.owes], lambda row: row.owes)
    owes = material.shelf.owes
    wrong = [(text, why_not(material.shelf.notowes, name, one.owes, one.group)) for name, text in owes.items() if name != one.owes]
    return _case(die, material, one, "whose", "Whose money is it?", lambda *_: choose(die, (owes[one.owes], one.why), wrong))


def step(die: Random, material: Material, level: int) -> Case:
    """What is to be done with the line?"""
    one = _even(die, [row for row in material.shelf.remittances if level - 1 <= row.level <= level], lambda row: row.act)
    acts = material.shelf.acts
    wrong = [(acts[name], why_not(material.shelf.notacts, name, one.group)) for name in one.wrong]
    return _case(die, material, one, "act", "What is the next step?", lambda *_: choose(die, (acts[one.act], one.why), wrong))


def by_when(die: Random, material: Material) -> Case:
    """The last day for that step."""
    one = die.choice([row for row in material.shelf.remittances if row.by])
    asked = "the new claim be received" if one.by in FILED else "the redetermination be asked for"
    return _case(die, material, one, "by", f"By which day must {asked}?", lambda served, notice: Day(_last(one, served, notice, material)[0]))


def _last(one: Remittance, served: date, notice: date, material: Material) -> tuple[date, tuple[str, ...], Citation]:
    found = deadline(one.by, served if one.by in FILED else notice, material.reference, notice=one.by not in FILED)
    return found.due, found.steps, found.citation


def _case(die: Random, material: Material, one: Remittance, kind: str, ask: str, answer: Callable[[date, date], Answer]) -> Case:
    """The line with its dates, and what is asked of it. answer: makes it from the day of service and the notice's."""
    late = one.reason == "29"
    served = replace(material, on=material.on - timedelta(days=LATE + 5 if late else 60)).some_day(die).on  # its notice has come by today
    notice = served + timedelta(days=LATE if late else die.randint(14, 45))
    while not workday(notice):
        notice += timedelta(days=1)
    told = _last(one, served, notice, material) if kind == "by" else None
    return Case(
        f"remit-{kind}",
        f"{kind} {one.line} {one.file}",
        f"Original Medicare, unless line or file name another payer. {ask}",
        answer(served, notice),
        told[1] if told else (f"{GROUPS[one.group]}.", one.why, GUIDANCE),
        (told[2],) if told else material.section(one.section).citations[:2],
        table(one, served, notice),
        note=(f"On file: {one.file}",),
        points=({"whose": f"whose: {one.owes}", "act": f"step: {one.act}", "by": f"by when: {one.by}"}[kind],),
    )


def table(one: Remittance, served: date, notice: date) -> Table:
    """The line as a remittance shows it, from top to bottom: a telephone shows all of it."""
    rows = (("served", us(served)), ("line", one.line), ("group", one.group), ("reason", one.reason), ("remarks", " ".join(one.remarks) or "none"), ("notice dated", us(notice)))
    return Table(("remittance", ""), rows)


LEVELS: tuple[tuple[Maker, ...], ...] = (
    (whose, partial(step, level=1)),
    (partial(step, level=2), whose, by_when),
    (partial(step, level=3), by_when, whose),
    (partial(step, level=4), by_when),
)
