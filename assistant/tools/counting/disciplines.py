"""Minutes of two disciplines with one patient on one day: each discipline's timed minutes are counted by themselves.

Pub. 100-04 ch. 5 §20.2 is silent on whether a day's PT and OT minutes are added together; that each is counted alone is everyday practice
(rule disciplines-apart, a secondary source), and so it is told. Lines carry the modifier of their own plan of care (GP, GO, GN), those an
assistant gave CQ or CO besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reference import Reference
from assistant.reference.rulekinds import Disciplines, Said
from assistant.schema import Citation, Fact, Question, Service, Table
from assistant.tools.assistants import method_on, ways
from assistant.tools.counting.day import Count
from assistant.tools.counting.reasons import steps, why
from assistant.tools.counting.session import Rules
from assistant.tools.counting.words import agree, in_all, short
from assistant.tools.givers.lines import Line
from assistant.tools.wording import listed, minutes_said, units_said

ORDER = ("PT", "OT", "SLP")


@dataclass(frozen=True, slots=True)
class Own:
    """One discipline's count, its lines (one of the right sets) and the modifier of its plan."""

    count: Count
    lines: tuple[Line, ...]
    plan: str


def several(services: Sequence[Service]) -> dict[str, tuple[Service, ...]]:
    """The services of each discipline, where at least two have minutes of one patient; else empty."""
    named = {one.discipline for one in services if one.minutes is not None}
    if len(named) < 2 or "" in named or any(one.patient for one in services):
        return {}
    return {who: tuple(one for one in services if one.discipline == who) for who in ORDER if who in named}


def whose(services: Sequence[Service], reference: Reference) -> tuple[str, ...]:
    """Asks whose minutes they are that are told without a discipline beside those of two."""
    named = {one.discipline for one in services if one.minutes is not None}
    open_ = dict.fromkeys(one.code for one in services if one.minutes is not None and not one.discipline)
    if len(named - {""}) < 2 or not open_:
        return ()
    return (reference.say("units.disciplines-whose", codes=listed(open_), who=listed((who for who in ORDER if who in named), "or")),)


def facts(question: Question, groups: Mapping[str, tuple[Service, ...]], reference: Reference) -> tuple[Fact, ...]:
    """The units and lines of each discipline alone, under each rule that applies."""
    rules, say = Rules(question, reference), reference.say
    made = {name: {who: _own(who, services, name, question, reference) for who, services in groups.items()} for name in rules.names}
    first = made[rules.names[0]]
    same = all(agree((first[who].count, one.count)) for row in made.values() for who, one in row.items())
    shown = rules.names[:1] if same else rules.names
    told = [_each(made[name], reference) for name in shown]
    total = sum(in_all(one.count) for one in first.values())
    if not total and same:
        statement = say("units.disciplines-none", each=listed(f"{who} {one.count.split.total}" for who, one in first.items()), first=next(iter(first.values())).count.split.first)
    elif len(told) == 1:
        statement = say("units.disciplines-split" if question.says("says.cotreat") else "units.disciplines", units=units_said(total), each=told[0])
    else:
        labelled = (say("units.by-rule", label=next(iter(made[name].values())).count.label, units=each) for name, each in zip(shown, told, strict=True))
        statement = say("units.depends", rules=". ".join(labelled))
    value = _value(rules.names[0], first) | {"others": [_value(name, made[name]) for name in rules.names[1:]]}
    reasons = [f"{who}: {line}" for who, one in first.items() if in_all(one.count) for line in why(one.count)[:1]]
    pooled = _pooled(sum(one.count.split.total for one in first.values()), sum(one.count.split.allowed for one in first.values()), rules, reference)
    worked = tuple(f"{who}: {line}" for name in shown for who, one in made[name].items() for line in steps(one.count))
    cited = (*(c for row in made.values() for one in row.values() for c in one.count.citations), *_cited(question, reference))
    asks = () if same else (say("units.which-payer"),)
    notes = (*reasons, *pooled, *_notes(question, reference))
    return (Fact("units", statement, value, worked, _once(cited), notes, _table(first), asks, acts=("units.count", "units.total")),)


