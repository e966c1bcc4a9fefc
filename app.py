"""Start the server: chat, REST. Settings come from the environment (README, "Settings")."""

from __future__ import annotations

import contextlib
import sys

from assistant.settings import Settings
from assistant.usage import OneLineParser, run
from assistant.web.server import serve


def main() -> int:
    """Serve until stopped; 2 when a setting is wrong, 1 when the index is missing."""
    parser = OneLineParser("app.py", description="Start the server; settings come from ASSISTANT_* variables (README, Settings).")
    parser.parse_args()
    return run("app.py", _served)


def _served() -> int:
    with contextlib.suppress(KeyboardInterrupt):  # the ordinary way to end it
        serve(Settings.from_env())
    return 0


if __name__ == "__main__":
    sys.exit(main())
