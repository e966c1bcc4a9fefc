"""Changes to a day told before that name no whole line: "other way round", "5 more on the manual".

Each is an operation on the services as they stand. Who gave it ("the PT did it all") is read in shares.py; what is no
such change is left to followups.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.understand.day import DAY, Treatment
from assistant.answer.understand.minutes import number
from assistant.answer.understand.turns import Turn
from assistant.schema import Service

_NUMBER = r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)"
_FURTHER = re.compile(rf"\b{_NUMBER} (?:min(?:ute)?s? )?(more|additional|extra|further|fewer|less)\b|\b(?:another|add|plus) {_NUMBER} (?:min(?:ute)?s? )?(?:on|to|of)\b")
_SWAPPED = re.compile(r"\bother way (?:a?round|about)\b|\bvice versa\b|\bswap(?:ped)? (?:them|those|these|it|the two)\b|\b(?:had|got) (?:them|it|those) (?:backwards?|reversed|mixed up)\b")


def apply(old: Treatment, turn: Turn) -> Treatment | None:
    """The day after the change that a turn asks for; None where it asks for none of these."""
    text = turn.text.lower()
    if not old.services:
        return None
    if _SWAPPED.search(text) and not _told(turn):
        return _swapped(old)
    further = _FURTHER.search(text)
    return _further(old, turn, further) if further else None


def _told(turn: Turn) -> bool:
    return any(s.minutes is not None for s in turn.treatment.services)


def _swapped(old: Treatment) -> Treatment | None:
    """Therapist's and assistant's minutes exchanged where both gave some; else the minutes of two services exchanged."""
    shared = [s for s in old.services if s.assistant]
    if shared:
        return replace(old, services=tuple(replace(s, assistant=(s.minutes or 0) - s.assistant) if s.minutes else s for s in old.services))
    timed = [s for s in old.services if s.minutes is not None]
    if len(timed) != 2:
        return None
    one, two = timed
    exchanged = {id(one): two.minutes, id(two): one.minutes}
    return replace(old, services=tuple(replace(s, minutes=exchanged.get(id(s), s.minutes)) for s in old.services))


def _further(old: Treatment, turn: Turn, match: re.Match[str]) -> Treatment | None:
    """Minutes more or fewer of the one service named, of the one there is, or of the one changed last."""
    by = number(match[1] or match[3]) * (-1 if match[2] in ("fewer", "less") else 1)
    meant = {*turn.treatment.codes, *turn.treatment.mentioned}
    held = [s for s in old.services if s.minutes is not None]
    chosen = [s for s in held if s.code in meant] if meant else held if len(held) == 1 else [s for s in held if s.code == old.changed]
    if len(chosen) != 1:
        return None
    target: Service = chosen[0]
    changed = replace(target, minutes=min(max((target.minutes or 0) + by, 0), DAY))
    return replace(old, services=tuple(changed if s is target else s for s in old.services), changed=target.code)
