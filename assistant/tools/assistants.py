"""CQ and CO: which units a therapist assistant's minutes mark, by date of service.

42 CFR 410.59(a)(4), 410.60(a)(4); 86 FR 65170-65177; Pub. 100-04 ch. 5 §20.1. Rules and dates stand in
knowledge/rules/assistants.toml. Units are counted Medicare's way first (units.py). Not for: what is paid.

>>> from assistant.reference import Reference
>>> from pathlib import Path
>>> day = [Service("97110", 36, 23), Service("97140", 30)]
>>> [(line.code, line.units, *line.modifiers) for line in lines(day, date(2023, 3, 1), Reference.load(Path("knowledge")))]
[('97110', 1, 'GP', 'CQ'), ('97110', 1, 'GP'), ('97140', 2, 'GP')]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.errors import NotInForce, QuestionError, UnknownCode
from assistant.reference import Reference
from assistant.reference.rulekinds import AssistantMethod, Counting, DeMinimis, Disciplines, Exempt
from assistant.schema import Citation, Fact, Question, Reason, Service
from assistant.tools.counting.day import Count, count, patients
from assistant.tools.counting.reasons import why
from assistant.tools.givers.lines import Line, Method, alternatives
from assistant.tools.givers.shares import Marking
from assistant.tools.givers.words import notes, rule_said, said, table

PAYERS = (None, "medicare", "medicare_advantage", "medicaid", "tricare")


@dataclass(frozen=True, slots=True)
class Trade:
    """The discipline whose modifiers apply; assumed where nothing said so."""

    discipline: str
    assumed: bool = False


def trade(question: Question, reference: Reference) -> Trade:
    """PT or OT, from the discipline said, the words for the assistant, the modifier named, or the codes."""
    if question.discipline:
        return Trade(question.discipline)
    if question.says("says.ota") or "CO" in question.modifiers:
        return Trade("OT")
    if question.says("says.pta") or "CQ" in question.modifiers:
        return Trade("PT")
    own = [reference.codes[one.code].disciplines for one in question.services if one.code in reference.codes]
    if own and all("PT" not in disciplines for disciplines in own):
        return Trade("OT", assumed=True)
    return Trade("PT", assumed=True)


def ways(services: Sequence[Service], on: date, reference: Reference, discipline: str = "PT", rule: str = "medicare") -> tuple[Count, Method, list[tuple[Line, ...]]]:
    """The count, the date's method and every right set of lines. Raises QuestionError as units.count does."""
    counted = count(services, rule, on, reference)
    how = method_on(on, reference, discipline)
    return counted, how, alternatives(counted, how)


def method_on(on: date, reference: Reference, discipline: str) -> Method:
    """The method of a date for PT, OT or SLP."""
    plan, *mark = reference.rules.in_force("discipline-modifiers", on, Disciplines)[discipline]
    exempt = reference.rules.held("assistant-exempt", on, Exempt)
    least = reference.rules.held("de-minimis", on, DeMinimis)
    rule = Marking("none", reference.say, least.percent if least else 0)
    how = Method(rule, exempt.codes if exempt else (), discipline, plan, mark[0] if mark else "")
    return how.under(reference.rules.in_force("assistant-modifiers", on, AssistantMethod))


def lines(services: Sequence[Service], on: date, reference: Reference, discipline: str = "PT") -> tuple[Line, ...]:
    """The claim lines; where the clinician chooses, one of the right sets."""
    return ways(services, on, reference, discipline)[2][0]


LINES = ("assistants.lines", "assistants.share")


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """The lines for the assistant's minutes; else what the de minimis rule says of what was asked."""
    try:
        if _of_several(question):
            return ()  # told with the count of each discipline
        if any(one.assistant for one in question.services) or (question.change == "who" and any(one.minutes for one in question.services)):
            return _lines(question, reference)
        if "assistants" in question.topics:
            return (*_monitoring(question, reference), *_without(question, reference), *_starts(question, reference))
    except QuestionError as error:
        reason = {UnknownCode: Reason.UNKNOWN_CODE, NotInForce: Reason.NOT_IN_FORCE}.get(type(error), Reason.BAD_INPUT)
        return (Fact("assistants", str(error), reason=reason, acts=LINES),)
    return ()


def _of_several(question: Question) -> bool:
    """Are the minutes of two disciplines told apart, all of them?"""
    named = {one.discipline for one in question.services if one.minutes is not None}
    return len(named) > 1 and "" not in named


