"""Paths → documents read: folders walked, zip files opened, name.toml applied, bad files told and left out.

What a file says is kept beside the index by the hash of its bytes, so only new and changed files are read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.apart import Apart
from assistant.library.loaders.archive import members
from assistant.library.loaders.document import Document, from_json, to_json_row
from assistant.library.loaders.formats import MAX_BYTES, READER, READERS
from assistant.library.own.about import About, about, sidecar
from assistant.reference.payers import Payers

SKIPPED = ("~$", ".", "__MACOSX", "Thumbs.db", "desktop.ini")
LITTER = ("~$", ".DS_Store", "._", "__MACOSX", "Thumbs.db", "desktop.ini")  # what systems put into a zip by themselves: not told


@dataclass(frozen=True, slots=True)
class File:
    """A file found: `name` is its path below what was named (and inside a zip), `read` gives its bytes."""

    root: Path
    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Own:
    """A document read. id: stable name of the source, made from the file's name."""

    id: str
    name: str
    document: Document
    about: About


@dataclass(slots=True)
class Readings:
    """All that was read. quarantined: name → reason it was left out. warnings: name → what a person should know.

    differences: (name, what it says against a rule, table or correction in force).
    """

    documents: list[Own] = field(default_factory=list)
    quarantined: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)
    differences: list[tuple[str, str]] = field(default_factory=list)


def files(paths: Mapping[Path, Mapping[str, Any]], quarantined: dict[str, str]) -> list[File]:
    """Every file below the paths once, in a stable order; what cannot be reached goes to `quarantined`."""
    found: dict[Path, list[File]] = {}
    for root in sorted(paths, key=lambda path: -len(path.parts)):  # a file named by itself wins over its folder
        if not root.exists():
            quarantined[shown(str(root))] = "is gone: its documents are left out (--forget it, or put it back)."
        for path in _walk(root, quarantined):
            name = str(path.relative_to(root.parent))
            try:
                place = path.resolve(strict=True)
                if path != root and not place.is_relative_to(root.resolve()):
                    quarantined[shown(name)] = "is a link out of the folder: not followed. Name what it leads to, or put a copy here."
                elif place not in found:
                    found[place] = _found(root, path, name, quarantined)
            except Unreadable as error:
                quarantined[shown(name)] = str(error)
            except OSError as error:
                quarantined[shown(name)] = f"cannot be opened: {error.strerror}."
    every = sorted((file for group in found.values() for file in group), key=lambda file: (file.name, str(file.root)))
    names = Counter(file.name for file in every)
    return [replace(file, name=str(file.root.parent / file.name)) if names[file.name] > 1 else file for file in every]


def _found(root: Path, path: Path, name: str, quarantined: dict[str, str]) -> list[File]:
    if path.suffix.lower() == ".zip":
        return list(_packed(root, path, name, quarantined))
    return [File(root, name, path.stat().st_size, path.read_bytes)]


def _walk(root: Path, quarantined: dict[str, str]) -> Iterator[Path]:
    """Every file below, or the file itself; folders that are links are told and not entered."""
    if root.is_file():
        yield root
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith(SKIPPED))
        for name in (name for name in folders if (Path(folder) / name).is_symlink()):
            quarantined[shown(str((Path(folder) / name).relative_to(root.parent)))] = "is a link to a folder: not followed."
        for name in sorted(names):
            path = Path(folder) / name
            if not name.startswith(SKIPPED) and path.is_file():
                yield path


def _packed(root: Path, path: Path, name: str, quarantined: dict[str, str]) -> Iterator[File]:
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"{path.stat().st_size / 1e6:.0f} MB; at most {MAX_BYTES >> 20} MB are read. Split it.")
    try:
        for inner, data in members(path.read_bytes()):
            place, why = _inside(inner)
            if why:
                quarantined[shown(f"{name}/{place}")] = why
            elif place:
                yield File(root, f"{name}/{place}", len(data), lambda data=data: data)  # type: ignore[misc]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise Unreadable(f"damaged: {error}.") from error


