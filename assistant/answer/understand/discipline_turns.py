"""A turn that only tells other minutes of a discipline asks the question before with them: "what if it's 30 PT and 15 OT", "make the OT 38".

>>> anew(["PT did 23 min of 97110 and OT 22 min of 97530, Medicare, units?", "what if it's 30 PT and 15 OT"])
['PT did 30 min of 97110 and OT 15 min of 97530, Medicare, units?']
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer.understand.disciplines import MINUTES, NAMED, apart, parts
from assistant.answer.understand.wording import normalise
from assistant.library.words import words

_CARRIES = frozenset(words(
    "what about how if it it's its is was were be been the a an and or so ok okay then now but no sorry actually instead only just rather than say let's make it that this change changed to of for at with by on in did does do done gave had has got "
    "took spent min mins minute minutes therapist therapists therapy physical occupational speech assistant assistants mine my his her their our they he she we i would will units then"
))  # fmt: skip


def anew(texts: Iterable[str]) -> list[str]:
    """The texts of a conversation; a turn that tells nothing but other minutes of disciplines as the question before with these, the last one without those before."""
    said: list[str] = []
    whole = False
    for text in texts:
        made = _with(said[-1], normalise(text)) if said else ""
        said.append(made or text)
        whole = bool(made)
    return said[-1:] if whole else said


def _with(before: str, turn: str) -> str:
    """The question before with the minutes that a turn tells; empty where it tells more, or they have no one place there."""
    told = _told(turn)
    asked = normalise(before) if told else ""
    held = {one.discipline: one.minutes for one in parts(asked)} if told else {}
    each = [one.discipline for one in parts(asked)] if told else []
    if not held or len(set(each)) < len(each) or any(len(held.get(who, ())) != 1 for who in told):
        return ""
    for start, _, number in sorted((held[who][0] for who in told), reverse=True):
        who = next(one for one in told if held[one][0][0] == start)
        asked = f"{asked[:start]}{told[who]}{asked[start + len(str(number)) :]}"
    return asked if parts(asked) else ""


def _told(turn: str) -> dict[str, int]:
    """The minutes of each discipline, where a turn tells nothing else."""
    named, numbers = list(NAMED.finditer(turn)), list(MINUTES.finditer(turn))
    if not named or len(named) != len(numbers) or [one for one in words(MINUTES.sub(" ", NAMED.sub(" ", turn))) if one not in _CARRIES]:
        return {}
    if len(named) == 1:
        return {named[0].lastgroup or "": int(numbers[0]["n"])}
    found = apart(turn, [(match.start(), match.end(), match.lastgroup or "") for match in named])
    return {one.discipline: one.minutes[0][2] for one in found} if all(len(one.minutes) == 1 for one in found) else {}
