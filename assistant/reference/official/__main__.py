"""`python -m assistant.reference.official check FILE …`: do our tables agree with an official pair or MUE file?

Every row of the file that concerns our codes is looked up; every active pair or limit of ours must stand in the
file where the file covers it. Exit code 0 when all agree, 1 when not, 2 for a file that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import AssistantError
from assistant.reference import Reference
from assistant.reference.editions import edition
from assistant.reference.official import pairs, read_file
from assistant.reference.official.recognise import Kind

Row = tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Check the files named; prints one line a table and every disagreement."""
    parser = argparse.ArgumentParser("python -m assistant.reference.official", description=__doc__)
    parser.add_argument("command", choices=["check"])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    options = parser.parse_args(arguments)
    try:
        reference = Reference.load(options.knowledge)
        faults = [fault for path in options.files for fault in check(path, reference)]
    except AssistantError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line
        return 2
    return 1 if faults else 0


def check(path: Path, reference: Reference) -> list[str]:
    """Disagreements between a file and our tables, in words."""
    faults: list[str] = []
    belongs = pairs.own(reference.codes)
    for member, kind, rows in read_file(path, reference.codes, []):
        held = [row for row in rows if kind.table != "ptp" or belongs(row)]
        found = _pairs(kind, held, reference) if kind.table == "ptp" else _limits(kind, held, reference)
        print(f"{member.name}: {len(held)} rows for our codes, {len(found)} disagree")  # noqa: T201
        for fault in found:
            print(f"  {fault}")  # noqa: T201
        faults += found
    return faults


def _pairs(kind: Kind, rows: list[Row], reference: Reference) -> list[str]:
    on, tables = edition(kind.edition).start, reference.tables
    faults, active = [], set()
    for one, two, indicator, _, deleted, _ in rows:
        stands = not deleted and indicator != "9"
        ours = tables.pair_rows(one, two, kind.setting, on)
        same = [r for r in ours if (r.column1, r.column2, r.indicator) == (one, two, indicator) and _iso(r.deleted) == deleted]
        if not same:
            faults.append(f"{one} → {two}, indicator {indicator}, deleted {deleted or '–'}: not in our table")
        elif any(r.active(on) != stands for r in same):
            faults.append(f"{one} → {two}: active {stands} in the file, not so in our table")
        if stands:
            active.add((one, two))
    covered = {code for pair in active for code in pair}
    for row in tables.pairs(kind.setting, on):
        pair = (row.column1, row.column2)
        if set(pair) <= covered and set(pair) <= set(reference.codes) and pair not in active:
            faults.append(f"{row.column1} → {row.column2}: active in our table, not in the file")
    return faults


def _limits(kind: Kind, rows: list[Row], reference: Reference) -> list[str]:
    on, faults = edition(kind.edition).start, []
    for code, units, mai, _ in rows if kind.table == "mue" else ():
        ours = reference.tables.mue(code, kind.setting, on)
        if ours is None or (str(ours.units), ours.mai) != (units, mai):
            faults.append(f"{code}: {units} units, MAI {mai} in the file; ours says {ours}")
    return faults


def _iso(day: object) -> str:
    return str(day) if day else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
