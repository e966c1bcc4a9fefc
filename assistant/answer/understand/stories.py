"""Minutes as a story tells them: told twice, of all lines together, of two sessions, of several patients in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answer.shape import Shape
from assistant.answer.understand import minutes, people, together
from assistant.answer.understand.binding import Item, Match
from assistant.answer.understand.day import NO_THERAPY, Given
from assistant.answer.understand.people import Person
from assistant.answer.understand.wording import Page

NEAR = 12  # characters between minutes and who gave them, named behind
ENOUGH = 8  # minutes that every unit told takes at least
_SEVERAL = Shape(
    "minutes that are not one patient's timed session",
    r"\b(?:two|three|2|3|both|another|multiple|several|between|different) (?:\w+ )?(?:patients?|pts|people|therapists|disciplines)\b|"
    r"\bco-?treat\w*|\b(?:pt|ot|slp) and (?:pt|ot|slp)\b|\buntimed\b|\bre-?eval\w*|\bevals?\b|\bevaluation|\brtm\b|\bmonth\b|"
    r"\bgroup\b|\bcaregivers?\b|\bunattended\b|\bconcurrent\b|\boverlap\w*|\brecord\b|\bnotes?\b",
    ("with [another patient]", "45 min of [group]", "the [re-eval]"), ("grouped by code", "one patient had two codes"),
)
_PATIENTS = Shape("how many patients", r"\b(two|three|four|five|[2-5]) (?:\w+ )?(?:patients|pts|clients|people)\b", ("[three medicare patients]", "[2 pts]"), ("6 patients", "two visits"))
_EACH_GAVE = Shape("each gave", r"\s*each (?:did|gave|spent|provided|treated|had|performed)\b", ("ot and ota[ each did] 15",), ("each of them", "each gives"))
_AND = Shape("and the other", r"\s*(?:and|&|\+|/)(?: (?:an?|the|our|my))?\s*", ("ot[ and an ]ota", "pt[ + ]pta"), ("ot, ota", "ot or ota"))
_LETTERS = Shape("patients by their letters", r"\b(?:[Pp]atients|[Pp]ts|[Cc]lients) [A-H](?:, ?[A-H]){0,5},? ?(?:and|&) ?[A-H]\b", ("[Patients A, B and C] had 18", "[pts A & B]"), ("Patient A and B", "plans A and B"))
_LETTER = Shape("a patient's letter", r"\b[A-H]\b", ("patients [A], [B] and [C]",), ("KX", "a plan"))
_TWICE = Shape(
    "two times a day", r"\b(?:again|both times|each time|both (?:visits|sessions)|twice|two sessions|second (?:visit|session))\b|\d ?a\.?m\b.*\d ?p\.?m\b|\bmorning\b.*\b(?:afternoon|evening)\b",
    ("[8am 30 min and 3pm] 25", "in the [morning and in the evening]", "[twice] on monday"), ("this morning 30 min", "against"),
)
_IS = r"(?:(?:is|are|was|were|being|as|under|of|on|to|billed|coded|counted|charged|recorded|reported|done|given|it|them|this|that|these|three|two|four|code)\s+){0,4}"
_DECLARED_BEFORE = Shape(
    "all of it is this code", rf"\b(?:all|everything|both|only|solely|entirely|the whole (?:visit|session|time))\s+{_IS}:?\s*\Z|\b(?:under|billed as|coded as|counted as|code)\s+:?\s*\Z",
    ("squats 6, bridges 9, [all of it ]", "[everything was billed as ]", "[under ]"), ("all of the gait and ", "underneath "),
)
_DECLARED_BEHIND = Shape(
    "this code and nothing else", r"[\s,:-]*(?:only|alone|throughout|for (?:all|everything|both|the whole)|and nothing else|nothing else|each time|the whole (?:time|visit|session))\b",
    ("97112[ only]", "97110[, for everything]"), ("97110 for one of them", "97110 10 min"),
)
_NO_ACTIVITY = Shape(
    "what is no activity under a code",
    r"\b(?:rest\w*|wait\w*|document\w*|notes?|chart\w*|set-?up|setting up|clean\w*|phone|calls?|toilet\w*|bathroom|restroom|breaks?|late|talk\w*|chat\w*|drive|drove|travel\w*|"
    r"screen\w*|eval\w*|re-?eval\w*|alone|aide|tech|rule|total|per|more|extra|last|yesterday|tomorrow|monday|tuesday|wednesday|thursday|friday|visits?|sessions?|instead|or|if)\b",
    ("5 min [setup]", "[drove] there 10", "10 [more]"), ("ball toss 9 min", "squats and bridges"),
)
_OF_WHAT_WAS_TOLD = Shape(
    "some of the service named behind it", rf"(?:\d{{1,3}}|{minutes.NUMBER_WORDS})(?: ?-?min(?:ute)?s?\.?)? (?:out )?of (?:the|that|those|this|his|her|their|my) ",
    ("took [12 of the ]\x02\x02", "[six min of that ]\x02\x02"), ("10 more on \x02\x02", "10 of \x02\x02"),
)
_THE_OTHER = Shape("what another gave of the same", r"\b(?:(?:the|her|his|my) (?:other|remaining)|another) \Z", ("I did [the other ]", "and I [another ]"), ("on the other hand ", "every other "))
_WORDS = Shape("a word of its own", r"[a-z]{3,}", ("6 [min] of [squats]",), ("6 m, 9 m",))
_EACH = Shape("for each", r"\beach\b", ("10 min [each]",), ("teach back",))
_OPENS = Shape("what opens a list", r"\s*[:=(-]", ("97112[:] tandem", "97112[ (]"), ("97112 tandem",))
_STOP = Shape("what ends a list", r"[.?!;]", ("9 min[;] gait[.]",), ("9 min, 10 min",))
_LISTED = Shape("what joins a list", r"[,&+\x02]|\b(?:and|plus|then)\b", ("squats 6[,] bridges 9 [then] steps",), ("squats 6 bridges 9", "hands"))
_NO_WORD = Shape("words of a list, and none of an activity", r"\b(?:and|plus|then|units?|medicare|min\w*|how|many)\b", ("6 [min] [and] 9 [minutes]", "[how] [many] [units]"), ("bridges", "handy"))

_ON_A_DAY = Shape(
    "minutes of a day named",
    r"(?<![\d/:.])\d{1,3} ?(?:min(?:ute)?s?|m\b|')(?: of [a-z0-9]{2,15}){0,2}(?: on)? ?\(?((?:yester|to)day|tomorrow|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?|\d{1,2}/\d{1,2}(?:/\d{2,4})?)\b",
    ("[15 min today] and [10 minutes of gait on monday]", "[8 min (3/4])"), ("15 min each day", "monday, 15 min"),
)


def _plain(item: Item) -> bool:
    """Minutes said to be minutes, of one thing and no total."""
    q = item.quantity
    return q is not None and q.sure and item.who not in NO_THERAPY and not (q.total or q.extra or q.stray or q.each)


def of_all(given: Sequence[Given], items: Sequence[Item], units: Mapping[int, int]) -> bool:
    """Units with each of several codes and one number of minutes behind them all: the minutes of all ("97110 x3, 97140 x1, 50 minutes")."""
    codes = [item.start for item in items if item.code and not item.code.weak]
    last = next((item for item in reversed(items) if item.quantity), None)
    enough = len(given) == 1 and given[0].minutes >= ENOUGH * sum(units.values()) and not given[0].who
    return enough and len(codes) > 1 and set(codes) <= set(units) and last is not None and last.start > codes[-1]


def under_one(items: Sequence[Item], text: str) -> list[Item]:
    """The only code of a text and the minutes of all activities told under it; empty where they are not told so.

    "All of it 97110: 6 min of squats, 9 of bridges", "97112: tandem stance 9 min, ball toss 9 min", "squats 6 min, bridges 9 min,
    all 97110". Minutes told of something that is no treatment, or of another service, are never added.
    """
    named = [item for item in items if item.code and not item.code.weak and not item.code.likely]
    times = [item for item in items if item.quantity]
    if len(named) != 1 or len(times) < 2 or not all(map(_activity, times)) or _EACH.search(text):
        return []
    code = named[0]
    others = [item.code for item in items if item.code and named[0].code and item.code.code != named[0].code.code]
    if not all(mark.likely for mark in others) or _NO_ACTIVITY.search(text) or not (_declared(code, text) or _heads(code, times, text)):
        return []
    return [code, *times]


def _activity(item: Item) -> bool:
    """May it be minutes of one activity among several?"""
    q = item.quantity
    return q is not None and q.sure and q.part is None and item.who not in NO_THERAPY and not (q.total or q.extra)


def _declared(code: Item, text: str) -> bool:
    """Is everything told to be of this code ("all of it 97110", "97110 only", "under 97110")?"""
    return bool(_DECLARED_BEFORE.search(text[: code.start]) or _DECLARED_BEHIND.match(text, code.end))


def _heads(code: Item, times: Sequence[Item], text: str) -> bool:
    """Does the code head a list in which each number of minutes has words of its own?"""
    if code.start > times[0].start:
        return False
    first = text[code.end : times[0].start]
    if not (_OPENS.match(first) or _WORDS.search(first)) or _STOP.search(text[code.end : times[-1].start]):
        return False
    ends = [item.end for item in times]
    starts = [*(item.start for item in times[1:]), len(text)]
    before = bool(_WORDS.search(first))
    stretches = [text[code.end : times[0].start], *(text[a:b] for a, b in zip(ends, starts, strict=True))][0 if before else 1 :]
    listed = all(_LISTED.search(text[one.end : two.start]) for one, two in pairwise(times))
    return listed and all(_WORDS.search(_NO_WORD.sub(" ", part)) or "\x02" in part for part in stretches[: len(times)])


def loose(left: Sequence[Item], items: Sequence[Item], page: Page) -> list[int]:
    """Minutes that belong to no code, where they may stand for the session's; told again in a later sentence they count once."""
    if not any(item.code and not item.code.weak for item in items) and _SEVERAL.search(page.lower):
        return []
    told: list[Item] = []
    for item in filter(_plain, left):
        same = (was for was in told if was.quantity and item.quantity and was.quantity.value == item.quantity.value)
        if not any(page.sentence(was.start) != page.sentence(item.start) for was in same):
            told.append(item)
    return [item.quantity.value for item in told if item.quantity]


