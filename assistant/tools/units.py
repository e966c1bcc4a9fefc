"""Minutes to units, under Medicare's total-minutes rule and the AMA midpoint; a submitted split checked.

Pub. 100-04 ch. 5 §20.2 (8-minute rule), §20.3 (what time counts). Which rule a payer uses, and every number,
stands in knowledge/rules/counting.toml. Not for: who gave the minutes (assistants), daily limits (edits).

>>> from assistant.reference import Reference
>>> from datetime import date
>>> from pathlib import Path
>>> known = Reference.load(Path("knowledge"))
>>> [c.units for c in counts([Service("97110", 33), Service("97140", 7)], None, date(2026, 11, 23), known)]
[{'97110': 2, '97140': 1}, {'97110': 2, '97140': 0}]
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import NotInForce, QuestionError, UnknownCode
from assistant.reference import Reference
from assistant.reference.rulekinds import PayerCount, Said
from assistant.schema import NOT_COUNTED, Citation, Fact, Question, Reason, Service
from assistant.tools import codewords, limits
from assistant.tools.counting import disciplines, session, whatif
from assistant.tools.counting.clock import minutes_between, minutes_of
from assistant.tools.counting.day import Count, count, patients
from assistant.tools.counting.ladders import ladders
from assistant.tools.counting.payer import RULES, counts, payer_rule
from assistant.tools.counting.reasons import beside, coming, steps, table, unbilled, why
from assistant.tools.counting.verdict import submitted, verdict
from assistant.tools.counting.words import agree, both
from assistant.tools.wording import listed, lower

__all__ = ["RULES", "count", "counts", "minutes_between", "minutes_of", "payer_rule", "speak"]

MOST_OTHERS = 3  # codes of other fields named beside ours


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Units for the minutes given, one fact a rule; of a total without codes, what it allows."""
    if question.says("says.other_patient"):
        return ()  # such minutes are not one-on-one: what is said of them stands in the guidance
    services = _services(question, reference) or _pooled(question, reference)
    try:
        if services and (apart := disciplines.several(services)):
            return disciplines.facts(question, apart, reference)
        if services:
            groups = patients(services)
            return _day(question, services, reference) if len(groups) == 1 else session.facts(question, groups, reference)
        return (
            _outside(question, reference)
            or disciplines.without_codes(question, reference)
            or session.of_each(question, reference)
            or session.total(question, reference)
            or session.needed(question, reference)
        )
    except QuestionError as error:
        reason = {UnknownCode: Reason.UNKNOWN_CODE, NotInForce: Reason.NOT_IN_FORCE}.get(type(error), Reason.BAD_INPUT)
        return (Fact("units", str(error), reason=reason, acts=("units.count",)),)


def _services(question: Question, reference: Reference) -> tuple[Service, ...]:
    """What can be counted: services with minutes, and untimed codes beside them or asked about in units."""
    timed = any(one.minutes is not None for one in question.services)
    asked = "units" in question.topics and not question.topics & {"compare", "pair", "history"}
    claimed = any(one.units is not None for one in question.services) and bool(question.topics & {"units", "claim", "limit"})
    if not timed and not (claimed and all(_untimed(one.code, reference) for one in question.services)):
        return ()
    named = {one.code for one in question.services}
    more = tuple(Service(c) for c in question.codes if asked and timed and c not in named and _untimed(c, reference))
    return tuple(one for one in question.services if not _foreign(one.code, reference)) + more


