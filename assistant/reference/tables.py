"""The official tables of knowledge/tables: pairs, limits, values, places, add-ons, modifiers, asked for on a day.

One file is one edition ("ptp-practitioner-2024Q3.csv"); its `#` lines say which. The newest edition that has
started answers; before the first one, the first answers. Where an edition holds only part of the codes
("complete: no"), what it lacks is looked up in the next one. A pair table that gives first days ("dated: yes")
tells the past too, so it answers for every day outside another edition's own quarter, unless it was loaded ahead
("loaded ahead:"): then nothing changes for the days before it. Files are read once, when first asked for.
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
from assistant.reference import outside, tablefiles
from assistant.reference.editions import Edition
from assistant.reference.rows import AddOnRow, LimitRow, LocalityRow, ModifierRow, PairRow, PlaceRow, ValueRow
from assistant.reference.sources import Sources
from assistant.reference.tablefiles import TableFile, read_head
from assistant.reference.whole import TABLES, check_table
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

    def check(self) -> None:
        """Raise TableError unless every table is whole, and each needed one is there in a whole edition."""
        for name in ("codes.csv", "modifiers.csv"):
            check_table(self.folder / name, hashed=False)
        _ = self.modifiers  # a fault in a row is told now, not at a question
        for heads in self.files.values():
            for head in heads:
                check_table(head.path)
        for kind, setting in TABLES:
            if not any(head.complete for head in self.files.get((kind, setting), ())):
                name = " ".join(part for part in (kind, setting) if part)
                raise TableError(f'No whole {name} table in {self.folder}: without one, "no row" would be read as "no rule". Load it with python ingest.py tables.')

    def read(self) -> None:
        """Read every file now, so that none is read later in another version."""
        readers: dict[str, Callable[[TableFile], Any]] = {
            "ptp": tablefiles.pairs, "mue": tablefiles.limits, "rvu": tablefiles.values, "gpci": tablefiles.places,
            "addon": tablefiles.addons, outside.TABLE: outside.read,
        }  # fmt: skip
        for (kind, _), heads in self.files.items():
            for head in heads:
                if kind in readers:
                    self._once(head, readers[kind])
        _ = self.localities, self.modifiers

    def editions(self, kind: str, setting: str = "") -> tuple[Edition, ...]:
        """Editions held of a table, newest first."""
        return tuple(head.edition for head in self.files.get((kind, setting), ()))

    def pair_rows(self, a: str, b: str, setting: str, on: date) -> tuple[PairRow, ...]:
        """Every row for two codes, in either order, that the table of a day holds; deleted ones too."""
        key = frozenset((a, b))
        apart = not {a, b} <= self.paired
        for head in self._heads("ptp", setting, on):
            rows: dict[frozenset[str], tuple[PairRow, ...]] = self._once(head, tablefiles.pairs)
            if key in rows:
                return rows[key]
            found = self._outside_row(a, b, head) or self._outside_row(b, a, head) if apart else None
            if found:
                return (found,)
            if head.complete and not (apart and self.outside(a, b) and not self._beyond(head, complete=True)):
                return ()
        return ()

    def outside(self, *codes: str) -> bool:
        """Does one of these codes stand only in the tables of codes outside therapy?"""
        return any(code not in self.paired and self.knows(code) for code in codes)

    def knows(self, code: str) -> bool:
        """Does a code stand in any pair table, ours, an office visit's or one outside therapy?"""
        if code in self.paired:
            return True
        heads = (head for setting in SETTINGS for head in self.files.get((outside.TABLE, setting), ()))
        return any(self._once(head, outside.read).knows(code) for head in heads)

    def outside_count(self, code: str, setting: str, on: date) -> int:
        """With how many codes outside therapy a code of ours has an edit in the newest table of a day."""
        beyond = next((one for head in self._heads("ptp", setting, on) if (one := self._beyond(head))), None)
        return self._once(beyond, outside.read).count(code) if beyond else 0

    def _beyond(self, head: TableFile, *, complete: bool = False) -> TableFile | None:
        """The file of codes outside therapy of the same edition. complete: only where it is whole."""
        beside = self.files.get((outside.TABLE, head.setting), ())
        return next((one for one in beside if one.edition == head.edition and (one.complete or not complete)), None)

    def _outside_row(self, code: str, other: str, head: TableFile) -> PairRow | None:
        beyond = self._beyond(head)
        found = self._once(beyond, outside.read).find(code, other) if beyond else None
        if found is None:
            return None
        one, two = (code, other) if found[0] == "1" else (other, code)
        return PairRow(one, two, found[1], None, None, "", head.setting, head.edition)

    def pair(self, a: str, b: str, setting: str, on: date) -> PairRow | None:
        """The row that decides on a day: the active one, else the one deleted last, else None."""
        rows = self.pair_rows(a, b, setting, on)
        return max(rows, key=lambda row: _weight(row, on), default=None)

    def pairs(self, setting: str, on: date) -> tuple[PairRow, ...]:
        """Every active row of the newest complete table of a day."""
        for head in self._heads("ptp", setting, on):
            if head.complete:
                return tuple(r for rows in self._once(head, tablefiles.pairs).values() for r in rows if r.active(on))
        return ()

    def pair_edition(self, setting: str, on: date, *, beyond: bool = False) -> Edition | None:
        """The edition that answers for a pair that no table lists: the newest complete one. beyond: of a code outside therapy."""
        heads = self._heads("ptp", setting, on)
        return next((head.edition for head in heads if head.complete and (not beyond or self._beyond(head, complete=True))), None)

    def mue(self, code: str, setting: str, on: date) -> LimitRow | None:
        """Units of a code a day before the edit stops it; None where CMS publishes no value."""
        return self._find("mue", setting, on, tablefiles.limits, code)

    def medicaid_mue(self, code: str, on: date | None = None) -> LimitRow | None:
        """The same for Medicaid's practitioner table; of the newest edition where no day is given."""
        return self._find("mue", MEDICAID, on or date.max, tablefiles.limits, code)

    def bases(self, code: str, on: date | None = None) -> AddOnRow | None:
        """The base codes an add-on code needs; None when it is no add-on code."""
        return self._find("addon", "", on or date.max, tablefiles.addons, code)

    def rvu_year(self, on: date) -> int | None:
        """The newest calendar year up to a day for which relative values are held."""
        years = [head.edition.year for head in self.files.get(("rvu", ""), ()) if head.edition.year <= on.year]
        return max(years, default=None)

    def holds(self, kind: str, setting: str) -> bool:
        """Is any edition of a table held for a setting?"""
        return bool(self.files.get((kind, setting)))

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

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Modifiers of a kind ("bypass"), in the order of the table."""
        return tuple(name for name, row in self.modifiers.items() if row.kind == kind)

    def cite(self, sources: Sources, kind: str, edition: Edition, locator: str, setting: str = "") -> Citation:
        """The citation of a row: the table's source with the edition the row is from."""
        head = next(h for h in self.files[kind, setting] if h.edition == edition)
        citation = sources.cite(f"{head.source} {locator}")
        title = citation.title.replace("(RVU25D)", f"({edition.label})") if kind == "rvu" else citation.title
        return replace(citation, title=title, edition=edition.words)

    def _find(self, kind: str, setting: str, on: date, read: Callable[[TableFile], dict[Any, Rows]], key: object) -> Rows | None:
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
            order = [head for head in heads if head.dated and not (on < head.edition.start and head.ahead)] + order
        return list(dict.fromkeys(order))

    def _once(self, head: TableFile, read: Callable[[TableFile], Rows]) -> Rows:
        """A file's rows by key, read once."""
        if head.path not in self._read:
            try:
                self._read[head.path] = read(head)
            except (KeyError, ValueError, InvalidOperation) as error:
                raise TableError(f"{head.path.name}: {error}; rebuild it with python ingest.py tables.") from error
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
