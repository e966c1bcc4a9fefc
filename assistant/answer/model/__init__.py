"""The optional chat model: it may read what the rules leave open, choose where the judge is not sure, and word what was found.

    model = ChatModel.open(Settings(model="openai:gpt-5-mini"))   # ASSISTANT_MODEL; the key in the provider's own variable

Imported only when a model is set. What it reads is checked against the question (reader.py), what it chooses is one of
the judge's own candidates (chooser.py), what it words is checked against the evidence (support.py, then verify); where
it fails in any way the program's own answer is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer.model.calls import Caller
from assistant.answer.model.chooser import choose
from assistant.answer.model.connect import connect
from assistant.answer.model.counts import Counts
from assistant.answer.model.reader import read
from assistant.answer.model.writer import write
from assistant.reference import Reference
from assistant.schema import Draft, Evidence, Question
from assistant.settings import Settings

__all__ = ["ChatModel"]


class ChatModel:
    """One chat model as reader, chooser and writer; safe to use from many threads."""

    def __init__(self, caller: Caller, counts: Counts) -> None:
        self._caller = caller
        self.counts = counts

    @classmethod
    def open(cls, settings: Settings) -> ChatModel:
        """The model that the settings name; nothing is sent yet. Raises SettingsError."""
        counts = Counts()
        return cls(Caller(connect(settings), settings.model_seconds, settings.model_at_once, counts), counts)

    def read(self, question: Question, history: Sequence[str], reference: Reference) -> Question:
        """The question with what the rules left open filled in, where that can be checked; never raises ModelError."""
        return read(question, history, reference, self._caller)

    def choose(self, question: Question, history: Sequence[str], evidence: Evidence) -> Evidence:
        """The evidence with what the model chose before the rest, where the judge is not sure; never raises ModelError."""
        return choose(question, history, evidence, self._caller)

    def write(self, question: Question, evidence: Evidence, default: Draft) -> Iterator[Draft]:
        """The default draft in the model's words, growing claim by claim; the last one is whole. Never raises ModelError."""
        return write(question, evidence, default, self._caller)
