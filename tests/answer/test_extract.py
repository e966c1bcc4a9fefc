"""An own document's sentence is quoted with what belongs to it: its list, and the sentence that refers to it."""

import pytest

from assistant.answer.extract import extract


def test_a_sentence_ending_in_a_colon_brings_its_list():
    """Items in the same paragraph and in the next ones, up to other text."""
    text = "Bill one of these codes:\n- 90901 - any modality\n\n- 90911 - perineal muscles\n\nPayment follows the fee schedule."
    lead, rest = extract("Which codes are used to bill?", text)
    said = " ".join([lead, *rest])
    assert "90901" in said
    assert "90911" in said
    assert "fee schedule" not in said


def test_the_next_sentence_that_refers_to_it_goes_along():
    """The sentence that begins with "this" tells what the quoted one leaves open."""
    text = "If the patient insists that a claim be sent, say so on the bill. This is done by using condition code 20. Drugs are another matter."
    lead, rest = extract("What goes on the bill when the patient insists on a claim?", text)
    said = " ".join([lead, *rest])
    assert "condition code 20" in said
    assert "Drugs" not in said


@pytest.mark.parametrize(("ask", "led"), [
    ("got CO-4 on an OT line, what now", "Fix: put the modifier"),
    ("CO-119 came back, do we appeal", "correct the claim with KX"),
])  # fmt: skip
def test_what_to_do_about_a_denial_leads_with_its_meaning(ask, led, assistant):
    """The code's meaning alone is no answer to "what now"; asked what it means, it is."""
    assert led in assistant.ask(ask).claims[0].text
    assert led not in assistant.ask(f"what does {ask.split(maxsplit=2)[1] if ask.startswith('got') else ask.split(maxsplit=1)[0]} mean").claims[0].text
