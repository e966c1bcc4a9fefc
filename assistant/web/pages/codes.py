"""The codes page: browse by family, search by code or word, up to four side by side; a code by itself is shown in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.answer.chain import Assistant
from assistant.days import day_of
from assistant.errors import BadInput, QuestionError
from assistant.privacy.details import scrub
from assistant.reference import Reference
from assistant.reference.codes import Code, compact
from assistant.tools import codewords
from assistant.tools.lookup import compared
from assistant.web.pages import code as one_code
from assistant.web.pages.finding import Finder
from assistant.web.pages.render import page

MOST = 4
_Words = Annotated[str, Query(max_length=80)]
_Codes = Annotated[Sequence[str], Query(max_length=40)]
_On = Annotated[str, Query(max_length=10)]


def routes(assistant: Assistant) -> APIRouter:
    """GET /codes?q=…&compare=…&on=…&locality=…; GET /codes-found?q=… tells the codes for what is typed."""
    router = APIRouter(include_in_schema=False)
    held = [(assistant.reference, Finder(assistant.reference))]  # of the version in use

    def known() -> tuple[Reference, Finder]:
        reference = assistant.reference
        if held[0][0] is not reference:
            held[0] = (reference, Finder(reference))
        return held[0]

    @router.get("/codes")
    def codes(q: _Words = "", compare: _Codes = (), on: _On = "", locality: _Words = "") -> HTMLResponse:
        day, problem = _day(on)
        reference, finder = known()
        alone = reference.codes.get(compact(q))
        if alone and not compare:
            shown = one_code.shown(alone, day, reference, assistant.index, locality)
            return page("code.html", here="codes", on="" if problem else on, day=day, problem=problem, one=shown)
        chosen = [code for code in dict.fromkeys(map(compact, compare)) if code in reference.codes]
        found = finder.find(q, assistant.index)
        if len(chosen) > MOST:
            problem, chosen = f"{len(chosen)} codes chosen: the first {MOST} are compared.", chosen[:MOST]
        families = _families(reference)
        return page("codes.html", here="codes", q="" if scrub(q)[1] else q, on="" if problem else on, day=day, problem=problem, families=families, found=[row.code for row in found],
                    chosen=chosen, table=_table(chosen, day, reference), counted=codewords.counted)  # fmt: skip

    @router.get("/codes-found")
    def found(q: _Words = "") -> dict[str, Any]:
        return {"codes": [row.code for row in known()[1].find(q, assistant.index)]}

    return router


def _families(reference: Reference) -> list[tuple[str, list[Code]]]:
    """Every family once, in the order of the table."""
    found: dict[str, list[Code]] = {}
    for code in reference.codes.values():
        found.setdefault(code.family, []).append(code)
    return list(found.items())


def _day(said: str) -> tuple[date, str]:
    try:
        return day_of(said, "the date") or date.today(), ""
    except BadInput as error:  # what holds letters is no slip of a day, and not shown again
        return date.today(), "That is not a day; write it as 2026-11-23." if any(map(str.isalpha, said)) else str(error)


def _table(chosen: Sequence[str], day: date, reference: Reference) -> Any:
    try:
        return compared(chosen, day, reference) if len(chosen) > 1 else None
    except QuestionError:
        return None
