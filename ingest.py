"""Documents and official tables → a new index generation. `python ingest.py --help`."""

from __future__ import annotations

import sys

from assistant.library.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
