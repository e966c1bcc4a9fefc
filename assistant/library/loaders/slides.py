"""PPTX → a section a slide: its title, text in reading order, tables as rows, and the speaker's notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.archive import guarded
from assistant.library.loaders.document import Document, Section, clean, printed_facts, row_lines


def read_slides(data: bytes, name: str) -> Document:
    """Read a PPTX. Raises Unreadable when it is damaged or locked."""
    import pptx
    from pptx.exc import PackageNotFoundError

    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable("locked with a password, or an old PowerPoint file: save it as .pptx without a password.")
    guarded(data)
    try:
        deck = pptx.Presentation(io.BytesIO(data))
        sections = tuple(_sections(deck, name))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise Unreadable(f"damaged, or not a presentation ({type(error).__name__}).") from error
    title = clean(deck.core_properties.title or "") or (sections[0].heading[-1] if sections else "")
    opening = "\n".join(section.text for section in sections[:2])
    meta = {**printed_facts(opening), "by": clean(deck.core_properties.author or "")}
    return Document(name, "" if title == "PowerPoint Presentation" else title, sections, meta)


def _sections(deck: Any, name: str) -> Iterator[Section]:
    for number, slide in enumerate(deck.slides, 1):
        titled = slide.shapes.title
        title = clean(titled.text_frame.text) if titled is not None else ""
        parts = [line for shape in _shapes(slide.shapes) if shape.shape_id != getattr(titled, "shape_id", None) for line in _lines(shape)]
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        if notes is not None and notes.text.strip():
            parts.extend(["", *(clean(line) for line in notes.text.splitlines())])
        text = "\n".join(parts).strip()
        if text or title:
            yield Section((name, title or f"Slide {number}"), text or title, {"locator": f"slide {number}"})


def _shapes(shapes: Any) -> Iterator[Any]:
    """Shapes top to bottom, those of groups among them."""
    for shape in sorted(shapes, key=lambda s: (s.top or 0, s.left or 0)):
        if shape.shape_type == 6:
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _lines(shape: Any) -> Iterator[str]:
    if getattr(shape, "has_table", False):
        yield from row_lines([[cell.text for cell in row.cells] for row in shape.table.rows])
    elif shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            text = clean("".join(run.text for run in paragraph.runs))
            if text:
                yield f"- {text}" if paragraph.level else text
