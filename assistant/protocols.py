"""What the steps of an answer rely on: an index to search, a writer to word. Fakes in tests implement these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.schema import Draft, Evidence, Passage, Question


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found in an index, with the plain features the ranker weighs.

    Cosines of the question to the passage's keys (its text, its heading, the wordings people ask it in): the
    best, the text's own, the mean of the best three; -1 to 1. Words: BM25 scores over the best key's of this
    question, best and mean of the best three; 0 to 1.
    """

    passage: Passage
    cosine: float = 0.0
    words: float = 0.0
    cosine_text: float = 0.0
    cosine_mean: float = 0.0
    words_mean: float = 0.0


class Index(Protocol):
    """A searchable generation of passages (assistant/library/index.py)."""

    @property
    def generation(self) -> str:
        """Name of the generation in use."""

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder the vectors were made with."""

    def spelled(self, text: str) -> str:
        """The text with unknown words put into words the passages hold."""

    def search(self, text: str, limit: int = 24) -> Sequence[Hit]:
        """Passages near `text` by words and by meaning, unranked beyond the two scores."""

    def about(self, codes: Sequence[str]) -> Sequence[Passage]:
        """Passages whose section is about one of these codes or modifiers."""

    def hits(self, text: str, passages: Sequence[Passage]) -> Sequence[Hit]:
        """These passages' scores for a text, found by it or not, in their order."""

    def limits(self, text: str) -> Sequence[Passage]:
        """Limits for which a wording of this lower-case text speaks."""

    def passage(self, passage_id: str) -> Passage | None:
        """One passage by its stable id."""

    @property
    def terms(self) -> Mapping[str, Passage]:
        """Terms of the field ("MUE", "column 1") and the glossary passage that explains each."""

    @property
    def rarity(self) -> Mapping[str, float]:
        """How rare each word is among the passages (natural logarithm)."""


class Writer(Protocol):
    """Words an answer from evidence; never computes."""

    def write(self, question: Question, evidence: Evidence) -> Draft:
        """Lay the evidence out as short claims, each naming its evidence ids."""
