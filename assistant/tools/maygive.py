"""May a PTA or OTA give this code to a Medicare patient, under which supervision, and what does the line carry?

Pub. 100-02 ch. 15 §230; 42 CFR 410.59 and 410.60; CQ and CO by Pub. 100-04 ch. 5 §20.1. Rules and dates stand in
knowledge/rules/assistants.toml. Silent on what they do not name. Not for: minutes shared with a therapist (assistants.py).
"""

from __future__ import annotations

import re

from assistant.reference import Reference
from assistant.reference.codes import denials
from assistant.schema import Fact, Question
from assistant.tools.assistants import PAYERS, trade

_ASKED = re.compile(
    r"\b(?:can|may|could|allowed|ok|okay|able)\b[^.?!]{0,40}\b(?:ptas?|c?otas?|assistants?)\b(?! (?:modifiers?|time|minutes))|"
    r"\b(?:ptas?|c?otas?|assistants?) (?:can |may |do |does |is |are )?(?:allowed|able|do|does|perform|bill|provide|give|deliver)\b|\bby (?:an? |the )?(?:pta|c?ota|assistant)\b[^?]*\?",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:minutes?|mins?|units?|eval\w*|notes?|reports?|document\w*|supervis\w*|on-?site|alone|tele\w*|virtual|modifiers?|pays?|paid|cut|cosign\w*|students?|incident|home|maintenance|group of)\b|%", re.IGNORECASE)


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Yes, with supervision and modifier, for a code whose family the rule names; else silent."""
    text = question.asked
    if not _ASKED.search(text) or _OTHER.search(text) or denials(text) or question.payer not in PAYERS:
        return ()
    if len(question.codes) != 1 or any(one.minutes is not None for one in question.services) or question.unknown_codes:
        return ()
    record = reference.codes.get(question.codes[0])
    rule = reference.rules.in_force("assistant-may-give", question.as_of)
    if record is None or record.family not in rule["families"] or record.medicare != "active" or not record.active(question.as_of):
        return ()
    whose = trade(question, reference).discipline
    if whose not in record.disciplines:
        return ()
    plan, *mark = reference.rules.in_force("discipline-modifiers", question.as_of)[whose]
    who = {"PT": "a PTA", "OT": "an OTA"}[whose]
    carries = f"{plan} and {mark[0]}" if mark else plan
    statement = f"Yes: {who} may give {record.code} ({record.label}) to a Medicare patient under {'a' if whose == 'PT' else 'an'} {whose}'s plan of care and supervision."
    notes = (
        rule["supervision"],
        f"The line carries {carries} when the assistant gives more than 10 % of it; that is reported since January 1, 2020. It is billed under the therapist, because an assistant cannot enroll in Medicare.",
        "" if question.payer in (None, "medicare") else "This is Medicare's rule: another payer's policy may restrict assistants.",
    )
    cited = (rule.citation, reference.rules.in_force("assistant-modifiers", question.as_of).citation)
    return (Fact("maygive", statement, {"code": record.code, "assistant": who.split()[1]}, (), cited, tuple(n for n in notes if n), fit=0.93, acts=("assistants.may",)),)
