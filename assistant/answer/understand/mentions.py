"""What a turn that may change a day names, each at its place: services of the day, other codes, minutes, people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.shape import Shape
from assistant.answer.understand import minutes as quantities
from assistant.answer.understand.date_shapes import SCAN
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.minutes import NUMBER_WORDS, number
from assistant.answer.understand.phrases import FILLING
from assistant.answer.understand.turns import Turn
from assistant.answer.understand.wording import Page
from assistant.schema import Service

Row = tuple[Service, ...]
ULTRASOUND = "97035"
EVALUATIONS = frozenset({"97161", "97162", "97163", "97164", "97165", "97166", "97167", "97168", "92521", "92522", "92523", "92524"})
MOST = 8  # phrases looked at in one turn
SAID = 0.5  # from this likelihood on a service counts as named
LEAST = 0.2  # from this likelihood on words may mean a service
_PLACE = re.compile(
    r"\b(?:(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th)|last|bottom|top)\b(?! (?:time|visit|half|of all|i|he|she|we)\b| \d)|(?:line|number|no\.?|#) ?(?P<n>[1-4])\b|(?P<long>longest|biggest|largest|big one|long one)|(?P<short>shortest|smallest|short one|small one))"
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
    rf"(?<![\d.:$#])(?<!visit )(?<!session )(?<!room )(?<!over )(?<!above )(?<!under )(?<!below )(?<!at least )(?<!more than )(?<!less than )(?P<figures>\d{{1,3}})(?![\d:%]|\.\d|st\b|nd\b|rd\b|th\b| ?o'?clock|{_COUNTED})"
    rf"|\b(?P<few>one|two) (?:more |extra |additional |fewer |less |of )*(?:min(?:ute)?s?\b|more\b(?! (?:thing|service|code|item|line)\b)|extra\b|fewer\b|less\b|that\b)|\b(?!one\b|two\b)(?P<words>{NUMBER_WORDS})\b"
)
_PHRASE = re.compile(
    r"(?:\b(?:the|of|on|for|from|into|to|off|out|our|some|with|was|were|is|be|minus|lose|drop|and|plus|had|did|called?|as|line|than)\b|[,:;.?!]|^|[\d-]) *((?:[a-z][a-z/'-]* ){0,2}[a-z][a-z/'-]*)"
)
_NO_MINUTES = frozenset({"denial", "name", "diagnosis", "age", "place", "score", "frequency", "other", "slip"})  # kinds of number that are read for what they are (marks/)
_BESIDES = frozenset({"aside", "moment"})  # an hour later, in an hour
_ULTRASOUND = Shape(
    "ultrasound, where it was told", r"(?<!took )(?<!gave )(?<!let )(?<!lets )(?<!told )(?<!paid )(?<!pays )(?<!sent )(?<!cost )(?<!costs )(?<!denied )(?<!asked )(?<!of )\bus\b(?= (?:was|is|to|at|took|ran|only|out|off|today|then|instead|too|goes|went|\d)|\W*\Z)",
    ("[us] was 6", "no [us] today", "take the [us] out"), ("it took us 6 months", "they paid us 6", "some of us too"),
)
_MIN_BEHIND = Shape("minutes, as they are written", r" ?-?(?:min|m\b|')", ("[ min]utes",), ("more",))
_EVALUATION = Shape(
    "an evaluation's minutes", r"\beval(?:uation)?s? (?:itself |alone )?(?:took|ran|was|is|lasted|went|=|:)? ?(?:about |like |for )?\d{1,3}|\b\d{1,3} ?(?:min(?:ute)?s? )?(?:of|for|on) (?:the |her |his |my )?(?:re-?)?eval",
    ("[eval ran 35] min", "the [eval took 40]", "[10 of eval] too"), ("evaluated her at 35", "35 of gait"),
)
_SET = Shape("right before minutes that are set", r"(?:\b(?:was|were|to|is|at|took|ran|lasted|make (?:it|that))|[=:]) \Z", ("97530 [was ]", "[make it ]"), ("then ", "is it "))
_WORD = re.compile(r"[a-z][a-z'/-]+")
_ROLE = re.compile(
    r"\b(?:(?P<helper>l?ptas?|c?otas?|assistants?|assts?)|(?P<nobody>techs?|aides?|volunteers?|students?|spta?s?|nobody|no one|daughter|son|wife|husband|mom|mother|nurse|trainer|on (?:his|her|their) own|alone|by (?:him|her)self|unsupervised)"
    r"|(?P<self>i|i'd|i've|me|my|mine|myself|we)|(?P<therapist>d?pts?|ots?|otrs?|slps?|therapists?)|(?P<other>she|he|her|him|his|hers|they|their|them))\b(?!')"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A service of the day (its number) or another code named at a place; how: "code", "place", "minutes", "word"; sure: 0-1."""

    place: int
    what: int | str
    how: str
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that a turn names. elsewhere: it has numbers, and none of them is minutes."""

    text: str
    lines: tuple[Named, ...]
    codes: tuple[Named, ...]
    minutes: tuple[tuple[int, int], ...]
    roles: tuple[tuple[int, str], ...]
    elsewhere: bool = False


def read(row: Row, turn: Turn, heads: Heads) -> Mentions:
    """What a turn names beside the services of a day."""
    text = turn.text.lower()
    said = turn.treatment.row
    spots = [match for match in _PLACE.finditer(text) if _placed(row, match) is not None]
    taken = [(one.start, one.end) for one in turn.treatment.tokens if one.kind in _NO_MINUTES or (one.kind == "count" and not one.words.endswith(")"))]
    if not any(one.code in EVALUATIONS for one in row):
        taken += [match.span() for match in _EVALUATION.finditer(text)]
    taken += [match.span() for shape in (_PLACE, *((SCAN,) if turn.dated else ())) for match in shape.finditer(text)]
    minutes = sorted({*_numbers(text, taken, turn.modifiers), *_hours(text, turn)})
    lines = [Named(match.start(), n, "place") for match in spots if (n := _placed(row, match)) is not None]
    codes = []
    for place, what, code in said:
        if what == "code":
            held = of_code(row, str(code))
            lines += [Named(place, n, "code") for n in held]
            codes += [] if held else [Named(place, str(code), "code")]
    lines += [Named(match.start(), n, "code") for match in _ULTRASOUND.finditer(text) for n in of_code(row, ULTRASOUND)]
    for place, shares in _phrases(text, [place for place, what, _ in said if what == "code"], heads):
        held_codes = {one.code for one in row}
        lines += [Named(place, n, "word", shares.get(one.code, 0.0)) for n, one in enumerate(row) if shares.get(one.code, 0.0) >= LEAST]
        others = {code: share for code, share in shares.items() if code != "none" and code not in held_codes}
        best = max(others, key=lambda code: others[code])
        codes += [Named(place, best, "word", others[best])] if others[best] >= LEAST else []
    if minutes and not codes:
        codes = _together(text, row, heads)
    for place, value in minutes:
        same = [n for n, one in enumerate(row) if one.minutes == value]
        lines += [Named(place, same[0], "minutes", 0.6)] if len(same) == 1 else []
    roles = tuple((m.start(), m.lastgroup or "") for m in _ROLE.finditer(text))
    return Mentions(text, tuple(sorted(lines, key=lambda one: one.place)), tuple(sorted(codes, key=lambda one: one.place)), tuple(minutes), roles, elsewhere=not minutes and bool(_VALUE.search(text)))


def _hours(text: str, turn: Turn) -> Iterator[tuple[int, int]]:
    """Minutes told in hours ("a full hour"), at their places; not "an hour later"."""
    besides = [one for one in turn.treatment.tokens if one.kind in _BESIDES]
    return ((one.start, one.value) for one in quantities.read(Page(text)) if one.hours and not any(token.start <= one.start < token.end for token in besides))


def _numbers(text: str, taken: Sequence[tuple[int, int]], modifiers: Sequence[str]) -> list[tuple[int, int]]:
    """Every number that may be minutes, at its place: no code, date, place in a list, or modifier named ("97530 was 59" says minutes)."""
    found = []
    for match in _VALUE.finditer(text):
        if match["figures"] in modifiers and not _SET.search(text[: match.start()]) and not _MIN_BEHIND.match(text, match.end()):
            continue
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


def _phrases(text: str, known: Sequence[int], heads: Heads) -> list[tuple[int, dict[str, float]]]:
    """(place, likelihood of each code) of the few words that may name a service and stand in no list."""
    spans = [
        match.span(1)
        for match in _PHRASE.finditer(text)
        if not any(match.start(1) - 1 <= place < match.end(1) for place in known) and not FILLING.issuperset(match[1].split())
    ]
    return [(start, heads.service(text[start:end])) for start, end in spans[:MOST]]


def _together(text: str, row: Row, heads: Heads) -> list[Named]:
    """The code that a turn's words together name, where no few of them do ("we did stairs and the hallway, 9 min")."""
    found = [one for one in _WORD.finditer(text) if one[0] not in FILLING]
    shares = heads.service(" ".join(one[0] for one in found))
    best = max(shares, key=lambda one: shares[one])
    known = best == "none" or shares[best] < SAID or of_code(row, best)
    return [] if known else [Named(found[-1].start() if found else 0, best, "word", shares[best])]
