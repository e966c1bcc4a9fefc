"""Pairs, limits and add-on codes: the tables through the engine, and what a question is told."""

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.understand import understand
from assistant.errors import BadInput, UnknownCode
from assistant.reference import Reference
from assistant.reference.official import read_file
from assistant.reference.official.pairs import own
from assistant.reference.tables import read_tables
from assistant.schema import Reason, Service
from assistant.tools import edits
from assistant.tools.addons import bases, missing
from assistant.tools.limits import above, billed, daily, limits_on
from assistant.tools.pairs import pair_on, pairs_on
from assistant.tools.partners import partners
from tests.conftest import KNOWLEDGE, cases
from tests.tools.questions import asked

TODAY = date(2026, 11, 23)
CODES = ("97110", "97112", "97116", "97124", "97140", "97150", "97161", "97164", "97530", "97535", "97750", "G0283")


def question_of(case, reference):
    """The question of a case."""
    minutes, units = case.get("minutes", {}), case.get("units", {})
    services = tuple(Service(c, minutes.get(c), units=units.get(c)) for c in {**minutes, **units})
    return asked(
        case["ask"],
        reference,
        as_of=case.get("as_of", TODAY),
        dated=case.get("dated", False),
        payer=case.get("payer"),
        setting=case.get("setting"),
        codes=tuple(case["codes"]),
        unknown_codes=tuple(case.get("unknown", ())),
        services=services,
        modifiers=tuple(case.get("modifiers", ())),
        topics=frozenset(case["topics"]),
    )


@pytest.mark.parametrize("case", cases("edits"))
def test_pair_on_a_day(case, reference):
    """A pair stands, or does not, on the day of the case, with the columns and indicator of the table."""
    found = pair_on(*case["codes"], case.get("setting", "practitioner"), case["on"], reference)
    value = found.value()
    assert case["active"] == value["active"]
    for key, name in (("column1", "column1"), ("indicator", "modifier_indicator")):
        assert case.get(key, value[name]) == value[name]
    if "deleted" in case:
        assert (case["deleted"] or None) == value["deleted"]


@pytest.mark.parametrize("case", cases("edits_said"))
def test_what_is_said(case, reference):
    """The first fact answers what was asked, first; notes tell the rest."""
    facts = [fact for fact in edits.speak(question_of(case, reference), reference) if case.get("act", fact.acts[0]) in fact.acts]
    assert case.get("facts", len(facts)) == len(facts)
    if not facts:
        return
    lead = facts[0]
    assert lead.statement.startswith(case.get("starts", ""))
    assert all(words in lead.statement for words in case.get("has", ()))
    told = " ".join(lead.notes)
    assert all(words in told for words in case.get("notes", ())), told
    assert not lead.statement.startswith(("Yes", "No.", "No,"))
    assert (Reason(case["reason"]) if "reason" in case else None) == lead.reason
    assert lead.citations or lead.reason


def test_value_of_a_pair(reference):
    """The public record of a pair has the keys of the contract."""
    found = pair_on("97110", "97150", "practitioner", TODAY, reference).value()
    expected = {
        "column1": "97150",
        "column2": "97110",
        "active": True,
        "modifier_indicator": "1",
        "setting": "practitioner",
        "edition": "2024Q3",
        "deleted": None,
    }
    assert expected == found


def test_value_of_a_limit(reference):
    """The public record of a limit has the keys of the contract."""
    (found,) = limits_on("97110", date(2024, 8, 1), reference, "practitioner")
    assert found.value() == {"code": "97110", "mue": 6, "mai": "3", "setting": "practitioner", "edition": "2024Q3"}


