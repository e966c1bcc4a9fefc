"""How much of a request is read: it costs the same, whatever is written in it and however long its history is.

Counted are words, numbers and marks, since each is looked at by every reader; an honest text of 4,000 characters has 950.

>>> within("units?", ["97110 23 min", "and 97140 7 min"])
Read(text='units?', history=('97110 23 min', 'and 97140 7 min'), cut=False, left_out=0)
>>> within("how many units? " * 250, ["97110 23 min"] * 9)[2:]
(False, 6)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.answer.understand.wording import MAX_LENGTH

LONG = 150  # words, numbers and marks; a longer turn asks something of its own: it is held against no answer before it
TURNS = (12, 3)  # earlier turns that are still read, before a short turn and before a long one
BEFORE = (450, 150)  # words, numbers and marks of them
ASKED = 1_000  # of the question
MUCH = 1_500  # letters of a question with its history; of more, less is done beside answering
HEARD = 60  # of a turn, to tell what it wants of the answer, or does to the day, before it
HEARD_LETTERS = 200  # of them
_PIECE = re.compile(r"[A-Za-z]{1,10}+|[0-9]{1,4}+|\S")  # a letter of another writing counts by itself: it may stand for eighteen


class Read(NamedTuple):
    """What is read of a request. cut: the question's end is not; left_out: so many of the earlier turns are not."""

    text: str
    history: tuple[str, ...]
    cut: bool
    left_out: int

    @property
    def much(self) -> bool:
        """Is there so much to read that the answer before is not worked out again, to be compared with?"""
        return sum(map(len, self.history)) + len(self.text) > MUCH

    @property
    def unread(self) -> str:
        """What is not read, told to the asker; empty where all is."""
        if self.cut:
            return f"The text is too long to be read whole: what stands behind its first {ASKED:,} words, numbers and marks was left out."
        counted = f"the last {len(self.history)} of the" if len(self.history) > 1 else "the last of the"
        return f"Only {counted} earlier turns were read: say again what was told before them." if self.left_out else ""


def within(text: str, history: Sequence[str]) -> Read:
    """The question and the latest turns before it, as far as there is room."""
    if len(text) > MAX_LENGTH:  # refused by limits.py
        return Read(text[: MAX_LENGTH + 1], (), cut=False, left_out=0)
    kept, said = head(text, ASKED), [turn for turn in history if turn.strip()]
    before = _latest(said[-TURNS[long(text)] :], BEFORE[long(text)])
    return Read(kept, tuple(before), len(kept) < len(text), len(said) - len(before))


def head(text: str, pieces: int) -> str:
    """The text before the word, number or mark that is one too many."""
    if len(text) <= pieces:
        return text
    found = _PIECE.finditer(text)
    return next((text[: piece.start()] for count, piece in enumerate(found) if count == pieces), text)


def heard(text: str) -> str:
    """The part of a turn that tells what it wants of what went before: the encoder's time goes by the letters of unknown words."""
    return head(text, HEARD)[:HEARD_LETTERS]


def long(text: str) -> bool:
    """Does a turn say so much that it asks something of its own?"""
    return len(head(text, LONG)) < len(text)


def _latest(turns: Sequence[str], room: int) -> list[str]:
    """The latest turns that fit; the last one at least in part."""
    kept: list[str] = []
    for turn in reversed(turns):
        part = head(turn, room)
        if kept and len(part) < len(turn):
            break
        kept.insert(0, part)
        room -= sum(1 for _ in _PIECE.finditer(part))
    return kept
