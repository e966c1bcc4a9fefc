"""Follow-up turns: what is still meant is carried, a new topic drops it; nothing is kept between calls."""

from datetime import date

import pytest

from assistant.answer.understand import understand
from tests.conftest import cases
from tests.understand.test_reading import TODAY, misread


@pytest.mark.parametrize("case", cases("reading_conversations"))
def test_conversation(case, reference):
    """Every turn of a conversation is read with those before it."""
    turns = case["turns"]
    read = [understand(turn, turns[:n], today=TODAY, reference=reference) for n, turn in enumerate(turns)]
    wrong = {turns[n]: misread(read[n], expect) for n, expect in enumerate(case["expect"])}
    assert {turn: faults for turn, faults in wrong.items() if faults} == {}


def test_arguments_win_over_text_and_text_over_history(reference):
    """payer, as_of and setting given by the caller outrank the text; the text outranks earlier turns."""
    history = ["Medicare 2024, private practice: MUE of 97110?"]
    said = understand(
        "and in 2023 for Aetna in a hospital outpatient department?", history, today=TODAY, reference=reference
    )
    assert ("commercial", date(2023, 7, 1), "outpatient_hospital") == (said.payer, said.as_of, said.setting)
    given = understand(
        "MUE of 97110 for Aetna in 2023, office",
        history,
        today=TODAY,
        payer="medicare",
        as_of=date(2025, 2, 3),
        setting="outpatient_hospital",
        reference=reference,
    )
    assert ("medicare", date(2025, 2, 3), "outpatient_hospital", True) == (
        given.payer,
        given.as_of,
        given.setting,
        given.dated,
    )


def test_reading_is_the_same_every_time(reference):
    """The same turns give the same Question, whatever was asked in between."""
    turns = ["Medicare: 33 minutes of 97110 and 7 of 97140. Units?", "and under AMA?"]
    first = understand(turns[1], turns[:1], today=TODAY, reference=reference)
    understand("something else entirely", today=TODAY, reference=reference)
    assert first == understand(turns[1], turns[:1], today=TODAY, reference=reference)


@pytest.mark.parametrize(("turns", "told"), [
    (("is cq needed if the PTA gave 2 of 40 minutes",), "2 of 40 minutes take no modifier."),
    (("is cq needed if the PTA gave 2 of 40 minutes", "and 5 of 40"), "5 of 40 minutes take the modifier."),
    (("is cq needed if the PTA gave 2 of 40 minutes", "and 5 of 40", "4 of 40?"), "4 of 40 minutes take no modifier."),
    (("what does CO-151 mean", "what do I do now"), "Usual work"),
])  # fmt: skip
def test_the_asker_s_own_numbers_and_the_rest_of_a_page(turns, told, assistant):
    """A rule is applied to the minutes told; a page that led before goes on with what it says further."""
    history, state = [], None
    for turn in turns:
        answer = assistant.ask(turn, history, state=state, as_of=date(2026, 11, 20))
        history.append(turn)
        state = answer.state
    assert told in answer.claims[0].text


@pytest.mark.parametrize(("turns", "codes", "row"), [
    (("PT eval moderate, then 18 min of gait, medicare", "make the gait 23"), {"97162", "97116"}, {("97116", 23, 0)}),
    (("PT eval moderate, then 18 min of gait, medicare", "drop the eval"), {"97116"}, {("97116", 18, 0)}),
    (("97116 20 and e-stim with pads, medicare", "leave out the estim"), {"97116"}, {("97116", 20, 0)}),
    (("97110 22 and 97530 16 medicare", "swap them"), {"97110", "97530"}, {("97110", 16, 0), ("97530", 22, 0)}),
    (("PT eval moderate, then 18 min of gait, medicare", "any 59"), {"97162", "97116"}, {("97116", 18, 0)}),
    (("balance class with 4 patients 30 min, medicare", "one also got 10 of manual alone"), {"97150", "97140"}, {("97150", 30, 0), ("97140", 10, 0)}),
])  # fmt: skip
def test_lines_without_minutes_stay_or_go(turns, codes, row, assistant):
    """An evaluation and a modality stay lines of the day until they are taken out; 59 is no minutes; nobody's share changes places where one person gave all."""
    answer = assistant.ask(turns[-1], turns[:-1], as_of=date(2026, 11, 20))
    assert set(answer.question.codes) == codes
    assert {(one.code, one.minutes, one.assistant) for one in answer.question.services if one.minutes} == row


@pytest.mark.parametrize(("turns", "row"), [
    (("medicare 97110 22 and 97140 9", "all of that by the pta, nobody else"), {("97110", 22, 22), ("97140", 9, 9)}),
    (("OT: 97535 22 min, 97530 16, medicare", "then she sat in our balance group with 4 other people for half an hour"), {("97535", 22, 0), ("97530", 16, 0), ("97150", 30, 0)}),
])  # fmt: skip
def test_who_gave_all_and_a_group_added(turns, row, assistant):
    """Given whole in other words, a group joined after, and a code that is only asked about."""
    answer = assistant.ask(turns[-1], turns[:-1], as_of=date(2026, 11, 20))
    assert {(one.code, one.minutes, one.assistant) for one in answer.question.services if one.minutes} == row


def test_a_code_only_asked_about_changes_nothing(assistant):
    """Whether it may be added is answered; nobody is asked what should change."""
    answer = assistant.ask("she also did a re-eval 97164 that day because it was visit 10. add it?", ["97110 20 97140 10 medicare"], as_of=date(2026, 11, 20))
    assert not answer.question.change
    assert "What should change" not in answer.markdown
