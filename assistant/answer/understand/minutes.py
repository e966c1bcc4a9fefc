"""Minutes and units as people write them: "23 min", "23'", "1 hr 10", "9:05-9:28", "two 15s", "x2", "2 units".

Each becomes a Quantity at its place, or is claimed as something that is no treatment time ("8-minute
rule", "per 15 minutes", "90 days"). binding.py gives them to codes. "22-25 minutes" is a range.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from assistant.answer.understand.wording import Page

MOST = 150

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_WORDS = {word: n for n, word in enumerate([*_ONES.split(), "eighteen", "nineteen"], 1)}
_TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
NUMBER_WORDS = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_WORDS)[:9])}))?|{'|'.join(reversed(_WORDS))}"
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})?|\d{{4}})(?:\.\d+)?|(?:{NUMBER_WORDS})(?![a-z])"
_MIN = r"(?:min(?:ute|uet|ut|ue|uite)s?|mintues?)(?![a-z0-9])|(?:mins?|mn|mts?|m)(?![a-z0-9])\.?|'(?![\w'])"
_TO = r"(?:-|to|until|till|through|thru|,?\s*(?:and )?(?:ended|ends?|end(?:ing)?|stop(?:ped)?|finish(?:ed)?)(?: at)?)"  # between two clock times
_OTHER = (
    r"days?|weeks?|wks?|months?|years?|yrs?|visits?|sessions?|patients?|pts?|clients?|therapists?|people|"
    r"persons?|codes?|"
    r"charts?|records?|notes|files?|denials?|letters?|pages?|encounters?|employees|staff|cases?|referrals?|orders?|bills?|reviews?|"
    r"lines?|claims?|goals?|muscles?|treatments?|times|therapies|disciplines?|modalit(?:y|ies)|procedures?|"
    r"services?|"
    r"caregivers?|providers?|payers?|insurances?|evals?|evaluations?|different|separate|other|levels?|hour|hrs?|"
    r"appointments?|clinics?|locations?|students?|exercises?\s+per|dollars|bucks|cents|areas?|body|regions?|"
    r"assistants?|"
    r"ptas?|otas?|timed (?:codes?|services?|procedures?)|untimed|business|calendar|treatment days?|percent|"
    r"seconds?|secs?|comorbidit(?:y|ies)|conditions?|diagnos[ei]s|dx|factors?|elements?|deficits?|impairments?|limitations?|problems?|complaints?|joints?|parts?|"
    r"knees?|shoulders?|hips?|tests?|measures?|questions?|types?|kinds?|options?|forms?|modifiers?|things|reasons?|ways|steps|stairs|reps?|repetitions|sets?|"
    r"lbs?|pounds?|feet|ft|inches|degrees?|miles|grand"
)

_SCAN = re.compile(
    "|".join(
        (
            (
                r"(?P<clock>(?<![\d:])(?P<h1>\d{1,2}):(?P<m1>[0-5]\d)\s*(?:[ap]\.?m?\b\.?)?"
                rf"\s*{_TO}\s*"
                r"(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)(?!\d|:\d)\s*(?:[ap]\.?m?\b\.?)?)"
            ),
            (
                r"(?P<military>(?<![\d:$])(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)\s*-\s*(?P<h4>[01]\d|"
                r"2[0-3])(?P<m4>[0-5]\d)(?![\d:]))"
            ),
            r"(?P<hourly>(?:per|every|each) (?:an? )?hour\b|/ ?(?:hr|hour)\b)",
            (
                r"(?P<hours>(?<![a-z\d.:/])(?:(?:(?P<hh>\d{1,2}(?:\.\d+)?|one|two|three)[- ]?|(?P<ha>an?|(?:a |the )?(?:full|whole|solid|entire))[- ])(?:hours?|hrs?|"
                r"h)(?![a-z])\.?"
                r"(?:\s*(?:and|&|,)?\s*(?P<half>a half|half|a quarter)\b|"
                rf"\s*(?:and|&|\+)?\s*(?P<hm>\d{{1,2}}|{NUMBER_WORDS})\s*-?(?:{_MIN})|"
                rf"\s*(?P<hb>\d{{1,2}})(?![\d:x%/,.]))?))"
            ),
            (
                r"(?P<part>\b(?:(?:a |one )?half (?:an |a |of an )?-?hour|half-hour|1/2 (?:an )?(?:hour|hr)|"
                r"(?P<three>(?:three|3)[- ](?:quarters|/4) of an hour|3/4 (?:of an )?hour)|(?:a |"
                r"one )?quarter[- ](?:of an |of a )?hour)\b)"
            ),
            (
                rf"(?P<series>(?<![\d.:/$])(?P<times>[2-9]|two|three|four|five|six)(?:\s*x\s*|\s+times\s+|"
                rf"\s+blocks? of\s+|\s+)"
                rf"(?:(?P<size>\d{{1,2}})'?s\b(?!\s*x)|(?P<fifteens>fifteens|tens|twenties)|"
                rf"(?:(?<=[a-z] )|(?<=\dx))(?P<size2>\d{{1,2}})\s*-?(?:{_MIN})(?!\s*-?(?:units?|codes?|services?|"
                rf"increments?|of\b))(?:\s*(?:blocks?|sessions?|segments?|bouts?)\b)?)(?![a-z]))"
            ),
            r"(?P<length>(?<![\d:])(?P<lh>[0-4]):(?P<lm>[0-5]\d)(?![\d:])(?!\s*[ap]\.?m))",
            rf"(?P<stretch>(?<![\d.:/$,])(?P<begin>\d{{1,2}}) (?:to|through|thru) \d{{1,2}}(?!\d|\s*-?\s*(?:{_MIN})))",  # of visits
            rf"(?P<range>(?<![\d.:/$,])(?P<low>\d{{1,3}})\s*(?:-|to)\s*\d{{1,3}}\s*-?\s*(?:{_MIN}))",
            (
                rf"(?P<units>(?<![\d.:$])(?!\d\d total|\d total units?\s*\?)(?:x\s*)?(?P<u>\d{{1,2}}|{NUMBER_WORDS})(?:-|\s*)(?:timed |billable |total |"
                rf"treatment |full |more )?(?:units?|u)(?![a-z])"
                rf"|(?<!many )\bunits?\s*[:=]?\s*(?P<u2>[1-9])(?![\d:./%])(?!\s*(?:(?:,|and|&|\+)\s*\d\d?|each|apiece)\b)(?!\s*-?\s*(?:{_MIN})))"
            ),
            rf"(?P<times2>(?<![a-z])x\s*(?P<x>[1-8])(?![\d.]|:\d)(?!\s*-?\s*(?:{_MIN}))(?!\s*(?:weeks?|days?|visits?)))",
            (
                rf"(?P<minutes>(?<![\d.$])(?<!\d[:,])(?<![\d.]-)(?P<m>{_NUMBER})\s*-?\s*(?:(?:timed|total|treatment|"
                rf"direct|skilled|billable)\s+){{0,2}}(?:{_MIN}))"
            ),
            rf"(?P<other>(?<![\d.:$])(?P<o>{_NUMBER})[- ]*(?:{_OTHER})\b)",
            (
                r"(?P<odd>\d+(?:\.\d+)?\s*(?:%|/\s*\d+\s*(?:%|strength))|\d+\.\d+|\d{5,}|"
                r"(?<![a-z])[a-z]{1,12}\d+[a-z\d]*|\d+(?:st|nd|rd|th)\b)"
            ),
            (
                rf"(?P<bare>(?<![\d.$a-z])(?<!\d[:,])(?P<b>\d{{1,3}}|(?!one\b|two\b)(?:{NUMBER_WORDS}))(?![a-z\d]|"
                rf"\.\d|:\d|%))"
            ),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Minutes, units or something else counted, at a place.

    unit: min, unit, count (of something else) or range (value: its low end). sure: said to be minutes; else a bare number that
    may be minutes. noun: the word beside a bare number that says what it counts.

    total: of the whole session. each: for every code of a list. extra: left over, part of another.
    part: the assistant's or other share in "23 of the 36 minutes". alone: where "15 of it with the aide", taken
    off the value, ends. clock: start and end as minutes of a day.
    """

    start: int
    end: int
    value: int
    unit: str = "min"
    sure: bool = True
    total: bool = False
    each: bool = False
    extra: bool = False
    stray: bool = False
    part: int | None = None
    alone: int = 0
    clock: tuple[int, int] | None = None
    noun: str = ""
    hours: bool = False  # told in hours or a part of one


