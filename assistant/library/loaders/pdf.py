"""PDF → sections: headings found by weight, size and number; tables as rows; printed page and section as locator.

A section that goes on overleaf becomes one section a page, so that a citation can name the page; a sentence
belongs to the page it begins on. Scans go through text recognition where that is installed; else they, and locked files,
are refused with the reason.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.document import Document, Section, clean, day_in, printed_facts
from assistant.library.loaders.ocr import figures, with_text
from assistant.library.loaders.pdf_headings import Headings, body_size, is_contents, right_edge
from assistant.library.loaders.pdf_lines import Line, Tables, joined, page_lines, without_running_heads

MAX_PAGES = 5000
TAIL = 25  # words; a shorter remainder of a section is not a passage of its own
_REVISION = re.compile(r"\A\s*\((Rev(?:ision|\.)?\s*:?\s*\d+)([^()]*)\)\s*", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[•▪●○◦■□–—*\uf0b7\uf0a7]|-|o(?=\s))\s+")
_ITEM = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s+")
_ENDED = re.compile(r"[.:;!?][\"')\]”’]*$")


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF. Raises Unreadable when it is locked, damaged, too long or a scan without text."""
    pages, labels, facts = _pages(data)
    notes = []
    if _is_scan(pages):
        pages = [[replace(line, text=figures(line.text)) for line in page] for page in _pages(with_text(data, len(pages)))[0]]
        notes.append("a scan: its text was recognised by tesseract; check its figures against the paper")
        if _is_scan(pages):
            raise Unreadable(f"no text on its {len(pages)} page(s), and none was recognised: blank, or pictures.")
    lines = [line for page in pages for line in page]
    body = body_size(lines)
    pages, counted = without_running_heads(pages, body)
    labels = labels or counted
    title = _title(pages[0], body, facts)
    headings = Headings(title or name, body, right_edge(lines))
    sections = tuple(_with_tails(_sections(pages, labels, headings, _words(lines)), labels))
    opening = "\n".join(line.text for page in pages[:2] for line in page)[:3000]
    empty = sum(not page for page in pages)
    gaps = [f"{empty} of {len(pages)} pages hold no text (scans or blank): they were not read"] if empty else []
    return Document(name, title, sections, {**facts, **printed_facts(opening), "notes": notes, "gaps": gaps})


def _is_scan(pages: Sequence[Sequence[Line]]) -> bool:
    return sum(len(line.text) for page in pages for line in page) < 20 * max(1, len(pages) // 4)


def _pages(data: bytes) -> tuple[list[list[Line]], dict[int, str], dict[str, Any]]:
    """Lines of every page, the labels the file itself gives its pages, and its metadata."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    if b"%PDF-" not in data[:1024]:
        raise Unreadable("not a PDF, whatever its name says.")
    labels, facts = _catalog(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise Unreadable(f"{len(document.pages):,} pages; at most {MAX_PAGES:,} are read. Split it.")
            tables = Tables()
            pages = []
            for number, page in enumerate(document.pages):
                pages.append(page_lines(page, number, tables))
                page.close()  # pdfplumber keeps every character of every page otherwise
    except (PdfminerException, ValueError, KeyError, TypeError, AssertionError, RecursionError, IndexError) as error:
        raise Unreadable(f"damaged: its pages cannot be read ({type(error).__name__}).") from error
    if not pages:
        raise Unreadable("damaged or cut off: it has no pages.")
    return pages, labels, facts


def _catalog(data: bytes) -> tuple[dict[int, str], dict[str, Any]]:
    """Printed page labels and the document's own title and author. Raises Unreadable for a locked file."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        info: dict[str, Any] = {} if locked else dict(reader.metadata or {})
        names = {"title": ("/Title",), "subject": ("/Subject",), "publisher": ("/Company", "/Author")}
        facts = {key: clean(str(next((info[n] for n in ns if info.get(n)), ""))) for key, ns in names.items()}
        labelled = not locked and "/PageLabels" in reader.root_object
        labels = dict(enumerate(reader.page_labels)) if labelled else {}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError, OSError) as error:
        raise Unreadable(f"damaged or cut off ({type(error).__name__}).") from error
    if locked:
        raise Unreadable("locked with a password: save a copy without one.")
    return labels, facts


