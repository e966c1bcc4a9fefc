"""A split that was billed, set against what the minutes support."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tools.counting.day import Count
from assistant.tools.counting.words import agree, bill, shared, short
from assistant.tools.wording import listed, minutes_said, units_said, verb


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
    right, say = [fits(one) for one in counts], counts[0].say
    either = say("units.either-rule")
    rule = either if len(counts) > 1 and agree(counts) else ""
    if all(right):
        return _yes(counts[0], either if len(counts) > 1 else "")
    if not any(right):
        return _no(counts, rule)
    good, bad = counts[right.index(True)], counts[right.index(False)]
    return say("units.depends-billed", good=good.label, good_units=short(good), bad=bad.label, bad_units=short(bad))


def _yes(count: Count, rule: str) -> str:
    timed, say = count.split, count.say
    if not timed.minutes or (len(timed.minutes) == 1 and set(count.units) - set(timed.minutes)):  # 97129 is never more than one: 97130 goes on
        return say("units.right", splits=shared(count.units), rule=rule)
    claimed = {code: n for code, n in submitted(count).items() if code in timed.sure}
    how = say("units.right-as", splits=shared(claimed)) if len(claimed) > 1 and any(claimed.values()) else ""
    units = units_said(timed.allowed)
    if len(timed.minutes) == 1:
        return say("units.right-code", rule=rule, minutes=minutes_said(timed.total), code=next(iter(timed.minutes)), units=units, how=how)
    return say("units.right-total", rule=rule, total=timed.total, units=units, how=how)


def _no(counts: Sequence[Count], rule: str) -> str:
    count, say = counts[0], counts[0].say
    claimed = shared(submitted(count)) or units_said(0)
    untimed = {e.code.code: count.fixed[e.code.code] for e in count.entries if e.kind == "once" and (e.submitted or 0) > 1}
    if untimed and not count.split.minutes:
        units = units_said(next(iter(untimed.values())))
        return say("units.wrong-untimed", codes=listed(untimed), are=verb(len(untimed)), units=units, claimed=claimed)
    if len(counts) > 1 and not rule:
        return say("units.wrong-either", claimed=claimed, rules="; ".join(say("units.wrong-allows", label=one.label, units=short(one)) for one in counts))
    return say("units.wrong", rule=rule, said=bill(count).replace(": ", ", ", 1), claimed=claimed)
