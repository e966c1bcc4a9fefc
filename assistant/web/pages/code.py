"""One code in full: what it is, limits, pairs with who is denied, the fee by place, what the note must show, denials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.errors import AssistantError
from assistant.protocols import Index
from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.reference.tables import SETTINGS
from assistant.schema import Passage
from assistant.tools import codewords, payment
from assistant.tools.pairs import pair_on
from assistant.tools.partners import first_day
from assistant.web.pages.prose import prose

ABOUT = 3  # codes of a section that is still about this one
_NOTE = re.compile(r"\bnotes?\b|document|checklist|must .*show|supported|goal", re.IGNORECASE)
_DENIED = re.compile(r"\bden(?:y|ies|ied|ial)|appeal|reject|audit", re.IGNORECASE)
_INDICATOR = {"0": "never paid together", "1": "a modifier may bypass it", "9": "no edit"}


def shown(code: Code, on: date, reference: Reference, index: Index, locality: str = "") -> dict[str, Any]:
    """All that is known of a code on a day."""
    about = [one for one in index.about([code.code]) if len(one.codes) <= ABOUT and one.kind in ("guidance", "own")]
    note = [one for one in about if _NOTE.search(one.heading[-1])]
    denied = [one for one in about if one not in note and _DENIED.search(one.heading[-1])]
    bases = reference.tables.bases(code.code, on)
    return {
        "code": code,
        "said": codewords.what_said(code),
        "timed": codewords.timed_said(code),
        "status": "" if code.active(on) else codewords.status_said(code, on),
        "flag": codewords.flag_said(code),
        "limits": limits(code, on, reference),
        "pairs": {setting: pairs(code, on, reference, setting) for setting in SETTINGS},
        "bases": bases.bases if bases else (),
        "fee": fee(code, on, reference, locality),
        "note": _sections(note),
        "denied": _sections(denied),
        "asked": [(one.heading[-1], one.id) for one in about if one not in note and one not in denied],
    }


def limits(code: Code, on: date, reference: Reference) -> list[dict[str, Any]]:
    """Units a day by setting (MUE), with edition and age."""
    rows = [(setting.replace("_", " "), reference.tables.mue(code.code, setting, on)) for setting in SETTINGS]
    rows.append(("Medicaid", reference.tables.medicaid_mue(code.code, on)))
    return [{"setting": setting, "units": row.units, "mai": row.mai, "edition": row.edition.words, "age": row.edition.age(on)} for setting, row in rows if row]


def pairs(code: Code, on: date, reference: Reference, setting: str) -> list[dict[str, Any]]:
    """Active pairs with other therapy codes: the other, which of the two is denied, what may bypass it, since when (empty where it is not held)."""
    found = []
    for row in reference.tables.pairs(setting, on):
        other = row.column2 if row.column1 == code.code else row.column1
        if code.code in (row.column1, row.column2) and other in reference.codes:
            words = _INDICATOR.get(row.indicator, row.indicator)
            since = first_day(pair_on(code.code, other, setting, on, reference), reference)
            found.append({"other": other, "denied": row.column2, "indicator": row.indicator, "words": words, "since": since, "edition": row.edition.words})
    return sorted(found, key=lambda one: (one["other"], one["denied"]))


def fee(code: Code, on: date, reference: Reference, locality: str) -> dict[str, Any]:
    """What Medicare allows for the first unit and for each further one (MPPR), in a place; the newest year held where this has none."""
    years = [one.year for one in reference.tables.editions("rvu")]
    day = on if on.year in years or not years else date(max(years), 12, 31)
    places = [(place.id, f"{place.state}: {place.name}") for place in reference.tables.places(day)]
    shown: dict[str, Any] = {"year": day.year, "asked": on.year, "places": sorted(places, key=lambda one: one[1]), "locality": locality, "problem": ""}
    try:
        priced = payment.day([(code.code, 2)], day, reference, locality)
    except AssistantError as error:
        return {**shown, "problem": str(error)}
    first, further = priced.units[:2]
    return {**shown, "first": first.amount, "further": further.amount, "reduced": further.reduced, "where": priced.locality, "edition": priced.edition, "citations": priced.citations}


def _sections(passages: Sequence[Passage]) -> list[dict[str, Any]]:
    return [{"heading": one.heading[-1], "text": prose(one.text), "id": one.id, "cited": one.citations} for one in passages]
