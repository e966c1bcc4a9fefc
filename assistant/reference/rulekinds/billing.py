"""Kinds of deadlines.toml, payment.toml and thresholds.toml: days and dollars."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from assistant.reference.rulekinds.frame import RuleValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(RuleValue):
    """Days after its date by which a notice is taken as received."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(RuleValue):
    """A deadline: days or calendar years. from_what: the event it counts from; span: days covered in all; say: the answer; note: what to watch.

    In a sentence, delayed is the days of delayed-certification, in_years "one calendar year".
    """

    SLOTS: ClassVar[tuple[str, ...]] = ("due", "start", "in_years", "delayed")

    from_what: str
    say: str
    note: str = ""
    days: int = 0
    years: int = 0
    span: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(RuleValue):
    """Progress reports: every so many treatment days. say, note: the answer and what to watch; who: who writes it."""

    treatment_days: int
    grace_days: int
    say: str
    note: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(RuleValue):
    """The conversion factor in dollars, and for whom it holds."""

    factor: Decimal
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction(RuleValue):
    """The share of the practice expense that is paid where it is reduced: 0.50."""

    practice_expense_paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantPayment(RuleValue):
    """The share of Medicare's part that is paid of a line by an assistant."""

    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Coinsurance(RuleValue):
    """The patient's share of the allowed amount."""

    patient: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequestration(RuleValue):
    """The share of Medicare's payment that is left after it."""

    kept: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(RuleValue):
    """Dollars of a calendar year: PT and SLP together, and OT."""

    pt_slp: Decimal
    ot: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(RuleValue):
    """Dollars."""

    amount: Decimal
