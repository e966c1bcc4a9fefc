"""Sessions without codes (a total of minutes) and sessions with several patients, as facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.errors import BadInput
from assistant.reference import Reference
from assistant.schema import Fact, Question, Service, Table
from assistant.tools.counting.day import DAY, Count, count
from assistant.tools.counting.quarters import allowed, band
from assistant.tools.counting.words import agree, in_all, listed, minutes_said, ordinal, short, splits, units_said


def of_each(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Several unnamed services of equal minutes ("4 codes with 10 minutes each"): Medicare pools them, the midpoint does not."""
    said = question.said.equal
    if said is None or question.codes:
        return ()
    number, each = said
    total, alone = number * each, allowed(each)
    if not (2 <= number <= 12 and total <= DAY):
        return ()
    rules = _rules(question, reference)
    low, high = band(allowed(total))
    told = {
        "medicare": f"by Medicare's rule {number} timed services of {each} minutes are {total} minutes in all, {units_said(allowed(total))} ({low}–{high})",
        "ama": f"by the AMA midpoint rule each counts alone, {f'{units_said(alone)} each and {units_said(number * alone)} in all' if alone else 'and none of them earns a unit'}",
    }
    statement = "; ".join(told[rule] for rule in rules if rule in told)
    cited = tuple(reference.rules.in_force(f"count-{name}", question.as_of).citation for name in rules)
    value = {"rule": rules[0], "total_minutes": total, "units": {}, "alternatives": [], "allowed": allowed(total)}
    value |= {"services": number, "each": each, "band": [low, high], "alone": alone, "alone_in_all": number * alone}
    note = "With equal minutes the clinician chooses which codes carry Medicare's units; every service is written down with its minutes."
    return (Fact("units", f"{statement[0].upper()}{statement[1:]}.", value, (), cited, (note,), acts=("units.count", "units.total")),)


def _fifteen(code: str, reference: Reference) -> bool:
    """Is it a code that counts by 15 minutes?"""
    record = reference.codes.get(code)
    return record is not None and record.timed


