"""A turn of a conversation is read several ways; the one whose answer fits best is taken.

By itself; with what was talked about; or as a wish about the answer before ("are you sure?", "shorter", "source?"),
which is told by the acts "talk.…" of knowledge/acts/talk.toml and answered from that answer's own evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answer.judge.profiles import forms
from assistant.answer.understand import operations, room
from assistant.answer.understand.followups import NOW
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.wording import normalise
from assistant.library.words import words
from assistant.protocols import Index
from assistant.schema import Evidence, Fact, Question

WANTED = 0.5  # from this share on a turn is about the answer before
ASKS_ON = 0.3  # from this share on a turn asks on about what was talked about
FEW = 14  # words; a longer turn asks something of its own
CHANGED = 0.8  # from this likelihood on a turn is a change to the day before it is a wish
DOUBTS = ("sure", "complain", "why")  # wishes that may hold a conclusion of their own ("so I never need a signature again?")
MEETS = 0.5  # from this likelihood on something else answers such a conclusion
NEAREST = 3  # pages looked through for an example besides what led
LEANS = 0.05  # how much likelier a turn must be answered with all that was told than without, where it seems to stand alone
_COURTESY = frozenset(words("thanks thank you so much great cool nice perfect awesome ok okay got it bye hello hi good morning helpful helps help appreciate understood clear makes sense lot ty thx cheers wonderful excellent super day one wow love works for me now alright gotta run go bye later see talk soon back to it have a good"))
_EXAMPLE = re.compile(r"\b(?:examples?|for instance|e\.g|samples?|scenarios?|with numbers|in practice|real[- ]life)\b")
_OF_SOMEBODY = re.compile(
    r"^\W*(?:(?:and|so|but|ok)\W+)*(?:(?:who|when|how)\b|(?:can|may|must|should|could|does|do|has|have|will|would|did) (?!you\b))"
    r"(?!.*\b(?:say|says?|said|told|wrote (?:that|this)|written|stand|manual|rule|source|reference|citation|link|proof|from|find|look|read|published|print(?:ed)?)\b)"
)  # "who writes it", "may the assistant write it" ask for no source
_ASKER_LOOKS = re.compile(r"\b(?:do|can|should|would|could) (?:i|we) (?:look|see|check|find|verify|get|go)\b")  # "where do I see that before she comes": perhaps no source, but a place to look
_SOMEBODY_HELPS = re.compile(r"\b(?:she|he|they|l?ptas?|c?otas?|aides?|techs?|students?|assistants?|who) (?:also |just |only |both )?help")
_SENTENCE = re.compile(r"\b(?:sentence|wording|phras\w+|lines?|words|one[- ]liner)\b")
_RECORD = "limit#write-the-record"
_TALK = "talk."
_MORE = "talk.more"  # asks on: no wish about the answer


class Read(Protocol):
    """Reads a turn with those before it; lean and leans as in `understand`."""

    def __call__(self, text: str, history: Sequence[str], *, lean: bool | None = None, leans: Sequence[bool | None] = ()) -> Question:
        """The turn as a question."""


class Gather(Protocol):
    """Collects and judges the evidence on a question."""

    def __call__(self, question: Question) -> tuple[Question, Evidence]:
        """The question, with the acts it seems to ask for, and the evidence."""


def converse(
    text: str, history: Sequence[str], index: Index, read: Read, gather: Gather, led: tuple[str, ...] = ()
) -> tuple[Question, Evidence]:
    """The reading of the last turn whose answer fits best, and its evidence. led: what led the answer to the turn before."""
    heads = Heads.over(index.vector)
    shares = index.shares(room.heard(normalise(text)) if history else normalise(text))
    wanted = manner(text, shares, heads)
    if not history:
        seems = read(text, history)
        return (replace(seems, manner=wanted), Evidence()) if wanted == "thanks" and not seems.refusal else gather(seems)
    before, leans = told(history, index, read, heads)
    seems, *others = (replace(one, led=led) for one in readings(text, before, leans, shares, read))
    if seems.refusal:
        return gather(seems)
    if wanted and not seems.change and not _brings(text, before, read):
        return _wished(wanted, seems, before, index, read, gather)
    found = gather(seems)
    for against in map(gather, others):
        found = against if _best(against) > _best(found) + LEANS else found
    if _RECORD in _led(found[1]) and _SENTENCE.search(text.lower()):  # a sentence out of the answer before, no note written for somebody
        return _wished("note", seems, before, index, read, gather)
    return found


def headings(led: Sequence[str], index: Index) -> str:
    """The headings of what led an answer; a count of a day has none that says what the next turn is about."""
    return " ".join(page.heading[-1] for page in map(index.passage, led) if page and not page.id.startswith(("units.", "assistants.")))


def readings(text: str, before: Sequence[str], leans: Sequence[bool | None], shares: Mapping[str, float], read: Read) -> list[Question]:
    """A turn as it seems to be meant; where it seems to stand alone, also with all that was told."""
    seems = read(text, before, lean=_leans(_learned(shares, text)), leans=leans)
    if seems.told or seems.services or seems.total_minutes is not None or not before or room.long(text):
        return [seems]
    return [seems, read(text, before, lean=True, leans=leans)]


def _wished(wanted: str, seems: Question, before: Sequence[str], index: Index, read: Read, gather: Gather) -> tuple[Question, Evidence]:
    """The evidence on the turn that a wish is about: the last one, or the earlier one that "back to the units" means."""
    if wanted == "thanks" or not before:
        return replace(seems, manner="thanks"), Evidence()
    if wanted == "back":
        turn, held = _earlier(seems.text, before, index)
        return gather(read(seems.text, [*held, turn], lean=True)) if forms(seems.text.lower()) else converse(turn, held, index, read, gather)
    question, evidence = converse(before[-1], before[:-1], index, read, gather)
    while question.missing in (("change",), ("patients",)) and len(before) > 1:  # what was not understood has no answer to be told otherwise
        before = before[:-1]
        question, evidence = converse(before[-1], before[:-1], index, read, gather)
    if wanted == "example":
        evidence = _with_examples(question, evidence, read, gather)
    if wanted in DOUBTS or (wanted == "source" and _ASKER_LOOKS.search(seems.text.lower())):
        asked = gather(read(seems.text, before, lean=True))
        if _best(asked) >= MEETS and not _led(asked[1]) & _led(evidence):
            return asked
    return replace(question, wish=seems.text, manner=wanted, plain=wanted == "simpler"), evidence


def _with_examples(question: Question, evidence: Evidence, read: Read, gather: Gather) -> Evidence:
    """The evidence with the pages that give an example of what was asked, after its own."""
    _, found = gather(read(f"an example with numbers: {question.text}", ()))
    held = {page.id for page in evidence.passages}
    return replace(evidence, passages=(*evidence.passages, *(replace(page, score=0.0) for page in found.passages[:NEAREST] if page.id not in held)))


def _brings(text: str, before: Sequence[str], read: Read) -> bool:
    """Does a turn name a code, modifier, payer, place or year that the turn before does not ("so GY or GA?"), or compare? Then it asks something of its own."""
    if not before:
        return False
    own, held = read(text, ()), read(before[-1], before[:-1])
    compares = "compare" in own.topics - held.topics  # "the difference between those two, in plain english"
    return compares or bool(NOW.search(text.lower())) or bool(_named(own) - _named(held))


def _named(question: Question) -> set[str]:
    single = (question.payer, question.setting, question.discipline, *question.years, *question.dates)
    return {*question.codes, *question.modifiers, *(str(one) for one in single if one)}


def told(history: Sequence[str], index: Index, read: Read, heads: Heads) -> tuple[list[str], list[bool | None]]:
    """The earlier turns that told or asked something, and whether each leans; a wish about an answer changes nothing, unless it changed the day."""
    before: list[str] = []
    leans: list[bool | None] = []
    for turn in history:
        shares = index.shares(room.heard(normalise(turn)))
        if not manner(turn, shares, heads) or read(turn, before, leans=leans).change:
            before.append(turn)
            leans.append(_leans(_learned(shares, turn)))
    return before, leans


def _learned(shares: Mapping[str, float], text: str) -> Mapping[str, float]:
    """The shares; that an example is wanted is told by its words alone, what falls to it without them falls to the others."""
    example = f"{_TALK}example"
    left = 1 - shares.get(example, 0.0)
    if _EXAMPLE.search(text.lower()):
        return {**{name: share * (1 - WANTED) for name, share in shares.items()}, example: max(WANTED, shares.get(example, 0.0))}
    return {name: share / left for name, share in shares.items() if name != example} if left else shares


def _leans(shares: Mapping[str, float]) -> bool | None:
    """Does a turn ask on about what was talked about, as far as that was learned? None: not known."""
    return True if shares.get(_MORE, 0.0) >= ASKS_ON else None


def manner(text: str, shares: Mapping[str, float], heads: Heads) -> str:
    """What a turn wants of the answer before; empty where it asks something of its own, or changes the day told."""
    if len(text.split()) > FEW:
        return ""
    shares = _learned(shares, text)
    talk = {act.removeprefix(_TALK): share for act, share in shares.items() if act.startswith(_TALK) and act != _MORE}
    best = max(talk, key=lambda name: talk[name], default="")
    if not best or sum(talk.values()) < WANTED or (best == "thanks" and (len(set(words(text)) - _COURTESY) > 1 or _SOMEBODY_HELPS.search(text.lower()))):
        return ""  # "nice, so no signature then" says more than thanks
    if best == "source" and _OF_SOMEBODY.search(text.lower()):
        return ""
    change, likely = operations.kind(normalise(text), heads)
    return "" if change in operations.CHANGES and likely >= CHANGED else best


def _earlier(text: str, history: Sequence[str], index: Index) -> tuple[str, Sequence[str]]:
    """The earlier turn that "back to the units" means, with those before it: the nearest in meaning that is not the last."""
    asked = index.vector(normalise(text))
    near = [float(index.vector(normalise(turn)) @ asked) for turn in history[:-1] or history]
    place = max(range(len(near)), key=lambda n: near[n])
    return history[place], history[:place]


def _led(evidence: Evidence) -> set[str]:
    """What would lead: the likeliest record, as a page's id or a fact's statement."""
    records = evidence.ids().values()
    best = max((one.score for one in records), default=0.0)
    return {one.statement if isinstance(one, Fact) else one.id for one in records if one.score == best}


def _best(found: tuple[Question, Evidence]) -> float:
    records = found[1].ids()
    return max((record.score for record in records.values()), default=0.0)
