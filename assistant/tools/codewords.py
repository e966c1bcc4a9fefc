"""Sentences about a code: how it is counted, who reports it, its flag and status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.reference.codes import BASES, Code
from assistant.schema import Tier

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
    return _or(record.disciplines)


def flag(record: Code) -> str:
    """'always', 'sometimes' or 'no'."""
    return record.therapy


def what_said(record: Code) -> str:
    """What the code is, in one sentence."""
    parts = [f"{record.code} is {record.label}"]
    if record.timed:
        parts.append("timed, each unit 15 minutes")
    elif record.base != "none" and counted(record).split(",")[0] not in record.label:
        parts.append(f"untimed, counted {counted(record)}" if record.base == "untimed" else f"counted {counted(record)}")
    who = disciplines(record)
    if who:
        parts.append(f"usually reported by {who}")
    if record.therapy in ("always", "sometimes"):
        parts.append(
            f"{'an' if record.therapy == 'always' else 'a'} {record.therapy}-therapy code at Medicare"
        )
    return f"{', '.join(parts)}; {_STATUS[record.medicare]}."


def timed_said(record: Code) -> str:
    """Whether it is timed."""
    if record.timed:
        return f"Yes, {record.code} is timed: each unit is 15 minutes of direct one-on-one time."
    if record.base == "untimed":
        unit = "one unit for each patient a day" if record.family == "group" else "one unit a day"
        return f"No, {record.code} is untimed: {unit}, regardless of the minutes."
    if record.base in ("area", "30days", "episode", "none"):
        return f"No, {record.code} does not count by minutes: it is {counted(record)}."
    return f"{record.code} counts by time, but not in pooled 15-minute units: {counted(record)}."


def flag_said(record: Code) -> str:
    """Always, sometimes or no therapy code."""
    if record.therapy == "no":
        return f"Neither: {record.code} is not on Medicare's list of therapy codes."
    article = "an" if record.therapy == "always" else "a"
    rule = (
        "it carries GP, GO or GN whoever bills it"
        if record.therapy == "always"
        else "it carries GP, GO or GN only under a therapy plan of care; billed by a PT, OT or SLP it always counts as therapy"
    )
    return f"{record.code} is {article} {record.therapy}-therapy code: {rule}."


def status_said(record: Code, on: date) -> str:
    """Whether it is valid on a day, and what took its place."""
    instead = _or(record.replaced_by)
    if record.end and record.end < on:
        return f"No. {ended_said(record)}"
    if record.start and on < record.start:
        return f"No. {record.code} is valid only from {_day(record.start)}."
    if record.medicare == "invalid":
        return f"Not for Medicare: it does not accept {record.code}{f', bill {instead}' if instead else ''}. Other payers may still take it."
    return f"Yes. {record.code} ({record.label}) is valid; {_STATUS[record.medicare]}."


def ended_said(record: Code) -> str:
    """When it ended and what is used now."""
    use = f": use {_or(record.replaced_by)}" if record.replaced_by else ""
    return (
        f"{record.code} ended {_day(record.end)}{use}." if record.end else f"{record.code} is not valid{use}."
    )


def unpaid_said(record: Code) -> str:
    """That Medicare pays nothing for it by itself."""
    how = f"never pays {record.code} ({record.label}) separately"
    return f"No. Medicare {how if record.medicare == 'bundled' else f'does not cover {record.code} ({record.label})'}."


def plan_said(record: Code) -> str:
    """Where a payer other than Medicare is asked about and Medicare does not pay the code."""
    medicare = {"invalid": "does not accept it", "bundled": "never pays it separately"}.get(record.medicare, "does not cover it")
    return f"That depends on the payer: some plans take {record.code} ({record.label.partition(',')[0]}), so check its policy; Medicare {medicare}."


def replaced_said(record: Code) -> str:
    """What took its place, first."""
    took = _or(record.replaced_by)
    when = f", which ended {_day(record.end)}" if record.end else ""
    return f"{took} replaced {record.code}{when}."


def who_said(record: Code, asked: str = "") -> str:
    """Which disciplines report it; asked: the one of PT, OT and SLP that a yes or no is wanted for."""
    who = disciplines(record)
    if asked and who:
        usual = f"{record.code} ({record.label}) is usually reported by {who}"
        return f"Yes: {usual}." if asked in record.disciplines else f"Not usually: {usual}, not by {asked}."
    if not who:
        return f"{record.code} ({record.label}) is not a code that therapists usually report."
    return f"{record.code} ({record.label}) is usually reported by {who}."


def notes(record: Code, aspect: str) -> tuple[str, ...]:
    """What else is worth a sentence."""
    said = []
    if aspect in ("timed", "flag", "who"):
        said.append(f"It is {record.label}.")
    if aspect == "who":
        said.append("State law and the plan of care set what a discipline may do.")
    if record.note:
        said.append(f"{record.note[0].upper()}{record.note[1:]}.")
    if record.parent:
        said.append(f"It is an add-on code, billed only with {_or(record.parent)}.")
    if record.start and aspect == "what":
        said.append(f"In use from {_day(record.start)}.")
    if aspect in ("flag", "what") and record.tier is not Tier.PRIMARY and record.therapy != "no":
        sure = "from secondary sources" if record.tier is Tier.SECONDARY else "not confirmed"
        said.append(f"The {record.therapy}-therapy flag is {sure}: check CMS's list of therapy codes.")
    return tuple(said)


def near(code: str, codes: Iterable[str]) -> list[str]:
    """Codes that differ from one by a single character or by two neighbors swapped, at most three."""
    return [other for other in codes if len(other) == len(code) and _slip(code, other)][:3]


def _slip(one: str, other: str) -> bool:
    apart = [n for n in range(len(one)) if one[n] != other[n]]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        first, second = apart
        return one[first] == other[second] and one[second] == other[first]
    return len(apart) == 1


def _or(codes: Sequence[str]) -> str:
    *first, last = codes or ("",)
    return f"{', '.join(first)} or {last}" if first else last


def _day(on: date) -> str:
    return f"{on:%m-%d-%Y}"
