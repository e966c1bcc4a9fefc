"""Minutes given, code by code and person by person, as the Service records of a day.

The same code in the same sentence adds up; told again with the same minutes it is one. Aides' minutes do
not count (Benefit Policy Manual ch. 15 §230) and are shown as a reading instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.marks import Token
from assistant.answer.understand.modifiers import ModifierMark
from assistant.reference.codes import Codes
from assistant.schema import NOT_COUNTED, TAKEN, Service

DAY = 1440
HALF, NOTHING = "1/2", "-"
NO_THERAPY = {"aide": "an aide", "other": "somebody who is no PT, OT or SLP"}  # whose minutes do not count


@dataclass(frozen=True, slots=True)
class Given:
    """Minutes of one code by one role. part: how many of them the named role gave, if not all.

    clock: when, where clock times were given. place: of the number, where it is one of the text.
    """

    mark: CodeMark
    minutes: int
    who: str
    patient: str
    sentence: int
    part: int | None = None
    clock: tuple[int, int] | None = None
    place: int = -1


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a text says was done.

    codes: in the order named, unknown ones left out. total: minutes of the whole session. loose: minutes
    that belong to no code. bare: every number that may be minutes, in order.
    mentioned: codes that ordinary words would mean, were they beside minutes ("the manual"). assisted: minutes an
    assistant gave of something not named again. whole: codes an assistant gave whole; all_assistant: everything. by_aide: codes an aide gave. too_many: a
    number of minutes that no day has. overlap: two timed codes whose clock times overlap.
    changed: the code whose minutes an earlier turn changed last. tokens: numbers that were not counted, with the reason.
    row: codes, minutes and people in the order named, each with its place. maybe: the days it may tell besides where that is not sure, likeliest first; unread: too unsure to take any.
    each: minutes of each of several disciplines, where no code is told.
    """

    codes: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    total: int | None = None
    loose: tuple[int, ...] = ()
    bare: tuple[int, ...] = ()
    mentioned: tuple[str, ...] = ()
    assisted: tuple[int, ...] = ()
    whole: frozenset[str] = frozenset()
    by_aide: frozenset[str] = frozenset()
    all_assistant: bool = False
    readings: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    too_many: int | None = None
    overlap: tuple[str, ...] = ()
    changed: str = ""
    tokens: tuple[Token, ...] = ()
    row: tuple[tuple[int, str, str | int], ...] = ()
    maybe: tuple[tuple[Service, ...], ...] = ()
    unread: bool = False
    each: tuple[tuple[str, int], ...] = ()


def overlapping(given: Sequence[Given], timed: Callable[[str], bool]) -> tuple[str, ...]:
    """Two timed codes of one patient whose clock times overlap: no minute counts for both (ch. 5 §20.3)."""
    row = sorted((one for one in given if one.clock and timed(one.mark.code)), key=lambda one: one.clock or (0, 0))
    for one, two in pairwise(row):
        if one.clock and two.clock and one.mark.code != two.mark.code and not (one.patient or two.patient) and two.clock[0] < one.clock[1]:
            return one.mark.code, two.mark.code
    return ()


def treatment(
    kept: Sequence[CodeMark],
    given: Sequence[Given],
    units: Mapping[int, int],
    modifiers: Sequence[ModifierMark],
    marks: Sequence[CodeMark],
) -> Treatment:
    """Codes, services and readings from what was found. units: by the place of the code mark."""
    readings = [f"{mark.said} read as {mark.code}" for mark in kept if mark.likely and mark.said]
    told = _told_once([one for one in given if not _sums(one, given, marks) and not _the_rest(one, given)])
    services: dict[tuple[str, str], Service] = {}
    apart = {one.mark.code for one in told if one.who in ("therapist", "assistant")}
    treated = {one.mark.start for one in told if one.who not in NO_THERAPY}
    for one in sorted(told, key=lambda one: one.who in NO_THERAPY):
        if not one.mark.known:
            continue
        key = one.mark.code, one.patient
        held = services.get(key) or Service(one.mark.code, 0, patient=one.patient, said=one.mark.said)
        services[key] = _less(held, one, readings, apart=one.mark.code in apart or one.mark.start not in treated) if one.who in NO_THERAPY else _with(held, one, readings)
    made = _claimed(list(services.values()), units, modifiers, marks)
    return Treatment(
        codes=tuple(dict.fromkeys(mark.code for mark in kept if mark.known)),
        services=tuple(made),
        readings=tuple(dict.fromkeys(readings)),
        unknown=tuple(dict.fromkeys(mark.code for mark in kept if not mark.known)),
        too_many=next((one.minutes for one in given if one.minutes > DAY), None),
    )


def alone(treatment: Treatment, codes: Codes) -> Treatment:
    """The only code without minutes takes the only minutes without a code, whatever stands between them."""
    minutes = treatment.total if treatment.total is not None else None
    if minutes is None and len(treatment.loose) == 1:
        minutes = treatment.loose[0]
    given = {service.code for service in treatment.services if service.minutes is not None}
    waiting = [code for code in treatment.codes if code not in given]
    if minutes is None or len(waiting) != 1 or (given and (treatment.total is not None or treatment.loose != (minutes,))):
        return treatment
    code = waiting[0]
    held = next((s for s in treatment.services if s.code == code), None) or Service(code)
    record = codes.get(code)
    if record is not None and not record.timed and treatment.total is not None:
        return treatment
    others = tuple(service for service in treatment.services if service.code != code)
    return replace(treatment, services=(*others, replace(held, minutes=min(minutes, 1440))), total=None, loose=())


