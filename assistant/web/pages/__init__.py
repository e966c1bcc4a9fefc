"""Our own pages: units, claim, codes, library, practice, what is covered. Server-rendered HTML; one small script each."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.answer.chain import Assistant
from assistant.web.pages import claim, codes, covers, library, practice, units, widget


def pages(assistant: Assistant) -> APIRouter:
    """The routes of all pages."""
    router = APIRouter()
    router.include_router(widget.routes())
    for room in (units, claim, codes, library, practice, covers):
        router.include_router(room.routes(assistant))
    return router
