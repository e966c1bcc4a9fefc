"""Dollars toward the yearly threshold over the turns of a conversation: what is said anew joins or takes the place of what was.

PT and SLP share one amount, OT has its own (42 U.S.C. 1395l(g)); so whose dollars they are stays with each.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.shape import Shape
from assistant.answer.understand import amounts
from assistant.answer.understand.day import Treatment
from assistant.answer.understand.turns import Turn
from assistant.schema import Dollars

MOST_WORDS = 14  # of a turn whose bare numbers are dollars
_INSTEAD = Shape("instead of what was said", r"\b(?:sorry|actually|make (?:it|that)|i mean|correction|instead|what if|if)\b|^\W*no\b", ("[sorry], 2100", "[no], it was 1900"), ("and 300", "know"))


def of_dollars(before: Turn, turn: Turn) -> Turn:
    """A turn that goes on about dollars: its bare numbers are dollars ("and 700 in speech"), no minutes."""
    small = turn.words <= MOST_WORDS and not any((one.minutes or 0) <= amounts.IN_A_DAY for one in turn.treatment.services)
    if turn.spent or not before.spent or "threshold" not in turn.topics | before.topics or not small:
        return turn
    found = amounts.bare(turn.text)
    return replace(turn, spent=found, treatment=Treatment(), topics=turn.topics - {"units"} | {"threshold"}) if found else turn


def after(before: Turn, turn: Turn) -> tuple[Dollars, ...]:
    """The dollars told so far, with those of this turn."""
    threshold, new = "threshold" in turn.topics | before.topics, turn.spent
    if not new:
        return before.spent
    held = _named(before, turn)
    new = tuple(replace(one, discipline=one.discipline or turn.discipline or "") for one in new)
    if not threshold:
        return new
    if _INSTEAD.search(turn.text.lower()):
        return _instead(held, new)
    mine = {one.discipline for one in held if not one.charge}
    kept = tuple(one for one in held if not (one.charge and any(each.charge for each in new)))
    if "addition" in turn.flags or all(one.charge or one.more or one.discipline not in mine for one in new):
        return (*kept, *new)
    return (*(one for one in kept if one.discipline not in {each.discipline for each in new}), *new)


def _instead(held: tuple[Dollars, ...], new: tuple[Dollars, ...]) -> tuple[Dollars, ...]:
    """Dollars that take the place of those told: "sorry, 300 more" of what came on top last, a therapy's of that therapy's, else of all."""
    if any(one.more for one in new):
        last = max((n for n, one in enumerate(held) if one.more), default=len(held))
        return (*held[:last], *held[last + 1 :], *new)
    if not any(one.discipline for one in new):
        return new
    kinds = {(one.discipline, one.charge) for one in new}
    return (*(one for one in held if (one.discipline, one.charge) not in kinds), *new)


def _named(before: Turn, turn: Turn) -> tuple[Dollars, ...]:
    """What was told before, whose it was written out where this turn speaks of another discipline."""
    whose = before.discipline or ("PT" if turn.discipline == "OT" else "")
    return tuple(replace(one, discipline=one.discipline or whose) for one in before.spent)
