"""Units of a code a day: medically unlikely edits (MUE) and the chart of Claims Processing Manual ch. 5 §20.2.D.

NCCI Policy Manual ch. I on MUEs: MAI 1 is checked on a claim line, 2 is absolute for the date of service, 3 a
clinical benchmark. A denial is a coding denial: no ABN. Not for: visit limits of commercial plans.

>>> from pathlib import Path
>>> known = Reference.load(Path("knowledge"))
>>> [(limit.setting, limit.row.units) for limit in limits_on("97110", date(2026, 11, 23), known)]
[('practitioner', 6), ('outpatient_hospital', 8)]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.errors import QuestionError
from assistant.reference import Reference
from assistant.reference.rows import LimitRow
from assistant.reference.rulekinds import DailyLimit, Episode, Indicator, Said
from assistant.reference.tables import SETTINGS
from assistant.schema import Citation, Fact, Question, Reason, Service
from assistant.tools.counting.day import patients
from assistant.tools.counting.payer import counts
from assistant.tools.counting.session import Rules, claimed
from assistant.tools.wording import day, listed, units_said

PLACES = {"practitioner": "practice", "outpatient_hospital": "outpatient hospital"}
NONE = "0 units"  # of a code that the table stops altogether
_PLACE = {"practitioner": "a practice", "outpatient_hospital": "an outpatient hospital"}


@dataclass(frozen=True, slots=True)
class Limit:
    """The MUE of a code on a day in one setting."""

    setting: str
    on: date
    row: LimitRow

    def value(self) -> dict[str, Any]:
        """The public record."""
        return {
            "code": self.row.code,
            "mue": self.row.units,
            "mai": self.row.mai,
            "setting": self.setting,
            "edition": self.row.edition.label,
        }


def limits_on(code: str, on: date, reference: Reference, setting: str | None = None) -> tuple[Limit, ...]:
    """The MUE of a code, in one setting or in each; empty where no table has one."""
    wanted = (setting,) if setting else SETTINGS
    found = ((name, reference.tables.mue(code, name, on)) for name in wanted)
    return tuple(Limit(name, on, row) for name, row in found if row is not None)


def daily(code: str, reference: Reference, on: date) -> tuple[tuple[str, ...], Citation] | None:
    """Disciplines that may bill one unit of a code a day under ch. 5 §20.2.D; None for a code not on the chart."""
    chart = reference.rules.in_force("daily-limit", on, DailyLimit)
    found = tuple(discipline for discipline in ("PT", "OT", "SLP") if code in chart[discipline])
    return (found, chart.citation) if found else None


def above(services: Sequence[Service], on: date, reference: Reference, setting: str | None) -> tuple[Fact, ...]:
    """A fact for each code whose units, submitted or earned by the day's minutes, pass the MUE of every setting asked."""
    facts = []
    for patient in patients(services).values():
        for code, given in billed(patient, on, reference).items():
            limits = limits_on(code, on, reference, setting)
            passed = [limit for limit in limits if given > limit.row.units]
            if passed:
                facts.append(_above(code, given, passed, limits, reference))
    return tuple(facts)


@dataclass(frozen=True, slots=True)
class Against:
    """A day's units set against the MUE: what to say of it. asked: whether that was asked for."""

    said: tuple[str, ...]
    citations: tuple[Citation, ...]
    asked: bool


def against(units: Mapping[str, int], question: Question, reference: Reference) -> Against | None:
    """Units of a count that pass the MUE of a setting; that none does, where that was asked for; None where there is nothing to say."""
    asked = question.says("asks.over")
    if question.payer not in (None, "medicare", "medicare_advantage"):
        return None
    held = {code: found for code, given in units.items() if given and (found := limits_on(code, question.as_of, reference, question.setting))}
    over = {code: passed for code, found in held.items() if (passed := [one for one in found if units[code] > one.row.units])}
    if over:
        said = tuple(_passes(code, units[code], passed, reference) for code, passed in over.items())
        return Against(said, _citations(next(iter(over.values())), reference)[:1], asked)
    if not asked or not held:
        return None
    firsts = [found[0] for found in held.values()]
    told = listed(reference.say("edits.mue-within-one", code=code, given=units[code], units=found[0].row.units) for code, found in held.items())
    where, edition = PLACES[firsts[0].setting], firsts[0].row.edition.words
    return Against((reference.say("edits.mue-within", codes=told, setting=where, edition=edition),), _citations(firsts, reference), asked)


