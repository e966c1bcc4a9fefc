"""Text → Question: what was asked, as read. Deterministic, no clock, no network; never raises for any text.

>>> from pathlib import Path
>>> known = Reference.load(Path("knowledge"))
>>> asked = understand("33 min 97110, 7 manual by the PTA. mcr units?", today=date(2026, 11, 23), reference=known)
>>> [(service.code, service.minutes, service.assistant) for service in asked.services], asked.payer
([('97110', 33, 0), ('97140', 7, 7)], 'medicare')
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.answer.understand import cues, followups, limits, payers, room, said, search, stories, turns
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.shown import read_as
from assistant.answer.understand.thread import thread
from assistant.answer.understand.turns import Turn
from assistant.answer.understand.wording import normalise
from assistant.reference import Reference
from assistant.schema import Question, Reason, Refusal

__all__ = ["understand"]


def understand(
    text: str,
    history: Sequence[str] = (),
    *,
    today: date,
    payer: str | None = None,
    as_of: date | None = None,
    setting: str | None = None,
    reference: Reference,
    lean: bool | None = None,
    leans: Sequence[bool | None] = (),
    heads: Heads | None = None,
    known: dict[str, Turn] | None = None,
    about: str = "",
) -> Question:
    """What `text` asks, after the earlier turns of `history`.

    payer, as_of and setting win over what the text says, the text over the history. lean: read the text with the
    turns before it, or by itself but for payer and place; None: as it seems. leans: the same of the turns before it, as far as known.
    heads: reads words that no list holds, and changes to a day told before; without it only lists and patterns read.
    known: turns read before in the same request, by their texts; what is read now joins them. about: headings of what led the answer before, for a turn that leans on it.
    """
    read = room.within(text, history)
    *before, text = followups.spelled([*read.history, read.text])
    known = {} if known is None else known
    known.update((one, turns.read(one, today, reference, heads)) for one in (*before, text) if one not in known)
    last, earlier = known[text], [known[one] for one in before]
    turn = followups.fold([*earlier, last], [*_padded(leans, len(earlier)), lean], heads)
    day = as_of or turn.day
    whose = payers.who([one.text for one in (*earlier, last)], payer or turn.payer, reference.payers)
    payer = payer or turn.payer or (None if turn.several else payers.only_class(whose, reference.payers))
    values, locality = said.read(turn.told or turn.text, reference, day or today, last.schedule)
    return Question(
        text=last.text,
        as_of=day or today, today=today,
        dated=day is not None,
        payer=payer,
        payers=whose,
        setting=setting or turn.setting,
        **_held(turn),
        locality=locality,
        cues=cues.read(f"{about} {turn.told}" if turn.told else turn.text, reference.folder),
        said=values,
        search=search.with_labels(turn.search, reference.codes, turn.treatment.codes),
        read_as=read_as(turn, payer, day or today, setting or turn.setting, dated=day is not None),
        missing=_missing(turn, reference, tried=values.more is not None),
        refusal=_refusal(text, last, len(turn.treatment.codes)),
        thread=thread([one.text for one in (*earlier, last)]) if earlier and lean is not False else "",
        plain=any("plain" in one.flags for one in (*earlier, last)),
    )


def _held(turn: Turn) -> dict[str, Any]:
    """What a question takes over of its turn as it is."""
    treatment = turn.treatment
    return {
        "discipline": turn.discipline,
        "codes": treatment.codes,
        "services": treatment.services,
        "total_minutes": _total(turn),
        "each": treatment.each,
        "modifiers": turn.modifiers,
        "topics": turn.topics,
        "spent": turn.spent,
        "dates": turn.dates,
        "years": turn.years,
        "readings": treatment.readings,
        "unknown_codes": treatment.unknown,
        "told": turn.told,
        "change": turn.change,
        "shared": "shared" in turn.flags,
        "maybe": turn.maybe or treatment.maybe,
    }


def _padded(leans: Sequence[bool | None], count: int) -> list[bool | None]:
    """Whether each earlier turn leans, the last ones first filled; None for those nothing is known of."""
    known = list(leans)[-count:] if count else []
    return [None] * (count - len(known)) + known


def _total(turn: Turn) -> int | None:
    """Minutes named without a code: the total said, or all minutes when nothing has a code.

    Under the AMA midpoint several minutes are never pooled, so then there is no total.
    """
    treatment = turn.treatment
    if treatment.total is not None:
        return treatment.total
    if any(service.minutes is not None for service in treatment.services) or not treatment.loose:
        return None
    return None if turn.payer == "ama" and len(treatment.loose) > 1 else min(sum(treatment.loose), 1440)


def _missing(turn: Turn, reference: Reference, *, tried: bool) -> tuple[str, ...]:
    """Facts that a count of units would need. tried: only further minutes are tried out."""
    treatment = turn.treatment
    if turn.unread:
        return ("patients",) if "shared" in turn.flags else ("change",)
    if treatment.unread and not tried:
        return ("telling",)
    if "units" not in turn.topics:
        return ()
    timed = any(service.minutes is not None for service in treatment.services)
    counted = any(reference.codes[code].minutes for code in treatment.codes if code in reference.codes)
    if counted and not timed and treatment.total is None and not treatment.loose:
        return ("minutes",)
    if not treatment.codes and len(treatment.loose) > 1 and turn.payer != "medicare":
        return ("code",)
    return ()


def _refusal(text: str, last: Turn, codes: int) -> Refusal | None:
    """Why the last turn must not be answered."""
    if last.identified:
        return Refusal(Reason.PATIENT_DATA, "patient details")
    refused = limits.refusal(text, normalise(text), codes)
    if refused is None and last.treatment.too_many is not None:
        return Refusal(Reason.BAD_INPUT, f"{last.treatment.too_many} minutes")
    if refused is None and last.no_dates:
        return Refusal(Reason.BAD_INPUT, f"no day: {last.no_dates[0]}")
    if refused is None and last.treatment.overlap:
        return Refusal(Reason.BAD_INPUT, f"overlap of {' and '.join(last.treatment.overlap)}")
    if refused is None and last.treatment.services and stories.of_several_days(last.text):
        return Refusal(Reason.BAD_INPUT, "several days")
    return refused
