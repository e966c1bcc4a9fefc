"""Deadlines from dates given: certification, progress report, timely filing, appeals (knowledge/rules/deadlines.toml).

Sources: Pub. 100-02 ch. 15 §220.1.3 and §220.3.D, 42 U.S.C. 1395n and 1395ff, 42 CFR 405.942 and 424.24(c)(5).

>>> from datetime import date
>>> a_year_after(date(2024, 2, 29))
datetime.date(2025, 2, 28)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.errors import BadInput
from assistant.reference import Reference
from assistant.schema import Citation, Fact, Question

# What is asked for → the rule that answers; the first that matches wins, so narrower ones stand first.
_ASKED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("delayed-certification", r"delayed cert|late cert|cert\w* (?:is |was )?late"),
        ("recertification", r"re-?cert|90[- ]day|\b(?:cert\w*|poc|plan of care)\b[^.?]{0,30}\b(?:good (?:for|until|through)|valid|last|expires?)\b"),
        ("verbal-order", r"verbal"),
        ("plan-transmission", r"transmit|sent to the (?:doctor|physician)|send the (?:plan|poc)|signature exception"),
        ("certification", r"certif|\bcert\b|signed (?:plan|poc)|(?:plan|poc) (?:of care )?(?:be )?signed|sign\w* the (?:plan|poc)"),
        ("redetermination", r"redetermination|first (?:level )?appeal|level 1|\bappeal"),
        ("reconsideration", r"reconsideration|\bqic\b|level 2"),
        ("hearing", r"\balj\b|hearing|omha|level 3"),
        ("council", r"council|level 4"),
        ("court", r"district court|federal court|level 5"),
        ("timely-filing", r"timely|fil(?:e|ing)|submit|claim"),
    )
)
_INSTITUTIONAL = re.compile(r"institution\w*|\bub-?04\b|hospital|snf|span|through date|rehab agency|facility", re.IGNORECASE)
_APPEALS = {"redetermination", "reconsideration", "hearing", "council", "court"}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, how it was counted, and the rule's citation."""

    what: str
    due: date
    counted_from: date
    steps: tuple[str, ...]
    citation: Citation


def deadline(what: str, start: date, reference: Reference, *, notice: bool = False) -> Deadline:
    """The last day for `what` (a rule of deadlines.toml), counted from `start`.

    notice: start is the date printed on a notice; receipt is presumed some days later. Raises BadInput for an
    unknown name, NotInForce where the rule did not exist on that day.
    """
    names = {name for name, _ in _ASKED}
    if what not in names:
        raise BadInput(f"{what!r} is not a deadline; one of: {', '.join(sorted(names))}.")
    rule = reference.rules.in_force(what, start)
    steps = []
    counted = start
    if notice:
        receipt = int(reference.rules.in_force("receipt", start)["days"])
        counted = start + timedelta(days=receipt)
        steps.append(f"Notice dated {day(start)}; receipt is presumed {receipt} days later: {day(counted)}.")
    if "years" in rule.values:
        due = a_year_after(counted)
        steps.append(f"{day(counted)} + 1 calendar year = {day(due)}.")
    else:
        due = counted + timedelta(days=int(rule["days"]))
        steps.append(f"{day(counted)} + {rule['days']} days = {day(due)} ({rule['from_what']}).")
    return Deadline(what, due, counted, tuple(steps), rule.citation)


def a_year_after(start: date) -> date:
    """The same day a calendar year later; February 29 ends on February 28."""
    try:
        return start.replace(year=start.year + 1)
    except ValueError:
        return start.replace(year=start.year + 1, day=28)


def progress_report(treatment_days: list[date], reference: Reference) -> Deadline:
    """The treatment day by which the first progress report is due, from 10 or more treatment days (evaluation included).

    Raises BadInput with fewer days: the tenth treatment day is not known yet.
    """
    days = sorted(set(treatment_days))
    rule = reference.rules.in_force("progress-report", days[0] if days else date.today())
    count = int(rule["treatment_days"])
    if len(days) < count:
        raise BadInput(f"{len(days)} treatment days given; the report is due by treatment day {count}.")
    step = f"Treatment day {count} of {len(days)}, the evaluation being day 1: {day(days[count - 1])}."
    return Deadline("progress-report", days[count - 1], days[0], (step,), rule.citation)


