"""Modifiers in words: what one means, and which one a discipline's lines carry (knowledge/tables/modifiers.csv)."""

from __future__ import annotations

import re

from assistant.reference import Reference
from assistant.schema import Fact, Question

MOST = 4  # modifiers explained at once, as many as XE, XP, XS and XU
LONG = 16  # words from which a question is about something else that also needs a modifier
SHORT = 9  # words of a question that asks for nothing but a meaning
_DISCIPLINE = {"PT": ("GP", "PT"), "OT": ("GO", "OT"), "SLP": ("GN", "speech-language pathology (SLP)")}
_PLAN = {"PT": "a PT", "OT": "an OT", "SLP": "a speech-language pathology"}
_WHICH = re.compile(
    r"\b(?:which|what|whats|the|right|correct|need|needs|use|uses|add|carry)\b[^.?!]{0,25}\b(?:modifiers?|mods?)\b"
    r"|\b(?:modifiers?|mods?) (?:for|do|does|go|goes|on|is|are|needed)\b|\b(?:modifiers?|mods?)\W*$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:tele\w*|virtual|audio|video|phone|assistants?|slpas?|ptas?|otas?|cotas?|group|same day|edit|abn|eval\w*|wound|hospice|home health)\b", re.IGNORECASE)
_WHAT = re.compile(
    r"\b(?:what(?:'s| is| does| are| do)|whats|define|definition|mean\w*|describe|description|stands? for)\b", re.IGNORECASE
)
_DIFFER = re.compile(r"\bdiffer\w*|\bvs\b|\bversus\b|\bcompare\w*|\binstead of\b", re.IGNORECASE)
_MEANS = re.compile(r"\b(?:mean\w*|stands? for|define|definition)\b", re.IGNORECASE)


def meanings(question: Question, reference: Reference) -> list[Fact]:
    """What each modifier means, where it is asked without a code."""
    plain = "lookup" in question.topics and not question.codes and not question.topics & {"threshold", "payment"} and not question.amounts
    short = len(question.asked.split()) <= SHORT
    found: list[Fact] = []
    for name in dict.fromkeys(question.modifiers):
        row = reference.tables.modifiers.get(name)
        if row is None or len(found) == MOST:
            continue
        said = f"{name} means: {row.label}. {row.meaning[0].upper()}{row.meaning[1:]}."
        value = {"modifier": name, "label": row.label, "active": row.start is None or row.start <= question.as_of}
        cited = reference.sources.cite(row.source, start=row.start, end=row.end, tier=row.tier)
        note = f"{row.use[0].upper()}{row.use[1:]}."
        fit = (0.85 if short and _WHAT.search(question.asked) else 0.45) if plain else 0.3
        fit = 0.8 if len(question.modifiers) > 1 and _DIFFER.search(question.asked) and not question.codes else fit
        fit = 0.96 if short and not question.codes and _MEANS.search(question.asked) else fit
        found.append(Fact("lookup", said, value, (), (cited,), (note,), fit=fit, acts=("lookup.modifier",)))
    return found


def of_code(question: Question, reference: Reference) -> list[Fact]:
    """GP, GO or GN of one code, where it is asked which modifier it carries."""
    asked = "modifier" in question.topics and len(question.codes) == 1 and not (question.modifiers or question.services or question.unknown_codes)
    if not asked or len(question.asked.split()) > LONG or not _WHICH.search(question.asked) or _ANOTHER.search(question.asked.replace("evaluation", "")):
        return []
    record = reference.codes.get(question.codes[0])
    if record is None or record.therapy == "no" or not record.active(question.as_of) or record.medicare == "invalid":
        return []
    among = [d for d in record.disciplines if d == question.discipline] or list(record.disciplines)
    rows = [reference.tables.modifiers[_DISCIPLINE[d][0]] for d in among]
    plans = _listed([f"{_DISCIPLINE[d][0]} under {_PLAN[d]} plan of care" for d in among])
    if among == ["PT"] and record.family != "evaluation" and not question.discipline:
        plans += " (GO if an OT gives it under an OT plan)"
    when = "on every line" if record.therapy == "always" else "whenever it is given under a therapy plan (a sometimes therapy code)"
    notes = (
        "KX joins it only when the year's threshold is or will be passed, CQ or CO when an assistant gave more than 10 percent, 59 or an X modifier only for an active NCCI pair.",
        "" if question.payer in (None, "medicare") else "This is Medicare's rule; many plans want it too, and their policy decides.",
    )
    value = {"code": record.code, "modifiers": [_DISCIPLINE[d][0] for d in among], "therapy": record.therapy}
    cited = tuple(reference.sources.cite(row.source, start=row.start, end=row.end, tier=row.tier) for row in rows)
    said = f"{record.code} carries {plans}, {when}."
    return [Fact("lookup", said, value, (), tuple(dict.fromkeys(cited)), tuple(n for n in notes if n), fit=0.93, acts=("line.modifiers", "lookup.discipline"))]


def of_discipline(question: Question, reference: Reference) -> list[Fact]:
    """GP, GO or GN where a discipline's modifier is asked for."""
    asked = "modifier" in question.topics and not (question.modifiers or question.codes or question.services)
    if not asked or len(question.asked.split()) > LONG or question.discipline not in _DISCIPLINE or not _WHICH.search(question.asked) or _ANOTHER.search(question.asked):
        return []
    name, whose = _DISCIPLINE[question.discipline]
    row = reference.tables.modifiers[name]
    said = f"{name}: every line of {whose} services carries it, whoever bills."
    notes = (
        f"It says that {row.meaning}. Each therapy line has exactly one of GP, GO and GN.",
        "KX joins it only when the year's threshold is or will be passed"
        + ("." if question.discipline == "SLP" else f", {'CQ' if name == 'GP' else 'CO'} when an assistant gave more than 10 percent."),
    )
    value = {"modifier": name, "label": row.label, "active": True}
    cited = reference.sources.cite(row.source, start=row.start, end=row.end, tier=row.tier)
    return [Fact("lookup", said, value, (), (cited,), notes, fit=0.9, acts=("line.modifiers",))]


def _listed(parts: list[str]) -> str:
    """'a', 'a or b', 'a, b or c'."""
    return " or ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
