"""The practice page: lessons, a trainer's set, the learner's path; each case marked and explained, with score sheets.

The server keeps nothing. Of a session, seed and answers stand in the page's address, so that Back and reload show the
case that was there; of a path, the record comes with each form, from the browser tab or a file that the learner holds.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.answer.chain import Assistant
from assistant.errors import BadInput
from assistant.practice.answers import LETTERS, Day, Options, Several
from assistant.practice.cases import Case
from assistant.practice.deals import ORDER
from assistant.practice.makers.stories import told_of
from assistant.practice.material import Material, read_material
from assistant.practice.path import HOW, PLACEMENT, Record, answered, following, opens, read_record, standing, started
from assistant.practice.session import MOST, SEEDS, Session, play
from assistant.practice.sheets import joined, path_sheet, sheet
from assistant.reference import Reference
from assistant.web.pages import forms
from assistant.web.pages.render import page

LONGEST = 200  # characters of an answer, of a file's name
LARGEST_CLASS = 60
Held = Callable[[date], Material]


def _held(assistant: Assistant) -> Held:
    """The material of a day, made once for a day and a version of the rules."""
    made: list[tuple[Reference, date, Material]] = []

    def material(on: date) -> Material:
        reference = assistant.reference
        for known, day, held in tuple(made):
            if known is reference and day == on:
                return held
        made[:] = [(reference, on, read_material(reference, on))]
        return made[0][2]

    return material


def routes(assistant: Assistant) -> APIRouter:
    """GET and POST /practice, POST /practice-sheet; POST /practice-path and /practice-record."""
    router = APIRouter(include_in_schema=False)
    material = _held(assistant)

    @router.get("/practice")
    def lessons(request: Request) -> Response:
        if request.query_params.get("lesson"):
            return _case(request, material)
        return _lessons(material(date.today()))

    @router.post("/practice")
    async def answered_case(request: Request) -> HTMLResponse:
        form = await request.form()
        return await run_in_threadpool(_answered, form, material)

    @router.post("/practice-sheet")
    async def score(request: Request) -> Response:
        form = await request.form()
        try:
            session = await run_in_threadpool(_session, form, material(date.today()))
        except BadInput as error:
            return _lessons(material(date.today()), str(error))
        return _file("\ufeff" + sheet(session), f"practice-{session.lesson.id.split('.')[0]}.csv")

    @router.post("/practice-path")
    async def path(request: Request) -> HTMLResponse:
        form = await request.form()
        return await run_in_threadpool(_path, form, material)

    @router.post("/practice-record")
    async def record(request: Request) -> Response:
        form = await request.form()
        return await run_in_threadpool(_kept, form, material)

    return router


def _kept(form: forms.Form, material: Held) -> Response:
    """A record as a file, or as the trainer's sheet; or the sheet of a class."""
    kind = forms.text(form, "as")
    try:
        if kind == "class":
            return _file("\ufeff" + joined(_class(form), material(date.today())), "practice-class.csv")
        kept = read_record(forms.text(form, "record"))
    except BadInput as error:
        return _lessons(material(date.today()), str(error))
    return _file("\ufeff" + path_sheet(kept, material(date.today())), "practice-path.csv") if kind == "sheet" else _file(kept.text() + "\n", "practice-record.txt")


def _class(form: forms.Form) -> dict[str, str]:
    """What a class kept, by the names of their files. Raises BadInput for none, or too many."""
    names, texts = forms.texts(form, "name"), forms.texts(form, "record")
    if not texts or len(names) != len(texts) or len(texts) > LARGEST_CLASS:
        raise BadInput(f"Choose the records of 1 to {LARGEST_CLASS} learners.")
    return {name[:LONGEST]: text for name, text in zip(names, texts, strict=True)}


