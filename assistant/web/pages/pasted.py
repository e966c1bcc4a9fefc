"""A day's lines pasted from a spreadsheet, or typed, → the mapping that tools/claims/file.py reads.

Columns by tab, semicolon, comma or spaces. With a header row the columns may stand in any order (code, minutes,
assistant minutes, who, units, modifiers, discipline); without one they are code, minutes, units, modifiers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.errors import BadInput

MOST_LINES = 100
_NAMES = (
    ("assistant_minutes", r"\b(?:assist\w*|pta|c?ota)\b"),
    ("modifiers", r"mod"),
    ("minutes", r"min|time"),
    ("units", r"unit|qty|quantity"),
    ("who", r"who|provider|by"),
    ("discipline", r"disc|plan"),
    ("code", r"code|cpt|hcpcs|procedure|service"),
)
_PLAIN = ("code", "minutes", "units", "modifiers")
_WHO = {"assistant": "assistant", "pta": "assistant", "ota": "assistant", "cota": "assistant", "a": "assistant"}
_THERAPIST = ("therapist", "pt", "ot", "slp", "t")


def lines(text: str) -> list[dict[str, Any]]:
    """The rows of a claim. Raises BadInput naming the line that cannot be read."""
    rows = [(number, _cells(line)) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not rows:
        raise BadInput("Paste or type at least one line: code, minutes, units, modifiers.")
    names: Sequence[str | None] = _PLAIN
    if not re.match(r"\s*[\dA-Va-v]\d{3}", rows[0][1][0]):
        names = [_name(cell) for cell in rows[0][1]]
        rows = rows[1:]
        if "code" not in names:
            raise BadInput("The first line names no column 'code'; write code, minutes, units, modifiers.")
    if not rows or len(rows) > MOST_LINES:
        raise BadInput(f"{len(rows)} lines: a claim here has 1 to {MOST_LINES}.")
    return [_row(names, cells, number) for number, cells in rows]


def _cells(line: str) -> list[str]:
    for mark in ("\t", ";", ","):
        if mark in line:
            return [cell.strip().strip('"') for cell in line.split(mark)]
    head, *rest = line.split()
    numbers = [cell for cell in rest if cell.isdigit() and len(cell) < 4][:2]
    if len(numbers) < 2:  # one number alone is the minutes
        return [head, *numbers, *[""] * (2 - len(numbers)), " ".join(rest[len(numbers) :])]
    return [head, *numbers, " ".join(rest[2:])]


def _name(cell: str) -> str | None:
    return next((name for name, words in _NAMES if re.search(words, cell, re.IGNORECASE)), None)


def _row(names: Sequence[str | None], cells: Sequence[str], number: int) -> dict[str, Any]:
    row: dict[str, Any] = {}
    found: list[str] = []
    for place, cell in enumerate(cells):
        name = names[place] if place < len(names) else "modifiers"  # modifiers often fill several columns
        if name == "modifiers":
            found += re.split(r"[\s,;/|-]+", cell.upper())
        elif name in ("minutes", "units", "assistant_minutes") and cell:
            row[name] = _whole(cell, name, number)
        elif name == "who" and cell:
            row[name] = _who(cell, number)
        elif name and cell:
            row[name] = cell
    if found := [one for one in found if one]:
        row["modifiers"] = found
    return row


def _whole(cell: str, name: str, number: int) -> int:
    said = re.fullmatch(r"(\d{1,5})(?:\.0+)?\s*(?:min\w*|units?|u|m)?", cell, re.IGNORECASE)
    if not said:
        raise BadInput(f"Line {number}: {name.replace('_', ' ')} {cell[:20]!r} is not a whole number.")
    return int(said[1])


def _who(cell: str, number: int) -> str:
    word = cell.lower()
    if word in _WHO:
        return _WHO[word]
    if word in _THERAPIST:
        return "therapist"
    raise BadInput(f"Line {number}: {cell[:20]!r}; write therapist or assistant.")
