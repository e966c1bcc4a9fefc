"""KX threshold and targeted medical review, by calendar year (42 U.S.C. 1395l(g); CMS publishes each year's amount).

Not for: what accrues toward the amount (guidance documents say that).

>>> from assistant.reference import Reference
>>> from pathlib import Path
>>> amounts(2026, Reference.load(Path("knowledge"))).pt_slp
Decimal('2480')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.errors import BadInput, NotInForce
from assistant.reference import Reference
from assistant.schema import Citation, Fact, Question, Reason

_OTHERS = ("medicaid", "tricare", "va", "commercial", "workers_comp", "auto", "cash")  # the amounts are Medicare's


@dataclass(frozen=True, slots=True)
class Amounts:
    """A calendar year's dollars: PT and SLP together, OT alone, and targeted review (None: not known)."""

    year: int
    pt_slp: Decimal
    ot: Decimal
    review: Decimal | None
    citations: tuple[Citation, ...]


def amounts(year: int, reference: Reference) -> Amounts:
    """The amounts of a calendar year. Raises NotInForce for a year without a published amount."""
    if not 1000 <= year <= 9999:
        raise BadInput(f"{year} is not a calendar year.")
    rule = reference.rules.in_force("kx-threshold", date(year, 7, 1))
    try:
        review = reference.rules.in_force("medical-review", date(year, 7, 1))
    except NotInForce:
        return Amounts(year, rule.amount("pt_slp"), rule.amount("ot"), None, (rule.citation,))
    return Amounts(year, rule.amount("pt_slp"), rule.amount("ot"), review.amount("amount"), (rule.citation, review.citation))


def kx_needed(used: Decimal, next_charge: Decimal, limit: Decimal) -> bool:
    """Does this charge (allowed amount after MPPR, dollars) pass the limit, given what is used? Equal does not."""
    if used < 0 or next_charge < 0:
        raise BadInput("Dollars used and the charge cannot be negative.")
    return used + next_charge > limit


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """The amounts of each year asked for; dollars used are set against them."""
    if "threshold" not in question.topics or question.payer in _OTHERS:
        return ()
    years = tuple(y for y in question.years if 2000 <= y <= 2100) or (question.as_of.year,)
    facts = []
    for year in years[:4]:
        try:
            facts.append(_fact(question, amounts(year, reference), reference))
        except NotInForce:
            facts.append(_unknown(year, reference))
    return tuple(facts)


def _fact(question: Question, found: Amounts, reference: Reference) -> Fact:
    value = {"year": found.year, "pt_slp": str(found.pt_slp), "ot": str(found.ot)}
    value["medical_review"] = str(found.review) if found.review is not None else ""
    statement = (
        f"For {found.year} the KX threshold is {money(found.pt_slp)} for PT and SLP combined and {money(found.ot)} for OT."
    )
    review = f"Targeted medical review starts at {money(found.review)}, PT and SLP together and OT alone; it is not a limit." if found.review is not None else ""
    if question.says("asks.review") and review:
        statement = f"Targeted medical review starts at {money(found.review or Decimal(0))} in {found.year}, for PT and SLP combined and for OT separately; not every claim above it is reviewed."
        review = f"The KX threshold is another amount: {money(found.pt_slp)} for PT and SLP combined, {money(found.ot)} for OT in {found.year}."
    notes = [review, "Above the amount KX says that the services are necessary and that the record shows it; PT and SLP share one amount, OT has its own."]
    if question.payer == "medicare_advantage":
        statement = f"A Medicare Advantage plan decides for itself. In Original Medicare: {statement[0].lower()}{statement[1:]}"
    said = _said_of(question, found, reference) if question.amounts else []
    if said:
        statement, *extra = said
        notes = [*extra, *notes]
    return Fact("thresholds", statement, value, _steps(question, found), found.citations, tuple(n for n in notes if n), acts=("thresholds.now", "thresholds.amount") if said else ("thresholds.amount",))


