"""What every command does alike: bad usage is one clear line and exit code 2, and nothing ends in a traceback."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

from assistant.errors import AssistantError, KnowledgeError, ModelError, RecordUnavailable

LONGEST = 500  # characters of a message


class OneLineParser(argparse.ArgumentParser):
    """An argument parser whose errors are one line; `-h` shows the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and end with 2."""
        line = " ".join(message.split())
        self.exit(2, f"{self.prog}: {line[:LONGEST]}{'…' if len(line) > LONGEST else ''}; -h shows how to use it.\n")


def run(name: str, call: Callable[[], int], ours: int = 1) -> int:
    """Run a command to its exit code; every failure is one line. ours: the code where the knowledge or index is wrong."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # half a character must not end the program
    try:
        code = call()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KnowledgeError, RecordUnavailable, ModelError) as error:
        return _told(name, str(error), ours)
    except AssistantError as error:
        return _told(name, str(error), 2)
    except KeyboardInterrupt:
        return _told(name, "stopped.", 1)
    except RecursionError:
        return _told(name, "the input is nested too deeply.", 2)
    except MemoryError:
        return _told(name, "there is not enough memory for this.", 1)
    except Exception as error:  # noqa: BLE001 - the last net: a name and a place, never a text that may hold the input
        place = traceback.extract_tb(error.__traceback__)[-1]
        return _told(name, f"failed ({type(error).__name__} in {os.path.basename(place.filename)}, line {place.lineno}).", 1)  # noqa: PTH119
    return code


def _told(name: str, message: str, code: int) -> int:
    line = " ".join(message.split())
    print(f"{name}: {line[:LONGEST]}{'…' if len(line) > LONGEST else ''}", file=sys.stderr)  # noqa: T201 - a command line
    return code
