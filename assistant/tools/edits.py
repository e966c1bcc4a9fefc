"""NCCI edits for a question: pairs of its codes, units a day (MUE), add-on codes without their base.

The rules stand in pairs.py, limits.py and addons.py; here it is decided what a question hears. Tables are
Medicare's; other payers are told so. 59 is never added, only explained.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.errors import QuestionError
from assistant.reference import Reference
from assistant.reference.tables import SETTINGS
from assistant.schema import Fact, Question
from assistant.tools import addons, limits, pairwords
from assistant.tools.pairs import SEPARATORS, Pair, condition, pair_on, pairs_on

__all__ = ["pair_on", "pairs_on", "speak"]

MOST = 8  # codes of one question whose pairs are looked up
_TOGETHER = re.compile(
    r"\b(?:with|and|plus|together|same|both|beside|alongside|combin\w+)\b|[+&/]", re.IGNORECASE
)
_BILL = re.compile(
    r"\b(?:bill\w*|cod(?:e|es|ed|ing)|charg\w+|allow\w*|denied|deny|denial|claim\w*|report\w*)\b",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({"units", "assistants", "payment", "threshold", "whatif", "deadline"})

PAIR = ("edits.pair", "edits.need59", "edits.history")


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Facts on pairs, limits and add-on codes, where the question is about them."""
    codes = _codes(question, reference)
    found: list[Fact] = []
    try:
        found += _pairs(question, codes, reference)
        found += addons.facts(question, [c for c in codes if c in reference.codes], reference)
    except QuestionError:
        return ()  # a code of no table: lookup tells it
    if "limit" in question.topics:
        found += limits.facts(question, codes, reference)
    if question.payer in (None, "medicare", "medicare_advantage"):
        found += limits.above(question.services, question.as_of, reference, question.setting)
    return tuple(found)


def _codes(question: Question, reference: Reference) -> list[str]:
    """Codes of the question that a table knows: ours, and visits that share edits with ours."""
    named = [*question.codes, *(s.code for s in question.services), *question.unknown_codes]
    known = (c for c in named if c in reference.codes or c in reference.tables.paired)
    return list(dict.fromkeys(known))[:MOST]


_RULES = re.compile(r"\b(?:billing|coding|counting) rules?\b|\bhow (?:do|to|are|is)\b[^?]{0,30}\b(?:count|counted|work)\b|\brules? for\b", re.IGNORECASE)
_REVIEW = re.compile(r"\b(?:audit\w*|tpe|adr|probe|records? request\w*|letter from|medical review)\b", re.IGNORECASE)
_REDUCTION = re.compile(r"\bmppr\b|multiple procedure|\b(?:cut|reduced|lowered|paid|pays?|pay) (?:\w+ ){0,5}(?:by (?:half|50)|in full|half|less)\b", re.IGNORECASE)


def _fit(question: Question, codes: Sequence[str]) -> float:
    """How directly a question asks about its codes together; 0 when it does not."""
    topics = question.topics
    named = set(question.modifiers) | {m for service in question.services for m in service.modifiers}
    if _REDUCTION.search(question.asked) or _RULES.search(question.asked) or _REVIEW.search(question.asked):
        return 0.5
    if named & SEPARATORS or ("pair" in topics and "compare" not in topics):
        return 0.6 if topics & _ELSEWHERE and any(s.minutes is not None for s in question.services) else 0.95
    if "modifier" in topics and not named:
        return 0.8
    if "pair" in topics:
        return 0.6
    if pairwords.same(question.asked):
        return 0.9
    if "compare" in topics:
        return 0.5 if len(codes) == 2 else 0.0
    if topics & _ELSEWHERE or "claim" in topics:
        return 0.5
    return 0.7 if _TOGETHER.search(question.asked) and _BILL.search(question.asked) else 0.0


