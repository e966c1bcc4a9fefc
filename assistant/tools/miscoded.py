"""A service told in words that was written down under another service's code ("the whirlpool went out as 97140").

Only where the words leave no doubt of the code; an activity whose purpose decides ("bike as 97530") is not told here. Says
what holds, and that the claim is corrected. Not for: which of two codes fits (guidance says that).
"""

from __future__ import annotations

from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.schema import Fact, Question
from assistant.tools import codewords

_BY_PURPOSE = frozenset(("exercise", "function"))


def facts(question: Question, reference: Reference) -> list[Fact]:
    """What the service's own code is, and what the code written is for."""
    written = question.said.written
    named = [code for code in dict.fromkeys(question.codes) if code in reference.codes and code != written]
    if written not in question.codes or written not in reference.codes or len(named) != 1 or any(one.endswith(f"read as {named[0]}") for one in question.readings):
        return []
    own, other = reference.codes[named[0]], reference.codes[written]
    if own.family == other.family == "evaluation" or {own.family, other.family} <= _BY_PURPOSE:
        return []  # a level, or a purpose, decides
    return [_fact(question, own, other, reference)]


def _fact(question: Question, own: Code, other: Code, reference: Reference) -> Fact:
    said = f"The code of {own.label} is {own.code}, {_counted(own)}; {other.code} is {other.label} and stays on the claim only if that was given too."
    cited = tuple(reference.sources.cite(f"cms-100-04-ch5 §20: {code.code}") for code in (own, other))
    notes = [f"Correct the line to {own.code}: a claim says what was done, whatever it pays, and the note must name the same service."]
    if question.payer in (None, "medicare") and own.medicare in ("bundled", "invalid", "noncovered"):
        notes.append(codewords.unpaid_said(own) if own.medicare != "invalid" else codewords.status_said(own, question.as_of))
    value = {"code": own.code, "written": other.code, "timed": own.timed}
    return Fact("lookup", said, value, (f"{own.label}: {own.code}", f"{other.code}: {other.label}"), cited, tuple(notes), acts=("lookup.miscoded",))


def _counted(record: Code) -> str:
    if record.timed:
        return f"timed, each unit {record.minutes} minutes"
    return "untimed, one unit whatever the minutes" if record.base == "untimed" else f"counted {codewords.counted(record)}"
