"""Markdown of a section → HTML for our pages: paragraphs, lists, tables, bold, emphasis, web links. Everything else is text.

Every text is escaped first; an address becomes a link only when it is http(s).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

_ITEM = re.compile(r"(?:[-*]|\d+\.)\s+")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_SOFT = re.compile(r"(?<![*\w])\*([^*\s][^*]*)\*(?![*\w])")


def prose(text: str) -> Markup:
    """A section's text as HTML."""
    return Markup("".join(_block(kind, rows) for kind, rows in _runs(text)))  # noqa: S704 - escaped in _line


def _runs(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines of one kind that follow one another; an empty line ends a run."""
    for part in re.split(r"\n\s*\n", text.strip()):
        for kind, rows in groupby(part.splitlines(), _kind):
            yield kind, list(rows)


def _kind(line: str) -> str:
    return "table" if line.startswith("|") else "list" if _ITEM.match(line) else "text"


def _block(kind: str, rows: Sequence[str]) -> str:
    if kind == "table" and len(rows) > 1:
        return _table(rows)
    if kind == "list":
        name = "ol" if rows[0][0].isdigit() else "ul"
        items = "".join(f"<li>{_line(_ITEM.sub('', row, count=1))}</li>" for row in rows)
        return f"<{name}>{items}</{name}>"
    return f"<p>{_line(' '.join(rows).lstrip('# '))}</p>"


def _table(rows: Sequence[str]) -> str:
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    head = "".join(f'<th scope="col">{_line(cell)}</th>' if cell else "<td></td>" for cell in cells[0])
    body = "".join("<tr>" + "".join(f"<td>{_line(cell)}</td>" for cell in row) + "</tr>" for row in cells[2:])
    return f'<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _line(text: str) -> str:
    said = str(escape(text))
    said = _LINK.sub(r'<a href="\2" target="_blank" rel="noopener noreferrer">\1</a>', said)
    return _SOFT.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", said))
