"""What was read, to be shown beside the answer and corrected: payer, day, place, minutes by service, and what was not counted."""

from __future__ import annotations

from datetime import date

from assistant.answer.understand.turns import Turn
from assistant.schema import PAYERS, Mark, Service

_NOT_COUNTED = frozenset(["rule", "aside", "least", "moment", "other", "or", "weak", "example", "slot", "idle", "excluded", "net", "number"])
MOST = 40


def read_as(turn: Turn, payer: str | None, day: date, setting: str | None, *, dated: bool) -> tuple[Mark, ...]:
    """Everything taken from the turns, as marks in a fixed order: payer and day always, then what else was read, then what was not counted."""
    treatment = turn.treatment
    marks = [
        Mark("payer", PAYERS.get(payer or "", "payer not said"), payer),
        Mark("date", day.isoformat() if dated else "today", day.isoformat()),
        *((Mark("setting", setting.replace("_", " "), setting),) if setting else ()),
        *(Mark("service", _service(one), one) for one in treatment.services if one.minutes is not None or one.units is not None),
        *((Mark("total", f"{treatment.total} minutes in all", treatment.total),) if treatment.total is not None else ()),
        *(Mark("money", f"${amount:,}", str(amount)) for amount in turn.amounts),
        *(Mark("modifier", one, one) for one in turn.modifiers),
    ]
    for token in treatment.tokens:
        if token.kind in _NOT_COUNTED:
            marks.append(Mark("not_counted", f"not counted: {token.words} ({token.rule})", token.value))
        elif token.kind != "name":
            marks.append(Mark(token.kind, token.words, token.value or token.words))
    return tuple(dict.fromkeys(marks))[:MOST]


def _service(one: Service) -> str:
    """One service with its minutes, the assistant's among them, or its units."""
    minutes = f" {one.minutes} min" if one.minutes is not None else f" {one.units} units"
    share = f" (assistant {one.assistant})" if one.assistant else ""
    patient = "patient" if len(one.patient) == 1 else ""
    return f"{f'{patient} {one.patient}: '.lstrip() if one.patient else ''}{one.code}{minutes}{share}"
