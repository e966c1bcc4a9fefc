"""What the units tool says: the answer first, both rules where the payer is not known, one fact a rule."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.schema import Question, Service
from assistant.tools.units import speak
from tests.conftest import cases
from tests.tools.questions import asked

TODAY = date(2026, 11, 23)


def question(case, reference, **more):
    """A case as the Question the reader would hand over."""
    return asked(
        case.get("text", "How many units?"),
        reference,
        as_of=case.get("as_of", TODAY),
        payer=case.get("payer"),
        services=tuple(Service(**one) for one in case.get("services", ())),
        total_minutes=case.get("total"),
        codes=tuple(case.get("codes", ())),
        unknown_codes=tuple(case.get("unknown", ())),
        modifiers=tuple(case.get("modifiers", ())),
        topics=frozenset({"units"}),
        **more,
    )


@pytest.mark.parametrize("case", cases("units_speak"))
def test_the_answer_reads_as_written(case, reference):
    """Statement, notes, what is asked back, which rules are given, and a typed reason when refused."""
    facts = speak(question(case, reference), reference)
    if case.get("silent"):
        assert facts == ()
        return
    lead = facts[0]
    if "statement" in case:
        assert case["statement"] == lead.statement
    assert case.get("reason", "") == (lead.reason.value if lead.reason else "")
    notes = " ".join(lead.notes)
    assert [text for text in case.get("holds", ()) if text not in notes] == []
    assert [text for text in case.get("lacks", ()) if text in notes] == []
    if "asks" in case:
        assert tuple(case["asks"]) == lead.asks
    if "rules" in case:
        assert case["rules"] == [value["rule"] for value in (lead.value, *lead.value.get("others", ()))]
    assert all(fact.citations for fact in facts if fact.reason is None)


def test_codes_that_earn_nothing_are_present_with_0(reference):
    """The public record names every code (contract)."""
    case = {"payer": "medicare", "services": [{"code": "97110", "minutes": 33}, {"code": "97035", "minutes": 2}]}
    assert speak(question(case, reference), reference)[0].value == {
        "rule": "medicare", "total_minutes": 35, "units": {"97110": 2, "97035": 0}, "alternatives": [], "unit": 15, "first": 8,
    }  # fmt: skip


def test_untimed_codes_named_beside_minutes_are_counted_once(reference):
    """'97161 and 20 minutes of 97110' has both on the claim."""
    case = {"payer": "medicare", "codes": ["97161", "97110"], "services": [{"code": "97110", "minutes": 20}]}
    assert speak(question(case, reference), reference)[0].value["units"] == {"97110": 1, "97161": 1}


def test_what_if_puts_the_next_unit_first(reference):
    """Asked what more minutes would do, the next bound comes first."""
    case = {"payer": "medicare", "services": [{"code": "97110", "minutes": 20}]}
    fact = speak(replace(question(case, reference), topics=frozenset({"whatif"})), reference)[0]
    assert fact.notes[0] == "The 2nd unit starts at 23 minutes of 97110, 3 more."


@pytest.mark.parametrize(
    ("text", "minutes", "said"),
    [
        ("what would 3 more minutes do?", {"97110": 20}, "With 3 minutes more of 97110 (23) it would be 2 units (97110 × 2); without them: bill 1 unit: 97110 × 1."),
        (
            "if we did 3 more minutes of 97140?",
            {"97110": 33, "97140": 15},
            "With 3 minutes more of 97140 (18) it would be 3 units (97110 × 2 and 97140 × 1); without them: bill 3 units: 97110 × 2 and 97140 × 1.",
        ),
        ("what if we had 5 more minutes?", {"97110": 33, "97140": 15}, "With 5 minutes more (53 in all) the total would allow 4 units (53–67); without them: bill 3 units: 97110 × 2 and 97140 × 1."),
        ("can we bill the extra 7 minutes?", {"97110": 52}, "Bill 3 units: 97110 × 3."),
    ],
)
def test_more_minutes_are_counted_again(text, minutes, said, reference):
    """Further minutes named in the question are tried out; leftover ones are not added."""
    services = tuple(Service(code, number) for code, number in minutes.items())
    fact = speak(asked(text, reference, payer="medicare", services=services, topics=frozenset({"units"})), reference)[0]
    assert fact.statement == said


def test_assistant_minutes_leave_the_lead_to_the_assistants_tool(reference):
    """With a PTA's minutes the lines with CQ answer; units stay in the record."""
    services = (Service("97110", 30, 15),)
    fact = speak(Question("", TODAY, payer="medicare", services=services, topics=frozenset({"units"})), reference)[0]
    assert fact.acts == ("units.count",)
    assert fact.value["units"] == {"97110": 2}


def test_both_rules_stand_in_one_fact_with_both_sources(reference):
    """Medicare rests on the manual, the midpoint on pages that report it."""
    case = {"services": [{"code": "97110", "minutes": 24}, {"code": "97112", "minutes": 23}]}
    (fact,) = speak(question(case, reference), reference)
    assert fact.value["units"] == {"97110": 2, "97112": 1}
    assert [(one["rule"], one["units"]) for one in fact.value["others"]] == [("ama", {"97110": 2, "97112": 2})]
    assert {c.source: c.tier.value for c in fact.citations}["ama-midpoint"] == "secondary"
    assert "units.other_rule" in fact.acts


def test_patients_with_different_days_are_told_apart(reference):
    """`patients` holds each one's units."""
    services = (Service("97110", 18, patient="A"), Service("97110", 30, patient="B"))
    fact = speak(Question("", TODAY, payer="medicare", services=services), reference)[0]
    assert fact.value["patients"] == {"A": {"97110": 1}, "B": {"97110": 2}}
    assert fact.statement == "Each patient is counted alone: A 1 unit (97110 × 1); B 2 units (97110 × 2)."
