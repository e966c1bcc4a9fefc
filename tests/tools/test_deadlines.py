"""Deadlines from dates, over month ends and leap years."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import BadInput, NotInForce
from assistant.tools.deadlines import deadline, progress_report, speak, years_after
from tests.tools.questions import asked


@pytest.mark.parametrize(
    ("what", "start", "due"),
    [
        ("recertification", date(2026, 1, 1), date(2026, 3, 31)),  # contract: 90 days, the first being day 1
        ("recertification", date(2024, 1, 1), date(2024, 3, 30)),  # leap year
        ("certification", date(2026, 1, 5), date(2026, 2, 4)),
        ("delayed-certification", date(2026, 2, 4), date(2026, 3, 6)),
        ("verbal-order", date(2026, 2, 20), date(2026, 3, 6)),
        ("plan-transmission", date(2025, 1, 1), date(2025, 1, 31)),
        ("timely-filing", date(2025, 3, 10), date(2026, 3, 10)),
        ("timely-filing", date(2024, 2, 29), date(2025, 2, 28)),
        ("redetermination", date(2026, 1, 1), date(2026, 5, 1)),
        ("reconsideration", date(2026, 1, 1), date(2026, 6, 30)),
        ("hearing", date(2026, 1, 1), date(2026, 3, 2)),
    ],
)
def test_last_day(what, start, due, reference):
    """The last day of each deadline."""
    assert deadline(what, start, reference).due == due


def test_a_notice_is_presumed_received_five_days_later(reference):
    """42 CFR 405.942: five days are added to the date on the notice."""
    found = deadline("redetermination", date(2026, 1, 1), reference, notice=True)
    assert (found.counted_from, found.due) == (date(2026, 1, 6), date(2026, 5, 6))


def test_the_signature_exception_did_not_exist_in_2024(reference):
    """Before January 1, 2025 there is no exception to count for."""
    with pytest.raises(NotInForce):
        deadline("plan-transmission", date(2024, 12, 31), reference)


def test_an_unknown_deadline_is_told(reference):
    """The error lists what can be asked for."""
    with pytest.raises(BadInput, match="recertification"):
        deadline("birthday", date(2026, 1, 1), reference)


def test_the_tenth_treatment_day_ends_the_progress_period(reference):
    """The evaluation counts as day 1; days count once."""
    days = [date(2026, 1, 5) + timedelta(days=2 * n) for n in range(11)]
    assert progress_report([*days, days[0]], reference).due == days[9]
    with pytest.raises(BadInput, match="9 treatment days"):
        progress_report(days[:9], reference)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
@settings(max_examples=200)
def test_a_calendar_year_is_365_or_366_days(start):
    """One year later is the same day of the year, except from February 29."""
    assert (years_after(start, 1) - start).days in (365, 366)


JANUARY = date(2026, 1, 5)


def due(text, reference, dates=(JANUARY,), topics=("deadline",)):
    """Act and last day of each deadline told."""
    facts = speak(asked(text, reference, dates=dates, topics=frozenset(topics)), reference)
    told = [(fact.acts[0], fact.value.get("due") or fact.value.get("due_by_treatment_day")) for fact in facts]
    return [one for one in told if one != ("deadlines.progress", None)]  # the general rule, told wherever something is due


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eval was 1/5/2026, when is the recert due?", [("deadlines.recert", "2026-04-04")]),
        ("eval was 1/5/2026, doctor must sign by", [("deadlines.signature", "2026-02-04")]),
        ("we forgot the recert on 1/5", []),
        ("denied 1/5/2026, redetermination deadline", [("deadlines.appeal", "2026-05-10")]),
        ("our redetermination was denied, letter of 1/5/2026, last day for the next appeal", [("deadlines.appeal", "2026-07-09")]),
        ("the appeal came back denied, letter of 1/5/2026, until when is the next one", [("deadlines.appeal", "2026-07-09")]),
        ("appeal denied again on 1/5/2026, by when must we appeal", [("deadlines.appeal", "2026-07-09")]),
        ("redetermination letter of 1/5, reconsideration deadline", [("deadlines.appeal", "2026-07-09"), ("deadlines.appeal", "2026-05-10")]),
        ("date of service 1/5/2026 last day to file medicare", [("deadlines.filing", "2027-01-05")]),
        ("1/5/2026", [("deadlines.signature", "2026-02-04"), ("deadlines.recert", "2026-04-04"), ("deadlines.filing", "2027-01-05"), ("deadlines.appeal", "2026-05-10")]),
    ],
)
def test_what_is_due(text, expected, reference):
    """Each kind has its own act; where nothing says which, each kind is told and the judge chooses."""
    assert expected == due(text, reference)


def test_nothing_is_due_without_a_day(reference):
    """A rule without a date is the guidance's."""
    assert due("when is recert due", reference, dates=()) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("we are at visit 9, when must the progress report be written", 10),
        ("progress report: visit 10 today", 10),
        ("at visit 11, progress report?", 20),
        ("last progress report at visit 8, next one?", 18),
    ],
)
def test_progress_reports_by_treatment_day(text, day, reference):
    """Every ten treatment days, counted from day 1 or from the last report."""
    assert [("deadlines.progress", day)] == due(text, reference, dates=())


