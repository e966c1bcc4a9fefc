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
from assistant.reference.rulekinds import Amount, Threshold
from assistant.schema import Citation, Fact, Question, Reason
from assistant.tools.wording import lower, money

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
    on = date(year, 7, 1)
    rule = reference.rules.in_force("kx-threshold", on, Threshold)
    review = reference.rules.held("medical-review", on, Amount)
    cited = (rule.citation, *((review.citation,) if review else ()))
    return Amounts(year, rule.pt_slp, rule.ot, review.amount if review else None, cited)


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
    say, year = reference.say, found.year
    value = {"year": year, "pt_slp": str(found.pt_slp), "ot": str(found.ot)}
    value["medical_review"] = str(found.review) if found.review is not None else ""
    both = {"year": year, "pt_slp": money(found.pt_slp), "ot": money(found.ot)}
    statement = say("thresholds.amount", **both)
    review = say("thresholds.review-starts", review=money(found.review)) if found.review is not None else ""
    if question.says("asks.review") and found.review is not None:
        statement = say("thresholds.review", review=money(found.review), year=year)
        review = say("thresholds.another-amount", **both)
    notes = [review, say("thresholds.what-kx-says")]
    if question.payer == "medicare_advantage":
        statement = say("thresholds.plan", said=lower(statement))
    said = _said_of(question, found, reference) if question.amounts else []
    if said:
        statement, *extra = said
        notes = [*extra, *notes]
    acts = ("thresholds.now", "thresholds.amount") if said else ("thresholds.amount",)
    return Fact("thresholds", statement, value, _steps(question, found, reference), found.citations, tuple(n for n in notes if n), acts=acts)


def _held(found: Amounts, reference: Reference) -> tuple[str, ...]:
    """The year and its amounts."""
    say, review = reference.say, found.review
    amounts = say("thresholds.step-amounts", pt_slp=money(found.pt_slp), ot=money(found.ot))
    return (say("thresholds.step-year", year=found.year), amounts, *((say("thresholds.step-review", review=money(review)),) if review is not None else ()))


