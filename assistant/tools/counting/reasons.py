"""Why a count of units came out as it did: the rule's steps, what earned nothing, what the next unit takes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.schema import Table
from assistant.tools.counting.day import Count
from assistant.tools.counting.words import agree, in_all, shared, short
from assistant.tools.wording import listed, minutes_said, ordinal, units_said, upper


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
        return [count.say("units.nothing-allowed")]
    low, high = split.band()
    said = [count.say("units.band", total=split.total, units=units_said(split.allowed), low=low, high=high)]
    return [*said, upper(_blocks(count))] if len(split.minutes) > 1 else said


def _blocks(count: Count) -> str:
    """'2 are full 15-minute blocks (97110 × 2); the other goes to the larger leftover: …'"""
    split, extra = count.split, _extra(count)
    full = {code: split.full(code) for code in split.minutes if split.full(code)}
    total = sum(full.values())
    if total == 1:
        return count.say("units.block", number=total, code=_name(count, next(iter(full))), unit=split.unit, extra=extra)
    if total:
        told = listed(f"{_name(count, code)} × {n}" for code, n in full.items())
        return count.say("units.blocks", number=total, blocks=told, unit=split.unit, extra=extra)
    return count.say("units.no-blocks", extra=extra)


def _extra(count: Count) -> str:
    """Where the units beyond the full blocks go."""
    split, say = count.split, count.say
    blocks = sum(split.full(code) for code in split.minutes)
    extra = split.allowed - blocks
    if not extra:
        return say("units.extra-none")
    left = {code: split.left(code) for code in split.minutes}
    winners = [code for code in split.minutes if split.sure[code] > split.full(code)]
    own = listed(say("units.left-of", minutes=minutes_said(left[code]), code=_name(count, code)) for code in winners)
    if split.tied:
        rest = "the other" if extra == 1 else f"{split.open} of the others"
        alone = "it" if extra == 1 else f"{split.open} of them" if own else f"the {split.open}"
        return _tied(count, own, rest if blocks else alone)
    most = max((left[code] for code in left if code not in winners), default=0)
    against = say("units.against", most=most) if most else ""
    if not blocks:
        return say("units.extra-first" if extra == 1 else "units.extra-firsts", own=own, against=against)
    return say("units.extra-one" if extra == 1 else "units.extra-more", own=own, against=against)


def _tied(count: Count, own: str, what: str) -> str:
    """Who ties for what, after those with more left."""
    split, say = count.split, count.say
    codes, left = listed(_name(count, code) for code in split.tied), minutes_said(split.left(split.tied[0]))
    if not own:
        return say("units.tied", codes=codes, what=what, left=left)
    return say("units.tied-after", own=own, comes="come" if " and " in own else "comes", codes=codes, what=what, left=left)


def _by_code(count: Count) -> list[str]:
    split, told = count.split, []
    for code, minutes in split.minutes.items():
        low, high = split.band(split.sure[code])
        units = units_said(split.sure[code])
        told.append(count.say("units.each-code", code=_name(count, code), minutes=minutes_said(minutes), units=units, low=low, high=high))
    return [count.say("units.each-alone", first=ordinal(split.first), codes="; ".join(told))]


def beside(other: Count, *counts: Count) -> str:
    """The rule that was not asked for, in one sentence."""
    say = other.say
    if not other.split.minutes:
        return ""
    if agree((other, *counts)):
        return say("units.other-same-ama" if other.rule == "ama" else "units.other-same-medicare", label=other.label)
    if other.rule == "ama":
        return say("units.other-ama", units=short(other))
    return say("units.other-medicare", units=short(other), total=other.split.total)


def unbilled(counts: Sequence[Count]) -> str:
    """Codes that earn nothing under every rule shown, and what to do with them."""
    given = counts[0].split.minutes
    codes = [c for c in given if given[c] and not any(way.get(c) for one in counts for way in one.right)]
    if not codes or len(codes) == len(given):
        return ""
    told = listed(f"{code} ({minutes_said(given[code])})" for code in codes)
    return counts[0].say("units.unbilled" if len(codes) == 1 else "units.unbilled-several", codes=told)


def coming(count: Count) -> str:
    """What the next unit would take."""
    split, say = count.split, count.say
    if split.minutes and split.pooled:
        need = split.next_at()
        told = {"nth": ordinal(split.allowed + 1), "needed": need, "more": need - split.total}
        return say("units.next-unit-of", **told, code=next(iter(split.minutes))) if len(split.minutes) == 1 else say("units.next-unit", **told)
    if split.minutes:
        code = min(split.minutes, key=lambda c: split.next_at(split.sure[c]) - split.minutes[c])
        need = split.next_at(split.sure[code])
        return say("units.next-alone", needed=need, code=code, more=need - split.minutes[code])
    for ladder, minutes in count.climbed:
        need = ladder.next_at(minutes)
        return say("units.next-step", minutes=minutes_said(need), more=need - minutes)
    return ""


def table(counts: Sequence[Count]) -> Table | None:
    """Minutes, full blocks, leftover and units of each code, one units column a rule. None for a single code."""
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
    return Table(("code", "minutes", f"full {first.split.unit}s", "left over", *heads), tuple(rows))


def _cell(count: Count, code: str) -> str:
    return " or ".join(map(str, sorted({way.get(code, 0) for way in count.right})))


def steps(count: Count) -> tuple[str, ...]:
    """The arithmetic, line by line."""
    split, say = count.split, count.say
    total = say("units.step-all", label=count.label, units=units_said(in_all(count)))
    once = [say("units.step-once", code=e.code.code, units=count.fixed[e.code.code]) for e in count.entries if e.kind == "once"]
    if not split.minutes:
        climbed = [say("units.step-climbed", minutes=minutes, code=ladder.codes[0], units=shared(ladder.units(minutes)) or units_said(0)) for ladder, minutes in count.climbed]
        return (*climbed, *once, total)
    added = " + ".join(map(str, split.minutes.values()))
    lines = [say("units.step-added", label=count.label, added=added, total=split.total)]
    if split.pooled:
        low, high = split.band()
        lines.append(say("units.step-band", total=split.total, units=units_said(split.allowed), low=low, high=high))
    units = split.units
    lines += [say("units.step-code", code=code, full=split.full(code), left=split.left(code), units=units[code]) for code in split.minutes]
    return (*lines, *once, total)
