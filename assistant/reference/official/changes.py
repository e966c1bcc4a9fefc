"""What a newly loaded edition changes for our codes, against the edition before."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reference.editions import edition
from assistant.reference.official.recognise import Kind
from assistant.reference.outside import TABLE
from assistant.reference.tablefiles import TableFile

Row = tuple[str, ...]

SHOWN = 40  # lines of each sort in a report


@dataclass(frozen=True, slots=True)
class Change:
    """One table. before: the edition compared with, empty when there was none. The lists are short sentences."""

    file: str
    table: str
    setting: str
    edition: str
    before: str
    rows: int
    complete: bool
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def lines(self, shown: int = SHOWN) -> list[str]:
        """The change as a report: one line of totals, then what is added, removed and changed."""
        what = " ".join(part for part in (self.table, self.setting, self.edition) if part)
        counts = f"{len(self.added)} added, {len(self.removed)} removed, {len(self.changed)} changed"
        said = [f"{what}: {self.rows} rows; against {self.before or 'nothing held'}: {counts}"]
        if not self.complete:
            said.append("  only part of the table: what it lacks is still answered from the edition before")
        for word, entries in (("added", self.added), ("removed", self.removed), ("changed", self.changed)):
            said += [f"  {word:8}{entry}" for entry in entries[:shown]]
            if len(entries) > shown:
                said.append(f"  {word:8}… and {len(entries) - shown} more")
        return said


@dataclass(frozen=True, slots=True)
class Summary:
    """All tables of one load. skipped: members of no known form; empty: files without any of our codes.

    written: whether the files were put in place.
    """

    changes: tuple[Change, ...]
    skipped: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    written: bool = True

    def lines(self) -> list[str]:
        """The whole report."""
        said = [line for change in self.changes for line in change.lines()]
        said += [f"{name}: not a table I read; left out" for name in self.skipped]
        said += [f"{name}: holds none of our codes; nothing to write" for name in self.empty]
        return said if self.written else [*said, "Nothing was written."]


def compare(kind: Kind, file: str, before: TableFile | None, old: list[Row], new: list[Row], *, complete: bool) -> Change:
    """Entries of the old and the new edition set against each other. Of a part, only what it names is compared."""
    start = edition(kind.edition).start.isoformat()
    then, now = _entries(kind, old, start), _entries(kind, new, start)
    gone = [k for k in then if k not in now and (complete or k in {_pair(row) for row in new})]
    return Change(
        file,
        kind.table,
        kind.setting,
        kind.edition,
        before.edition.words if before else "",
        len(new),
        complete,
        tuple(f"{k}: {now[k]}" for k in sorted(now) if k not in then) if before else (),
        tuple(f"{k}: was {then[k]}" for k in sorted(gone)),
        tuple(f"{k}: {then[k]} → {now[k]}" for k in sorted(now) if k in then and then[k] != now[k]),
    )


def _entries(kind: Kind, rows: list[Row], start: str) -> dict[str, str]:
    """What each entry says on the first day of the new edition; pairs only while they stand."""
    if kind.table == "ptp":
        return {_pair(r): f"indicator {r[2]}" for r in rows if _stands(r, start)}
    if kind.table == TABLE:
        return {_pair(r): f"indicator {r[2]}, {r[0]} in column {r[1]}" for r in rows}
    if kind.table == "mue":
        return {r[0]: f"{r[1]} units{f', MAI {r[2]}' if r[2] else ''}" for r in rows}
    if kind.table == "rvu":
        factors = sorted({r[7] for r in rows})
        values = {r[0]: f"status {r[1]}, work {r[2]}, PE {r[3]}/{r[4]}, MP {r[5]}, MPPR {r[6]}" for r in rows}
        return {**values, "conversion factor": ", ".join(factors)} if rows else {}
    if kind.table == "gpci":
        return {f"{r[0]} {r[4]}": f"work {r[5]}, PE {r[6]}, MP {r[7]}" for r in rows}
    if kind.table == "localities":
        return {f"{r[0]} {r[2]}": r[3] for r in rows}
    return {f"{r[1]} needs {r[0]}": f"type {r[2]}" for r in rows}


def _pair(row: Row) -> str:
    return f"{row[0]} with {row[3]}" if row[1] in ("1", "2") else f"{row[0]} → {row[1]}"


def _stands(row: Row, on: str) -> bool:
    return row[2] != "9" and row[3] <= on and (not row[4] or row[4] >= on)
