"""What the steps of an answer rely on: an index to search, a writer to word. Fakes in tests implement these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.schema import Draft, Evidence, Passage, Question


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found in an index, with the plain features the ranker weighs.

    cosine: best similarity of any of the passage's vectors (its text, its asked wordings) to the
    question, −1…1. words: BM25 score over the best one found, 0…1.
    """

    passage: Passage
    cosine: float = 0.0
    words: float = 0.0


class Index(Protocol):
    """A searchable generation of passages (assistant/library/index.py)."""

    @property
    def generation(self) -> str:
        """Name of the generation in use."""

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder the vectors were made with."""

    def search(self, text: str, limit: int = 40) -> Sequence[Hit]:
        """Passages near `text` by words and by meaning, unranked beyond the two scores."""

    def about(self, codes: Sequence[str]) -> Sequence[Passage]:
        """Passages whose section is about one of these codes or modifiers."""

    def likeness(self, text: str, passage: Passage) -> float:
        """Best cosine of a text to any key of a passage."""

    def passage(self, passage_id: str) -> Passage | None:
        """One passage by its stable id."""

    @property
    def rarity(self) -> Mapping[str, float]:
        """How rare each word is among the passages (natural logarithm)."""


class Writer(Protocol):
    """Words an answer from evidence; never computes."""

    def write(self, question: Question, evidence: Evidence) -> Draft:
        """Lay the evidence out as short claims, each naming its evidence ids."""
