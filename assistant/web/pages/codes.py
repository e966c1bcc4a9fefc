"""The codes page: browse by family, search by code or word, up to four side by side, one code in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.errors import QuestionError
from assistant.reference import Reference
from assistant.reference.codes import Code, compact
from assistant.reference.tables import SETTINGS
from assistant.tools import codewords
from assistant.tools.lookup import compared
from assistant.web.pages.render import page

MOST = 4
_Words = Annotated[str, Query(max_length=80)]
_Codes = Annotated[Sequence[str], Query(max_length=40)]
_On = Annotated[str, Query(max_length=10)]


def routes(reference: Reference) -> APIRouter:
    """GET /codes?q=…&compare=…&on=…"""
    router = APIRouter(include_in_schema=False)

    @router.get("/codes")
    def codes(q: _Words = "", compare: _Codes = (), on: _On = "") -> HTMLResponse:
        day, problem = _day(on)
        chosen = [code for code in dict.fromkeys(map(compact, compare)) if code in reference.codes]
        found = search(q, reference)
        if len(chosen) > MOST:
            problem, chosen = f"{len(chosen)} codes chosen: the first {MOST} are compared.", chosen[:MOST]
        families = [(name, list(rows)) for name, rows in groupby(found, key=lambda code: code.family)]
        cards = [card(code, day, reference) for code in found] if q and len(found) <= MOST else []
        return page("codes.html", here="codes", q=q, on=on, day=day, problem=problem, families=families, found=len(found),
                    chosen=chosen, table=_table(chosen, day, reference), cards=cards, counted=codewords.counted)  # fmt: skip

    return router


def _day(said: str) -> tuple[date, str]:
    try:
        return (date.fromisoformat(said) if said else date.today()), ""
    except ValueError:
        return date.today(), f"{said!r} is not a date: write it as 2026-11-23."


def search(text: str, reference: Reference) -> list[Code]:
    """Codes in the order of the table: all, or those a code, its start or every word speaks for."""
    rows = list(reference.codes.values())
    text = text.strip().lower()
    if not text:
        return rows
    code = compact(text)
    exact = [row for row in rows if row.code.startswith(code)]
    if exact:
        return exact
    words = text.split()
    return [row for row in rows if all(word in " ".join((row.label, row.note, row.family, *row.aliases)).lower() for word in words)]


def _table(chosen: Sequence[str], day: date, reference: Reference) -> Any:
    try:
        return compared(chosen, day, reference) if len(chosen) > 1 else None
    except QuestionError:
        return None


def card(code: Code, day: date, reference: Reference) -> dict[str, Any]:
    """All that the tables say of a code on a day, with edition."""
    limits = []
    for setting in SETTINGS:
        row = reference.tables.mue(code.code, setting, day)
        if row:
            age = row.edition.age(day)
            limits.append(f"{row.units} units a day, {setting.replace('_', ' ')} (MAI {row.mai}; {row.edition.words}{', ' + age if age else ''})")
    partners = sorted({(one.column2 if one.column1 == code.code else one.column1) for one in reference.tables.pairs("practitioner", day)
                       if code.code in (one.column1, one.column2)} & set(reference.codes))  # fmt: skip
    bases = reference.tables.bases(code.code, day)
    return {
        "code": code,
        "said": codewords.what_said(code),
        "status": "" if code.active(day) else codewords.status_said(code, day),
        "flag": codewords.flag_said(code),
        "limits": limits,
        "partners": partners,
        "bases": bases.bases if bases else (),
        "aliases": code.aliases,
        "note": code.note,
    }
