"""Every number of a fact's sentence stands in its value, steps, table, notes' rule or citation: none comes from nowhere."""

import json
import re
from collections.abc import Iterator

import pytest

from assistant.answer.understand import understand
from assistant.schema import Fact
from assistant.tools import TOOLS
from tests.tools.probes import ASKED, TODAY

NUMBER = re.compile(r"(?<![A-Z\d])\d[\d,.]*(?<![,.])")


def held(fact: Fact) -> str:
    """All that a fact rests on, as one text."""
    table = [*fact.table.header, *(cell for row in fact.table.rows for cell in row)] if fact.table else []
    cited = [f"{c.title} {c.locator} {c.edition} {c.in_force_from} {c.in_force_to}" for c in fact.citations]
    return " ".join([json.dumps(fact.value, default=str), *fact.steps, *table, *cited])


def strange(fact: Fact) -> Iterator[str]:
    """Numbers of the sentence that stand nowhere else."""
    numbers = {plain(one) for one in NUMBER.findall(held(fact))}
    numbers |= {one.lstrip("0") for one in numbers}
    for said in NUMBER.findall(fact.statement):
        if plain(said) not in numbers and plain(said).lstrip("0") not in numbers:
            yield said


def plain(number: str) -> str:
    """1,234.50 as 1234.5."""
    text = number.replace(",", "")
    return text.rstrip("0").rstrip(".") if "." in text else text


@pytest.mark.parametrize("text", ASKED)
def test_no_number_comes_from_nowhere(text, reference):
    """Of every fact that a tool tells on a question."""
    question = understand(text, today=TODAY, reference=reference)
    facts = [fact for tool in TOOLS for fact in tool(question, reference)]
    assert facts
    assert {fact.statement: found for fact in facts if (found := list(strange(fact)))} == {}
