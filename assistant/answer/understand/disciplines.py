"""Whose minutes are whose where two disciplines treated one patient: "PT did 23 minutes of 97110 and OT 22 of 97530", "23 minutes mine (PT), 22 the OT's".

A text is parted where the disciplines stand beside their minutes, before all of them or behind all of them; each part is then read
alone. An assistant is of the therapist's discipline. Where a number may be either's, nothing is parted.

>>> [(one.discipline, one.text) for one in parts("PT did 23 min of 97110 and OT 22 min of 97530")]
[('PT', 'PT did 23 min of 97110 and '), ('OT', 'OT 22 min of 97530')]
>>> [(one.discipline, one.text) for one in parts("co-treatment, 23 minutes mine (PT), 22 the OT's")]
[('PT', 'co-treatment, 23 minutes mine (PT'), ('OT', '), 22 the OT')]
>>> parts("PT and OT for 45 minutes")
()
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.understand.day import Treatment
from assistant.schema import Service

NAMED = re.compile(
    r"\b(?:(?P<PT>PTs?|P\.T\.|LPTA|PTAs?|DPT|[Pp]hysical [Tt]herap(?:y|ists?)(?: [Aa]ssistants?)?|ptas?|pt(?=(?:'s)?\W*(?:(?:did|gave|had|does|spent|took|saw|treated|for|about)\W+)?\d)|(?<=\d )pt|(?<=min )pt|(?<=mins )pt|(?<=minutes )pt|(?<=the )pt(?='s))"
    r"|(?P<OT>OTs?|O\.T\.|OTRs?|C?OTAs?|ots?|c?otas?|[Oo]ccupational [Tt]herap(?:y|ists?)(?: [Aa]ssistants?)?)"
    r"|(?P<SLP>SLPs?|slps?|[Ss]peech(?:[- ](?:[Tt]herap(?:y|ists?)|[Ll]anguage [Pp]athologists?|[Pp]athologists?))?))\b"
    r"(?!\W(?:modifiers?|threshold|lines?|claims?|plan|eval\w*|script|order|cap)\b)"
)
MINUTES = re.compile(r"(?<![\w/.$#:-])(?P<n>[1-9]\d{0,2})(?:\s?-?\s?(?:min(?:ute)?s?|mins?|m)\b\.?|')?(?![\w/%:]|\.\d|\s?(?:units?|u\b|x\b|visits?|y/?o|years?|days?|weeks?|patients?|%|percent|of the \d|h\b|hrs?\b|hours?\b))")
_TOLD = re.compile(r"\bmin|\d ?m\b|\d'|\b\d{5}\b|\b[A-V]\d{4}\b|\bco-?t(?:reat|x)", re.IGNORECASE)
_OTHER = re.compile(r"\$|\b(?:threshold|kx|cap|used|deductible|copay|if we|between|each (?:did|gave|had))\b", re.IGNORECASE)
_CODE = re.compile(r"\b(?:\d{5}|[A-V]\d{4})\b")
_FAR = 60  # characters to a discipline where none stands
MOST = 12  # disciplines and numbers looked at


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a text that tells one discipline's minutes. minutes: (start, end, number) of each number that may be minutes."""

    discipline: str
    text: str
    minutes: tuple[tuple[int, int, int], ...] = ()


def parts(text: str) -> tuple[Part, ...]:
    """The stretches, in order; none where not at least two disciplines have minutes of their own."""
    named = [(match.start(), match.end(), match.lastgroup or "") for match in NAMED.finditer(text)]
    if len({one[2] for one in named}) < 2 or not _TOLD.search(text) or _OTHER.search(text):
        return ()
    return apart(text, named)


def apart(text: str, named: Sequence[tuple[int, int, str]]) -> tuple[Part, ...]:
    """A text parted at the disciplines named, (start, end, which)."""
    told = [(match.start(), match.end(), int(match["n"])) for match in MINUTES.finditer(text)]
    if not named or not told or max(len(named), len(told)) > MOST:
        return ()
    before = sum(min((start - one[1] for one in named if one[1] <= start), default=_FAR) for start, _, _ in told)
    behind = sum(min((one[0] - end for one in named if one[0] >= end), default=_FAR) for _, end, _ in told)
    if before == behind:
        return ()
    leads = before < behind
    bounds = [one[0] for one in named] + [len(text)] if leads else [0] + [one[1] for one in named]
    found = [
        Part(one[2], text[start:end], tuple(number for number in told if start <= number[0] < end))
        for one, start, end in zip(named, bounds, bounds[1:], strict=False)
    ]
    kept = [one for one in found if one.minutes]
    if not leads and kept and _CODE.search(text, bounds[-1]) and not _CODE.search(text, 0, kept[0].minutes[0][0]):
        kept = _begun(text, kept)
    outside = [number for number in told if not any(number in one.minutes for one in kept)]
    inside = sum(number[2] for one in kept for number in one.minutes)
    if len({one.discipline for one in kept}) < 2 or any(number[2] < inside for number in outside):
        return ()
    return tuple(kept)


def _begun(text: str, found: Sequence[Part]) -> list[Part]:
    """The parts as they begin with their minutes: "23 min PT 97110, 22 min OT 97530"."""
    starts = [one.minutes[0][0] for one in found] + [len(text)]
    return [replace(one, text=text[start:end]) for one, start, end in zip(found, starts, starts[1:], strict=False)]


def read(text: str, whole: Treatment, alone: Callable[[str], Treatment]) -> Treatment:
    """The day with each service's discipline, or each discipline's minutes where no code is told; as it was where the parts tell neither. alone: reads a part."""
    found = [(one.discipline, one, alone(one.text)) for one in parts(text)]
    if not found:
        return whole
    coded = [any(service.minutes for service in made.services) for _, _, made in found]
    named = [code for code in whole.codes if not any(code in made.codes for _, _, made in found)]
    if all(coded):
        services = tuple(replace(service, discipline=who) for who, _, made in found for service in made.services)
    elif not any(coded) and all(len(one.minutes) == 1 for _, one, _ in found):
        code = _only_code(whole)
        if not code and whole.codes:
            return whole
        each = tuple((who, one.minutes[0][2]) for who, one, _ in found)
        if not code:
            return replace(whole, services=(), total=None, loose=(), each=_together(each), maybe=(), unread=False)
        services = tuple(Service(code, number, discipline=who) for who, number in each)
    else:
        return whole
    codes = tuple(dict.fromkeys([*named, *(service.code for service in services)]))
    readings = tuple(dict.fromkeys(reading for _, _, made in found for reading in made.readings))
    return replace(whole, services=_added(services), codes=codes, total=None, loose=(), readings=readings, maybe=(), unread=False)


def _only_code(whole: Treatment) -> str:
    return whole.codes[0] if len(whole.codes) == 1 else ""


def _together(each: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The minutes of each discipline, added where it is told twice."""
    return tuple((who, sum(number for other, number in each if other == who)) for who in dict.fromkeys(who for who, _ in each))


def _added(services: Sequence[Service]) -> tuple[Service, ...]:
    """One service for each code of a discipline."""
    found: dict[tuple[str, str, str], Service] = {}
    for one in services:
        key = one.code, one.discipline, one.patient
        held = found.get(key)
        minutes = None if held is None or held.minutes is None else held.minutes + (one.minutes or 0)
        found[key] = one if held is None or minutes is None else replace(held, minutes=min(minutes, 1440), assistant=held.assistant + one.assistant)
    return tuple(found.values())
