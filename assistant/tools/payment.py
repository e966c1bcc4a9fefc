"""What Medicare allows for a day's therapy lines, from the relative value file of that year (fees.py holds the arithmetic).

Refuses years without a file. Not for: other payers' rates, and never for choosing a code.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.errors import NotInForce, UnknownCode
from assistant.reference import Reference
from assistant.reference.rows import ValueRow
from assistant.reference.rules import RuleValue
from assistant.schema import Citation, Fact, Question, Reason, Table
from assistant.tools.fees import ONE, PricedUnit, Values, price, split

_NOT_PAID = {"N": "not covered", "I": "invalid for Medicare", "B": "bundled, never paid separately", "C": "priced by the contractor"}
_OTHERS = {"ama", "commercial", "medicaid", "tricare", "va", "workers_comp", "auto", "cash"}


@dataclass(frozen=True, slots=True)
class Priced:
    """A day's units with their allowed dollars, and the edition and place they were priced with."""

    units: tuple[PricedUnit, ...]
    edition: str
    locality: str
    citations: tuple[Citation, ...]

    @property
    def total(self) -> Decimal:
        """Allowed dollars of the day."""
        return sum((unit.amount for unit in self.units), Decimal(0))


def day(lines: list[tuple[str, int]], on: date, reference: Reference, locality: str = "") -> Priced:
    """Allowed amounts of a day's (code, units) lines, MPPR applied.

    locality: an id such as '01182-18', national when empty. Raises NotInForce for a year without a file,
    UnknownCode for a code or locality that the file does not price.
    """
    rows = [_values(code, on, reference) for code, _ in lines]
    place = reference.tables.gpci(locality, on) if locality else None
    if locality and place is None:
        raise UnknownCode(f"{locality!r} is not a Medicare locality in the table; such as 01182-18.")
    share = reference.rules.in_force("mppr", on)
    values = [(Values(r.code, r.work, r.pe, r.mp, r.mppr), units) for r, (_, units) in zip(rows, lines, strict=True)]
    places = (place.work, place.pe, place.mp) if place else ONE
    priced = price(values, rows[0].conversion_factor, share.amount("practice_expense_paid"), places)
    cited = reference.tables.cite(reference.sources, "rvu", rows[0].edition, ", ".join(r.code for r in rows))
    return Priced(priced, rows[0].edition.label, place.name if place else "national", (cited, share.citation))


