"""A connection must send the head of a request in time: half a head would hold one of the places until its client leaves."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

SECONDS = 10.0  # from the connection, or from the first byte of a later request, to the end of its head


class Prompt(AutoHTTPProtocol):  # type: ignore[valid-type,misc] # chosen at import: httptools, or h11 without it
    """uvicorn's protocol with that limit; an answer under way and the pause between two requests are not limited by it."""

    _timer: asyncio.TimerHandle | None = None
    _before: Any = None

    def connection_made(self, transport: Any) -> None:
        """The first head is waited for."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """The first bytes of a further request start the time anew, its other bytes do not."""
        if self._idle() and (self._timer is None or self._before is not self.cycle):
            self._wait()
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

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
