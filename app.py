"""Start the server: chat, REST. Settings come from the environment (README, "Settings")."""

from __future__ import annotations

import sys

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.web.server import serve


def main() -> int:
    """Serve until stopped; 2 when a setting is wrong, 1 when the index is missing."""
    try:
        serve(Settings.from_env())
    except AssistantError as error:
        print(f"app.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
