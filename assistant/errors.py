"""Every error the project raises, named by who must act.

AssistantError
├── QuestionError       the asker must change something; becomes a declined answer or exit code 2
│   ├── BadInput        a value that cannot be (negative minutes, a date that does not exist)
│   ├── UnknownCode     no such code in our tables, or not valid on that date
│   └── NotInForce      no rule for that date: too early, too late, not known yet
├── KnowledgeError      we must act: a rule, table, source or document is wrong; escapes
│   ├── TableError      an official file or one of our tables is broken, with the line
│   ├── IndexUnavailable the index is missing, stale or damaged
│   └── Unreadable      one of an organisation's own documents cannot be read; it is left out, the rest goes in
├── SettingsError       whoever runs the program must change a setting
└── ModelError          the chat model failed; the default writer answers instead

Messages say what was wrong, with which value, and what to do. They never hold a question's text.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of every error of this project."""


class QuestionError(AssistantError):
    """The asker must change something."""


class BadInput(QuestionError):
    """A value that cannot be."""


class UnknownCode(QuestionError):
    """No such code or modifier in our tables, or not on that date."""


class NotInForce(QuestionError):
    """No rule in force on the date asked for."""


class KnowledgeError(AssistantError):
    """Our own knowledge is wrong or cannot be read."""


class TableError(KnowledgeError):
    """A table or an official file is broken; the message names the line."""


class IndexUnavailable(KnowledgeError):
    """The index is missing, stale or damaged; `python ingest.py` builds it."""


class RecordUnavailable(AssistantError):
    """The database of answers and feedback cannot be opened or does not answer."""


class Unreadable(KnowledgeError):
    """A document cannot be read; the message says why, and what would help."""


class SettingsError(AssistantError):
    """A setting is unknown or has a bad value."""


class ModelError(AssistantError):
    """The optional chat model failed."""
