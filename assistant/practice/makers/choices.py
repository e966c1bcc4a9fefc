"""Fair choices: the right option is as likely to be the longest as any other, and each wrong one says why it is wrong.

>>> from random import Random
>>> made = choose(Random(1), ("GP", "the plan is PT's"), [("GO", "OT's plan"), ("GN", "SLP's plan")])
>>> made.options[made.answer], len(made.whys)
('GP', 3)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TypeVar

from assistant.practice.answers import Options

T = TypeVar("T")
Told = tuple[str, str]  # an option and why it is right or not


def choose(die: Random, right: Told, wrong: Sequence[Told], also: Sequence[Told] = ()) -> Options:
    """The options in an order drawn; also: others that are right as well."""
    told = [right, *also, *wrong]
    die.shuffle(told)
    return Options(
        tuple(option for option, _ in told),
        told.index(right),
        frozenset(told.index(one) for one in also),
        tuple(why.rstrip(".") for _, why in told),
    )


def why_not(reasons: Mapping[str, str], name: str, *beside: str) -> str:
    """Why an option is not it: by its name and one of those beside it (what is right, the group code), or by its name alone."""
    return next(reasons[key] for key in (*(f"{name}_{one}" for one in beside), name) if key in reasons)


def fair(die: Random, right: T, pool: Sequence[T], count: int, length: Callable[[T], int]) -> list[T]:
    """So many of the pool, drawn so that the right one's place by length is as likely any as another, where the pool allows."""
    longer = [one for one in pool if length(one) > length(right)]
    others = [one for one in pool if length(one) <= length(right)]
    wanted = die.randrange(count + 1)
    wanted = min(max(wanted, count - len(others)), len(longer))
    return [*die.sample(longer, wanted), *die.sample(others, count - wanted)]
