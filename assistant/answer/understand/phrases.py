"""Services named in words that no list holds ("hands-on work at the knee 9"), read by what they mean.

Only words that stand beside minutes are looked at, and what is read is always shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.minutes import Quantity
from assistant.answer.understand.wording import MASK, PERSON, Page

LIKELY = 0.6  # from this likelihood on words name a service
LISTED = 0.25  # the same where a word of a list stands among them
MOST = 8  # phrases looked at in one text
WORDS = 7  # of a phrase: those next to the minutes
NONE = "none"
_STOP = r"\b(?:rather than|instead of|in place of|how|what|who|whose|which|worth|at|under|is|are|so|do|does|should|can|could|because|since|says?|said|medicare|units?|today|yesterday|each)\b"
_HARD = rf"{_STOP}|[,;:\n()\[\]+&=?!|{MASK}{PERSON}]|\.(?=\s|\Z)|\s-\s"
EDGES = (
    re.compile(rf"{_HARD}|\b(?:and|then|plus|but)\b"),
    re.compile(_HARD),
)  # "stairs and curbs 14": one activity or two
_NOT_WITH = re.compile(r"\b(?:alone|by (?:him|her|them)sel(?:f|ves)|on (?:his|her|their) own|unsupervised|independent(?:ly)?|unattended by|rest(?:ed|ing)?|wait(?:ed|ing)?)\b")
_WORD = re.compile(r"[a-z][a-z'/-]*", re.IGNORECASE)
FILLING = frozenset(
    "of for on onto doing did do done the a an some about were was is i we she he they took at min mins minute minutes had got gave "
    "first additional extra more fewer less another add pull tack throw knock trim subtract".split()  # what a day is changed with is no service
)
JOINERS = frozenset(("and", "then", "plus", "but"))
_JOINS = re.compile(rf"\b(?:{'|'.join(JOINERS)})(?: (?:about|another|an extra|also|only|just))?\s*\Z")


def read(page: Page, quantities: Sequence[Quantity], known: Sequence[CodeMark], heads: Heads) -> list[CodeMark]:
    """The marks known, with one for each stretch of words beside minutes that most likely names a service.

    A word of a list that stands in such a stretch ("hands-on knee work") becomes a part of it.
    """
    firm = [mark for mark in known if not mark.weak]
    held = [*((q.start, q.end) for q in quantities), *((mark.start, mark.end) for mark in firm)]
    marks = list(known)
    for quantity in [q for q in quantities if q.unit == "min"][:MOST]:
        sides = [
            side
            for edge in EDGES
            for side in (before(page, quantity, held, edge), behind(page, quantity, held, edge))
            if side
        ]
        if any(mark.start == side[1] or mark.end == side[0] for side in sides for mark in firm):
            continue  # those words lead to a code that is known
        named = [one for start, end in dict.fromkeys(sides) if (one := _named(page, start, end, marks, heads))]
        if named:
            mark = max(named, key=lambda one: one[0])[1]
            marks = [other for other in marks if other.end <= mark.start or mark.end <= other.start] + [mark]
    return sorted(marks, key=lambda one: one.start)


def before(
    page: Page, quantity: Quantity, held: Sequence[tuple[int, int]], edge: re.Pattern[str]
) -> tuple[int, int] | None:
    """The words before a quantity, back to the next mark, number or code."""
    low = max((end for _, end in held if end <= quantity.start), default=0)
    if _JOINS.search(page.open, low, quantity.start):
        return None  # "the evaluation and 20 minutes of gait"
    cuts = [match.end() for match in edge.finditer(page.open, low, _trimmed(page, low, quantity.start))]
    return _span(page, cuts[-1] if cuts else low, quantity.start, last=True)


def behind(
    page: Page, quantity: Quantity, held: Sequence[tuple[int, int]], edge: re.Pattern[str]
) -> tuple[int, int] | None:
    """The words behind a quantity, up to the next mark, number or code."""
    high = min((start for start, _ in held if start >= quantity.end), default=len(page.open))
    cut = edge.search(page.open, quantity.end, high)
    return _span(page, quantity.end, cut.start() if cut else high, last=False)


def _trimmed(page: Page, low: int, high: int) -> int:
    """Before the colon or dash that joins words to their minutes ("stairs: 9")."""
    return low + len(page.open[low:high].rstrip(" :=-("))


def _span(page: Page, low: int, high: int, *, last: bool) -> tuple[int, int] | None:
    """Place of the few words next to the minutes, without those of no meaning at the ends; None without any."""
    words = list(_WORD.finditer(page.open, low, high))
    words = words[-WORDS:] if last else words[:WORDS]
    while words and words[0][0].lower() in FILLING:
        words = words[1:]
    while words and words[-1][0].lower() in FILLING | JOINERS:
        words = words[:-1]
    return (words[0].start(), words[-1].end()) if words else None


def _named(page: Page, start: int, end: int, marks: Sequence[CodeMark], heads: Heads) -> tuple[float, CodeMark] | None:
    """(likelihood, mark) of words that name a service; None where they name none, or a list has them as they are."""
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    if (len(inside) > 1 and len({mark.code for mark in inside}) > 1) or any(
        (mark.start, mark.end) == (start, end) or not mark.weak for mark in inside
    ):
        return None
    if _NOT_WITH.search(page.lower, start, min(end + 25, len(page.lower))):
        return None  # "20 min bike warm-up alone"
    words = page.text[start:end]
    shares = heads.service(words)
    code = max(shares, key=lambda name: shares[name])
    if inside and shares.get(inside[0].code, 0.0) >= LISTED:
        return shares[inside[0].code] + 1.0, replace(
            inside[0], start=min(start, inside[0].start), end=max(end, inside[0].end)
        )
    return (
        (shares[code], CodeMark(start, end, code, words, weak=True, likely=True))
        if code != NONE and shares[code] >= LIKELY
        else None
    )