def _title(page: Sequence[Line], body: float, facts: dict[str, Any]) -> str:
    """What is set large at the top of the first page, else the file's own title."""
    large: list[str] = []
    size = max((line.size for line in page[:8] if not line.row), default=0.0)
    for line in page[:8]:
        if not line.row and line.size >= size - 0.1 and size > body + 0.9 and not re.match(r"(?:table of )?contents", line.text, re.IGNORECASE):
            large.append(line.text)
        elif large:
            break
    printed = " ".join(large)
    own = str(facts.get("title", ""))
    if re.search(r"^microsoft|\.(?:docx?|xlsx?|pdf|indd)$|^untitled", own, re.IGNORECASE):
        own = ""
    title = printed if 4 <= len(printed) <= 160 else own
    subject = str(facts.get("subject", ""))  # many manuals are one file a chapter
    return f"{title}, {subject}" if title and re.match(r"chapter|part|appendix", subject, re.IGNORECASE) else title


def _words(lines: Sequence[Line]) -> set[str]:
    return {word.lower() for line in lines for word in re.findall(r"[A-Za-z]{4,}", line.text)}


def _sections(pages: Sequence[Sequence[Line]], labels: dict[int, str], headings: Headings, words: set[str]) -> Iterator[Section]:
    """One section a heading and page, in order of reading."""
    held: list[Line] = []  # lines of the section under way
    known: dict[tuple[str, ...], dict[str, Any]] = {}  # what a heading prints about its revision
    last: Line | None = None  # the heading line before, for headings of two lines
    finishing = False  # a sentence begun overleaf is finished there
    for page in pages:
        for line in page:
            if headings.is_heading(line) and not (held and _open_revision(held)):
                if last and not held and line.page == last.page and _goes_on(last, line):
                    depth, text, number = headings.trail[-1]
                    headings.trail[-1] = (depth, f"{text} {line.text}", number)
                else:
                    yield from _made(held, labels, headings, known, words)
                    held, finishing = [], False
                    headings.open(line.text, line.size)
                last = line
                continue
            finishing = finishing or (bool(held) and held[-1].page != line.page and _unfinished(held[-1], line, headings.right))
            rest: Line | None = line
            if finishing and held:
                ending, rest = _sentence_end(line)
                held.append(replace(ending, page=held[0].page))
                finishing = not _ENDED.search(ending.text)
            if held and held[0].page != line.page and (rest or not finishing):
                yield from _made(held, labels, headings, known, words)
                held, finishing = [], False
            held.extend([rest] if rest else [])
            last = None
    yield from _made(held, labels, headings, known, words)


def _with_tails(sections: Iterable[Section], labels: dict[int, str]) -> Iterator[Section]:
    """A few words left of a section overleaf join its page before: "pp. 17–18"."""
    held: Section | None = None
    for section in sections:
        few = len(section.text.split()) < TAIL
        if held and few and section.heading == held.heading and section.meta["page"] == held.meta["page"] + 1:
            first, last = (_page(held.meta["page"] - 1 + n, labels) for n in (0, 1))
            both = f"p{first.split(' (')[0]}–{last.split(' (')[0].removeprefix('p. ')}"
            locator = held.meta["locator"].replace(first, both, 1)
            held = Section(held.heading, f"{held.text}\n\n{section.text}", {**held.meta, "locator": locator})
            continue
        if held:
            yield held
        held = section
    if held:
        yield held


def _open_revision(held: Sequence[Line]) -> bool:
    """Is a revision line of several lines not closed yet?"""
    text = " ".join(line.text for line in held[-4:])
    mark = text.rfind("(Rev")
    return mark >= 0 and ")" not in text[mark:]


def _goes_on(heading: Line, line: Line) -> bool:
    return abs(heading.size - line.size) < 0.2 and heading.bold == line.bold and 0 <= line.top - heading.bottom < 0.6 * line.size


