"""The units page: rows of code, minutes, by whom → units under both rules, picture, steps, lines, text to copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.answer.chain import Assistant
from assistant.answer.direct import count as count_day
from assistant.errors import QuestionError
from assistant.library.records import citation_from_json
from assistant.reference import Reference
from assistant.schema import PAYERS, Service
from assistant.tools.counting.day import Count
from assistant.tools.units import RULES, count, payer_rule
from assistant.web.pages import forms
from assistant.web.pages.picture import COLOURS, picture
from assistant.web.pages.render import html, page

MORE = 15  # a unit more is never farther away


def routes(assistant: Assistant) -> APIRouter:
    """GET and POST /units (the page), POST /units-result (the part that changes as you type)."""
    router = APIRouter(include_in_schema=False)

    @router.get("/units")
    def empty() -> HTMLResponse:
        rows = [_row("97110", "33"), _row("97140", "7"), _row("", "")]
        given = (Service("97110", 33), Service("97140", 7))
        reference = assistant.reference
        codes = forms.choices(reference, date.today())
        return page("units.html", here="units", rows=rows, codes=codes, payer="", as_of="", view=view(given, None, None, reference))

    @router.post("/units")
    async def whole(request: Request) -> HTMLResponse:
        form, reference = await request.form(), assistant.reference
        shown = await run_in_threadpool(_view, form, reference)
        codes = forms.choices(reference, date.today())
        return page("units.html", here="units", rows=_rows(form), codes=codes, payer=forms.text(form, "payer"), as_of=forms.again(forms.text(form, "as_of")), view=shown)

    @router.post("/units-result")
    async def result(request: Request) -> HTMLResponse:
        shown = await run_in_threadpool(_view, await request.form(), assistant.reference)
        return HTMLResponse(html("units_result.html", view=shown))

    return router


def _row(code: str, minutes: str, who: str = "therapist", theirs: str = "") -> dict[str, str]:
    return {"code": code, "minutes": minutes, "who": who, "theirs": theirs}


def _rows(form: FormData) -> list[dict[str, str]]:
    names = ("code", "minutes", "who", "theirs")
    values = [list(map(forms.again, forms.texts(form, name))) for name in names]
    rows = [dict(zip(names, row, strict=False)) for row in zip(*values, strict=False)][: forms.MOST_ROWS]
    return rows or [_row("", "")]


def _view(form: FormData, reference: Reference) -> dict[str, Any]:
    try:
        return view(forms.services(form), forms.payer(form), forms.day(form), reference)
    except QuestionError as error:
        return {"error": str(error)}


def view(services: Sequence[Service], payer: str | None, as_of: date | None, reference: Reference) -> dict[str, Any]:
    """All that the result shows. Raises QuestionError for minutes or a code that cannot be."""
    given = [one for one in services if one.minutes is not None or not _timed(one.code, reference)]
    if not given:
        return {"error": "" if not services else "Give the minutes of each timed code."}
    on = as_of or date.today()
    said = count_day(given, payer, as_of, reference)
    counts = [count(given, rule, on, reference) for rule in RULES]
    rule = payer_rule(payer, on, reference)
    facts = [{**fact, "citations": [citation_from_json(c) for c in fact["citations"]]} for fact in said["facts"]] or [_untimed(counts[0])]
    shown = {
        "error": "",
        "payer": PAYERS.get(payer or "", ""),
        "rules": [_rule(one, theirs=bool(rule and one.rule in rule.counts)) for one in counts],
        "rows": _table(counts),
        "total": counts[0].split.total,
        "pictures": [(one.label, picture(one)) for one in counts if picture(one)],
        "facts": facts,
        "lines": said.get("units_lines", []),
        "nexts": _nexts(given, counts, on, reference),
        "on": on,
    }
    return {**shown, "text": _text(shown)}


def _untimed(one: Count) -> dict[str, Any]:
    """What is said where no code has minutes to count."""
    said = "Untimed codes are one unit a day, whatever the minutes; where a body part counts, one each within the daily limit."
    return {"tool": "units", "statement": said, "notes": (), "steps": (), "citations": one.citations}


def _timed(code: str, reference: Reference) -> bool:
    record = reference.codes.get(code)
    return record is not None and record.base not in ("untimed", "area", "30days", "episode")


def _rule(one: Count, *, theirs: bool) -> dict[str, Any]:
    units = one.units
    return {
        "label": one.label,
        "total": sum(units.values()),
        "splits": [" + ".join(f"{code} × {n}" for code, n in way.items() if n) or "no unit" for way in one.right[:6]],
        "theirs": theirs,
    }


def _table(counts: Sequence[Count]) -> list[dict[str, Any]]:
    """A row a code: minutes, full 15s, leftover, units under each rule."""
    first = counts[0]
    given = {entry.code.code: entry for entry in first.entries}
    order = {code: n % COLOURS for n, code in enumerate(first.split.minutes)}
    rows = []
    for code in first.units:
        entry = given.get(code)
        timed = code in first.split.minutes
        cells = [" or ".join(map(str, sorted({way.get(code, 0) for way in one.right}))) for one in counts]
        rows.append(
            {
                "code": code,
                "label": entry.code.label if entry else "",
                "colour": order.get(code),
                "minutes": entry.minutes if entry and entry.minutes is not None else "–",
                "full": first.split.full(code) if timed else "–",
                "left": first.split.left(code) if timed else "–",
                "units": cells,
            }
        )
    return rows


def _nexts(given: Sequence[Service], counts: Sequence[Count], on: date, reference: Reference) -> list[dict[str, Any]]:
    """For each timed code, the fewest minutes more that would change the units under each rule, and to what."""
    found = []
    for place, service in enumerate(given):
        if service.code not in counts[0].split.minutes:
            continue
        cells = [_next(given, place, one, on, reference) for one in counts]
        found.append({"code": service.code, "cells": cells})
    return found


def _next(given: Sequence[Service], place: int, now: Count, on: date, reference: Reference) -> str:
    for more in range(1, MORE + 1):
        longer = list(given)
        longer[place] = replace(given[place], minutes=(given[place].minutes or 0) + more)
        try:
            then = count(longer, now.rule, on, reference)
        except QuestionError:
            return "–"
        if then.right != now.right:
            way = " + ".join(f"{code} × {n}" for code, n in then.units.items() if n)
            either = ", one of several ways" if then.alternatives else ""
            return f"{more} more: {way}{either}"
    return "–"


def _text(shown: dict[str, Any]) -> str:
    """The result as plain text, for a note or a message."""
    lines = [f"Units for {shown['on']}" + (f", {shown['payer']}" if shown["payer"] else "")]
    lines += [f"{row['code']}: {row['minutes']} min (full 15s {row['full']}, left over {row['left']})" for row in shown["rows"]]
    lines += [f"{rule['label']}: {rule['total']} unit{'s' * (rule['total'] != 1)}: {' or '.join(rule['splits'])}" for rule in shown["rules"]]
    lines += [f"Line: {one['code']} × {one['units']} {' '.join(one['modifiers'])}".rstrip() for one in shown["lines"]]
    lines += [step for fact in shown["facts"][:1] for step in fact["steps"]]
    cited = dict.fromkeys(f"{c.title}, {c.locator}" for fact in shown["facts"] for c in fact["citations"])
    return "\n".join([*lines, f"Sources: {'; '.join(cited)}"])
