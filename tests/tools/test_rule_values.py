"""Changing any number of a rule changes what a tool answers: its sentence, its record and its steps together.

The numbers are found by walking knowledge/rules, so that a new one is tested as soon as it is written. One that no
answer leads with stands in BESIDE, with where it shows.
"""

import re
import shutil
import tomllib
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer.understand import understand
from assistant.reference.rules import Rules, read_rules
from assistant.tools import TOOLS
from tests.conftest import KNOWLEDGE
from tests.tools.probes import ASKED, OF_RULES, TODAY

FILES = sorted((KNOWLEDGE / "rules").glob("*.toml"))
BESIDE = {
    ("assistant-modifiers", "least_each"): "whether CMS prints the pair of minutes is told in a note",
    ("claim-four-modifiers", "most"): "a finding on a claim's line, told beside what must be corrected",
    ("progress-report", "grace_days"): "what to watch beside the day that is due",
    ("daily-limit", "units"): "the manual's chart is told beside the MUE",
    ("sequestration", "kept"): "what is paid of a marked line is told beside the amount allowed",
}  # fmt: skip


def numbers():
    """(file, rule, which value, key) of every number."""
    for path in FILES:
        for rule, table in tomllib.loads(path.read_text()).items():
            for n, value in enumerate(table["values"]):
                yield from ((path.name, rule, n, key) for key, one in value.items() if numeric(one))


def numeric(one):
    """Is it a whole number, or an amount or rate in quotes?"""
    return type(one) is int or (isinstance(one, str) and re.fullmatch(r"\d+(\.\d+)?", one) is not None)


def changed(one):
    """Another number of the same form."""
    if isinstance(one, int):
        return one + 1
    number = Decimal(one)
    return str(number - Decimal("0.1") if number < 1 else number + 10)


def with_change(folder, file, rule, n, key):
    """The rules of a folder with one number changed in its file."""
    path = folder / file
    text = path.read_text()
    one = tomllib.loads(text)[rule]["values"][n][key]
    starts = [match.start() for match in re.finditer(rf"^\[\[{re.escape(rule)}\.values\]\]$", text, re.MULTILINE)]
    written, new = (f'{key} = "{one}"', f'{key} = "{changed(one)}"') if isinstance(one, str) else (f"{key} = {one}", f"{key} = {changed(one)}")
    at = text.index(f"\n{written}\n", starts[n])
    path.write_text(f"{text[:at]}\n{new}\n{text[at + len(written) + 2 :]}")


class Watched(Rules):
    """The rules, noting which are read."""

    def __init__(self, rules):
        super().__init__({rule.name: rule for rule in rules})
        self.read = set()

    def rule(self, name):
        """A whole rule, noted."""
        self.read.add(name)
        return super().rule(name)


def told(questions, reference):
    """Every fact on some questions."""
    return [tuple(fact for tool in TOOLS for fact in tool(question, reference)) for question in questions]


def pairs(before, after):
    """The facts of one tool and act, before and after; where there are more or fewer now, those that stayed in place."""
    for tool, acts in dict.fromkeys((fact.tool, fact.acts) for fact in before):
        yield from zip(*([fact for fact in facts if (fact.tool, fact.acts) == (tool, acts)] for facts in (before, after)), strict=False)


@pytest.fixture(scope="module")
def probes(reference):
    """Questions as they are read, their facts, and the rules that each reads."""
    asked = [(text, None, TODAY) for text in ASKED] + list(OF_RULES)
    found = []
    for text, payer, on in asked:
        question = understand(text, today=on, reference=reference, payer=payer)
        rules = Watched(reference.rules)
        (facts,) = told([question], replace(reference, rules=rules))
        found.append((question, facts, rules.read))
    return found


@pytest.mark.parametrize(("file", "rule", "n", "key"), [*numbers()], ids=str)
def test_a_number_changes_sentence_record_and_steps(file, rule, n, key, probes, reference, tmp_path):
    """All three of at least one fact, and never a sentence without its record and its steps."""
    folder = shutil.copytree(KNOWLEDGE / "rules", tmp_path / "rules")
    with_change(folder, file, rule, n, key)
    other = replace(reference, rules=read_rules(folder, reference.sources))
    together, apart, beside = False, [], False
    for question, before, read in probes:
        if rule not in read:
            continue
        (after,) = told([question], other)
        for old, new in pairs(before, after):
            differs = old.statement != new.statement, old.value != new.value, old.steps != new.steps
            together, beside = together or all(differs), beside or old.notes != new.notes
            if differs[0] and not all(differs):
                apart.append((old.statement, new.statement, differs))
    assert apart == []
    assert beside if (rule, key) in BESIDE else together
