"""The arithmetic of a therapy day's payment: fee, MPPR, deductible, coinsurance, CQ/CO, sequestration.

Pub. 100-04 ch. 5 §10.7 (MPPR on practice expense, highest paid in full) and §20.1 (the CQ/CO reduction comes
last, from Medicare's part). Dollars are Decimal and rounded to the cent for each unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.errors import BadInput

CENT = Decimal("0.01")
ONE = (Decimal(1), Decimal(1), Decimal(1))


@dataclass(frozen=True, slots=True)
class Values:
    """Relative values of one code: work, practice expense (non-facility), malpractice; mppr: takes part in MPPR."""

    code: str
    work: Decimal
    pe: Decimal
    mp: Decimal
    mppr: bool


@dataclass(frozen=True, slots=True)
class PricedUnit:
    """One unit's allowed amount in dollars; reduced: its practice expense was cut."""

    code: str
    amount: Decimal
    full: Decimal
    reduced: bool


@dataclass(frozen=True, slots=True)
class Split:
    """An allowed amount, divided: dollars of the patient (deductible, coinsurance) and of Medicare."""

    allowed: Decimal
    deductible: Decimal
    coinsurance: Decimal
    medicare: Decimal  # before sequestration
    paid: Decimal  # after CQ/CO and sequestration


def cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def fee(values: Values, factor: Decimal, places: tuple[Decimal, Decimal, Decimal] = ONE, pe_share: Decimal = Decimal(1)) -> Decimal:
    """Allowed amount of one unit: (work, PE x share, MP), each times its geographic index, times the factor."""
    work, pe, mp = places
    total = values.work * work + values.pe * pe * pe_share + values.mp * mp
    return cents(total * factor)


def price(
    lines: Sequence[tuple[Values, int]],
    factor: Decimal,
    pe_paid: Decimal,
    places: tuple[Decimal, Decimal, Decimal] = ONE,
) -> tuple[PricedUnit, ...]:
    """Every unit of a day, highest practice expense first; one unit keeps its PE in full, the others pe_paid of it.

    Ties on practice expense go by the whole fee. Codes outside MPPR are never cut.
    """
    units = [values for values, count in lines for _ in range(_count(count))]
    order = sorted(units, key=lambda v: (-v.pe, -fee(v, factor, places), v.code))
    first = next((v for v in order if v.mppr), None)
    priced = []
    kept = False
    for values in order:
        cut = values.mppr and (kept or values is not first)
        kept = kept or values is first
        full = fee(values, factor, places)
        priced.append(PricedUnit(values.code, fee(values, factor, places, pe_paid) if cut else full, full, cut))
    return tuple(priced)


def _count(units: int) -> int:
    if units < 0:
        raise BadInput(f"{units} units: a line cannot have fewer than 0.")
    return units


def split(
    allowed: Decimal,
    *,
    deductible_left: Decimal,
    patient: Decimal,
    assistant_paid: Decimal | None,
    kept: Decimal,
) -> Split:
    """Divide an allowed amount: deductible, then the patient's share, then CQ/CO on Medicare's part, then sequestration.

    patient and kept are shares of 1; assistant_paid too, on a CQ or CO line, else None.
    """
    if deductible_left < 0:
        raise BadInput("The deductible left cannot be negative.")
    deductible = min(allowed, deductible_left)
    rest = allowed - deductible
    coinsurance = cents(rest * patient)
    medicare = rest - coinsurance
    if assistant_paid is not None:
        medicare = cents(medicare * assistant_paid)
    return Split(allowed, deductible, coinsurance, medicare, cents(medicare * kept))
