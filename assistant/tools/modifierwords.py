"""Modifiers in words: what one means (knowledge/tables/modifiers.csv); one of no table is unknown, as a code is."""

from __future__ import annotations

from assistant.reference import Reference
from assistant.schema import Fact, Question, Reason

MOST = 4  # modifiers explained at once, as many as XE, XP, XS and XU


def meanings(question: Question, reference: Reference) -> list[Fact]:
    """What each modifier named means."""
    return [_meaning(name, question, reference) for name in list(dict.fromkeys(question.modifiers))[:MOST]]


def _meaning(name: str, question: Question, reference: Reference) -> Fact:
    row = reference.tables.modifiers.get(name)
    if row is None:
        said = f"{name} is not in my table of therapy modifiers, so I won't guess what it means."
        return Fact("lookup", said, {"modifier": name}, reason=Reason.UNKNOWN_CODE, acts=("lookup.modifier",))
    said = f"{name} means: {row.label}. {row.meaning[0].upper()}{row.meaning[1:]}."
    value = {"modifier": name, "label": row.label, "active": row.start is None or row.start <= question.as_of}
    cited = reference.sources.cite(row.source, start=row.start, end=row.end, tier=row.tier)
    note = f"{row.use[0].upper()}{row.use[1:]}."
    return Fact("lookup", said, value, (f"{name}: {row.meaning}",), (cited,), (note,), acts=("lookup.modifier",))
