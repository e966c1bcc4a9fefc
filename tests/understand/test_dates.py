"""What has the shape of a date is read as one, or told that it cannot be; its digits are never minutes."""

import calendar
import itertools
import random
from datetime import date

import pytest

from assistant.answer.understand import dates, minutes
from assistant.answer.understand.wording import Page, normalise

TODAY = date(2026, 11, 23)
NAMES, SHORT = list(calendar.month_name), list(calendar.month_abbr)
SHAPES = {
    "2025-12-31": lambda y, m, d: f"{y}-{m:02}-{d:02}",
    "2025-12-3": lambda y, m, d: f"{y}-{m}-{d}",
    "2025/12/31": lambda y, m, d: f"{y}/{m:02}/{d:02}",
    "2025.12.31": lambda y, m, d: f"{y}.{m:02}.{d:02}",
    "12/31/2025": lambda y, m, d: f"{m}/{d}/{y}",
    "12-31-2025": lambda y, m, d: f"{m:02}-{d:02}-{y}",
    "12.31.2025": lambda y, m, d: f"{m:02}.{d:02}.{y}",
    "12/31/25": lambda y, m, d: f"{m}/{d}/{y % 100:02}",
    "Dec 31, 2025": lambda y, m, d: f"{SHORT[m]} {d}, {y}",
    "December 31st 2025": lambda y, m, d: f"{NAMES[m]} {d}th {y}",
    "31 Dec 2025": lambda y, m, d: f"{d} {SHORT[m]} {y}",
    "31-Dec-2025": lambda y, m, d: f"{d}-{SHORT[m]}-{y}",
    "Dec/31/2025": lambda y, m, d: f"{SHORT[m]}/{d}/{y}",
    "31Dec2025": lambda y, m, d: f"{d}{SHORT[m]}{y}",
    "Dec 31, '25": lambda y, m, d: f"{SHORT[m]} {d}, '{y % 100:02}",
    "12/31/'25": lambda y, m, d: f"{m}/{d}/'{y % 100:02}",
    "12 / 31 / 2025": lambda y, m, d: f"{m} / {d} / {y}",
    "2025_12_31": lambda y, m, d: f"{y}_{m:02}_{d:02}",
    "20251231": lambda y, m, d: f"{y}{m:02}{d:02}",
    "12312025": lambda y, m, d: f"{m:02}{d:02}{y}",
    "12/31-2025": lambda y, m, d: f"{m}/{d}-{y}",
    "2025-12/31": lambda y, m, d: f"{y}-{m:02}/{d:02}",
    "12\\31\\2025": lambda y, m, d: f"{m}\\{d}\\{y}",
    "12|31|2025": lambda y, m, d: f"{m}|{d}|{y}",
    "12,31,2025": lambda y, m, d: f"{m},{d},{y}",
    "12-/31/2025": lambda y, m, d: f"{m}-/{d}/{y}",
    "31DEC25": lambda y, m, d: f"{d:02}{SHORT[m].upper()}{y % 100:02}",
    "31-Dec-25": lambda y, m, d: f"{d}-{SHORT[m]}-{y % 100:02}",
    "Dec-31-25": lambda y, m, d: f"{SHORT[m]}-{d}-{y % 100:02}",
    "2025-12-31T10:05": lambda y, m, d: f"{y}-{m:02}-{d:02}T10:05",
}
AROUND = ["97110 23 min on {}", "dos {}: 97110 23 min", "{} 97110 for 23 minutes, units?", "97110 - 23 min ({})", "seen {}, 23 min of 97110"]
WRONG = [(2025, 2, 30), (2025, 4, 31), (2023, 2, 29), (2025, 6, 31)]


def read(text):
    """Dates, what cannot be one, and the minutes found beside them."""
    page = Page(normalise(text))
    found, wrong = dates.read_all(page, TODAY)
    return found, wrong, [one.value for one in minutes.read(page)]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_date_is_a_date_in_every_shape(shape):
    """Days of ten years in each shape, in five sentences: that day, and no minutes but the 23."""
    luck = random.Random(shape)
    for around in AROUND:
        for _ in range(12):
            day = date(luck.randrange(2016, 2027), luck.randrange(1, 13), luck.randrange(1, 29))
            found, wrong, times = read(around.format(SHAPES[shape](day.year, day.month, day.day)))
            assert ([one.day for one in found], wrong, times) == ([day], (), [23]), around.format(SHAPES[shape](day.year, day.month, day.day))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_date_that_cannot_be_is_told(shape):
    """February 30 and its like in each shape: given back as written, never minutes, never dropped."""
    for around, (year, month, day) in itertools.product(AROUND, WRONG):
        text = SHAPES[shape](year, month, day)
        found, wrong, times = read(around.format(text))
        assert (found, times) == ([], [23]), around.format(text)
        assert len(wrong) == 1
        assert wrong[0].startswith(text[:8])


