"""Days of the week on which somebody comes: "Mon Wed Fri", "MWF", "tue/thu", "Mondays and Wednesdays", "every weekday".

A day right before a date is that date's own; a range is taken only from Monday to Friday. What is told in two ways is not read.

>>> [one.days for one in read("MWF")], [one.days for one in read("eval Monday 9/8, then T/Th")], read("she came on a Monday")
([(0, 2, 4)], [(1, 3)], [])
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FRIDAY = 4
_NAME = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
_TOKEN = rf"(?:(?:{_NAME}|tu|th|sa|su|m|t|w|r|f)\b\.?)"
_JOIN = r"\s?(?:,\s?(?:and\s)?|/|&|\+|-|\band\b|\bto\b|\bthru\b|\bthrough\b)?\s?(?:on\s)?"
_RUN = re.compile(rf"(?<![\w/&'])(?<!\d\s)(?P<every>(?:every|each)\s)?(?P<run>{_TOKEN}(?:{_JOIN}{_TOKEN})*)(?![\w&']|/\w)")
_TOGETHER = re.compile(r"\b(?:m|tu|th|t|w|r|f){2,6}\b", re.IGNORECASE)
_WORKDAYS = re.compile(r"\b(?:(?:every|each|all)\s)?(?:weekdays?|business days?|work ?days)\b")
_DAY = re.compile(r"mon|tue|wed|thu|fri|sa|su|tu|th|m|t|w|r|f")
_PLURAL = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)days")
_OF_A_DATE = re.compile(r",?\s?(?:the\s)?(?:\d{1,2}(?:/|-|st|nd|rd|th)|\d{1,2}\s(?=[a-z]{3})|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d)")
_NUMBER = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": FRIDAY, "sa": 5, "su": 6, "m": 0, "tu": 1, "t": 1, "w": 2, "th": 3, "r": 3, "f": FRIDAY}
_PAIRS = frozenset({(0, 2), (1, 3), (0, 3)})  # that two letters may mean: "m/f" and "w/f" tell of no days


@dataclass(frozen=True, slots=True)
class Named:
    """Days of the week, Monday 0, at a place. open: a range or a list, of which the words do not say which ("tue-thu")."""

    start: int
    end: int
    days: tuple[int, ...]
    open: bool = False


def read(text: str) -> list[Named]:
    """Every list of days of the week in order of place."""
    lower = text.lower()
    found = [made for match in _RUN.finditer(lower) if (made := _run(match, text, lower))]
    found += [Named(*match.span(), days) for match in _TOGETHER.finditer(text) if (days := _letters(match[0]))]
    found += [Named(*match.span(), tuple(range(FRIDAY + 1))) for match in _WORKDAYS.finditer(lower)]
    return sorted(found, key=lambda one: one.start)


def _run(match: re.Match[str], text: str, lower: str) -> Named | None:
    """One list; None where it is none."""
    words = [one for one in re.split(r"[^a-z]+", match["run"]) if one and one not in ("and", "on", "to", "thru", "through")]
    days = tuple(_NUMBER[_DAY.match(one)[0]] for one in words)  # type: ignore[index]  # each is a token
    names = [one for one in words if len(one) > 2]
    if len(days) == 1:
        plain = not (match["every"] or _PLURAL.fullmatch(words[0])) or not names or _OF_A_DATE.match(lower, match.end())
        return None if plain else Named(*match.span(), days)
    spread = len(days) == 2 and bool(re.search(r"-|\bto\b|\bthru\b|\bthrough\b", match["run"]))
    if spread:
        whole = days == (0, FRIDAY)
        return Named(*match.span(), tuple(range(FRIDAY + 1)) if whole else days, open=not whole)
    if not names and not (_rising(days) and _told(days, text[match.start("run") : match.end("run")])):
        return None
    return Named(*match.span(), tuple(sorted(set(days))))


def _told(days: tuple[int, ...], said: str) -> bool:
    """Are single letters meant as days: three or more, or two that are told apart by a mark or in capitals?"""
    marked = bool(re.search(r"[/,&+]", said)) or said.upper() == said or "h" in said
    return len(days) > 2 or (days in _PAIRS and marked)


def _letters(said: str) -> tuple[int, ...]:
    """The days of letters written together ("MWF", "TTh"); none where other words are as likely."""
    days = tuple(_NUMBER[one] for one in _DAY.findall(said.lower()))
    sure = len(days) > 2 or (days in _PAIRS and (said.upper() == said or "h" in said.lower()))
    return days if len(days) > 1 and _rising(days) and sure else ()


def _rising(days: tuple[int, ...]) -> bool:
    """In the order of the week, each once."""
    return all(one < other for one, other in zip(days, days[1:], strict=False))
