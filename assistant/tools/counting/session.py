"""Sessions without codes (a total of minutes) and sessions with several patients, as facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.errors import BadInput
from assistant.reference import Reference
from assistant.reference.rulekinds import Counting, PayerCount
from assistant.schema import Fact, Question, Service, Table
from assistant.tools.counting import quarters
from assistant.tools.counting.clock import DAY
from assistant.tools.counting.day import Count, count
from assistant.tools.counting.reasons import steps
from assistant.tools.counting.words import agree, in_all, short, splits
from assistant.tools.wording import listed, lower, minutes_said, ordinal, units_said, upper, verb

GROUP = "97150"
MOST_UNITS = 24  # of one day; more are not asked in earnest
MOST_ALIKE = 12


class Rules:
    """The counting rules that apply to a question, the payer's or both: how many units minutes allow, and the minutes of units."""

    def __init__(self, question: Question, reference: Reference) -> None:
        payer = reference.rules.in_force(f"payer-count-{question.payer}", question.as_of, PayerCount) if question.payer else None
        self.names = list(payer.counts) if payer else ["medicare", "ama"]
        self.values = [reference.rules.in_force(f"count-{name}", question.as_of, Counting) for name in self.names]
        self.unit, self.first = self.values[0].unit, self.values[0].first
        self.citations = tuple(value.citation for value in self.values)

    def of(self, name: str) -> Counting:
        """One of the rules; the first where it is not among them."""
        return next((value for value in self.values if value.name == f"count-{name}"), self.values[0])

    @property
    def alike(self) -> bool:
        """Have all the same minutes of a unit?"""
        return len({(value.unit, value.first) for value in self.values}) == 1

    def allowed(self, minutes: int) -> int:
        """Units of so many minutes of one code."""
        return quarters.allowed(minutes, self.unit, self.first)

    def band(self, units: int) -> tuple[int, int]:
        """Fewest and most minutes of so many units."""
        return quarters.band(units, self.unit, self.first)

    @property
    def each(self) -> dict[str, list[int]]:
        """Of each rule, the minutes of a unit and those that earn the first: for the record."""
        return {name: [value.unit, value.first] for name, value in zip(self.names, self.values, strict=True)}

    def steps(self, minutes: int, reference: Reference) -> tuple[str, ...]:
        """The arithmetic of minutes to units, once for rules that are alike."""
        made = ({"short": one.unit - one.first, "unit": one.unit, "units": quarters.allowed(minutes, one.unit, one.first)} for one in self.values)
        return tuple(dict.fromkeys(reference.say("units.step-total", minutes=minutes, **one) for one in made))

    def told(self, units: int) -> dict[str, Any]:
        """Units and their minutes as slots."""
        low, high = self.band(units)
        return {"units": units_said(units), "low": low, "high": high}


