"""The bar on top of every page. Links are relative, so that they work under a sub-path."""

from __future__ import annotations

PAGES = (("chat", "./", "Chat"), ("units", "units", "Units"), ("claim", "claim", "Claim"), ("codes", "codes", "Codes"), ("library", "library", "Library"), ("practice", "practice", "Practice"))


def nav(current: str) -> str:
    """The bar as HTML, the current page marked."""
    links = "".join(f'<a href="{path}"{_here(key, current)}>{name}</a>' for key, path, name in PAGES)
    return f'<nav class="bar" aria-label="Pages"><span class="brand">Therapy coding</span>{links}</nav>'


def _here(key: str, current: str) -> str:
    return ' aria-current="page"' if key == current else ""
