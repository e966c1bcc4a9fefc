"""What a code or modifier is, on a day: timed or not, who reports it, therapy flag, status, what replaced it.

From knowledge/tables/codes.csv (own words; statuses of CMS's value file, always or sometimes therapy by Pub. 100-04
ch. 5) and modifiers.csv. Each side of a code is a fact of its own; the judge chooses. Not for: what a note must hold,
or which of two codes fits (guidance says that).

>>> from pathlib import Path
>>> known = Reference.load(Path("knowledge"))
>>> described("97112", date(2026, 11, 23), known)["minutes_per_unit"]
15
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Any

from assistant.errors import BadInput, KnowledgeError, UnknownCode
from assistant.reference import Reference
from assistant.reference.codes import Code, validate
from assistant.schema import Citation, Fact, Question, Reason, Table, Tier
from assistant.tools import codewords, listing, miscoded, modifierwords, pairwords
from assistant.tools.limits import daily
from assistant.tools.pairs import pair_on, unpaid

MOST = 3  # codes of which every side is told
_PURPOSE = ("97110", "97112", "97116", "97530", "97535")
_UNPAID = ("bundled", "noncovered", "invalid")
_SIDES = {"what": "lookup.code", "timed": "lookup.timed", "who": "lookup.discipline", "status": "lookup.status"}
_ASKED = frozenset({"lookup", "history", "compare"})


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
    return Table(("Code", *(record.code for record in records)), tuple(row for row in rows if any(row[1:])))


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Every side of the codes named, the modifiers named, codes side by side, lists; a code that is unknown or has ended."""
    known = [code for code in dict.fromkeys(question.codes) if code in reference.codes]
    found = [*_unknown(question, reference)]
    if 2 <= len(known) <= 4:
        found.append(_comparison(known, question, reference))
    for code in known[:MOST]:
        found += _sides(reference.codes[code], question, reference, sole=len(known) == 1)
    found += modifierwords.meanings(question, reference)
    found += _activity(question, reference)
    found += miscoded.facts(question, reference)
    found += listing.facts(question, reference)
    return tuple(found)


def _sides(record: Code, question: Question, reference: Reference, *, sole: bool) -> list[Fact]:
    """What a code is, how it is counted, who reports it, and its status on the day; of one that has ended, that alone."""
    status = _status(record, question, reference, sole=sole)
    if not record.active(question.as_of):
        return [status]
    return [_side(record, side, question, reference) for side in ("what", "timed", "who")] + [status]


def _side(record: Code, side: str, question: Question, reference: Reference) -> Fact:
    cited = [_cite(record, side, reference, record.tier if side == "what" else Tier.PRIMARY)]
    said = {"what": codewords.what_said, "timed": codewords.timed_said}.get(side, codewords.who_said)(record)
    steps = [f"{record.code}: {record.label}, {codewords.counted(record)}"]
    if side == "who":
        chart = daily(record.code, reference, question.as_of)
        flagged = question.says("asks.flag")
        said = codewords.flag_said(record) if flagged else codewords.who_said(record, question.discipline or "", chart[0] if chart else ())
        cited = [_cite(record, "flag" if flagged else side, reference, record.tier), *((chart[1],) if chart else ())]
        side = "flag" if flagged else side
    if side == "timed" and record.minutes:
        steps.append(f"{record.minutes} minutes a unit")
    notes = codewords.notes(record, side)
    outside = Reason.OUT_OF_SCOPE if side == "timed" and record.base == "none" else None
    return Fact("lookup", said, _value(record, question.as_of), tuple(steps), tuple(cited), notes, reason=outside, acts=(_SIDES.get(side, "lookup.discipline"),))


def _status(record: Code, question: Question, reference: Reference, *, sole: bool) -> Fact:
    """Whether a code is valid on the day and what Medicare does with it; a warning beside other codes where it is not."""
    on, valid = question.as_of, record.active(question.as_of)
    medicare = question.payer in (None, "medicare")
    asked = bool(question.topics & _ASKED) or question.says("asks.valid")
    if valid and not medicare and record.medicare in _UNPAID:
        said = codewords.plan_said(record)
    elif valid and record.medicare in ("bundled", "noncovered"):
        said = codewords.unpaid_said(record)
    else:
        said = codewords.status_said(record, on)
    stopped = not valid or (medicare and record.medicare == "invalid")
    return Fact(
        "lookup", said, _value(record, on), (codewords.life(record),), _status_cited(record, reference), codewords.notes(record, "status"),
        warnings=(said,) if stopped and not sole else (),
        reason=None if asked or valid else Reason.UNKNOWN_CODE,
        acts=("lookup.status", "lookup.code") if stopped else ("lookup.status",),
    )  # fmt: skip


