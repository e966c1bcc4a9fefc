"""REST: POST /api/ask, /api/units, /api/claim, GET /healthz, /readyz. Errors are RFC 9457 problem+json."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.answer.chain import Assistant
from assistant.answer.render import answer_json
from assistant.errors import AssistantError, KnowledgeError, QuestionError
from assistant.schema import PAYERS

LONGEST = 4_000  # characters of a question


class Ask(BaseModel):
    """The body of POST /api/ask; history is the asker's earlier turns."""

    model_config = ConfigDict(extra="forbid")
    question: str
    history: list[str] = Field(default_factory=list, max_length=50)
    payer: str | None = None
    as_of: date | None = None
    setting: str | None = None

    @field_validator("payer")
    @classmethod
    def _payer(cls, value: str | None) -> str | None:
        if value and value not in PAYERS:
            raise ValueError(f"not one of {', '.join(PAYERS)}")
        return value or None

    @field_validator("setting")
    @classmethod
    def _setting(cls, value: str | None) -> str | None:
        if value and value not in ("practitioner", "outpatient_hospital"):
            raise ValueError("not one of practitioner, outpatient_hospital")
        return value or None


def routes(assistant: Assistant) -> APIRouter:
    """The REST routes over one assistant."""
    router = APIRouter()

    @router.post("/api/ask")
    def ask(body: Ask) -> Any:
        if max(map(len, (body.question, *body.history))) > LONGEST:
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A question may have {LONGEST} characters.")
        answer = assistant.ask(
            body.question, body.history, payer=body.payer, as_of=body.as_of, setting=body.setting
        )
        return answer_json(answer)

    @router.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "up"}

    @router.get("/readyz")
    def readyz() -> dict[str, str]:
        return {"status": "ready", "generation": assistant.index.generation}

    return router


def problem(status: HTTPStatus, detail: str) -> JSONResponse:
    """A problem+json answer (RFC 9457)."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    return JSONResponse(body, status.value, media_type="application/problem+json")


def add_problems(app: FastAPI) -> None:
    """Turn errors into problem+json; none repeats what was asked."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "body"
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{where}: {first['msg']}")

    @app.exception_handler(AssistantError)
    async def failed(_request: Request, error: AssistantError) -> JSONResponse:
        status = HTTPStatus.BAD_REQUEST if isinstance(error, QuestionError) else HTTPStatus.SERVICE_UNAVAILABLE
        detail = str(error) if not isinstance(error, KnowledgeError) else "The knowledge cannot be read just now."
        return problem(status, detail)
