"""Our own pages: units, claim, codes, library, practice, what is covered. Server-rendered HTML; one small script each."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.answer.chain import Assistant
from assistant.web.pages import claim, codes, covers, library, practice, units, widget


def pages(assistant: Assistant) -> APIRouter:
    """The routes of all pages."""
    router = APIRouter()
    for part in (units.routes(assistant.reference), widget.routes()):
        router.include_router(part)
    for room in (claim, codes, library, practice, covers):
        router.include_router(room.routes(assistant))
    return router
