"""Add-on codes and the base codes they need on the claim (NCCI add-on edits; our code table where it is silent).

>>> from pathlib import Path
>>> bases("97130", Reference.load(Path("knowledge")), date(2026, 11, 23))
('97129',)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.reference import Reference
from assistant.schema import Citation, Fact, Question


def bases(code: str, reference: Reference, on: date) -> tuple[str, ...]:
    """Base codes an add-on code needs on a day; empty for a code that is none."""
    row = reference.tables.bases(code, on)
    if row is not None and row.bases:
        return row.bases
    return reference.codes[code].parent if code in reference.codes else ()


def missing(codes: Sequence[str], reference: Reference, on: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Add-on codes named without any of their bases, with those bases."""
    needs = ((code, bases(code, reference, on)) for code in dict.fromkeys(codes))
    return tuple((code, need) for code, need in needs if need and not set(need) & set(codes))


def facts(question: Question, codes: Sequence[str], reference: Reference) -> tuple[Fact, ...]:
    """What each add-on code named needs; of other codes, which add-on codes stand beside them, where that is asked."""
    on = question.as_of
    lacking = dict(missing(codes, reference, on))
    found = [_fact(code, need, reference, on, lacking=code in lacking) for code in dict.fromkeys(codes) if (need := bases(code, reference, on))]
    if "addon" in question.topics and not found:
        found = [fact for code in codes for fact in _of(code, reference, on)]
    return tuple(found)


def _fact(code: str, need: Sequence[str], reference: Reference, on: date, *, lacking: bool) -> Fact:
    told = {"code": code, "bases": " or ".join(need)}
    said = reference.say("edits.addon", **told)
    note = reference.say("edits.addon-alone" if lacking else "edits.addon-part", **told)
    value = {"code": code, "bases": list(need)}
    return Fact("edits", said, value, (), _cite(code, reference, on), (note,), acts=("edits.addon",))


def _of(code: str, reference: Reference, on: date) -> list[Fact]:
    """Add-on codes of a base code."""
    further = [c for c in reference.codes if code in bases(c, reference, on)]
    if not further:
        return []
    said = reference.say("edits.addon-of", code=code, addons=" and ".join(further))
    value = {"code": code, "addons": further}
    return [Fact("edits", said, value, (), _cite(further[0], reference, on), (), acts=("edits.addon",))]


def _cite(code: str, reference: Reference, on: date) -> tuple[Citation, ...]:
    row = reference.tables.bases(code, on)
    edition = row.edition if row else reference.tables.editions("addon")[0]
    return (reference.tables.cite(reference.sources, "addon", edition, f"add-on {code}"),)
