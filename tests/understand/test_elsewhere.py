"""Numbers of a turn that are none of the day's minutes: modifiers, people, an evaluation's minutes; and who may give it."""

from datetime import date

import pytest

from assistant.answer.understand import mentions, operations, turns
from assistant.answer.understand.day import Treatment
from assistant.answer.understand.heads import Heads
from assistant.schema import Service

TODAY = date(2026, 11, 28)
DAY = (Service("97035", 12), Service("97140", 15))


@pytest.fixture(scope="module")
def heads(assistant):
    """The shipped readers over the index's encoder."""
    return Heads.over(assistant.index.vector)


@pytest.mark.parametrize(
    "said",
    ["then 59", "fine with 59 tho", "59 on the manual line", "xu or 59 on it", "76 on the second one", "is it 59 or 25", "the eval took 40 min",
     "three in the pool at once", "with 4 others", "5 ppl in there"],
)  # fmt: skip
def test_no_minutes_of_the_day(said, reference, heads):
    """A modifier, a number of people or an evaluation's minutes leave the day as it was."""
    turn = turns.read(said, TODAY, reference, heads)
    assert mentions.read(DAY, turn, heads).minutes == ()
    assert not operations.read(Treatment(services=DAY), turn, heads)


@pytest.mark.parametrize("said", ["the pta could do that", "can an aide run it", "the cota may give the manual", "could a tech have done it"])
def test_who_may_give_it_changes_nothing(said, reference, heads):
    """What is allowed is asked; nobody has given it."""
    assert not operations.read(Treatment(services=DAY), turns.read(said, TODAY, reference, heads), heads)


@pytest.mark.parametrize(("said", "minutes"), [("make it 59", 59), ("manual was 59", 59), ("59 min of manual", 59), ("a full hour actually", 60), ("just half an hour", 30), ("an hour and a half", 90)])
def test_minutes_all_the_same(said, minutes, reference, heads):
    """A number that is set, or written as minutes or as an hour."""
    assert [value for _, value in mentions.read(DAY, turns.read(said, TODAY, reference, heads), heads).minutes] == [minutes]


@pytest.mark.parametrize(("said", "touched"), [("us was 9", True), ("no us today", True), ("take the us out", True), ("they told us 9", False), ("it took us ages", False)])
def test_us_is_ultrasound_where_it_was_given(said, touched, reference, heads):
    """Not where somebody tells us something."""
    named = mentions.read(DAY, turns.read(said, TODAY, reference, heads), heads)
    assert (0 in {one.what for one in named.lines if one.how == "code"}) == touched
