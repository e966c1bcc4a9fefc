"""`python -m assistant.library.trial FOLDER [URL]`: open a generation and ask it one question; integrity.py runs it apart."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.errors import AssistantError


def main(arguments: list[str]) -> int:
    """0 when a passage is found by its own heading, 1 with a line on standard error when not."""
    from assistant.library.checks import check_one
    from assistant.library.index import Generation

    try:
        generation = Generation(Path(arguments[0]), arguments[1] if len(arguments) > 1 else "")
        check_one(generation)
        generation.close()
    except AssistantError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
