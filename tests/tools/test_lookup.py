"""Codes and modifiers: what they are on a day, and what is said of those that are unknown or have ended."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadInput, UnknownCode
from assistant.reference import Reference
from assistant.schema import Reason
from assistant.tools import codewords, line, lookup
from tests.conftest import KNOWLEDGE, cases
from tests.tools.questions import asked

TODAY = date(2026, 11, 23)
REFERENCE = Reference.load(KNOWLEDGE)


@pytest.mark.parametrize("case", cases("lookup"))
def test_what_is_said(case, reference):
    """The first fact answers what was asked of the code."""
    question = asked(
        case["ask"],
        reference,
        as_of=case.get("as_of", TODAY),
        payer=case.get("payer"),
        discipline=case.get("discipline"),
        codes=tuple(case["codes"]),
        unknown_codes=tuple(case.get("unknown", ())),
        modifiers=tuple(case.get("modifiers", ())),
        topics=frozenset(case["topics"]),
    )
    facts = [fact for fact in (*lookup.speak(question, reference), *line.speak(question, reference)) if case.get("act", fact.acts[0]) in fact.acts]
    assert case.get("facts", len(facts)) == len(facts)
    if not facts:
        return
    lead = facts[0]
    assert lead.statement.startswith(case.get("starts", ""))
    assert all(words in lead.statement for words in case.get("has", ()))
    assert all(words in " ".join(lead.notes) for words in case.get("notes", ()))
    assert (Reason(case["reason"]) if "reason" in case else None) == lead.reason
    assert not any(words in " ".join((lead.statement, *lead.notes)) for words in case.get("lacks", ()))
    assert case.get("value", {}).items() <= lead.value.items()
    assert case.get("cites", "") in {"", *(c.source for c in lead.citations)}
    assert lead.citations or lead.reason


def test_record_of_the_contract(reference):
    """The public record of a code has the keys and values of the contract."""
    expected = {
        "code": "97112",
        "timed": True,
        "minutes_per_unit": 15,
        "disciplines": ["PT", "OT"],
        "therapy": "always",
        "active": True,
        "replaced_by": [],
    }
    assert expected == lookup.described("97112", TODAY, reference)


def test_codes_are_read_as_people_write_them(reference):
    """Spaces, dashes and a leading plus do not matter."""
    assert lookup.described("+97-130", TODAY, reference)["code"] == "97130"


def test_unknown_code_is_named(reference):
    """A code that is in no table is refused by name."""
    with pytest.raises(UnknownCode, match="97999"):
        lookup.described("97999", TODAY, reference)


def test_side_by_side(reference):
    """Two codes in a table with counting, disciplines, flag and units a day."""
    table = lookup.compared(["97112", "97110"], TODAY, reference)
    assert table.header == ("Code", "97112", "97110")
    assert ("Medicare units a day (MUE, practice)", "4", "6") in table.rows
    assert all(len(row) == len(table.header) for row in table.rows)


@pytest.mark.parametrize("codes", [["97110"], ["97110", "97110"], ["97110", "97112", "97116", "97124", "97140"]])
def test_too_few_or_too_many(codes, reference):
    """One code alone, or five, are not compared."""
    with pytest.raises(BadInput):
        lookup.compared(codes, TODAY, reference)


@given(
    st.sampled_from(sorted(REFERENCE.codes)),
    st.sampled_from(["Is {} timed?", "what is {}", "is {} always therapy?", "is {} still valid", "who bills {}", "{}"]),
    st.dates(date(2015, 1, 1), date(2027, 12, 31)),
)
def test_every_code_is_told(code, ask, on):
    """Every code of our table gets a sentence that names it, on any day."""
    question = asked(ask.format(code), REFERENCE, as_of=on, codes=(code,), topics=frozenset({"lookup"}))
    facts = lookup.speak(question, REFERENCE)
    assert facts
    assert all(code in fact.statement for fact in facts)
    assert facts[0].citations


@pytest.mark.parametrize("code", sorted(REFERENCE.codes))
def test_sentences_are_whole(code):
    """No sentence of a code ends badly or holds a gap."""
    record = REFERENCE.codes[code]
    said = [
        codewords.what_said(record),
        codewords.timed_said(record),
        codewords.flag_said(record),
        codewords.status_said(record, TODAY),
        codewords.who_said(record),
        *(note for aspect in ("what", "flag", "timed", "status") for note in codewords.notes(record, aspect)),
    ]
    for sentence in said:
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert ", ," not in sentence