def both_sessions(given: list[Given], left: Sequence[Item], page: Page) -> list[Given]:
    """The only code with the minutes of both times of the day ("at 8am 30 min and again at 3pm 25 min, both times 97110")."""
    further = [item.quantity.value for item in left if item.quantity and _plain(item)]
    if len(given) != 1 or len(further) != 1 or given[0].who or not _TWICE.search(page.lower):
        return given
    return [replace(given[0], minutes=given[0].minutes + further[0])]


def by_each(given: list[Given], items: Sequence[Item], persons: Sequence[Person], page: Page) -> list[Given]:
    """The minutes, with what a story says of who gave which: both the same, one some of what was told, one the others."""
    return the_other(each_gave(as_parts(together.bound(given, items, page), persons, page), persons, page), items, persons, page)


def the_other(given: list[Given], items: Sequence[Item], persons: Sequence[Person], page: Page) -> list[Given]:
    """"The COTA did the first 10 of the dressing, I did the other 14": minutes of the same service by somebody else, unless both make up a whole that was told."""
    times = [item for item in items if item.quantity and item.quantity.noun in ("", "other", "remaining", "another")] if persons else []
    for last, other in pairwise(times):
        held = next((one for one in given if one.place == last.start), None)
        if held is None or not _THE_OTHER.search(page.lower[: other.start]) or last.quantity is None or other.quantity is None:
            continue
        if any(one.place == other.start and one.mark.code != held.mark.code for one in given) or any(item.code and item.code.code != held.mark.code for item in items if last.end <= item.start < other.start):
            continue
        parts = (held.part or held.minutes, other.quantity.value)
        named = [one for one in persons if (last.end <= one.end <= other.start) or (one.start - other.end < NEAR and one.start >= other.end)]
        who = {people.ASSISTANT: people.THERAPIST}.get(held.who, people.ASSISTANT) if not named else named[-1].role
        first = people.ASSISTANT if who == people.THERAPIST else people.THERAPIST
        if held.minutes == sum(parts) or any(item.quantity and item.quantity.value == sum(parts) for item in times) or {who, first} - {people.ASSISTANT, people.THERAPIST}:
            continue
        rest = [one for one in given if one is not held and one.place != other.start]
        return [*rest, replace(held, who=first, part=None, minutes=parts[0]), replace(held, who=who, part=None, minutes=parts[1], place=other.start)]
    return given


