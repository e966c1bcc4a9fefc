"""Dollars named: "$2,100 used", "2.3k so far", "about 2400 toward the cap"."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer.shape import Shape
from assistant.answer.understand.wording import Page

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?"
_USED = (
    r"(?:so far|used|spent|accrued|accumulated|ytd|year to date|toward|towards|in therapy|left|remaining|already|"
    r"of therapy|applied)"
)
_SUM = r"(?!20[12]\d\b)\d{3,4}(?:\.\d\d)?"  # no year
_NO_MINUTES = r"(?!\s*-?\s*(?:min|units?))"
IN_A_DAY = 300  # minutes; no therapy takes more of one day
_OF = r"(?:pt|ot|st|slp|speech|therapy|physical|occupational)\b"
_AMOUNT = Shape(
    "dollars",
    rf"\$\s?(?P<a>{_NUMBER})\s?(?P<ka>k\b)?|(?<![\w.])(?P<b>(?!20[12]\d\b){_NUMBER})\s?(?P<kb>k\b)?\s?(?:dollars|bucks|usd)\b"
    r"|(?<![\w.])(?P<c>\d{1,3}(?:\.\d{1,3})?)\s?(?P<kc>k)\b"
    r"|(?<![\w.,])(?P<d>\d,\d{3}(?:\.\d\d)?)(?![\d,])(?!\s*-?\s*min)"
    rf"|(?<![\w.,:/-])(?P<e>{_SUM})(?= (?:{_USED})\b)"
    r"|\b(?:used|spent|accrued|accumulated|used up|at about|currently at|is at|are at|already at|toward the cap|(?:s?he|it|they|we|patient|pt|ot|slp|st|speech)(?:'?s|'?re)? at)\s"
    rf"(?:about |around |roughly |over |almost |nearly )?(?P<f>{_SUM})(?!,\d|[\w%/-]){_NO_MINUTES}",
    ("[$2,100]; [2.3k]", "[900 dollars], [1850] so far", "she [used about 1400]"), ("used 2025 rules", "spent 120 minutes", "97110"),
)
_CHARGE = Shape(  # where the threshold is spoken of
    "what a visit costs",
    r"\b(?:next|this|today's|upcoming|coming|another) (?:visit|claim|session|charge|bill|treatment|line)(?: (?:is|will be|would be|costs|runs|comes to|of|at|for))?"
    rf" (?:about |around |roughly )?(?P<g>(?!20[12]\d\b)\d{{2,4}}(?:\.\d\d)?)(?!,?\d|[\w%/-]){_NO_MINUTES}",
    ("the [next visit is 110]", "[this claim comes to about 95.50]"), ("this session was 45", "next visit is 45 min"),
)
_HAS = Shape(
    "has had so much of a therapy", rf"\b(?:has|had|used|spent|got|with|plus)\b(?: (?:also|already|another|about|around|roughly|over))* (?P<j>{_SUM}) (?:of|in|for|on) {_OF}", ("she [had already 1200 of pt]", "[plus 900 in speech]"), ("had 45 of pt", "had 1200 of it")
)
_OF_A_YEAR = Shape(  # no day holds so many minutes, no visit of a year either
    "so much of a therapy", rf"(?<![\w.,:/-])(?P<h>{_SUM})(?= (?:of|in|for|on|worth of) (?:\w+ )?{_OF})", ("about [900] of speech and [1700] of outpatient pt",), ("45 of pt", "2026 for pt")
)
_ABOUT = Shape(
    "a therapy at about so much", rf"\b(?:pt|ot|st|slp|speech|therapy)\b(?: (?:is|was|at|has|had|used|spent|alone))* (?:around|about|roughly|nearly|almost|over|maybe) (?P<i>{_SUM})(?![\w,:%/-]){_NO_MINUTES}",
    ("[speech is at about 1900]", "[pt alone roughly 1500]"), ("pt about 45", "pt took about 120 min"),
)
_PER_DISCIPLINE = Shape("a therapy and its sum", rf"\b(?:pt|ot|st|slp|speech|therapy):? (?P<k>{_SUM})(?![\w:%/-]|,\d){_NO_MINUTES}", ("[pt 1800] [slp 900] used in 2026",), ("pt 20 min", "slp 120 minutes"))
_YEAR = Shape(
    "over a year", r"\b(?:used|spent)\b(?! (?:min|about \d+ min|\d+ min))|\b(?:this|so far this|calendar|last) year\b|\bytd\b|\byear to date\b|\bso far\b|\bsince january\b",
    ("1800 [this year]", "[ytd]", "[used] 900"), ("spent 20 min", "a year ago"),
)
_THRESHOLD = Shape("the threshold", r"\b(?:kx|threshold|cap)\b", ("do i need [kx]", "over the [cap]"), ("capped", "modifier cq"))


def read(page: Page) -> tuple[Decimal, ...]:
    """Every amount in order; places are claimed."""
    found = []
    for match in _AMOUNT.finditer(page.open):
        digits = next(match[name] for name in "abcdef" if match[name])
        thousands = match["ka"] or match["kb"] or match["kc"]
        found.append(Decimal(digits.replace(",", "")) * (1000 if thousands else 1))
        page.claim(*match.span())
    for match in _CHARGE.finditer(page.open) if _THRESHOLD.search(page.lower) else ():
        found.append(Decimal(match["g"]))
        page.claim(*match.span("g"))
    of_a_year = bool(_YEAR.search(page.lower))
    for pattern in (_OF_A_YEAR, _PER_DISCIPLINE, _ABOUT, _HAS) if of_a_year else (_PER_DISCIPLINE, _ABOUT, _HAS):
        for match in pattern.finditer(page.open):
            place = match.lastgroup or ""
            if pattern is _PER_DISCIPLINE and not of_a_year and int(match[place].replace(",", "").partition(".")[0]) <= IN_A_DAY:
                continue
            found.append(Decimal(match[place]))
            page.claim(*match.span(place))
    return tuple(_plain(amount) for amount in found)


def _plain(amount: Decimal) -> Decimal:
    """2100.0 → 2100; cents stay."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
