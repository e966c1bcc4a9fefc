"""Dates named, and which of them is the date of service.

"DOS 1/5/25", "last March", "in 2023", "Dec 2024", "2022+", "next year", "3 weeks ago" are read relative
to today. A date is the date of service unless its words say otherwise: "since 2018", "ending 3/31/25",
"eval was 1/5/2026". A bare year stands for July 1 of it, the current year for today.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answer.understand.wording import Page

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19[89]\d|20[0-5]\d)"
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple": 2}

_SCAN = re.compile(
    "|".join(
        (
            r"(?P<iso>(?<![\d/-])(?P<iy>(?:19|20)\d\d)-(?P<im>\d{1,2})-(?P<id>\d{1,2})(?![\d/-]))",
            (
                r"(?P<us>(?<![\d/.-])(?P<um>\d{1,2})(?P<sep>[/.-])(?P<ud>\d{1,2})(?P=sep)(?P<uy>\d{4}|\d{2})(?![\d/]|"
                r"-\d|\.\d)"
                r"(?!\s*(?:min|m\b|'|of\b|each)))"
            ),
            (
                rf"(?P<mdy>\b{_MONTH.format('mm')}\s*(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|"
                rf"\s+(?:of\s+)?)(?P<my>{_YEAR})(?!\d))"
            ),
            (
                rf"(?P<dmy>\b(?P<dd>\d{{1,2}})(?:st|nd|rd|"
                rf"th)?\s+(?:of\s+)?{_MONTH.format('dm')}\s*,?\s*(?P<dy>{_YEAR})(?!\d))"
            ),
            rf"(?P<quarter>\b(?:q(?P<q1>[1-4])\s*(?:of\s*)?(?P<qy1>{_YEAR})|(?P<qy2>{_YEAR})\s*-?\s*q(?P<q2>[1-4]))\b)",
            rf"(?P<my>\b{_MONTH.format('mo')}\s*(?:of\s+|,\s*|-|/)?\s*(?:(?P<yo>{_YEAR})|'(?P<ys>[123]\d))(?!\d))".replace(
                "(?P<my>", "(?P<month>", 1
            ),
            r"(?P<slash>(?<![\d/.-])(?P<sm>0?[1-9]|1[0-2])/(?P<sy>20[0-4]\d)(?![\d/]))",
            r"(?P<ym>(?<![\d/.-])(?P<yy>20[0-4]\d)-(?P<ymm>0[1-9]|1[0-2])(?![\d/-]))",
            rf"(?P<day>\b{_MONTH.format('ym2')}\s+(?P<yd>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:/]|\s*(?:min|unit)))",
            (
                rf"(?P<named>\b(?P<rel>last|this past|past|next|this|coming|in|since|of|by|until|through|as of|for|"
                rf"during)\s+{_MONTH.format('nm')}(?!\s+(?:i|we|be|not|have)\b|\s*(?:of\s+|,\s*)?[\d']))"
            ),
            (
                r"(?P<short>\b(?P<lead>dos|on|was|is|dated|date of service|eval(?:uation)?|since|by|from|seen|"
                r"started|soc|start of care)"
                r"[: ]\s*(?P<shm>0?[1-9]|1[0-2])/(?P<shd>0?[1-9]|[12]\d|3[01])(?![\d/]|\s*(?:min|m\b|'|of\b|each|"
                r"units?)))"
            ),
            (
                r"(?P<ago>\b(?P<an>\d{1,3}|a|one|two|three|four|five|six|couple)(?: of)? (?P<unit>day|week|month|"
                r"year)s? ago\b)"
            ),
            (
                r"(?P<rel2>\b(?P<rw>last|past|next|this|current|coming|previous|prior) (?:calendar )?(?P<ru>year|"
                r"month|week)\b|\bnext (?P<ry>january)\b)"
            ),
            r"(?P<word>\b(?P<wd>yesterday|today|tomorrow|this morning)\b)",
            rf"(?P<span>(?<![\d$,.-])(?P<y1>{_YEAR})\s*(?:-|to|through|thru|/)\s*(?P<y2>{_YEAR}|[12]\d)(?!\d|,\d))",
            (
                rf"(?P<year>(?<![a-z\d$,.:/-])(?:cy|fy|calendar year)?\s?(?P<y>{_YEAR})(?P<on>\+| ?(?:and|"
                rf"or) (?:later|after|on|onward|newer|beyond)|"
                r" ?onwards?| ?forward)?(?![\d/]|[,:.]\d|\s*-?\s*(?:min|units?)|-\d))"
            ),
            r"(?P<apos>(?<=[\s(])'(?P<ay>[123]\d)(?![\d']))",
        )
    )
)

_OPEN = re.compile(
    r"\b(?:since|after|starting|start|started|from|effective|beginning|begins?|began|as of jan\w*|new|"
    r"onward)(?: \w+){0,2} ?$"
)
_BEFORE = re.compile(r"\b(?:before|prior to|pre|earlier than)[- ]?(?:the )?$")
_NEXT = re.compile(r"\x02\s*(?:,|and|&|or|to|through)\s*(\d{1,2})/(\d{1,2})\b(?!/|\s*(?:min|of\b))")
_ENDS = re.compile(
    r"\b(?:until|till|through|thru|end(?:s|ed|ing)?|by|expire[sd]?|expiring|extended|revision|edition|version|rev|"
    r"updated?|published|retired|form|expiration)(?: (?:on|to|in|is|was|were|date|dated|of|at|the|until|through))* ?:? ?$"
)
_EVENTS = re.compile(  # dates of other things than the service
    r"\b(?:due|signed|eval(?:uation|s|uated)?|certified|certification|cert|recert\w*|soc|start of care|first (?:visit|"
    r"treatment|day)|referral|order|admitted|discharged|born|issued|received|dated|denied|sent|faxed|scheduled|enrolled)"
    r"(?: (?:on|to|in|is|was|were|date|dated|of|at|the|until|through))* ?:? ?$"
)
_CALLED = re.compile(r"\b(?:dos|d\.o\.s\.?|dates? of service|service dates?)(?: (?:was|is|of|on|in|from))* ?:? ?$")
_SERVICE = re.compile(r"\b(?:seen|treated|visit|session|treatment)(?: (?:date|dates|on|was|is|of|in|from))* ?:? ?$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as named. kind: day, month, year, span or now. role: service, open, before, other or plain."""

    start: int
    day: date
    kind: str
    role: str
    years: tuple[int, ...] = ()


