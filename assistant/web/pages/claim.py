"""The claim page: a day's lines pasted or typed → findings, the corrected claim, CSV, a worksheet to print."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.answer.chain import Assistant
from assistant.errors import BadInput, QuestionError
from assistant.privacy.details import scrub
from assistant.reference import Reference
from assistant.schema import PAYERS, Citation
from assistant.tools.claim import ClaimLine, ClaimReport, Finding, check, claim_of
from assistant.web.pages import forms, pasted
from assistant.web.pages.render import html, page

LONGEST = 20_000  # characters pasted
EXAMPLE = "code\tminutes\tassistant minutes\tunits\tmodifiers\n97110\t36\t23\t3\tGP\n97140\t10\t\t1\t59\n97014\t15\t\t1\tGP"
FIELDS = ("lines", "date", "payer", "setting", "discipline", "used")
_RANK = {"stop": 0, "fix": 1, "note": 2}


def routes(assistant: Assistant) -> APIRouter:
    """GET and POST /claim, POST /claim-result, /claim-csv and /claim-worksheet."""
    router = APIRouter(include_in_schema=False)

    def codes() -> list[tuple[str, str]]:
        return forms.choices(assistant.reference, date.today())

    async def shown(request: Request) -> tuple[dict[str, str], dict[str, Any]]:
        given = _given(await request.form())
        seen = await run_in_threadpool(view, given, assistant.reference)
        return await run_in_threadpool(_again, given), seen

    @router.get("/claim")
    def empty() -> HTMLResponse:
        given = {**dict.fromkeys(FIELDS, ""), "lines": EXAMPLE, "date": date.today().isoformat(), "payer": "medicare", "discipline": "PT"}
        return page("claim.html", here="claim", codes=codes(), given=given, view=view(given, assistant.reference))

    @router.post("/claim")
    async def whole(request: Request) -> HTMLResponse:
        given, seen = await shown(request)
        return page("claim.html", here="claim", codes=codes(), given=given, view=seen)

    @router.post("/claim-result")
    async def result(request: Request) -> HTMLResponse:
        _, seen = await shown(request)
        return HTMLResponse(html("claim_result.html", view=seen))

    @router.post("/claim-csv")
    async def export(request: Request) -> Response:
        given, seen = await shown(request)
        if seen["error"]:
            return page("claim.html", 422, here="claim", codes=codes(), given=given, view=seen)
        name = f"claim-{seen['claim'].on}.csv"
        return Response(as_csv(seen["report"]), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})

    @router.post("/claim-worksheet")
    async def worksheet(request: Request) -> HTMLResponse:
        given, seen = await shown(request)
        if seen["error"]:
            return page("claim.html", 422, here="claim", codes=codes(), given=given, view=seen)
        made = datetime.now().astimezone().isoformat(" ", "minutes")
        return page("worksheet.html", here="claim", view=seen, generation=assistant.index.generation, printed=made)

    return router


def _given(form: FormData) -> dict[str, str]:
    return {**{name: forms.text(form, name) for name in FIELDS}, "lines": next((v for v in form.getlist("lines") if isinstance(v, str)), "")}


def _again(given: dict[str, str]) -> dict[str, str]:
    """The form as it is shown again: without columns of a person's details, and without details that stand anywhere else in it."""
    lines = given["lines"] if len(given["lines"]) <= LONGEST else ""
    with suppress(BadInput):
        lines = pasted.without_personal(lines)
    return {**{name: forms.again(given.get(name, "")) for name in FIELDS}, "lines": scrub(lines)[0]}


def view(given: dict[str, str], reference: Reference) -> dict[str, Any]:
    """All that the result shows; `error` says what cannot be read."""
    try:
        if len(given["lines"]) > LONGEST:
            raise BadInput(f"More than {LONGEST:,} characters: paste the lines of one day.")
        data: dict[str, Any] = {name: given[name] for name in FIELDS[1:] if given[name]}
        taken = pasted.read(given["lines"])
        if taken.day:
            data["date"] = taken.day.isoformat()
        report = check(claim_of({**data, "line": taken.lines}), reference)
    except QuestionError as error:
        return {"error": str(error)}
    return {
        "error": "",
        "report": report,
        "claim": report.claim,
        "payer": PAYERS[report.claim.payer],
        "taken": taken,
        "lines": [(number, line, _ranked(_first(report, number))) for number, line in enumerate(report.claim.lines, 1)],
        "whole": _ranked([one for one in report.findings if not one.lines]),
        "corrected": report.corrected.lines,
        "counts": {name: sum(one.severity == name for one in report.findings) for name in _RANK},
        "sources": sources(report.findings),
    }


def _first(report: ClaimReport, number: int) -> list[Finding]:
    """What stands at a line: findings of several lines are told once, at the first of them."""
    return [one for one in report.of(number) if min(one.lines) == number]


def _ranked(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: _RANK[one.severity])


def sources(findings: Sequence[Finding]) -> list[Citation]:
    """Every source of the findings once."""
    return list({(c.source, c.locator): c for one in findings for c in one.citations}.values())


def as_csv(report: ClaimReport) -> str:
    """The corrected lines and what was found, as CSV; no cell can be taken for a formula."""
    made = io.StringIO()
    out = csv.writer(made, lineterminator="\r\n")
    out.writerow(["line", "code", "units", "modifiers", "minutes", "assistant minutes", "findings"])
    for number, line in enumerate(report.corrected.lines, 1):
        out.writerow([number, *map(_safe, _cells(line)), _safe(_found(report, line))])
    return "\ufeff" + made.getvalue()  # the mark by which spreadsheets know UTF-8


def _cells(line: ClaimLine) -> list[str]:
    numbers = ["" if n is None else str(n) for n in (line.minutes, line.assistant)]
    return [line.code, "" if line.units is None else str(line.units), " ".join(line.modifiers), *numbers]


def _found(report: ClaimReport, line: ClaimLine) -> str:
    told = [f"{one.severity}: {one.message}" for one in report.findings if set(one.lines) & set(line.numbers)]
    return " | ".join(told)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
