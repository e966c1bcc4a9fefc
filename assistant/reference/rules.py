"""Dated rules: knowledge/rules/*.toml as values that are in force on a date.

A rule file:

    [kx-threshold]
    title = "KX threshold amounts"
    not_covered = ["the amount for 2027: not published in our sources"]
    [[kx-threshold.values]]
    from = 2026-01-01
    to = 2026-12-31            # leave out when open
    source = "cms-therapy-services CY 2026"
    tier = "primary"           # only when weaker than the source's own
    pt_slp = "2480"            # the values themselves: any further keys; money and rates as strings
    ot = "2480"

`in_force` gives the value for a date and raises NotInForce outside its life, never the nearest one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError, NotInForce
from assistant.reference.sources import Sources
from assistant.reference.whole import check_keys, read_toml
from assistant.schema import Citation, Tier

_FRAME = {"from", "to", "source", "tier"}
_MISTAKEN = {"form", "frm", "till", "until", "end", "start", "sources", "src", "teir", "tire"}  # keys meant as one of the frame


@dataclass(frozen=True, slots=True)
class RuleValue:
    """One dated value of a rule; `values` holds what the rule file names, as written."""

    name: str
    start: date | None
    end: date | None
    citation: Citation
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def amount(self, key: str) -> Decimal:
        """A value written as a string of digits, as Decimal (dollars or a rate)."""
        return Decimal(str(self.values[key]))

    def holds(self, on: date) -> bool:
        """Is the value in force on that day?"""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Rule:
    """All values of one rule, oldest first, and what it does not cover."""

    name: str
    title: str
    values: tuple[RuleValue, ...]
    not_covered: tuple[str, ...] = ()


class Rules:
    """All rules by name."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = dict(rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def rule(self, name: str) -> Rule:
        """A whole rule. Raises KnowledgeError for a name we never wrote."""
        try:
            return self._rules[name]
        except KeyError:
            raise KnowledgeError(f"There is no rule {name!r} in knowledge/rules") from None

    def in_force(self, name: str, on: date) -> RuleValue:
        """The value of `name` on a day. Raises NotInForce, naming the life of the rule."""
        rule = self.rule(name)
        for value in rule.values:
            if value.holds(on):
                return value
        first, last = rule.values[0].start or "the beginning", rule.values[-1].end or "today"
        raise NotInForce(f"{rule.title}: nothing in our sources for {on:%Y-%m-%d} (known: {first} to {last}).")


def read_rules(folder: Path, sources: Sources) -> Rules:
    """Read every rule file of a folder. Raises KnowledgeError on overlaps, gaps in form, unknown sources."""
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, table in read_toml(path).items():
            if not isinstance(table, dict):
                raise KnowledgeError(f"{path.name}: {name!r} is no rule; write [{name}].")
            if name in rules:
                raise KnowledgeError(f"{path.name}: rule {name!r} stands twice")
            rules[name] = _rule(name, table, path, sources)
    return Rules(rules)


def _rule(name: str, table: dict[str, Any], path: Path, sources: Sources) -> Rule:
    check_keys(table, ("values",), ("title", "not_covered"), f"{path.name}: rule {name!r}")
    values: list[RuleValue] = []
    for entry in table["values"]:
        _check_frame(name, entry, path)
        start, end = entry.get("from"), entry.get("to")
        if "source" not in entry:
            raise KnowledgeError(f"{path.name}: {name} from {start}: no source")
        try:
            tier = Tier(entry["tier"]) if "tier" in entry else None
            citation = sources.cite(entry["source"], start=start, end=end, tier=tier)
        except (KnowledgeError, ValueError, TypeError, AttributeError) as error:
            raise KnowledgeError(f"{path.name}: {name} from {start}: {error}") from error
        values.append(RuleValue(name, start, end, citation, {k: v for k, v in entry.items() if k not in _FRAME}))
    for earlier, later in zip(values, values[1:], strict=False):
        if earlier.end is None or later.start is None or later.start <= earlier.end:
            raise KnowledgeError(f"{path.name}: {name}: values overlap or are out of order at {later.start}")
    if not values:
        raise KnowledgeError(f"{path.name}: {name}: no values")
    return Rule(name, table.get("title", name), tuple(values), tuple(table.get("not_covered", ())))


def _check_frame(name: str, entry: Any, path: Path) -> None:
    """Raise KnowledgeError for a value whose dates are no dates, or whose "from" is written "form" and so would be lost."""
    if not isinstance(entry, dict):
        raise KnowledgeError(f"{path.name}: {name}: write each value as [[{name}.values]].")
    where = f"{path.name}: {name} from {entry.get('from')}"
    for key in set(entry) & _MISTAKEN:
        raise KnowledgeError(f"{where}: key {key!r} is not known; a value has from, to, source and tier beside what it holds.")
    for key in ("from", "to"):
        day = entry.get(key)
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise KnowledgeError(f"{where}: key {key!r} is {day!r}, no date; write {key} = 2026-01-31 without quotes.")
    if entry.get("from") and entry.get("to") and entry["to"] < entry["from"]:
        raise KnowledgeError(f"{where}: ends {entry['to']}, before it begins.")
