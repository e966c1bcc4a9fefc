"""Who says so: knowledge/sources.toml as records, and citations made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.reference.whole import entries
from assistant.schema import Citation, Tier


@dataclass(frozen=True, slots=True)
class Source:
    """A publication: edition as printed, tier as in schema.Tier, review = look again by this day."""

    id: str
    title: str
    publisher: str
    edition: str
    url: str
    tier: Tier
    review: date | None = None


class Sources(Mapping[str, Source]):
    """All sources by id. An unknown id is our mistake: KnowledgeError."""

    def __init__(self, rows: Mapping[str, Source]) -> None:
        self._rows = dict(rows)

    def __getitem__(self, key: str) -> Source:
        try:
            return self._rows[key]
        except KeyError:
            raise KnowledgeError(f"Source {key!r} is not in knowledge/sources.toml; add it there.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def cite(
        self,
        reference: str,
        *,
        start: date | None = None,
        end: date | None = None,
        tier: Tier | None = None,
    ) -> Citation:
        """Make the Citation of a "source-id locator", such as "cms-100-04-ch5 §20.2.C".

        start and end: the dates between which what is cited is in force. tier: weaker than the
        source's own when the fact is (never stronger).
        """
        source_id, _, locator = reference.partition(" ")
        source = self[source_id]
        order = list(Tier)
        worst = max(source.tier, tier or source.tier, key=order.index)
        return Citation(source_id, source.title, locator, source.url, start, end, worst, source.publisher, source.edition)


def read_sources(path: Path) -> Sources:
    """Read sources.toml. Raises KnowledgeError naming the entry that is wrong."""
    rows: dict[str, Source] = {}
    for entry in entries(path, "source", ("id", "title", "publisher", "edition", "url", "tier"), ("review",)):
        try:
            source = Source(**{**entry, "tier": Tier(entry["tier"])})
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{path.name}: source {entry.get('id', '?')!r}: {error}") from error
        if source.id in rows:
            raise KnowledgeError(f"{path.name}: source id {source.id!r} stands twice")
        rows[source.id] = source
    return Sources(rows)
