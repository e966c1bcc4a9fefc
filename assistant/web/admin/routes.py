"""GET /admin and what its buttons do. Every route asks for an admin; what is sent from another page's origin the guard refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from assistant.answer.chain import Assistant
from assistant.errors import AssistantError, BadInput
from assistant.library.build import rollback
from assistant.library.encoder import model_folder
from assistant.library.intake import Wanted, looked_at
from assistant.library.own.about import checked
from assistant.library.own.report import described, to_look_at
from assistant.settings import Settings
from assistant.web.admin import seen
from assistant.web.admin.ingests import Ingests
from assistant.web.admin.uploads import Uploads
from assistant.web.pages.render import page
from assistant.web.safety.who import who

if TYPE_CHECKING:
    from assistant.record.recorder import Recorder

_SAID = ("title", "publisher", "edition", "effective", "until", "tier", "url", "patients")
_LISTS = ("payers", "groups")
_BUSY = "Something is being read just now: wait for it to end."
_Word = Annotated[str, Form(max_length=200)]


def _admin(request: Request) -> None:
    if not who(request.scope).admin:
        raise HTTPException(HTTPStatus.FORBIDDEN)


class Desk:
    """What the routes share. ingests: what builds."""

    def __init__(self, assistant: Assistant, settings: Settings, ingests: Ingests, recorder: Recorder | None) -> None:
        self.assistant, self.settings, self.ingests = assistant, settings, ingests
        self.uploads = Uploads(settings.index)
        self._store = recorder.store if recorder else None

    def shown(self, told: str = "", status: int = HTTPStatus.OK) -> HTMLResponse:
        """The page; told: what to say on top of it."""
        index, settings, store = self.assistant.whole, self.settings, self._store
        said, gaps, thumbs = seen.feedback(store, index)
        rows = seen.documents(index, settings.index, self.uploads.folder, self.assistant.reference.payers, date.today())
        return page(
            "admin.html", status, here="admin", told=told, documents=rows, left_out=seen.left_out(settings.index), run=self.ingests.last,
            running=self.ingests.running, watched=settings.documents, said=said, gaps=gaps, thumbs=thumbs, kept=store is not None,
            generations=seen.generations(settings.index), usage=store.usage(seen.DAYS) if store else [], days=seen.DAYS,
        )  # fmt: skip

    def begin(self, what: str, *arguments: str) -> Response:
        """Begin a run and go back to the page, which tells of it."""
        if not self.ingests.start(what, *arguments):
            return self.shown(_BUSY, HTTPStatus.CONFLICT)
        return RedirectResponse("admin", HTTPStatus.SEE_OTHER)

    def again(self, what: str) -> Response:
        """Read every document again, the uploads among them."""
        return self.begin(what, *([str(self.uploads.folder)] if self.uploads.held() else []))

    def report(self, name: str, data: bytes, given: dict[str, str]) -> HTMLResponse:
        """What a dry run says of a file, with a button to take it in. Raises Unreadable or BadInput for what cannot be."""
        said = checked(_said(given), "the form")
        mark, place = self.uploads.put_aside(name, data, said)
        passages, read = looked_at(Wanted(self.settings.index, self.settings.knowledge, model_folder(self.settings.encoder), add=(place,), said=said))
        if not read.documents:
            self.uploads.throw_away(mark)
            raise BadInput(f"{place.name}: {next(iter(read.quarantined.values()), 'holds nothing that can be read')}")
        lines = [line for own in read.documents for line in described(own)]
        lines += to_look_at(read.quarantined, read.warnings, read.differences)
        replaces = (self.uploads.folder / place.name).is_file()
        return page("admin_report.html", here="admin", mark=mark, file=place.name, lines=lines, passages=passages, replaces=replaces)


def routes(assistant: Assistant, settings: Settings, ingests: Ingests, recorder: Recorder | None) -> APIRouter:
    """The routes over one assistant."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(_admin)])
    desk = Desk(assistant, settings, ingests, recorder)
    _uploading(router, desk)

    @router.get("/admin")
    def admin() -> HTMLResponse:
        return desk.shown()

    @router.post("/admin-remove")
    def remove(name: _Word) -> Response:
        uploads = desk.uploads
        if (refused := _refused(desk, lambda: uploads.remove(name))) is not None:
            return refused
        return desk.again(f"removing {name}") if uploads.held() else desk.begin(f"removing {name}", "--forget", str(uploads.folder))

    @router.post("/admin-reread")
    def reread() -> Response:
        return desk.again("reading all documents again")

    @router.post("/admin-rollback")
    def back() -> Response:
        refused = _refused(desk, lambda: rollback(settings.index))
        return refused or desk.shown("The generation before is in use now.")

    return router


def _uploading(router: APIRouter, desk: Desk) -> None:
    """A file: looked at, then taken in or thrown away."""

    @router.post("/admin-upload")
    async def upload(request: Request) -> Response:
        async with request.form(max_files=1, max_fields=20) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile) or not file.filename:
                return await run_in_threadpool(desk.shown, "Choose a file.", HTTPStatus.UNPROCESSABLE_ENTITY)
            name, data = file.filename, await file.read()
            given = {key: str(form.get(key) or "").strip() for key in (*_SAID, *_LISTS)}
        try:
            return await run_in_threadpool(desk.report, name, data, given)
        except AssistantError as error:
            return await run_in_threadpool(desk.shown, str(error), HTTPStatus.UNPROCESSABLE_ENTITY)

    @router.post("/admin-take")
    def take(mark: _Word) -> Response:
        if desk.ingests.running:
            return desk.shown(_BUSY, HTTPStatus.CONFLICT)
        refused = _refused(desk, lambda: desk.uploads.take(mark))
        return refused or desk.begin("taking in an upload", str(desk.uploads.folder))

    @router.post("/admin-discard")
    def discard(mark: _Word) -> Response:
        return _refused(desk, lambda: desk.uploads.throw_away(mark)) or RedirectResponse("admin", HTTPStatus.SEE_OTHER)


def _refused(desk: Desk, work: Callable[[], object]) -> HTMLResponse | None:
    """Do it; the page with the reason where that cannot be."""
    try:
        work()
    except AssistantError as error:
        return desk.shown(str(error), HTTPStatus.CONFLICT)
    return None


def _said(given: dict[str, str]) -> dict[str, Any]:
    """The form's fields as name.toml would say them; payers "none": nobody's."""
    said: dict[str, Any] = {key: given[key] for key in _SAID if given[key]}
    said |= {key: [part.strip() for part in given[key].split(",") if part.strip()] for key in _LISTS if given[key]}
    return {**said, "payers": []} if said.get("payers") == ["none"] else said
