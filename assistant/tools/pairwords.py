"""How a pair edit is told: the answer to what was asked first, then why, where the modifier goes, how old the table is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.reference import Reference
from assistant.reference.rules import RuleValue
from assistant.schema import Citation, Question, Table
from assistant.tools.pairs import Condition, Pair, condition, unpaid

PLACES = {"practitioner": "practitioner", "outpatient_hospital": "outpatient hospital"}
PLANS = ("commercial", "ama", "workers_comp", "auto", "tricare", "va")
REMEMBERED = 10  # years for which an edit that never counted is still worth a word
_WHERE = {"practitioner": "in a practice", "outpatient_hospital": "in an outpatient hospital"}

_MOD = r"(?:59|x[esup]|modifiers?|mods?)"
_WHICH = re.compile(
    rf"\bwhich\b.{{0,40}}\b(?:codes?|lines?|one|column)\b.{{0,40}}\b(?:{_MOD}|gets?|takes?|goes|denied|paid|column)\b"
    rf"|\b{_MOD}\b.{{0,40}}\b(?:goes? on|on which|which (?:code|line))\b|\b(?:what|which)\b.{{0,25}}\bcolumn\b",
    re.IGNORECASE,
)
MAY = re.compile(
    r"\b(?:can|may|could|able|allowed|ok|okay|permitted|permissible|possible|acceptable|billable|payable)\b",
    re.IGNORECASE,
)
_NEED = re.compile(
    rf"\b(?:need\w*|requir\w*|must|necessary|should|have to|do (?:i|we|you) (?:use|add|append|put|bill))\b"
    rf"|\b(?:add|append|use|using|attach|put|apply)\b[^.?]{{0,25}}\b{_MOD}\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(rf"\b(?:without|w/o|no)\b[^.?]{{0,15}}\b{_MOD}\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:edits?|ncci|cci|ptp|bundl\w*|conflict\w*|mutually|paired|active|unbundl\w*)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:denied|denials?|deny|denies|denying|reject\w*|co-?97|co-?236)\b", re.IGNORECASE)
_NAMED = re.compile(rf"\b{_MOD}\b", re.IGNORECASE)
_WHICH_MODIFIER = re.compile(rf"\b(?:what|which)\b[^.?]{{0,20}}\b{_MOD}\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|both|same (?:day|date|visit|session|claim|dos))\b", re.IGNORECASE)
_SAME = re.compile(
    r"\bsame\s+(repositioning|maneuver|minutes?|15[- ]?minutes?(?: block)?|block|region|area|body part|wound|joint|time slot)\b"
    r"|\b(overlapping|simultaneous\w*|concurrently)\b",
    re.IGNORECASE,
)


def asked(text: str) -> str:
    """What a question wants to hear first: 'denied', 'line', 'need', 'may', 'is'; '' where it only names codes."""
    if _DENIED.search(text):
        return "denied"
    if _WHICH.search(text):
        return "line"
    if _WITHOUT.search(text) and MAY.search(text):
        return "may"
    if _NEED.search(text) and re.search(rf"\b{_MOD}\b", text, re.IGNORECASE):
        return "need"
    if _IS.search(text) and not re.search(
        r"\b(?:can|may|could)\s+(?:i|we|you|they|it|a|the|both|these)\b", text, re.IGNORECASE
    ):
        return "is"
    return "may" if MAY.search(text) else ""


def same(text: str) -> str:
    """What the services are said to share ('minutes', 'region'); empty when nothing is."""
    match = _SAME.search(text)
    return (match[1] or "minutes").lower() if match else ""


def statement(pair: Pair, question: Question, terms: Condition, reference: Reference) -> str:
    """The sentence that answers, for one pair in one setting."""
    said = _statement(pair, question, terms, reference)
    return f"I hold Medicare's pair table, not Medicaid's. {said}" if question.payer == "medicaid" else said


def _statement(pair: Pair, question: Question, terms: Condition, reference: Reference) -> str:
    mode, shared = asked(question.asked), same(question.asked)
    if not pair.active:
        return _absent(pair, mode, shared, question, reference)
    if not pair.certain:
        return _uncertain(pair)
    one, two = pair.column1, pair.column2
    core = f"{one} (column 1) and {two} (column 2) are an active Medicare edit with indicator {pair.indicator}"
    if pair.indicator == "0":
        return f"{'Yes' if mode == 'is' else 'No'}. {plain(pair, terms)}"
    apart, modifier = terms.apart, terms.modifier
    if shared:
        return f"No, not for the same {shared}: {core}, and {modifier} is right only for {apart}."
    said = {
        "need": f"Yes, but only for {apart}: {core}, so without {modifier} Medicare denies {two}.",
        "may": f"Yes, but only for {apart} and with {modifier}: {core}.",
        "is": f"Yes. {core}: for {apart} {modifier} may bypass it, else {two} is denied.",
        "denied": f"That denial is Medicare's NCCI edit: {core}, payable only for {apart} and with {modifier}.",
        "line": f"By habit {two}, the column 2 code: {core}, and {modifier} is right only for {apart}.",
    }
    return said.get(mode) or plain(pair, terms)


def plain(pair: Pair, terms: Condition) -> str:
    """An active edit told without a yes or no."""
    one, two = pair.column1, pair.column2
    core = f"{one} (column 1) and {two} (column 2) are an active Medicare edit with indicator {pair.indicator}"
    if pair.indicator == "0":
        return (
            f"{core}: never paid together on one day, and no modifier bypasses it; {two} is the one denied."
        )
    return f"{core}: only for {terms.apart}, with {terms.modifier}, else {two} is denied."


def _absent(pair: Pair, mode: str, shared: str, question: Question, reference: Reference) -> str:
    core = f"Medicare has no active edit for {pair.one} with {pair.two}{_when(question)}{_past(pair)}"
    unpaid = _unpaid(pair, reference)
    if unpaid and question.payer in (None, "medicare"):
        return f"{unpaid[0]}. There is no edit to bypass: {core}."
    if shared:
        return _overlap(pair, shared, core, reference)
    if question.payer in PLANS:
        return f"It depends on the plan: {core}, but a plan may still run the old one."
    return _unedited(core, mode, question)


def _unedited(core: str, mode: str, question: Question) -> str:
    """What was asked of two codes without an edit, answered first."""
    named, both = _NAMED.search(question.asked), "both can be billed on one day, and neither needs a 59"
    may_too = mode == "need" and MAY.search(question.asked) and _TOGETHER.search(question.asked)
    if may_too or (mode == "may" and named and not _WITHOUT.search(question.asked)):
        return f"{both.capitalize()}: {core}."
    if mode == "need" or (not mode and named):
        return f"{'None for the pair' if _WHICH_MODIFIER.search(question.asked) else 'No'}. {core}, so a 59 has nothing to do there."
    said = {
        "may": f"Yes. {core}: {both}.",
        "denied": f"{core}, so a denial of the two together is not Medicare's NCCI edit: read what its codes say.",
        "line": f"Neither. {core}, so no line takes a 59.",
        "is": f"No. {core}, and neither code needs a modifier because of the other.",
    }
    return said.get(mode) or f"{'Yes. ' if _TOGETHER.search(question.asked) else ''}{core}: {both}."


def _unpaid(pair: Pair, reference: Reference) -> list[str]:
    return [why for code in (pair.one, pair.two) if (why := unpaid(code, pair.on, reference))]


def _overlap(pair: Pair, shared: str, core: str, reference: Reference) -> str:
    """One therapy service in each 15 minutes; supervised modalities may run beside another."""
    beside = reference.rules.in_force("ncci-same-minutes", pair.on)["besides"]
    modality = next((code for code in (pair.one, pair.two) if code in beside), None)
    if modality and "region" not in shared:
        return f"Yes. {modality} is a supervised modality and may run during another service; {core}."
    if re.search(r"region|area|body part|joint", shared):
        return f"The same {shared} is no bar: {core}; each service needs its own minutes and purpose, and no minute counts twice."
    return f"Not for the same {shared}: {core}, but the same minutes never count twice."


def _when(question: Question) -> str:
    return f" on {day(question.as_of)}" if question.dated else ""


def _past(pair: Pair) -> str:
    """How the edit ended, where there was one."""
    if pair.row is None or pair.row.deleted is None:
        return ""
    if pair.row.indicator == "9":
        if pair.on.year - pair.row.deleted.year > REMEMBERED:
            return ""
        return f" (one was deleted {day(pair.row.deleted)} as if never in force)"
    return f" (it ended {day(pair.row.deleted)})"


def _uncertain(pair: Pair) -> str:
    assert pair.row is not None
    words = f"{pair.column1} column 1, {pair.column2} column 2, indicator {pair.indicator}"
    ended = (
        f"ended {day(pair.row.deleted)}" if pair.row.deleted else f"stands in the {pair.edition.words} table"
    )
    return f"Most likely an active edit on {day(pair.on)}: it {ended} ({words}), but our copy does not say when it began."


def differing(pairs: Sequence[Pair], terms: Condition) -> str:
    """One sentence for two settings that do not say the same."""
    return f"It depends on the setting: {'; '.join(_clause(pair, terms) for pair in pairs)}."


def _clause(pair: Pair, terms: Condition) -> str:
    where = _WHERE[pair.setting]
    if not pair.active:
        return f"{where} Medicare has no active edit for {pair.one} with {pair.two}"
    names = f"{pair.column1} (column 1) and {pair.column2} (column 2)"
    if pair.indicator == "0":
        return f"{where} {names} are never paid together (indicator 0, no modifier bypasses it)"
    return f"{where} {terms.modifier} may bypass the edit of {names} for {terms.apart} (indicator 1)"


def short(pair: Pair) -> str:
    """The sentence that stands beside a comparison of two codes."""
    table = f"as of the {pair.edition.words} edit table"
    if not pair.active:
        return f"{pair.one} and {pair.two} on one day need no modifier for Medicare, {table}."
    if pair.indicator == "0":
        return f"{pair.column1} and {pair.column2} are never paid together by Medicare on one day ({table}, indicator 0)."
    return f"{pair.column1} and {pair.column2} on one day need 59 or XU and separate time for Medicare ({table}, indicator 1)."


def notes(
    pair: Pair, terms: Condition, question: Question, reference: Reference, *, agree: bool
) -> tuple[str, ...]:
    """Further sentences, most useful first. agree: both settings say the same, or one was asked about."""
    said = [f"{why}." for why in _unpaid(pair, reference)] if pair.active else []
    if pair.active:
        said += terms.say
        if pair.indicator == "1" and terms.modifier.startswith("59") and not _reevaluation(terms):
            said.append(line_rule(pair, reference)["say"].format(column2=pair.column2))
    if pair.began and pair.began.start:
        said.append(f"It began again {day(pair.began.start)}.")
    said.append(table_used(pair, question, agree=agree))
    said.append(_payers(pair, question))
    if not pair.active and not same(question.asked):
        said.append(reference.rules.in_force("ncci-same-minutes", pair.on)["say"])
    return tuple(said)


def _reevaluation(terms: Condition) -> bool:
    return terms.apart.startswith("a re-evaluation")


def line_rule(pair: Pair, reference: Reference) -> RuleValue:
    """On which line the modifier is read on that day."""
    return reference.rules.in_force("ncci-modifier-line", pair.on)


def table_used(pair: Pair, question: Question, *, agree: bool) -> str:
    """Which table, how old, and what to do about it. agree: the two settings say the same."""
    both = "; the outpatient hospital table says the same" if agree and not question.setting else ""
    name = f"Table used: {PLACES[pair.setting]}, {pair.edition.words}"
    if not agree:
        name = f"Tables used: practitioner and outpatient hospital, {pair.edition.words}"
    if pair.edition.outdated(pair.on):
        return f"{name}, {pair.edition.age(pair.on)}{both}. Newer quarters exist: check the current one before you rely on it."
    if pair.on < pair.edition.start:
        return (
            f"{name}{both}. It keeps ended edits with their last day; check the quarter of the service too."
        )
    return f"{name}{both}."


def _payers(pair: Pair, question: Question) -> str:
    if question.payer == "medicaid":
        return "Medicaid runs its own NCCI pair table, which I do not hold: check the state's."
    if pair.active:
        return "I never add 59 myself: whether the services were separate is for the record to show."
    if question.payer in PLANS:
        return (
            "The plan's own policy decides, and the note must show separate minutes. I never add 59 myself."
        )
    return (
        "A commercial plan may still run the old edit: then its policy decides, and the note must show separate minutes. "
        "I never add 59 myself."
    )


def citations(pair: Pair, terms: Condition, question: Question, reference: Reference) -> tuple[Citation, ...]:
    """The table row first, then the rules that the notes rest on."""
    row = row_citation(pair, reference)
    if not pair.active:
        return (row, pair.began.citation) if pair.began else (row,)
    line = (line_rule(pair, reference).citation,) if asked(question.asked) == "line" else ()
    return (row, *terms.citations, *line)


def row_citation(pair: Pair, reference: Reference) -> Citation:
    """Where the pair stands, or would stand, in the table."""
    locator = f"{PLACES[pair.setting]} table: {pair.column1} → {pair.column2}"
    return reference.tables.cite(reference.sources, "ptp", pair.edition, locator, pair.setting)


def overview(pairs: Sequence[Pair], reference: Reference) -> Table:
    """All pairs of several codes, active ones first."""
    rows = []
    for pair in sorted(pairs, key=lambda p: (not p.active, p.indicator or "")):
        terms = condition(pair, reference)
        if not pair.active:
            means = f"no active edit{_past(pair)}"
        elif pair.indicator == "0":
            means = f"never together; {pair.column2} is denied"
        else:
            means = f"{terms.modifier}, only for {terms.apart}; else {pair.column2} is denied"
        rows.append(
            (
                f"{pair.column1} + {pair.column2}",
                means,
                pair.indicator if pair.active and pair.indicator else "–",
            )
        )
    return Table(("Pair", "Medicare", "Indicator"), tuple(rows))


def day(on: date) -> str:
    """A date as American claims write it: 12-31-2019."""
    return f"{on:%m-%d-%Y}"
