"""Dates whose day is spelled out ("the thirtieth of February", "March thirty-first"), or stands where only "on" makes it a date.

Such a day is taken, or told where there is none; its words and figures are never minutes.
"""

from __future__ import annotations

import re

_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_CARDINALS = "one two three four five six seven eight nine".split()
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50}
_DAYS = {
    "zeroth": 0,
    **{word: n for n, word in enumerate((*_ONES, *_TEENS), 1)},
    **{f"{stem}ieth": tens for stem, tens in _TENS.items()},
    **{f"{stem}y {word}": tens + n for stem, tens in _TENS.items() for words in (_ONES, _CARDINALS) for n, word in enumerate(words, 1)},
    "thirty": 30,
}
_ORDINAL = rf"(?:(?:{'|'.join(_TENS)})(?:ieth|y[\s-](?:{'|'.join(_ONES)}))|{'|'.join((*_TEENS, *_ONES, 'zeroth'))})"
_CARDINAL = rf"(?:{'|'.join(_TENS)})y[\s-](?:{'|'.join(_CARDINALS)})|thirty"
_YEAR = r"(?:19[89]\d|20[0-5]\d)"
_CALLED = r"(?:(?<=\bon )|(?<=\bdos )|(?<=\bdos: )|(?<=\bseen )|(?<=\bdated )|(?<=\bsince ))"  # "may" and "march" are other words too
_NO_MINUTES = r"(?![\d/%-]|:\d|\.\d|\s*-?\s*(?:min|unit|m\b|x\b|'))"


def shapes(sure: str) -> tuple[str, ...]:
    """The alternatives; sure: the months that are no other word."""
    every = rf"mar(?:ch)?|may|{sure}"
    year = rf"(?:,?\s+(?:of\s+)?(?P<{{}}>{_YEAR})(?!\d))?"
    return (
        rf"(?P<spelled>\b(?P<w1>{_ORDINAL})(?:\s+day)?(?:\s+of\s+(?P<wm1>{every})|\s+(?P<wm2>{sure}))(?![a-z])\.?{year.format('wy1')})",
        (
            rf"(?P<spelledlast>(?:\b(?P<wm3>{sure})|{_CALLED}(?P<wm4>mar(?:ch)?|may)|\b(?P<wm5>mar(?:ch)?|may)(?=\.?\s+the\s))(?![a-z])\.?\s+(?:the\s+)?"
            rf"(?P<w2>{_ORDINAL}|{_CARDINAL})(?![a-z-]){year.format('wy2')}{_NO_MINUTES})"
        ),
        rf"(?P<nthday>(?<![\w/.-])(?P<wd3>\d{{1,2}})(?:st|nd|rd|th)\s+day\s+of\s+(?P<wm6>{every})(?![a-z])\.?{year.format('wy3')})",
        rf"(?P<onday>{_CALLED}(?:(?P<wd4>\d{{1,2}})\s(?P<wm7>mar(?:ch)?|may)|(?P<wm8>mar(?:ch)?|may)\.?\s(?P<wd5>\d{{1,2}}))(?![a-z\d])\.?{_NO_MINUTES}(?!,?\s*(?:'\d|{_YEAR})))",
        r"(?P<nosuchday>(?<=\bon the )(?:3[2-9]|[4-9]\d)(?:st|nd|rd|th)(?=\s*(?:[,;:?)]|\.?\s*\Z|\s(?:of )?(?:this|the|last|next) month\b)))",
    )


def parts(match: re.Match[str]) -> tuple[str, int, str]:
    """The month's name, the day and the year, empty where none is named.

    Raises ValueError where no month has such a day.
    """
    held = match.groupdict()
    month = next((held[f"wm{n}"] for n in range(1, 9) if held.get(f"wm{n}")), "")
    word = held.get("w1") or held.get("w2") or ""
    day = _DAYS[re.sub(r"[\s-]+", " ", word)] if word else next((int(held[f"wd{n}"]) for n in range(3, 6) if held.get(f"wd{n}")), 0)
    if not month or not 1 <= day <= 31:
        raise ValueError(match[0])
    return month, day, next((held[f"wy{n}"] for n in range(1, 4) if held.get(f"wy{n}")), "")


KINDS = ("spelled", "spelledlast", "nthday", "onday", "nosuchday")
