"""Sources past their review day, told softly beside an answer that rests on them (knowledge/sources.toml)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.reference.sources import Source, Sources
from assistant.schema import Citation

MOST = 2  # sources named in one answer


def overdue(sources: Sources, today: date) -> list[Source]:
    """Sources whose review day is past, the oldest first."""
    late = [source for source in sources.values() if source.review and source.review < today]
    return sorted(late, key=lambda source: (source.review or today, source.id))


def reminders(cited: Iterable[Citation], sources: Sources, today: date) -> tuple[str, ...]:
    """A sentence for each cited source past its review day."""
    named = {citation.source for citation in cited}
    late = [source for source in overdue(sources, today) if source.id in named][:MOST]
    return tuple(f"Due for review since {source.review}: {source.title}. See whether a newer edition is out." for source in late)
