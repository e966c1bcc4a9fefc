"""How claim lines with CQ and CO read: the answer in a sentence, why, and the small table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.errors import NotInForce
from assistant.reference import Reference
from assistant.schema import Question, Table
from assistant.tools.counting.day import Count
from assistant.tools.counting.words import listed
from assistant.tools.givers.lines import Line, Method, alternatives, shares

SHOWN = 3  # as many sets of lines are spelled out
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: int) -> str:
    """'one' to 'nine' in words, then figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def said(counted: Count, found: Sequence[tuple[Line, ...]], how: Method) -> str:
    """'Bill 97110 × 2: one unit with GP CQ and one with GP only; 97140 × 2 with GP only.'"""
    if not found or not found[0]:
        return f"No unit is earned, so no line carries {how.mark or 'a modifier'}."
    if len(found) > 1:
        chosen = "The clinician chooses" if counted.alternatives else "CMS allows either"
        more = " (and other splits of the tie)" if len(found) > SHOWN else ""
        return f"{chosen}: bill {', or '.join(_set(lines) for lines in found[:SHOWN])}{more}."
    if how.name == "none":
        return f"No CQ or CO for that date, as they are reported from 2020 on: bill {_set(found[0])}."
    marked = any(how.mark in line.modifiers for line in found[0])
    return f"Bill {_set(found[0])}." if marked or not how.mark else f"No {how.mark}: bill {_set(found[0])}."


def _set(lines: Sequence[Line]) -> str:
    codes = dict.fromkeys(line.code for line in lines)
    return "; ".join(_code(code, [line for line in lines if line.code == code]) for code in codes)


def _code(code: str, lines: Sequence[Line]) -> str:
    total = sum(line.units for line in lines)
    if len(lines) == 1:
        return f"{code} × {total} with {_modifiers(lines[0])}"
    first, *others = lines
    parts = [f"{number(first.units)} unit{'' if first.units == 1 else 's'} with {_modifiers(first)}"]
    parts += [f"{number(line.units)} with {_modifiers(line)}" for line in others]
    return f"{code} × {total}: {listed(parts)}"


def _modifiers(line: Line) -> str:
    return " ".join(line.modifiers) if len(line.modifiers) > 1 else f"{line.modifiers[0]} only"


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
    on = question.as_of
    told = [*_reasons(found), *_choice(counted, found, how)] if how.name != "none" else []
    told += [_other_years(question, counted, found, reference, how), _paid(found, question, reference, how)]
    evaluated = [e.code.code for e in counted.entries if e.assistant and e.code.family == "evaluation"]
    told += [reference.rules.in_force("assistant-evaluation", on)["note"]] if evaluated else []
    if any("last unit" in line.why for line in found[0]):
        told.append(reference.rules.in_force("assistant-modifiers", on)["said"])
    if assumed:
        plan, mark = ("GO", "CO") if how.plan == "GP" else ("GP", "CQ")
        other = "an OTA" if mark == "CO" else "a PTA"
        told.append(
            f"Taken as {'physical' if how.plan == 'GP' else 'occupational'} therapy; for {other} it is {plan} and {mark}."
        )
    if question.says("says.incident"):
        told.append(reference.rules.in_force("assistant-settings", on)["note"])
    if not how.mark:
        told.append("There is no such modifier for speech-language pathology assistants.")
    return [note for note in dict.fromkeys(told) if note]


def _reasons(found: Sequence[tuple[Line, ...]]) -> list[str]:
    """Why, where no table says it."""
    alone = found[0] if len(found) == 1 and len(found[0]) == 1 else ()
    return [f"{line.code}: {line.why}." for line in alone if line.why]


def _choice(counted: Count, found: Sequence[tuple[Line, ...]], how: Method) -> list[str]:
    told = []
    if counted.alternatives:
        told.append(
            "The minutes tie, so the clinician chooses which code takes the unit; its own giver decides the modifier."
        )
    parts = shares(counted, counted.units, how).values()
    if len(found) > 1 and any(one.also is not None for one in parts):
        told.append("The simple and the percentage method of the 10 % test differ here, and CMS allows either.")
    if any(one.reading for one in parts) and how.name == "each-unit":
        told.append("Two units left in 2020 or 2021: that both carry the modifier is our reading of the 10 % test.")
    elif any(one.reading for one in parts):
        told.append("CMS prints the one-with, one-without answer for 9 to 14 minutes each; below 9 it is our reading.")
    return told


def _other_years(
    question: Question, counted: Count, found: Sequence[tuple[Line, ...]], reference: Reference, how: Method
) -> str:
    """What the dates before or after would make of the same minutes, where it differs."""
    rule = reference.rules.rule("assistant-modifiers")
    now = reference.rules.in_force("assistant-modifiers", question.as_of)
    others = [value for value in rule.values if value is not now and "none" not in (value["method"], now["method"])]
    for value in others:
        then = Method(value["method"], how.exempt, how.plan, how.mark)
        there = alternatives(counted, then)
        if any(one.reading for one in shares(counted, counted.units, then).values()):
            continue
        if there and _set(there[0]) != _set(found[0]):
            start, end = value.start, value.end
            when = (
                f"For dates in {start.year}–{end.year}" if start and end else f"From {start.year} on" if start else ""
            )
            return f"{when} it would be {_set(there[0])}."
    return ""


def _paid(found: Sequence[tuple[Line, ...]], question: Question, reference: Reference, how: Method) -> str:
    """What Medicare pays of a marked line on that date."""
    if not how.mark or not any(how.mark in line.modifiers for lines in found for line in lines):
        return ""
    try:
        part = reference.rules.in_force("assistant-payment", question.as_of).amount("paid")
    except NotInForce:
        return "The modifier is reported but lowers no payment before 2022."
    patient = reference.rules.in_force("coinsurance", question.as_of).amount("patient")
    whole = Decimal(100)
    return (
        f"Medicare pays its share of a {how.mark} line at {part * whole:.0f} %, that is {part * (1 - patient) * whole:.0f} % of the "
        f"allowed amount before sequestration; the patient's {patient * whole:.0f} % stays the same."
    )
