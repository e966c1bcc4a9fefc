"""The default draft in a chat model's words, claim by claim; what the evidence does not hold is dropped.

The model decides nothing: whether to answer, what leads, tables, cautions and what is asked back stay as the default
writer laid them out. Its first claim must say what the default lead says, else the default draft is the answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.answer.model.calls import Caller
from assistant.answer.model.counts import WRITE
from assistant.answer.model.figures import computed, counted, digits, fits, payers
from assistant.answer.model.replies import Line, Replies
from assistant.answer.model.support import unsupported, verdict
from assistant.answer.understand.limits import steers
from assistant.answer.verify import exact, objection
from assistant.errors import ModelError
from assistant.schema import Claim, Draft, Evidence, Fact, Objection, Outcome, Passage, Question

MOST = 6  # claims of an answer
FACTS, PASSAGES = 4, 4  # pieces of evidence the model sees beside what the default draft rests on
ASKED = 0.5  # facts of this fit are worth seeing
_PROMPT = Path(__file__).with_name("writer.md")
_WHY = {
    "timeout": "it took too long", "busy": "too many questions at once", "resting": "it has just failed several times",
    "rate_limited": "it was asked too often", "server_error": "its server failed", "unreachable": "its server was not reached",
    "key_refused": "its server refused the key", "request_refused": "its server refused the request",
    "broken": "its reply broke off", "malformed": "its reply had not the form asked for",
    "withheld": "its source holds what looks like an instruction", "unsupported": "what it wrote was not held by the sources",
}  # fmt: skip


def write(question: Question, evidence: Evidence, default: Draft, caller: Caller) -> Iterator[Draft]:
    """The draft growing with every claim that passed; the last one is whole. Never raises ModelError.

    What must be declined or asked back is not worded anew: the default draft comes back as it is.
    """
    if default.outcome is not Outcome.ANSWERED:
        yield default
        return
    page = _Page(question, evidence, default)
    try:
        reply = Replies()
        for piece in caller.text(WRITE, page.messages()):
            for line in reply.add(piece):
                if page.take(line, caller):
                    yield page.draft()
            if page.full:
                break
        page.finish(whole=reply.whole() or page.full)
    except ModelError as error:
        why = str(error)
        caller.counts.fallback(WRITE, why)
        warning = f"The chat model's wording was not used ({_WHY.get(why, why)}): these are the standard words."
        yield replace(default, warnings=(*default.warnings, warning), objections=tuple(page.objections))
        return
    yield page.whole()


class _Page:
    """One answer being worded: what the model saw, what passed, what was dropped."""

    def __init__(self, question: Question, evidence: Evidence, default: Draft) -> None:
        self._question = question
        self._evidence = evidence
        self._default = default
        self._records = evidence.ids()
        self._names = _names(evidence, default, self._records)
        self._keys = {name: key for key, name in self._names.items()}
        self._lead = default.claims[0]
        self._kept: list[Claim] = []
        self.objections: list[Objection] = []

    @property
    def full(self) -> bool:
        """Has the answer as many claims as it may have?"""
        return len(self._kept) >= MOST

    def messages(self) -> Sequence[BaseMessage]:
        """The prompt, and question, answer and evidence under their names. Raises ModelError where what leads is not shown."""
        if not set(self._lead.evidence_ids) <= self._names.keys():
            raise ModelError("withheld")
        seen = [c for c in self._default.claims if c.text and c.role != "watch" and set(c.evidence_ids) <= self._names.keys()]
        laid = [f"[{', '.join(self._names[key] for key in c.evidence_ids)}] {c.text}" for c in seen]
        pieces = [f"[{name}] {_told(self._records[key])}" for key, name in self._names.items()]
        data = ("QUESTION", self._question.text), ("ANSWER", "\n".join(laid)), ("EVIDENCE", "\n\n".join(pieces))
        return SystemMessage(_prompt()), HumanMessage("\n\n".join(f"{head}\n{text}" for head, text in data))

    def take(self, line: Line, caller: Caller) -> bool:
        """Keep a claim that passes. Raises ModelError where the lead does not."""
        keys = tuple(self._keys.get(name, f"unknown {name}") for name in line.evidence)
        claim = Claim(line.text, keys, "why" if self._kept else "lead")
        why = objection(claim, self._evidence, Outcome.ANSWERED) or self._unheld(claim)
        if why:
            self.objections.append(Objection(claim.text, why))
        caller.counts.claim("dropped" if why else "shown")
        if why and not self._kept:
            raise ModelError("unsupported")
        if not why:
            self._kept.append(self._quoting(claim))
        return not why

    def finish(self, *, whole: bool) -> None:
        """Raises ModelError where nothing came or the reply broke off."""
        if not self._kept:
            raise ModelError("malformed")
        if not whole:
            raise ModelError("broken")

    def draft(self) -> Draft:
        """What has passed so far."""
        return replace(self._default, claims=tuple(self._kept), asks=(), warnings=(), followups=(), writer="model", objections=tuple(self.objections))

    def whole(self) -> Draft:
        """The answer: what passed, with the default's tables and cautions, and what of its core was left out."""
        lead, *rest = self._kept
        tables = [c for c in self._default.claims if c.role == "table"]
        watch = [c for c in self._default.claims if c.role == "watch"]
        others = [c for c in self._default.claims if c.role == "other" and isinstance(self._records[c.evidence_ids[0]], Fact)]
        missing = [c for c in others if not self._says(c)]
        return replace(self._default, claims=(lead, *tables, *rest, *missing, *watch), writer="model", objections=tuple(self.objections))

    def _unheld(self, claim: Claim) -> str:
        """Why a claim may not be shown, the lead also for what it leaves out or adds."""
        if claim.text in {c.text for c in self._default.claims if set(c.evidence_ids) <= set(claim.evidence_ids)}:
            return ""  # the default writer's own words
        why = unsupported(claim, [self._records[key] for key in claim.evidence_ids], self._question.text)
        if why or claim.role != "lead":
            return why
        if not set(self._lead.evidence_ids) <= set(claim.evidence_ids):
            return "does not rest on what answers"
        if verdict(claim.text) != verdict(self._lead.text):
            return "says another yes or no"
        lacks = exact(digits(self._lead.text)) - exact(digits(claim.text))
        if lacks:
            return f"leaves out: {', '.join(sorted(lacks))}"
        if not payers(self._lead.text) <= payers(claim.text):
            return "leaves out whose rule it is"
        record = self._records[self._lead.evidence_ids[0]]
        made = computed(record) if isinstance(record, Fact) else set()
        return "" if fits(counted(claim.text), counted(self._lead.text) | made) else "counts otherwise"

    def _quoting(self, claim: Claim) -> Claim:
        """Words of an organisation's own document stand in quotation marks."""
        record = self._records[claim.evidence_ids[0]]
        own = isinstance(record, Passage) and record.kind == "own"
        return replace(claim, text=f"“{claim.text.strip(' “”')}”") if own else claim

    def _says(self, other: Claim) -> bool:
        """Does a kept claim say this already?"""
        needed = exact(digits(other.text))
        return any(set(other.evidence_ids) <= set(c.evidence_ids) and needed <= exact(digits(c.text)) for c in self._kept)


