"""Sections → citable passages, and the texts by which each passage is found (its keys).

A passage keeps its heading path, sources with locators, dates in force and tier, and fits the encoder's
window. Its keys are its own text (with title and heading), its heading as a question, and each wording
people ask it in: a question is matched against all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.library.loaders.document import Document, Section
from assistant.library.loaders.markdown import read_markdown
from assistant.reference.codes import denials
from assistant.reference.sources import Sources
from assistant.reference.tablefiles import modifiers
from assistant.reference.whole import entries, read_toml
from assistant.schema import Passage, Reason, Tier

_CODE = re.compile(r"\b(?:\d{4}[0-9TFU]|[A-V]\d{4})\b")
_SHIPPED = Path(__file__).resolve().parents[2] / "knowledge" / "tables" / "modifiers.csv"
_RANGE = re.compile(r"\b(\d{5})\s*(?:[-–]|to|through)\s*(\d{5}|\d{1,2})\b")


def read_knowledge(folder: Path, sources: Sources) -> list[Passage]:
    """Every passage of documents/**/*.md, premises.toml, limits.toml and acts/*.toml, in a stable order.

    Raises KnowledgeError naming the document and section that is wrong.
    """
    found: list[Passage] = []
    table = folder / "tables" / "modifiers.csv"
    named = modifiers_named(table if table.is_file() else _SHIPPED)
    for path in sorted((folder / "documents").rglob("*.md")):
        found.extend(document_passages(read_markdown(path), sources, named))
    found.extend(_premises(folder / "premises.toml", sources))
    found.extend(_limits(folder / "limits.toml", sources))
    found.extend(_acts(folder / "acts"))
    seen: set[str] = set()
    for passage in found:
        if passage.id in seen:
            raise KnowledgeError(f"Two sections have the id {passage.id!r}: rename one heading.")
        seen.add(passage.id)
    return found


def document_passages(document: Document, sources: Sources, named: re.Pattern[str]) -> Iterator[Passage]:
    """One passage a section of a document of our own form; named: see modifiers_named. Raises KnowledgeError when one lacks a source."""
    for section in document.sections:
        where = f"{document.id}: {section.heading[-1]}"
        meta = {**{k: v for k, v in document.meta.items() if k in _INHERITED}, **section.meta}
        if not meta.get("sources"):
            raise KnowledgeError(f"{where}: no source")
        yield _passage(f"{document.id}#{slug(section.heading[-1])}", section, meta, sources, named=named)


_INHERITED = {"sources", "from", "to", "tier", "payers"}


def _passage(
    passage_id: str, section: Section, meta: dict[str, Any], sources: Sources, kind: str = "guidance", *, named: re.Pattern[str] | None = None
) -> Passage:
    start, end = meta.get("from"), meta.get("to")
    tier = Tier(meta["tier"]) if "tier" in meta else None
    try:
        citations = tuple(sources.cite(ref, start=start, end=end) for ref in meta.get("sources", []))
    except KnowledgeError as error:
        raise KnowledgeError(f"{passage_id}: {error}") from error
    worst = max((c.tier for c in citations), key=list(Tier).index, default=Tier.PRIMARY)
    return Passage(
        id=passage_id,
        text=section.text,
        heading=section.heading,
        citations=citations,
        kind=kind,
        codes=(*(meta.get("codes") or codes_in(section.heading[-1], named)), *denials(section.heading[-1])),
        payers=tuple(meta.get("payers", ())),
        in_force_from=start,
        in_force_to=end,
        tier=tier or worst,
        asks=tuple(meta.get("asks", ())),
        reason=Reason(meta["reason"]) if "reason" in meta else None,
        cues=tuple(meta.get("cues", ())),
        rule=meta.get("rule", ""),
        plain=meta.get("plain", ""),
    )


def _premises(path: Path, sources: Sources) -> Iterator[Passage]:
    """False claims as passages of kind "premise": found by how the claim is said, shown as its correction."""
    for entry in _entries(path, "premise"):
        section = Section(("False claims", entry["claim"]), entry["correction"].strip(), {})
        meta = {**entry, "asks": entry["said"]}
        yield _passage(f"premise#{entry['id']}", section, meta, sources, "premise")


def _limits(path: Path, sources: Sources) -> Iterator[Passage]:
    """What is declined, as passages of kind "limit": found by example questions, shown as its reply."""
    for entry in _entries(path, "limit"):
        section = Section(("What I cannot answer", entry["id"].replace("-", " ")), entry["reply"].strip(), {})
        yield _passage(f"limit#{entry['id']}", section, {**entry, "asks": entry["said"]}, sources, "limit")


def _acts(folder: Path) -> Iterator[Passage]:
    """What tools do for the asker, as passages of kind "act": found as pages are, never shown; a tool's fact stands for them."""
    for path in sorted(folder.glob("*.toml")):
        for entry in entries(path, "act", ("id", "answers", "asks")):
            yield Passage(entry["id"], entry["answers"], ("What tools answer", entry["answers"]), (), kind="act", asks=tuple(entry["asks"]))


def _entries(path: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_toml(path).get(name, []) if path.is_file() else []
    return found


def keys(passage: Passage, count: Callable[[str], int], window: int) -> tuple[str, ...]:
    """The texts a passage is found by: its own text (in parts that fit the window), heading, asked wordings."""
    if passage.kind in ("limit", "act"):
        return passage.asks or (passage.text,)
    if passage.kind == "own":
        return (f"{head_of(passage)} {plain(passage.text)}",)
    head = f"{passage.heading[0]}. {passage.heading[-1]}" if passage.kind == "guidance" else passage.heading[-1]
    room = max(window - count(head), 32)
    parts = (f"{head} {part}" for part in split(plain(passage.text), count, room))
    return (*parts, passage.heading[-1], *passage.asks)


def own_head(heading: Sequence[str], publisher: str = "", source: str = "") -> str:
    """What stands before the text of an own document's passage when it is searched: title, last headings, publisher, file.

    >>> own_head(("Claims manual", "40 - Institutional claims", "40.3 - Revenue codes"), "Acme Health", "own-acme-pt")
    'Claims manual. 40 - Institutional claims. 40.3 - Revenue codes. Acme Health. pt.'
    """
    parts = [heading[0], *heading[1:][-2:], publisher[:60]]
    held = set(re.findall(r"[a-z0-9]+", " ".join(parts).lower()))
    parts.append(" ".join(word for word in source.removeprefix("own-")[:80].split("-") if word not in held))
    return " ".join(f"{part[:100].rstrip('.')}." for part in dict.fromkeys(parts) if part)


def head_of(passage: Passage) -> str:
    """The head of an own document's passage."""
    cited = passage.citations[0]
    return own_head(passage.heading, cited.publisher, cited.source)


def plain(text: str) -> str:
    """Markdown → words: table bars, emphasis and bullets dropped."""
    text = re.sub(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$", " ", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", re.sub(r"[|*`#>]", " ", text)).strip()


def slug(heading: str) -> str:
    """'Do I need KX on the first visit?' → 'do-i-need-kx-on-the-first-visit'."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


@lru_cache(maxsize=8)
def modifiers_named(table: Path = _SHIPPED) -> re.Pattern[str]:
    """The modifiers of a modifiers.csv as a heading names them: in capitals; figures after "modifier", those that bypass an edit alone too."""
    rows = modifiers(table).values()
    alone = [row.modifier for row in rows if row.written or row.kind == "bypass"]
    return re.compile(rf"\b(?:{'|'.join(alone) or '(?!)'}|(?<=modifier )\d\d)\b")


def codes_in(text: str, named: re.Pattern[str] | None = None) -> tuple[str, ...]:
    """Codes and modifiers named in a heading, ranges of codes spelled out, each once, in order."""
    found: list[str] = []
    for first, last in _RANGE.findall(text):
        end = int(first[: 5 - len(last)] + last)
        if 0 < end - int(first) < 20:
            found.extend(str(n).zfill(5) for n in range(int(first), end + 1))
    found.extend(_CODE.findall(text))
    found.extend((named or modifiers_named()).findall(text))
    return tuple(dict.fromkeys(found))


def split(text: str, count: Callable[[str], int], window: int) -> Iterator[str]:
    """Cut a text that exceeds the window, at paragraphs, then lines, sentences, words; nothing is lost."""
    if len(text) <= window * 12 and count(text) <= window:
        yield text
        return
    for pattern, glue in ((r"\n\s*\n", "\n\n"), (r"\n", "\n"), (r"(?<=[.!?;:])\s+", " "), (r"\s+", " ")):
        parts = [part for part in re.split(pattern, text) if part.strip()]
        if len(parts) > 1:
            yield from _pack(parts, glue, count, window)
            return
    step = max(window // 2, 8)  # a word without a space: a letter is at most two pieces
    for start in range(0, len(text), step):
        yield text[start : start + step]


def _pack(parts: Iterable[str], glue: str, count: Callable[[str], int], window: int) -> Iterator[str]:
    held = ""
    for part in parts:
        joined = f"{held}{glue}{part}" if held else part
        if count(joined) <= window:
            held = joined
            continue
        if held:
            yield held
        if count(part) <= window:
            held = part
        else:
            yield from split(part, count, window)
            held = ""
    if held:
        yield held