def number(text: str) -> int:
    """'23', '1,440', 'twenty-three', '7.5' (whole minutes only) → int."""
    text = text.replace(",", "").strip()
    if text[:1].isdigit():
        return int(float(text))
    tens, _, ones = text.replace("-", " ").partition(" ")
    return _TENS.get(tens, _WORDS.get(tens, 0)) + _WORDS.get(ones, 0)


def read(page: Page) -> list[Quantity]:
    """Every quantity in order of place, in what is still open; nothing is judged yet."""
    times, found = _between_times(page)
    for match in _SCAN.finditer(page.open):
        kind = match.lastgroup or ""
        if kind in ("length", "bare") and any(low <= match.start() < high for low, high in times):
            continue
        reader = _READERS.get(kind)
        value = reader(match) if reader else None
        if len(found) == MOST:
            break  # no day has so many
        if kind == "units" and re.match(r"\s*or\b", page.open[match.end() : match.end() + 4]):
            continue  # "one unit or two" asks
        if value is not None:
            row = _IN_A_ROW.search(page.open, max(0, match.start() - 24), match.start()) if kind == "units" else None
            kind = "bare" if row and (not row["min"] or value > MOST_UNITS) else kind
            unit = _UNITS.get(kind, "min")
            clock = _stretch(match, kind, value)
            found.append(Quantity(match.start(), _end(match, page), value, unit, kind not in ("bare", "length"), clock=clock, hours=kind in ("hours", "part")))
    return sorted(found, key=lambda one: one.start)