def test_a_progress_report_by_days(reference):
    """Ten days of treatment named: the tenth."""
    days = tuple(JANUARY + timedelta(days=2 * n) for n in range(10))
    assert ("deadlines.progress", days[9].isoformat()) in due("progress report", reference, dates=days)


@pytest.mark.parametrize(
    ("text", "dates", "told"),
    [
        ("eval 1/5/2026, doctor signed the plan on 2/4/2026, certified in time?", (JANUARY, date(2026, 2, 4)), "Still in time on February 4, 2026."),
        ("eval 1/5/2026, doctor signed the plan on 2/5/2026", (JANUARY, date(2026, 2, 5)), "1 day late: a delayed certification, which needs no written reason"),
        ("eval 1/5/2026, doctor signed the plan on 3/6/2026", (JANUARY, date(2026, 3, 6)), "30 days late: a delayed certification, which needs no written reason"),
        ("eval 1/5/2026, doctor signed the plan on 3/7/2026", (JANUARY, date(2026, 3, 7)), "beyond 30 days after the due date it needs a written reason"),
        ("claim of 1/5/2026 filed on 1/5/2027, timely?", (JANUARY, date(2027, 1, 5)), "Still in time on January 5, 2027."),
        ("claim of 1/5/2026 filed on 1/6/2027, timely?", (JANUARY, date(2027, 1, 6)), "Too late on January 6, 2027."),
        ("denied 1/5/2026, is it too late to appeal", (JANUARY,), "Too late on November 23, 2026."),
        ("denied 1/5/2026, last day to appeal", (JANUARY,), "Ask for the redetermination by"),
        ("claims of 1/5/2026 and 2/5/2026, until when is timely filing", (JANUARY, date(2026, 2, 5)), "Medicare must receive the claim by"),
    ],
)
def test_set_against_another_day(text, dates, told, reference):
    """A second day that was told, or today where it is asked whether it is too late: one case on each side of the last day."""
    facts = speak(asked(text, reference, dates=dates, topics=frozenset(("deadline",)), today=date(2026, 11, 23)), reference)
    assert any(told in fact.statement for fact in facts)


def test_a_report_that_is_late(reference):
    """The last on day 8, so due by 18: day 18 is in time, 19 is not."""
    late, due = (speak(asked(f"last progress report was on visit 8, we are at visit {n}", reference, topics=frozenset(("deadline",))), reference) for n in (19, 18))
    assert any("is late" in fact.statement for fact in late)
    assert not any("is late" in fact.statement for fact in due)
