"""REST: POST /api/ask, /api/units, /api/claim; GET /healthz, /readyz, /metrics (contract.md)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from assistant.answer.chain import Assistant
from assistant.answer.direct import count
from assistant.answer.render import answer_json
from assistant.tools.claim import check, claim_of, report_json
from assistant.web.bodies import LONGEST, Ask, ClaimBody, UnitsBody
from assistant.web.metrics import TEXT, Metrics
from assistant.web.problems import BUSY_SECONDS, problem

AT_ONCE = 4  # questions answered at once, in the order they came; pages and health never wait behind them
WAITING = 400  # questions that may wait; further ones are answered 503
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/problem+json": {}}}
    for status, words in (
        (413, "The question or the body is too long"),
        (422, "A value that cannot be"),
        (429, "Too many questions from this client; Retry-After says when"),
        (503, "The knowledge cannot be read just now"),
    )
}


def _answer(body: Ask, assistant: Assistant, metrics: Metrics) -> JSONResponse:
    answer = assistant.ask(body.question, body.history, payer=body.payer, as_of=body.as_of, setting=body.setting)
    metrics.answer(answer)
    return JSONResponse(answer_json(answer))


def routes(assistant: Assistant, metrics: Metrics) -> APIRouter:
    """The REST routes over one assistant."""
    router = APIRouter()

    turns = CapacityLimiter(AT_ONCE)

    @router.post("/api/ask", summary="Answer a question", responses=_PROBLEMS)
    async def ask(body: Ask) -> Any:
        if body.longest > LONGEST:
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A question may have {LONGEST:,} characters.")
        if turns.statistics().tasks_waiting >= WAITING:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "Too many are asking just now.", {"Retry-After": str(BUSY_SECONDS)})
        return await to_thread.run_sync(_answer, body, assistant, metrics, limiter=turns)

    @router.post("/api/units", summary="Minutes to units under each counting rule", responses=_PROBLEMS)
    def units(body: UnitsBody) -> Any:
        return count(body.read(), body.payer, body.as_of, assistant.reference)

    @router.post("/api/claim", summary="A day's lines checked as a whole", responses=_PROBLEMS)
    def claim(body: ClaimBody) -> Any:
        return {"schema": 1, **report_json(check(claim_of(body.read()), assistant.reference))}

    @router.get("/healthz", summary="The process is up")
    def healthz() -> dict[str, str]:
        return {"status": "up"}

    @router.get("/readyz", summary="The index is loaded", responses={503: _PROBLEMS[503]})
    def readyz() -> dict[str, str]:
        return {"status": "ready", "generation": assistant.index.generation}

    @router.get("/metrics", summary="Counts for Prometheus; no question text", response_class=Response)
    def counts() -> Response:
        return Response(metrics.text(assistant.index.generation), media_type=TEXT)

    return router