def _steps(question: Question, found: Amounts, reference: Reference) -> tuple[str, ...]:
    """The year, and the dollars named with what they add up to."""
    told = _toward(question, found) if question.amounts else None
    if told is None or not told.used:
        return _held(found, reference)
    parts = [*told.used, *((told.charge,) if told.charge is not None else ())]
    added = f"{' + '.join(map(money, parts))} = {money(sum(parts, Decimal(0)))}" if len(parts) > 1 else ""
    used = f"{' + '.join(map(money, told.used))} = {money(told.sum)}" if len(told.used) > 1 and told.charge is not None else ""
    left = f"{money(told.limit)} − {money(told.sum)} = {money(told.limit - told.sum)}"
    each = question.said.per_visit
    fits = int((told.limit - told.sum) // each) if each and told.sum < told.limit else 0
    visits = f"{money(told.sum)} + {fits} × {money(each)} = {money(told.sum + fits * each)}" if each else ""
    return tuple(step for step in (*_held(found, reference), used, added, left, visits) if step)


@dataclass(frozen=True, slots=True)
class _Toward:
    """Dollars toward one threshold: used already, each as told; the charge of one claim beside them; the limit, and whose it is."""

    used: tuple[Decimal, ...]
    charge: Decimal | None
    limit: Decimal
    ot: bool

    @property
    def sum(self) -> Decimal:
        """All that is used."""
        return sum(self.used, Decimal(0))


def _toward(question: Question, found: Amounts) -> _Toward:
    """The dollars told that count toward the amount asked about: OT's alone, or PT's and SLP's together.

    Of two sums of which nothing more is said the larger is used, the other a claim's; what is said to come on top, or is another discipline's, is used too.
    """
    spent = [one for one in question.spent if one.amount not in (found.pt_slp, found.ot, found.review)] or question.spent
    disciplines = {one.discipline for one in spent if one.discipline and not one.charge}
    ot = question.discipline == "OT" if question.discipline else disciplines == {"OT"}
    mine = [one for one in spent if one.discipline in (("", "OT") if ot else ("", "PT", "SLP"))]
    limit, each = (found.ot if ot else found.pt_slp), question.said.per_visit
    mine = [one for one in mine if one.amount != each] or mine
    used, charges = [one for one in mine if not one.charge], [one.amount for one in mine if one.charge]
    used = used or mine
    apart = len({one.discipline for one in used if one.discipline}) > 1 or any(one.more for one in used)
    sums = sorted((one.amount for one in used), reverse=True)
    if len(sums) > 1 and not apart and not charges and not each:
        return _Toward((sums[0],), sums[1], limit, ot)
    return _Toward(tuple(sums if apart else sums[:1]), charges[0] if charges and len(used) < len(mine) else None, limit, ot)


def _said_of(question: Question, found: Amounts, reference: Reference) -> list[str]:
    """What the dollars named mean: an amount claimed to be the threshold, or dollars used and the next charge."""
    named = [amount for amount in question.amounts if amount not in (found.pt_slp, found.ot, found.review)]
    known = {amount for value in reference.rules.values("kx-threshold", Threshold) for amount in (value.pt_slp, value.ot)}
    whose = any((one.discipline or one.more or one.charge) and one.amount not in known for one in question.spent)
    if not question.says("says.spent") and not whose:
        return _claimed(named[0], found, reference) if len(named) == 1 and found.year else []
    if question.says("kx.ot_line") and question.says("kx.pt_used") and not question.says("kx.ot_used"):
        return [reference.say("thresholds.ot-line", ot=money(found.ot), year=found.year)]
    if question.says("kx.pt_line") and question.says("kx.ot_used") and not question.says("kx.pt_used"):
        return [reference.say("thresholds.pt-line", pt_slp=money(found.pt_slp), year=found.year)]
    return _used(question, found, reference) if _toward(question, found).used else []


def _claimed(amount: Decimal, found: Amounts, reference: Reference) -> list[str]:
    """An amount said to be the threshold that it is not."""
    held = [value for value in reference.rules.values("kx-threshold", Threshold) if amount in (value.pt_slp, value.ot) and value.start]
    told = {"year": found.year, "pt_slp": money(found.pt_slp), "ot": money(found.ot), "amount": money(amount)}
    if held and held[0].start:
        return [reference.say("thresholds.not-that-year", **told, then=held[0].start.year)]
    return [reference.say("thresholds.not-that", **told)]


def _used(question: Question, found: Amounts, reference: Reference) -> list[str]:
    """What dollars already used, and a charge named beside them, mean for the next line."""
    say, toward = reference.say, _toward(question, found)
    group = say("thresholds.group-ot" if toward.ot else "thresholds.group-pt-slp")
    told = {"used": money(toward.sum), "year": found.year, "limit": money(toward.limit), "group": group}
    counted = say("thresholds.what-counts")
    if toward.sum >= toward.limit:
        return [say("thresholds.reached", **told)]
    each = question.said.per_visit
    if each and each != toward.sum:
        visits = int((toward.limit - toward.sum) // each)
        name = "thresholds.visit" if visits == 1 else "thresholds.visits"
        return [say(name, **told, each=money(each), visits=visits, sum=money(toward.sum + visits * each)), counted]
    if toward.charge is not None:
        name = "thresholds.passes" if kx_needed(toward.sum, toward.charge, toward.limit) else "thresholds.stays"
        return [say(name, **told, charge=money(toward.charge), sum=money(toward.sum + toward.charge)), counted]
    return [say("thresholds.left", **told, left=money(toward.limit - toward.sum)), counted]


def _unknown(year: int, reference: Reference) -> Fact:
    """A year whose amount is not held: later than the last one known, or before the first."""
    say, values = reference.say, reference.rules.values("kx-threshold", Threshold)
    first, last = values[0], values[-1]
    known = say("thresholds.last-known", year=last.start.year if last.start else "", pt_slp=money(last.pt_slp), ot=money(last.ot))
    later = bool(last.start and year > last.start.year)
    notes = (known, say("thresholds.later")) if later else (say("thresholds.earlier", year=first.start.year if first.start else ""), known)
    return Fact(
        "thresholds", say("thresholds.unknown", year=year), {"year": year}, (), (last.citation,), notes,
        reason=Reason.NOT_IN_FORCE, acts=("thresholds.amount", "thresholds.now"),
    )  # fmt: skip
