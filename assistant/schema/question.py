"""What was asked, as read: the only thing that tools and writer know of a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.schema.kinds import PAYERS, Reason
from assistant.schema.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the day as the asker gave it.

    minutes: 0-1,440, None when not said. assistant: how many of them a PTA/OTA gave (both in the
    room together count as the therapist's). units and modifiers: as submitted, when a claim is
    checked. patient: label when several patients are told apart ("A"). said: the words read as
    this code, shown back to the asker ("manual therapy"). discipline: PT, OT or SLP, where two are told apart.
    """

    code: str
    minutes: int | None = None
    assistant: int = 0
    units: int | None = None
    modifiers: tuple[str, ...] = ()
    patient: str = ""
    said: str = ""
    discipline: str = ""


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
    state: a state that Medicare prices by several localities, none of them named. written: the only code in figures, said to
    have been written down for a service told in words. schedule: when the patient comes. part: so many minutes of so many
    ("5 of the 40"), the last ones told. pairs: codes asked about two by two ("97112 with 97530, and 97150 with 97110"), where several are.
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
    written: str = ""
    schedule: Schedule = field(default_factory=Schedule)
    part: tuple[int, int] | None = None
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NamedPayer:
    """A payer named: its id (knowledge/tables/payers.csv, or made from its name), its name, and whose rules hold for it, nearest first; the words it was named by.

    lent: of these words those that alone name another payer ("humana" in "Humana Military").
    """

    id: str
    label: str
    line: tuple[str, ...] = ()
    said: str = ""
    lent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dollars:
    """An amount toward the yearly threshold. discipline: PT, OT, SLP or "" (not said). charge: of one visit or claim, not what is used already; more: said to come on top."""

    amount: Decimal
    discipline: str = ""
    charge: bool = False
    more: bool = False


LEFT_OUT = "minutes left out"  # how a reading ends of minutes whose service was not understood
TAKEN = "taken as given with the therapist"  # how a reading ends of a student's minutes
NOT_COUNTED = "are not counted"  # how a reading ends of minutes that an aide, or another who is no therapist, gave


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, as read. Empty and None mean: not said."""

    text: str
    as_of: date
    today: date | None = None  # the day it was asked on
    dated: bool = False  # the asker named the date of service (as_of holds it); else as_of is today
    payer: str | None = None  # an id of PAYERS
    payers: tuple[NamedPayer, ...] = ()  # who is named, as exactly as was said ("Highmark", "Texas Medicaid")
    setting: str | None = None  # practitioner | outpatient_hospital
    discipline: str | None = None  # PT | OT | SLP
    codes: tuple[str, ...] = ()  # in the order named, aliases resolved
    services: tuple[Service, ...] = ()
    total_minutes: int | None = None  # minutes named without a code ("45 total")
    each: tuple[tuple[str, int], ...] = ()  # minutes of each of several disciplines, where no code is told
    modifiers: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()  # cues of TOPICS
    spent: tuple[Dollars, ...] = ()  # dollars named
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
    change: str = ""  # what the turn does to the day told before: "remove", "set", "who" …
    maybe: tuple[tuple[Service, ...], ...] = ()  # days that a change may have meant which was not understood, likeliest first
    plain: bool = False  # asked for wording for a new starter
    shared: bool = False  # speaks of other patients at the same time
    wish: str = ""  # the words of a wish about the answer before; `text` is then what that answer was to
    manner: str = ""  # what is wanted of the answer before: "sure", "why", "source", "shorter", "simpler", "note", "example", "complain"
    told: str = ""  # the texts of the turns this one leans on, and its own; empty when it stands alone
    led: tuple[str, ...] = ()  # what led the answer to the turn before: a section, or the acts of a fact
    thread: str = ""  # what is encoded of a turn that leans on others: the last ones, written together

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The dollars named, bare."""
        return tuple(one.amount for one in self.spent)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What was read of minutes whose service was not understood: a count without them says so."""
        return tuple(one for one in self.readings if one.endswith(LEFT_OUT))

    @property
    def taken(self) -> tuple[str, ...]:
        """What was taken for granted of minutes ("by a student taken as given with the therapist"): no count of them is sure."""
        return tuple(one for one in self.readings if one.endswith(TAKEN))

    @property
    def plan(self) -> str | None:
        """The one plan or programme named; None where only a class of payers is, or several are."""
        plans = [one.id for one in self.payers if one.id not in PAYERS]
        return plans[0] if len(plans) == 1 else None

    def says(self, *cues: str) -> bool:
        """Does the text meet one of these cues?"""
        return not self.cues.isdisjoint(cues)
