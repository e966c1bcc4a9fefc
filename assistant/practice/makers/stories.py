"""Which code for this story: deficit and purpose decide, and where the note defends two codes, either is right.

Stories stand in knowledge/lessons/stories; a wrong code is explained by what its note would have to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from random import Random

from assistant.practice.cases import Case
from assistant.practice.makers.choices import Told, choose
from assistant.practice.material import Maker, Material
from assistant.practice.shelf import Story

OPTIONS = 4  # in all, so that their number does not tell that two are right
PLAIN = 2  # up to this level a code stands with what it is
FIELD = "Which code fits such a note is field guidance and secondary pages, not the text of a Medicare manual: your contractor's article decides."
_PAYERS = {"medicare": "Medicare. ", "commercial": "A commercial plan. ", "workers_comp": "Workers' compensation. ", "": ""}


def story(die: Random, material: Material, level: int, about: str = "") -> Case:
    """A story of a level, or of any level about a code: where it is right, or a false option."""
    held = [one for one in material.shelf.stories if _valid(one, material) and (one.level == level if not about else about in (*one.right, *one.wrong))]
    return told(die, material, die.choice(held), plain=level <= PLAIN)


def _valid(one: Story, material: Material) -> bool:
    return all(code in material.reference.codes and material.reference.codes[code].active(material.on) for code in one.right)


def told_of(material: Material) -> list[str]:
    """Codes that a story is about, in order."""
    return sorted({code for one in material.shelf.stories for code in one.right})


def told(die: Random, material: Material, one: Story, *, plain: bool) -> Case:
    """The story as a case."""
    first = die.choice(one.right)
    option = partial(named, material=material, plain=plain)
    also = [(option(code), one.why) for code in one.right if code != first]
    wrong: list[Told] = [(option(code), why or f"{code} wants {material.shelf.needs[code]}") for code, why in one.wrong.items()]
    wrong = die.sample(wrong, min(len(wrong), OPTIONS - len(one.right)))
    section = (*material.cited(first), *(material.section("compare-exercise#which-exercise-or-activity-code-do-i-choose-97110-97112-97116-97530-or-97535").citations[:1] if one.family in {"exercise", "function"} else ()))
    return Case(
        "story",
        one.says,
        f"{_PAYERS[one.payer]}{one.of} wrote this. Which code does it support?",
        choose(die, (option(first), one.why), wrong, also),
        (one.why, printed(one.right, material)),
        tuple(dict.fromkeys(section)),
        choice=f"The note does not settle it: {' and '.join(one.right)} are both defended, and either is right here." if also else "",
        note=(one.says,),
        decides=one.decides,
        points=(*one.right, *dict.fromkeys(material.reference.codes[code].family for code in one.right)),
    )


def printed(codes: Sequence[str], material: Material) -> str:
    """Where the choice of these codes is printed, or that it is field guidance."""
    where = [material.shelf.printed.get(code, "") for code in codes]
    return f"That stands in {' and '.join(dict.fromkeys(where))}." if all(where) else FIELD


def named(code: str, material: Material, *, plain: bool) -> str:
    """A code as an option, with what it is where plain."""
    return f"{code} · {material.reference.codes[code].label}" if plain else code


LEVELS: tuple[tuple[Maker, ...], ...] = tuple((partial(story, level=level),) for level in (1, 2, 3, 4))
