"""Official CMS files → knowledge/tables, by `python ingest.py tables FILE …`.

Takes the files as CMS publishes them (NCCI PTP and MUE, PPRRVU, GPCI, localities, add-on edits; zips too) and
our extracts of them. Files of one table and edition are joined. Everything is read and checked first; a file
that is broken stops the whole load, with the line, and nothing is written.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import TableError
from assistant.reference import outside
from assistant.reference.codes import Codes, read_codes
from assistant.reference.editions import edition
from assistant.reference.official import pairs, sheets
from assistant.reference.official.changes import Change, Summary
from assistant.reference.official.opening import Member, members
from assistant.reference.official.recognise import Kind, recognise
from assistant.reference.official.writing import Batch, Row, plan, put_in_place
from assistant.reference.whole import LIST, with_listed

__all__ = ["Change", "Summary", "load_tables", "read_file"]

_READERS = {
    "mue": sheets.limits,
    "rvu": sheets.values,
    "gpci": sheets.places,
    "localities": sheets.localities,
    "addon": sheets.addons,
}


def load_tables(
    files: Sequence[Path],
    knowledge: Path,
    *,
    dry_run: bool = False,
    report: Callable[[str], None] = lambda _: None,
    today: date | None = None,
) -> Summary:
    """Load official files into the tables of a knowledge folder and say what changes for our codes.

    today: the day of the load; an edition that begins later changes nothing for the days before it. Raises TableError for the first file that is missing, unknown or broken; then nothing is written.
    """
    folder = knowledge / "tables"
    codes = read_codes(folder / "codes.csv")
    batches: dict[Kind, Batch] = {}
    skipped: list[str] = []
    for path in files:
        started = time.perf_counter()
        for member, kind, rows in read_file(path, codes, skipped):
            _take(kind, rows, path.name, batches, codes)
            label = " ".join(part for part in (kind.table, kind.setting, kind.edition) if part)
            report(f"{member.name}: {label}, read in {time.perf_counter() - started:.1f} s")
    empty = [", ".join(batch.files) for batch in batches.values() if not batch.rows]
    planned = _planned([batch for batch in batches.values() if batch.rows], folder, today or date.today())
    if not dry_run:
        texts = {folder / name: text for name, text, _ in planned}
        if (knowledge / LIST).exists():  # from now on each must be there
            texts[knowledge / LIST] = with_listed(knowledge, (f"tables/{name}" for name, _, _ in planned))
        put_in_place(texts)
    summary = Summary(tuple(change for _, _, change in planned), tuple(skipped), tuple(empty), written=not dry_run)
    for line in summary.lines():
        report(line)
    return summary


def _take(kind: Kind, rows: Iterable[Row], file: str, batches: dict[Kind, Batch], codes: Codes) -> None:
    """Rows into the batch of their table; pairs with codes outside therapy into their own."""
    batch = batches.setdefault(kind, Batch(kind))
    if kind.table != "ptp":
        batch.add(rows, file)
        return
    belongs, other = pairs.own(codes), []

    def ours() -> Iterator[Row]:
        for row in rows:
            if belongs(row):
                yield row
            else:
                other.append(row)

    batch.add(ours(), file)
    beyond = list(pairs.outside(other, codes, edition(kind.edition).start.isoformat()))
    if beyond:
        apart = Kind(outside.TABLE, kind.setting, kind.edition)
        batches.setdefault(apart, Batch(apart)).add(beyond, file)


def _planned(batches: Iterable[Batch], folder: Path, today: date) -> list[tuple[str, str, Change]]:
    """Name, text and changes of each file, oldest edition first: each sees those before it, in a copy."""
    planned = []
    with TemporaryDirectory() as copy:
        staging = Path(copy)
        for path in folder.glob("*-*.csv"):
            shutil.copy(path, staging)
        for batch in sorted(batches, key=lambda one: edition(one.kind.edition).start):
            path, text, change = plan(batch, staging, today)
            put_in_place({path: text})
            planned.append((path.name, text, change))
    return planned


def read_file(path: Path, codes: Codes, skipped: list[str]) -> Iterator[tuple[Member, Kind, Iterator[tuple[str, ...]]]]:
    """Every table of a file with its rows for our codes; names of other members of a zip go to `skipped`."""
    found = False
    keep = pairs.keeper(codes)
    for member in members(path):
        kind = recognise(member)
        if kind is None:
            skipped.append(member.name)
            continue
        found = True
        rows = pairs.read(member, keep) if kind.table == "ptp" else _READERS[kind.table](member, codes)
        yield member, kind, rows
    if not found:
        raise TableError(f"{path.name}: holds no table I know (NCCI PTP or MUE, PPRRVU, GPCI, localities, add-on edits).")
