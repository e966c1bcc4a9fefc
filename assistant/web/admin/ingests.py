"""Runs `ingest` for a server, in a process of its own: building needs memory and time that answering must not lack.

`Watch` looks at a folder (ASSISTANT_DOCUMENTS) and has its documents read again when they changed and stand still.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.settings import Settings

EVERY = 10.0  # seconds between two looks at the watched folder
AGAIN = 60.0  # seconds until a run that failed is tried again
MOST_SAID = 200_000  # characters of what a run said that are kept


@dataclass(frozen=True, slots=True)
class Run:
    """One run. code: None while it runs."""

    what: str
    started: datetime
    code: int | None = None
    said: str = ""
    ended: float = 0.0


class Ingests:
    """One run at a time; the last one is remembered with what it said."""

    def __init__(self, settings: Settings) -> None:
        self._environment = {**os.environ, **_names(settings)}
        self._lock = threading.Lock()
        self.last: Run | None = None

    def start(self, what: str, *arguments: str) -> bool:
        """Begin a run, named in words; False where one is under way."""
        if not self._lock.acquire(blocking=False):
            return False
        self.last = run = Run(what, datetime.now(UTC))
        threading.Thread(target=self._run, args=(run, arguments), name="ingest", daemon=True).start()
        return True

    @property
    def running(self) -> bool:
        """Is a run under way?"""
        return self._lock.locked()

    def _run(self, run: Run, arguments: tuple[str, ...]) -> None:
        command = [sys.executable, "-m", "assistant.console", "ingest", *arguments]
        try:
            done = subprocess.run(command, env=self._environment, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603 - our own module
            self.last = replace(run, code=done.returncode, said=f"{done.stdout}{done.stderr}"[:MOST_SAID], ended=time.monotonic())
        except OSError as error:
            self.last = replace(run, code=1, said=f"could not be started: {error.strerror}", ended=time.monotonic())
        finally:
            self._lock.release()


def _names(settings: Settings) -> dict[str, str]:
    """The settings that a build reads, as it reads them."""
    values = {
        "INDEX": settings.index.resolve(), "KNOWLEDGE": settings.knowledge.resolve(), "CHROMA_URL": settings.chroma_url,
        "ENCODER": settings.encoder or "", "DOCUMENTS": settings.documents.resolve() if settings.documents else "",
    }  # fmt: skip
    return {f"ASSISTANT_{name}": str(value) for name, value in values.items()}


class Watch:
    """The watched folder of one server."""

    def __init__(self, folder: Path, ingests: Ingests) -> None:
        self._folder, self._ingests = folder, ingests
        self._seen: object = None  # at the last look
        self._read: object = None  # when its documents were last read

    def begin(self) -> None:
        """Look again and again, as long as the process lives."""
        threading.Thread(target=self._always, name="watched documents", daemon=True).start()

    def look(self) -> bool:
        """Begin a run where the folder changed and stood still since the last look; says whether one began."""
        now = _state(self._folder)
        last = self._ingests.last
        if last and last.code and time.monotonic() - last.ended > AGAIN:
            self._read = None
        still, self._seen = now == self._seen, now
        if now == self._read or not still or not self._ingests.start("the watched folder changed"):
            return False
        self._read = now
        return True

    def _always(self) -> None:
        while True:
            self.look()
            time.sleep(EVERY)


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Every file below with its size and time of change; empty where the folder cannot be read."""
    found = set()
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            try:
                state = path.stat()
            except OSError:
                continue
            found.add((str(path), state.st_size, state.st_mtime_ns))
    return frozenset(found)
