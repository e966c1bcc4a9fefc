"""What each number of a text may be: minutes of which service named, given by whom, four ways each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.day import Given
from assistant.answer.understand.minutes import Quantity
from assistant.answer.understand.people import Person
from assistant.answer.understand.phrases import EDGES, before, behind
from assistant.answer.understand.wording import Page
from assistant.schema import Service

SERVICES = 5  # services weighed for each number
LEAST = 0.08  # from this likelihood on words beside a number may mean a service
ALL, HELPED, HELPERS_PART, OWN_PART = "all", "helped", "helper's part", "own part"
HOWS = (ALL, HELPED, HELPERS_PART, OWN_PART)  # the therapist's; an assistant's; of minutes told besides, so many an assistant's or the therapist's own
PART, EACH = "part", "each"  # what a number is that no figures tell
CLOSE = 8  # characters between a service and minutes of its own
_EACH = re.compile(r" ?(?:min(?:ute)?s?\.?,? )?(?:of )?(?:each|apiece|a piece|per code|both)\b(?! (?:unit|day|week|visit|time))")
_PART = re.compile(
    r"\b(?:(?P<rest>(?:the )?(?:rest|remainder|remaining(?: time| minutes)?)\b(?! (?:periods?|breaks?|area|room))|what(?:ever)? (?:was |is |were )?(?:left|remain(?:ed|s|ing))(?: over)?(?: of (?:the|that|our|those) (?:\d{1,3}|hour|time))?|everything else|(?:the )?balance of (?:the|that|our) (?:time|hour|visit|session))|(?P<half>half\b(?! (?:an |a |of an )?-?hour))"
    r"|(?P<thirds>(?:two|2)[- ]thirds)|(?P<third>(?:one|a|1)[- ]third))(?! ?\d{1,3}\b)"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A number's minutes as minutes of a code, and how: one of HOWS. mark: where the code is named; words: the likelihood of words beside the number."""

    code: str
    how: str
    mark: CodeMark | None
    before: float = 0.0
    behind: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules saw in a text. numbers: all that may be minutes; kept: those that count as treatment; made: the day they read."""

    page: Page
    text: str  # what is still open of it
    numbers: tuple[Quantity, ...]
    kept: Mapping[int, Quantity]
    marks: tuple[CodeMark, ...]
    persons: tuple[Person, ...]
    given: tuple[Given, ...]
    made: tuple[Service, ...]


Named = Callable[[int, int], Mapping[str, float]]  # likelihood of each code of the words at a place


def numbers(found: Sequence[Quantity], page: Page, marks: Sequence[CodeMark], besides: int = 0) -> tuple[Quantity, ...]:
    """All that may be minutes; "15 each" at each service named, and "the rest", "half" and "a third" of the greatest. besides: minutes of the visit that were no service (an evaluation, a rest)."""
    told = [one for one in found if one.unit == "min"]
    if not told:
        return ()
    each = [one for one in told if _EACH.match(page.lower, one.end)]
    held = [one for one in told if one not in each]
    free = [mark for mark in marks if mark.known and not any(_close(mark, other) for other in held)] if each else []  # looked at once, not for each number
    spread = [Quantity(mark.end, mark.end, one.value, sure=False, noun=EACH) for one in each for mark in free]
    return tuple(sorted([*(held if spread else told), *spread, *_parts(told, page, besides)], key=lambda one: one.start))


def _close(mark: CodeMark, number: Quantity) -> bool:
    return min(abs(mark.start - number.end), abs(number.start - mark.end)) <= CLOSE


def _parts(told: Sequence[Quantity], page: Page, besides: int) -> list[Quantity]:
    most = max(one.value for one in told)
    others = sum(one.value for one in told) - most + besides
    parts = [
        (
            match,
            {"rest": most - others, "half": most // 2, "third": most // 3, "thirds": 2 * most // 3}[
                match.lastgroup or "rest"
            ],
        )
        for match in _PART.finditer(page.lower)
    ]
    return [
        Quantity(match.start(), match.end(), value, sure=False, noun=PART)
        for match, value in parts
        if value > 0 and (others or match.lastgroup != "rest") and not any(one.start <= match.start() < one.end for one in told)
    ]


def choices(seen: Seen, number: Quantity, named: Named) -> list[Choice]:
    """Every service whose minutes a number may be, four ways each."""
    held = [
        *((q.start, q.end) for q in seen.numbers),
        *((m.start, m.end) for m in seen.marks if not m.weak),
        *((p.start, p.end) for p in seen.persons),
    ]
    left, right = ({} if span is None else dict(named(*span)) for span in (side(seen.page, number, held, EDGES[0]) for side in (before, behind)))
    marks: dict[str, CodeMark] = {}
    for mark in sorted(seen.marks, key=lambda one: -off(one, number)):
        marks[mark.code] = mark
    near = sorted((code for code in marks if marks[code].known), key=lambda code: off(marks[code], number))[:SERVICES]
    shares = {code: max(left.get(code, 0.0), right.get(code, 0.0)) for code in {*left, *right} - {"none", *near}}
    likely = {code for words in (left, right) for code in words if words[code] >= words.get("none", 0.0)}  # words that more likely are no service name none
    words = sorted((code for code in shares if shares[code] >= LEAST and code in likely), key=lambda code: (-shares[code], code))
    return [
        Choice(code, how, marks.get(code), left.get(code, 0.0), right.get(code, 0.0))
        for code in [*near, *words[:2]]
        for how in HOWS
    ]


def off(mark: CodeMark, number: Quantity) -> int:
    """How many characters stand between a service and a number."""
    return mark.start - number.end if mark.start >= number.end else number.start - mark.end
