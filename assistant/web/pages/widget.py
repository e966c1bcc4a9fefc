"""The help-page widget: its script, the plain frame (/embed), and a host page that treats it badly (/demo)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, HTMLResponse

from assistant.web.pages.render import FOLDER, page

_KEPT = {"Cache-Control": "public, max-age=300"}
_Word = Annotated[str, Query(max_length=40)]


def routes() -> APIRouter:
    """GET /widget.js, /embed?topic=…&payer=… and /demo."""
    router = APIRouter(include_in_schema=False)

    @router.get("/widget.js")
    def widget() -> FileResponse:
        return FileResponse(FOLDER / "static" / "widget.js", media_type="text/javascript; charset=utf-8", headers=_KEPT)

    @router.get("/embed")
    def embed(topic: _Word = "", payer: _Word = "", setting: _Word = "", theme: _Word = "") -> HTMLResponse:
        return page("embed.html", given={"topic": topic, "payer": payer, "setting": setting, "theme": theme})

    @router.get("/demo")
    def demo() -> HTMLResponse:
        return page("demo.html")

    return router
