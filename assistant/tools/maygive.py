"""May a PTA or OTA give this code to a Medicare patient, under which supervision, and what does the line carry?

Pub. 100-02 ch. 15 §230; 42 CFR 410.59 and 410.60; CQ and CO by Pub. 100-04 ch. 5 §20.1. Rules and dates stand in
knowledge/rules/assistants.toml. Silent on what they do not name. Not for: minutes shared with a therapist (assistants.py).
"""

from __future__ import annotations

from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.reference.rulekinds import AssistantMethod, DeMinimis, Disciplines, Families, MayGive, Said
from assistant.schema import Fact, Question
from assistant.tools.assistants import PAYERS, trade
from assistant.tools.wording import upper

_WHO = {"PT": "a PTA", "OT": "an OTA"}
_PLAN = {"PT": "a PT", "OT": "an OT"}


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """That the assistant may, with supervision and modifier, for a code whose family the rule names; that none evaluates."""
    asked = "assistants" in question.topics or question.says("says.assistant")
    if not asked or question.payer not in PAYERS or len(question.codes) != 1 or question.unknown_codes:
        return ()
    record = reference.codes.get(question.codes[0])
    if record is None or record.medicare != "active" or not record.active(question.as_of):
        return ()
    whose = trade(question, reference).discipline
    if record.family == "evaluation" and record.disciplines:
        return (_never(record, question, reference),)
    rule = reference.rules.in_force("assistant-may-give", question.as_of, MayGive)
    if record.family not in rule.families or whose not in record.disciplines or whose not in _WHO:
        return ()
    return (_may(record, whose, question, reference),)


def _may(record: Code, whose: str, question: Question, reference: Reference) -> Fact:
    rule = reference.rules.in_force("assistant-may-give", question.as_of, MayGive)
    who, plan = _WHO[whose], _PLAN[whose]
    said = reference.say("assistants.may-give", who=upper(who), code=record.code, label=record.label, plan=plan)
    other = "" if question.payer in (None, "medicare") else reference.say("assistants.may-give-other-payer")
    notes = (rule.supervision, *_carries(whose, question, reference), other)
    cited = (rule.citation, reference.rules.in_force("assistant-modifiers", question.as_of, AssistantMethod).citation)
    value = {"code": record.code, "assistant": who.split()[1], "may": True}
    return Fact("maygive", said, value, (), cited, tuple(note for note in notes if note), acts=("assistants.may",))


def _carries(whose: str, question: Question, reference: Reference) -> tuple[str, ...]:
    """What the line carries on that day, and who bills it."""
    plan, *mark = reference.rules.in_force("discipline-modifiers", question.as_of, Disciplines)[whose]
    billed = reference.rules.in_force("assistant-enrolment", question.as_of, Said).say
    least = reference.rules.held("de-minimis", question.as_of, DeMinimis)
    if least is None:
        return (reference.say("assistants.carries-plan", plan=plan), billed)
    return (reference.say("assistants.carries", plan=plan, mark=mark[0], percent=least.percent), billed)


def _never(record: Code, question: Question, reference: Reference) -> Fact:
    rule = reference.rules.in_force("assistant-evaluation", question.as_of, Families)
    said = reference.say("assistants.may-not-give", code=record.code, label=record.label)
    value = {"code": record.code, "may": False}
    return Fact("maygive", said, value, (), (rule.citation,), (rule.note,), acts=("assistants.may",))
