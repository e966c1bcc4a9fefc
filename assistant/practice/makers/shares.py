"""CQ and CO where therapist and assistant share a service: units with and without the mark.

The right answers are those of tools/assistants (86 FR 65170). Days that rest on our own reading of the rule alone (two
units left, one person under 9 minutes) are not drawn; where CMS's two ways of working out 10 % differ, both are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from assistant.practice.answers import Units
from assistant.practice.cases import Case
from assistant.practice.makers.choices import Told, choose
from assistant.practice.makers.counting import fit_to_bill
from assistant.practice.makers.scenes import ASSISTANTS, date_said, minutes_drawn, scene, shared_table
from assistant.practice.material import Material, drawn
from assistant.practice.shelf import Patient
from assistant.reference.rulekinds import AssistantMethod
from assistant.schema import Service
from assistant.tools.assistants import ways
from assistant.tools.counting.reasons import why
from assistant.tools.givers.lines import Line, shares

WHOLE = ("97150", "G0283")  # untimed services that an assistant may share
TRAPS = ("last unit", "therapist's eight", "untimed")  # where the share of all minutes misleads, twice; where it decides
SHOWN = 4


def shared_minutes(die: Random, material: Material, codes: int) -> Case:
    """Units with and without the assistant's modifier, of so many codes that two people shared."""
    return drawn(lambda: _shared(die, material.some_day(die), codes))


def _shared(die: Random, material: Material, codes: int) -> Case | None:
    patient = material.patient(die, die.choice(("PT", "PT", "OT")), codes, "medicare")
    discipline = patient.of
    services = tuple(_shared_service(die, code, whole) for code, whole in minutes_drawn(die, material, patient, codes).items())
    counted, how, found = ways(services, material.on, material.reference, discipline)
    named = {one.code: one.minutes or 0 for one in services}
    printed = not any(one.reading for way in counted.right for one in shares(counted, way, how).values())
    both = 0 < sum(one.assistant for one in services) < sum(named.values())
    if not printed or not both or not counted.split.allowed or not fit_to_bill(named, counted.right, material):
        return None
    slots = tuple(slot for code in named for slot in (f"{code} {how.plan} {how.mark}", f"{code} {how.plan}"))
    right = tuple(dict.fromkeys(tuple(_units(way, slot) for slot in slots) for way in found))
    ask = (f"Medicare Part B, {date_said(material.on)}. {scene(patient)} The {discipline} and the {ASSISTANTS[discipline]} "
           f"treated one after the other. How many units go with {how.plan} {how.mark}, and how many with {how.plan} alone?")  # fmt: skip
    rule = material.reference.rules.in_force("assistant-modifiers", material.on, AssistantMethod)
    steps = (*why(counted), *(f"{x.code} × {x.units} {' '.join(x.modifiers)}{': ' if x.why else ''}{x.why}." for x in found[0]))
    choice = "More than one answer is right: leftovers tie, or CMS's two ways of working out 10 % differ." if len(right) > 1 else ""
    table = shared_table(services, discipline, material.reference)
    points = ("shares of one code" if codes == 1 else "shares of several codes",)
    return Case("assistant-lines", f"{sorted(named.items())}", ask, Units(slots, right), steps, (rule.citation, *counted.citations), table, choice=choice, points=points)


def _shared_service(die: Random, code: str, whole: int) -> Service:
    """All by one of the two, a little by the assistant, or shared as it comes."""
    part = die.choice((0, whole, die.randint(1, max(1, whole // 6)), die.randint(0, whole), die.randint(0, whole)))
    return Service(code, whole, part)


def _units(way: Sequence[Line], slot: str) -> int:
    return sum(line.units for line in way if " ".join((line.code, *line.modifiers)) == slot)


def told_share(die: Random, material: Material) -> Case:
    """An assistant's share told in a sentence: what do the lines carry? Each trap as often as another."""
    trap = die.choice(TRAPS)
    return drawn(lambda: _told(die, material.some_day(die), trap))


def _told(die: Random, material: Material, trap: str) -> Case | None:
    patient = material.patient(die, "PT", 1, "medicare")
    service = _small(die, material, patient, untimed=trap == "untimed")
    counted, how, found = ways((service,), material.on, material.reference, patient.of)
    whole = service.minutes or 0
    marked = sum(line.units for line in found[0] if how.mark in line.modifiers)
    fits = {"last unit": marked > 0 and service.assistant * 10 <= whole, "therapist's eight": marked == 0 and service.assistant * 10 > whole, "untimed": True}
    if len(found) > 1 or not fits[trap] or any(one.reading for one in shares(counted, counted.right[0], how).values()):
        return None
    units, reason = sum(line.units for line in found[0]), found[0][0].why
    label = material.reference.codes[service.code].label
    ask = (f"Medicare Part B, {date_said(material.on)}. {scene(patient)} The PTA gave {service.assistant} of {whole} minutes of {service.code} "
           f"({label}), the PT the rest. What do the lines carry?")  # fmt: skip
    answer = choose(die, (_lines(units, marked), reason), die.sample(_wrong(units, marked, reason), SHOWN - 1))
    rule = material.reference.rules.in_force("assistant-modifiers", material.on, AssistantMethod)
    return Case("told-share", f"{service.code} {whole} {service.assistant}", ask, answer, (*why(counted), f"{reason[:1].upper()}{reason[1:]}."), (rule.citation, *counted.citations), points=(f"an assistant's share: {trap}",))


def _small(die: Random, material: Material, patient: Patient, *, untimed: bool) -> Service:
    """A service with some of its minutes by the assistant; of an untimed one about a tenth."""
    if untimed:
        whole = die.randrange(20, 45, 5)
        return Service(die.choice(WHOLE), whole, die.randint(1, max(2, whole // 5)))
    [(code, whole)] = minutes_drawn(die, material, patient, 1).items()
    return Service(code, whole, die.randint(1, whole // 2))


def _lines(units: int, marked: int) -> str:
    """'× 2 GP, × 1 GP CQ'."""
    return ", ".join(f"× {n} {modifiers}" for n, modifiers in ((units - marked, "GP"), (marked, "GP CQ")) if n)


def _wrong(units: int, marked: int, reason: str) -> list[Told]:
    few, many = f"a unit of the PTA's is not marked: {reason}", f"a unit is marked that is not the PTA's: {reason}"
    splits = [(_lines(units, n), few if n < marked else many) for n in range(units + 1) if n != marked]
    return [*splits, (f"× {units} CQ", "CQ never stands without GP"), (f"× {units} GP CO", "CO is an OTA's mark, and goes with GO")]
