"""Counts units by trying every split and keeping those that break no sentence of Pub. 100-04 ch. 5 §20.2.C.

Shares nothing with the engine: no formula, no sorting by leftovers. The table is the manual's own rows.
"""

from itertools import product

_TABLE = {1: (8, 22), 2: (23, 37), 3: (38, 52), 4: (53, 67), 5: (68, 82), 6: (83, 97), 7: (98, 112), 8: (113, 127)}


def table(total):
    """Units of the manual's table; its pattern goes on in steps of 15 minutes."""
    steps = 0
    while total > 127:
        total, steps = total - 15, steps + 1
    return steps + next((units for units, (low, high) in _TABLE.items() if low <= total <= high), 0)


def right_splits(minutes):
    """Every split of the day's units that the manual allows."""
    codes = list(minutes)
    allowed = table(sum(minutes.values()))
    most = [minutes[code] // 15 + 1 if minutes[code] else 0 for code in codes]
    tried = (dict(zip(codes, units, strict=True)) for units in product(*(range(n + 1) for n in most)))
    return [split for split in tried if sum(split.values()) == allowed and _keeps_blocks(split, minutes) and _most_time(split, minutes)]


def _keeps_blocks(split, minutes):
    """At least 15 minutes are at least one unit, at least 30 at least two, and so on."""
    return all(units >= len(range(15, minutes[code] + 1, 15)) for code, units in split.items())


def _most_time(split, minutes):
    """No unit goes to less remaining time while more remaining time of another code goes without."""
    rest = {code: minutes[code] - 15 * len(range(15, minutes[code] + 1, 15)) for code in minutes}
    extra = {code: split[code] * 15 > minutes[code] - rest[code] for code in minutes}
    return not any(extra[a] and not extra[b] and rest[a] < rest[b] for a in minutes for b in minutes)


def each_alone(minutes):
    """The midpoint rule: a unit of every 15 minutes begun whose 8th minute is reached."""
    return {code: sum(1 for start in range(0, m, 15) if m - start >= 8) for code, m in minutes.items()}
