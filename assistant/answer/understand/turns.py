"""One turn of the asker, read on its own: every reader in order, each claiming what it understood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from assistant.answer.understand import (
    amounts,
    codes,
    dates,
    disciplines,
    marks,
    modifiers,
    patient_details,
    payers,
    schedules,
    search,
    services,
    topics,
)
from assistant.answer.understand.day import Treatment
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.lexicon import lexicon, vocabulary
from assistant.answer.understand.wording import Page, by_name, normalise, spaced
from assistant.reference import Reference
from assistant.schema import Dollars, Schedule, Service


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn says; after followups.carry also what it still means of earlier turns.

    several: more than one payer is named, so none is chosen. dated: every date named. no_dates: what looks like one and
    cannot be. frame: the question
    without its subject. flags: the
    cues of vocabulary.toml's [flag] table. words: how long the turn is. identified: patient details were
    taken out. told: the texts of the turns this one leans on, and its own. subject: what they talk about. heard:
    every code of the conversation, in order. asked_anew: it asked something new of the subject. change: what it does to
    the day told before (operations.py). unread: what it changes there was not understood, maybe: the days it may have meant.
    schedule: when the patient comes, as this turn tells it.
    held: the day told last, also where the turn is about something else. earlier: the days before each change to it, the first told first.
    """

    text: str
    treatment: Treatment
    payer: str | None = None
    several: bool = False
    setting: str | None = None
    discipline: str | None = None
    modifiers: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    spent: tuple[Dollars, ...] = ()
    dated: tuple[dates.Dated, ...] = ()
    no_dates: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    search: str = ""
    frame: str = ""
    flags: frozenset[str] = frozenset()
    words: int = 0
    identified: bool = False
    told: str = ""
    subject: str = ""
    heard: tuple[str, ...] = ()
    asked_anew: bool = False
    change: str = ""
    unread: bool = False
    maybe: tuple[tuple[Service, ...], ...] = ()
    schedule: Schedule = field(default_factory=Schedule)
    held: Treatment = field(default_factory=Treatment)
    earlier: tuple[Treatment, ...] = ()

    @property
    def day(self) -> date | None:
        """The date of service named."""
        return dates.service_day(self.dated, deadline="deadline" in self.topics)

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The dollars named."""
        return tuple(one.amount for one in self.spent)

    @property
    def dates(self) -> tuple[date, ...]:
        """The days named."""
        return tuple(dict.fromkeys(one.day for one in self.dated if one.kind == "day"))


def read(text: str, today: date, reference: Reference, heads: Heads | None = None) -> Turn:
    """A text as a Turn. Patient details are taken out first and never read. heads: reads what no list of words holds."""
    clean, identified = patient_details.scrub(normalise(text))
    clean = spaced(clean)  # after it: "1EG4 TE5" is no service
    page = Page(by_name(clean))
    scores = marks.claim(page, marks.SCORES)
    sums = amounts.read(page)
    dated, wrong = dates.read_all(page, today)
    numbers = marks.claim(page)
    figures = codes.read(page, reference.codes)
    found = payers.unnamed(lexicon(reference).find(page), clean, reference.payers)
    coded = codes.same_again(codes.joined([*figures, *services.word_marks(found, figures, page)], page.lower), page)
    named = modifiers.read(page, coded, reference.tables.modifiers)
    treatment = services.read(page, coded, named, reference.codes, heads)
    treatment = disciplines.read(page.text, treatment, lambda part: read(part, today, reference, heads).treatment)
    treatment = replace(treatment, tokens=(*scores, *numbers, *treatment.tokens))
    about = topics.read(page, found, treatment, len(named)) | ({"threshold"} if any(one.discipline and one.amount >= amounts.OF_A_YEAR for one in sums) else set())
    phrases = vocabulary(reference)["noise"]["phrases"]
    return Turn(
        text=clean,
        treatment=treatment,
        payer=payers.payer(found, page),
        several=payers.several(found, page),
        setting=payers.setting(found),
        discipline=payers.discipline(found),
        modifiers=tuple(dict.fromkeys(one.modifier for one in named)),
        topics=about,
        spent=sums,
        dated=tuple(dated),
        no_dates=wrong,
        years=tuple(dict.fromkeys(year for one in dated for year in one.years)),
        search=search.text_for(page, found, phrases),
        frame=search.frame(page, found),
        flags=frozenset(one.entry.value for one in found if one.entry.kind == "flag"),
        words=len(page.words),
        identified=identified,
        schedule=schedules.read(clean, dated, reference.folder),
    )
