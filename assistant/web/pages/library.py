"""The library: every document, table and source with edition, age, tier and review day; a document at its sections and pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.answer.chain import Assistant
from assistant.errors import Unreadable
from assistant.library.index import Generation
from assistant.library.loaders.printed import page_picture
from assistant.library.own.original import original
from assistant.reference import Reference
from assistant.reference.sources import Source
from assistant.schema import Citation, Passage, Tier
from assistant.web.pages.prose import prose
from assistant.web.pages.render import page
from assistant.web.safety.who import who

_TABLES = {"ptp": "NCCI pairs", "mue": "Units a day (MUE)", "rvu": "Relative values", "gpci": "Cost indices",
           "localities": "Localities", "addon": "Add-on codes", "outside": "NCCI pairs with codes of other fields"}  # fmt: skip

_SHOWN = ("guidance", "own")
_PAGE = re.compile(r"\bp\. ?([\w-]+)")
_Name = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class Document:
    """One document: how many sections, its weakest tier, the first review day of its sources, who wrote it."""

    name: str
    title: str
    sections: int
    tier: Tier
    review: date | None
    own: bool
    edition: str
    start: date | None


def routes(assistant: Assistant) -> APIRouter:
    """GET /library and /document?id=…, a document at its sections; `id` may name a section, which is then marked.

    GET /document-page?id=… is the printed page of an own document's section, for those who may read it.
    """
    router = APIRouter(include_in_schema=False)

    def _seen(request: Request) -> Generation:
        """What the reader may see: admins every document, since they tend them."""
        reader = who(request.scope)
        return assistant.whole if reader.admin else assistant.index_of(reader.groups)

    @router.get("/document")
    def document(request: Request, id: _Name = "") -> HTMLResponse:  # noqa: A002 - the address's own word
        name, _, place = id.partition("#")
        index = _seen(request)
        rows = [row for row in index.passages if row.kind in _SHOWN and row.id.partition("#")[0] == name]
        if not rows:
            return page("document.html", 404, here="library", title="No such document", rows=[], place="", own=False, printed=False, generation=index.generation)
        shown = [(row.id.partition("#")[2], row, prose(row.text)) for row in rows]
        title = rows[0].heading[0] if rows[0].heading else name
        own = rows[0].kind == "own"
        printed = own and original(_home(assistant), name) is not None
        return page("document.html", here="library", title=title, rows=shown, place=place, own=own, printed=printed, generation=index.generation)

    @router.get("/document-page")
    def printed(request: Request, id: _Name = "") -> Response:  # noqa: A002 - the address's own word
        row = next((row for row in _seen(request).passages if row.id == id and row.kind == "own"), None)
        file = original(_home(assistant), id.partition("#")[0]) if row else None
        if row is None or file is None:
            return Response(status_code=404)
        label = _PAGE.search(row.citations[0].locator)
        try:
            return Response(page_picture(file.read_bytes(), label[1] if label else "", row.text), media_type="image/png")
        except (OSError, Unreadable):
            return Response(status_code=404)

    @router.get("/library")
    def library(request: Request) -> HTMLResponse:
        today = date.today()
        reference, index = assistant.reference, _seen(request)
        shown = documents(index.passages, reference)
        return page("library.html", here="library", admin=who(request.scope).admin, own=[d for d in shown if d.own], documents=[d for d in shown if not d.own],
                    tables=tables(reference, today), sources=list(reference.sources.values()), generation=index.generation,
                    stale=lambda review: bool(review and review < today))  # fmt: skip

    return router


def _home(assistant: Assistant) -> Path:
    """The folder of the index."""
    return assistant.whole.folder.parent.parent


def documents(passages: Sequence[Passage], reference: Reference) -> list[Document]:
    """Documents of the index, in the order of the index."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.kind in _SHOWN:
            found[passage.id.partition("#")[0]].append(passage)
    return [_document(name, rows, reference) for name, rows in found.items()]


def _document(name: str, rows: Sequence[Passage], reference: Reference) -> Document:
    cited = [c for row in rows for c in row.citations]
    own = rows[0].kind == "own"
    order = list(Tier)
    return Document(
        name,
        rows[0].heading[0] if rows[0].heading else name,
        len(rows),
        max((row.tier for row in rows), key=order.index),
        _review(cited, reference),
        own,
        cited[0].edition if own and cited else "",
        min((row.in_force_from for row in rows if row.in_force_from), default=None) if own else None,
    )


def _review(cited: Iterable[Citation], reference: Reference) -> date | None:
    """The first day by which a source of these should be looked at again."""
    named: list[Source] = [reference.sources[c.source] for c in cited if c.source in set(reference.sources)]
    return min((source.review for source in named if source.review), default=None)


def tables(reference: Reference, today: date) -> list[tuple[str, str, str, str, bool]]:
    """(table, setting, edition, age, outdated); of each table and setting the newest edition is judged."""
    rows = []
    for (kind, setting), heads in reference.tables.files.items():
        for place, head in enumerate(heads):
            age = head.edition.age(today)
            part = "" if head.complete else ", part of the codes"
            rows.append((_TABLES.get(kind, kind), setting.replace("_", " "), head.edition.words + part, age or "current", place == 0 and bool(age)))
    return rows
