"""A day, or a change to it, that was not surely understood: what may have been meant, each counted, to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.reference import Reference
from assistant.schema import (
    PAYERS,
    Certainty,
    Choice,
    Claim,
    Draft,
    Evidence,
    Fact,
    Outcome,
    Passage,
    Question,
    Service,
)
from assistant.tools import assistants, units

ASKED = "What should change: which service, to how many minutes, and who gave it?"
WHOSE = "Which minutes are whose: each service, how long, and who gave it?"
TOGETHER = "Which minutes were one-on-one with this patient, and in which were two or more patients treated at the same time?"
NEVER_SURE = 0.8  # how likely such a page is held at most
_SEVERAL = ("patients-in-turn", "group-therapy")  # documents on patients at the same time
_NOT_SURE = {"change": ("I am not sure what changes. Do you mean:", ASKED), "telling": ("I am not sure which minutes belong to what. Do you mean:", WHOSE)}


def supposed(question: Question, reference: Reference) -> Iterator[Fact]:
    """What each day that may have been meant comes to; `value["supposed"]` is the day as a question."""
    for day in question.maybe:
        helped = any(one.assistant for one in day)
        alone = replace(question, services=day, codes=tuple(one.code for one in day), missing=(), change="", topics=frozenset({"units", *(["assistants"] if helped else [])}))
        told = [fact for speak in (assistants.speak, units.speak) for fact in speak(alone, reference) if not fact.reason and fact.acts[:1] in (("units.count",), ("assistants.lines",))]
        if told:
            yield replace(told[0], value={**told[0].value, "supposed": _asked(question, day)}, acts=(), score=0.0)


def offered(question: Question, evidence: Evidence) -> Draft | None:
    """The days that may have been meant, to choose from; None where there are none."""
    found = list(_choices(evidence))
    if not found or question.missing[0] not in _NOT_SURE:
        return None
    if len({one.says for one, _ in found}) == 1 and len(found) > 1:  # however it is meant
        keys = tuple(key for _, key in found)
        days = "; ".join(one.question.removesuffix(" Units?").removesuffix(".") for one, _ in found)
        return Draft(Outcome.ANSWERED, (Claim(found[0][0].says, keys, "lead"), Claim(f"It comes out the same however it is meant: {days}.", keys, "why")), certainty=Certainty.LIKELY)
    said, ask = _NOT_SURE[question.missing[0]]
    return Draft(
        Outcome.NEEDS_DETAIL,
        (Claim(said, (), "ask"), *(Claim(f"**{one.question}** {one.says}", (key,), "meant") for one, key in found)),
        asks=(ask,),
        certainty=Certainty.UNSURE,
        choices=tuple(one for one, _ in found),
    )


def of_several(
    question: Question, ranked: tuple[tuple[str, float], ...], records: Mapping[str, Fact | Passage], least: float
) -> tuple[tuple[str, float], ...]:
    """Ranked; where a turn tells of several patients at once, without what the one patient's day comes to, if a page on them is near. least: how near."""
    near = max((p for key, p in ranked if getattr(records[key], "id", "").startswith(_SEVERAL)), default=0.0)
    if question.missing not in (("change",), ("patients",)) or near < least:
        return ranked
    pages = tuple((key, p) for key, p in ranked if getattr(records[key], "tool", "") not in ("units", "assistants"))
    return tuple((key, min(p / sum(p for _, p in pages), NEVER_SURE)) for key, p in pages)


def besides(evidence: Evidence) -> Iterator[Claim]:
    """What else may have been meant, under the answer that goes by the likeliest."""
    found = list(_choices(evidence))
    if found:
        lines = "\n".join(f"- *{one.question}* {one.says}" for one, _ in found)
        yield Claim(f"If you meant another day:\n\n{lines}", tuple(key for _, key in found), "meant")


def _choices(evidence: Evidence) -> Iterator[tuple[Choice, str]]:
    for n, fact in enumerate(evidence.facts, 1):
        if "supposed" in fact.value:
            yield Choice(fact.value["supposed"], "units.whatif", fact.statement), f"F{n}"


def _asked(question: Question, day: Sequence[Service]) -> str:
    """A day as a question of its own."""
    whose = "OTA" if question.discipline == "OT" else "PTA"
    listed = ", ".join(f"{one.code} {one.minutes} min{_share(one, whose)}" for one in day)
    return f"{PAYERS[question.payer]}: {listed}. Units?" if question.payer in PAYERS else f"{listed}. Units?"


def _share(one: Service, whose: str) -> str:
    if not one.assistant:
        return ""
    return f" by the {whose}" if one.assistant == one.minutes else f" ({whose} {one.assistant})"
