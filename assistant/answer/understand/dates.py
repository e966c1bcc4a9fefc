"""Dates named, and which of them is the date of service.

"DOS 1/5/25", "last March", "in 2023", "Dec 2024", "2022+", "next year", "3 weeks ago" are read relative
to today. A date is the date of service unless its words say otherwise: "since 2018", "ending 3/31/25",
"eval was 1/5/2026". A bare year stands for July 1 of it, the current year for today. What has the shape of a date
but is none ("02/30/2025") is never read as anything else: `read_all` gives it back, for the asker to be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answer.understand import date_slips, date_words
from assistant.answer.understand.date_shapes import SCAN
from assistant.answer.understand.date_slips import yearless
from assistant.answer.understand.wording import Page

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple": 2}

_OPEN = re.compile(
    r"\b(?:since|after|starting|start|started|from|effective|beginning|begins?|began|as of jan\w*|new|"
    r"onward)(?: \w+){0,2} ?$"
)
_BEFORE = re.compile(r"\b(?:before|prior to|pre|earlier than)[- ]?(?:the )?$")
_NEXT = re.compile(r"\x02\s*(?:,|and|&|or|to|through|-)\s*(\d{1,2})/(\d{1,2})\b(?!/|\s*(?:min|of\b))")
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
    """Every date in order; places are claimed, those of dates that cannot be as well."""
    return read_all(page, today)[0]


def read_all(page: Page, today: date) -> tuple[list[Dated], tuple[str, ...]]:
    """Every date in order, and what has the shape of one but cannot be one, as written; all of it is claimed."""
    found: list[Dated] = []
    wrong: list[str] = []
    for match in SCAN.finditer(page.open):
        kind = match.lastgroup or ""
        try:
            day = _READERS[kind](match, today)
        except (ValueError, OverflowError):
            day = None
            if not _certain(match, kind):
                continue
            wrong.append(page.text[match.start() : match.end()].replace(". ", " ").strip())
            page.claim(*match.span())
        if day is not None:
            found.append(_dated(match, kind, day, page))
            page.claim(*match.span())
    return (found + _further(page, found, today) if found else found), tuple(wrong)


def _certain(match: re.Match[str], kind: str) -> bool:
    """Is what cannot be a date meant as one? "15/15/15" and "may 45" may be minutes; "2/30/25" and "dec 32" are not."""
    if kind == "us" and len(match["uy"]) == 2:
        called = re.search(r"\b(?:dos|dated?|service|on|eval|born|dob)[: ]{1,2}$", match.string[max(0, match.start() - 12) : match.start()])
        bracketed = match.string[match.start() - 1 : match.start()] == "(" and match.string[match.end() : match.end() + 1] == ")"
        return bool(called) or bracketed or (1 <= int(match["um"]) <= 12 and 29 <= int(match["ud"]) <= 31)
    if kind in date_slips.READERS:
        return date_slips.certain(match, kind)
    if kind == "day":
        return not (match["ym2"] or "").startswith(("may", "mar")) or match[0].endswith(("st", "nd", "rd", "th"))
    if kind in ("compact", "joined"):  # eight figures may be the number of something
        return int(match["cm"] or match["jm"]) <= 13 or int(match["cd"] or match["jd"]) <= 12
    return kind != "span" or bool(re.fullmatch(r"20\d\d-1[3-9]", match[0]))


def _further(page: Page, dated: Sequence[Dated], today: date) -> list[Dated]:
    """Days without a year right after a date: "on 3/4 and 3/6"; of another thing than the service as it is ("missed 3/4 and 3/6")."""
    found = []
    for match in _NEXT.finditer(page.open):
        try:
            day = yearless(int(match[1]), int(match[2]), today)
        except ValueError:
            continue
        other = next((one.role for one in reversed(dated) if one.start < match.start(1)), "plain") == "other"
        found.append(Dated(match.start(1), day, "day", "other" if other else "plain"))
        page.claim(*match.span())
    return found


def _dated(match: re.Match[str], kind: str, day: date, page: Page) -> Dated:
    size = {"year": "year", "apos": "year", "span": "span", "month": "month", "slash": "month", "ym": "month"}
    size |= {"nthmonth": "month", "named": "month", "quarter": "month", "rel2": "now", "word": "now", "ago": "day"}
    before = page.lower[max(0, match.start() - 40) : match.start()]
    role = "plain"
    if kind == "named":
        before += match["rel"] + " "
    if kind in ("short", "called"):
        before += match["lead" if kind == "short" else "calling"] + " "
    other = bool(_ENDS.search(before) or (size.get(kind, "day") == "day" and _EVENTS.search(before)))
    if _CALLED.search(before) or (_SERVICE.search(before) and not other):
        role = "service"
    elif (kind == "year" and match["on"]) or _OPEN.search(before):
        role = "open"
    elif _BEFORE.search(before):
        role = "before"
    elif other or kind in ("visit", "early") or day.year < 1980:  # a birth date, not a date of service
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
    """12/31/2025, or 31.12.2025 where only that can be meant."""
    year, first, second = match["uy"].strip("'"), int(match["um"]), int(match["ud"])
    if len(year) == 2:
        if match["sep"] == ".":
            return _dotted(first, second, int(year))
        if not 10 <= int(year) <= 45:
            return date((2000 if int(year) < 10 else 1900) + int(year), first, second) if match["sep"] == "/" else None
        year = "20" + year
    elif first > 12 >= second:
        first, second = second, first
    return _of_service(int(year), first, second, today)


def _dotted(first: int, second: int, year: int) -> date | None:
    """12.31.25 and 31.12.25; three numbers of which neither the first nor the second is beyond twelve may be an edition."""
    if not 15 <= year <= 35 or max(first, second) <= 12 or min(first, second) > 12:
        return None
    return date(2000 + year, min(first, second), max(first, second))


def _turned(year: str, first: str, second: str, today: date) -> date:
    """Month and day, or day and month where only that can be meant."""
    month, day = int(first), int(second)
    return _of_service(int(year), *((day, month) if month > 12 >= day else (month, day)), today)


def _of_service(year: int, month: int, day: int, today: date) -> date:
    """The day. Raises ValueError where there is none, or none that anybody alive could mean."""
    if not 1900 <= year <= today.year + 50:
        raise ValueError(year)
    return date(year, month, day)


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


def _spelled(match: re.Match[str], today: date) -> date:
    month, day, year = date_words.parts(match)
    return date(int(year), _month(month), day) if year else yearless(_month(month), day, today)


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
    if re.fullmatch(r"20\d\d-1[3-9]", match[0]) and int(last) <= int(match["y1"]):
        raise ValueError(match[0])  # a month 13, no span of years
    return _whole_year(int(last), today) if int(match["y1"]) < int(last) <= int(match["y1"]) + 30 else None


def _noday(match: re.Match[str], today: date) -> date:
    """Reached only where 12/31 is not: the day and month turned around, or nothing."""
    day, month = map(int, re.findall(r"\d{1,2}", match[0])[-2:])
    return yearless(month, day, today)


_READERS: dict[str, Callable[[re.Match[str], date], date | None]] = {
    **date_slips.READERS,
    **dict.fromkeys(date_words.KINDS, _spelled),
    "iso": lambda m, today: _of_service(int(m["iy"]), int(m["im"]), int(m["id"]), today),
    "compact": lambda m, _: date(int(m["cy"]), int(m["cm"]), int(m["cd"])),
    "joined": lambda m, today: _turned(m["jy"], m["jm"], m["jd"], today),
    "six": lambda m, today: _turned(f"20{m['xy']}", m["xm"], m["xd"], today) if int(m["xm"]) <= 12 else date(2000 + int(m["xm"]), int(m["xd"]), int(m["xy"])),
    "spaced": lambda m, today: _turned(m["s3"], m["s1"], m["s2"], today),
    "nomonth": lambda m, _: _never(m),
    "bare": lambda m, today: yearless(int(m["b1"] or m["b3"]), int(m["b2"] or m["b4"]), today),
    "noday": _noday,
    "noquarter": lambda m, _: _never(m),
    "us": _us,
    "mdy": lambda m, _: date(int(m["my"] or "20" + m["mys"]), _month(m["mm"]), int(m["md"])),
    "dmy": lambda m, _: date(int(m["dy"]), _month(m["dm"]), int(m["dd"])),
    "ymd": lambda m, _: date(int(m["wy"]), _month(m["wm"]), int(m["wday"])),
    "dayof": lambda m, today: yearless(_month(m["n1"] or m["n2"]), int(m["nd"]), today),
    "quarter": lambda m, _: date(int(m["qy1"] or m["qy2"]), 3 * int(m["q1"] or m["q2"]) - 2, 1),
    "month": lambda m, _: date(int(m["yo"] or "20" + m["ys"]), _month(m["mo"]), 1),
    "slash": lambda m, _: date(int(m["sy"]), int(m["sm"]), 1),
    "ym": lambda m, _: date(int(m["yy"]), int(m["ymm"]), 1),
    "day": lambda m, today: yearless(_month(m["ym2"] or m["ym3"]), int(m["yd"]), today),
    "named": _named,
    "short": lambda m, today: yearless(int(m["shm"]), int(m["shd"]), today),
    "visit": lambda m, today: yearless(int(m["vm"]), int(m["vd"]), today),
    "early": lambda m, today: yearless(int(m["em"]), int(m["ed"]), today),
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


def _never(match: re.Match[str]) -> date:
    raise ValueError(match[0])


def _day_before(one: Dated) -> date:
    first = date(one.day.year, 1, 1) if one.kind in ("year", "span") else one.day
    return first - timedelta(days=1)