def _outside(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Minutes or units of codes that therapy does not use, and of nothing else: named, never counted."""
    named = dict.fromkeys(one.code for one in question.services if one.minutes is not None or one.units is not None)
    if not named or not all(_foreign(code, reference) for code in named):
        return ()
    first = reference.codes[next(iter(named))]
    said = reference.say("units.outside", codes=listed(named), label=first.label, are="is" if len(named) == 1 else "are")
    return (Fact("units", said, {"codes": list(named)}, reason=Reason.OUT_OF_SCOPE, acts=("units.count",)),)


def _pooled(question: Question, reference: Reference) -> tuple[Service, ...]:
    """A total for a code and its add-on ("97129 and 97130, 45 minutes") as the minutes of the first."""
    known = ladders(reference.rules, question.as_of)
    bases = {known[code].codes for code in question.codes if code in known}
    if question.total_minutes is None or len(question.codes) < 2 or len(bases) != 1 or not set(question.codes) <= set(*bases):
        return ()
    return (Service(next(iter(bases))[0], question.total_minutes),)


def _foreign(code: str, reference: Reference) -> bool:
    """Is it a code of our table that therapy does not use (adaptive behavior, manipulation)?"""
    record = reference.codes.get(code)
    return record is not None and record.base == "none" and record.end is None


def _untimed(code: str, reference: Reference) -> bool:
    record = reference.codes.get(code)
    return record is not None and record.base == "untimed"


def _day(question: Question, services: tuple[Service, ...], reference: Reference) -> tuple[Fact, ...]:
    """One patient's day, under each rule that applies."""
    on = question.as_of
    shown = counts(services, question.payer, on, reference)
    told = shown if any(one.split.minutes for one in shown) else shown[:1]  # untimed codes: one rule says it all
    payer = payer_rule(question.payer, on, reference)
    against = limits.against(shown[0].units, question, reference) if shown[0].rule == "medicare" else None
    longer = None if submitted(told[0]) else whatif.asked(question, question.services, told[0], reference)
    lead = Fact(
        "units",
        _statement(question, told, longer, against, reference),
        {**_value(shown[0]), **({"whatif": longer.value} if longer else {}), **({"others": [_value(one) for one in shown[1:]]} if shown[1:] else {})},
        (*question.left_out, *_unlicensed(question), *(line for one in told for line in steps(one))),
        _cited(told[:1] if agree(told) else told, payer, question, reference) + (against.citations if against else ()),
        (*(against.said if against and not against.asked else ()), *_notes(question, told, payer, reference)),
        table(told),
        disciplines.whose(services, reference) or _asks(told, payer),
        acts=(*(("units.whatif",) if longer else ()), "units.count", *(("units.other_rule",) if len(told) > 1 else ())),
    )
    return (lead,)


def _statement(question: Question, told: Sequence[Count], longer: whatif.WhatIf | None, against: limits.Against | None, reference: Reference) -> str:
    if against and against.asked:
        return " ".join((*against.said, _counted(question, told, longer, reference)))
    return _counted(question, told, longer, reference)


def _counted(question: Question, told: Sequence[Count], longer: whatif.WhatIf | None, reference: Reference) -> str:
    if submitted(told[0]):
        return verdict(told)
    said, hoped = both(told), _hoped(question, reference)
    if longer:
        return reference.say("units.whatif", whatif=longer.said, said=lower(said))
    if not hoped:
        return said
    return reference.say("units.hoped-modifier", modifier=hoped, said=lower(said))


def _hoped(question: Question, reference: Reference) -> str:
    """A modifier hoped to pay for minutes that earned nothing; empty when none is."""
    idle = reference.tables.of_kind("idle")
    named = [modifier for modifier in question.modifiers if modifier in idle]
    return named[0] if named and question.says("says.leftover") else ""


def _value(one: Count) -> dict[str, object]:
    """A rule's count, as the public record holds it; those of further rules stand in its `others`."""
    return {
        "rule": one.rule,
        "total_minutes": one.split.total,
        "units": one.units,
        "alternatives": one.alternatives,
        "unit": one.split.unit,
        "first": one.split.first,
    }


def _cited(told: Sequence[Count], payer: PayerCount | None, question: Question, reference: Reference) -> tuple[Citation, ...]:
    cited = [citation for one in told for citation in one.citations]
    cited += [payer.citation] if payer and payer.note else []
    cited += [one.citation for one in _reported(payer, question, reference)]
    cited += [_clinicians(question, reference).citation] if question.says("says.two_clinicians") else []
    return tuple({(c.source, c.locator): c for c in cited}.values())


def _reported(payer: PayerCount | None, question: Question, reference: Reference) -> list[Said]:
    """What single plans of the payer's kind are reported to count by."""
    return [reference.rules.in_force(name, question.as_of, Said) for name in (payer.reported if payer else ())]


def _clinicians(question: Question, reference: Reference) -> Said:
    return reference.rules.in_force("two-clinicians", question.as_of, Said)


def _notes(question: Question, told: Sequence[Count], payer: PayerCount | None, reference: Reference) -> list[str]:
    """Why, what is left out, the other rule, the next unit, and what the payer or the story adds."""
    first = told[0]
    reasons = [line for one in told for line in why(one)]
    agreed = len(told) > 1 and agree(told)
    notes = why(first) if agreed else list(dict.fromkeys(reasons))
    notes.append(unbilled(told))
    if len(told) == 1:
        other = next(name for name in RULES if name != first.rule)
        notes.append(beside(count(_given(first), other, question.as_of, reference), first))
    notes = [*(reference.say("units.not-understood", read=one) for one in question.left_out), *(reference.say("units.unlicensed", read=one) for one in _unlicensed(question)), *notes]
    next_unit = coming(first) if len(told) == 1 or agreed else ""
    notes = [next_unit, *notes] if "whatif" in question.topics else [*notes, next_unit]
    if question.says("says.two_clinicians"):
        notes.insert(0, _clinicians(question, reference).say)
    if first.rule == "medicare" and len(first.split.minutes) > 1 and question.says("says.pt_and_ot"):
        notes.append(reference.say("units.pt-and-ot"))
    notes += _left_out(first, told)
    notes += _without_minutes(question, first, reference)
    notes.append(payer.note if payer else "")
    notes += [one.say for one in _reported(payer, question, reference)]
    return [note for note in dict.fromkeys(notes) if note]


def _unlicensed(question: Question) -> tuple[str, ...]:
    """What was read of minutes that an aide, or another who is no therapist, gave (ch. 15 §230)."""
    return tuple(one for one in question.readings if one.endswith(NOT_COUNTED))


def _given(one: Count) -> list[Service]:
    return [Service(e.code.code, e.minutes) for e in one.entries]


def _left_out(first: Count, told: Sequence[Count]) -> list[str]:
    """Codes that minutes cannot count, codes without minutes, codes Medicare does not take."""
    notes = []
    medicare = any(one.rule == "medicare" for one in told)
    for entry in first.entries:
        code = entry.code
        if entry.kind == "uncounted":
            notes.append(first.say("units.not-counted", code=code.code))
        elif entry.kind != "once" and entry.minutes is None:
            notes.append(first.say("units.no-minutes", code=code.code))
        elif medicare and code.medicare == "invalid":
            notes.append(first.say("units.not-taken", code=code.code, instead=", ".join(code.replaced_by) or "another code"))
        elif medicare and code.medicare == "bundled":
            notes.append(first.say("units.bundled", code=code.code))
    return notes


def _without_minutes(question: Question, first: Count, reference: Reference) -> list[str]:
    """Timed codes that are named but have no minutes among others that do, and codes outside therapy: never dropped in silence."""
    counted = {*first.units, *(service.code for service in question.services)}
    waiting = [c for c in question.codes if c not in counted and c in reference.codes and reference.codes[c].timed]
    foreign = dict.fromkeys(code for code in (*(one.code for one in question.services), *question.codes) if _foreign(code, reference))
    return [
        *(first.say("units.not-therapy", code=code, label=reference.codes[code].label) for code in foreign),
        *(first.say("units.another-field", code=code, label=codewords.stranger(code)) for code in question.unknown_codes[:MOST_OTHERS]),
        *(first.say("units.no-minutes", code=code) for code in waiting),
    ]


def _asks(told: Sequence[Count], payer: PayerCount | None) -> tuple[str, ...]:
    if len(told) < 2 or agree(told):
        return ()
    return ((payer.ask if payer else "") or told[0].say("units.which-payer"),)