def _values(code: str, on: date, reference: Reference) -> ValueRow:
    row = reference.tables.rvu(code, on)
    if row is None:
        held = reference.codes.get(code)
        if held is None:
            raise UnknownCode(f"{code} is not in our code table of outpatient therapy codes.")
        raise NotInForce(f"I have no relative values for {code} in {on.year}, so I won't guess an amount.")
    if row.edition.year != on.year:
        raise NotInForce(f"I don't have it: the newest relative value file I hold is {row.edition.year}'s, none for {on.year}.")
    if row.status in _NOT_PAID:
        raise UnknownCode(f"Medicare has no fee for {code} in {row.edition.year}: it is {_NOT_PAID[row.status]}.")
    if not row.work + row.pe + row.mp:
        raise UnknownCode(f"Medicare sets no price for {code} in {row.edition.year}.")
    return row


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Amounts of the codes named, which of them MPPR reaches, the conversion factor, and what CQ or CO does: each a fact."""
    if "payment" not in question.topics or question.payer in _OTHERS:
        return ()
    found: list[Fact] = []
    lines = _lines(question)
    if question.says("asks.factor") or not lines:
        found.append(_factor(question, reference))
    if lines:
        found.append(_amount(question, lines, reference))
        found += _reduced(question, reference)
    found += _assistant(question, reference)
    return tuple(found)


def _amount(question: Question, lines: list[tuple[str, int]], reference: Reference) -> Fact:
    on, place = priced_on(question, reference), question.locality or ""
    try:
        priced = day(lines, on, reference, place)
        fact = _fact(priced, lines, on, question, _beside(lines, on, reference, place), reference)
        shares = _shares(priced, question, on, reference)
        several = [] if place else _several(question, on, reference)
        return replace(fact, notes=(*shares, *several, *fact.notes))
    except (NotInForce, UnknownCode) as error:
        return _without(str(error), lines, reference)


def priced_on(question: Question, reference: Reference) -> date:
    """The day that prices are of: the date or year named, else the newest year held up to now."""
    if question.dated or question.years:
        return question.as_of
    year = reference.tables.rvu_year(question.as_of)
    return question.as_of if year is None or year == question.as_of.year else date(year, 12, 31)


def _reduced(question: Question, reference: Reference) -> list[Fact]:
    """Which of the codes named take part in the therapy MPPR, by their mark in the fee file."""
    on = priced_on(question, reference)
    codes = list(dict.fromkeys(code for code, _ in _lines(question)))[:4]
    rows = [row for code in codes if (row := reference.tables.rvu(code, on)) is not None and row.edition.year == on.year]
    if len(rows) < len(codes):
        return []
    said = "; ".join(f"MPPR {'applies' if row.mppr else 'does not apply'} to {row.code}" for row in rows)
    share = reference.rules.in_force("mppr", on)
    cited = reference.tables.cite(reference.sources, "rvu", rows[0].edition, f"{', '.join(row.code for row in rows)} multiple-procedure indicator")
    steps = tuple(f"{row.code}: multiple-procedure indicator {row.mult_proc or '0'} in {row.edition.label}" for row in rows)
    notes = (f"The unit with the highest practice expense of the day stays whole, every other one gets {_percent(share, 'practice_expense_paid')} of its practice expense; work and malpractice are never cut.",)
    return [Fact("payment", f"{said}.", {"mppr": {row.code: row.mppr for row in rows}}, steps, (cited, share.citation), notes, acts=("payment.mppr",))]


def _percent(rule: RuleValue, key: str) -> str:
    """'50 %'."""
    return f"{rule.amount(key) * 100:.0f} %"


def _assistant(question: Question, reference: Reference) -> list[Fact]:
    """What CQ or CO does to the payment of a line."""
    on = question.as_of
    marked = {"CQ", "CO"} & {*question.modifiers, *(m for one in question.services for m in one.modifiers)}
    if not marked and "assistants" not in question.topics and not question.says("says.assistant"):
        return []
    try:
        paid = reference.rules.in_force("assistant-payment", on)
    except NotInForce:
        said = "CQ and CO lower no payment on that date: they are reported only."
        return [Fact("payment", said, {}, (), (reference.rules.in_force("assistant-modifiers", on).citation,), acts=("payment.assistant",))]
    patient = reference.rules.in_force("coinsurance", on)
    part, own = paid.amount("paid"), patient.amount("patient")
    whole = part * (1 - own)
    said = f"Medicare pays its share of a CQ or CO line at {_percent(paid, 'paid')}, that is {whole * 100:.0f} % of the allowed amount before sequestration; the patient's {_percent(patient, 'patient')} stays the same."
    value = {"paid": str(part), "of_allowed": str(whole), "patient": str(own)}
    steps = (f"{part * 100:.0f} % × {(1 - own) * 100:.0f} % = {whole * 100:.0f} % of the allowed amount", f"patient: {own * 100:.0f} % of the allowed amount")
    return [Fact("payment", said, value, steps, (paid.citation, patient.citation), acts=("payment.assistant",))]


def _several(question: Question, on: date, reference: Reference) -> list[str]:
    """A state that Medicare prices by several localities: says so, since none of them was named."""
    rows = [row for row in reference.tables.places(on) if row.state == question.said.state]
    names = [row.name.upper().removeprefix("REST OF ").title() for row in rows if row.name.upper().startswith("REST OF ")]
    if not names:
        return []
    places = "; ".join(row.name.split(" (")[0].title() for row in rows)
    return [f"Medicare prices {names[0]} by locality; name one for its own amount: {places}."]


def _shares(priced: Priced, question: Question, on: date, reference: Reference) -> list[str]:
    """What patient and Medicare pay of a line with CQ or CO: coinsurance, then the cut of Medicare's part, then sequestration."""
    marked = {s.code for s in question.services if {"CQ", "CO"} & set(s.modifiers)}
    by_assistant = {"CQ", "CO"} & set(question.modifiers) or "assistants" in question.topics
    if not marked and len(question.codes) == 1 and by_assistant:
        marked = set(question.codes)
    if not marked:
        return []
    paid = reference.rules.in_force("assistant-payment", on).amount("paid")
    kept = reference.rules.in_force("sequestration", on).amount("kept")
    cut = f"{(1 - paid) * 100:.0f} %"
    patient = reference.rules.in_force("coinsurance", on).amount("patient")
    said = []
    for unit in priced.units:
        if unit.code in marked:
            one = split(unit.amount, deductible_left=Decimal(0), patient=patient, assistant_paid=paid, kept=kept)
            said.append(
                f"{unit.code} with CQ or CO, the deductible met: patient ${one.coinsurance}, Medicare ${one.medicare} after its {cut} cut, ${one.paid} after sequestration."
            )
    return list(dict.fromkeys(said))


def _without(why: str, lines: list[tuple[str, int]], reference: Reference) -> Fact:
    held = reference.tables.editions("rvu")[0]
    cited = reference.tables.cite(reference.sources, "rvu", held, lines[0][0])
    note = "Look the amount up in your contractor's fee schedule for that year and locality."
    reason = None if why.startswith("Medicare") else Reason.NOT_IN_FORCE
    return Fact("payment", why, {}, (), (cited,), (note,), reason=reason, acts=("payment.amount",))


