"""A service told in words that was written down under another service's code ("the whirlpool went out as 97140").

Only where the words leave no doubt of the code; an activity whose purpose decides ("bike as 97530") is not told here. Says
what holds, and that the claim is corrected. Not for: which of two codes fits (guidance says that).
"""

from __future__ import annotations

import re

from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.schema import Fact, Question
from assistant.tools import codewords

_BY_PURPOSE = frozenset(("exercise", "function"))
_WRITTEN = (
    r"\b(?:wrote|written|put(?: down)?|entered|record(?:ed)?|cod(?:e|ed)|claimed|charg(?:e|ed)|bill(?:ed)?|document(?:ed)?|report(?:ed)?|list(?:ed)?|went out|sent|"
    r"(?:claim|bill|note|superbill|sheet|flow ?sheet) (?:says?|shows?|has|had|reads?))(?: (?:it|this|that|them|down|out|the code|code|cpt))*(?: (?:as|under|to|with|on))?(?: (?:the code|code|cpt))? "
)
_UNDER = r"\b(?:bill\w*|cod(?:e|ed|ing)|charg\w+|record\w*|report\w*|claim\w*|enter\w*|document\w*|put|wrote|written|list\w*)\b[^.?!,]{0,30}\b(?:as|under) "


def facts(question: Question, reference: Reference) -> list[Fact]:
    """What the service's own code is, and what the code written is for."""
    text = question.text.lower()
    known = [code for code in dict.fromkeys(question.codes) if code in reference.codes]
    written = [code for code in known if code.lower() in text]
    named = [code for code in known if code.lower() not in text]
    if len(written) != 1 or len(named) != 1 or any(one.endswith(f"read as {named[0]}") for one in question.readings):
        return []
    if not re.search(rf"(?:{_WRITTEN}|{_UNDER}){written[0].lower()}\b", text):
        return []
    own, other = reference.codes[named[0]], reference.codes[written[0]]
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
