"""What a sentence of a document says against a rule or table in force: counting, KX, edits, units a day, functional reporting.

Only what is certain by its form is told: a figure where the rule has another, an edit where the table has none. A
sentence that names a payer with rules of its own is not looked at. Not for: claims known to be false (doubts.py).

    against("Report G-codes of functional limitation every tenth visit.", date(2026, 1, 1), reference)
    → "functional limitation reporting ended on 2018-12-31 (cms-100-02-ch15 p. 195)"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from assistant.errors import NotInForce
from assistant.reference import Reference
from assistant.reference.rows import PairRow
from assistant.reference.rulekinds import Amount, Counting, Threshold
from assistant.reference.tables import MEDICAID, SETTINGS
from assistant.schema import Citation

OURS = frozenset({"medicare", "medicare_advantage"})  # payers whose rules these are
_NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_N = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_CODE = re.compile(r"\b(?:\d{4}[0-9T]|[A-V]\d{4})\b")
_NO = re.compile(r"\b(?:not|never|no|cannot|without|nor)\b|n['’]t\b|\bno longer\b")

_DOLLARS = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})+|\d{4,5})(?:\.00)?\b|\b(\d{1,3}(?:,\d{3})+|\d{4,5})(?:\.00)?\s+(?:us )?dollars\b")
_THRESHOLD = re.compile(r"\bkx\b|\b(?:therapy|yearly|annual|financial)\s+(?:cap|limit|limitation|threshold)s?\b")
_REVIEW = re.compile(r"\b(?:review|reviewed|audit)\b")
_ALWAYS = re.compile(r"\b(?:every|all|each|always|any)\b|\bfirst visit\b|\bfrom (?:the )?(?:start|beginning|first day|day one)\b")
_PASSED = re.compile(r"\b(?:above|over|exceed\w*|beyond|past|pass\w*|reach\w*|met|once|threshold|after|more than)\b")
_EACH = re.compile(
    r"\b(?:each|every)\b.{0,40}\b(?:code|service|procedure|modality|cpt|intervention)s?\b.{0,40}\b(?:needs?|must|requires?|has to|have to|at least)\b.{0,20}\b(?:8|eight)\b.{0,3}\bminutes?"
    r"|\bminutes\b.{0,40}\b(?:may not|cannot|must not|are not|are never|can't|never)\b.{0,12}\b(?:combined|added|pooled|totall?ed|summed)\b"
    r"|\b(?:never|do not|don't)\s+(?:combine|add|pool|total)\b.{0,20}\bminutes\b"
)  # fmt: skip
_STEP = re.compile(rf"\b(\d{{1,3}})(?:\s*(?:-|–|to|through)\s*(\d{{1,3}}))?\s*min(?:ute)?s?\b\s*(?:of (?:timed )?(?:therapy|treatment|services?)\s*)?(?:=|:|is|are|makes?|equals?|counts? as|count for|bills? as|gives?|earns?)\s*(?:only |exactly )?{_N}\s+(?:timed |billable )?units?\b")
_OTHER_COUNT = re.compile(r"\b(?:ama|midpoint|commercial|untimed|evaluation|group|hour\w*|service-based)\b")
_FREE = re.compile(r"\bno (?:ncci )?edits?\b|\bnot bundled\b|\bwithout (?:a |any |the )?(?:modifier|59)\b|\bno (?:modifier|59)\b|\bmodifier (?:is )?(?:not|never) (?:needed|required|necessary)\b")
_NEVER = re.compile(r"\b(?:never|cannot|can't|may not|must not|not|isn't|aren't)\b.{0,60}\b(?:together|same (?:day|date|visit|session))\b|\b(?:together|same (?:day|date|visit|session))\b.{0,60}\b(?:never|cannot|not)\b")
_NEEDS = re.compile(r"\b(?:needs?|requires?|add|append|use|put|must (?:have|carry))\b.{0,40}\b(?:59|x[eups]|modifier)\b")
_MUE = re.compile(r"\bmues?\b|\bmedically unlikely\b")
_UNITS = re.compile(rf"\b{_N}\s+units?\b|(?:\bis|\bof|=|:)\s*{_N}\b(?!\s*(?:minutes|%|-|,\d))")
_FUNCTIONAL = re.compile(r"\bfunctional\b.{0,30}\bg-?\s?codes?\b|\bg-?\s?codes?\b.{0,30}\bfunctional\b|\bfunctional (?:limitation )?reporting\b|\bg89[7-9]\d\b")
_ASKS = re.compile(r"\b(?:report|reported|required?|requires|must|needs?|bill|submit|add|include|append|every|each|mandatory|still)\b")
_ENDED = re.compile(r"\b(?:ended|stopped|discontinued|retired|was|were|until|through|before|used to|former\w*)\b")


def against(sentence: str, on: date, reference: Reference) -> str:
    """What is in force instead on that day, with its source; empty where the sentence says nothing against it."""
    text = sentence.lower()
    if any(reference.payers.class_of(one.id) not in OURS for one in reference.payers.mentions(sentence)):
        return ""
    for check in _CHECKS:
        try:
            if said := check(text, on, reference):
                return said
        except NotInForce:
            continue
    return ""


def _kx_amount(text: str, on: date, reference: Reference) -> str:
    """An amount given as the KX threshold or therapy cap that is not that of its year."""
    amounts = {Decimal((m[1] or m[2]).replace(",", "")) for m in _DOLLARS.finditer(text)}
    if not amounts or not _THRESHOLD.search(text):
        return ""
    year = next(iter(re.findall(r"\b20[12]\d\b", text)), str(on.year))
    day = on if on.year == int(year) else date(int(year), 12, 31)
    rule = reference.rules.in_force("kx-threshold", day, Threshold)
    held = {rule.pt_slp, rule.ot}
    review = reference.rules.in_force("medical-review", day, Amount).amount
    if amounts & held or (review in amounts and _REVIEW.search(text)):
        return ""
    return f"the KX threshold of {year} is {' and '.join(f'${one:,.0f}' for one in sorted(held))}{_place(rule.citation)}"


def _kx_always(text: str, on: date, reference: Reference) -> str:
    """KX on everything, from the first visit on."""
    if not re.search(r"\bkx\b", text) or not _ALWAYS.search(text) or _PASSED.search(text) or _NO.search(text.partition(" so that ")[0]):
        return ""
    rule = reference.rules.in_force("kx-threshold", on, Threshold)
    return f"KX goes only on services above the year's threshold of ${rule.pt_slp:,.0f} that are necessary{_place(rule.citation)}"


def _each_alone(text: str, on: date, reference: Reference) -> str:
    """Minutes of each code counted alone, where the rule counts the day's total."""
    rule = reference.rules.in_force("count-medicare", on, Counting)
    if rule.method != "total" or not _EACH.search(text) or _OTHER_COUNT.search(text):
        return ""
    return f"Medicare counts the day's total of timed minutes, not each code alone{_place(rule.citation)}"