@pytest.mark.parametrize(
    "text",
    ["2025-12-32", "02/30/2025", "Dec 32", "2025/13/01", "32.12.2025", "2025-13", "13/2025", "Feb 30", "31st of June 2025", "12/31/1799", "12/31/2999", "Sept 31, 2025", "Q5 2025", "00/12/2025", "2025-00-10",
     "20251232", "20251301", "20253112", "Decmber 32", "Febuary 30", "the 32nd of December", "32-Dec-2025", "2025 Dec 32", "30 Feb", "June 31st", "on 12/32"],
)
def test_other_dates_that_cannot_be(text):
    """Days, months and years beyond what there is."""
    for around in ("97110 for 23 minutes on {}", "97110 23 min, {}: units?"):
        found, wrong, times = read(around.format(text))
        assert ([one for one in found if one.kind == "day"], times) == ([], [23])
        assert [one.removeprefix("on ") for one in wrong] == [text.removeprefix("the ").removeprefix("on ")]


@pytest.mark.parametrize(
    "text",
    ["2025-12-1O", "2O25-12-10", "12/1O/2025", "l2/31/2025", "12-1O-25", "O1/05/2025", "12/31/2O25", "2025-12-1x", "Dec 3I, 2025", "Dec 1O", "2025 12 32", "12 32 2025", "2026 13 01", "day 400 of 2025", "day 366 of 2025", "day 0 of 2025",
     "2025-366", "2025-400", "2025-W54", "week 60 of 2025", "2025-W12-9", "month 13 of 2025", "13th month of 2025", "12//31//2025", "12/31//2025", "2025--12--31", "20 25-12-31", "12/31/20255", "12/31/202", "March 4th, 20256",
     "2025-12-31-01", "2025-1-", "2025/32", "99/99", "2025-12-311", "32DEC25", "12\\32\\2025", "12/32-2025"],
)  # fmt: skip
def test_mistyped_dates_are_told(text):
    """A letter for a figure, a mark or a figure too many, days and weeks a year has not: told as written, never read in part, never minutes."""
    for around in ("97110 for 23 minutes on {}", "97110 23 min, {}: units?", "dos {}, 97110 23 min"):
        found, wrong, times = read(around.format(text))
        assert (found, times) == ([], [23]), around.format(text)
        assert [one.removeprefix("on ").removeprefix("dos ") for one in wrong] == [text], around.format(text)


@pytest.mark.parametrize("text", ["13/45", "12/99", "40/12", "0/5", "5/0", "12/32", "99/99"])
@pytest.mark.parametrize("called", ["on {}", "dos {}", "seen {}", "dated {}"])
def test_two_figures_called_a_date_are_told(text, called):
    """Without a year too."""
    found, wrong, times = read(f"97110 for 23 minutes {called.format(text)}")
    assert (found, times, len(wrong)) == ([], [23], 1)
    assert wrong[0].endswith(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025 12 31", date(2025, 12, 31)), ("12 31 2025", date(2025, 12, 31)), ("day 200 of 2025", date(2025, 7, 19)), ("the 35th day of 2025", date(2025, 2, 4)), ("2024-366", date(2024, 12, 31)),
        ("2025-W12-3", date(2025, 3, 19)), ("week 12 of 2025", date(2025, 3, 17)), ("2025-W12", date(2025, 3, 17)), ("month 3 of 2025", date(2025, 3, 1)), ("on 31/12", date(2025, 12, 31)), ("on 29/2", date(2024, 2, 29)),
        ("31.12.2025", date(2025, 12, 31)), ("31/12/2025", date(2025, 12, 31)), ("20251231", date(2025, 12, 31)), ("dos 2/29", date(2024, 2, 29)),
        ("the 3rd of March 2026", date(2026, 3, 3)), ("dos 12/31", date(2025, 12, 31)), ("3/4/05", date(2005, 3, 4)),
        ("31. 12. 2025", date(2025, 12, 31)), ("31 Dec", date(2025, 12, 31)), ("Decembre 31", date(2025, 12, 31)), ("2025, Dec 31", date(2025, 12, 31)),
        ("31. December 2025", date(2025, 12, 31)), ("May the 3rd", date(2026, 5, 3)), ("dos 123125", date(2025, 12, 31)), ("12\u221531\u22152025", date(2025, 12, 31)),
        ("31.12.25", date(2025, 12, 31)), ("5th of Jan.", date(2026, 1, 5)),
    ],
)  # fmt: skip
def test_unusual_dates_are_taken(text, day):
    """Day first where only that can be meant, eight digits, the last leap day."""
    found, wrong, times = read(f"97110 for 23 minutes on {text}")
    assert ([one.day for one in found], wrong, times) == ([day], (), [23])


