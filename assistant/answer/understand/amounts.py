"""Dollars named: "$2,100 used", "2.3k so far", "about 2400 toward the cap"."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer.shape import Shape
from assistant.answer.understand.wording import Page
from assistant.schema import Dollars

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?"
_USED = (
    r"(?:so far|used|spent|accrued|accumulated|ytd|year to date|toward|towards|in therapy|left|remaining|already|"
    r"of therapy|applied)"
)
_SUM = r"(?!20[12]\d\b)\d{3,4}(?:\.\d\d)?"  # no year
_NO_MINUTES = r"(?!\s*-?\s*(?:min|units?))"
IN_A_DAY = 300  # minutes; no therapy takes more of one day
OF_A_YEAR = 500  # dollars of a therapy from here on count toward the threshold
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
    rf" (?:about |around |roughly )?(?P<g>(?!20[12]\d\b)\d{{2,4}}(?:\.\d\d)?)(?!,?\d|[\w%/-]){_NO_MINUTES}"
    rf"|\btoday(?:'s)? (?:is|was|will be|comes to|would be) (?:about |around )?(?P<n>(?!20[12]\d\b)\d{{2,4}}(?:\.\d\d)?)(?!,?\d|[\w%/-]){_NO_MINUTES}",
    ("the [next visit is 110]", "[today is 130], kx?", "[this claim comes to about 95.50]"), ("this session was 45", "next visit is 45 min"),
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


_CHARGED = Shape(
    "of one visit or claim",
    r"\b(?:next|this|today'?s|upcoming|coming|new) (?:\w+ )?(?:visit|claim|session|charge|bill|treatment|line|date)\b|\btoday(?:'s)? (?:is|was|will be|comes|would be)\b|\ba visit\b|\bper visit\b",
    ("[today is] 130", "and [this claim] 95", "110 [a visit]"), ("used 1800 today", "last year"),
)
_ON_TOP = Shape("on top", r"\b(?:plus|another|other|also|more|elsewhere|additional(?:ly)?|as well|too|on top|hospital|first clinic)\b", ("[plus] 300", "200 at the [other] place"), ("used 300", "mother"))
_THERAPY = Shape("whose dollars", r"\b(?:(?:pt|physical)|(?:ot|occupational)|(?:slp|st|speech))\b(?! (?:line|claim|visit)s?\b)", ("[pt] 1800", "700 in [speech]"), ("ot line", "optional"))
_OF_IT = Shape("of a therapy, right behind", r" (?:of|in|for|on|worth of) ", ("900[ in ]speech",), ("900, inside", "900 slp"))
_PART = Shape("another part of what is told", r"[;.?!](?=\s|$)|,(?!\d)|\b(?:and|plus|but)\b", ("1800[,] 300 [and] more",), ("$1,800",))
_HAD = Shape("a therapy or a place had so much", rf"\b(?:pt|ot|slp|st|speech|clinic|hospital|place|practice) (?:has |had |used |billed |spent )(?:about |around )?(?P<l>{_SUM})(?![\w:%/-]|,\d){_NO_MINUTES}", ("[slp had 150], no kx", "the other [clinic billed 400]"), ("pt had 150 minutes", "clinic had 15"))
_PLUS = Shape(  # beside another sum, where the threshold is spoken of
    "a further sum", rf"\b(?:plus|another|(?:and|also) (?:another )?(?=\d{{3,4}}(?:\.\d\d)? (?:at|from|elsewhere)\b))(?: about| around| roughly| another)? ?(?P<o>{_SUM})(?![\w%/:-]|,\d){_NO_MINUTES}",
    ("[plus 450] at the hospital", "[and 300] from another clinic"), ("plus 450 minutes", "and 97110", "and 300 visits"),
)
_BARE = Shape(
    "a bare sum, where dollars are spoken of", r"(?<![\w.,:/$-])(?!20[12]\d\b)(?P<m>\d{2,4}(?:\.\d\d)?)(?![\w%/:-]|,\d|\.\d)(?!\s*-?\s*(?:min|unit|visit|day|week|month|time|yr|year|percent|code|session|treatment))",
    ("plus [300] from them", "slp had [150]"), ("in 2026", "12 visits", "97110"),
)


def read(page: Page) -> tuple[Dollars, ...]:
    """Every amount in order of its shape; places are claimed."""
    found: list[tuple[Decimal, int, int]] = []
    for match in _AMOUNT.finditer(page.open):
        digits = next(match[name] for name in "abcdef" if match[name])
        thousands = match["ka"] or match["kb"] or match["kc"]
        found.append((Decimal(digits.replace(",", "")) * (1000 if thousands else 1), *match.span()))
        page.claim(*match.span())
    for match in _CHARGE.finditer(page.open) if _THRESHOLD.search(page.lower) else ():
        place = match.lastgroup or ""
        found.append((Decimal(match[place]), *match.span(place)))
        page.claim(*match.span(place))
    of_a_year = bool(_YEAR.search(page.lower))
    for pattern in (_OF_A_YEAR, _PER_DISCIPLINE, _ABOUT, _HAS, _HAD, _PLUS) if of_a_year else (_PER_DISCIPLINE, _ABOUT, _HAS, _HAD, _PLUS):
        for match in pattern.finditer(page.open):
            place = match.lastgroup or ""
            if pattern is _PER_DISCIPLINE and not of_a_year and int(match[place].replace(",", "").partition(".")[0]) <= IN_A_DAY:
                continue
            if pattern is _PLUS and not (found and _THRESHOLD.search(page.lower)):
                continue
            if pattern is _HAD and not (of_a_year or found or _THRESHOLD.search(page.lower)):
                continue
            found.append((Decimal(match[place]), *match.span(place)))
            page.claim(*match.span(place))
    return tuple(_told(amount, start, end, page.lower) for amount, start, end in found)


def bare(text: str) -> tuple[Dollars, ...]:
    """The bare numbers of a turn that goes on about dollars ("plus 300 from the hospital")."""
    lower = text.lower()
    return tuple(_told(Decimal(match["m"]), *match.span("m"), lower) for match in _BARE.finditer(lower))


def _told(amount: Decimal, start: int, end: int, text: str) -> Dollars:
    """An amount with what the part of the text says that it stands in."""
    cuts = [match.end() for match in _PART.finditer(text) if match.end() <= start]
    low, stop = cuts[-1] if cuts else 0, _PART.search(text[end:])
    high = end + stop.start() if stop else len(text)
    part, before, behind = text[low:high], _THERAPY.taken(text[low:end]), _THERAPY.taken(text[end:high])
    near = _OF_IT.match(text, end)
    word = (behind[0] if behind and (near or not before) else before[-1]) if before or behind else ""
    discipline = "OT" if word.startswith("o") else "PT" if word.startswith("p") else "SLP" if word else ""
    joined = text[max(0, low - 5) : end]
    return Dollars(_plain(amount), discipline, charge=bool(_CHARGED.search(part)), more=bool(_ON_TOP.search(part) or "plus" in joined))


def _plain(amount: Decimal) -> Decimal:
    """2100.0 → 2100; cents stay."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
