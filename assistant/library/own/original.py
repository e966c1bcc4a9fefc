"""The file an own document was read from, for showing a page as it was printed."""

from __future__ import annotations

from pathlib import Path

from assistant.library.intake import noted

_HELD_BACK = "patient details; left out"  # of passages.py: what was left out of the text must not be seen in its page


def original(index: Path, source: str) -> Path | None:
    """The PDF of an own document (its id without a section); None where it is none, is gone, or parts of it were left out."""
    notes = noted(index)
    row = notes.get("documents", {}).get(source)
    if row is None or _HELD_BACK in notes.get("warnings", {}).get(row["name"], ""):
        return None
    file = Path(row["place"])
    return file if file.suffix.lower() == ".pdf" and file.is_file() else None