def _lines(question: Question, reference: Reference) -> tuple[Fact, ...]:
    on, kind = question.as_of, trade(question, reference)
    if question.payer not in PAYERS:
        return (_elsewhere(question, reference),)
    facts, unread = [], question.left_out
    for patient, services in patients(question.services).items():
        counted, how, found = ways(services, on, reference, kind.discipline)
        line = said(counted, found, how)
        told = notes(question, counted, found, reference, how, assumed=kind.assumed)
        facts.append(
            Fact(
                "assistants",
                reference.say("assistants.patient", patient=patient, said=line) if patient else line,
                {
                    "lines": _public(found[0]),
                    "alternatives": [_public(one) for one in found] if len(found) > 1 else [],
                    "totals": [_totals(one) for one in found],
                },
                (*unread, *(f"{x.code} × {x.units} {' '.join(x.modifiers)}{': ' if x.why else ''}{x.why}" for x in found[0])),
                _cited(counted, question, reference),
                (*(reference.say("units.not-understood", read=one) for one in unread), *why(counted)[:1], *told),
                table(found[0]) if len(found[0]) > 1 else None,
                acts=LINES,
            )
        )
    return tuple(facts)


def _public(found: Sequence[Line]) -> list[dict[str, object]]:
    return [{"code": line.code, "units": line.units, "modifiers": list(line.modifiers)} for line in found]


def _totals(found: Sequence[Line]) -> dict[str, int]:
    """Units of each code, over its lines."""
    return {code: sum(line.units for line in found if line.code == code) for code in dict.fromkeys(line.code for line in found)}


def _cited(counted: Count, question: Question, reference: Reference) -> tuple[Citation, ...]:
    rules = reference.rules
    cited = [rules.in_force("assistant-modifiers", question.as_of, AssistantMethod).citation]
    cited += [rules.in_force("discipline-modifiers", question.as_of, Disciplines).citation]
    return tuple({(c.source, c.locator): c for c in [*cited, *counted.citations]}.values())


def _elsewhere(question: Question, reference: Reference) -> Fact:
    rule = reference.rules.in_force("discipline-modifiers", question.as_of, Disciplines)
    say = reference.say
    return Fact("assistants", say("assistants.elsewhere"), {}, (), (rule.citation,), (say("assistants.elsewhere-plans"),), acts=LINES)


def _monitoring(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Which RTM codes the rule reaches, where some are named without minutes."""
    rule = reference.rules.held("assistant-exempt", question.as_of, Exempt)
    free = [code for code in question.codes if rule and code in rule.codes]
    bound = [code for code in question.codes if rule and code in rule.subject]
    if rule is None or not (free or bound):
        return ()
    say, percent = reference.say, reference.rules.in_force("de-minimis", question.as_of, DeMinimis).percent
    parts = [say("assistants.monitoring-bound", codes=", ".join(bound), percent=percent)] if bound else []
    parts += [say("assistants.monitoring-free", codes=", ".join(free))] if free else []
    value = {"codes": [*bound, *free], "lines": []}
    step = say("assistants.more-than", percent=percent)
    return (Fact("assistants", f"{'; '.join(parts)}.", value, (step,), (rule.citation,), (), acts=("assistants.share",)),)


def _without(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """The assistant only helped the therapist: no modifier."""
    timed = [one for one in question.services if one.minutes is not None]
    if not timed or question.payer not in PAYERS or not question.says("says.helped"):
        return ()
    counted, how, found = ways(timed, question.as_of, reference, trade(question, reference).discipline)
    text = said(counted, found, how, helped=True)
    notes = (reference.say("assistants.helped-time"), *why(counted)[:1])
    return (Fact("assistants", text, {"lines": _public(found[0])}, (), _cited(counted, question, reference), notes, acts=LINES),)


def _starts(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """From how many assistant minutes the modifier starts, for a total that was named."""
    total = question.total_minutes or sum(one.minutes or 0 for one in question.services)
    if not total or question.payer not in PAYERS:
        return ()
    say, on = reference.say, question.as_of
    rule = reference.rules.in_force("de-minimis", on, DeMinimis)
    how = method_on(on, reference, "PT")
    start = how.rule.starts(total)
    text = say("assistants.starts" if start > 1 else "assistants.starts-first", total=total, starts=start, below=start - 1)
    part = question.said.part
    if part and part[1] == total:
        text = say("assistants.part-takes" if part[0] >= start else "assistants.part-takes-none", part=part[0], total=total, said=text)
    step = say("assistants.starts-step", total=total, part=_part(rule.percent), percent=rule.percent, below=start - 1, starts=start)
    last = reference.rules.in_force("assistant-modifiers", on, AssistantMethod).last
    unit = reference.rules.in_force("count-medicare", on, Counting).unit
    more = (say("assistants.starts-method", step=step), say("assistants.exactly", percent=rule.percent), rule_said(last, how, unit))
    return (Fact("assistants", text, {"total_minutes": total, "starts": start, "lines": []}, (step,), (rule.citation,), tuple(m for m in more if m), acts=("assistants.share",)),)


def _part(percent: int) -> str:
    """What a total is divided by to give that percent of it: 10 → '10', 15 → '6.67'."""
    return f"{100 / percent:.2f}".rstrip("0").rstrip(".")
