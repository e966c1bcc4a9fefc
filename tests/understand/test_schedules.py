"""When a patient comes, as told: the first day, days of the week, visits missed; and a conversation that tells it turn by turn."""

from datetime import date

import pytest

from assistant.answer.understand import schedules, weekdays
from assistant.answer.understand.dates import read as dates_of
from assistant.answer.understand.schedule_turns import MOST, rescheduled
from assistant.answer.understand.wording import Page
from assistant.schema import Schedule
from tests.conftest import KNOWLEDGE

TODAY = date(2026, 11, 23)
MON_WED_FRI, TUE_THU, WORKDAYS = (0, 2, 4), (1, 3), (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("comes Mon Wed Fri", MON_WED_FRI), ("MWF", MON_WED_FRI), ("mwf", MON_WED_FRI), ("M/W/F", MON_WED_FRI), ("m-w-f", MON_WED_FRI), ("M W F", MON_WED_FRI),
        ("Mon, Wed, and Fri", MON_WED_FRI), ("monday wednesday friday", MON_WED_FRI), ("tue/thu", TUE_THU), ("T/Th", TUE_THU), ("TTh", TUE_THU), ("TR", TUE_THU),
        ("Tuesdays and Thursdays", TUE_THU), ("Thursdays and Tuesdays", TUE_THU), ("every weekday", WORKDAYS), ("M-F", WORKDAYS), ("Monday through Friday", WORKDAYS),
        ("on Mondays", (0,)), ("every Monday", (0,)), ("Tu/Th/Sa", (1, 3, 5)), ("MW", (0, 2)), ("M & Th", (0, 3)),
        ("Mon 9/8, then MWF", MON_WED_FRI), ("mwf, that is Mon Wed Fri", MON_WED_FRI),
    ],
)  # fmt: skip
def test_days_of_the_week(text, days):
    """However they are written."""
    assert days == schedules.read(text, [], KNOWLEDGE).weekdays


@pytest.mark.parametrize(
    "text",
    [
        "she came on a Monday", "eval was Monday 9/8", "65 y/o w/f", "M/F", "MT", "mw", "she sat and stood", "twice a week", "PT for him", "23 m w",
        "tue-thu", "MWF, then Tuesdays and Thursdays", "Mon-Wed",
    ],
)  # fmt: skip
def test_no_days_of_the_week(text):
    """Other words, a date's own day, and what may mean two things."""
    assert schedules.read(text, [], KNOWLEDGE).weekdays == ()


def test_a_range_is_a_list_where_as_many_visits_are_told():
    """Tue-Thu, twice a week: two days; three times a week: not read."""
    assert [schedules.read(text, [], KNOWLEDGE).weekdays for text in ("tue-thu twice a week", "tue-thu 3x/week")] == [(1, 3), ()]
    assert [one.open for one in weekdays.read("tue-thu")] == [True]


SEPTEMBER = [date(2026, 9, day) for day in range(1, 31)]


def day(number):
    """Of September 2026."""
    return SEPTEMBER[number - 1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("first visit 9/8", Schedule(first=(day(8),))),
        ("eval on 9/8/2025", Schedule(first=(date(2025, 9, 8),))),
        ("eval 12/7", Schedule(first=(date(2025, 12, 7),))),
        ("started Tue 9/8", Schedule(first=(day(8),))),
        ("9/8 eval", Schedule(first=(day(8),))),
        ("9/8", Schedule(first=(day(8),))),
        ("eval 9/8, first treatment 9/10", Schedule(first=(day(8), day(10)))),
        ("9/8/2026, progress report", Schedule(first=(day(8),))),
        ("tenth visit 9/29/2026", Schedule()),
        ("cert 9/8/2026", Schedule()),
        ("last progress note 9/8", Schedule(reported=day(8))),
        ("the last progress report was on 9/8", Schedule(reported=day(8))),
        ("eval 9/8, missed 9/22 and 9/29", Schedule(first=(day(8),), missed_on=(day(22), day(29)))),
        ("missed one on 9/22, eval 9/8", Schedule(first=(day(8),), missed_on=(day(22),))),
        ("cancelled 2", Schedule(missed=2)),
        ("she cancelled two of those", Schedule(missed=2)),
        ("no-showed 2, cancelled 1", Schedule(missed=3)),
        ("missed another one", Schedule(missed=1, more=True)),
        ("no cancellations", Schedule(missed=0)),
        ("twice a week", Schedule(weekly=2)),
        ("3x/week for 4 weeks", Schedule(weekly=3)),
        ("2 times weekly", Schedule(weekly=2)),
        ("for 4 weeks", Schedule()),
        ("we missed the recert", Schedule()),
        ("missed 10 minutes", Schedule()),
        ("cancelled 99", Schedule(missed=schedules.MOST)),
    ],
)
def test_what_a_text_tells(text, told):
    """Each day by the words around it; nothing is guessed."""
    assert told == schedules.read(text, dates_of(Page(text), TODAY), KNOWLEDGE)