_IN_A_ROW = re.compile(r"\x02[:,]? \d{1,2}(?P<min> ?min(?:ute)?s?)?[,;]? (?:and |plus |& |, )?\x02+[:,]? \Z")  # "97110 23 97140 10 units?" asks for units of minutes told in a row
MOST_UNITS = 4  # of one code behind another's minutes: "97110 33 min 97140 7 units?" asks for the units of 7 minutes
MOST_BARE_UNITS = 3
_TIME = re.compile(r"(?<![\d:.])(1[0-2]|0?[1-9]):([0-5]\d)(?!\d|:\d)(?:\s*[ap]\.?m?\b\.?)?")
LONGEST = 120  # minutes between two times that are told one after the other


def _between_times(page: Page) -> tuple[list[tuple[int, int]], list[Quantity]]:
    """(places of times told one after the other, the minutes from each to the next): "manual till 2:23, exercise till 2:38", "in 9:12, out 10:02".

    Each stands at the later time where that ends what was done ("till"), else right behind the earlier one. Of two times alone they are the whole visit's.
    """
    every = list(islice(_TIME.finditer(page.open), MOST))
    at = [int(match[1]) % 12 * 60 + int(match[2]) for match in every]
    spans = [(two - one) % 720 for one, two in pairwise(at)]
    if len(every) < 2:
        return [], []
    places, ends = [match.span() for match in every], pairwise(every)
    if max(spans) > LONGEST or (len(every) == 2 and _RANGE.fullmatch(page.open[every[0].end() : every[1].start()])):
        return places, []
    told = [
        Quantity(*(two.span() if _TILL.search(page.open, one.end(), two.start()) else (one.end(), one.end())), span, total=len(every) == 2, clock=(start, start + span))
        for (one, two), span, start in zip(ends, spans, at, strict=False)
        if span and not _RANGE.fullmatch(page.open[one.end() : two.start()])
    ]
    return places, told


