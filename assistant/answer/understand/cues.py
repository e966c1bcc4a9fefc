"""Named cues: which rows of knowledge/words/cues.toml a text meets. The one place where tools' patterns meet a question.

>>> from pathlib import Path
>>> sorted(read("do I need 59 for 97530 with 97140?", Path("knowledge")))
['asks.need59', 'says.modifier']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.reference.whole import entries

VALUE = "value."  # rows that hold a value; said.py takes it


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: the patterns that speak for it, those that must all stand there, those that speak against it, and its examples."""

    name: str
    any: tuple[re.Pattern[str], ...]
    all: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def meets(self, text: str) -> bool:
        """Does a text meet it?"""
        if any(one.search(text) for one in self.none):
            return False
        return all(one.search(text) for one in self.all) and (not self.any or any(one.search(text) for one in self.any))

    def match(self, text: str) -> re.Match[str] | None:
        """The first of its patterns that stands in a text."""
        return next((found for one in self.any if (found := one.search(text))), None)


@lru_cache(maxsize=8)
def rows(folder: Path) -> dict[str, Cue]:
    """Every cue of a knowledge folder by name. Raises KnowledgeError naming the row that is wrong."""
    path = folder / "words" / "cues.toml"
    found: dict[str, Cue] = {}
    for row in entries(path, "cue", ("name", "yes", "no"), ("any", "all", "none")):
        cue = _cue(row, path.name)
        if cue.name in found:
            raise KnowledgeError(f"{path.name}: cue {cue.name!r} stands twice")
        found[cue.name] = cue
    return found


def _cue(row: dict[str, Any], file: str) -> Cue:
    name = str(row.get("name", ""))
    unknown = set(row) - {"name", "any", "all", "none", "yes", "no"}
    if not name or unknown or not (row.get("any") or row.get("all")):
        raise KnowledgeError(f"{file}: cue {name!r}: wants a name, any or all, yes and no; not {', '.join(sorted(unknown)) or 'less'}")
    try:
        any_, all_, none = (tuple(re.compile(one, re.IGNORECASE) for one in row.get(key, ())) for key in ("any", "all", "none"))
    except re.error as error:
        raise KnowledgeError(f"{file}: cue {name!r}: {error}") from error
    return Cue(name, any_, all_, none, tuple(row.get("yes", ())), tuple(row.get("no", ())))


def read(text: str, folder: Path) -> frozenset[str]:
    """Names of the cues that a text meets; those that hold values apart."""
    return frozenset(cue.name for cue in rows(folder).values() if not cue.name.startswith(VALUE) and cue.meets(text))


def value(name: str, text: str, folder: Path) -> dict[str, str]:
    """The named groups of a cue that holds a value, as far as they are filled; empty where it does not stand in the text."""
    found = rows(folder)[VALUE + name].match(text)
    return {key: said for key, said in found.groupdict(default="").items() if said} if found else {}


def every(name: str, text: str, folder: Path) -> list[re.Match[str]]:
    """Every place where a cue that holds a value stands in the text, in order; of two that overlap the first."""
    found = sorted((match for one in rows(folder)[VALUE + name].any for match in one.finditer(text)), key=lambda match: match.span())
    return [match for n, match in enumerate(found) if not any(other.end() > match.start() for other in found[:n])]


def stands(name: str, text: str, folder: Path) -> bool:
    """Does a cue that holds a value, or no value at all, stand in the text?"""
    return rows(folder)[VALUE + name].match(text) is not None
