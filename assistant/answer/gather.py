"""Question → Evidence: everything proposed is judged in one list, and the nearest is kept with its likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.judge import Judged
from assistant.answer.judge.parts import parts
from assistant.answer.judge.profiles import tokens
from assistant.answer.precedence import newer_first, same_matter, weighed
from assistant.answer.propose import pages, propose
from assistant.answer.understand.askings import askings
from assistant.answer.understand.thread import thread
from assistant.answer.waiting import handed_over
from assistant.protocols import Index
from assistant.reference import Reference
from assistant.schema import Evidence, Fact, Part, Passage, Question

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
    return question, _evidence(whole, asked)


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
