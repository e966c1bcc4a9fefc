"""Question → Evidence: everything proposed is judged in one list, and the nearest is kept with its likelihood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.judge import Judged
from assistant.answer.judge.parts import parts
from assistant.answer.judge.profiles import tokens
from assistant.answer.precedence import newer_first, same_matter, weighed
from assistant.answer.propose import pages, propose
from assistant.answer.sentences import first_sentence
from assistant.answer.supposed import supposed
from assistant.answer.understand.askings import askings
from assistant.answer.understand.believed import believed
from assistant.answer.understand.thread import thread
from assistant.answer.waiting import handed_over
from assistant.protocols import Index
from assistant.reference import Reference
from assistant.schema import Evidence, Fact, Part, Passage, Question

_VERDICT = re.compile(r"^[^:.]{0,40}: ")  # "No:", "Not since January 1, 2025:"
FALSE = 0.6  # from this likelihood on a claim that a question takes for granted is the false one found
KEPT = 8  # passages handed to the writer, besides what answers a further thing asked


def gather(question: Question, index: Index, reference: Reference) -> tuple[Question, Evidence]:
    """The question with the acts it seems to ask for, and the evidence on it, each record with its likelihood."""
    question, candidates = propose(question, index, reference)
    whole = handed_over(weighed(question, candidates, index), question, reference)
    facts = [one for one in candidates if isinstance(one.record, Fact)]

    def clause(text: str) -> Sequence[Judged]:
        before = question.text.partition(text[:30])[0].strip()
        alone = replace(question, text=text, search=text, told="", thread=thread([before, text]) if before else "")
        return handed_over(weighed(alone, [*facts, *pages(alone, index)], index), alone, reference)

    asked = parts(() if question.told else askings(question.text), whole, clause)
    if not question.told and not question.refusal and (taken := believed(question.text)):
        whole, asked = _corrected(taken, clause(taken[0]), whole, asked, index)
    evidence = _evidence(whole, asked)
    return question, replace(evidence, facts=(*evidence.facts, *supposed(question, reference))) if question.maybe and question.missing else evidence


def _corrected(
    taken: tuple[str, str], judged: Sequence[Judged], whole: list[Judged], asked: list[tuple[str, list[Judged]]], index: Index
) -> tuple[list[Judged], list[tuple[str, list[Judged]]]]:
    """A false claim that the question takes for granted is corrected first; what it asks is answered after it."""
    first = judged[0] if judged else None
    if first is None or not whole or first.likelihood < FALSE or first.name in {rows[0].name for _, rows in asked} or not _makes(taken[0], first.candidate.record, index):
        return whole, asked
    rest = [one for one in whole if one.name != first.name]
    further = asked if len(asked) > 1 else [(taken[1], rest)]
    return [*rest[:1], first, *rest[1:]], [(taken[0], [first, *rest]), *further]


def _makes(clause: str, record: Fact | Passage, index: Index) -> bool:
    """Does a clause make the false claim a record corrects: is it at least as near to how that is said as to the correction?"""
    if not isinstance(record, Passage) or record.kind != "premise":
        return False
    told = index.vector(clause)
    said = max(float(told @ index.vector(one)) for one in (record.heading[-1], *record.asks))
    return said >= float(told @ index.vector(_VERDICT.sub("", first_sentence(record.text)[0])))


def _evidence(whole: Sequence[Judged], asked: Sequence[tuple[str, list[Judged]]]) -> Evidence:
    """Facts and the nearest passages, likeliest first; near-duplicates folded."""
    facts = [replace(one.candidate.record, score=one.likelihood) for one in whole if isinstance(one.candidate.record, Fact)]
    passages = [
        replace(one.candidate.record, score=round(one.likelihood, 4), listed=one.listed)
        for one in whole[: KEPT * 3]
        if isinstance(one.candidate.record, Passage)
    ]
    leads = {rows[0].name for _, rows in asked if rows}
    kept = _folded(newer_first(passages), leads)
    names = {f"{fact.tool} {fact.id}": f"F{n}" for n, fact in enumerate(facts, 1)}
    names.update({passage.id: f"P{n}" for n, passage in enumerate(kept, 1)})
    told = [Part(clause, tuple((names[one.name], one.likelihood) for one in rows if one.name in names)) for clause, rows in asked]
    if len(told) == 1:
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
