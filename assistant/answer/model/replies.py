r"""A model's reply, as it comes → the claims in it: JSON objects, each with a text and the ids it rests on.

>>> replies = Replies()
>>> list(replies.add('{"text": "One unit.", "evidence": ["a1"]}\n{"text": "Bec'))
[Line(text='One unit.', evidence=('a1',))]
>>> replies.whole()
False
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 20_000  # characters of a reply that are read


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as the model wrote it."""

    text: str
    evidence: tuple[str, ...]


class Replies:
    """Reads a reply piece by piece; an object is given as soon as it is complete."""

    def __init__(self) -> None:
        self._held = ""
        self._length = 0
        self._decoder = json.JSONDecoder()

    def add(self, piece: str) -> Iterator[Line]:
        """The claims that this piece completes. Text outside of objects is left out: it rests on nothing."""
        self._length += len(piece)
        self._held += piece[: max(LONGEST - self._length + len(piece), 0)]
        while (start := self._held.find("{")) >= 0:
            try:
                value, end = self._decoder.raw_decode(self._held, start)
            except (json.JSONDecodeError, RecursionError):
                return
            self._held = self._held[end:]
            yield from _lines(value)

    def whole(self) -> bool:
        """Did the reply end with a complete object?"""
        return "{" not in self._held and self._length <= LONGEST


def _lines(value: object) -> Iterator[Line]:
    """The claims of an object; some models wrap them in {"claims": […]}."""
    if not isinstance(value, dict):
        return
    text, evidence = value.get("text"), value.get("evidence", [])
    if isinstance(text, str) and isinstance(evidence, list):
        yield Line(" ".join(text.split()), tuple(str(one) for one in evidence))
        return
    for inner in value.values():
        for one in inner if isinstance(inner, list) else ():
            yield from _lines(one)
