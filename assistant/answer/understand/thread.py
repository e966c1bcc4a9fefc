"""A turn written together with those it leans on, as the encoder reads it and has learned to.

>>> thread(["97112 by the PTA?", "does it need CQ", "and for OT?"])
'97112 by the PTA? > does it need CQ > and for OT?'
"""

from __future__ import annotations

from collections.abc import Sequence

THREADED = " > "  # between turns
TURNS = 3  # the last one and two before it
WORDS = 40  # of each that are kept: the last ones


def thread(turns: Sequence[str]) -> str:
    """The last turns, oldest first."""
    return THREADED.join(" ".join(turn.split()[-WORDS:]) for turn in turns[-TURNS:])


def continued(heading: str, turn: str) -> str:
    """A turn written after the heading of what the turn before was answered by: what it asks on about.

    >>> continued("May a PTA give 97112?", "and who signs?")
    'May a PTA give 97112? > and who signs?'
    """
    return thread([heading, turn])
