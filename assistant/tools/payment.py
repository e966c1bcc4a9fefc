"""What Medicare allows for a day's therapy lines, from the relative value file of that year (fees.py holds the arithmetic).

Refuses years without a file. Not for: other payers' rates, and never for choosing a code.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.errors import NotInForce, UnknownCode
from assistant.reference import Reference
from assistant.reference.rows import ValueRow
from assistant.schema import Citation, Fact, Question, Reason, Table
from assistant.tools.fees import ONE, PricedUnit, Values, price, split

_AMOUNT = re.compile(
    r"\b((?<!by )how much(?! time)|reimburse\w*|rates?|(?-i:[Ff]ees?|FEE)(?! (?:by|study|exam|without|test))|fee schedule|allow(?:ed|able)(?: amount)?|amounts?|dollars?|what (?:does|do|will|would) (?:\w+ ){1,4}pay"
    r"|pays? per|worth|total paid|be paid|mppr (?:for|on|of|with)|national)\b|\$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\b(mppr(?! (?:for|on|of|with)\b)|whole|entire|cut|percent|%|half|reduc\w+|copay|coinsurance|denied|denial|patient (?:owe|pay)|share|denies)\b", re.IGNORECASE)
_TAKES_PART = re.compile(
    r"\b(?:do|does|is|are)\b[^.?!]{0,40}\b(?:mppr|multiple procedure\w*)\b|\b(?:mppr|multiple procedure\w*)\b[^.?!]{0,20}\b(?:apply|applies|hit|touch|affect|reduce)\w*", re.IGNORECASE
)
_FACTOR = re.compile(r"conversion factor|\bcf\b", re.IGNORECASE)
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
    """Amounts for the codes named, or the conversion factor, where dollars are asked for."""
    if "payment" not in question.topics or question.payer in _OTHERS:
        return ()
    if _FACTOR.search(question.asked):
        return (_factor(question, reference),)
    if _TAKES_PART.search(question.asked) and question.codes and not question.services:
        return _reduced(question, reference)
    asked = bool(_AMOUNT.search(question.asked)) and not _RULE.search(question.asked)
    lines = _lines(question)
    if not lines or not asked:
        return ()
    named = question.dated or bool(question.years)
    on = question.as_of if named else date(2025, 12, 31)
    place = _place(question.asked, on, reference)
    try:
        priced = day(lines, on, reference, place)
        fact = _fact(priced, lines, on, question.as_of, _beside(lines, on, reference, place))
        shares = _shares(priced, question, on, reference)
        several = [] if place else _several(question.asked, on, reference)
        return (replace(fact, notes=(*shares, *several, *fact.notes)),)
    except (NotInForce, UnknownCode) as error:
        return (_without(str(error), lines, reference),)


def _reduced(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Which of the codes named take part in the therapy MPPR: multiple-procedure indicator 5 in the fee file."""
    on = question.as_of if question.dated or question.years else date(2025, 12, 31)
    rows = [row for code in question.codes[:4] if (row := reference.tables.rvu(code, on)) is not None and row.edition.year == on.year]
    if len(rows) < len(question.codes[:4]):
        return ()
    said = [f"{'Yes' if row.mppr else 'No'}: MPPR {'applies' if row.mppr else 'does not apply'} to {row.code}" for row in rows]
    statement = (said[0] if len(said) == 1 else "; ".join(one.split(": ", 1)[1] for one in said)) + "."
    share = reference.rules.in_force("mppr", on)
    cited = reference.tables.cite(reference.sources, "rvu", rows[0].edition, f"{', '.join(row.code for row in rows)} multiple-procedure indicator")
    notes = ("Indicator 5 in Medicare's fee file marks the codes that take part. The unit with the highest practice expense of the day stays whole, every other one gets 50 % of its practice expense.",)
    return (Fact("payment", statement, {"mppr": {row.code: row.mppr for row in rows}}, (), (cited, share.citation), notes, fit=0.92, acts=("payment.mppr",)),)


def _place(text: str, on: date, reference: Reference) -> str:
    """The Medicare locality a question names ("in Manhattan", "Ohio"); empty where none or more than one fits."""
    said = text.upper()
    found: dict[str, int] = {}
    for row in reference.tables.places(on):
        for name in map(str.strip, re.split(r"[/(),*-]| CNTY\b| COUNT(?:Y|IES)\b|\bMETROPOLITAN ", row.name.upper())):
            if len(name) > 3 and not name.startswith("REST OF") and re.search(rf"(?<![A-Z]){re.escape(name)}(?![A-Z])", said):
                found[row.id] = max(found.get(row.id, 0), len(name))
    longest = max(found.values(), default=0)
    best = [place for place, length in found.items() if length == longest]
    return best[0] if len(best) == 1 else ""


def _several(text: str, on: date, reference: Reference) -> list[str]:
    """A state that Medicare prices by several localities: says so, since none of them was named."""
    rows = list(reference.tables.places(on))
    states = {row.state: row.name.upper().removeprefix("REST OF ") for row in rows if row.name.upper().startswith("REST OF ")}
    for state, name in states.items():
        if re.search(rf"\b{re.escape(name)}\b", text.upper()):
            places = "; ".join(row.name.split(" (")[0].title() for row in rows if row.state == state)
            return [f"Medicare prices {name.title()} by locality; name one for its own amount: {places}."]
    return []


