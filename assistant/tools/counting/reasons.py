"""Why a count of units came out as it did: the rule's steps, what earned nothing, what the next unit takes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.schema import Table
from assistant.tools.counting.day import Count
from assistant.tools.counting.quarters import band
from assistant.tools.counting.words import (
    agree,
    in_all,
    listed,
    minutes_said,
    ordinal,
    shared,
    short,
    units_said,
    upper,
    verb,
)


def why(count: Count) -> list[str]:
    """The rule's reasons, in one or two sentences, and those of other time bases."""
    split = count.split
    said = (_by_total(count) if split.pooled else _by_code(count)) if split.minutes else []
    ladders = [*count.chains.values(), *(ladder for ladder, _ in count.climbed)]
    shorter = [ladder.shorter.note for ladder, minutes in count.climbed if ladder.shorter and minutes < ladder.first]
    return [*said, *(ladder.note for ladder in ladders), *shorter]


def _name(count: Count, code: str) -> str:
    """The code, or both codes of a pooled pair."""
    return "/".join(count.chains[code].codes) if code in count.chains else code


def _by_total(count: Count) -> list[str]:
    split = count.split
    if not split.allowed:
        return ["Write the minutes in the note all the same: they would count beside another timed code that day."]
    low, high = band(split.allowed, split.unit, split.first)
    said = [f"{split.total} timed minutes allow {units_said(split.allowed)} ({low}–{high})."]
    return [*said, upper(f"{_blocks(count)}{_extra(count)}.")] if len(split.minutes) > 1 else said


def _blocks(count: Count) -> str:
    """'2 are full 15-minute blocks (97110 × 2); ' or nothing."""
    full = {code: count.split.full(code) for code in count.split.minutes if count.split.full(code)}
    total = sum(full.values())
    if total == 1:
        return f"1 is a full 15-minute block ({_name(count, next(iter(full)))}); "
    told = listed(f"{_name(count, code)} × {n}" for code, n in full.items())
    return f"{total} are full 15-minute blocks ({told}); " if full else ""


def _extra(count: Count) -> str:
    """Where the units beyond the full blocks go."""
    split = count.split
    blocks = sum(split.full(code) for code in split.minutes)
    extra = split.allowed - blocks
    if not extra:
        return "the leftovers are too few for another"
    left = {code: split.left(code) for code in split.minutes}
    winners = [code for code in split.minutes if split.sure[code] > split.full(code)]
    own = listed(f"{minutes_said(left[code])} of {_name(count, code)}" for code in winners)
    if split.tied:
        rest = "the other" if extra == 1 else f"{split.open} of the others"
        alone = "it" if extra == 1 else f"{split.open} of them" if own else f"the {split.open}"
        return _tied(count, own, rest if blocks else alone)
    most = max((left[code] for code in left if code not in winners), default=0)
    against = f", against {most}" if most else ""
    if not blocks:
        return f"{'it goes' if extra == 1 else 'they go'} to the service with most minutes: {own}{against}"
    return f"the {'other goes to the larger leftover' if extra == 1 else 'others go to the largest leftovers'}: {own}{against}"


def _tied(count: Count, own: str, what: str) -> str:
    """Who ties for what, after those with more left."""
    split = count.split
    tied = listed(_name(count, code) for code in split.tied)
    first = f"{own} come{'' if ' and ' in own else 's'} first, then " if own else ""
    return f"{first}{tied} tie for {what} with {minutes_said(split.left(split.tied[0]))} each"


def _by_code(count: Count) -> list[str]:
    split, told = count.split, []
    for code, minutes in split.minutes.items():
        low, high = band(split.sure[code], split.unit, split.first)
        told.append(f"{_name(count, code)} {minutes_said(minutes)}, {units_said(split.sure[code])} ({low}–{high})")
    start = f"The midpoint rule counts each code alone, a unit from its {ordinal(split.first)} minute"
    return [f"{start}: {'; '.join(told)}."]


def beside(other: Count, *counts: Count) -> str:
    """The rule that was not asked for, in one sentence."""
    if not other.split.minutes:
        return ""
    if agree((other, *counts)):
        return f"The {other.label} rule gives the same." if other.rule == "ama" else "Medicare's rule gives the same."
    if other.rule == "ama":
        return f"A payer on the AMA midpoint rule would allow {short(other)}: it counts each code alone."
    return f"Medicare would allow {short(other)}: it counts the {other.split.total} timed minutes together."


def unbilled(counts: Sequence[Count]) -> str:
    """Codes that earn nothing under every rule shown, and what to do with them."""
    given = counts[0].split.minutes
    codes = [c for c in given if given[c] and not any(way.get(c) for one in counts for way in one.right)]
    if not codes or len(codes) == len(given):
        return ""
    told = listed(f"{code} ({minutes_said(given[code])})" for code in codes)
    return f"{told} {'earns' if len(codes) == 1 else 'earn'} no unit but {verb(len(codes))} still documented."


def coming(count: Count) -> str:
    """What the next unit would take."""
    split = count.split
    if split.minutes and split.pooled:
        need = split.next_at()
        alone = f"minutes of {next(iter(split.minutes))}" if len(split.minutes) == 1 else "timed minutes in all"
        return f"The {ordinal(split.allowed + 1)} unit starts at {need} {alone}, {need - split.total} more."
    if split.minutes:
        code = min(split.minutes, key=lambda c: split.next_at(split.sure[c]) - split.minutes[c])
        need = split.next_at(split.sure[code])
        return f"The next unit would take {need} minutes of {code}, {need - split.minutes[code]} more."
    for ladder, minutes in count.climbed:
        need = ladder.next_at(minutes)
        return f"The next step starts at {minutes_said(need)}, {need - minutes} more."
    return ""


def table(counts: Sequence[Count]) -> Table | None:
    """Minutes, full 15s, leftover and units of each code, one units column a rule. None for a single code."""
    first = counts[0]
    if len(first.units) < 2 or not first.split.minutes:
        return None
    heads = ["units"] if len(counts) == 1 else [f"units, {count.label}" for count in counts]
    given = {entry.code.code: entry.minutes for entry in first.entries}
    rows = []
    for code in first.units:
        minutes = given.get(code)
        timed = code in first.split.minutes and minutes == first.split.minutes[code]
        cells = [code, "–" if minutes is None else str(minutes)]
        cells += [str(first.split.full(code)), str(first.split.left(code))] if timed else ["–", "–"]
        rows.append((*cells, *(f"**{_cell(count, code)}**" for count in counts)))
    return Table(("code", "minutes", "full 15s", "left over", *heads), tuple(rows))


def _cell(count: Count, code: str) -> str:
    return " or ".join(map(str, sorted({way.get(code, 0) for way in count.right})))


def steps(count: Count) -> tuple[str, ...]:
    """The arithmetic, line by line."""
    split = count.split
    if not split.minutes:
        climbed = [f"{minutes} minutes of {ladder.codes[0]}: {shared(ladder.units(minutes)) or 'no unit'}" for ladder, minutes in count.climbed]
        return (*climbed, f"{count.label}: {units_said(in_all(count))} in all")
    added = " + ".join(map(str, split.minutes.values()))
    lines = [f"{count.label}: {added} = {split.total} timed minutes"]
    if split.pooled:
        low, high = band(split.allowed, split.unit, split.first)
        lines.append(f"{split.total} minutes: {units_said(split.allowed)} ({low}–{high})")
    units = split.units
    lines += [
        f"{code}: {split.full(code)} full, {split.left(code)} left, units {units[code]}" for code in split.minutes
    ]
    return (*lines, f"{count.label}: {units_said(in_all(count))} in all")
