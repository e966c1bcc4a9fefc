"""Which source counts where several speak: primary before a summary, the payer's own before the general, newer before older.

What yields is not hidden: the writer shows it beside the answer, with its name and date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.judge.profiles import tokens
from assistant.schema import Evidence, Passage, Question, Tier

SAME_CLAIM = 0.6  # of a false claim's words, in a document that makes it
SAME_MATTER = 0.5  # of the shorter text's words, in two documents' passages on one matter
LIKELY_PREMISE = 0.3  # from this likelihood on a premise speaks to the question


def newer_first(passages: Sequence[Passage]) -> list[Passage]:
    """In order, but of an organisation's passages on one matter the newest edition takes the best place."""
    found = list(passages)
    for n, first in enumerate(found):
        rivals = [m for m in range(n + 1, len(found)) if same_matter(first, found[m])]
        newest = max([n, *rivals], key=lambda m: (_since(found[m]), -m))
        if newest != n:
            found[n], found[newest] = replace(found[newest], score=first.score), first
    return found


def same_matter(one: Passage, other: Passage) -> bool:
    """Do two passages of an organisation's different documents, for the same payers, speak of one matter?"""
    if one.kind != "own" or other.kind != "own" or one.payers != other.payers or document(one) == document(other):
        return False
    mine, theirs = tokens(one.text), tokens(other.text)
    alike = len(mine & theirs) >= SAME_MATTER * min(len(mine), len(theirs))
    return alike or tokens(one.heading[-1]) == tokens(other.heading[-1])


def document(passage: Passage) -> str:
    """The document a passage belongs to: the first part of its id."""
    return passage.id.partition("#")[0]


def primary(evidence: Evidence) -> float:
    """How sure a primary source of ours answers: a wording it lists, a false claim it corrects, 1 where a document makes that claim."""
    said = [p for p in evidence.passages if p.kind in ("guidance", "premise") and p.tier is Tier.PRIMARY]
    made = [tokens(p.text) for p in evidence.passages if p.kind == "own"]
    for premise in (p for p in said if p.kind == "premise" and p.score >= LIKELY_PREMISE):
        claim = tokens(premise.heading[-1])
        if any(len(claim & text) >= SAME_CLAIM * len(claim) for text in made):
            return 1.0
    return max((p.score for p in said if p.listed or p.kind == "premise"), default=0.0)


def outranks(own: Passage, question: Question) -> bool:
    """May an organisation's document lead before a primary source: itself one, or the asker's payer's?"""
    return own.tier is Tier.PRIMARY or (question.payer is not None and question.payer in own.payers)


def _since(passage: Passage) -> date:
    return passage.in_force_from or date.min