def billed(services: Sequence[Service], on: date, reference: Reference) -> dict[str, int]:
    """Units of each code of one patient's day: as submitted, else what Medicare's count of all minutes gives it."""
    given = {one.code: one.units for one in services if one.units is not None}
    timed = [one for one in services if one.minutes is not None]
    try:
        counted = counts(timed, "medicare", on, reference)[0].units if timed else {}
    except QuestionError:
        counted = {}
    return {**counted, **given}


def _above(code: str, given: int, passed: Sequence[Limit], limits: Sequence[Limit], reference: Reference) -> Fact:
    say, statement = reference.say, _passes(code, given, passed, reference)
    notes = [f"{_mai(passed[0], reference)}.", reference.rules.in_force("mue-denial", passed[0].on, Said).say]
    kept = next((limit for limit in limits if limit not in passed and limit.setting != "practitioner"), None)
    if kept:
        notes.insert(0, say("edits.mue-kept", setting=PLACES[kept.setting], units=kept.row.units))
    return Fact(
        "edits",
        statement,
        {**passed[0].value(), "submitted": given},
        (f"{given} > {passed[0].row.units}",),
        _citations(passed, reference),
        tuple(note for note in notes if note),
        acts=("edits.mue",),
    )


def _passes(code: str, given: int, passed: Sequence[Limit], reference: Reference) -> str:
    say = reference.say
    words = " and ".join(say("edits.mue-above-limit", units=p.row.units, setting=PLACES[p.setting], edition=p.row.edition.words) for p in passed)
    return say("edits.mue-above", given=given, code=code, limits=words)


def facts(question: Question, codes: Sequence[str], reference: Reference) -> tuple[Fact, ...]:
    """What a question about units a day is told, code by code; without a code, what the indicator named means."""
    if fits := _all_fit(question, reference):
        return (fits,)
    found = [fact for code in codes[:4] if code in reference.codes for fact in _code(question, code, reference)]
    said = question.said.mai
    return (*found, _indicator(said, question, reference)) if said else tuple(found)


def _code(question: Question, code: str, reference: Reference) -> list[Fact]:
    if question.payer == "medicaid":
        return _medicaid(question, code, reference)
    limits = limits_on(code, question.as_of, reference, question.setting)
    if not limits:
        return [_none(code, question, reference)]
    agree = len({(limit.row.units, limit.row.mai) for limit in limits}) == 1
    facts = []
    for n, limit in enumerate(limits[:1] if agree else limits):
        told = limits if n == 0 else (limit,)
        notes = _notes(question, code, limits, reference) if n == 0 else ()
        steps = tuple(reference.say("edits.mue-step", setting=one.setting, edition=one.row.edition.words, units=one.row.units, mai=one.row.mai) for one in told)
        said = _fits(question, code, told, reference) or _statement(code, told, reference)
        facts.append(Fact("edits", said, limit.value(), steps, _citations(told, reference), notes, acts=("edits.mue", "edits.mai")))
    return facts


def _fits(question: Question, code: str, limits: Sequence[Limit], reference: Reference) -> str:
    """That the units told of a timed code are within the limit, and the minutes they take ("97112 x3 in one visit, ok?"); empty where none are told or they pass it."""
    given, say = claimed(question), reference.say
    if not given or not reference.codes[code].timed or any(given > limit.row.units for limit in limits):
        return ""
    low, high = Rules(question, reference).band(given)
    allowed = listed(say("edits.mue-above-limit", units=limit.row.units, setting=PLACES[limit.setting], edition=limit.row.edition.words) for limit in limits)
    return say("edits.mue-fits", code=code, units=units_said(given), take="takes" if given == 1 else "take", low=low, high=high, limits=allowed)


def _all_fit(question: Question, reference: Reference) -> Fact | None:
    """That the units of several codes, as told, are within the limits; None where one passes, or only one is told."""
    given = {one.code: one.units for one in question.services if one.units}
    held = {code: limits_on(code, question.as_of, reference, question.setting)[:1] for code in given}
    if len(given) < 2 or not all(held.values()) or any(units > held[code][0].row.units for code, units in given.items()):
        return None
    limits = [found[0] for found in held.values()]
    told = listed(reference.say("edits.mue-within-one", code=code, given=units, units=held[code][0].row.units) for code, units in given.items())
    said = reference.say("edits.mue-within", codes=told, setting=PLACES[limits[0].setting], edition=limits[0].row.edition.words)
    value = {"submitted": given, "mue": {code: found[0].row.units for code, found in held.items()}}
    return Fact("edits", said, value, (), _citations(limits, reference), acts=("edits.mue",))


