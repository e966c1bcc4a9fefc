"""A line of a remittance: whose money it is, what to do, by when; and an appeal built step by step.

Lines stand in knowledge/lessons/remittances.toml, letters in letters.toml. Meanings are in own words; last days are those
of tools/deadlines, counted from dates drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random

from assistant.practice.answers import Answer, Day
from assistant.practice.cases import Case
from assistant.practice.makers.choices import choose
from assistant.practice.makers.scenes import us
from assistant.practice.material import Maker, Material
from assistant.practice.shelf import Letter, Remittance
from assistant.schema import Citation, Table
from assistant.tools.deadlines import deadline

LATE = 435  # days, where the claim was filed after 14 months
FILED = {"timely-filing"}  # counted from the day of service; the others from the notice
GROUPS = {
    "CO": "CO: the patient is not billed for it",
    "PR": "PR: it is the patient's, unless a rule forbids billing him",
    "OA": "OA: neither the practice's nor the patient's by itself",
}
GUIDANCE = "Causes and mends of denials are mostly field guidance: the payer's own notice and policy decide."


def whose(die: Random, material: Material) -> Case:
    """Whose money is it: the practice's, the patient's, another payer's, nobody's?"""
    one = die.choice(material.shelf.remittances)
    owes = material.shelf.owes
    wrong = [(text, f"{GROUPS[one.group]}; {one.why}") for name, text in owes.items() if name != one.owes]
    return _case(die, material, one, "whose", "Whose money is it?", lambda *_: choose(die, (owes[one.owes], one.why), wrong))


def step(die: Random, material: Material, level: int) -> Case:
    """What is to be done with the line?"""
    one = die.choice([row for row in material.shelf.remittances if row.level <= level])
    acts = material.shelf.acts
    wrong = [(acts[name], f"not with this on file: {one.why}") for name in one.wrong]
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
    served = material.some_day(die).on
    notice = served + timedelta(days=LATE if one.reason == "29" else die.randint(14, 45))
    told = _last(one, served, notice, material) if kind == "by" else None
    return Case(
        f"remit-{kind}",
        f"{kind} {one.line} {one.file}",
        f"Original Medicare unless it says otherwise. {ask}",
        answer(served, notice),
        told[1] if told else (f"{GROUPS[one.group]}.", one.why, GUIDANCE),
        (told[2],) if told else material.section(one.section).citations[:2],
        table(one, served, notice),
        note=(f"On file: {one.file}",),
    )


def table(one: Remittance, served: date, notice: date) -> Table:
    """The line as a remittance shows it."""
    return Table(
        ("served", "line", "group", "reason", "remarks", "notice dated"),
        ((us(served), one.line, one.group, one.reason, " ".join(one.remarks) or "none", us(notice)),),
    )


def letter_steps(letter: Letter, die: Random, material: Material) -> tuple[Case, ...]:
    """Every step of a letter."""
    cited = material.section(letter.section).citations[:2]
    count = len(letter.steps)
    return tuple(
        Case(
            "letter",
            f"{letter.title} {number}",
            f"An appeal, step {number} of {count}: {letter.title}. {one.ask}",
            choose(die, (one.right, "belongs in it"), tuple(zip(one.wrong, one.why, strict=True))),
            (f"{one.right}.",),
            cited,
            note=letter.facts,
            part=(number, count),
        )
        for number, one in enumerate(letter.steps, 1)
    )


def letter(die: Random, material: Material) -> Case:
    """One step of an appeal."""
    return die.choice(letter_steps(die.choice(material.shelf.letters), die, material))


LEVELS: tuple[tuple[Maker, ...], ...] = (
    (whose, partial(step, level=1)),
    (partial(step, level=2), whose, by_when),
    (partial(step, level=3), by_when, letter),
    (letter, partial(step, level=4), by_when),
)
