"""A day's claim lines checked as a whole: units, plan and assistant modifiers, pairs, limits, add-ons, KX.

Stands on units, assistants, thresholds and the NCCI tables. What a person must decide (a pair, KX) is stopped,
never settled: no 59 or X modifier is added. The corrected claim has nothing left to correct.

>>> from datetime import date
>>> from assistant.reference import Reference
>>> from pathlib import Path
>>> day = Claim(date(2023, 3, 1), (ClaimLine("97110", 36, 23, 3, ("GP",)),), discipline="PT")
>>> [(line.units, line.modifiers) for line in check(day, Reference.load(Path("knowledge"))).corrected.lines]
[(1, ('GP', 'CQ')), (1, ('GP',))]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.errors import QuestionError
from assistant.reference import Reference
from assistant.schema import Fact, Question, Service
from assistant.tools.assistants import trade
from assistant.tools.claims.coding import check_codes, check_marks, check_modifiers, check_plans
from assistant.tools.claims.edits import check_edits, evaluated
from assistant.tools.claims.file import claim_of, read_claim
from assistant.tools.claims.records import Claim, ClaimLine, ClaimReport, Draft, Finding
from assistant.tools.claims.report import report_json, report_text
from assistant.tools.claims.threshold import check_kx
from assistant.tools.claims.time import check_time

__all__ = [
    "Claim",
    "ClaimLine",
    "ClaimReport",
    "Finding",
    "check",
    "claim_of",
    "read_claim",
    "report_json",
    "report_text",
    "speak",
]

STEPS: tuple[Callable[[Draft, Reference], Draft], ...] = (
    check_codes,
    check_plans,
    check_marks,
    check_time,
    evaluated,
    check_edits,
    check_kx,
    check_modifiers,
)


def check(claim: Claim, reference: Reference) -> ClaimReport:
    """Every step over the claim. Raises QuestionError for minutes or a date that cannot be."""
    numbered = tuple(replace(line, numbers=(n,)) for n, line in enumerate(claim.lines, 1))
    draft = Draft(claim, numbered)
    for step in STEPS:
        draft = step(draft, reference)
    corrected = tuple(replace(line, numbers=(n,)) for n, line in enumerate(draft.lines, 1))
    return ClaimReport(replace(claim, lines=numbered), replace(claim, lines=corrected), draft.findings)


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Lines of a claim named in a question, with units or modifiers as submitted."""
    lines = [one for one in question.services if one.units is not None]
    told = any(one.modifiers for one in lines)  # without modifiers the units and edits tools say it all
    if "claim" not in question.topics or not told or len(lines) < 2 or question.payer in ("ama", "cash"):
        return ()
    named = trade(question, reference)
    claim = Claim(
        question.as_of,
        tuple(_line(one) for one in question.services),
        question.payer or "medicare",
        question.setting or "practitioner",
        None if named.assumed else named.discipline,
    )
    try:
        report = check(claim, reference)
    except QuestionError:
        return ()
    return (_fact(report),)


def _line(one: Service) -> ClaimLine:
    theirs = one.assistant if one.minutes is not None else None
    return ClaimLine(one.code, one.minutes, theirs, one.units, one.modifiers)


def _fact(report: ClaimReport) -> Fact:
    found = [one for one in report.findings if one.severity != "note"]
    lead = found[0].message if found else "I find nothing to correct in these lines."
    notes = tuple(one.message for one in [*found[1:], *(f for f in report.findings if f.severity == "note")])
    cited = tuple(dict.fromkeys(c for one in report.findings for c in one.citations))
    value = {key: report_json(report)[key] for key in ("lines", "findings", "corrected")}
    return Fact("claim", lead, value, (), cited, notes[:6], acts=("claim.check",))
