"""What a turn does to a day told before, where its own words leave no doubt: "10 of the 97116 belong to 97035", "97140 ran 5 over".

A verb that says it stands with what it needs: so many services, of the day or new ones, and so many numbers. Everything
else is weighed by the learned reader (heads.py). Not for: who gave it, and questions about the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answer.understand.heads import Heads
from assistant.answer.understand.heard import Heard, Row, hear
from assistant.answer.understand.turns import Turn

MOST = 16  # words; a longer turn tells more than one edit
_ASKS = re.compile(r"^\W*(?:(?:and|so|but|ok|then)\W+)*(?:can|could|may|should|do|does|did|is|are|was|were|will|would|why|how|when|which|where|who)\b")
_ANOTHER_DAY = re.compile(r"\b(?:other|another|next|new|different|second) (?:patient|pt|day|visit|case|one)\b")
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|replace|call|switch)\b|\b(?:swap|change)\b.*\b(?:for|to|into)\b|\b(?:was|were) (?:really|actually)\b|\bshould(?:'ve| have)? (?:been|be)\b|\b(?:was|were)(?:n't| not)\b.*\b(?:was|were|but)\b|\bwasnt\b"
)
_OVER_TO = re.compile(r"\b(?:move|shift|reassign|transfer|belong(?:s|ed)?|really|actually|under|as)\b(?! well\b)|\bover to\b|\bfrom\b.*\bto\b")
_TURNED = re.compile(r"\b(?:wrong way (?:a?round|about)|other way)\b|\b(?:reversed?|mixed up|swap(?:ped)?|switch(?:ed)?|traded?|exchanged?|interchanged?|flip(?:ped)?|transposed|vice versa|backwards)\b")
_LONGER = re.compile(r"\b(?:over(?=\W*\Z)|longer|onto|extra|another|additional|plus)\b|\bmore\b(?! like\b| than (?:\d|an?\b|half\b))|\b(?:add|tack|put)\b.*\b(?:to|on)\b")
_SHORTER = re.compile(r"\b(?:shorter|too short|early|fewer)\b|\bless\b(?! like\b| than (?:\d|an?\b|half\b))|\b(?:cut|take|knock|shave|trim|subtract|deduct|drop|shorten)\b.*\b(?:from|off|by)\b")
_GONE = re.compile(r"\bshould(?:n't| not) (?:be|have been) (?:on|in|part of|there|listed|billed)\b|\b(?:does|did|do)(?:n't| not) (?:belong|happen|take place)\b|\bwe skipped\b|\b(?:has|have|needs?) to (?:go|come off)\b")
_LASTED = re.compile(r"\b(?:took|ran|lasted)\b.*\bmin")
_EVENLY = re.compile(r"\b(?:evenly|equally|50[-/ ]?50|fifty[- ]fifty|half and half)\b")
_BESIDES = re.compile(r"\b(?:left out|forgot|missed|also|as well|one more|too|plus|add(?:ed)?|throw|tack|put in|in addition|additionally)\b|\bon top\b|\bat the end\b")


def change(row: Row, turn: Turn, heads: Heads, last: str) -> str:
    """The change that a turn asks for; empty where its words alone do not settle it. last: the code changed last."""
    text = turn.text.lower()
    people = any(what == "person" for _, what, _ in turn.treatment.row)
    if turn.words > MOST or people or turn.payer or turn.dated or _ASKS.search(text) or _ANOTHER_DAY.search(text):
        return ""
    for name, cue, fits in _KINDS:
        if cue.search(text) and fits(row, hear(row, turn, heads, last, "move"), turn):
            return name
    return ""


def _moves(row: Row, heard: Heard, _turn: Turn) -> bool:
    """So many minutes of one service, before both are named."""
    places = _places(heard)
    source = next((n for place, n in heard.services if places and place == places[0]), None)
    if len(heard.minutes) != 1 or len(places) < 2 or source is None or not _two(heard):
        return False
    return heard.minutes[0][0] < places[0] and heard.values[0] < (row[source].minutes or 0)


def _renamed(_row: Row, heard: Heard, turn: Turn) -> bool:
    """A service of the day and one new code or listed word for another, without a number."""
    said = {code for _, what, code in turn.treatment.row if what == "code"}
    return _two(heard) and len(heard.meant) == 1 and not heard.minutes and {code for _, code in heard.codes} <= said


def _swaps(_row: Row, heard: Heard, _turn: Turn) -> bool:
    return len(heard.meant) == 2 and not heard.codes and not heard.minutes


def _longer(_row: Row, heard: Heard, _turn: Turn) -> bool:
    return _one(heard) and len(heard.minutes) == 1


def _shorter(row: Row, heard: Heard, _turn: Turn) -> bool:
    return _one(heard) and len(heard.minutes) == 1 and heard.values[0] < (row[heard.meant[0]].minutes or 0)


def _halves(row: Row, heard: Heard, _turn: Turn) -> bool:
    return len(row) == len(heard.meant) == 2 and not heard.codes and not heard.minutes


def _goes(_row: Row, heard: Heard, _turn: Turn) -> bool:
    return _one(heard) and not heard.minutes


def _comes(_row: Row, heard: Heard, _turn: Turn) -> bool:
    return len({code for _, code in heard.codes}) == 1 and not heard.meant and len(heard.minutes) == 1


def _one(heard: Heard) -> bool:
    return len(heard.meant) == 1 and not heard.codes


def _two(heard: Heard) -> bool:
    return len(heard.meant) + len({code for _, code in heard.codes}) == 2 and bool(heard.meant)


def _places(heard: Heard) -> list[int]:
    return sorted([*(place for place, _ in heard.services), *(place for place, _ in heard.codes)])


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[Row, Heard, Turn], bool]], ...] = (
    ("split", _EVENLY, _halves), ("move", _OVER_TO, _moves), ("move", _INSTEAD, _renamed), ("swap", _TURNED, _swaps), ("more", _LONGER, _longer),
    ("less", _SHORTER, _shorter), ("remove", _GONE, _goes), ("set", _LASTED, _longer), ("add", _BESIDES, _comes),
)  # fmt: skip
