"""Sections that answer the same question as well: neither right nor wrong beside each other (eval/asked/same.txt).

One group of ids a line, separated by spaces.
"""

from __future__ import annotations

from eval.train.asked import FOLDER


def same_answers() -> dict[str, frozenset[str]]:
    """Id → the other ids that answer its questions as well."""
    file = FOLDER / "same.txt"
    found: dict[str, frozenset[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        group = frozenset(line.split())
        for one in group:
            found[one] = found.get(one, frozenset()) | (group - {one})
    return found
