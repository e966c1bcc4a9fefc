"""What every reader gives: a document of sections, each with its heading path and its place.

A reader is a function `(data: bytes, name: str) -> Document`. A section's meta holds what the document itself
prints: `locator` ("p. 14, §20.2.C"), `from` (effective date), `edition` (revision). A document's meta may hold
guesses (`publisher`, `effective`, `edition`) and `notes`: what a person should be told about the reading;
`gaps`: what of it was not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.library.records import to_json

_SPACE = re.compile(r"[ \t\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+")


@dataclass(frozen=True, slots=True)
class Section:
    """Text under one heading. heading: the path from the title down. meta: what is known about the section."""

    heading: tuple[str, ...]
    text: str
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One document: `meta` is what it says about itself, sections in order of reading."""

    id: str
    title: str
    sections: tuple[Section, ...]
    meta: dict[str, Any] = field(default_factory=dict)


def clean(text: str) -> str:
    r"""One line of text: control characters out, all kinds of spaces made one.

    >>> clean(" a\u00a0 b\x00 ")
    'a b'
    """
    kept = "".join(c for c in text if c.isprintable() or c in "\t\u00a0\u3000")
    return _SPACE.sub(" ", kept).strip()


def row_lines(rows: Sequence[Sequence[str]], header: Sequence[str] | None = None) -> list[str]:
    """Table rows as one line each, every cell with the header of its column.

    >>> row_lines([["Code", "Units"], ["97110", "4"]])
    ['Code: 97110; Units: 4']
    >>> row_lines([["0270", "0274"], ["0279", "029X"]])
    ['0270; 0274', '0279; 029X']
    """
    rows = [[clean(cell) for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    if header is None and rows and is_header(rows[0]) and len(rows) > 1:
        header, rows = rows[0], rows[1:]
    return [line for row in rows if (line := _line(row, header or ()))]


def is_header(row: Sequence[str]) -> bool:
    """Do the cells name columns: words in all but at most one, nothing that is only a figure or a code?

    >>> is_header(["Code", "Allowed units"]), is_header(["97110", "4"])
    (True, False)
    """
    filled = [cell for cell in row if cell]
    return (
        len(filled) >= 2
        and len(filled) >= len(row) - 1
        and all(re.search(r"[A-Za-z]", cell) and len(cell) < 80 for cell in filled)
        and not any(re.fullmatch(r"[A-Z]?\d[\d.,A-Z%$/-]*", cell) for cell in filled)
    )


def _line(row: Sequence[str], header: Sequence[str]) -> str:
    filled = [(n, cell) for n, cell in enumerate(row) if cell]
    if len(filled) == 1 and len(row) > 2:
        return filled[0][1]  # a sub-heading that spans the table
    named = [(header[n] if n < len(header) else "", cell) for n, cell in filled]
    return "; ".join(f"{name.rstrip(':')}: {cell}" if name and name != cell else cell for name, cell in named)


_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WORDS = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day_in(text: str) -> date | None:
    """The first day named, American order.

    >>> day_in("Effective: 01-01-17, Implementation: 01-03-17"), day_in("effective July 1, 2025")
    (datetime.date(2017, 1, 1), datetime.date(2025, 7, 1))
    """
    found: list[tuple[int, tuple[int, int, int]]] = []
    for m in _ISO.finditer(text):
        found.append((m.start(), (int(m[1]), int(m[2]), int(m[3]))))
    for m in _NUMERIC.finditer(text):
        year = int(m[3]) if len(m[3]) == 4 else (2000 if int(m[3]) < 70 else 1900) + int(m[3])
        found.append((m.start(), (year, int(m[1]), int(m[2]))))
    for m in _WORDS.finditer(text):
        found.append((m.start(), (int(m[3]), _MONTHS.index(m[1]) + 1, int(m[2]))))
    for _, (year, month, day) in sorted(found):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


_EFFECTIVE = re.compile(r"\beffective(?:\s+date)?\s*(?:of|from|on|as of)?\s*:?\s*(.{0,40})", re.IGNORECASE | re.DOTALL)
_DATED = re.compile(
    r"^\W*(?:.{0,60}[.,;|]\s+)?(?:(?:revised|revision date|last revised|dated?|issued|issue date|published|updated|last updated|last reviewed|reviewed|posted|version of)(?:\s+on)?\s*:?\s+)?"
    r"(?P<day>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d\d)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
OPENING = 600  # characters in which a date that stands at a line's end is the document's own
_EDITION = re.compile(r"\b(?:Rev(?:ision|\.)?|Version|Edition|v)\.?\s*:?\s*(\d+(?:[.-]\w+)*(?:,\s*\d{1,2}[-/]\d{1,2}[-/]\d{2,4})?)", re.IGNORECASE)


def printed_facts(text: str) -> dict[str, Any]:
    """What the opening of a document prints about itself: effective date, edition.

    >>> printed_facts("Prior approval policy. Version 3.1. Effective date: 2026-02-01")
    {'effective': datetime.date(2026, 2, 1), 'edition': 'Version 3.1'}
    """
    found: dict[str, Any] = {}
    for mark in _EFFECTIVE.finditer(text):
        day = day_in(mark[1])
        if day:
            found["effective"] = day
            break
    if "effective" not in found and (own := _own_day(text[:OPENING])):
        found["effective"] = own
    edition = _EDITION.search(text)
    if edition:
        found["edition"] = clean(edition[0])
    return found


def _own_day(opening: str) -> date | None:
    r"""The day a document gives itself without the word effective: "Revised February 2, 2026", "Date: 5/4/2026", "January 1998".

    >>> _own_day("Therapy manual\nGreat Plains Intermediary\nJanuary 1, 1998\n\nCertify every 30 days.")
    datetime.date(1998, 1, 1)
    >>> _own_day("Compliance office, January 2026"), _own_day("The visit of January 5, 2026 was missed.")
    (datetime.date(2026, 1, 1), None)
    """
    match = _DATED.search(opening)
    if match is None:
        return None
    month = _MONTH.search(match["day"])
    return day_in(match["day"]) or (date(int(month[2]), _MONTHS.index(month[1].capitalize()) + 1, 1) if month else None)


_DATES = ("from", "effective", "until")


def to_json_row(document: Document) -> Any:
    """A document as plain JSON values."""
    sections = [[list(s.heading), s.text, {k: to_json(v) for k, v in s.meta.items()}] for s in document.sections]
    return [document.id, document.title, sections, {k: to_json(v) for k, v in document.meta.items()}]


def from_json(row: Any) -> Document:
    """The document that `to_json_row` wrote down."""
    identity, title, sections, meta = row
    made = tuple(Section(tuple(heading), text, _dated(facts)) for heading, text, facts in sections)
    return Document(identity, title, made, _dated(meta))


def _dated(meta: dict[str, Any]) -> dict[str, Any]:
    return {k: date.fromisoformat(v) if k in _DATES and v else v for k, v in meta.items()}
