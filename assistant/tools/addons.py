"""Add-on codes and the base codes they need on the claim (NCCI add-on edits; our code table where it is silent).

>>> from pathlib import Path
>>> bases("97130", Reference.load(Path("knowledge")))
('97129',)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.reference import Reference
from assistant.schema import Citation, Fact, Question

_ASKED = re.compile(
    r"\b(?:add-?ons?|base code|alone|by itself|on its own|without|primary code|parent|needs?|requires?)\b",
    re.IGNORECASE,
)


def bases(code: str, reference: Reference, on: date | None = None) -> tuple[str, ...]:
    """Base codes an add-on code needs; empty for a code that is none."""
    row = reference.tables.bases(code, on)
    if row is not None and row.bases:
        return row.bases
    return reference.codes[code].parent if code in reference.codes else ()


def missing(codes: Sequence[str], reference: Reference) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Add-on codes named without any of their bases, with those bases."""
    needs = ((code, bases(code, reference)) for code in dict.fromkeys(codes))
    return tuple((code, need) for code, need in needs if need and not set(need) & set(codes))


def facts(question: Question, codes: Sequence[str], reference: Reference) -> tuple[Fact, ...]:
    """Spoken where an add-on code is asked about, or billed without its base."""
    asked = "addon" in question.topics or _ASKED.search(question.asked) is not None
    billed = bool(question.topics & {"claim", "units"}) or any(
        s.minutes is not None for s in question.services
    )
    lacking = dict(missing(codes, reference))
    found = []
    for code in dict.fromkeys(codes):
        need = bases(code, reference, question.as_of)
        if need and (asked or (billed and code in lacking)):
            fit = 0.9 if asked else 0.6
            found.append(_fact(code, need, fit, reference, lacking=code in lacking))
    if "addon" in question.topics and not found:
        found = [fact for code in codes for fact in _of(code, reference)]
    return tuple(found)


def _fact(code: str, need: Sequence[str], fit: float, reference: Reference, *, lacking: bool) -> Fact:
    words = " or ".join(need)
    alone = "Alone it is denied. " if lacking else ""
    said = f"{code} is an add-on code: it is billed only with {words} on the same claim."
    note = f"{alone}{words} carries the first part of the time, {code} each further part."
    return Fact(
        "edits", said, {"code": code, "bases": list(need)}, (), _cite(code, reference), (note,), fit=fit, acts=("edits.addon",)
    )


def _of(code: str, reference: Reference) -> list[Fact]:
    """Add-on codes of a base code."""
    further = [c for c in reference.codes if code in bases(c, reference)]
    if not further:
        return []
    said = f"{code} has the add-on code {' and '.join(further)}, which is billed only beside it."
    value = {"code": code, "addons": further}
    return [Fact("edits", said, value, (), _cite(further[0], reference), (), fit=0.85, acts=("edits.addon",))]


def _cite(code: str, reference: Reference) -> tuple[Citation, ...]:
    row = reference.tables.bases(code)
    edition = row.edition if row else reference.tables.editions("addon")[0]
    return (reference.tables.cite(reference.sources, "addon", edition, f"add-on {code}"),)
