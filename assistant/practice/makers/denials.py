"""What a remittance says, which line of a pair is denied, and the last days for filing and appeals.

Meanings of reason codes are the knowledge's own words (knowledge/documents/denials); pairs and days are those of
tools/pairs and tools/deadlines.
"""

from __future__ import annotations

import re
from functools import partial
from random import Random

from assistant.practice.answers import Day, Options
from assistant.practice.cases import Case
from assistant.practice.makers.choices import choose, fair
from assistant.practice.makers.modifiers import edit_meaning, pair_codes
from assistant.practice.makers.policy import first_sentence, statement
from assistant.practice.makers.scenes import date_said, us
from assistant.practice.material import PAIRS_SINCE, PRACTICE, Maker, Material, drawn
from assistant.schema import Passage
from assistant.tools.deadlines import deadline
from assistant.tools.edits import step
from assistant.tools.pairs import Pair, pair_on
from assistant.tools.pairwords import row_citation

OPTIONS = 4
_MEANS = re.compile(r"^\S+ (?:means that|means|says that|says) ")
_NOTICES = {
    "redetermination": "The notice of the initial determination is dated {start}. What is the last day to ask for the redetermination?",
    "reconsideration": "The redetermination is dated {start}. What is the last day to ask for the reconsideration?",
}


def remark(die: Random, material: Material) -> Case:
    """What a reason code means."""
    remarks = material.lessons["denials"].remarks
    asked = die.choice(remarks)
    others = fair(die, asked, [one for one in remarks if one is not asked], OPTIONS - 1, lambda one: len(meaning(one)))
    wrong = [(meaning(one), f"this is what {reason_code(one)} says") for one in others]
    ask = f"A line comes back with {reason_code(asked)}. What does it say?"
    answer = choose(die, (meaning(asked), f"the meaning of {reason_code(asked)}"), wrong)
    return Case("remark", asked.id, ask, answer, (), asked.citations, passage=(asked.heading[-1], asked.text), points=(asked.id,))


def reason_code(section: Passage) -> str:
    """The code a section opens with: 'CO-97'."""
    return section.text.split(maxsplit=1)[0]


def meaning(section: Passage) -> str:
    """The first sentence without the code it explains."""
    said = _MEANS.sub("", first_sentence(section.text))
    return said[:1].upper() + said[1:]


def denied(die: Random, material: Material) -> Case:
    """Which of two codes billed without a modifier is denied, or neither."""
    wanted = die.random() < 0.7
    material = material.some_day(die, PAIRS_SINCE)
    pair = drawn(lambda: _pair(die, material, active=wanted))
    codes = (pair.one, pair.two)
    options = (*(f"{code} is denied" for code in codes), "Neither of them")
    right = codes.index(pair.column2) if pair.active else 2
    named = " and ".join(f"{code} ({material.reference.codes[code].label})" for code in codes)
    ask = (f"Medicare Part B, private practice, {date_said(material.on)}: {named} on one day, neither with 59 nor an X modifier. "
           f"Which line does the practitioner pair table of {pair.edition.words} deny?")  # fmt: skip
    row = step(pair, material.reference)
    steps = [f"{row[:1].upper()}{row[1:]}.", "The column 2 code is the one denied." if pair.active else "Both lines stand as far as pair edits go."]
    return Case("denied", f"{pair.one} {pair.two}", ask, Options(options, right, whys=_denied_whys(pair, codes, row)), tuple(steps), (row_citation(pair, material.reference),), points=("the line an edit denies" if pair.active else "a pair without an edit",))


def _denied_whys(pair: Pair, codes: tuple[str, str], row: str) -> tuple[str, ...]:
    """Of each line and of neither, why it is or is not denied."""
    if not pair.active:
        return (*(f"no active row denies {code} here" for code in codes), row)
    lines = [row if code == pair.column2 else f"{code} is column 1: its line stands" for code in codes]
    return (*lines, "the table has the pair, and it is active")


def _pair(die: Random, material: Material, *, active: bool) -> Pair | None:
    one, two = die.sample(pair_codes(material), 2)
    pair = pair_on(one, two, PRACTICE, material.on, material.reference)
    return pair if pair.certain and bool(edit_meaning(pair)) is active else None


def last_day(die: Random, material: Material) -> Case:
    """The last day for a claim or an appeal."""
    what = die.choice(("timely-filing", *_NOTICES))
    start = material.some_day(die).on
    found = deadline(what, start, material.reference, notice=what in _NOTICES)
    asked = _NOTICES.get(what, "A private practice treated on {start}. What is the last day for Original Medicare to receive the claim?")
    late = " The day it came is not on record." if what in _NOTICES else ""
    return Case("last-day", f"{what} {start}", f"{asked.format(start=us(start))}{late}", Day(found.due), found.steps, (found.citation,), points=(what,))


LEVELS: tuple[tuple[Maker, ...], ...] = (
    (remark,),
    (remark, denied),
    (last_day, denied),
    (last_day, denied, remark, partial(statement, lesson="denials")),
)
