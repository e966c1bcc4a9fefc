"""A second look where the judge is not sure: the model chooses among its first candidates, or none of them.

It sees the question, the parts of it that ask, and of each candidate the heading and the first sentence; it gives back
letters. A choice lifts the judge's certainty by at most one degree and never to sure; "none" takes one degree from it.
What the rules decide stays: refusals, counts of the minutes given (also before a page chosen), a payer's own document before the general rule. An
unknown letter or part, another form, no reply in time: the judge's own choice, and a count of why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import Literal

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, Field

from assistant.answer.compose import LIKELY, SURE, UNSURE, ranking
from assistant.answer.exact import counted
from assistant.answer.model.calls import Caller
from assistant.answer.model.counts import CHOOSE
from assistant.answer.model.reader import asked
from assistant.answer.offers import offered
from assistant.answer.refuse import says_nothing
from assistant.answer.understand.askings import askings
from assistant.answer.understand.limits import steers
from assistant.errors import ModelError
from assistant.schema import Evidence, Fact, Part, Passage, Question

SHOWN = 8  # candidates
LONGEST = 400  # characters of a candidate's sentence
JUST = 0.99  # of a bound: what lies under it
_NONE = "none"
_PROMPT = Path(__file__).with_name("chooser.md")
Ranked = tuple[tuple[str, float], ...]


class Pick(BaseModel):
    """What answers one part of the question."""

    part: int = Field(description="number of the part")
    id: Literal["A", "B", "C", "D", "E", "F", "G", "H", "none"] = Field(description="letter of the candidate that answers it")


class Picks(BaseModel):
    """A choice for every part of the question."""

    picks: list[Pick]


def choose(question: Question, history: Sequence[str], evidence: Evidence, caller: Caller) -> Evidence:
    """The evidence with what the model chose before the rest; as it is where the judge is sure or the model fails. Never raises ModelError."""
    shown = unsettled(question, evidence)
    if not shown:
        return evidence
    look = _Look(question, evidence, shown)
    try:
        reply = caller.shaped(CHOOSE, Picks, [SystemMessage(_prompt()), HumanMessage(look.page(history))])
        chosen = look.chosen(reply.picks)
    except ModelError as error:
        caller.counts.fallback(CHOOSE, str(error))
        return evidence
    looked = replace(evidence, parts=look.parts(chosen))
    caller.counts.look("none" if not any(chosen.values()) else "agreed" if look.leads(looked) else "changed")
    return looked


def unsettled(question: Question, evidence: Evidence) -> list[str]:
    """Evidence ids of the judge's first candidates, likeliest first; none where it is sure, or where the rules decide.

    Text that looks like an instruction is not shown at all, nor a count of the minutes given: as a lead it would be sure.
    """
    if question.refusal or question.manner == "thanks" or says_nothing(question):
        return []
    records, first = evidence.ids(), ranking(question, evidence)
    if not first or counted(evidence, first[0][0]) or declines(records[first[0][0]]):
        return []
    further = [part.ranked[0] for part in evidence.asked()[1:] if part.ranked]
    detail = question.missing and isinstance(records[first[0][0]], Fact)  # a tool asks for it
    if detail or all(likelihood >= SURE for _, likelihood in (first[0], *further)):
        return []
    keys = dict.fromkeys(key for key, _ in (first[0], *further, *first[1:]))
    return [key for key in keys if not counted(evidence, key) and _fit(question, records[key])][:SHOWN]


def _fit(question: Question, record: Fact | Passage) -> bool:
    """May it be shown: does it give no orders?"""
    return not getattr(record, "suspect", False) and not steers(_told(question, record).lower())


def declines(record: Fact | Passage) -> bool:
    """Is it a limit, or a tool's word that it cannot be known?"""
    return bool(record.reason) or getattr(record, "kind", "") == "limit"


class _Look:
    """One question being looked at again: what the model sees, what it chose, and what that makes of the parts."""

    def __init__(self, question: Question, evidence: Evidence, shown: Sequence[str]) -> None:
        self._question = question
        self._records = evidence.ids()
        self._letters = dict(zip(ascii_uppercase, shown, strict=False))
        self._judged = {part.asked: part.ranked for part in evidence.parts}
        self._first = ranking(question, evidence)
        clauses = tuple(self._judged) if len(self._judged) > 1 else askings(question.text)
        self._clauses = (question.text,) if question.told else clauses

    def page(self, history: Sequence[str]) -> str:
        """The question with the turns it leans on, its parts, and the candidates under their letters."""
        parts = "\n".join(f"{n}. {clause}" for n, clause in enumerate(self._clauses, 1))
        candidates = "\n\n".join(f"[{letter}] {_told(self._question, self._records[key])}" for letter, key in self._letters.items())
        return f"{asked(self._question, history if self._question.thread else ())}\n\nPARTS\n{parts}\n\nCANDIDATES\n{candidates}"

    def chosen(self, picks: Sequence[Pick]) -> Mapping[int, str]:
        """Part → evidence id, empty for none; of several for a part the first. Raises ModelError for a part or letter it was not shown."""
        found: dict[int, str] = {}
        for pick in picks:
            if not 1 <= pick.part <= len(self._clauses) or pick.id not in (*self._letters, _NONE):
                raise ModelError("unknown")
            found.setdefault(pick.part, self._letters.get(pick.id, ""))
        return found

    def parts(self, chosen: Mapping[int, str]) -> tuple[Part, ...]:
        """The things asked, each with what was chosen for it first; all less likely where nothing was."""
        if not any(chosen.values()):
            return tuple(self._lowered())
        found: list[Part] = []
        for n, clause in enumerate(self._clauses, 1):
            judged = self._judged.get(clause, ())
            sure = bool(judged) and judged[0][1] >= SURE
            ranked = judged if sure or n not in chosen else self._ranked(chosen[n]) if chosen[n] else ()
            again = bool(ranked) and any(ranked[0][0] == part.ranked[0][0] for part in found if part.ranked)
            if not again and (ranked or clause in self._judged):
                found.append(Part(clause, ranked))
        found.sort(key=lambda part: not part.ranked)  # what is answered leads
        return tuple(found) if len(found) > 1 else (replace(found[0], asked=""),)

    def leads(self, looked: Evidence) -> bool:
        """Does what the judge had first lead still?"""
        return ranking(self._question, looked)[0][0] == self._first[0][0]

    def _ranked(self, key: str) -> Ranked:
        """A candidate before all others, likely but never sure by the model's word; a limit alone."""
        most = self._first[0][1]
        likelihood = UNSURE if most < UNSURE else min(max(most, LIKELY), SURE * JUST)
        others = () if declines(self._records[key]) else tuple(pair for pair in self._first if pair[0] != key)
        return ((key, likelihood), *others)

    def _lowered(self) -> Iterator[Part]:
        """Everything the judge is not sure of, one degree less certain: likely becomes a choice, a choice a refusal."""
        for clause, ranked in self._judged.items() or (("", self._first),):
            most = next((likelihood for _, likelihood in ranked), 0.0)
            bound = LIKELY if most >= LIKELY else UNSURE
            by = bound * JUST / most if UNSURE <= most < SURE else 1.0
            yield Part(clause, tuple((key, likelihood * by) for key, likelihood in ranked))


def _told(question: Question, record: Fact | Passage) -> str:
    """A candidate as the model reads it: its heading, and what it says in a sentence."""
    choice = offered(question, record)
    return f"{choice.question}\n{choice.says[:LONGEST]}"


@cache
def _prompt() -> str:
    return _PROMPT.read_text(encoding="utf-8")