def of_each(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Several unnamed services of equal minutes ("4 codes with 10 minutes each"): Medicare pools them, the midpoint does not."""
    said, say = question.said.equal, reference.say
    if said is None or question.codes:
        return ()
    number, each = said
    total = number * each
    if not (2 <= number <= MOST_ALIKE and total <= DAY):
        return ()
    rules = Rules(question, reference)
    units, ama = rules.allowed(total), rules.of("ama")
    alone = quarters.allowed(each, ama.unit, ama.first)
    told = {
        "medicare": say("units.equal-medicare", number=number, each=each, total=total, **rules.told(units)),
        "ama": say("units.equal-ama", each_units=units_said(alone), all_units=units_said(number * alone)) if alone else say("units.equal-ama-none"),
    }
    statement = "; ".join(told[rule] for rule in rules.names if rule in told)
    value = {"rule": rules.names[0], "total_minutes": total, "units": {}, "alternatives": [], "allowed": units}
    value |= {"services": number, "each": each, "band": list(rules.band(units)), "alone": alone, "alone_in_all": number * alone}
    value |= {"rules": rules.each}
    steps = (*rules.steps(total, reference), *(rules.steps(each, reference) if "ama" in rules.names else ()))
    return (Fact("units", f"{upper(statement)}.", value, steps, rules.citations, (say("units.equal-note"),), acts=("units.count", "units.total")),)


def _timed(code: str, reference: Reference) -> bool:
    """Is it a code that counts in timed units?"""
    record = reference.codes.get(code)
    return record is not None and record.timed


def claimed(question: Question) -> int | None:
    """Units told of the only service, without its minutes ("97110 x2 in one visit, ok?")."""
    one = question.services[0] if len(question.services) == 1 else None
    return one.units if one and one.minutes is None and not one.modifiers else None


def needed(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """How many minutes a number of timed units takes, of one code or of none in particular, where no minutes are told."""
    units, say = claimed(question) or question.said.units, reference.say
    code = question.codes[0] if len(question.codes) == 1 else ""
    if units is None or not 1 <= units <= MOST_UNITS or question.total_minutes is not None or (question.codes and not _timed(code, reference)):
        return ()
    rules = Rules(question, reference)
    low, high = rules.band(units)
    name = "units.needed-code" if code else "units.needed-medicare" if rules.names == ["medicare"] else "units.needed"
    said = say(name, code=code, take="takes" if units == 1 else "take", **rules.told(units))
    value = {"rule": rules.names[0], "total_minutes": low, "units": {}, "alternatives": [], "allowed": units, **({"code": code} if code else {}), "minutes": [low, high], "rules": rules.each}
    parts = {"units": units, "unit": rules.unit, "short": rules.unit - rules.first}
    steps = (say("units.step-needed-low", **parts, low=low), say("units.step-needed-high", **parts, high=high))
    return (Fact("units", said, value, steps, rules.citations, table=_bounds(units, rules), acts=("units.minutes_for",)),)


def _bounds(units: int, rules: Rules) -> Table:
    """The minutes of each number of units up to the one asked for and the next."""
    rows = tuple((str(n), "–".join(map(str, rules.band(n)))) for n in range(1, min(units + 2, MOST_ALIKE + 1)))
    return Table(("units", "timed minutes"), rows)


def total(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """What a total of minutes allows, where no code has its own."""
    minutes, say = question.total_minutes, reference.say
    if minutes is None or not (question.topics & {"units", "whatif", "why"} or not question.topics):
        return ()
    if not 0 <= minutes <= DAY:
        raise BadInput(f"{minutes} minutes in one day: give 0 to {DAY:,}.")
    rules = Rules(question, reference)
    several, units = len(question.codes) > 1, rules.allowed(minutes)
    low, high = question.said.span or (minutes, minutes)
    if not low <= minutes <= high or high > DAY:
        low = high = minutes
    value = {"rule": rules.names[0], "total_minutes": minutes, "units": {}, "alternatives": [], "allowed": units}
    said = _bands(low, high, rules, reference) if high > low else _allowed(minutes, rules, reference, several=several)
    billed = sum(one.units or 0 for one in question.services if reference.codes[one.code].timed)
    if billed > units and rules.names[0] == "medicare":
        said = say("units.too-many", billed=billed, said=lower(said))
    asks = (say("units.which-minutes", codes=listed(question.codes)),) if several else ()
    steps = (*rules.steps(minutes, reference), *((say("units.step-span", low=low, high=high),) if high > low else ()))
    value |= {"band": list(rules.band(units)), "billed": billed, "rules": rules.each}
    return (Fact("units", said, value, steps, rules.citations, tuple(_total_notes(high, rules, reference)), asks=asks, acts=("units.total", "units.count")),)


def _allowed(minutes: int, rules: Rules, reference: Reference, *, several: bool) -> str:
    say, told = reference.say, rules.told(rules.allowed(minutes))
    if rules.names == ["ama"]:
        return say("units.total-ama", minutes=minutes_said(minutes), **told)
    name = "units.total-several" if several else "units.total-either" if len(rules.names) > 1 and rules.alike else "units.total"
    said = say(name, minutes=minutes, **told)
    if rules.alike:
        return said
    ama = rules.of("ama")
    units = quarters.allowed(minutes, ama.unit, ama.first)
    low, high = quarters.band(units, ama.unit, ama.first)
    alone = say("units.total-ama", minutes=minutes_said(minutes), units=units_said(units), low=low, high=high)
    return f"{said} {say('units.by-rule', label=ama.label, units=alone)}"


def _bands(low: int, high: int, rules: Rules, reference: Reference) -> str:
    """'22 minutes are 1 unit (8–22); 23 to 25 minutes are 2 units (23–37).'"""
    parts = []
    while low <= high:
        units = rules.allowed(low)
        top = min(rules.band(units)[1], high)
        said = minutes_said(low) if top == low else f"{low} to {minutes_said(top)}"
        parts.append(reference.say("units.total-band", minutes=said, are=verb(1 if said == minutes_said(1) else 2), **rules.told(units)))
        low = top + 1
    return "; ".join(parts) + "."


def _total_notes(minutes: int, rules: Rules, reference: Reference) -> list[str]:
    say, units = reference.say, rules.allowed(minutes)
    notes = [say("units.total-next", nth=ordinal(units + 1), minutes=rules.band(units + 1)[0])]
    first = rules.of("ama").first
    alone = min(minutes // first, 5)
    if "ama" in rules.names and alone > units:
        notes.append(say("units.total-midpoint", number=alone, first=first, units=units_said(alone)))
    return [*notes, say("units.total-what-counts")]


def facts(question: Question, groups: Mapping[str, Sequence[Service]], reference: Reference) -> tuple[Fact, ...]:
    """Several patients: each counted alone, under each rule that applies."""
    on, rules = question.as_of, Rules(question, reference).names
    made = {name: _each(groups, name, on, reference) for name in rules}
    first = made[rules[0]]
    same = all(agree((first[p], made[name][p])) for name in rules for p in first)
    shown = rules[:1] if same else rules
    cited = tuple({(c.source, c.locator): c for n in shown for one in made[n].values() for c in one.citations}.values())
    value = _value(rules[0], first) | ({"others": [_value(name, made[name]) for name in rules[1:]]} if rules[1:] else {})
    steps_told = tuple(line for name in shown for one in made[name].values() for line in steps(one))
    asks = () if same else (reference.say("units.which-payer"),)
    acts = ("units.patients", *(("units.other_rule",) if len(rules) > 1 else ()))
    return (Fact("units", _patients(made, shown, reference), value, steps_told, cited, _why(reference), _table(made, shown), asks, acts=acts),)


def _why(reference: Reference) -> tuple[str, ...]:
    return (reference.say("units.patients-one-on-one"), reference.say("units.patients-group", group=GROUP))


def _each(groups: Mapping[str, Sequence[Service]], rule: str, on: date, reference: Reference) -> dict[str, Count]:
    return {patient: count(services, rule, on, reference) for patient, services in groups.items()}


def _value(rule: str, made: Mapping[str, Count]) -> dict[str, object]:
    """`units` only where all patients have the same; `patients` for each."""
    each = {patient or "–": one.units for patient, one in made.items()}
    ways = list(each.values())
    return {
        "rule": rule,
        "total_minutes": None,
        "units": ways[0] if all(way == ways[0] for way in ways) else {},
        "alternatives": [],
        "unit": next(iter(made.values())).split.unit,
        "first": next(iter(made.values())).split.first,
        "patients": each,
    }


def _patients(made: Mapping[str, Mapping[str, Count]], rules: Sequence[str], reference: Reference) -> str:
    parts, say = [], reference.say
    for name in rules:
        row = made[name]
        said = {patient: short(one) for patient, one in row.items()}
        if len(set(said.values())) == 1:
            one = next(iter(row.values()))
            told = say("units.patients-same", units=units_said(in_all(one)), splits=splits(one), patients=listed(map(_whose, row)))
        else:
            told = "; ".join(f"{_whose(patient)} {text}" for patient, text in said.items())
        parts.append(f"{one_label(row)}: {told}" if len(rules) > 1 else told)
    return say("units.patients", each=". ".join(parts))


def _whose(patient: str) -> str:
    """Whose units they are: a letter as it stands, a number as a patient's, "the first"."""
    return f"patient {patient}" if patient.isdigit() else patient or "the other"


def one_label(row: Mapping[str, Count]) -> str:
    """The rule's name."""
    return next(iter(row.values())).label


def _table(made: Mapping[str, Mapping[str, Count]], rules: Sequence[str]) -> Table:
    rows = [
        (
            patient or "–",
            code,
            str(one.split.minutes.get(code, "–")),
            *(str(made[n][patient].units.get(code, 0)) for n in rules),
        )
        for patient, one in made[rules[0]].items()
        for code in one.units
    ]
    heads = ["units"] if len(rules) == 1 else [f"units, {one_label(made[n])}" for n in rules]
    return Table(("patient", "code", "minutes", *heads), tuple(rows))
