"""Which doors are open: the routes of ours, and what Gradio's page needs to be drawn. Everything else is shut.

Gradio brings about sixty routes (queue, calls, uploads, files, proxy, component functions, login). None of them is
needed, since the chat asks over REST; they are shut by name of what is open, not of what is known to be bad.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.routing import BaseRoute, Match

_PAGE = re.compile(r"/|/config|/theme\.css|/(?:assets|static|svelte)/[\w./@-]+|/favicon\.ico|/manifest\.json")
_SILENT = re.compile(r"/gradio_api/(?:heartbeat/[\w-]{1,64}|startup-events|info|app_id)")  # asked by its script: answered with nothing
_PROGRAMS = re.compile(r"/api/\w+|/healthz|/readyz|/metrics")
_READ = ("GET", "HEAD")


class Doors:
    """The open paths of one app."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        """routes: those of ours."""
        self._routes = tuple(routes)

    def open(self, method: str, path: str) -> bool:
        """Does something answer here?"""
        scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
        if any(route.matches(scope)[0] is Match.FULL for route in self._routes):
            return True
        return method in _READ and _PAGE.fullmatch(path) is not None and ".." not in path

    @staticmethod
    def drawn(path: str) -> bool:
        """Does Gradio answer here, with its page and what draws it?"""
        return _PAGE.fullmatch(path) is not None

    def other(self, path: str) -> tuple[str, ...]:
        """The methods that a path for programs is asked by; none for another path."""
        return tuple(method for method in ("GET", "POST") if self.open(method, path)) if _PROGRAMS.fullmatch(path) else ()

    @staticmethod
    def silent(method: str, path: str) -> bool:
        """Does Gradio's script ask this of itself? It is told that there is nothing."""
        return method in _READ and _SILENT.fullmatch(path) is not None
