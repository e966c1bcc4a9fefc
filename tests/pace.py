"""Seconds of CPU as on the quiet machine that the limits were set on: what else runs on shared cores makes the same work cost more."""

import re
import time
from collections.abc import Callable

QUIET = 0.028  # seconds of CPU that `slowness` takes on that machine
SLACK = 1.5  # a shared machine's pace changes within a second: a measured cost is known to about this
TRIES = 6
_LOOKED_FOR = re.compile(r"\b(?:need|uses?|adds?)\s+(?:the |a )?(\d\d)\b(?!\s*min)")


def slowness() -> float:
    """How much slower this machine is just now, 1 at least."""
    began = time.thread_time()
    for _ in range(200):
        _LOOKED_FOR.findall("we need 59 min of the 97110 and add a 25 there " * 80)
    sum(n * n for n in range(500_000))
    return max(1.0, (time.thread_time() - began) / QUIET)


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU of this process that work takes, as measured."""
    began = time.process_time()
    work()
    return time.process_time() - began


def least(measured: Callable[[int], float], most: float) -> float:
    """The least cost of up to TRIES alike, less SLACK; measured takes the try's number and gives seconds of CPU. Stops at the first that keeps within most."""
    found = []
    for number in range(TRIES):
        before, cost = slowness(), measured(number)
        found.append(cost / max(before, slowness()) / SLACK)
        if found[-1] <= most:
            break
    return min(found)
