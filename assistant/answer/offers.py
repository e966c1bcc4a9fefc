"""What else may have been meant: a record as a question to choose, with its answer in a sentence; which two say the same."""

from __future__ import annotations

from assistant.answer.extract import told
from assistant.answer.judge.profiles import tokens
from assistant.schema import Choice, Fact, Passage, Question

ALIKE = 0.5  # two pages whose words or headings are shared to this part say the same
_ASKS = {  # how a tool's fact is offered as something else that may have been meant
    "units": "How many units are the minutes told?", "assistants": "Which lines carry CQ or CO?", "line": "Which modifiers go on the line?",
    "edits": "Is there an edit, and what does it ask for?", "lookup": "What is this code or modifier?", "maygive": "Who may bill it?",
    "thresholds": "Is KX needed, and what is left?", "payment": "What does Medicare pay?", "deadlines": "By which day?", "claim": "Does this claim stand?",
}  # fmt: skip


def offered(question: Question, record: Fact | Passage) -> Choice:
    """A record as something to choose: a question, its id and its answer in a sentence."""
    if isinstance(record, Fact):
        return Choice(_ASKS.get(record.tool, "What the tables say"), record.acts[0], record.statement)
    heading = record.heading[-1]
    asked = heading if record.kind != "premise" else f"Is it true? {heading}"
    return Choice(asked, record.id, told(question.text, record)[0])


def same(one: Fact | Passage, other: Fact | Passage) -> bool:
    """Do two records say the same: a tool's facts on one thing, or pages of nearly the same words?"""
    if isinstance(one, Fact) and isinstance(other, Fact):
        return one.tool == other.tool
    mine, theirs = _said(one), _said(other)
    return len(mine & theirs) >= max(ALIKE * min(len(mine), len(theirs)), 2)


def _said(record: Fact | Passage) -> frozenset[str]:
    return tokens(record.statement if isinstance(record, Fact) else f"{record.heading[-1]} {told('', record)[0]}")
