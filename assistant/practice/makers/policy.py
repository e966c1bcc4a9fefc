"""Which of these statements is right: one true, the others false for a named reason, all as long and as plain.

The statements stand in knowledge/lessons/statements.toml, each with the section it rests on.
"""

from __future__ import annotations

import re
from random import Random

from assistant.practice.cases import Case
from assistant.practice.makers.choices import choose
from assistant.practice.material import Material


def statement(die: Random, material: Material, lesson: str) -> Case:
    """One right statement among false ones; the section it rests on is shown after answering."""
    asked = die.choice([one for one in material.shelf.statements if one.lesson == lesson])
    section = material.section(asked.section)
    cited = section.citations[0]
    answer = choose(die, (asked.right, f"that stands in {cited.title}, {cited.locator}"), tuple(zip(asked.wrong, asked.why, strict=True)))
    return Case(
        "statement",
        asked.ask,
        asked.ask,
        answer,
        (f"{section.heading[-1]} {first_sentence(section.text)}",),
        section.citations,
        points=(asked.ask,),
    )


def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence."""
    return re.split(r"(?<=[a-z0-9)%][.!?])\s+(?=[A-Z])", " ".join(text.split("\n\n", maxsplit=1)[0].split()), maxsplit=1)[0]
