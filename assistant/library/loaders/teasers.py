"""What a page saved as DOCX or text has below its article: links to others, "share this", a newsletter. It is no text of the document.

Cut only at the end: from a line that says so on, where nothing below it is a sentence. A web page's own reader knows it by its marks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.library.loaders.document import Document, Section

MOST = 25  # lines below such a heading
_HEAD = re.compile(
    r"^\W*(?:related (?:articles?|posts?|stories|news|content|reading|links|topics)|(?:you|people) (?:may|might) also (?:like|enjoy|be interested in)"
    r"|more (?:from|news|stories|articles)\b.{0,40}|recommended (?:for you|articles?|reading)|(?:popular|recent|latest) (?:posts?|articles?|news)|keep reading|read (?:more|next)"
    r"|share (?:this|on)\b.{0,30}|subscribe\b.{0,40}|sign up for\b.{0,40}|follow us\b.{0,30}|leave a (?:comment|reply))\W*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\S+(?:\s+\S+){3,}[.;]\W*$")


def without_teasers(document: Document) -> Document:
    """The document without them; one that would be nothing else stays as it is."""
    kept = list(document.sections)
    for n, section in enumerate(kept):
        if n and _HEAD.match(section.heading[-1]) and _only_links([line for one in kept[n:] for line in (one.heading[-1], *one.text.splitlines())]):
            return replace(document, sections=tuple(kept[:n]))
        if (cut := _cut(section, kept[n + 1 :])) is not None:
            kept[n:] = [replace(section, text=cut)] if cut else []
            return replace(document, sections=tuple(kept)) if kept else document
    return document


def _cut(section: Section, after: list[Section]) -> str | None:
    """The section's text above such a line; None where there is none, or where more than links follow."""
    lines = section.text.splitlines()
    for n, line in enumerate(lines):
        if _HEAD.match(line) and _only_links([*lines[n:], *(part for one in after for part in (one.heading[-1], *one.text.splitlines()))]):
            return "\n".join(lines[:n]).rstrip()
    return None


def _only_links(lines: list[str]) -> bool:
    return sum(bool(line.strip()) for line in lines) <= MOST and not any(_SENTENCE.search(line) for line in lines)
