"""Cues: every row's own examples, on both sides of the line; the values they hold; no tool looks at a text."""

import ast
from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.understand import cues, said
from tests.conftest import KNOWLEDGE, ROOT

TODAY = date(2026, 11, 23)
ROWS = cues.rows(KNOWLEDGE)
EXAMPLES = [(name, text, side == "yes") for name, cue in ROWS.items() for side in ("yes", "no") for text in getattr(cue, side)]


@pytest.mark.parametrize(("name", "text", "meets"), EXAMPLES)
def test_every_example(name, text, meets):
    """A cue meets its examples and none of its look-alikes."""
    assert ROWS[name].meets(text) is meets


def test_every_cue_has_examples_on_both_sides():
    """No row without yes and no."""
    assert [name for name, cue in ROWS.items() if not (cue.yes and cue.no)] == []


def test_every_cue_is_used():
    """No row that no tool or reader asks for; none asked for that is no row."""
    source = "".join(path.read_text() for path in (ROOT / "assistant").rglob("*.py"))
    unused = [n for n in ROWS if f'"{n}"' not in source and f'"{n.partition(".")[2]}"' not in source]
    assert unused == []


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("what if we had 5 more minutes of 97140?", "more", (5, "97140")),
        ("is 23-37 min two units", "span", (23, 37)),
        ("three services, 8 min each", "equal", (3, 8)),
        ("45 min on three codes", "equal", None),
        ("how many minutes for four units", "units", 4),
        ("least minutes for 97110", "units", 1),
        ("what does MAI 2 mean", "mai", "2"),
        ("overlapping with the exercise", "shared", "minutes"),
        ("for the same wound", "shared", "wound"),
        ("we're at the tenth visit", "visit", 10),
        ("last progress report at visit 8", "reported", 8),
        ("KX at 110 each and 1800 used", "per_visit", Decimal(110)),
        ("97110 in California", "state", "CA"),
        ("we did a whirlpool and wrote 97140", "written", "97140"),
        ("97022 was given and we wrote 97140", "written", ""),
    ],
)
def test_values(text, field, expected, reference):
    """Each value is read from its words, or not at all."""
    assert expected == getattr(said.read(text, reference, TODAY)[0], field)


def test_a_locality(reference):
    """A place names its locality; a state of several names none."""
    assert said.read("97110 in Manhattan", reference, TODAY)[1]
    assert said.read("97110 in California", reference, TODAY)[1] is None
    assert said.read("97110", reference, TODAY)[1] is None


@pytest.mark.parametrize("path", sorted((ROOT / "assistant" / "tools").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_tools_get_the_record_never_the_text(path):
    """No pattern and no text of a question in a tool."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module] if isinstance(node, ast.ImportFrom) else []
        assert "re" not in names
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "question":
            assert node.attr not in ("text", "asked", "search", "told"), f"line {node.lineno}"
