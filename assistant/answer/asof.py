"""A date of service as a caller gives it: a date, or text as people write one.

>>> day_of("2026-11-23"), day_of("3/1/2025"), day_of(None)
(datetime.date(2026, 11, 23), datetime.date(2025, 3, 1), None)
"""

from __future__ import annotations

import re
from datetime import date, datetime

from assistant.errors import BadInput
from assistant.library.loaders.document import day_in

_DAY = re.compile(r"\s*(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})\s*")


def day_of(value: date | str | None) -> date | None:
    """The day; None for none given. Raises BadInput for text that is no date."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if not value.strip():
        return None
    found = day_in(value) if _DAY.fullmatch(value) else None
    if found is None:
        raise BadInput(f"as_of {value[:40]!r} is not a date like 2026-11-23.")
    return found
