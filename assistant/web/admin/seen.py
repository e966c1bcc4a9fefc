"""What the admin page shows, as rows: documents, feedback and gaps, generations, usage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.library.build import status
from assistant.library.index import Generation
from assistant.library.intake import noted
from assistant.record.feedback import gaps
from assistant.reference.payers import Payers
from assistant.schema import Passage

if TYPE_CHECKING:
    from assistant.record.store import Feedback, Store

DAYS = 30  # of usage
SAID = 100  # pieces of feedback shown


@dataclass(frozen=True, slots=True)
class Row:
    """A document. upload: its file's name where it came by the page. look: warnings and what differs."""

    id: str
    title: str
    publisher: str
    payers: str
    edition: str
    start: date | None
    end: date | None
    age: str
    passages: int
    groups: str
    file: str
    upload: str
    look: tuple[str, ...]


def documents(index: Generation, folder: Path, uploads: Path, payers: Payers, today: date) -> list[Row]:
    """Every document of an organisation in the index, in its order. folder: of the index; uploads: where the page puts them."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in index.passages:
        if passage.kind == "own":
            found[passage.id.partition("#")[0]].append(passage)
    notes = noted(folder)
    return [_row(name, rows, notes, uploads, payers, today) for name, rows in found.items()]


def _row(name: str, rows: Sequence[Passage], notes: Mapping[str, Any], uploads: Path, payers: Payers, today: date) -> Row:
    first, cited = rows[0], rows[0].citations[0]
    place = notes.get("documents", {}).get(name, {"name": "", "place": ""})
    look = [notes.get("warnings", {}).get(place["name"], "")]
    look += [said for file, said in notes.get("differences", ()) if file == place["name"]]
    look += [said for document, said in notes.get("leads", ()) if document == name]
    start = min((row.in_force_from for row in rows if row.in_force_from), default=None)
    return Row(
        name, cited.title, cited.publisher, ", ".join(payers.named(one).label for one in first.plans) or "nobody's", cited.edition,
        start, first.in_force_to, age(start, today), len(rows), ", ".join(first.groups), place["place"],
        Path(place["place"]).name if Path(place["place"]).parent == uploads else "", tuple(filter(None, look)),
    )  # fmt: skip


def age(start: date | None, today: date) -> str:
    """How long a document has been in force, in words.

    >>> age(date(2024, 10, 1), date(2026, 11, 27)), age(date(2026, 9, 1), date(2026, 11, 27)), age(date(2027, 1, 1), date(2026, 11, 27))
    ('2 years', '2 months', 'not yet in force')
    """
    if start is None:
        return ""
    months = (today.year - start.year) * 12 + today.month - start.month - (today.day < start.day)
    if start > today:
        return "not yet in force"
    count, word = (months // 12, "year") if months >= 12 else (months, "month")
    return f"{count} {word}{'' if count == 1 else 's'}"


def left_out(folder: Path) -> Mapping[str, str]:
    """Files that were left out, and why."""
    found: Mapping[str, str] = noted(folder).get("quarantined", {})
    return found


def generations(folder: Path) -> list[dict[str, Any]]:
    """Generations, newest first, the one in use marked."""
    return [{**row, "built": row["built"][:16].replace("T", " ")} for row in reversed(status(folder))]


def feedback(store: Store | None, index: Generation) -> tuple[list[Feedback], list[list[Feedback]], dict[str, int]]:
    """(the newest feedback, gaps: unanswered questions grouped, thumbs by kind)."""
    rows = store.feedback() if store else []
    counts = {thumb: sum(said.thumb == thumb for said, _ in rows) for thumb in ("up", "down")}
    grouped = gaps(rows, lambda texts: np.stack([index.vector(text) for text in texts]))
    return [said for said, _ in rows][:SAID], grouped, counts
