r"""A text as it reads once what wraps its letters and figures is undone, and where each of its characters stands in the text as given.

Letters spaced apart, character references, percent signs, base64, names run together, signs inside a number, letters
and figures of other alphabets. Nothing is decided here: the reading is weighed as any text. The rows stand in details.toml.

>>> read("J&#111;hn%20Smith, Sm9obiBTbWl0aA==").text
'John Smith, John Smith'
>>> read("Ｊ o h n S m i t h uses WebPT").text
'John Smith uses WebPT'
"""

from __future__ import annotations

import html
import re
import unicodedata
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from urllib.parse import unquote

from assistant.privacy.weighing import Found, data, familiar, family_names, given_names, heard, plain, whole, word_set

_LIKE = str.maketrans(  # letters of other alphabets that look like Latin ones: "Jоhn Smіth"
    "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTXYaesijopcxydqwhABEZHIKMNOPTYXo",
)
_UNSEEN = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}  # letters and marks without a shape
_READABLE = re.compile(r"[\w ,.;:/#()'&@-]{4,400}")
_ROUNDS = 3  # what was wrapped in a wrapping: "%2520"
_CASES = re.compile(r"[.*|]|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORDS_CLOSED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]{3})(?=\d)")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_FEWEST = 6  # figures spaced apart that are one number; fewer may be minutes


@dataclass(frozen=True, slots=True)
class Reading:
    """The text, and of each character where it begins and ends in the text as given, and what its wrapping speaks for a detail."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    adds: Sequence[float]

    def placed(self, found: Found) -> Found:
        """The same find, where it stands in the text as given, with what its wrapping adds."""
        return Found(self.starts[found.start], self.ends[found.end - 1], round(found.score + max(self.adds[found.start : found.end]), 2))

    def replaced(self, places: Iterable[tuple[int, int, str]], adds: float) -> Reading:
        """With other characters at these places, in order; all of a place's stand where it stands."""
        text, starts, ends, added, done = [], list[int](), list[int](), list[float](), 0
        for start, end, new in places:
            text += [self.text[done:start], new]
            starts += [*self.starts[done:start], *[self.starts[start]] * len(new)]
            ends += [*self.ends[done:start], *[self.ends[end - 1]] * len(new)]
            added += [*self.adds[done:start], *(adds if char.isalnum() else 0.0 for char in new)]
            done = end
        if not done:
            return self
        return Reading("".join((*text, self.text[done:])), starts + list(self.starts[done:]), ends + list(self.ends[done:]), added + list(self.adds[done:]))


@dataclass(frozen=True, slots=True)
class Wrapping:
    """A way to wrap letters and figures. undo: what a match reads as, or None where it is none; adds: what it speaks for a detail within it."""

    pattern: re.Pattern[str]
    undo: Callable[[re.Match[str]], str | None]
    adds: float


def read(text: str) -> Reading:
    """The text with every wrapping undone, those within others too."""
    size = len(text)
    reading = Reading(text, range(size), range(1, size + 1), [0.0] * size)
    if not text.isascii():
        reading = reading.replaced(((at, at + 1, new) for at, char in enumerate(text) if (new := _folded(char)) != char), 0.0)
    for one in wrappings():
        for _ in range(_ROUNDS):
            places = [(m.start(), m.end(), said) for m in one.pattern.finditer(reading.text) if (said := one.undo(m)) is not None]
            if not places:
                break
            reading = reading.replaced(places, one.adds)
    return reading


@cache
def wrappings() -> tuple[Wrapping, ...]:
    """Every row of details.toml, in its order."""
    return tuple(Wrapping(re.compile(whole(row["pattern"])), _UNDO[row["undo"]], row["adds"]) for row in data()["wrapping"])


@lru_cache(maxsize=4_096)
def _folded(char: str) -> str:
    """A letter or figure of another alphabet as the Latin one it looks like or stands for; nothing for what is not seen."""
    if char.isascii():
        return char
    kind = unicodedata.category(char)
    if kind in ("Cf", "Mn", "Me") or char in _UNSEEN:
        return ""
    figure = unicodedata.decimal(char, None)
    if figure is not None or kind in ("Pd", "Zs"):
        return str(figure) if figure is not None else "-" if kind == "Pd" else " "
    same = unicodedata.normalize("NFKC", char).translate(_LIKE)
    return same if len(same) <= 3 else char  # one character may stand for a sentence


