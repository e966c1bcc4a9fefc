"""When the next progress report is due: by treatment days reached, or by the days of treatment (Pub. 100-02 ch. 15 §220.3.D)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.reference import Reference
from assistant.reference.rulekinds import Progress
from assistant.schema import Fact, Question
from assistant.tools.wording import long_day, ordinal

if TYPE_CHECKING:
    from assistant.tools.deadlines import Deadline


def facts(question: Question, reference: Reference, by_days: Callable[[list[date], Reference], Deadline]) -> list[Fact]:
    """By which treatment day the report is due; by_days: the deadline from a full list of treatment days."""
    rule, say = reference.rules.in_force("progress-report", question.as_of, Progress), reference.say
    days = rule.treatment_days
    value: dict[str, Any] = {"what": "progress-report", "treatment_days": days, "evaluation_is_day": 1}
    said: str = rule.say
    steps: tuple[str, ...] = (say("deadlines.progress-every", days=days),)
    if len(set(question.dates)) >= days:
        found = by_days(list(question.dates), reference)
        value |= {"due": found.due.isoformat(), "counted_from": found.counted_from.isoformat()}
        said, steps = say("deadlines.progress-due", due=long_day(found.due), nth=ordinal(days)), found.steps
    elif due := _due(question, days, reference):
        value["due_by_treatment_day"], step = due
        said, steps = say("deadlines.progress-next", day=value["due_by_treatment_day"], days=days), (step,)
    return [Fact("deadlines", said, value, steps, (rule.citation,), (rule.note, rule.who), acts=("deadlines.progress",))]


def _due(question: Question, days: int, reference: Reference) -> tuple[int, str] | None:
    """(treatment day, arithmetic) from the day reached or the day of the last report."""
    reported, reached = question.said.reported, question.said.visit
    if reported is not None:
        return reported + days, reference.say("deadlines.progress-after-report", reported=reported, days=days, day=reported + days)
    if reached is None:
        return None
    last = -(-reached // days) * days
    return last, reference.say("deadlines.progress-in-period", reached=reached, day=last, days=days)
