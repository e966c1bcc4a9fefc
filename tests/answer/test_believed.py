"""A false claim in a subordinate clause is corrected first, and what was asked is answered after it; a true one changes nothing."""

from datetime import date

import pytest

from assistant.answer.understand.believed import believed

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("As KX belongs on every therapy claim, do I put it before or after GP?", "KX belongs on every therapy claim"),
        ("Where does KX go, because every Medicare line needs it?", "every Medicare line needs it"),
        ("An ABN is needed for every patient, so which box do they tick?", "An ABN is needed for every patient"),
    ],
)
def test_what_is_taken_for_granted(text, claim):
    """The clause that gives a reason, without what is asked."""
    assert claim == (believed(text) or ("",))[0]


@pytest.mark.parametrize("text", ["Is KX needed on every line?", "As of 2026, what is the threshold?", "Does GP go before KX?", "97110 as well as 97140 today"])
def test_a_plain_question_takes_nothing_for_granted(text):
    """No reason, no claim."""
    assert believed(text) is None


def test_a_false_claim_is_corrected_first(assistant):
    """Then comes what was asked."""
    answer = assistant.ask("As KX belongs on every therapy claim, do I put it before or after GP?", as_of=DAY)
    assert any(words in answer.claims[0].text for words in ("only for services above the year's therapy threshold", "KX does not belong on"))
    assert any("same line as GP" in claim.text or "then GP, GO or GN, then CQ or CO, then KX" in claim.text for claim in answer.claims[1:])


def test_a_true_claim_stays_where_it_is(assistant):
    """Nothing is corrected; what was asked is answered, or offered beside what leads."""
    answer = assistant.ask("Since KX is needed above the threshold, do I put it before or after GP?", as_of=DAY)
    assert "same line as GP" in answer.markdown
    assert not any("No:" in claim.text[:5] for claim in answer.claims)


@pytest.mark.parametrize("claim", ["the progress report is due every 10 treatment days", "a PTA needs only general supervision in private practice now"])
def test_who_says_what_the_correction_says_is_not_corrected(assistant, claim):
    """However near the false claim lies in meaning."""
    answer = assistant.ask(f"Since {claim}, may we treat while I am at lunch?", as_of=DAY)
    assert not answer.claims[0].text.startswith(("No:", "Not since"))
