"""DOCX → sections by heading style, or by short bold lines where no style is used; tables as rows with their headers. Macros are never run, only named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.archive import guarded
from assistant.library.loaders.document import Document, Section, clean, printed_facts, row_lines

_MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STYLE = re.compile(r"^(?:Heading|Überschrift|Titre)\s*(\d)$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:§+\s*)?(\d+(?:\.\d+)*|[A-Z])[.)]?\s+\S")


def read_word(data: bytes, name: str) -> Document:
    """Read a DOCX or DOCM. Raises Unreadable when it is damaged, locked or an old .doc."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable("locked with a password, or an old Word file: save it as .docx without a password.")
    notes = []
    names = guarded(data)
    if any(entry.endswith("vbaProject.bin") for entry in names):
        notes.append("holds macros; they were not read")
    try:
        document = docx.Document(io.BytesIO(_without_macros(data)))
        sections = tuple(_sections(document, name))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise Unreadable(f"damaged, or not a Word file ({type(error).__name__}).") from error
    properties = document.core_properties
    opening = "\n".join(section.text for section in sections[:3])[:3000]
    first = next((p.text for p in document.paragraphs if p.style and p.style.name == "Title"), "")
    first = first or properties.title or ": ".join(_set_above(document)) or (sections[0].heading[1] if sections and len(sections[0].heading) > 1 else "")
    return Document(name, clean(first), sections, {**printed_facts(opening), "by": clean(properties.author or ""), "notes": notes})


def _without_macros(data: bytes) -> bytes:
    """The same package declared as a plain document: python-docx refuses the other declaration."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        types = old.read("[Content_Types].xml")
        if _MACRO_TYPE not in types:
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.namelist():
                body = types.replace(_MACRO_TYPE, _PLAIN_TYPE) if entry == "[Content_Types].xml" else old.read(entry)
                new.writestr(entry, body)
    return made.getvalue()


def _sections(document: Any, name: str) -> Iterator[Section]:
    from docx.table import Table

    trail: dict[int, str] = {}
    held: list[str] = []
    styled = _is_styled(document)
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            held.extend(["", *_table(item), ""])
            continue
        level = _level(item) if styled else int(_bold(item))
        text = clean(item.text)
        if level and text:
            yield from _made(held, name, trail)
            held = []
            trail = {k: v for k, v in trail.items() if k < level} | {level: text}
        elif text and not (item.style and item.style.name == "Title"):
            held.extend(["- " + text] if _listed(item) else ["", text])
    yield from _made(held, name, trail)


def _is_styled(document: Any) -> bool:
    """Does any paragraph say that it is a heading?"""
    return any(_level(paragraph) for paragraph in document.paragraphs)


def _bold(paragraph: Any) -> bool:
    """A line that is set as a heading though no style says so: short, all of it bold or in capitals, no sentence."""
    text = clean(paragraph.text)
    runs = [run for run in paragraph.runs if run.text.strip()]
    set_apart = bool(runs) and (all(run.bold for run in runs) or text.isupper())
    return set_apart and 3 < len(text) <= 100 and not text.endswith((".", ",", ";", ":")) and not _listed(paragraph)


def _set_above(document: Any) -> list[str]:
    """The first lines of a document without styles, as far as they are set as headings: at most two, its title."""
    if _is_styled(document):
        return []
    written = [paragraph for paragraph in document.paragraphs if paragraph.text.strip()]
    above = next((n for n, paragraph in enumerate(written) if not _bold(paragraph)), len(written))
    return [clean(paragraph.text) for paragraph in written[: min(above, 2)]]


def _level(paragraph: Any) -> int:
    """1-9 for a heading, by its style or its outline level; 0 for text."""
    mark = _STYLE.match(paragraph.style.name if paragraph.style else "")
    if mark:
        return int(mark[1])
    outline = paragraph._p.find(".//{*}pPr/{*}outlineLvl")  # noqa: SLF001 - python-docx has no name for it
    value = outline.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val") if outline is not None else None
    return int(value) + 1 if value and value.isdigit() and int(value) < 9 else 0


def _listed(paragraph: Any) -> bool:
    style = paragraph.style.name if paragraph.style else ""
    return style.startswith("List") or paragraph._p.find(".//{*}numPr") is not None  # noqa: SLF001


def _table(table: Any) -> list[str]:
    rows = []
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:  # a merged cell is given once a column
            cells.append("" if id(cell._tc) in seen else " ".join(cell.text.split()))  # noqa: SLF001
            seen.add(id(cell._tc))  # noqa: SLF001
        rows.append(cells)
    return row_lines(rows)


def _made(held: list[str], name: str, trail: dict[int, str]) -> Iterator[Section]:
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(held)).strip()
    if not text:
        return
    path = tuple(trail[k] for k in sorted(trail))
    number = next((m[1] for heading in reversed(path) if (m := _NUMBER.match(heading))), "")
    place = f"§{number}" if number else (path[-1] if path else "opening")
    yield Section((name, *path), text, {"locator": place})
