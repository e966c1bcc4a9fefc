"""The change report: a made-up next quarter with three pairs changed gives exactly those, and the answers they change."""

import shutil
from datetime import date

import pytest

from assistant.library import snapshots
from assistant.reference.official import load_tables
from assistant.settings import Settings
from eval import changes
from eval.load import load
from tests.conftest import KNOWLEDGE, ROOT
from tests.reference.test_official import pair_lines, pair_zip

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def quarter(tmp_path_factory, index_folder):
    """The report after a made-up 2026 Q4 pair table: one pair is new, one is gone, one has another indicator."""
    folder = tmp_path_factory.mktemp("quarter")
    new = folder / "knowledge"
    shutil.copytree(KNOWLEDGE, new)
    made = pair_lines(
        new, _97110_97112=("20261001", "*", "1"), _97150_97110=None, _97124_97140=None, _97140_97124=("20261001", "*", "1")
    )
    load_tables([pair_zip(folder / "ccipra-v324r0-f1.zip", made)], new)
    settings = Settings(index=index_folder, knowledge=new)
    asked = load(ROOT / "eval" / "questions" / "ncci.toml")
    return changes.compare(KNOWLEDGE, new, settings, asked, DAY)


def test_exactly_three_pairs_are_told(quarter):
    """Old beside new, and nothing of codes, limits, rules or guidance."""
    assert [(c.what, c.old, c.new) for c in quarter["NCCI pairs"]] == [
        ("practitioner: 97110 (column 1) with 97112", "", "active, indicator 1"),
        ("practitioner: 97140 (column 1) with 97124", "active, indicator 0", "active, indicator 1"),
        ("practitioner: 97150 (column 1) with 97110", "active, indicator 1", ""),
    ]
    assert not any(quarter[name] for name in ("Codes", "Units a day (MUE)", "Add-on codes", "Rules", "Guidance"))


def test_the_answers_that_change_are_told(quarter):
    """Each of them names one of the codes of a changed pair, or the edition."""
    told = quarter["Answers to the evaluation questions"]
    assert told
    assert all(change.old and change.new and change.old != change.new for change in told)


def test_as_markdown_and_as_a_page(quarter):
    """Both hold every change; the page holds nothing from elsewhere."""
    text, page = changes.as_markdown(quarter), changes.as_html(quarter)
    assert "NCCI pairs: 3 changes" in text
    assert "Rules: no changes" in text
    for change in quarter["NCCI pairs"]:
        assert change.what in text
        assert change.what in page
    assert "http" not in page


def test_a_copy_is_kept_for_each_state_of_the_knowledge(tmp_path):
    """Not twice for the same; the newest that differs is what the report compares with; the last four are kept."""
    index, knowledge = tmp_path / "index", tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE / "rules", knowledge / "rules")
    snapshots.take(index, knowledge)
    snapshots.take(index, knowledge)
    assert len(snapshots.copies(index)) == 1
    assert snapshots.before(index, knowledge) is None
    for n in range(6):
        (knowledge / "rules" / "new.toml").write_text(f"# {n}\n")
        snapshots.take(index, knowledge)
    assert len(snapshots.copies(index)) == snapshots.KEPT
    with snapshots.opened(snapshots.before(index, knowledge)) as folder:
        assert (folder / "rules" / "new.toml").read_text() == "# 4\n"


def test_what_is_loaded_ahead_is_told_with_its_day(tmp_path, index_folder, capsys, monkeypatch):
    """Next quarter's limit and next year's amount: named, nothing before their day, everything from it on."""
    from assistant.reference.whole import sealed
    from tests.reference.test_live import next_year

    new = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    next_year(new)
    table = max(new.glob("tables/mue-practitioner-*.csv"))
    text = table.read_text()
    head = next(line for line in text.splitlines() if line.startswith("# edition"))
    (new / "tables" / "mue-practitioner-2027Q1.csv").write_text(sealed(text.replace(head, "# edition: 2027Q1").replace("\n97110,6,", "\n97110,9,")))
    settings = Settings(index=index_folder, knowledge=new)
    limits = {day: changes.compare(KNOWLEDGE, new, settings, [], day)["Units a day (MUE)"] for day in (date(2026, 12, 31), date(2027, 1, 1))}
    assert not limits[date(2026, 12, 31)]
    assert [(c.what, c.old[:1], c.new[:1]) for c in limits[date(2027, 1, 1)]] == [("97110, practitioner", "6", "9")]
    told = changes.ahead(new, date(2026, 12, 31))
    assert [line.partition(" (python")[0] for line in told] == ["Loaded ahead, from 2027-01-01: KX threshold", "Loaded ahead, from 2027-01-01: mue practitioner 2027 Q1"]
    monkeypatch.setenv("ASSISTANT_INDEX", str(index_folder))
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(new))
    monkeypatch.setattr(changes, "QUESTIONS", ROOT / "eval" / "questions" / "threshold.toml")
    assert changes.main(["--since", str(KNOWLEDGE), "--as-of", "2027-01-01"]) == 0
    said = capsys.readouterr().out
    assert "97110, practitioner" in said
    assert "2560" in said
