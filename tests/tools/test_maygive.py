"""May an assistant give a code: yes where the rule names its family, silence where it does not."""

from datetime import date

import pytest

from assistant.answer.understand import understand
from assistant.tools import maygive

TODAY = date(2026, 11, 23)


def _said(text, reference, day=TODAY):
    return maygive.speak(understand(text, today=day, as_of=day, reference=reference), reference)


@pytest.mark.parametrize(
    ("ask", "code", "carries"),
    [
        ("97035 can a PTA do it", "97035", "GP and CQ"),
        ("can a cota do 97535", "97535", "GO and CO"),
        ("Can PTAs bill manual therapy for medicare", "97140", "GP and CQ"),
        ("are OTAs allowed to give 97530?", "97530", "GO and CO"),
    ],
)
def test_a_treatment_code_of_the_own_discipline(ask, code, carries, reference):
    """Yes, and what the line carries."""
    (fact,) = _said(ask, reference)
    assert " may give " in fact.statement
    assert code in fact.statement
    assert any(carries in note for note in fact.notes)


@pytest.mark.parametrize(
    "ask",
    ["can an OTA do gait training", "can a pta do dry needling", "can a PTA do 97597", "bcbs: can a pta do 97110", "who may do 97110"],
)
def test_silent_where_the_rule_names_nothing(ask, reference):
    """Another discipline's codes, wound care, other payers, no assistant."""
    assert _said(ask, reference) == ()


@pytest.mark.parametrize(("day", "words"), [(date(2024, 12, 31), "direct supervision"), (date(2025, 1, 1), "General supervision is enough")])
def test_supervision_by_date(day, words, reference):
    """The day before and the day of the change."""
    (fact,) = _said("can a PTA do 97110", reference, day)
    assert any(words in note for note in fact.notes)


@pytest.mark.parametrize(("ask", "code"), [("can a pta do 97161", "97161"), ("are OTAs allowed to do 97168", "97168")])
def test_no_assistant_evaluates(ask, code, reference):
    """An evaluation is the therapist's own work."""
    (fact,) = _said(ask, reference)
    assert fact.statement.startswith(f"An assistant may not give {code}")
    assert fact.value["may"] is False
