"""The report's day under a schedule of visits: the tenth treatment day, later by each visit missed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.schema import Schedule
from assistant.tools.deadlines import progress_report, speak
from assistant.tools.treatment_days import scheduled
from tests.tools.questions import asked

TUESDAY = date(2026, 9, 8)
MON_WED_FRI = (0, 2, 4)
ASKED = "when is the progress report due"


def told(plan, reference, text=ASKED):
    """The fact on the progress report."""
    question = asked(text, reference, topics=frozenset({"deadline"}))
    (fact,) = speak(replace(question, said=replace(question.said, schedule=plan)), reference)
    return fact


@pytest.mark.parametrize(
    ("plan", "due"),
    [
        (Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI), date(2026, 9, 28)),
        (Schedule(first=(date(2026, 9, 9),), weekdays=MON_WED_FRI), date(2026, 9, 30)),
        (Schedule(first=(date(2026, 9, 7),), weekdays=MON_WED_FRI), date(2026, 9, 28)),
        (Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, missed=0), date(2026, 9, 28)),
        (Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, missed=1), date(2026, 9, 30)),
        (Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, missed=2), date(2026, 10, 2)),
        (Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, missed_on=(date(2026, 9, 28),)), date(2026, 9, 30)),
        (Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, missed_on=(date(2026, 9, 30),)), date(2026, 9, 28)),
        (Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, missed_on=(date(2026, 9, 15),)), date(2026, 9, 28)),
        (Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, missed=1, missed_on=(date(2026, 9, 9),)), date(2026, 10, 2)),
        (Schedule(first=(TUESDAY, date(2026, 9, 10)), weekdays=MON_WED_FRI), date(2026, 9, 28)),
        (Schedule(reported=TUESDAY, weekdays=MON_WED_FRI), date(2026, 9, 30)),
        (Schedule(first=(date(2026, 12, 1),), weekdays=(1, 3)), date(2026, 12, 31)),
        (Schedule(first=(date(2024, 2, 26),), weekdays=(0, 1, 2, 3, 4)), date(2024, 3, 8)),
    ],
)
def test_the_tenth_treatment_day(plan, due, reference):
    """The first day is day 1 on whatever day of the week; a visit missed takes the next scheduled day; over months and a leap day."""
    fact = told(plan, reference)
    assert due.isoformat() == fact.value["due"]
    assert f"{due:%B} {due.day}, {due.year}" in fact.statement


def test_the_days_are_those_of_the_rule(reference):
    """The tenth of the days named is what the days alone give."""
    plan = Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI)
    assert told(plan, reference).value["due"] == progress_report(list(scheduled(plan, 12)), reference).due.isoformat()


def test_the_ten_days_stand_in_the_steps(reference):
    """All of them; with visits missed every scheduled one and the subtraction."""
    plan = Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI)
    assert told(plan, reference).steps == ("Treatment days: Tue 9/8, Wed 9/9, Fri 9/11, Mon 9/14, Wed 9/16, Fri 9/18, Mon 9/21, Wed 9/23, Fri 9/25 and Mon 9/28.",)
    later = told(replace(plan, missed=2), reference)
    assert later.steps[0].startswith("Scheduled days: Tue 9/8")
    assert later.steps[0].endswith("Wed 9/30 and Fri 10/2.")
    assert later.steps[1] == "12 scheduled days − two missed = 10 treatment days, the last of them October 2, 2026."
    assert "two visits missed" in later.statement


def test_a_day_without_a_visit_takes_none_out(reference):
    """It is told."""
    fact = told(Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, missed_on=(date(2026, 9, 15),)), reference)
    assert "No visit was scheduled on September 15, 2026, so it takes none out." in fact.notes
    assert "missed" not in fact.statement


def test_days_and_visits_a_week_that_differ_are_told(reference):
    """The days count; as many of both say nothing."""
    plan = Schedule(first=(TUESDAY,), weekdays=MON_WED_FRI, weekly=2)
    said = "Told were two visits a week, but three of its days: counted are the days."
    assert [said in told(replace(plan, weekly=weekly), reference).notes for weekly in (2, 3, None)] == [True, False, False]


@pytest.mark.parametrize(
    ("plan", "ask"),
    [
        (Schedule(first=(TUESDAY,), weekly=2), "On which days of the week are the visits?"),
        (Schedule(weekdays=MON_WED_FRI), "On which day was the first visit?"),
        (Schedule(reported=TUESDAY, weekly=3), "On which days of the week are the visits?"),
    ],
)
def test_no_date_is_guessed(plan, ask, reference):
    """By which visit, and what is missing is asked."""
    fact = told(plan, reference)
    assert ("due" not in fact.value, fact.value["due_by_treatment_day"], fact.asks) == (True, 10, (ask,))
    assert "by the 10th visit" in fact.statement


@pytest.mark.parametrize("plan", [Schedule(), Schedule(first=(TUESDAY,)), Schedule(weekly=2), Schedule(missed=2)])
def test_too_little_is_the_rule_alone(plan, reference):
    """Nothing said of the days."""
    fact = told(plan, reference)
    assert "at least once every 10 treatment days" in fact.statement
    assert "due" not in fact.value


def test_a_visit_reached_goes_before_visits_a_week(reference):
    """By that treatment day."""
    assert told(Schedule(first=(TUESDAY,), weekly=2), reference, "at visit 11, progress report?").value["due_by_treatment_day"] == 20


def test_no_schedule_ends_the_calendar(reference):
    """The last day there is."""
    late = date.max - timedelta(days=1)
    assert scheduled(Schedule(first=(late,), weekdays=(0, 1, 2, 3, 4, 5, 6)), 5) == (late, date.max)
