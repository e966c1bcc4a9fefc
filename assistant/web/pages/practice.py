"""The practice page: lessons, one case after another, marked and explained; a score sheet to print or save.

The server keeps nothing: the seed and the answers so far stand in the page's address (practice/session.py), so that
Back and reload show the case that was there.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.answer.chain import Assistant
from assistant.errors import BadInput
from assistant.practice.cases import LETTERS, Day, Options
from assistant.practice.material import Material, read_material
from assistant.practice.session import MOST, SEEDS, Session, play, sheet
from assistant.web.pages import forms
from assistant.web.pages.render import page

LONGEST = 200  # characters of an answer


def routes(assistant: Assistant) -> APIRouter:
    """GET and POST /practice, POST /practice-sheet."""
    router = APIRouter(include_in_schema=False)
    material = lru_cache(maxsize=1)(lambda on: read_material(assistant.reference, on))

    @router.get("/practice")
    def lessons(request: Request) -> Response:
        if request.query_params.get("lesson"):
            return _case(request, material)
        return page("practice.html", here="practice", lessons=material(date.today()).lessons.values(), session=None, problem="")

    @router.post("/practice")
    async def answered(request: Request) -> HTMLResponse:
        form = await request.form()
        return await run_in_threadpool(_answered, form, material)

    @router.post("/practice-sheet")
    async def score(request: Request) -> Response:
        form = await request.form()
        try:
            session = await run_in_threadpool(_session, form, material(date.today()))
        except BadInput as error:
            return page("practice.html", 422, here="practice", lessons=material(date.today()).lessons.values(), session=None, problem=str(error))
        headers = {"Content-Disposition": f'attachment; filename="practice-{session.lesson.id}.csv"'}
        return Response("\ufeff" + sheet(session), media_type="text/csv; charset=utf-8", headers=headers)

    return router


def _case(request: Request, material: Callable[[date], Material]) -> Response:
    """The case of an address; one without a seed is sent on to a seed, so that it shows the same case again."""
    given = request.query_params
    if forms.text(given, "seed"):
        return _answered(given, material)
    seeded = urlencode({"lesson": forms.text(given, "lesson"), "seed": secrets.randbelow(SEEDS)})
    return Response(status_code=303, headers={"Location": f"practice?{seeded}"})


def _answered(form: forms.Form, material: Callable[[date], Material]) -> HTMLResponse:
    """The next case under what was said of the last one; an answer that cannot be read is asked for again."""
    held = material(date.today())
    given = " ".join(forms.texts(form, "answer"))[:LONGEST]
    problem = ""
    try:
        session = _session(form, held)
        if given or form.get("check"):
            try:
                session = play(held, session.lesson.id, session.seed, [*_answers(form), given])
            except BadInput as error:
                problem = str(error)
    except BadInput as error:
        return page("practice.html", 422, here="practice", lessons=held.lessons.values(), session=None, problem=str(error))
    answers = [*_answers(form), given][: len(session.done)]
    return page("practice.html", here="practice", lessons=held.lessons.values(), session=session, problem=problem, **_shown(session), answers=answers)


def _session(form: forms.Form, material: Material) -> Session:
    """The session that a form carries; a new seed where it has none. Raises BadInput."""
    said = forms.text(form, "seed")
    if said and not (said.isascii() and said.isdigit()):
        raise BadInput(f"The seed is a number from 0 to {SEEDS - 1:,}.")
    return play(material, forms.text(form, "lesson"), int(said) if said else secrets.randbelow(SEEDS), _answers(form))


def _answers(form: forms.Form) -> list[str]:
    return [text[:LONGEST] for text in forms.texts(form, "answers")][: MOST + 1]


def _shown(session: Session) -> dict[str, Any]:
    """How the case is asked: by letter, by date, or numbers to fill in."""
    answer = session.case.answer
    kind = "options" if isinstance(answer, Options) else "day" if isinstance(answer, Day) else "units"
    return {"kind": kind, "letters": LETTERS, "most": MOST, "last": session.done[-1] if session.done else None}
