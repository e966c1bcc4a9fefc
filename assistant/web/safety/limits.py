"""How much one client may ask (a bucket that refills) and how large and slow a body may be."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

RATE = 120  # questions a minute, of a client that is not this machine
LOGINS = 30  # passwords a minute, of any client
CLIENTS = 10_000  # buckets kept; the one used longest ago goes first
BODY = 64 * 1024  # bytes of a body
UPLOAD = 25 << 20  # bytes of a document that an admin sends
HEADERS = 32 * 1024  # of all headers
SECONDS = 10.0  # for a whole body to arrive
UPLOAD_SECONDS = 120.0  # for a document

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]


class TooLarge(Exception):
    """The body is larger than allowed."""


class TooSlow(Exception):
    """The body did not arrive in time."""


class Gone(Exception):
    """The client went away while it was sending."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rates:
    """Questions left to each client; a third of the minute's may come at once."""

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._each = 60 / rate
        self._most = max(rate / 3, 1.0)
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, client: str) -> int:
        """Take one question: 0 when there is one left, else the whole seconds to wait."""
        now = self._clock()
        bucket = self._buckets.setdefault(client, _Bucket(self._most, now))
        self._buckets.move_to_end(client)
        if len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        bucket.left = min(self._most, bucket.left + (now - bucket.at) / self._each)
        bucket.at = now
        if bucket.left < 1:
            return math.ceil((1 - bucket.left) * self._each)
        bucket.left -= 1
        return 0


async def read_body(receive: Receive, most: int, seconds: float = SECONDS) -> bytes:
    """The whole body. Raises TooLarge, TooSlow or Gone."""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Gone
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > most:
                    raise TooLarge
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise TooSlow from None


def replay(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body once, then what the connection says next."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
