"""An answer as it grows: one line of JSON for each verified claim more, where a chat model words it (application/x-ndjson).

The last line is the whole answer, or a problem where the rest failed; what could not even begin is an ordinary problem.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from http import HTTPStatus
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi.responses import StreamingResponse

from assistant.errors import AssistantError
from assistant.schema import Answer
from assistant.web.answers import shown

KIND = "application/x-ndjson"


async def growing(answers: Iterator[Answer], done: Callable[[Answer], dict[str, Any]], turns: CapacityLimiter) -> StreamingResponse:
    """Answers as lines; done: what the last one becomes. Raises what the first one raises."""
    first = await to_thread.run_sync(next, answers, limiter=turns)

    async def lines() -> AsyncIterator[bytes]:
        last = first
        try:
            while (answer := await to_thread.run_sync(next, answers, None, limiter=turns)) is not None:
                yield _line(shown(last))
                last = answer
            yield _line(done(last))
        except AssistantError:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            yield _line({"type": "about:blank", "title": status.phrase, "status": status.value, "detail": "The answer could not be ended. Please ask again."})

    return StreamingResponse(lines(), media_type=KIND)


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"
