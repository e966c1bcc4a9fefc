"""What bodies of the REST routes may hold, as JSON Schema for the OpenAPI document: told here, checked where it is read.

The readers say in words of their own what is wrong, with line and key; a schema would say it in its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.schema import PAYERS
from assistant.tools.claims.file import DISCIPLINES, MOST_DOLLARS, MOST_LINES, MOST_UNITS, RULES, SETTINGS
from assistant.tools.counting.clock import DAY as LONGEST

Schema = dict[str, Any]
_GAP = r"[\s+-]*"  # what reference.codes.compact drops
_DIGITS = f"(?:[0-9]{_GAP})"
CODE = f"^{_GAP}(?:{_DIGITS}{{4}}[0-9TFUtfu]|[A-Va-v]{_GAP}{_DIGITS}{{3}}[0-9]){_GAP}$"
MODIFIER = f"^{_GAP}[0-9A-Za-z]{_GAP}[0-9A-Za-z]{_GAP}$"
MINUTES: Schema = {"minimum": 0, "maximum": LONGEST}
_YEARS = r"^(?:19(?:6[6-9]|[7-9]\d)|20\d\d|2100)-\d\d-\d\d$"  # of days.py
DAY: Schema = {"anyOf": [{"type": "string", "format": "date", "pattern": _YEARS}, {"type": "null"}]}
BY_CODE: Schema = {"propertyNames": {"pattern": CODE, "maxLength": 12}}
_EXAMPLE = {"code": "97110", "minutes": 36, "assistant_minutes": 23, "units": 2, "modifiers": ["GP", "CQ"]}


def choice(allowed: Iterable[str]) -> Schema:
    """One of several words, or nothing said."""
    return {"enum": [*allowed, "", None]}


def _said(allowed: Iterable[str]) -> Schema:
    """One of several words; null where it is not said."""
    return {"enum": [*allowed, None]}


def _whole(most: int) -> Schema:
    return {"type": ["integer", "null"], "minimum": 0, "maximum": most}


_LINE: Schema = {
    "type": "object",
    "additionalProperties": False,
    "required": ["code"],
    "properties": {
        "code": {"type": "string", "pattern": CODE},
        "minutes": _whole(LONGEST),
        "assistant_minutes": {**_whole(LONGEST), "description": "Of the minutes, those of a PTA or OTA; or who"},
        "who": {**_said(("therapist", "assistant")), "description": "Who gave all the minutes; or assistant_minutes"},
        "units": _whole(MOST_UNITS),
        "modifiers": {"type": "array", "uniqueItems": True, "items": {"type": "string", "pattern": MODIFIER}},
        "discipline": _said(DISCIPLINES),
    },
}
_LINES: Schema = {"type": "array", "minItems": 1, "maxItems": MOST_LINES, "items": _LINE}
CLAIM: Schema = {
    "additionalProperties": False,
    "required": ["date"],
    "oneOf": [{"required": ["line"]}, {"required": ["lines"]}],
    "properties": {
        "date": {"type": "string", "format": "date", "pattern": _YEARS, "description": "Date of service"},
        "payer": {**_said(PAYERS), "description": "medicare when left out"},
        "setting": {**_said(SETTINGS), "description": "practitioner when left out"},
        "discipline": {**_said(DISCIPLINES), "description": "For lines that name none"},
        "used": {"type": ["number", "string", "null"], "minimum": 0, "maximum": MOST_DOLLARS, "pattern": r"^\$?[0-9]{1,7}(\.[0-9]{1,2})?$", "description": "Dollars counted toward this year's KX amount before this claim"},
        "rule": {**_said(RULES), "description": "The plan's counting rule, where the payer alone does not say"},
        "line": _LINES,
        "lines": {**_LINES, "description": "Another name of line"},
    },
    "examples": [{"date": "2026-11-23", "payer": "medicare", "discipline": "PT", "line": [_EXAMPLE]}],
}
