"""What an official file is: which table, which setting, which edition.

Told by its first rows and by its names: CMS writes "ccipra-v322r0-f1" (practitioner, version 32.2 = third
quarter of 2026), "MCR_MUE_PractitionerServices_Eff_07-01-2026", "PPRRVU2026_Jul_nonQPP", "GPCI2026",
"26LOCCO", "AOC_V2026Q2-MCR".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from assistant.errors import TableError
from assistant.reference.editions import quarter_of
from assistant.reference.official.opening import Member

HEAD = 25  # rows within which every known heading stands
FIRST_VERSION = 1994  # NCCI version 30 is 2024

_QUARTER = re.compile(r"(20\d\d)[ _-]?q([1-4])", re.IGNORECASE)
_VERSION = re.compile(r"v(\d\d)\.?([0-3])r?\d?", re.IGNORECASE)
_EFFECTIVE = re.compile(r"eff(?:ective)?[ _:]*(\d\d?)[-/](\d\d?)[-/](20\d\d)", re.IGNORECASE)
_RELEASE = re.compile(r"rvu(?:20)?(\d\d)[ _-]?(jan|apr|jul|oct|[abcd]\b)", re.IGNORECASE)
_RELEASED = re.compile(r"(20\d\d) national physician fee schedule.*?(january|april|july|october)", re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)|(?<!\d)(\d\d)(?=locco)", re.IGNORECASE)
_LETTER = {"jan": "A", "apr": "B", "jul": "C", "oct": "D"}

_HOSPITAL = re.compile(r"ccioph|hospital|outpatient|opps|(?<![a-z])oph(?![a-z])", re.IGNORECASE)
_PRACTITIONER = re.compile(r"ccipra|practitioner|(?<![a-z])prac?(?![a-z])", re.IGNORECASE)
_MEDICAID = re.compile(r"medicaid|(?<![a-z])mcd(?![a-z])", re.IGNORECASE)
_SUPPLIER = re.compile(r"(?<![a-z])dme|supplier", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A recognised file. table: ptp, mue, rvu, gpci, localities or addon; setting: empty where there is none."""

    table: str
    setting: str
    edition: str


def recognise(member: Member) -> Kind | None:
    """What a file is, or None. Raises TableError where setting or edition of a known table cannot be told."""
    head = "" if member.suffix == ".json" else _head(member)
    names = (member.inner, member.file.name, head, member.file.resolve().parent.name)
    table = _table(member, head.lower())
    if table is None:
        return None
    setting = _setting(member, names) if table in ("ptp", "mue") else ""
    return Kind(table, setting, _edition(member, table, names))


def _head(member: Member) -> str:
    rows = islice(member.rows(), HEAD)
    return "\n".join(" | ".join(cell for cell in cells if cell) for _, cells in rows)


def _table(member: Member, head: str) -> str | None:
    if member.suffix == ".json":
        return "mue" if "mue" in member.name.lower() else None
    said = (
        ("addon", ("add-on_code", "add_on_code", "add-on code")),
        ("localities", ("fee schedule area",)),
        ("gpci", ("gpci",)),
        ("mue", ("mue values", "mue_units")),
        ("rvu", ("hcpcs | mod |", "relative value file")),
    )
    if re.search(r"column ?1\b", head) and re.search(r"column ?2\b", head) and "modifier" in head:
        return "ptp"
    return next((table for table, marks in said if any(mark in head for mark in marks)), None)


def _setting(member: Member, names: Iterable[str]) -> str:
    for name in names:
        if _MEDICAID.search(name):
            return "medicaid"
    for name in names:
        if _SUPPLIER.search(name):
            raise TableError(f"{member.name}: a supplier table; only practitioner and outpatient hospital are read.")
        if _HOSPITAL.search(name):
            return "outpatient_hospital"
        if _PRACTITIONER.search(name):
            return "practitioner"
    wanted = "put 'practitioner' or 'hospital' into the file's name"
    raise TableError(f"{member.name}: practitioner or outpatient hospital cannot be told; {wanted}.")


def _edition(member: Member, table: str, names: Iterable[str]) -> str:
    for name in names:
        label = _dated(name, table)
        if label:
            return label
    raise TableError(f"{member.name}: no edition in its name or heading; put it into the name, such as 2026Q4.")


def _dated(text: str, table: str) -> str:
    """The edition a name or heading tells, or nothing."""
    if table == "rvu":
        match = _RELEASE.search(text) or _RELEASED.search(text)
        return f"RVU{match[1][-2:]}{_LETTER.get(match[2][:3].lower(), match[2].upper())}" if match else ""
    if table in ("gpci", "localities"):
        match = _YEAR.search(text)
        return (match[1] or f"20{match[2]}") if match else ""
    if match := _QUARTER.search(text):
        return f"{match[1]}Q{match[2]}"
    if match := _VERSION.search(text):
        return f"{FIRST_VERSION + int(match[1])}Q{int(match[2]) + 1}"
    if match := _EFFECTIVE.search(text):
        return quarter_of(date(int(match[3]), int(match[1]), int(match[2])))
    match = re.search(r"20\d\d", text) if table == "addon" else None
    return match[0] if match else ""
