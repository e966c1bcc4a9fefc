"""The help-page widget: its script, the plain frame (/embed), and a host page that treats it badly (/demo)."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.web.pages.render import FOLDER, page

_KEPT = {"Cache-Control": "public, max-age=300", "Vary": "Accept-Encoding"}
_Word = Annotated[str, Query(max_length=40)]
_PARTS = ("markdown.js", "widget-words.js", "widget.js")


def routes() -> APIRouter:
    """GET /widget.js, /embed?topic=…&payer=… and /demo."""
    router = APIRouter(include_in_schema=False)

    @router.get("/widget.js")
    def widget(request: Request) -> Response:
        packed = "gzip" in request.headers.get("accept-encoding", "")
        headers = {**_KEPT, "Content-Encoding": "gzip"} if packed else _KEPT
        return Response(bundle()[packed], media_type="text/javascript; charset=utf-8", headers=headers)

    @router.get("/embed")
    def embed(topic: _Word = "", payer: _Word = "", setting: _Word = "", theme: _Word = "", lang: _Word = "", color: _Word = "") -> HTMLResponse:
        given = {"topic": topic, "payer": payer, "setting": setting, "theme": theme, "lang": lang, "color": color}
        return page("embed.html", given=given)

    @router.get("/demo")
    def demo() -> HTMLResponse:
        return page("demo.html")

    return router


@cache
def bundle() -> tuple[bytes, bytes]:
    """The widget's parts as one script that leaves no name behind, plain and packed."""
    static = FOLDER / "static"
    parts = [f"const CSS = {json.dumps((static / 'widget.css').read_text(encoding='utf-8'))};"]
    for name in _PARTS:
        text = (static / name).read_text(encoding="utf-8").removeprefix('"use strict";\n')
        text = re.sub(r"^import .*$\n", "", text, flags=re.MULTILINE)
        parts.append(re.sub(r"^export ", "", text, flags=re.MULTILINE))
    whole = '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"
    return whole.encode(), gzip.compress(whole.encode(), 9, mtime=0)
