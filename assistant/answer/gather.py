"""Question → Evidence: everything proposed is judged in one list, and the nearest is kept with its likelihood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.judge import Judged
from assistant.answer.judge.parts import Judge, Near, parts
from assistant.answer.judge.profiles import tokens, words_of
from assistant.answer.precedence import newer_first, same_matter, weighed
from assistant.answer.propose import pages, propose
from assistant.answer.sentences import first_sentence
from assistant.answer.supposed import supposed
from assistant.answer.understand.askings import segments
from assistant.answer.understand.believed import believed
from assistant.answer.understand.thread import thread
from assistant.answer.waiting import handed_over
from assistant.protocols import Index
from assistant.reference import Reference
from assistant.reference.codes import denials_spelled
from assistant.schema import Evidence, Fact, Part, Passage, Question

_VERDICT = re.compile(r"^[^:.]{0,40}: ")  # "No:", "Not since January 1, 2025:"
FALSE = 0.6  # from this likelihood on a claim that a question takes for granted is the false one found
HELD = 0.5  # how likely a page about a denial code tells what that code means
KEPT = 8  # passages handed to the writer, besides what answers a further thing asked


def gather(question: Question, index: Index, reference: Reference) -> tuple[Question, Evidence]:
    """The question with the acts it seems to ask for, and the evidence on it, each record with its likelihood."""
    question, whole, clause = looked(question, index, reference)
    asked = parts(() if question.told else segments(question.text), whole, clause, nearness(index))
    asked = _each_denial(question, asked, whole)
    if not question.told and not question.refusal and (taken := believed(question.text)):
        whole, asked = _corrected(taken, clause, whole, asked, index)
    evidence = _evidence(whole, asked)
    return question, replace(evidence, facts=(*evidence.facts, *supposed(question, reference))) if question.maybe else evidence


def _each_denial(question: Question, asked: list[tuple[str, list[Judged]]], whole: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    """The parts, with what each further denial code means that a remittance shows and no lead speaks of."""
    codes = denials_spelled(question.text)
    leads = [rows[0] for _, rows in asked if rows]
    if len(codes) < 2 or not any(_of(lead, code) for lead in leads for code in codes):
        return asked
    for code in codes:
        found = None if any(_of(lead, code) for lead in leads) else next((one for one in whole if _of(one, code)), None)
        if found:
            leads.append(found)
            asked = [*asked, (code, [replace(found, likelihood=max(found.likelihood, HELD))])]
    return asked


def _of(one: Judged, denial: str) -> bool:
    """Is it a page about a denial code?"""
    record = one.candidate.record
    return isinstance(record, Passage) and record.kind != "limit" and denial in record.codes


def looked(question: Question, index: Index, reference: Reference) -> tuple[Question, list[Judged], Judge]:
    """The question with the acts it seems to ask for, everything that may answer it as judged, and what judges a part of its text."""
    question, candidates = propose(question, index, reference)
    whole = handed_over(weighed(question, candidates, index), question, reference)
    facts = [one for one in candidates if isinstance(one.record, Fact)]

    def clause(text: str) -> Sequence[Judged]:
        before = question.text.partition(text[:30])[0].strip()
        alone = replace(question, text=text, search=text, told="", thread=thread([before, text]) if before else "")
        return handed_over(weighed(alone, [*facts, *pages(alone, index)], index), alone, reference)

    return question, whole, clause


def nearness(index: Index) -> Near:
    """How near the questions lie that two records answer, -1 to 1."""

    def place(one: Judged) -> Passage | None:
        record = one.candidate.record
        return record if isinstance(record, Passage) else index.passage(record.acts[0])

    def near(one: Judged, other: Judged) -> float:
        both = [page for page in (place(one), place(other)) if page is not None]
        if len(both) < 2:
            return 0.0
        first, second = index.points_of(both)
        return float(first @ second)

    return near


def _corrected(
    taken: tuple[str, str], clause: Judge, whole: list[Judged], asked: list[tuple[str, list[Judged]]], index: Index
) -> tuple[list[Judged], list[tuple[str, list[Judged]]]]:
    """A false claim that the question takes for granted is corrected first; what it asks is answered after it."""
    first = next(iter(clause(taken[0])), None)
    if first is None or not whole or first.likelihood < FALSE or not _makes(taken[0], first.candidate.record, index):
        then = clause(taken[1]) if first and whole and len(asked) == 1 and first.name == whole[0].name else ()
        return whole, [*asked, (taken[1], list(then))] if then and then[0].likelihood >= HELD and then[0].name != whole[0].name else asked
    if first.name in {rows[0].name for _, rows in asked}:  # it leads already: as likely as its clause alone makes it

        def surer(one: Judged) -> Judged:
            return replace(one, likelihood=max(one.likelihood, first.likelihood)) if one.name == first.name else one

        return [surer(one) for one in whole], [(clause, [surer(one) for one in rows]) for clause, rows in asked]
    rest = [one for one in whole if one.name != first.name]
    further = asked if len(asked) > 1 else [(taken[1], [one for one in clause(taken[1]) if one.name != first.name])]
    return [*rest[:1], first, *rest[1:]], [(taken[0], [first, *rest]), *further]


def _makes(clause: str, record: Fact | Passage, index: Index) -> bool:
    """Does a clause make the false claim a record corrects: is it at least as near to how that is said as to the correction, and holds no more of its own words?"""
    if not isinstance(record, Passage) or record.kind != "premise":
        return False
    right, told = _VERDICT.sub("", first_sentence(record.text)[0]), index.vector(clause)
    said = max(float(told @ index.vector(one)) for one in (record.heading[-1], *record.asks))
    return said >= float(told @ index.vector(right)) and not _corrects(clause, right, record, index)


def _corrects(clause: str, right: str, record: Passage, index: Index) -> bool:
    """Does a clause hold more of the words that only the correction has ("every 10 treatment days") than of those that only the claim has?"""
    held, corrected, claimed = words_of(clause), words_of(right), words_of(" ".join((record.heading[-1], *record.asks)))
    of_either = [sum(index.rarity.get(word, 0.0) for word in held & words) for words in (corrected - claimed, words_of(record.heading[-1]) - corrected)]
    return of_either[0] > of_either[1]


def _evidence(whole: Sequence[Judged], asked: Sequence[tuple[str, list[Judged]]]) -> Evidence:
    """Facts and the nearest passages, likeliest first; near-duplicates folded."""
    held = {one.name for one in whole[: KEPT * 3]}
    further = [rows[0] for _, rows in asked if rows and rows[0].name not in held]  # found for its part alone
    facts = [replace(one.candidate.record, score=one.likelihood) for one in whole if isinstance(one.candidate.record, Fact)]
    passages = [
        replace(one.candidate.record, score=round(one.likelihood, 4), listed=one.listed)
        for one in (*whole[: KEPT * 3], *further)
        if isinstance(one.candidate.record, Passage)
    ]
    leads = {rows[0].name for _, rows in asked if rows}
    kept = _folded(newer_first(passages), leads)
    names = {f"{fact.tool} {fact.id}": f"F{n}" for n, fact in enumerate(facts, 1)}
    names.update({passage.id: f"P{n}" for n, passage in enumerate(kept, 1)})
    told = [Part(clause, tuple((names[one.name], one.likelihood) for one in rows if one.name in names)) for clause, rows in asked]
    if len(told) == 1 and asked[0][1][0].name == whole[0].name:
        told = []  # ranked by the records themselves: precedence may have given a newer edition the place of an older
    return Evidence(tuple(replace(fact, id=f"F{n}") for n, fact in enumerate(facts, 1)), tuple(kept), parts=tuple(told))


def _folded(passages: Sequence[Passage], leads: set[str]) -> list[Passage]:
    """The first few, near-duplicates folded: of passages that say the same in nearly the same words, the first.

    An organisation's documents that differ at all are kept: the one that yields is shown beside the other.
    """
    kept: list[Passage] = []
    for passage in passages:
        wanted = passage.id in leads
        if wanted or (len(kept) < KEPT and not any(_same_words(passage, k) for k in kept)):
            kept.append(passage)
    return kept


def _same_words(one: Passage, other: Passage) -> bool:
    mine, theirs = tokens(one.text), tokens(other.text)
    if same_matter(one, other):
        return mine == theirs
    return len(mine & theirs) > 0.8 * min(len(mine), len(theirs))