def _unknown(question: Question, reference: Reference) -> list[Fact]:
    """Code-shaped words that stand in no table of ours, told as what they are as far as that is known."""
    return [_stranger(code, question, reference) for code in question.unknown_codes]


def _stranger(code: str, question: Question, reference: Reference) -> Fact:
    value = {"code": code, "active": False, "replaced_by": []}
    if reference.tables.knows(code):
        said = f"{code} is no therapy code of my table: I know only its Medicare edits with therapy codes."
        edition = reference.tables.editions("ptp", "practitioner")[:1]
        cited = tuple(reference.tables.cite(reference.sources, "ptp", one, code, "practitioner") for one in edition)
        return Fact("lookup", said, value, (), cited, acts=("lookup.code",))
    if code[0] in "AEKL" and code[1:].isdigit():
        said = f"{code} is a HCPCS code for supplies, equipment or braces: my table holds therapy services only."
        return Fact("lookup", said, value, acts=("lookup.code",))
    near = codewords.near(code, reference.codes)
    said = f"{code} is not in my table of outpatient therapy codes, so I won't guess what it is."
    notes = (f"Codes that look like it: {', '.join(near)}.",) if near else ()
    return Fact(
        "lookup", said, {**value, "near": near}, notes=notes, asks=("Which code is meant?",),
        warnings=(said,) if question.codes else (), reason=Reason.UNKNOWN_CODE, acts=("lookup.code",),
    )  # fmt: skip


def _comparison(codes: Sequence[str], question: Question, reference: Reference) -> Fact:
    """Codes side by side, with what Medicare's edits make of them on one day."""
    table = compared(codes, question.as_of, reference)
    named = "; ".join(f"{code} is {reference.codes[code].label}" for code in codes)
    said = f"A line reports what was done, so none stands in for another: {named}." if question.says("asks.instead") else f"{named}."
    cited = [_cite(reference.codes[code], "what", reference, Tier.PRIMARY) for code in codes]
    notes, steps = [], []
    for one, other in combinations(codes, 2):
        try:
            pair = pair_on(one, other, question.setting or "practitioner", question.as_of, reference)
        except KnowledgeError:
            continue
        if pair.active or (len(codes) == 2 and not any(unpaid(code, question.as_of, reference) for code in codes)):
            notes.append(pairwords.short(pair, reference))
            cited.append(pairwords.row_citation(pair, reference))
            steps.append(f"{pair.column1} → {pair.column2}: indicator {pair.indicator}" if pair.active else f"{one} and {other}: no active edit, {pair.edition.words}")
    return Fact("lookup", said, {"codes": list(codes)}, tuple(steps), tuple(dict.fromkeys(cited)), tuple(notes), table, acts=("lookup.compare",))


def _activity(question: Question, reference: Reference) -> list[Fact]:
    """Which code usually reports an activity named instead of a code ("leg press, what cpt", "pegboard 97530 or 97112?")."""
    if not question.readings or question.services or not 1 <= len(question.codes) <= MOST:
        return []
    done, _, code = question.readings[0].rpartition(" read as ")
    record = reference.codes.get(code)
    if record is None:
        return []
    said = f"{record.code} ({record.label}) usually reports {done}; the purpose the note gives decides."
    note = "The same activity can be another code when its purpose is another: strength is 97110, control of movement 97112, a functional task 97530."
    cited = reference.sources.cite("trade-pages choice of code", tier=Tier.SECONDARY)
    notes = (note,) if record.family in ("exercise", "function") or record.code in _PURPOSE else ()
    return [Fact("lookup", said, _value(record, question.as_of), (f"{done}: {code}",), (cited,), notes, acts=("lookup.activity",))]


def _record(text: str, reference: Reference) -> Code:
    code = validate(text)
    if code not in reference.codes:
        raise UnknownCode(f"{code} is not in my table of outpatient therapy codes.")
    return reference.codes[code]


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


def _status_cited(record: Code, reference: Reference) -> tuple[Citation, ...]:
    held = reference.tables.rvu(record.code, date.max)
    edition = held.edition if held else reference.tables.editions("rvu")[0]
    cited = reference.tables.cite(reference.sources, "rvu", edition, f"{record.code} status")
    return (cited,) if held else (reference.sources.cite(f"trade-pages {record.code}", tier=record.tier),)


def _cite(record: Code, side: str, reference: Reference, tier: Tier) -> Citation:
    """Where the side of a code that is told stands."""
    if record.therapy == "no":
        return _status_cited(record, reference)[0]
    place = "§10.4 B, §20" if side == "flag" else "§20"
    return reference.sources.cite(f"cms-100-04-ch5 {place}: {record.code}", tier=tier)
