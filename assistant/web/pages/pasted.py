"""A day's lines pasted from a billing system or a spreadsheet, or typed, → the mapping that tools/claims/file.py reads.

Columns by tab, semicolon, comma (quoted or not) or spaces. With a header row they may stand in any order; without one
they are code, minutes, units, modifiers. Columns that hold a person's details are not read: they are dropped here, by
their header, and named to the user.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assistant.errors import BadInput
from assistant.privacy.details import scrub
from assistant.privacy.shown import shown

MOST_LINES = 100
_PLAIN = ("code", "minutes", "units", "modifiers")
_NO_CODE = r"dx|icd|diag|rev|place|pos\b|payer|locat|denial|status|zip|group|facility|name|desc"
_NAMES = (
    ("date", r"^(?:dos|date|date of service|service date|from(?: date)?|svc date)$"),
    ("assistant_minutes", r"\b(?:assist\w*|pta|c?ota)\b"),
    ("modifiers", r"\bmod|^m[1-4]$"),
    ("minutes", r"\bmin|^(?:total |treatment |timed )?time$"),
    ("units", r"\bunits?\b|\bqty\b|quantity"),
    ("discipline", r"\bdisc|^plan$"),
    ("code", r"cpt|hcpcs|proc|^(?:service|billing)? ?code$"),
    ("who", r"\bwho\b|provider|clinician|therapist|^by$"),
)
_PERSONAL = re.compile(
    r"name|first|last|patient|client|resident|\bdob\b|birth|born|\bage\b|sex|gender|member|subscriber|insured|policy|\bmrn\b|chart|medical record|"
    r"acc(?:oun)?t\b|\bssn\b|social|phone|mobile|e-?mail|address|street|city|\bzip|guarantor|\bmbi\b|\bhic|medica\w+ (?:id|no|number)|\bid\b|signature|provider|clinician|therapist",
    re.IGNORECASE,
)
_WHO = {"assistant": "assistant", "pta": "assistant", "ota": "assistant", "cota": "assistant", "a": "assistant"}
_THERAPIST = ("therapist", "pt", "ot", "slp", "t", "dpt", "otr")
_CODE = re.compile(r"\s*\"?[\dA-Va-v]\d{3}[\dA-Za-z]\b")

_NO_HEADING = re.compile(r"\d[/.-]\d|\d{3}")  # a date or a number: what is no heading names no columns


@dataclass(frozen=True, slots=True)
class Pasted:
    """lines: the rows of a claim. day: the date of service that its lines name. personal, unused: columns left out, by header."""

    lines: list[dict[str, Any]]
    day: date | None = None
    personal: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


def lines(text: str) -> list[dict[str, Any]]:
    """The rows of a claim. Raises BadInput naming the line that cannot be read."""
    return read(text).lines


def read(text: str) -> Pasted:
    """All that is taken of a pasted text. Raises BadInput naming the line that cannot be read."""
    rows = cells_of(text)
    if not rows:
        raise BadInput("Paste or type at least one line: code, minutes, units, modifiers.")
    head: Sequence[str] = ()
    if not _CODE.match(rows[0][1][0]):
        head, rows = rows[0][1], rows[1:]
    names = _names(head, [cells for _, cells in rows]) if head else list(_PLAIN)
    if "code" not in names:
        raise BadInput("The first line names no column 'code'; write code, minutes, units, modifiers.")
    if not rows or len(rows) > MOST_LINES:
        raise BadInput(f"{len(rows)} lines: a claim here has 1 to {MOST_LINES}.")
    unread = [cell for cell, name in zip(head, names, strict=False) if name is None and cell and not scrub(cell)[1]]
    personal = tuple(cell for cell in unread if _PERSONAL.search(cell))
    unused = tuple(cell for cell in unread if cell not in personal)
    return Pasted([_row(names, cells, number, bool(head)) for number, cells in rows], _day(names, rows), personal, unused)


def cells_of(text: str) -> list[tuple[int, list[str]]]:
    """(line number, cells) of every line that holds something."""
    text = text.lstrip("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = next((mark for mark in "\t;," if mark in first), "")
    if not mark:
        return [(number, _by_spaces(line)) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    reader = csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=True)
    try:
        found = [(reader.line_num, [" ".join(cell.split()) for cell in cells]) for cells in reader]
    except csv.Error:
        raise BadInput("The lines cannot be told apart: a quotation mark is not closed.") from None
    return [(number, cells) for number, cells in found if any(cells)]


def without_personal(text: str) -> str:
    """The pasted text without the columns that hold a person's details, for showing it again."""
    rows = cells_of(text)
    if not rows or _CODE.match(rows[0][1][0]) or any(map(_NO_HEADING.search, rows[0][1])):
        return text
    names = _names(rows[0][1], [cells for _, cells in rows[1:]])
    dropped = {place for place, cell in enumerate(rows[0][1]) if names[place] is None and _PERSONAL.search(cell)}
    if not dropped:
        return text
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows([c for n, c in enumerate(cells) if n not in dropped] for _, cells in rows)
    return out.getvalue()


