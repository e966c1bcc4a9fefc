"""What the steps of an answer rely on: an index to search, a writer to word. Fakes in tests implement these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.schema import Fact, Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found in an index, with the plain features the ranker weighs.

    Cosines of the question to the passage's keys (its text, its heading, the wordings people ask it in): the
    best, the text's own, the mean of the best three; -1 to 1. Words: BM25 scores over the best key's of this
    question, best and mean of the best three, the text's own; 0 to 1. Point: cosine of the question to the learned place of the
    passage's questions, -1 to 1; share: what of the question falls to it among all such places, 0 to 1; focus,
    focus_share: the same of that part of a long question that asks; after, after_share: of a turn written after what the
    answer before was about. Middle, middle_focus, middle_after: the best cosine of each of the three to a middle of the
    questions that it was learned to answer; middle_mean: the first's, averaged over the middles.
    """

    passage: Passage
    cosine: float = 0.0
    words: float = 0.0
    cosine_text: float = 0.0
    cosine_mean: float = 0.0
    words_mean: float = 0.0
    point: float = 0.0
    share: float = 0.0
    words_text: float = 0.0
    focus: float = 0.0
    focus_share: float = 0.0
    after: float = 0.0
    after_share: float = 0.0
    middle: float = 0.0
    middle_focus: float = 0.0
    middle_after: float = 0.0
    middle_mean: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may answer: its record, and how the question lies to it (for a fact: to the act it performs)."""

    record: Fact | Passage
    hit: Hit


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

    def search(self, text: str, asked: str = "", focus: str = "", after: str = "", limit: int = 32) -> Sequence[Hit]:
        """Passages near by the words of `text` and by the meaning of `asked`, `focus` and `after`, unranked beyond their scores."""

    def about(self, codes: Sequence[str]) -> Sequence[Passage]:
        """Passages whose section is about one of these codes or modifiers."""

    def hits(self, text: str, asked: str, focus: str, passages: Sequence[Passage], after: str = "") -> Sequence[Hit]:
        """These passages' scores for a text, found by it or not, in their order."""

    def points_of(self, passages: Sequence[Passage]) -> Any:
        """Where the questions of these passages lie, in their order."""

    def vector(self, text: str) -> Any:
        """The unit vector of a text."""

    def shares(self, asked: str) -> Mapping[str, float]:
        """What of a question falls to each act of a tool, 0 to 1."""

    def limits(self, text: str) -> Sequence[Passage]:
        """Limits for which a wording of this lower-case text speaks."""

    def passage(self, passage_id: str) -> Passage | None:
        """One passage by its stable id."""

    @property
    def terms(self) -> Mapping[str, Passage]:
        """Terms of the field ("MUE", "column 1") and the glossary passage that explains each."""

    @property
    def sheets(self) -> Sequence[tuple[Passage, str]]:
        """Passages of organisations' documents that hold rows of a table, each with its lower-case text."""

    @property
    def rarity(self) -> Mapping[str, float]:
        """How rare each word is among the passages (natural logarithm)."""
