"""KX on a claim: dollars used so far, and today's allowed amounts where the year's fee file is held, against the year's amount.

KX is an attestation, so it is never added or taken off here: the finding says what it would attest.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.errors import NotInForce, QuestionError
from assistant.reference import Reference
from assistant.reference.rulekinds import Payers
from assistant.tools import payment
from assistant.tools.claims.records import ClaimLine, Draft, Finding
from assistant.tools.thresholds import Amounts, amounts
from assistant.tools.wording import money


def check_kx(draft: Draft, reference: Reference) -> Draft:
    """One finding for each of the two amounts (PT with SLP, and OT) that has lines."""
    claim = draft.claim
    rule = reference.rules.in_force("claim-kx", claim.on, Payers)
    if claim.payer not in rule.payers:
        return draft
    try:
        year = amounts(claim.on.year, reference)
    except NotInForce:
        return draft.found(Finding("note", f"KX is not checked: no amount for {claim.on.year} in our sources."))
    for trades, limit in ((("PT", "SLP"), year.pt_slp), (("OT",), year.ot)):
        lines = [line for line in draft.billed if line.discipline in trades]
        if lines:
            found = _group(draft, lines, limit, year, reference)
            draft = draft.found(found) if found else draft
    return draft


def _group(draft: Draft, lines: list[ClaimLine], limit: Decimal, year: Amounts, reference: Reference) -> Finding | None:
    claim, cited = draft.claim, year.citations[:1]
    numbers = tuple(dict.fromkeys(n for line in lines for n in line.numbers))
    with_kx = [line for line in lines if "KX" in line.modifiers]
    if claim.used is None:
        text = "KX stands on the claim: say how many dollars are used so far and it is checked."
        return Finding("note", text, cited, numbers) if with_kx else None
    today = _allowed(draft, lines, reference)
    reached = claim.used + (today or Decimal(0))
    sure = claim.used >= limit or reached > limit
    told = f"{money(claim.used)} used" + (f" and about {money(today)} today" if today else "")
    if sure and len(with_kx) < len(lines):
        text = f"{told}: above the {claim.on.year} amount of {money(limit)} the lines need KX, which says that they are necessary and that the record shows it. Only who knows the record may add it."
        return Finding("stop", text, cited, numbers)
    if not sure and with_kx:
        unsure = "" if today else "; today's amounts are not known here"
        text = f"{told}: below the {claim.on.year} amount of {money(limit)}, so KX is early unless it is expected to be passed{unsure}."
        return Finding("note", text, cited, numbers)
    if not sure and today is None:
        text = (
            f"{told}: {money(limit - claim.used)} is left before the {claim.on.year} amount of {money(limit)}; today's amounts are not "
            "known here. If they pass it, the lines need KX where they are necessary and the record shows it."
        )
        return Finding("note", text, cited, numbers)
    return None


def _allowed(draft: Draft, lines: list[ClaimLine], reference: Reference) -> Decimal | None:
    """Allowed dollars of the lines, national; None where the year's values are not held."""
    try:
        return payment.day([(line.code, line.units or 0) for line in lines], draft.claim.on, reference).total
    except QuestionError:
        return None
