"""Reads NCCI procedure-to-procedure tables: seven columns, up to 2.6 million rows, streamed.

As published: a few heading lines, then tab-separated column 1, column 2, a mark for edits from before 1996,
first day, last day or `*`, modifier indicator (0, 1, 9), rationale. Also read: extracts with named columns
(column1, column2, deletion_date, modifier_indicator, rationale). Every row must have the form; the first that
has not stops the whole load. Kept are pairs of our own codes, and of ours with office visits and manipulation; and,
in a table of their own (reference/outside.py), those of a therapy code with any other code, as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from assistant.errors import TableError
from assistant.reference.codes import Codes
from assistant.reference.official.opening import SHEET, Member
from assistant.reference.official.recognise import HEAD

Row = tuple[str, ...]

# Codes outside therapy that share edits with it: office and facility visits, other manipulation, cardiac and
# pulmonary rehabilitation (NCCI Policy Manual ch. XI).
_PARTNER = re.compile(r"99(?:20[2-9]|2[1-9]\d|[34]\d\d)|G0463|9892[5-9]|9894[0-3]|9379[78]|9462[56]")
_LINE = re.compile(r"([0-9A-Z]{5})\t([0-9A-Z]{5})\t[ *]*\t(\d{8})\t(\d{8}|\*)\t([019])\t?([^\t]*)\s*")


def keeper(codes: Codes) -> Callable[[str, str], bool]:
    """Whether a pair is kept: both codes ours, or one of them a therapy code."""
    ours, therapy = frozenset(codes), therapy_codes(codes)
    return lambda one, two: (one in ours and two in ours) or one in therapy or two in therapy


def therapy_codes(codes: Codes) -> frozenset[str]:
    """Our codes without those that only stand beside therapy."""
    return frozenset(c.code for c in codes.values() if c.family != "outside therapy")


def own(codes: Codes) -> Callable[[Row], bool]:
    """Whether a kept pair belongs to the table of our own: both codes ours, or one a therapy code and the other a partner."""
    ours, therapy = frozenset(codes), therapy_codes(codes)

    def belongs(row: Row) -> bool:
        one, two = row[:2]
        return (one in ours and two in ours) or _PARTNER.fullmatch(two if one in therapy else one) is not None

    return belongs


def outside(rows: Iterable[Row], codes: Codes, first_day: str) -> Iterator[Row]:
    """Pairs of the other table that stand on an edition's first day: therapy code, its column, indicator, the other code."""
    therapy = therapy_codes(codes)
    for one, two, indicator, _, deleted, _ in rows:
        if indicator == "9" or (deleted and deleted < first_day):
            continue
        yield (one, "1", indicator, two) if one in therapy else (two, "2", indicator, one)


def read(member: Member, keep: Callable[[str, str], bool]) -> Iterator[Row]:
    """Kept rows: column 1, column 2, indicator, first day, last day (ISO or empty), rationale."""
    if member.suffix == SHEET:
        yield from _lines(member, ((n, "\t".join(cells[:7])) for n, cells in member.rows()), keep)
        return
    with member.text() as file:
        head = file.read(4096)
    if "\t" in head:
        with member.text() as file:
            yield from _lines(member, enumerate(file, 1), keep)
    elif "column1" in head.partition("\n")[0]:
        yield from _named(member, keep)
    else:
        yield from _lines(member, ((n, "\t".join(cells[:7])) for n, cells in member.rows()), keep)


def _lines(member: Member, lines: Iterator[tuple[int, str]], keep: Callable[[str, str], bool]) -> Iterator[Row]:
    """The published form. Heading lines end at the first row; from there on every line must be one."""
    match_line = _LINE.fullmatch
    begun = False
    for number, line in lines:
        match = match_line(line)
        if match is None:
            if (not begun and number <= HEAD) or not line.strip():
                continue
            raise TableError(f"{member.name}, line {number}: not a row of a pair table; nothing was loaded.")
        begun = True
        if keep(match[1], match[2]):
            yield _row(member, number, match)
    if not begun:
        raise TableError(f"{member.name}: no pair found; nothing was loaded.")


def _row(member: Member, number: int, match: re.Match[str]) -> Row:
    one, two, first, last, indicator, rationale = match.groups()
    try:
        effective = date.fromisoformat(first).isoformat()
        deleted = "" if last == "*" else date.fromisoformat(last).isoformat()
    except ValueError as error:
        raise TableError(f"{member.name}, line {number}: {error}; nothing was loaded.") from error
    return one, two, indicator, effective, deleted, rationale.strip()


def _named(member: Member, keep: Callable[[str, str], bool]) -> Iterator[Row]:
    """An extract with named columns; without a deletion_date column every row stands."""
    rows = member.rows()
    _, header = next(rows)
    place = {name: n for n, name in enumerate(header)}
    last = place.get("deletion_date")
    for number, cells in rows:
        one, two = cells[0], cells[1] if len(cells) > 1 else ""
        indicator = cells[place["modifier_indicator"]] if len(cells) == len(header) else ""
        if not re.fullmatch(r"[0-9A-Z]{5}[0-9A-Z]{5}[019]", one + two + indicator):
            raise TableError(f"{member.name}, line {number}: not a row of a pair table; nothing was loaded.")
        if keep(one, two):
            deleted = "" if last is None else cells[last]
            yield one, two, indicator, "", deleted, cells[place["rationale"]]