def _statement(code: str, limits: Sequence[Limit], reference: Reference) -> str:
    say, (first, *others) = reference.say, limits
    rest = ""
    for limit in others:
        same = say("edits.mue-same") if limit.row.units == first.row.units else limit.row.units
        rest += say("edits.mue-rest", units=same, where=_PLACE[limit.setting], edition=limit.row.edition.words)
    told = {"code": code, "units": units_said(first.row.units, NONE), "mue": first.row.units}
    return say("edits.mue", **told, where=_PLACE[first.setting], edition=first.row.edition.words, rest=rest)


def _notes(question: Question, code: str, limits: Sequence[Limit], reference: Reference) -> tuple[str, ...]:
    said, say, on = [], reference.say, question.as_of
    record = reference.codes[code]
    if not record.timed and record.note:
        said.append(say("edits.mue-note", code=code, note=record.note))
    said.append(f"{_mai(limits[0], reference)}.")
    chart = daily(code, reference, on)
    if chart:
        rule = reference.rules.in_force("daily-limit", on, DailyLimit)
        said.append(say("edits.mue-chart", units=units_said(rule.units), who=" or ".join(chart[0]), say=rule.say))
    said.append(reference.rules.in_force("mue-denial", on, Said).say)
    episode = reference.rules.in_force("mue-episode", on, Episode)
    if code in episode.codes:
        said.append(episode.say)
    said.append(_age(limits, on, reference))
    asked = SETTINGS if question.setting is None else (question.setting,)
    said += [say("edits.mue-not-held", where=_PLACE[name]) for name in asked if not reference.tables.holds("mue", name)]
    medicaid = reference.tables.medicaid_mue(code, on)
    if medicaid and medicaid.units != limits[0].row.units:
        said.append(say("edits.mue-medicaid-says", edition=medicaid.edition.words, units=medicaid.units))
    return tuple(note for note in said if note)


def _age(limits: Sequence[Limit], on: date, reference: Reference) -> str:
    first = min(limit.row.edition.start for limit in limits)
    if on < first:
        return reference.say("edits.mue-later-table")
    old = dict.fromkeys(limit.row.edition.words for limit in limits if limit.row.edition.outdated(on))
    return reference.say("edits.mue-newer", editions=" and ".join(old)) if old else ""


def _mai(limit: Limit, reference: Reference) -> str:
    return reference.rules.in_force(f"mai-{limit.row.mai}", limit.on, Indicator).short if limit.row.mai else ""


def _citations(limits: Sequence[Limit], reference: Reference) -> tuple[Citation, ...]:
    cited = [
        reference.tables.cite(
            reference.sources,
            "mue",
            limit.row.edition,
            f"{PLACES[limit.setting]}: {limit.row.code}",
            limit.setting,
        )
        for limit in limits
    ]
    return (*cited, reference.rules.in_force("mue-denial", limits[0].on, Said).citation)


def _medicaid(question: Question, code: str, reference: Reference) -> list[Fact]:
    row = reference.tables.medicaid_mue(code, question.as_of)
    if row is None:
        return [_none(code, question, reference)]
    said = reference.say("edits.mue-medicaid", code=code, units=units_said(row.units, NONE), edition=row.edition.words)
    cited = reference.tables.cite(reference.sources, "mue", row.edition, f"practitioner: {code}", "medicaid")
    value = {
        "code": code,
        "mue": row.units,
        "mai": "",
        "setting": "practitioner",
        "edition": row.edition.label,
    }
    note = reference.say("edits.mue-state")
    return [Fact("edits", said, value, (), (cited,), (note,), acts=("edits.mue",))]


def _none(code: str, question: Question, reference: Reference) -> Fact:
    said = reference.say("edits.mue-none", code=code, day=day(question.as_of))
    note = reference.say("edits.mue-look-up")
    return Fact("edits", said, {"code": code}, (), (), (note,), reason=Reason.NOT_COVERED, acts=("edits.mue",))


def _indicator(number: str, question: Question, reference: Reference) -> Fact:
    """What an MAI means, where no code is named."""
    rule = reference.rules.in_force(f"mai-{number}", question.as_of, Indicator)
    denial = reference.rules.in_force("mue-denial", question.as_of, Said)
    cited = (rule.citation, denial.citation)
    return Fact("edits", rule.say, {"mai": number}, (), cited, (denial.say,), acts=("edits.mai",))
