"""HTML → the article's sections: navigation, teasers, banners and comments removed, tables as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.document import Document, Section, clean, printed_facts, row_lines
from assistant.library.loaders.text import decoded

_HEADING = re.compile(r"h([1-6])$")


def read_page(data: bytes, name: str) -> Document:
    """Read a saved web page. Raises Unreadable when it holds no article."""
    import trafilatura

    text = decoded(data)
    if not re.search(r"<\s*(?:html|body|div|p|table|h\d)\b", text[:200_000], re.IGNORECASE):
        raise Unreadable("not a web page, whatever its name says.")
    found: Any = trafilatura.bare_extraction(
        text, include_comments=False, include_tables=True, include_links=False, favor_precision=False, with_metadata=True
    )
    body = getattr(found, "body", None)
    if found is None or body is None or not "".join(body.itertext()).strip():
        raise Unreadable("no article was found in the page.")
    title = clean(found.title or "")
    sections = tuple(_sections(body, name, title))
    if not sections:
        raise Unreadable("no article was found in the page.")
    facts = printed_facts("\n".join(body.itertext())[:3000])
    for key, value in (("publisher", found.sitename or found.hostname), ("edition", found.date), ("url", found.url)):
        if value:
            facts.setdefault(key, clean(str(value)))
    return Document(name, title, sections, facts)


def _sections(body: Any, name: str, title: str) -> Iterator[Section]:
    trail: dict[int, str] = {}
    held: list[str] = []
    for element in body:
        text = clean(" ".join("".join(element.itertext()).split()))
        if element.tag == "head":
            mark = _HEADING.match(element.get("rend") or "h2")
            level = int(mark[1]) if mark else 2
            if text and text != title:
                yield from _made(held, name, trail)
                held = []
                trail = {k: v for k, v in trail.items() if k < level} | {level: text}
        elif element.tag == "table":
            rows = [["".join(cell.itertext()) for cell in row.iter("cell")] for row in element.iter("row")]
            held.extend(["", *row_lines(rows), ""])
        elif element.tag == "list":
            items = (clean(" ".join("".join(item.itertext()).split())) for item in element.iter("item"))
            held.extend(["", *(f"- {item}" for item in items if item), ""])
        elif text:
            held.extend(["", text])
    yield from _made(held, name, trail)


def _made(held: list[str], name: str, trail: dict[int, str]) -> Iterator[Section]:
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(held)).strip()
    if text:
        path = tuple(trail[k] for k in sorted(trail))
        yield Section((name, *path), text, {"locator": path[-1] if path else "opening"})
