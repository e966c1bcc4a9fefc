"""Passages as JSON lines of a generation, and back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from assistant.schema import Citation, Passage, Reason, Tier


def to_json(record: Any) -> Any:
    """A record (or a tuple, date, enum) as plain JSON values."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_json(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, tuple | list):
        return [to_json(item) for item in record]
    if isinstance(record, date):
        return record.isoformat()
    if isinstance(record, Enum):
        return record.value
    return record


def passage_from_json(row: dict[str, Any]) -> Passage:
    """The passage a line of passages.jsonl holds."""
    return Passage(
        **{
            **row,
            "heading": tuple(row["heading"]),
            "citations": tuple(citation_from_json(c) for c in row["citations"]),
            "codes": tuple(row["codes"]),
            "payers": tuple(row["payers"]),
            **{name: tuple(row.get(name, ())) for name in ("plans", "differs", "groups")},
            "asks": tuple(row["asks"]),
            "cues": tuple(row["cues"]),
            "in_force_from": _day(row["in_force_from"]),
            "in_force_to": _day(row["in_force_to"]),
            "tier": Tier(row["tier"]),
            "reason": Reason(row["reason"]) if row["reason"] else None,
        }
    )


def citation_from_json(row: dict[str, Any]) -> Citation:
    """The citation a JSON object holds."""
    dates = {name: _day(row[name]) for name in ("in_force_from", "in_force_to")}
    return Citation(**{**row, **dates, "tier": Tier(row["tier"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
