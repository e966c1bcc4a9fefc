"""CPT, HCPCS and modifier identifiers, and what our tables say each one is.

Own-words labels only: CPT descriptors are copyright of the American Medical Association.

>>> compact(" 97-112 ")
'97112'
>>> is_valid("97112"), is_valid("9711")
(True, False)
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import KnowledgeError, TableError, UnknownCode
from assistant.privacy.shown import shown
from assistant.reference.whole import parts
from assistant.schema import Tier

_CODE = re.compile(r"^(?:\d{4}[0-9TFU]|[A-V]\d{4})$")
_MODIFIER = re.compile(r"^[0-9A-Z]{2}$")


def compact(text: str) -> str:
    """Drop spaces, dashes and a leading '+', upper-case: ' g 0283' → 'G0283'."""
    return re.sub(r"[\s\-+]", "", text).upper()


def validate(text: str) -> str:
    """The compact code. Raises UnknownCode when the form is not that of a CPT or HCPCS code."""
    code = compact(text)
    if not _CODE.match(code):
        raise UnknownCode(f"{shown(text)} is not a CPT or HCPCS code (five characters, such as 97110 or G0283).")
    return code


def is_valid(text: str) -> bool:
    """Has it the form of a CPT or HCPCS code? Says nothing of whether the code exists."""
    return bool(_CODE.match(compact(text)))


def format(text: str) -> str:
    """The code as printed."""
    return validate(text)


def is_modifier(text: str) -> bool:
    """Has it the form of a modifier (two characters)?"""
    return bool(_MODIFIER.match(compact(text)))


_REASON = re.compile(r"\b(?:CO|PR|OA|CARC|DENIAL(?: CODE)?|REASON(?: CODE)?|CODE|DENIED)[\s#:-]*(\d{1,3}|B\d{1,2})\b(?![\s-]*(?:MIN|UNIT|VISIT|DAY|%))")
_REMARK = re.compile(r"\b(?:RARC[\s-]*)?((?:MA|N|M)\d{2,4})\b")
_ALONE = re.compile(r"\b(B7|B15|B20)\b")
_CERTAIN = re.compile(r"\b(?:CO|PR|OA|CARC|RARC)[\s#-]*(\d{1,3}|B\d{1,2}|(?:MA|N|M)\d{2,4})\b(?![\s-]*(?:MIN|UNIT|VISIT|DAY|%))|\b(MA\d{2,3}|[NM]\d{2,4})\b(?!\.)")


def denials(text: str) -> tuple[str, ...]:
    """Claim adjustment reason and remark codes named in a text, as 'CARC 97' and 'RARC N362'.

    >>> denials("CO-97 with remark N20, and b7")
    ('CARC 97', 'RARC N20', 'CARC B7')
    """
    upper = text.upper()
    found = [f"CARC {number}" for number in _REASON.findall(upper)]
    found += [f"RARC {number}" for number in _REMARK.findall(upper)]
    found += [f"CARC {number}" for number in _ALONE.findall(upper)]
    return tuple(dict.fromkeys(found))


def denials_spelled(text: str) -> tuple[str, ...]:
    """The denial codes of a text that can be nothing else: with a group or as a remark, not a bare number after "code".

    >>> denials_spelled("CO-288, N264; condition code 21")
    ('CARC 288', 'RARC N264')
    """
    numbers = {a or b for a, b in _CERTAIN.findall(text.upper())}
    return tuple(code for code in denials(text) if code.split()[1] in numbers)


@dataclass(frozen=True, slots=True)
class Code:
    """One code of knowledge/tables/codes.csv.

    base: how it is counted, one of BASES. minutes: of one unit (15 for "15min"), None if untimed.
    disciplines: who usually reports it. therapy: always | sometimes | no (Medicare). medicare:
    active | bundled | invalid | noncovered | contractor | restricted | deleted. start, end: dates
    the code is valid (None: open). parent: base codes of an add-on code. aliases: lower-case words
    people use. tier: how sure the therapy flag is.
    """

    code: str
    label: str
    family: str
    base: str
    minutes: int | None
    disciplines: tuple[str, ...]
    therapy: str
    medicare: str
    start: date | None
    end: date | None
    replaced_by: tuple[str, ...]
    parent: tuple[str, ...]
    aliases: tuple[str, ...]
    tier: Tier
    note: str

    @property
    def timed(self) -> bool:
        """Counted in 15-minute units that pool under the Medicare total rule."""
        return self.base == "15min"

    def active(self, on: date) -> bool:
        """Is the code valid on that day?"""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


BASES: dict[str, str] = {
    "15min": "each 15 minutes",
    "untimed": "once, whatever the time",
    "hour": "per hour",
    "2hours": "first 2 hours",
    "hour-more": "each additional hour",
    "30min-more": "each additional 30 minutes",
    "30min-full": "first 30 minutes, full time needed",
    "15min-full": "each additional 15 minutes, full time needed",
    "20min-month": "first 20 minutes in the calendar month, full time needed",
    "20min-month-more": "each additional 20 minutes in the calendar month, full time needed",
    "10min-month": "first 10 minutes in the calendar month (10-19)",
    "30days": "once per 30 days",
    "episode": "once per episode",
    "area": "by wound area",
    "none": "not used by therapy",
}


class Codes(Mapping[str, Code]):
    """All codes by identifier; `get`, `in`, iteration as in a mapping."""

    def __init__(self, rows: Mapping[str, Code]) -> None:
        self._rows = dict(rows)
        self.aliases: dict[str, str] = {a: c.code for c in self._rows.values() for a in c.aliases}

    def __getitem__(self, key: str) -> Code:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def on(self, text: str, day: date) -> Code:
        """The code valid on a day. Raises UnknownCode, naming what replaced a deleted code."""
        code = validate(text)
        record = self._rows.get(code)
        if record is None:
            raise UnknownCode(f"{code} is not in our code table of outpatient therapy codes.")
        if not record.active(day):
            instead = f"; use {', '.join(record.replaced_by)}" if record.replaced_by else ""
            when = f"from {record.start}" if record.start and day < record.start else f"only to {record.end}"
            raise UnknownCode(f"{code} is valid {when}, not on {day}{instead}.")
        return record


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of one of our CSV tables as text, header comment lines (#) left out.

    Raises TableError naming the line of a row that has more or fewer cells than the table has columns.
    """
    head, body = parts(path)
    reader = csv.reader(io.StringIO(body, newline=""))
    before = head.count("\n")
    columns = next(reader, [])
    rows = []
    for cells in reader:
        if cells and len(cells) != len(columns):
            raise TableError(f"{path.name}, line {before + reader.line_num}: {len(cells)} cells, not {len(columns)}.")
        if cells:
            rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def read_codes(path: Path) -> Codes:
    """Read codes.csv. Raises KnowledgeError naming the code that is wrong."""
    rows: dict[str, Code] = {}
    for row in read_rows(path):
        try:
            record = _record(row)
        except (KeyError, ValueError) as error:
            raise KnowledgeError(f"{path.name}: {row.get('code')}: {error}") from error
        if record.code in rows:
            raise KnowledgeError(f"{path.name}: {record.code} stands twice")
        rows[record.code] = record
    return Codes(rows)


def _record(row: dict[str, str]) -> Code:
    base = row["base"]
    if base not in BASES:
        raise ValueError(f"base {base!r} is not one of {', '.join(BASES)}")
    return Code(
        code=validate(row["code"]),
        label=row["label"],
        family=row["family"],
        base=base,
        minutes=int(row["minutes"]) if row["minutes"] else None,
        disciplines=_list(row["disciplines"]),
        therapy=row["therapy"],
        medicare=row["medicare"],
        start=_day(row["start"]),
        end=_day(row["end"]),
        replaced_by=_list(row["replaced_by"]),
        parent=_list(row["parent"]),
        aliases=tuple(a.lower() for a in _list(row["aliases"])),
        tier=Tier(row["tier"] or "primary"),
        note=row["note"],
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
