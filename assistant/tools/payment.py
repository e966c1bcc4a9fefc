"""What Medicare allows for a day's therapy lines, from the relative value file of that year (fees.py holds the arithmetic).

Refuses years without a file. Not for: other payers' rates, and never for choosing a code.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.errors import NotInForce, UnknownCode
from assistant.privacy.shown import shown
from assistant.reference import Reference
from assistant.reference.rows import ValueRow
from assistant.reference.rulekinds import (
    AssistantMethod,
    AssistantPayment,
    Coinsurance,
    Factor,
    Reduction,
    Sequestration,
)
from assistant.schema import Citation, Fact, Question, Reason, Table
from assistant.tools.fees import ONE, PricedUnit, Values, price, split
from assistant.tools.wording import percent

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
        raise UnknownCode(f"{shown(locality)} is not a Medicare locality in the table; such as 01182-18.")
    share = reference.rules.in_force("mppr", on, Reduction)
    values = [(Values(r.code, r.work, r.pe, r.mp, r.mppr), units) for r, (_, units) in zip(rows, lines, strict=True)]
    places = (place.work, place.pe, place.mp) if place else ONE
    priced = price(values, rows[0].conversion_factor, share.practice_expense_paid, places)
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
    say, share = reference.say, reference.rules.in_force("mppr", on, Reduction)
    said = "; ".join(say("payment.mppr-applies" if row.mppr else "payment.mppr-not", code=row.code) for row in rows)
    cited = reference.tables.cite(reference.sources, "rvu", rows[0].edition, f"{', '.join(row.code for row in rows)} multiple-procedure indicator")
    steps = tuple(say("payment.mppr-step", code=row.code, indicator=row.mult_proc or "0", edition=row.edition.label) for row in rows)
    notes = (say("payment.mppr-how", part=percent(share.practice_expense_paid)),)
    return [Fact("payment", f"{said}.", {"mppr": {row.code: row.mppr for row in rows}}, steps, (cited, share.citation), notes, acts=("payment.mppr",))]


@dataclass(frozen=True, slots=True)
class Marked:
    """What Medicare pays of a line with CQ or CO: the sentence, its record, steps and citations."""

    said: str
    value: dict[str, str]
    steps: tuple[str, ...]
    citations: tuple[Citation, ...]


def assistant_share(mark: str, on: date, reference: Reference) -> Marked:
    """The sentence on a marked line. Raises NotInForce before the reduction's life."""
    say = reference.say
    paid = reference.rules.in_force("assistant-payment", on, AssistantPayment)
    patient = reference.rules.in_force("coinsurance", on, Coinsurance)
    whole = paid.paid * (1 - patient.patient)
    told = {"paid": percent(paid.paid), "whole": percent(whole), "patient": percent(patient.patient)}
    said = say("payment.assistant", mark=mark, **told)
    step = say("payment.assistant-step", paid=told["paid"], medicare=percent(1 - patient.patient), whole=told["whole"])
    value = {"paid": str(paid.paid), "of_allowed": str(whole), "patient": str(patient.patient)}
    return Marked(said, value, (step, say("payment.assistant-patient", patient=told["patient"])), (paid.citation, patient.citation))


def _assistant(question: Question, reference: Reference) -> list[Fact]:
    """What CQ or CO does to the payment of a line."""
    on = question.as_of
    marked = {"CQ", "CO"} & {*question.modifiers, *(m for one in question.services for m in one.modifiers)}
    if not marked and "assistants" not in question.topics and not question.says("says.assistant"):
        return []
    try:
        told = assistant_share("CQ or CO", on, reference)
    except NotInForce:
        cited = reference.rules.in_force("assistant-modifiers", on, AssistantMethod).citation
        return [Fact("payment", reference.say("payment.assistant-none"), {}, (), (cited,), acts=("payment.assistant",))]
    return [Fact("payment", told.said, dict(told.value), told.steps, told.citations, acts=("payment.assistant",))]


def _several(question: Question, on: date, reference: Reference) -> list[str]:
    """A state that Medicare prices by several localities: says so, since none of them was named."""
    rows = [row for row in reference.tables.places(on) if row.state == question.said.state]
    names = [row.name.upper().removeprefix("REST OF ").title() for row in rows if row.name.upper().startswith("REST OF ")]
    if not names:
        return []
    places = "; ".join(row.name.split(" (")[0].title() for row in rows)
    return [reference.say("payment.localities", state=names[0], places=places)]


