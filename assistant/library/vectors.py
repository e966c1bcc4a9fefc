"""Vectors of texts seen before, kept beside the index so that unchanged text is never encoded twice."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from assistant.library.encoder import Vectors

_BATCH = 512


def _opened(path: Path) -> sqlite3.Connection:
    """The database, looked through. Raises sqlite3.DatabaseError where it is damaged."""
    database = sqlite3.connect(path)
    try:
        database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, sum INTEGER) WITHOUT ROWID")
        said = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if "sum" not in {row[1] for row in database.execute("PRAGMA table_info(vectors)")}:  # kept by an earlier version
            database.execute("ALTER TABLE vectors ADD COLUMN sum INTEGER")
    except sqlite3.DatabaseError:
        database.close()
        raise
    if said != "ok":
        database.close()
        raise sqlite3.DatabaseError(said)
    return database


class VectorCache:
    """sha256 of (encoder, text) → vector, in SQLite; holds no text."""

    def __init__(self, path: Path, encoder: str) -> None:
        self._encoder = encoder
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError as error:
            if "disk" in str(error) or "locked" in str(error):
                raise
            path.unlink(missing_ok=True)  # damaged: what it saved is worked out again
            self._db = _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    def vectors(
        self, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors], progress: Callable[[int, int], None]
    ) -> tuple[Vectors, int]:
        """One vector a text, in order, and how many had to be encoded. progress(done, all) counts texts."""
        keys = [hashlib.sha256(f"{self._encoder}\0{text}".encode()).digest() for text in texts]
        known = self._known(set(keys))
        new = list({key: text for key, text in zip(keys, texts, strict=True) if key not in known}.items())
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            rows = encode([text for _, text in batch])
            pairs = [(key, row.tobytes()) for (key, _), row in zip(batch, rows, strict=True)]
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", [(key, row, zlib.crc32(row)) for key, row in pairs])
            known.update(pairs)
            progress(len(texts) - len(new) + start + len(batch), len(texts))
        return np.stack([np.frombuffer(known[key], dtype=np.float32) for key in keys]), len(new)

    def _known(self, keys: set[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._db.execute(f"SELECT key, vector, sum FROM vectors WHERE key IN ({marks})", part)
            found.update({key: vector for key, vector, total in rows if total in (None, zlib.crc32(vector))})
        return found
