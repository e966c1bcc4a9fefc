"""The modifiers of a Medicare therapy line from what is said of it, without minutes: who gave it, and whether above the threshold.

GP, GO or GN always; CQ or CO where an assistant gave it (Pub. 100-04 ch. 5 §20.1); KX above the year's amount
(§10.3). Not for: minutes shared between a therapist and an assistant (assistants.py); 59 and X{EPSU} (edits.py).
"""

from __future__ import annotations

import re

from assistant.errors import NotInForce
from assistant.reference import Reference
from assistant.schema import Citation, Fact, Question
from assistant.tools.assistants import PAYERS, trade

_ASKED = re.compile(r"\b(?:modifiers?|mods?|cq|co)\b", re.IGNORECASE)
_ASSISTANT = r"(?:ptas?|l?ptas?|c?otas?|assistants?)"
_GAVE = re.compile(
    rf"\bby (?:the |an? |my |our )?{_ASSISTANT}\b|\b{_ASSISTANT}\b[^.?!]{{0,25}}\b(?:deliver\w*|treat\w*|visit|did|does|do|applie[sd]|"
    r"furnish\w*|perform\w*|gave|gives|provide[sd]?|session|only|alone)\b",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\b(?:together|help\w*|assist(?:s|ed|ing)|half|part(?:s|ly|ial)?|some|supervis\w*|split\w*|shar(?:e|es|ed|ing)|co-?sign\w*|both|percent|tele\w*|virtual|eval\w*|group"
    r"|present|room|minutes?|mins?)\b|%|\d ?min|\b(?:pt|ot|therapist) (?:and|with|\+|&) (?:the |a )?(?:pta|c?ota|assistant)\b|\b(?:and|with) (?:the |a )?(?:pt|ot|therapist)\b(?! (?:did|does|gave) the rest)",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:over|above|past|beyond|exceed\w*|reached|hit|met|after)\b[^.?!]{0,22}\b(?:threshold|cap|limit|kx)\b|\b(?:threshold|cap) (?:is |was |has been )?(?:met|reached|exceeded|passed)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|what|whats|order|needs?|required|carry|goes?|put|use|add|append)\b", re.IGNORECASE)


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """What a line carries, where that is asked and at least one of assistant and threshold is said."""
    text = question.asked
    if not _ASKED.search(text) or (not _WHICH.search(text) and not question.modifiers):
        return ()
    if question.payer not in PAYERS or any(one.minutes is not None for one in question.services) or _SHARED.search(text):
        return ()
    assistant, above = bool(_GAVE.search(text)), bool(_ABOVE.search(text))
    if not assistant and not (above and question.discipline):
        return ()
    return _told(question, reference, assistant=assistant, above=above)


def _told(question: Question, reference: Reference, *, assistant: bool, above: bool) -> tuple[Fact, ...]:
    kind = trade(question, reference)
    rule = reference.rules.in_force("discipline-modifiers", question.as_of)
    plan, *mark = rule[kind.discipline]
    if assistant and not mark:
        return ()  # no assistant modifier exists for speech-language pathology
    cited = [rule.citation]
    modifiers, notes = [plan], [f"{plan} always: the {kind.discipline} plan of care."]
    if assistant and _marked(question, reference, cited):
        modifiers += mark
        notes.append(f"{mark[0]} because the assistant gave more than 10 % of it; it never stands without {plan}.")
    if above:
        cited.append(reference.rules.in_force("kx-threshold", question.as_of).citation)
        modifiers.append("KX")
        notes.append("KX only if the services above the threshold are necessary and the record shows it; else an ABN and GA instead.")
    whose = f"{', '.join(question.codes)} " if question.codes else "The line "
    given = {"PT": "a PTA", "OT": "an OTA"}.get(kind.discipline, "an assistant")
    how = (f"given by {given} " if assistant else "") + ("above the threshold " if above else "")
    statement = f"{whose}{how}carries {_listed(modifiers)} at Medicare."
    if set(question.modifiers) & set(modifiers) - {"KX"} and not _order(question):
        statement = f"Yes: {statement[0].lower() if not question.codes else statement[0]}{statement[1:]}"
    notes.append("59 or an X modifier joins only for an active NCCI pair and truly separate time; I never add it. An official order of the modifiers is not in my sources.")
    return (Fact("line", statement, {"modifiers": modifiers}, (), tuple(cited), tuple(notes), fit=0.93, acts=("line.modifiers",)),)


def _marked(question: Question, reference: Reference, cited: list[Citation]) -> bool:
    """Does the assistant rule reach the date and the codes? Cites the rule."""
    try:
        exempt = set(reference.rules.in_force("assistant-exempt", question.as_of)["codes"])
    except NotInForce:
        exempt = set()
    rule = reference.rules.in_force("assistant-modifiers", question.as_of)
    cited.append(rule.citation)
    return rule["method"] != "none" and not (question.codes and set(question.codes) <= exempt)


def _order(question: Question) -> bool:
    return bool(re.search(r"\b(?:which|what|order)\b", question.asked, re.IGNORECASE))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