def _shares(priced: Priced, question: Question, on: date, reference: Reference) -> list[str]:
    """What patient and Medicare pay of a line with CQ or CO: coinsurance, then the cut of Medicare's part, then sequestration."""
    marked = {s.code for s in question.services if {"CQ", "CO"} & set(s.modifiers)}
    by_assistant = {"CQ", "CO"} & set(question.modifiers) or "assistants" in question.topics
    if not marked and len(question.codes) == 1 and by_assistant:
        marked = set(question.codes)
    if not marked:
        return []
    paid = reference.rules.in_force("assistant-payment", on, AssistantPayment).paid
    kept = reference.rules.in_force("sequestration", on, Sequestration).kept
    patient = reference.rules.in_force("coinsurance", on, Coinsurance).patient
    said = []
    for unit in priced.units:
        if unit.code in marked:
            one = split(unit.amount, deductible_left=Decimal(0), patient=patient, assistant_paid=paid, kept=kept)
            told = {"patient": f"${one.coinsurance}", "medicare": f"${one.medicare}", "cut": percent(1 - paid), "paid": f"${one.paid}"}
            said.append(reference.say("payment.assistant-split", code=unit.code, **told))
    return list(dict.fromkeys(said))


def _without(why: str, lines: list[tuple[str, int]], reference: Reference) -> Fact:
    held = reference.tables.editions("rvu")[0]
    cited = reference.tables.cite(reference.sources, "rvu", held, lines[0][0])
    note = reference.say("payment.look-up")
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
    say = reference.say
    part = percent(reference.rules.in_force("mppr", on, Reduction).practice_expense_paid)
    own = reference.rules.in_force("coinsurance", on, Coinsurance).patient
    statement = _statement(priced, lines, on, question, beside, reference)
    steps = [_step(unit, reference) for unit in priced.units]
    steps += [say("payment.step-beside", code=lines[0][0], amount=f"${beside}")] if beside is not None else []
    notes = [say("payment.cut", part=part)] if any(u.reduced for u in priced.units) else []
    shares = "payment.shares-national" if priced.locality == "national" else "payment.shares"
    notes.append(say(shares, medicare=percent(1 - own), patient=percent(own)))
    counts = Counter((u.code, u.amount, u.reduced) for u in priced.units)
    rows = [{"code": c, "units": n, "amount": str(a), "reduced": r} for (c, a, r), n in counts.items()]
    value = {"lines": rows, "total": str(priced.total), "locality": priced.locality, "edition": priced.edition, "year": on.year}
    value |= {"beside": str(beside)} if beside is not None else {}
    table = None
    if len(priced.units) > 1:
        how = {True: say("payment.part-of-expense", part=part), False: say("payment.in-full")}
        table = Table(("code", "units", "allowed, each", "paid"), tuple((c, str(n), f"${a}", how[r]) for (c, a, r), n in counts.items()))
    return Fact("payment", statement, value, tuple(steps), priced.citations, tuple(notes), table, acts=("payment.amount",))


def _statement(priced: Priced, lines: list[tuple[str, int]], on: date, question: Question, beside: Decimal | None, reference: Reference) -> str:
    """What the lines are allowed, in which year and place."""
    say = reference.say
    year = say("payment.in-old-year" if question.as_of.year > on.year else "payment.in-year", year=on.year)
    told = {"year": year, "where": _where(priced)}
    if len(lines) == 1 and lines[0][1] == 1:
        one = {"amount": f"${priced.units[0].full}", "code": priced.units[0].code, **told}
        said = say("payment.single", **one) if beside is None else say("payment.single-beside", **one, beside=f"${beside}")
    else:
        parts = (say("payment.line-reduced" if u.reduced else "payment.line", code=u.code, amount=f"${u.amount}") for u in priced.units)
        said = say("payment.several", total=f"${priced.total}", **told, lines=", ".join(parts))
    return say("payment.plan", said=said) if question.payer == "medicare_advantage" else said


def _where(priced: Priced) -> str:
    return priced.locality if priced.locality == "national" else priced.locality.split(" (")[0].title()


def _step(unit: PricedUnit, reference: Reference) -> str:
    return reference.say("payment.step-reduced" if unit.reduced else "payment.step-full", code=unit.code, full=f"${unit.full}", amount=f"${unit.amount}")


def _factor(question: Question, reference: Reference) -> Fact:
    """The conversion factor of the year named, or that it is not held."""
    say = reference.say
    year = question.years[0] if question.years else question.as_of.year
    rule = reference.rules.held("conversion-factor", date(year, 7, 1), Factor)
    if rule is None:
        last = reference.rules.values("conversion-factor", Factor)[-1]
        known = say("payment.factor-last", year=last.start.year if last.start else "", factor=f"${last.factor}", whom=last.whom)
        said = say("payment.factor-unknown", year=year)
        return Fact("payment", said, {}, (), (last.citation,), (known,), reason=Reason.NOT_IN_FORCE, acts=("payment.factor",))
    said = say("payment.factor", year=year, factor=f"${rule.factor}", whom=rule.whom)
    step = say("payment.factor-step", first=rule.start or "", last=rule.end or "", factor=f"${rule.factor}")
    value = {"year": year, "conversion_factor": str(rule.factor)}
    return Fact("payment", said, value, (step,), (rule.citation,), acts=("payment.factor",))
