"""What more minutes would do: the same day counted again with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reference import Reference
from assistant.schema import Question, Service
from assistant.tools.counting.day import Count, count
from assistant.tools.counting.quarters import allowed, band
from assistant.tools.counting.words import in_all, minutes_said, short, units_said


def more_minutes(services: Sequence[Service], code: str, minutes: int) -> list[Service]:
    """The day with more minutes of one code."""
    first = next(n for n, one in enumerate(services) if one.code == code)
    longer = replace(services[first], minutes=(services[first].minutes or 0) + minutes)
    return [longer if n == first else one for n, one in enumerate(services)]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The day with further minutes: the sentence, and its record."""

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
        return WhatIf(f"With {minutes_said(minutes)} more of {code} ({then.split.minutes[code]}) it would be {short(then)}.", value)
    if not now.split.pooled:
        return None
    total = now.split.total + minutes
    low, high = band(allowed(total))
    value = {"more": minutes, "total_minutes": total, "total_units": allowed(total), "band": [low, high]}
    return WhatIf(f"With {minutes_said(minutes)} more ({total} in all) the total would allow {units_said(allowed(total))} ({low}–{high}).", value)
