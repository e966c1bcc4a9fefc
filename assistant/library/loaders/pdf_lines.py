"""A PDF page → its lines, top to bottom, with what tells a heading from text; table rows stand as lines too.

Running heads and page numbers are found over the whole document: a line at the edge of the page that returns,
or whose number counts the pages. The printed page label comes from the file's own labels, else from there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from assistant.library.loaders.document import clean, is_header, row_lines

SMALLER = 1.0  # points below the size of the text
SHORT = 14  # words of a running head
EDGE = 3  # lines from the top and from the bottom of a page that can be running heads
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line. x0, x1, top, bottom: points on the page. row: a row of a table."""

    text: str
    page: int
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    bold: bool = False
    row: bool = False


@dataclass(slots=True)
class Tables:
    """The header of the table last read, for tables that go on overleaf."""

    header: list[str] | None = None
    columns: int = 0


def page_lines(page: Any, number: int, tables: Tables) -> list[Line]:
    """Lines of a pdfplumber page; the rows of its tables at the place of the table."""
    found: list[Line] = []
    boxes: list[tuple[float, float, float, float]] = []
    # Ruled tables only: guessing tables from white space cuts running text into columns.
    for table in page.find_tables() if len(page.rects) + len(page.lines) < 5000 else ():
        rows = _rows(table.extract())
        if rows is None:
            continue
        boxes.append(table.bbox)
        top = table.bbox[1]
        for n, text in enumerate(_named(rows, tables, first=not found and top < page.height * 0.2)):
            found.append(Line(text, number, table.bbox[0], table.bbox[2], top + n * 0.01, top + n * 0.01, row=True))
    for raw in page.extract_text_lines(return_chars=True, strip=True):
        middle = (raw["top"] + raw["bottom"]) / 2
        if not any(b[1] <= middle <= b[3] and raw["x0"] < b[2] and raw["x1"] > b[0] for b in boxes):
            line = _line(raw, number)
            if line.text:
                found.append(line)
    return sorted(found, key=lambda line: (line.top, line.x0))


def _line(raw: dict[str, Any], number: int) -> Line:
    letters = [c for c in raw["chars"] if c["text"].strip() and c["text"].isalnum()] or raw["chars"]
    bold = sum("bold" in c["fontname"].lower() or "black" in c["fontname"].lower() for c in letters)
    sizes = Counter(round(c["size"], 1) for c in letters)
    return Line(
        clean(raw["text"]), number, raw["x0"], raw["x1"], raw["top"], raw["bottom"],
        sizes.most_common(1)[0][0], bold >= 0.9 * len(letters),
    )


def _rows(cells: Sequence[Sequence[str | None]]) -> list[list[str]] | None:
    """A table's cells; None when what looks like a table is a drawing or a frame around text."""
    rows = [[" ".join((cell or "").split()) for cell in row] for row in cells]
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    used = [n for n in range(len(rows[0])) if any(n < len(row) and row[n] for row in rows)]
    rows = [[row[n] if n < len(row) else "" for n in used] for row in rows]
    filled = sum(bool(cell) for row in rows for cell in row)
    if len(used) < 2 or len(used) > 15 or filled < 0.5 * len(used) * len(rows):
        return None
    return rows


def _named(rows: list[list[str]], tables: Tables, *, first: bool) -> list[str]:
    """Rows as lines with their headers; a table at the top of a page may go on under the last one's header."""
    goes_on = first and tables.header is not None and len(rows[0]) == tables.columns
    if goes_on and tables.header is not None:
        if not rows[0][0] and is_header(["-a", *rows[0][1:]]) is False and not any(map(_NUMBER.search, rows[0])):
            tables.header = [f"{a} {b}".strip() for a, b in zip(tables.header, rows[0], strict=True)]
            rows = rows[1:]
        if rows and rows[0] == tables.header:
            rows = rows[1:]
        return row_lines(rows, tables.header)
    tables.header = rows[0] if is_header(rows[0]) else None
    tables.columns = len(rows[0])
    return row_lines(rows[1:] if tables.header else rows, tables.header or [])


