"""The services of the day: codes, minutes and people put together (Service records), with what was inferred.

Codes come from figures (codes.py) and from words (lexicon.py); an activity ("balance board") counts as
its likely code only beside minutes or when no code is named, and the reading is shown to the asker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.understand import (
    aides,
    beside,
    binding,
    candidates,
    leftover,
    minutes,
    patients,
    people,
    shares,
    stories,
    telling,
    timing,
    together,
)
from assistant.answer.understand.binding import Item, Match
from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.day import Given, Treatment, alone, by_assistant, overlapping, treatment, without_aide
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.lexicon import Found
from assistant.answer.understand.modifiers import ModifierMark
from assistant.answer.understand.people import Person
from assistant.answer.understand.wording import PERSON, Page
from assistant.reference.codes import Codes

_OF_THE_VISIT = frozenset({"a first part", "an evaluation's own time"})  # rules of marks/roles.py: minutes of the visit that are no service here
SHORT_TEXT = 10  # words
_ASKS_CODE = re.compile(r"\b(?:codes?|cpt|units?|bill(?:ed|ing|able)?|charge|which|what would|timed)\b")
_FOR, _ANOTHER, _MORE = re.compile(r"\bfor \Z"), re.compile(r"\banother \Z"), re.compile(r" more\b(?! (?:visits?|sessions?|weeks?|days?|units?|times))")  # "16 minutes, then the PT for 9 more"
_GAVE = re.compile(r"\x03 (?:did|gave|took|had) \Z")  # "I did 20 minutes, the PTA did 15"


def word_marks(found: Sequence[Found], figures: Sequence[CodeMark], page: Page) -> list[CodeMark]:
    """Codes named in words. Activities beside named codes, and ordinary words, are weak."""
    named = bool(figures) or any(one.entry.kind == "code" for one in found)
    asked = bool(_ASKS_CODE.search(page.lower))
    marks = []
    for one in found:
        entry = one.entry
        if entry.group != "code":
            continue
        weak = entry.kind == "weak" or (entry.kind == "activity" and (named or not asked))
        said = page.text[one.start : one.end]
        marks.append(CodeMark(one.start, one.end, entry.value, said, weak=weak, likely=entry.kind == "activity"))
    return marks


def read(page: Page, marks: Sequence[CodeMark], modifiers: Sequence[ModifierMark], codes: Codes, heads: Heads | None = None) -> Treatment:
    """Everything said of treatment on a page whose codes and modifiers are found. heads: reads words no list holds."""
    for mark in (one for one in marks if not one.weak):
        page.claim(mark.start, mark.end)
    persons = people.read(page)
    marks = [mark for mark in marks if not any(one.start <= mark.start < one.end for one in persons)]  # a massage therapist
    found = minutes.read(page)
    marks, named = beside.read(page, marks, found, codes, heads)
    text = _told(page, marks)
    found, slips = timing.put_right(found, text, page)
    timed = timing.judge([one for one in found if one.unit != "count" and (one.unit != "min" or not together.unclear(marks, page))], text, page)
    persons = [one for one in persons if not any(q.end <= one.start < q.alone for q in timed.quantities)]
    marks = beside.once(marks, timed.tokens)
    quantities = timed.quantities if persons or not marks else minutes.small_as_units(timed.quantities, page)
    items = _items(marks, [q for q in quantities if q.unit == "min"], codes)
    whose = patients.labels(page, items)
    items = items if whose else patients.unmixed(page, items)
    items, aided = aides.told_apart(people.assign(items, persons, page), persons, page)
    items = _as_sure(items, text, page)
    given, loose, total, left, settled = _minutes(items, whose, page, text)
    given, settled = (both := stories.by_each(given, items, persons, page)), settled or both != given or together.settled(both, items)
    total = total if items else next((q.value for q in quantities if q.unit == "range"), total)
    units = _units(marks, [q for q in quantities if q.unit == "unit"], codes, quantities, text)
    given, total = ([], given[0].minutes) if stories.of_all(given, items, units) else (given, total)
    by = shares.read(items, persons, given, page)
    used = {one.mark.start for one in given} | set(units) | by.places | (beside.lines(marks, page, codes) if given else frozenset())
    made = treatment([mark for mark in marks if not mark.weak or mark.start in used], given, units, modifiers, marks)
    made = without_aide(by_assistant(made, by.whole - {one.mark.code for one in given if one.part is not None}, everything=by.everything), by.aide)
    bound = {each for one in given for each in (one.minutes, one.part) if each}
    assisted = tuple(item.quantity.value for item in items if item.quantity and item.who == people.ASSISTANT and item.quantity.value not in bound)
    made = replace(
        made,
        readings=tuple(dict.fromkeys((*made.readings, *timed.readings, *leftover.not_understood(left, given, page), *by.readings, *(named if given else ())))),
        mentioned=tuple(dict.fromkeys(mark.code for mark in marks if mark.weak and mark.start not in used)),
        assisted=assisted,
        total=total,
        loose=tuple(loose),
        bare=tuple(item.quantity.value for item in items if item.quantity and not item.quantity.noun),
        whole=by.whole,
        all_assistant=by.everything,
        by_aide=by.aide,
        overlap=overlapping(given, lambda code: code in codes and codes[code].timed),
        row=_row(marks, items, persons),
        tokens=(*slips, *timed.tokens, *leftover.tokens([one for one in found if one.unit == "count"], left, page)),
    )
    if settled or (by.everything and made.services and all(one.assistant == one.minutes for one in made.services)):
        return made
    made = aides.less(shares.of_one(alone(made, codes), assisted), items, bound, page)
    made = made if shares.adds_up(made, [one.value for one in found]) else telling.mended(made, _seen(page, text, [one for one in found if one.start not in aided], timed, marks, persons, given, made), heads)
    return made if persons else leftover.halved(made, max((one.value for one in found if one.unit == "min"), default=0), page)


def _seen(
    page: Page, text: str, found: Sequence[minutes.Quantity], timed: timing.Timed, marks: Sequence[CodeMark], persons: Sequence[Person],
    given: Sequence[Given], made: Treatment,
) -> candidates.Seen:
    """What was seen, for the weighing of whose minutes are whose; what is no treatment time stays out."""
    told = [one for one in found if not any(token.start <= one.start < token.end for token in timed.tokens)]
    kept = {one.start: one for one in timed.quantities}
    besides = sum(token.value for token in timed.tokens if token.kind == "idle" or token.rule in _OF_THE_VISIT)
    return candidates.Seen(page, text, candidates.numbers(told, page, marks, besides), kept, tuple(marks), tuple(persons), tuple(given), made.services)  # fmt: skip


def _row(marks: Sequence[CodeMark], items: Sequence[Item], persons: Sequence[Person]) -> tuple[tuple[int, str, str | int], ...]:
    named: list[tuple[int, str, str | int]] = [(mark.start, "code", mark.code) for mark in marks if mark.known]
    named += [(item.start, "minutes", item.quantity.value) for item in items if item.quantity and not item.quantity.noun]
    named += [(one.start, "person", one.role) for one in persons]
    return tuple(sorted(named, key=lambda one: one[0]))


def _told(page: Page, marks: Sequence[CodeMark]) -> str:
    """The open text with weak code words masked too: they stand where a code stands."""
    text = list(page.open)
    for mark in marks:
        text[mark.start : mark.end] = "\x02" * (mark.end - mark.start)
    return "".join(text)


def _items(marks: Sequence[CodeMark], quantities: Sequence[minutes.Quantity], codes: Codes) -> list[Item]:
    items = [Item(mark.start, mark.end, code=mark, timed=_timed(mark, codes)) for mark in marks]
    items += [Item(q.start, q.end, quantity=q) for q in quantities if not _inside(q, marks)]
    return sorted(items, key=lambda one: one.start)


def _as_sure(items: list[Item], text: str, page: Page) -> list[Item]:
    """Bare numbers in a list with minutes are minutes ("23 and 10 min"); alone in a text, "33 + 7" are too."""
    alone = not any(item.code for item in items) and len(text.split()) <= SHORT_TEXT
    sure = items[:]
    for n in range(len(items) - 2, -1, -1):
        left, right = sure[n].quantity, sure[n + 1].quantity
        between = text[items[n].end : items[n + 1].start]
        if left and not left.sure and not left.noun and _GAVE.search(text[max(0, items[n].start - 12) : items[n].start]) and (right and right.sure):
            sure[n] = replace(items[n], quantity=replace(left, sure=True))
        before = text[max(0, items[n + 1].start - 12) : items[n + 1].start]
        more = _ANOTHER.search(before) or (_MORE.match(text, items[n + 1].end) and _FOR.search(before))
        earlier = any(one.quantity and one.quantity.sure for one in items[: n + 1])
        listed = left and left.sure and binding.gap(text[items[n].end : items[n + 1].start]).listed and leftover.listed(right, page) if right else False
        if right and not right.sure and not right.noun and ((earlier and more) or listed):
            sure[n + 1] = replace(items[n + 1], quantity=replace(right, sure=True))
        if right and not right.sure and not right.noun and left and left.sure and (_GAVE.search(text[max(0, items[n + 1].start - 12) : items[n + 1].start])):
            sure[n + 1] = replace(items[n + 1], quantity=replace(right, sure=True))
        if not left or not right or left.sure or " or " in between or not binding.gap(between).listed:
            continue
        if right.sure or (alone and between.strip() and PERSON not in between):
            sure[n] = replace(items[n], quantity=replace(left, sure=True))
            sure[n + 1] = replace(sure[n + 1], quantity=replace(right, sure=True))
    return sure


def _timed(mark: CodeMark, codes: Codes) -> bool:
    record = codes.get(mark.code)
    return record is None or record.timed


def _inside(quantity: minutes.Quantity, marks: Sequence[CodeMark]) -> bool:
    return any(mark.start <= quantity.start < mark.end for mark in marks)


def _minutes(
    items: Sequence[Item], whose: Sequence[tuple[int, str]], page: Page, text: str
) -> tuple[list[Given], list[int], int | None, list[Item], bool]:
    """Minutes given to codes, minutes of the session without a code, the total said, all that belong to no code, and whether a story's own form settles it."""
    if whose:
        given, matches, settled = _by_patient(items, whose, page, text), [], True
    else:
        matches = binding.bind(items, text)
        matches = _without_sum(items, matches, text, page)
        one = stories.under_one(items, text)
        if one:
            matches = [Match("sum", (one[0],), tuple(one[1:]))]
        plain = [given for match in matches for given in _of_match(match, "", page)]
        given = stories.one_each(plain, matches, page)
        settled = bool(one) or given != plain
    bound = {item.start for match in matches for item in match.quantities}
    left = [item for item in items if item.quantity and item.start not in bound]
    again = given if whose or len({item.code.code for item in items if item.code}) > 1 else stories.both_sessions(given, left, page)
    given, settled = again, settled or again != given
    total = min((item.quantity.value for item in left if item.quantity and item.quantity.total), default=None)
    shared = next((m.quantities[0].quantity for m in matches if m.shape == "shared"), None)
    settled = settled or any(m.shape == "shared" and all(item.code and item.code.known for item in m.codes) for m in matches)
    if total is None and shared is not None:
        total = shared.value
    if whose:
        return given, [], None, [], settled
    return given, stories.loose(left, items, page), total, left, settled