_TILL = re.compile(r"\b(?:till?|until)\s*$")
_RANGE = re.compile(rf"\s*{_TO}\s*")
_NEXT = re.compile(r"\s*\Z|\s+[A-Z\d\x02]")


def _end(match: re.Match[str], page: Page) -> int:
    """Where a quantity ends: the dot of "15 min." belongs to the sentence where a new one begins behind it."""
    stops = match[0].endswith(".") and (page.ends(match.end()) or bool(_NEXT.match(page.text, match.end())))
    return match.end() - stops


def _clock(match: re.Match[str], names: str) -> int | None:
    """Minutes from one clock time to the next, over noon or midnight too; None when over four hours."""
    h1, m1, h2, m2 = (int(match[f"{letter}{n}"]) for n in names for letter in "hm")
    span = (h2 * 60 + m2) - (h1 * 60 + m1)
    if span <= 0:
        span += 12 * 60
    return span if 0 < span <= 240 else None


def _stretch(match: re.Match[str], kind: str, length: int) -> tuple[int, int] | None:
    """Start and end of a clock range as minutes of a day (morning or afternoon not told apart)."""
    if kind not in ("clock", "military"):
        return None
    hour, minute = ("h1", "m1") if kind == "clock" else ("h3", "m3")
    start = int(match[hour]) % 12 * 60 + int(match[minute]) if kind == "clock" else int(match[hour]) * 60 + int(match[minute])
    return start, start + length


def _hours(match: re.Match[str]) -> int | None:
    """1 hr 10; an hour and a half; 1.5 hours; an hour."""
    word = match["hh"] or match["ha"]
    if re.search(r"(?:min(?:ute)?s?|units?|patients?|visits?|times) $", match.string[: match.start()]):
        return None  # "53 minutes an hour" is a rate
    hours = float(word) if word[0].isdigit() else {"two": 2.0, "three": 3.0}.get(word, 1.0)
    if hours > 10:
        return None  # "within 72 hours"
    more = match["hm"] or match["hb"]
    extra = number(more) if more else {"a half": 30, "half": 30, "a quarter": 15}.get(match["half"] or "", 0)
    return round(hours * 60) + extra


def _series(match: re.Match[str]) -> int:
    """Two 15s are 30."""
    size = {"fifteens": 15, "tens": 10, "twenties": 20}.get(match["fifteens"] or "") or int(
        match["size"] or match["size2"]
    )
    return number(match["times"]) * size


def _part(match: re.Match[str]) -> int:
    if match["three"] or match[0].startswith("3"):
        return 45
    return 15 if "quarter" in match[0] else 30


_UNITS = {"units": "unit", "times2": "unit", "range": "range", "stretch": "count", "other": "count"}
_READERS: dict[str, Callable[[re.Match[str]], int | None]] = {
    "clock": lambda match: _clock(match, "12"),
    "military": lambda match: _clock(match, "34"),
    "hours": _hours,
    "part": _part,
    "series": _series,
    "length": lambda match: int(match["lh"]) * 60 + int(match["lm"]),
    "units": lambda match: number(match["u"] or match["u2"]),
    "times2": lambda match: int(match["x"]),
    "minutes": lambda match: number(match["m"]),
    "range": lambda match: int(match["low"]),
    "stretch": lambda match: int(match["begin"]),
    "bare": lambda match: number(match["b"]),
    "other": lambda match: number(match["o"]),
}


def small_as_units(quantities: list[Quantity], page: Page) -> list[Quantity]:
    """Bare numbers up to 3 behind codes are units where no minutes are told but those of all: "97110 2, 97140 1", "te 2, ta 1, total 38 min"."""
    bare = [q for q in quantities if q.unit == "min" and not (q.total and q.sure)]
    whole = sum(q.value for q in quantities if q.unit == "min") - sum(q.value for q in bare)
    if not bare or any(q.sure or q.value > MOST_BARE_UNITS for q in bare) or ("min" in page.lower and whole <= sum(q.value for q in bare)):
        return quantities
    return [replace(q, unit="unit") if q in bare else q for q in quantities]
