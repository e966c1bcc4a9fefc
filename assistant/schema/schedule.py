"""When a patient comes, as told: the first day, the days of the week, and what was cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule of visits as told. Empty, 0 and None mean: not said.

    first: days told as treated or evaluated at the start, in order. reported: the day of the last progress report.
    weekdays: days of the week, Monday 0. weekly: visits a week. missed: how many visits did not take place, their days not told;
    None where that is not said. missed_on: visits that did not, by their days. more: `missed` and `missed_on` come on top of those told before.
    """

    first: tuple[date, ...] = ()
    reported: date | None = None
    weekdays: tuple[int, ...] = ()
    weekly: int | None = None
    missed: int | None = None
    missed_on: tuple[date, ...] = ()
    more: bool = False

    @property
    def starts(self) -> date | None:
        """The day it is counted from: the first, or the last report's."""
        return self.reported or (self.first[0] if self.first else None)

    def __bool__(self) -> bool:
        return bool(self.starts or self.weekdays or self.weekly or self.missed is not None or self.missed_on)
