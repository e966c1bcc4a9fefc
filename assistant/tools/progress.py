"""When the next progress report is due: by the days somebody comes, by treatment days reached, or by days named (Pub. 100-02 ch. 15 §220.3.D)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.reference import Reference
from assistant.reference.rulekinds import Progress
from assistant.schema import WEEKDAYS, Fact, Question, Schedule
from assistant.tools.treatment_days import scheduled, strangers
from assistant.tools.wording import listed, long_day, number, ordinal

if TYPE_CHECKING:
    from assistant.tools.deadlines import Deadline


def facts(question: Question, reference: Reference, by_days: Callable[[list[date], Reference], Deadline]) -> list[Fact]:
    """By which treatment day the report is due; by_days: the deadline from a full list of treatment days."""
    rule, say, plan = reference.rules.in_force("progress-report", question.as_of, Progress), reference.say, question.said.schedule
    days = rule.treatment_days
    if plan.starts and plan.weekdays:
        return [_scheduled(plan, rule, reference)]
    value: dict[str, Any] = {"what": "progress-report", "treatment_days": days, "evaluation_is_day": 1}
    said: str = rule.say
    steps: tuple[str, ...] = (say("deadlines.progress-every", days=days),)
    notes: tuple[str, ...] = (rule.note, rule.who)
    asks: tuple[str, ...] = ()
    if len(set(question.dates)) >= days:
        found = by_days(list(question.dates), reference)
        value |= {"due": found.due.isoformat(), "counted_from": found.counted_from.isoformat()}
        said, steps = say("deadlines.progress-due", due=long_day(found.due), nth=ordinal(days)), found.steps
    elif due := _due(question, days, reference):
        value["due_by_treatment_day"], step = due
        day, reached = value["due_by_treatment_day"], question.said.visit
        said, steps = say("deadlines.progress-next", day=day, days=days), (step,)
        if question.said.reported is not None and reached is not None and reached > day:
            said = say("deadlines.progress-passed", day=day, reached=reached, days=days)
    elif plan.weekdays or (plan.weekly and plan.starts):
        value["due_by_treatment_day"] = days
        said = say("deadlines.progress-by-visit" if plan.reported is None else "deadlines.progress-by-visit-after", nth=ordinal(days))
        notes = (say("deadlines.progress-visits-count"), *notes)
        asks = (say("deadlines.progress-which-start" if plan.weekdays else "deadlines.progress-which-days"),)
    return [Fact("deadlines", said, value, steps, (rule.citation,), notes, asks=asks, acts=("deadlines.progress",))]


def _scheduled(plan: Schedule, rule: Progress, reference: Reference) -> Fact:
    """The day the report is due by where the first day and the days of the week are told; visits missed move it."""
    say, days, missed = reference.say, rule.treatment_days, plan.missed or 0
    row = scheduled(plan, days + missed)
    start, due = plan.starts, row[-1]
    assert start is not None
    gone = missed + len(plan.missed_on) - len(other := strangers(plan))
    visits = listed(f"{WEEKDAYS[day]}s" for day in plan.weekdays)
    told = {
        "due": long_day(due),
        "nth": ordinal(days),
        "start": long_day(start),
        "visits": say("deadlines.progress-gone", visits=visits, missed=f"{number(gone)} visit{'' if gone == 1 else 's'}") if gone else visits,
    }
    said = say("deadlines.progress-scheduled-after" if plan.reported else "deadlines.progress-scheduled", **told)
    value = {"what": "progress-report", "treatment_days": days, "evaluation_is_day": 1, "due": due.isoformat(), "counted_from": start.isoformat()}
    value |= {"days": [day.isoformat() for day in row], "missed": gone}
    named = listed(f"{day:%a} {day.month}/{day.day}" for day in row)
    steps: tuple[str, ...] = (say("deadlines.progress-days", days=named),)
    if missed:
        step = say("deadlines.progress-missed", scheduled=len(row), missed=number(missed), days=days, due=long_day(due))
        steps = (say("deadlines.progress-days-scheduled", days=named), step)
    notes = [*steps, say("deadlines.progress-moves"), *(say("deadlines.progress-no-visit", day=long_day(day)) for day in other)]
    if plan.weekly and plan.weekly != len(plan.weekdays):
        notes.append(say("deadlines.progress-weekly", weekly=number(plan.weekly), named=number(len(plan.weekdays))))
    return Fact("deadlines", said, value, steps, (rule.citation,), (*notes, rule.note, rule.who), acts=("deadlines.progress",))


def _due(question: Question, days: int, reference: Reference) -> tuple[int, str] | None:
    """(treatment day, arithmetic) from the day reached or the day of the last report."""
    reported, reached = question.said.reported, question.said.visit
    if reported is not None:
        return reported + days, reference.say("deadlines.progress-after-report", reported=reported, days=days, day=reported + days)
    if reached is None:
        return None
    last = -(-reached // days) * days
    return last, reference.say("deadlines.progress-in-period", reached=reached, day=last, days=days)
