"""What more minutes would do: the same day counted again with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reference import Reference
from assistant.schema import Question, Service
from assistant.tools.counting.day import Count, count
from assistant.tools.counting.quarters import allowed
from assistant.tools.counting.words import in_all, short
from assistant.tools.wording import minutes_said, units_said


def more_minutes(services: Sequence[Service], code: str, minutes: int) -> list[Service]:
    """The day with more minutes of one code."""
    first = next(n for n, one in enumerate(services) if one.code == code)
    longer = replace(services[first], minutes=(services[first].minutes or 0) + minutes)
    return [longer if n == first else one for n, one in enumerate(services)]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The day with further minutes: what it would be, without a full stop, and its record."""

    said: str
    value: dict[str, Any]


def asked(question: Question, services: Sequence[Service], now: Count, reference: Reference) -> WhatIf | None:
    """What the further minutes named in the question would make; None where none are."""
    if question.said.more is None or not now.split.minutes:
        return None
    minutes, named = question.said.more
    timed = list(now.split.minutes)
    code = named if named in timed else timed[0] if len(timed) == 1 else ""
    if code and any(one.code == code for one in services):
        then = count(more_minutes(services, code, minutes), now.rule, question.as_of, reference)
        value = {"more": minutes, "code": code, "minutes": then.split.minutes[code], "units": then.units, "total_units": in_all(then)}
        said = now.say("units.whatif-code", more=minutes_said(minutes), code=code, minutes=then.split.minutes[code], units=short(then))
        return WhatIf(said, value)
    if not now.split.pooled:
        return None
    total = now.split.total + minutes
    units = allowed(total, now.split.unit, now.split.first)
    low, high = now.split.band(units)
    value = {"more": minutes, "total_minutes": total, "total_units": units, "band": [low, high]}
    return WhatIf(now.say("units.whatif-total", more=minutes_said(minutes), total=total, units=units_said(units), low=low, high=high), value)