def _names(evidence: Evidence, default: Draft, records: Mapping[str, Fact | Passage]) -> dict[str, str]:
    """Evidence id → opaque name, of what the model sees: what the default draft rests on, then the likeliest.

    Text that looks like an instruction is not shown at all; limits are for declining.
    """
    used = [key for claim in default.claims for key in claim.evidence_ids]
    facts = [f"F{n}" for n, fact in enumerate(evidence.facts, 1) if fact.score >= ASKED and fact.reason is None][:FACTS]
    passages = [f"P{n}" for n, passage in enumerate(evidence.passages, 1) if passage.kind != "limit"][:PASSAGES]
    seen = [key for key in dict.fromkeys((*used, *facts, *passages)) if not steers(_told(records[key]).lower())]
    return {key: f"e{hashlib.sha256(f'{key}|{_told(records[key])}'.encode()).hexdigest()[:5]}" for key in seen}


def _told(record: Fact | Passage) -> str:
    """A piece of evidence as the model reads it."""
    if isinstance(record, Passage):
        quote = "quote: " if record.kind == "own" else ""
        return f"{quote}{record.heading[-1]}\n{record.text}"
    return "\n".join((record.statement, *record.notes, *record.steps))


@cache
def _prompt() -> str:
    return _PROMPT.read_text(encoding="utf-8")
