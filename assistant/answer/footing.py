"""What an answer rests on, told beside it: less than a primary source, or sources past their review day (knowledge/sources.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assistant.reference.sources import Source, Sources
from assistant.schema import Citation, Claim, Fact, Passage, Tier

MOST = 2  # sources named in one answer
DUE = "Due for review:"  # begins the line, by which the page knows it


def footing(lead: str, records: Mapping[str, Fact | Passage]) -> Iterator[Claim]:
    """Says in plain words that an answer rests on less than a primary source. lead: the id of what leads."""
    tier = _weakest(records[lead])
    if tier is Tier.SECONDARY:
        yield Claim("Rests on a secondary source, not on the publisher's own text: check it before you rely on it.", (lead,), "watch")
    if tier is Tier.UNCONFIRMED:
        yield Claim("Not confirmed in a source we could read: treat it as a pointer and check before you rely on it.", (lead,), "watch")


def _weakest(record: Fact | Passage) -> Tier:
    if isinstance(record, Passage):
        return record.tier
    return max((c.tier for c in record.citations), key=list(Tier).index, default=Tier.PRIMARY)


def overdue(sources: Sources, today: date) -> list[Source]:
    """Sources whose review day is past, the oldest first."""
    late = [source for source in sources.values() if source.review and source.review < today]
    return sorted(late, key=lambda source: (source.review or today, source.id))


def reminders(cited: Iterable[Citation], sources: Sources, today: date) -> tuple[str, ...]:
    """One line that names the cited sources past their review day; none where there are none."""
    named = {citation.source for citation in cited}
    late = [source for source in overdue(sources, today) if source.id in named][:MOST]
    listed = "; ".join(f"{_short(source.title)} since {source.review:%Y-%m}" for source in late)
    return (f"{DUE} {listed}.",) if listed else ()


def _short(title: str) -> str:
    """A title without what only describes it.

    >>> _short("Medicare Medically Unlikely Edits, practitioner and outpatient hospital")
    'Medically Unlikely Edits'
    >>> _short("Medicare Claims Processing Manual, chapter 5: Part B Outpatient Rehabilitation")
    'Claims Processing Manual, chapter 5'
    """
    name = title.partition(": ")[0].removeprefix("Medicare ")
    head, _, rest = name.partition(", ")
    return name if any(char.isdigit() for char in rest) else head
