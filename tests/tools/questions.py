"""A question for a tool: its fields as given, cues and values read from its text as the reader does."""

from datetime import date

from assistant.answer.understand import cues, said
from assistant.schema import Question
from tests.conftest import KNOWLEDGE

TODAY = date(2026, 11, 23)


def asked(text, reference, *, as_of=TODAY, **fields):
    """The record a tool gets."""
    values, locality = said.read(text, reference, as_of)
    fields.setdefault("locality", locality)
    return Question(text, as_of, cues=cues.read(text, KNOWLEDGE), said=values, **fields)
