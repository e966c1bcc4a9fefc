"""The modifiers of a Medicare therapy line: of a code, of a discipline, and from what is said of who gave it and the threshold.

GP, GO or GN always; CQ or CO where an assistant gave it (Pub. 100-04 ch. 5 §20.1); KX above the year's amount
(§10.3). Not for: minutes shared between a therapist and an assistant (assistants.py); 59 and X{EPSU} (edits.py).
"""

from __future__ import annotations

from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.reference.rulekinds import AssistantMethod, DeMinimis, Disciplines, Exempt, Threshold
from assistant.schema import Citation, Fact, Question
from assistant.tools.assistants import PAYERS, trade
from assistant.tools.wording import listed

_MODIFIERS = {"PT": ("GP", "a PT"), "OT": ("GO", "an OT"), "SLP": ("GN", "a speech-language pathology")}
_GIVEN = {"PT": "a PTA", "OT": "an OTA"}
_MARKS = {"PT": "CQ", "OT": "CO"}
_NAMED = frozenset({"modifier", "assistants"})


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """What a line carries: given by an assistant or above the threshold where that is said, else of the code or discipline."""
    if not question.topics & _NAMED or question.payer == "cash":
        return ()
    if len(question.codes) > 1 and not any(one.assistant for one in question.services):
        return _of_several(question, reference)
    if any(one.minutes is not None for one in question.services):
        return ()
    assistant = question.says("says.gave") and not question.says("says.shared")
    above = question.says("says.above")
    if question.payer in PAYERS and (assistant or (above and question.discipline)):
        told = _told(question, reference, assistant=assistant, above=above)
        if told:
            return told
    if len(question.codes) == 1:
        return _of_code(question, reference)
    return _of_discipline(question, reference) if not question.codes else ()


def _told(question: Question, reference: Reference, *, assistant: bool, above: bool) -> tuple[Fact, ...]:
    """The line as it is told of: by an assistant, above the threshold."""
    kind = trade(question, reference)
    rule = reference.rules.in_force("discipline-modifiers", question.as_of, Disciplines)
    plan, *mark = rule[kind.discipline]
    if assistant and not mark:
        return ()  # no assistant modifier exists for speech-language pathology
    cited = [rule.citation]
    modifiers, notes = [plan], [f"{plan} always: the {kind.discipline} plan of care."]
    if assistant and _marked(question, reference, cited):
        modifiers += mark
        notes.append(f"{mark[0]} because the assistant gave more than {_percent(question, reference)} % of it; it never stands without {plan}.")
    if above:
        cited.append(reference.rules.in_force("kx-threshold", question.as_of, Threshold).citation)
        modifiers.append("KX")
        notes.append("KX only if the services above the threshold are necessary and the record shows it; else an ABN and GA instead.")
    whose = f"{', '.join(question.codes)} " if question.codes else "The line "
    how = (f"given by {_GIVEN.get(kind.discipline, 'an assistant')} " if assistant else "") + ("above the threshold " if above else "")
    statement = f"{whose}{how}carries {listed(modifiers)} at Medicare."
    notes.append("59 or an X modifier joins only for an active NCCI pair and truly separate time; I never add it. An official order of the modifiers is not in my sources.")
    return (Fact("line", statement, {"codes": list(question.codes), "modifiers": modifiers}, (), tuple(cited), tuple(notes), acts=("line.modifiers",)),)


def _percent(question: Question, reference: Reference) -> int:
    """More than so many percent by the assistant need the modifier; 0 before the rule's life."""
    rule = reference.rules.held("de-minimis", question.as_of, DeMinimis)
    return rule.percent if rule else 0


def _marked(question: Question, reference: Reference, cited: list[Citation]) -> bool:
    """Does the assistant rule reach the date and the codes? Cites the rule."""
    exempt = reference.rules.held("assistant-exempt", question.as_of, Exempt)
    rule = reference.rules.in_force("assistant-modifiers", question.as_of, AssistantMethod)
    cited.append(rule.citation)
    return rule.method != "none" and not (question.codes and set(question.codes) <= set(exempt.codes if exempt else ()))


