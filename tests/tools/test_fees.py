"""The day's payment, to the cent: the worked example of CY 2025 and what must always hold."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import BadInput
from assistant.schema import Service
from assistant.tools import payment
from assistant.tools.fees import Values, price, split
from tests.tools.questions import asked

FACTOR = D("32.3465")
V97530 = Values("97530", D("0.44"), D("0.62"), D("0.01"), True)
V97110 = Values("97110", D("0.45"), D("0.43"), D("0.01"), True)
V97140 = Values("97140", D("0.43"), D("0.40"), D("0.01"), True)
V97129 = Values("97129", D("0.50"), D("0.20"), D("0.01"), False)
SHARES = {"deductible_left": D(0), "patient": D("0.20"), "kept": D("0.98")}


def test_the_worked_example_of_2025():
    """97530, 97110, 97140 one unit each: 34.61 + 21.83 + 20.70 = 77.14 (ch. 5 §10.7, RVU25D)."""
    units = price([(V97140, 1), (V97110, 1), (V97530, 1)], FACTOR, D("0.5"))
    assert [(u.code, u.amount, u.reduced) for u in units] == [
        ("97530", D("34.61"), False),
        ("97110", D("21.83"), True),
        ("97140", D("20.70"), True),
    ]
    assert sum(u.amount for u in units) == D("77.14")


def test_cq_comes_off_medicares_part_last():
    """20.70 with CQ: patient 4.14, Medicare 16.56 x 0.85 = 14.08, after sequestration 13.80."""
    found = split(D("20.70"), assistant_paid=D("0.85"), **SHARES)
    assert (found.coinsurance, found.medicare, found.paid) == (D("4.14"), D("14.08"), D("13.80"))


def test_the_deductible_comes_first():
    """With $10 of deductible left the patient owes it and 20 % of the rest."""
    found = split(D("30.00"), assistant_paid=None, **{**SHARES, "deductible_left": D(10)})
    assert (found.deductible, found.coinsurance, found.medicare) == (D(10), D("4.00"), D("16.00"))


def test_codes_outside_mppr_are_never_cut():
    """97129 keeps its practice expense beside 97530 and is not the one that spares another."""
    units = price([(V97129, 1), (V97530, 1), (V97140, 1)], FACTOR, D("0.5"))
    assert {u.code: u.reduced for u in units} == {"97530": False, "97140": True, "97129": False}


def test_negative_units_are_refused():
    """A clear error."""
    with pytest.raises(BadInput, match="fewer than 0"):
        price([(V97110, -1)], FACTOR, D("0.5"))


@given(st.lists(st.sampled_from([V97530, V97110, V97140]), min_size=1, max_size=8))
@settings(max_examples=100)
def test_exactly_one_mppr_unit_is_paid_in_full(values):
    """However the day is made up, one unit keeps its practice expense, and order does not matter."""
    units = price([(v, 1) for v in values], FACTOR, D("0.5"))
    assert sum(not u.reduced for u in units) == 1
    assert units == price([(v, 1) for v in reversed(values)], FACTOR, D("0.5"))


@pytest.mark.parametrize(
    ("text", "place", "total"),
    [
        ("how much does medicare pay for 97110 in Manhattan in 2025", "MANHATTAN", None),
        ("how much does medicare pay for 97110 in Ohio in 2025", "OHIO", None),
        ("how much does medicare pay for 97110 in 2025", "national", "28.79"),
        ("how much does medicare pay for 97110 in Texas in 2025", "national", "28.79"),
    ],
)
def test_the_locality_named_prices_the_line(text, place, total, reference):
    """A locality by its name; a state with several stays national."""
    question = asked(text, reference, as_of=date(2025, 7, 1), dated=True, codes=("97110",), topics=frozenset({"payment"}), years=(2025,))
    value = payment.speak(question, reference)[0].value
    assert value["locality"].startswith(place)
    if total:
        assert value["total"] == total
    else:
        assert value["total"] != "28.79"


def test_a_line_with_cq_is_divided_in_the_right_order(reference):
    """97140 with 97530 in 2025: 20.70, patient 4.14, Medicare 14.08, 13.80 after sequestration (Pub. 100-04 ch. 5 §20.1)."""
    lines = (Service("97530", units=1), Service("97140", units=1, modifiers=("GP", "CQ")))
    question = asked("how much", reference, as_of=date(2025, 7, 1), dated=True, codes=("97530", "97140"), services=lines, topics=frozenset({"payment"}))
    notes = payment.speak(question, reference)[0].notes
    assert notes[0] == "97140 with CQ or CO, the deductible met: patient $4.14, Medicare $14.08 after its 15 % cut, $13.80 after sequestration."


def told(text, reference, **fields):
    """Statement of each payment fact by its act."""
    fields.setdefault("topics", frozenset({"payment"}))
    return {fact.acts[0]: fact.statement for fact in payment.speak(asked(text, reference, **fields), reference)}


def test_each_act_is_a_fact_of_its_own(reference):
    """What a code pays, whether MPPR reaches it, what CQ does; the factor where it is named or nothing else is."""
    found = told("does CQ cut 97140", reference, codes=("97140",), modifiers=("CQ",))
    assert set(found) == {"payment.amount", "payment.mppr", "payment.assistant"}
    assert found["payment.mppr"] == "MPPR applies to 97140."
    assert "at 85 %, that is 68 % of the allowed amount" in found["payment.assistant"]
    assert set(told("conversion factor", reference)) == {"payment.factor"}
    assert "lower no payment" in told("CQ pay", reference, modifiers=("CQ",), as_of=date(2021, 12, 31))["payment.assistant"]


def test_mppr_does_not_reach_every_code(reference):
    """97129 is outside MPPR."""
    assert told("mppr 97129", reference, codes=("97129",))["payment.mppr"] == "MPPR does not apply to 97129."


def test_a_plan_is_not_answered_with_medicares_amount(reference):
    """A commercial plan's price is not Medicare's; a Medicare Advantage plan's contract decides."""
    assert told("what is 97112 worth", reference, codes=("97112",), payer="commercial") == {}
    assert told("what is 97112 worth", reference, codes=("97112",), payer="medicare_advantage")["payment.amount"].startswith("A Medicare Advantage plan pays by its own contract.")
