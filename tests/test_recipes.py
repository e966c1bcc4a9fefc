"""The recipes of docs/architecture.md, each followed in a copy of the knowledge: what a change needs, and no more."""

import shutil
from datetime import date

import pytest

from assistant.answer.understand import understand
from assistant.library.passages import read_knowledge
from assistant.reference import Reference
from assistant.reference.sources import read_sources
from assistant.reference.whole import sealed
from assistant.tools.thresholds import amounts
from tests.conftest import KNOWLEDGE


@pytest.fixture
def knowledge(tmp_path):
    """A copy of the knowledge to change."""
    return shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")


def test_a_section_is_one_place_in_one_file(knowledge):
    """A heading with its sources and wordings: a passage with an id made of document and heading."""
    file = knowledge / "documents" / "units" / "new.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        '+++\nid = "new-topic"\ntitle = "A new topic"\nsources = ["cms-100-04-ch5"]\n+++\n# A new topic\n\n'
        '## Is this a new section?\n<!--\nasks = ["new section yes"]\n-->\nYes: it stands in one file.\n'
    )
    found = {p.id: p for p in read_knowledge(knowledge, read_sources(knowledge / "sources.toml"))}
    assert found["new-topic#is-this-a-new-section"].asks == ("new section yes",)


def test_a_rule_is_one_dated_value(knowledge):
    """The amount of a further year answers at once, and the years before stay as they were."""
    rules = knowledge / "rules" / "thresholds.toml"
    text = rules.read_text()
    further = '[[kx-threshold.values]]\nfrom = 2027-01-01\nto = 2027-12-31\nsource = "field-knowledge made up"\npt_slp = "2550"\not = "2550"\n'
    head, mark, rest = text.partition("\n[targeted-review")
    rules.write_text(f"{head}\n{further}{mark}{rest}" if mark else f"{text}\n{further}")
    reference = Reference.load(knowledge)
    assert str(amounts(2027, reference).ot) == "2550"
    assert str(amounts(2026, reference).ot) == "2480"


def test_what_a_tool_answers_is_data(knowledge):
    """An act is found by how people ask for it, as a page is."""
    (knowledge / "acts" / "new.toml").write_text('[[act]]\nid = "new.act"\nanswers = "What is new."\nasks = ["what is new here"]\n')
    found = {p.id: p for p in read_knowledge(knowledge, read_sources(knowledge / "sources.toml"))}
    assert (found["new.act"].kind, found["new.act"].asks) == ("act", ("what is new here",))


def test_a_payer_is_one_row(knowledge):
    """A plan's name is read as the plan it is, of the class it belongs to."""
    table = knowledge / "tables" / "payers.csv"
    lines = table.read_text().splitlines()
    head = next(line for line in lines if not line.startswith("#")).split(",")
    row = {"id": "zenith", "parent": "commercial", "names": "zenith mutual"}
    table.write_text(sealed("\n".join([*lines, ",".join(row.get(name, "") for name in head)]) + "\n", hashed=False))
    read = understand("does zenith mutual pay 97140", today=date(2026, 11, 23), reference=Reference.load(knowledge))
    assert (read.payer, read.plan) == ("commercial", "zenith")
