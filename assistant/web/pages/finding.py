"""The one index by which codes are found: their words, then the sections about them, then meaning.

Search and the live filter of the codes page both ask it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.protocols import Index
from assistant.reference import Reference
from assistant.reference.codes import Code, compact
from assistant.schema import Passage

SPECIFIC = 6  # codes of a section that still says something of each of them
MOST = 12  # codes found by sections
NEAREST = 8  # sections looked at for their meaning
_WORD = re.compile(r"[a-z0-9]+")


class Finder:
    """Finds codes of one reference, by the sections of one index."""

    def __init__(self, reference: Reference) -> None:
        self._codes = reference.codes
        self._own = {row.code: _words(" ".join((row.code, row.label, row.note, row.family, *row.aliases, *row.disciplines))) for row in reference.codes.values()}
        self._sections: tuple[str, list[tuple[frozenset[str], tuple[str, ...]]]] = ("", [])

    def find(self, text: str, index: Index) -> list[Code]:
        """Codes for a text: all for none; in the order of the table where their own words say it, else the likeliest first."""
        text = text.strip().lower()
        if not text:
            return list(self._codes.values())
        starts = [row for row in self._codes.values() if row.code.startswith(compact(text))]
        if starts:
            return starts
        asked = _WORD.findall(text)
        if not asked:
            return []
        own = [row for row in self._codes.values() if _all_in(asked, self._own[row.code])]
        return own or self._by_sections(asked, index) or self._by_meaning(text, index)

    def _by_sections(self, asked: Sequence[str], index: Index) -> list[Code]:
        """Codes of sections whose heading and wordings hold every word."""
        rows = [codes for words, codes in self._of(index) if _all_in(asked, words)]
        return self._ranked([(codes, 1.0) for codes in rows])

    def _by_meaning(self, text: str, index: Index) -> list[Code]:
        hits = index.search(text, limit=NEAREST)
        return self._ranked([(hit.passage.codes, hit.cosine) for hit in hits if hit.cosine > 0.5 and len(hit.passage.codes) <= SPECIFIC])

    def _ranked(self, rows: Sequence[tuple[Sequence[str], float]]) -> list[Code]:
        weight: dict[str, float] = defaultdict(float)
        for codes, much in rows:
            for code in codes:
                weight[code] += much / len(codes)
        return [self._codes[code] for code in sorted(weight, key=lambda code: -weight[code]) if code in self._codes][:MOST]

    def _of(self, index: Index) -> list[tuple[frozenset[str], tuple[str, ...]]]:
        """Words and codes of the sections about codes, read once for each generation."""
        if self._sections[0] != index.generation:
            found: dict[str, Passage] = {passage.id: passage for passage in index.about(list(self._codes))}
            rows = [(_words(" ".join((*p.heading[-1:], *p.asks))), p.codes) for p in found.values() if len(p.codes) <= SPECIFIC]
            self._sections = (index.generation, rows)
        return self._sections[1]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _all_in(asked: Sequence[str], words: frozenset[str]) -> bool:
    """Does every word stand there? A word of five letters and more may be the start of one, or differ in its ending."""
    return all(word in words or (len(word) > 4 and any(other.startswith(_stem(word)) for other in words)) for word in asked)


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|s|es|ed)$", "", word) if len(word) > 5 else word
