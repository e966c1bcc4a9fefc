"""Who gave each unit: how many units of a code carry the assistant's modifier. Whole minutes, no codes or dates.

42 CFR 410.59(a)(4), 410.60(a)(4); 86 FR 65170-65177. Full blocks first, each with its giver; then the rest:
"therapist-eight" (2022 on): 8 minutes of the therapist free the last unit; two units left, one with and one
without; both under 8, more than 10 % decides. "each-unit" (2020-2021): more than 10 % decides all that is left.

>>> share(2, therapist=13, assistant=23, method="therapist-eight").marked
1
>>> share(2, therapist=13, assistant=23, method="each-unit").marked
2
>>> de_minimis(40), over_simple(5, 40), over_simple(4, 40)
(5, True, False)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

QUARTER = 15
EIGHT = 8
LEAST_EACH = 9  # fewest minutes of each person in CMS's published pairs for two units left


@dataclass(frozen=True, slots=True)
class Share:
    """Units of one code. marked: with the modifier; also: marked by the other de minimis method, if it differs.

    reading: not printed by CMS but our reading of the same rule.
    """

    units: int
    marked: int
    why: str
    also: int | None = None
    reading: bool = False

    @property
    def plain(self) -> int:
        """Units without the modifier."""
        return self.units - self.marked


def de_minimis(total: int) -> int:
    """Assistant minutes at which the modifier starts, simple method: total ÷ 10, rounded, plus 1."""
    return (total + 5) // 10 + 1


def over_simple(assistant: int, total: int) -> bool:
    """More than 10 % by the simple method."""
    return total > 0 and assistant >= de_minimis(total)


def over_percent(assistant: int, total: int) -> bool:
    """More than 10 % by the percentage method: the share, rounded to a whole percent, is 11 or more."""
    return total > 0 and (200 * assistant + total) // (2 * total) >= 11


def share(units: int, *, therapist: int, assistant: int, method: str, block: int = QUARTER) -> Share:
    """Units with the modifier of a code with that many units. Minutes of each are whole and not negative."""
    if method == "none" or not assistant or not units:
        return Share(units, 0, "" if not assistant else "not reported on that date")
    if not therapist:
        return Share(units, units, "the assistant gave it all")
    own = min(assistant // block, units)
    theirs = min(therapist // block, units - own)
    left = units - own - theirs
    rest = (therapist - theirs * block, assistant - own * block)
    found = _LEFT[method](left, *rest) if left else Share(0, 0, "")
    head = [_alone(own, block, "assistant")] if own else []
    head += [_alone(theirs, block, "therapist")] if theirs else []
    why = "; ".join([*head, found.why] if found.why else head)
    also = None if found.also is None else found.also + own
    return replace(found, units=units, marked=found.marked + own, why=why, also=also)


def _alone(times: int, block: int, who: str) -> str:
    return f"{block} minutes by the {who} alone" if times == 1 else f"{times} × {block} minutes by the {who} alone"


def whole(therapist: int, assistant: int, units: int = 1) -> Share:
    """A service that is not told apart by units (untimed, a first hour): more than 10 % decides."""
    if not assistant:
        return Share(units, 0, "")
    return _by_share(units, therapist, assistant)


def _therapist_eight(left: int, therapist: int, assistant: int) -> Share:
    if left > 1:
        printed = min(therapist, assistant) >= LEAST_EACH
        why = f"two units left, assistant {assistant} and therapist {therapist}: one with, one without"
        return Share(left, 1, why, reading=not printed)
    if therapist >= EIGHT:
        return Share(left, 0, f"last unit: the therapist's {therapist} minutes are {EIGHT} or more")
    if assistant >= EIGHT:
        return Share(left, 1, f"last unit: assistant {assistant} minutes, therapist {therapist}, under {EIGHT}")
    found = _by_share(left, therapist, assistant)
    return replace(found, why=f"last unit: both under {EIGHT}; {found.why}") if therapist else found


def _each_unit(left: int, therapist: int, assistant: int) -> Share:
    found = _by_share(left, therapist, assistant)
    if not therapist:
        return found
    why = f"{'last unit' if left == 1 else 'units left'}: {found.why}"
    return replace(found, why=why, reading=left > 1)


def _by_share(units: int, therapist: int, assistant: int) -> Share:
    """All units or none, by the simple method; the percentage method may say otherwise and is open to choice."""
    total = therapist + assistant
    simple, percent = over_simple(assistant, total), over_percent(assistant, total)
    if not assistant:
        return Share(units, 0, "the therapist's minutes only")
    why = f"assistant {assistant} of {total} minutes, the modifier starts at {de_minimis(total)}"
    return Share(units, units if simple else 0, why, None if simple == percent else units if percent else 0)


_LEFT: dict[str, Callable[[int, int, int], Share]] = {"therapist-eight": _therapist_eight, "each-unit": _each_unit}
