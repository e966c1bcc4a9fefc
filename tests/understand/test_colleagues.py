"""A colleague told by first name and role is that role wherever the name stands again."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.understand.colleagues import by_role

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["20 min of 97110, Marcus is our PTA", "Marcus did it"], ["20 min of 97110, ", "the PTA did it"]),
        (["our COTA Ines did 12 of the ADLs", "Ines did the stretching as well"], ["the COTA did 12 of the ADLs", "the COTA did the stretching as well"]),
        (["Beth (PTA) had 10 minutes"], ["the PTA had 10 minutes"]),
        (["Rosa, our PTA, did the gait", "rosa's 10 minutes"], ["the PTA, did the gait", "the PTA's 10 minutes"]),
        (["I had him 12 minutes, then our PTA came in and she worked with him for 18"], ["I had him 12 minutes, then our PTA came in and the pta worked with him for 18"]),
        (["our PTA is off and she had knee pain"], ["our PTA is off and she had knee pain"]),
        (["a PTA and a COTA were there and she treated him"], ["a PTA and a COTA were there and she treated him"]),
        (["ann was the ot, joe was the cota. Joe did 10"], ["the ot, the cota. the cota did 10"]),
    ],
)
def test_a_name_told_with_a_role_is_read_as_the_role(texts, read, reference):
    """In the same text and in later turns, in any case of letters."""
    assert by_role(texts, reference) == read


@pytest.mark.parametrize("text", ["she is our PTA and did 10", "manual was the PTA", "balance, our PTA, 12 min", "which is the PT", "the therapist is our owner", "If Humana, the PT signs", "Medicare (PT) and Aetna"])
def test_a_word_that_is_no_name_stays(text, reference):
    """Pronouns, services, payers and joining words name nobody."""
    assert by_role([text], reference) == [text]


def test_who_gave_what_is_told_by_first_names(assistant):
    """The person's minutes are the assistant's, also turns later."""
    turns = ["Medicare: 97110 20 min and 97530 18 min, Marcus is our PTA", "Marcus did the 97530", "and manual 10 min, Marcus did that one"]
    lines = assistant.ask(turns[2], turns[:2], as_of=DAY).question.services
    assert [(one.code, one.minutes, one.assistant) for one in lines] == [("97110", 20, 0), ("97530", 18, 18), ("97140", 10, 10)]
