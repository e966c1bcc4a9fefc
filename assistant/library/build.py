"""Build a generation, check it, switch to it: what `python ingest.py` does.

One writer at a time (a lock file that the system frees when its holder dies). A build goes into a folder of
its own, is opened and checked there, is renamed into place and only then named in CURRENT.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from assistant.errors import AssistantError, IndexUnavailable, KnowledgeError
from assistant.library import learned, places, store
from assistant.library.checks import check_new
from assistant.library.encoder import WINDOW, Encoder, Trainer, fingerprint, learns, piece_counter
from assistant.library.index import FORMAT
from assistant.library.integrity import SEAL, faults, seal, sound
from assistant.library.passages import keys
from assistant.library.records import to_json
from assistant.library.vectors import VectorCache
from assistant.library.words import write_words
from assistant.schema import Passage

NAME = re.compile(r"[0-9a-f]{12}")
KEPT = 3  # generations kept for rollback
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. encoded: texts newly turned into vectors; reused: taken from the cache. mended: what was damaged."""

    generation: str
    passages: int
    keys: int
    encoded: int
    reused: int
    switched: bool
    seconds: float
    mended: tuple[str, ...] = ()


@contextmanager
def writing(index: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock of the index; the system frees it when its holder dies. Raises IndexUnavailable when it is held."""
    index.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(index / "lock").acquire(timeout=wait):
            yield
    except Timeout:
        raise IndexUnavailable(f"Another ingest is writing {index}: wait for it to end, then try again.") from None


def build(
    index: Path, passages: Sequence[Passage], model: Path, progress: Progress = lambda _done, _all: None, url: str = ""
) -> Built:
    """Make the generation of these passages the current one; nothing is done when it already is.

    url: the Chroma server that holds the vectors. Raises IndexUnavailable when another build holds the lock, the
    disk is full or the new generation fails its check; the generation in use is untouched in each case.
    """
    with writing(index):
        return build_locked(index, passages, model, progress, url)


def build_locked(index: Path, passages: Sequence[Passage], model: Path, progress: Progress, url: str = "") -> Built:
    """As `build`, for a caller that holds the lock."""
    started = time.monotonic()
    if not passages:
        raise KnowledgeError("There are no passages to index.")
    sweep(index, url)
    count = piece_counter(model)
    texts = [(n, text) for n, p in enumerate(passages) for text in keys(p, count, WINDOW)]
    name = _name(passages, texts, fingerprint(model), url)
    target = index / "generations" / name
    switched = current(index) != name
    mended = tuple(faults(target)) if target.exists() else ()
    encoded = 0
    if mended or not target.is_dir() or not _served(target, url):
        encoded = _write(index, target, passages, texts, model, progress, url)
    if switched or mended:  # a running server looks at CURRENT: it opens what was mended as it opens what is new
        _switch(index, name)
        _prune(index, url)
    return Built(
        name, len(passages), len(texts), encoded, len(texts) - encoded, switched, time.monotonic() - started, mended
    )


def _served(target: Path, url: str) -> bool:
    """Does the server still hold the vectors of this generation? True for one that is no server's."""
    if not url:
        return True
    manifest = json.loads((target / "manifest.json").read_text())
    try:
        store.open_store(target, manifest["store"], manifest["keys"], url).close()
    except IndexUnavailable:
        if not store.answers(url):
            raise
        return False
    return True


def _write(
    index: Path,
    target: Path,
    passages: Sequence[Passage],
    texts: list[tuple[int, str]],
    model: Path,
    progress: Progress,
    url: str,
) -> int:
    """Write and check a generation in a folder beside its place, then rename it. Returns texts encoded."""
    trainer = Trainer(model)
    work = index / "generations" / f".building-{os.getpid()}-{time.monotonic_ns()}"
    collection = store.new_name()
    try:
        work.mkdir(parents=True)
        if url:
            (index / "serving").write_text(collection)  # what to remove from the server should this build die
        _export(index, trainer, work / "encoder")
        encoder = Encoder(work / "encoder", threads=os.cpu_count() or 1)
        with VectorCache(index / "vectors.sqlite", trainer.name) as cache:
            vectors, encoded = cache.vectors([text for _, text in texts], encoder.encode_many, progress)
        store.write(work, collection, vectors, url)
        write_words(work, [text for _, text in texts])
        places.write(work, passages, [owner for owner, _ in texts], vectors, known=learns(trainer.weights))
        np.save(work / "owners.npy", np.asarray([owner for owner, _ in texts], dtype=np.int32))
        lines = (json.dumps(to_json(p), ensure_ascii=False) for p in passages)
        (work / "passages.jsonl").write_text("\n".join(lines), encoding="utf-8")
        manifest = _manifest(target.name, passages, texts, trainer.name)
        (work / "manifest.json").write_text(json.dumps({**manifest, "store": collection}))
        check_new(work, current_folder(index), url)
        seal(work)
        shutil.rmtree(target, ignore_errors=True)  # only there when it is damaged or the server lost its vectors
        work.rename(target)
        (index / "serving").unlink(missing_ok=True)
    except BaseException as error:
        full = _disk_full(index, error)
        shutil.rmtree(work, ignore_errors=True)
        if full:
            raise IndexUnavailable(f"No space left on the disk of {index}: free some and try again. The index in use is unchanged.") from error
        raise
    return encoded


def _disk_full(index: Path, error: BaseException) -> bool:
    """Did this fail for want of space? SQLite and Chroma have their own words for it."""
    said = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    words = "disk is full" in str(error) or "No space left" in str(error)
    full = not isinstance(error, AssistantError | KeyboardInterrupt) and shutil.disk_usage(index).free < 1 << 20
    return said or words or full


def _export(index: Path, trainer: Trainer, target: Path) -> None:
    """Link the exported encoder, exporting it once a model; generations keep those of other models themselves."""
    kept = index / "encoders" / trainer.name
    if faults(kept):
        work = kept.with_name(f".{trainer.name}-{os.getpid()}")
        shutil.rmtree(work, ignore_errors=True)
        trainer.export(work)
        seal(work)
        shutil.rmtree(kept, ignore_errors=True)
        work.rename(kept)
    for other in set(kept.parent.iterdir()) - {kept}:
        shutil.rmtree(other, ignore_errors=True)
    target.mkdir()
    for file in (path for path in kept.iterdir() if path.name != SEAL):
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copyfile(file, target / file.name)


def current(index: Path) -> str | None:
    """Name of the generation in use, None before the first build or where CURRENT is damaged."""
    try:
        name = (index / "CURRENT").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if NAME.fullmatch(name) else None


def current_folder(index: Path) -> Path | None:
    """Folder of the generation in use, None before the first build."""
    name = current(index)
    return index / "generations" / name if name else None


def rollback(index: Path) -> str:
    """Switch to the generation built before the one in use. Raises IndexUnavailable when there is none."""
    with writing(index, wait=10):
        names = [folder.name for folder in _generations(index)]
        now = current(index)
        older = names[: names.index(now)] if now in names else names
        if not older:
            raise IndexUnavailable("There is no earlier generation to go back to.")
        sound(index / "generations" / older[-1])
        _switch(index, older[-1])
        return older[-1]


def status(index: Path) -> list[dict[str, Any]]:
    """Manifest facts of every generation, oldest first; `current` marks the one in use."""
    now = current(index)
    rows = []
    for folder in _generations(index):
        rows.append({**_manifest_of(folder), "generation": folder.name, "current": folder.name == now, "damaged": faults(folder)})
    return rows


def _generations(index: Path) -> list[Path]:
    """Folders of generations, oldest first; one whose manifest cannot be read counts as the oldest."""
    found = [p for p in (index / "generations").glob("*") if p.is_dir() and NAME.fullmatch(p.name)]
    return sorted(found, key=lambda p: _manifest_of(p)["built"])


def _manifest_of(folder: Path) -> dict[str, Any]:
    """What a generation says of itself; empty words where that is damaged."""
    unknown = {"generation": folder.name, "built": "", "passages": 0, "keys": 0, "encoder": "?"}
    try:
        found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return {**unknown, **found, "built": str(found["built"])}
    except (OSError, ValueError, KeyError, TypeError):
        return unknown


def _switch(index: Path, name: str) -> None:
    new = index / f".CURRENT-{os.getpid()}"
    new.write_text(name + "\n")
    new.replace(index / "CURRENT")


def _prune(index: Path, url: str) -> None:
    for folder in _generations(index)[:-KEPT]:
        if folder.name != current(index):
            manifest = _manifest_of(folder)
            if url and "store" in manifest:
                store.remove(manifest["store"], url)
            shutil.rmtree(folder, ignore_errors=True)


def sweep(index: Path, url: str = "") -> None:
    """Remove what a build that died left behind; the caller's lock says that nobody is building now."""
    for pattern in ("generations/.building-*", "encoders/.*", ".CURRENT-*", ".own*-*", ".inputs-*", "own/.*"):
        for path in index.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    serving = index / "serving"
    if url and serving.is_file():
        store.remove(serving.read_text(), url)
        serving.unlink()


def _name(passages: Sequence[Passage], texts: list[tuple[int, str]], encoder: str, url: str) -> str:
    digest = hashlib.sha256(f"{FORMAT} {encoder} {learned.version(learned.MIDDLES)}".encode() + (b" served" if url else b""))
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
