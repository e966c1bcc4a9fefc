"""A day's claim as a whole: findings, the corrected claim beside it, bad input refused, properties."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import BadInput, NotInForce
from assistant.schema import Question, Service
from assistant.tools.claim import Claim, ClaimLine, check, claim_of, read_claim, report_json, report_text, speak
from tests.conftest import ROOT, cases

SEVERITIES = {"stop", "fix", "note"}


@pytest.mark.parametrize("case", cases("claim"))
def test_a_claim_is_found_and_corrected(case, reference):
    """Each finding with its severity; the corrected lines; nothing left to correct in them."""
    report = check(claim_of(case["claim"]), reference)
    said = [f"{one.severity}: {one.message}" for one in report.findings]
    for expected in case.get("finds", []):
        severity, words = expected.split(": ", 1)
        assert [one for one in said if one.startswith(severity) and words in one], said
    if case.get("nothing"):
        assert [one for one in said if not one.startswith("note")] == []
    assert case["corrected"] == [[line.code, line.units, *line.modifiers] for line in report.corrected.lines]
    assert_settled(report, reference)


def assert_settled(report, reference):
    """The corrected claim has nothing to correct, and correcting it changes nothing."""
    again = check(report.corrected, reference)
    assert [one.message for one in again.findings if one.severity == "fix"] == []
    assert again.corrected == report.corrected


CODES = ["97110", "97112", "97140", "97150", "97530", "97161", "97010", "97014", "97129", "97130", "97550", "98980", "G0283", "97035", "97124"]
LINES = st.builds(
    lambda code, minutes, part, units, modifiers, trade: ClaimLine(code, minutes, None if part is None or minutes is None else minutes * part // 4, units, tuple(modifiers), trade),
    st.sampled_from(CODES),
    st.none() | st.integers(0, 60),
    st.none() | st.integers(0, 4),
    st.none() | st.integers(0, 4),
    st.lists(st.sampled_from(["GP", "GO", "GN", "CQ", "CO", "59", "KX", "22"]), max_size=3, unique=True),
    st.sampled_from(["PT", "OT", "SLP", None]),
)
CLAIMS = st.builds(
    Claim,
    st.sampled_from([date(2019, 6, 1), date(2021, 6, 1), date(2023, 3, 1), date(2026, 2, 1)]),
    st.lists(LINES, min_size=1, max_size=5).map(tuple),
    st.sampled_from(["medicare", "tricare", "medicaid", "commercial", "ama"]),
    st.sampled_from(["practitioner", "outpatient_hospital"]),
    st.just("PT"),
    st.none() | st.sampled_from([Decimal(100), Decimal(2475)]),
)


@settings(max_examples=150)
@given(CLAIMS)
def test_the_corrected_claim_has_nothing_to_correct(reference, claim):
    """Whatever is submitted, correcting twice is correcting once, and no decision is taken for the coder."""
    report = check(claim, reference)
    assert_settled(report, reference)
    assert {one.severity for one in report.findings} <= SEVERITIES
    held = {(line.code, m) for line in report.claim.lines for m in line.modifiers}
    for line in report.corrected.lines:
        for modifier in ("59", "XE", "XP", "XS", "XU", "KX"):
            partner = {"G0283": "97014", "97130": "97129", "97129": "97130"}.get(line.code, line.code)
            assert modifier not in line.modifiers or {(line.code, modifier), (partner, modifier)} & held or line.code in ("97551", "98979", "98981")


@settings(max_examples=50)
@given(CLAIMS.filter(lambda claim: len({line.code for line in claim.lines}) == len(claim.lines)), st.randoms(use_true_random=False))
def test_order_of_lines_never_matters(reference, claim, source):
    """The same lines in another order are corrected to the same lines."""
    turned = list(claim.lines)
    source.shuffle(turned)
    one, other = (check(replace(claim, lines=tuple(lines)), reference).corrected for lines in (claim.lines, turned))
    assert lines_of(one) == lines_of(other)


def lines_of(claim):
    """Lines as a set of what stands on them."""
    return sorted((line.code, line.units if line.units is not None else -1, sorted(line.modifiers), line.discipline or "") for line in claim.lines)


GOOD = 'date = 2026-11-23\n[[line]]\ncode = "97110"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("date = 2026-11-23", "has no lines"),
        ("date = 2026-11-23\nline = []", "has no lines"),
        ('date = 2026-11-23\nline = ["97110"]', "Line 1: write it as"),
        ("not toml at all", "is not TOML"),
        ('[[line]]\ncode = "97110"', "has no date of service"),
        ('date = "yesterday"\n[[line]]\ncode = "97110"', "'yesterday' is not a day"),
        ('date = 2026-11-23T10:00:00\n[[line]]\ncode = "97110"', "is not a day"),
        ('payer = "cigna"\n' + GOOD, "payer 'cigna' is not one of medicare"),
        ('setting = "home"\n' + GOOD, "setting 'home' is not one of practitioner"),
        ('discipline = "DC"\n' + GOOD, "discipline 'DC' is not one of PT"),
        ('rule = "8"\n' + GOOD, "rule '8' is not one of medicare"),
        ("used = -1\n" + GOOD, "is not an amount of dollars"),
        ('used = "much"\n' + GOOD, "is not an amount of dollars"),
        ('patient = "x"\n' + GOOD, "unknown key 'patient'"),
        (GOOD + "minute = 5", "Line 1: unknown key 'minute'"),
        ("date = 2026-11-23\n[[line]]\nminutes = 5", "Line 1: has no code"),
        ("date = 2026-11-23\n[[line]]\ncode = 97110", "must be text in quotes"),
        ('date = 2026-11-23\n[[line]]\ncode = "9711"', "'9711' is not a CPT"),
        (GOOD + "minutes = 7.5", "minutes 7.5 must be a whole number"),
        (GOOD + "minutes = -5", "cannot be below 0"),
        (GOOD + "minutes = 1441", "a day has 1,440"),
        (GOOD + "minutes = true", "must be a whole number"),
        (GOOD + 'units = "2"', "must be a whole number"),
        (GOOD + "units = -2", "cannot be below 0"),
        (GOOD + "minutes = 10\nassistant_minutes = 11", "more than the line's 10"),
        (GOOD + "assistant_minutes = 5", "needs the line's minutes"),
        (GOOD + 'minutes = 10\nwho = "aide"', "who 'aide' is not one of"),
        (GOOD + 'minutes = 10\nassistant_minutes = 5\nwho = "assistant"', "not both"),
        (GOOD + 'modifiers = "GP"', "must be a list"),
        (GOOD + "modifiers = [59]", "must be a list"),
        (GOOD + 'modifiers = ["GPX"]', "is not a modifier"),
        (GOOD + 'modifiers = ["GP", "gp"]', "stands twice"),
        ("date = 2026-11-23\n" + '[[line]]\ncode = "97110"\n' * 101, "at most 100"),
    ],
)
def test_bad_input_is_refused_with_the_line_and_what_to_write(text, says, tmp_path):
    """One clear sentence, never a guess."""
    path = tmp_path / "claim.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=says.replace("(", r"\(")):
        read_claim(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    """Missing, or not text."""
    with pytest.raises(BadInput, match="cannot be read"):
        read_claim(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="UTF-8"):
        read_claim(tmp_path / "odd.toml")


def test_more_minutes_than_a_day_and_dates_before_the_rules_are_refused(reference):
    """What no single line shows: the day's sum, and a date without a counting rule."""
    day = Claim(date(2023, 3, 1), (ClaimLine("97110", 800), ClaimLine("97140", 800)), discipline="PT")
    with pytest.raises(BadInput, match="1600 minutes in one day"):
        check(day, reference)
    with pytest.raises(NotInForce):
        check(replace(day, on=date(2016, 1, 1), lines=(ClaimLine("97110", 15),)), reference)


