"""Which lines of a PDF are headings, at what depth, and under what number ("20.2", "C")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.library.loaders.pdf_lines import Line

_DOTTED = re.compile(r"^(?:§+\s*|Section\s+)?(\d+(?:\.\d+)+)\.?\s*[-–—:.]*\s+(?=\S*[A-Za-z])", re.IGNORECASE)
_DASHED = re.compile(r"^(?:§+\s*|Section\s+)?(\d+)\s*(?:[-–—:]+|\.)\s+(?=\S*[A-Za-z])", re.IGNORECASE)
_LETTER = re.compile(r"^\(?([A-Z])[.)]\s+(?=\S)")
_NAMED = re.compile(r"^(Chapter|Part|Appendix|Addendum|Exhibit|Attachment|Annex)\s+([A-Z]|\d+|[IVX]+)\b", re.IGNORECASE)
_NO_HEADING = re.compile(r"^(?:note|example|exception|reminder|important|warning)s?\b.{0,3}$|^note:|[.,;]$", re.IGNORECASE)
CONTENTS = re.compile(r"^(?:table of )?contents$|^index$", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d+$")
_RUN_IN = re.compile(r"^\((?:Rev|Issued|Effective)", re.IGNORECASE)  # a revision line, set bold below its heading
_ORDINAL = re.compile(r"^\d+[.)]\s")


@dataclass(slots=True)
class Headings:
    """The heading path while a document is read."""

    title: str
    body: float  # size of the running text
    right: float  # where full lines end
    trail: list[tuple[float, str, str]] = field(default_factory=list)  # depth, text, number

    def is_heading(self, line: Line) -> bool:
        """Set apart by weight or size, short, and not a bold run-in such as "NOTE:"."""
        if line.row or len(line.text) > 160 or not re.search(r"[A-Za-z]{2}", line.text) or _LEADER.search(line.text):
            return False
        bigger = line.size > self.body + 0.9
        if _RUN_IN.match(line.text) or not (line.bold or bigger):
            return False
        if _numbered(line.text):
            return True
        return not _NO_HEADING.search(line.text) and (bigger or line.x1 < self.right)

    def open(self, text: str, size: float) -> None:
        """Begin a section: the trail is cut back to the heading's depth."""
        depth, number = self._depth(text, size)
        self.trail = [entry for entry in self.trail if entry[0] < depth]
        self.trail.append((depth, text, number))

    def _depth(self, text: str, size: float) -> tuple[float, str]:
        dotted, dashed, letter = _DOTTED.match(text), _DASHED.match(text), _LETTER.match(text)
        named = _NAMED.match(text)
        deepest = max((d for d, _, number in self.trail if number and d < 40), default=0.0)
        if named:
            return 1.0, ""
        if dotted:
            return 1.0 + dotted[1].count("."), dotted[1]
        if dashed and (not (_ORDINAL.match(text) and self._below_number()) or self._counts_on(text, dashed[1])):
            return 1.0, dashed[1]
        if letter and self._below_number():
            return 20.0, letter[1]
        if dashed:
            return 30.0, dashed[1]
        bigger = size > self.body + 0.9
        return (min(deepest, 1.0) + 10.0 - size / 100 if bigger else 40.0), ""

    def _counts_on(self, text: str, number: str) -> bool:
        """Is "2. Limits" the sibling of "1. Purpose", and no list under "40 - Claims"?"""
        before = next(((said, n) for depth, said, n in self.trail if depth == 1.0), ("", ""))
        return bool(_ORDINAL.match(before[0])) and _ORDINAL.match(text) is not None and before[1].isdigit() and int(number) == int(before[1]) + 1

    def _below_number(self) -> bool:
        return any(number and depth < 40 for depth, _, number in self.trail)

    @property
    def path(self) -> tuple[str, ...]:
        """Title and headings, outermost first."""
        return (self.title, *(text for _, text, _ in self.trail))

    @property
    def number(self) -> str:
        """'20.2.C' of the innermost numbered headings; empty when none is numbered."""
        found = ""
        for depth, _, number in self.trail:
            if number:
                found = number if depth < 20 else f"{found}.{number}" if found else number
        return found

    @property
    def contents(self) -> bool:
        """Inside a table of contents?"""
        return any(CONTENTS.match(text) for _, text, _ in self.trail)


def _numbered(text: str) -> bool:
    return bool(_DOTTED.match(text) or _DASHED.match(text) or _LETTER.match(text))


def is_contents(text: str) -> bool:
    """Lines that only name numbered headings: a table of contents, whatever stands above it."""
    lines = [line for line in text.split("\n") if line]
    named = [line for line in lines if _LEADER.search(line) or ((_numbered(line) or _NAMED.match(line)) and len(line) < 120)]
    ended = sum(line.endswith((".", ";", ":")) for line in lines)
    return len(lines) >= 5 and len(named) >= 0.6 * len(lines) and ended <= 0.1 * len(lines)


def right_edge(lines: Iterable[Line]) -> float:
    """Where nearly full lines end: bold text that reaches it is a sentence, no heading."""
    ends = sorted(line.x1 for line in lines if not line.row)
    return 0.93 * ends[int(0.95 * (len(ends) - 1))] if ends else 0.0


def body_size(lines: Iterable[Line]) -> float:
    """The size most letters are set in."""
    counts: Counter[float] = Counter()
    for line in lines:
        if not line.row:
            counts[line.size] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0
