"""An answer as it is written and checked: claims with their evidence, in one of its forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.schema.evidence import Evidence, Table
from assistant.schema.kinds import Certainty, Outcome, Reason
from assistant.schema.question import Question


@dataclass(frozen=True, slots=True)
class Claim:
    """One short statement of an answer and the evidence ids it rests on.

    role: lead (the answer), why, table, watch (caution), other (the other rule or payer), part (answers a further thing
    asked), meant (what else may have been meant), term (explained to a new starter), ask.
    """

    text: str
    evidence_ids: tuple[str, ...]
    role: str = "why"
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What may have been meant, where that is unsure: a question to ask instead, the section's id, and its first sentence."""

    question: str
    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One of several things asked: its words, the places of its claims, and how it ended."""

    asked: str
    claims: tuple[int, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer made of the evidence, before it is verified. objections: what the writer itself took out."""

    outcome: Outcome
    claims: tuple[Claim, ...]
    reason: Reason | None = None
    asks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    followups: tuple[str, ...] = ()
    writer: str = "default"
    objections: tuple[Objection, ...] = ()
    certainty: Certainty | None = None
    choices: tuple[Choice, ...] = ()
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """Something verify took out, and why: a value, not an exception."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The checked answer. `markdown` is what the user sees, with [1] marks."""

    outcome: Outcome
    question: Question
    claims: tuple[Claim, ...]
    evidence: Evidence
    reason: Reason | None = None
    asks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    followups: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    markdown: str = ""
    writer: str = "default"
    generation: str = ""
    encoder: str = ""
    elapsed_ms: float = 0.0
    id: str = ""
    certainty: Certainty | None = None
    judgement: float = 0.0  # 0-1, the likelihood that what leads answers
    state: dict[str, Any] = field(default_factory=dict)  # to be sent back with the next turn
    choices: tuple[Choice, ...] = ()
    answered: tuple[Answered, ...] = ()