def without_codes(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """What each discipline's minutes allow where no code is told."""
    if len(question.each) < 2:
        return ()
    rules, say = Rules(question, reference), reference.say
    plans = reference.rules.in_force("discipline-modifiers", question.as_of, Disciplines)
    told, value, worked = [], {}, []
    for who, minutes in sorted(question.each, key=lambda one: ORDER.index(one[0])):
        units = rules.allowed(minutes)
        value[who] = {"minutes": minutes, "allowed": units}
        name = "units.discipline-untimed" if who == "SLP" else "units.discipline-minutes"
        told.append(say(name, who=who, minutes=minutes_said(minutes), units=units_said(units), plan=plans[who][0]))
        worked += [f"{who}: {line}" for line in rules.steps(minutes, reference)]
    total = sum(minutes for _, minutes in question.each)
    statement = say("units.disciplines-minutes-split" if question.says("says.cotreat") else "units.disciplines-minutes", each="; ".join(told))
    record: dict[str, Any] = {"rule": rules.names[0], "total_minutes": None, "units": {}, "alternatives": [], "each": value, "rules": rules.each}
    pooled = _pooled(total, sum(one["allowed"] for one in value.values()), rules, reference)
    notes = (*pooled, *_notes(question, reference), say("units.disciplines-timed"))
    return (Fact("units", statement, record, tuple(worked), _once((*rules.citations, *_cited(question, reference))), notes, acts=("units.count", "units.total")),)


def _own(who: str, services: Sequence[Service], rule: str, question: Question, reference: Reference) -> Own:
    counted, how, found = ways(services, question.as_of, reference, who, rule)
    return Own(counted, found[0] if found else (), method_on(question.as_of, reference, how.discipline).plan)


def _each(row: Mapping[str, Own], reference: Reference) -> str:
    """'PT 2 units (97110 × 2) with GP; OT 1 unit (97530 × 1) with GO'."""
    return "; ".join(_said(who, one, reference) for who, one in row.items())


def _said(who: str, one: Own, reference: Reference) -> str:
    marked = any(len(line.modifiers) > 1 for line in one.lines)
    if not in_all(one.count):
        return f"{who} {units_said(0)}"
    if marked:
        lines = ((f"{line.code} × {line.units}", " ".join(line.modifiers)) for line in one.lines)
        return f"{who} {listed(f'{code} ({modifiers})' for code, modifiers in lines)}"
    return reference.say("units.discipline", who=who, units=short(one.count), plan=one.plan)


def _pooled(total: int, apart: int, rules: Rules, reference: Reference) -> tuple[str, ...]:
    """What all minutes together would allow, where that differs."""
    together = rules.allowed(total)
    if rules.names[0] != "medicare" or together == apart:
        return ()
    return (reference.say("units.disciplines-pooled", total=total, units=units_said(together)),)


def _notes(question: Question, reference: Reference) -> tuple[str, ...]:
    """That the manual is silent; of a co-treatment that no minute counts for both."""
    rules = [reference.rules.in_force(name, question.as_of, Said) for name in _names(question)]
    return tuple(rule.say for rule in rules)


def _cited(question: Question, reference: Reference) -> tuple[Citation, ...]:
    plan = reference.rules.in_force("discipline-modifiers", question.as_of, Disciplines).citation
    return (plan, *(reference.rules.in_force(name, question.as_of, Said).citation for name in _names(question)))


def _names(question: Question) -> tuple[str, ...]:
    return ("disciplines-apart", *(("co-treatment-split",) if question.says("says.cotreat") else ()))


def _once(cited: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple({(one.source, one.locator): one for one in cited}.values())


def _value(rule: str, row: Mapping[str, Own]) -> dict[str, Any]:
    """The public record: units of all together, of each discipline, and the lines."""
    units: dict[str, int] = {}
    for one in row.values():
        for code, number in one.count.units.items():
            units[code] = units.get(code, 0) + number
    first = next(iter(row.values())).count.split
    return {
        "rule": rule, "total_minutes": None, "units": units, "alternatives": [], "unit": first.unit, "first": first.first,
        "disciplines": {who: one.count.units for who, one in row.items()},
        "lines": [{"code": line.code, "units": line.units, "modifiers": list(line.modifiers)} for one in row.values() for line in one.lines],
    }  # fmt: skip


def _table(row: Mapping[str, Own]) -> Table:
    rows = []
    for who, one in row.items():
        given = {entry.code.code: entry.minutes for entry in one.count.entries}
        for code, units in one.count.units.items():
            carried = [" ".join(line.modifiers) for line in one.lines if line.code == code]
            rows.append((who, code, "–" if given.get(code) is None else str(given[code]), f"**{units}**", ", ".join(carried) or "–"))
    return Table(("discipline", "code", "minutes", "units", "modifiers"), tuple(rows))
