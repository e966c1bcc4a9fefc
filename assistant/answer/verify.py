"""Draft → what may be shown: every code, number, modifier and date of a claim must stand in its evidence.

Verify never writes. What fails is taken out and told as an Objection; a claim that names evidence that was
not given goes too. Claims without evidence may only ask, or refuse in fixed words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.schema import Claim, Draft, Evidence, Fact, Objection, Outcome, Passage

_EXACT = re.compile(r"\$?\d[\d,]*(?:\.\d+)?|\b[A-Z]\d{4}\b|\b[A-Z]{2}\b|\bX[EPSU]\b|\[\d+\]")
_PLACE = re.compile(r"^\d+\. ", re.MULTILINE)  # of a step in a numbered list
_WORDS = {"PT", "OT", "US", "NO", "IF", "OR", "AT", "IT", "AN", "TO", "IN", "OF", "ON", "MA", "VA", "RE", "OK", "AS"}


def verify(evidence: Evidence, draft: Draft) -> tuple[Draft, tuple[Objection, ...]]:
    """The draft without what its evidence does not hold, and what was taken out."""
    kept: list[Claim] = []
    objections: list[Objection] = []
    for claim in draft.claims:
        why = objection(claim, evidence, draft.outcome)
        if why:
            objections.append(Objection(claim.text, why))
        else:
            kept.append(claim)
    return replace(draft, claims=tuple(kept)), tuple(objections)


def objection(claim: Claim, evidence: Evidence, outcome: Outcome) -> str:
    """Why a claim may not be shown; empty when it may."""
    records = evidence.ids()
    missing = [key for key in claim.evidence_ids if key not in records]
    if missing:
        return f"names evidence that was not given: {', '.join(missing)}"
    if not claim.evidence_ids:
        fixed = outcome is not Outcome.ANSWERED or claim.role == "ask"
        return "" if fixed else "names no evidence"
    held = exact(" ".join(_text(records[key]) for key in claim.evidence_ids))
    rows = " ".join(" ".join(row) for row in claim.table.rows) if claim.table else ""
    unheld = [token for token in sorted(exact(f"{_PLACE.sub('', claim.text)} {rows}")) if token not in held]
    return f"not in its evidence: {', '.join(unheld)}" if unheld else ""


def exact(text: str) -> set[str]:
    """Codes, numbers, amounts, modifiers and dates of a text, in one form ($2,480 → 2480)."""
    return {token.strip("$").replace(",", "") for token in set(_EXACT.findall(text))} - _WORDS


def _text(record: Fact | Passage) -> str:
    if isinstance(record, Passage):
        cited = " ".join(f"{c.title} {c.locator} {c.in_force_from} {c.in_force_to}" for c in record.citations)
        return f"{' '.join(record.heading)} {record.text} {cited}"  # of `plain` nothing: it may say no number of its own
    cells: Iterable[str] = (cell for row in record.table.rows for cell in row) if record.table else ()
    cited = " ".join(f"{c.title} {c.locator} {c.edition} {c.in_force_from} {c.in_force_to}" for c in record.citations)
    return " ".join([record.statement, *record.steps, *record.notes, *cells, str(record.value), cited])
