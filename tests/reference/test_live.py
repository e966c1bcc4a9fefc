"""A running assistant follows its knowledge folder: what is loaded ahead counts from its day; what is broken never gets into use."""

import shutil
import time
from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.chain import Assistant
from assistant.errors import KnowledgeError
from assistant.library.index import LiveIndex
from assistant.reference import live
from assistant.reference.live import LiveReference
from assistant.reference.rulekinds import Threshold
from assistant.reference.whole import sealed
from assistant.schema import Outcome
from tests.conftest import KNOWLEDGE

NEXT_YEAR = """
[[kx-threshold.values]]
from = 2027-01-01
to = 2027-12-31
source = "cms-therapy-services CY 2027"
pt_slp = "2550"
ot = "2560"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the knowledge; looked at without delay."""
    monkeypatch.setattr(live, "EVERY", 0.0)
    return shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")


def until(reference, there):
    """Ask for the version in use until it is as it should be; fails after a while."""
    for _ in range(400):
        if there(reference.current):
            return reference.current
        time.sleep(0.02)
    raise AssertionError("the change was not taken up")


def next_year(folder):
    """Write the next year's amounts into the rule."""
    path = folder / "rules" / "thresholds.toml"
    text = path.read_text()
    path.write_text(text.replace("\n[medical-review]", f"{NEXT_YEAR}\n[medical-review]", 1))


def test_a_new_years_amount_is_one_entry_and_counts_from_its_day(folder, index_folder):
    """On a running assistant, without restart: right on the last day of the old year and the first of the new."""
    assistant = Assistant(LiveReference(folder), LiveIndex(index_folder))
    asked = "What is the KX threshold for OT?"
    ahead = "What will the KX threshold for PT be in 2027?"
    assert "2,560" not in assistant.ask(asked, as_of=date(2027, 1, 1)).markdown
    assert assistant.ask(ahead).outcome is Outcome.DECLINED
    next_year(folder)
    until(assistant._known, lambda one: one.rules.rule("kx-threshold").values[-1].start == date(2027, 1, 1))
    for day, amount in ((date(2026, 12, 31), "$2,480"), (date(2027, 1, 1), "$2,560")):
        assert amount in assistant.ask(asked, as_of=day).claims[0].text
    assert "$2,550" in assistant.ask(ahead).claims[0].text


def test_an_edition_loaded_ahead_counts_from_its_quarter(folder):
    """The next quarter's limit, on the last day before it and on its first."""
    reference = LiveReference(folder)
    now = reference.current
    units = now.tables.mue("97110", "practitioner", date(2027, 1, 1)).units
    newest = max(folder.glob("tables/mue-practitioner-*.csv"))
    text = newest.read_text()
    head = next(line for line in text.splitlines() if line.startswith("# edition"))
    changed = text.replace(head, "# edition: 2027Q1").replace(f"\n97110,{units},", "\n97110,9,")
    (folder / "tables" / "mue-practitioner-2027Q1.csv").write_text(sealed(changed))
    new = until(reference, lambda one: one is not now)
    assert new.tables.mue("97110", "practitioner", date(2026, 12, 31)).units == units
    assert new.tables.mue("97110", "practitioner", date(2027, 1, 1)).units == 9
    assert now.tables.mue("97110", "practitioner", date(2027, 1, 1)).units == units  # an answer under way keeps its version


def test_a_change_is_taken_up_while_nobody_asks(folder):
    """The first to ask after a quiet night is not answered from the day before."""
    reference = LiveReference(folder)
    live.follow(lambda: reference.current, 0.02)
    next_year(folder)

    def held():
        return reference._reference.rules.rule("kx-threshold").values[-1].start

    until_then = time.monotonic() + 8
    while held() != date(2027, 1, 1) and time.monotonic() < until_then:
        time.sleep(0.02)
    assert held() == date(2027, 1, 1)


def test_what_is_broken_never_gets_into_use(folder, caplog):
    """A table cut short and a rule with a misspelt key are told once; the version before answers; mended, the new one does."""
    reference = LiveReference(folder)
    now = reference.current
    path = folder / "rules" / "thresholds.toml"
    whole = path.read_text()
    path.write_text(whole.replace("from = 2026-01-01", "form = 2026-01-01"))
    for _ in range(100):
        assert reference.current is now
        time.sleep(0.01)
    assert caplog.text.count("cannot be used") == 1
    assert "thresholds.toml" in caplog.text
    path.write_text(whole)
    next_year(folder)
    new = until(reference, lambda one: one is not now)
    assert new.rules.in_force("kx-threshold", date(2027, 6, 1), Threshold).ot == Decimal(2560)
    table = max(folder.glob("tables/mue-practitioner-*.csv"))
    table.write_text("".join(table.read_text().splitlines(keepends=True)[:-3]))
    for _ in range(100):
        assert reference.current is new
        time.sleep(0.01)
    with pytest.raises(KnowledgeError):
        LiveReference(folder)


def test_what_is_still_being_written_is_waited_for(folder):
    """A folder that changes at every look is not read until it stands still."""
    reference = LiveReference(folder)
    now = reference.current
    text = (folder / "rules" / "thresholds.toml").read_text()
    for n in range(20):
        (folder / "rules" / "thresholds.toml").write_text(f"{text}\n# {'x' * n}\n")
        assert reference.current is now
    until(reference, lambda one: one is not now)
