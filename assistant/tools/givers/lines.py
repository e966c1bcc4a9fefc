"""Claim lines with plan-of-care and assistant modifiers, from a day's units and who gave the minutes.

Every right split of the units (the clinician's choice at a tie) has its own lines; where the two de minimis
methods differ both results are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, product

from assistant.reference.rules import RuleValue
from assistant.tools.counting.day import Count, Entry
from assistant.tools.counting.ladders import Ladder
from assistant.tools.givers.shares import Share, share, whole

MOST = 24  # alternatives worked out at most


@dataclass(frozen=True, slots=True)
class Line:
    """Units of a code with the same modifiers."""

    code: str
    units: int
    modifiers: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """How the date's rule tells units apart: a name of givers/shares.py, and codes the rule does not reach."""

    name: str
    exempt: tuple[str, ...]
    plan: str  # GP, GO or GN
    mark: str  # CQ or CO; empty for speech-language pathology

    def lines(self, code: str, found: Share) -> tuple[Line, ...]:
        """One line or two: with the assistant's modifier, and with the plan's alone."""
        made = [Line(code, found.marked, (self.plan, self.mark), found.why)] if found.marked and self.mark else []
        plain = found.plain if self.mark else found.units
        if plain:
            made.append(Line(code, plain, (self.plan,), "" if made else found.why))
        return tuple(made)


def method(rule: RuleValue, exempt: tuple[str, ...], modifiers: tuple[str, ...]) -> Method:
    """The method of a date for a discipline's modifiers, ("GP", "CQ")."""
    return Method(rule["method"], exempt, modifiers[0], modifiers[1] if len(modifiers) > 1 else "")


def shares(count: Count, units: Mapping[str, int], how: Method) -> dict[str, Share]:
    """For one split of the units: of each code, how many carry the assistant's modifier."""
    found: dict[str, Share] = {}
    entries = {entry.code.code: entry for entry in count.entries}
    chained = {code: ladder for ladder in _ladders(count) for code in ladder.all_codes}
    for code, n in units.items():
        if code in found or not n:
            continue
        ladder = chained.get(code)
        if ladder:
            found.update(_on_ladder(ladder, entries, units, how))
        else:
            found[code] = _own(entries[code], n, how)
    return found


def _ladders(count: Count) -> list[Ladder]:
    return [*count.chains.values(), *(ladder for ladder, _ in count.climbed)]


def _own(entry: Entry, units: int, how: Method, block: int = 15) -> Share:
    assistant = entry.assistant if entry.code.code not in how.exempt and how.name != "none" else 0
    therapist = (entry.minutes or 0) - entry.assistant
    if entry.kind == "once":
        return whole(therapist, assistant, units)
    rule = how.name if block == 15 else "each-unit"
    return share(units, therapist=therapist, assistant=assistant, method=rule if assistant else "none", block=block)


def _on_ladder(ladder: Ladder, entries: Mapping[str, Entry], units: Mapping[str, int], how: Method) -> dict[str, Share]:
    """First and further codes each by their own minutes where both are told, else together, the therapist first."""
    earned = [code for code in ladder.all_codes if units.get(code)]
    if all(code in entries and entries[code].minutes for code in earned):
        blocks = {ladder.codes[0]: ladder.first, ladder.codes[-1]: ladder.more or ladder.first}
        return {code: _own(entries[code], units[code], how, blocks.get(code, ladder.first)) for code in earned}
    held = [entries[code] for code in ladder.all_codes if code in entries]
    assistant = sum(entry.assistant for entry in held) if how.name != "none" else 0
    therapist = sum((entry.minutes or 0) - entry.assistant for entry in held)
    total = sum(units[code] for code in earned)
    if ladder.first == ladder.more:
        rule = how.name if ladder.method == "pooled" else "each-unit"
        found = share(total, therapist=therapist, assistant=assistant, method=rule, block=ladder.first)
    else:
        found = whole(therapist, assistant, total)
    plain, made = found.plain, {}
    for code in earned:  # the clinician's units first: the therapist opens the service
        marked = units[code] - min(plain, units[code])
        plain -= units[code] - marked
        made[code] = Share(units[code], marked, found.why if marked else "the therapist's minutes first")
    return made


def alternatives(count: Count, how: Method) -> list[tuple[Line, ...]]:
    """Every right set of lines, the plainest first: each split, and each de minimis method where they differ."""
    made: list[tuple[Line, ...]] = []
    for split in islice(count.right, MOST):
        found = shares(count, split, how)
        choices = [[one, *([_other(one)] if one.also is not None else [])] for one in found.values()]
        for chosen in islice(product(*choices), MOST):
            lines = tuple(line for code, one in zip(found, chosen, strict=True) for line in how.lines(code, one))
            if lines not in made:
                made.append(lines)
    return made


def _other(one: Share) -> Share:
    return Share(one.units, one.also or 0, f"{one.why}; the percentage method says otherwise")
