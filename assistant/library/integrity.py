"""Is what lies in the index what was written there? Every file's size and checksum are kept in files.json beside it.

A flipped byte in a vector file gives wrong answers without a word, and one in Chroma's own files can end the process:
files are compared before anything opens them. Chroma writes into its SQLite file whenever it opens it: there the rows
are compared. The checksum finds damage, not attackers: who can write here can write anything.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

from assistant.errors import IndexUnavailable

SEAL = "files.json"
_LIVE = (".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal")  # SQLite writes to them on its own
_OPENINGS = "acquire_write"
SECONDS = 120  # a trial may take; opening takes one or two


def seal(folder: Path) -> None:
    """Write down what is in the folder now."""
    found = {name: _sum(path) for name, path in _files(folder).items()}
    new = folder / f".{SEAL}"
    new.write_text(json.dumps(found, indent=0, sort_keys=True), encoding="utf-8")
    new.replace(folder / SEAL)


def faults(folder: Path) -> list[str]:
    """What of the folder is missing, changed or was never written there; empty when all is as it was sealed."""
    try:
        sealed = {name: tuple(said) for name, said in json.loads((folder / SEAL).read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        return [f"{SEAL} is missing" if folder.is_dir() else "the folder is missing"]
    except (OSError, ValueError, AttributeError, TypeError):
        return [f"{SEAL} is damaged"]
    found = _files(folder)
    told = [f"{name} is missing" for name in sorted(set(sealed) - set(found))]
    told += [f"{name} is not of this index" for name in sorted(set(found) - set(sealed)) if not name.endswith(_LIVE)]
    for name in sorted(set(sealed) & set(found)):
        told += [f"{name} is damaged"] if _sum(found[name]) != sealed[name] else []
    return told


def sound(folder: Path) -> None:
    """Raise IndexUnavailable naming every fault, before anything is opened."""
    told = faults(folder)
    if told:
        more = f" and {len(told) - 3} more" if len(told) > 3 else ""
        raise IndexUnavailable(f"The index is damaged: {'; '.join(told[:3])}{more}. Run `python ingest.py`, which mends it.")


def tried(folder: Path, url: str = "") -> str:
    """Open the generation and ask it one question in a process of its own; what went wrong there, or nothing.

    A database that is damaged where no check sees it may end the process that opens it: then it is not this one.
    """
    command = [sys.executable, "-m", "assistant.library.trial", str(folder), url]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        return f"opening it took over {SECONDS} s"
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines()
    return lines[-1][:200] if done.returncode == 1 and lines else f"opening it ended the process (code {done.returncode})"


def _files(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path for name, path in found.items() if path.name not in (SEAL, f".{SEAL}") and not name.endswith(_LIVE[1:])}


def _sum(path: Path) -> tuple[int, ...]:
    """Size and CRC-32 of a file, or of what a database holds; empty where it cannot be read."""
    size = total = 0
    try:
        if path.name.endswith(_LIVE[0]):
            return _database(path)
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                size += len(block)
                total = zlib.crc32(block, total)
    except (OSError, sqlite3.Error, UnicodeDecodeError, OverflowError):
        return ()
    return size, total


def _database(path: Path) -> tuple[int, ...]:
    """Rows and checksum of what a database holds. Chroma marks each opening in a table of its own: that one is left out."""
    rows = total = 0
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("not in order")
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").fetchall()
        for (name,) in tables:
            if name != _OPENINGS:
                for row in database.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - the database's own names
                    rows, total = rows + 1, zlib.crc32(repr((name, row)).encode(), total)
    return rows, total
