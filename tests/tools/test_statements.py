"""Every number of a fact's sentence stands in its value, steps, table, notes' rule or citation: none comes from nowhere."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer.understand import understand
from assistant.schema import Fact
from assistant.tools import TOOLS

TODAY = date(2026, 11, 23)
NUMBER = re.compile(r"(?<![A-Z\d])\d[\d,.]*(?<![,.])")
ASKED = (
    "do I need 59 for 97530 with 97140", "97124 and 97140 together", "97110, 97140 and 97150 together", "G0283 with 92526", "when did the 97530 97140 edit end",
    "what codes can't be billed with 97140", "max units of 97110 per day", "what does MAI 3 mean", "what is the base code for 97130", "is 97032 timed", "97150 timed or untimed",
    "can OT bill 97161", "is 97550 always therapy", "97001 replaced by", "98979 valid", "is 97014 valid for medicare", "modifier CQ", "97110 vs 97530", "leg press what cpt",
    "list all timed pt codes", "which modifiers go on 97110 for OT", "what modifiers does a PTA line above the threshold need", "can a pta do 97112", "can a pta do 97161",
    "PT 20 minutes and PTA 25 minutes of 97110, how do we bill", "from which minute does CQ start in a 45 minute session", "group 97150 of 40 minutes, PTA 5",
    "33 min 97110 and 7 min 97140 medicare units", "20 min 97110 and 20 min 97112", "8 min 97110 8 min 97112 8 min 97140 with Aetna", "45 total minutes how many units",
    "how many minutes for 4 units", "what if 3 more minutes of 97110 after 20 minutes of 97110", "three codes with 8 min each", "medicare 3 units of 97110 for 40 minutes, right?",
    "44 minutes of 97550", "97129 45 minutes", "80 minutes of 98980 this month", "is 8 units of 97530 too many",
    "kx threshold 2026", "targeted review threshold 2026", "KX for 2030", "used $2,300 this year do I need KX", "KX at 110 each and 1800 used", "threshold is $2,230?",
    "how much does medicare pay for 97110", "how much for 97530 and 97110", "does mppr apply to 97140", "conversion factor 2026", "what does CQ do to the payment of 97140",
    "plan started 3/4/2026 when is recert due", "eval 5/4/2026 doctor must sign by", "date of service 6/30/2025 last day to file medicare", "denied on 3/15/2026 redetermination deadline",
    "we are at visit 9, when must the progress note be written", "97110 x2 GP 59, 97112 x1 GP 40 minutes of 97110, check this claim",
)  # fmt: skip


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
