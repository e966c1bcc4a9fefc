"""Which reader reads which file: one line a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from assistant.errors import Unreadable
from assistant.library.loaders.converted import SAVE_AS, converted, program
from assistant.library.loaders.document import Document
from assistant.library.loaders.mail import read_mail
from assistant.library.loaders.page import read_page
from assistant.library.loaders.pdf import read_pdf
from assistant.library.loaders.sheets import read_csv, read_workbook
from assistant.library.loaders.slides import read_slides
from assistant.library.loaders.teasers import without_teasers
from assistant.library.loaders.text import read_text
from assistant.library.loaders.word import read_word

READER = 7  # raise when a reader reads differently: documents read before are then read again
MAX_BYTES = 200 << 20

READERS: dict[str, Callable[[bytes, str], Document]] = {
    ".pdf": read_pdf,
    ".docx": read_word,
    ".docm": read_word,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".pptx": read_slides,
    ".html": read_page,
    ".htm": read_page,
    ".eml": read_mail,
    ".md": read_text,
    ".markdown": read_text,
    ".txt": read_text,
}
_TRAILING = (".docx", ".docm", ".txt", ".md", ".markdown")  # what may be a saved page


def readable(suffix: str) -> bool:
    """Is there a reader for files of this ending on this machine?"""
    return suffix in READERS or (suffix in SAVE_AS and program() is not None)


def read_document(data: bytes, name: str) -> Document:
    """Read a file by its name's ending. Raises Unreadable with the reason, for whatever goes wrong in it; MemoryError where there is not enough."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    reader = READERS.get(SAVE_AS.get(suffix, suffix))
    if reader is None:
        hint = "save it as .eml" if suffix == ".msg" else f"read are {', '.join(READERS)}, .zip"
        raise Unreadable(f"{suffix or 'no ending'}: no reader for it; {hint}.")
    if not data.strip():
        raise Unreadable("empty.")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{len(data) / 1e6:.0f} MB; at most {MAX_BYTES >> 20} MB are read. Split it.")
    try:
        document = _read(reader, data, path.stem, suffix)
    except (Unreadable, MemoryError):  # how much memory there was knows who calls (child.py)
        raise
    except Exception as error:
        raise Unreadable(f"could not be read ({type(error).__name__}: {str(error)[:120]}).") from error
    if not document.sections:
        raise Unreadable("holds no text.")
    return document


def _read(reader: Callable[[bytes, str], Document], data: bytes, stem: str, suffix: str) -> Document:
    """Read, after conversion where that is needed; what a saved page has below its article is cut off."""
    if suffix not in SAVE_AS:
        document = reader(data, stem)
        return without_teasers(document) if suffix in _TRAILING else document
    document = reader(converted(data, suffix), stem)
    return replace(document, meta={**document.meta, "notes": [*document.meta.get("notes", ()), f"converted from {suffix} by LibreOffice"]})
