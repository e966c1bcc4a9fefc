"""Words that neither the knowledge nor the language knows, put into words the knowledge has.

>>> mend = Spelling({"kinesio": 5.0, "tape": 4.0, "certif": 3.0}, {"certification", "weather"}.__contains__).mend
>>> mend("kinesiotape certifcation in bad weather")
'kinesio tape certification in bad weather'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from assistant.library.words import words

SHORTEST = 6  # letters of a word that is mended; shorter ones have too many neighbours
MOST = 8  # unknown words of a text that are mended: each is looked for under a thousand spellings
PART = 4  # letters of the shorter part of two words run together
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(rf"(?<![\w$.-])[A-Za-z]{{{SHORTEST},20}}(?![\w-])")


class Spelling:
    """Mends by the words of one generation. rarity: stems it holds; real: is this a word of the language?"""

    def __init__(self, rarity: Mapping[str, float], real: Callable[[str], bool]) -> None:
        self._rarity = rarity
        self._real = real

    def mend(self, text: str) -> str:
        """The text with unknown words replaced: two known words run together, or one letter wrong."""
        found = (match[0].lower() for match in _WORD.finditer(text))
        unknown = islice((word for word in dict.fromkeys(found) if self._rare(word) is None and not self._real(word)), MOST)
        mended = {word: self._mended(word) for word in unknown}
        return _WORD.sub(lambda match: mended.get(match[0].lower()) or match[0], text)

    def _mended(self, word: str) -> str | None:
        parts = [(word[:n], word[n:]) for n in range(PART, len(word) - PART + 1)]
        both = [pair for pair in parts if all(self._rare(part) is not None for part in pair)]
        if both:
            return " ".join(max(both, key=lambda pair: min(map(len, pair))))
        known = ((self._rare(other), other) for other in _one_letter(word))
        near = [(not self._real(other), rare, other) for rare, other in known if rare is not None]
        return min(near)[2] if near else None  # a stem takes endings no word has: words of the language come first

    def _rare(self, word: str) -> float | None:
        stems = words(word)
        return self._rarity.get(stems[0]) if stems else None


def _one_letter(word: str) -> Iterator[str]:
    """Every string one letter away: missing, swapped, wrong, too many."""
    for n in range(1, len(word) + 1):  # the first letter is nearly always right
        head, tail = word[:n], word[n:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
