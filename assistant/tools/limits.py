"""Units of a code a day: medically unlikely edits (MUE) and the chart of Claims Processing Manual ch. 5 §20.2.D.

NCCI Policy Manual ch. I on MUEs: MAI 1 is checked on a claim line, 2 is absolute for the date of service, 3 a
clinical benchmark. A denial is a coding denial: no ABN. Not for: visit limits of commercial plans.

>>> from pathlib import Path
>>> known = Reference.load(Path("knowledge"))
>>> [(limit.setting, limit.row.units) for limit in limits_on("97110", date(2026, 11, 23), known)]
[('practitioner', 6), ('outpatient_hospital', 8)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.errors import QuestionError
from assistant.reference import Reference
from assistant.reference.rows import LimitRow
from assistant.reference.tables import SETTINGS
from assistant.schema import Citation, Fact, Question, Reason, Service
from assistant.tools.units import counts

_ASKED = re.compile(
    r"\b(?:mues?|mai|medically unlikely|max\w*|most|limits?|allowed|cap)\b"
    r"|\b(?:units?|times?|many)\b.{0,30}\b(?:per|a|each|one|single|same|in)\s+(?:day|visit|date|session|patient|claim)\b"
    r"|\bmore than (?:one|1|two|2|three|3|four|4)\b|\bdaily\b",
    re.IGNORECASE,
)
_MAI = re.compile(r"\bMAI(?: of)?[ :]*([123])\b", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:den\w+|abn|liab\w+|bill the patient|appeal\w*|n362|co-?222)\b", re.IGNORECASE)

PLACES = {"practitioner": "practice", "outpatient_hospital": "outpatient hospital"}


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
    chart = reference.rules.in_force("daily-limit", on)
    found = tuple(discipline for discipline in ("PT", "OT", "SLP") if code in chart[discipline])
    return (found, chart.citation) if found else None


def above(
    services: Sequence[Service], on: date, reference: Reference, setting: str | None
) -> tuple[Fact, ...]:
    """A fact for each service whose units, submitted or earned by its minutes, pass the MUE of every setting asked."""
    facts = []
    for service in services:
        given = service.units if service.units is not None else _earned(service, on, reference)
        limits = limits_on(service.code, on, reference, setting)
        passed = [limit for limit in limits if given is not None and given > limit.row.units]
        if passed and given is not None:
            facts.append(_above(service.code, given, passed, limits, reference))
    return tuple(facts)


def _earned(service: Service, on: date, reference: Reference) -> int | None:
    """Medicare units of a service's minutes, counted alone; None without minutes or for a code we cannot count."""
    if service.minutes is None:
        return None
    try:
        return counts((service,), "medicare", on, reference)[0].units.get(service.code)
    except QuestionError:
        return None


def _above(
    code: str, given: int, passed: Sequence[Limit], limits: Sequence[Limit], reference: Reference
) -> Fact:
    words = " and ".join(f"{p.row.units} ({PLACES[p.setting]}, {p.row.edition.words})" for p in passed)
    statement = f"{given} units of {code} are above Medicare's MUE for one day: {words}."
    short = _mai(passed[0], reference)
    notes = [f"{short}.", reference.rules.in_force("mue-denial", passed[0].on)["say"]]
    if len(passed) < len(limits):
        kept = next(limit for limit in limits if limit not in passed)
        notes.insert(
            0,
            f"In an {PLACES[kept.setting]} the MUE is {kept.row.units}."
            if kept.setting != "practitioner"
            else "",
        )
    return Fact(
        "edits",
        statement,
        {**passed[0].value(), "submitted": given},
        (f"{given} > {passed[0].row.units}",),
        _citations(passed, reference),
        tuple(note for note in notes if note),
        fit=0.6,
        acts=("edits.mue",),
    )


def facts(question: Question, codes: Sequence[str], reference: Reference) -> tuple[Fact, ...]:
    """What a question about units a day is told, code by code."""
    fit = _fit(question)
    found: list[Fact] = []
    for code in codes[:4]:
        if code in reference.codes:
            found += _code(question, code, fit, reference)
    mai = _MAI.search(question.asked)
    return (*found, _indicator(mai[1], question, reference)) if mai and not found else tuple(found)


_APPEAL = re.compile(r"\b(?:appeal\w*|(?:bill|charge) (?:the |my |our )?patient)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:size|how (?:big|large)|(?:how many|max\w*|most|number of) (?:patients|people|persons|participants|members))\b", re.IGNORECASE)


def _fit(question: Question) -> float:
    if any(s.minutes is not None for s in question.services) and "units" in question.topics:
        return 0.3
    fit = 0.95 if _ASKED.search(question.asked) else 0.5
    if _DENIAL.search(question.asked) or _PEOPLE.search(question.asked):
        fit = 0.45 if _APPEAL.search(question.asked) else 0.5
    return fit if question.payer in (None, "medicare", "medicare_advantage", "medicaid") else min(fit, 0.5)


