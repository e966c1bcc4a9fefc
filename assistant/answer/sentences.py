"""Markdown text → its first sentence and its blocks, without breaking on "ch. 5", "vs." or "No. 3".

>>> first_sentence("No: one unit (ch. 5). The rest waits.")
('No: one unit (ch. 5).', 'The rest waits.')
"""

from __future__ import annotations

import re

_SHORT = re.compile(
    r"(?:\b(?:ch|vs|no|e\.g|i\.e|etc|min|max|approx|dept|Dr|Mr|Ms|Mrs|St|Pub|Rev|sec|art|para|p|pp|U\.S|incl|jr|sr)|\b[A-Z])\.$",
    re.IGNORECASE,
)


def first_sentence(text: str) -> tuple[str, str]:
    """(first sentence, the rest); the whole first paragraph when it holds no full stop."""
    paragraph = text.strip().split("\n\n", 1)[0]
    for mark in re.finditer(r"[.!?](?:[\"')\]”’]|\*\*)*(?=\s|$)", paragraph):
        if not _SHORT.search(paragraph[: mark.start() + 1]):
            return paragraph[: mark.end()].strip(), text.strip()[mark.end() :].strip()
    return paragraph.strip(), text.strip()[len(paragraph) :].strip()


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order."""
    found = []
    while text:
        sentence, text = first_sentence(text)
        found.append(sentence)
    return found


def blocks(text: str) -> list[str]:
    """Paragraphs, lists and tables, in order."""
    return [block.strip("\n") for block in re.split(r"\n\s*\n", text) if block.strip()]
