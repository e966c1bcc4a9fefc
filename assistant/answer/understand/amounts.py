"""Dollars named: "$2,100 used", "2.3k so far", "about 2400 toward the cap"."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer.understand.wording import Page

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?"
_USED = (
    r"(?:so far|used|spent|accrued|accumulated|ytd|year to date|toward|towards|in therapy|left|remaining|already|"
    r"of therapy|applied)"
)
_AMOUNT = re.compile(
    rf"\$\s?(?P<a>{_NUMBER})\s?(?P<ka>k\b)?|(?<![\w.])(?P<b>(?!20[12]\d\b){_NUMBER})\s?(?P<kb>k\b)?\s?(?:dollars|"
    rf"bucks|usd)\b"
    rf"|(?<![\w.])(?P<c>\d{{1,3}}(?:\.\d{{1,3}})?)\s?(?P<kc>k)\b"
    rf"|(?<![\w.,])(?P<d>\d,\d{{3}}(?:\.\d\d)?)(?![\d,])(?!\s*-?\s*min)"
    rf"|(?<![\w.,:/-])(?P<e>(?!20[12]\d\b)\d{{3,4}}(?:\.\d\d)?)(?= (?:{_USED})\b)"
    rf"|\b(?:used|spent|accrued|accumulated|used up|at about|currently at|is at|are at|already at|"
    rf"toward the cap)\s"
    rf"(?:about |around |roughly |over |almost |nearly "
    rf")?(?P<f>(?!20[12]\d\b)\d{{3,4}}(?:\.\d\d)?)(?![\w,%/-])(?!\s*-?\s*(?:min|units?))"
)

_CHARGE = re.compile(  # "the next visit is 110", where the threshold is spoken of
    r"\b(?:next|this|today's|upcoming|coming|another) (?:visit|claim|session|charge|bill|treatment|line)(?: (?:is|will be|would be|costs|runs|comes to|of|at|for))?"
    r" (?:about |around |roughly )?(?P<g>(?!20[12]\d\b)\d{2,4}(?:\.\d\d)?)(?!,?\d|[\w%/-])(?!\s*-?\s*(?:min|units?))"
)
_HAS = re.compile(r"\b(?:has|had|used|spent|got|with|plus)\b(?: (?:also|already|another|about|around|roughly|over))* (?P<j>(?!20[12]\d\b)\d{3,4}(?:\.\d\d)?) (?:of|in|for|on) (?:pt|ot|st|slp|speech|therapy|physical|occupational)\b")
_OF_A_YEAR = re.compile(  # "about 900 of speech and 1700 of PT this year": no day holds so many minutes, no visit of a year either
    r"(?<![\w.,:/-])(?P<h>(?!20[12]\d\b)\d{3,4}(?:\.\d\d)?)(?= (?:of|in|for|on|worth of) (?:\w+ )?(?:pt|ot|st|slp|speech|therapy|physical|occupational)\b)"
)
_ABOUT = re.compile(r"\b(?:pt|ot|st|slp|speech|therapy)\b(?: (?:is|was|at|has|had|used|spent|alone))* (?:around|about|roughly|nearly|almost|over|maybe) (?P<i>(?!20[12]\d\b)\d{3,4}(?:\.\d\d)?)(?![\w,:%/-])(?!\s*-?\s*(?:min|units?))")
_PER_DISCIPLINE = re.compile(r"\b(?:pt|ot|st|slp|speech|therapy):? (?P<k>(?!20[12]\d\b)\d{3,4}(?:\.\d\d)?)(?![\w:%/-]|,\d)(?!\s*-?\s*(?:min|units?))")  # "pt 1800 slp 900 used in 2026"
_YEAR = re.compile(r"\b(?:used|spent)\b(?! (?:min|about \d+ min|\d+ min))|\b(?:this|so far this|calendar|last) year\b|\bytd\b|\byear to date\b|\bso far\b|\bsince january\b")
_THRESHOLD = re.compile(r"\b(?:kx|threshold|cap)\b")


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
    of_a_year = (_OF_A_YEAR, _PER_DISCIPLINE) if _YEAR.search(page.lower) else ()
    for pattern in (*of_a_year, _ABOUT, _HAS):
        for match in pattern.finditer(page.open):
            place = match.lastgroup or ""
            found.append(Decimal(match[place]))
            page.claim(*match.span(place))
    return tuple(_plain(amount) for amount in found)


def _plain(amount: Decimal) -> Decimal:
    """2100.0 → 2100; cents stay."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
