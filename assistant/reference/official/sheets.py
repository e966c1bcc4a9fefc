"""Reads the smaller official tables: MUE, relative values, cost indices, localities, add-on codes.

Columns are found by their headings, because CMS moves them (the 2026 value file has one column more than
2025's). Every row must have the form of its table; the first that has not stops the whole load.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from assistant.errors import TableError
from assistant.reference.codes import Codes
from assistant.reference.official.opening import Member

Row = tuple[str, ...]

_CODE = re.compile(r"[0-9A-Z]{5}")
_CODES = re.compile(r"[0-9A-Z]{10}")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_SYNONYMS = {
    "STATUS": "STATUS CODE",
    "NONFAC PE RVU": "NON-FAC PE RVU",
    "FAC PE RVU": "FACILITY PE RVU",
    "CF": "CONV FACTOR",
}
_VALUES = (
    "STATUS CODE",
    "WORK RVU",
    "NON-FAC PE RVU",
    "FACILITY PE RVU",
    "MP RVU",
    "MULT PROC",
    "CONV FACTOR",
)


def limits(member: Member, codes: Codes) -> Iterator[Row]:
    """MUE: code, units, MAI digit (empty at Medicaid), rationale."""
    if member.suffix == ".json":
        yield from _json_limits(member, codes)
        return
    rows = member.rows()
    header = _header(member, rows, lambda cells: "hcpcs" in cells[0].lower() and len(cells) > 1)
    units = _column(member, header, "mue value", "mue_units")
    mai, why = _find(header, "adjudication", "mai"), _find(header, "rationale")
    for number, cells in rows:
        code = cells[0]
        digit = cells[mai][:1] if mai is not None and len(cells) > mai else ""
        if not _CODE.fullmatch(code) or not cells[units].isdigit() or digit not in ("", "1", "2", "3"):
            raise _broken(member, number, "an MUE table")
        if code in codes:
            yield code, cells[units], digit, cells[why] if why is not None and len(cells) > why else ""


def _json_limits(member: Member, codes: Codes) -> Iterator[Row]:
    with member.text() as file:
        try:
            table = json.load(file)
            rows = [(str(c), str(int(r["limit"])), "", str(r.get("rationale", ""))) for c, r in table.items()]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise TableError(f"{member.name}: not an MUE table ({error}); nothing was loaded.") from error
    yield from (row for row in rows if row[0] in codes)


def values(member: Member, codes: Codes) -> Iterator[Row]:
    """Relative values: code, status, work, PE, facility PE, MP, multiple-procedure indicator, conversion factor."""
    rows = member.rows()
    above: list[list[str]] = []
    for _, cells in rows:
        above.append(cells)
        if cells[0].upper() == "HCPCS":
            break
    names = _stacked(above)
    missing = [name for name in _VALUES if name not in names]
    if missing:
        raise TableError(f"{member.name}: no column {missing[0]!r}; nothing was loaded.")
    places = [names[name] for name in _VALUES]
    for number, cells in rows:
        short = len(cells) <= max(places)
        if short or not _CODE.fullmatch(cells[0]) or not all(_NUMBER.fullmatch(cells[n]) for n in places[1:5]):
            raise _broken(member, number, "a relative value file")
        if cells[0] in codes and not cells[names["MOD"]]:
            yield (cells[0], *(cells[n] for n in places))


def _stacked(rows: list[list[str]]) -> dict[str, int]:
    """Column names written over several rows, joined: 'NON-FAC' over 'PE RVU' → 'NON-FAC PE RVU'."""
    names: dict[str, int] = {}
    for n in range(len(rows[-1])):
        parts = [row[n] for row in rows if len(row) > n and row[n]]
        name = re.sub(r"[\s_]+", " ", " ".join(parts)).upper() if n else "HCPCS"
        names.setdefault(_SYNONYMS.get(name, name), n)
    return names


def places(member: Member, codes: Codes) -> Iterator[Row]:  # noqa: ARG001 - all localities are kept
    """Cost indices: id, contractor, state, locality, name, work, PE, MP."""
    rows = member.rows()
    header = _header(member, rows, lambda cells: any("gpci" in cell.lower() for cell in cells[4:]))
    work, pe, mp = (_column(member, header, f"{part} gpci") for part in ("pw", "pe", "mp"))
    for number, cells in rows:
        if not any(cells[1:]):  # a note below the table
            continue
        numbers = (cells[work], cells[pe], cells[mp])
        if not cells[0].isdigit() or not all(_NUMBER.fullmatch(n) for n in numbers):
            raise _broken(member, number, "a table of cost indices")
        mac, locality = cells[0].zfill(5), cells[2].zfill(2)
        yield f"{mac}-{locality}", mac, cells[1], locality, cells[3].rstrip("* "), *numbers


def localities(member: Member, codes: Codes) -> Iterator[Row]:  # noqa: ARG001 - all localities are kept
    """Counties: id, state, area, counties. A state's name stands on its first row only."""
    rows = member.rows()
    _header(member, rows, lambda cells: any("fee schedule area" in cell.lower() for cell in cells))
    state = ""
    for number, cells in rows:
        if not any(cells[1:]):
            continue
        if len(cells) < 5 or not cells[0].isdigit() or not cells[1].isdigit():
            raise _broken(member, number, "a table of localities")
        state = cells[2] or state
        yield f"{cells[0].zfill(5)}-{cells[1].zfill(2)}", state, cells[3].rstrip("* "), cells[4]


def addons(member: Member, codes: Codes) -> Iterator[Row]:
    """Add-on codes: base, add-on, type. Deleted entries are left out."""
    rows = member.rows()
    header = _header(member, rows, lambda cells: any("primary" in cell.lower() for cell in cells))
    base = _column(member, header, "primary_code", "primary code")
    addon = _column(member, header, "add-on_code", "add_on_code", "add-on code")
    kind = _column(member, header, "edit_type", "edit type")
    ended = _find(header, "edit_deldt")
    for number, cells in rows:
        codes_given = len(cells) > max(base, addon, kind) and _CODES.fullmatch(cells[base] + cells[addon])
        if not codes_given:
            raise _broken(member, number, "an add-on table")
        if cells[addon] in codes and not (ended is not None and len(cells) > ended and _ended(cells[ended])):
            yield cells[base], cells[addon], cells[kind]


def _ended(cell: str) -> bool:
    """Whether a deletion day is given (year and day of the year, 2026091); 9999 stands for none."""
    return bool(re.fullmatch(r"\d{7}", cell)) and not cell.startswith("9999")


def _header(member: Member, rows: Iterator[tuple[int, list[str]]], found: Callable[[list[str]], bool]) -> list[str]:
    for _, cells in rows:
        if found(cells):
            return [re.sub(r"\s+", " ", cell).lower() for cell in cells]
    raise TableError(f"{member.name}: its heading row was not found; nothing was loaded.")


def _column(member: Member, header: list[str], *marks: str) -> int:
    place = _find(header, *marks)
    if place is None:
        raise TableError(f"{member.name}: no column {marks[0]!r}; nothing was loaded.")
    return place


def _find(header: list[str], *marks: str) -> int | None:
    return next((n for n, name in enumerate(header) if any(mark in name for mark in marks)), None)


def _broken(member: Member, number: int, what: str) -> TableError:
    return TableError(f"{member.name}, line {number}: not a row of {what}; nothing was loaded.")
