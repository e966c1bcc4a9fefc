"""tables/*.csv → typed rows with edition and effective dates (written by the tables issue)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tables:
    """All official tables."""

    folder: Path


def read_tables(folder: Path) -> Tables:
    """Read every table of a folder."""
    return Tables(folder)