@pytest.mark.parametrize("text", ["15/15/15 for 97110/97140/97530", "may 45 minutes be billed", "97110/97140 30/10", "23/38 minutes", "20 min, 15 min and 10 min", "8/22/37 min", "1/2 of 30 min", "20 march in place, 15 min squats", "97110 15 may I bill it", "in 2025 may 3 units be billed", "claim form 99887766", "97110 x2/97140 x1", "10-15-20 min of each", "96/97: what are they for", "97110/97140, 70/65", "on an 80/20 plan", "open 24/7", "the on 80/20 split", "kx amt for 2018 19 20", "CR 2025-400", "97110|23|10 min", "97110,97140,23,10", "MM-2025-1234", "10,000 or 2,025", "25,30,2,000 dollars", "97110 10-may-25 units be billed",
                                  "in 2025 20 minutes of 97110", "2025 12 15 20 of each", "20 15 minutes", "visit 12 2025", "L3908/L3915/L3906"])  # fmt: skip
def test_minutes_are_no_dates(text):
    """Slashes and months' names alone make no date that cannot be."""
    assert read(text)[1] == ()


@pytest.mark.parametrize("around", ["97110 for 23 minutes {}", "97110 23 min, {}: units?"])
@pytest.mark.parametrize(
    "text",
    ["Febuary thirtieth", "the thirtieth of February", "on the thirty-second of March", "on March thirty-second", "on June thirty first", "on June the thirty-first", "February the thirtieth, 2025",
     "the zeroth of March", "the 31st day of June", "on the 32nd of March", "on March 32nd", "on Mar. 32", "on May 32", "on 32 March", "seen February thirty"],
)  # fmt: skip
def test_spelled_dates_that_cannot_be_are_told(text, around):
    """A day in words that its month has not: told, never minutes, never another day."""
    found, wrong, times = read(around.format(text))
    assert (found, len(wrong), times) == ([], 1, [23])


@pytest.mark.parametrize(
    ("text", "day"),
    [("the thirty-first of March", date(2026, 3, 31)), ("on March fifth", date(2026, 3, 5)), ("March the third, 2025", date(2025, 3, 3)), ("the twentieth of December", date(2025, 12, 20)), ("on 3 March", date(2026, 3, 3)), ("the 3rd day of June 2025", date(2025, 6, 3)), ("on June thirty", date(2026, 6, 30))],
)
def test_spelled_dates_are_taken(text, day):
    """The day itself, not its month's first nor the middle of its year."""
    found, wrong, times = read(f"97110 for 23 minutes {text}")
    assert ([one.day for one in found], wrong, times) == ([day], (), [23])


@pytest.mark.parametrize("text", ["the 32nd", "the 45th of this month"])
def test_a_day_no_month_has_is_told(text):
    """Without a month too, where nothing else can be counted so."""
    assert len(read(f"97110 for 23 minutes on {text}")[1]) == 1


@pytest.mark.parametrize(("text", "times"), [("february thirty minutes of 97110", [30]), ("may first be billed, 30 min", [30]), ("97110 on may 45 minutes", [45]), ("30 min on the 32nd visit", [30]), ("march in place thirty minutes", [30])])
def test_months_and_counts_that_are_no_dates(text, times):
    """Minutes stay minutes, a visit's number is no day."""
    found, wrong, minutes_ = read(text)
    assert ([one for one in found if one.kind == "day"], wrong, minutes_) == ([], (), times)


def test_the_asker_is_told(assistant):
    """The whole program: declined as bad input, the date named, nothing counted."""
    answer = assistant.ask("Medicare: 97110 for 23 minutes on 02/30/2025, units?")
    assert (answer.outcome.value, answer.reason.value) == ("declined", "bad_input")
    assert "no such date as 02/30/2025" in answer.markdown


@pytest.mark.parametrize("text", ["2025-12-1O", "2025 12 32", "day 400 of 2025", "99/99"])
def test_the_asker_is_told_of_a_mistyped_one(assistant, text):
    """Not answered for another day, or for today as though none was named."""
    answer = assistant.ask(f"Medicare: 97110 23 min, {text}: units?")
    assert (answer.outcome.value, answer.reason.value) == ("declined", "bad_input")
    assert f"no such date as {text}" in answer.markdown
