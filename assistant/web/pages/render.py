"""Templates → pages. Everything put into a page is escaped; scripts and styles are files of ours."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.schema import PAYERS
from assistant.web.nav import nav
from assistant.web.pages.prose import prose

FOLDER = Path(__file__).resolve().parent.parent


@cache
def templates() -> Environment:
    """The templates folder."""
    found = Environment(loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters["safe_url"] = safe_url
    found.filters["strong"] = strong
    found.filters["prose"] = prose
    found.globals.update(nav=lambda current: Markup(nav(current)), payers=PAYERS)  # noqa: S704 - fixed words only
    return found


def html(name: str, **values: Any) -> str:
    """A template filled in."""
    return templates().get_template(name).render(**values)


def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page."""
    return HTMLResponse(html(name, today=date.today(), **values), status)


def safe_url(url: str) -> str:
    """The address of a source when it is a web address, else empty: no script stands behind a link."""
    return url if re.match(r"https?://", url, re.IGNORECASE) else ""


def strong(text: str) -> Markup:
    """Markdown's **bold** in a short text, everything else escaped."""
    return Markup(re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", str(escape(text))))  # noqa: S704 - escaped before
