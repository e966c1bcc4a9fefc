"""NCCI edits for a question: pairs of its codes, a code's partners, units a day (MUE), add-on codes.

The rules stand in pairs.py, partners.py, limits.py and addons.py. Tables are Medicare's; other payers are told so.
59 is never added, only explained.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import KnowledgeError, QuestionError
from assistant.reference import Reference
from assistant.reference.tables import SETTINGS
from assistant.schema import Fact, Question, Reason
from assistant.tools import addons, limits, pairwords, partners
from assistant.tools.counting.session import claimed
from assistant.tools.pairs import Pair, condition, pair_on, pairs_on, unpaid
from assistant.tools.wording import day, listed, upper

__all__ = ["pair_on", "pairs_on", "speak", "step"]

MOST = 8  # codes of one question whose pairs are looked up
PAIR = ("edits.pair", "edits.need59")


def speak(question: Question, reference: Reference) -> tuple[Fact, ...]:
    """Facts on the pairs, partners, limits and add-on codes of the codes named."""
    codes = known(question, reference)
    found: list[Fact] = []
    try:
        found += _pairs(question, codes, reference)
        found += addons.facts(question, [c for c in codes if c in reference.codes], reference)
        found += partners.facts(question, codes, reference)
    except QuestionError:
        return ()  # a code of no table: lookup tells it
    medicare = question.payer in (None, "medicare", "medicare_advantage")
    above = limits.above(question.services, question.as_of, reference, question.setting) if medicare else ()
    if ("limit" in question.topics or question.said.mai or (claimed(question) and not above)) and not (above and question.says("asks.over")) and not _counted(question):
        found += limits.facts(question, codes, reference)
    return (*found, *above)


def _counted(question: Question) -> bool:
    """Are minutes told whose count is what "the most" asks for, and no limit named?"""
    return any(one.minutes is not None for one in question.services) and not question.said.mai and not question.says("says.mue")


def known(question: Question, reference: Reference) -> list[str]:
    """Codes of the question that a table knows: ours, and codes that share edits with ours."""
    named = [*question.codes, *(s.code for s in question.services), *question.unknown_codes]
    held = (c for c in named if c in reference.codes or reference.tables.knows(c))
    return list(dict.fromkeys(held))[:MOST]


def _pairs(question: Question, codes: Sequence[str], reference: Reference) -> list[Fact]:
    if len(codes) < 2 or not any(code in reference.codes for code in codes):
        return []
    asked = SETTINGS if question.setting is None else (question.setting,)
    held = [setting for setting in asked if reference.tables.holds("ptp", setting)]
    if not held:
        return [_not_held(question, codes, asked, reference)]
    try:
        found = [pairs_on(codes, setting, question.as_of, reference) for setting in held]
    except KnowledgeError:  # only a part of a table is held for that day
        return [_not_held(question, codes, held, reference)]
    said = list(zip(*found, strict=True))  # each pair with what every setting asked about says of it
    two_by_two = {frozenset(pair) for pair in question.said.pairs}
    if len(two_by_two) > 1 and set().union(*two_by_two) == set(codes):
        return _told_each([same for same in said if frozenset((same[0].one, same[0].two)) in two_by_two], question, reference)
    if not said:
        return []
    missing = tuple(reference.say("edits.not-held-setting", setting=pairwords.PLACES[s]) for s in asked if s not in held)
    return _one(said[0], question, reference, missing) if len(said) == 1 else _several(said, question, reference, missing)


def _not_held(question: Question, codes: Sequence[str], settings: Sequence[str], reference: Reference) -> Fact:
    """No pair table is held for the setting asked about: named, never answered from the other."""
    names = " and ".join(pairwords.PLACES[setting] for setting in settings)
    said = reference.say("edits.not-held", settings=names, codes=" and ".join(codes[:4]))
    note = reference.say("edits.not-held-load")
    return Fact("edits", said, {"setting": question.setting}, notes=(note,), reason=Reason.NOT_COVERED, acts=PAIR)


def _one(same: Sequence[Pair], question: Question, reference: Reference, missing: tuple[str, ...]) -> list[Fact]:
    """A single pair: what holds, one more fact for each setting that differs, and since or until when."""
    first, *others = same
    terms = condition(first, reference)
    differ = len({pair.says() for pair in same}) > 1
    said = pairwords.differing(same, terms, reference) if differ else pairwords.statement(first, question, terms, reference)
    notes = pairwords.notes(first, terms, question, reference, others=others)
    cited = pairwords.citations(first, terms, question, reference)
    facts = [Fact("edits", said, first.value(), tuple(step(pair, reference) for pair in same), cited, (*notes, *missing), acts=PAIR)]
    if differ:
        facts += [_plain(pair, reference) for pair in others]
    return [*facts, _history(first, reference)]


def _told_each(said: Sequence[Sequence[Pair]], question: Question, reference: Reference) -> list[Fact]:
    """Pairs asked about two by two: a sentence each, in one fact, and each as a fact."""
    firsts = [same[0] for same in said]
    told = [pairwords.statement(pair, question, condition(pair, reference), reference) for pair in firsts]
    cited = tuple(dict.fromkeys(pairwords.row_citation(pair, reference) for pair in firsts))
    notes = (pairwords.table_used(firsts[0], reference),)
    value = {**firsts[0].value(), "pairs": len(firsts), "active_pairs": sum(pair.active for pair in firsts)}
    fact = Fact("edits", " ".join(told), value, tuple(step(pair, reference) for pair in firsts), cited, notes, acts=PAIR)
    return [fact, *(_plain(pair, reference) for same in said for pair in _each(same))]


def _history(pair: Pair, reference: Reference) -> Fact:
    cited = pairwords.row_citation(pair, reference)
    more = (pair.began.citation,) if pair.began else ()
    return Fact("edits", pairwords.history(pair, reference), pair.value(), (step(pair, reference),), (cited, *more), (pairwords.table_used(pair, reference),), acts=("edits.history",))


def _several(said: Sequence[Sequence[Pair]], question: Question, reference: Reference, missing: tuple[str, ...]) -> list[Fact]:
    """Three codes or more: what stands in the way first, all pairs in a table, then each pair as a fact."""
    firsts = [same[0] for same in said]
    active = sorted((pair for pair in firsts if pair.active), key=lambda pair: pair.indicator or "")
    lead = active[0] if active else firsts[0]
    others = next(same[1:] for same in said if same[0] is lead)
    notes = (pairwords.table_used(lead, reference, others), reference.say("edits.never-add-time"), *missing)
    shown = tuple(pairwords.row_citation(pair, reference) for pair in (active or firsts)[:4])
    table = pairwords.overview(firsts, reference) if active else None
    statement = pairwords.for_payer(_among(firsts, active, reference), question, reference)
    value = {**lead.value(), "pairs": len(firsts), "active_pairs": len(active)}
    fact = Fact("edits", statement, value, tuple(step(pair, reference) for pair in active or firsts), shown, notes, table, acts=PAIR)
    rest = [pair for same in said for pair in _each(same) if pair is not lead]
    return [fact, *(_plain(pair, reference) for pair in rest)]


def _among(firsts: Sequence[Pair], active: Sequence[Pair], reference: Reference) -> str:
    """One sentence on all pairs of several codes."""
    names = list(dict.fromkeys(code for pair in firsts for code in (pair.one, pair.two)))
    say, among = reference.say, listed(names)
    stopped = [why for code in names if (why := unpaid(code, firsts[0].on, reference))]
    if not active and stopped:
        return say("edits.among-unpaid", why="; ".join(stopped), codes=among)
    if not active:
        return say("edits.among-none", codes=among)
    if len(active) == 1:
        return say("edits.among-one", said=pairwords.plain(active[0], condition(active[0], reference), reference), codes=among)
    return say("edits.among-several", active=len(active), pairs=len(firsts), codes=among)


def _each(same: Sequence[Pair]) -> Sequence[Pair]:
    """A pair in every setting where the settings differ, else once."""
    return same if len({pair.says() for pair in same}) > 1 else same[:1]


def _plain(pair: Pair, reference: Reference) -> Fact:
    """A pair told beside another: its record, and one short sentence."""
    said = reference.say("edits.setting-table", setting=upper(pairwords.PLACES[pair.setting]), said=pairwords.short(pair, reference))
    return Fact("edits", said, pair.value(), (step(pair, reference),), (pairwords.row_citation(pair, reference),), acts=PAIR)


def step(pair: Pair, reference: Reference) -> str:
    """The table row in short."""
    say = reference.say
    table = say("edits.step-table", setting=pairwords.PLACES[pair.setting], edition=pair.edition.words)
    if pair.row is None:
        return say("edits.step-none", table=table, one=pair.one, two=pair.two)
    ended = say("edits.step-ended", day=day(pair.row.deleted)) if pair.row.deleted else ""
    named = {"0": "edits.step-never", "1": "edits.step-apart"}.get(pair.indicator or "") if pair.active else "edits.step-nothing"
    return say("edits.step", table=table, column1=pair.column1, column2=pair.column2, indicator=pair.indicator, ended=ended, means=say(named) if named else "")
