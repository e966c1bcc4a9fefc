"""Deadlines from dates given: certification, progress report, timely filing, appeals (knowledge/rules/deadlines.toml).

Sources: Pub. 100-02 ch. 15 §220.1.3 and §220.3.D, 42 U.S.C. 1395n and 1395ff, 42 CFR 405.942 and 424.24(c)(5).

>>> from datetime import date
>>> years_after(date(2024, 2, 29), 1)
datetime.date(2025, 2, 28)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assistant.errors import BadInput, NotInForce
from assistant.privacy.shown import shown
from assistant.reference import Reference
from assistant.reference.rulekinds import Due, Progress, Receipt
from assistant.reference.slots import fill
from assistant.schema import Citation, Fact, Question
from assistant.tools import progress
from assistant.tools.wording import long_day
from assistant.tools.wording import number as in_words

APPEALS = ("reconsideration", "hearing", "council", "court", "redetermination")
_ACT = {  # narrower ones first: "appeal" alone is a redetermination
    "delayed-certification": "deadlines.signature", "verbal-order": "deadlines.signature", "plan-transmission": "deadlines.signature",
    "certification": "deadlines.signature", "recertification": "deadlines.recert", "timely-filing": "deadlines.filing",
    **dict.fromkeys(APPEALS, "deadlines.appeal"),
}  # fmt: skip
_USUAL = ("certification", "recertification", "timely-filing", "redetermination")  # one of each act, where nothing names it
_CERTIFICATIONS = ("certification", "recertification")


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
    if what not in _ACT:
        raise BadInput(f"{shown(what)} is not a deadline; one of: {', '.join(sorted(_ACT))}.")
    rule, say = reference.rules.in_force(what, start, Due), reference.say
    steps = []
    counted = start
    if notice:
        receipt = reference.rules.in_force("receipt", start, Receipt).days
        counted = start + timedelta(days=receipt)
        steps.append(say("deadlines.step-notice", start=long_day(start), days=receipt, counted=long_day(counted)))
    if rule.years:
        due = years_after(counted, rule.years)
        steps.append(say("deadlines.step-years", start=long_day(counted), years=in_years(rule.years, str(rule.years), reference), due=long_day(due)))
    else:
        due = counted + timedelta(days=rule.days)
        steps.append(say("deadlines.step-days", start=long_day(counted), days=rule.days, due=long_day(due), from_what=rule.from_what))
    return Deadline(what, due, counted, tuple(steps), rule.citation)


def in_years(years: int, number: str, reference: Reference) -> str:
    """'1 calendar year', 'two calendar years'."""
    return reference.say("deadlines.calendar-year" if years == 1 else "deadlines.calendar-years", number=number)


def years_after(start: date, years: int) -> date:
    """The same day some calendar years later; February 29 ends on February 28."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def progress_report(treatment_days: list[date], reference: Reference) -> Deadline:
    """The treatment day by which the first progress report is due, from 10 or more treatment days (evaluation included).

    Raises BadInput with fewer days: the tenth treatment day is not known yet.
    """
    days = sorted(set(treatment_days))
    rule = reference.rules.in_force("progress-report", days[0] if days else date.today(), Progress)
    count = rule.treatment_days
    if len(days) < count:
        raise BadInput(f"{len(days)} treatment days given; the report is due by treatment day {count}.")
    step = reference.say("deadlines.progress-day", count=count, of=len(days), day=long_day(days[count - 1]))
    return Deadline("progress-report", days[count - 1], days[0], (step,), rule.citation)


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """What is due, counted from the days named; where nothing says what, one deadline of each kind. And progress reports."""
    reports = question.says("due.progress-report")
    found = progress.facts(question, reference, progress_report) if reports or "deadline" in question.topics else []
    if not question.dates or any(one.minutes is not None for one in question.services):
        return tuple(found)
    asked = [what for what in _ACT if question.says(f"due.{what}")]
    if not asked and "deadline" in question.topics and not reports:
        asked = list(_USUAL)
    if question.says("says.appeal-lost"):  # the first level is behind them: the letter begins the time for the second
        asked = list(dict.fromkeys("reconsideration" if what == "redetermination" else what for what in asked))
    return (*found, *(fact for what in asked for fact in _due(what, question, reference)))


def _due(what: str, question: Question, reference: Reference) -> Iterator[Fact]:
    """One deadline; none where the day named cannot be the day it is counted from, or the rule did not exist then."""
    if what in _CERTIFICATIONS and question.says("says.missed") and not question.says("says.started"):
        return  # the day named is when it was forgotten or ran out, not the first treatment
    span = what == "timely-filing" and question.says("says.span")
    start = max(question.dates) if span else question.dates[0]
    try:
        found = deadline(what, start, reference, notice=what in APPEALS and not question.says("says.received"))
        yield _fact(found, _against(found, question), reference)
    except (NotInForce, OverflowError):
        return


def _against(found: Deadline, question: Question) -> date | None:
    """The day a deadline is set against: a second one that was told ("signed November 20", "today is March 9"), or today where it is asked whether it is too late."""
    later = [day for day in question.dates if day > found.counted_from]
    if len(question.dates) == 2 and len(later) == 1:
        return later[0] if question.says("says.then") else None
    return question.today if len(question.dates) == 1 and question.says("says.still") else None


def _set_against(said: str, found: Deadline, on: date, reference: Reference) -> tuple[str, str]:
    """(the rule's sentence after what the day means, how that is counted)."""
    days, say = (on - found.due).days, reference.say
    told = {"on": long_day(on), "days": f"{abs(days)} day{'' if abs(days) == 1 else 's'}"}
    if days <= 0:
        return say("deadlines.in-time", on=told["on"], said=said), say("deadlines.step-early", due=long_day(found.due), **told)
    step = say("deadlines.step-late", due=long_day(found.due), **told)
    if found.what != "certification":
        return say("deadlines.passed", on=told["on"], said=said), step
    delayed = reference.rules.in_force("delayed-certification", found.counted_from, Due).days
    return say("deadlines.delayed-reason" if days > delayed else "deadlines.delayed", said=said, delayed=delayed, **told), step


def _fact(found: Deadline, on: date | None, reference: Reference) -> Fact:
    """The rule's own sentence with its days, and what to watch; on: a day it is set against."""
    rule = reference.rules.in_force(found.what, found.counted_from, Due)
    value: dict[str, Any] = {"what": found.what, "due": found.due.isoformat(), "counted_from": found.counted_from.isoformat()}
    value |= {key: number for key, number in (("days", rule.days), ("years", rule.years), ("span", rule.span)) if number}
    said = fill(rule.say, {"due": long_day(found.due), "start": long_day(found.counted_from), "in_years": in_years(rule.years, in_words(rule.years), reference)})
    steps = found.steps
    if on is not None:
        said, step = _set_against(said, found, on, reference)
        value, steps = {**value, "on": on.isoformat()}, (*steps, step)
    note = fill(rule.note, {"delayed": reference.rules.in_force("delayed-certification", found.counted_from, Due).days})
    return Fact("deadlines", said, value, steps, (found.citation,), (note,) if note else (), acts=(_ACT[found.what],))
