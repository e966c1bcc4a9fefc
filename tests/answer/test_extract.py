"""An own document's sentence is quoted with what belongs to it: its list, and the sentence that refers to it."""

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
