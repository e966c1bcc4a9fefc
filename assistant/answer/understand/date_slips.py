"""Dates that are mistyped, counted from the start of a year, or told by figures with blanks between: shapes and what each means.

A letter for a figure ("2025-12-1O"), a mark too many, a year of five figures are told as no dates, never read in part;
"day 200 of 2025", "2025-W12-3" and "2025 12 31" are taken, where there is such a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

_YEAR = r"(?:19[89]\d|20[0-5]\d)"
_NAMES = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\.?"
_TH = r"(?:st|nd|rd|th)"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH1, _MONTH2 = (rf"(?P<tm{n}>{'|'.join(_MONTHS)})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?" for n in (1, 2))
_CALLED = r"(?P<calling>dos|date of service|service date|dated?|(?:the |that )?date (?:was|is)|surgery|operated|onset|injury|injured|fell)(?: on| was)?"  # what a day is called, or what happened on it
_NO_MINUTES = r"(?![\d/%-]|:\d|\.\d|\s*(?:min|m\b|unit|x\b|'|\d{1,3}\b))"

SLIPS = (
    r"(?P<letters>(?<![\w/.-])(?=[\d/._-]{0,8}[oli])(?=(?:[^\d\s]{0,3}\d){4})[\doli]{1,4}(?P<lts>[-/._])[\doli]{1,2}(?P=lts)[\doli]{2,4}(?!\w|[-/]\d))",
    rf"(?P<letterday>\b{_NAMES}\s?[-/]?\s?(?:\d[oli]|[ol]\d)\b(?:,?\s{_YEAR}\b)?)",
    r"(?P<doubled>(?<![\d/.-])(?=[\d/.-]{0,7}(?://|--|\.\.))(?:(?:19|20)\d\d[-/.]{1,2}\d{1,2}[-/.]{1,2}\d{1,2}|\d{1,2}[-/.]{1,2}\d{1,2}[-/.]{1,2}(?:19|20)\d\d)(?!\d))",
    r"(?P<longyear>(?<![\d/.-])\d{1,2}(?:/\d{1,2}/(?:(?:19|20)\d{3}|20\d)|-\d{1,2}-(?:19|20)\d{3})(?!\d|[-/.]\d|\s*(?:min|m\b|')))",
    rf"(?P<longnamed>\b{_NAMES}\s?\d{{1,2}}{_TH}?\s?,\s?(?:19|20)\d{{3}}(?!\d))",
    r"(?P<further>(?<![\d/.-])(?:19|20)\d\d-\d{1,2}-(?:\d{1,2}(?:-\d{1,4}(?!\d)|(?!t\d\d:)[a-z]\w{0,8})|(?![\da-z])))",
    r"(?P<parted>(?<![\d/.-])20 \d\d-\d{1,2}-\d{1,2}(?![\d-]))",
    rf"(?P<nth>(?<![\w-])(?:day\s(?P<nth1>\d{{1,3}})|(?P<nth2>\d{{1,3}}){_TH}\sday)\s(?:of|in)\s(?P<nthy>{_YEAR})(?!\d))",
    r"(?P<ordinal>(?<![\w/.-])(?P<ordy>20[0-4]\d)-(?P<ordd>\d{3})(?![\w-]))",
    (
        rf"(?P<week>(?<![\w/.-])(?:(?P<wk1>20[0-4]\d)-?w(?P<wkn1>\d{{1,2}})(?:-(?P<wkd>\d))?(?![\w-])|"
        rf"(?:week\s(?P<wkn2>\d{{1,2}})|(?P<wkn3>\d{{1,2}}){_TH}\sweek)\s(?:of|in)\s(?P<wk2>{_YEAR})(?!\d)))"
    ),
    rf"(?P<nthmonth>(?<![\w-])(?:month\s(?P<nm1>\d{{1,2}})|(?P<nm2>\d{{1,2}}){_TH}\smonth)\s(?:of|in)\s(?P<nmy>{_YEAR})(?!\d))",
    rf"(?P<blanks>(?<![\d/.-])(?P<bly>(?:19|20)\d\d)\s(?=(?:0?\d|1[0-2])\s[0-3]?\d(?!\d)|1[3-9]\s0\d)(?P<blm>\d{{1,2}})\s(?P<bld>\d{{1,2}}){_NO_MINUTES})",
    rf"(?P<blanksus>(?<![\d/.-])(?<!\b\d\s)(?<!\b\d\d\s)(?<!\b\d\d\d\s)(?P<bum>0?\d|1[0-2])\s(?P<bud>[0-3]?\d)\s(?P<buy>20[0-4]\d){_NO_MINUTES})",
    r"(?P<noslash>(?:(?<=\bon )|(?<=\bdos )|(?<=\bdos: )|(?<=\bseen )|(?<=\bdated ))(?P<ns1>\d{1,2})/(?P<ns2>\d{1,2})(?![\w/]|[-.,|\\]\d{4}|\s*(?:min|m\b|'|of\b|each|units?|split|vision|%)))",
    (  # marks mixed ("12/31-2025", "2025-12/31") or that dates seldom have ("12\\31\\2025", "12|31|2025", "12,31,2025")
        r"(?P<mixed>(?<![\w/.,|\\-])(?:(?!\d{1,2}(?P<mxs>[-/._])\d{1,2}(?P=mxs)\d)(?P<mx1>\d{1,2})[-/.,|\\]{1,2}(?P<mx2>\d{1,2})[-/.,|\\]{1,2}(?P<mxy>(?:19|20)\d\d)"
        r"|(?!\d{4}(?P<mxt>[-/._])\d{1,2}(?P=mxt)\d)(?P<mxz>(?:19|20)\d\d)[-/.,|\\](?P<mx3>0?[1-9]|1[0-2])[-/.,|\\](?P<mx4>0[1-9]|[12]\d|3\d))(?!\w|[-/.,|\\]\d|\s*min))"
    ),
    r"(?P<longday>(?<![\w/.-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-[0-3]\d\d(?![\w-]))",
    (  # "31DEC25", "31-Dec-25", "Dec-31-25": a year of two figures, never minutes
        rf"(?P<tight>(?<![\w/.-])(?:(?P<td1>\d{{1,2}}){_TH}?(?P<ts>[-/]?){_MONTH1}(?P=ts)'?(?P<ty1>[123]\d)"
        rf"|{_MONTH2}(?P<tt>[-/])(?P<td2>\d{{1,2}})(?P=tt)'?(?P<ty2>[123]\d))(?!\w|[-/.:]\d|\s*(?:min|m\b|')))"
    ),
    r"(?P<faryear>(?<![\d/.-])(?!19|20)\d{4}-\d{1,2}-\d{1,2}(?![\d-]))",
    r"(?P<glued>(?<![\w/.-])20\d{4}-\d{2}(?![\d-]))",
    rf"(?P<shortyear>(?<![\d/.-])\d{{1,2}}/\d{{1,2}}/\d{{3}}(?![\d/])|\b{_NAMES}\s?\d{{1,2}}{_TH}?,?\s\d{{3}}(?!\d|\s*(?:min|m\b|')))",
    r"(?P<isoblank>(?<![\d/.-])(?P<iby>20\d\d)\s?-\s?(?P<ibm>\d{1,2})\s?-\s?(?P<ibd>\d{1,2})(?![\d-]|\s*min)|(?<!\w)'(?P<iby2>\d\d)-(?P<ibm2>\d{1,2})-(?P<ibd2>\d{1,2})(?![\d-]))",
    rf"(?P<called>\b{_CALLED}[: ]\s*(?P<ca1>\d{{1,2}})-(?P<ca2>\d{{1,2}})(?![\w/-]|\.\d|\s*(?:min|m\b|'|units?)))",
    r"(?P<alone>(?<![\w/.$,#+-])(?<!\x02 to )(?<!\x02 and )(?P<al1>0?[1-9]|1[0-2])/(?P<al2>0?[1-9]|[12]\d|3[01])(?![\w/%+(-]|\.\d|,\d|\s*(?:min|m\b|'|of\b|each|units?|split|visits?|sessions?|days?|weeks?|pts|patients?|people|reps?|pain|scale|x\b|for\b|by\b|on\b|hours?|hrs?|shares?|the\b)))",
    r"(?P<nobare>(?:(?<=, )|(?<=; )|(?<=\())[6-9]\d/[6-9]\d(?=\s*(?:[:;,?)]|\Z)))",
)
_CODE = re.compile(r"\b(?:\d{5}|[A-V]\d{4})\b|\x02{5}")
_BESIDE = re.compile(r"(?:\d{5}|\x02{5})\W{1,4}\d{1,3}\b(?!/)|\d ?(?:min|m\b|')")  # minutes told at a service
_STROKES = re.compile(r"(?:\d{5}|\x02{5}|\b[a-z]{2,}) ?/ ?(?:\d{5}|\x02{5}|[a-z]{2,})")
_FRACTIONS = ("1/2", "1/3", "2/3", "1/4", "3/4", "1/1")
_NO_DATES = ("letters", "letterday", "doubled", "longyear", "longnamed", "further", "parted", "longday", "nobare", "faryear", "glued", "shortyear")


def _never(match: re.Match[str], _today: date) -> date:
    raise ValueError(match[0])


def _nth(year: str, day: str) -> date:
    found = date(int(year), 1, 1) + timedelta(days=int(day) - 1)
    if found.year != int(year):
        raise ValueError(day)
    return found


def _week(match: re.Match[str], _today: date) -> date:
    """A day of the week, or its Monday."""
    number = match["wkn1"] or match["wkn2"] or match["wkn3"]
    return date.fromisocalendar(int(match["wk1"] or match["wk2"]), int(number), int(match["wkd"] or 1))


def _mixed(match: re.Match[str], _today: date) -> date:
    """Month and day, or turned around where only that can be meant."""
    one, two = int(match["mx1"] or match["mx3"]), int(match["mx2"] or match["mx4"])
    month, day = (two, one) if one > 12 >= two else (one, two)
    return date(int(match["mxy"] or match["mxz"]), month, day)


def _tight(match: re.Match[str], _today: date) -> date:
    month = _MONTHS.index(match["tm1"] or match["tm2"]) + 1
    return date(2000 + int(match["ty1"] or match["ty2"]), month, int(match["td1"] or match["td2"]))


def _isoblank(match: re.Match[str], _today: date) -> date:
    """"2025 -12 -31" and "'25-12-31"."""
    year = int(match["iby"] or f"20{match['iby2']}")
    return date(year, int(match["ibm"] or match["ibm2"]), int(match["ibd"] or match["ibd2"]))


def _alone(match: re.Match[str], today: date) -> date | None:
    """"11/25" with no word that calls it a date; no fraction, and no minutes of two services told with a stroke ("97110/97140 12/15")."""
    month, day, text = int(match["al1"]), int(match["al2"]), match.string
    codes = len(_CODE.findall(text))
    if match[0] in _FRACTIONS or _STROKES.search(text[: match.start()]) or (codes > 1 and not _BESIDE.search(text)):
        return None
    return yearless(month, day, today)


def _slashed(match: re.Match[str], today: date) -> date | None:
    """Month and day, or turned around where only that can be meant; no shares of a hundred."""
    one, two = int(match["ns1"]), int(match["ns2"])
    if one + two == 100 or (one, two) == (24, 7):
        return None
    return yearless(*((two, one) if one > 12 >= two else (one, two)), today)


def yearless(month: int, day: int, today: date) -> date:
    """The latest such day that is not ahead; February 29 is of the last leap year. Raises ValueError where there is none."""
    this = date(2024, month, day)  # a leap year: whether there is such a day
    years = (today.year, *range(today.year - 1, today.year - 9, -1))
    return next(date(year, month, day) for year in years if _is_day(year, this) and date(year, month, day) <= today)


def _is_day(year: int, day: date) -> bool:
    return (day.month, day.day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


READERS: dict[str, Callable[[re.Match[str], date], date | None]] = {
    **dict.fromkeys(_NO_DATES, _never),
    "nth": lambda m, _: _nth(m["nthy"], m["nth1"] or m["nth2"]),
    "ordinal": lambda m, _: _nth(m["ordy"], m["ordd"]),
    "week": _week,
    "nthmonth": lambda m, _: date(int(m["nmy"]), int(m["nm1"] or m["nm2"]), 1),
    "blanks": lambda m, _: date(int(m["bly"]), int(m["blm"]), int(m["bld"])),
    "blanksus": lambda m, _: date(int(m["buy"]), int(m["bum"]), int(m["bud"])),
    "mixed": _mixed,
    "tight": _tight,
    "noslash": _slashed,
    "isoblank": _isoblank,
    "called": lambda m, today: yearless(*((int(m["ca2"]), int(m["ca1"])) if int(m["ca1"]) > 12 else (int(m["ca1"]), int(m["ca2"]))), today),
    "alone": _alone,
}


def certain(match: re.Match[str], kind: str) -> bool:
    """Is what cannot be a date meant as one? "day 400 of 2025" is; "2025-999" may be a number of something, "99/99" minutes of two codes."""
    if kind == "ordinal":
        return int(match["ordd"]) <= 499 and not re.search(r"\b(?:no\.?|number|cr|pub\.?|transmittal|form|rule|article|#) ?$", match.string[max(0, match.start() - 14) : match.start()])
    return kind != "nobare" or not re.search(r"\d{5}\s?(?:/|and|&|,)\s?\d{5}", match.string)
