"""The services of one patient's day (or RTM month) as units under a counting rule.

Minutes of timed codes are counted together (quarters.py); untimed codes stay out of the
total (Pub. 100-04 ch. 5 §20.2.B); codes with another time base climb their own ladder (ladders.py). Codes
that earn nothing are present with 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.errors import BadInput
from assistant.privacy.shown import shown
from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.reference.rulekinds import Counting, Units
from assistant.reference.sayings import Sayings
from assistant.schema import Citation, Service
from assistant.tools.counting.clock import DAY
from assistant.tools.counting.ladders import Ladder, by_ladder, ladders, pooled
from assistant.tools.counting.quarters import METHODS, Split

_ONCE = {"untimed", "episode", "30days"}
NEVER_BILLED = ("bundled", "invalid")  # statuses of a code that earns no unit at Medicare


@dataclass(frozen=True, slots=True)
class Entry:
    """A code of the day. kind: timed | pooled | ladder | once | uncounted; minutes None when not said."""

    code: Code
    kind: str
    minutes: int | None
    assistant: int
    submitted: int | None


@dataclass(frozen=True)  # without slots: what is asked for many times is kept
class Count:
    """Units of a day under one rule, with what they rest on."""

    rule: str
    label: str
    entries: tuple[Entry, ...]
    split: Split
    fixed: Mapping[str, int]  # units of codes outside the count of timed codes
    climbed: tuple[tuple[Ladder, int], ...]  # ladders and the minutes on them
    chains: Mapping[str, Ladder]  # first code of a pooled pair → its ladder
    citations: tuple[Citation, ...]
    say: Sayings

    @cached_property
    def units(self) -> dict[str, int]:
        """Units of every code; where the clinician chooses, one of the alternatives."""
        return self.spread(self.split.units)

    @cached_property
    def alternatives(self) -> list[dict[str, int]]:
        """All right splits where the clinician chooses; empty where the rule settles it."""
        if self.split.choices < 2:
            return []
        return [self.spread(one) for one in self.split.alternatives()]

    @cached_property
    def right(self) -> list[dict[str, int]]:
        """Every right result, one or more."""
        return self.alternatives or [self.units]

    def spread(self, split: Mapping[str, int]) -> dict[str, int]:
        """Units of the count of timed codes with pooled pairs told apart and all other codes added."""
        found: dict[str, int] = {}
        named = {entry.code.code for entry in self.entries}
        for entry in self.entries:
            code = entry.code.code
            ladder = next((one for one in self.chains.values() if code in one.codes), None)
            if ladder:
                shared = ladder.shared(split[ladder.codes[0]])
                found.update({c: n for c, n in shared.items() if n or c in named})
            elif code in split:
                found[code] = split[code]
        found.update(self.fixed)
        order = [code for code in (e.code.code for e in self.entries) if code in found]
        return {code: found[code] for code in dict.fromkeys([*order, *found])}


def patients(services: Sequence[Service]) -> dict[str, tuple[Service, ...]]:
    """The services of each patient; every patient is counted alone."""
    found: dict[str, tuple[Service, ...]] = {}
    for service in services:
        found[service.patient] = (*found.get(service.patient, ()), service)
    return found


def entries(services: Sequence[Service], on: date, reference: Reference) -> tuple[Entry, ...]:
    """One entry a code, minutes of repeated codes added. Raises BadInput, UnknownCode."""
    known = ladders(reference.rules, on)
    found: dict[str, Entry] = {}
    for service in services:
        _check(service)
        code = reference.codes.on(service.code, on)
        held = found.get(code.code)
        one = Entry(code, _kind(code, known), service.minutes, service.assistant, service.units)
        found[code.code] = _added(held, one) if held else one
    _check_day(found, known)
    return tuple(found.values())


def _kind(code: Code, known: Mapping[str, Ladder]) -> str:
    if code.code in known:
        return "pooled" if known[code.code].method == "pooled" else "ladder"
    if code.timed:
        return "timed"
    return "once" if code.base in _ONCE else "uncounted"


def _added(one: Entry, two: Entry) -> Entry:
    minutes = None if one.minutes is None and two.minutes is None else (one.minutes or 0) + (two.minutes or 0)
    submitted = None if one.submitted is None and two.submitted is None else (one.submitted or 0) + (two.submitted or 0)
    return Entry(one.code, one.kind, minutes, one.assistant + two.assistant, submitted)


def _check(service: Service) -> None:
    """Numbers that cannot be."""
    minutes, code = service.minutes, service.code
    for what, number in (("minutes", minutes), ("assistant minutes", service.assistant), ("units", service.units)):
        if number is None:
            continue
        if not isinstance(number, int) or isinstance(number, bool):
            raise BadInput(f"{code}: {shown(number)} {what}; give a whole number.")
        if number < 0:
            raise BadInput(f"{code}: {number} {what} cannot be; give 0 or more.")
    if minutes is not None and service.assistant > minutes:
        raise BadInput(f"{code}: the assistant's {service.assistant} minutes are more than the {minutes} of the service; "
                       "give the whole time and how much of it was the assistant's.")  # fmt: skip


def _check_day(found: Mapping[str, Entry], known: Mapping[str, Ladder]) -> None:
    """A day has 1,440 minutes; RTM counts a month and stays out."""
    day = [e for c, e in found.items() if c not in known or known[c].period == "day"]
    total = sum(entry.minutes or 0 for entry in day)
    if total > DAY:
        raise BadInput(f"{total} minutes in one day: a day has {DAY:,}. Check the minutes.")


def _once(entry: Entry, rule: str, on: date, reference: Reference) -> int:
    """The units of an untimed code; where a body part counts (the limit a day is above 1), as many as were billed within it.

    0 at Medicare for what it bundles or does not take.
    """
    if rule == "medicare" and entry.code.medicare in NEVER_BILLED:
        return 0
    limit = reference.tables.mue(entry.code.code, "practitioner", on)
    if entry.submitted and limit and entry.submitted <= limit.units:
        return entry.submitted
    return reference.rules.in_force("untimed-units", on, Units).units


def count(services: Sequence[Service], rule: str, on: date, reference: Reference) -> Count:
    """One patient's units under "medicare" or "ama". Services without minutes count only where untimed.

    Raises BadInput for minutes that cannot be, UnknownCode, and NotInForce before the rule's life.
    """
    row = entries(services, on, reference)
    value = reference.rules.in_force(f"count-{rule}", on, Counting)
    known = ladders(reference.rules, on)
    timed = {e.code.code: e.minutes for e in row if e.kind == "timed" and e.minutes is not None}
    chained = {e.code.code: e.minutes for e in row if e.kind == "pooled" and e.minutes is not None}
    chains = {ladder.codes[0]: ladder for ladder in pooled(known, chained).values()}
    for first, ladder in chains.items():
        timed[first] = sum(chained.get(code, 0) for code in ladder.codes)
    split = METHODS[value.method](timed, value.unit, value.first)
    own = {e.code.code: e.minutes for e in row if e.kind == "ladder" and e.minutes is not None}
    climbed = tuple(by_ladder(own, known))
    fixed = {e.code.code: _once(e, rule, on, reference) for e in row if e.kind == "once"}
    for ladder, minutes in climbed:
        fixed.update({c: n for c, n in ladder.units(minutes).items() if n or c in own})
    cited = [value.citation] if timed else []
    if any(e.kind == "once" for e in row):
        cited.append(reference.rules.in_force("untimed-units", on, Units).citation)
    cited += [ladder.citation for ladder in (*chains.values(), *(one for one, _ in climbed))]
    return Count(rule, value.label, row, split, fixed, climbed, chains, tuple(dict.fromkeys(cited)), reference.say)
