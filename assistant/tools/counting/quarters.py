"""Units of timed codes from whole minutes: by the day's total, or code by code. No codes, dates, words or numbers of a rule.

`unit` (minutes of a unit) and `first` (minutes that earn the first) come from knowledge/rules/counting.toml.

By total (Medicare, Pub. 100-04 ch. 5 §20.2.C): the minutes of all codes together allow so many units; each
code keeps its full blocks; what the total allows beyond them goes to the largest leftovers, at most one a code;
where leftovers tie the clinician chooses. By code (AMA midpoint): every code alone.

>>> by_total({"97110": 33, "97140": 7}, 15, 8).units
{'97110': 2, '97140': 1}
>>> by_code({"97110": 33, "97140": 7}, 15, 8).units
{'97110': 2, '97140': 0}
>>> by_total({"97112": 20, "97110": 20}, 15, 8).alternatives()
({'97112': 1, '97110': 2}, {'97112': 2, '97110': 1})
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

LISTED = 70  # at most so many splits are listed: all ways to give 4 units to 8 codes


@dataclass(frozen=True, slots=True)
class Split:
    """Units of each code. sure: settled by the rule; `open` more go to as many of the `tied` codes.

    pooled: counted by the total; else every code alone.
    """

    minutes: Mapping[str, int]
    sure: Mapping[str, int]
    unit: int
    first: int
    tied: tuple[str, ...] = ()
    open: int = 0
    pooled: bool = True

    @property
    def total(self) -> int:
        """Minutes of all codes."""
        return sum(self.minutes.values())

    @property
    def allowed(self) -> int:
        """Units of all codes."""
        return sum(self.sure.values()) + self.open

    @property
    def units(self) -> dict[str, int]:
        """The units, in the order entered; of a tie, the lowest codes (only to show one of the splits)."""
        return self.alternatives(1)[0]

    @property
    def choices(self) -> int:
        """How many splits are right; 1 where the rule settles all."""
        return comb(len(self.tied), self.open)

    def alternatives(self, most: int = LISTED) -> tuple[dict[str, int], ...]:
        """Every right split, whatever the order of entry; the first `most` of them."""
        chosen = islice(combinations(sorted(self.tied), self.open), most)
        return tuple({code: n + (code in extra) for code, n in self.sure.items()} for extra in chosen)

    def full(self, code: str) -> int:
        """Full blocks of a code."""
        return self.minutes[code] // self.unit

    def left(self, code: str) -> int:
        """Minutes of a code beyond its full blocks."""
        return self.minutes[code] % self.unit

    def next_at(self, units: int | None = None) -> int:
        """Minutes at which one unit more than `units` is earned; by default more than the total allows."""
        return (self.allowed if units is None else units) * self.unit + self.first

    def band(self, units: int | None = None) -> tuple[int, int]:
        """Fewest and most minutes of so many units; by default of those the total allows."""
        return band(self.allowed if units is None else units, self.unit, self.first)


def allowed(minutes: int, unit: int, first: int) -> int:
    """Units that minutes allow, without end.

    >>> [allowed(minutes, 15, 8) for minutes in (7, 8, 22, 23)]
    [0, 1, 1, 2]
    """
    return (minutes + unit - first) // unit


def band(units: int, unit: int, first: int) -> tuple[int, int]:
    """Fewest and most minutes of so many units.

    >>> band(3, 15, 8), band(0, 15, 8)
    ((38, 52), (0, 7))
    """
    low = units * unit - unit + first
    return max(low, 0), low + unit - 1


def by_total(minutes: Mapping[str, int], unit: int, first: int) -> Split:
    """Medicare's way: all minutes together; the extra units go to the largest leftovers."""
    total = sum(minutes.values())
    units = allowed(total, unit, first)
    sure = {code: m // unit for code, m in minutes.items()}
    extra = units - sum(sure.values())
    left = {code: m % unit for code, m in minutes.items()}
    cut = sorted(left.values(), reverse=True)[extra - 1] if extra else unit
    above = [code for code in minutes if left[code] > cut]
    at_cut = tuple(code for code in minutes if left[code] == cut)
    wanted = extra - len(above)
    settled = [*above, *at_cut] if wanted == len(at_cut) else above
    sure.update({code: sure[code] + 1 for code in settled})
    tied = () if wanted == len(at_cut) else at_cut
    return Split(dict(minutes), sure, unit, first, tied, wanted if tied else 0)


def by_code(minutes: Mapping[str, int], unit: int, first: int) -> Split:
    """The midpoint way: every code alone, leftovers never pooled."""
    sure = {code: allowed(m, unit, first) for code, m in minutes.items()}
    return Split(dict(minutes), sure, unit, first, pooled=False)


METHODS: dict[str, Callable[[Mapping[str, int], int, int], Split]] = {"total": by_total, "each-code": by_code}
