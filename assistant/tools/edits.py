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
from assistant.tools.pairs import Pair, condition, pair_on, pairs_on, unpaid

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
    if "limit" in question.topics or question.said.mai:
        found += limits.facts(question, codes, reference)
    if question.payer in (None, "medicare", "medicare_advantage"):
        found += limits.above(question.services, question.as_of, reference, question.setting)
    return tuple(found)


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
        return [_not_held(question, codes, asked)]
    try:
        found = [pairs_on(codes, setting, question.as_of, reference) for setting in held]
    except KnowledgeError:  # only a part of a table is held for that day
        return [_not_held(question, codes, held)]
    said = list(zip(*found, strict=True))  # each pair with what every setting asked about says of it
    if not said:
        return []
    missing = tuple(f"I do not hold the {pairwords.PLACES[s]} pair table: load it with python ingest.py tables." for s in asked if s not in held)
    return _one(said[0], question, reference, missing) if len(said) == 1 else _several(said, question, reference, missing)


def _not_held(question: Question, codes: Sequence[str], settings: Sequence[str]) -> Fact:
    """No pair table is held for the setting asked about: named, never answered from the other."""
    names = " and ".join(pairwords.PLACES[setting] for setting in settings)
    said = f"I do not hold Medicare's {names} pair table, so I can't say whether {' and '.join(codes[:4])} are an edit there."
    note = "CMS publishes it each quarter; load it with python ingest.py tables."
    return Fact("edits", said, {"setting": question.setting}, notes=(note,), reason=Reason.NOT_COVERED, acts=PAIR)


def _one(same: Sequence[Pair], question: Question, reference: Reference, missing: tuple[str, ...]) -> list[Fact]:
    """A single pair: what holds, one more fact for each setting that differs, and since or until when."""
    first, *others = same
    terms = condition(first, reference)
    differ = len({pair.says() for pair in same}) > 1
    said = pairwords.differing(same, terms) if differ else pairwords.statement(first, question, terms, reference)
    notes = pairwords.notes(first, terms, question, reference, others=others)
    cited = pairwords.citations(first, terms, question, reference)
    facts = [Fact("edits", said, first.value(), tuple(map(step, same)), cited, (*notes, *missing), acts=PAIR)]
    if differ:
        facts += [_plain(pair, reference) for pair in others]
    return [*facts, _history(first, reference)]


def _history(pair: Pair, reference: Reference) -> Fact:
    cited = pairwords.row_citation(pair, reference)
    more = (pair.began.citation,) if pair.began else ()
    return Fact("edits", pairwords.history(pair), pair.value(), (step(pair),), (cited, *more), (pairwords.table_used(pair),), acts=("edits.history",))


def _several(said: Sequence[Sequence[Pair]], question: Question, reference: Reference, missing: tuple[str, ...]) -> list[Fact]:
    """Three codes or more: what stands in the way first, all pairs in a table, then each pair as a fact."""
    firsts = [same[0] for same in said]
    active = sorted((pair for pair in firsts if pair.active), key=lambda pair: pair.indicator or "")
    lead = active[0] if active else firsts[0]
    others = next(same[1:] for same in said if same[0] is lead)
    notes = (pairwords.table_used(lead, others), "I never add 59 myself: the record must show separate time.", *missing)
    shown = tuple(pairwords.row_citation(pair, reference) for pair in (active or firsts)[:4])
    table = pairwords.overview(firsts, reference) if active else None
    fact = Fact("edits", pairwords.for_payer(_among(firsts, active, reference), question), {**lead.value(), "pairs": len(firsts), "active_pairs": len(active)}, tuple(map(step, active or firsts)), shown, notes, table, acts=PAIR)
    rest = [pair for same in said for pair in _each(same) if pair is not lead]
    return [fact, *(_plain(pair, reference) for pair in rest)]


def _among(firsts: Sequence[Pair], active: Sequence[Pair], reference: Reference) -> str:
    """One sentence on all pairs of several codes."""
    names = list(dict.fromkeys(code for pair in firsts for code in (pair.one, pair.two)))
    among = f"{', '.join(names[:-1])} and {names[-1]}"
    stopped = [why for code in names if (why := unpaid(code, firsts[0].on, reference))]
    if not active and stopped:
        return f"{'; '.join(stopped)}. Medicare has no active edit among {among}, so there is nothing for a 59 to bypass."
    if not active:
        return f"All of {among} can be billed on one day: Medicare has no active edit among them, and none needs a 59 because of another."
    if len(active) == 1:
        return f"{pairwords.plain(active[0], condition(active[0], reference))} The other pairs among {among} have none."
    return f"{len(active)} of the {len(firsts)} pairs among {among} are active Medicare edits: see the table."


def _each(same: Sequence[Pair]) -> Sequence[Pair]:
    """A pair in every setting where the settings differ, else once."""
    return same if len({pair.says() for pair in same}) > 1 else same[:1]


def _plain(pair: Pair, reference: Reference) -> Fact:
    """A pair told beside another: its record, and one short sentence."""
    said = f"{pairwords.PLACES[pair.setting].capitalize()} table: {pairwords.short(pair)}"
    return Fact("edits", said, pair.value(), (step(pair),), (pairwords.row_citation(pair, reference),), acts=PAIR)


def step(pair: Pair) -> str:
    """The table row in short."""
    table = f"{pairwords.PLACES[pair.setting]} table {pair.edition.words}"
    if pair.row is None:
        return f"{table}: no row for {pair.one} and {pair.two}, so nothing for a 59 to bypass"
    ended = f", last day {pairwords.day(pair.row.deleted)}" if pair.row.deleted else ""
    means = {"0": "no modifier bypasses it", "1": "59 or an X modifier may bypass it"}.get(pair.indicator or "", "") if pair.active else "nothing for a 59 to bypass"
    return f"{table}: column 1 {pair.column1}, column 2 {pair.column2}, indicator {pair.indicator}{ended}{f' ({means})' if means else ''}"
