"""How a count of units reads as the answer: one sentence for one rule, or for both (knowledge/sayings/units.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.tools.counting.day import NEVER_BILLED, Count
from assistant.tools.wording import listed, minutes_said, units_said, upper, verb

SHOWN = 3  # as many right splits are spelled out


def shared(units: Mapping[str, int]) -> str:
    """'97110 × 2 and 97140 × 1'; codes without a unit left out."""
    return listed(f"{code} × {n}" for code, n in units.items() if n)


def counted(count: Count) -> dict[str, int]:
    """Units of the count of timed codes only."""
    return {c: n for c, n in count.units.items() if c not in count.fixed}


def outside(count: Count) -> dict[str, int]:
    """Units of codes outside the count of timed codes."""
    return {c: n for c, n in count.fixed.items() if n}


def splits(count: Count, *, outer: bool = True) -> str:
    """The units code by code, with the choice where leftovers tie: '97110 × 2 and 97140 × 1'.

    outer: with the codes outside the count of timed codes.
    """
    split, say = count.split, count.say
    rest = outside(count) if outer else {}
    if split.choices < 2:
        return shared({**counted(count), **rest})
    if split.choices <= SHOWN:
        ways = [shared({c: n for c, n in one.items() if c not in count.fixed}) for one in count.alternatives]
        said = (", or " if any(" and " in way for way in ways) else " or ").join(ways)
    else:
        sure = shared({c: n for c, n in split.sure.items() if n})
        some = {"number": "one" if split.open == 1 else split.open, "codes": listed(split.tied, "or")}
        said = say("units.one-more", sure=sure, **some) if sure else say("units.one-of", **some)
    return say("units.choice-and", ways=said, rest=shared(rest), tie=tie(count)) if rest else say("units.choice", ways=said, tie=tie(count))


def tie(count: Count) -> str:
    """'the leftovers tie at 5 minutes, so the clinician chooses'."""
    split = count.split
    alone = all(split.full(code) == 0 for code in split.tied)
    return count.say("units.tie-alone" if alone else "units.tie", left=minutes_said(split.left(split.tied[0])))


def in_all(count: Count) -> int:
    """All units of the day."""
    return sum(count.units.values())


def bill(count: Count, *, agreed: bool = False) -> str:
    """'bill 3 units: 97110 × 2 and 97140 × 1', with untimed codes told apart; without a full stop. agreed: by every rule."""
    split, rest, say = count.split, outside(count), count.say
    untimed = [e.code.code for e in count.entries if e.kind == "once" and e.code.code in rest]
    if not split.minutes and list(rest) == untimed and list(rest.values()) == [1]:
        said = say("units.bill-untimed-only", units=units_said(rest[untimed[0]]), code=untimed[0])
    elif not in_all(count):
        said = nothing(count)
    elif rest and split.allowed:
        further = _further(count, rest, untimed)
        said = say("units.bill-beside", units=units_said(split.allowed), splits=splits(count, outer=False), further=further)
    else:
        lost = {"minutes": minutes_said(split.total), "codes": listed(split.minutes)} if split.minutes and not split.allowed else {}
        said = say("units.bill-lost" if lost else "units.bill", units=units_said(in_all(count)), splits=splits(count), **lost)
    head, colon, tail = said.partition(": ")
    return say("units.agreed", said=head, splits=tail) if agreed and colon else said


def _further(count: Count, rest: Mapping[str, int], untimed: Sequence[str]) -> str:
    """Units outside the count of timed codes, untimed codes named as such."""
    timed = shared({code: n for code, n in rest.items() if code not in untimed})
    once = shared({code: rest[code] for code in untimed})
    told = count.say("units.untimed", counts=once, are=verb(len(untimed))) if once else ""
    return " and ".join(part for part in (timed, told) if part)


def nothing(count: Count) -> str:
    """Why no unit is earned at all."""
    split, say = count.split, count.say
    if len(split.minutes) == 1:
        code, minutes = next(iter(split.minutes.items()))
        return say("units.no-unit-alone", minutes=minutes_said(minutes), code=code, are=verb(minutes), first=split.first)
    if split.minutes and split.pooled:
        codes = listed(f"{code} {minutes}" for code, minutes in split.minutes.items())
        return say("units.no-unit-pooled", minutes=minutes_said(split.total), codes=codes, are=verb(split.total), first=split.first)
    if split.minutes:
        return say("units.no-unit-each", codes=listed(split.minutes), first=split.first)
    for ladder, minutes in count.climbed:
        return say("units.no-unit-step", minutes=minutes_said(minutes), code=ladder.codes[0], are=verb(minutes), needed=ladder.next_at(minutes))
    return units_said(0)


def short(count: Count) -> str:
    """'3 units (97110 × 2 and 97140 × 1)' for one rule beside another."""
    total = in_all(count)
    return count.say("units.short", units=units_said(total), splits=splits(count)) if total else units_said(0)


def both(counts: Sequence[Count]) -> str:
    """One sentence for the rules that apply: they agree, or it depends on the payer's rule."""
    first = counts[0]
    if len(counts) == 1:
        return f"{upper(bill(first))}."
    if agree(counts):
        return f"{upper(bill(first, agreed=True))}."
    told = "; ".join(first.say("units.by-rule", label=count.label, units=short(count)) for count in counts)
    return first.say("units.depends", rules=told)


def agree(counts: Sequence[Count]) -> bool:
    """Do the rules leave the same right results? What only Medicare never pays is no difference of counting."""
    aside = {entry.code.code for entry in counts[0].entries if entry.code.medicare in NEVER_BILLED}
    first, *others = (_as_set(count.right, aside) for count in counts)
    return all(other == first for other in others)


def _as_set(ways: Iterable[Mapping[str, int]], aside: set[str]) -> set[frozenset[tuple[str, int]]]:
    return {frozenset((code, units) for code, units in way.items() if code not in aside) for way in ways}
