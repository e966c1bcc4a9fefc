"""Child processes of the bench, what they measure of themselves, and medians with their spread."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")

WARM_UP = 10  # questions before the clock starts


def milliseconds(call: Callable[[_T], object], given: Sequence[_T]) -> list[float]:
    """Time of each call, in order."""
    times = []
    for one in given:
        began = time.perf_counter()
        call(one)
        times.append((time.perf_counter() - began) * 1000)
    return times


def memory_mb(process: int | None = None) -> float:
    """Resident memory of a process (this one), in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process or os.getpid()}/status").read_text()
    except OSError:
        return 0.0
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def run(*arguments: str, **settings: str) -> tuple[float, str]:
    """Run `python -m ARGUMENTS` to its end; its seconds and what it printed. Raises CalledProcessError when it fails.

    Modules may be kept compiled, as on a user's machine after the first run, whatever this shell says.
    """
    settings.setdefault("PYTHONDONTWRITEBYTECODE", "")
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *arguments], env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 3):  # 3: `ask` declined
        raise subprocess.CalledProcessError(done.returncode, arguments, done.stdout, done.stderr[-2000:])
    return time.perf_counter() - began, done.stdout


def figures(*arguments: str, **settings: str) -> dict[str, Any]:
    """What a child printed as its last line of JSON."""
    found: dict[str, Any] = json.loads(run(*arguments, **settings)[1].strip().splitlines()[-1])
    return found


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, least and most of a figure over the rounds."""
    return {"median": round(statistics.median(values), 3), "least": round(min(values), 3), "most": round(max(values), 3)}


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values stays below."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
