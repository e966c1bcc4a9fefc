"""The JSON of answers as types: what OpenAPI and MCP clients are told to expect (contract.md). Fields may be added.

They describe; nothing of an answer is made or changed here. tests/answer/test_shapes.py holds real answers against them.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A JSON object that may gain fields."""

    model_config = ConfigDict(extra="allow")


class CitationShape(Shape):
    """Where something stands."""

    source: str
    title: str
    locator: str
    url: str
    in_force_from: str | None
    in_force_to: str | None
    tier: Literal["primary", "secondary", "unconfirmed"]


class FactShape(Shape):
    """What a tool says. value: by tool, see contract.md."""

    id: str
    tool: str
    statement: str
    value: dict[str, Any]
    steps: list[str]
    citations: list[CitationShape]
    act: str


class PassageShape(Shape):
    """A section that was found."""

    id: str
    text: str
    heading: list[str]
    score: float
    kind: str
    citation: CitationShape | None
    citations: list[CitationShape]


class ClaimShape(Shape):
    """A sentence and the ids of what it rests on."""

    text: str
    evidence: list[str]


class ChoiceShape(Shape):
    """What may have been meant."""

    question: str
    id: str
    says: str


class LineShape(Shape):
    """A line of a claim."""

    code: str
    units: int
    modifiers: list[str]


Units = dict[str, dict[str, int]]


class CountShape(Shape):
    """Units of a day: by rule, then by code; alternatives where the rule leaves the choice."""

    units: Units | None
    units_alternatives: dict[str, list[dict[str, int]]] | None = None
    units_lines: list[LineShape] | None = None
    modifiers: dict[str, list[str]] | None = None
    facts: list[FactShape]
    answer: str
    as_of: str
    payer: str | None


class AnswerShape(CountShape):
    """The Answer."""

    number: int = Field(alias="schema", default=1)
    id: str
    question: str
    outcome: Literal["answered", "needs_detail", "declined"]
    reason: str | None
    claims: list[ClaimShape]
    passages: list[PassageShape]
    certainty: Literal["sure", "likely", "unsure"] | None
    judgement: float
    choices: list[ChoiceShape]
    parts: list[dict[str, Any]]
    state: dict[str, Any]
    asks: list[str]
    followups: list[str]
    objections: list[dict[str, Any]]
    warnings: list[str]
    writer: str
    index: dict[str, str]
    elapsed_ms: float


class ToldShape(Shape):
    """What a tool tells: facts with citations."""

    facts: list[FactShape]


class DeadlineShape(Shape):
    """A last day, and what it was counted from."""

    what: str
    due: str
    counted_from: str
    steps: list[str]


class ReportShape(Shape):
    """A claim's lines with what was found of each, and the lines as they should be."""

    lines: list[dict[str, Any]]


class StoredShape(Shape):
    """What became of a piece of feedback."""

    stored: bool
    question_kept: bool


BY_TOOL: dict[str, type[Shape]] = {
    "ask": AnswerShape, "units": CountShape, "deadline": DeadlineShape, "check_claim": ReportShape,
    **dict.fromkeys(("ncci_pairs", "daily_limits", "kx_threshold", "payment", "codes"), ToldShape),
}  # fmt: skip
