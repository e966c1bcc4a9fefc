"""A turn that only names another payer, place, discipline or code asks the question before anew."""

from __future__ import annotations

import pytest

from assistant.answer.render import answer_json
from assistant.answer.understand.swaps import put_right, swapped


@pytest.mark.parametrize(
    ("before", "turn", "read"),
    [
        ("Does Humana Gold Plus want prior auth for speech?", "what if she just has regular Medicare", "Does regular Medicare want prior auth for speech?"),
        ("Cigna plan, can an aide run the exercises", "and Tricare?", "Tricare plan, can an aide run the exercises"),
        ("does BCBS pay 97010", "Medicare?", "does Original Medicare pay 97010"),
        ("How long do I have to file with Aetna?", "Aetna?", "Aetna?"),
        ("How long do I have to file with Aetna?", "Medicare wants it within a year", "Medicare wants it within a year"),
        ("How long do I have to file?", "and with Aetna?", "How long do I have to file, Aetna?"),
        ("May a student write the daily note?", "same for Humana?", "May a student write the daily note, Humana?"),
        ("May a student write the daily note?", "she has Humana", "she has Humana"),
        ("Who supervises the PTA in a SNF?", "same for a COTA?", "Who supervises the COTA in a SNF?"),
        ("May an aide set up the bike?", "what about a student", "May an student set up the bike?"),
        ("97110 25 min Medicare patient", "and Aetna?", "and Aetna?"),
        ("Does Medicare or Aetna pay a no show?", "and Cigna?", "and Cigna?"),
        ("97161 and 97750 same day in the office", "and in a hospital outpatient department?", "97161 and 97750 same day in a hospital outpatient department"),
        ("Which modifier does a speech therapist's line carry?", "and OT?", "Which modifier does a OT's line carry?"),
        ("Is 97012 a timed code?", "what about 97016", "Is 97016 a timed code?"),
        ("Is 97012 a timed code?", "is 97016 paid", "is 97016 paid"),
        ("97110 25 min, how many units?", "and 97140?", "and 97140?"),
        ("My patient has Humana and comes to us twice a week since his surgery in May.", "and Aetna?", "and Aetna?"),
    ],
)  # fmt: skip
def test_the_question_before_is_asked_of_the_one_named(before, turn, read, reference):
    """Only where each names one payer, and the turn nothing else."""
    assert swapped([before, turn], reference) == ([before, turn] if read == turn else [read])


def test_each_payer_named_takes_the_last_ones_place(reference):
    """A chain of payers asks the first question of each."""
    asked = ["Does Humana pay for taping?", "and Cigna?", "ok, and workers comp"]
    assert swapped(asked[:2], reference) == ["Does Cigna pay for taping?"]
    assert swapped(asked, reference) == ["Does workers comp pay for taping?"]


def test_another_payer_after_an_advantage_plan(assistant):
    """Original Medicare's rule leads, not the plan's again; the question is given back as it was put."""
    answer = assistant.ask("what if he has straight Medicare", ["Does my patient's Humana Medicare plan want prior authorization for OT?"])
    assert answer.claims[0].text.startswith("Original Medicare asks for no prior authorization")
    assert answer_json(answer)["question"] == "what if he has straight Medicare"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("aetna, sorry, cigna. do they want GP", "cigna. do they want GP"),
        ("she has Humana - no wait - Tricare, is KX needed", "she has Tricare, is KX needed"),
        ("aetna or cigna, which wants GP", "aetna or cigna, which wants GP"),
        ("Medicare says no, Aetna says yes", "Medicare says no, Aetna says yes"),
    ],
)
def test_a_payer_taken_back_is_not_asked_about(said, read, reference):
    """The one put in its place is; two payers that are both meant stay."""
    assert put_right([said], reference) == [read]


@pytest.mark.parametrize(
    ("texts", "last"),
    [
        (["re-eval code for pt", "same day as 97110?", "the ot version"], "re-eval code for ot"),
        (["PT eval levels", "OT ones?"], "OT eval levels"),
        (["Does an OT sign the recert?", "slp side"], "Does an slp sign the recert?"),
    ],
)
def test_another_disciplines_version_is_of_what_was_named(texts, last, reference):
    """Turns ago, too; the turn in between stays."""
    assert swapped(texts, reference)[-1] == last
