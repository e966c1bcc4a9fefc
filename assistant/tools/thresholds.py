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
from assistant.reference.codes import denials
from assistant.schema import Citation, Fact, Question, Reason

# Questions about the threshold that do not ask for its amount.
_NOT_AMOUNT = re.compile(
    r"\b(accru\w*|counts? toward|count towards?|before or after|first visit|every (?:visit|claim|patient|line)|each (?:visit|line)"
    r"|forg[eo]t\w*|den(?:y|ied|ials?)|which line|all lines|append|without kx|ga\b|abn|evals?|evaluations?|splints?|braces?|orthos\w*|l-?codes?|supplies|secondary|hospitals?|cah|cap\b.*repeal\w*|hard cap|still (?:there|exist\w*|in force|a cap)"
    r"|review\w*|reset\w*|start(?:s)? (?:over|again|anew)|who|what happens|c[oa]-?\d{2,3}|medicare advantage|advantage plan|in effect|modifiers?|find|look up|check|track|other clinic|carry over|does .{0,40} apply|wrong|early|documentation)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(?:how much|amounts?|dollars?|figures?)\b|\$|\bwhat(?:'s|s| is| was| are| were)?\b[^.?!]{0,45}\b(?:threshold|limits?|cap|number|kx)\b"
    r"|\b(?:threshold|limit|cap)\b[^.?!]{0,12}\b(?:for|in|of)\b",
    re.IGNORECASE,
)
_OTHERS = ("medicaid", "tricare", "va", "commercial", "workers_comp", "auto", "cash")  # the amounts are Medicare's
_VERDICT = re.compile(r"(?:is|are|do|does|did|can|should|must|will|was)\b", re.IGNORECASE)
_FEW = 7  # words of a question that can ask for nothing but the amount
_SPENT = re.compile(
    r"\b(?:used|spent|so far|accrued|accumulated|paid|ytd|to date|already|reached|has|have|had|is at|are at|over|past|exceed\w*|hit|at)\b",
    re.IGNORECASE,
)
_OT_LINE = re.compile(r"\bOT (?:lines?|claims?|visits?|services?|side|amounts?)\b|\b(?:for|on|to) (?:the |an? )?OT\b", re.IGNORECASE)
_PT_LINE = re.compile(r"\b(?:PT|SLP|speech) (?:lines?|claims?|visits?|services?|side)\b|\b(?:for|on|to) (?:the |an? )?(?:PT|SLP|speech)\b", re.IGNORECASE)
_PT_USED = re.compile(r"\b(?:PT|SLP|speech|PT ?[+/&] ?SLP)\b[^.?]{0,25}\b(?:used|spent|so far|at|has|have)\b|\$?[\d,]{3,6} (?:of|in|for) (?:PT|SLP|speech)\b", re.IGNORECASE)
_OT_USED = re.compile(r"\bOT\b[^.?]{0,25}\b(?:used|spent|so far|at|has|have)\b|\$?[\d,]{3,6} (?:of|in|for) OT\b", re.IGNORECASE)
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
    if "threshold" not in question.topics or question.payer in _OTHERS:
        return ()
    years = tuple(y for y in question.years if 2000 <= y <= 2100) or (question.as_of.year,)
    fit = _fit(question)
    facts = []
    for year in years[:4]:
        try:
            facts.append(_fact(question, amounts(year, reference), reference, fit))
        except NotInForce:
            facts.append(_unknown(year, question, reference, fit))
    return tuple(facts)


def _fit(question: Question) -> float:
    spent = question.amounts and _SPENT.search(question.asked) and re.search(r"\bused|so far|spent|accrued|ytd|to date", question.asked, re.IGNORECASE)
    beside = _NOT_AMOUNT.search(question.asked) or len(question.modifiers) > 1 or denials(question.asked)
    if beside and not spent:
        return 0.3
    if question.amounts and not set(map(int, question.amounts)) <= {3000}:
        return 0.9
    plain = _AMOUNT.search(question.asked) or question.years or (len(question.asked.split()) <= _FEW and not _VERDICT.match(question.asked))
    return 0.95 if plain else 0.45


