"""Services given as data, without a sentence to read: what `python -m assistant units` and POST /api/units answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answer.render import claim_fields, fact_json, table
from assistant.days import day_of
from assistant.errors import BadInput, NotInForce, UnknownCode
from assistant.reference import Reference
from assistant.schema import Fact, Question, Reason, Service
from assistant.tools import TOOLS

_ERRORS = {Reason.UNKNOWN_CODE: UnknownCode, Reason.NOT_IN_FORCE: NotInForce}
_COUNTING = ("units", "assistants")


def count(services: Sequence[Service], payer: str | None, as_of: date | str | None, reference: Reference) -> dict[str, Any]:
    """Units of a day's services under each rule that applies (only the named payer's when one is named).

    Raises BadInput, UnknownCode or NotInForce with what is wrong.
    """
    if not services:
        raise BadInput("Give at least one code with its minutes, such as 97110=23.")
    day = day_of(as_of)
    services = _countable(services, day or date.today(), reference)
    topics = {"units"} | ({"assistants"} if any(s.assistant for s in services) else set())
    question = Question(
        "",
        day or date.today(),
        dated=day is not None,
        payer=payer,
        codes=tuple(dict.fromkeys(s.code for s in services)),
        services=tuple(services),
        topics=frozenset(topics),
    )
    facts = [fact for tool in TOOLS for fact in tool(question, reference) if fact.tool in _COUNTING]
    for fact in facts:
        if fact.reason:
            raise _ERRORS.get(fact.reason, BadInput)(fact.statement)
    return {
        "schema": 1,
        **claim_fields(facts),
        "facts": [fact_json(f"F{n}", fact) for n, fact in enumerate(facts, 1)],
        "answer": "\n\n".join(_text(fact) for fact in facts),
        "as_of": question.as_of.isoformat(),
        "payer": payer,
    }


def _countable(services: Sequence[Service], on: date, reference: Reference) -> Sequence[Service]:
    """The services as they can be counted: an untimed code needs no minutes, where nothing has any it is what is counted."""
    if any(service.minutes is not None for service in services):
        return services
    for service in services:
        if reference.codes.on(service.code, on).timed:
            raise BadInput(f"{service.code}: give its minutes.")
    return [replace(service, minutes=0) for service in services]


def _text(fact: Fact) -> str:
    """A fact as plain text: statement, table, notes, steps, where it stands."""
    parts = [fact.statement, table(fact.table) if fact.table else "", *fact.notes]
    parts.extend(f"- {step}" for step in fact.steps)
    cited = dict.fromkeys(f"{c.title}, {c.locator}" for c in fact.citations)
    return "\n\n".join(part for part in [*parts, f"Sources: {'; '.join(cited)}" if cited else ""] if part)
