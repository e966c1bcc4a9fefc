"""CQ and CO: CMS's examples, both sides of every date, the published two-unit pairs, and properties."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import BadInput
from assistant.reference.sayings import SHIPPED, read_sayings
from assistant.schema import Question, Reason, Service
from assistant.tools.assistants import lines, speak, ways
from assistant.tools.givers.shares import Marking, share
from tests.conftest import cases
from tests.tools.questions import asked

TODAY = date(2026, 11, 23)
EIGHT = Marking("therapist-eight", read_sayings(SHIPPED), percent=10, eight=8, least_each=9)
EACH = replace(EIGHT, method="each-unit")
# CMS's pairs of minutes (86 FR 65172, 65174), PTA and PT or the reverse.
PAIRS = [(9, 14), (10, 13), (10, 14), (11, 12), (11, 13), (11, 14), (12, 12), (12, 13), (12, 14), (13, 13), (13, 14), (14, 14)]


def services(minutes):
    """{code: [all, assistant's]} as services."""
    return [Service(code, whole, theirs) for code, (whole, theirs) in minutes.items()]


def told(found):
    """Lines as comparable rows."""
    return {(line.code, line.units, *line.modifiers) for line in found}


@pytest.mark.parametrize("case", cases("assistants"))
def test_lines_are_as_published(case, reference):
    """Every right set of lines, and no other."""
    found = ways(services(case["minutes"]), case.get("as_of", TODAY), reference, case.get("discipline", "PT"))[2]
    expected = case.get("ways", [case.get("lines")])
    assert sorted({tuple(row) for row in way} for way in expected) == sorted(told(way) for way in found)


@pytest.mark.parametrize(("one", "other"), [*PAIRS, *[(b, a) for a, b in PAIRS]])
def test_two_units_left_are_one_with_and_one_without(one, other):
    """Each of CMS's pairs, and its reverse."""
    found = share(2, other, one, EIGHT, 15)
    assert (found.marked, found.plain, found.reading) == (1, 1, False)


@pytest.mark.parametrize(("total", "starts"), [(40, 5), (21, 3), (14, 2), (12, 2), (11, 2), (60, 7), (15, 3), (20, 3)])
def test_the_simple_method_as_published(total, starts):
    """Total ÷ 10, rounded, plus 1."""
    assert EIGHT.starts(total) == starts
    assert EIGHT.simple(starts, total)
    assert not EIGHT.simple(starts - 1, total)


def test_ten_percent_exactly_is_not_more_than_ten():
    """11 % by the percentage method is the first that counts."""
    assert [EIGHT.exact(n, 40) for n in (4, 5)] == [False, True]
    assert (EIGHT.simple(1, 8), EIGHT.exact(1, 8)) == (False, True)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(["97110", "97140", "97150", "97530", "97035"]), st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1))
def test_units_with_and_without_add_up(reference, minutes):
    """Every right set of lines holds exactly the units of one right split; every line has GP."""
    day = [Service(code, a + b, a) for code, (a, b) in minutes.items()]
    counted, _, found = ways(day, TODAY, reference)
    for way in found:
        sums = {code: sum(line.units for line in way if line.code == code) for code in counted.units}
        assert sums in counted.right
        assert all(line.modifiers[0] == "GP" and line.units > 0 for line in way)


@pytest.mark.parametrize("total", range(8, 121, 7))
def test_more_assistant_minutes_never_mark_fewer_units(total):
    """Of the same total, from 2022: every minute that passes to the assistant marks at least as much."""
    units = (total + 7) // 15
    marked = [share(units, total - n, n, EIGHT, 15).marked for n in range(total + 1)]
    assert sorted(marked) == marked
    assert (marked[0], marked[-1]) == (0, units)


@settings(max_examples=100)
@given(st.integers(0, 60), st.integers(0, 60))
def test_the_newer_rule_never_marks_more(therapist, assistant):
    """From 2022 a unit is freed, never added."""
    units = (therapist + assistant + 7) // 15
    new, old = (share(units, therapist, assistant, rule, 15) for rule in (EIGHT, EACH))
    assert new.marked <= old.marked


def ask(text, reference, **fields):
    """The facts on an assistants question."""
    fields.setdefault("topics", frozenset({"assistants"}))
    return speak(asked(text, reference, as_of=fields.pop("as_of", TODAY), payer=fields.pop("payer", "medicare"), **fields), reference)


