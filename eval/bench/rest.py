"""Answers per second through REST: a server of its own, and clients that ask without pause."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice

from eval.bench.process import memory_mb, quantile

SECONDS = 8.0  # each number of clients asks
PATIENCE = 60.0  # seconds a server may take to start


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """A server on a free loopback port: (port, process)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    running = subprocess.Popen(
        [sys.executable, "app.py"], env={**os.environ, "ASSISTANT_PORT": str(port)}, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port, running.pid
    finally:
        running.terminate()
        running.wait(10)


def _wait(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"The server did not start within {PATIENCE:.0f} s.")


def throughput(ports: Sequence[int], clients: int, questions: Sequence[str]) -> dict[str, float]:
    """Answers a second of so many clients, spread over the ports, and the time an answer took (ms)."""
    times = asyncio.run(_crowd(ports, clients, questions))
    return {
        "per_second": round(len(times) / SECONDS, 1),
        "p50_ms": round(quantile(times, 0.5), 1),
        "p95_ms": round(quantile(times, 0.95), 1),
    }


async def _crowd(ports: Sequence[int], clients: int, questions: Sequence[str]) -> list[float]:
    until = time.perf_counter() + SECONDS
    given = islice(cycle(ports), clients)
    told = await asyncio.gather(*(_client(port, n, questions, until) for n, port in enumerate(given)))
    return [one for times in told for one in times]


async def _client(port: int, number: int, questions: Sequence[str], until: float) -> list[float]:
    """One client on one kept connection; every question differs, so that no vector is remembered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    times = []
    for n, question in enumerate(islice(cycle(questions), number * 7, None)):
        if time.perf_counter() >= until:
            break
        body = json.dumps({"question": f"{question} (case {number} {n})"}).encode()
        head = f"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        began = time.perf_counter()
        writer.write(head.encode() + body)
        answered = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        if " 200 " not in answered.partition("\r\n")[0]:
            raise RuntimeError(f"The server said: {answered.partition(chr(13))[0]}")
        await reader.readexactly(int(answered.partition("content-length:")[2].split()[0]))
        times.append((time.perf_counter() - began) * 1000)
    writer.close()
    return times


def measure(questions: Sequence[str]) -> dict[str, dict[str, float] | float]:
    """1, 8 and 32 clients on one server; 32 on two servers of the same index; memory of one server (MB)."""
    with server() as (first, process):
        found: dict[str, dict[str, float] | float] = {f"{n} clients": throughput([first], n, questions) for n in (1, 8, 32)}
        found["server_memory_mb"] = round(memory_mb(process))
        with server() as (second, _):
            found["32 clients, two processes"] = throughput([first, second], 32, questions)
    return found
