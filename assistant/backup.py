"""Backup and restore: the index in use, the organisation's documents, the record, and the knowledge, in one tar file.

    index/       CURRENT, the generation it names, own.json and inputs.json
    documents/   copies of the documents remembered, numbered as own.json lists them
    record.sqlite   a consistent copy, taken while the server runs
    knowledge/   the tables, rules and documents in use

A record in PostgreSQL and vectors on a Chroma server have backups of their own (pg_dump; the index is built again).
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.errors import AssistantError, IndexUnavailable
from assistant.library.build import current_folder, writing
from assistant.library.own.remembered import remember, remembered
from assistant.settings import Settings

_FILES = ("CURRENT", "own.json", "inputs.json")


def save(settings: Settings, file: Path) -> Iterator[str]:
    """Write the backup, whole or not at all; gives a line for each part. Raises AssistantError where there is nothing to save."""
    index = settings.index
    with writing(index, wait=10):
        folder = current_folder(index)
        if folder is None or not folder.is_dir():
            raise IndexUnavailable(f"No index in {index}: nothing to save. Run `rehab-coding ingest`.")
        new = file.with_name(f".{file.name}-{os.getpid()}")
        try:
            with tarfile.open(new, "w:gz", compresslevel=3) as tar:
                yield from _parts(tar, settings, folder)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
    yield f"{file}: {file.stat().st_size / 1e6:.1f} MB"


def _parts(tar: tarfile.TarFile, settings: Settings, folder: Path) -> Iterator[str]:
    for name in _FILES:
        if (settings.index / name).is_file():
            tar.add(settings.index / name, f"index/{name}")
    tar.add(folder, f"index/generations/{folder.name}")
    yield f"generation {folder.name}"
    for number, path in enumerate(remembered(settings.index)):
        if path.exists():
            tar.add(path, f"documents/{number}/{path.name}")
            yield f"documents {path}"
    tar.add(settings.knowledge, "knowledge", filter=lambda entry: None if "__pycache__" in entry.name else entry)
    yield f"knowledge {settings.knowledge}"
    yield from _record(tar, settings)


def _record(tar: tarfile.TarFile, settings: Settings) -> Iterator[str]:
    if settings.record_url and not settings.record_url.startswith("sqlite:///"):
        yield "the record is in PostgreSQL: save it with pg_dump"
        return
    place = Path(settings.record_url.removeprefix("sqlite:///"))
    if not settings.record_url or not place.is_file():
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "record.sqlite"
        with closing(sqlite3.connect(place)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        tar.add(copy, "record.sqlite")
    yield f"record {place}"


def restore(settings: Settings, file: Path) -> Iterator[str]:
    """Put a backup back. Documents and knowledge lie beside the index; raises AssistantError where an index stands already."""
    index = settings.index
    if (index / "CURRENT").exists():
        raise AssistantError(f"{index} holds an index already: name an empty folder in ASSISTANT_INDEX, or move it away.")
    if not file.is_file():
        raise AssistantError(f"{file}: no such file.")
    with writing(index), tempfile.TemporaryDirectory(dir=index.resolve().parent) as folder:
        work = Path(folder)
        try:
            with tarfile.open(file, "r:gz") as tar:
                tar.extractall(work, filter="data")  # nothing outside the folder, no links out of it, no devices
        except (tarfile.TarError, EOFError, OSError) as error:
            raise AssistantError(f"{file}: damaged, or no backup ({error}).") from error
        if not (work / "index" / "CURRENT").is_file():
            raise AssistantError(f"{file}: no backup of this program.")
        yield from _placed(work, index, settings)


def _placed(work: Path, index: Path, settings: Settings) -> Iterator[str]:
    """Move every part to its place; CURRENT last, so that a crash leaves no half index in use."""
    for place, path in (("documents", index / "documents"), ("knowledge", index / "knowledge-saved")):
        if (work / place).is_dir():
            shutil.copytree(work / place, path, dirs_exist_ok=True)
            yield f"{place} {path}"
    if (work / "index" / "own.json").is_file():
        shutil.copyfile(work / "index" / "own.json", index / "own.json")
        _renamed(index)
    if (work / "record.sqlite").is_file() and settings.record_url.startswith("sqlite:///"):
        record = Path(settings.record_url.removeprefix("sqlite:///"))
        if record.exists():
            yield f"record: {record} stands already and was left as it is"
        else:
            shutil.copyfile(work / "record.sqlite", record)
            yield f"record {record}"
    shutil.copytree(work / "index" / "generations", index / "generations", dirs_exist_ok=True)
    shutil.copyfile(work / "index" / "CURRENT", index / "CURRENT")
    yield f"generation {json.dumps((index / 'CURRENT').read_text().strip())} in use"


def _renamed(index: Path) -> None:
    """Documents that do not lie where they lay are remembered where they were put."""
    paths = {}
    for number, (path, said) in enumerate(remembered(index).items()):
        copy = index / "documents" / str(number) / path.name
        paths[copy.resolve() if copy.exists() and not path.exists() else path] = said
    remember(index, paths)
