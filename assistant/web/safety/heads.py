"""A connection must send the head of a request in time: half a head would hold one of the places until its client leaves."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

SECONDS = 10.0  # from the connection, or from the first byte of a later request, to the end of its head
_H2C = re.compile(rb"(\r\n)upgrade(?=:[ \t]*h2c[ \t]*\r\n)", re.IGNORECASE)


class Prompt(AutoHTTPProtocol):  # type: ignore[valid-type,misc] # chosen at import: httptools, or h11 without it
    """uvicorn's protocol with that limit; an answer under way and the pause between two requests are not limited by it.

    Lines after a chunked body (trailers) are no part of the head: who asks, the host and the origin stand before the body.
    Java's client offers HTTP/2 with each request (Upgrade: h2c): the parser would stop there, and the body be lost; it is not seen.
    Of several requests sent at once the library tells only the last that its client has left; here all of them are told, so that
    none is worked on for nobody, or taken for a failure.
    """

    _heading = True
    _timer: asyncio.TimerHandle | None = None
    _before: Any = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._open: deque[Any] = deque()

    def connection_made(self, transport: Any) -> None:
        """The first head is waited for."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """The first bytes of a further request start the time anew, its other bytes do not."""
        if self._idle() and (self._timer is None or self._before is not self.cycle):
            self._wait()
        if self._idle() and _H2C.search(data):
            head, end, rest = data.partition(b"\r\n\r\n")
            data = _H2C.sub(rb"\1X-Upgrade", head + end[:2], count=1) + end[2:] + rest
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A head begins."""
        self._heading = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole: nothing joins it any more."""
        self._heading = False
        super().on_headers_complete()
        while self._open and self._open[0].response_complete:
            self._open.popleft()
        if self.cycle is not None and not (self._open and self._open[-1] is self.cycle):
            self._open.append(self.cycle)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A line of the head; one after the body is dropped."""
        if self._heading:
            super().on_header(name, value)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more, no request of the connection is worked on."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)
        for one in self._open:
            one.disconnected = one.disconnected or not one.response_complete
            one.message_event.set()
        if self._open:
            self.pipeline.clear()

    def _idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._before = self.cycle
        self._timer = self.loop.call_later(SECONDS, self._late)

    def _late(self) -> None:
        self._timer = None
        if self.cycle is self._before and self._idle():
            self.transport.close()