def _without_sum(items: Sequence[Item], matches: list[Match], text: str, page: Page) -> list[Match]:
    """Bind again without a last quantity that is only the sum of the others ("33 + 7 = 40")."""
    last = next((item for item in reversed(items) if item.quantity), None)
    if last is None or last.quantity is None or last.quantity.total:
        return matches
    between = text[max(one.end for one in items if one.end <= last.start) : last.start] if items[0] is not last else ""
    if PERSON in between and not between.rstrip().endswith("="):
        return matches
    quantity = replace(last.quantity, total=True)
    again = binding.bind([replace(one, quantity=quantity) if one is last else one for one in items], text)
    given = [one for match in again for one in _of_match(match, "", page)]
    fewer = len({one.mark.start for one in given}) < len({item.start for m in matches for item in m.codes})
    if fewer or len(given) < 2 or sum(one.minutes for one in given) != last.quantity.value:
        return matches
    return again


def _of_match(match: Match, patient: str, page: Page) -> list[Given]:
    """The minutes of a match, code by code. A first quantity without a giver may be the whole of the rest."""
    pairs: list[tuple[Item, Item]]
    if match.shape == "shared":
        return []
    if match.shape == "sum":
        pairs = [(match.codes[0], quantity) for quantity in _without_whole(match.quantities)]
    elif match.shape == "each":
        pairs = [(code, match.quantities[0]) for code in match.codes]
    else:
        pairs = list(zip(match.codes, match.quantities, strict=True))
    return [
        Given(code.code, q.quantity.value, q.who, patient, page.sentence(q.start), q.quantity.part, q.quantity.clock, q.start)
        for code, q in pairs
        if code.code and q.quantity
    ]


