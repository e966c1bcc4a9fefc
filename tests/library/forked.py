"""python ingest.py in a process forked from one that has imported what takes seconds to import."""

import contextlib
import sys

import chromadb  # noqa: F401
import onnxruntime  # noqa: F401
import sentence_transformers  # noqa: F401

from assistant.library.cli import main


def ingest(arguments, said):
    """Run it; what it prints goes to the file `said`, its exit code is the process's."""
    with open(said, "w") as out, contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):  # noqa: PTH123
        code = main(arguments)
    sys.exit(code)
