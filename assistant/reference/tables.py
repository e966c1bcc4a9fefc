"""The official tables of knowledge/tables: pairs, limits, values, places, add-ons, modifiers, asked for on a day.

One file is one edition ("ptp-practitioner-2024Q3.csv"); its `#` lines say which. The newest edition that has
started answers; before the first one, the first answers. Where an edition holds only part of the codes
("complete: no"), what it lacks is looked up in the next one. A pair table that gives first days ("dated: yes")
tells the past too, so it answers for every day outside another edition's own quarter. Files are read once,
when first asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import TableError
from assistant.reference import tablefiles
from assistant.reference.editions import Edition
from assistant.reference.rows import AddOnRow, LimitRow, LocalityRow, ModifierRow, PairRow, PlaceRow, ValueRow
from assistant.reference.sources import Sources
from assistant.reference.tablefiles import TableFile, read_head
from assistant.schema import Citation

SETTINGS = ("practitioner", "outpatient_hospital")
MEDICAID = "medicaid"

Rows = TypeVar("Rows")


class Tables:
    """All official tables of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, Any] = {}

    @cached_property
    def files(self) -> dict[tuple[str, str], list[TableFile]]:
        """Files by table and setting, newest edition first."""
        found: dict[tuple[str, str], list[TableFile]] = defaultdict(list)
        for path in sorted(self.folder.glob("*-*.csv")):
            head = read_head(path)
            found[head.kind, head.setting].append(head)
        for heads in found.values():
            heads.sort(key=lambda head: head.edition.start, reverse=True)
        return dict(found)

    def editions(self, kind: str, setting: str = "") -> tuple[Edition, ...]:
        """Editions held of a table, newest first."""
        return tuple(head.edition for head in self.files.get((kind, setting), ()))

    def pair_rows(self, a: str, b: str, setting: str, on: date) -> tuple[PairRow, ...]:
        """Every row for two codes, in either order, that the table of a day holds; deleted ones too."""
        return self._find("ptp", setting, on, tablefiles.pairs, frozenset((a, b))) or ()

    def pair(self, a: str, b: str, setting: str, on: date) -> PairRow | None:
        """The row that decides on a day: the active one, else the one deleted last, else None."""
        rows = self.pair_rows(a, b, setting, on)
        return max(rows, key=lambda row: _weight(row, on), default=None)

    def pairs(self, setting: str, on: date) -> tuple[PairRow, ...]:
        """Every active row of the newest complete table of a day."""
        for head in self._heads("ptp", setting, on):
            if head.complete:
                return tuple(
                    r for rows in self._once(head, tablefiles.pairs).values() for r in rows if r.active(on)
                )
        return ()

    def pair_edition(self, setting: str, on: date) -> Edition | None:
        """The edition that answers for a pair that no table lists: the newest complete one."""
        return next((head.edition for head in self._heads("ptp", setting, on) if head.complete), None)

    def mue(self, code: str, setting: str, on: date) -> LimitRow | None:
        """Units of a code a day before the edit stops it; None where CMS publishes no value."""
        return self._find("mue", setting, on, tablefiles.limits, code)

    def medicaid_mue(self, code: str, on: date | None = None) -> LimitRow | None:
        """The same for Medicaid's practitioner table."""
        return self._find("mue", MEDICAID, on or date.max, tablefiles.limits, code)

    def bases(self, code: str, on: date | None = None) -> AddOnRow | None:
        """The base codes an add-on code needs; None when it is no add-on code."""
        return self._find("addon", "", on or date.max, tablefiles.addons, code)

    def rvu(self, code: str, on: date) -> ValueRow | None:
        """Relative values on a day: of that calendar year, else of the last year held (see row.edition.year)."""
        row = self._find("rvu", "", on, tablefiles.values, code)
        return row if row is None or row.edition.year <= on.year else None

    def gpci(self, locality: str, on: date) -> PlaceRow | None:
        """Cost indices of a locality id ('01182-18'); see `localities` and `places`."""
        row = self._find("gpci", "", on, tablefiles.places, locality)
        return row if row is None or row.edition.year <= on.year else None

    def places(self, on: date) -> tuple[PlaceRow, ...]:
        """Every locality with its cost indices in the newest table of a day."""
        heads = self._heads("gpci", "", on)
        return tuple(self._once(heads[0], tablefiles.places).values()) if heads else ()

    @cached_property
    def paired(self) -> frozenset[str]:
        """Every code that stands in any pair table, ours or an office visit's."""
        heads = [head for setting in SETTINGS for head in self.files.get(("ptp", setting), ())]
        return frozenset(code for head in heads for key in self._once(head, tablefiles.pairs) for code in key)

    @cached_property
    def localities(self) -> tuple[LocalityRow, ...]:
        """Counties of each locality, newest edition."""
        heads = self.files.get(("localities", ""), [])
        return tablefiles.localities(heads[0]) if heads else ()

    @cached_property
    def modifiers(self) -> Mapping[str, ModifierRow]:
        """Modifiers in own words, by identifier."""
        return tablefiles.modifiers(self.folder / "modifiers.csv")

    def cite(
        self, sources: Sources, kind: str, edition: Edition, locator: str, setting: str = ""
    ) -> Citation:
        """The citation of a row: the table's source with the edition the row is from."""
        head = next(h for h in self.files[kind, setting] if h.edition == edition)
        citation = sources.cite(f"{head.source} {locator}")
        title = citation.title.replace("(RVU25D)", f"({edition.label})") if kind == "rvu" else citation.title
        return replace(citation, title=title, edition=edition.words)

    def _find(
        self, kind: str, setting: str, on: date, read: Callable[[TableFile], dict[Any, Rows]], key: object
    ) -> Rows | None:
        """The row of a key in the first edition that has it; a complete edition that lacks it ends the search."""
        for head in self._heads(kind, setting, on):
            rows = self._once(head, read)
            if key in rows:
                return rows[key]
            if head.complete:
                return None
        return None

    def _heads(self, kind: str, setting: str, on: date) -> list[TableFile]:
        """Editions in the order in which they answer for a day."""
        heads = self.files.get((kind, setting), [])
        started = [head for head in heads if head.edition.start <= on]
        order = started or heads[::-1]
        if kind == "ptp" and not (started and not started[0].edition.outdated(on)):
            order = [head for head in heads if head.dated] + order
        return list(dict.fromkeys(order))

    def _once(self, head: TableFile, read: Callable[[TableFile], Rows]) -> Rows:
        """A file's rows by key, read once."""
        if head.path not in self._read:
            try:
                self._read[head.path] = read(head)
            except (KeyError, ValueError, InvalidOperation) as error:
                raise TableError(
                    f"{head.path.name}: {error}; rebuild it with python ingest.py tables."
                ) from error
        rows: Rows = self._read[head.path]
        return rows


def read_tables(folder: Path) -> Tables:
    """The tables of a folder; each is read when it is first asked for."""
    return Tables(folder)


def _weight(row: PairRow, on: date) -> tuple[bool, bool, bool, int, str]:
    """Active rows first, of these the one that ends first (a later row began after it); else what ended last."""
    begun = row.effective is None or row.effective <= on
    end = (row.deleted or date.max).toordinal()
    return row.active(on), begun, row.indicator != "9", -end if row.active(on) else end, row.column1