def _escaped(match: re.Match[str]) -> str | None:
    return chr(int(re.sub(r"[^0-9A-Fa-f]", "", match[0][2:]), 16))


def _reference(match: re.Match[str]) -> str | None:
    said = html.unescape(match[0] if match[0].endswith(";") else f"{match[0]};")
    return None if said.startswith("&") and len(said) > 1 else said.replace("\xa0", " ")


def _percent(match: re.Match[str]) -> str | None:
    said = unquote(match[0], errors="ignore")
    return said if said.isprintable() or said.isspace() else " "


def _base64(match: re.Match[str]) -> str | None:
    """What a word of base64 says, where that can be read; no word as people write it is one ("Lincoln", "billed")."""
    if match[0].isalpha() and (match[0].islower() or match[0].istitle() or match[0].isupper()):
        return None
    word = match[0].rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return _readable(b64decode(word + "=" * (-len(word) % 4), validate=True))
    except Error:
        return None


def _hexadecimal(match: re.Match[str]) -> str | None:
    return _readable(bytes.fromhex(match[1]))


def _readable(said: bytes) -> str | None:
    """Bytes as the text they are; None for others."""
    try:
        text = said.decode()
    except UnicodeDecodeError:
        return None
    return text if _READABLE.fullmatch(text) else None


def _spaced(match: re.Match[str]) -> str | None:
    """Letters or figures apart as one word, or as words where capitals or two spaces say so."""
    words = [word.replace(" ", "") for word in re.split(r" {2,3}", match[0])]
    closed = " ".join(_WORDS_CLOSED.sub(" ", word) for word in words)
    said = any(map(str.isalpha, closed)) or _DATE.fullmatch(closed) or sum(map(str.isdigit, closed)) >= _FEWEST
    return closed if said else None


def _closed(match: re.Match[str]) -> str | None:
    closed = re.sub(r"[\W_]", "", match[0])
    return _WORDS_CLOSED.sub(" ", closed) if closed != match[0] else None


def _dashed(match: re.Match[str]) -> str | None:
    return match[0].replace(match["mark"], "-")


def _space(_: re.Match[str]) -> str | None:
    return " "


def _nothing(_: re.Match[str]) -> str | None:
    return ""


def _parted(match: re.Match[str]) -> str | None:
    """Names run together, parted at their capitals ("JohnSmith"), or where both are known ("johnsmith"); no product ("WebPT")."""
    word, end = match[0], " " if match.string[match.end() : match.end() + 1].isdigit() else ""
    parts = _CASES.sub(" ", word).split()
    if any(_names(first, second) for first, second in pairwise(parts)):
        return " ".join(parts) + end
    only, low = given_names()[0], word.lower()
    if not (word.islower() or word.isupper()) or low in only or low in family_names() or familiar(word):
        return None
    cut = next((n for n in range(4, len(low) - 3) if low[:n] in only and low[n:] in family_names()), 0)
    return f"{word[:cut]} {word[cut:]}{end}" if cut else None


def _names(first: str, second: str) -> bool:
    """May two words that were run together be somebody's names? One is known as nothing else, or both are unheard of."""
    if min(len(first), len(second)) < 3 or plain(first) in word_set("particles"):
        return False
    both = (plain(first), plain(second))
    only, also = given_names()
    if not any(map(heard, both)):
        return True
    known = [name in only or name in also or name in family_names() or name in word_set("word_families") for name in both]
    return all(known) and any(name in only or name in family_names() for name in both)


_UNDO: dict[str, Callable[[re.Match[str]], str | None]] = {
    "escape": _escaped, "reference": _reference, "percent": _percent, "base64": _base64, "hexadecimal": _hexadecimal, "nothing": _nothing,
    "spaced": _spaced, "closed": _closed, "dashed": _dashed, "space": _space, "parted": _parted,
}  # fmt: skip