@given(st.sampled_from(CODES), st.sampled_from(CODES), st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_order_does_not_matter(one, two, on):
    """A pair is the same whichever code is named first."""
    known = _reference()
    if one == two:
        return
    a, b = (pair_on(*codes, "practitioner", on, known) for codes in ((one, two), (two, one)))
    assert a.row == b.row
    assert a.active == b.active


@given(st.lists(st.sampled_from(CODES), min_size=2, max_size=6), st.sampled_from(["practitioner", "outpatient_hospital"]))
def test_each_pair_once(codes, setting):
    """Among n different codes there are n(n-1)/2 pairs, and an active one has a row that stands."""
    found = pairs_on(codes, setting, TODAY, _reference())
    count = len(set(codes))
    assert count * (count - 1) // 2 == len(found)
    assert all(pair.row is not None and pair.row.deleted is None for pair in found if pair.active)


@given(st.text(max_size=60), st.lists(st.sampled_from([*CODES, "99213", "97999"]), max_size=4), st.sets(st.sampled_from(["pair", "limit", "addon", "modifier", "claim", "compare", "units"])))
def test_never_raises(text, codes, topics):
    """Whatever is asked, the tool speaks or is silent."""
    known = tuple(c for c in codes if c not in ("99213", "97999"))
    unknown = tuple(c for c in codes if c in ("99213", "97999"))
    question = asked(text, _reference(), codes=known, unknown_codes=unknown, topics=frozenset(topics))
    for fact in edits.speak(question, _reference()):
        assert fact.statement
        assert fact.acts


def _reference():
    if not hasattr(_reference, "held"):
        _reference.held = Reference.load(KNOWLEDGE)
    return _reference.held


@pytest.mark.parametrize("codes", [("97110", "97110"), ("97110", "97140")])
def test_bad_input(codes, reference):
    """One code twice, and a setting that is none, are refused with the value named."""
    setting = "practitioner" if codes[0] == codes[1] else "hospital"
    with pytest.raises(BadInput, match=codes[0] if codes[0] == codes[1] else "hospital"):
        pair_on(*codes, setting, TODAY, reference)


def test_unknown_code(reference):
    """A code of no table is an UnknownCode, not a missing edit."""
    with pytest.raises(UnknownCode, match="97999"):
        pair_on("97110", "97999", "practitioner", TODAY, reference)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("practitioner", {"97110": 6, "97112": 4, "97150": 1, "97537": 6, "97010": 0, "97602": 0}),
        ("outpatient_hospital", {"97110": 8, "97112": 6, "97150": 2, "97537": 8, "97010": 1, "97602": 1}),
    ],
)
def test_limits_differ_by_setting(setting, expected, reference):
    """The MUE values that differ between practice and outpatient hospital."""
    found = {code: limits_on(code, TODAY, reference, setting)[0].row.units for code in expected}
    assert expected == found


def test_partial_edition(reference):
    """MAI 3 rows come from the 2026 Q2 extract, the others still from 2024 Q3; earlier days from 2024 Q3."""
    assert [(one.row.edition.label, one.row.mai) for one in limits_on("97112", TODAY, reference, "practitioner")] == [("2026Q2", "3")]
    assert limits_on("97161", TODAY, reference, "practitioner")[0].row.edition.label == "2024Q3"
    assert limits_on("97112", date(2026, 3, 31), reference, "practitioner")[0].row.edition.label == "2024Q3"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("97163", ("PT",)), ("97168", ("OT",)), ("92523", ("SLP",)), ("92612", ("OT", "SLP")), ("96110", ("PT", "OT", "SLP")), ("97110", None)],
)
def test_daily_chart(code, expected, reference):
    """The chart of ch. 5 §20.2.D allows one unit a day to these disciplines."""
    found = daily(code, reference, TODAY)
    assert expected == (found[0] if found else None)


def test_minutes_that_earn_more_units_than_the_limit(reference):
    """68 minutes of 97112 earn five units, above the practice's four and below the hospital's six; 67 earn four."""
    (fact,) = above([Service("97112", 68)], TODAY, reference, None)
    assert fact.value["mue"] == 4
    assert not above([Service("97112", 68)], TODAY, reference, "outpatient_hospital")
    assert not above([Service("97112", 67)], TODAY, reference, None)
    assert not above([Service("97129", 15), Service("97130", 30)], TODAY, reference, None)


def test_the_limit_looks_at_the_units_billed(reference):
    """38 minutes of 97035 beside 14 of 97140 bill two, within the limit of two; alone, or submitted as three, they pass it."""
    beside = (Service("97035", 38), Service("97140", 14))
    assert billed(beside, TODAY, reference) == {"97035": 2, "97140": 1}
    assert not above(beside, TODAY, reference, None)
    assert above([Service("97035", 38)], TODAY, reference, None)
    assert above([Service("97035", 38, units=3), Service("97140", 14)], TODAY, reference, None)


@pytest.fixture
def without_hospital(tmp_path, reference):
    """The shipped knowledge without the hospital's tables."""
    shutil.copytree(KNOWLEDGE / "tables", tmp_path / "tables", ignore=shutil.ignore_patterns("ptp-outpatient*", "mue-outpatient*", "outside-outpatient*"))
    return replace(reference, tables=read_tables(tmp_path / "tables"))


def test_a_hospital_table_that_is_not_held_is_named(without_hospital):
    """Asked for the hospital, nothing is answered from the practice's table; asked for none, its lack is told."""
    codes = ("97110", "97150")
    (fact,) = edits.speak(asked("hospital: 97110 with 97150", without_hospital, codes=codes, setting="outpatient_hospital", topics=frozenset({"pair"})), without_hospital)
    assert fact.reason is Reason.NOT_COVERED
    assert "outpatient hospital pair table" in fact.statement
    lead, *_ = edits.speak(asked("97110 with 97150", without_hospital, codes=codes, topics=frozenset({"pair"})), without_hospital)
    assert lead.value["setting"] == "practitioner"
    assert any("do not hold the outpatient hospital pair table" in note for note in lead.notes)
    lead, *_ = edits.speak(asked("MUE 97110", without_hospital, codes=("97110",), topics=frozenset({"limit"})), without_hospital)
    assert "I hold no MUE table for an outpatient hospital." in lead.notes