CONVERSATION = ["progress report due when", "start was 9/8, she comes mon wed fri", "she cancelled two of those", "make it 3 missed", "started 9/10 instead"]
WHOLE = "progress report due when. First visit {}, comes Mondays, Wednesdays and Fridays{}."


@pytest.mark.parametrize(
    ("turns", "last"),
    [
        (CONVERSATION[:2], [WHOLE.format("9/8/2026", "")]),
        (CONVERSATION[:3], [WHOLE.format("9/8/2026", ", 2 visits cancelled")]),
        (CONVERSATION[:4], [WHOLE.format("9/8/2026", ", 3 visits cancelled")]),
        (CONVERSATION, [WHOLE.format("9/10/2026", ", 3 visits cancelled")]),
        ([*CONVERSATION, "another one"], [WHOLE.format("9/10/2026", ", 4 visits cancelled")]),
        ([*CONVERSATION, "actually 1"], [WHOLE.format("9/10/2026", ", 1 visits cancelled")]),
        ([*CONVERSATION, "no cancellations"], [WHOLE.format("9/10/2026", "")]),
        ([*CONVERSATION, "what if it's tue/thu"], ["progress report due when. First visit 9/10/2026, comes Tuesdays and Thursdays, 3 visits cancelled."]),
        ([*CONVERSATION, "only once a week though"], ["progress report due when. First visit 9/10/2026, 1 times a week, 3 visits cancelled."]),
        (["eval 9/8, T/Th, PN due?", "missed 9/22", "missed 9/24 too"], ["eval, PN due? First visit 9/8/2026, comes Tuesdays and Thursdays, missed 9/22/2026 and 9/24/2026."]),
        (["pt started 9/8 and comes MWF", "when is the progress report due"], ["when is the progress report due. First visit 9/8/2026, comes Mondays, Wednesdays and Fridays."]),
        (["eval 9/8, MWF, PN due?", "last PN was 9/28, next one?"], ["last PN was, next one? Last progress report 9/28/2026, comes Mondays, Wednesdays and Fridays."]),
        (["eval 9/8, MWF, PN due?", "new patient: eval 9/10, T/Th, PN due?"], ["new patient: eval 9/10, T/Th, PN due?"]),
    ],
)
def test_a_turn_asks_anew(turns, last, reference):
    """With all that was told of the visits, without the turns before."""
    assert last == rescheduled(turns, reference, TODAY)


@pytest.mark.parametrize(
    "turn",
    ["she cancelled two visits, can I charge her?", "who writes it", "97110 for 23 minutes", "and the recert?", "who may write the progress report", "mon " * MOST + "wed fri"],
)
def test_a_turn_that_says_more_stays(turn, reference):
    """It asks something of its own; those before it are as they were told to be."""
    first = "eval 9/8, MWF, PN due?"
    assert [first, turn] == rescheduled([first, turn], reference, TODAY)


def test_a_conversation_about_something_else_stays(reference):
    """No progress report, no schedule."""
    turns = ["when is the recert due", "start was 9/8, she comes mon wed fri"]
    assert turns == rescheduled(turns, reference, TODAY)