def _shares(priced: Priced, question: Question, on: date, reference: Reference) -> list[str]:
    """What patient and Medicare pay of a line with CQ or CO: coinsurance, then 15 % off Medicare's part, then sequestration."""
    marked = {s.code for s in question.services if {"CQ", "CO"} & set(s.modifiers)}
    by_assistant = {"CQ", "CO"} & set(question.modifiers) or "assistants" in question.topics
    if not marked and len(question.codes) == 1 and by_assistant:
        marked = set(question.codes)
    if not marked:
        return []
    paid = reference.rules.in_force("assistant-payment", on).amount("paid")
    kept = reference.rules.in_force("sequestration", on).amount("kept")
    patient = reference.rules.in_force("coinsurance", on).amount("patient")
    said = []
    for unit in priced.units:
        if unit.code in marked:
            one = split(unit.amount, deductible_left=Decimal(0), patient=patient, assistant_paid=paid, kept=kept)
            said.append(
                f"{unit.code} with CQ or CO, the deductible met: patient ${one.coinsurance}, Medicare ${one.medicare} after its 15 % cut, ${one.paid} after sequestration."
            )
    return list(dict.fromkeys(said))


def _without(why: str, lines: list[tuple[str, int]], reference: Reference) -> Fact:
    cited = reference.sources.cite(f"cms-pfs-rvu25d {lines[0][0]}")
    note = "Look the amount up in your contractor's fee schedule for that year and locality."
    reason = None if why.startswith("Medicare") else Reason.NOT_IN_FORCE
    return Fact("payment", why, {}, (), (cited,), (note,), fit=0.9, reason=reason, acts=("payment.amount",))


def _beside(lines: list[tuple[str, int]], on: date, reference: Reference, place: str) -> Decimal | None:
    """A single code's second unit: its amount with the practice expense cut; None outside MPPR."""
    second = day([(lines[0][0], 2)], on, reference, place).units[1]
    return second.amount if second.reduced else None


def _lines(question: Question) -> list[tuple[str, int]]:
    """(code, units) of the services, units as submitted or 1; else the codes named, one unit each."""
    if any(s.units for s in question.services):
        return [(s.code, s.units or 1) for s in question.services]
    return [(code, 1) for code in question.codes]


def _fact(priced: Priced, lines: list[tuple[str, int]], on: date, today: date, beside: Decimal | None) -> Fact:
    """beside: what a single code is allowed next to a procedure with a higher practice expense."""
    old = today.year > on.year
    when = f"in {on.year}" + (" (the newest file I hold)" if old else "")
    if len(lines) == 1 and lines[0][1] == 1:
        statement = _single(priced.units[0], f"{when}, {_where(priced)}", beside)
    else:
        parts = ", ".join(f"{u.code} ${u.amount}{' (reduced)' if u.reduced else ''}" for u in priced.units)
        statement = f"Medicare allows ${priced.total} for these lines {when}, {_where(priced)}: {parts}."
    steps = [_step(unit) for unit in priced.units]
    reduced = any(u.reduced for u in priced.units)
    notes = [
        "The highest practice expense of the day is paid in full, every other unit's at 50 % (MPPR); work and malpractice are never cut." if reduced else "",
        "Of the allowed amount Medicare pays 80 % after the deductible and the patient 20 %" + ("; your locality's amount differs." if priced.locality == "national" else "."),
    ]
    counts = Counter((u.code, u.amount, u.reduced) for u in priced.units)
    rows = [{"code": c, "units": n, "amount": str(a), "reduced": r} for (c, a, r), n in counts.items()]
    value = {"lines": rows, "total": str(priced.total), "locality": priced.locality, "edition": priced.edition}
    table = None
    if len(priced.units) > 1:
        cells = tuple((c, str(n), f"${a}", "50 % of practice expense" if r else "in full") for (c, a, r), n in counts.items())
        table = Table(("code", "units", "allowed, each", "paid"), cells)
    return Fact("payment", statement, value, tuple(steps), priced.citations, tuple(n for n in notes if n), table, fit=0.9, acts=("payment.amount", "payment.mppr", "payment.assistant"))


def _where(priced: Priced) -> str:
    return priced.locality if priced.locality == "national" else priced.locality.split(" (")[0].title()


def _single(unit: PricedUnit, when: str, beside: Decimal | None) -> str:
    said = f"Medicare allows ${unit.full} for one unit of {unit.code} {when}"
    if beside is None:
        return f"{said}; the multiple-procedure reduction does not apply to it."
    return f"{said}, or ${beside} where another procedure that day takes the full practice expense (MPPR)."


def _step(unit: PricedUnit) -> str:
    return f"{unit.code}: ${unit.full} in full" + (f", ${unit.amount} with half of its practice expense." if unit.reduced else ".")


def _factor(question: Question, reference: Reference) -> Fact:
    year = question.years[0] if question.years else question.as_of.year
    try:
        rule = reference.rules.in_force("conversion-factor", date(year, 7, 1))
    except NotInForce:
        last = reference.rules.rule("conversion-factor").values[-1]
        said = f"I don't have it: no conversion factor for {year} is in my sources."
        known = f"For {last.start.year if last.start else ''} it is ${last['factor']} (not in an advanced payment model)."
        return Fact("payment", said, {}, (), (last.citation,), (known,), fit=0.9, reason=Reason.NOT_IN_FORCE, acts=("payment.factor",))
    said = f"The {year} Medicare physician fee schedule conversion factor is ${rule['factor']}" + (" (for those not in an advanced payment model)." if year >= 2026 else ".")
    return Fact("payment", said, {"year": year, "conversion_factor": rule["factor"]}, (), (rule.citation,), fit=0.93, acts=("payment.factor",))
