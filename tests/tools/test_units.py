"""Minutes to units: CMS's examples, every session of one and two codes against an oracle, and properties."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import BadInput, NotInForce, UnknownCode
from assistant.reference.codes import BASES
from assistant.schema import Service
from assistant.tools.counting.ladders import ladders, steps
from assistant.tools.counting.quarters import allowed, band, by_code, by_total
from assistant.tools.counting.verdict import over, under
from assistant.tools.units import count, counts, minutes_between, minutes_of
from tests.conftest import cases
from tests.tools.oracle import each_alone, right_splits, table

TODAY = date(2026, 11, 23)
QUARTER = (15, 8)  # minutes of a unit, and that earn the first
CODES = ["97110", "97112", "97116", "97124", "97140", "97530", "97535", "97035"]
DAYS = st.dictionaries(st.sampled_from(CODES), st.integers(1, 60), min_size=1, max_size=5)


def services(minutes):
    """A mapping of code to minutes as services."""
    return [Service(code, number) for code, number in minutes.items()]


def as_set(ways):
    """Splits without order, to compare."""
    return {frozenset(way.items()) for way in ways}


@pytest.mark.parametrize("case", cases("units"))
def test_a_day_counts_as_published(case, reference):
    """Each rule gives exactly the right results, ties included."""
    for rule in ("medicare", "ama"):
        if rule in case:
            counted = count(services(case["minutes"]), rule, case.get("as_of", TODAY), reference)
            assert as_set(counted.right) == as_set(case[rule])
            assert counted.units in case[rule]


@pytest.mark.parametrize("first", range(1, 61))
def test_every_session_of_one_or_two_codes_agrees_with_the_oracle(first):
    """All sessions of 1 to 60 minutes of one code, and of two, under both rules."""
    for second in range(61):
        minutes = {"97110": first, "97140": second} if second else {"97110": first}
        assert as_set(by_total(minutes, *QUARTER).alternatives()) == as_set(right_splits(minutes))
        assert by_code(minutes, *QUARTER).units == each_alone(minutes)


@settings(max_examples=150)
@given(DAYS)
def test_longer_days_agree_with_the_oracle(minutes):
    """Up to five codes, up to an hour each."""
    assert as_set(by_total(minutes, *QUARTER).alternatives()) == as_set(right_splits(minutes))


@pytest.mark.parametrize(("total", "units"), [(0, 0), (7, 0), (8, 1), (22, 1), (23, 2), (37, 2), (38, 3), (52, 3), (53, 4), (67, 4), (68, 5), (82, 5), (83, 6), (97, 6), (98, 7), (112, 7), (113, 8), (127, 8), (128, 9), (143, 10)])  # fmt: skip
def test_each_side_of_every_bound(total, units):
    """The manual's table, row by row, and two rows beyond it."""
    assert (allowed(total, *QUARTER), table(total)) == (units, units)
    assert band(units, *QUARTER)[0] <= total <= band(units, *QUARTER)[1]


@settings(max_examples=200)
@given(DAYS)
def test_medicare_never_exceeds_the_table(minutes):
    """The total caps the units, and every unit allowed is given out, at most one beyond the full blocks."""
    split = by_total(minutes, *QUARTER)
    for way in split.alternatives():
        assert sum(way.values()) == table(sum(minutes.values()))
        assert all(split.full(code) <= units <= split.full(code) + 1 for code, units in way.items())


@settings(max_examples=100)
@given(DAYS)
def test_the_midpoint_is_the_sum_of_single_codes(minutes):
    """No code changes what another earns."""
    assert by_code(minutes, *QUARTER).units == {code: by_code({code: m}, *QUARTER).units[code] for code, m in minutes.items()}


@settings(max_examples=100)
@given(DAYS, st.randoms(use_true_random=False))
def test_order_of_entry_never_matters(minutes, source):
    """The same day in another order has the same result, ties included."""
    row = list(minutes.items())
    random.Random(source.random()).shuffle(row)
    turned = dict(row)
    assert by_total(minutes, *QUARTER).units == by_total(turned, *QUARTER).units
    assert as_set(by_total(minutes, *QUARTER).alternatives()) == as_set(by_total(turned, *QUARTER).alternatives())


@settings(max_examples=100)
@given(DAYS, st.sampled_from(CODES), st.integers(1, 30))
def test_more_minutes_never_earn_fewer_units(minutes, code, more):
    """A longer day allows at least as many units under both rules."""
    longer = {**minutes, code: minutes.get(code, 0) + more}
    for way in (by_total, by_code):
        assert way(longer, *QUARTER).allowed >= way(minutes, *QUARTER).allowed


@given(st.integers(0, 400))
def test_one_code_alone_is_the_same_under_both_rules(minutes):
    """The rules part only with two codes."""
    assert by_total({"97110": minutes}, *QUARTER).units == by_code({"97110": minutes}, *QUARTER).units


