r"""Shapes of words: what a reader looks for in a text, each with a name and with examples of what it takes and what it does not.

The one place where they are compiled. A row stands beside the reader that uses it; tests/understand/test_marks.py runs every
row's examples. What a number is by the words around it is told by the rules in understand/marks instead.

>>> on_both = Shape("on both legs", r"\bbilateral(?:ly)?\b", yes=("treated [bilaterally]",), no=("one side",))
>>> on_both.search("bilateral knees") is not None, on_both.search("left knee")
(True, None)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shape:
    r"""yes: texts with [brackets] around every place it takes; no: look-alikes it takes nothing of.

    In a text of which codes and people were read already, \x02 stands for each letter of a code and \x03 of a person.
    """

    name: str
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    _compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_compiled", re.compile(self.pattern))

    def search(self, text: str) -> re.Match[str] | None:
        """The first place of a text where it stands."""
        return self._compiled.search(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Where it begins right at a place of a text."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Where it is all of a text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place of a text where it stands, in order."""
        return self._compiled.finditer(text)

    def taken(self, text: str) -> list[str]:
        """The words of every place of a text where it stands."""
        return [match[0] for match in self._compiled.finditer(text)]

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something put in all its places."""
        return self._compiled.sub(put, text)
