"""What a turn that changes the day names: services of the day, codes that are not in it, minutes, people, each at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.understand.date_shapes import SCAN
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.minutes import NUMBER_WORDS, number
from assistant.answer.understand.phrases import FILLING
from assistant.answer.understand.turns import Turn
from assistant.schema import Service

MEANT = 0.5  # from this likelihood on words mean a service
MOST = 8  # phrases looked at in one turn
NEW = ("add", "move", "split")  # changes that may bring in a service
SHARED = ("who", "swap")  # changes that may be of all services
_PLACE = re.compile(
    r"\b(?:(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th)|last|bottom|top)\b(?! (?:time|visit|half|of all|i|he|she|we)\b)|(?:line|number|no\.?|#) ?(?P<n>[1-4])\b|(?P<long>longest|biggest|largest|big one|long one)|(?P<short>shortest|smallest|short one|small one))"
)
_NTH = {
    "first": 0,
    "1st": 0,
    "top": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
    "bottom": -1,
}
_COUNTED = r" (?:more |extra |additional |fewer |less |other )*(?:visits?|sessions?|denials?|claims?|times|days?|weeks?|months?|years?|patients?|units?|lines?)\b"
_VALUE = re.compile(
    rf"(?<![\d.:$#])(?<!visit )(?<!session )(?<!room )(?P<figures>\d{{1,3}})(?![\d:%]|\.\d|st\b|nd\b|rd\b|th\b| ?o'?clock|{_COUNTED})"
    rf"|\b(?P<few>one|two) (?:more |extra |additional |fewer |less |of )*(?:min(?:ute)?s?\b|more\b(?! (?:thing|service|code|item|line)\b)|extra\b|fewer\b|less\b|that\b)|\b(?!one\b|two\b)(?P<words>{NUMBER_WORDS})\b"
)
_PHRASE = re.compile(
    r"(?:\b(?:the|of|on|for|from|into|to|off|out|our|some|with|was|were|is|be|minus|lose|drop|and|plus|had|did|called?|as|line|than)\b|[,:;.?!]|^|[\d-]) *((?:[a-z][a-z/'-]* ){0,2}[a-z][a-z/'-]*)"
)
_WORD = re.compile(r"[a-z][a-z'/-]+")
_ALL = re.compile(r"\b(?:all|everything|whole|entire|both|every)\b")
Row = tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a turn names, by place: services of the day (their numbers), codes that are not in it, minutes, people."""

    text: str
    services: tuple[tuple[int, int], ...]
    codes: tuple[tuple[int, str], ...]
    minutes: tuple[tuple[int, int], ...]
    roles: tuple[tuple[int, str], ...]
    told: tuple[Service, ...] = ()  # with minutes of their own

    @property
    def meant(self) -> tuple[int, ...]:
        """The services named, each once."""
        return tuple(dict.fromkeys(n for _, n in self.services))

    @property
    def values(self) -> tuple[int, ...]:
        """The minutes named."""
        return tuple(value for _, value in self.minutes)


def hear(row: Row, turn: Turn, heads: Heads, last: str, name: str) -> Heard:
    """What a turn names, for a change of this name. Services: by code or word, by place, by size, by their minutes; else by what the words mean."""
    text = turn.text.lower()
    said = turn.treatment.row
    places = [(match.start(), n) for match in _PLACE.finditer(text) if (n := _placed(row, match)) is not None]
    counts = [(token.start, token.end) for token in turn.treatment.tokens if token.kind == "count" and not token.words.endswith(")")]
    numbers = _numbers(text, [*counts, *(match.span() for shape in (_PLACE, *((SCAN,) if turn.dated else ())) for match in shape.finditer(text))])
    services = [(place, n) for place, what, code in said if what == "code" for n in of_code(row, str(code))] + places
    codes = tuple((place, str(code)) for place, what, code in said if what == "code" and not of_code(row, str(code)))
    found = [
        one
        for one in _phrases(text, [place for place, what, _ in said if what == "code"], heads)
        if not (name in SHARED and _ALL.search(text))
    ]
    services += [(place, n) for place, shares in found if (n := _most(row, shares)) is not None]
    if name in NEW and not codes:
        codes = tuple(
            (place, best)
            for place, shares in found
            if _most(row, shares) is None
            and (best := max(shares, key=lambda one: shares[one])) != "none"
            and shares[best] >= MEANT
        )
    if (name == "add" and not codes and not services and numbers) or (name == "move" and services and not codes and len({n for _, n in services}) == 1):
        codes = _all_told(text, [place for place, _ in services], heads)
    if not services and not codes and not (name in SHARED and _ALL.search(text)):
        services = (
            _by_minutes(row, numbers, text)
            or [(0, n) for n, one in enumerate(row) if len(row) == 1 or one.code == last][:1]
        )
    roles = tuple((place, str(role)) for place, what, role in said if what == "person")
    told = tuple(one for one in turn.treatment.services if one.minutes is not None)
    return Heard(text, tuple(sorted(services)), codes, tuple(numbers), roles, told)


def _numbers(text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every number that may be minutes, at its place: no code, date or place in a list."""
    found = []
    for match in _VALUE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            found.append(
                (
                    match.start(),
                    int(match["figures"])
                    if match["figures"]
                    else {"one": 1, "two": 2}.get(match["few"] or "") or number(match["words"]),
                )
            )
    return found


def of_code(row: Row, code: str) -> list[int]:
    """Numbers of the services of a code."""
    return [n for n, one in enumerate(row) if one.code == code]


def _placed(row: Row, match: re.Match[str]) -> int | None:
    order = sorted(range(len(row)), key=lambda n: row[n].minutes or 0)
    if match["long"] or match["short"]:
        return order[-1 if match["long"] else 0]
    n = int(match["n"]) - 1 if match["n"] else _NTH[match["nth"]]
    return n % len(row) if -len(row) <= n < len(row) else None


def _by_minutes(row: Row, numbers: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """A service told by the minutes it has: "the 22 min one", "17 not 33"."""
    held = [one.minutes for one in row]
    found = [
        (place, held.index(value))
        for place, value in numbers
        if held.count(value) == 1 and (len(numbers) > 1 or " one" in text[place:])
    ]
    return found[:1]


def _phrases(text: str, known: Sequence[int], heads: Heads) -> list[tuple[int, dict[str, float]]]:
    """(place, likelihood of each code) of the few words that may name a service and stand in no list."""
    spans = [
        match.span(1)
        for match in _PHRASE.finditer(text)
        if not any(match.start(1) - 1 <= place < match.end(1) for place in known) and not FILLING.issuperset(match[1].split())
    ]
    return [(start, heads.service(text[start:end])) for start, end in spans[:MOST]]


def _all_told(text: str, known: Sequence[int], heads: Heads) -> tuple[tuple[int, str], ...]:
    """The code that a turn's further words together name, where they hold no phrase that does ("we did stairs and the hallway, 9 min")."""
    found = [one for one in _WORD.finditer(text) if one[0] not in FILLING and one.start() not in known]
    shares = heads.service(" ".join(one[0] for one in found))
    best = max(shares, key=lambda one: shares[one])
    return ((found[-1].start() if found else 0, best),) if best != "none" and shares[best] >= MEANT else ()


def _most(row: Row, shares: dict[str, float]) -> int | None:
    """The service of the day that words mean, where they most likely mean one."""
    held = {n: shares.get(one.code, 0.0) for n, one in enumerate(row)}
    best = max(held, key=lambda n: held[n])
    return best if held[best] >= MEANT else None
