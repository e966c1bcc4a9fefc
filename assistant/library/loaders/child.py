"""The other side of apart.py: the process that reads documents, under limits of memory and of CPU."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

from assistant.errors import Unreadable
from assistant.library.loaders.apart import MEND, MOST_SAID, receive, send
from assistant.library.loaders.document import to_json_row
from assistant.library.loaders.formats import read_document


def main() -> None:
    """Read what standard input sends until it ends; arguments: bytes of address space."""
    most = int(sys.argv[1])
    limit_memory(most)
    source = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as sink:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
        with suppress(OSError):  # the reader has ended
            while True:
                head = json.loads(receive(source))
                limit_time(head["seconds"])
                send(sink, _answer(source.read(head["size"]), head["name"], most))


def _answer(data: bytes, name: str, most: int) -> bytes:
    """What the document holds, or why it cannot be read, as JSON. most: bytes of memory there are."""
    try:
        said = json.dumps({"document": to_json_row(read_document(data, name))}, ensure_ascii=True).encode()
    except Unreadable as error:
        return json.dumps({"unreadable": str(error)}).encode()
    except MemoryError:
        return json.dumps({"unreadable": f"needs over {most >> 20:,} MB of memory to be read, the most a file may have. {MEND}"}).encode()
    if len(said) > MOST_SAID:
        return json.dumps({"unreadable": f"holds over {MOST_SAID >> 20} MB of text, the most a file may. Split it."}).encode()
    return said


def limit_memory(most: int) -> None:
    """So many bytes of address space from now on."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit; the time still ends it there
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: int) -> None:
    """So many seconds of CPU from now on."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