def test_the_lead_names_lines_with_modifiers(reference):
    """One line with CQ, one without, in words; the record holds all."""
    (fact,) = ask("97110: PTA 23, PT 13; 97140: PT 30", reference, services=tuple(services({"97110": (36, 23), "97140": (30, 0)})))
    assert fact.statement == "Bill 97110 × 2: one unit with GP CQ and one with GP only; 97140 × 2 with GP only."
    assert fact.value["lines"] == [
        {"code": "97110", "units": 1, "modifiers": ["GP", "CQ"]},
        {"code": "97110", "units": 1, "modifiers": ["GP"]},
        {"code": "97140", "units": 2, "modifiers": ["GP"]},
    ]
    assert "For dates in 2020–2021 it would be 97110 × 2 with GP CQ; 97140 × 2 with GP only." in fact.notes
    assert any("68 %" in note for note in fact.notes)


def test_the_older_rule_has_no_payment_cut(reference):
    """85 % is paid only from 2022."""
    (fact,) = ask("PTA", reference, services=(Service("97110", 30, 30),), as_of=date(2021, 6, 1))
    assert "The modifier is reported but lowers no payment before 2022." in fact.notes


def test_an_ota_means_go_and_co(reference):
    """The words for the assistant decide the pair; without a word PT is taken and said."""
    (ota,) = ask("COTA did 97530", reference, services=(Service("97530", 30, 30),))
    (unsaid,) = ask("assistant did 97530", reference, services=(Service("97530", 30, 30),))
    assert ota.value["lines"][0]["modifiers"] == ["GO", "CO"]
    assert unsaid.value["lines"][0]["modifiers"] == ["GP", "CQ"]
    assert "Taken as physical therapy; for an OTA it is GO and CO." in unsaid.notes


def test_help_in_the_room_needs_no_modifier(reference):
    """Time together counts as the therapist's."""
    fact, start = ask("PT gave 30 minutes of 97112 with the PTA helping", reference, services=(Service("97112", 30),))
    assert fact.statement == "No CQ: bill 97112 × 2 with GP only."
    assert start.value["starts"] == 4


def test_where_the_modifier_starts(reference):
    """40 minutes: from 5."""
    (fact,) = ask("With 40 minutes, at how many PTA minutes does CQ start?", reference, total_minutes=40)
    assert fact.statement.startswith("With 40 minutes in all, the modifier starts at 5 assistant minutes")


def test_of_a_short_service_the_first_minute_counts(reference):
    """4 minutes: no "1 assistant minutes", no "0 or fewer"."""
    (fact,) = ask("With 4 minutes, at how many PTA minutes does CQ start?", reference, total_minutes=4)
    assert fact.statement == "In a service of 4 min the modifier starts with the assistant's first minute."


def test_rtm_codes_are_told_apart(reference):
    """Set-up is subject to the rule, device supply is not."""
    (fact,) = ask("PTA did 98975 half; and 98977?", reference, codes=("98975", "98977"), as_of=date(2023, 3, 1))
    assert "98975 is subject" in fact.statement
    assert "98977 (device supply) is not subject" in fact.statement


def test_other_payers_decide_themselves(reference):
    """CQ is Medicare's: a commercial plan wants it only by its policy."""
    (fact,) = ask("PTA", reference, payer="commercial", services=(Service("97110", 30, 30),))
    assert fact.value == {}


def test_an_exception_is_told_when_the_setting_is_named(reference):
    """Critical access hospitals do not report CQ."""
    (fact,) = ask("CAH: PTA gave 30 minutes", reference, services=(Service("97110", 30, 30),))
    assert any(note.startswith("Critical access hospitals") for note in fact.notes)


def test_an_assistants_evaluation_is_not_billable(reference):
    """The therapist evaluates."""
    (fact,) = ask("PTA did the eval", reference, services=(Service("97161", 30, 30),))
    assert any("not billable" in note for note in fact.notes)


def test_more_assistant_minutes_than_the_service_has(reference):
    """Refused with a clear error."""
    (fact,) = ask("PTA", reference, services=(Service("97110", 10, 12),))
    assert fact.reason is Reason.BAD_INPUT
    with pytest.raises(BadInput):
        lines([Service("97110", 10, 12)], TODAY, reference)


def test_silence_without_minutes(reference):
    """A question about supervision is not for this tool."""
    assert ask("Does the PT have to be on site?", reference) == ()


def test_a_day_that_the_therapist_gave_after_all_has_no_mark(reference):
    """Told where a turn changed who gave it; nobody is told of marks that no assistant was named for."""
    day = (Service("97110", 25), Service("97530", 15))
    question = Question("and if the PT did it all?", date(2026, 11, 23), payer="medicare", services=day, codes=("97110", "97530"), change="who")
    (fact, *_) = speak(question, reference)
    assert "No CQ" in fact.statement
    assert not speak(replace(question, change=""), reference)
