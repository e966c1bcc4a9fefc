"""Rows of the official tables, each with its edition. Money and relative values are Decimal, codes str."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.reference.editions import Edition, quarter_start
from assistant.schema import Tier


@dataclass(frozen=True, slots=True)
class PairRow:
    """One NCCI procedure-to-procedure edit: column 2 is the code that is denied.

    indicator: 0 never together, 1 a modifier may bypass it, 9 deleted as if never in force. effective:
    its first day, None where our copy does not say. deleted: its last day, None while it stands.
    """

    column1: str
    column2: str
    indicator: str
    effective: date | None
    deleted: date | None
    rationale: str
    setting: str
    edition: Edition

    def active(self, on: date) -> bool:
        """Whether it stands on that day as far as the table says; an unknown first day is not held against it."""
        if self.indicator == "9" or (self.deleted is not None and self.deleted < on):
            return False
        return self.effective is None or self.effective <= on

    def certain(self, on: date) -> bool:
        """Whether the table knows for that day: without a first day, only from its own quarter or its last one on."""
        if self.effective is not None or not self.active(on):
            return True
        return on >= (quarter_start(self.deleted) if self.deleted else self.edition.start)


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A medically unlikely edit: units of a code a day. mai: 1, 2 or 3; empty in the Medicaid table."""

    code: str
    units: int
    mai: str
    rationale: str
    setting: str
    edition: Edition


@dataclass(frozen=True, slots=True)
class ValueRow:
    """Relative values of a code (work, practice expense, malpractice) and the year's conversion factor.

    pe: outside a facility; pe_facility: in one. mult_proc "5": takes part in the therapy MPPR. status:
    A active, B bundled, C contractor-priced, I invalid, N not covered, R restricted.
    """

    code: str
    status: str
    work: Decimal
    pe: Decimal
    pe_facility: Decimal
    mp: Decimal
    mult_proc: str
    conversion_factor: Decimal
    edition: Edition

    @property
    def mppr(self) -> bool:
        """Whether it is on the list of always-therapy codes whose practice expense is cut."""
        return self.mult_proc == "5"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Geographic cost indices of a fee-schedule locality. id: contractor and locality number, '01182-18'."""

    id: str
    mac: str
    state: str
    locality: str
    name: str
    work: Decimal
    pe: Decimal
    mp: Decimal
    edition: Edition


@dataclass(frozen=True, slots=True)
class LocalityRow:
    """Which counties belong to a locality. id: as in PlaceRow."""

    id: str
    state: str
    area: str
    counties: str
    edition: Edition


@dataclass(frozen=True, slots=True)
class AddOnRow:
    """An add-on code and the base codes it needs. by_contractor: the contractor decides on bases."""

    code: str
    bases: tuple[str, ...]
    by_contractor: bool
    edition: Edition


@dataclass(frozen=True, slots=True)
class ModifierRow:
    """A modifier in own words. use: where it goes and who uses it. start, end: None is open.

    kind: one of MODIFIER_KINDS, empty where no rule asks; written: one of MODIFIER_FORMS.
    """

    modifier: str
    kind: str
    written: str
    label: str
    meaning: str
    use: str
    tier: Tier
    source: str
    start: date | None
    end: date | None


MODIFIER_KINDS = ("bypass", "visit", "idle")
MODIFIER_FORMS = ("any", "capitals")  # how letters are read in a text that does not say "modifier"
