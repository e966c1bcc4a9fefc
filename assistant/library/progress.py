"""Progress of long work on a terminal as a bar, elsewhere as a line now and then; both tell the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, Self

EVERY = 10.0  # seconds between lines where there is no terminal


class Progress:
    """Call it with (what, done, all); leave the with-block to end the line."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._what = ""
        self._bar: Any = None
        self._started = self._told = 0.0
        self._first = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def __call__(self, what: str, done: int, whole: int) -> None:
        """Tell that `done` of `whole` are done."""
        now = time.monotonic()
        if what != self._what:
            self._close()
            self._what, self._started, self._told, self._first = what, now, now, done
            self._bar = self._open(what, whole) if sys.stderr.isatty() else None
        if self._bar is not None:
            self._bar.n, self._bar.total = done, whole
            self._bar.refresh()
        elif now - self._told >= EVERY:
            self._told = now
            self._say(f"{what}: {done:,} of {whole:,}, {_left(now - self._started, done - self._first, whole - done)}")

    def _open(self, what: str, whole: int) -> Any:
        from tqdm import tqdm

        return tqdm(total=whole, desc=what, leave=False)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def _left(seconds: float, done: int, left: int) -> str:
    """Time left at the pace so far, in words.

    >>> _left(60, 100, 50), _left(60, 1, 200)
    ('about 30 s left', 'about 200 min left')
    """
    if done <= 0:
        return "time left not known yet"
    rest = seconds / done * left
    return f"about {rest:.0f} s left" if rest < 100 else f"about {rest / 60:.0f} min left"
