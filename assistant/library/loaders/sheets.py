"""XLSX and CSV → sections of rows, each row a line with the headers of its columns."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.archive import guarded
from assistant.library.loaders.document import Document, Section, clean, is_header, printed_facts, row_lines
from assistant.library.loaders.text import decoded

MAX_ROWS = 100_000  # of a sheet, empty ones among them
MAX_COLUMNS = 256
MAX_CELLS = 2_000_000
_DECIMALS = re.compile(r"0\.(0+)")
ABOVE = "above the table"
ROOM = 650  # characters of rows in one section: about what the encoder reads


def read_workbook(data: bytes, name: str) -> Document:
    """Read an XLSX or XLSM as its cells were last computed. Raises Unreadable when it is damaged or locked."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable("locked with a password, or an old Excel file: save it as .xlsx without a password.")
    notes = ["holds macros; they were not read"] if any(n.endswith("vbaProject.bin") for n in guarded(data)) else []
    gaps: list[str] = []
    sections: list[Section] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations nobody asked for
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    gaps.append(f"sheet {clean(sheet.title)} is hidden and was not read")
                else:
                    if (sheet.max_column or 0) > MAX_COLUMNS:
                        gaps.append(f"columns beyond the {MAX_COLUMNS}th of sheet {clean(sheet.title)} were not read")
                    rows = (_cells([formatted(cell) for cell in row]) for row in sheet.iter_rows(max_col=MAX_COLUMNS))
                    sections.extend(_sections(_limited(rows), (name, clean(sheet.title)), f"sheet {sheet.title}, "))
            title, by = clean(book.properties.title or ""), clean(book.properties.creator or "")
            book.close()
    except (InvalidFileException, KeyError, ValueError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise Unreadable(f"damaged, or not a workbook ({type(error).__name__}).") from error
    above = sections[0].text if sections and sections[0].meta["locator"].endswith(ABOVE) else ""
    return Document(name, title, tuple(sections), {**printed_facts(above), "by": by, "notes": notes, "gaps": gaps})


def read_csv(data: bytes, name: str) -> Document:
    """Read a CSV with commas, semicolons, tabs or bars. Raises Unreadable when it is no text."""
    text = decoded(data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = _limited(csv.reader(io.StringIO(text), dialect))
    except csv.Error as error:
        raise Unreadable(f"damaged: {error}.") from error
    gaps = [f"columns beyond the {MAX_COLUMNS}th were not read"] if any(len(row) > MAX_COLUMNS for row in rows) else []
    return Document(name, "", tuple(_sections([row[:MAX_COLUMNS] for row in rows], (name,), "")), {"gaps": gaps})


def _limited(rows: Any) -> list[list[str]]:
    found: list[list[str]] = []
    cells = 0
    for row in rows:
        found.append(list(row))
        cells += len(found[-1])
        if len(found) > MAX_ROWS or cells > MAX_CELLS:
            raise Unreadable(f"more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells. Split it.")
    return found


def _cells(row: Sequence[Any]) -> list[str]:
    """The cells of a row as text, the empty ones after the last left out: a sheet may claim thousands of them."""
    cells = [_cell(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def formatted(cell: Any) -> Any:
    """A cell's value as its sheet shows it: dollars, percents and decimals by the cell's format; else the value.

    >>> from types import SimpleNamespace as Cell
    >>> formatted(Cell(value=28.1, number_format='"$"#,##0.00')), formatted(Cell(value=0.2, number_format="0%"))
    ('$28.10', '20%')
    """
    value, form = cell.value, getattr(cell, "number_format", None) or "General"
    if isinstance(value, bool) or not isinstance(value, int | float) or form == "General":
        return value
    form = form.partition(";")[0]
    mark = _DECIMALS.search(form)
    places = len(mark[1]) if mark else 0
    if "%" in form:
        return f"{value * 100:.{places}f}%"
    if "$" in form:
        return f"${value:,.{places}f}"
    return f"{value:,.{places}f}" if mark else value


def _cell(value: Any) -> str:
    """A cell as people read it: whole numbers without .0, dates without midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())


def _sections(rows: Sequence[Sequence[str]], path: tuple[str, ...], place: str) -> Iterator[Section]:
    """Rows in groups that fit the encoder's window; lines above the header stand by themselves."""
    head = next((n for n, row in enumerate(rows[:20]) if is_header(row)), None)
    header = list(rows[head]) if head is not None else None
    for row in rows[: head or 0]:
        text = "; ".join(clean(cell) for cell in row if clean(cell))
        if text:
            yield Section(path, text, {"locator": f"{place}{ABOVE}"})
    held: list[str] = []
    first = last = 0
    for n, row in enumerate(rows[(head + 1) if head is not None else 0 :], (head + 2) if head is not None else 1):
        lines = row_lines([row], header or [])
        if not lines:
            continue
        if held and sum(map(len, held)) + len(lines[0]) > ROOM:
            yield Section(path, "\n".join(held), {"locator": _place(place, first, last)})
            held = []
        first = first if held else n
        last = n
        held.extend(lines)
    if held:
        yield Section(path, "\n".join(held), {"locator": _place(place, first, last)})


def _place(place: str, first: int, last: int) -> str:
    return f"{place}row {first}" if first == last else f"{place}rows {first}–{last}"
