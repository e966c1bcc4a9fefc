"""The knowledge folder as it is now: tables and rules that were changed are read again while a server runs.

One Reference is one version, read whole: an answer takes one and keeps it, so versions are never mixed. What does not
read, or is not whole, never gets into use: the version before answers on and the fault is told once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from assistant.errors import AssistantError
from assistant.reference import Reference

EVERY = 1.0  # seconds between two looks at the folder
_log = logging.getLogger(__name__)
_State = tuple[tuple[str, int, int], ...]


class LiveReference:
    """The newest whole version of a knowledge folder; safe to ask from many threads."""

    def __init__(self, folder: Path) -> None:
        """Raises KnowledgeError where the folder does not read."""
        self._folder = folder
        self._lock = threading.Lock()
        self._used = self._seen = _state(folder)
        self._reference = Reference.load(folder)
        self._looked = time.monotonic()

    @property
    def current(self) -> Reference:
        """The version for one whole answer. Where the folder changed and stands still, a thread reads it meanwhile."""
        if time.monotonic() - self._looked >= EVERY and self._lock.acquire(blocking=False):
            self._looked = time.monotonic()
            now = _state(self._folder)
            still, self._seen = now == self._seen, now
            if still and now != self._used:
                threading.Thread(target=self._read, args=(now,), name="knowledge", daemon=True).start()
            else:
                self._lock.release()
        return self._reference

    def _read(self, state: _State) -> None:
        try:
            new = Reference.load(self._folder)
            new.tables.read()
            if _state(self._folder) == state:  # else it changed under the reading: at the next look
                self._reference, self._used = new, state
                _log.warning("The knowledge changed and is in use: rules and tables of %s.", self._folder)
        except AssistantError as error:
            self._used = state
            _log.warning("The changed knowledge cannot be used, the version before stays in use: %s", error)
        finally:
            self._lock.release()


def follow(look: Callable[[], object], every: float = EVERY) -> None:
    """Look for changes while nobody asks: the first question after a quiet night is answered from what is there by then.

    look: asks for the version in use. The thread ends with the program.
    """

    def again() -> None:
        while True:
            time.sleep(every)
            look()

    threading.Thread(target=again, name="follow", daemon=True).start()


def _state(folder: Path) -> _State:
    """What a Reference is read from: each file with its size and time of change."""
    found = []
    for path in sorted([folder / "sources.toml", *folder.glob("rules/*.toml"), *folder.glob("sayings/*.toml"), *folder.glob("tables/*.csv")]):
        try:
            state = path.stat()
        except OSError:
            continue
        found.append((str(path), state.st_size, state.st_mtime_ns))
    return tuple(found)
