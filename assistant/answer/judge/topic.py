"""How a candidate goes on from what was talked about: from the turns before a turn, and from what led the answer before.

Each feature is 0-1 (near_led -1 to 1), and 0 for a question that follows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.judge.profiles import Profile, Profiles, words_of
from assistant.answer.understand.thread import THREADED
from assistant.protocols import Candidate, Index
from assistant.schema import Fact, Passage, Question

_NAMES = ("near_led", "led", "same_document", "led_held", "before_held", "last_held", "heading_before", "heading_now", "heading_talk")
_NOTHING = dict.fromkeys(_NAMES, 0.0)


@dataclass(frozen=True, slots=True)
class Topic:
    """Words of what was talked about. before: of the turns before, without the turn's own; last: of the last of them alone."""

    question: Question
    profiles: Profiles
    page: Passage | None  # what led the answer before
    heading: frozenset[str]  # its own heading's words
    now: frozenset[str]
    before: frozenset[str]
    last: frozenset[str]

    @classmethod
    def of(cls, question: Question, profiles: Profiles, page: Passage | None) -> Topic:
        """What a turn goes on from; page: what led the answer before it."""
        *before, _own = question.thread.split(THREADED) if question.thread else [""]
        now = words_of(question.text)
        heading = words_of(page.heading[-1]) if page and page.heading else frozenset()
        return cls(question, profiles, page, heading, now, words_of(" ".join(before)) - now, words_of(" ".join(before[-1:])) - now)

    def share(self, given: frozenset[str], held: frozenset[str]) -> float:
        """How much of the words given is held, rare ones weighing more; 0 of none."""
        whole = self.profiles.weight(given)
        return self.profiles.weight(given & held) / whole if whole else 0.0

    def same_document(self, record: Fact | Passage) -> bool:
        """Is the candidate another page of the document that led, or another act of its tool?"""
        name = record.id if isinstance(record, Passage) else next(iter(record.acts), "")
        return self.page is not None and name != self.page.id and _document(name) == _document(self.page.id)

    def led(self, record: Fact | Passage) -> bool:
        """Did a record of this page or act lead the answer before?"""
        led = self.question.led
        return record.id in led if isinstance(record, Passage) else bool(record.acts) and record.acts[0] in led


def _document(name: str) -> str:
    """The document of a section ("kx-amounts#…"), the tool of an act ("units.count")."""
    return name.partition("#")[0] if "#" in name else name.partition(".")[0]


def before(question: Question, index: Index) -> Passage | None:
    """The page, or the act of a tool, that led the answer before; None where there was none."""
    return next((page for name in question.led[:1] if (page := index.passage(name))), None)


def topics(question: Question, candidates: Sequence[Candidate], profiles: Profiles, index: Index) -> list[dict[str, float]]:
    """Of each candidate how it goes on from what was talked about."""
    page = before(question, index)
    if page is None and not question.thread:
        return [_NOTHING] * len(candidates)
    topic = Topic.of(question, profiles, page)
    near = _near(page, candidates, index)
    return [_of(topic, one, profiles.of(one.hit.passage), lies) for one, lies in zip(candidates, near, strict=True)]


def _of(topic: Topic, candidate: Candidate, profile: Profile, near: float) -> dict[str, float]:
    heading = profile.title if topic.before else frozenset()
    return {
        "near_led": near,
        "led": float(topic.led(candidate.record)),
        "same_document": float(topic.same_document(candidate.record)),
        "led_held": topic.share(topic.heading, profile.held),
        "before_held": topic.share(topic.before, profile.held),
        "last_held": topic.share(topic.last, profile.held),
        "heading_before": topic.share(heading, topic.before),
        "heading_now": topic.share(heading, topic.now),
        "heading_talk": topic.share(heading, topic.now | topic.before | topic.heading),
    }


def _near(page: Passage | None, candidates: Sequence[Candidate], index: Index) -> list[float]:
    """How near each candidate's questions lie to those of what led the answer before, -1 to 1; 0 where there was none."""
    held = [index.passage(one.hit.passage.id) for one in candidates]
    pages = [one for one in held if one is not None]
    if page is None or not pages:
        return [0.0] * len(candidates)
    near = iter((index.points_of(pages) @ index.points_of([page])[0]).tolist())
    return [0.0 if one is None else next(near) for one in held]
