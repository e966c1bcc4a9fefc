"""The picture of a bench run: ours beside the plain recipe, as SVG without any font or script from elsewhere."""

from __future__ import annotations

from typing import Any

_WIDTH, _ROW, _LEFT, _BAR = 760, 58, 250, 400
_OURS, _PLAIN, _INK = "#1d7a5f", "#a9b4bd", "#2b3238"


def draw(found: dict[str, Any]) -> str:
    """Bars of the pairs that can be compared, each pair on its own scale."""
    measured = found["measured"]
    plain_rate = 1000 / measured["plain_retrieval_ms"]["median"]
    rows = [
        ("An answer, checked and cited; plain: passages only", measured["answer_ms"]["median"], measured["plain_retrieval_ms"]["median"], "ms"),
        ("Cold start to the first answer", measured["cold_s"]["median"], measured["plain_cold_s"]["median"], "s"),
        ("Memory when answering", measured["memory_mb"]["median"], measured["plain_memory_mb"]["median"], "MB"),
        ("Answers a second, 32 clients; plain: a loop", measured["rest"]["32 clients"]["per_second"], plain_rate, "/s"),
    ]
    height = 40 + _ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" font-size="13" fill="{_INK}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<rect x="{_LEFT}" y="12" width="12" height="12" fill="{_OURS}"/><text x="{_LEFT + 18}" y="23">this assistant</text>',
        f'<rect x="{_LEFT + 130}" y="12" width="12" height="12" fill="{_PLAIN}"/><text x="{_LEFT + 148}" y="23">plain recipe</text>',
    ]
    for n, (name, ours, plain, unit) in enumerate(rows):
        top = 40 + n * _ROW
        first, _, second = name.partition("; ")
        parts.append(f'<text x="12" y="{top + 18}">{first}</text>')
        parts.append(f'<text x="12" y="{top + 36}" fill="#5a656e">{second}</text>')
        for m, (value, colour) in enumerate(((ours, _OURS), (plain, _PLAIN))):
            long = _BAR * value / max(ours, plain)
            y = top + 6 + m * 21
            parts.append(f'<rect x="{_LEFT}" y="{y}" width="{long:.0f}" height="17" fill="{colour}"/>')
            parts.append(f'<text x="{_LEFT + long + 6:.0f}" y="{y + 13}">{value:.4g} {unit}</text>')
    return "\n".join([*parts, "</svg>", ""])
