"""The whole path of a question on one screen: read | propose and judge | compose | verify, as a LangChain Runnable.

    assistant = Assistant.open(Settings.from_env())
    assistant.ask("Medicare: 33 minutes of 97110 and 7 of 97140. Units?").markdown
    assistant.chain.batch([{"question": "…"}, {"question": "…", "history": ["…"]}])
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from assistant.answer.compose import compose
from assistant.answer.footing import reminders
from assistant.answer.gather import gather
from assistant.answer.manners import in_manner, mark, unlike
from assistant.answer.render import markdown
from assistant.answer.talk import converse, headings
from assistant.answer.terms import explain, with_terms
from assistant.answer.understand import cues, understand
from assistant.answer.understand.anew import written_out
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.lexicon import lexicon
from assistant.answer.understand.room import within
from assistant.answer.understand.turns import Turn
from assistant.answer.verify import verify
from assistant.days import day_of
from assistant.library.index import Generation, LiveIndex
from assistant.library.view import as_seen
from assistant.protocols import Index
from assistant.reference import Reference
from assistant.reference.live import LiveReference
from assistant.schema import Answer, Draft, Evidence, Fact, Objection, Outcome, Question
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.answer.model import ChatModel


@dataclass(frozen=True, slots=True)
class Path:
    """What has been worked out so far for one question."""

    asked: dict[str, Any]
    index: Index
    reference: Reference
    started: float
    question: Question = field(default_factory=lambda: Question("", date.min))
    evidence: Evidence = field(default_factory=Evidence)
    before: Mapping[str, Any] = field(default_factory=dict)  # the state after the turn before
    draft: Draft | None = None
    objections: tuple[Objection, ...] = ()
    unread: str = ""  # what of the request was not read, told
    turns: dict[str, Turn] = field(default_factory=dict)  # read for this request, however many ways it is tried
    heads: Heads | None = None  # the learned readers, with what they made for this request


class Assistant:
    """Answers questions from one knowledge folder and one index; safe to use from many threads.

    model: reads what the rules leave open, chooses where the judge is not sure, and words what was found; None: none of it.
    """

    def __init__(self, reference: Reference | LiveReference, index: LiveIndex, model: ChatModel | None = None) -> None:
        self._known = reference
        self.model = model
        self._live = index

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Read the knowledge and open the index. Raises KnowledgeError, IndexUnavailable, or SettingsError for a model."""
        model = None
        if settings.model:
            from assistant.answer.model import ChatModel

            model = ChatModel.open(settings)
        known = LiveReference(settings.knowledge)
        lexicon(known.current)  # what is wrong with a list of words is told now, not to the first who asks
        cues.rows(settings.knowledge)
        return cls(known, LiveIndex(settings.index, settings.chroma_url), model)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        payer: str | None = None,
        as_of: date | str | None = None,
        setting: str | None = None,
        state: Mapping[str, Any] | None = None,
        groups: Iterable[str] = (),
    ) -> Answer:
        """Answer one question; history is the asker's earlier turns, oldest first, state what the last answer gave back.

        groups: those of the asker; documents limited to others do not exist for this answer.
        """
        *_, answer = self.stream(question, history, payer=payer, as_of=as_of, setting=setting, state=state, groups=groups)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        payer: str | None = None,
        as_of: date | str | None = None,
        setting: str | None = None,
        state: Mapping[str, Any] | None = None,
        groups: Iterable[str] = (),
    ) -> Iterator[Answer]:
        """The answer as it grows, claim by verified claim; the last one is whole. Without a model there is only that one."""
        asked = {"question": question, "history": history, "payer": payer, "as_of": as_of, "setting": setting, "state": state, "groups": groups}
        path = self._gather(self._read(asked))
        for draft in self._drafts(path):
            yield self._verify(replace(path, draft=draft))

    @cached_property
    def chain(self) -> Runnable[dict[str, Any], Answer]:
        """The same path for LangChain programs. LangChain is imported here: it costs half of a cold start."""
        from langchain_core.runnables import RunnableLambda

        steps = RunnableLambda(self._read) | RunnableLambda(self._gather) | RunnableLambda(self._compose)
        return steps | RunnableLambda(self._verify)

    @property
    def reference(self) -> Reference:
        """Rules and tables in the version in use: take it once for one answer or page."""
        return self._known.current if isinstance(self._known, LiveReference) else self._known

    @property
    def index(self) -> Generation:
        """The index generation in use, as everybody may see it."""
        return self.index_of(())

    def index_of(self, groups: Iterable[str]) -> Generation:
        """The index generation in use, as a reader of these groups may see it."""
        return as_seen(self._live.current, groups)

    @property
    def whole(self) -> Generation:
        """All of the generation in use, documents limited to groups among it: for who tends it, never for an answer."""
        return self._live.current

    def _read(self, asked: dict[str, Any]) -> Path:
        """Begin: the question as it was put, and the generation and the version of rules that the whole answer rests on."""
        asked = {**asked, "as_of": day_of(asked.get("as_of"))}
        index = self.index_of(asked.get("groups") or ())
        return Path(asked, index, self.reference, time.perf_counter(), heads=Heads.over(index.vector))

    def _gather(self, path: Path) -> Path:
        """Read the question, every way it may be meant; propose what could answer; judge it; keep what is nearest."""
        put = within(path.asked["question"], tuple(path.asked.get("history") or ()))
        *history, text = written_out([*put.history, put.text], path.reference, path.asked.get("today") or date.today())

        def read(text: str, history: Sequence[str], *, lean: bool | None = None, leans: Sequence[bool | None] = ()) -> Question:
            return self._reading(path, text, tuple(history), lean=lean, leans=leans)

        def weigh(question: Question) -> tuple[Question, Evidence]:
            if question.refusal and not question.search:
                return question, Evidence()
            return gather(question, path.index, path.reference)

        before = path.asked.get("state") or {}
        if history and not put.much and not {"said", "led", *_TOLD} <= set(before):
            earlier, found = converse(history[-1], history[:-1], path.index, read, weigh)
            before = _state(earlier, compose(earlier, found), found)
        question, evidence = converse(text, history, path.index, read, weigh, _ids(before.get("led")))
        question = replace(question, wish=put.text) if text != put.text and not question.manner else question
        if self.model:
            evidence = self.model.choose(question, history, evidence)
        if question.plain:
            evidence = with_terms(question, evidence, path.index)
        unread = put.unread if question.told or put.cut else ""
        return replace(path, question=question, evidence=evidence, before=before, unread=unread)

    def _reading(
        self, path: Path, text: str, history: tuple[str, ...], *, lean: bool | None, leans: Sequence[bool | None]
    ) -> Question:
        """Text → Question. `as_of` and `payer` given by the caller win over the text."""
        asked = path.asked
        question = understand(
            text,
            history,
            today=asked.get("today") or date.today(),
            payer=asked.get("payer"),
            as_of=asked.get("as_of"),
            setting=asked.get("setting"),
            reference=path.reference,
            lean=lean,
            leans=leans,
            heads=path.heads,
            known=path.turns,
            about=headings(_ids((asked.get("state") or {}).get("led")), path.index),
        )
        return self.model.read(question, history, path.reference) if self.model else question

    def _compose(self, path: Path) -> Path:
        *_, draft = self._drafts(path)
        return replace(path, draft=draft)

    def _drafts(self, path: Path) -> Iterator[Draft]:
        """The default draft, or the same in the model's words as they come."""
        question, evidence = path.question, path.evidence
        draft = in_manner(question, evidence, compose(question, evidence))
        now = _state(question, draft, evidence)
        changed = any(path.before.get(name) != now[name] for name in _TOLD)
        default = explain(unlike(question, evidence, draft, str(path.before.get("said", "")), changed=changed), evidence)
        return self.model.write(question, evidence, default) if self.model else iter((default,))

    def _verify(self, path: Path) -> Answer:
        """Check the draft; what fails is gone, and without its lead the answer is a refusal."""
        assert path.draft is not None
        draft, objections = verify(path.evidence, path.draft)
        if draft.outcome is Outcome.ANSWERED and not any(c.role == "lead" for c in draft.claims):
            draft = compose(replace(path.question, services=(), codes=()), Evidence())
        answer = Answer(
            outcome=draft.outcome,
            question=path.question,
            claims=draft.claims,
            evidence=path.evidence,
            reason=draft.reason,
            asks=draft.asks,
            warnings=(*draft.warnings, *filter(None, [path.unread]), *self._reminders(draft, path)),
            followups=draft.followups,
            certainty=draft.certainty,
            judgement=self._judgement(draft, path.evidence),
            choices=draft.choices,
            answered=draft.answered,
            state=_state(path.question, draft, path.evidence, path.before),
            objections=(*path.draft.objections, *objections),
            writer=draft.writer,
            generation=path.index.generation,
            encoder=path.index.encoder,
        )
        return replace(
            answer,
            markdown=markdown(answer),
            id=_id(answer),
            elapsed_ms=(time.perf_counter() - path.started) * 1000,
        )

    def _judgement(self, draft: Draft, evidence: Evidence) -> float:
        """The likelihood that what leads answers; that of the likeliest where nothing leads."""
        records = evidence.ids()
        lead = next((records[k].score for c in draft.claims if c.role == "lead" for k in c.evidence_ids if k in records), None)
        return lead if lead is not None else max((record.score for record in records.values()), default=0.0)

    def _reminders(self, draft: Draft, path: Path) -> tuple[str, ...]:
        """Sources of the lead that are past their review day; of a table the answer tells the edition and its age itself."""
        records = path.evidence.ids()
        keys = [key for claim in draft.claims[:1] for key in claim.evidence_ids if key in records]
        cited = [c for key in keys if getattr(records[key], "tool", "") not in ("edits", "payment") for c in records[key].citations]
        return reminders(cited, path.reference.sources, date.today())