def _steps(text: str, on: date, reference: Reference) -> str:
    """Minutes said to be a number of units that they are not."""
    rule = reference.rules.in_force("count-medicare", on, Counting)
    codes = [reference.codes[code] for code in _codes(text) if code in reference.codes]
    if _OTHER_COUNT.search(text) or not all(code.timed for code in codes):
        return ""
    for match in _STEP.finditer(text):
        for minutes in (int(end) for end in match.group(1, 2) if end):
            units = (minutes - rule.first) // rule.unit + 1 if minutes >= rule.first else 0
            if units != _number(match[3]):
                return f"{minutes} minutes are {units} unit{'' if units == 1 else 's'}{_place(rule.citation)}"
    return ""


def _pair(text: str, on: date, reference: Reference) -> str:
    """An edit said to be there, or not to be there, where the table has it otherwise in both settings."""
    codes = [code for code in _codes(text) if reference.tables.knows(code)]
    if len(codes) != 2:
        return ""
    one, two = codes
    said = {_of_pair(text, codes, reference.tables.pair(one, two, setting, on), on) for setting in SETTINGS}
    if len(said) != 1 or not (told := said.pop()):
        return ""
    edition = reference.tables.pair_edition(SETTINGS[0], on)
    return f"{told} (NCCI{f' {edition.words}' if edition else ''})"


def _of_pair(text: str, codes: list[str], row: PairRow | None, on: date) -> str:
    live = row if row is not None and row.active(on) else None
    one, two = codes
    if live and _FREE.search(text):
        return f"an edit is in force: {live.column1} column 1, {live.column2} column 2, indicator {live.indicator}"
    if _NEVER.search(text):
        if live is None:
            return f"no edit is in force between {one} and {two}"
        return f"the edit between {live.column1} and {live.column2} has indicator 1: a modifier may bypass it where the services are separate" if live.indicator == "1" else ""
    if _NEEDS.search(text) and not _NO.search(text):
        if live is None:
            return f"no edit is in force between {one} and {two}: no modifier is needed for one"
        return f"the edit between {live.column1} and {live.column2} has indicator 0: no modifier bypasses it" if live.indicator == "0" else ""
    return ""


def _units_a_day(text: str, on: date, reference: Reference) -> str:
    """A number given as a code's MUE that no table has."""
    codes = _codes(text)
    if len(codes) != 1 or not _MUE.search(text):
        return ""
    rows = [row for setting in (*SETTINGS, MEDICAID) if (row := reference.tables.mue(codes[0], setting, on))]
    numbers = {_number(m[1] or m[2]) for m in _UNITS.finditer(text.replace(codes[0].lower(), " "))}
    if not rows or not numbers or numbers & {row.units for row in rows}:
        return ""
    return f"the MUE of {codes[0]} is {rows[0].units} ({rows[0].edition.words})"


def _functional(text: str, on: date, reference: Reference) -> str:
    """Functional limitation reporting asked for after its end."""
    if not _FUNCTIONAL.search(text) or not _ASKS.search(text) or _ENDED.search(text) or _NO.search(text):
        return ""
    rule = reference.rules.rule("functional-reporting").values[-1]
    return "" if rule.end is None or rule.holds(on) else f"functional limitation reporting ended on {rule.end}{_place(rule.citation)}"


_CHECKS: tuple[Callable[[str, date, Reference], str], ...] = (_kx_amount, _kx_always, _each_alone, _steps, _pair, _units_a_day, _functional)


def _codes(text: str) -> list[str]:
    return list(dict.fromkeys(_CODE.findall(text.upper())))


def _number(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text)


def _place(citation: Citation) -> str:
    return f" ({citation.source} {citation.locator})"
