"""What stands only until a rule has a value: a limit or section that says "not known yet" makes room for the tool that now tells it.

It carries the rule's name (`rule = "kx-threshold"`). Once that rule holds for the year asked about, what spoke for the
passage speaks for the tool's fact; where no tool tells it, the passage stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.judge import Judged
from assistant.reference import Reference
from assistant.schema import Fact, Passage, Question

_TELLS = {"kx-threshold": "thresholds", "conversion-factor": "payment"}  # rule → the tool that tells its value


def handed_over(judged: Sequence[Judged], question: Question, reference: Reference) -> list[Judged]:
    """The candidates, likeliest first, without passages whose rule has its value and is told by a fact."""
    tools = {row.tool for one in judged if isinstance(row := one.candidate.record, Fact) and not row.reason}
    gone = {one.name: one for one in judged if _TELLS.get(_rule(one, question, reference)) in tools}
    if not gone:
        return list(judged)
    spoke: dict[str, float] = {}
    for one in gone.values():
        tool = _TELLS[_rule(one, question, reference)]
        spoke[tool] = max(spoke.get(tool, 0.0), one.likelihood)
    kept = []
    for one in judged:
        if one.name in gone:
            continue
        record = one.candidate.record
        told = spoke.pop(record.tool, 0.0) if isinstance(record, Fact) and not record.reason else 0.0  # the likeliest fact of the tool
        kept.append(replace(one, likelihood=max(one.likelihood, told)))
    return sorted(kept, key=lambda one: -one.likelihood)


def _rule(one: Judged, question: Question, reference: Reference) -> str:
    """The rule a passage waits for, where that holds for the year asked about (the next, where none is named); else empty."""
    record = one.candidate.record
    if not isinstance(record, Passage) or not record.rule:
        return ""
    day = date(max(question.years, default=question.as_of.year + 1), 1, 1)
    return record.rule if any(value.holds(day) for value in reference.rules.rule(record.rule).values) else ""
