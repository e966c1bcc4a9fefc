"""Plain text and Markdown → sections: Markdown headings, or numbered and capital lines standing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.errors import Unreadable
from assistant.library.loaders.document import Document, Section, clean, printed_facts

MAX_BYTES = 20 << 20
_MARKDOWN = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_FRONT = re.compile(r"\A(?:\+\+\+|---)\n.*?\n(?:\+\+\+|---)\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SHORT = 3  # words of a first line that is only a name
_TITLE = re.compile(r"[A-Z][^.;\d]{9,90}")
_NUMBERED = re.compile(r"^(\d+(?:\.\d+)+|\d+)\.?\s+[A-Z][^.;:]{2,90}$")
_CAPITALS = re.compile(r"^(?:(?:SECTION|CHAPTER|PART|ARTICLE|APPENDIX)\s+[A-Z0-9.]{1,6}[.:)]?\s+)?[A-Z][A-Z0-9 ,/&()':-]{4,80}$")
_NAMED = re.compile(r"^(?:section|chapter|part|article)\s+(\d+(?:\.\d+)*)\b", re.IGNORECASE)


def read_text(data: bytes, name: str) -> Document:
    """Read text or Markdown. Raises Unreadable when it is too large or no text."""
    text = decoded(data)
    markdown = bool(re.search(r"^#{1,6}\s+\S", text, re.MULTILINE))
    body = _COMMENT.sub("", _FRONT.sub("", text)) if markdown else text
    sections = tuple(_sections(body, name, markdown=markdown))
    first, second = (*[line for line in body.splitlines()[:20] if line.strip()], "", "")[:2]
    under = body.strip().splitlines()[1:2] == [second]
    mark = _MARKDOWN.match(first)
    title = clean(mark[2]) if mark else (clean(first) if len(first) <= 100 and not first.endswith((".", ":", ",")) else "")
    if title and not mark and under and len(title.split()) <= SHORT and _TITLE.fullmatch(second):
        title = f"{title}: {clean(second)}"  # who speaks, and of what
    return Document(name, title, sections, printed_facts(text[:3000]))


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, else as Windows writes it. Raises Unreadable for no text."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{len(data) / 1e6:.0f} MB of text; at most {MAX_BYTES >> 20} MB are read. Split it.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace").replace("\r\n", "\n")
    if b"\x00" in data[:4096]:
        raise Unreadable("not text, whatever its name says.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sections(body: str, name: str, *, markdown: bool) -> Iterator[Section]:
    trail: dict[int, tuple[str, str]] = {}
    held: list[str] = []
    start = 1
    lines = body.split("\n")
    for n, raw in enumerate(lines):
        heading = _heading(raw.strip(), lines[n - 1] if n else "", markdown=markdown)
        if heading is None:
            held.append(raw.rstrip())
            continue
        yield from _made(held, name, trail, start)
        level, text, number = heading
        trail = {k: v for k, v in trail.items() if k < level} | {level: (text, number)}
        held, start = [], n + 1
    yield from _made(held, name, trail, start)


def _heading(line: str, before: str, *, markdown: bool) -> tuple[int, str, str] | None:
    """(level, text, number) of a heading line; in plain text it must follow an empty line."""
    mark = _MARKDOWN.match(line) if markdown else None
    number = _NUMBERED.match(line)
    if mark:
        inner = re.match(r"(\d+(?:\.\d+)*)\.?\s", mark[2])
        return len(mark[1]), clean(mark[2]), inner[1] if inner else ""
    if markdown or before.strip():
        return None
    if number:
        return 2 + number[1].count("."), clean(line), number[1]
    named = _NAMED.match(line)
    return (1, clean(line), named[1] if named else "") if _CAPITALS.match(line) else None


def _made(held: list[str], name: str, trail: dict[int, tuple[str, str]], start: int) -> Iterator[Section]:
    text = "\n".join(clean(line) if "|" not in line else line for line in held).strip()
    if not text:
        return
    path = tuple(trail[k][0] for k in sorted(trail))
    number = next((trail[k][1] for k in sorted(trail, reverse=True) if trail[k][1]), "")
    place = f"§{number}" if number else (path[-1] if path else f"line {start}")
    yield Section((name, *path), text, {"locator": place})
