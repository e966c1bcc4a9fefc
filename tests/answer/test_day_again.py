"""A day told before: a change taken back, told beside a question, doubted by somebody's count, shared with another patient."""

from __future__ import annotations

from datetime import date

import pytest

DAY = date(2026, 11, 23)
TOLD = "Medicare: 97110 25 min, 97140 15 min. Units?"


def day(answer):
    """The services of the day as read."""
    return [(one.code, one.minutes, one.assistant) for one in answer.question.services]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["what if the manual was 30", "undo that"], [("97110", 25, 0), ("97140", 15, 0)]),
        (["add 9 min of gait", "never mind, put it back"], [("97110", 25, 0), ("97140", 15, 0)]),
        (["what if the manual was 30", "and 9 min of gait", "revert that"], [("97110", 25, 0), ("97140", 30, 0)]),
        (["what if the manual was 30", "and 9 min of gait", "ok, back to what I told you first"], [("97110", 25, 0), ("97140", 15, 0)]),
        (["what if the PTA did the manual", "no, as I said first"], [("97110", 25, 0), ("97140", 15, 0)]),
        (["what if the manual was 30", "scratch that, the manual was 20"], [("97110", 25, 0), ("97140", 20, 0)]),
        (["the PTA took the last 10 of therex. Does that need CQ?"], [("97110", 25, 10), ("97140", 15, 0)]),
        (["She also walked with me for 12 min. Is any 59 needed?"], [("97110", 25, 0), ("97140", 15, 0), ("97116", 12, 0)]),
    ],
)
def test_what_was_changed_is_taken_back_and_a_question_beside_hides_no_change(turns, expected, assistant):
    """The day before the last change, or as it was first told."""
    assert day(assistant.ask(turns[-1], [TOLD, *turns[:-1]], as_of=DAY)) == expected


@pytest.mark.parametrize("said", ["my manager counts 4 units, since it's 40 minutes", "the biller says 40 minutes is 4 units", "isn't that 4 units?"])
def test_a_count_that_stands_is_told_with_its_steps(said, assistant):
    """Somebody's other count of the same minutes does not change it."""
    answer = assistant.ask(said, [TOLD], as_of=DAY)
    assert "Bill 3 units: 97110 × 2 and 97140 × 1" in answer.claims[0].text
    assert any("40 minutes: 3 units" in claim.text for claim in answer.claims)


@pytest.mark.parametrize("said", ["why 3 now?", "so just 2?", "no way, 4", "my boss gets 4", "how come only 3", "where did the manual go?", "how come the exercise isn't counted", "you left out the manual", "that's 40 then"])
def test_numbers_of_the_answer_are_no_minutes(said, assistant):
    """A number of units, a total or a service missed is about the count: it stands, and the day stays as told."""
    answer = assistant.ask(said, [TOLD], as_of=DAY)
    assert day(answer) == [("97110", 25, 0), ("97140", 15, 0)]
    assert "Bill 3 units: 97110 × 2 and 97140 × 1" in answer.claims[0].text


@pytest.mark.parametrize("said", ["and 30?", "what about 30", "30 then"])
def test_a_bare_number_after_one_service_is_its_minutes(said, assistant):
    """What is asked of other minutes is counted anew."""
    assert day(assistant.ask(said, ["Medicare: 97110 25 min. Units?"], as_of=DAY)) == [("97110", 30, 0)]


@pytest.mark.parametrize("said", ["the second one came back CO-4", "got a CO-45 on it", "the 97140 came back denied PR-119"])
def test_a_denial_code_after_a_count_is_no_minutes(said, assistant):
    """The day stays; what the code means leads."""
    answer = assistant.ask(said, [TOLD], as_of=DAY)
    assert day(answer) in ([("97110", 25, 0), ("97140", 15, 0)], [])
    assert not answer.claims[0].text.startswith("Bill")


def test_the_likely_change_leads_not_the_one_offered_beside_it(assistant):
    """Rest taken off the exercise leaves no assistant's share; that day may be offered below."""
    answer = assistant.ask("5 of the 25 she was resting", [TOLD], as_of=DAY)
    assert day(answer) == [("97110", 20, 0), ("97140", 15, 0)]
    assert answer.claims[0].text.startswith("Bill 2 units")


@pytest.mark.parametrize("said", ["for half of that a second patient joined in", "during the exercise I watched two patients", "what if I had two patients in the room for the exercise"])
def test_another_patient_at_the_same_time_is_no_change_of_minutes(said, assistant):
    """What is told of group and one-on-one is shown, not the count again and not a question which minutes change."""
    answer = assistant.ask(said, [TOLD], as_of=DAY)
    assert day(answer) in ([("97110", 25, 0), ("97140", 15, 0)], [])  # read with the day, or by itself
    assert "The count stands" not in answer.markdown
    assert any(word in answer.markdown for word in ("97150", "one-on-one"))


def test_a_question_on_something_else_is_not_met_with_the_count_again(assistant):
    """Who may give the manual therapy is no doubt of the units."""
    answer = assistant.ask("who can do the manual", [TOLD], as_of=DAY)
    assert not any("count stands" in claim.text for claim in answer.claims)


def test_the_next_unit_is_told_where_it_is_asked(assistant):
    """From which minute on, and how many more."""
    answer = assistant.ask("how many minutes more for a 4th unit?", [TOLD], as_of=DAY)
    assert answer.claims[0].text == "The 4th unit starts at 53 timed minutes in all, 13 more."


def test_a_page_on_a_code_the_day_has_not_yields_to_one_of_its_own(assistant):
    """What the note needs is told of the codes given."""
    answer = assistant.ask("what do I write in the note", [TOLD], as_of=DAY)
    assert "97530" not in answer.claims[0].text
    assert any("97140" in claim.text for claim in answer.claims[:3])


def test_the_rule_itself_is_told_after_a_count(assistant):
    """What the 8-minute rule is, is no question of the day; a doubt that names it is."""
    assert assistant.ask("what is an 8 minute rule, simpler please", [TOLD], as_of=DAY).claims[0].text.startswith("Medicare allows 1 timed unit")
    assert "Bill 3 units" in assistant.ask("by the 8 minute rule that's 2, no?", [TOLD], as_of=DAY).claims[0].text
