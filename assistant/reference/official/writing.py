"""Read tables → files of knowledge/tables, and what changes by them for our codes.

An edition is one file. A load that holds at least nine tenths of what the edition before held is the whole
table and replaces a file of its edition; a smaller one (one part of four, an extract) is joined to what is
held of the edition, and the file says "complete: no". New files are written beside the old and put in
place at the end, all of them or none.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assistant.errors import TableError
from assistant.reference import outside
from assistant.reference.editions import edition
from assistant.reference.official.changes import Change, compare
from assistant.reference.official.recognise import Kind
from assistant.reference.tablefiles import TableFile, read_head
from assistant.reference.whole import check_table, sealed

Row = tuple[str, ...]

WHOLE = 0.9  # share of the edition before that a whole table holds


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written. key: the columns that tell its rows apart; about: its first header line."""

    columns: tuple[str, ...]
    key: tuple[int, ...]
    about: str


FORMS: dict[str, Form] = {
    "ptp": Form(
        ("column1", "column2", "indicator", "effective", "deleted", "rationale"),
        (0, 1, 3, 4),
        "NCCI procedure-to-procedure edits between codes of codes.csv, and of these with visits and manipulation",
    ),
    outside.TABLE: Form(outside.COLUMNS, (0, 1, 2, 3), "NCCI edits of therapy codes with codes outside therapy, as they stood in that quarter"),
    "mue": Form(("code", "units", "mai", "rationale"), (0,), "Medically unlikely edits: units of a code a day"),
    "rvu": Form(
        ("code", "status", "work", "pe", "pe_facility", "mp", "mult_proc", "conversion_factor"),
        (0,),
        "Relative values of the physician fee schedule, codes without modifier",
    ),
    "gpci": Form(
        ("id", "mac", "state", "locality", "name", "work", "pe", "mp"),
        (0,),
        "Geographic practice cost indices",
    ),
    "localities": Form(("id", "state", "area", "counties"), (0, 3), "Counties of the fee-schedule localities"),
    "addon": Form(("base", "addon", "type"), (0, 1), "Add-on codes and the base codes they need"),
}
_SOURCES = {
    "ptp": "cms-ncci-ptp",
    outside.TABLE: "cms-ncci-ptp",
    "mue": "cms-ncci-mue",
    "mue medicaid": "cms-medicaid-mue",
    "rvu": "cms-pfs-rvu25d",
    "gpci": "cms-pfs-gpci26",
    "gpci 2025": "cms-pfs-rvu25d",
    "localities": "cms-pfs-rvu25d",
    "addon": "cms-ncci-addon",
}


@dataclass(slots=True)
class Batch:
    """All that was read of one edition of one table, from one or several files."""

    kind: Kind
    rows: dict[Row, Row] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def add(self, rows: Iterable[Row], file: str) -> None:
        """Take rows in. Raises TableError where two files say different things of one key."""
        key = FORMS[self.kind.table].key
        self.files.append(file)
        for row in rows:
            name = tuple(row[n] for n in key)
            held = self.rows.setdefault(name, row)
            if held != row:
                raise TableError(f"{file}: {' '.join(name)} stands twice with different values; nothing was loaded.")


def plan(batch: Batch, folder: Path, today: date) -> tuple[Path, str, Change]:
    """The file to write, its text, and what changes. Writes nothing. today: the day of the load."""
    kind, form = batch.kind, FORMS[batch.kind.table]
    path = folder / f"{'-'.join(part for part in (kind.table, kind.setting, kind.edition) if part)}.csv"
    same = read_head(path) if path.exists() else None
    others = _others(kind, folder)
    whole = _whole(batch, others, same)
    rows = dict(batch.rows)
    files = set(batch.files)
    if same is not None and not whole:
        check_table(path)  # what is joined must be whole itself
        rows = {**_rows(same, form), **rows}
        files |= set(_said(path, "from").split(", "))
    before = same or _before(kind, others)
    complete = whole or (same is not None and same.complete)
    held = _rows(before, form) if before else {}
    change = compare(kind, path.name, before, list(held.values()), list(rows.values()), complete=complete)
    return path, _text(kind, rows.values(), sorted(files), today, complete=complete), change


