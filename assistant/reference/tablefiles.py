"""One file of knowledge/tables as `python ingest.py tables` writes it: its `#` lines, and its rows by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from assistant.errors import KnowledgeError, TableError
from assistant.reference.codes import is_modifier, read_rows
from assistant.reference.editions import Edition, edition
from assistant.reference.rows import (
    MODIFIER_FORMS,
    MODIFIER_KINDS,
    AddOnRow,
    LimitRow,
    LocalityRow,
    ModifierRow,
    PairRow,
    PlaceRow,
    ValueRow,
)
from assistant.reference.whole import meant
from assistant.schema import Tier

BY_CONTRACTOR = "CCCCC"  # CMS's mark where the contractor decides on the base codes

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class TableFile:
    """One edition of one table as written by `python ingest.py tables`."""

    path: Path
    kind: str
    setting: str
    edition: Edition
    complete: bool
    dated: bool
    source: str
    ahead: bool = False  # loaded before its first day: nothing in it counts before

    def rows(self) -> list[Cells]:
        """Its rows as text."""
        return read_rows(self.path)


def read_head(path: Path) -> TableFile:
    """What the `#` lines of a table say of it. Raises TableError when one is missing."""
    said: dict[str, str] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                break
            key, colon, value = line[1:].partition(":")
            if colon:
                said.setdefault(key.strip(), value.strip())
    try:
        return TableFile(
            path,
            said["table"],
            said["setting"],
            edition(said["edition"]),
            said["complete"] == "yes",
            said["dated"] == "yes",
            said["source"],
            "loaded ahead" in said,
        )
    except KeyError as error:
        missing = f"no '# {error.args[0]}:' line"
        raise TableError(f"{path.name}: {missing}; rebuild it with python ingest.py tables.") from error


def pairs(head: TableFile) -> dict[frozenset[str], tuple[PairRow, ...]]:
    """Rows by the two codes, whichever stands first."""
    found: dict[frozenset[str], list[PairRow]] = defaultdict(list)
    for cells in head.rows():
        row = PairRow(
            cells["column1"],
            cells["column2"],
            cells["indicator"],
            _day(cells["effective"]),
            _day(cells["deleted"]),
            cells["rationale"],
            head.setting,
            head.edition,
        )
        found[frozenset((row.column1, row.column2))].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def limits(head: TableFile) -> dict[str, LimitRow]:
    """Limits by code."""
    return {c["code"]: LimitRow(c["code"], int(c["units"]), c["mai"], c["rationale"], head.setting, head.edition) for c in head.rows()}


def values(head: TableFile) -> dict[str, ValueRow]:
    """Relative values by code."""
    return {
        c["code"]: ValueRow(
            c["code"],
            c["status"],
            Decimal(c["work"]),
            Decimal(c["pe"]),
            Decimal(c["pe_facility"]),
            Decimal(c["mp"]),
            c["mult_proc"],
            Decimal(c["conversion_factor"]),
            head.edition,
        )
        for c in head.rows()
    }


def places(head: TableFile) -> dict[str, PlaceRow]:
    """Cost indices by locality id."""
    return {
        c["id"]: PlaceRow(
            c["id"],
            c["mac"],
            c["state"],
            c["locality"],
            c["name"],
            Decimal(c["work"]),
            Decimal(c["pe"]),
            Decimal(c["mp"]),
            head.edition,
        )
        for c in head.rows()
    }


def addons(head: TableFile) -> dict[str, AddOnRow]:
    """Base codes by add-on code."""
    bases: dict[str, list[str]] = defaultdict(list)
    for cells in head.rows():
        bases[cells["addon"]].append(cells["base"])
    return {code: AddOnRow(code, tuple(b for b in found if b != BY_CONTRACTOR), BY_CONTRACTOR in found, head.edition) for code, found in bases.items()}


def localities(head: TableFile) -> tuple[LocalityRow, ...]:
    """Counties of each locality."""
    return tuple(LocalityRow(c["id"], c["state"], c["area"], c["counties"], head.edition) for c in head.rows())


def modifiers(path: Path) -> dict[str, ModifierRow]:
    """Modifiers in own words, by identifier. Raises KnowledgeError naming the row and column that is wrong."""
    found: dict[str, ModifierRow] = {}
    for row in read_rows(path):
        where = f"{path.name}: {row.get('modifier')}"
        for column, known in (("kind", MODIFIER_KINDS), ("written", MODIFIER_FORMS)):
            if row.get(column, "") not in ("", *known):
                raise KnowledgeError(f"{where}: {column} {row[column]!r} is not one of {', '.join(known)}{meant(row[column], known)}.")
        try:
            one = _modifier(row)
        except (KeyError, ValueError) as error:
            raise KnowledgeError(f"{where}: {error}") from error
        if not is_modifier(one.modifier) or one.modifier in found:
            raise KnowledgeError(f"{where} {'stands twice' if one.modifier in found else 'is no modifier (two letters or figures)'}.")
        found[one.modifier] = one
    return found


def _modifier(row: Mapping[str, str]) -> ModifierRow:
    start, end = _day(row["start"]), _day(row["end"])
    return ModifierRow(row["modifier"], row["kind"], row["written"], row["label"], row["meaning"], row["use"], Tier(row["tier"]), row["source"], start, end)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
