"""Several patients treated one after the other, and whose minutes are whose: by letters, by their order, by who they are to each other.

Each patient is counted alone (Claims Processing Manual ch. 5 §20.2, §100.10): minutes of two patients are never added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from assistant.answer.shape import Shape
from assistant.answer.understand.binding import Item
from assistant.answer.understand.leftover import CLAUSE
from assistant.answer.understand.wording import PERSON, Page

NEAR = 40  # characters between a patient named and the own minutes
MOST = 150  # patients named in one text
_WHO = r"(?:patients?|pts?|clients?|persons?|people|residents?|kids?|lad(?:y|ies)|m[ae]n|wom[ae]n|guys?|gentlem[ae]n|girls?|boys?)"
_LETTER = Shape(
    "a patient's letter or number", r"(?i)\b(?:(?:(?:patient|client|person)\s*#?\s*|pt ?#? ?(?=\w\)?(?:\s*:(?!\d)| again\b)))([a-h]|[1-9])\b|(?-i:([A-H])\b))",
    ("[Patient 2] and [client #b]", "[A] had 20", "[pt 1]: 12"), ("a patient", "patients 12", "pt 1:1"),
)  # fmt: skip
_HAD = Shape(
    "a patient had", r"\s*\)?(?: again| once more| later)?\s*(?:gets|got|get|had|has|received|receives|is|was|for|with|:|=|-|\()?\s*(?:a total of |about )?$",
    ("A[ had ]", "B[: about ]"), ("A and",),
)  # fmt: skip
_BEHIND = Shape(
    "minutes of a patient", r"(?: (?:more )?(?:of )?[a-z0-9]+){0,2} ?(?:for|with|on) (?:the )?(?:pt |patient |client |mrs?\.? |ms\.? )?",
    ("[ for pt ]", "8[ with ]", "15[ of gait with mrs ]"), (", ", " and "),
)  # fmt: skip
_EXERCISE = Shape(
    "exercises, that letters may name too", r"\b(?:exercises?|sets?|activit(?:y|ies)|tasks?|stations?|drills?|movements?|stretch(?:es)?|games?|circuits?|rounds?)\b",
    ("[activity] A 8 min", "two [sets]"), ("setup", "exercised"),
)  # fmt: skip
_PATIENT = Shape("people treated", r"\b(?:patients?|pts?|clients?|persons?|people)\b", ("two [clients]", "my [pt]"), ("the pta", "patience"))
_ONE_PATIENT = Shape(
    "one patient, whose exercises have letters", r"\b(?:one|same|single) (?:\w+ )?(?:patient|pt|client|person)\b(?! [a-h]\b| (?:to|after) (?:the next|the other|another)\b)",
    ("for [one medicare patient]", "the [same client]"), ("one patient after another", "one visit"),
)  # fmt: skip
_OTHER_LETTER = Shape(
    "a letter of something else",
    r"\b(?:exercise|set|activity|task|station|drill|movement|stretch|game|circuit|round|block|phase|part|med|plan|option|type|vitamin|medicare|hepatitis|grade|level|schedule|scenario|example|case|method|code|group|column|choice)\s*\Z",
    ("medicare [part ]", "under [plan ]"), ("patient ", "parted "),
)  # fmt: skip
_SEVERAL = Shape(
    "several patients",
    rf"\b(?:two|three|four|both|2|3|4) (?:of )?(?:my |our |the )?(?:\w+ ){{0,2}}{_WHO}\b|\b(?:another|the (?:other|next)) (?:patient|pt|client)\b|\b(?:husband and wife|couple|twins|siblings|mother and (?:son|daughter)|brother and sister)\b",
    ("[two medicare patients] in turn", "then [another patient]", "a [couple], both"), ("one patient", "two codes", "both hips"),
)
_GIVEN_TO = frozenset(("for", "with", "w/", "on", "to"))
_ORDER = {**dict.fromkeys(("first", "1st", "one"), "the first"), **dict.fromkeys(("second", "2nd", "other", "another", "next"), "the second"), "third": "the third", "3rd": "the third"}
_ORDERED = Shape(
    "a patient by the order",
    rf"\b(?:(?:for|with|w/|on|to|treated|saw|did|then|and|back to)\s?)?(?:the |my |our )?(?:(first|1st|second|2nd|third|3rd|other|another|next|one)(?: one| (?:\w+ )?{_WHO})\b|(first|1st|second|2nd|third|3rd|other|one)\b"
    r"(?=\s*(?:$|[,.;:=(?!-]|again\b|g[eo]ts?\b|ha[ds]\b|did\b|received\b|was\b|for\b|with\b|then\b|and\b|alone\b|\d{1,2}\b(?! (?:min\w* )?(?:i|we|were|was)\b))))",
    ("[first one] got 10", "10 [with one] and 15 [with the other]", "gait [for the second]", "[one patient] 12, [the other] 15"), ("the first visit", "one unit", "the other code"),
)
_RELATED = Shape(
    "a patient by who it is",
    r"\b(?:(?:the|her|his|my|our|a) )?(husband|wife|mother|mom|father|dad|daughter|son|sister|brother|lady|gentleman|man|woman|him|her|\d{1,2}(?::\d\d)?(?: ?[ap]m)|(?<=my )\d{1,2}:\d\d)"
    r"(?= ?(?:[:=(-] ?)?(?:(?:got|gets|had|has|did|received) )?(?:about )?\d)",
    ("[him] 16 min, [her] 24", "[the lady] 20 minutes, [her husband] got 15", "[my 9am] got 23"), ("her knee 10", "at 9:30 10"),
)
_CARER = Shape("a carer, not a patient", r"\b(?:train(?:ed|ing)?|teach(?:ing)?|taught|show(?:ed|ing|n)?|instruct\w*|educat\w*|caregiver\w*|carers?|watch(?:ed|ing)?|97550|97551|g054[123])\b", ("[trained] his wife", "a [caregiver] came"), ("gait with him",))
_KIN = frozenset(f"the {one}" for one in ("mother", "mom", "father", "dad", "daughter", "son", "sister", "brother"))  # patients only where several are said to be
_ALTERNATES = Shape(
    "patients treated in turn",
    r"\b(?:in turns?|back[- ]to[- ]back|alternat\w+|one after (?:the other|another)|back and forth|took turns|(?:then|and) (?:with )?(?:the )?(?:other|next|another)(?: one| patient| pt| client)?)\b",
    ("two patients [in turn]", "15 for one [and the other] 10"), ("my turn to ask", "gait and then stairs"),
)


def labels(page: Page, items: Sequence[Item]) -> list[tuple[int, str]]:
    """(place, label) of patients told apart, each where the minutes and codes of one begin: at least two, or nobody."""
    found = _lettered(page, items)
    if len({label for _, label in found}) < 2 or not {"A", "1"} & {label for _, label in found}:
        found = _ordered(page, items) if _SEVERAL.search(page.lower) else []
    return [(_begins(place, page, items), label) for place, label in found or _related(page, items)]


def _begins(place: int, page: Page, items: Sequence[Item]) -> int:
    """Where the clause begins that names a patient ("then manual therapy for B's back, 17"), unless minutes stand before the name in it."""
    start = max((match.end() for match in CLAUSE.finditer(page.lower) if match.end() <= place), default=0)
    return place if any(item.quantity and start <= item.start < place for item in items) else start


def as_minutes(item: Item) -> Item:
    """A bare number of a patient named is minutes, also right behind the name ("her husband 15")."""
    return replace(item, quantity=replace(item.quantity, sure=True, noun="", extra=False)) if item.quantity and not item.quantity.sure else item


def unmixed(page: Page, items: Sequence[Item]) -> list[Item]:
    """The items, without minutes where several patients are treated in turn and it is not said whose they are."""
    times = [item for item in items if item.quantity]
    mixed = len(times) > 1 and _SEVERAL.search(page.lower) and _ALTERNATES.search(page.lower)
    return [item for item in items if not (mixed and item.quantity)]


def _lettered(page: Page, items: Sequence[Item]) -> list[tuple[int, str]]:
    """By letter or number, each right before its minutes or codes, or right behind them. The letters of exercises are none."""
    starts = [item.start for item in items]
    treated = _PATIENT.search(page.lower) or any(_owns(page, match.end()) for match in islice(_LETTER.finditer(page.text), MOST))
    exercises = bool(_ONE_PATIENT.search(page.lower)) or (bool(_EXERCISE.search(page.lower)) and not treated)
    found: list[tuple[int, str]] = []
    for match in islice(_LETTER.finditer(page.text), MOST):
        label = (match[1] or match[2]).upper()
        before = page.lower[max(0, match.start() - 14) : match.start()]
        own = _owns(page, match.end())
        if match[2] and (exercises or _OTHER_LETTER.search(before)):
            continue
        ahead = next((start for start in starts if start >= match.end()), None)
        minutes = next((item for item in reversed(items) if item.quantity and item.end <= match.start()), None)
        if minutes and _BEHIND.fullmatch(page.lower[minutes.end : match.start()]) and not any(place == minutes.start for place, _ in found):
            found.append((minutes.start, label))
        elif ahead is not None and (match[1] or own or _led_to(page, match.start()) or _HAD.match(page.lower[match.end() : ahead])):
            found.append((match.start(), label))
    return sorted(found)


def _owns(page: Page, place: int) -> bool:
    """Does something of a patient's follow ("A's shoulder")?"""
    return page.lower.startswith("'s ", place)