def by_assistant(made: Treatment, whole: frozenset[str], *, everything: bool) -> Treatment:
    """The services with minutes of some, or of all, given by an assistant.

    whole: codes, "#2" for the second service, "1/2" (or "1/2 97110") for half of the minutes, "-" for none of them.
    """
    services, readings = [], []
    for n, service in enumerate(made.services, 1):
        share = service.assistant
        if service.minutes is not None:
            if everything or {service.code, f"#{n}"} & whole or (n == len(made.services) and "#-1" in whole):
                share = service.minutes
            elif {HALF, f"{HALF} {service.code}"} & whole:
                share = service.minutes // 2
                readings.append(f"half of {service.code} by the assistant: {share} of {service.minutes} minutes")
            elif NOTHING in whole:
                share = 0
        services.append(replace(service, assistant=share))
    return replace(made, services=tuple(services), readings=(*made.readings, *readings))


def without_aide(made: Treatment, codes: frozenset[str]) -> Treatment:
    """The services without the minutes of codes that an aide gave: they are no covered therapy (ch. 15 §230)."""
    gone = [s for s in made.services if s.code in codes and s.minutes]
    readings = tuple(f"{s.minutes} minutes of {s.code} by an aide {NOT_COUNTED}" for s in gone)
    services = tuple(replace(s, minutes=0, assistant=0) if s in gone else s for s in made.services)
    return replace(made, services=services, readings=(*made.readings, *readings))


def _told_once(given: Sequence[Given]) -> list[Given]:
    """Minutes told again in a later sentence are left out."""
    kept: list[Given] = []
    for one in given:
        again = any(
            (one.mark.code, one.patient, one.minutes, one.who or "therapist")
            == (was.mark.code, was.patient, was.minutes, was.who or "therapist")
            and was.sentence != one.sentence
            for was in kept
        )
        if not again:
            kept.append(one)
    return kept


def _the_rest(one: Given, given: Sequence[Given]) -> bool:
    """Are its minutes what is left of a whole told with the other's part ("the PTA did 16 of the 38, I did 22")?"""
    same = (other for other in given if other is not one and other.mark.code == one.mark.code and other.patient == one.patient)
    return any(other.part is not None and other.who != one.who and other.minutes - other.part == one.minutes for other in same)


def _sums(one: Given, given: Sequence[Given], marks: Sequence[CodeMark]) -> bool:
    """Are its minutes those of all services together, each told besides ("45 minutes of gait and exercise: 25 gait, 20 exercise")?"""
    others = [other for other in given if other is not one]
    if one.patient or len(others) < 2 or one.minutes != sum(other.minutes for other in others):
        return False
    timed = {other.mark.start for other in given}
    named_first = {mark.code for mark in marks if mark.start not in timed}
    codes = {other.mark.code for other in others}
    return one.mark.code in codes and codes - {one.mark.code} <= named_first


def _with(service: Service, one: Given, readings: list[str]) -> Service:
    """The service with minutes added, and a reading where they need a word."""
    if one.who == "student":
        readings.append(f"{one.minutes} minutes of {one.mark.code} by a student {TAKEN}")
    minutes = min((service.minutes or 0) + one.minutes, DAY)
    share = one.part if one.part is not None else one.minutes
    assistant = service.assistant + (share if one.who == "assistant" else 0)
    return replace(service, minutes=minutes, assistant=min(assistant, minutes), said=service.said or one.mark.said)


def _less(service: Service, one: Given, readings: list[str], *, apart: bool) -> Service:
    """The service without an aide's minutes. apart: the others' minutes were told as theirs, or beside another word for the service, so the aide's are not among them."""
    gone = one.minutes if one.part is None else one.part
    readings.append(f"{gone} minutes of {one.mark.code} by {NO_THERAPY[one.who]} {NOT_COUNTED}")
    if one.part is not None:
        return replace(service, minutes=(service.minutes or 0) + max(one.minutes - one.part, 0))
    if apart or (service.minutes or 0) <= one.minutes:
        return service
    return replace(service, minutes=(service.minutes or 0) - one.minutes)


def _claimed(
    services: list[Service],
    units: Mapping[int, int],
    modifiers: Sequence[ModifierMark],
    marks: Sequence[CodeMark],
) -> list[Service]:
    """Submitted units and modifiers put on the services; a line of its own where no minutes were told."""
    hung: dict[int, list[str]] = {}
    for one in modifiers:
        if one.code is not None:
            hung.setdefault(one.code, []).append(one.modifier)
    timed = {service.code for service in services}
    for n, mark in enumerate(marks):
        count, extra = units.get(mark.start), tuple(hung.get(n, ()))
        if not mark.known or (count is None and not extra):
            continue
        if mark.code in timed:
            services = [_submitted(s, count, extra) if s.code == mark.code else s for s in services]
        elif count is not None or _told_as_line(mark, modifiers, n):
            services.append(Service(mark.code, units=count, modifiers=extra, said=mark.said))
    return services


def _submitted(service: Service, units: int | None, modifiers: tuple[str, ...]) -> Service:
    return replace(
        service,
        units=service.units if units is None else units,
        modifiers=tuple(dict.fromkeys((*service.modifiers, *modifiers))),
    )


def _told_as_line(mark: CodeMark, modifiers: Sequence[ModifierMark], number: int) -> bool:
    """Is a modifier glued to the code, as on a claim line ("97530-59")?"""
    return any(one.code == number and one.hung and one.start == mark.end + 1 for one in modifiers)
