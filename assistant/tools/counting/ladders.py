"""Codes with another time base: by the hour, full half-hours, months; `pooled` add-ons of timed codes.

The steps stand in knowledge/rules/counting.toml, rules time-*: a first code, the code of each further step,
their minutes, and whether a step must be reached in full or past its middle.

>>> steps(44, 30, 15, "full"), steps(45, 30, 15, "full"), steps(31, 60, 60, "midpoint")
(1, 2, 1)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from assistant.reference.rulekinds import Counting, TimeBase
from assistant.reference.rules import Rules
from assistant.reference.slots import fill
from assistant.schema import Citation

PREFIX = "time-"


@dataclass(frozen=True, slots=True)
class Ladder:
    """One time base in force. codes: first and, where there is one, each further step; minutes of both."""

    codes: tuple[str, ...]
    first: int
    more: int
    method: str
    period: str
    note: str
    citation: Citation
    shorter: Ladder | None = None

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Every code of the ladder, the one for a shorter time first."""
        return (self.shorter.codes if self.shorter else ()) + self.codes

    def shared(self, count: int) -> dict[str, int]:
        """So many steps as units: the first on the first code, the others on the second."""
        if len(self.codes) == 1:
            return {self.codes[0]: count}
        return {self.codes[0]: min(count, 1), self.codes[1]: max(count - 1, 0)}

    def units(self, minutes: int) -> dict[str, int]:
        """Units of every code of the ladder for the minutes of its period."""
        if not self.more and self.first:
            return {self.codes[0]: int(minutes >= self.first)}
        count = steps(minutes, self.first, self.more, self.method)
        found = self.shared(count)
        if self.shorter:
            found = {self.shorter.codes[0]: int(count == 0 and minutes >= self.shorter.first), **found}
        return found

    def next_at(self, minutes: int) -> int:
        """The fewest minutes that earn more than these do."""
        now = self.units(minutes)
        return next(m for m in range(minutes + 1, minutes + self.first + self.more + 1) if self.units(m) != now)


def steps(minutes: int, first: int, more: int, method: str) -> int:
    """Steps earned: in full, or a step from the minute past its middle (31 of 60)."""
    if method == "midpoint":
        reached, further = first // 2 + 1, more // 2 + 1
        return 0 if minutes < reached else 1 + max(0, (minutes - first + more - further) // more)
    return 0 if minutes < first else 1 + (minutes - first) // more


def ladders(rules: Rules, on: date) -> dict[str, Ladder]:
    """The ladder of every code that has one on a day."""
    found: dict[str, Ladder] = {}
    for rule in rules:
        if not rule.name.startswith(PREFIX):
            continue
        value = rules.held(rule.name, on, TimeBase)
        if value is None:
            continue
        ladder = _ladder(rules, value, on)
        for code in ladder.all_codes:
            known = found.get(code)
            if known is None or len(ladder.all_codes) > len(known.all_codes):
                found[code] = ladder
    return found


def _ladder(rules: Rules, value: TimeBase, on: date) -> Ladder:
    """A time base as a ladder; a pooled one has the steps of the count it joins."""
    unit = (rules.held("count-medicare", on, Counting) or rules.values("count-medicare", Counting)[0]).unit
    first, more = (unit, unit) if value.method == "pooled" else (value.first, value.more)
    shorter = _ladder(rules, rules.in_force(value.shorter, on, TimeBase), on) if value.shorter else None
    if shorter:
        longer = {"longer": value.codes[0], "longer_first": first, "below_longer": first - 1}
        shorter = replace(shorter, note=fill(shorter.note, longer))
    return Ladder(value.codes, first, more, value.method, value.period, fill(value.note, {"unit": unit}), value.citation, shorter)


def by_ladder(minutes: Mapping[str, int], known: Mapping[str, Ladder]) -> list[tuple[Ladder, int]]:
    """The ladders that minutes belong to, each with the minutes of all its codes together."""
    found: dict[tuple[str, ...], tuple[Ladder, int]] = {}
    for code, count in minutes.items():
        ladder = known[code]
        held = found.get(ladder.codes, (ladder, 0))[1]
        found[ladder.codes] = (ladder, held + count)
    return list(found.values())


def pooled(known: Mapping[str, Ladder], codes: Iterable[str]) -> dict[str, Ladder]:
    """Those of the codes whose minutes join the 15-minute count."""
    return {code: known[code] for code in codes if code in known and known[code].method == "pooled"}
