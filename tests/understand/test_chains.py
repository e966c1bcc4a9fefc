"""Chains of edits to a day's lines: after every turn the answer is the engine's for the day that stands, or the program asks."""

from collections import Counter

import pytest

from assistant.answer.render import claim_fields
from assistant.schema import Outcome
from assistant.tools import assistants, units
from tests.understand.chains import TODAY, chains

COUNT = 300


def fault(answer, day, reference):
    """What an answer has wrong of a day; "asked" where it asks back, empty where it is right."""
    if answer.outcome is not Outcome.ANSWERED:
        return "asked"
    if (answer.question.payer, answer.question.as_of) != (day.payer, day.on):
        return f"read {answer.question.payer} {answer.question.as_of}"
    read, wanted = ({one.code: (one.minutes, one.assistant) for one in lines if one.minutes} for lines in (answer.question.services, day.lines))
    if read != wanted:
        return f"read {read}"
    records = answer.evidence.ids()
    led = [records[key] for key in answer.claims[0].evidence_ids if getattr(records[key], "tool", "") in ("units", "assistants")]
    return _counted(claim_fields(led), day, reference) if led else "does not lead with the count"


def _counted(said, day, reference):
    """What is wrong of the units, and of the lines with CQ or CO at a payer that takes them."""
    units_right = {one.rule: one.right for one in units.counts(day.lines, day.payer, day.on, reference)}
    given = said["units"]
    if given and ({*given} != {*units_right} or any(_billed(given[rule]) not in map(_billed, right) for rule, right in units_right.items())):
        return f"{given} instead of {units_right}"
    if day.payer not in assistants.PAYERS or not any(one.assistant for one in day.lines):
        return "" if given else "does not lead with the units"
    mark = {"PT": "CQ", "OT": "CO"}[day.trade]
    right = [_rows((one.code, one.units, mark in one.modifiers) for one in found) for found in assistants.ways(day.lines, day.on, reference, day.trade)[2]]
    lines = said.get("units_lines", [])
    return "" if _rows((one["code"], one["units"], mark in one["modifiers"]) for one in lines) in right else f"{lines} instead of {right}"


def _billed(found):
    """Units without the codes that earn none."""
    return {code: count for code, count in found.items() if count}


def _rows(lines):
    """The lines that are billed, in one order."""
    return sorted(one for one in lines if one[1])


def walked(assistant, rows, *, stated=False):
    """(step, fault, the chain's turns so far) of every step up to the first of a chain that is not right. stated: the state is sent back, as programs do."""
    for steps in rows:
        history, state = [], None
        for step in steps:
            answer = assistant.ask(step.text, history, state=state)
            found, state = fault(answer, step.day, assistant.reference), answer.state if stated else None
            history.append(step.text)
            yield step, found, list(history)
            if found:
                break


def tally(assistant, rows, *, stated=False):
    """Counts of right, asked and wrong steps, and the wrong ones."""
    found, wrong = Counter(), []
    for step, name, history in walked(assistant, rows, stated=stated):
        found["right" if not name else "asked" if name == "asked" else "wrong"] += 1
        wrong += [(step.kind, history, name)] if name not in ("", "asked") else []
    return found, wrong


@pytest.fixture
def today(monkeypatch):
    """The chains' own day."""
    from assistant.answer import chain

    class Day(chain.date):
        @classmethod
        def today(cls):
            return TODAY

    monkeypatch.setattr(chain, "date", Day)


def test_chains_of_edits(assistant, today):
    """Forty chains: at most one step in a hundred is wrong, and one in ten is asked back at most."""
    found, wrong = tally(assistant, chains(40), stated=True)
    assert found["wrong"] <= found.total() // 100, wrong
    assert found["asked"] <= found.total() // 10


@pytest.mark.slow
def test_all_chains_of_edits(assistant, today):
    """Three hundred chains: at least 99 steps in a hundred are right or asked back."""
    found, wrong = tally(assistant, chains(COUNT))
    assert found["wrong"] <= found.total() // 100, wrong
    assert found["asked"] <= found.total() // 10
