"""What the server prints: our own lines and where something failed, never what was asked.

Libraries put values into their messages, and exceptions carry them; so of others' records only the place is told,
and of an exception only its kind and the line of code that raised it.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from types import TracebackType

from assistant.errors import AssistantError

_OURS = ("assistant", "uvicorn")
AGAIN = 600.0  # seconds until the same trouble is told again
_log = logging.getLogger("assistant.web")
_told: dict[str, float] = {}  # the last trouble, and when


class Sparse(logging.Formatter):
    """Level, where, and the words of our own records."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        ours = record.name.partition(".")[0] in _OURS and not record.exc_info
        words = record.getMessage() if ours else f"{record.module}, line {record.lineno}"
        failed = record.exc_info[1] if record.exc_info else None
        return f"{record.levelname} {record.name}: {words}{f': {place_of(failed)}' if failed else ''}"


def place_of(error: BaseException) -> str:
    """Kind of an error and the place that raised it; its message may hold what was asked."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" in {last[0].name}, {last[0].filename.rpartition('/')[2]}:{last[0].lineno}" if last else ""
    return f"{type(error).__name__}{where}"


def failed(error: BaseException) -> None:
    """Note that a request failed inside."""
    _log.error("a request failed: %s", place_of(error))


def tell(error: AssistantError) -> None:
    """Note an error of ours, whose message says what to do and never what was asked; the same one once in a while."""
    now, said = time.monotonic(), str(error)
    if now - _told.get(said, -AGAIN) >= AGAIN:
        _told.clear()
        _told[said] = now
        _log.error("%s", said)


def quiet() -> None:
    """From here on the process prints nothing of what is asked; for a server of its own, not for a library."""
    handler = logging.StreamHandler()
    handler.setFormatter(Sparse())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False
    sys.excepthook = _hook
    threading.excepthook = lambda given: _log.error("a thread failed: %s", place_of(given.exc_value) if given.exc_value else "")


def _hook(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    sys.stderr.write(f"The program failed: {place_of(error)}\n")