_MISSED = re.compile(r"\b(?:forg[eo]t\w*|missed|overdue|expired|lapsed|ran out|past due|late)\b", re.IGNORECASE)
_STARTED = re.compile(r"\b(?:start\w*|first|initial|eval\w*|soc|began|begin)\b", re.IGNORECASE)


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """The deadline asked for, from the first date named; silent without a date."""
    if not question.dates or question.services:
        return ()
    text = question.search or question.asked
    what = next((name for name, pattern in _ASKED if pattern.search(text)), None)
    if what is None or (what == "timely-filing" and "deadline" not in question.topics):
        return ()
    if what in ("certification", "recertification") and _MISSED.search(text) and not _STARTED.search(text):
        return ()  # the day named is when it was forgotten or ran out, not the first treatment
    if what == "redetermination":
        what = next((n for n, p in _ASKED if n in _APPEALS - {"redetermination"} and p.search(text)), what)
    span = what == "timely-filing" and _INSTITUTIONAL.search(text)
    start = max(question.dates) if span else question.dates[0]
    found = deadline(what, start, reference, notice=what in _APPEALS and "receiv" not in text.lower())
    return (_fact(found),)


_SAID = {
    "certification": ("The plan must be certified by {due}: within 30 days of the first treatment on {start}, evaluation included.", "Later is a delayed certification: up to 30 more days need no explanation, longer needs a written reason."),
    "recertification": ("Recertify by {due}: a certification covers at most 90 days from the first treatment on {start}.", "A plan written for a shorter time ends sooner, and a significant change needs its own certification."),
    "delayed-certification": ("Without a written reason the late signature can still come by {due}, 30 days after the due date {start}.", "After that the delayed certification needs the reason in writing."),
    "verbal-order": ("The verbal certification of {start} must be signed by {due}, 14 days later.", ""),
    "plan-transmission": ("Send the plan by {due}: the exception needs it sent within 30 days of the initial evaluation on {start}.", "It also needs a signed and dated order or referral in the record, and covers the initial certification only."),
    "redetermination": ("Ask for the redetermination by {due}: 120 days from receipt, presumed {start}.", "Send the whole record now: evidence kept back past level 2 needs good cause."),
    "reconsideration": ("Ask for the reconsideration by {due}: 180 days from receipt of the redetermination, presumed {start}.", "It is the last level at which new evidence comes in without good cause."),
    "hearing": ("Ask for the ALJ hearing by {due}: 60 days from receipt of the reconsideration, presumed {start}.", "The amount in dispute must reach the year's minimum."),
    "council": ("Ask the Medicare Appeals Council by {due}: 60 days from receipt of the hearing decision, presumed {start}.", ""),
    "court": ("Go to federal district court by {due}: 60 days from receipt of the Council's decision, presumed {start}.", "The amount in dispute must reach the year's minimum."),
    "timely-filing": ("Medicare must receive the claim by {due}: 1 calendar year from the date of service {start}.", "Institutional span bills count from the Through date; commercial plans set their own limit in the contract."),
}  # fmt: skip

_ACT = {
    "certification": "deadlines.signature", "delayed-certification": "deadlines.signature", "verbal-order": "deadlines.signature",
    "plan-transmission": "deadlines.signature", "recertification": "deadlines.recert", "timely-filing": "deadlines.filing",
    **dict.fromkeys(_APPEALS, "deadlines.appeal"),
}  # fmt: skip


def _fact(found: Deadline) -> Fact:
    statement, note = _SAID[found.what]
    value = {"what": found.what, "due": found.due.isoformat(), "counted_from": found.counted_from.isoformat()}
    said = statement.format(due=day(found.due), start=day(found.counted_from))
    return Fact("deadlines", said, value, found.steps, (found.citation,), (note,) if note else (), fit=0.93, acts=(_ACT[found.what],))


def day(when: date) -> str:
    """'January 5, 2026'."""
    return f"{when:%B} {when.day}, {when.year}"
