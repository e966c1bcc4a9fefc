"""Which service each number of a text belongs to and who gave it, weighed: learned from days told in people's words.

The rules' reading (services.py) is one thing that is weighed, beside what stands around the number, the service and the
people (around.py). telling.npz is made by `python -m eval.train heads`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path

from assistant.answer.judge.weights import Weights
from assistant.answer.understand import leftover, people
from assistant.answer.understand.around import features
from assistant.answer.understand.candidates import HOWS, Choice, Named, Seen, choices
from assistant.answer.understand.day import Treatment
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.minutes import Quantity
from assistant.answer.understand.shares import UNSAID
from assistant.schema import Service

FILE = Path(__file__).with_name("telling.npz")
WHOLE_AND_PARTS = 3  # numbers of one service told whole and in two parts
MOST = 7  # numbers weighed in one text; more are left to the rules
SEEN = "seen"  # where the reading of one request is kept for those who learn from it
OFFERED = 2  # days that may have been told, offered where none is likely
TOPS, MANY = 3, 5  # choices of each number that are put together; of more than so many numbers one choice fewer: 3⁷ days would be weighed
TAKEN = 0.5  # from this likelihood on a day is gone by, and what else may be meant is told
UNNAMED = 0.9  # the same of a day with a service that no mark names
LIKELY, FAR_LIKELIER = 0.6, 3.0  # of a day that takes the place of the one the rules read: how likely, and how many times likelier
Day = tuple[tuple[str, int, int], ...]  # code, minutes, those of them an assistant gave


@cache
def vocabulary() -> dict[str, int]:
    """The words known beside numbers, each with its place among the features behind the others."""
    named = (name.partition(" ")[2] for name in weights().names if name.startswith("word"))
    return {word: n for n, word in enumerate(dict.fromkeys(named))}


@cache
def weights() -> Weights:
    """The shipped weights."""
    return Weights.read(FILE)


@dataclass(frozen=True, slots=True)
class Telling:
    """How likely each day is that a text may tell, likeliest first; picked: each number's choice in the likeliest."""

    days: tuple[tuple[Day, float], ...]
    picked: tuple[Choice | None, ...]


def weigh(seen: Seen, named: Named) -> Telling | None:
    """Every day that the numbers make together, weighed; None where there are none, or too many of them, or nothing is learned yet."""
    if not 0 < len(seen.numbers) <= MOST or not FILE.is_file():
        return None
    most = TOPS if len(seen.numbers) <= MANY else TOPS - 1
    tops = [_tops(seen, number, named, most) for number in seen.numbers]
    values = [one.value for one in seen.numbers]
    every: dict[Day, float] = {}
    likeliest: dict[Day, tuple[float, tuple[Choice | None, ...]]] = {}
    for row in product(*tops):
        picked = tuple(choice for _, choice in row)
        if (made := together(picked, values)) is None:
            continue
        share = math.prod(share for share, _ in row)
        every[made] = every.get(made, 0.0) + share
        if share > likeliest.get(made, (0.0,))[0]:
            likeliest[made] = share, picked
    whole = sum(every.values())
    if not whole:
        return None
    days = sorted(((one, share / whole) for one, share in every.items()), key=lambda each: -each[1])
    return Telling(tuple(days), likeliest[days[0][0]][1])


def _tops(seen: Seen, number: Quantity, named: Named, most: int) -> list[tuple[float, Choice | None]]:
    """The likeliest choices of one number, none of them among these."""
    options = choices(seen, number, named)
    if not options:
        return [(1.0, None)]
    shares = weights().shares(features(seen, number, options, vocabulary()))
    every = [(float(1 - shares.sum()), None), *zip(shares.tolist(), options, strict=True)]
    return sorted(every, key=lambda one: -one[0])[:most]


def together(picked: Sequence[Choice | None], values: Sequence[int]) -> Day | None:
    """The day that choices make of their numbers; None where a part is greater than its whole."""
    sums: dict[str, list[int]] = {}
    for one, value in zip(picked, values, strict=True):
        if one is not None:
            sums.setdefault(one.code, [0, 0, 0, 0])[HOWS.index(one.how)] += value
    return made_of(sums)


def made_of(sums: Mapping[str, Sequence[int]]) -> Day | None:
    """The day of minutes told in each of HOWS, by code."""
    found = []
    for code, (own, helped, part, rest) in sums.items():
        whole = own + helped
        if not whole or helped + part > whole or rest > whole or (rest and part):
            return None
        found.append((code, whole, whole - rest if rest else helped + part))
    return tuple(sorted(found))


def derived(day: Day, values: Sequence[int]) -> bool:
    """Did the rules work out minutes that no numbers of the text make together ("15 each", a rest taken off)?"""
    if sum(minutes for _, minutes, _ in day) > sum(values):
        return True
    sums = {0}
    for value in values:
        sums |= {one + value for one in sums}
    return any(minutes not in sums or not {share, minutes - share} & sums for _, minutes, share in day)


def whole_and_parts(day: Day, values: Sequence[int]) -> bool:
    """Did the rules leave out a number because it is the sum of all others ("45 minutes of gait and exercise: 25 gait, 20 exercise")?"""
    most = max(values, default=0)
    return len(values) > 2 and sum(values) == 2 * most == 2 * sum(minutes for _, minutes, _ in day)


