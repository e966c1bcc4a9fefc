"""The deterministic answers, one file each. A tool looks at every question and speaks or stays silent.

A new tool is one file here, one line in TOOLS, one rule or table, one case file.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.reference import Reference
from assistant.schema import Fact, Question
from assistant.tools import assistants, claim, deadlines, edits, line, lookup, maygive, payment, thresholds, units

Tool = Callable[[Question, Reference], tuple[Fact, ...]]

TOOLS: tuple[Tool, ...] = (
    units.speak,
    assistants.speak,
    line.speak,
    maygive.speak,
    claim.speak,
    edits.speak,
    thresholds.speak,
    payment.speak,
    deadlines.speak,
    lookup.speak,
)