def without_running_heads(pages: Sequence[Sequence[Line]], body: float = 0.0) -> tuple[list[list[Line]], dict[int, str]]:
    """The pages without what returns on their edges, and the printed page numbers found there by page index.

    body: size of the running text; what is smaller and stands apart on an edge is a head even of a single page.
    """
    edges = [list(dict.fromkeys([*page[:EDGE], *page[-EDGE:]])) for page in pages]
    repeated = _repeated(edges, len(pages))
    labels = _counted(edges)
    kept: list[list[Line]] = []
    for n, page in enumerate(pages):
        number = labels.get(n, ("", ""))[1]
        gone = {line for line in edges[n] if not line.row and (line.text in repeated or line.text == number)}
        gone |= _apart(page, body)
        kept.append([line for line in page if line not in gone])
    return kept, {n: label for n, (label, _) in labels.items()}


def _apart(page: Sequence[Line], body: float) -> set[Line]:
    """A first or last line in small letters, short and far from the text: a running head or foot; not a footnote, which is a sentence."""
    found = set()
    for line, beside in ((page[0], page[1]), (page[-1], page[-2])) if len(page) > EDGE else ():
        gap = max(beside.top - line.bottom, line.top - beside.bottom)
        if 0 < line.size <= body - SMALLER and gap > 2 * line.size and len(line.text.split()) <= SHORT and not line.row and not line.text.endswith("."):
            found.add(line)
    return found


def _repeated(edges: Sequence[Iterable[Line]], pages: int) -> set[str]:
    """Texts that stand on the edge of many pages, or of five in a row."""
    where: dict[str, list[int]] = defaultdict(list)
    for n, lines in enumerate(edges):
        for text in {line.text for line in lines if not line.row}:
            where[text].append(n)
    found = set()
    for text, numbers in where.items():
        run = longest = 1
        for a, b in pairwise(numbers):
            run = run + 1 if b == a + 1 else 1
            longest = max(longest, run)
        if longest >= 5 or (len(numbers) >= 3 and len(numbers) >= 0.3 * pages):
            found.add(text)
    return found


def _counted(edges: Sequence[Sequence[Line]]) -> dict[int, tuple[str, str]]:
    """Page index → (printed number, the line it stands in), where a line's number counts the pages."""
    tracks: dict[tuple[str, int, int], dict[int, tuple[str, str]]] = defaultdict(dict)
    for n, lines in enumerate(edges):
        for line in lines:
            for place, mark in enumerate(_NUMBER.finditer(line.text)):
                shape = _NUMBER.sub("#", line.text)
                tracks[shape, place, int(mark[0]) - n].setdefault(n, (mark[0], line.text))
    best = max(tracks.values(), key=len, default={})
    if len(best) < max(2, 0.4 * len(edges)):
        best = {}
    found = dict(best)
    first = min(best, default=len(edges))
    for n, lines in enumerate(edges[:first]):  # pages before the first number may count in roman
        roman = next((line for line in lines if _ROMAN.fullmatch(line.text)), None)
        if roman is not None:
            found[n] = (roman.text, roman.text)
    return found


def joined(first: Line, second: Line, words: set[str]) -> Line:
    """Two lines of a paragraph as one; a hyphen at the line's end goes when the whole word is known.

    >>> joined(Line("rehabili-", 0), Line("tation is", 0), {"rehabilitation"}).text
    'rehabilitation is'
    >>> joined(Line("speech-", 0), Line("language pathology", 0), set()).text
    'speech-language pathology'
    """
    text = f"{first.text} {second.text}"
    if first.text.endswith("-") and len(first.text) > 1 and first.text[-2].isalpha() and second.text[:1].islower():
        head, tail = first.text.rsplit(" ", 1)[-1][:-1], re.split(r"\W", second.text, maxsplit=1)[0]
        whole = (head + tail).lower() in words
        text = first.text[:-1] + second.text if whole else first.text + second.text
    return replace(first, text=text, x1=second.x1, bottom=second.bottom)
