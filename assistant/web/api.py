"""REST: POST /api/ask, /api/units, /api/claim, /api/feedback; GET /healthz, /readyz, /metrics (contract.md)."""

from __future__ import annotations

import inspect
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from assistant.answer.chain import Assistant
from assistant.answer.direct import count
from assistant.answer.shapes import AnswerShape, CountShape, ReportShape, StoredShape
from assistant.errors import IndexUnavailable
from assistant.record.feedback import MOST, kept
from assistant.schema import Answer
from assistant.tools.claim import check, claim_of, report_json
from assistant.web.answers import shown
from assistant.web.bodies import LONGEST, Ask, ClaimBody, FeedbackBody, UnitsBody
from assistant.web.growing import KIND, growing
from assistant.web.metrics import TEXT, Metrics
from assistant.web.problems import BUSY_SECONDS, described, problem
from assistant.web.safety.who import who

if TYPE_CHECKING:
    from assistant.record.recorder import Recorder

AT_ONCE = 4  # questions answered at once, in the order they came; pages and health never wait behind them
WAITING = 400  # questions that may wait; further ones are answered 503
_PROBLEMS = described(
    {
        400: "The body is not JSON in UTF-8",
        401: "Sign in first, where the server asks for it",
        403: "A page of another origin sends this",
        408: "The body did not arrive in time",
        413: "The question or the body is too long",
        421: "Not the name this server is asked by",
        422: "A value that cannot be",
        429: "Too many questions from this client; Retry-After says when",
        431: "The headers are too long",
        503: "The knowledge cannot be read just now",
    }
)
_UNKEPT = described({404: "Feedback is not kept here, or there is no answer of this id"})


def _generation(assistant: Assistant) -> str:
    """The generation in use; empty where none can be opened just now, since figures are wanted then most of all."""
    try:
        return assistant.index.generation
    except IndexUnavailable:
        return ""


def _asked(body: Ask, assistant: Assistant, request: Request) -> dict[str, Any]:
    """The circumstances of a question: its state where the assistant takes one, the asker's groups where there are any."""
    takes = "state" in inspect.signature(assistant.ask).parameters
    state = {"state": body.state} if takes and body.state else {}
    groups = who(request.scope).groups
    return {"payer": body.payer, "as_of": body.as_of, "setting": body.setting, **state, **({"groups": groups} if groups else {})}


def _feedback(recorder: Recorder | None) -> APIRouter:
    """POST /api/feedback; 404 where nothing is kept, or of an answer that never was."""
    router = APIRouter()

    @router.post("/api/feedback", summary="Say whether an answer helped", status_code=201, responses={**_PROBLEMS, **_UNKEPT, 201: {"model": StoredShape}})
    def feedback(body: FeedbackBody) -> Any:
        if recorder is None:
            return problem(HTTPStatus.NOT_FOUND, "Feedback is not kept here.")
        said, left_out = kept(body.read())
        if not recorder.gave(said.answer_id):
            return problem(HTTPStatus.NOT_FOUND, "There is no answer of this id here.")
        if recorder.store.said_of(said.answer_id) >= MOST:
            return problem(HTTPStatus.TOO_MANY_REQUESTS, f"{MOST} people have said what they think of this answer; no more is kept.")
        recorder.store.say(said)
        return {"stored": True, "question_kept": bool(said.question), "left_out": left_out}

    return router


def _asking(assistant: Assistant, metrics: Metrics, recorder: Recorder | None) -> APIRouter:
    """POST /api/ask; as it grows where a model words the answer and the caller takes lines."""
    router = APIRouter()
    turns = CapacityLimiter(AT_ONCE)

    def done(answer: Answer) -> dict[str, Any]:
        metrics.answer(answer)
        if recorder:
            recorder.keep(answer)
        return shown(answer, feedback=recorder is not None)

    def whole(body: Ask, request: Request) -> JSONResponse:
        return JSONResponse(done(assistant.ask(body.question, body.history, **_asked(body, assistant, request))))

    @router.post("/api/ask", summary="Answer a question", responses={**_PROBLEMS, 200: {"model": AnswerShape}})
    async def ask(body: Ask, request: Request) -> Any:
        if body.longest > LONGEST:
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A question may have {LONGEST:,} characters.")
        if turns.statistics().tasks_waiting >= WAITING:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "Too many are asking just now.", {"Retry-After": str(BUSY_SECONDS)})
        if assistant.model and KIND in request.headers.get("accept", ""):
            return await growing(assistant.stream(body.question, body.history, **_asked(body, assistant, request)), done, turns)
        return await to_thread.run_sync(whole, body, request, limiter=turns)

    return router


def routes(assistant: Assistant, metrics: Metrics, recorder: Recorder | None = None) -> APIRouter:
    """The REST routes over one assistant; recorder: what keeps answers and feedback."""
    router = APIRouter()
    router.include_router(_asking(assistant, metrics, recorder))

    @router.post("/api/units", summary="Minutes to units under each counting rule", responses={**_PROBLEMS, 200: {"model": CountShape}})
    def units(body: UnitsBody) -> Any:
        return count(body.read(), body.payer, body.as_of, assistant.reference)

    @router.post("/api/claim", summary="A day's lines checked as a whole", responses={**_PROBLEMS, 200: {"model": ReportShape}})
    def claim(body: ClaimBody) -> Any:
        return {"schema": 1, **report_json(check(claim_of(body.read()), assistant.reference))}

    router.include_router(_feedback(recorder))

    @router.get("/healthz", summary="The process is up")
    def healthz() -> dict[str, str]:
        return {"status": "up"}

    @router.get("/readyz", summary="The index is loaded and finds", responses={503: _PROBLEMS[503]})
    def readyz() -> dict[str, str]:
        index = assistant.index
        index.search("group therapy")  # an index that was damaged under us is opened, but finds nothing
        return {"status": "ready", "generation": index.generation}

    @router.get("/metrics", summary="Counts for Prometheus; no question text", response_class=Response)
    def counts() -> Response:
        return Response(metrics.text(_generation(assistant)), media_type=TEXT)

    return router
