"""Who gave each unit: how many units of a code carry the assistant's modifier. Whole minutes, no codes or dates, no number of a rule.

42 CFR 410.59(a)(4), 410.60(a)(4); 86 FR 65170-65177. Full blocks first, each with its giver; then the rest:
"therapist-eight" (2022 on): 8 minutes of the therapist free the last unit; two units left, one with and one
without; both under 8, more than 10 % decides. "each-unit" (2020-2021): more than 10 % decides all that is left.
The numbers come from knowledge/rules/assistants.toml as a Marking.

>>> from assistant.reference.sayings import SHIPPED, read_sayings
>>> rule = Marking("therapist-eight", read_sayings(SHIPPED), percent=10, eight=8, least_each=9)
>>> share(2, 13, 23, rule, 15).marked, share(2, 13, 23, replace(rule, method="each-unit"), 15).marked
(1, 2)
>>> rule.starts(40), rule.simple(5, 40), rule.simple(4, 40)
(5, True, False)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.reference.sayings import Sayings
from assistant.tools.wording import number


@dataclass(frozen=True, slots=True)
class Marking:
    """A date's rule. percent: more than so many of a service; eight, least_each: minutes, as in AssistantMethod."""

    method: str
    say: Sayings
    percent: int = 0
    eight: int = 0
    least_each: int = 0

    def starts(self, total: int) -> int:
        """Assistant minutes at which the modifier starts, simple method: the percent of the total, rounded, plus 1."""
        return (total * self.percent + 50) // 100 + 1

    def simple(self, assistant: int, total: int) -> bool:
        """More than the percent by the simple method."""
        return total > 0 and assistant >= self.starts(total)

    def exact(self, assistant: int, total: int) -> bool:
        """More than the percent by the percentage method: the share, rounded to a whole percent."""
        return total > 0 and (200 * assistant + total) // (2 * total) > self.percent


@dataclass(frozen=True, slots=True)
class Share:
    """Units of one code. marked: with the modifier; also: marked by the other de minimis method, if it differs.

    reading: not printed by CMS but our reading of the same rule; last: a last unit, of less than a block each, was told apart.
    """

    units: int
    marked: int
    why: str
    also: int | None = None
    reading: bool = False
    last: bool = False

    @property
    def plain(self) -> int:
        """Units without the modifier."""
        return self.units - self.marked


def share(units: int, therapist: int, assistant: int, rule: Marking, block: int) -> Share:
    """Units with the modifier of a code with that many units of `block` minutes. Minutes of each are whole and not negative."""
    if rule.method == "none" or not assistant or not units:
        return Share(units, 0, rule.say("assistants.why-not-reported") if assistant else "")
    if not therapist:
        return Share(units, units, rule.say("assistants.why-all"))
    own = min(assistant // block, units)
    theirs = min(therapist // block, units - own)
    left = units - own - theirs
    rest = (therapist - theirs * block, assistant - own * block)
    found = _LEFT[rule.method](left, *rest, rule) if left else Share(0, 0, "")
    head = [_alone(own, block, "assistant", rule)] if own else []
    head += [_alone(theirs, block, "therapist", rule)] if theirs else []
    why = "; ".join([*head, found.why] if found.why else head)
    also = None if found.also is None else found.also + own
    return replace(found, units=units, marked=found.marked + own, why=why, also=also)


def _alone(times: int, block: int, who: str, rule: Marking) -> str:
    return rule.say("assistants.why-block" if times == 1 else "assistants.why-blocks", times=times, block=block, who=who)


def whole(therapist: int, assistant: int, units: int, rule: Marking) -> Share:
    """A service that is not told apart by units (untimed, a first hour): more than the percent decides."""
    if not assistant:
        return Share(units, 0, "")
    return _by_share(units, therapist, assistant, rule)


def _therapist_eight(left: int, therapist: int, assistant: int, rule: Marking) -> Share:
    if left > 1:
        printed = min(therapist, assistant) >= rule.least_each
        why = rule.say("assistants.why-two-left", left=number(left), assistant=assistant, therapist=therapist)
        return Share(left, 1, why, reading=not printed)
    if therapist >= rule.eight:
        return Share(left, 0, rule.say("assistants.why-therapist", therapist=therapist, eight=rule.eight), last=True)
    if assistant >= rule.eight:
        why = rule.say("assistants.why-assistant", assistant=assistant, therapist=therapist, eight=rule.eight)
        return Share(left, 1, why, last=True)
    found = _by_share(left, therapist, assistant, rule)
    return replace(found, why=rule.say("assistants.why-both-under", eight=rule.eight, why=found.why), last=True) if therapist else found


def _each_unit(left: int, therapist: int, assistant: int, rule: Marking) -> Share:
    found = _by_share(left, therapist, assistant, rule)
    if not therapist:
        return found
    why = rule.say("assistants.why-last" if left == 1 else "assistants.why-left", why=found.why)
    return replace(found, why=why, reading=left > 1, last=left == 1)


def _by_share(units: int, therapist: int, assistant: int, rule: Marking) -> Share:
    """All units or none, by the simple method; the percentage method may say otherwise and is open to choice."""
    total = therapist + assistant
    simple, exact = rule.simple(assistant, total), rule.exact(assistant, total)
    if not assistant:
        return Share(units, 0, rule.say("assistants.why-therapist-only"))
    why = rule.say("assistants.why-share", assistant=assistant, total=total, starts=rule.starts(total))
    return Share(units, units if simple else 0, why, None if simple == exact else units if exact else 0)


_LEFT: dict[str, Callable[[int, int, int, Marking], Share]] = {"therapist-eight": _therapist_eight, "each-unit": _each_unit}
