"""The recipes of docs/architecture.md, each followed in a copy of the knowledge: what a change needs, and no more.

Each says how many files it touches at most; the copy is compared with the shipped knowledge to see that it is so.
"""

import filecmp
import shutil
from datetime import date

import pytest

from assistant.answer.understand import understand
from assistant.library.passages import read_knowledge
from assistant.reference import Reference
from assistant.reference.sources import read_sources
from assistant.reference.whole import sealed
from assistant.schema import Fact
from assistant.tools import TOOLS
from assistant.tools.thresholds import amounts
from tests.conftest import KNOWLEDGE

TODAY = date(2026, 11, 23)


@pytest.fixture
def knowledge(tmp_path):
    """A copy of the knowledge to change."""
    return shutil.copytree(KNOWLEDGE, tmp_path / "knowledge", ignore=shutil.ignore_patterns("__pycache__"))


def touched(folder):
    """Files of the copy that are new or changed."""
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return sorted(str(path) for path in files if not (KNOWLEDGE / path).is_file() or not filecmp.cmp(KNOWLEDGE / path, folder / path, shallow=False))


def add_row(table, **cells):
    """One more row of a table that is kept by hand."""
    lines = table.read_text().splitlines()
    head = next(line for line in lines if not line.startswith("#")).split(",")
    assert set(cells) <= set(head)
    table.write_text(sealed("\n".join([*lines, ",".join(cells.get(name, "") for name in head)]) + "\n", hashed=False))


def told(text, reference, tools=TOOLS):
    """Every fact on a question."""
    question = understand(text, today=TODAY, reference=reference)
    return [fact for tool in tools for fact in tool(question, reference)]


def test_a_section_is_one_place_in_one_file(knowledge):
    """A heading with its sources and wordings: a passage with an id made of document and heading."""
    file = knowledge / "documents" / "counting" / "new.md"
    file.write_text(
        '+++\nid = "new-topic"\ntitle = "A new topic"\nsources = ["cms-100-04-ch5"]\n+++\n# A new topic\n\n'
        '## Is this a new section?\n<!--\nasks = ["new section yes"]\n-->\nYes: it stands in one file.\n'
    )
    found = {p.id: p for p in read_knowledge(knowledge, read_sources(knowledge / "sources.toml"))}
    assert found["new-topic#is-this-a-new-section"].asks == ("new section yes",)
    assert len(touched(knowledge)) == 1


def test_a_rule_is_one_dated_value(knowledge):
    """The amount of a further year answers at once, and the years before stay as they were."""
    rules = knowledge / "rules" / "thresholds.toml"
    text = rules.read_text()
    further = '[[kx-threshold.values]]\nfrom = 2027-01-01\nto = 2027-12-31\nsource = "field-knowledge made up"\npt_slp = "2550"\not = "2560"\n'
    head, mark, rest = text.partition("\n[medical-review")
    rules.write_text(f"{head}\n{further}{mark}{rest}")
    reference = Reference.load(knowledge)
    assert (str(amounts(2027, reference).ot), str(amounts(2026, reference).ot)) == ("2560", "2480")
    assert told("kx threshold 2027", reference)[0].statement == "For 2027 the KX threshold is $2,550 for PT and SLP combined and $2,560 for OT."
    assert len(touched(knowledge)) == 1


def test_a_tool_is_a_file_a_line_and_its_act(knowledge, tmp_path):
    """It gets the record and speaks in a saying; its act is found by how people ask for it, as a page is."""
    (knowledge / "acts" / "new.toml").write_text('[[act]]\nid = "new.act"\nanswers = "What is new."\nasks = ["what is new here"]\n')
    found = {p.id: p for p in read_knowledge(knowledge, read_sources(knowledge / "sources.toml"))}
    assert (found["new.act"].kind, found["new.act"].asks) == ("act", ("what is new here",))

    def speak(question, reference):
        """A tool of one file: codes named, in a sentence of the knowledge."""
        return tuple(Fact("new", reference.say("units.no-minutes", code=code), {"code": code}, acts=("new.act",)) for code in question.codes)

    facts = told("what is new of 97110", Reference.load(knowledge), (*TOOLS, speak))
    assert [fact.statement for fact in facts if fact.tool == "new"] == ["97110 has no minutes here, so it is not counted."]
    files = ["assistant/tools/new.py", "assistant/tools/__init__.py", *touched(knowledge), "eval/asked/new.jsonl"]
    assert len(files) <= 4


def test_a_payer_is_one_row(knowledge):
    """A plan's name is read as the plan it is, of the class it belongs to."""
    add_row(knowledge / "tables" / "payers.csv", id="zenith", parent="commercial", names="zenith mutual")
    reference = Reference.load(knowledge)
    read = understand("does zenith mutual pay 97140", today=TODAY, reference=reference)
    assert (read.payer, read.plan) == ("commercial", "zenith")
    assert any("plan's own edits" in fact.statement for fact in told("97530 and 97140 on one day at Zenith Mutual", reference))
    assert len(touched(knowledge)) == 1


def test_a_modifier_is_one_row(knowledge):
    """The reader reads it with and without the word modifier, a page's heading names it, and pairs and claims take it for what it is."""
    row = {"modifier": "ZQ", "kind": "bypass", "written": "any", "label": "made up", "meaning": "a service was made up", "use": "never", "tier": "primary", "source": "cms-ncci-manual ch. I §E"}
    before = Reference.load(knowledge)
    assert understand("97530-ZQ and 97140", today=TODAY, reference=before).modifiers == ()
    add_row(knowledge / "tables" / "modifiers.csv", **row)
    page = knowledge / "documents" / "counting" / "new.md"
    page.write_text('+++\nid = "new-topic"\ntitle = "A new topic"\nsources = ["cms-100-04-ch5"]\n+++\n# A new topic\n\n## Does ZQ go on 97530?\nNo.\n')
    found = {p.id: p for p in read_knowledge(knowledge, read_sources(knowledge / "sources.toml"))}
    page.unlink()
    assert found["new-topic#does-zq-go-on-97530"].codes == ("97530", "ZQ")
    reference = Reference.load(knowledge)
    for text in ("what does modifier ZQ mean", "97530-ZQ and 97140", "do we add zq to 97530"):
        assert understand(text, today=TODAY, reference=reference).modifiers == ("ZQ",)
    assert "ZQ means: made up. A service was made up." in [fact.statement for fact in told("what does modifier ZQ mean", reference)]
    (claim,) = [fact for fact in told("check this claim: 97530-GP-ZQ x1, 97140-GP x1", reference) if fact.tool == "claim"]
    assert "ZQ is needless" in claim.statement
    assert touched(knowledge) == ["tables/modifiers.csv"]
