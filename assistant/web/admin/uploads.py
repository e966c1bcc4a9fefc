"""Documents that came by the page: first aside, with what was said of them, then among the documents of the index.

`uploads/` in the index folder holds them, each with its name.toml, as if somebody had put them into a folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from assistant.errors import BadInput
from assistant.library.loaders.formats import READERS, readable
from assistant.library.own.reading import SKIPPED

LONGEST = 100  # characters of a name without its ending
KEPT = 86_400  # seconds an upload waits for its word
_TOKEN = re.compile(r"[0-9a-f]{16}")


class Uploads:
    """The uploads of one index."""

    def __init__(self, index: Path) -> None:
        self.folder = index.resolve() / "uploads"
        self._aside = index.resolve() / "uploads-aside"

    def put_aside(self, name: str, data: bytes, said: Mapping[str, Any]) -> tuple[str, Path]:
        """Keep a file until it is taken in or thrown away; returns its mark and its place. Raises BadInput for a name that cannot be."""
        self._sweep()
        mark = secrets.token_hex(8)
        place = self._aside / mark / safe_name(name)
        place.parent.mkdir(parents=True)
        place.write_bytes(data)
        if said:
            place.with_name(f"{place.name}.toml").write_text(as_toml(said), encoding="utf-8")
        return mark, place

    def take(self, mark: str) -> str:
        """Move what was put aside among the uploads, in place of one of the same name; returns its name."""
        place = self._of(mark)
        self.folder.mkdir(exist_ok=True)
        name = next(path.name for path in place.iterdir() if path.suffix != ".toml")
        (self.folder / f"{name}.toml").unlink(missing_ok=True)  # what was said of the one before
        for path in place.iterdir():
            path.replace(self.folder / path.name)
        place.rmdir()
        return name

    def throw_away(self, mark: str) -> None:
        """Forget what was put aside."""
        shutil.rmtree(self._of(mark))

    def remove(self, name: str) -> None:
        """Remove an upload with what was said of it. Raises BadInput where there is none of that name."""
        path = self.folder / safe_name(name)
        if not path.is_file():
            raise BadInput("That document did not come by this page: remove its file where it lies, then read again.")
        path.unlink()
        path.with_name(f"{path.name}.toml").unlink(missing_ok=True)

    def held(self) -> bool:
        """Are there any uploads?"""
        return self.folder.is_dir() and any(self.folder.iterdir())

    def _of(self, mark: str) -> Path:
        place = self._aside / mark
        if not _TOKEN.fullmatch(mark) or not place.is_dir():
            raise BadInput("That upload is gone: send the file again.")
        return place

    def _sweep(self) -> None:
        if not self._aside.is_dir():
            return
        for place in self._aside.iterdir():
            if time.time() - place.stat().st_mtime > KEPT:
                shutil.rmtree(place, ignore_errors=True)


def safe_name(name: str) -> str:
    """The file's own name in letters that every system takes, and none that an ingest passes over. Raises BadInput for a kind that is not read.

    >>> safe_name("docs/../Höhe 1.PDF"), safe_name("政策.pdf")
    ('H_he 1.PDF', 'document-c4c5951f.pdf')
    """
    base = re.sub(r"[^A-Za-z0-9 ._()+-]", "_", PurePath(name.replace("\\", "/")).name).strip(" .")
    suffix = PurePath(base).suffix
    if not readable(suffix.lower()):
        raise BadInput(f"That kind of file is not read; read are {', '.join(READERS)}.")
    stem = base.removesuffix(suffix)[-LONGEST:].strip(" ._-") or f"document-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:8]}"
    return f"{'document ' if stem.startswith(SKIPPED) else ''}{stem}{suffix}"


def as_toml(said: Mapping[str, Any]) -> str:
    """What was said of a document as its name.toml."""
    return "".join(f"{key} = {_toml(value)}\n" for key, value in said.items())


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "")
