"""Which case: a topic, a level and a number name it, so that the same three draw the same case again.

Sessions and paths are rows of deals; nothing else of a case has to be kept. Not for: marking, order (session, path).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from random import Random

from assistant.errors import BadInput
from assistant.practice.cases import Case
from assistant.practice.makers import (
    audit,
    codes,
    counting,
    denials,
    letters,
    modifiers,
    notes,
    remits,
    stories,
    visits,
)
from assistant.practice.material import Maker, Material
from assistant.privacy.shown import shown

LEVELS: Mapping[str, tuple[tuple[Maker, ...], ...]] = {
    "codes": codes.LEVELS, "counting": counting.LEVELS, "stories": stories.LEVELS, "modifiers": modifiers.LEVELS, "notes": notes.LEVELS,
    "audit": audit.LEVELS, "denials": denials.LEVELS, "remittances": remits.LEVELS, "letters": (), "visits": (), "history": codes.HISTORY,
}  # fmt: skip
ORDER = tuple(topic for topic in LEVELS if topic != "history")
HIGHEST = 4
STEPS = {"letters": letters.PARTS, "visits": visits.PARTS}  # topics whose cases are steps of a longer one
OTHER = 6_048_000  # a number further on, for the same maker: a multiple of every count of makers and steps
TRIES = 40
SEEK = 400  # numbers tried for a case of a point: about one in 60 teaches the rarest


@dataclass(frozen=True, slots=True)
class Deal:
    """A case by name. about: a code the stories are to be about, "" for any."""

    topic: str
    level: int
    number: int
    about: str = ""


def case_of(deal: Deal, material: Material) -> Case:
    """The case of a deal. Raises BadInput for a topic or level that is not there."""
    if deal.topic not in LEVELS or not 1 <= deal.level <= HIGHEST or deal.number < 0:
        raise BadInput(f"There is no practice topic {shown(deal.topic)} of level {deal.level}; topics: {', '.join(LEVELS)}.")
    steps = STEPS.get(deal.topic, 1)
    die = Random(f"{deal.topic}/{deal.level}/{deal.number // steps}")  # noqa: S311  # a game
    if deal.topic == "visits":
        return visits.visit(die, material, deal.level, deal.number % steps)
    if deal.topic == "letters":
        return letters.letter(die, material, deal.level, deal.number // steps, deal.number % steps)
    makers: tuple[Callable[[Random, Material], Case], ...] = LEVELS[deal.topic][deal.level - 1]
    if deal.about and deal.topic == "stories":
        makers = (partial(stories.story, level=deal.level, about=deal.about),)
    return makers[deal.number % len(makers)](die, material)


def fresh(deal: Deal, material: Material, asked: Collection[str]) -> tuple[Deal, Case]:
    """The deal and its case, or the next of the same maker whose mark is not among those asked."""
    first = deal, case_of(deal, material)
    found = first
    for again in range(1, TRIES if deal.topic not in STEPS else 1):
        if mark(found[1]) not in asked:
            return found
        following = Deal(deal.topic, deal.level, deal.number + again * OTHER, deal.about)
        found = following, case_of(following, material)
    return found if mark(found[1]) not in asked else first


def seek(deal: Deal, material: Material, asked: Collection[str], points: frozenset[str]) -> tuple[Deal, Case]:
    """A case not asked yet that teaches one of the points: of the deal's level, at the highest also of those below; else any fresh one."""
    steps = STEPS.get(deal.topic, 1)
    levels = range(HIGHEST, 0, -1) if deal.level == HIGHEST else (deal.level,)
    for again, level in product(range(SEEK if points else 0), levels):
        tried = replace(deal, level=level, number=deal.number + again * steps)
        case = case_of(tried, material)
        if not points.isdisjoint(case.points) and mark(case) not in asked:
            return tried, case
    return fresh(deal, material, asked)


def mark(case: Case) -> str:
    """A short mark of what a case is about, to know it again."""
    return hashlib.sha256(f"{case.kind} {case.topic}".encode()).hexdigest()[:8]