def put_in_place(texts: dict[Path, str]) -> None:
    """Write every file, or none."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            beside = path.with_name(f".{path.name}.{os.getpid()}.new")
            waiting.append((beside, path))
            beside.write_text(text, encoding="utf-8", newline="")
        for beside, path in waiting:
            beside.replace(path)
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)


def _others(kind: Kind, folder: Path) -> list[TableFile]:
    """Whole editions of the same table and setting, newest first."""
    stem = "-".join(part for part in (kind.table, kind.setting) if part)
    heads = [read_head(path) for path in folder.glob(f"{stem}-*.csv")]
    mine = [h for h in heads if (h.kind, h.setting) == (kind.table, kind.setting) and h.complete]
    others = [head for head in mine if head.edition.label != kind.edition]
    return sorted(others, key=lambda head: head.edition.start, reverse=True)


def _before(kind: Kind, others: list[TableFile]) -> TableFile | None:
    start = edition(kind.edition).start
    return next((head for head in others if head.edition.start < start), None)


def _whole(batch: Batch, others: list[TableFile], same: TableFile | None) -> bool:
    """Whether the batch holds nearly all that the closest other edition, or the held one, holds."""
    against = _before(batch.kind, others) or (others[-1] if others else same)
    if against is None:
        return True
    held = {_name(batch.kind, row) for row in batch.rows.values()}
    needed = {_name(batch.kind, row) for row in _rows(against, FORMS[batch.kind.table]).values()}
    return len(held & needed) >= WHOLE * len(needed)


def _name(kind: Kind, row: Row) -> Row:
    """What a row is about, whatever it says: the two codes of a pair, else its key."""
    return row[:2] if kind.table == "ptp" else tuple(row[n] for n in FORMS[kind.table].key)


def _rows(head: TableFile, form: Form) -> dict[Row, Row]:
    rows: Iterable[Row] = [tuple(cells[name] for name in form.columns) for cells in head.rows()]
    rows = outside.apart(rows) if head.kind == outside.TABLE else rows
    return {tuple(row[n] for n in form.key): row for row in rows}


def _said(path: Path, key: str) -> str:
    """What a header line of one of our files says."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith(f"# {key}:"):
                return line.partition(":")[2].strip()
    return ""


def _text(kind: Kind, rows: Iterable[Row], files: list[str], today: date, *, complete: bool) -> str:
    held = outside.grouped((r[0], r[1], r[2], r[3]) for r in rows) if kind.table == outside.TABLE else sorted(rows)
    return sealed("".join(_lines(kind, held, files, today, complete=complete)))


def _lines(kind: Kind, rows: Sequence[Row], files: list[str], today: date, *, complete: bool) -> Iterator[str]:
    form = FORMS[kind.table]
    names = (f"{kind.table} {kind.setting}", f"{kind.table} {kind.edition}", kind.table)
    source = next(_SOURCES[name] for name in names if name in _SOURCES)
    dated = kind.table == "ptp" and all(row[3] for row in rows)
    yield f"# {form.about}.\n"
    for key, value in (
        ("table", kind.table),
        ("setting", kind.setting),
        ("edition", kind.edition),
        ("complete", "yes" if complete else "no"),
        ("dated", "yes" if dated else "no"),
        ("source", source),
        ("from", ", ".join(files)),
        ("rebuild", f"python ingest.py tables {' '.join(files)}"),
    ):
        yield f"# {key}: {value}".rstrip() + "\n"
    if today < edition(kind.edition).start:
        yield f"# loaded ahead: {today.isoformat()}, nothing in it counts before its first day\n"
    sink = _Lines()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(form.columns)
    writer.writerows(rows)
    yield from sink.lines


class _Lines:
    """Takes what csv.writer writes."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, text: str) -> None:
        self.lines.append(text)
