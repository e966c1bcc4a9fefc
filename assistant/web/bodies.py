"""Bodies of the REST routes, checked; what they mean stands in the OpenAPI document (/openapi.json)."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from assistant.days import checked
from assistant.errors import BadInput
from assistant.record.feedback import ID, QUESTION, REASON, THUMBS
from assistant.record.store import Feedback
from assistant.reference.codes import validate
from assistant.schema import PAYERS, Service
from assistant.tools.claims.file import SETTINGS
from assistant.web.described import BY_CODE, CLAIM, CODE, DAY, MINUTES, choice

LONGEST = 4_000  # characters of a question


def _whole(text: str) -> str:
    """The text without halves of characters, which no answer could carry back."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _count(value: object) -> object:
    """A whole number of JSON, which may be written 33.0; neither true nor text."""
    if isinstance(value, bool | str):
        raise ValueError("not a whole number")  # noqa: TRY004 - pydantic tells a ValueError to whoever asks
    return int(value) if isinstance(value, float) and value.is_integer() else value


Text = Annotated[str, AfterValidator(_whole)]
Turn = Annotated[Text, Field(json_schema_extra={"maxLength": LONGEST})]  # told, not checked here: a longer one is a 413
Count = Annotated[int, BeforeValidator(_count), Field(json_schema_extra=MINUTES)]
Code = Annotated[str, Field(max_length=12, json_schema_extra={"pattern": CODE})]
STATE = 16_000  # characters of a state as JSON
MOST_ROWS = 100  # services of a day


class Asked(BaseModel):
    """What every body may say of payer and date."""

    model_config = ConfigDict(extra="forbid")
    payer: str | None = Field(default=None, json_schema_extra=choice(PAYERS))
    as_of: Annotated[date | None, BeforeValidator(checked)] = Field(default=None, description="Date of service; today when left out", json_schema_extra=DAY)

    @field_validator("payer")
    @classmethod
    def _payer(cls, value: str | None) -> str | None:
        if value and value not in PAYERS:
            raise ValueError(f"not one of {', '.join(PAYERS)}")
        return value or None


class Ask(Asked):
    """The body of POST /api/ask; history is the asker's earlier turns, oldest first."""

    question: Turn = Field(description=f"At most {LONGEST} characters, no patient details")
    history: list[Turn] = Field(default_factory=list, max_length=50)
    setting: str | None = Field(default=None, json_schema_extra=choice(SETTINGS))
    state: dict[str, Any] | None = Field(default=None, description="`state` of the last answer, as it was given; the server keeps none")

    @field_validator("state")
    @classmethod
    def _small(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value and len(json.dumps(value)) > STATE:
            raise ValueError(f"a state has at most {STATE:,} characters")
        return value

    @field_validator("setting")
    @classmethod
    def _setting(cls, value: str | None) -> str | None:
        if value and value not in SETTINGS:
            raise ValueError(f"not one of {', '.join(SETTINGS)}")
        return value or None

    @property
    def longest(self) -> int:
        """Characters of the longest turn."""
        return max(map(len, (self.question, *self.history)))


class Row(BaseModel):
    """One service of the day: minutes 0-1,440 (an untimed code needs none), of them the assistant's."""

    model_config = ConfigDict(extra="forbid", strict=True)
    code: Code
    minutes: Count | None = None
    assistant_minutes: Count = 0


class UnitsBody(Asked):
    """The body of POST /api/units: `services` row by row, or `minutes` (and `assistant`) by code."""

    services: list[Row] = Field(default_factory=list, max_length=MOST_ROWS)
    minutes: dict[str, Count | None] = Field(default_factory=dict, max_length=MOST_ROWS, json_schema_extra=BY_CODE, examples=[{"97110": 33, "97140": 7}])
    assistant: dict[str, Count] = Field(default_factory=dict, max_length=MOST_ROWS, json_schema_extra=BY_CODE, examples=[{"97110": 12}])

    def read(self) -> tuple[Service, ...]:
        """The services. A code named only under `assistant` was given by the assistant alone."""
        rows = [Service(validate(row.code), row.minutes, row.assistant_minutes) for row in self.services]
        minutes = {validate(code): count for code, count in self.minutes.items()}
        theirs = {validate(code): count for code, count in self.assistant.items()}
        if theirs and rows:
            raise BadInput("Give assistant_minutes in each service, or minutes and assistant by code, not both.")
        named = {**theirs, **minutes}
        return (*rows, *(Service(code, count, theirs.get(code, 0)) for code, count in named.items()))


class ClaimBody(BaseModel):
    """The body of POST /api/claim: the keys of a claim file; `lines` is another name of `line`."""

    model_config = ConfigDict(extra="allow", json_schema_extra=CLAIM)

    def read(self) -> dict[str, Any]:
        """The mapping that claim_of reads; it checks every key and value."""
        data = dict(self.model_extra or {})
        if "lines" in data and "line" not in data:
            data["line"] = data.pop("lines")
        return data


class FeedbackBody(BaseModel):
    """The body of POST /api/feedback. question: only where its asker ticked that it may be kept."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(description="The answer's id", max_length=32, json_schema_extra={"pattern": f"^{ID}$"})
    thumb: str = Field(json_schema_extra={"enum": list(THUMBS)})
    reason: Text = Field(default="", description=f"At most {REASON} characters, no patient details", max_length=REASON)
    question: Text = Field(default="", description="Kept only if it holds no patient details", max_length=QUESTION)

    def read(self) -> Feedback:
        """As a record."""
        return Feedback(self.id, self.thumb, self.reason.strip(), self.question.strip())


FIELDS = frozenset(name for body in (Ask, Row, UnitsBody, FeedbackBody) for name in body.model_fields)  # our own names, which a fault may tell