def _steps(question: Question, found: Amounts) -> tuple[str, ...]:
    """The year, and the dollars named with what they add up to."""
    dollars = sorted(question.amounts, reverse=True)
    added = f"{' + '.join(map(money, dollars[:2]))} = {money(sum(dollars[:2], Decimal(0)))}" if dollars else ""
    limit = found.ot if question.discipline == "OT" else found.pt_slp
    left = f"{money(limit)} − {money(dollars[0])} = {money(limit - dollars[0])}" if dollars else ""
    each = question.said.per_visit
    fits = int((limit - dollars[0]) // each) if each and dollars and dollars[0] < limit else 0
    visits = f"{money(dollars[0])} + {fits} × {money(each)} = {money(dollars[0] + fits * each)}" if each and dollars else ""
    return tuple(step for step in (f"calendar year {found.year}", added, left, visits) if step)


def _said_of(question: Question, found: Amounts, reference: Reference) -> list[str]:
    """What the dollars named mean: an amount claimed to be the threshold, or dollars used and the next charge."""
    named = [amount for amount in question.amounts if amount not in (found.pt_slp, found.ot, found.review)]
    if not question.says("says.spent"):
        return _claimed(named[0], found, reference) if len(named) == 1 and found.year else []
    if question.says("kx.ot_line") and question.says("kx.pt_used") and not question.says("kx.ot_used"):
        return [f"PT and SLP dollars do not count toward OT: OT has its own {money(found.ot)} for {found.year}, so they alone put no KX on an OT line."]
    if question.says("kx.pt_line") and question.says("kx.ot_used") and not question.says("kx.pt_used"):
        return [f"OT dollars do not count toward PT and SLP: those share {money(found.pt_slp)} for {found.year}, so OT alone puts no KX on a PT or SLP line."]
    return _used(question, found, sorted(named or question.amounts, reverse=True))


def _claimed(amount: Decimal, found: Amounts, reference: Reference) -> list[str]:
    """An amount said to be the threshold that it is not."""
    held = [v for v in reference.rules.rule("kx-threshold").values if amount in (v.amount("pt_slp"), v.amount("ot")) and v.start]
    whose = f" {money(amount)} was the amount of {held[0].start.year}." if held and held[0].start else ""
    return [
        f"For {found.year} the KX threshold is {money(found.pt_slp)} for PT and SLP combined and {money(found.ot)} for OT, not {money(amount)}.{whose}"
    ]


def _used(question: Question, found: Amounts, dollars: list[Decimal]) -> list[str]:
    """What dollars already used (the largest), and a charge named beside them, mean for the next line."""
    limit = found.ot if question.discipline == "OT" else found.pt_slp
    group = "OT" if question.discipline == "OT" else "PT and SLP combined"
    used, charge = dollars[0], dollars[1] if len(dollars) > 1 else None
    said = f"With {money(used)} used in {found.year}"
    counted = "What counts is the allowed amount after MPPR, in the order claims reach Medicare."
    if used >= limit:
        return [f"{said}, the {money(limit)} threshold ({group}) is reached: further lines need KX if they are necessary and the record shows it."]
    each = question.said.per_visit
    if each and each != used:
        return [_visits(said, used, each, limit, group), counted]
    if charge is not None and kx_needed(used, charge, limit):
        return [f"KX is needed on this claim: {money(used)} and {money(charge)} make {money(used + charge)}, above the {money(limit)} threshold of {found.year} ({group}), if the services are necessary and the record shows it.", counted]
    if charge is not None:
        return [f"No KX on this claim: {money(used)} and {money(charge)} make {money(used + charge)}, not above the {money(limit)} threshold of {found.year} ({group}).", counted]
    return [
        f"{said}, {money(limit - used)} is left before the {money(limit)} threshold ({group}): no KX yet, unless this claim is expected to pass it.",
        counted,
    ]


def _visits(said: str, used: Decimal, each: Decimal, limit: Decimal, group: str) -> str:
    """How many visits of the same amount stay within what is left."""
    visits = int((limit - used) // each)
    reached = money(used + visits * each)
    return f"{said} and {money(each)} a visit, {visits} more visit{'' if visits == 1 else 's'} stay{'s' if visits == 1 else ''} within the {money(limit)} threshold ({group}), at {reached}; the one after passes it and needs KX if it is necessary and the record shows it."


def _unknown(year: int, reference: Reference) -> Fact:
    """A year whose amount is not held: later than the last one known, or before the first."""
    values = reference.rules.rule("kx-threshold").values
    first, last = values[0], values[-1]
    known = f"For {last.start.year if last.start else ''} it is {money(last.amount('pt_slp'))} for PT and SLP together and {money(last.amount('ot'))} for OT."
    late = "CMS publishes the new amount with the physician fee schedule final rule, usually in November."
    early = f"Before {first.start.year if first.start else ''} there was a hard cap with exceptions, which I do not hold."
    later = bool(last.start and year > last.start.year)
    return Fact(
        "thresholds", f"I don't have it: no {year} amount is in my sources.", {"year": year}, (), (last.citation,),
        (known, late) if later else (early, known), reason=Reason.NOT_IN_FORCE, acts=("thresholds.amount", "thresholds.now"),
    )  # fmt: skip


def money(amount: Decimal) -> str:
    """Dollars as printed: $2,480 or $14.23."""
    return f"${amount:,.2f}" if amount != amount.to_integral_value() else f"${amount:,.0f}"
