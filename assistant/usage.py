"""Bad usage of a command is one clear line and exit code 2, as bad input is."""

from __future__ import annotations

import argparse
from typing import NoReturn


class OneLineParser(argparse.ArgumentParser):
    """An argument parser whose errors are one line; `-h` shows the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and end with 2."""
        self.exit(2, f"{self.prog}: {message}; -h shows how to use it.\n")
