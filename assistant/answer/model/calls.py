"""One bounded call to the chat model: a deadline that holds whatever the provider does, few retries, few at once.

The request runs in a thread of its own, so that a hang ends for the asker when the time is over; the thread goes
when its connection times out. What failed is told in one word: an error's text may hold a prompt or a key.
"""

from __future__ import annotations

import contextvars
import logging
import queue
import re
import time
from collections.abc import Callable, Iterator, Sequence
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import Any, TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from pydantic import BaseModel

from assistant.answer.model.counts import Counts
from assistant.errors import ModelError

Shape = TypeVar("Shape", bound=BaseModel)
TRIES = 2
WAIT = 0.4  # seconds before the second try
RETRIED = frozenset({"rate_limited", "server_error", "unreachable"})
DOWN = RETRIED | {"timeout", "broken"}
FAILURES = 3  # in a row, after which the model is left alone …
REST = 30.0  # … for so many seconds
_STATUS = {401: "key_refused", 403: "key_refused", 408: "timeout", 429: "rate_limited"}
_NAMES = (("timeout", "Timeout"), ("broken", "Protocol"), ("unreachable", "Connect|OSError"), ("malformed", "Validation|JSON|OutputParser"))
_END = object()
_log = logging.getLogger(__name__)


class Caller:
    """Calls one model. seconds: the most one answer may wait for it; at_once: requests in flight."""

    def __init__(self, model: BaseChatModel, seconds: float, at_once: int, counts: Counts) -> None:
        self._model = model
        self._seconds = seconds
        self._slots = BoundedSemaphore(at_once)
        self.counts = counts
        self._lock = Lock()
        self._failures = 0
        self._rests_until = 0.0

    def text(self, task: str, messages: Sequence[BaseMessage]) -> Iterator[str]:
        """The reply as it comes, piece by piece. Raises ModelError, its message one word."""
        for message in self._pieces(task, lambda: self._model.stream(list(messages))):
            self._count(task, message)
            yield str(message.text)

    def shaped(self, task: str, shape: type[Shape], messages: Sequence[BaseMessage]) -> Shape:
        """The reply as a record. Raises ModelError, its message one word."""

        def ask() -> Iterator[Any]:
            yield self._model.with_structured_output(shape, include_raw=True).invoke(list(messages))

        [reply] = self._pieces(task, ask)
        self._count(task, reply["raw"])
        if not isinstance(reply["parsed"], shape):
            raise ModelError("malformed")
        return reply["parsed"]

    def _pieces(self, task: str, start: Callable[[], Iterator[Any]]) -> Iterator[Any]:
        """What a request gives, within the time; tried again only while nothing came."""
        deadline = time.monotonic() + self._seconds
        for attempt in range(1, TRIES + 1):
            failed, came = "", False
            try:
                for piece in self._once(start, deadline):
                    came = True
                    yield piece
            except GeneratorExit:
                self.counts.call(task, "stopped")
                raise
            except Exception as error:  # noqa: BLE001  # providers raise errors of their own
                failed = what_failed(error)
                if came and failed == "unreachable":
                    failed = "broken"  # the reply had begun
            self.counts.call(task, failed or "ok")
            self._learn(failed)
            if not failed:
                return
            final = came or failed not in RETRIED or attempt == TRIES or time.monotonic() + WAIT > deadline
            if final:
                _log.warning("chat model, %s: %s", task, failed)
                raise ModelError(failed)  # outside the except block: it must not carry the provider's error along
            time.sleep(WAIT)

    def _once(self, start: Callable[[], Iterator[Any]], deadline: float) -> Iterator[Any]:
        if time.monotonic() < self._rests_until:
            raise ModelError("resting")
        if not self._slots.acquire(timeout=max(deadline - time.monotonic(), 0)):
            raise ModelError("busy")
        came: queue.SimpleQueue[Any] = queue.SimpleQueue()
        stopped = Event()
        context = contextvars.copy_context()
        Thread(target=context.run, args=(self._feed, start, came, stopped), daemon=True).start()
        try:
            while (piece := came.get(timeout=max(deadline - time.monotonic(), 0.001))) is not _END:
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        except queue.Empty:
            raise ModelError("timeout") from None
        finally:
            stopped.set()

    def _feed(self, start: Callable[[], Iterator[Any]], came: queue.SimpleQueue[Any], stopped: Event) -> None:
        """In the thread: pieces into the queue until the end, an error, or nobody listens any more."""
        try:
            for piece in start():
                if stopped.is_set():
                    break
                came.put(piece)
        except Exception as error:  # noqa: BLE001  # handed to whoever asked
            came.put(error)
        finally:
            self._slots.release()
            came.put(_END)

    def _learn(self, failed: str) -> None:
        """After several failures in a row, leave the model alone for a while: nobody should wait for it again and again."""
        with self._lock:
            self._failures = self._failures + 1 if failed in DOWN else self._failures if failed else 0
            if self._failures >= FAILURES:
                self._rests_until = time.monotonic() + REST
                self._failures = 0

    def _count(self, task: str, message: Any) -> None:
        used = getattr(message, "usage_metadata", None)
        if used:
            self.counts.tokens(task, int(used.get("input_tokens", 0)), int(used.get("output_tokens", 0)))


def what_failed(error: BaseException) -> str:
    """An error of any provider in one word.

    >>> what_failed(TimeoutError()), what_failed(ConnectionError()), what_failed(ModelError("busy"))
    ('timeout', 'unreachable', 'busy')
    """
    if isinstance(error, ModelError):
        return str(error)
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    if isinstance(status, int) and status >= 400:  # an error about the form of a reply carries its 200
        return _STATUS.get(status, "server_error" if status >= 500 else "request_refused")
    names = " ".join(kind.__name__ for kind in type(error).__mro__)
    return next((word for word, pattern in _NAMES if re.search(pattern, names)), "broken")
