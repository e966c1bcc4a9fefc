"""Does each figure of a text stand where it stands in another: 65 beside "age", 20 beside "employer"?

>>> known = neighbours("patients 65 or over with an employer of 20 or more")
>>> misplaced("an employer of 20 or more", known), misplaced("an employer of 65 or more", known)
(False, True)
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.library.words import words

NEAR = 3  # tokens on each side
_ROLES = frozenset("pt ot slp pta ota therapist assist aid student physician medicar medicaid ama commerci hospit practic column before after".split())
Places = Mapping[str, list[frozenset[tuple[str, str]]]]


def neighbours(text: str) -> Places:
    """Each figure, code, modifier and role of a text with what stands left and right of it, place by place."""
    tokens = words(text)
    found: dict[str, list[frozenset[tuple[str, str]]]] = {}
    for n, token in enumerate(tokens):
        if token in _ROLES or not token.isalpha() or len(token) == 2:
            left = {("left", one) for one in tokens[max(n - NEAR, 0) : n]}
            right = {("right", one) for one in tokens[n + 1 : n + 1 + NEAR]}
            found.setdefault(token, []).append(frozenset(left | right))
    return found


def misplaced(text: str, known: Places) -> bool:
    """Does a figure of the text stand where the other text has another figure?"""
    for token, places in neighbours(text).items():
        for place in places:
            own = max((len(place & one) for one in known.get(token, ())), default=0)
            others = max((len(place & one) for other, ones in known.items() if other != token for one in ones), default=0)
            if others > own:
                return True
    return False
