"""What a code or modifier is, on a day: timed or not, who reports it, therapy flag, status, what replaced it.

From knowledge/tables/codes.csv (own words; statuses of CMS RVU25D, always or sometimes therapy by Pub. 100-04
ch. 5) and modifiers.csv. Not for: what a note must hold, or which of two codes fits (guidance says that).

>>> from pathlib import Path
>>> known = Reference.load(Path("knowledge"))
>>> described("97112", date(2026, 11, 23), known)["minutes_per_unit"]
15
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.errors import BadInput, UnknownCode
from assistant.reference import Reference
from assistant.reference.codes import Code, denials, validate
from assistant.schema import Citation, Fact, Question, Reason, Table, Tier
from assistant.tools import codewords, modifierwords

_TIMED = re.compile(
    r"\b(?:un)?timed\b|\btime codes?\b|\btime[- ]based\b|\bper[- ]visit\b|\bservice[- ]based\b|\bminutes?\b.{0,20}\b(?:code|unit|is)\b"
    r"|\bhow (?:long|many minutes)\b|\b15[- ]min",
    re.IGNORECASE,
)
_FLAG = re.compile(r"\b(?:always|sometimes)\b", re.IGNORECASE)
_VALID = re.compile(
    r"\b(?:valid|invalid|active|deleted|still(?= (?:a |an |in )?(?:valid|active|used?|billable|payable|around|force|good|accepted|code|bill))|exist\w*|discontinued|retired|replac\w+|instead|anymore|any more|expired?"
    r"|no longer|new code|old code|accepts?|accepted)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:who|which disciplines?|pt or ot|ot or pt|only (?:pt|ot|slp)|(?:can|may) (?:an? )?(?:pt|ot|slp)s?)\b",
    re.IGNORECASE,
)
_PURPOSE = ("97110", "97112", "97116", "97530", "97535")
STORY = 24  # words from which a question is a story, and a code's meaning not what it asks
SHORT = 6  # words of a question that asks for one thing
_MAY = re.compile(
    r"\b(?:can|may|could|do|does|should|is)\b[^.?!]{0,12}\b(pt|ot|slp)s?\b[^.?!]{0,12}\b(?:bill|use|report|charge|code|perform|do)\b"
    r"|\b(?:billed|used|reported|charged|done|performed) by (?:an? )?(pt|ot|slp)s?\b",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"\b(?:what(?:'s| is| does| are)|whats|what code|define|definition|meaning|describe|description|stands? for)\b|\bmeans?\W*$",
    re.IGNORECASE,
)
_REPLACED = re.compile(r"\b(?:replac\w+|instead of|took (?:the|its) place|used to be)\b", re.IGNORECASE)
_PAID = re.compile(
    r"\b(?:cover\w*|paid|pays?|payable|reimburs\w*|billable|bill(?:ed)?|charge)\b", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:tele\w*|virtual\w*|video|remote\w*|both|same day|same time|together)\b", re.IGNORECASE)  # asked besides who reports it
_ELSE = re.compile(r"\b(?:icd\S*|diagnos\w+|dx|official (?:definition|meaning)|remit\w*|eob|denial|denied|appeal\w*|audit\w*|review\w*|not(?:e|es) (?:say|show|need|must)|document\w*|supervis\w*)\b", re.IGNORECASE)
_CASTING = re.compile(r"29[0-5]\d\d")  # casting and strapping, 29000-29590: guidance tells what holds for them
_SUPPLY = re.compile(r"[AEKL]\d{4}")
_IS = re.compile(r"\bwhat(?:'s| is| does)\b.{0,12}\b(?:cpt|code|[0-9a-v]\d{4})\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|what|the|right|correct|proper)\b[^.?!]{0,12}\b(?:codes?|cpt)\b|\bcpt\b|\bcode (?:for|do|is)\b|\bcodes?\W*$", re.IGNORECASE)
_ABOUT = {
    "units",
    "pair",
    "payment",
    "limit",
    "threshold",
    "deadline",
    "assistants",
    "compare",
    "addon",
    "claim",
}


def described(text: str, on: date, reference: Reference) -> dict[str, Any]:
    """The public record of a code on a day. Raises UnknownCode for a code that is not in our table."""
    return _value(_record(text, reference), on)


def compared(codes: Sequence[str], on: date, reference: Reference) -> Table:
    """Two to four codes side by side. Raises BadInput for fewer or more, UnknownCode for one we do not hold."""
    records = [_record(code, reference) for code in dict.fromkeys(codes)]
    if not 2 <= len(records) <= 4:
        raise BadInput(f"{len(records)} codes to compare: name two to four.")
    limits = [reference.tables.mue(record.code, "practitioner", on) for record in records]
    rows = (
        ("What it is", *(record.label for record in records)),
        ("Counted", *(codewords.counted(record) for record in records)),
        ("Who reports it", *(codewords.disciplines(record) for record in records)),
        ("Medicare therapy code", *(codewords.flag(record) for record in records)),
        ("Medicare units a day (MUE, practice)", *(str(row.units) if row else "–" for row in limits)),
    )
    return Table(("", *(record.code for record in records)), tuple(row for row in rows if any(row[1:])))


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """What a code or modifier is, where that is asked; a code that is unknown or has ended, always."""
    found = [*_unknown(question, reference), *_ended(question, reference)]
    told = {fact.value.get("code") for fact in found}
    if "compare" in question.topics and 2 <= len(_known(question, reference)) <= 4:
        found.append(_comparison(question, reference))
    if question.topics & {"lookup", "history"} or _FLAG.search(question.asked) or _covered(question) or _MAY.search(question.asked):
        found += [_fact(question, c, reference) for c in _known(question, reference)[:3] if c not in told]
        found += modifierwords.meanings(question, reference)
    found += modifierwords.of_code(question, reference)
    found += modifierwords.of_discipline(question, reference)
    found += _activity(question, reference)
    return tuple(found)


def _covered(question: Question) -> bool:
    """Is it asked whether Medicare covers a code, with nothing else about it?"""
    plain = _PAID.search(question.asked) and len(question.codes) == 1 and not question.modifiers and not question.services
    return bool(plain) and question.payer in (None, "medicare")


def _activity(question: Question, reference: Reference) -> list[Fact]:
    """Which code usually reports an activity named instead of a code ("leg press, what cpt", "pegboard 97530 or 97112?")."""
    if not question.readings or question.services or not _asks_which(question) or _ELSE.search(question.asked):
        return []
    done, _, code = question.readings[0].rpartition(" read as ")
    record = reference.codes.get(code)
    if record is None:
        return []
    said = f"{record.code} ({record.label}) usually reports {done}; the purpose the note gives decides."
    note = "The same activity can be another code when its purpose is another: strength is 97110, control of movement 97112, a functional task 97530."
    cited = reference.sources.cite("trade-pages choice of code", tier=Tier.SECONDARY)
    notes = (note,) if record.family in ("exercise", "function") or record.code in _PURPOSE else ()
    return [Fact("lookup", said, _value(record, question.as_of), (), (cited,), notes, fit=0.9, acts=("lookup.activity",))]


def _asks_which(question: Question) -> bool:
    """Is one code asked for, or the choice among those named?"""
    several = 1 < len(question.codes) <= 3 and "compare" in question.topics
    return several or (len(question.codes) == 1 and bool(_WHICH.search(question.asked)))


def _record(text: str, reference: Reference) -> Code:
    code = validate(text)
    if code not in reference.codes:
        raise UnknownCode(f"{code} is not in my table of outpatient therapy codes.")
    return reference.codes[code]


def _known(question: Question, reference: Reference) -> list[str]:
    return [code for code in dict.fromkeys(question.codes) if code in reference.codes]


def _value(record: Code, on: date) -> dict[str, Any]:
    return {
        "code": record.code,
        "timed": record.timed,
        "minutes_per_unit": record.minutes,
        "disciplines": list(record.disciplines),
        "therapy": record.therapy,
        "active": record.active(on),
        "replaced_by": list(record.replaced_by),
    }


def _fact(question: Question, code: str, reference: Reference) -> Fact:
    """A code that is valid on the day."""
    record = reference.codes[code]
    aspect, said = _answer(record, question)
    notes = codewords.notes(record, aspect)
    tier = record.tier if aspect in ("flag", "what") else Tier.PRIMARY
    return Fact(
        "lookup",
        said,
        _value(record, question.as_of),
        (f"{code}: {record.label}",),
        _cite(record, aspect, reference, tier),
        notes,
        fit=_fit(question, aspect, reference),
        acts=(_ACT[aspect],),
    )


_ACT = {"flag": "lookup.discipline", "status": "lookup.status", "timed": "lookup.timed", "who": "lookup.discipline", "what": "lookup.code"}


def _answer(record: Code, question: Question) -> tuple[str, str]:
    """Which side of a code is asked about, and the sentence that answers."""
    text = question.asked
    if question.payer not in (None, "medicare", "ama") and record.medicare in ("invalid", "bundled", "noncovered") and _PAID.search(text):
        return "status", codewords.plan_said(record)
    if _FLAG.search(text):
        return "flag", codewords.flag_said(record)
    if _VALID.search(text) and question.topics & {"lookup", "history"} and not _TIMED.search(text):
        return "status", codewords.status_said(record, question.as_of)
    if _TIMED.search(text):
        return "timed", codewords.timed_said(record)
    if _WHO.search(text) or _MAY.search(text):
        asked = _MAY.search(text)
        return "who", codewords.who_said(record, (asked[1] or asked[2]).upper() if asked else "")
    return "what", codewords.what_said(record)


def _fit(question: Question, aspect: str, reference: Reference) -> float:
    codes = _known(question, reference)
    if len(question.asked.split()) > STORY:
        return 0.3
    about = question.topics & _ABOUT - ({"payment"} if _IS.search(question.asked) else set())
    if denials(question.asked) or _ELSE.search(question.asked):
        return 0.3
    if aspect == "who" and _MORE.search(question.asked):
        return 0.45
    if aspect == "who" and ((_MAY.search(question.asked) and len(question.asked.split()) <= 12) or len(question.asked.split()) <= SHORT):
        return 0.9
    beside = 0.45 if len(codes) > 1 or about or question.modifiers else 0.0
    if aspect in ("flag", "timed") and not any(s.minutes is not None for s in question.services):
        return 0.92 if len(codes) == 1 else 0.6
    if beside:
        return max(beside, 0.55) if aspect == "what" and _covered(question) else beside
    if aspect == "status":
        return 0.9 if "history" not in question.topics or _VALID.search(question.asked) else 0.45
    if aspect == "who":
        return 0.9 if len(question.asked.split()) <= SHORT else 0.6
    plain = _WHAT.search(question.asked) or len(question.asked.split()) <= 4
    return 0.85 if plain and len(question.asked.split()) <= 16 else 0.45


def _ended(question: Question, reference: Reference) -> list[Fact]:
    """Codes of the question that are not valid on the day, or that Medicare does not accept or pay."""
    return [fact for code in _known(question, reference) if (fact := _stopped(question, code, reference))]


def _stopped(question: Question, code: str, reference: Reference) -> Fact | None:
    record, on, text = reference.codes[code], question.as_of, question.asked
    valid = record.active(on)
    asked = bool(question.topics & {"lookup", "history", "compare"}) or _VALID.search(text) is not None
    medicare = question.payer in (None, "medicare")
    refused = medicare and record.medicare == "invalid"
    unpaid = medicare and record.medicare in ("bundled", "noncovered") and _PAID.search(text) is not None
    if valid and not refused and not unpaid:
        return None
    said = codewords.unpaid_said(record) if valid and unpaid else codewords.status_said(record, on)
    if not valid and record.end and record.end < on:
        said = codewords.replaced_said(record) if _REPLACED.search(text) and record.replaced_by else said
        said = said if asked else codewords.ended_said(record)
    sole = len(_known(question, reference)) == 1
    return Fact(
        "lookup",
        said,
        _value(record, on),
        (),
        _cite(record, "status", reference, record.tier),
        codewords.notes(record, "status"),
        warnings=() if sole else (said,),
        fit=0.9 if sole else 0.4 if "pair" in question.topics and valid else 0.55,
        reason=None if asked or valid else Reason.UNKNOWN_CODE,
        acts=("lookup.status", "lookup.code"),
    )


def _unknown(question: Question, reference: Reference) -> list[Fact]:
    """Code-shaped words that stand in no table."""
    found = []
    for code in question.unknown_codes:
        if code in reference.tables.paired or _CASTING.fullmatch(code):  # a visit, a cast: outside therapy, but known
            continue
        if _SUPPLY.fullmatch(code) and len(question.asked.split()) > 4:
            continue  # supplies, equipment and braces: guidance tells who bills them
        near = codewords.near(code, reference.codes)
        said = f"{code} is not in my table of outpatient therapy codes, so I won't guess what it is."
        notes = (f"Codes that look like it: {', '.join(near)}.",) if near else ()
        alone = not question.codes
        value = {"code": code, "active": False, "replaced_by": []}
        found.append(
            Fact(
                "lookup",
                said,
                value,
                notes=notes,
                asks=("Which code is meant?",),
                warnings=() if alone else (said,),
                fit=0.9 if alone else 0.6,
                reason=Reason.UNKNOWN_CODE,
                acts=("lookup.code",),
            )
        )
    return found


def _comparison(question: Question, reference: Reference) -> Fact:
    """Codes side by side; guidance on which to choose answers better where there is some."""
    codes = _known(question, reference)
    table = compared(codes, question.as_of, reference)
    named = [f"{code} is {reference.codes[code].label}" for code in codes]
    said = f"{'; '.join(named)}."
    cited = tuple(c for code in codes for c in _cite(reference.codes[code], "what", reference, Tier.PRIMARY))
    return Fact("lookup", said, {"codes": codes}, (), tuple(dict.fromkeys(cited)), table=table, fit=0.55 if "pair" not in question.topics else 0.4, acts=("lookup.compare",))


def _cite(record: Code, aspect: str, reference: Reference, tier: Tier) -> tuple[Citation, ...]:
    """Where the side of a code that is told stands."""
    if aspect == "status" or record.therapy == "no":
        held = reference.tables.rvu(record.code, date.max)
        edition = held.edition if held else reference.tables.editions("rvu")[0]
        cited = reference.tables.cite(reference.sources, "rvu", edition, f"{record.code} status")
        return (cited,) if held else (reference.sources.cite(f"trade-pages {record.code}", tier=record.tier),)
    place = "§10.4 B, §20" if aspect == "flag" else "§20"
    return (reference.sources.cite(f"cms-100-04-ch5 {place}: {record.code}", tier=tier),)
