"""NCCI pairs of a therapy code with a code outside therapy (surgery, anesthesia, injections), kept apart from pairs of our own.

One row a therapy code, side and indicator, with all codes on the other side in one cell; nothing is taken apart before
it is asked for. Only rows that stood in their quarter are kept: no ended ones, no first days.

>>> held = Outside((("97597", "2", "1", "11042 11043"),))
>>> held.find("97597", "11042"), held.find("97597", "97110"), held.knows("11043")
(('2', '1'), None, True)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.reference.tablefiles import TableFile

TABLE = "outside"
COLUMNS = ("code", "side", "indicator", "others")

Grouped = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Outside:
    """Rows of one edition: therapy code, its column (1 or 2), indicator, the other codes."""

    rows: tuple[Grouped, ...]
    _by_code: dict[str, list[Grouped]] = field(init=False, repr=False, compare=False, default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for row in self.rows:
            self._by_code[row[0]].append(row)

    def find(self, code: str, other: str) -> tuple[str, str] | None:
        """(column of `code`, indicator) of a therapy code with another one."""
        return next(((row[1], row[2]) for row in self._by_code.get(code, ()) if other in row[3]), None)

    def count(self, code: str) -> int:
        """With how many codes outside therapy a therapy code has an edit."""
        return sum(row[3].count(" ") + 1 for row in self._by_code.get(code, ()))

    def knows(self, other: str) -> bool:
        """Does a code outside therapy stand in any row?"""
        return any(other in row[3] for row in self.rows)


def read(head: TableFile) -> Outside:
    """The rows of a file."""
    return Outside(tuple((c["code"], c["side"], c["indicator"], c["others"]) for c in head.rows()))


def grouped(rows: Iterable[Grouped]) -> list[Grouped]:
    """Rows with one other code each → one row a code, side and indicator."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for code, side, indicator, other in rows:
        found[code, side, indicator].add(other)
    return sorted((*key, " ".join(sorted(others))) for key, others in found.items())


def apart(rows: Iterable[tuple[str, ...]]) -> Iterator[Grouped]:
    """Rows as the file holds them → one row for each other code."""
    for code, side, indicator, others in rows:
        for other in others.split(" "):
            yield code, side, indicator, other