def _code(question: Question, code: str, fit: float, reference: Reference) -> list[Fact]:
    if question.payer == "medicaid":
        return _medicaid(question, code, fit, reference)
    limits = limits_on(code, question.as_of, reference, question.setting)
    if not limits:
        return [_none(code, question, fit)]
    agree = len({(limit.row.units, limit.row.mai) for limit in limits}) == 1
    shown = limits[:1] if agree else limits
    facts = []
    for n, limit in enumerate(shown):
        told = limits if n == 0 else (limit,)
        said = _statement(code, told)
        notes = _notes(question, code, limits, reference) if n == 0 else ()
        steps = (
            f"{limit.setting} table {limit.row.edition.words}: {limit.row.units} units, MAI {limit.row.mai}",
        )
        cited = _citations(told, reference)
        facts.append(
            Fact("edits", said, limit.value(), steps, cited, notes, fit=fit if n == 0 else min(fit, 0.5), acts=("edits.mue", "edits.mai"))
        )
    return facts


def _statement(code: str, limits: Sequence[Limit]) -> str:
    first, *rest = limits
    where = f"{units(first.row.units)} a day for each patient in {_a(first)} (MUE {first.row.units}, {first.row.edition.words})"
    more = "".join(f", and {'the same' if limit.row.units == first.row.units else limit.row.units} in {_a(limit)} ({limit.row.edition.words})" for limit in rest)
    return f"{code}: {where}{more}."


def _a(limit: Limit) -> str:
    return "an outpatient hospital" if limit.setting == "outpatient_hospital" else "a practice"


def _notes(question: Question, code: str, limits: Sequence[Limit], reference: Reference) -> tuple[str, ...]:
    said = []
    record = reference.codes[code]
    if not record.timed and record.note:
        said.append(f"{code}: {record.note}.")
    said.append(f"{_mai(limits[0], reference)}.")
    chart = daily(code, reference, question.as_of)
    if chart:
        who = " or ".join(chart[0])
        say = reference.rules.in_force("daily-limit", question.as_of)["say"]
        said.append(
            f"The manual's own chart (§20.2.D) also allows 1 unit a day for each provider, {who} only. {say}"
        )
    said.append(reference.rules.in_force("mue-denial", question.as_of)["say"])
    episode = reference.rules.in_force("mue-episode", question.as_of)
    if code in episode["codes"]:
        said.append(episode["say"])
    said.append(_age(limits, question.as_of))
    medicaid = reference.tables.medicaid_mue(code, question.as_of)
    if medicaid and medicaid.units != limits[0].row.units:
        said.append(f"Medicaid's table ({medicaid.edition.words}) says {medicaid.units}.")
    return tuple(note for note in said if note)


def _age(limits: Sequence[Limit], on: date) -> str:
    first = min(limit.row.edition.start for limit in limits)
    if on < first:
        return "These tables are newer than the day of service: check the table of its quarter."
    old = [limit.row.edition.words for limit in limits if limit.row.edition.outdated(on)]
    return (
        f"Newer tables exist than {' and '.join(dict.fromkeys(old))}: check the current quarter."
        if old
        else ""
    )


def _mai(limit: Limit, reference: Reference) -> str:
    return str(reference.rules.in_force(f"mai-{limit.row.mai}", limit.on)["short"]) if limit.row.mai else ""


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
    return (*cited, reference.rules.in_force("mue-denial", limits[0].on).citation)


def _medicaid(question: Question, code: str, fit: float, reference: Reference) -> list[Fact]:
    row = reference.tables.medicaid_mue(code, question.as_of)
    if row is None:
        return [_none(code, question, fit)]
    said = f"{code}: {units(row.units)} a day for each patient in Medicaid's NCCI table ({row.edition.words}, practitioner)."
    cited = reference.tables.cite(reference.sources, "mue", row.edition, f"practitioner: {code}", "medicaid")
    value = {
        "code": code,
        "mue": row.units,
        "mai": "",
        "setting": "practitioner",
        "edition": row.edition.label,
    }
    note = "The state's own unit limits come on top: check its manual."
    return [Fact("edits", said, value, (), (cited,), (note,), fit=fit, acts=("edits.mue",))]


def _none(code: str, question: Question, fit: float) -> Fact:
    said = f"I have no MUE for {code}: none of my tables lists one for {question.as_of:%m-%d-%Y}."
    note = "CMS publishes new tables each quarter: look it up there."
    return Fact("edits", said, {"code": code}, (), (), (note,), fit=fit, reason=Reason.NOT_COVERED, acts=("edits.mue",))


def _indicator(number: str, question: Question, reference: Reference) -> Fact:
    """What an MAI means, where no code is named."""
    rule = reference.rules.in_force(f"mai-{number}", question.as_of)
    denial = reference.rules.in_force("mue-denial", question.as_of)
    cited = (rule.citation, denial.citation)
    return Fact("edits", rule["say"], {"mai": number}, (), cited, (denial["say"],), fit=0.8, acts=("edits.mai",))


def units(count: int) -> str:
    """'1 unit', '6 units'."""
    return f"{count} unit{'' if count == 1 else 's'}"