def _inside(inner: str) -> tuple[str, str]:
    """The place of a zip's entry, empty for what is passed over, and why it is not read; a hidden folder is told once, for all in it.

    >>> _inside("./desk.md"), _inside(".DS_Store"), _inside(".git/config"), _inside("../desk.md")[0]
    (('desk.md', ''), ('', ''), ('.git', 'is hidden (its name begins with a dot): not read. Rename it.'), '../desk.md')
    """
    parts = [part for part in inner.split("/") if part != "."]
    if not parts or not parts[-1] or parts[0].startswith(LITTER) or parts[-1].startswith(LITTER):
        return "", ""
    if parts[0].replace("\\", "/").split("/")[0] == "..":
        return inner, "leads out of the zip: not read. Pack it anew."
    if hidden := [n for n in (1, len(parts)) if parts[n - 1].startswith(".")]:
        return "/".join(parts[: hidden[0]]), "is hidden (its name begins with a dot): not read. Rename it."
    return "/".join(parts), ""


def read_files(
    found: list[File],
    paths: Mapping[Path, Mapping[str, Any]],
    quarantined: dict[str, str],
    kept: Path | None,
    known: Payers,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Readings:
    """Read the files. kept: folder of what was read before (None: nothing is kept). known: payers they may be of."""
    readings = Readings(quarantined=quarantined)
    beside = {file.name: file for file in found if file.name.lower().endswith(".toml")}
    documents = [file for file in found if file.name not in beside]
    ids = _ids([file.name for file in documents])
    used: set[str] = set()
    with Apart() as apart:
        for done, file in enumerate(documents):
            progress(done, len(documents))
            try:
                data = _bytes(file)
                said = {**_said(file, beside), **paths[file.root]}
                document = _document(data, file.name, kept, used, apart)
                readings.documents.append(Own(ids[file.name], shown(file.name), document, about(document, file.name, said, known)))
                if gaps := document.meta.get("gaps"):
                    readings.warnings[shown(file.name)] = f"{'; '.join(gaps)}."
            except Unreadable as error:
                quarantined[shown(file.name)] = str(error)
            except OSError as error:
                quarantined[shown(file.name)] = f"cannot be opened: {error.strerror}."
    progress(len(documents), len(documents))
    if kept is not None and kept.is_dir():
        for old in set(kept.iterdir()):
            if old.name not in used:
                old.unlink(missing_ok=True)
    return readings


def _bytes(file: File) -> bytes:
    if file.size > MAX_BYTES and PurePath(file.name).suffix.lower() in READERS:
        raise Unreadable(f"{file.size / 1e6:.0f} MB; at most {MAX_BYTES >> 20} MB are read. Split it.")
    return file.read()


def _said(file: File, beside: Mapping[str, File]) -> dict[str, Any]:
    """What name.toml (or name.pdf.toml) beside the file says."""
    for name in (str(PurePath(file.name).with_suffix(".toml")), f"{file.name}.toml"):
        if name in beside:
            return sidecar(beside[name].read(), PurePath(name).name)
    return {}


def _document(data: bytes, name: str, kept: Path | None, used: set[str], apart: Apart) -> Document:
    """The document these bytes hold, from what was kept when they were read before."""
    place = f"{hashlib.sha256(f'{READER} {PurePath(name).name}'.encode(errors='replace') + b'|' + data).hexdigest()}.json"
    used.add(place)
    if kept is not None and (kept / place).is_file():
        try:
            return from_json(json.loads((kept / place).read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError):
            pass  # half a file, left by a crash of the machine: read again
    document = apart.read(data, PurePath(shown(name)).name)
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        new = kept / f".{place}-{os.getpid()}"
        new.write_text(json.dumps(to_json_row(document), ensure_ascii=True), encoding="utf-8")
        new.replace(kept / place)
    return document


def shown(name: str) -> str:
    r"""A file's name as it can be printed: bytes that are no UTF-8, and control characters, become marks.

    >>> shown("poli\udcffcy\n.pdf")
    'poli�cy�.pdf'
    """
    text = os.fsencode(name).decode("utf-8", errors="replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _ids(names: list[str]) -> dict[str, str]:
    """Name → stable id: 'own-' and the file's name; with its folder, then a number, where two would be the same."""
    from assistant.library.passages import slug

    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        path = PurePath(shown(name))
        short = slug(path.stem) or hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
        options = [f"own-{short}", f"own-{slug('-'.join((*path.parts[-3:-1], path.stem)))}-{path.suffix.lower().lstrip('.')}"]
        options.extend(f"own-{short}-{n}" for n in range(2, len(names) + 3))
        found[name] = next(option for option in options if option not in taken)
        taken.add(found[name])
    return found