def _by_spaces(line: str) -> list[str]:
    head, *rest = line.split()
    numbers = [cell for cell in rest if cell.isdigit() and len(cell) < 4][:2]
    if len(numbers) < 2:  # one number alone is the minutes
        return [head, *numbers, *[""] * (2 - len(numbers)), " ".join(rest[len(numbers) :])]
    return [head, *numbers, " ".join(rest[2:])]


def _names(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """What each column holds; None: not read. A column that could be two things is the first that no other is."""
    found: list[str | None] = []
    for place, cell in enumerate(head):
        name = _name(cell)
        given = {row[place].lower() for row in rows if place < len(row) and row[place]}
        if name == "who" and not given <= {*_WHO, *_THERAPIST}:
            name = None  # the providers' names
        found.append(None if name != "modifiers" and name in found else name)
    return found


def _name(cell: str) -> str | None:
    words = re.sub(r"[_\s]+", " ", cell).strip().lower()
    name = next((name for name, shape in _NAMES if re.search(shape, words)), None)
    if name == "code" and re.search(_NO_CODE, words):
        return None
    return None if name in ("who", "code", "minutes") and re.search(r"name|birth|\bnpi\b", words) else name


def _row(names: Sequence[str | None], cells: Sequence[str], number: int, headed: bool) -> dict[str, Any]:  # noqa: FBT001 - one caller
    row: dict[str, Any] = {}
    found: list[str] = []
    for place, cell in enumerate(cells):
        name = names[place] if place < len(names) else None if headed else "modifiers"  # they often fill several columns
        if name == "modifiers":
            found += re.split(r"[\s,;/|:-]+", cell.upper())
        elif name in ("minutes", "units", "assistant_minutes") and cell:
            row[name] = _whole(cell, name, number)
        elif name == "who" and cell:
            row[name] = _who(cell, number)
        elif name == "code" and re.fullmatch(r"[\w-]{5}(?:[- :]\w\w)+", cell):
            row[name], *more = re.split(r"[- :]", cell.upper())  # 97110-GP-CQ
            found += more
        elif name and name != "date" and cell:
            row[name] = cell
    if found := [one for one in found if one]:
        row["modifiers"] = list(dict.fromkeys(found))
    return row


def _day(names: Sequence[str | None], rows: Sequence[tuple[int, Sequence[str]]]) -> date | None:
    """The one date of service of the lines. Raises BadInput where they are of several days."""
    if "date" not in names:
        return None
    place = names.index("date")
    days = {_date(cells[place], number) for number, cells in rows if place < len(cells) and cells[place]}
    if len(days) > 1:
        raise BadInput(f"Lines of {len(days)} days ({', '.join(map(str, sorted(days)[:3]))} …): a claim here is one day's, paste one at a time.")
    return next(iter(days), None)


def _date(cell: str, number: int) -> date:
    for shape in ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%Y%m%d", "%m-%d-%Y"):
        try:
            return datetime.strptime(cell, shape).date()  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    raise BadInput(f"Line {number}: the date of service cannot be read; write it as 2026-11-23 or 11/23/2026.")


def _whole(cell: str, name: str, number: int) -> int:
    said = re.fullmatch(r"(\d{1,5})(?:\.0+)?\s*(?:min\w*|units?|u|m)?", cell, re.IGNORECASE)
    if not said:
        raise BadInput(f"Line {number}: {name.replace('_', ' ')} {shown(cell)} is not a whole number.")
    return int(said[1])


def _who(cell: str, number: int) -> str:
    word = cell.lower()
    if word in _WHO:
        return _WHO[word]
    if word in _THERAPIST:
        return "therapist"
    raise BadInput(f"Line {number}: {shown(cell)}; write therapist or assistant.")
