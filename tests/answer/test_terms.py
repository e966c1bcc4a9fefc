"""Wording for a new starter: the same answer, its terms explained from the glossary, its working shown."""

from datetime import date

import pytest

from assistant.answer.talk import manner
from assistant.answer.understand.heads import Heads

DAY = date(2026, 11, 23)
KX = "Do I need KX on the first visit?"


@pytest.mark.parametrize(
    "said",
    ["explain that like im new", "ELI5", "huh?? i dont get it, simpler please", "ok but can you explain it like I'm five", "put that in plain english",
     "Can you say that again for a new biller?", "sorry, what does that mean in simple words"],
)  # fmt: skip
def test_a_wish_for_easier_words_repeats_the_answer(assistant, said):
    """The section that led before in plain words, in a turn that says nothing else; then the terms it uses, cited."""
    assert manner(said, assistant.index.shares(said), Heads.over(assistant.index.vector)) == "simpler"
    first, again = assistant.ask(KX, as_of=DAY), assistant.ask(said, [KX], as_of=DAY)
    assert again.claims[0].evidence_ids == first.claims[0].evidence_ids
    assert again.claims[0].text == again.evidence.ids()[again.claims[0].evidence_ids[0]].plain
    terms = next(claim for claim in again.claims if claim.role == "term")
    assert "- KX is the modifier" in terms.text
    records = again.evidence.ids()
    assert all(records[key].id.startswith("glossary") for key in terms.evidence_ids)
    assert not any(claim.role == "term" for claim in first.claims)


@pytest.mark.parametrize("said", ["explain modifier 59", "what about a new patient", "and under AMA?", "why?", "source?", "I don't get paid for 97010", "explain KX to a new coder"])
def test_a_question_is_no_such_wish(assistant, said):
    """What names something to be explained is a question of its own."""
    assert manner(said, assistant.index.shares(said), Heads.over(assistant.index.vector)) != "simpler"


def test_units_show_their_working(assistant):
    """The steps stand before the table."""
    answer = assistant.ask("Medicare 33 min 97110 7 min manual units? explain like I am new", as_of=DAY)
    assert answer.claims[0].text == "Bill 3 units: 97110 × 2 and 97140 × 1."
    assert "33 + 7 = 40 timed minutes" in answer.claims[1].text


def test_the_group_code_is_not_the_assistants_modifier(assistant):
    """CO-97 explains no CO of an OTA."""
    answer = assistant.ask("CO-97 denial on 97140, explain like I'm new", as_of=DAY)
    assert "PTA" not in next(claim.text for claim in answer.claims if claim.role == "term")
    assert "NCCI" in next(claim.text for claim in answer.claims if claim.role == "term")


def test_nothing_is_explained_beside_a_refusal(assistant):
    """A refusal stays short."""
    assert not any(claim.role == "term" for claim in assistant.ask("What is the KX amount for 2027? explain like I'm new", as_of=DAY).claims)
