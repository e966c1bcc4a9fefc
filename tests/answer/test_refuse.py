"""What holds too little to be answered is asked back; what holds a little more is not."""

from datetime import date

import pytest

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("said", ["units", "medicare", "Modifier?", "can I bill this", "billing question", "is this code right?"])
def test_a_word_any_question_could_hold_is_asked_back(assistant, said):
    """One clear question back, and no passage picked at random."""
    answer = assistant.ask(said, as_of=DAY)
    assert answer.outcome == "needs_detail"
    assert "which code" in answer.asks[0]


@pytest.mark.parametrize("said", ["197 denial", "97110", "KX modifier", "what is therapy co-treatment"])
def test_what_names_something_is_answered(assistant, said):
    """A code, a number or a document is enough."""
    assert assistant.ask(said, as_of=DAY).outcome == "answered"


def test_a_document_alone_is_no_wish_to_have_it_written(assistant):
    """"Progress report" is answered, or its nearest questions are offered with their answers; it is not declined."""
    answer = assistant.ask("progress report", as_of=DAY)
    told = [choice.says for choice in answer.choices] or [answer.claims[0].text]
    assert answer.outcome != "declined"
    assert all("progress report" in one.lower() for one in told[:1])


@pytest.mark.parametrize("said", ["which ICD code supports balance training", "how much can medicare fine for upcoding", "what is the official definition of 97140 from AMA", "can i go to jail for billing wrong"])
def test_beside_the_field_is_declined(assistant, said):
    """Diagnosis codes, penalties and the AMA's wording."""
    assert assistant.ask(said, as_of=DAY).outcome == "declined"


@pytest.mark.parametrize(("said", "code"), [("what does CO-288 mean", "CARC 288"), ("CARC 272", "CARC 272"), ("remark N264?", "RARC N264")])
def test_a_denial_code_nobody_described_is_not_answered_with_its_neighbor(assistant, said, code):
    """CO-236 looks like CO-288 to a search; its page says nothing of it."""
    answer = assistant.ask(said, as_of=DAY)
    assert (answer.outcome, answer.reason) == ("declined", "unknown_code")
    assert code in answer.markdown


@pytest.mark.parametrize("said", ["CO-236", "what is MA04", "We bill under code 21, is that a condition code?", "PR-3"])
def test_a_denial_code_we_hold_is_not_called_unknown(assistant, said):
    """Also where only a wording names it, and where a number after "code" is none."""
    assert assistant.ask(said, as_of=DAY).reason != "unknown_code"


def test_each_denial_code_of_a_remittance_is_told_or_named_as_not_held(assistant):
    """Two that are held, one that is not."""
    answer = assistant.ask("CO-50, N115 and M25 on the remit for 97110: what do they say?", as_of=DAY)
    said = " ".join(claim.text for claim in answer.claims)
    assert "CO-50" in said
    assert "local coverage determination" in said
    assert any("RARC M25" in warning for warning in answer.warnings)


@pytest.mark.parametrize("text", ["What is modifier SA?", "what does the ZZ modifier do"])
def test_a_modifier_that_no_list_holds_is_declined(assistant, text):
    """Nor read as one that looks like it."""
    answer = assistant.ask(text, as_of=DAY)
    assert answer.outcome.value == "declined"
    assert "not in my table of therapy modifiers" in answer.claims[0].text


def test_people_and_payers_are_no_unknown_modifiers(assistant):
    """"The PT modifier" is GP."""
    assert "PT" not in assistant.ask("does the PT modifier go on evaluations", as_of=DAY).question.modifiers


@pytest.mark.parametrize("said", ["18 minutes of 97554, how many units", "is 97556 timed", "97999: units for 22 min"])
def test_a_code_nobody_described_is_not_answered_with_its_neighbor(assistant, said):
    """97556 looks like 97550 to a search; its page says nothing of it."""
    answer = assistant.ask(said, as_of=DAY)
    assert (answer.outcome, answer.reason) == ("declined", "unknown_code")


def test_what_else_is_asked_beside_an_unknown_code_is_answered(assistant):
    """A denial code that is held leads."""
    assert "N290" in assistant.ask("N290 on a line with 97554, what does it want", as_of=DAY).claims[0].text


@pytest.mark.parametrize(("said", "first"), [("how many units of 97001 can we bill", "97001 is no longer valid"), ("MUE of 97004 and of 97002", "97004 is no longer valid"), ("MUE for 97110 and 97001", "97110: 6 units a day")])
def test_what_a_table_lacks_of_an_ended_code_is_that_it_ended(assistant, said, first):
    """"I have no MUE for 97001" is no answer: the code has ended; what is asked of a living code beside it is answered."""
    answer = assistant.ask(said, as_of=DAY)
    assert answer.claims[0].text.startswith(first)
    assert "ended 12-31-2016" in answer.markdown
