"""Every rule of the grammar does what its examples say: [brackets] are what it claims, or the quantity it tells of."""

import importlib
import pkgutil
import re

import pytest

from assistant.answer import understand
from assistant.answer.shape import Shape
from assistant.answer.understand import minutes, modifiers
from assistant.answer.understand.marks import ROLES
from assistant.answer.understand.marks.places import PLACES, SCORES, ZIP
from assistant.answer.understand.marks.rule import places, sides
from assistant.answer.understand.wording import Page
from assistant.reference import Reference
from tests.conftest import KNOWLEDGE


def bare(example):
    """An example without its brackets, and the places that stood in them."""
    spans, text = [], ""
    for piece in re.split(r"(\[[^\]]*\])", example):
        if piece.startswith("["):
            spans.append((len(text), len(text) + len(piece) - 2))
        text += piece.strip("[]")
    return text, spans


def named(rules):
    """Rules with a test id; two may bear one name."""
    return [pytest.param(rule, id=f"{n} {rule.name}") for n, rule in enumerate(rules)]


def quantities(rule, text):
    """The places of quantities that a rule of roles tells of."""
    page = Page(text)
    left, right = sides(rule)
    return [(q.start, q.end) for q in minutes.read(page) if q.unit == "min" and left.search(page.lower[: q.start]) and right.match(page.lower[q.end :])]


@pytest.mark.parametrize("rule", named((*PLACES, *SCORES, ZIP)))
def test_a_rule_of_places(rule):
    """It claims what stands in brackets, and nothing of its look-alikes."""
    for example in rule.yes:
        text, spans = bare(example)
        found = [m.span() for m in places(rule).finditer(text if rule is ZIP else text.lower())]
        assert found == spans, example
    for example in rule.no:
        assert not places(rule).search(example if rule is ZIP else example.lower()), example


@pytest.mark.parametrize("rule", named(ROLES))
def test_a_rule_of_roles(rule):
    """It tells of the quantity in brackets, and of none in its look-alikes."""
    for example in rule.yes:
        text, spans = bare(example)
        assert set(spans) <= set(quantities(rule, text)), example
    for example in rule.no:
        assert quantities(rule, example) == [], example


def test_every_rule_has_examples():
    """One that it fits and one that it must not."""
    assert [rule.name for rule in (*PLACES, *SCORES, ZIP, *ROLES) if not rule.yes or not rule.no] == []


def shapes():
    """Every shape of the readers, by where it stands: alone, in a row, in a table by word, or made of the modifiers there are."""
    row = tuple((name, row.written) for name, row in Reference.load(KNOWLEDGE).tables.modifiers.items())
    made = modifiers.shapes(row)
    found = {f"modifiers.{name}": getattr(made, name) for name in made.__slots__}
    for module in pkgutil.walk_packages(understand.__path__, f"{understand.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            many = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            found |= {f"{module.name.rpartition('.')[2]}.{name}.{n}": one for n, one in enumerate(many) if isinstance(one, Shape)}
    return {place: one for place, one in found.items() if isinstance(one, Shape)}


@pytest.mark.parametrize("shape", [pytest.param(shape, id=f"{place} {shape.name}") for place, shape in shapes().items()])
def test_a_shape(shape):
    """It takes what stands in brackets, and nothing of its look-alikes."""
    assert shape.yes
    assert shape.no
    for example in shape.yes:
        text, spans = bare(example)
        assert [m.span() for m in shape.finditer(text) if m[0]] == spans != [], example
    for example in shape.no:
        assert not any(m[0] for m in shape.finditer(example)), example
