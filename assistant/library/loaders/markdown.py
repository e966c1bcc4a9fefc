"""Markdown documents → sections: front matter in TOML between +++ lines, sections with a TOML comment.

    +++
    id = "kx-modifier"
    title = "KX modifier"
    sources = ["cms-100-04-ch5"]
    +++
    ## Do I need KX on the first visit?
    <!--
    sources = ["cms-100-04-ch5 §10.3.1"]
    asks = ["kx first visit?"]
    -->
    KX does not belong on …
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.library.loaders.document import Document, Section

_FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *#*$", re.MULTILINE)
_META = re.compile(r"\A\s*<!--\n(.*?)\n-->[ \t]*\n?", re.DOTALL)


def read_markdown(path: Path) -> Document:
    """Read one Markdown file. Raises KnowledgeError naming the file and heading that is wrong."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    front = _FRONT.match(text)
    meta = _toml(front[1], f"{path.name}: front matter") if front else {}
    body = text[front.end() :] if front else text
    sections = tuple(_sections(body, path, str(meta.get("title", path.stem))))
    return Document(str(meta.get("id", path.stem)), str(meta.get("title", path.stem)), sections, meta)


def _sections(body: str, path: Path, title: str) -> list[Section]:
    found: list[Section] = []
    trail: dict[int, str] = {1: title}
    marks = list(_HEADING.finditer(body))
    before = body[: marks[0].start()] if marks else body
    if before.strip():
        found.append(Section((title,), before.strip()))
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        level, heading = len(mark[1]), mark[2].strip()
        text = body[mark.end() : after.start() if after else len(body)]
        trail = {k: v for k, v in trail.items() if k < level} | {level: heading}
        comment = _META.match(text)
        meta = _toml(comment[1], f"{path.name}: {heading}") if comment else {}
        text = (text[comment.end() :] if comment else text).strip()
        if text:
            found.append(Section(tuple(trail[k] for k in sorted(trail)), text, meta))
    return found


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{where}: {error}") from error
