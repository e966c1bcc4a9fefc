"""KX threshold and targeted medical review, by calendar year (42 U.S.C. 1395l(g); CMS publishes each year's amount).

Not for: what accrues toward the amount (guidance documents say that).

>>> from assistant.reference import Reference
>>> from pathlib import Path
>>> amounts(2026, Reference.load(Path("knowledge"))).pt_slp
Decimal('2480')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.errors import BadInput, NotInForce
from assistant.reference import Reference
from assistant.schema import Citation, Fact, Question, Reason

# Questions about the threshold that do not ask for its amount.
_NOT_AMOUNT = re.compile(
    r"\b(accru\w*|counts? toward|count towards?|before or after|first visit|every (?:visit|claim|patient|line)|each (?:visit|line)"
    r"|forgot\w*|den(?:y|ied|ial)|which line|all lines|append|without kx|ga\b|abn|secondary|hospital|cah|cap\b.*repeal\w*"
    r"|review\w*|who|what happens|does .{0,40} apply|wrong|early|documentation)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\b(how much|amounts?|threshold|limit|cap|dollars?|figure|number|what(?:'s| is| was))\b|\$", re.IGNORECASE)
_REVIEW = re.compile(r"\b(medical review|targeted review|3,?000|mr threshold)\b", re.IGNORECASE)


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
    if "threshold" not in question.topics:
        return ()
    years = tuple(y for y in question.years if 2000 <= y <= 2100) or (question.as_of.year,)
    fit = _fit(question)
    facts = []
    for year in years[:4]:
        try:
            facts.append(_fact(question, amounts(year, reference), fit))
        except NotInForce:
            facts.append(_unknown(year, question, reference, fit))
    return tuple(facts)


def _fit(question: Question) -> float:
    if question.amounts and not set(map(int, question.amounts)) <= {3000}:
        return 0.9
    if _NOT_AMOUNT.search(question.text):
        return 0.3
    return 0.95 if _AMOUNT.search(question.text) or question.years else 0.45


def _fact(question: Question, found: Amounts, fit: float) -> Fact:
    value = {"year": found.year, "pt_slp": str(found.pt_slp), "ot": str(found.ot)}
    value["medical_review"] = str(found.review) if found.review is not None else ""
    statement = (
        f"For {found.year} the KX threshold is {money(found.pt_slp)} for PT and SLP combined and {money(found.ot)} for OT."
    )
    review = f"Targeted medical review starts at {money(found.review)}, PT and SLP together and OT alone; it is not a limit." if found.review is not None else ""
    if _REVIEW.search(question.text) and review:
        statement = f"Targeted medical review starts at {money(found.review or Decimal(0))} in {found.year}, for PT and SLP combined and for OT separately; not every claim above it is reviewed."
        review = f"The KX threshold is another amount: {money(found.pt_slp)} for PT and SLP combined, {money(found.ot)} for OT in {found.year}."
    notes = [review, "Above the amount KX says that the services are necessary and that the record shows it; PT and SLP share one amount, OT has its own."]
    if question.amounts:
        statement, *extra = _used(question, found)
        notes = [*extra, *notes]
    return Fact("thresholds", statement, value, (f"calendar year {found.year}",), found.citations, tuple(n for n in notes if n), fit=fit)


def _used(question: Question, found: Amounts) -> list[str]:
    """What dollars already used mean for the next line."""
    limit = found.ot if question.discipline == "OT" else found.pt_slp
    group = "OT" if question.discipline == "OT" else "PT and SLP combined"
    used = max(question.amounts)
    said = f"With {money(used)} used in {found.year}"
    if used >= limit:
        return [f"{said}, the {money(limit)} threshold ({group}) is reached: further lines need KX if they are necessary and the record shows it."]
    return [
        f"{said}, {money(limit - used)} is left before the {money(limit)} threshold ({group}): no KX yet, unless this claim is expected to pass it.",
        "What counts is the allowed amount after MPPR, in the order claims reach Medicare.",
    ]


def _unknown(year: int, question: Question, reference: Reference, fit: float) -> Fact:
    rule = reference.rules.rule("kx-threshold")
    last = rule.values[-1]
    known = f"For {last.start.year if last.start else ''} it is {money(last.amount('pt_slp'))} for PT and SLP together and {money(last.amount('ot'))} for OT."
    late = "CMS publishes the new amount with the physician fee schedule final rule, usually in November."
    early = "Before 2018 there was a hard cap with exceptions, which I do not hold."
    statement = f"I don't have it: no {year} amount is in my sources."
    notes = (known, late) if year > question.as_of.year or year > 2026 else (early, known)
    return Fact("thresholds", statement, {"year": year}, (), (last.citation,), notes, fit=max(fit, 0.3), reason=Reason.NOT_IN_FORCE)


def money(amount: Decimal) -> str:
    """Dollars as printed: $2,480 or $14.23."""
    return f"${amount:,.2f}" if amount != amount.to_integral_value() else f"${amount:,.0f}"