def _without_whole(quantities: Sequence[Item]) -> list[Item]:
    """36 min (PTA 23, PT 13) → the parts; 36 min (23 PTA) → 36 with a part of 23."""
    first, rest = quantities[0], quantities[1:]
    if first.who or first.quantity is None or not all(item.who for item in rest):
        return list(quantities)
    parts = sum(item.quantity.value for item in rest if item.quantity)
    if parts == first.quantity.value:
        return list(rest)
    if parts < first.quantity.value and len(rest) == 1:
        return [replace(first, who=rest[0].who, quantity=replace(first.quantity, part=parts))]
    return list(quantities)


def _by_patient(items: Sequence[Item], whose: Sequence[tuple[int, str]], page: Page, text: str) -> list[Given]:
    """Each patient's minutes by their own stretch of text; a code named once holds for all."""
    named = [item for item in items if item.code is not None and not item.code.weak]
    common = named[0].code if len({item.code.code for item in named if item.code}) == 1 else None
    given: list[Given] = []
    bounds = [*(place for place, _ in whose[1:]), len(text) + 1]
    for (start, label), end in zip(whose, bounds, strict=True):
        own = [patients.as_minutes(item) for item in items if start <= item.start < end]
        times = [item for item in own if item.quantity and not item.quantity.total]
        codes = [item for item in own if item.code]
        if common is None or codes:
            alone = [Match("pair", (codes[0],), (times[0],))] if len(codes) == len(times) == 1 else []
            given += [one for match in alone or binding.bind(own, text) for one in _of_match(match, label, page)]
            continue
        first = page.sentence(times[0].start) if times else 0
        given += [
            Given(common, item.quantity.value, item.who, label, first)
            for item in times
            if item.quantity and page.sentence(item.start) == first
        ]
    return given


def _units(
    marks: Sequence[CodeMark], units: Sequence[minutes.Quantity], codes: Codes,
    quantities: Sequence[minutes.Quantity], text: str,
) -> dict[int, int]:  # fmt: skip
    """Submitted units by the place of their code; minutes in between do not part them."""
    if not units:
        return {}
    masked = list(text)
    for quantity in quantities:
        if quantity.unit == "min":
            masked[quantity.start : quantity.end] = "\x02" * (quantity.end - quantity.start)
    found = binding.bind(_items(marks, units, codes), "".join(masked))
    return {
        code.start: quantity.quantity.value
        for match in found
        if match.shape in ("pair", "zip", "each")
        for code, quantity in zip(match.codes, match.quantities * len(match.codes), strict=False)
        if quantity.quantity
    }
