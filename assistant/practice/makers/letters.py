"""An appeal built step by step from facts: which sentence opens it, shows the need, answers the payer, closes it.

Letters stand in knowledge/lessons/letters.toml. Each step shows the letter so far; after the last one it is whole.
"""

from __future__ import annotations

from random import Random

from assistant.practice.cases import Case
from assistant.practice.makers.choices import choose
from assistant.practice.material import Material

PARTS = 4  # steps of a letter


def letter(die: Random, material: Material, level: int, whole: int, step: int) -> Case:
    """One step of a letter of a level. whole: which letter, counted round."""
    held = [one for one in material.shelf.letters if one.level == level]
    one = held[whole % len(held)]
    now = one.steps[step]
    so_far = " ".join(earlier.right for earlier in one.steps[:step])
    built = " ".join(each.right for each in one.steps)
    return Case(
        "letter",
        f"{one.title} {step + 1}",
        f"An appeal, step {step + 1} of {PARTS}: {one.title}. {now.ask}",
        choose(die, (now.right, material.shelf.because[now.ask]), tuple(zip(now.wrong, now.why, strict=True))),
        ("A letter rests on the record and on the payer's own reason; what is not in the record is not in the letter.",),
        material.section(one.section).citations[:2],
        note=(*one.facts, *((f"The letter so far: {so_far}",) if so_far else ())),
        passage=("The letter", f"The letter: {built}") if step == PARTS - 1 else None,
        part=(step + 1, PARTS),
        points=(one.title,),
    )
