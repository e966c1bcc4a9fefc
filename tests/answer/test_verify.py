"""Verify takes out what the evidence does not hold, and only that."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.sentences import blocks, first_sentence
from assistant.answer.verify import exact, objection, verify
from assistant.schema import Citation, Claim, Draft, Evidence, Fact, Outcome, Passage

CITED = Citation("cms-100-04-ch5", "A manual", "§20.2.C", in_force_from=date(2017, 1, 1))
FACT = Fact("units", "Bill 3 units: 97110 × 2 and 97140 × 1.", {"total_minutes": 40}, ("38-52 minutes are 3 units",), (CITED,))
PASSAGE = Passage("kx#first", "KX is for lines above $2,480.", ("KX", "When?"), (CITED,))
EVIDENCE = Evidence((FACT,), (PASSAGE,))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Bill 97110 × 2.", ("F1",)),
        ("40 timed minutes allow 3 units (38-52).", ("F1",)),
        ("KX starts above 2,480 dollars.", ("P1",)),
        ("In force since 2017-01-01, §20.2.C.", ("P1",)),
        ("97110 and KX.", ("F1", "P1")),
        ("7. 40 timed minutes\n8. 3 units", ("F1",)),  # steps of a list
    ],
)
def test_what_the_evidence_holds_may_be_shown(text, ids):
    """Codes, numbers, amounts, modifiers and dates that stand in the evidence pass."""
    assert objection(Claim(text, ids), EVIDENCE, Outcome.ANSWERED) == ""


@pytest.mark.parametrize(
    ("text", "ids", "why"),
    [
        ("Bill 97112 × 2.", ("F1",), "97112"),
        ("Bill 4 units.", ("F1",), "4"),
        ("7. 4 units", ("F1",), "4"),
        ("Add KX.", ("F1",), "KX"),
        ("Add XU.", ("P1",), "XU"),
        ("The amount is $2,410.", ("P1",), "2410"),
        ("Since 2018-01-01.", ("P1",), "2018"),
        ("As said in [7].", ("P1",), "7"),
        ("KX.", ("P9",), "not given: P9"),
        ("Anything at all.", (), "no evidence"),
    ],
)
def test_what_it_does_not_hold_is_taken_out(text, ids, why):
    """Each kind of invention is objected to, with the word that gives it away."""
    assert why in objection(Claim(text, ids), EVIDENCE, Outcome.ANSWERED)


def test_a_refusal_in_fixed_words_needs_no_evidence():
    """A declined answer may stand without evidence; an answered one may not."""
    claim = Claim("That's outside what I can answer.", ())
    assert objection(claim, EVIDENCE, Outcome.DECLINED) == ""
    assert objection(claim, EVIDENCE, Outcome.ANSWERED) == "names no evidence"


def test_the_draft_keeps_its_right_claims():
    """One wrong claim among three goes, and is told."""
    draft = Draft(Outcome.ANSWERED, (Claim("97110 × 2.", ("F1",), "lead"), Claim("97530 × 2.", ("F1",)), Claim("KX.", ("P1",))))
    checked, objections = verify(EVIDENCE, draft)
    assert [c.text for c in checked.claims] == ["97110 × 2.", "KX."]
    assert [o.claim for o in objections] == ["97530 × 2."]


@given(st.integers(0, 10**6), st.sampled_from(["97110", "KX", "59", "$14.23"]))
@settings(max_examples=200)
def test_no_number_slips_through(number, other):
    """A number that is not in the evidence is always objected to."""
    text = f"{number} {other}"
    held = exact("97110 97140 3 2 1 40 38 52 20.2 2017 01")
    objected = objection(Claim(text, ("F1",)), EVIDENCE, Outcome.ANSWERED)
    assert bool(objected) or exact(text) <= held


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("No: see ch. 5 for that. Then more.", "No: see ch. 5 for that."),
        ("It costs $2.50 a unit. More.", "It costs $2.50 a unit."),
        ("One line without a stop", "One line without a stop"),
        ("Is it so? Yes.", "Is it so?"),
        ("Bill 97110 vs. 97112 by purpose.\n\nNext.", "Bill 97110 vs. 97112 by purpose."),
    ],
)
def test_first_sentence(text, first):
    """Abbreviations and amounts do not end a sentence."""
    assert first_sentence(text)[0] == first


def test_blocks_keep_tables_whole():
    """A table is one block."""
    assert blocks("a\n\n| x |\n|---|\n| 1 |\n\nb") == ["a", "| x |\n|---|\n| 1 |", "b"]
