"""A turn that only tells when a patient comes asks for the progress report's day anew: "she comes mon wed fri", "make it 3 missed", "started 9/10 instead".

The question is written out with all that was told of the visits, so that it is found and judged as whoever asks it at once: it stands alone.

>>> from pathlib import Path
>>> known = Reference.load(Path("knowledge"))
>>> rescheduled(["progress report due when", "start was 9/8, she comes mon wed fri", "she cancelled two of those"], known, date(2026, 11, 23))
['progress report due when. First visit 9/8/2026, comes Mondays, Wednesdays and Fridays, 2 visits cancelled.']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer.understand import cues, dates, schedules
from assistant.answer.understand.schedules import NUMBERS
from assistant.answer.understand.wording import Page, normalise
from assistant.library.words import words
from assistant.reference import Reference
from assistant.schema import WEEKDAYS, Schedule

CUE = "due.progress-report"
MOST = 30  # words of a turn that only tells of visits
_FRESH = re.compile(r"\b(?:new|another|different|other|next) (?:patient|pt|client)\b", re.IGNORECASE)
_BARE = re.compile(
    rf"\W*(?:(?:make (?:it|that)|actually|no|sorry|say|it was|only|just|what if it was|and if it was|and|then)\W+)*"
    rf"(?:(?P<more>another|one more)(?: one)?|(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})(?P<further> more)?)\W*(?:instead|actually|then|of them|of those)?\W*",
    re.IGNORECASE,
)
_OF_ITS_OWN = re.compile(r"\b(?:who|whose|how(?! about)|can|may|why|where|which(?! day| date)|what(?! if| about| day| date))\b", re.IGNORECASE)  # it asks more than when
_CARRIES = frozenset(words(
    "she he they it it's its is was were be been has have had comes come coming seen sees treated patient patient's pt client her his the a an and or of on in at for to from with by i we you our my me those them these that this "
    "visit visits session sessions appointment appointments treatment treatments day days week weeks weekly time times each every so far then now ok okay but instead actually make say let's let if what about how when only just did does do would will "
    "progress reports notes pn pr must written done owe need report note due date first start started starting starts eval evaluation evaluated initial soc ie care begin began missed misses miss cancelled canceled cancels cancel cancellations no show shows showed skipped please thanks sorry oh wait mean meant "
    "though schedule scheduled changed change switched switch moved medicare last next after before total all twice once one two three more another too also"
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A text with what it tells of visits. rest: what else it says; alone: nothing else; asks: it speaks of the progress report."""

    text: str
    plan: Schedule
    rest: str
    alone: bool
    asks: bool


def rescheduled(texts: Iterable[str], reference: Reference, today: date) -> list[str]:
    """The texts of a conversation; one that only tells of visits as the question for the progress report with all that was told of them, the last one without those before."""
    every = list(texts)
    meets = cues.rows(reference.folder)[CUE].meets
    if len(every) < 2 or not any(map(meets, every)):
        return every
    said: list[str] = []
    asked, plan, whole = "", Schedule(), False
    for text in every:
        told, whole = _told(normalise(text), plan, reference, today), False
        if told.asks:
            whole = bool(told.plan.starts and (told.plan.weekdays or told.plan.weekly)) or bool(_FRESH.search(text))
            held = plan if told.alone and not whole else Schedule()
            asked, plan = told.rest, merged(held, told.plan)
            said.append(written(asked, plan) if held and plan != told.plan else text)
            whole = whole or said[-1] != text
        elif told.plan and (told.alone or (not asked and told.plan.weekdays)):
            plan = merged(plan, told.plan)
            whole = bool(asked)
            said.append(written(asked, plan) if asked else text)
        else:
            said.append(text)
    return said[-1:] if whole else said


def merged(held: Schedule, new: Schedule) -> Schedule:
    """What was told of visits, with what a turn tells in its place or, of visits missed, on top. What was before a report that is told counts no more."""
    if new.reported:
        held = Schedule(weekdays=held.weekdays, weekly=held.weekly)
    days = new.weekdays or (held.weekdays if new.weekly in (None, len(held.weekdays)) else ())
    missed, missed_on = held.missed, held.missed_on
    if new.more:
        missed, missed_on = (missed or 0) + (new.missed or 0), (*missed_on, *(day for day in new.missed_on if day not in missed_on))
    elif new.missed is not None or new.missed_on:
        missed, missed_on = new.missed, new.missed_on
    return replace(
        held, first=new.first or held.first, reported=new.reported or (None if new.first else held.reported), weekdays=days,
        weekly=new.weekly or (None if new.weekdays else held.weekly), missed=missed, missed_on=missed_on, more=False,
    )  # fmt: skip


def written(asked: str, plan: Schedule) -> str:
    """The question with what was told of visits."""
    told = [f"first visit {_day(day)}" for day in plan.first[:1]] + [f"first treatment {_day(day)}" for day in plan.first[1:]]
    told += [f"last progress report {_day(plan.reported)}"] if plan.reported else []
    told += [f"comes {_listed([f'{WEEKDAYS[day]}s' for day in plan.weekdays])}"] if plan.weekdays else []
    told += [f"{plan.weekly} times a week"] if plan.weekly else []
    told += [f"{plan.missed} visits cancelled"] if plan.missed else []
    told += [f"missed {_listed([_day(day) for day in plan.missed_on])}"] if plan.missed_on else []
    said = ", ".join(told)
    return f"{asked.rstrip(' .,;')}{'' if asked.rstrip().endswith('?') else '.'} {said[:1].upper()}{said[1:]}."


def _told(text: str, held: Schedule, reference: Reference, today: date) -> Told:
    """A text as told. held: what was told of visits before: a bare number then is of those missed."""
    bare = _BARE.fullmatch(text) if held.missed else None
    if bare:
        more = bool(bare["more"] or bare["further"])
        return Told(text, Schedule(missed=schedules.number(bare["number"] or "one"), more=more), "", alone=True, asks=False)
    dated = dates.read(Page(text), today)
    plan = schedules.read(text, dated, reference.folder)
    rest = _without(text, schedules.spans(text, dated, reference.folder))
    further = [word for word in words(rest) if word not in _CARRIES]
    asks = cues.rows(reference.folder)[CUE].meets(text)
    return Told(text, plan, rest, not further and not _OF_ITS_OWN.search(text) and len(text.split()) <= MOST, asks)


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    kept, last = [], 0
    for start, end in places:
        kept.append(text[last:start])
        last = max(last, end)
    return re.sub(r"\s*,(?:\s*,)*", ",", re.sub(r"\s+", " ", " ".join([*kept, text[last:]]))).strip(" ,;")


def _day(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
