"""Minutes that somebody gave whose time is no therapy (ch. 15 §230): an aide, a technician, a trainer, a relative.

Only what stands right beside them is theirs: "the tech did 10 of exercise, me 25 of balance", "12 of walking with the aide". Where
they helped somebody, or stand beside somebody who treated, the minutes are that one's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.answer.shape import Shape
from assistant.answer.understand.binding import Item
from assistant.answer.understand.day import Treatment
from assistant.answer.understand.people import AIDE, BY, OTHER, Person
from assistant.answer.understand.wording import PERSON, Page
from assistant.schema import NOT_COUNTED

_HELPED = Shape(
    "lent a hand", r"'?s? ?(?:\w+ )?(?:help|assist|hold|held|stood|stand|guard|set(?:s|ting)? up|watch|clean|nearby|present|there\b|in the room|beside|to (?:help|hold|assist))",
    ("\x03['s help]", "\x03[ hold]ing the belt", "\x03[ only watch]ed"), ("the tech did 10", "an aide ran it"),
)
_JOINED = Shape("beside another person", r"(?:\x03|\bme|\bi|\bmyself) ?(?:and|&|\+|with|/|plus)(?: (?:an?|the|our|my|one))?\W*\Z", ("45 min with \x03[\x03 & an ]", "\x03[\x03 and ]"), ("then an ", "20 with the "))
_PARTED = Shape(
    "another's minutes begin", r"[;.!?]|,? (?:then|while|whereas|but|before|after) (?:i|he|she|we|the|\x03)\b|,? and (?:i|we|then)\b|\b(?:i|we|me|mine|myself)\b",
    ("ran the bike[, then i] did", "10[;] gait"), ("did 10 of gait and 5 of balance",),
)
_SOME_BEFORE = Shape("some of it, in front", r"\b(?:last|first|final|other|remaining) \Z", ("did the [last ]", "the [first ]"), ("did ", "at last, "))
_SOME_BEHIND = Shape("some of it", r" ?(?:min(?:ute)?s? )?of (?:it|that|those|them|this|the (?:time|minutes|total))\b", ("10[ of it]", "12[ minutes of the time]"), ("10 of gait",))
_BEHIND_MINUTES = Shape("of the minutes before it", r"\A[^,;]{0,30}(?:\(|\b(?:by|with) (?:an? |the |my |our )?)\Z", ("[ min (]", "[ of gait by the ]"), (", then the ", "the "))
_FURTHER = Shape("one more of the same giver's", r"\s\x02+\s|[^,;.]{0,30}(?:\band\b|\+|&|/)[^,;.]{0,30}", ("[ and ]", "[ \x02\x02 ]"), (",", "then"))


def told_apart(row: Sequence[Item], persons: Sequence[Person], page: Page) -> tuple[list[Item], frozenset[int]]:
    """The items, with no aide's minutes but those right beside the aide; and the places of these."""
    theirs = {place: one.role for one in persons if one.role in (AIDE, OTHER) for place in _of(one, row, persons, page)}
    items = [replace(item, who=theirs.get(item.start, "" if item.who in (AIDE, OTHER) else item.who)) for item in row]
    return items, frozenset(theirs)


def less(made: Treatment, items: Sequence[Item], bound: Collection[int], page: Page) -> Treatment:
    """One service told whole, and then so many of its minutes as an aide's ("30 of exercise, the aide did the last 10"). bound: minutes that are a service's already."""
    parts = [
        one.quantity.value for one in items
        if one.quantity and one.who in (AIDE, OTHER) and one.quantity.value not in bound and (_SOME_BEFORE.search(page.lower[: one.start]) or _SOME_BEHIND.match(page.lower, one.end))
    ]  # fmt: skip
    if len(made.services) != 1 or len(parts) != 1 or not parts[0] < (made.services[0].minutes or 0):
        return made
    service = made.services[0]
    reading = f"{parts[0]} minutes of {service.code} by an aide {NOT_COUNTED}"
    return replace(made, services=(replace(service, minutes=(service.minutes or 0) - parts[0]),), readings=(*made.readings, reading))


def _of(one: Person, row: Sequence[Item], persons: Sequence[Person], page: Page) -> Iterator[int]:
    text = page.open
    if _HELPED.match(text, one.end) or _JOINED.search(text[max(0, one.start - 24) : one.start]):
        return
    quantities = [item for item in row if item.quantity and item.quantity.unit == "min" and page.sentence(item.start) == page.sentence(one.start)]
    bracketed = text[: one.start].rstrip(" \x03").endswith("(") and text[one.end :].lstrip().startswith(")")
    near = _behind(one, quantities, persons, text) if bracketed or BY.search(text[: one.start]) else None
    yield from _ahead(one, quantities, text) if near is None else (near,)


def _behind(one: Person, quantities: Sequence[Item], persons: Sequence[Person], text: str) -> int | None:
    """The nearest minutes in front, where nobody else is named with them."""
    before = [item for item in quantities if item.end <= one.start]
    if not before:
        return None
    least = before[-1]
    since = max((item.end for item in before[:-1]), default=0)
    beside = any(least.end <= other.start < one.start for other in persons if other is not one)
    gave = any(since <= other.start < least.start and not _BEHIND_MINUTES.search(text[since : other.start]) for other in persons)
    return None if beside or gave or _PARTED.search(text[least.end : one.start]) else least.start


def _ahead(one: Person, quantities: Sequence[Item], text: str) -> Iterator[int]:
    """The minutes behind, as far as nobody else's begin."""
    end = one.end
    for n, item in enumerate(item for item in quantities if item.start >= one.end):
        between = text[end : item.start]
        if PERSON in between or _PARTED.search(between) or (n and not _FURTHER.fullmatch(between)):
            return
        yield item.start
        end = item.end
