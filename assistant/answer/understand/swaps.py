"""A turn that only names somebody else who pays asks the question before anew: "and if she had straight Medicare?".

The question is written out with the new payer in the old one's place, so that it is found and judged as whoever asks it at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer.understand.askings import asks, segments
from assistant.answer.understand.lexicon import lexicon
from assistant.answer.understand.wording import Page, normalise
from assistant.library.words import words
from assistant.reference import Reference

MOST = 14  # words of a turn that only names a payer
ASKED = 4  # words of a question that can be asked anew
_CARRIES = frozenset(words(
    "what about how if it it's its is was were she he they has had have a an the and but or so ok okay then for with under on in of to same thing question patient patient's pt insurance "
    "instead plain straight regular traditional original just only now say let's actually by does do would that this be not part b plan plans payer carrier client member old case there"
))  # fmt: skip


def swapped(texts: Iterable[str], reference: Reference) -> list[str]:
    """The texts of a conversation; one that names nothing but a payer as the question before it, asked of that payer."""
    said: list[str] = []
    for text in texts:
        said.append((said and _anew(said[-1], text, reference)) or text)
    return said


def _anew(before: str, text: str, reference: Reference) -> str:
    """The question before, asked of the payer that a turn names; empty where the turn says more, or nothing was asked of a payer."""
    turn, asked = normalise(text), normalise(before)
    if len(turn.split()) > MOST or len(asked.split()) < ASKED or not any(map(asks, (asked, *segments(asked)))):
        return ""
    new, old = _payers(turn, reference), _payers(asked, reference)
    if len(new) != 1 or len(old) != 1:
        return ""
    start, end = new[0]
    further = [word for word in words(f"{turn[:start]} {turn[end:]}") if word not in _CARRIES]
    first, last = old[0]
    named = turn[start:end]
    if further or named.lower() == asked[first:last].lower():
        return ""
    return f"{asked[:first]}{_original(named)}{asked[last:]}"


def _original(named: str) -> str:
    """Plain Medicare, said after an Advantage plan, is Original Medicare."""
    return "Original Medicare" if named.lower() == "medicare" else named


def _payers(text: str, reference: Reference) -> list[tuple[int, int]]:
    """Where payers are named, in order; names that touch are one."""
    found = [(one.start, one.end) for one in lexicon(reference).find(Page(text)) if one.entry.kind == "payer"]
    found += [(one.start, one.end) for one in reference.payers.mentions(text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
