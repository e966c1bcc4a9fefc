"""A day as a caller gives it: exactly YYYY-MM-DD, in years that can be meant. Whatever people write in a question is read by answer/understand.

>>> day_of("2026-11-23"), day_of(None), day_of("")
(datetime.date(2026, 11, 23), None, None)
"""

from __future__ import annotations

import contextlib
import re
from datetime import date, datetime

from assistant.errors import BadInput
from assistant.privacy.shown import shown

FIRST, LAST = date(1966, 1, 1), date(2100, 12, 31)  # Medicare paid first in 1966
_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_of(value: object, name: str = "as_of") -> date | None:
    """The day; None for none given. Raises BadInput, naming the field, for whatever is no day between FIRST and LAST."""
    if value is None or value == "":
        return None
    day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    if isinstance(value, str) and _FORM.fullmatch(value):
        with contextlib.suppress(ValueError):
            day = date.fromisoformat(value)
    if day is None:
        raise BadInput(f"{name}: {shown(value)} is not a day; write it as 2026-11-23.")
    if not FIRST <= day <= LAST:
        raise BadInput(f"{name}: {day} is not a day between {FIRST.year} and {LAST.year}; write it as 2026-11-23.")
    return day


def checked(value: object) -> date | None:
    """The same for a field of a pydantic record, which names itself and tells a ValueError."""
    if value == "":
        raise ValueError("no day; leave it out, or write it as 2026-11-23.")
    try:
        return day_of(value)
    except BadInput as error:
        raise ValueError(str(error).removeprefix("as_of: ")) from error
