"""Which of these statements is right: one from a correction of knowledge/premises.toml, the others its false claims.

The wrong statements are claims that the knowledge corrects on that day, so each is really wrong; the right one is
the first sentence of a correction. The correction is shown after answering.
"""

from __future__ import annotations

import re
from random import Random

from assistant.practice.cases import Case, Options
from assistant.practice.material import Material
from assistant.schema import Passage

WRONG = 3
_NO = re.compile(r"^no(?: longer)?[:,] ", re.IGNORECASE)


def statement(die: Random, material: Material, lesson: str) -> Case:
    """One right statement among three false claims; the claim it corrects is always one of them."""
    held = [one for one in material.lessons[lesson].premises if in_force(one, material)]
    asked, *others = die.sample(held, WRONG)
    options = [right_statement(asked), *(claim(one) for one in (asked, *others))]
    order = die.sample(range(len(options)), len(options))
    said = tuple(options[place] for place in order)
    return Case(
        "statement",
        asked.id,
        "Which of these is right?",
        Options(said, order.index(0)),
        tuple(f"Not right: {claim(one)} {right_statement(one)}" for one in others),
        asked.citations,
        passage=(claim(asked), asked.text),
    )


def in_force(premise: Passage, material: Material) -> bool:
    """Does the correction hold on the day?"""
    begun = premise.in_force_from is None or premise.in_force_from <= material.on
    return begun and (premise.in_force_to is None or material.on <= premise.in_force_to)


def claim(premise: Passage) -> str:
    """The false claim."""
    return premise.heading[-1]


def right_statement(premise: Passage) -> str:
    """The first sentence of the correction, standing by itself.

    >>> from assistant.schema import Passage
    >>> right_statement(Passage("p", "No: a code is 1 unit. More follows.", ("c",), ()))
    'A code is 1 unit.'
    """
    first = first_sentence(_NO.sub("", premise.text))
    return first[:1].upper() + first[1:]


def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence."""
    return re.split(r"(?<=[a-z0-9)%][.!?])\s+(?=[A-Z])", " ".join(text.split("\n\n", maxsplit=1)[0].split()), maxsplit=1)[0]
