"""What may be said about a question, and where it stands: facts of tools, passages, citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.schema.kinds import Reason, Tier


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands: source id of sources.toml and the place in it ("§20.2.C")."""

    source: str
    title: str
    locator: str
    url: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None
    tier: Tier = Tier.PRIMARY
    publisher: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table of an answer: every row as long as the header; cells are Markdown."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a tool says on a question: exact, with steps and citations.

    id: given by gather ("F1"); tools leave it empty. statement: the sentence that answers, complete
    on its own, plain Markdown without bold. value: the public record (contract.md). notes: why,
    watch out, one sentence each, most useful first. reason: set when the tool's answer is that it
    cannot be answered (year not known). acts: what it does for the asker ("units.count"), ids of knowledge/acts, likeliest first.
    """

    tool: str
    statement: str
    value: dict[str, Any] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    table: Table | None = None
    asks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: Reason | None = None
    id: str = ""
    acts: tuple[str, ...] = ()
    score: float = 0.0  # 0-1, how likely this answers the question: the judge's


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable piece of a document. text: Markdown of the section, heading excluded.

    id: stable key in the index (document id # section slug); evidence ids ("P1") are given by
    gather. kind: "guidance", "premise" (corrects a false claim), "limit" (what is declined), "own" (an
    organisation's own document) or "act" (what a tool does: never shown itself). score: 0-1, how likely it answers the question.
    """

    id: str
    text: str
    heading: tuple[str, ...]
    citations: tuple[Citation, ...]
    kind: str = "guidance"
    codes: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()  # ids of PAYERS; an own document's plans and all above them too
    plans: tuple[str, ...] = ()  # own documents only: whose rules these are, as exactly as known
    in_force_from: date | None = None
    in_force_to: date | None = None
    tier: Tier = Tier.PRIMARY
    asks: tuple[str, ...] = ()
    reason: Reason | None = None  # limits only: why this is declined
    cues: tuple[str, ...] = ()  # limits only: patterns of lower-case wording that speak for it
    plain: str = ""  # what the section says in plain words, for someone new; no number that its text has not
    rule: str = ""  # a dated rule that has no value yet: the passage does not stand for a year that it has one for
    score: float = 0.0
    listed: bool = False  # the question is nearly one of the wordings it lists
    suspect: bool = False  # gives orders or advises misstating (own documents): never the lead of an answer
    differs: tuple[str, ...] = ()  # own documents only: sentences that contradict a rule, table or correction in force
    groups: tuple[str, ...] = ()  # own documents only: who may read it; empty: everybody


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked: its words, and the evidence ids that may answer it with their likelihoods, likeliest first."""

    asked: str
    ranked: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that may be said about a question. Ids: F1… for facts, P1… for passages, best first; T1… for terms explained to a new starter.

    parts: the things asked, in order; empty means one, ranked by the records' own scores.
    """

    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    terms: tuple[Passage, ...] = ()
    parts: tuple[Part, ...] = ()

    def asked(self) -> tuple[Part, ...]:
        """The things asked; at least one."""
        if self.parts:
            return self.parts
        scored = [(key, record.score) for key, record in self.ids().items() if not key.startswith("T")]
        return (Part("", tuple(sorted(scored, key=lambda pair: -pair[1]))),)

    def ids(self) -> dict[str, Fact | Passage]:
        """Evidence id → record, in order."""
        found: dict[str, Fact | Passage] = {f"F{n}": f for n, f in enumerate(self.facts, 1)}
        found.update({f"P{n}": p for n, p in enumerate(self.passages, 1)})
        found.update({f"T{n}": p for n, p in enumerate(self.terms, 1)})
        return found
