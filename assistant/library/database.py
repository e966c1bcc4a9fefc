"""Chroma's folder of a generation: packed when it is written, and opened as a copy, for each opening writes into its database."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

DATABASE = "chroma.sqlite3"


def pack(folder: Path) -> None:
    """Leave out the pages that are empty, five of six: bytes of which only a checksum would know."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute("VACUUM")


def copied(folder: Path) -> TemporaryDirectory[str]:
    """A copy of the database beside links to the graph, which is only read."""
    copy: TemporaryDirectory[str] = TemporaryDirectory(prefix="assistant-keys-", ignore_cleanup_errors=True)
    try:
        shutil.copyfile(folder / DATABASE, Path(copy.name) / DATABASE)
        for graph in (path for path in folder.iterdir() if path.is_dir()):
            _linked(graph.absolute(), Path(copy.name) / graph.name)
    except BaseException:
        copy.cleanup()
        raise
    return copy


def _linked(graph: Path, place: Path) -> None:
    try:
        place.symlink_to(graph, target_is_directory=True)
    except OSError:  # Windows lets not everybody make links
        shutil.copytree(graph, place)
