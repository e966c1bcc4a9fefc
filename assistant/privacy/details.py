"""Finds what tells who a patient is, and takes it out: it is never kept, searched or shown.

Names with evidence around them, birth dates, Medicare, Social Security, record, account and claim numbers, addresses,
telephone numbers and e-mail addresses. Dates of service, codes, NPIs, payers, therapists and "patient A" stay.

>>> scrub("Jane Roe, DOB 4/2/50, MBI 1EG4..., 20 min 97110")
('[removed], [removed], [removed], 20 min 97110', True)
>>> scrub("Patient A gets 18 minutes of 97110, DOS 1/5/25")
('Patient A gets 18 minutes of 97110, DOS 1/5/25', False)
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.privacy.names import names
from assistant.privacy.weighing import Found, data, finds
from assistant.privacy.wrappings import read

REMOVED = "[removed]"


def scrub(text: str) -> tuple[str, bool]:
    """The text with every such detail replaced by REMOVED, and whether there was one."""
    seen = read(text)
    by_form = finds(seen.text)
    found = [seen.placed(one) for one in by_form + names(seen.text, by_form)]
    if not any(one.score >= data()["sure"] for one in found):
        return text, False
    kept = [one for one in found[: len(by_form)] if one.score >= data()["doubtful"]] + [one for one in found if one.score >= data()["likely"]]
    return _without(text, kept), True


def _without(text: str, found: Iterable[Found]) -> str:
    """The text without these places; what overlaps goes as one."""
    parts: list[str] = []
    done = 0
    for one in sorted(found, key=lambda place: (place.start, -place.end)):
        if one.start >= done:
            parts += [text[done : one.start], REMOVED]
        done = max(done, one.end)
    return "".join((*parts, text[done:]))
