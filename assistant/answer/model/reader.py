"""What the rules leave open in a question, read by the model and checked against the words of the question.

A code must stand there or be an alias (a slip of the keyboard allowed) of words that stand there; minutes must stand
there, each as often as it is used; a payer, setting or discipline likewise. What is added is shown as understood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, Field
from rapidfuzz import fuzz

from assistant.answer.model.calls import Caller
from assistant.answer.model.counts import READ
from assistant.answer.understand import amounts, codes, dates, marks, minutes, patient_details, search
from assistant.answer.understand.lexicon import lexicon
from assistant.answer.understand.wording import Page, normalise
from assistant.errors import ModelError
from assistant.reference import Reference
from assistant.schema import PAYERS, TOPICS, Question, Service

EARLIER = 2  # earlier turns the model sees
LONGEST = 600  # characters of each
ALIKE = 85  # of 100: how near words must come to an alias
_PROMPT = Path(__file__).with_name("reader.md")
_GIVER = ("pta", "ota", "cota", "assistant")
Payer = Literal["medicare", "ama", "medicare_advantage", "medicaid", "tricare", "va", "commercial", "workers_comp", "auto", "cash"]


class Said(BaseModel):
    """A service as the question says it."""

    code: str = Field(description="CPT or HCPCS code")
    said: str = Field(description="the words of the question that mean it, copied exactly")
    minutes: int | None = None
    assistant_minutes: int | None = None


class Reading(BaseModel):
    """What the last question says."""

    services: list[Said] = Field(default_factory=list)
    payer: Payer | None = None
    payer_said: str = ""
    setting: Literal["practitioner", "outpatient_hospital"] | None = None
    setting_said: str = ""
    discipline: Literal["PT", "OT", "SLP"] | None = None
    discipline_said: str = ""
    topics: list[str] = Field(default_factory=list, description="ids of the list of topics")
    topics_said: str = ""


def read(question: Question, history: Sequence[str], reference: Reference, caller: Caller) -> Question:
    """The question with what could be checked of the model's reading; as it is where nothing is open or the model fails."""
    if question.refusal or not (question.missing or not question.topics or not question.codes):
        return question
    try:
        reading = caller.shaped(READ, Reading, [SystemMessage(_prompt()), HumanMessage(asked(question, history))])
    except ModelError as error:
        caller.counts.fallback(READ, str(error))
        return question
    return _Check(question, reference).filled(reading)


def asked(question: Question, history: Sequence[str]) -> str:
    """Earlier turns without any that held patient details, cut short; then the question."""
    earlier = [clean for clean, identified in (patient_details.scrub(normalise(turn)) for turn in history) if not identified and clean]
    if question.manner and question.text in earlier:
        earlier = earlier[: earlier.index(question.text)]  # a wish is about an earlier answer: the turns before that
    return "\n\n".join([*(f"EARLIER\n{turn[:LONGEST]}" for turn in earlier[-EARLIER:]), f"LAST\n{question.text}"])


@dataclass(slots=True)
class _Check:
    """A question being filled in. left: minutes of the text not yet used, and how often each stands there."""

    question: Question
    reference: Reference
    readings: list[str] = field(default_factory=list)

    def filled(self, reading: Reading) -> Question:
        """The question with every addition that holds; nothing the rules read is changed."""
        asked = self.question
        new = replace(
            asked,
            payer=asked.payer or self._value("payer", reading.payer, reading.payer_said),
            setting=asked.setting or self._value("setting", reading.setting, reading.setting_said),
            discipline=asked.discipline or self._value("discipline", reading.discipline, reading.discipline_said),
            topics=asked.topics or self._topics(reading),
        )
        services = self._services(reading)
        if services:
            named = tuple(dict.fromkeys((*asked.codes, *(s.code for s in services))))
            timed = tuple(s for s in services if s.minutes is not None)
            used = sum(s.minutes or 0 for s in timed)
            new = replace(
                new, codes=named, services=asked.services or timed, total_minutes=None if used == asked.total_minutes else asked.total_minutes,
                search=search.with_labels(asked.search, self.reference.codes, named), missing=() if timed else asked.missing,
            )  # fmt: skip
        return replace(new, readings=(*asked.readings, *self.readings))

    def _services(self, reading: Reading) -> list[Service]:
        """Services whose code and minutes stand in the question; all of one day or none, lest a unit count be half."""
        if any(service.minutes is not None for service in self.question.services):
            return []
        left = Counter(_minutes(self.question, self.reference))
        found = []
        for one in reading.services:
            if not self._stands(one):
                return []
            given, theirs = one.minutes, one.assistant_minutes or 0
            if given is not None:
                left[given] -= 1
            if theirs and theirs != given:
                left[theirs] -= 1
            if theirs > (given or 0) or (theirs and not any(word in self.question.text.lower() for word in _GIVER)) or min(left.values(), default=0) < 0:
                return []
            found.append(Service(one.code, given, theirs, said="" if one.code in one.said else one.said))
        fresh = [s for s in found if s.code not in self.question.codes and s.said]
        self.readings += [f"“{s.said}” read as {s.code} by the chat model" for s in fresh]
        self.readings += [f"{s.minutes} minutes of {s.code} read by the chat model" for s in found if s.minutes is not None and s not in fresh]
        return found

    def _stands(self, one: Said) -> bool:
        """Does a code stand in the question, itself or by words that are nearly one of its aliases?"""
        if one.code not in self.reference.codes:
            return False
        if one.code in self.question.codes:
            return True
        return self._near("code", one.code, one.said) or (one.code in one.said and self._occurs(one.said))

    def _value(self, kind: str, value: str | None, said: str) -> str | None:
        if value is None or not self._near(kind, value, said):
            return None
        self.readings.append(f"“{said.strip()}” read as {PAYERS.get(value, value.replace('_', ' '))} by the chat model")
        return value

    def _topics(self, reading: Reading) -> frozenset[str]:
        known = frozenset(reading.topics) & TOPICS.keys()
        return known if self._occurs(reading.topics_said) else frozenset()

    def _near(self, kind: str, value: str, said: str) -> bool:
        """Do these words stand in the question, and come near a phrase that means the value?"""
        if not self._occurs(said):
            return False
        kinds = ("code", "activity") if kind == "code" else (kind, "rule") if kind == "payer" else (kind,)
        joined = "".join(word for word in said.lower() if word.isalnum())
        phrases = (p for p, entries in lexicon(self.reference).phrases.items() if any(e.kind in kinds and e.value == value for e in entries))
        least = ALIKE if len(joined) > 5 else 100  # "mcr" and "mcd" are one letter apart
        return any(fuzz.ratio(joined, phrase) >= least for phrase in phrases)

    def _occurs(self, said: str) -> bool:
        said = " ".join(said.lower().split())
        return len(said) > 1 and said in " ".join(self.question.text.lower().split())


def _minutes(question: Question, reference: Reference) -> list[int]:
    """Every number of minutes that stands in the question; dates, amounts and codes are none."""
    page = Page(question.text)
    amounts.read(page)
    dates.read(page, question.as_of)
    marks.claim(page)
    codes.read(page, reference.codes)
    return [quantity.value for quantity in minutes.read(page) if quantity.unit == "min"]


@cache
def _prompt() -> str:
    listed = {"PAYERS": PAYERS, "TOPICS": TOPICS}
    return "\n\n".join([_PROMPT.read_text(encoding="utf-8"), *(f"{head}\n" + "\n".join(f"{k}: {v}" for k, v in row.items()) for head, row in listed.items())])
