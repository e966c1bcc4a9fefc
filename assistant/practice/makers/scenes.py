"""The words around a case: who was treated for what, dates, and the table of minutes. Nobody is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

from assistant.practice.material import Material
from assistant.practice.shelf import Patient
from assistant.reference import Reference
from assistant.schema import Service, Table

ASSISTANTS = {"PT": "PTA", "OT": "OTA"}
BESIDE = {"97032", "97033", "97034", "97035", "97036"}  # given beside other services, hardly ever alone
FILLS = 20  # minutes: a service that may take so long fills a visit by itself


def scene(patient: Patient) -> str:
    """One sentence: an outpatient visit and its reason."""
    return f"Private practice, {patient.of} plan of care, a patient {patient.says}."


def minutes_of(die: Random, patient: Patient, code: str, length: str = "usual") -> int:
    """Minutes of a service: usual; short, from 5 up; long, from 4 to well beyond; or alone, the one service of a visit."""
    low, high = patient.gives[code]
    ranges = {"usual": (low, high), "short": (5, max(8, high * 2 // 3)), "long": (4, high * 2), "alone": (FILLS, max(30, high * 3 // 2))}
    return die.randint(*ranges[length])


def minutes_drawn(die: Random, material: Material, patient: Patient, codes: int) -> dict[str, int]:
    """Minutes of so many of the patient's timed services; one alone is long enough for a visit."""
    known = material.timed(patient)
    if codes > 1:
        return {code: minutes_of(die, patient, code) for code in die.sample(known, codes)}
    code = die.choice([one for one in known if one not in BESIDE and patient.gives[one][1] >= FILLS] or known)
    return {code: minutes_of(die, patient, code, "alone")}


def date_said(day: date) -> str:
    """'date of service 11/23/2026'."""
    return f"date of service {us(day)}"


def us(day: date) -> str:
    """'11/23/2026'."""
    return f"{day:%m/%d/%Y}"


def minutes_table(minutes: Mapping[str, int], reference: Reference) -> Table:
    """A row a code: what it is, and its minutes."""
    rows = tuple((code, reference.codes[code].label, str(n)) for code, n in minutes.items())
    return Table(("code", "service", "minutes"), rows)


def shared_table(services: tuple[Service, ...], discipline: str, reference: Reference) -> Table:
    """A row a code: what it is, and the minutes of the therapist and of the assistant."""
    rows = tuple((s.code, reference.codes[s.code].label, str((s.minutes or 0) - s.assistant), str(s.assistant)) for s in services)
    return Table(("code", "service", f"{discipline} minutes", f"{ASSISTANTS[discipline]} minutes"), rows)
