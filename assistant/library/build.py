"""Build a generation, check it, switch to it: what `python ingest.py` does.

One writer at a time (a lock file that the system frees when its holder dies). A build goes into a folder of
its own, is opened and checked there, is renamed into place and only then named in CURRENT.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from assistant.errors import IndexUnavailable, KnowledgeError
from assistant.library.encoder import WINDOW, Trainer, fingerprint, piece_counter
from assistant.library.index import FORMAT, Generation, write_search
from assistant.library.passages import keys
from assistant.library.records import to_json
from assistant.library.vectors import VectorCache
from assistant.schema import Passage

KEPT = 3  # generations kept for rollback
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. encoded: texts newly turned into vectors; reused: taken from the cache."""

    generation: str
    passages: int
    keys: int
    encoded: int
    reused: int
    switched: bool
    seconds: float


def build(index: Path, passages: Sequence[Passage], model: Path, progress: Progress = lambda _done, _all: None) -> Built:
    """Make the generation of these passages the current one; nothing is done when it already is.

    Raises IndexUnavailable when another build holds the lock or the new generation fails its check; the
    generation in use is untouched in either case.
    """
    started = time.monotonic()
    index.mkdir(parents=True, exist_ok=True)
    lock = FileLock(index / "lock")
    try:
        with lock.acquire(timeout=0):
            return _build(index, passages, model, progress, started)
    except Timeout:
        raise IndexUnavailable(f"Another ingest is writing {index}: wait for it to end, then try again.") from None


def _build(index: Path, passages: Sequence[Passage], model: Path, progress: Progress, started: float) -> Built:
    if not passages:
        raise KnowledgeError("There are no passages to index.")
    _sweep(index)
    count = piece_counter(model)
    texts = [(n, text) for n, p in enumerate(passages) for text in keys(p, count, WINDOW)]
    name = _name(passages, texts, fingerprint(model))
    target = index / "generations" / name
    switched = current(index) != name
    encoded = 0
    if not target.is_dir():
        encoded = _write(index, target, passages, texts, model, progress)
    if switched:
        _switch(index, name)
        _prune(index)
    return Built(
        name, len(passages), len(texts), encoded, len(texts) - encoded, switched, time.monotonic() - started
    )


def _write(
    index: Path, target: Path, passages: Sequence[Passage], texts: list[tuple[int, str]], model: Path, progress: Progress
) -> int:
    """Write and check a generation in a folder beside its place, then rename it. Returns texts encoded."""
    trainer = Trainer(model)
    work = index / "generations" / f".building-{os.getpid()}-{time.monotonic_ns()}"  # Chroma caches by path
    work.mkdir(parents=True)
    try:
        with VectorCache(index / "vectors.sqlite", trainer.name) as cache:
            vectors, encoded = cache.vectors([text for _, text in texts], trainer.encode, progress)
        _export(index, trainer, work / "encoder")
        write_search(work, [text for _, text in texts], vectors)
        np.save(work / "owners.npy", np.asarray([owner for owner, _ in texts], dtype=np.int32))
        lines = (json.dumps(to_json(p), ensure_ascii=False) for p in passages)
        (work / "passages.jsonl").write_text("\n".join(lines), encoding="utf-8")
        (work / "manifest.json").write_text(json.dumps(_manifest(target.name, passages, texts, trainer.name)))
        check(Generation(work))
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return encoded


def _export(index: Path, trainer: Trainer, target: Path) -> None:
    """Copy the exported encoder, exporting it once a model."""
    kept = index / "encoders" / trainer.name
    if not (kept / "encoder.json").is_file():
        work = kept.with_name(f".{trainer.name}-{os.getpid()}")
        trainer.export(work)
        shutil.rmtree(kept, ignore_errors=True)
        work.rename(kept)
    target.mkdir()
    for file in kept.iterdir():
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copyfile(file, target / file.name)


def check(generation: Generation) -> None:
    """Raise IndexUnavailable unless counts agree and sampled passages are found by their own text."""
    passages = generation.passages
    if generation.manifest["passages"] != len(passages):
        raise IndexUnavailable(f"The index holds {len(passages)} passages, not {generation.manifest['passages']}.")
    step = max(1, len(passages) // 50)
    for passage in passages[::step]:
        asked = passage.asks[0] if passage.asks else f"{passage.heading[-1]} {passage.text[:200]}"
        if passage.id not in {hit.passage.id for hit in generation.search(asked, 40)}:
            raise IndexUnavailable(f"The new index does not find {passage.id!r} by its own words.")


def current(index: Path) -> str | None:
    """Name of the generation in use, None before the first build."""
    try:
        return (index / "CURRENT").read_text().strip() or None
    except FileNotFoundError:
        return None


def rollback(index: Path) -> str:
    """Switch to the generation built before the one in use. Raises IndexUnavailable when there is none."""
    with FileLock(index / "lock").acquire(timeout=10):
        names = [folder.name for folder in _generations(index)]
        now = current(index)
        older = names[: names.index(now)] if now in names else names
        if not older:
            raise IndexUnavailable("There is no earlier generation to go back to.")
        _switch(index, older[-1])
        return older[-1]


def status(index: Path) -> list[dict[str, Any]]:
    """Manifest facts of every generation, oldest first; `current` marks the one in use."""
    now = current(index)
    rows = []
    for folder in _generations(index):
        manifest = json.loads((folder / "manifest.json").read_text())
        rows.append({**manifest, "current": folder.name == now})
    return rows


def _generations(index: Path) -> list[Path]:
    folder = index / "generations"
    found = [p for p in folder.glob("*") if (p / "manifest.json").is_file() and not p.name.startswith(".")]
    return sorted(found, key=lambda p: json.loads((p / "manifest.json").read_text())["built"])


def _switch(index: Path, name: str) -> None:
    new = index / f".CURRENT-{os.getpid()}"
    new.write_text(name + "\n")
    new.replace(index / "CURRENT")


def _prune(index: Path) -> None:
    for folder in _generations(index)[:-KEPT]:
        if folder.name != current(index):
            shutil.rmtree(folder, ignore_errors=True)


def _sweep(index: Path) -> None:
    """Remove what a build that died left behind; the lock says that nobody is building now."""
    for folder in (index / "generations").glob(".building-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _name(passages: Sequence[Passage], texts: list[tuple[int, str]], encoder: str) -> str:
    digest = hashlib.sha256(f"{FORMAT} {encoder}".encode())
    for passage in passages:
        digest.update(json.dumps(to_json(passage), sort_keys=True).encode())
    for owner, text in texts:
        digest.update(f"{owner} {text}".encode())
    return digest.hexdigest()[:12]


def _manifest(name: str, passages: Sequence[Passage], texts: list[tuple[int, str]], encoder: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "generation": name,
        "built": datetime.now(UTC).isoformat(timespec="microseconds"),
        "encoder": encoder,
        "passages": len(passages),
        "keys": len(texts),
    }
