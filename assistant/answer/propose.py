"""What could answer a question, all in one list: facts of tools, sections, own documents, limits and false claims.

The index finds pages by words, by meaning and by the codes named; what is not in force on the date of service
goes. An act that a question seems to ask for (knowledge/acts) tells its tool so; a fact stands in the list with
the scores of the act it performs, so that tools and pages are weighed alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer.bearing import tabled
from assistant.answer.judge.features import named
from assistant.answer.judge.topic import before
from assistant.answer.precedence import FOUND, admitted
from assistant.answer.understand.askings import focus
from assistant.answer.understand.thread import continued
from assistant.answer.whose import speaks_for
from assistant.protocols import Candidate, Index
from assistant.reference import Reference
from assistant.schema import Fact, Passage, Question
from assistant.tools import TOOLS

HINT = 0.2  # from this share on an act counts as asked for, though no cue of the text says so
SOUGHT = 3 * FOUND  # hits looked through where a plan is named, for its documents
ABOUT = 40  # pages about the codes named that join what was found
_TOPIC = {
    "units": {"units"}, "assistants": {"assistants"}, "line": {"modifier"}, "claim": {"claim"},
    "edits.pair": {"pair"}, "edits.need59": {"pair", "modifier"}, "edits.partners": {"pair"}, "edits.history": {"pair", "history"},
    "edits.mue": {"limit"}, "edits.mai": {"limit"}, "edits.addon": {"addon"}, "lookup": {"lookup"}, "lookup.compare": {"compare"},
    "thresholds": {"threshold"}, "payment": {"payment"}, "deadlines": {"deadline"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: words (aliases spelled out), what is encoded, the part of it that asks (empty: all), and a turn after what was answered before."""

    words: str
    meaning: str
    focus: str
    after: str = ""

    @classmethod
    def of(cls, question: Question, index: Index) -> Sought:
        """Of a turn that leans on others: the turns written together, its own in focus."""
        words = index.spelled(question.search or question.text)
        if not question.thread:
            return cls(words, question.text, focus(question.text))
        led = before(question, index)
        return cls(words, question.thread, question.text, continued(led.heading[-1], question.text) if led else "")

    def shares(self, index: Index) -> dict[str, float]:
        """What of it falls to each act of a tool, 0 to 1: the most of any way it is looked for."""
        first, *others = [index.shares(text) for text in (self.meaning, self.focus, self.after) if text]
        return {act: max(share, *(other[act] for other in others)) if others else share for act, share in first.items()}


def propose(question: Question, index: Index, reference: Reference) -> tuple[Question, list[Candidate]]:
    """The question, with the topics of the acts it seems to ask for, and all that could answer it."""
    sought = Sought.of(question, index)
    shares = sought.shares(index)
    question = replace(question, topics=question.topics | topics(shares))
    found = pages(question, index, sought)
    if question.refusal:
        return question, found
    facts = [fact for tool in TOOLS for fact in tool(question, reference)]
    return question, [*_with_acts(facts, shares, sought, index), *found]


def pages(question: Question, index: Index, sought: Sought | None = None) -> list[Candidate]:
    """Sections, own documents, limits and false claims that could answer: found by words, meaning and exact code, and in force."""
    sought = sought or Sought.of(question, index)
    found = admitted(index.search(sought.words, sought.meaning, sought.focus, sought.after, limit=SOUGHT if question.plan else FOUND), question)
    known = {hit.passage.id for hit in found}
    named_too = {p.id: p for p in (*index.limits(question.text.lower()), *index.about(named(question))[:ABOUT], *tabled(question, index))}
    further = index.hits(sought.words, sought.meaning, sought.focus, [page for name, page in named_too.items() if name not in known], sought.after)
    every = (hit for hit in (*found, *further) if speaks_for(hit.passage, question))
    return [Candidate(hit.passage, hit) for hit in every if hit.passage.kind != "act" and in_force(hit.passage, question)]


def topics(shares: Mapping[str, float]) -> frozenset[str]:
    """Topics of the acts that a question seems to ask for."""
    likely = [act for act, share in shares.items() if share >= HINT]
    found: set[str] = set()
    for act in likely:
        found |= _TOPIC.get(act, set()) | _TOPIC.get(act.partition(".")[0], set())
    return frozenset(found)


def _with_acts(facts: Sequence[Fact], shares: Mapping[str, float], sought: Sought, index: Index) -> list[Candidate]:
    """Each fact with the scores of that of its acts which the question lies nearest to."""
    acts = {act for fact in facts for act in fact.acts}
    acted = [page for act in sorted(acts) if (page := index.passage(act)) is not None]
    hits = {hit.passage.id: hit for hit in index.hits(sought.words, sought.meaning, sought.focus, acted, sought.after)}
    found = []
    for number, fact in enumerate(facts, 1):
        own = sorted((act for act in fact.acts if act in hits), key=lambda act: -shares.get(act, 0.0))
        if own:
            found.append(Candidate(replace(fact, id=f"F{number}", acts=(own[0], *(a for a in fact.acts if a != own[0]))), hits[own[0]]))
    return found


def in_force(passage: Passage, question: Question) -> bool:
    """Does the passage hold on the question's date of service?

    A limit that begins with a year (no amount is known from then on) also meets a question that names no year.
    """
    start, end = passage.in_force_from, passage.in_force_to
    if passage.kind == "limit":
        return start is None or not question.years or max(question.years) >= start.year
    return (start is None or start <= question.as_of) and (end is None or question.as_of <= end)
