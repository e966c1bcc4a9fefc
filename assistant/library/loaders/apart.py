"""Reads documents in a process of its own, with limits of memory and time: what a file does there ends there.

A sheet of 1.4 KB can ask for 12 GB, a PDF of 200 KB for 8, and a damaged file can end the process that opens it. One
process reads file after file; one that a file ended is replaced for the next.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from assistant.errors import Unreadable
from assistant.library.loaders.document import Document, from_json

MEMORY = 2 << 30  # bytes of address space
SECONDS = 60  # of CPU for a small file
PER_SECOND = 4_000  # bytes of a file for which it gets a second more
MOST_SECONDS = 900
SLOWER = 10  # times as long by the clock on the wall, for a machine that is busy with other things
MOST_SAID = 64 << 20  # bytes of text a document may hold
MEND = "It is damaged, made to, or far too large: save it anew from the program that made it, or split it."
PACKAGE = str(Path(__file__).resolve().parents[3])


class Apart:
    """The reading process; start it by entering. Reads one document at a time."""

    def __init__(self, memory: int = MEMORY, seconds: int = SECONDS) -> None:
        self._memory, self._seconds = memory, seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def read(self, data: bytes, name: str) -> Document:
        """The document these bytes hold. Raises Unreadable with the reason, too large a cost among them."""
        process = self._started()
        seconds = min(MOST_SECONDS, self._seconds + len(data) // PER_SECOND)
        late = threading.Event()
        clock = threading.Timer(seconds * SLOWER, _too_late, (process, late))
        clock.start()
        try:
            said = _asked(process, {"name": name, "size": len(data), "seconds": seconds}, data)
        except (OSError, ValueError) as error:
            self._end()
            raise Unreadable(self._why(process.returncode, seconds, late=late.is_set())) from error
        finally:
            clock.cancel()
        if "unreadable" in said:
            raise Unreadable(said["unreadable"])
        return from_json(said["document"])

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()  # what is left of one that died: its pipes
            command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {PACKAGE!r}); from assistant.library.loaders.child import main; main()", str(self._memory)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own module
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # what was not sent yet cannot be
                        pipe.close()
            self._process = None

    def _why(self, code: int | None, seconds: int, *, late: bool) -> str:
        if late:
            return f"took over {seconds * SLOWER:,} s to read, the longest a file of its size may. {MEND}"
        if code == -24:  # SIGXCPU
            return f"took over {seconds:,} s of computing to read, the most a file of its size may. {MEND}"
        if code == -9:  # not by us: the system does so when memory runs out
            return "was given up: the system ended the process that read it, as it does where memory runs out. Free some and try again, or split it."
        return f"ended the process that read it (code {code}), which may have {self._memory >> 20:,} MB of memory. {MEND}"


def _too_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _asked(process: subprocess.Popen[bytes], head: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Send a file, wait for what it holds. Raises OSError or ValueError when the process ends instead."""
    send(_pipe(process.stdin), json.dumps(head).encode(), data)
    found: dict[str, Any] = json.loads(receive(_pipe(process.stdout)))
    return found


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("no pipe")
    return pipe


def send(pipe: IO[bytes], head: bytes, data: bytes = b"") -> None:
    """Write a message: the length of its head, the head, and bytes whose number the head tells."""
    pipe.write(len(head).to_bytes(8, "big") + head)
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """The head of the next message. Raises EOFError, an OSError to the caller, where there is none."""
    size = pipe.read(8)
    if len(size) < 8:
        raise OSError("the other side has ended")
    head = pipe.read(int.from_bytes(size, "big"))
    if len(head) < int.from_bytes(size, "big"):
        raise OSError("the other side has ended")
    return head
