"""Dated rules: knowledge/rules/*.toml as typed values that are in force on a date.

A rule file:

    [kx-threshold]
    title = "KX threshold amounts"
    not_covered = ["the amount for 2027: not published in our sources"]
    [[kx-threshold.values]]
    from = 2026-01-01
    to = 2026-12-31            # leave out when open
    source = "cms-therapy-services CY 2026"
    tier = "primary"           # only when weaker than the source's own
    pt_slp = "2480"            # the keys of its kind (rulekinds.py); money and rates as strings
    ot = "2480"

`in_force` gives the value for a date and raises NotInForce outside its life, never the nearest one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from assistant.errors import KnowledgeError, NotInForce
from assistant.reference.rulekinds import FAMILIES, FRAME, KINDS, RuleValue
from assistant.reference.slots import check_slots, fill
from assistant.reference.sources import Sources
from assistant.reference.whole import check_keys, meant, read_toml
from assistant.schema import PAYERS, Tier

_FRAME = ("from", "to", "source", "tier")
_DATES = tuple(f"{day}{part}" for day in ("from", "to", "next") for part in ("", "_year", "_month"))  # slots of every sentence

Kind = TypeVar("Kind", bound=RuleValue)


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

    def values(self, name: str, kind: type[Kind]) -> tuple[Kind, ...]:
        """All values of a rule, oldest first."""
        return tuple(_as(value, kind) for value in self.rule(name).values)

    def in_force(self, name: str, on: date, kind: type[Kind]) -> Kind:
        """The value of `name` on a day, as the kind it is. Raises NotInForce, naming the life of the rule."""
        rule = self.rule(name)
        for value in rule.values:
            if value.holds(on):
                return _as(value, kind)
        first, last = rule.values[0].start or "the beginning", rule.values[-1].end or "today"
        raise NotInForce(f"{rule.title}: nothing in our sources for {on:%Y-%m-%d} (known: {first} to {last}).")

    def held(self, name: str, on: date, kind: type[Kind]) -> Kind | None:
        """The same, None outside the rule's life."""
        try:
            return self.in_force(name, on, kind)
        except NotInForce:
            return None


def _as(value: RuleValue, kind: type[Kind]) -> Kind:
    if not isinstance(value, kind):
        raise KnowledgeError(f"rule {value.name!r} is read as {kind.__name__}, but is {type(value).__name__}.")
    return value


def read_rules(folder: Path, sources: Sources) -> Rules:
    """Read every rule file of a folder. Raises KnowledgeError naming the file, rule and key that is wrong, or the rule that is missing."""
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, table in read_toml(path).items():
            if not isinstance(table, dict):
                raise KnowledgeError(f"{path.name}: {name!r} is no rule; write [{name}].")
            if name in rules:
                raise KnowledgeError(f"{path.name}: rule {name!r} stands twice")
            rules[name] = _rule(name, table, path, sources)
    for name in KINDS:
        if name not in rules:
            raise KnowledgeError(f"{folder.name}: rule {name!r} is missing; the knowledge is not whole.")
    _check_names(rules, folder)
    return Rules(rules)


def _kind(name: str, path: Path) -> type[RuleValue]:
    """The kind of a rule by its name. Raises KnowledgeError for a rule that nothing reads."""
    family = next((kind for prefix, kind in FAMILIES.items() if name.startswith(prefix)), None)
    kind = KINDS.get(name, family)
    if kind is None:
        raise KnowledgeError(f"{path.name}: rule {name!r} is read by nothing{meant(name, KINDS)}.")
    return kind


def _rule(name: str, table: dict[str, Any], path: Path, sources: Sources) -> Rule:
    kind = _kind(name, path)
    check_keys(table, ("values",), ("title", "not_covered"), f"{path.name}: rule {name!r}")
    values = [_value(name, kind, entry, path, sources) for entry in table["values"]]
    for earlier, later in zip(values, values[1:], strict=False):
        if earlier.end is None or later.start is None or later.start <= earlier.end:
            raise KnowledgeError(f"{path.name}: {name}: values overlap or are out of order at {later.start}")
    return Rule(name, table.get("title", name), tuple(values), tuple(table.get("not_covered", ())))