def _of_code(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """GP, GO or GN of one code, for the discipline named or each that reports it."""
    record = reference.codes.get(question.codes[0])
    if record is None or not record.active(question.as_of) or record.medicare == "invalid" or not record.disciplines:
        return ()
    if record.therapy == "no":
        return (_none(record, reference),)
    among = [d for d in record.disciplines if d == question.discipline] or list(record.disciplines)
    rows = [reference.tables.modifiers[_MODIFIERS[d][0]] for d in among]
    plans = listed([f"{_MODIFIERS[d][0]} under {_MODIFIERS[d][1]} plan of care" for d in among], "or")
    if among == ["PT"] and record.family != "evaluation" and not question.discipline:
        plans += " (GO if an OT gives it under an OT plan)"
    when = "on every line" if record.therapy == "always" else "whenever it is given under a therapy plan (a sometimes therapy code)"
    value = {"code": record.code, "modifiers": [_MODIFIERS[d][0] for d in among], "therapy": record.therapy}
    cited = tuple(reference.sources.cite(row.source, start=row.start, end=row.end, tier=row.tier) for row in rows)
    said = f"{record.code} carries {plans}, {when}."
    notes = (_further(record, question, reference), _payer(question))
    return (Fact("line", said, value, (), tuple(dict.fromkeys(cited)), tuple(n for n in notes if n), acts=("line.modifiers",)),)


def _of_several(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """GP, GO or GN of the codes of one claim: for the discipline named, or each that reports them all."""
    records = [record for code in question.codes if (record := reference.codes.get(code)) and record.active(question.as_of)]
    shared = [d for d in _MODIFIERS if all(d in record.disciplines for record in records)]
    among = [d for d in shared if d == question.discipline] or shared
    if len(records) != len(question.codes) or not among or any(record.therapy != "always" for record in records):
        return ()
    rows = [reference.tables.modifiers[_MODIFIERS[d][0]] for d in among]
    plans = listed([f"{_MODIFIERS[d][0]} under {_MODIFIERS[d][1]} plan of care" for d in among], "or")
    cited = tuple(reference.sources.cite(row.source, start=row.start, end=row.end, tier=row.tier) for row in rows)
    said = f"Every one of these lines carries {plans}: {listed(question.codes)}."
    value = {"codes": list(question.codes), "modifiers": [_MODIFIERS[d][0] for d in among], "therapy": "always"}
    notes = (_further(records[0], question, reference), _payer(question))
    return (Fact("line", said, value, (), tuple(dict.fromkeys(cited)), tuple(n for n in notes if n), acts=("line.modifiers",)),)


def _none(record: Code, reference: Reference) -> Fact:
    said = f"{record.code} is not on Medicare's list of therapy codes, so it carries no GP, GO or GN of its own."
    cited = reference.sources.cite(f"cms-100-04-ch5 §20: {record.code}", tier=record.tier)
    return Fact("line", said, {"code": record.code, "modifiers": [], "therapy": "no"}, (), (cited,), acts=("line.modifiers",))


def _further(record: Code, question: Question, reference: Reference) -> str:
    """Which other modifiers may join, and when."""
    said = "KX joins it only when the year's threshold is or will be passed"
    marks = [_MARKS[d] for d in record.disciplines if d in _MARKS]
    percent = _percent(question, reference)
    said += f", {' or '.join(marks)} when an assistant gave more than {percent} % of it" if marks and percent and record.family != "evaluation" else ""
    return f"{said}, 59 or an X modifier only for an active NCCI pair."


def _payer(question: Question) -> str:
    """What another payer may want instead."""
    if question.payer in (None, "medicare"):
        return ""
    habilitative = " Individual and small-group plans may want 96 for habilitative services." if question.payer == "commercial" else ""
    return f"This is Medicare's rule; many plans want it too, and their policy decides.{habilitative}"


def _of_discipline(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """GP, GO or GN where a discipline's modifier is asked for."""
    if question.discipline not in _MODIFIERS or question.modifiers:
        return ()
    name = _MODIFIERS[question.discipline][0]
    row = reference.tables.modifiers[name]
    said = f"{name}: every line of {question.discipline} services carries it, whoever bills."
    mark = _MARKS.get(question.discipline)
    percent = _percent(question, reference)
    joins = f", {mark} when an assistant gave more than {percent} % of it" if mark and percent else ""
    notes = (
        f"It says that {row.meaning}. Each therapy line has exactly one of GP, GO and GN.",
        f"KX joins it only when the year's threshold is or will be passed{joins}.",
        _payer(question),
    )
    value = {"modifier": name, "label": row.label, "active": True}
    cited = reference.sources.cite(row.source, start=row.start, end=row.end, tier=row.tier)
    return (Fact("line", said, value, (), (cited,), tuple(n for n in notes if n), acts=("line.modifiers",)),)