def test_the_same_code_twice_a_day_adds_up(reference):
    """Morning and afternoon are one calendar day (§20.2)."""
    twice = [Service("97110", 20), Service("97140", 6), Service("97110", 15)]
    assert count(twice, "medicare", TODAY, reference).units == {"97110": 2, "97140": 1}


def test_ties_of_five_codes_list_every_choice(reference):
    """Five leftovers of 7 for two further units: ten right splits."""
    day = count(services(dict.fromkeys(CODES[:5], 22)), "medicare", TODAY, reference)
    assert len(day.alternatives) == 10


def test_a_payer_that_is_named_counts_by_its_rule_only(reference):
    """Medicare-like payers, the midpoint, and both where it is not known."""
    day = services({"97110": 33, "97140": 7})
    ruled = {payer: [c.rule for c in counts(day, payer, TODAY, reference)] for payer in ("medicare", "medicaid", "ama", "auto", None)}
    assert ruled == {"medicare": ["medicare"], "medicaid": ["medicare"], "ama": ["ama"], "auto": ["medicare", "ama"], None: ["medicare", "ama"]}


@pytest.mark.parametrize(("submitted", "too_many", "too_few"), [(3, {"97110": 2}, {}), (2, {}, {}), (1, {}, {"97110": 2})])
def test_billed_units_are_set_against_the_minutes(submitted, too_many, too_few, reference):
    """Above every right split, below every right split, or right."""
    day = count([Service("97110", 30, units=submitted)], "medicare", TODAY, reference)
    assert (over(day), under(day)) == (too_many, too_few)


@pytest.mark.parametrize(
    ("service", "error", "says"),
    [
        (Service("97110", -1), BadInput, "-1 minutes"),
        (Service("97110", 10, assistant=11), BadInput, "11 minutes are more than the 10"),
        (Service("97110", 10, assistant=-1), BadInput, "assistant minutes"),
        (Service("97110", 10, units=-2), BadInput, "-2 units"),
        (Service("97110", 7.5), BadInput, "whole number"),
        (Service("97110", True), BadInput, "whole number"),
        (Service("97110", 1441), BadInput, "1,440"),
        (Service("97999", 10), UnknownCode, "97999"),
        (Service("exercise", 10), UnknownCode, "not a CPT or HCPCS code"),
        (Service("97532", 10), UnknownCode, "97129"),
    ],
)
def test_what_cannot_be_is_refused(service, error, says, reference):
    """A clear error, never a number."""
    with pytest.raises(error, match=says):
        count([service], "medicare", TODAY, reference)


def test_measurements_by_body_part_may_have_several(reference):
    """95851 is untimed but counted by extremity, up to 3; group therapy stays 1."""
    day = count([Service("95851", units=3), Service("97150", units=2)], "medicare", TODAY, reference)
    assert day.units == {"95851": 3, "97150": 1}


def test_two_codes_may_not_fill_more_than_a_day(reference):
    """1,440 minutes are counted, 1,441 refused."""
    assert count(services({"97110": 1430, "97140": 10}), "medicare", TODAY, reference).split.allowed == 96
    with pytest.raises(BadInput):
        count(services({"97110": 1430, "97140": 11}), "medicare", TODAY, reference)


def test_a_date_before_the_rule_is_refused(reference):
    """§20.2 as we hold it begins on 2017-01-01."""
    assert count(services({"97110": 8}), "medicare", date(2017, 1, 1), reference).units == {"97110": 1}
    with pytest.raises(NotInForce):
        count(services({"97110": 8}), "medicare", date(2016, 12, 31), reference)


def test_every_other_time_base_has_its_steps(reference):
    """A code whose base is neither 15 minutes nor once is on a ladder of counting.toml."""
    timeless = {"15min", "untimed", "none", "area", "episode", "30days"}
    assert timeless < set(BASES)
    climbing = ladders(reference.rules, TODAY)
    missing = [c.code for c in reference.codes.values() if c.base not in timeless and c.active(TODAY) and c.code not in climbing]
    assert missing == []


@given(st.integers(0, 300), st.sampled_from([(30, 15), (20, 20), (60, 30), (120, 60)]), st.sampled_from(["full", "midpoint"]))
def test_steps_rise_one_at_a_time(minutes, sizes, method):
    """A ladder never skips a step and never falls."""
    assert 0 <= steps(minutes + 1, *sizes, method) - steps(minutes, *sizes, method) <= 1


def test_minutes_by_the_clock():
    """Start and end of a day, with and without am and pm."""
    assert [minutes_between("9:05", "9:38"), minutes_between("1105", "12:05 pm"), minutes_of([("9:00", "9:20"), ("9:20", "9:35")])] == [33, 60, 35]


@pytest.mark.parametrize("stretches", [[("9:00", "9:20"), ("9:15", "9:30")], [("9:20", "9:00")], [("9:00", "9:00")], [("24:10", "25:00")], [("13:00 pm", "14:00")], [("noon", "1 pm")]])
def test_minutes_that_overlap_or_run_backwards_are_refused(stretches):
    """A minute of the patient counts once (§20.3)."""
    with pytest.raises(BadInput):
        minutes_of(stretches)
