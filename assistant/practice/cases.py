"""A case: what is asked, with its table or note, its answer, and why that answer is right.

A case is drawn by a maker (makers/) and marks itself through its answer (answers.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.practice.answers import Answer
from assistant.schema import Citation, Table, Tier

CAUTION = "No primary text stands behind this here: take it as likely, and check it with the payer."


@dataclass(frozen=True, slots=True)
class Case:
    """One case. topic: what it is about, so that a session does not ask the same twice. kind: which maker drew it.

    table: minutes and who gave them. steps: how the right answer comes about, in short sentences. passage: a
    heading and text of the knowledge, shown after answering. choice: why several answers are right. note: lines of a
    clinical note or story, shown with the question. decides: the line of it that decides. part: which step of how
    many, where a case is one step of a longer one. points: rules or code families of its topic that it teaches.
    """

    kind: str
    topic: str
    ask: str
    answer: Answer
    steps: tuple[str, ...]
    citations: tuple[Citation, ...]
    table: Table | None = None
    passage: tuple[str, str] | None = None
    choice: str = ""
    note: tuple[str, ...] = ()
    decides: str = ""
    part: tuple[int, int] = (1, 1)
    points: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why each option is right or not; empty for numbers and days."""
        return getattr(self.answer, "whys", ())

    @property
    def caution(self) -> str:
        """Said where no text of CMS or of a statute stands behind it; empty elsewhere."""
        return "" if any(one.tier is Tier.PRIMARY for one in self.citations) else CAUTION