def test_json_writes_whole_numbers_as_it_likes():
    """36.0 is 36; 36.5 is no number of minutes."""
    line = {"code": "97110", "minutes": 36.0, "units": 2.0}
    assert (claim_of({"date": "2026-03-01", "line": [line]}).lines[0].minutes, claim_of({"date": "2026-03-01", "line": [line]}).lines[0].units) == (36, 2)
    with pytest.raises(BadInput, match="whole number"):
        claim_of({"date": "2026-03-01", "line": [{**line, "minutes": 36.5}]})


def test_json_holds_lines_with_findings_and_the_corrected_claim(reference):
    """The public record (contract), readable as JSON."""
    claim = claim_of({"date": "2023-03-01", "discipline": "PT", "line": [{"code": "97110", "minutes": 20, "units": 2, "modifiers": ["GP"]}]})
    record = json.loads(json.dumps(report_json(check(claim, reference))))
    (line,) = record["lines"]
    assert (line["code"], line["units"], line["modifiers"]) == ("97110", 2, ["GP"])
    assert line["findings"][0]["severity"] == "fix"
    assert line["findings"][0]["citations"][0]["source"] == "cms-100-04-ch5"
    assert record["corrected"] == [{"code": "97110", "units": 1, "modifiers": ["GP"], "minutes": 20}]


def test_text_shows_both_claims(reference):
    """As submitted, what was found, as corrected."""
    claim = claim_of({"date": "2023-03-01", "discipline": "PT", "line": [{"code": "97110", "minutes": 20, "units": 2}]})
    text = report_text(check(claim, reference))
    assert text.index("As submitted") < text.index("FIXED") < text.index("Corrected")


def test_every_finding_that_corrects_a_rule_names_it(reference):
    """Corrections of units, plan and assistant modifiers carry their source."""
    claim = claim_of({"date": "2023-03-01", "discipline": "PT", "line": [{"code": "97110", "minutes": 36, "assistant_minutes": 23, "units": 3}]})
    findings = [one for one in check(claim, reference).findings if one.severity == "fix"]
    assert len(findings) == 3
    assert all(one.citations for one in findings)


def test_lines_in_a_question_are_checked(reference):
    """Asked to check lines, the worst finding leads."""
    services = (Service("97150", units=1, modifiers=("GP",)), Service("97110", 15, units=1, modifiers=("GP",)))
    asked = Question("check these lines", date(2024, 8, 1), payer="medicare", services=services, topics=frozenset({"claim"}))
    (fact,) = speak(asked, reference)
    assert "97110 with 97150 is an edit pair" in fact.statement
    assert fact.value["lines"][0]["findings"]


def test_the_command_line_refuses_a_bad_file_with_one_line(tmp_path):
    """Exit code 2, one line on standard error, no traceback."""
    path = tmp_path / "claim.toml"
    path.write_text("date = 2026-11-23", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "assistant", "claim", str(path)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
