"""KX and targeted review by year; a year without a published amount is not known."""

from datetime import date
from decimal import Decimal

import pytest

from assistant.errors import BadInput, NotInForce
from assistant.reference.rulekinds import Amount
from assistant.schema import Dollars, Reason
from assistant.tools.thresholds import amounts, kx_needed, speak
from tests.conftest import cases
from tests.tools.questions import asked


@pytest.mark.parametrize("case", cases("thresholds"))
def test_amount_of_a_year(case, reference):
    """Each year has its own amount, the same for PT with SLP and for OT."""
    found = amounts(case["year"], reference)
    assert (found.pt_slp, found.ot) == (Decimal(case["pt_slp"]), Decimal(case["pt_slp"]))


@pytest.mark.parametrize("year", [2017, 2027, 2030])
def test_a_year_without_an_amount_is_refused(year, reference):
    """Never the nearest year's amount."""
    with pytest.raises(NotInForce):
        amounts(year, reference)


def test_targeted_review_is_3000_through_2027(reference):
    """$3,000 by statute until the end of 2027, then indexed and unknown."""
    assert reference.rules.in_force("medical-review", date(2027, 12, 31), Amount).amount == 3000
    with pytest.raises(NotInForce):
        reference.rules.in_force("medical-review", date(2028, 1, 1), Amount)


@pytest.mark.parametrize(("used", "charge", "needed"), [("2400", "80", False), ("2400", "80.01", True), ("2480", "0", False)])
def test_kx_is_needed_only_above_the_amount(used, charge, needed):
    """Reaching the amount exactly does not need KX; passing it does."""
    assert kx_needed(Decimal(used), Decimal(charge), Decimal(2480)) is needed


def test_negative_dollars_are_refused():
    """A clear error, not a negative balance."""
    with pytest.raises(BadInput, match="negative"):
        kx_needed(Decimal(-1), Decimal(1), Decimal(2480))


def ask(text, reference, **fields):
    """The facts on a threshold question."""
    return speak(asked(text, reference, topics=frozenset({"threshold"}), **fields), reference)


def test_an_unknown_year_is_declined_with_the_last_known_amount(reference):
    """2027 is not known; 2026 is told beside it."""
    (fact,) = ask("What is the KX amount for 2027?", reference, years=(2027,))
    assert fact.reason is Reason.NOT_IN_FORCE
    assert "$2,480" in fact.notes[0]


def test_dollars_used_are_set_against_the_year(reference):
    """$2,100 used in 2026 leaves $380."""
    (fact,) = ask("$2,100 used so far, do I need KX?", reference, spent=(Dollars(Decimal(2100)),))
    assert "$380 is left" in fact.statement


def test_visits_that_are_left(reference):
    """$1,800 used and $110 a visit: six more make $2,460, the seventh passes $2,480; no visit is left near the amount."""
    (fact,) = ask("how many visits until KX at 110 each and 1800 used", reference, spent=(Dollars(Decimal(110)), Dollars(Decimal(1800))))
    assert "6 more visits stay within the $2,480 threshold" in fact.statement
    assert "$2,460" in fact.statement
    (fact,) = ask("KX at 110 each and 2400 used", reference, spent=(Dollars(Decimal(110)), Dollars(Decimal(2400))))
    assert "0 more visits" in fact.statement


def test_an_amount_that_is_not_the_threshold(reference):
    """$2,230 was 2023's; said as used it is dollars used."""
    (fact,) = ask("is the threshold $2,230?", reference, spent=(Dollars(Decimal(2230)),))
    assert "not $2,230" in fact.statement
    assert "2023" in fact.statement
    (fact,) = ask("she used $2,230", reference, spent=(Dollars(Decimal(2230)),))
    assert "$250 is left" in fact.statement


def test_years_on_both_sides_of_what_is_known(reference):
    """Before the first year there was a cap; after the last one an amount is still to come."""
    assert "hard cap" in ask("KX in 2016", reference, years=(2016,))[0].notes[0]
    assert "final rule" in ask("KX in 2030", reference, years=(2030,))[0].notes[1]
