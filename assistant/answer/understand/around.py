"""What stands around a number and each service and person it may belong to, as the weighing of telling.py reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.answer.judge.weights import Array
from assistant.answer.understand import people
from assistant.answer.understand.binding import gap
from assistant.answer.understand.candidates import EACH, HOWS, PART, Choice, Seen, off
from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.minutes import Quantity

WINDOW, NARROW = 3, 2  # words on each side of a number, and of its service and its nearest assistant
PLACES = 2 * WINDOW + 4 * NARROW
FAR = 60  # characters
_TOKEN = re.compile(r"[a-z']+|\d+|[^\sa-z\d]")
_SELF = re.compile(r"\b(?:i|i'd|i've|me|my|mine|myself|we)\b")
_STOPPED = re.compile(r"[,;.\n)]|\b(?:and|then|plus)\b")
_ROLE = {people.ASSISTANT: "@", people.THERAPIST: "%"}


def features(seen: Seen, number: Quantity, options: Sequence[Choice], known: Mapping[str, int]) -> Array:
    """What speaks for each choice; known: words that count where they stand beside the number, its service or an assistant, each with its place."""
    text = signs(seen)
    common = [*_number(seen, number), *_persons(seen, number)]
    helper = min(
        (one for one in seen.persons if one.role == people.ASSISTANT),
        key=lambda one: abs(one.start - number.start),
        default=None,
    )
    around = _shown(
        [
            *beside(text, number.start, number.end, WINDOW),
            *(beside(text, helper.start, helper.end, NARROW) if helper else [""] * 2 * NARROW),
        ],
        known,
    )
    marks = {
        id(one.mark): _shown(
            beside(text, one.mark.start, one.mark.end, NARROW) if one.mark else [""] * 2 * NARROW, known
        )
        for one in options
    }
    return np.array(
        [[*common, *_choice(seen, number, one), *around, *marks[id(one.mark)]] for one in options], dtype=np.float32
    )


def _number(seen: Seen, number: Quantity) -> list[float]:
    """What the number is by itself and among the others."""
    kept = seen.kept.get(number.start)
    values = [one.value for one in seen.numbers]
    others = sum(values) - number.value
    n = seen.numbers.index(number)
    left = seen.numbers[n - 1].value if n else 0
    return [
        float(kept is not None), float(number.sure), float(bool(kept and kept.total)), float(bool(kept and kept.each)), float(bool(kept and (kept.extra or kept.stray))),
        float(bool(kept and kept.part is not None)), float(bool(kept and kept.noun)), float(number.noun == PART), float(number.noun == EACH), min(number.value / 60, 2.0), float(number.value == others and len(values) > 2),
        float(number.value > 90), min(len(values) / 4, 2.0), float(n == 0), float(n == len(values) - 1), float(left > number.value), float(left == number.value),
        min(len(seen.marks) / 4, 2.0), min(len(seen.page.words) / 40, 2.0), float(bool(kept is None and any(one.minutes == number.value for one in seen.given))),
    ]  # fmt: skip


def _persons(seen: Seen, number: Quantity) -> list[float]:
    """Who stands nearest on each side, how far, and who is named at all."""
    found: list[float] = []
    lower = seen.page.lower
    for role in (people.ASSISTANT, people.THERAPIST, people.AIDE, people.STUDENT):
        left = [one for one in seen.persons if one.role == role and one.end <= number.start]
        right = [one for one in seen.persons if one.role == role and one.start >= number.end]
        found += [
            float(bool(left or right)),
            _near(number.start - left[-1].end if left else None),
            _near(right[0].start - number.end if right else None),
        ]
    for one in ("left", "right"):
        nearest = [p for p in seen.persons if (p.end <= number.start if one == "left" else p.start >= number.end)]
        person = (nearest[-1] if one == "left" else nearest[0]) if nearest else None
        between = (
            []
            if person is None
            else [
                q for q in seen.numbers if min(person.start, number.start) < q.start < max(person.start, number.start)
            ]
        )
        coded = (
            []
            if person is None
            else [m for m in seen.marks if min(person.start, number.start) < m.start < max(person.start, number.start)]
        )
        found += [
            float(person is not None and person.role == people.ASSISTANT),
            float(person is not None and person.role == people.THERAPIST),
            min(len(between) / 2, 2.0),
            min(len(coded) / 2, 2.0),
        ]
        found.append(float(person is not None and seen.page.sentence(person.start) == seen.page.sentence(number.start)))
        found.append(
            float(
                person is not None
                and bool(_STOPPED.search(lower, min(person.end, number.end), max(person.start, number.start)))
            )
        )
    mine = [m.start() for m in _SELF.finditer(lower)]
    found += [
        _near(min((number.start - at for at in mine if at < number.start), default=None)),
        _near(min((at - number.end for at in mine if at >= number.end), default=None)),
    ]
    return [*found, float(lower.rfind("(", 0, number.start) > lower.rfind(")", 0, number.start))]


def _near(off: int | None) -> float:
    return 0.0 if off is None else 1 / (1 + max(off, 0) / 10)


def _choice(seen: Seen, number: Quantity, one: Choice) -> list[float]:
    """How a choice agrees with the rules, and how its service lies to the number."""
    place = seen.kept.get(number.start, number).start
    ruled = [each for each in seen.given if each.place == place]
    held = next((each for each in seen.made if each.code == one.code), None)
    share, whole = (held.assistant, held.minutes or 0) if held else (0, 0)
    agrees = bool(ruled) and ruled[0].mark.code == one.code
    row = [float(one.how == how) for how in HOWS]
    told = [
        float(agrees), float(bool(ruled) and not agrees), float(agrees and ruled[0].who == people.ASSISTANT), float(agrees and ruled[0].part == number.value),
        float(held is not None), float(whole == number.value), float(0 < share == number.value), float(0 < share < whole), float(0 < share == whole), float(number.value < whole),
    ]  # fmt: skip
    row += told
    row += [
        one_told * (one.how == how)
        for how in HOWS
        for one_told in (told[0], told[2], told[3], told[6], told[7], told[8])
    ]
    return [*row, one.before, one.behind, *_mark(seen, number, one.mark)]


def _mark(seen: Seen, number: Quantity, mark: CodeMark | None) -> list[float]:
    """How a service named lies to a number: side, price of what stands between, what else stands between, what lies nearer."""
    if mark is None:
        return [1.0] + [0.0] * 19
    lower = seen.text
    right = mark.start >= number.end
    low, high = (number.end, mark.start) if right else (mark.end, number.start)
    between = gap(lower[low:high])
    numbers = [q for q in seen.numbers if low <= q.start < high and q is not number]
    marks = [m for m in seen.marks if low <= m.start < high and m is not mark]
    closer = min((off(mark, q) for q in seen.numbers if q is not number), default=200)
    order = [m for m in seen.marks if not m.weak or m is mark]
    rank = seen.numbers.index(number), order.index(mark) if mark in order else -1
    first = seen.numbers[0].start < min(m.start for m in order) if order else False
    price = between.forward if right else between.back
    return [
        0.0, float(right), price / 9, between.forward / 9, between.back / 9, min(between.words / 3, 2.0), min((high - low) / FAR, 2.0), min(len(numbers) / 2, 2.0), min(len(marks) / 2, 2.0),
        float(seen.page.sentence(mark.start) == seen.page.sentence(number.start)), float(bool(_STOPPED.search(lower, low, high))), float(closer < high - low),
        float(rank[0] == rank[1]), float(len(seen.numbers) - rank[0] == len(order) - rank[1]), float(len(seen.numbers) == len(order)), float(first), float(first == right),
        float(mark.weak), float(mark.likely), float(not mark.said),
    ]  # fmt: skip


def names_of(words: Sequence[str], others: int) -> list[str]:
    """The names of all features, for so many others than words."""
    return [
        *(f"feature {n}" for n in range(others)),
        *(f"word{place} {word}" for place in range(PLACES) for word in words),
    ]


def signs(seen: Seen) -> str:
    """The text with a code as "#", an assistant "@", a therapist "%", another person "~" and a number "0", each at its place."""
    text = list(seen.page.lower)
    for start, end, sign in [
        *((m.start, m.end, "#") for m in seen.marks),
        *((p.start, p.end, _ROLE.get(p.role, "~")) for p in seen.persons),
        *((q.start, q.end, "0") for q in seen.numbers),
    ]:
        text[start:end] = sign + " " * (end - start - 1)
    return "".join(text)


def beside(text: str, start: int, end: int, reach: int) -> list[str]:
    """The words before and behind a place, nearest first; "^" and "$" where there are none."""
    left = [m[0] if not m[0].isdigit() else "0" for m in _TOKEN.finditer(text, max(0, start - 60), start)]
    right = [m[0] if not m[0].isdigit() else "0" for m in _TOKEN.finditer(text, end, end + 60)]
    return [*[*reversed(left), *["^"] * reach][:reach], *[*right, *["$"] * reach][:reach]]


def _shown(words: Sequence[str], known: Mapping[str, int]) -> list[float]:
    found = [0.0] * (len(words) * len(known))
    for n, word in enumerate(words):
        if word in known:
            found[n * len(known) + known[word]] = 1.0
    return found

