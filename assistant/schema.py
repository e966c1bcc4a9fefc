"""The records passed between the steps of an answer.

Frozen, slotted dataclasses. Money and rates are Decimal, minutes and units int, codes always str.
Nothing here computes; `to_json` in answer/render.py turns an Answer into the public JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How a question ends. A refusal is a result, not an error."""

    ANSWERED = "answered"
    NEEDS_DETAIL = "needs_detail"
    DECLINED = "declined"


class Reason(StrEnum):
    """Why a question is declined (contract.md)."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_COVERED = "not_covered"
    NOT_IN_FORCE = "not_in_force"
    UNKNOWN_CODE = "unknown_code"
    PATIENT_DATA = "patient_data"
    UNSAFE_REQUEST = "unsafe_request"
    BAD_INPUT = "bad_input"


class Certainty(StrEnum):
    """How sure an answer is that it answers what was asked; each has its own form."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class Tier(StrEnum):
    """How sure a source is; ordered strongest first."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


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
class Service:
    """One service of the day as the asker gave it.

    minutes: 0-1,440, None when not said. assistant: how many of them a PTA/OTA gave (both in the
    room together count as the therapist's). units and modifiers: as submitted, when a claim is
    checked. patient: label when several patients are told apart ("A"). said: the words read as
    this code, shown back to the asker ("manual therapy").
    """

    code: str
    minutes: int | None = None
    assistant: int = 0
    units: int | None = None
    modifiers: tuple[str, ...] = ()
    patient: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was read, shown to the asker: payer, date, setting, service, total, money, modifier, count, age …, or not_counted with why."""

    kind: str
    words: str
    value: Service | str | int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reading found something that must not be answered, and why."""

    reason: Reason
    detail: str = ""  # a limit id of knowledge/limits.toml, or the offending value, never patient details


@dataclass(frozen=True, slots=True)
class Said:
    """Values that single tools ask for, as read. Empty, 0 and None mean: not said.

    more: further minutes tried out, with the code they are for ("" where none is named). span: a range of minutes.
    equal: so many unnamed services of so many minutes each. units: a number of units whose minutes are asked for.
    mai: an MUE adjudication indicator. shared: what two services are said to share ("minutes", "region"). visit: the
    treatment day reached. reported: the treatment day of the last progress report. per_visit: dollars of each visit.
    state: a state that Medicare prices by several localities, none of them named.
    """

    more: tuple[int, str] | None = None
    span: tuple[int, int] | None = None
    equal: tuple[int, int] | None = None
    units: int | None = None
    mai: str = ""
    shared: str = ""
    visit: int | None = None
    reported: int | None = None
    per_visit: Decimal | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class NamedPayer:
    """A payer named: its id (knowledge/tables/payers.csv, or made from its name), its name, and whose rules hold for it, nearest first."""

    id: str
    label: str
    line: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, as read. Empty and None mean: not said."""

    text: str
    as_of: date
    dated: bool = False  # the asker named the date of service (as_of holds it); else as_of is today
    payer: str | None = None  # an id of PAYERS
    payers: tuple[NamedPayer, ...] = ()  # who is named, as exactly as was said ("Highmark", "Texas Medicaid")
    setting: str | None = None  # practitioner | outpatient_hospital
    discipline: str | None = None  # PT | OT | SLP
    codes: tuple[str, ...] = ()  # in the order named, aliases resolved
    services: tuple[Service, ...] = ()
    total_minutes: int | None = None  # minutes named without a code ("45 total")
    modifiers: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()  # cues of TOPICS
    amounts: tuple[Decimal, ...] = ()  # dollars named
    dates: tuple[date, ...] = ()  # dates named, for deadlines
    years: tuple[int, ...] = ()  # calendar years named
    locality: str | None = None  # a fee-schedule locality ("01182-18")
    cues: frozenset[str] = frozenset()  # rows of knowledge/words/cues.toml that the text meets
    said: Said = Said()
    search: str = ""  # what retrieval looks for: aliases spelled out, story stripped
    readings: tuple[str, ...] = ()  # what was inferred, to be shown ("balance board read as 97112")
    read_as: tuple[Mark, ...] = ()  # all that was read, and what was not counted with the reason
    missing: tuple[str, ...] = ()  # facts a tool would need: "minutes", "payer", "code"
    refusal: Refusal | None = None
    unknown_codes: tuple[str, ...] = ()  # code-shaped words in no table of ours
    plain: bool = False  # asked for wording for a new starter
    manner: str = ""  # what is wanted of the answer before: "sure", "why", "source", "shorter", "simpler", "note", "complain"
    told: str = ""  # the texts of the turns this one leans on, and its own; empty when it stands alone
    thread: str = ""  # what is encoded of a turn that leans on others: the last ones, written together

    @property
    def plan(self) -> str | None:
        """The one plan or programme named; None where only a class of payers is, or several are."""
        plans = [one.id for one in self.payers if one.id not in PAYERS]
        return plans[0] if len(plans) == 1 else None

    @property
    def asked(self) -> str:
        """What a tool looks at for cues: the text, with the turns it leans on."""
        return self.told or self.text

    def says(self, *cues: str) -> bool:
        """Does the text meet one of these cues?"""
        return not self.cues.isdisjoint(cues)


PAYERS: dict[str, str] = {
    "medicare": "Medicare",
    "ama": "AMA midpoint rule",
    "medicare_advantage": "Medicare Advantage",
    "medicaid": "Medicaid",
    "tricare": "TRICARE",
    "va": "VA",
    "commercial": "commercial plan",
    "workers_comp": "workers' compensation",
    "auto": "auto insurance",
    "cash": "self-pay",
}

TOPICS: dict[str, str] = {
    "units": "how many units; what to bill for given minutes",
    "why": "asks for the reason of an earlier answer",
    "whatif": "what if more or other minutes",
    "compare": "difference between codes; which code",
    "pair": "billed together, same day, bundled, edit, 59 needed",
    "modifier": "which modifier, is one needed",
    "assistants": "PTA/OTA, CQ/CO, de minimis",
    "limit": "MUE, MAI, how many units a day are allowed",
    "addon": "add-on code and its base",
    "threshold": "KX amount, therapy threshold, medical review",
    "payment": "what is paid, MPPR, fee, rate, conversion factor",
    "deadline": "by when: certification, progress report, filing, appeal",
    "lookup": "what is this code or modifier, is it timed, is it valid",
    "history": "did it change, since when, replaced by",
    "claim": "check these lines",
    "source": "asks for the source of an earlier answer",
}


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
    fit: float = 0.5
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
    score: float = 0.0
    listed: bool = False  # the question is nearly one of the wordings it lists
    suspect: bool = False  # gives orders or advises misstating (own documents): never the lead of an answer


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


@dataclass(frozen=True, slots=True)
class Claim:
    """One short statement of an answer and the evidence ids it rests on.

    role: lead (the answer), why, table, watch (caution), other (the other rule or payer), part (answers a further thing
    asked), meant (what else may have been meant), term (explained to a new starter), ask.
    """

    text: str
    evidence_ids: tuple[str, ...]
    role: str = "why"
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What may have been meant, where that is unsure: a question to ask instead, the section's id, and its first sentence."""

    question: str
    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One of several things asked: its words, the places of its claims, and how it ended."""

    asked: str
    claims: tuple[int, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer made of the evidence, before it is verified. objections: what the writer itself took out."""

    outcome: Outcome
    claims: tuple[Claim, ...]
    reason: Reason | None = None
    asks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    followups: tuple[str, ...] = ()
    writer: str = "default"
    objections: tuple[Objection, ...] = ()
    certainty: Certainty | None = None
    choices: tuple[Choice, ...] = ()
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """Something verify took out, and why: a value, not an exception."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The checked answer. `markdown` is what the user sees, with [1] marks."""

    outcome: Outcome
    question: Question
    claims: tuple[Claim, ...]
    evidence: Evidence
    reason: Reason | None = None
    asks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    followups: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    markdown: str = ""
    writer: str = "default"
    generation: str = ""
    encoder: str = ""
    elapsed_ms: float = 0.0
    id: str = ""
    certainty: Certainty | None = None
    judgement: float = 0.0  # 0-1, the likelihood that what leads answers
    state: dict[str, Any] = field(default_factory=dict)  # to be sent back with the next turn
    choices: tuple[Choice, ...] = ()
    answered: tuple[Answered, ...] = ()
