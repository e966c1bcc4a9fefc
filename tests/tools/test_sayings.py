"""The sentences tools speak: every one is spoken, with just the slots it may hold, and none holds a figure of a rule."""

import ast
import re
import shutil
import tomllib

import pytest

from assistant.errors import KnowledgeError
from assistant.reference.sayings import SHIPPED, Sayings, read_sayings
from tests.conftest import ROOT

FIGURE = re.compile(r"(?<![\w§.{])\d(?:[\d,.]*\d)?(?![\w}])")
KEPT = {"59", "1", "2"}  # the modifier 59; column 1 and column 2 of an edit, the evaluation being day 1


def calls():
    """Every call of `say` in the tools, and where it stands."""
    for path in sorted((ROOT / "assistant" / "tools").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and (getattr(node.func, "attr", "") == "say" or getattr(node.func, "id", "") == "say"):
                yield node, f"{path.name}:{node.lineno}"


def named(node):
    """The sayings a first argument may name: a text, one of two, or a text with a part to be filled."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*named(node.body), *named(node.orelse)]
    return []


def literals():
    """Every text of the tools' code that names a saying, wherever it stands."""
    for path in sorted((ROOT / "assistant" / "tools").rglob("*.py")):
        yield from (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_every_saying_named_is_there():
    """Also where one of two is named."""
    sayings = read_sayings(SHIPPED)
    assert [(name, where) for node, where in calls() for name in named(node.args[0]) if name not in sayings] == []


def test_no_call_fills_a_slot_that_its_saying_may_not_hold():
    """A coder sees in `may` what a sentence can use: it is what the code fills."""
    sayings = read_sayings(SHIPPED)
    wrong = []
    for node, where in calls():
        given = {keyword.arg for keyword in node.keywords if keyword.arg}
        open_ended = any(keyword.arg is None for keyword in node.keywords)
        for name in named(node.args[0]):
            may = set(sayings[name].may)
            if (given - may and not isinstance(node.args[0], ast.IfExp)) or (not open_ended and may - given):
                wrong.append((name, where, sorted(given ^ may)))
    assert wrong == []


def test_every_saying_is_spoken():
    """None is left over."""
    texts = set(literals())
    assert [name for name in read_sayings(SHIPPED) if name not in texts and name not in MADE] == []


MADE = {
    "edits.unpaid-invalid": "by the status of the code", "edits.unpaid-bundled": "by the status of the code", "edits.unpaid-noncovered": "by the status of the code",
    "assistants.clinician-chooses-more": "with more splits than are spelled out", "assistants.either-more": "with more splits than are spelled out",
}  # fmt: skip


def test_no_saying_holds_a_figure():
    """Numbers, dates and amounts come from rules, tables and what was asked."""
    assert {name: found for name, saying in read_sayings(SHIPPED).items() if (found := set(FIGURE.findall(saying.say)) - KEPT)} == {}


def test_a_sentence_is_improved_without_code(tmp_path, reference):
    """Other words and another order of slots: the tool speaks them."""
    folder = shutil.copytree(SHIPPED, tmp_path / "sayings")
    path = folder / "thresholds.toml"
    old = tomllib.loads(path.read_text())["amount"]["say"]
    path.write_text(path.read_text().replace(old, "KX above {ot} (OT) and {pt_slp} (PT, SLP) in {year}."))
    assert read_sayings(folder)("thresholds.amount", year=2026, pt_slp="$1", ot="$2") == "KX above $2 (OT) and $1 (PT, SLP) in 2026."


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{year} the KX", "{yaer} the KX", r"thresholds\.toml: amount: slot \{yaer\} is not known \(meant 'year'\?\)"),
        ("{year} the KX", "{year the KX", r"thresholds\.toml: amount: a brace that is no slot"),
        ('may = "year pt_slp ot"', 'may = "year pt_slp ot sum"', r"thresholds\.toml: amount: slot \{sum\} is not known"),
        ("[amount]", "[amuont]", r"thresholds\.toml: saying 'amount' is missing"),
        ("say = ", "sayy = ", r"thresholds\.toml: amount: key 'sayy' is not known \(meant 'say'\?\)"),
        ("say = ", "say = 3 #", r"thresholds\.toml: amount: write say and may as text"),
    ],
)
def test_a_fault_of_a_saying_is_told_with_file_saying_and_slot(old, new, says, tmp_path):
    """One line, when the knowledge is read."""
    folder = shutil.copytree(SHIPPED, tmp_path / "sayings")
    path = folder / "thresholds.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(KnowledgeError, match=says) as told:
        read_sayings(folder)
    assert "\n" not in str(told.value)


def test_a_knowledge_folder_without_sayings_speaks_the_shipped_ones(tmp_path):
    """An organisation's own folder of before."""
    assert dict(read_sayings(tmp_path / "none")) == dict(read_sayings(SHIPPED))


def test_a_saying_nothing_knows_is_no_silence():
    """Asked for by a name that is not there."""
    with pytest.raises(KnowledgeError, match="there is no 'units.bil'"):
        Sayings({})("units.bil")
