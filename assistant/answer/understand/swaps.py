"""A turn that names only another payer, place, discipline or code asks the question before anew: "and if she had straight Medicare?".

The question is written out with the new one in the old one's place, so that it is found and judged as whoever asks it at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.answer.shape import Shape
from assistant.answer.understand.askings import asks, segments
from assistant.answer.understand.lexicon import lexicon
from assistant.answer.understand.wording import Page, normalise
from assistant.library.words import words
from assistant.reference import Reference

Span = tuple[int, int]

MOST = 16  # words of a turn that only names such a one
ASKED = 4  # words of a question that can be asked anew, at least
LOOKS = 3  # turns back
BARE = 12  # so short a text asks, however it is put ("97161 and 97750 same day, private practice")
GIVERS = ("discipline", "person")
KINDS = ("payer", "setting", "discipline", "code", "person")
_PERSON = re.compile(r"\b(?:l?pta|c?ota|assistant|aide|tech|student|volunteer|athletic trainer|nurse practitioner|np|pa|chiropractor|resident|fellow)s?\b", re.IGNORECASE)
_CODE = re.compile(r"\b(?:\d{5}|[A-Z]\d{4})\b")
_VERSIONS = "version versions equivalent equivalents counterpart counterparts ones side"
_VERSION = re.compile(rf"\b(?:{_VERSIONS.replace(' ', '|')})\b", re.IGNORECASE)
_SAME = re.compile(rf"\bsame\b|^\W*(?:and|what about|how about)\b|\b(?:too|as well)\b|{_VERSION.pattern}", re.IGNORECASE)  # the question before, of one more
_SLIP = Shape(
    "a slip that is put right", r"[\s.,;:()-]*(?:(?:no|sorry|wait|oops|i mean|i meant|actually|scratch that|correction|make that|my bad)\b[\s.,;:()-]*)+(?:(?:it'?s|it is|she has|he has|the)\s+)?",
    ("uhc[.. no sorry, ]medicare", "cigna[ - i mean ]aetna"), ("aetna and cigna", "medicare, not aetna"),
)
_GAVE = Shape("who gave it", r"\b(?:did|gave|given by|took|treated|handled|ran|led|covered)\b", ("the pta [did] half", "gait [given by] the pta"), ("may a pta do it", "givens"))
_MINUTES = re.compile(r"\b\d{1,3} ?min", re.IGNORECASE)
_CARRIES = frozenset(words(
    "what about how if it it's its is was were she he they has had have a an the and but or so ok okay then for with under on in of to at by our same thing question patient patient's pt insurance "
    "instead plain straight regular traditional original just only now say let's actually does do would that this be not part b plan plans payer carrier client member old case there therapy therapist "
    "my mess deal issue problem situation story colleague coworker friend another also here someone somebody guy lady swap swapped replace dpt new " + _VERSIONS
))  # fmt: skip


def swapped(texts: Iterable[str], reference: Reference) -> list[str]:
    """The texts of a conversation; one that names nothing but a payer, place, discipline, code or person as the question before it, asked of that one, in its place."""
    said: list[str] = []
    for text in texts:
        far = [before for before in reversed(said[-LOOKS:]) if _VERSION.search(text)]  # "OT version" is of what was named for PT, turns ago
        anew = next((made for before in far if (made := _anew(before, text, reference, least=2, appends=False))), "") or (_anew(said[-1], text, reference) if said else "")
        said = [*said[:-1], anew] if anew else [*said, text]
    return said


_SUM = Shape("dollars told", r"\$ ?\d|\b\d,\d{3}\b|(?<![\w.,:/-])(?!20[12]\d\b)\d{3,4}(?![\w%/:-])", ("used [1850]", "used [2,450]", "[$7]00 in speech"), ("in 2026", "97110", "45 min"))


def put_right(texts: Iterable[str], reference: Reference) -> list[str]:
    """The texts, each without a payer that is taken back in the same breath ("uhc, no sorry, medicare")."""
    return [_put_right(text, reference) for text in texts]


def _put_right(text: str, reference: Reference) -> str:
    said = normalise(text)
    for (first, end), (start, _) in pairwise(_named(said, reference)["payer"]):
        if _SLIP.fullmatch(said[end:start].lower()):
            return f"{said[:first]}{said[start:]}"
    return text


def _anew(before: str, text: str, reference: Reference, *, least: int = ASKED, appends: bool = True) -> str:
    """The question before, of at least so many words, asked of what a turn names; empty where the turn says more, or nothing of the kind was asked about. appends: or nothing was named in it."""
    turn, asked = normalise(text), normalise(before)
    size = len(asked.split())
    if len(turn.split()) > MOST or size < least or _MINUTES.search(asked) or (size > BARE and not any(map(asks, (asked, *segments(asked))))):
        return ""
    new, old = _named(turn, reference), _named(asked, reference)
    told = _GAVE.search(asked.lower()) is not None
    for kind in KINDS:
        if kind == "discipline" and _SUM.search(asked):
            continue  # "and 700 in speech", "what about ot": whose dollars they are stays
        if kind in GIVERS and told and not asks(asked):
            continue  # "the PTA did half of it", "no, all by the PT": who gave it changes the day and asks nothing anew
        was = {asked[first:last].lower() for first, last in old[kind]}
        others = [span for span in new[kind] if turn[slice(*span)].lower() not in was]  # "swap the PTA for a student" names both
        further = [word for word in words(_without(turn, new[kind])) if word not in _CARRIES]
        if len(others) != 1 or further:
            continue
        start, end = others[0]
        named = _original(turn[start:end])
        if len(old[kind]) == 1 and named.lower() != asked[slice(*old[kind][0])].lower():
            (first, last) = old[kind][0]
            return f"{asked[:first]}{named}{asked[last:]}"
        if appends and not old[kind] and kind not in ("code", "person") and _SAME.search(turn):
            return f"{asked.rstrip(' ?.')}, {named}?"
    return ""


def _without(text: str, spans: Iterable[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _original(named: str) -> str:
    """Plain Medicare, said after another payer, is Original Medicare."""
    return "Original Medicare" if named.lower() == "medicare" else named


def _named(text: str, reference: Reference) -> dict[str, list[Span]]:
    """Where a text names what of these kinds, in order; names that touch are one."""
    found: dict[str, list[Span]] = {kind: [] for kind in KINDS}
    for one in lexicon(reference).find(Page(text)):
        if one.entry.kind in found and one.entry.kind != "code":
            found[one.entry.kind].append((one.start, one.end))
    found["payer"] += [(one.start, one.end) for one in reference.payers.mentions(text)]
    found["code"] += [match.span() for match in _CODE.finditer(text)]
    found["person"] += [match.span() for match in _PERSON.finditer(text)]
    return {kind: _joined(spans) for kind, spans in found.items()}


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
