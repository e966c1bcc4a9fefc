"""The knowledge as it was: a copy after each ingest, so that a report can set old beside new.

Copies are small zip files in the index folder, named by content; the last few are kept. Not for: going back (that is
`ingest.py rollback`, or the version control of the knowledge folder).
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

KEPT = 4
_SUFFIXES = (".toml", ".md", ".csv")


def files(knowledge: Path) -> list[Path]:
    """What answers rest on, in a stable order."""
    return sorted(path for path in knowledge.rglob("*") if path.suffix in _SUFFIXES and path.is_file())


def name(knowledge: Path) -> str:
    """Names the knowledge by its content: 12 hexadecimal digits."""
    total = hashlib.sha256()
    for path in files(knowledge):
        total.update(f"{path.relative_to(knowledge)}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]


def take(index: Path, knowledge: Path) -> Path:
    """Copy the knowledge beside the index unless the newest copy is the same; returns the copy."""
    folder = index / "knowledge"
    held = copies(index)
    now = name(knowledge)
    if held and held[-1].stem.endswith(now):
        return held[-1]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{now}.zip"
    work = target.with_suffix(".part")
    with zipfile.ZipFile(work, "w", zipfile.ZIP_DEFLATED) as made:
        for path in files(knowledge):
            made.write(path, str(path.relative_to(knowledge)))
    work.rename(target)
    for old in copies(index)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def copies(index: Path) -> list[Path]:
    """Copies held, oldest first."""
    return sorted((index / "knowledge").glob("*-*.zip"))


def before(index: Path, knowledge: Path) -> Path | None:
    """The newest copy that differs from the knowledge as it is; None when there is none."""
    now = name(knowledge)
    return next((path for path in reversed(copies(index)) if not path.stem.endswith(now)), None)


@contextmanager
def opened(copy: Path) -> Iterator[Path]:
    """The copy as a folder, for as long as it is needed."""
    with TemporaryDirectory(prefix="knowledge-") as folder, zipfile.ZipFile(copy) as held:
        held.extractall(folder)  # made by take(): no path leads out
        yield Path(folder)