def read(page: Page, today: date) -> list[Dated]:
    """Every date in order; places are claimed. What cannot be a date is left alone."""
    found: list[Dated] = []
    for match in _SCAN.finditer(page.open):
        kind = match.lastgroup or ""
        try:
            day = _READERS[kind](match, today)
        except (ValueError, OverflowError):
            continue
        if day is None:
            continue
        found.append(_dated(match, kind, day, page))
        page.claim(*match.span())
    return found + _further(page, today) if found else found


def _further(page: Page, today: date) -> list[Dated]:
    """Days without a year right after a date: "on 3/4 and 3/6"."""
    found = []
    for match in _NEXT.finditer(page.open):
        try:
            day = _yearless(int(match[1]), int(match[2]), today)
        except ValueError:
            continue
        found.append(Dated(match.start(1), day, "day", "plain"))
        page.claim(*match.span())
    return found


def _dated(match: re.Match[str], kind: str, day: date, page: Page) -> Dated:
    size = {"year": "year", "apos": "year", "span": "span", "month": "month", "slash": "month", "ym": "month"}
    size |= {"named": "month", "quarter": "month", "rel2": "now", "word": "now", "ago": "day"}
    before = page.lower[max(0, match.start() - 40) : match.start()]
    role = "plain"
    if kind == "named":
        before += match["rel"] + " "
    if kind == "short":
        before += match["lead"] + " "
    other = bool(_ENDS.search(before) or (size.get(kind, "day") == "day" and _EVENTS.search(before)))
    if _CALLED.search(before) or (_SERVICE.search(before) and not other):
        role = "service"
    elif (kind == "year" and match["on"]) or _OPEN.search(before):
        role = "open"
    elif _BEFORE.search(before):
        role = "before"
    elif other:
        role = "other"
    years: tuple[int, ...] = ()
    if kind == "span":
        years = tuple(range(int(match["y1"]), day.year + 1))[:12]
    elif kind in ("year", "apos") or (kind == "rel2" and match["ru"] == "year"):
        years = (day.year,)
    return Dated(match.start(), day, size.get(kind, "day"), role, years)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _us(match: re.Match[str], today: date) -> date | None:
    year = match["uy"]
    if len(year) == 2:
        if not 10 <= int(year) <= 45 or match["sep"] == ".":
            return None
        year = "20" + year
    return date(int(year), int(match["um"]), int(match["ud"])) if 1980 <= int(year) <= today.year + 50 else None


