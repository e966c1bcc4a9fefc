"""Plain text to work on: one spelling of quotes, dashes and spaces, words with their places, sentences.

A Page keeps the text and what has already been read: a reader claims the places it understood, so
that a later one does not read the digits of a date as minutes.

>>> normalise("97110\u00d73 \u2013 23\u2032\u200b")
"97110x3 - 23'"
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

MAX_LENGTH = 4000
MASK = "\x02"  # stands for a claimed character: no space, no letter, and never in a normalised text
PERSON = "\x03"  # the same for a word for who treated

_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00d7\u2715\u2716\u2a2f", "x"),
    **dict.fromkeys("\u2044\u2215\u29f8", "/"),
    "\u2022": "\n",
}
_GREETING = r"\W*(?:(?:hi|hello|hey|ok|question)\b\W*)?"
_SPEAKER = re.compile(  # "PTA did 10, I did 14" is told by somebody else
    rf"{_GREETING}(?:(?:i'?m|i am|as|speaking as) (?:an? |the )?(?P<who>l?pta|c?ota)[,.:;!…-]*|(?P<here>l?pta|c?ota)(?:(?: here| speaking)[,.:;!…-]*|[,.;!:…-]+(?! ?\d))) (?=.*\bi\b)", re.IGNORECASE
)
_FIRST_PERSON = re.compile(r"(?<![\w'])(?:i(?:'ve|'d)?|me|myself)(?![\w'])", re.IGNORECASE)
_TABLE = str.maketrans(_SAME)
_DROPPED = {"Cf", "Cs", "Co", "Cn"}
_BEGINS = r"\s+(?:[A-Z][a-z]|(?:[\w-]{1,20} ){1,4}(?:was|were|is) (?:all )?(?:done|given|performed|provided|handled|treated) by)"  # behind "15 min."
_SENTENCE_END = re.compile(r"(?<!\bvs)(?<!\bmin)(?<!\bmins)(?<!\bDr)(?<!\bapprox)(?<![.?!])[.?!]++(?=\s|$)|(?:(?<=\bmin)|(?<=\bmins))\.(?=" + _BEGINS + r")|\n+")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_DIGITS = re.compile(r"(\d{20})\d+")  # no number of a claim has so many figures; a run of thousands would be read again and again
_SPACES = re.compile(r"[^\S\n]+")
_VULGAR = re.compile(r"(?<=\d)\s?([\u00bc-\u00be\u2150-\u215e])")  # "7½": not 71/2
_RAISED = re.compile(r"(?<=\d)[\u00b2\u00b3\u00b9\u2070-\u209c]+")  # "8²", a mark of a footnote: not 82
_MIXED = re.compile(r"(?<![\w./-])(\d{1,3}) (1/2|1/4|3/4|1/3|2/3)(?= ?(?:min|h(?:ou)?rs?\b|h\b))")
_FRACTION_BY = re.compile(r"(?<![\w./-])(1/2|1/3|2/3)(?= (?:(?:was |were |is |done |given )*by|with (?:the|a|my)|of (?:it|that|the (?:time|minutes|session)))\b)")
_FRACTIONS = {"1/2": "half", "1/3": "a third", "2/3": "two thirds"}
_HOUR = r"(\d{1,2})(:\d\d)? ?([ap])\.?m\b\.?"
_HOURS = re.compile(rf"(?<![\d:]){_HOUR}(\s*(?:-|to|until|till)\s*){_HOUR}", re.IGNORECASE)  # "10 am - 10:33 am"


_ULTRASOUND = re.compile(  # "us" in a list of minutes is ultrasound, as in "estim 15, us 8 min"
    r"(?:^|(?<=[,;+&/\n.:] )|(?<=[,;+&/\n:])|(?<=\band )|(?<=\bplus )|(?<=\bthen ))us(?= ?(?:[:=x-] ?|for )?\d{1,2}(?! ?%)\b)"
    r"|\b[uU]/[sS]\b"
    r"|(?:(?<=\bmin )|(?<=\bmins )|(?<=\bminutes )|(?<=\bmin of )|(?<=\bmins of )|(?<=\bminutes of )|(?<=\dm )|(?<=\d' ))us(?= ?(?:[,;+&/.?]|$|and\b|plus\b|then\b))"
)


_GLUED = re.compile(r"(?<![\w.-])(te|ta|mt|nmr|m?hp|gt|adl|us)(?=\d{1,2}(?![\w%/]))", re.IGNORECASE)  # "TE25 MT10": a service and its minutes
_RUN_ON = re.compile(r"(?<=\dmin)(?=\d{5}\b)", re.IGNORECASE)  # "25min97140"
_EA = re.compile(r"(?<=\d)( ?min(?:ute)?s?)? ?ea\b\.?", re.IGNORECASE)
_LETTERED = re.compile(r"\b(Mrs|Mr|Ms|Dr)\. (?=[A-H]\b)")  # "Mrs. A", a patient told by a letter: no end of a sentence


def by_name(text: str) -> str:
    """The text of an assistant who says so at once ("PTA here. I did 20 min of gait") with the assistant named wherever it says "I".

    >>> by_name("COTA here, I had her 20 min of 97535 and the OT 10")
    'COTA here, the COTA had her 20 min of 97535 and the OT 10'
    """
    speaker = _SPEAKER.match(text)
    return text if not speaker else text[: speaker.end()] + _FIRST_PERSON.sub(f"the {speaker['who'] or speaker['here']}", text[speaker.end() :])


def spaced(text: str) -> str:
    """The text with services apart from their minutes, and "ea" as each.

    >>> spaced("TE25 MT10, 97110 15min97140 8min, 16 ea")
    'TE 25 MT 10, 97110 15min 97140 8min, 16 each'
    >>> spaced("10 am - 10:33 am, 7 1/2 min, 1/3 by the PTA")
    '10:00 am - 10:33 am, 7.5 min, a third by the PTA'
    """
    text = _HOURS.sub(lambda m: f"{m[1]}{m[2] or ':00'} {m[3]}m{m[4]}{m[5]}{m[6] or ':00'} {m[7]}m", text)
    text = _FRACTION_BY.sub(lambda m: _FRACTIONS[m[1]], _MIXED.sub(_as_mixed, text))
    return _EA.sub(r"\1 each", _RUN_ON.sub(" ", _GLUED.sub(r"\1 ", text)))


def _as_mixed(match: re.Match[str]) -> str:
    part, whole = match[2].split("/")
    return f"{int(match[1]) + int(part) / int(whole):.2f}".rstrip("0")


def normalise(text: str) -> str:
    """The text in one spelling; whatever cannot be printed is dropped, and the rest of a number of over 20 figures. Never longer than 2 x MAX_LENGTH."""
    text = _RAISED.sub("", _VULGAR.sub(_as_decimal, text[:MAX_LENGTH]))
    text = unicodedata.normalize("NFKC", text)[: 2 * MAX_LENGTH].translate(_TABLE)
    if not text.isascii() or not text.isprintable():
        text = "".join(_printable(char) for char in text)
    return _ULTRASOUND.sub("US", _LETTERED.sub(r"\1 ", _SPACES.sub(" ", _DIGITS.sub(r"\1", text)).strip()))


def _as_decimal(match: re.Match[str]) -> str:
    return f"{unicodedata.numeric(match[1]):.2f}"[1:]


def _printable(char: str) -> str:
    if char == "\n" or char.isprintable():
        return char
    return "" if unicodedata.category(char) in _DROPPED else " "


@dataclass(frozen=True, slots=True)
class Word:
    """A lower-case word or number and its place."""

    text: str
    start: int
    end: int


class Page:
    """A text being read. `text` as normalised, `lower` of the same length, `words` in order. shouting: all in capitals."""

    def __init__(self, text: str) -> None:
        self.text = text
        lower = text.lower()
        if len(lower) != len(text):
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        self.lower = lower
        self.words = tuple(
            Word(m[0].removesuffix("'s"), m.start(), m.end() - 2 * m[0].endswith("'s")) for m in _WORD.finditer(lower)
        )
        self.shouting = text.isupper() and sum(word.text.isalpha() for word in self.words) > 2
        self.stops = tuple(m.start() for m in _SENTENCE_END.finditer(text))
        self._open = list(lower)
        self._joined: str | None = lower

    @property
    def open(self) -> str:
        """The lower-case text with every claimed character replaced by MASK."""
        if self._joined is None:
            self._joined = "".join(self._open)
        return self._joined

    def claim(self, start: int, end: int, mask: str = MASK) -> None:
        """Mark a place as understood."""
        self._open[start:end] = mask * (end - start)
        self._joined = None

    def claimed(self, start: int, end: int) -> bool:
        """Has any character of the place been understood already?"""
        return MASK in self._open[start:end]

    def claim_all(self, pattern: re.Pattern[str]) -> None:
        """Claim every match of a pattern in what is still open."""
        for match in pattern.finditer(self.open):
            self.claim(*match.span())

    def ends(self, place: int) -> bool:
        """Does a sentence end with the character before the place?"""
        n = bisect_left(self.stops, place - 1)
        return n < len(self.stops) and self.stops[n] == place - 1

    def sentence(self, place: int) -> int:
        """Number of the sentence a place stands in."""
        return bisect_left(self.stops, place)

    def sentences(self) -> list[str]:
        """The sentences with their closing marks."""
        parts, start = [], 0
        for match in _SENTENCE_END.finditer(self.text):
            parts.append(self.text[start : match.end()])
            start = match.end()
        parts.append(self.text[start:])
        return [part.strip() for part in parts if part.strip()]
