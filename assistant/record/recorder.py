"""Keeps answers while they are given: one thread writes, nobody waits for it, and what it cannot write is counted."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque

from assistant.errors import RecordUnavailable
from assistant.record.store import Store
from assistant.schema import Answer

WAITING = 2_000  # answers that may wait to be written
AGAIN = 600.0  # seconds until the same trouble is told again
_DAY = 86_400.0  # seconds between two looks for what is too old
_log = logging.getLogger(__name__)


class Recorder:
    """Writes answers to a store in a thread of its own. keep_days: how long, 0 for ever. lost: answers not written."""

    def __init__(self, store: Store, keep_days: int) -> None:
        self.store = store
        self.lost = 0
        self._days = keep_days
        self._said, self._told = "", 0.0
        self._given: deque[str] = deque(maxlen=WAITING)
        self._waiting: queue.Queue[Answer | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._write, name="record", daemon=True)
        self._thread.start()

    def keep(self, answer: Answer) -> None:
        """Hand an answer over; it is lost rather than waited for."""
        self._given.append(answer.id)
        try:
            self._waiting.put_nowait(answer)
        except queue.Full:
            self.lost += 1

    def gave(self, answer_id: str) -> bool:
        """Was there such an answer: is it kept, or among those that may not be written yet?"""
        return answer_id in self._given.copy() or self.store.answer(answer_id) is not None

    def close(self, seconds: float = 5) -> None:
        """Write what is waiting, then stop."""
        self._waiting.put(None)
        self._thread.join(seconds)
        self.store.close()

    def _write(self) -> None:
        looked = 0.0
        while True:
            if (self._days and time.monotonic() - looked > _DAY) or not looked:
                looked = time.monotonic()
                self._purge()
            answer = self._waiting.get()
            if answer is None:
                return
            try:
                self.store.keep(answer)
            except RecordUnavailable as error:
                self.lost += 1
                self._tell(error)

    def _purge(self) -> None:
        try:
            if self._days:
                self.store.purge(self._days)
        except RecordUnavailable as error:
            self._tell(error)

    def _tell(self, error: RecordUnavailable) -> None:
        """Say why answers are not kept, once in a while: a full disk is no reason to fill a log."""
        if str(error) != self._said or time.monotonic() - self._told > AGAIN:
            self._said, self._told = str(error), time.monotonic()
            _log.warning("%s Answers go on without it; %d were not kept so far.", error, self.lost)
