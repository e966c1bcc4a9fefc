"""The records passed between the steps of an answer.

Frozen, slotted dataclasses. Money and rates are Decimal, minutes and units int, codes always str.
Nothing here computes; `to_json` in answer/render.py turns an Answer into the public JSON.
"""

from assistant.schema.answer import Answer, Answered, Choice, Claim, Draft, Objection
from assistant.schema.evidence import Citation, Evidence, Fact, Part, Passage, Table
from assistant.schema.kinds import PAYERS, TOPICS, Certainty, Outcome, Reason, Tier
from assistant.schema.question import NOT_COUNTED, TAKEN, Dollars, Mark, NamedPayer, Question, Refusal, Said, Service
from assistant.schema.schedule import WEEKDAYS, Schedule

__all__ = [
    "NOT_COUNTED",
    "PAYERS",
    "TAKEN",
    "TOPICS",
    "WEEKDAYS",
    "Answer",
    "Answered",
    "Certainty",
    "Choice",
    "Citation",
    "Claim",
    "Dollars",
    "Draft",
    "Evidence",
    "Fact",
    "Mark",
    "NamedPayer",
    "Objection",
    "Outcome",
    "Part",
    "Passage",
    "Question",
    "Reason",
    "Refusal",
    "Said",
    "Schedule",
    "Service",
    "Table",
    "Tier",
]
