"""How claim lines with CQ and CO read: the answer in a sentence, why, and the small table."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reference import Reference
from assistant.reference.rulekinds import AssistantMethod, AssistantPayment, Disciplines, Families, Noted
from assistant.reference.slots import fill
from assistant.schema import Question, Table
from assistant.tools.counting.day import Count
from assistant.tools.givers.lines import Line, Method, alternatives, shares
from assistant.tools.payment import assistant_share
from assistant.tools.wording import listed, number

SHOWN = 3  # as many sets of lines are spelled out


def said(counted: Count, found: Sequence[tuple[Line, ...]], how: Method, *, helped: bool = False) -> str:
    """'Bill 97110 × 2: one unit with GP CQ and one with GP only; 97140 × 2 with GP only.' helped: the assistant only helped."""
    say = how.rule.say
    if not found or not found[0]:
        return say("assistants.no-unit", mark=how.mark) if how.mark else say("assistants.no-unit-no-mark")
    if helped:
        ways = ", or ".join(lines_said(lines, how) for lines in found[:SHOWN])
        return say("assistants.bill-unmarked", mark=how.mark, lines=ways) if how.mark else say("assistants.bill-no-modifier", lines=ways)
    if len(found) > 1:
        chosen = "assistants.clinician-chooses" if counted.alternatives else "assistants.either"
        ways = ", or ".join(lines_said(lines, how) for lines in found[:SHOWN])
        return say(f"{chosen}-more" if len(found) > SHOWN else chosen, ways=ways)
    told = lines_said(found[0], how)
    if not how.reported:
        return say("assistants.bill-not-reported", year=how.reported_from, lines=told)
    marked = any(how.mark in line.modifiers for line in found[0])
    return say("assistants.bill", lines=told) if marked or not how.mark else say("assistants.bill-unmarked", mark=how.mark, lines=told)


def lines_said(lines: Sequence[Line], how: Method) -> str:
    """All lines of a day, code by code."""
    codes = dict.fromkeys(line.code for line in lines)
    return "; ".join(_code(code, [line for line in lines if line.code == code], how) for code in codes)


def _code(code: str, lines: Sequence[Line], how: Method) -> str:
    total = sum(line.units for line in lines)
    if len(lines) == 1:
        return how.rule.say("assistants.line", code=code, units=total, modifiers=_modifiers(lines[0], how))
    first, *others = lines
    words = [f"{number(first.units)} unit{'' if first.units == 1 else 's'}", *(number(line.units) for line in others)]
    parts = [how.rule.say("assistants.units-with", units=word, modifiers=_modifiers(line, how)) for word, line in zip(words, lines, strict=True)]
    return how.rule.say("assistants.several-lines", code=code, units=total, lines=listed(parts))


def _modifiers(line: Line, how: Method) -> str:
    return " ".join(line.modifiers) if len(line.modifiers) > 1 else how.rule.say("assistants.modifier-only", modifier=line.modifiers[0])


def table(lines: Sequence[Line]) -> Table:
    """Code, units, modifiers and why, a row a line."""
    rows = tuple((line.code, str(line.units), " ".join(line.modifiers), line.why or "–") for line in lines)
    return Table(("code", "units", "modifiers", "why"), rows)


def notes(
    question: Question,
    counted: Count,
    found: Sequence[tuple[Line, ...]],
    reference: Reference,
    how: Method,
    *,
    assumed: bool,
) -> list[str]:
    """Choice, method, other years, payment, discipline, exceptions: what bears on these lines."""
    on, say = question.as_of, reference.say
    told = [*_reasons(found, how), *_choice(counted, found, how, reference)] if how.reported else []
    told += [_other_years(question, counted, found, reference, how), _paid(found, question, reference, how)]
    evaluated = [e.code.code for e in counted.entries if e.assistant and e.code.family == "evaluation"]
    told += [reference.rules.in_force("assistant-evaluation", on, Families).note] if evaluated else []
    if any(line.last for line in found[0]):
        told.append(rule_said(reference.rules.in_force("assistant-modifiers", on, AssistantMethod).said, how, counted.split.unit))
    if assumed:
        plan, mark = reference.rules.in_force("discipline-modifiers", on, Disciplines)["OT" if how.discipline == "PT" else "PT"]
        told.append(say("assistants.other-trade-ot" if how.discipline == "PT" else "assistants.other-trade-pt", plan=plan, mark=mark))
    if question.says("says.incident"):
        told.append(reference.rules.in_force("assistant-settings", on, Noted).note)
    if not how.mark:
        told.append(say("assistants.no-slp-modifier"))
    return [note for note in dict.fromkeys(told) if note]


def rule_said(text: str, how: Method, unit: int) -> str:
    """A sentence of the rule with the percent of the de minimis test and the minutes of a unit."""
    return fill(text, {"percent": how.rule.percent, "unit": unit})


def _reasons(found: Sequence[tuple[Line, ...]], how: Method) -> list[str]:
    """Why, where no table says it."""
    alone = found[0] if len(found) == 1 and len(found[0]) == 1 else ()
    return [how.rule.say("assistants.reason", code=line.code, why=line.why) for line in alone if line.why]


def _choice(counted: Count, found: Sequence[tuple[Line, ...]], how: Method, reference: Reference) -> list[str]:
    say, percent = reference.say, how.rule.percent
    told = [say("assistants.tie")] if counted.alternatives else []
    parts = shares(counted, counted.units, how).values()
    if len(found) > 1 and any(one.also is not None for one in parts):
        told.append(say("assistants.methods-differ", percent=percent))
    if not any(one.reading for one in parts):
        return told
    if how.rule.method == "each-unit":
        return [*told, say("assistants.reading-each-unit", first=how.first_year, last=how.last_year, percent=percent)]
    return [*told, say("assistants.reading-two-left", least=how.rule.least_each, most=counted.split.unit - 1)]


def _other_years(question: Question, counted: Count, found: Sequence[tuple[Line, ...]], reference: Reference, how: Method) -> str:
    """What the dates before or after would make of the same minutes, where it differs."""
    now = reference.rules.in_force("assistant-modifiers", question.as_of, AssistantMethod)
    others = [value for value in reference.rules.values("assistant-modifiers", AssistantMethod) if value is not now and "none" not in (value.method, now.method)]
    for value in others:
        then = how.under(value)
        there = alternatives(counted, then)
        if any(one.reading for one in shares(counted, counted.units, then).values()):
            continue
        if there and lines_said(there[0], how) != lines_said(found[0], how):
            lines = lines_said(there[0], how)
            if then.last_year:
                return reference.say("assistants.other-years", first=then.first_year, last=then.last_year, lines=lines)
            return reference.say("assistants.later-years", first=then.first_year, lines=lines)
    return ""


def _paid(found: Sequence[tuple[Line, ...]], question: Question, reference: Reference, how: Method) -> str:
    """What Medicare pays of a marked line on that date."""
    if not how.mark or not any(how.mark in line.modifiers for lines in found for line in lines):
        return ""
    paid = reference.rules.held("assistant-payment", question.as_of, AssistantPayment)
    if paid is None:
        first = reference.rules.values("assistant-payment", AssistantPayment)[0].start
        return reference.say("payment.reported-only", year=first.year if first else "")
    return assistant_share(how.mark, question.as_of, reference).said