def _named(match: re.Match[str], today: date) -> date | None:
    """The month meant by "last March", "in March": the latest one that is not ahead, or the next."""
    month, rel = _month(match["nm"]), match["rel"]
    if match["nm"] == "may" and rel in ("of", "for", "by"):
        return None
    ahead = rel in ("next", "coming")
    year = today.year + (ahead and month <= today.month)
    if not ahead and (month > today.month or (rel == "last" and month == today.month)):
        year -= 1
    if rel in ("by", "until", "through") and month > today.month:
        year = today.year
    return date(year, month, 1)


def _yearless(month: int, day: int, today: date) -> date:
    """The latest such day that is not ahead."""
    this = date(today.year, month, day)
    return this if this <= today else date(today.year - 1, month, day)


def _relative(match: re.Match[str], today: date) -> date:
    word, unit = match["rw"] or "next", match["ru"] or "year"
    step = {"last": -1, "past": -1, "previous": -1, "prior": -1, "next": 1, "coming": 1}.get(word, 0)
    if unit == "week":
        return today + timedelta(days=7 * step)
    if unit == "month":
        month = today.year * 12 + today.month - 1 + step
        return date(month // 12, month % 12 + 1, 1) if step else today
    return date(today.year + step, 7, 1) if step else today


def _ago(match: re.Match[str], today: date) -> date:
    count = int(match["an"]) if match["an"].isdigit() else _COUNT[match["an"]]
    return today - timedelta(days=count * {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"]])


def _whole_year(year: int, today: date) -> date:
    return today if year == today.year else date(year, 7, 1)


def _span(match: re.Match[str], today: date) -> date | None:
    last = match["y2"] if len(match["y2"]) == 4 else match["y1"][:2] + match["y2"]
    return _whole_year(int(last), today) if int(match["y1"]) < int(last) <= int(match["y1"]) + 30 else None


_READERS: dict[str, Callable[[re.Match[str], date], date | None]] = {
    "iso": lambda m, _: date(int(m["iy"]), int(m["im"]), int(m["id"])),
    "us": _us,
    "mdy": lambda m, _: date(int(m["my"]), _month(m["mm"]), int(m["md"])),
    "dmy": lambda m, _: date(int(m["dy"]), _month(m["dm"]), int(m["dd"])),
    "quarter": lambda m, _: date(int(m["qy1"] or m["qy2"]), 3 * int(m["q1"] or m["q2"]) - 2, 1),
    "month": lambda m, _: date(int(m["yo"] or "20" + m["ys"]), _month(m["mo"]), 1),
    "slash": lambda m, _: date(int(m["sy"]), int(m["sm"]), 1),
    "ym": lambda m, _: date(int(m["yy"]), int(m["ymm"]), 1),
    "day": lambda m, today: _yearless(_month(m["ym2"]), int(m["yd"]), today),
    "named": _named,
    "short": lambda m, today: _yearless(int(m["shm"]), int(m["shd"]), today),
    "ago": _ago,
    "rel2": _relative,
    "word": lambda m, today: today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(m["wd"], 0)),
    "span": _span,
    "year": lambda m, today: _whole_year(int(m["y"]), today),
    "apos": lambda m, today: _whole_year(2000 + int(m["ay"]), today),
}


def service_day(found: Sequence[Dated], *, deadline: bool) -> date | None:
    """The date of service named, or None. In a deadline question only a date called so is one."""
    called = [one for one in found if one.role == "service"]
    if called:
        return called[0].day
    if deadline:
        whole = [one for one in found if one.role == "plain" and one.kind in ("year", "span")]
        return whole[0].day if len(whole) == 1 and len(found) == 1 else None
    plain = [one for one in found if one.role == "plain"]
    if plain and (len({one.day for one in plain}) == 1 or len({one.day.year for one in plain}) == 1):
        return plain[0].day
    if plain:
        return None
    earlier = [one for one in found if one.role == "before"]
    return _day_before(earlier[0]) if len(earlier) == len(found) == 1 else None


def _day_before(one: Dated) -> date:
    first = date(one.day.year, 1, 1) if one.kind in ("year", "span") else one.day
    return first - timedelta(days=1)