def _beside(lines: list[tuple[str, int]], on: date, reference: Reference, place: str) -> Decimal | None:
    """A single code's second unit: its amount with the practice expense cut; None outside MPPR."""
    second = day([(lines[0][0], 2)], on, reference, place).units[1]
    return second.amount if second.reduced else None


def _lines(question: Question) -> list[tuple[str, int]]:
    """(code, units) of the services, units as submitted or 1; else the codes named, one unit each."""
    if any(s.units for s in question.services):
        return [(s.code, s.units or 1) for s in question.services]
    return [(code, 1) for code in question.codes]


def _fact(priced: Priced, lines: list[tuple[str, int]], on: date, question: Question, beside: Decimal | None, reference: Reference) -> Fact:
    """beside: what a single code is allowed next to a procedure with a higher practice expense."""
    old = question.as_of.year > on.year
    half, own = (reference.rules.in_force(name, on).amount(key) for name, key in (("mppr", "practice_expense_paid"), ("coinsurance", "patient")))
    part = f"{half * 100:.0f} %"
    when = f"in {on.year}" + (" (the newest file I hold)" if old else "")
    if len(lines) == 1 and lines[0][1] == 1:
        statement = _single(priced.units[0], f"{when}, {_where(priced)}", beside)
    else:
        parts = ", ".join(f"{u.code} ${u.amount}{' (reduced)' if u.reduced else ''}" for u in priced.units)
        statement = f"Medicare allows ${priced.total} for these lines {when}, {_where(priced)}: {parts}."
    if question.payer == "medicare_advantage":
        statement = f"A Medicare Advantage plan pays by its own contract. In Original Medicare: {statement}"
    steps = [_step(unit) for unit in priced.units] + ([f"{lines[0][0]} beside a higher practice expense: ${beside}"] if beside is not None else [])
    reduced = any(u.reduced for u in priced.units)
    notes = [
        f"The highest practice expense of the day is paid in full, every other unit's at {part} (MPPR); work and malpractice are never cut." if reduced else "",
        f"Of the allowed amount Medicare pays {(1 - own) * 100:.0f} % after the deductible and the patient {own * 100:.0f} %" + ("; your locality's amount differs." if priced.locality == "national" else "."),
    ]
    counts = Counter((u.code, u.amount, u.reduced) for u in priced.units)
    rows = [{"code": c, "units": n, "amount": str(a), "reduced": r} for (c, a, r), n in counts.items()]
    value = {"lines": rows, "total": str(priced.total), "locality": priced.locality, "edition": priced.edition, "year": on.year}
    table = None
    if len(priced.units) > 1:
        cells = tuple((c, str(n), f"${a}", f"{part} of practice expense" if r else "in full") for (c, a, r), n in counts.items())
        table = Table(("code", "units", "allowed, each", "paid"), cells)
    return Fact("payment", statement, value, tuple(steps), priced.citations, tuple(n for n in notes if n), table, acts=("payment.amount",))


def _where(priced: Priced) -> str:
    return priced.locality if priced.locality == "national" else priced.locality.split(" (")[0].title()


def _single(unit: PricedUnit, when: str, beside: Decimal | None) -> str:
    said = f"Medicare allows ${unit.full} for one unit of {unit.code} {when}"
    if beside is None:
        return f"{said}; the multiple-procedure reduction does not apply to it."
    return f"{said}, or ${beside} where another procedure that day takes the full practice expense (MPPR)."


def _step(unit: PricedUnit) -> str:
    return f"{unit.code}: ${unit.full} in full" + (f", ${unit.amount} with its practice expense reduced." if unit.reduced else ".")


def _factor(question: Question, reference: Reference) -> Fact:
    year = question.years[0] if question.years else question.as_of.year
    try:
        rule = reference.rules.in_force("conversion-factor", date(year, 7, 1))
    except NotInForce:
        last = reference.rules.rule("conversion-factor").values[-1]
        said = f"I don't have it: no conversion factor for {year} is in my sources."
        known = f"For {last.start.year if last.start else ''} it is ${last['factor']}{last.values.get('whom', '')}."
        return Fact("payment", said, {}, (), (last.citation,), (known,), reason=Reason.NOT_IN_FORCE, acts=("payment.factor",))
    said = f"The {year} Medicare physician fee schedule conversion factor is ${rule['factor']}{rule.values.get('whom', '')}."
    return Fact("payment", said, {"year": year, "conversion_factor": rule["factor"]}, (), (rule.citation,), acts=("payment.factor",))
