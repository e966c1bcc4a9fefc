"""Editions of official tables: the day each one starts, and how old it is on a day.

Quarterly NCCI tables ("2024Q3"), releases of the physician fee schedule file ("RVU25D": A January, B April,
C July, D October) and yearly tables ("2026").

>>> quarter = edition("2024Q3")
>>> quarter.start.isoformat(), quarter.until.isoformat(), quarter.words
('2024-07-01', '2024-10-01', '2024 Q3')
>>> quarter.age(date(2026, 11, 23))
'two years old'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.errors import TableError

_QUARTER = re.compile(r"(20\d\d)Q([1-4])")
_RELEASE = re.compile(r"RVU(\d\d)([A-D])")
_YEAR = re.compile(r"20\d\d")
_NUMBERS = ("", "one year old", "two years old", "three years old", "four years old", "five years old")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. start: its first day; until: the day from which a newer one is due; words: as spoken."""

    label: str
    start: date
    until: date
    words: str

    @property
    def year(self) -> int:
        """The calendar year it belongs to."""
        return self.start.year

    def outdated(self, on: date) -> bool:
        """Whether a newer edition is due on that day."""
        return on >= self.until

    def age(self, on: date) -> str:
        """How long ago it ended, in words; empty while it is current."""
        months = (on.year - self.until.year) * 12 + on.month - self.until.month
        if on < self.until:
            return ""
        if months < 12:
            return "less than a year old"
        years = (months + 1) // 12
        return _NUMBERS[years] if years < len(_NUMBERS) else f"{years} years old"


def edition(label: str) -> Edition:
    """The edition of a label as the tables carry it. Raises TableError for any other form."""
    if match := _QUARTER.fullmatch(label):
        year, quarter = int(match[1]), int(match[2])
        return _quarter(label, year, quarter, f"{year} Q{quarter}")
    if match := _RELEASE.fullmatch(label):
        year, quarter = 2000 + int(match[1]), "ABCD".index(match[2]) + 1
        return _quarter(label, year, quarter, label)
    if _YEAR.fullmatch(label):
        year = int(label)
        return Edition(label, date(year, 1, 1), date(year + 1, 1, 1), label)
    raise TableError(f"{label!r} is not an edition (such as 2024Q3, RVU25D or 2026).")


def _quarter(label: str, year: int, quarter: int, words: str) -> Edition:
    until = date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1)
    return Edition(label, date(year, 3 * quarter - 2, 1), until, words)


def quarter_of(day: date) -> str:
    """The label of the quarter a day lies in: 2024-08-15 → '2024Q3'."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def quarter_start(day: date) -> date:
    """The first day of the quarter a day lies in."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
