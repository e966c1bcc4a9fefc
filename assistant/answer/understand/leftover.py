"""What of a text's numbers was not counted, and why: shown to the asker, never dropped silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer.shape import Shape
from assistant.answer.understand.binding import Item
from assistant.answer.understand.day import Given, Treatment
from assistant.answer.understand.marks import Token
from assistant.answer.understand.minutes import Quantity
from assistant.answer.understand.wording import Page

CLAUSE = re.compile(r"[,;?!\n+&()]|\.(?=\s|\Z)|\b(?:and|then|plus|but)\b")
LONGEST = 70
_IDLE = Shape("no treatment", r"\b(?:bathroom|restroom|toilet\w*|break|rested|resting|wait(?:ed|ing)|late|phone|paperwork)\b", ("[bathroom] until 9:40", "a [phone] call"), ("latent", "breakfast"))
LEAST = 5  # a smaller bare number is no minutes of a service
_GOES_ON = Shape("a list goes on", r"(?:[,;+&]|\b(?:then|and|plus|another)) (?:then |and |another |about )*\Z|\A\W*\Z", ("gait 12[, then ]", "10 [and ]"), ("gait ", "the other "))
_OF_SOMETHING = Shape("of something", r" (?:of|on|with|doing|for) (?!me\b(?! [a-z]+ing)|medicare\b|(?:the |an? |our )?(?:pta?|ota?|tech|aide|day|visit|month|week|year)\b|(?:19|20)\d\d\b)[a-z]", ("16[ with t]he bands", "15[ of f]ine motor"), ("16 of 20", "15 with me", "10 for medicare"))

_LABELLED = Shape(
    "a number of something else",
    r"\b(?:visits?|aged?|room|box|days?|weeks?|months?|years?|level|grade|goals?|page|item|rule|chapter|section|phase|stage|session|line|row|step|version|type|rate|pain|score|bp|hr|"
    r"floor|suite|ext|units?|sets?|reps?|appointment|appt|chart|number|no|medicare|part|auth|zip|since|until|on|in|at|for|of|about|x|to|or|than|under|over|after|before|per|by|with)\W*\Z",
    ("[visit ]", "[age ]", "15 [of ]"), ("squats ", "wall slides "),
)
_ENDS = Shape("a place in a list ends", r"\s*(?:[,;.+&?!)\n]|(?:and|then|plus|how|medicare|mcr)\b)", ("14[,] gait", "14[ how] many"), ("14 of", "14 reps"))
_HALF = Shape("half of it", r"\bhalf\b(?![ -]*(?:an? |of an )?hours?\b)", ("[half] was gait",), ("half an hour", "behalf"))


def not_understood(left: Sequence[Item], given: Sequence[Given], page: Page) -> tuple[str, ...]:
    """Minutes that belong to no service that was read, where others do: named, left out."""
    if not given:
        return ()
    whole = sum(one.minutes for one in given) if len(given) > 1 else 0
    said = []
    for item in left:
        q = item.quantity
        if q is None or not (q.sure or listed(q, page) or beside(q, given, page)) or q.total or q.extra or q.each or q.value == whole or any(one.place == q.start for one in given):
            continue
        if any(one.minutes == q.value and one.sentence != page.sentence(q.start) for one in given):
            continue  # told again
        clause = _clause(page, q.start, q.end)
        said.append(f'{q.value} minutes ("{clause}") are no treatment' if _IDLE.search(clause.lower()) else left_out(q, page))
    return tuple(dict.fromkeys(said))


def left_out(number: Quantity, page: Page) -> str:
    """How minutes are named that no service was understood for."""
    return f'I did not understand "{_clause(page, number.start, number.end)}": {number.value} minutes left out'


def listed(number: Quantity, page: Page) -> bool:
    """Does a bare number go on a list of minutes (", then 16 with the bands")?"""
    return not number.noun and number.value >= LEAST and bool(_GOES_ON.search(page.lower[: number.start]) and _OF_SOMETHING.match(page.lower, number.end))


def beside(number: Quantity, given: Sequence[Given], page: Page) -> bool:
    """Does a bare number stand behind words in a list of which another bare number was counted ("glides 10, squats 14")?"""
    if number.value < LEAST or number.sure or not _ends(page, number.end):
        return False
    words = re.split(CLAUSE, page.lower[: number.start])[-1]
    bare = any(one.place >= 0 and page.sentence(one.place) == page.sentence(number.start) and _ends(page, one.place + len(str(one.minutes))) for one in given)
    return bare and any(len(word) > 2 and word.isalpha() for word in words.split()) and not _LABELLED.search(words)


def _ends(page: Page, place: int) -> bool:
    """Does a place in a list end here, or the text?"""
    return not page.lower[place:].strip() or bool(_ENDS.match(page.lower, place))


def halved(made: Treatment, whole: int, page: Page) -> Treatment:
    """"24 minutes, half was manual and half at the sink": the only service read has half of the whole, and the other half is named."""
    services = made.services
    if len(services) != 1 or services[0].assistant or whole < 2 * LEAST or services[0].minutes not in (whole, whole // 2) or not _HALF.search(page.lower):
        return made
    half = whole // 2
    said = f"I did not understand what the other half was: {whole - half} minutes left out"
    return replace(made, services=(replace(services[0], minutes=half),), readings=tuple(dict.fromkeys((*made.readings, said))))


def _clause(page: Page, start: int, end: int) -> str:
    """The words around a place, up to the marks and joining words next to it."""
    before = page.text[max(0, start - LONGEST) : start]
    cuts = [match.end() for match in CLAUSE.finditer(before)]
    after = page.text[end : end + LONGEST]
    stop = CLAUSE.search(after)
    return " ".join((before[cuts[-1] if cuts else 0 :] + page.text[start:end] + after[: stop.start() if stop else LONGEST]).split()[-12:])


def tokens(counts: Iterable[Quantity], left: Sequence[Item], page: Page) -> tuple[Token, ...]:
    """Counts of other things ("30 visits", "2 daughters") and numbers that belong to nothing."""
    found = [Token("a count", "count", page.text[q.start : q.end], q.start, q.end, q.value) for q in counts]
    for item in left:
        q = item.quantity
        if q is not None and q.noun:
            found.append(Token("a count", "count", page.text[q.start : q.end] + f" ({q.noun})", q.start, q.end, q.value))
        elif q is not None and not q.sure:
            found.append(Token("a number without a noun", "number", page.text[q.start : q.end], q.start, q.end, q.value))
    return tuple(found)
