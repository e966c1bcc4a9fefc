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
from assistant.schema import Citation, Fact, Question, Reason, Service
from assistant.tools.counting.day import Count, count, patients
from assistant.tools.counting.reasons import why
from assistant.tools.givers.lines import Line, Method, alternatives, method
from assistant.tools.givers.shares import de_minimis
from assistant.tools.givers.words import notes, said, table

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


def ways(
    services: Sequence[Service], on: date, reference: Reference, discipline: str = "PT", rule: str = "medicare"
) -> tuple[Count, Method, list[tuple[Line, ...]]]:
    """The count, the date's method and every right set of lines. Raises QuestionError as units.count does."""
    counted = count(services, rule, on, reference)
    how = method_on(on, reference, discipline)
    return counted, how, alternatives(counted, how)


def method_on(on: date, reference: Reference, discipline: str) -> Method:
    """The method of a date for PT, OT or SLP."""
    modifiers = reference.rules.in_force("discipline-modifiers", on)[discipline]
    try:
        exempt = tuple(reference.rules.in_force("assistant-exempt", on)["codes"])
    except NotInForce:
        exempt = ()
    return method(reference.rules.in_force("assistant-modifiers", on), exempt, tuple(modifiers))


def lines(services: Sequence[Service], on: date, reference: Reference, discipline: str = "PT") -> tuple[Line, ...]:
    """The claim lines; where the clinician chooses, one of the right sets."""
    return ways(services, on, reference, discipline)[2][0]


LINES = ("assistants.lines", "assistants.share")


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """The lines for the assistant's minutes; else what the de minimis rule says of what was asked."""
    try:
        if any(one.assistant for one in question.services):
            return _lines(question, reference)
        if "assistants" in question.topics:
            return (*_monitoring(question, reference), *_without(question, reference), *_starts(question, reference))
    except QuestionError as error:
        reason = {UnknownCode: Reason.UNKNOWN_CODE, NotInForce: Reason.NOT_IN_FORCE}.get(type(error), Reason.BAD_INPUT)
        return (Fact("assistants", str(error), reason=reason, acts=LINES),)
    return ()


def _lines(question: Question, reference: Reference) -> tuple[Fact, ...]:
    on, kind = question.as_of, trade(question, reference)
    if question.payer not in PAYERS:
        return (_elsewhere(question, reference),)
    facts = []
    for patient, services in patients(question.services).items():
        counted, how, found = ways(services, on, reference, kind.discipline)
        whose = f"Patient {patient}: " if patient else ""
        told = notes(question, counted, found, reference, how, assumed=kind.assumed)
        facts.append(
            Fact(
                "assistants",
                whose + said(counted, found, how),
                {
                    "lines": _public(found[0]),
                    "alternatives": [_public(one) for one in found] if len(found) > 1 else [],
                    "totals": [_totals(one) for one in found],
                },
                tuple(f"{x.code} × {x.units} {' '.join(x.modifiers)}{': ' if x.why else ''}{x.why}" for x in found[0]),
                _cited(counted, question, reference),
                (*why(counted)[:1], *told),
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
    names = ["assistant-modifiers", "discipline-modifiers"]
    cited = [reference.rules.in_force(name, question.as_of).citation for name in names]
    return tuple({(c.source, c.locator): c for c in [*cited, *counted.citations]}.values())


def _elsewhere(question: Question, reference: Reference) -> Fact:
    rule = reference.rules.in_force("discipline-modifiers", question.as_of)
    text = (
        "CQ and CO are Medicare's modifiers for assistants: another payer wants them only where its own policy says so."
    )
    more = ("TRICARE wants them too, and some commercial plans do: look the plan up.",)
    return Fact("assistants", text, {}, (), (rule.citation,), more, acts=LINES)


def _monitoring(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Which RTM codes the rule reaches, where some are named without minutes."""
    try:
        rule = reference.rules.in_force("assistant-exempt", question.as_of)
    except NotInForce:
        return ()
    free = [code for code in question.codes if code in rule["codes"]]
    bound = [code for code in question.codes if code in rule["subject"]]
    if not free and not bound:
        return ()
    percent = reference.rules.in_force("de-minimis", question.as_of)["percent"]
    parts = (
        [f"{', '.join(bound)} is subject to the assistant rule: more than {percent} % by the assistant needs CQ or CO"]
        if bound
        else []
    )
    parts += [f"{', '.join(free)} (device supply) is not subject to it"] if free else []
    text = "; ".join(parts) + "."
    return (Fact("assistants", text, {"codes": [*bound, *free], "lines": []}, (f"more than {percent} %",), (rule.citation,), (), acts=("assistants.share",)),)


def _without(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """The assistant only helped the therapist: no modifier."""
    timed = [one for one in question.services if one.minutes is not None]
    if not timed or question.payer not in PAYERS or not question.says("says.helped"):
        return ()
    counted, how, found = ways(timed, question.as_of, reference, trade(question, reference).discipline)
    text = f"No {how.mark or 'assistant modifier'}: {said(counted, found, how).split(': ', 1)[-1]}"
    more = "Time in which the assistant helps the therapist who is treating counts as the therapist's."
    return (Fact("assistants", text, {"lines": _public(found[0])}, (), _cited(counted, question, reference),
                 (more, *why(counted)[:1]), acts=LINES),)  # fmt: skip


def _starts(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """From how many assistant minutes the modifier starts, for a total that was named."""
    timed = sum(one.minutes or 0 for one in question.services)
    total = question.total_minutes or timed
    if not total or question.payer not in PAYERS:
        return ()
    rule = reference.rules.in_force("de-minimis", question.as_of)
    start = de_minimis(total)
    text = f"With {total} minutes in all, the modifier starts at {start} assistant minutes; {start - 1} or fewer need none."
    step = f"{total} ÷ {100 // rule['percent']}, rounded, is {start - 1}; plus 1 is {start}"
    method = reference.rules.in_force("assistant-modifiers", question.as_of)
    more = (f"Simple method: {step}.", f"Exactly {rule['percent']} % needs no modifier; it must be more.", method.values.get("last", ""))
    return (Fact("assistants", text, {"total_minutes": total, "starts": start, "lines": []}, (step,), (rule.citation,), tuple(m for m in more if m), acts=("assistants.share",)),)
