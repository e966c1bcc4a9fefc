"""Is what lies in the index what was written there? Every file's size and checksum are kept in files.json beside it.

A flipped byte in a vector file gives wrong answers without a word, and one in Chroma's own files can end the process:
files are compared before anything opens them, every byte of them, at each start and by `check`. Nothing writes into them
(store.py opens a copy of Chroma's database). CRC-32 finds every flipped byte, and damage, not attackers: who can write
here can write anything.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from assistant.errors import IndexUnavailable

SEAL = "files.json"
_LIVE = (".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal")  # a program of before, which opened the database itself, may leave them: they are not read
_OPENINGS = "acquire_write"
SECONDS = 120  # a trial may take; opening takes one or two


def seal(folder: Path) -> None:
    """Write down what is in the folder now."""
    new = folder / f".{SEAL}"
    new.write_bytes(_said({name: _sum(path) for name, path in _files(folder).items()}).encode())
    new.replace(folder / SEAL)


def faults(folder: Path) -> list[str]:
    """What of the folder is missing, changed or was never written there; empty when all is as it was sealed."""
    try:
        text = (folder / SEAL).read_bytes().decode()  # as it stands: a text's lines may end in several ways
        sealed = {name: tuple(said) for name, said in json.loads(text).items()}
    except FileNotFoundError:
        return [f"{SEAL} is missing" if folder.is_dir() else "the folder is missing"]
    except (OSError, ValueError, AttributeError, TypeError):
        return [f"{SEAL} is damaged"]
    if text != _said(sealed):
        return [f"{SEAL} is damaged"]  # a space turned into another: nothing else shows it
    found = _files(folder)
    told = [f"{name} is missing" for name in sorted(set(sealed) - set(found))]
    told += [f"{name} is not of this index" for name in sorted(set(found) - set(sealed)) if not name.endswith(_LIVE)]
    for name in sorted(set(sealed) & set(found)):
        told += [] if sealed[name] in (_sum(found[name]), _database(found[name])) else [f"{name} is damaged"]
    return told


def _said(sums: Mapping[str, tuple[int, ...]]) -> str:
    return json.dumps(sums, indent=0, sort_keys=True)


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
    return {name: path for name, path in found.items() if path.name not in (SEAL, f".{SEAL}") and not name.endswith(_LIVE)}


def _sum(path: Path) -> tuple[int, ...]:
    """Size and CRC-32 of a file; empty where it cannot be read."""
    size = total = 0
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                size += len(block)
                total = zlib.crc32(block, total)
    except OSError:
        return ()
    return size, total


def _database(path: Path) -> tuple[int, ...] | None:
    """Rows and checksum of what a database holds, as generations of before were sealed; the table that each opening writes to is left out."""
    if path.suffix != ".sqlite3":
        return None
    rows = total = 0
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").fetchall()
            for (name,) in tables:
                if name != _OPENINGS:
                    for row in database.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - the database's own names
                        rows, total = rows + 1, zlib.crc32(repr((name, row)).encode(), total)
    except (OSError, sqlite3.Error, UnicodeDecodeError, OverflowError):
        return None
    return rows, total