def _led_to(page: Page, place: int) -> bool:
    """Do words of the same sentence lead to a letter ("then once more A")?"""
    return page.text[:place].endswith(" ") and bool(before := page.text[:place].rstrip()) and (before[-1].islower() or before[-1] in ",;)")


def _ordered(page: Page, items: Sequence[Item]) -> list[tuple[int, str]]:
    """By order: "the first got 10, the second 15", "10 with one and 15 with the other"."""
    named = [(match.start(), match.end(), _ORDER[match[1] or match[2]], match[0].split()[0] in _GIVEN_TO) for match in islice(_ORDERED.finditer(page.lower), MOST)]
    return _placed(named, items, page)


def _related(page: Page, items: Sequence[Item]) -> list[tuple[int, str]]:
    """By who they are: "him 16 minutes, her 24"; a carer who is taught is no patient."""
    if _CARER.search(page.lower):
        return []
    named = [(match.start(), match.end(), match[1] if match[1] in ("him", "her") else f"the {match[1]}", False) for match in islice(_RELATED.finditer(page.lower), MOST)]
    return [] if _KIN & {label for _, _, label, _ in named} and not _SEVERAL.search(page.lower) else _placed(named, items, page)


def _placed(named: Sequence[tuple[int, int, str, bool]], items: Sequence[Item], page: Page) -> list[tuple[int, str]]:
    """(place, label) of (start, end, label, said to be given to) with minutes of their own; those before the label where they are told so ("10 of gait for the first")."""
    times = [item.start for item in items if item.quantity]
    behind = bool(named) and bool(times) and named[0][3] and times[0] < named[0][0]
    bounds = [0, *(end for _, end, *_ in named)] if behind else [*(start for start, *_ in named), max(times, default=0) + 1]
    found = []
    for (start, end, label, _), (first, last) in zip(named, pairwise(bounds), strict=True):
        own = [place for place in times if first <= place < last and (behind or _near(page, end, place))]
        found += [(own[0] if behind else start, label)] if own else []
    return found if len({label for _, label in found}) > 1 and {label for _, label in found} == {label for _, _, label, _ in named} else []


def _near(page: Page, end: int, place: int) -> bool:
    """Do minutes stand near behind a patient named, and nobody who treats between ("starts the next patient; the tech did 25")?"""
    return place - end <= NEAR and PERSON not in page.open[end:place]
