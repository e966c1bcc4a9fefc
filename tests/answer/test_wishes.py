"""What a turn wants of the answer before: in plain words, with an example."""

from __future__ import annotations

from datetime import date

import pytest

DAY = date(2026, 11, 23)
RULE = "what does the 8-minute rule say"


@pytest.mark.parametrize("said", ["in plain english please", "I'm new, say that simpler", "can you dumb that down"])
def test_plain_words_are_those_of_the_section(said, assistant):
    """Not the same sentence again."""
    answer = assistant.ask(said, [RULE], as_of=DAY)
    lead = answer.claims[0]
    assert lead.text == answer.evidence.ids()[lead.evidence_ids[0]].plain
    assert lead.text != assistant.ask(RULE, as_of=DAY).claims[0].text


@pytest.mark.parametrize("said", ["an example?", "can you show me one with numbers", "for instance?"])
def test_an_example_has_numbers(said, assistant):
    """CMS's own, of a page beside the one that led."""
    assert "minutes of 97112" in assistant.ask(said, [RULE], as_of=DAY).claims[0].text


def test_without_an_example_the_rule_is_told_again_and_that_none_is_held(assistant):
    """No example of something else stands in for it."""
    answer = assistant.ask("for instance?", ["does a PTA visit need the PT on site"], as_of=DAY)
    assert answer.claims[0].text.startswith("No worked example of that is held here; the rule: ")


def test_a_comparison_in_plain_words_is_a_question_of_its_own(assistant):
    """The verdict on the pair is not told again."""
    answer = assistant.ask("what's the difference between those two in plain english", ["97110 and 97124 same day?"], as_of=DAY)
    assert all(word in answer.claims[0].text for word in ("exercise", "massage"))


@pytest.mark.parametrize(("said", "wanted"), [("who writes it", ""), ("and when does she sign", ""), ("may our COTA write it then", ""), ("who says that", "source"), ("where is that written", "source"), ("source?", "source")])
def test_who_does_a_thing_asks_for_no_source(said, wanted, assistant):
    """"Who writes it" is about the report, "who says so" about the answer."""
    assert (assistant.ask(said, ["who must write the progress report"], as_of=DAY).question.manner == "source") == bool(wanted)
