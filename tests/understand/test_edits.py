"""The days a turn may make: whole, bounded, and the one meant among them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from assistant.answer.understand import edits, mentions, turns
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.mentions import Mentions, Named
from assistant.schema import Service

TODAY = date(2026, 11, 23)
_CODES = ("97110", "97112", "97140", "97530", "97116")


@pytest.fixture(scope="module")
def heads(assistant):
    """The shipped readers over the index's encoder."""
    return Heads.over(assistant.index.vector)


@some.composite
def _days(draw):
    codes = draw(some.lists(some.sampled_from(_CODES), min_size=1, max_size=4, unique=True))
    day = []
    for code in codes:
        minutes = draw(some.integers(1, 90))
        day.append(Service(code, minutes, draw(some.integers(0, minutes))))
    return tuple(day)


@settings(max_examples=60, deadline=None)
@given(_days(), some.lists(some.integers(1, 1440), max_size=5), some.lists(some.sampled_from(("97535", "97035")), max_size=2, unique=True))
def test_every_day_proposed_can_be(row, numbers, codes):
    """Minutes of 1 to 1,440, the assistant's share among them, no empty day; the day as it is, once; a bounded number."""
    named = Mentions("", (), tuple(Named(0, code, "code") for code in codes), tuple(enumerate(numbers)), ())
    found = edits.proposals(row, named)
    assert [one.op for one in found if one.row == row] == ["keep"]
    assert len(found) <= edits.MOST
    for one in found:
        assert one.row
        assert all(1 <= (s.minutes or 0) <= 1440 and 0 <= s.assistant <= (s.minutes or 0) for s in one.row)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the 97110 was 31", {"97110": (31, 0), "97140": (15, 6)}),
        ("the assistant's part of the manual was 9", {"97110": (20, 0), "97140": (18, 9)}),
        ("all 35 was exercise", {"97110": (35, 0)}),
        ("twelve minutes of gait instead of the manual", {"97110": (20, 0), "97116": (12, 0)}),
        ("I had 4 more of the manual myself", {"97110": (20, 0), "97140": (19, 6)}),
        ("half of the exercise", {"97110": (10, 0), "97140": (15, 6)}),
    ],
)
def test_the_day_meant_is_among_them(said, meant, reference, heads):
    """However a turn puts it, the day it means is one of those weighed."""
    row = (Service("97110", 20), Service("97140", 15, 6))
    named = mentions.read(row, turns.read(said, TODAY, reference, heads), heads)
    assert meant in [{s.code: (s.minutes, s.assistant) for s in one.row} for one in edits.proposals(row, named)]
