"""Sentences about a code: how it is counted, who reports it, its flag and status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.reference.codes import BASES, Code
from assistant.schema import Tier
from assistant.tools.wording import day, either, upper

_STATUS = {
    "active": "Medicare prices it",
    "bundled": "Medicare never pays it separately",
    "invalid": "Medicare does not accept it",
    "noncovered": "Medicare does not cover it",
    "contractor": "its Medicare price is the contractor's",
    "restricted": "Medicare covers it only in part",
    "deleted": "it is deleted",
}


def counted(record: Code) -> str:
    """'each 15 minutes', 'once, whatever the time'."""
    return BASES[record.base]


def disciplines(record: Code) -> str:
    """'PT or OT'; empty where no therapist usually reports it."""
    return either(record.disciplines)


def flag(record: Code) -> str:
    """'always', 'sometimes' or 'no'."""
    return record.therapy


def what_said(record: Code) -> str:
    """What the code is, in one sentence."""
    parts = [f"{record.code} is {record.label}"]
    if record.timed:
        parts.append(f"timed, each unit {record.minutes} minutes")
    elif record.base != "none" and counted(record).split(",")[0] not in record.label:
        parts.append(f"untimed, counted {counted(record)}" if record.base == "untimed" else f"counted {counted(record)}")
    who = disciplines(record)
    if who:
        parts.append(f"usually reported by {who}")
    if record.therapy in ("always", "sometimes"):
        parts.append(f"{'an' if record.therapy == 'always' else 'a'} {record.therapy}-therapy code at Medicare")
    return f"{', '.join(parts)}; {_STATUS[record.medicare]}."


def timed_said(record: Code) -> str:
    """Whether it is timed."""
    if record.timed:
        return f"{record.code} is timed: each unit is {record.minutes} minutes of direct one-on-one time."
    if record.base == "untimed":
        unit = "one unit for each patient a day" if record.family == "group" else "one unit a day"
        return f"{record.code} is untimed: {unit}, regardless of the minutes."
    if record.base == "none":
        return f"{record.code} is outside what I cover ({record.label}), so its time is not counted here."
    if record.base in ("area", "30days", "episode"):
        return f"{record.code} does not count by minutes: it is {counted(record)}."
    return f"{record.code} counts by time, but not in the pooled units of timed codes: {counted(record)}."


def flag_said(record: Code) -> str:
    """Always, sometimes or no therapy code."""
    if record.therapy == "no":
        return f"{record.code} is neither an always- nor a sometimes-therapy code: it is not on Medicare's list of therapy codes."
    article = "an" if record.therapy == "always" else "a"
    rule = (
        "it carries GP, GO or GN whoever bills it" if record.therapy == "always" else "it carries GP, GO or GN only under a therapy plan of care; billed by a PT, OT or SLP it always counts as therapy"
    )
    return f"{record.code} is {article} {record.therapy}-therapy code: {rule}."


def status_said(record: Code, on: date) -> str:
    """Whether it is valid on a day, and what took its place."""
    instead = either(record.replaced_by)
    if record.end and record.end < on:
        return f"{record.code} is no longer valid: it ended {day(record.end)}{f'; use {instead} instead' if instead else ''}."
    if record.start and on < record.start:
        return f"{record.code} is not yet valid: only from {day(record.start)}."
    if record.medicare == "invalid":
        return f"{record.code} is not valid at Medicare, which does not accept it{f': bill {instead}' if instead else ''}. Other payers may still take it."
    return f"{record.code} ({record.label}) is valid; {_STATUS[record.medicare]}."


def life(record: Code) -> str:
    """The days on which the code is valid."""
    start = day(record.start) if record.start else "the beginning of the table"
    return f"{record.code}: valid from {start} {f'to {day(record.end)}' if record.end else 'on'}"


def ended_said(record: Code) -> str:
    """When it ended and what is used now."""
    use = f": use {either(record.replaced_by)}" if record.replaced_by else ""
    return f"{record.code} ended {day(record.end)}{use}." if record.end else f"{record.code} is not valid{use}."


def unpaid_said(record: Code) -> str:
    """That Medicare pays nothing for it by itself."""
    return f"Medicare {'never pays' if record.medicare == 'bundled' else 'does not cover'} {record.code} ({record.label}){' separately' if record.medicare == 'bundled' else ''}."


def plan_said(record: Code) -> str:
    """Where a payer other than Medicare is asked about and Medicare does not pay the code."""
    medicare = {"invalid": "does not accept it", "bundled": "never pays it separately"}.get(record.medicare, "does not cover it")
    return f"That depends on the payer: some plans take {record.code} ({record.label.partition(',')[0]}), so check its policy; Medicare {medicare}."


def who_said(record: Code, asked: str = "", chart: Sequence[str] = ()) -> str:
    """Which disciplines report it. asked: the one of PT, OT and SLP asked about; chart: those Medicare's own chart allows a unit."""
    who = disciplines(record)
    named = f"{record.code} ({record.label})"
    if chart and asked and asked not in chart:
        return f"{named} is not {_a(asked)} code: Medicare's own chart allows a unit to {either(chart)} only and none to {asked}."
    if not who:
        return f"{named} is not a code that therapists usually report."
    if asked and asked not in record.disciplines:
        return f"{named} is usually reported by {who}, not by {asked}."
    return f"{named} is usually reported by {who}."


def _a(discipline: str) -> str:
    return f"{'an' if discipline in ('OT', 'SLP') else 'a'} {discipline}"


def notes(record: Code, aspect: str) -> tuple[str, ...]:
    """What else is worth a sentence."""
    said = []
    if aspect == "flag" or (aspect == "timed" and record.base != "none"):
        said.append(f"It is {record.label}.")
    if aspect == "who" and record.therapy != "no":
        said.append(flag_said(record))
    if aspect == "who":
        said.append("State law and the plan of care set what a discipline may do.")
    if record.note:
        said.append(f"{upper(record.note)}.")
    if record.parent:
        said.append(f"It is an add-on code, billed only with {either(record.parent)}.")
    if record.start and aspect == "what":
        said.append(f"In use from {day(record.start)}.")
    if aspect in ("flag", "what") and record.tier is not Tier.PRIMARY and record.therapy != "no":
        sure = "from secondary sources" if record.tier is Tier.SECONDARY else "not confirmed"
        said.append(f"The {record.therapy}-therapy flag is {sure}: check CMS's list of therapy codes.")
    return tuple(said)


def near(code: str, codes: Iterable[str]) -> list[str]:
    """Codes that differ from one by a single character or by two neighbors swapped, at most three."""
    return [other for other in codes if len(other) == len(code) and _slip(code, other)][:3]


def stranger(code: str) -> str:
    """What a code of no table of ours is, as far as its range tells.

    >>> stranger("99213"), stranger("11042")
    ("a physician's visit (E/M)", 'no outpatient therapy code')
    """
    if code.isdigit() and "99202" <= code <= "99499":
        return "a physician's visit (E/M)"
    return "no outpatient therapy code"


def _slip(one: str, other: str) -> bool:
    apart = [n for n in range(len(one)) if one[n] != other[n]]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        first, second = apart
        return one[first] == other[second] and one[second] == other[first]
    return len(apart) == 1
