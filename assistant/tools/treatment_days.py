"""Treatment days under a schedule of visits: the first as told, then every scheduled day of the week.

Not for: which days are holidays, or which visits were cancelled where only their number is told.

>>> from datetime import date
>>> [f"{day:%a %m-%d}" for day in scheduled(Schedule(first=(date(2026, 9, 8),), weekdays=(0, 2, 4)), 4)]
['Tue 09-08', 'Wed 09-09', 'Fri 09-11', 'Mon 09-14']
>>> [f"{day:%a %m-%d}" for day in scheduled(Schedule(reported=date(2026, 9, 8), weekdays=(1,), missed_on=(date(2026, 9, 15),)), 2)]
['Tue 09-22', 'Tue 09-29']
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from assistant.schema import Schedule

MOST = 200  # scheduled days looked at


def scheduled(plan: Schedule, count: int) -> tuple[date, ...]:
    """The first `count` days in order; days told as missed are none. After a report they begin with the next scheduled day. Fewer where so many are missed by their days."""
    return tuple(islice((day for day in islice(_days(plan), MOST) if day not in plan.missed_on), count))


def strangers(plan: Schedule) -> tuple[date, ...]:
    """Days told as missed on which no visit was scheduled: they take nothing out."""
    latest = max(plan.missed_on, default=None)
    known = {day for day in islice(_days(plan), MOST) if latest and day <= latest}
    return tuple(day for day in plan.missed_on if day not in known)


def _days(plan: Schedule) -> Iterator[date]:
    """The days told, then those of the week; day after day to the end of the calendar."""
    told = [day for day in plan.first if plan.reported is None]
    yield from told
    day = plan.reported or told[-1]
    while day < date.max:
        day += timedelta(days=1)
        if day.weekday() in plan.weekdays:
            yield day
