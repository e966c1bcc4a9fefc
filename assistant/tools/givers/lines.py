"""Claim lines with plan-of-care and assistant modifiers, from a day's units and who gave the minutes.

Every right split of the units (the clinician's choice at a tie) has its own lines; where the two de minimis
methods differ both results are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice, product

from assistant.reference.rulekinds import AssistantMethod
from assistant.tools.counting.day import Count, Entry
from assistant.tools.counting.ladders import Ladder
from assistant.tools.givers.shares import Marking, Share, share, whole

MOST = 24  # alternatives worked out at most


@dataclass(frozen=True, slots=True)
class Line:
    """Units of a code with the same modifiers."""

    code: str
    units: int
    modifiers: tuple[str, ...]
    why: str = ""
    last: bool = False  # a last unit was told apart


@dataclass(frozen=True, slots=True)
class Method:
    """How the date's rule tells units apart, and codes the rule does not reach."""

    rule: Marking
    exempt: tuple[str, ...]
    discipline: str
    plan: str  # GP, GO or GN
    mark: str  # CQ or CO; empty for speech-language pathology
    first_year: int = 0  # of the rule; 0: open
    last_year: int = 0

    @property
    def reported_from(self) -> int:
        """The year from which lines are marked, of a rule that marks none."""
        return self.last_year + 1

    def under(self, value: AssistantMethod) -> Method:
        """The same lines under the rule of another date."""
        rule = replace(self.rule, method=value.method, eight=value.eight, least_each=value.least_each)
        return replace(self, rule=rule, first_year=value.start.year if value.start else 0, last_year=value.end.year if value.end else 0)

    @property
    def reported(self) -> bool:
        """Do lines of that date carry the assistant's modifier at all?"""
        return self.rule.method != "none"

    def lines(self, code: str, found: Share) -> tuple[Line, ...]:
        """One line or two: with the assistant's modifier, and with the plan's alone."""
        made = [Line(code, found.marked, (self.plan, self.mark), found.why, found.last)] if found.marked and self.mark else []
        plain = found.plain if self.mark else found.units
        if plain:
            made.append(Line(code, plain, (self.plan,), "" if made else found.why, found.last))
        return tuple(made)


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
            found.update(_on_ladder(ladder, entries, units, how, count.split.unit))
        else:
            found[code] = _own(entries[code], n, how, count.split.unit)
    return found


def _ladders(count: Count) -> list[Ladder]:
    return [*count.chains.values(), *(ladder for ladder, _ in count.climbed)]


def _own(entry: Entry, units: int, how: Method, unit: int, block: int = 0) -> Share:
    """One code by its own minutes. unit: minutes of a timed unit; block: of a step of another length."""
    assistant = entry.assistant if entry.code.code not in how.exempt and how.reported else 0
    therapist = (entry.minutes or 0) - entry.assistant
    if entry.kind == "once":
        return whole(therapist, assistant, units, how.rule)
    rule = how.rule if block in (0, unit) else replace(how.rule, method="each-unit")
    return share(units, therapist, assistant, rule, block or unit)


def _on_ladder(ladder: Ladder, entries: Mapping[str, Entry], units: Mapping[str, int], how: Method, unit: int) -> dict[str, Share]:
    """First and further codes each by their own minutes where both are told, else together, the therapist first."""
    earned = [code for code in ladder.all_codes if units.get(code)]
    if all(code in entries and entries[code].minutes for code in earned):
        blocks = {ladder.codes[0]: ladder.first, ladder.codes[-1]: ladder.more or ladder.first}
        return {code: _own(entries[code], units[code], how, unit, blocks.get(code, ladder.first)) for code in earned}
    held = [entries[code] for code in ladder.all_codes if code in entries]
    assistant = sum(entry.assistant for entry in held) if how.reported else 0
    therapist = sum((entry.minutes or 0) - entry.assistant for entry in held)
    total = sum(units[code] for code in earned)
    if ladder.first == ladder.more:
        rule = how.rule if ladder.method == "pooled" else replace(how.rule, method="each-unit")
        found = share(total, therapist, assistant, rule, ladder.first)
    else:
        found = whole(therapist, assistant, total, how.rule)
    plain, made = found.plain, {}
    for code in earned:  # the clinician's units first: the therapist opens the service
        marked = units[code] - min(plain, units[code])
        plain -= units[code] - marked
        made[code] = Share(units[code], marked, found.why if marked else how.rule.say("assistants.why-therapist-first"), last=bool(marked) and found.last)
    return made


def alternatives(count: Count, how: Method) -> list[tuple[Line, ...]]:
    """Every right set of lines, the plainest first: each split, and each de minimis method where they differ."""
    made: list[tuple[Line, ...]] = []
    for split in islice(count.right, MOST):
        found = shares(count, split, how)
        choices = [[one, *([_other(one, how)] if one.also is not None else [])] for one in found.values()]
        for chosen in islice(product(*choices), MOST):
            lines = tuple(line for code, one in zip(found, chosen, strict=True) for line in how.lines(code, one))
            if lines not in made:
                made.append(lines)
    return made


def _other(one: Share, how: Method) -> Share:
    return Share(one.units, one.also or 0, how.rule.say("assistants.why-otherwise", why=one.why), last=one.last)
