"""A split that was billed, set against what the minutes support."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tools.counting.day import Count
from assistant.tools.counting.words import agree, bill, listed, minutes_said, shared, short, units_said


def submitted(count: Count) -> dict[str, int]:
    """Units as billed, code by code; empty when none were named."""
    return {e.code.code: e.submitted for e in count.entries if e.submitted is not None}


def fits(count: Count) -> bool:
    """Is what was billed one of the right splits, as far as it was named?"""
    claimed = submitted(count)
    return any(all(way.get(code, 0) == n for code, n in claimed.items()) for way in count.right)


def over(count: Count) -> dict[str, int]:
    """Codes billed above what any right split gives them, with the most they may have."""
    most = {code: max(way.get(code, 0) for way in count.right) for code in submitted(count)}
    return {code: most[code] for code, n in submitted(count).items() if n > most[code]}


def under(count: Count) -> dict[str, int]:
    """Codes billed below what every right split gives them, with the least they earn."""
    least = {code: min(way.get(code, 0) for way in count.right) for code in submitted(count)}
    return {code: least[code] for code, n in submitted(count).items() if n < least[code]}


def verdict(counts: Sequence[Count]) -> str:
    """'Yes: …' or 'No: …', or that it depends on the payer's rule."""
    right = [fits(one) for one in counts]
    rule = ", under either counting rule" if len(counts) > 1 and agree(counts) else ""
    if all(right):
        return _yes(counts[0], rule or (", under either counting rule" if len(counts) > 1 else ""))
    if not any(right):
        return _no(counts, rule)
    good, bad = counts[right.index(True)], counts[right.index(False)]
    return (
        f"It depends on the payer's counting rule: right under {good.label}, {short(good)}; "
        f"not under {bad.label}, which allows {short(bad)}."
    )


def _yes(count: Count, rule: str) -> str:
    timed = count.split
    if not timed.minutes:
        return f"Yes: {shared(count.units)}{rule}."
    given = (
        f"{minutes_said(timed.total)} of {next(iter(timed.minutes))}"
        if len(timed.minutes) == 1
        else f"{timed.total} timed minutes"
    )
    claimed = {code: n for code, n in submitted(count).items() if code in timed.sure}
    total = units_said(timed.allowed)
    how = f" as {shared(claimed)}" if len(claimed) > 1 and any(claimed.values()) else ""
    return f"Yes{rule}: {given} support {total}{how}."


def _no(counts: Sequence[Count], rule: str) -> str:
    count = counts[0]
    claimed = shared(submitted(count)) or "no unit"
    untimed = [e.code.code for e in count.entries if e.kind == "once" and (e.submitted or 0) > 1]
    if untimed and not count.split.minutes:
        return f"No: {listed(untimed)} {'is' if len(untimed) == 1 else 'are'} untimed, 1 unit a day whatever the minutes, not {claimed}."
    if len(counts) > 1 and not rule:
        return f"No: not {claimed}. " + "; ".join(f"{one.label} allows {short(one)}" for one in counts) + "."
    said = bill(count).replace(": ", ", ", 1)
    return f"No{rule}: {said}; not {claimed}."
