"""When the next progress report is due: by treatment days reached, or by the days of treatment (Pub. 100-02 ch. 15 §220.3.D)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.reference import Reference
from assistant.schema import Fact, Question
from assistant.tools.counting.words import ordinal

if TYPE_CHECKING:
    from assistant.tools.deadlines import Deadline


def facts(question: Question, reference: Reference, by_days: Callable[[list[date], Reference], Deadline]) -> list[Fact]:
    """By which treatment day the report is due; by_days: the deadline from a full list of treatment days."""
    rule = reference.rules.in_force("progress-report", question.as_of)
    days = int(rule["treatment_days"])
    value: dict[str, Any] = {"what": "progress-report", "treatment_days": days, "evaluation_is_day": 1}
    general = rule["say"].format(days=days)
    note = rule["note"].format(grace=rule["grace_days"])
    if len(set(question.dates)) >= days:
        found = by_days(list(question.dates), reference)
        value |= {"due": found.due.isoformat(), "counted_from": found.counted_from.isoformat()}
        said = f"The progress report is due by {found.due:%B} {found.due.day}, {found.due.year}, the {ordinal(days)} treatment day; the evaluation counts as day 1."
        return [Fact("deadlines", said, value, found.steps, (rule.citation,), (note, rule["who"]), acts=("deadlines.progress",))]
    due = _due(question, days)
    if due is None:
        return [Fact("deadlines", general, value, (f"every {days} treatment days",), (rule.citation,), (note, rule["who"]), acts=("deadlines.progress",))]
    last, step = due
    value["due_by_treatment_day"] = last
    said = f"The next progress report is due by treatment day {last}: at least once every {days} treatment days, the evaluation being day 1."
    return [Fact("deadlines", said, value, (step,), (rule.citation,), (note, rule["who"]), acts=("deadlines.progress",))]


def _due(question: Question, days: int) -> tuple[int, str] | None:
    """(treatment day, arithmetic) from the day reached or the day of the last report."""
    reported, reached = question.said.reported, question.said.visit
    if reported is not None:
        return reported + days, f"last report on treatment day {reported} + {days} = {reported + days}"
    if reached is None:
        return None
    last = -(-reached // days) * days
    return last, f"treatment day {reached} lies in the period that ends with day {last}"