def _pairs(question: Question, codes: Sequence[str], reference: Reference) -> list[Fact]:
    fit = _fit(question, codes)
    if len(codes) < 2 or not fit or not any(code in reference.codes for code in codes):
        return []
    asked = SETTINGS if question.setting is None else (question.setting,)
    found = [pairs_on(codes, setting, question.as_of, reference) for setting in asked]
    said = list(zip(*found, strict=True))  # each pair with what every setting asked about says of it
    beside = fit == 0.5 and "compare" not in question.topics
    denied = pairwords.asked(question.asked) == "denied"
    if beside and not denied and not any(pair.active for same in said for pair in same):
        return []
    if len(said) == 1:
        return _one(said[0], question, fit, reference)
    return _several(said, question, fit, reference)


def _one(same: Sequence[Pair], question: Question, fit: float, reference: Reference) -> list[Fact]:
    """A single pair: one fact, or one for each setting where they differ."""
    first = same[0]
    terms = condition(first, reference)
    differ = len({pair.says() for pair in same}) > 1
    if fit <= 0.5:
        said = pairwords.short(first)
    else:
        said = (
            pairwords.differing(same, terms)
            if differ
            else pairwords.statement(first, question, terms, reference)
        )
    notes = pairwords.notes(first, terms, question, reference, agree=not differ) if fit > 0.5 else ()
    cited = pairwords.citations(first, terms, question, reference)
    facts = [Fact("edits", said, first.value(), (step(first),), cited, notes, fit=fit, acts=PAIR)]
    if differ:
        facts += [_plain(pair, min(fit, 0.5), reference) for pair in same[1:]]
    return facts


def _several(
    said: Sequence[Sequence[Pair]], question: Question, fit: float, reference: Reference
) -> list[Fact]:
    """Three codes or more: what stands in the way first, all pairs in a table, then each pair as a fact."""
    firsts = [same[0] for same in said]
    active = sorted((pair for pair in firsts if pair.active), key=lambda pair: pair.indicator or "")
    lead = active[0] if active else firsts[0]
    terms = condition(lead, reference)
    names = list(dict.fromkeys(code for pair in firsts for code in (pair.one, pair.two)))
    among = f"{', '.join(names[:-1])} and {names[-1]}"
    if not active:
        core = f"Medicare has no active edit among {among}"
        both = f"{core}: all can be billed on one day, and none of them needs a 59 because of another."
        mode, may = pairwords.asked(question.asked), pairwords.MAY.search(question.asked)
        words = f"Yes. {both}" if mode == "may" else both if may else f"No. {core}, so none of them needs a 59 because of another."
    elif len(active) == 1:
        words = f"{pairwords.plain(lead, terms)} The other pairs among {among} have none."
    else:
        words = f"{len(active)} of the {len(firsts)} pairs among {among} are active Medicare edits: see the table."
    agree = not any(len(_each(same)) > 1 for same in said)
    fact = Fact(
        "edits",
        words,
        lead.value(),
        tuple(step(pair) for pair in active),
        tuple(pairwords.row_citation(pair, reference) for pair in (active or firsts)[:4]),
        (
            pairwords.table_used(lead, question, agree=agree),
            "I never add 59 myself: the record must show separate time.",
        ),
        pairwords.overview(firsts, reference) if active else None,
        fit=fit,
        acts=PAIR,
    )
    rest = [pair for same in said for pair in _each(same) if pair is not lead]
    return [fact, *(_plain(pair, 0.2, reference) for pair in rest)]


def _each(same: Sequence[Pair]) -> Sequence[Pair]:
    """A pair in every setting where the settings differ, else once."""
    return same if len({pair.says() for pair in same}) > 1 else same[:1]


def _plain(pair: Pair, fit: float, reference: Reference) -> Fact:
    """A pair told beside another: its record, and one short sentence."""
    said = f"{pairwords.PLACES[pair.setting].capitalize()} table: {pairwords.short(pair)}"
    return Fact(
        "edits", said, pair.value(), (step(pair),), (pairwords.row_citation(pair, reference),), fit=fit, acts=PAIR
    )


def step(pair: Pair) -> str:
    """The table row in short."""
    table = f"{pairwords.PLACES[pair.setting]} table {pair.edition.words}"
    if pair.row is None:
        return f"{table}: no row for {pair.one} and {pair.two}"
    ended = f", last day {pairwords.day(pair.row.deleted)}" if pair.row.deleted else ""
    return f"{table}: column 1 {pair.column1}, column 2 {pair.column2}, indicator {pair.indicator}{ended}"
