"""Answers by id with what they rest on, and feedback, in SQLite or PostgreSQL through SQLAlchemy.

    store = Store.open("sqlite:///record.sqlite")
    store.keep(answer)
    store.say(Feedback(answer.id, "down", "not what I asked"))

Kept of an answer: its id, outcome, generation, the ids of its passages with a hash of their text, and what its tools
stated with sources and dates. The question is kept only with feedback, when its asker ticked that and it held no
patient details (feedback.py). Counted are answers by day, kind and outcome.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import RecordUnavailable
from assistant.schema import Answer, Citation, Outcome, Passage

TOGETHER, PAUSE = 8, 0.25  # tries, and seconds between them, where another process makes the same tables
_ANOTHER = re.compile(r"already exists|duplicate key|is locked", re.IGNORECASE)
_ALL = sql.MetaData()
ANSWERS = sql.Table(
    "answers", _ALL,
    sql.Column("id", sql.String(32), primary_key=True), sql.Column("at", sql.DateTime, nullable=False, index=True),
    sql.Column("outcome", sql.String(16), nullable=False), sql.Column("reason", sql.String(32)), sql.Column("writer", sql.String(16)),
    sql.Column("generation", sql.String(32)), sql.Column("encoder", sql.String(120)), sql.Column("evidence", sql.JSON, nullable=False),
)  # fmt: skip
FEEDBACK = sql.Table(
    "feedback", _ALL,
    sql.Column("id", sql.Integer, primary_key=True), sql.Column("at", sql.DateTime, nullable=False, index=True),
    sql.Column("answer_id", sql.String(32), nullable=False, index=True), sql.Column("thumb", sql.String(4), nullable=False),
    sql.Column("reason", sql.Text, nullable=False, default=""), sql.Column("question", sql.Text, nullable=False, default=""),
)  # fmt: skip

USAGE = sql.Table(
    "usage", _ALL,
    sql.Column("day", sql.Date, primary_key=True), sql.Column("kind", sql.String(40), primary_key=True),
    sql.Column("outcome", sql.String(16), primary_key=True), sql.Column("answers", sql.Integer, nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of an answer. thumb: up or down. question: empty unless it was given and may be kept."""

    answer_id: str
    thumb: str
    reason: str = ""
    question: str = ""
    at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was kept. evidence: rows with kind, id, text hash or statement, and citations."""

    id: str
    at: datetime
    outcome: str
    reason: str | None
    writer: str
    generation: str
    encoder: str
    evidence: Sequence[dict[str, Any]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Used:
    """How many answers of a kind and outcome were given on a day."""

    day: date
    kind: str
    outcome: str
    answers: int


class Store:
    """The database; safe to use from many threads and processes."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Store:
        """Open it and make what is missing. Raises RecordUnavailable, never with a password in its text."""
        try:
            engine = sql.create_engine(url, connect_args={"timeout": 30} if url.startswith("sqlite") else {}, pool_pre_ping=True, hide_parameters=True)
            if engine.dialect.name == "sqlite":
                sql.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA journal_mode=WAL"))
            _make(engine)
        except (SQLAlchemyError, ImportError, OSError, ValueError) as error:
            raise RecordUnavailable(f"The record of answers cannot be opened: {_why(error)}; check ASSISTANT_RECORD.") from None
        return cls(engine)

    def close(self) -> None:
        """Give its connections back."""
        self._engine.dispose()

    def keep(self, answer: Answer, at: datetime | None = None) -> None:
        """Keep what an answer rests on, and count it for its day; an id that is there already stays as it is."""
        day = at or _now()
        row = {
            "id": answer.id, "at": day, "outcome": answer.outcome.value, "reason": answer.reason.value if answer.reason else None,
            "writer": answer.writer, "generation": answer.generation, "encoder": answer.encoder, "evidence": _evidence(answer),
        }  # fmt: skip
        insert = (postgresql if self._engine.dialect.name == "postgresql" else sqlite).insert
        with self._using() as connection:
            connection.execute(insert(ANSWERS).values(row).on_conflict_do_nothing(index_elements=["id"]))
            counted = insert(USAGE).values(day=day.date(), kind=kind(answer), outcome=answer.outcome.value, answers=1)
            more = {"answers": USAGE.c.answers + 1}
            connection.execute(counted.on_conflict_do_update(index_elements=["day", "kind", "outcome"], set_=more))

    def say(self, said: Feedback) -> None:
        """Add feedback."""
        row = {"answer_id": said.answer_id, "thumb": said.thumb, "reason": said.reason, "question": said.question, "at": said.at or _now()}
        with self._using() as connection:
            connection.execute(sql.insert(FEEDBACK).values(row))

    def answer(self, answer_id: str) -> Kept | None:
        """An answer by its id."""
        with self._using() as connection:
            row = connection.execute(sql.select(ANSWERS).where(ANSWERS.c.id == answer_id)).mappings().first()
        return Kept(**row) if row else None

    def said_of(self, answer_id: str) -> int:
        """How many pieces of feedback an answer has."""
        counted = sql.select(sql.func.count()).select_from(FEEDBACK).where(FEEDBACK.c.answer_id == answer_id)
        with self._using() as connection:
            return int(connection.execute(counted).scalar_one())

    def feedback(self, thumb: str = "") -> list[tuple[Feedback, Kept | None]]:
        """All feedback, newest first, each with its answer where that is still kept."""
        joined = sql.select(FEEDBACK).order_by(FEEDBACK.c.at.desc(), FEEDBACK.c.id.desc())
        with self._using() as connection:
            rows = connection.execute(joined.where(FEEDBACK.c.thumb == thumb) if thumb else joined).mappings().all()
        return [(Feedback(**row), self.answer(row["answer_id"])) for row in rows]

    def usage(self, days: int) -> list[Used]:
        """Answers of the last so many days by day, kind and outcome, newest day first."""
        since = _now().date() - timedelta(days=days)
        listed = sql.select(USAGE).where(USAGE.c.day > since).order_by(USAGE.c.day.desc(), USAGE.c.kind, USAGE.c.outcome)
        with self._using() as connection:
            return [Used(**row) for row in connection.execute(listed).mappings()]

    def purge(self, days: int, now: datetime | None = None) -> tuple[int, int]:
        """Remove answers and feedback older than so many days; returns how many of each."""
        before = (now or _now()) - timedelta(days=days)
        with self._using() as connection:
            gone = [connection.execute(sql.delete(table).where(table.c.at < before)).rowcount for table in (ANSWERS, FEEDBACK)]
            connection.execute(sql.delete(USAGE).where(USAGE.c.day < before.date()))
        return gone[0], gone[1]

    @contextmanager
    def _using(self) -> Iterator[sql.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise RecordUnavailable(f"The record of answers is not available just now: {_why(error)}.") from None


def _make(engine: sql.Engine) -> None:
    """Make the tables that are missing; another process may be making them at the same moment."""
    for left in reversed(range(TOGETHER)):
        try:
            with engine.begin() as connection:
                _ALL.create_all(connection)
        except SQLAlchemyError as error:
            if not left or not _ANOTHER.search(str(error)):
                raise
            time.sleep(PAUSE)
        else:
            return


_CAUSES = {
    "file is not a database": "its file is no database, or damaged: move it away, and a new one is made",
    "malformed": "its file is damaged: move it away, and a new one is made",
    "unable to open database file": "its file cannot be opened: is its folder there, and may this user write to it?",
    "readonly database": "its file may not be written to",
    "disk is full": "the disk is full",
    "disk I/O error": "the disk does not read or write",
    "is locked": "another program holds its file",
    "password authentication failed": "the database refuses the user or password",
    "could not translate host name": "the name of the database's server is not known",
    "refused": "the database's server does not answer",
    "timeout": "the database's server does not answer",
}


_FULL = ("SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP")  # no room for the file that WAL shares: SQLite calls it an I/O error


def _why(error: Exception) -> str:
    """What is wrong, in words; never the database's own message: it may hold an address with a password, or values."""
    cause = getattr(error, "orig", None) or error
    if getattr(cause, "sqlite_errorname", "") in _FULL:
        return _CAUSES["disk is full"]
    said = str(cause)
    return next((words for mark, words in _CAUSES.items() if mark in said), type(error).__name__)


def kind(answer: Answer) -> str:
    """What an answer is of, without its words: the tool that leads, guidance, an own document; of one declined, why."""
    records = answer.evidence.ids()
    lead = next((records[key] for claim in answer.claims for key in claim.evidence_ids if key in records), None)
    if answer.outcome is not Outcome.ANSWERED or lead is None:
        return answer.reason.value if answer.reason else "choice" if answer.choices else "-"
    return lead.kind if isinstance(lead, Passage) else lead.tool


def text_hash(text: str) -> str:
    """Names a text: 12 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _evidence(answer: Answer) -> list[dict[str, Any]]:
    """What the answer's claims rest on, in order of use."""
    records = answer.evidence.ids()
    used = dict.fromkeys(key for claim in answer.claims for key in claim.evidence_ids)
    rows = []
    for key in used:
        record = records[key]
        cited = [_cited(citation) for citation in record.citations]
        if isinstance(record, Passage):
            rows.append({"kind": "passage", "id": record.id, "heading": list(record.heading), "hash": text_hash(record.text), "citations": cited})
        else:
            rows.append({"kind": "fact", "id": record.tool, "statement": record.statement, "citations": cited})
    return rows


def _cited(citation: Citation) -> dict[str, str]:
    row = {k: v for k, v in asdict(citation).items() if k in ("source", "locator", "edition", "in_force_from", "in_force_to") and v}
    return {key: str(value) for key, value in row.items()}


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
