"""How a count of units reads as the answer: one sentence for one rule, or for both.

>>> listed(["97110 × 2", "97140 × 1"]), units_said(1), ordinal(4)
('97110 × 2 and 97140 × 1', '1 unit', '4th')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.tools.counting.day import NEVER_BILLED, Count
from assistant.tools.counting.quarters import Split

SHOWN = 3  # as many right splits are spelled out


def listed(items: Iterable[str], word: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    row = list(items)
    return row[0] if len(row) == 1 else f"{', '.join(row[:-1])} {word} {row[-1]}" if row else ""


def units_said(count: int) -> str:
    """'no unit', '1 unit', '3 units'."""
    return f"{count} unit{'' if count == 1 else 's'}" if count else "no unit"


def minutes_said(count: int) -> str:
    """'1 minute', '7 minutes'."""
    return f"{count} minute{'' if count == 1 else 's'}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    end = "th" if 10 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"


def shared(units: Mapping[str, int]) -> str:
    """'97110 × 2 and 97140 × 1'; codes without a unit left out."""
    return listed(f"{code} × {n}" for code, n in units.items() if n)


def counted(count: Count) -> dict[str, int]:
    """Units of the 15-minute count only."""
    return {c: n for c, n in count.units.items() if c not in count.fixed}


def outside(count: Count) -> dict[str, int]:
    """Units of codes outside the 15-minute count."""
    return {c: n for c, n in count.fixed.items() if n}


def splits(count: Count, *, outer: bool = True) -> str:
    """The units code by code, with the choice where leftovers tie: '97110 × 2 and 97140 × 1'.

    outer: with the codes outside the 15-minute count.
    """
    split = count.split
    rest = outside(count) if outer else {}
    if split.choices < 2:
        return shared({**counted(count), **rest})
    if split.choices <= SHOWN:
        ways = [shared({c: n for c, n in one.items() if c not in count.fixed}) for one in count.alternatives]
        said = (", or " if any(" and " in way for way in ways) else " or ").join(ways)
    else:
        sure = shared({c: n for c, n in split.sure.items() if n})
        said = f"{sure}, and one more for " if sure else ""
        said += f"{'one' if split.open == 1 else split.open} of {listed(split.tied, 'or')}"
    return f"{said}{f', and {shared(rest)}' if rest else ''}; {tie(split)}"


def tie(split: Split) -> str:
    """'the leftovers tie at 5 minutes, so the clinician chooses'."""
    left = minutes_said(split.left(split.tied[0]))
    alone = all(split.full(code) == 0 for code in split.tied)
    return f"{'they' if alone else 'the leftovers'} tie at {left}, so the clinician chooses"


def in_all(count: Count) -> int:
    """All units of the day."""
    return sum(count.units.values())


def bill(count: Count) -> str:
    """'bill 3 units: 97110 × 2 and 97140 × 1', with untimed codes told apart; without a full stop."""
    split, rest = count.split, outside(count)
    untimed = [e.code.code for e in count.entries if e.kind == "once"]
    if not split.minutes and list(rest) == untimed and len(rest) == 1:
        return f"bill 1 unit of {untimed[0]}: it is untimed, so its minutes make no second unit"
    if not in_all(count):
        return nothing(count)
    if not rest or not split.allowed:
        lost = f"; the {minutes_said(split.total)} of {listed(split.minutes)} earn no unit"
        said = f"bill {units_said(in_all(count))}: {splits(count)}"
        return said + (lost if split.minutes and not split.allowed else "")
    return (
        f"bill {units_said(split.allowed)} of timed codes: {splits(count, outer=False)}; and {_further(rest, untimed)}"
    )


def _further(rest: Mapping[str, int], untimed: Sequence[str]) -> str:
    """Units outside the 15-minute count, untimed codes named as such."""
    timed = shared({code: n for code, n in rest.items() if code not in untimed})
    once = listed(f"{code} × 1" for code in untimed)
    are = "is" if len(untimed) == 1 else "are"
    return " and ".join(part for part in (timed, f"{once}, which {are} untimed" if once else "") if part)


def nothing(count: Count) -> str:
    """Why no unit is earned at all."""
    split = count.split
    least = f"the {split.first} minutes the first unit takes"
    if len(split.minutes) == 1:
        code, minutes = next(iter(split.minutes.items()))
        return f"no unit: {minutes_said(minutes)} of {code} alone {verb(minutes)} below {least}"
    if split.minutes and split.pooled:
        codes = listed(f"{code} {minutes}" for code, minutes in split.minutes.items())
        return f"no unit: {minutes_said(split.total)} in all ({codes}) {verb(split.total)} below {least}"
    if split.minutes:
        return f"no unit: none of {listed(split.minutes)} reaches {split.first} minutes by itself"
    for ladder, minutes in count.climbed:
        took = f"the {ladder.next_at(minutes)} it takes"
        return f"no unit: {minutes_said(minutes)} of {ladder.codes[0]} {verb(minutes)} below {took}"
    return "no unit"


def verb(count: int) -> str:
    """Is or are."""
    return "is" if count == 1 else "are"


def short(count: Count) -> str:
    """'3 units (97110 × 2 and 97140 × 1)' for one rule beside another."""
    total = in_all(count)
    return f"{units_said(total)} ({splits(count)})" if total else "no unit"


def both(counts: Sequence[Count]) -> str:
    """One sentence for the rules that apply: they agree, or it depends on the payer's rule."""
    first = counts[0]
    if len(counts) == 1:
        return f"{upper(bill(first))}."
    if agree(counts):
        return f"{upper(bill(first).replace(': ', ' under either counting rule: ', 1))}."
    told = "; ".join(f"{count.label} {short(count)}" for count in counts)
    return f"It depends on the payer's counting rule: {told}."


def agree(counts: Sequence[Count]) -> bool:
    """Do the rules leave the same right results? What only Medicare never pays is no difference of counting."""
    aside = {entry.code.code for entry in counts[0].entries if entry.code.medicare in NEVER_BILLED}
    first, *others = (_as_set(count.right, aside) for count in counts)
    return all(other == first for other in others)


def _as_set(ways: Iterable[Mapping[str, int]], aside: set[str]) -> set[frozenset[tuple[str, int]]]:
    return {frozenset((code, units) for code, units in way.items() if code not in aside) for way in ways}


def upper(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
