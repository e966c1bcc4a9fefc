"""The data is tested as hard as the code: sources, dates, codes, windows, tiers."""

import re
import tomllib
from collections import Counter
from datetime import date

import pytest

from assistant.answer.verify import exact
from assistant.library.encoder import WINDOW, model_folder, piece_counter
from assistant.library.passages import keys, read_knowledge
from assistant.schema import Reason, Tier
from tests.conftest import KNOWLEDGE

CODE = re.compile(r"(?<![\d-])\b(?:9[0257]\d{3}|29[25]\d\d|G0\d{3}|2056[01]|989\d\d)\b(?!-?\d)")
SERIES = {"97000"}  # "97000-series codes"


@pytest.fixture(scope="module")
def passages(reference):
    """Every passage of the shipped knowledge; reading them resolves every source."""
    return read_knowledge(KNOWLEDGE, reference.sources)


def test_every_section_has_a_source_with_a_place(passages):
    """No guidance and no correction without a source; each names the place in it."""
    assert [p.id for p in passages if p.kind not in ("limit", "act") and not p.citations] == []
    assert [p.id for p in passages for c in p.citations if not c.locator] == []


def test_every_section_can_be_found_by_several_wordings(passages):
    """At least four ways of asking each."""
    assert [p.id for p in passages if len(p.asks) < 4] == []


def test_plain_words_say_no_number_of_their_own(passages):
    """What a section says for someone new is short, and holds no code, number, date or modifier that its text has not."""
    plain = [p for p in passages if p.plain]
    assert len(plain) > 200
    assert [p.id for p in plain if exact(p.plain) - exact(f"{p.heading[-1]} {p.text}")] == []
    assert [p.id for p in plain if len(p.plain.split()) > 55] == []


def test_no_wording_leads_to_two_sections(passages):
    """A wording belongs to one passage, or search cannot choose."""
    counts = Counter(re.sub(r"\W+", " ", ask.lower()).strip() for p in passages for ask in p.asks)
    assert [ask for ask, n in counts.items() if n > 1] == []


def test_dates_in_force_run_forward(passages):
    """Nothing ends before it begins."""
    assert [p.id for p in passages if p.in_force_from and p.in_force_to and p.in_force_from > p.in_force_to] == []


def test_sections_are_short_enough_to_quote(passages):
    """A passage is at most 150 words, and every text it is found by fits the encoder's window."""
    count = piece_counter(model_folder())
    assert [p.id for p in passages if len(p.text.split()) > 150] == []
    assert [p.id for p in passages for key in keys(p, count, WINDOW) if count(key) > WINDOW] == []


def test_codes_named_in_guidance_are_in_the_table(passages, reference):
    """A code a document names is known, unless the text says that it does not exist or is not therapy."""
    unknown = Counter()
    for p in passages:
        if p.kind == "guidance" and not re.search(r"not (?:exist|therapy)|exist|E/M|visit|outside", f"{p.heading} {p.text}"):
            unknown.update(code for code in CODE.findall(f"{p.heading[-1]} {p.text}") if code not in reference.codes and code not in SERIES)
    assert dict(unknown) == {}


def test_weak_sources_are_said(passages):
    """A passage is never surer than its weakest source unless it names its own tier for its lead."""
    for p in passages:
        if p.tier is Tier.PRIMARY and p.kind == "guidance":
            assert any(c.tier is Tier.PRIMARY for c in p.citations), p.id


def test_limits_have_a_reason_and_a_reply(passages):
    """Every declined class is typed."""
    assert {p.reason for p in passages if p.kind == "limit"} <= set(Reason)
    assert [p.id for p in passages if p.kind == "limit" and (p.reason is None or not p.text)] == []


def test_check_reads_every_file(tmp_path):
    """A table, a rule, a section's rule that is not there: each told with its file."""
    import shutil

    from assistant.errors import AssistantError
    from assistant.library.required import check_all

    check_all(KNOWLEDGE)
    for name, old, new, told in (
        ("rules/thresholds.toml", "from = 2026-01-01", "form = 2026-01-01", "thresholds.toml: kx-threshold from None: key 'form'"),
        ("tables/payers.csv", "highmark", "high,mark", "payers.csv"),
        ("limits.toml", 'rule = "kx-threshold"', 'rule = "kx"', "limit#kx-2027: waits for the rule 'kx'"),
        ("limits.toml", "reply =", "repyl =", "limits.toml, line"),
    ):
        folder = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
        path = folder / name
        path.write_text(path.read_text().replace(old, new, 1))
        with pytest.raises(AssistantError) as told_:
            check_all(folder)
        assert told in str(told_.value)
        shutil.rmtree(folder)


def test_what_waits_for_a_rule_names_one(passages, reference):
    """A limit or section that stands until a rule has a value names a rule there is."""
    assert {p.rule for p in passages if p.rule} <= {rule.name for rule in reference.rules}


def test_rules_name_their_life(reference):
    """Reading the rules already refuses overlaps; each value cites a source with a place."""
    for rule in reference.rules:
        assert all(value.citation.locator for value in rule.values), rule.name


def test_every_source_has_a_review_date(reference):
    """Someone is to look at each source again."""
    assert [s.id for s in reference.sources.values() if not isinstance(s.review, date)] == []


def test_premises_correct_in_the_first_sentence():
    """A correction is short and does not repeat the claim as true."""
    with (KNOWLEDGE / "premises.toml").open("rb") as file:
        premises = tomllib.load(file)["premise"]
    assert [p["id"] for p in premises if not 20 <= len(p["correction"].split()) <= 150] == []
    assert len({p["id"] for p in premises}) == len(premises)
