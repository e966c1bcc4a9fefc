"""Vectors of texts seen before, kept beside the index so that unchanged text is never encoded twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from assistant.library.encoder import Vectors

_BATCH = 512


class VectorCache:
    """sha256 of (encoder, text) → vector, in SQLite; holds no text."""

    def __init__(self, path: Path, encoder: str) -> None:
        self._encoder = encoder
        self._db = sqlite3.connect(path)
        self._db.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")

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
                self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", pairs)
            known.update(pairs)
            progress(len(texts) - len(new) + start + len(batch), len(texts))
        return np.stack([np.frombuffer(known[key], dtype=np.float32) for key in keys]), len(new)

    def _known(self, keys: set[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            found.update(self._db.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part))
        return found