def _unfinished(before: Line, line: Line, right: float) -> bool:
    """Does a sentence go on overleaf?"""
    if before.row or line.row or _ENDED.search(before.text) or _BULLET.match(line.text) or _ITEM.match(line.text):
        return False
    return bool(re.match(r"[a-z(]", line.text)) or (before.x1 >= right and not re.match(r"[A-Z]?\d", line.text))


def _sentence_end(line: Line) -> tuple[Line, Line | None]:
    """The end of a sentence begun overleaf, and what follows it on the line."""
    if _ENDED.search(line.text) and not re.search(r"[.!?;:]\s", line.text):
        return line, None
    end = re.search(r"[.!?;:][\"')\]”’]*(?=\s+[A-Z“\"(])", line.text)
    if end is None:
        return line, None
    return replace(line, text=line.text[: end.end()]), replace(line, text=line.text[end.end() :].strip())


def _made(
    held: list[Line], labels: dict[int, str], headings: Headings, known: dict[tuple[str, ...], dict[str, Any]], words: set[str]
) -> Iterator[Section]:
    """The section the lines make; what it prints about its revision goes into `known` for what stands below it."""
    if not held or headings.contents:
        return
    text = "\n".join(_paragraphs(held, words))
    mark = _REVISION.match(text.replace("\n", " ") if text.lstrip().startswith("(Rev") else "")
    if mark:
        known[headings.path] = _revision(mark)
        text = _REVISION.sub("", re.sub(r"\s*\n\s*", " ", text[: mark.end() + 40], count=3) + text[mark.end() + 40 :], count=1)
    if not text.strip() or is_contents(text):
        return
    page = _page(held[0].page, labels)
    locator = f"{page}, §{headings.number}" if headings.number else page
    revision = next((known[p] for n in range(len(headings.path), 0, -1) if (p := headings.path[:n]) in known), {})
    yield Section(headings.path, text.strip(), {**revision, "locator": locator, "page": held[0].page + 1})


def _revision(mark: re.Match[str]) -> dict[str, Any]:
    """'(Rev. 3670, …, Effective: 01-01-17, …)' → its edition and the day from which it is in force."""
    facts: dict[str, Any] = {"edition": clean(mark[1])}
    after = re.split(r"effective", mark[2], maxsplit=1, flags=re.IGNORECASE)
    day = day_in(re.split(r"implementation", after[1], maxsplit=1, flags=re.IGNORECASE)[0]) if len(after) > 1 else None
    if isinstance(day, date):
        facts["from"] = day
    return facts


def _page(index: int, labels: dict[int, str]) -> str:
    label = labels.get(index, "")
    if not label or label == str(index + 1):
        return f"p. {index + 1}"
    return f"p. {label} (page {index + 1} of the file)"


def _paragraphs(lines: Sequence[Line], words: set[str]) -> Iterator[str]:
    """Lines put together: paragraphs parted by an empty line, list items and table rows one a line."""
    right = max(line.x1 for line in lines)
    left = min(line.x0 for line in lines)
    usual = _spacing(lines)
    held: Line | None = None
    for line in lines:
        text = _BULLET.sub("- ", line.text)
        line = Line(text, line.page, line.x0, line.x1, line.top, line.bottom, line.size, line.bold, line.row)  # noqa: PLW2901
        if held is None:
            held = line
            continue
        gap = line.top - held.bottom if line.page == held.page else 0.0
        apart = gap > max(0.55 * (line.size or 10), 1.3 * usual) and not (line.row and held.row)
        short = held.x1 < right - 0.22 * (right - left) and not text[:1].islower() and bool(re.match(r"[A-Z\d$“\"(]", text))
        item = text.startswith("- ") or bool(_ITEM.match(text)) or line.row or held.row
        if apart or item or short:
            yield held.text
            if apart and not (text.startswith("- ") or _ITEM.match(text)):
                yield ""
            held = line
        else:
            held = joined(held, line, words)
    if held is not None:
        yield held.text


def _spacing(lines: Sequence[Line]) -> float:
    """The gap between the lines of these: more in what is set wide or double; 0 for too few to tell."""
    gaps = sorted(b.top - a.bottom for a, b in pairwise(lines) if a.page == b.page and not (a.row or b.row))
    return gaps[len(gaps) // 3] if len(gaps) >= 6 else 0.0