def _file(text: str, name: str) -> Response:
    kind = "text/csv" if name.endswith(".csv") else "text/plain"
    return Response(text, media_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _lessons(material: Material, problem: str = "") -> HTMLResponse:
    return page("practice.html", 422 if problem else 200, here="practice", lessons=material.lessons.values(), told_of=told_of(material), session=None, problem=problem, how=HOW)


def _case(request: Request, material: Held) -> Response:
    """The case of an address; one without a seed is sent on to a seed, so that it shows the same case again."""
    given = request.query_params
    if forms.text(given, "seed"):
        return _answered(given, material)
    kept = {name: forms.text(given, name) for name in ("lesson", "code") if forms.text(given, name)}
    return Response(status_code=303, headers={"Location": f"practice?{urlencode(kept | {'seed': secrets.randbelow(SEEDS)})}"})


def _answered(form: forms.Form, material: Held) -> HTMLResponse:
    """The next case under what was said of the last one; an answer that cannot be read is asked for again."""
    held = material(date.today())
    given, said, problem = _given(form), "", ""
    try:
        session = _session(form, held)
        if given or form.get("check"):
            said = _said(given, session.case)
            try:
                session = play(held, session.lesson.id, session.seed, [*_answers(form), said], session.about)
            except BadInput as error:
                problem = str(error)
    except BadInput as error:
        return _lessons(held, str(error))
    answers = [*_answers(form), said][: len(session.done)]
    last = session.done[-1] if session.done else None
    return page("practice.html", here="practice", lessons=held.lessons.values(), session=session, problem=problem, last=last, answers=answers, **_shown(session.case))


def _given(form: forms.Form) -> str:
    return " ".join(forms.texts(form, "answer"))[:LONGEST]


def _said(given: str, case: Case) -> str:
    """What was answered; boxes of which none is ticked say none."""
    return given or ("none" if isinstance(case.answer, Several) else "")


def _session(form: forms.Form, material: Material) -> Session:
    """The session that a form carries; a new seed where it has none. Raises BadInput."""
    return play(material, forms.text(form, "lesson"), _seed(form), _answers(form), forms.text(form, "code")[:8].upper())


def _seed(form: forms.Form) -> int:
    said = forms.text(form, "seed")
    if said and not (said.isascii() and said.isdigit() and len(said) <= len(str(SEEDS))):
        raise BadInput(f"The seed is a number from 0 to {SEEDS - 1:,}.")
    return int(said) if said else secrets.randbelow(SEEDS)


def _answers(form: forms.Form) -> list[str]:
    return [text[:LONGEST] for text in forms.texts(form, "answers")][: MOST + 1]


def _shown(case: Case) -> dict[str, Any]:
    """How the case is asked: by letter, by boxes, by date, or numbers to fill in."""
    kinds = ((Options, "options"), (Several, "several"), (Day, "day"))
    kind = next((name for type_, name in kinds if isinstance(case.answer, type_)), "units")
    return {"kind": kind, "letters": LETTERS}


def _path(form: forms.Form, material: Held) -> HTMLResponse:
    """The next case of a path under what was said of the last one."""
    held = material(date.today())
    problem, last = "", None
    try:
        kept = read_record(forms.text(form, "record")) if forms.text(form, "record") else started(_seed(form))
    except BadInput as error:
        return _lessons(held, str(error))
    if form.get("check"):
        try:
            kept, last = _step(form, kept, held)
        except BadInput as error:
            problem = str(error)
    coming = following(kept, held)
    standings = [standing(kept, topic, held) for topic in ORDER]
    told: dict[str, Any] = _shown(coming[1]) if coming else {"kind": "", "letters": LETTERS}
    read = {"lesson": held.lessons[coming[0].topic], "first": opens(kept, coming[0].topic)} if coming and coming[2] != "placement" else None
    placed = len(kept.steps) == len(PLACEMENT)
    return page("practice_path.html", here="practice", record=kept, coming=coming, last=last, problem=problem, standings=standings, lessons=held.lessons, read=read, placed=placed, how=HOW, **told)


def _step(form: forms.Form, kept: Record, material: Material) -> tuple[Record, dict[str, Any]]:
    """The record with the answer, and what is shown of the case answered."""
    coming = following(kept, material)
    seconds = forms.text(form, "seconds")
    given = _said(_given(form), coming[1]) if coming else ""
    after, case, right = answered(kept, material, given, int(seconds) if seconds.isascii() and seconds.isdigit() else 0, date.today())
    return after, {"case": case, "right": right, "said": case.answer.shown(given)}