def _fact(question: Question, found: Amounts, reference: Reference, fit: float) -> Fact:
    value = {"year": found.year, "pt_slp": str(found.pt_slp), "ot": str(found.ot)}
    value["medical_review"] = str(found.review) if found.review is not None else ""
    statement = (
        f"For {found.year} the KX threshold is {money(found.pt_slp)} for PT and SLP combined and {money(found.ot)} for OT."
    )
    review = f"Targeted medical review starts at {money(found.review)}, PT and SLP together and OT alone; it is not a limit." if found.review is not None else ""
    if _REVIEW.search(question.asked) and review:
        statement = f"Targeted medical review starts at {money(found.review or Decimal(0))} in {found.year}, for PT and SLP combined and for OT separately; not every claim above it is reviewed."
        review = f"The KX threshold is another amount: {money(found.pt_slp)} for PT and SLP combined, {money(found.ot)} for OT in {found.year}."
    notes = [review, "Above the amount KX says that the services are necessary and that the record shows it; PT and SLP share one amount, OT has its own."]
    if question.payer == "medicare_advantage":
        statement = f"A Medicare Advantage plan decides for itself. In Original Medicare: {statement[0].lower()}{statement[1:]}"
    said = _said_of(question, found, reference) if question.amounts else []
    if said:
        statement, *extra = said
        notes = [*extra, *notes]
    return Fact("thresholds", statement, value, (f"calendar year {found.year}",), found.citations, tuple(n for n in notes if n), fit=fit, acts=("thresholds.now", "thresholds.amount") if said else ("thresholds.amount",))


def _said_of(question: Question, found: Amounts, reference: Reference) -> list[str]:
    """What the dollars named mean: an amount claimed to be the threshold, or dollars used and the next charge."""
    named = [amount for amount in question.amounts if amount not in (found.pt_slp, found.ot, found.review)]
    if not _SPENT.search(question.asked):
        return _claimed(named[0], found, reference) if len(named) == 1 and found.year else []
    if _OT_LINE.search(question.asked) and _PT_USED.search(question.asked) and not _OT_USED.search(question.asked):
        return [f"PT and SLP dollars do not count toward OT: OT has its own {money(found.ot)} for {found.year}, so they alone put no KX on an OT line."]
    if _PT_LINE.search(question.asked) and _OT_USED.search(question.asked) and not _PT_USED.search(question.asked):
        return [f"OT dollars do not count toward PT and SLP: those share {money(found.pt_slp)} for {found.year}, so OT alone puts no KX on a PT or SLP line."]
    return _used(question, found, sorted(named or question.amounts, reverse=True))


def _claimed(amount: Decimal, found: Amounts, reference: Reference) -> list[str]:
    """An amount said to be the threshold that it is not."""
    held = [v for v in reference.rules.rule("kx-threshold").values if amount in (v.amount("pt_slp"), v.amount("ot")) and v.start]
    whose = f" {money(amount)} was the amount of {held[0].start.year}." if held and held[0].start else ""
    return [
        f"No: for {found.year} the KX threshold is {money(found.pt_slp)} for PT and SLP combined and {money(found.ot)} for OT, not {money(amount)}.{whose}"
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
    if charge is not None and kx_needed(used, charge, limit):
        return [f"Yes: {money(used)} and {money(charge)} make {money(used + charge)}, above the {money(limit)} threshold of {found.year} ({group}), so this claim needs KX if the services are necessary and the record shows it.", counted]
    if charge is not None:
        return [f"No: {money(used)} and {money(charge)} make {money(used + charge)}, not above the {money(limit)} threshold of {found.year} ({group}); no KX on this claim.", counted]
    return [
        f"{said}, {money(limit - used)} is left before the {money(limit)} threshold ({group}): no KX yet, unless this claim is expected to pass it.",
        counted,
    ]


def _unknown(year: int, question: Question, reference: Reference, fit: float) -> Fact:
    rule = reference.rules.rule("kx-threshold")
    last = rule.values[-1]
    known = f"For {last.start.year if last.start else ''} it is {money(last.amount('pt_slp'))} for PT and SLP together and {money(last.amount('ot'))} for OT."
    late = "CMS publishes the new amount with the physician fee schedule final rule, usually in November."
    early = "Before 2018 there was a hard cap with exceptions, which I do not hold."
    statement = f"I don't have it: no {year} amount is in my sources."
    notes = (known, late) if year > question.as_of.year or year > 2026 else (early, known)
    return Fact("thresholds", statement, {"year": year}, (), (last.citation,), notes, fit=max(fit, 0.3), reason=Reason.NOT_IN_FORCE, acts=("thresholds.amount", "thresholds.now"))


def money(amount: Decimal) -> str:
    """Dollars as printed: $2,480 or $14.23."""
    return f"${amount:,.2f}" if amount != amount.to_integral_value() else f"${amount:,.0f}"