_TOLD = ("lines", "payer", "setting", "as_of")  # of a state: what was told


def _state(question: Question, draft: Draft, evidence: Evidence, before: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    """What the caller may send back with the next turn: no words of the question, nothing of a patient."""
    lines = [{"code": s.code, "minutes": s.minutes, "assistant": s.assistant} for s in question.services if s.minutes is not None]
    led = before.get("led", []) if question.manner == "thanks" else list(_led(draft, evidence))
    return {"said": mark(draft), "led": led, "payer": question.payer, "setting": question.setting, "as_of": question.as_of.isoformat(), "lines": lines}


def _led(draft: Draft, evidence: Evidence) -> tuple[str, ...]:
    """Of what leads an answer: a page's id, or the acts of a fact."""
    records = evidence.ids()
    first = next((records[key] for claim in draft.claims if claim.role == "lead" for key in claim.evidence_ids if key in records), None)
    return () if first is None else first.acts if isinstance(first, Fact) else (first.id,)


def _ids(given: object) -> tuple[str, ...]:
    """The ids that a state names, whatever a caller sent."""
    return tuple(one for one in given if isinstance(one, str)) if isinstance(given, (list, tuple)) else ()


def _id(answer: Answer) -> str:
    """Names the answer by what it rests on; the question's text is not part of it."""
    evidence = [f"{f.tool}{f.value}" for f in answer.evidence.facts] + [p.id for p in answer.evidence.passages]
    return hashlib.sha256("|".join([answer.generation, *evidence]).encode()).hexdigest()[:12]