def _value(name: str, kind: type[RuleValue], entry: Any, path: Path, sources: Sources) -> RuleValue:
    """One dated value as the record of its kind, its sentences filled as far as its own keys go."""
    if not isinstance(entry, dict):
        raise KnowledgeError(f"{path.name}: {name}: write each value as [[{name}.values]].")
    where = f"{path.name}: {name} from {entry.get('from')}"
    needed, may = _keys(kind)
    check_keys(entry, ("source", *needed), ("from", "to", "tier", *may), where)
    _check_dates(entry, where)
    start, end = entry.get("from"), entry.get("to")
    try:
        citation = sources.cite(entry["source"], start=start, end=end, tier=Tier(entry["tier"]) if "tier" in entry else None)
    except (KnowledgeError, ValueError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{where}: {error}") from error
    hints = get_type_hints(kind)
    typed = {key: _typed(value, hints[key], f"{where}: key {key!r}") for key, value in entry.items() if key not in _FRAME}
    return _told(kind(name=name, start=start, end=end, citation=citation, **typed), typed, where)


def _keys(kind: type[RuleValue]) -> tuple[list[str], list[str]]:
    """The keys a value of this kind must and may have."""
    own = [one for one in fields(kind) if one.name not in FRAME]
    must = [one.name for one in own if one.default is MISSING]
    return must, [one.name for one in own if one.default is not MISSING]


def _typed(value: Any, hint: Any, where: str) -> Any:
    """A value as its field's type. Raises KnowledgeError saying what to write."""
    if hint is Decimal:
        try:
            amount = Decimal(value) if isinstance(value, str) else Decimal("NaN")
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite() and amount >= 0:
            return amount
        raise KnowledgeError(f'{where} is {value!r}; write an amount in quotes, such as "0.85" or "2480".')
    if get_origin(hint) is Literal:
        if value in get_args(hint):
            return value
        raise KnowledgeError(f"{where} is {value!r}, not one of {', '.join(get_args(hint))}{meant(str(value), get_args(hint))}.")
    if hint in (int, bool, str):
        if type(value) is hint and not (hint is int and value < 0):
            return value
        raise KnowledgeError(f"{where} is {value!r}; write {'a whole number' if hint is int else 'true or false' if hint is bool else 'text in quotes'}.")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise KnowledgeError(f'{where} is {value!r}; write a list of texts, such as ["97110", "97112"].')


def _told(value: RuleValue, typed: Mapping[str, Any], where: str) -> RuleValue:
    """The value with its sentences' slots filled. Raises KnowledgeError for a slot that nothing fills."""
    own = {key: one for key, one in typed.items() if not isinstance(one, tuple | bool)}
    own |= {**value.slots(), **_dates(value)}
    said: dict[str, Any] = {}
    for key, text in typed.items():
        if isinstance(text, str):
            check_slots(text, (*own, *_DATES, *value.SLOTS), f"{where}: key {key!r}")
            said[key] = fill(text, {name: one for name, one in own.items() if name != key})
    return replace(value, **said)


def _dates(value: RuleValue) -> dict[str, object]:
    """'January 1, 2020', '2020' and 'January 2020', of the first day, the last, and the one after."""
    days = {"from": value.start, "to": value.end, "next": value.end + timedelta(days=1) if value.end else None}
    told: dict[str, object] = {}
    for key, day in days.items():
        if day:
            told |= {key: f"{day:%B} {day.day}, {day.year}", f"{key}_year": day.year, f"{key}_month": f"{day:%B %Y}"}
    return told


def _check_names(rules: Mapping[str, Rule], folder: Path) -> None:
    """Raise KnowledgeError where a rule names another one that is not there."""
    for rule in rules.values():
        for value in rule.values:
            named = [*getattr(value, "reported", ()), *(f"count-{one}" for one in getattr(value, "counts", ()))]
            named += [value_of] if (value_of := getattr(value, "shorter", "")) else []
            for name in named:
                if name not in rules:
                    raise KnowledgeError(f"{folder.name}: {rule.name}: there is no rule {name!r}{meant(name, rules)}.")
            for payer in getattr(value, "payers", ()):
                if payer not in PAYERS:
                    raise KnowledgeError(f"{folder.name}: {rule.name}: there is no payer {payer!r}{meant(payer, PAYERS)}.")


def _check_dates(entry: Mapping[str, Any], where: str) -> None:
    """Raise KnowledgeError for a value whose dates are no dates."""
    for key in ("from", "to"):
        day = entry.get(key)
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise KnowledgeError(f"{where}: key {key!r} is {day!r}, no date; write {key} = 2026-01-31 without quotes.")
    if entry.get("from") and entry.get("to") and entry["to"] < entry["from"]:
        raise KnowledgeError(f"{where}: ends {entry['to']}, before it begins.")
