"""The words around a case: who was treated for what, dates, and the table of minutes. Nobody is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

from assistant.reference import Reference
from assistant.schema import Service, Table

_REASONS = {
    "PT": ("after a knee replacement", "with low back pain", "with poor balance after a stroke", "after a shoulder repair", "with a stiff neck", "after a hip fracture"),
    "OT": ("after a wrist fracture", "with a weak arm after a stroke", "after a hand repair", "with arthritis of the hands"),
    "SLP": ("with aphasia after a stroke", "with a swallowing disorder"),
}
ASSISTANTS = {"PT": "PTA", "OT": "OTA"}


def scene(die: Random, discipline: str) -> str:
    """One sentence: an outpatient visit and its reason."""
    return f"Private practice, {discipline} plan of care, a patient {die.choice(_REASONS[discipline])}."


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
