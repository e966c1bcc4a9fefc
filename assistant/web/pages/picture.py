"""A day's minutes as a picture: each code's full 15s and leftover against the lines 8, 23, 38 … of a rule.

Plain SVG; colours are classes of site.css. Medicare's rule has one bar for all codes, the midpoint rule one a code.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from assistant.tools.counting.day import Count
from assistant.tools.counting.quarters import Split, allowed

WIDTH, LEFT, BAR, NAME = 420, 8, 20, 15
COLOURS = 6


def picture(count: Count) -> Markup:
    """The picture of one count; empty where no 15-minute code has minutes."""
    split = count.split
    given = [(code, minutes) for code, minutes in split.minutes.items() if minutes]
    if not given:
        return Markup()
    rows = [given] if split.pooled else [[one] for one in given]
    end = max(split.band(_allowed(split, split.total) + 1)[0] + 2, split.unit + split.first + 1)
    order = {code: n for n, code in enumerate(split.minutes)}
    top, parts = NAME, []
    for row in rows:
        parts.append(_row(row, top, end, order, split, first=top == NAME))
        top += BAR + 20 + NAME
    top -= NAME
    said = escape(_said(count, rows))
    return Markup(  # noqa: S704 - numbers of ours; texts are escaped
        f'<svg class="picture" viewBox="0 0 {WIDTH} {top}" role="img" aria-label="{said}">{"".join(parts)}</svg>'
    )


def _allowed(split: Split, minutes: int) -> int:
    return allowed(minutes, split.unit, split.first)


def _row(row: Sequence[tuple[str, int]], top: int, end: int, order: dict[str, int], split: Split, *, first: bool) -> str:
    scale = (WIDTH - 2 * LEFT) / end
    total = sum(minutes for _, minutes in row)
    parts = [f'<line class="axis" x1="{LEFT}" x2="{WIDTH - LEFT}" y1="{top + BAR}" y2="{top + BAR}"/>']
    at = 0
    for code, minutes in row:
        parts.append(_blocks(code, minutes, at, top, scale, order[code] % COLOURS, split.unit))
        at += minutes
    units = _allowed(split, end)
    step = 1 + units // 9
    for unit in range(1, units + 1):
        low = split.band(unit)[0]
        x = LEFT + low * scale
        reached = " reached" if total >= low else ""
        parts.append(f'<line class="mark{reached}" x1="{x:.1f}" x2="{x:.1f}" y1="{top - 3}" y2="{top + BAR + 4}"/>')
        if unit % step == 0:
            told = f"{low} min" if first and unit == step else str(low)
            parts.append(f'<text class="{"" if reached else "faint"}" x="{x:.1f}" y="{top + BAR + 15}" text-anchor="middle">{told}</text>')
    return "".join(parts)


def _blocks(code: str, minutes: int, at: int, top: int, scale: float, colour: int, block: int) -> str:
    """Full blocks solid, the leftover pale, the code's name above where there is room."""
    parts, start = [], at
    for length in [block] * (minutes // block) + ([minutes % block] if minutes % block else []):
        pale = "" if length == block else " left"
        parts.append(
            f'<rect class="block s{colour}{pale}" x="{LEFT + start * scale:.1f}" y="{top}" width="{length * scale:.1f}" height="{BAR}"/>'
        )
        start += length
    if minutes * scale > 30:
        parts.append(f'<text x="{LEFT + at * scale:.1f}" y="{top - 5}">{escape(code)}</text>')
    return "".join(parts)


def _said(count: Count, rows: Sequence[Sequence[tuple[str, int]]]) -> str:
    """The picture in words."""
    split = count.split
    told = ", ".join(
        f"{code} {minutes} minutes: {split.full(code)} full {split.unit}s, {split.left(code)} left over" for row in rows for code, minutes in row
    )
    low, high = split.band()
    end = f"; {split.total} in all, between the lines {low} and {high + 1}" if split.pooled else ", each code by itself"
    return f"{count.label}: {told}{end}."