def each_gave(given: list[Given], persons: Sequence[Person], page: Page) -> list[Given]:
    """"OT and OTA each did 15 minutes": both gave them."""
    for one, two in pairwise(persons):
        told = _EACH_GAVE.match(page.open, two.end) and _AND.fullmatch(page.open[one.end : two.start])
        if told and {one.role, two.role} == {people.THERAPIST, people.ASSISTANT} and len(given) == 1:
            return [replace(given[0], who=person.role, part=None) for person in (one, two)]
    return given


def one_each(given: list[Given], matches: Sequence[Match], page: Page) -> list[Given]:
    """As many times as patients for one code ("three patients, 18, 13 and 16 minutes of 97110"): one each."""
    told, named = _PATIENTS.search(page.lower), _LETTERS.search(page.text)
    letters = _LETTER.taken(named[0]) if named else []
    count = len(letters) or (minutes.number(told[1]) if told else 0)
    if not count or len(matches) != 1 or matches[0].shape != "sum" or len(given) - count not in (0, 1):
        return given
    each = given[-count:]  # one more before them is the session's length
    return [replace(one, patient=label) for one, label in zip(each, letters or map(str, range(1, count + 1)), strict=False)]


def as_parts(given: Sequence[Given], persons: Sequence[Person], page: Page) -> list[Given]:
    """The minutes, those of an assistant or aide that are some of a service told before ("97110 20 min … the PTA did 10 of the 97110") as a part of its minutes.

    The one assistant named behind that part ("… 10 of the 97110 were the PTA's") gave nothing of what was told before it.
    """
    found = list(given)
    helpers = [person for person in persons if person.role == people.ASSISTANT]
    for one in given:
        helper = one.who in (people.ASSISTANT, people.AIDE, people.OTHER)
        told = _OF_WHAT_WAS_TOLD.match(page.lower, one.place) if helper and one.place >= 0 and one.part is None else None
        same = [other for other in found if other is not one and other.mark.code == one.mark.code and other.patient == one.patient]
        if told and told.end() == one.mark.start and len(same) == 1 and 0 <= same[0].place < one.place and same[0].part is None and one.minutes <= same[0].minutes and not same[0].who:
            found[found.index(same[0])] = replace(same[0], who=one.who, part=one.minutes)
            found.remove(one)
            if one.who == people.ASSISTANT and len(helpers) == 1 and helpers[0].start > one.place:
                found = [replace(other, who="") if other.who == people.ASSISTANT and other.part is None and other.place < one.place else other for other in found]
    return found


def of_several_days(text: str) -> bool:
    """Are minutes told of more than one day ("15 min yesterday and 15 min today")? Each day is counted on its own (ch. 5 §20.2.C)."""
    return len({match[1] for match in _ON_A_DAY.finditer(text.lower())}) > 1
