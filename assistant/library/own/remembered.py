"""own.json in the index folder: the paths of own documents, and what was said about each when it was added."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.library.own.about import checked
from assistant.library.records import to_json

Said = dict[str, Any]


def remembered(index: Path) -> dict[Path, Said]:
    """Path → what was said about it, in the order of adding. Raises KnowledgeError when own.json is damaged."""
    file = index / "own.json"
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {Path(os.fsdecode(row["path"])): checked(row["said"], "own.json") for row in rows}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{file} is damaged: delete it and name the documents again. ({error})") from error


def with_paths(known: Mapping[Path, Said], add: list[Path], said: Said, forget: list[Path]) -> dict[Path, Said]:
    """The paths to read from now on. Raises KnowledgeError for a path to forget that is not remembered."""
    paths = dict(known)
    for path in map(absolute, forget):
        if path not in paths:
            names = ", ".join(map(str, paths)) or "none"
            raise KnowledgeError(f"{path} is not among the documents remembered: {names}.")
        del paths[path]
    for path in map(absolute, add):
        if not path.exists():
            raise KnowledgeError(f"{path}: no such file or folder.")
        paths[path] = {**paths.get(path, {}), **said}
    return paths


def remember(index: Path, paths: Mapping[Path, Said]) -> None:
    """Write own.json, whole or not at all."""
    rows = [{"path": str(path), "said": {k: to_json(v) for k, v in said.items()}} for path, said in paths.items()]
    new = index / f".own-{os.getpid()}"
    new.write_text(json.dumps(rows, indent=1, ensure_ascii=True), encoding="utf-8")
    new.replace(index / "own.json")


def absolute(path: Path) -> Path:
    """The path from the root on."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link that a site moves later