def test_partners_name_column_denied_and_indicator(reference):
    """97150 is column 1 of what it denies; a code's list says since when where that is known."""
    found = {row.column2: row.indicator for row in partners("97150", "practitioner", TODAY, reference) if row.column1 == "97150"}
    assert found["97110"] == "1"
    fact = next(f for f in edits.speak(asked("97150 edits", reference, codes=("97150",), topics=frozenset({"pair"})), reference) if f.acts == ("edits.partners",))
    row = next(row for row in fact.table.rows if row[0] == "97110")
    assert row == ("97110", "column 1", "97110", "1, a modifier may bypass it; since 10-01-2020, as reported")
    assert len(fact.table.header) == len(row)  # no column of first days that our copy does not hold
    assert not any(row[0] == "97151" for row in fact.table.rows)
    assert partners("97550", "practitioner", TODAY, reference) == ()


def test_history_is_a_fact_of_its_own(reference):
    """Ended, as if never in force, standing, never."""
    told = {}
    for codes in (("97530", "97140"), ("97161", "97140"), ("97150", "97110"), ("97110", "97112")):
        facts = edits.speak(asked("since when", reference, codes=codes), reference)
        told[codes] = next(fact.statement for fact in facts if fact.acts == ("edits.history",))
    assert told["97530", "97140"].endswith("ended 12-31-2019.")
    assert told["97161", "97140"].endswith("was deleted 10-01-2020 as if it had never been in force.")
    assert told["97150", "97110"].endswith("since 10-01-2020, as reported.")
    assert "has no edit" in told["97110", "97112"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("97130", ("97129",)),
        ("97546", ("97545",)),
        ("97551", ("97550",)),
        ("97598", ("97597",)),
        ("98981", ("98980",)),
        ("92608", ("92607",)),
        ("90913", ("90912",)),
        ("96113", ("96112",)),
        ("0791T", ("97116",)),
        ("G0542", ("G0541",)),
        ("97110", ()),
    ],
)
def test_bases(code, expected, reference):
    """Add-on codes need their base (NCCI add-on edits); others need none."""
    assert expected == bases(code, reference, TODAY)


def test_missing_base(reference):
    """An add-on code without its base is named with what it needs."""
    assert missing(["97130", "97110"], reference, TODAY) == (("97130", ("97129",)),)
    assert missing(["97130", "97129"], reference, TODAY) == ()


FILES = sorted(Path(os.environ["NCCI_FILES"]).glob("ptp_*")) if "NCCI_FILES" in os.environ else []


@pytest.mark.skipif(not FILES, reason="set NCCI_FILES to the folder of the official pair tables")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_agrees_with_the_official_table(path, reference):
    """Every row of an official table where both codes are ours is what the engine says, on both sides of its last day."""
    count = 0
    for _, kind, rows in read_file(path, reference.codes, []):
        for one, two, indicator, _, deleted, _ in filter(own(reference.codes), rows):
            last = date.fromisoformat(deleted) if deleted else None
            now = pair_on(one, two, kind.setting, date(2024, 7, 1), reference)
            if last is None:
                assert (one, two, indicator, True) == (now.column1, now.column2, now.indicator, now.active)
            elif indicator != "9":
                assert pair_on(one, two, kind.setting, last, reference).active
            held = reference.tables.pair_rows(one, two, kind.setting, date(2024, 7, 1))
            assert (one, two, indicator, last) in {(r.column1, r.column2, r.indicator, r.deleted) for r in held}
            count += 1
    assert count > 1000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("97112 x4 in one visit, ok?", "4 units of 97112 take 53 to 67 timed minutes as the day's only timed code, within Medicare's limit"),
        ("97112 x5 in one visit, ok?", "5 units of 97112 are above Medicare's MUE for one day: 4 (practice, 2026 Q2)."),
        ("one unit of 97140 a day, allowed?", "1 unit of 97140 takes 8 to 22 timed minutes"),
        ("97530 x6 and 97110 x2, over the daily limit?", "No code passes Medicare's limit of units a day (MUE, practice, 2026 Q2): 6 of 6 for 97530 and 2 of 6 for 97110."),
    ],
)
def test_units_told_are_set_against_the_limit(text, said, reference):
    """At the limit and one above; the minutes they take where it is the only code."""
    told = understand(text, today=TODAY, reference=reference)
    assert any(fact.statement.startswith(said) for fact in edits.speak(told, reference))


def test_pairs_asked_about_two_by_two(reference):
    """Each pair is told by itself, in one sentence each; no pair is made of codes of both."""
    fact, *rest = edits.speak(asked("97530 with 97140 and 97112 with 97116, any 59?", reference, codes=("97530", "97140", "97112", "97116")), reference)
    assert fact.value["pairs"] == 2
    assert "97530 with 97140" in fact.statement
    assert "97112 with 97116" in fact.statement
    assert not any("97140 with 97112" in one.statement or "97112 with 97140" in one.statement for one in (fact, *rest))
