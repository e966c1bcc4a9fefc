"""Errors as RFC 9457 problem+json; none repeats what was asked, nor a wrong value that is long or may be a patient's."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import AssistantError, KnowledgeError, QuestionError
from assistant.privacy.shown import faults
from assistant.web.bodies import FIELDS
from assistant.web.safety.logs import tell

BUSY_SECONDS = 5  # Retry-After of a 503
_WORDS = {HTTPStatus.BAD_REQUEST: "The body cannot be read: JSON in UTF-8 is wanted."}
_PARTS = {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}}
_MEDIA = {"application/problem+json": {"schema": {"type": "object", "required": list(_PARTS), "properties": _PARTS}}}


def described(words: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """Statuses with their reasons, as the OpenAPI document tells them."""
    return {status: {"description": why, "content": _MEDIA} for status, why in words.items()}


def problem(status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A problem+json answer."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    return JSONResponse(body, status.value, headers=headers, media_type="application/problem+json")


def add_problems(app: FastAPI) -> None:
    """Turn every error of the app into problem+json."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults([{**first, "loc": first["loc"][1:]}], FIELDS)[0])

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: HTTPException) -> JSONResponse:
        status = HTTPStatus(error.status_code)
        return problem(status, _WORDS.get(status, status.description), error.headers)

    @app.exception_handler(AssistantError)
    async def failed(_request: Request, error: AssistantError) -> JSONResponse:
        return of_error(error)

    @app.exception_handler(Exception)
    async def broken(_request: Request, _error: Exception) -> JSONResponse:
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The program failed; nothing of the question was kept.")


def of_error(error: AssistantError) -> JSONResponse:
    """422 where the asker must change something, 503 where the knowledge cannot be read; then the log says what to do."""
    if isinstance(error, QuestionError):
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    if isinstance(error, KnowledgeError):
        tell(error)
    detail = str(error) if not isinstance(error, KnowledgeError) else "The knowledge cannot be read just now."
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, {"Retry-After": str(BUSY_SECONDS)})