def needed(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """How many minutes a number of timed units takes, of one code or of none in particular, where no minutes are told."""
    units = question.said.units
    code = question.codes[0] if len(question.codes) == 1 else ""
    if units is None or not 1 <= units <= 24 or question.total_minutes is not None or (question.codes and not _fifteen(code, reference)):
        return ()
    rules = _rules(question, reference)
    values = [reference.rules.in_force(f"count-{name}", question.as_of) for name in rules]
    low, high = band(units)
    whole, short = values[0]["unit"], values[0]["unit"] - values[0]["first"]
    said = f"{units_said(units)[0].upper()}{units_said(units)[1:]}{f' of {code}' if code else ''} {'takes' if units == 1 else 'take'} {low} to {high} timed minutes"
    said += " as the day's only timed code." if code else " in all." if rules == ["medicare"] else " of one code;"
    if rules != ["medicare"] or code:
        said += " Medicare adds the minutes of all timed codes, the AMA midpoint rule counts each code alone."
    value = {"rule": rules[0], "total_minutes": low, "units": {}, "alternatives": [], "allowed": units, "minutes": [low, high]}
    steps = (f"{units} × {whole} − {short} = {low}", f"{units} × {whole} + {short} = {high}")
    return (Fact("units", said, value, steps, tuple(one.citation for one in values), table=_bounds(units), acts=("units.minutes_for",)),)


def _bounds(units: int) -> Table:
    """The minutes of each number of units up to the one asked for and the next."""
    rows = tuple((str(n), f"{band(n)[0]}–{band(n)[1]}") for n in range(1, min(units + 2, 13)))
    return Table(("units", "timed minutes"), rows)


def _rules(question: Question, reference: Reference) -> list[str]:
    if not question.payer:
        return ["medicare", "ama"]
    rule = reference.rules.in_force(f"payer-count-{question.payer}", question.as_of)
    return list(rule["counts"])


def total(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """What a total of minutes allows, where no code has its own."""
    minutes = question.total_minutes
    if minutes is None or not (question.topics & {"units", "whatif", "why"} or not question.topics):
        return ()
    if not 0 <= minutes <= DAY:
        raise BadInput(f"{minutes} minutes in one day: give 0 to {DAY:,}.")
    rules = _rules(question, reference)
    values = [reference.rules.in_force(f"count-{name}", question.as_of) for name in rules]
    several = len(question.codes) > 1
    low, high = question.said.span or (minutes, minutes)
    if not low <= minutes <= high or high > DAY:
        low = high = minutes
    value = {"rule": rules[0], "total_minutes": minutes, "units": {}, "alternatives": [], "allowed": allowed(minutes)}
    said = _bands(low, high) if high > low else _allowed(minutes, rules, several=several)
    billed = sum(one.units or 0 for one in question.services if reference.codes[one.code].timed)
    if billed > allowed(minutes) and rules[0] == "medicare":
        said = f"{billed} timed units are too many: {said[:1].lower()}{said[1:]}"
    asks = (f"How many minutes of {listed(question.codes)}?",) if several else ()
    cited = tuple(one.citation for one in values)
    whole, short = values[0]["unit"], values[0]["unit"] - values[0]["first"]
    steps = (f"({minutes} + {short}) ÷ {whole}, rounded down = {allowed(minutes)}", *((f"{low} to {high} minutes",) if high > low else ()))
    bounds = band(allowed(minutes))
    return (Fact("units", said, {**value, "band": list(bounds), "billed": billed}, steps, cited,
                 tuple(_total_notes(high, rules)), asks=asks, acts=("units.total", "units.count")),)  # fmt: skip


def _allowed(minutes: int, rules: Sequence[str], *, several: bool) -> str:
    units = allowed(minutes)
    low, high = band(units)
    said = f"{minutes} timed minutes allow {units_said(units)} ({low}–{high})"
    if rules == ["ama"]:
        return f"{minutes_said(minutes)} of one timed code are {units_said(units)} ({low}–{high}); several codes are each counted alone."
    if several:
        return f"{said} in all; how they are shared depends on the minutes of each code."
    return f"{said}, under the AMA midpoint rule too if all are of one code." if len(rules) > 1 else f"{said}."


def _bands(low: int, high: int) -> str:
    """'22 minutes are 1 unit (8–22); 23 to 25 minutes are 2 units (23–37).'"""
    parts = []
    while low <= high:
        units = allowed(low)
        start, end = band(units)
        top = min(end, high)
        said = minutes_said(low) if top == low else f"{low} to {minutes_said(top)}"
        parts.append(f"{said} {'is' if said == '1 minute' else 'are'} {units_said(units)} ({start}–{end})")
        low = top + 1
    return "; ".join(parts) + "."


def _total_notes(minutes: int, rules: Sequence[str]) -> list[str]:
    units = allowed(minutes)
    notes = [f"The {ordinal(units + 1)} unit starts at {band(units + 1)[0]} minutes."]
    alone = min(minutes // 8, 5)
    if "ama" in rules and alone > units:
        notes.append(
            f"Under the AMA midpoint rule each code is counted alone: {alone} different codes of at least 8 minutes each "
            f"would be {units_said(alone)}."
        )
    notes.append(
        "Only one-on-one minutes of timed codes count; evaluations and other untimed codes stay out of the total."
    )
    return notes


def facts(question: Question, groups: Mapping[str, Sequence[Service]], reference: Reference) -> tuple[Fact, ...]:
    """Several patients: each counted alone, under each rule that applies."""
    on, rules = question.as_of, _rules(question, reference)
    made = {name: _each(groups, name, on, reference) for name in rules}
    first = made[rules[0]]
    same = all(agree((first[p], made[name][p])) for name in rules for p in first)
    shown = rules[:1] if same else rules
    cited = tuple({(c.source, c.locator): c for n in shown for one in made[n].values() for c in one.citations}.values())
    value = _value(rules[0], first) | ({"others": [_value(name, made[name]) for name in rules[1:]]} if rules[1:] else {})
    return (Fact("units", _patients(made, shown), value, (), cited, _why(), _table(made, shown),
                () if same else ("Which payer is it?",), acts=("units.patients", *(("units.other_rule",) if len(rules) > 1 else ()))),)  # fmt: skip


def _why() -> tuple[str, ...]:
    return (
        "Only the minutes a patient had one-on-one count for that patient; minutes of different patients are never added.",
        "Minutes in which two or more patients were treated at once are group therapy, 97150 once for each patient.",
    )


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
        "patients": each,
    }


def _patients(made: Mapping[str, Mapping[str, Count]], rules: Sequence[str]) -> str:
    parts = []
    for name in rules:
        row = made[name]
        said = {patient: short(one) for patient, one in row.items()}
        if len(set(said.values())) == 1:
            one = next(iter(row.values()))
            told = f"{units_said(in_all(one))} each ({splits(one)} for {listed(p or 'the other' for p in row)})"
        else:
            told = "; ".join(f"{patient or 'the other'} {text}" for patient, text in said.items())
        parts.append(f"{one_label(row)}: {told}" if len(rules) > 1 else told)
    return f"Each patient is counted alone: {'. '.join(parts)}."


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
