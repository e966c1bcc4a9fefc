"""Documents and official tables → a new index generation. `python ingest.py --help`."""

from __future__ import annotations

import sys

from assistant.library.cli import main
from assistant.usage import run

if __name__ == "__main__":
    if sys.argv[1:2] == ["changes"]:
        from eval.changes import main as changes

        sys.exit(run("ingest.py", lambda: changes(sys.argv[2:]), ours=2))
    from assistant.leads import changed
    from assistant.practice.shelf import check

    sys.exit(main(sys.argv[1:], changed, check))