def one_in_parts(seen: Seen) -> Day:
    """The day of one service told whole and in the two parts that make it up, the assistant's the one nearest to them ("30 min in all, the PTA had 11 of it and I had 19"); empty else."""
    helpers = [one for one in seen.persons if one.role == people.ASSISTANT]
    codes = {mark.code for mark in seen.marks}
    if len(seen.numbers) != WHOLE_AND_PARTS or len(codes) != 1 or len(helpers) != 1:
        return ()
    *parts, whole = sorted(seen.numbers, key=lambda one: one.value)
    if sum(one.value for one in parts) != whole.value:
        return ()
    share = min(parts, key=lambda one: min(abs(one.start - helpers[0].end), abs(helpers[0].start - one.end)))
    return ((codes.pop(), whole.value, share.value),)


@dataclass(frozen=True, slots=True)
class Reading:
    """The day a text tells; picked: each number's choice in it, none where the rules' reading stands. sure: is no other as likely? maybe: the likeliest days where not; taken: is the first of them likely enough to go by?"""

    day: Day
    picked: tuple[Choice | None, ...] = ()
    sure: bool = True
    maybe: tuple[Day, ...] = ()
    taken: bool = False


def read(seen: Seen, named: Named) -> Reading:
    """The rules' reading, or where another is likelier by far, that one."""
    ruled: Day = tuple(sorted((s.code, s.minutes, s.assistant) for s in seen.made if s.minutes))
    values = [one.value for one in seen.numbers]
    if parted := one_in_parts(seen):
        return Reading(parted, tuple(None for _ in values))
    if len(values) > MOST:
        return Reading(ruled)  # before their sums are made: "15 each" beside hundreds of codes is tens of thousands of numbers
    found = None if derived(ruled, values) or whole_and_parts(ruled, values) else weigh(seen, named)
    if found is None:
        return Reading(ruled)
    (best, share), shares = found.days[0], dict(found.days)
    if share < UNNAMED and {code for code, _, _ in best} - {mark.code for mark in seen.marks}:
        return Reading(ruled)  # words that no list holds ("gaet traning") tell a service only where that is all but sure
    sure, maybe = max(share, shares.get(ruled, 0.0)) >= LIKELY, tuple(day for day, _ in found.days[:OFFERED] if day)
    if best and not sure and share >= TAKEN and len(maybe) > 1:
        return Reading(best, found.picked, sure=False, maybe=maybe[1:], taken=True)
    if best == ruled or share < LIKELY or share < FAR_LIKELIER * shares.get(ruled, 0.0):
        return Reading(ruled, sure=sure, maybe=() if sure else maybe)
    return Reading(best, found.picked, sure=sure)


def mended(made: Treatment, seen: Seen, heads: Heads | None) -> Treatment:
    """The treatment as it is read, with the days it may have been where that is not sure."""
    if heads is None or any(one.patient or one.units for one in made.services):
        return made
    heads.made[SEEN] = seen
    found = read(seen, lambda low, high: heads.service(seen.page.text[low:high]))
    maybe = tuple(_services(made, seen, day) for day in found.maybe)
    if found.picked:
        made = _told(made, seen, found.day, found.picked)
    return replace(made, maybe=maybe, unread=bool(maybe) and not found.taken)


def _services(made: Treatment, seen: Seen, day: Day) -> tuple[Service, ...]:
    """The services of a day, in the order in which the text names them."""
    first = {mark.code: mark for mark in reversed(seen.marks)}
    held = {one.code: one for one in made.services}
    rows = [
        replace(
            held.get(code) or Service(code, said=first[code].said if code in first else ""),
            minutes=whole,
            assistant=share,
        )
        for code, whole, share in day
    ]
    return tuple(sorted(rows, key=lambda one: first[one.code].start if one.code in first else len(seen.text)))


def _told(made: Treatment, seen: Seen, day: Day, picked: Sequence[Choice | None]) -> Treatment:
    """The reading with other minutes of its services."""
    codes = {code for code, _, _ in day}
    services = (*_services(made, seen, day), *(one for one in made.services if not one.minutes and one.code not in codes))
    read = [f"{one.mark.said} read as {one.code}" for one in picked if one and one.mark and one.mark.said and one.mark.likely]
    taken = [number.value for number, one in zip(seen.numbers, picked, strict=True) if one]
    dropped = [n for n, one in zip(seen.numbers, picked, strict=True) if one is None and n.sure and not (n.total or n.noun or n.part) and n.value not in (*taken, sum(taken))]
    read += [leftover.left_out(number, seen.page) for number in dropped if number.start in seen.kept and day]
    return replace(
        made, services=services, codes=tuple(dict.fromkeys([*made.codes, *(one.code for one in services)])),
        loose=tuple(value for value in made.loose if value not in taken), total=None if made.total in taken else made.total,
        readings=tuple(dict.fromkeys((*(one for one in made.readings if not _about(one, taken)), *read))), assisted=(), whole=frozenset(), all_assistant=False,
    )  # fmt: skip


def _about(reading: str, taken: Sequence[int]) -> bool:
    """Is it that minutes were left out, or whose they are, which are known now?"""
    return reading == UNSAID or any(
        reading.startswith("I did not understand") and reading.endswith(f": {value} minutes left out")
        for value in taken
    )
