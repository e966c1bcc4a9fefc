"""Several things asked at once: what else answers beside what answers the whole, as was learned.

Each segment of a text that may ask something of its own is judged by itself. What comes first for a segment, and
what comes first for the whole, are chosen from one after the other: beside what answers the whole whatever else was
asked, until nothing more was. parts.npz is made by `python -m eval.train judge` from questions that ask one thing and several.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.answer.judge import Judged
from assistant.answer.judge.weights import Weights
from assistant.answer.understand.askings import asks

FILE = Path(__file__).with_name("parts.npz")
MOST = 3  # things answered at once
WANTED = 0.35  # from this share on something more was asked
FIRST = 0.6  # what answers the earlier segment leads where it is so likely there; else what was likeliest of all
WHOLE, OF_SEGMENT = 6, 2  # of what answers the whole, and each segment, that is chosen from
_OF_WHOLE = -1

Judge = Callable[[str], Sequence[Judged]]
Near = Callable[[Judged, Judged], float]  # cosine of the places where their questions lie


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may answer a part. place: of the segment it answers best, -1 for none; own: as judged for that segment alone; whole: as judged for the whole."""

    one: Judged
    place: int
    own: float
    own_share: float
    margin: float  # of its share before the next one's
    whole: float
    whole_share: float
    rank: int
    heads: int  # segments that it comes first for


def parts(segments: Sequence[str], whole: Sequence[Judged], judged: Judge, near: Near) -> list[tuple[str, list[Judged]]]:
    """(segment, what answers it, likeliest first) for each thing asked, in order; ("", …) where it is the whole text."""
    if len(segments) < 2 or not whole:
        return [("", list(whole))]
    left = choices(segments, whole, judged)
    picked = [left.pop(next(n for n, one in enumerate(left) if one.one.name == whole[0].name))]
    while left and len(picked) < MOST:
        shares = _weights().shares(rows(left, picked, segments, near))
        best = int(shares.argmax())
        if shares[best] < WANTED:
            break
        picked.append(left.pop(best))
    if min(one.own for one in picked) >= FIRST:
        picked.sort(key=lambda one: one.place)
    if len(picked) == 1:
        return [("", list(whole))]
    return [(segments[one.place] if one.place >= 0 else "", [one.one, *(other for other in whole if other.name != one.one.name)]) for one in picked]


def choices(segments: Sequence[str], whole: Sequence[Judged], judged: Judge) -> list[Choice]:
    """What comes first for a segment, and what comes first for the whole; each once."""
    places = {one.name: n for n, one in enumerate(whole)}
    tops: dict[str, tuple[int, Judged, float]] = {}
    heads: dict[str, int] = {}
    for n, segment in enumerate(segments):
        found = judged(segment)[: OF_SEGMENT + 1]
        heads.update({one.name: heads.get(one.name, 0) + 1 for one in found[:1]})
        for place, one in enumerate(found[:OF_SEGMENT]):
            best = next((other.share for m, other in enumerate(found) if m != place), 0.0)
            if one.name not in tops or tops[one.name][1].share < one.share:
                tops[one.name] = (n, one, one.share - best)
    for one in whole[:WHOLE]:
        tops.setdefault(one.name, (_OF_WHOLE, one, 0.0))
    return [_choice(top, whole[places[name]] if name in places else None, places.get(name, len(whole)), heads.get(name, 0)) for name, top in tops.items()]


def _choice(top: tuple[int, Judged, float], found: Judged | None, rank: int, heads: int) -> Choice:
    place, one, margin = top
    own = place != _OF_WHOLE
    kept = one if own and (found is None or one.likelihood > found.likelihood) else found or one
    return Choice(
        kept, place, one.likelihood if own else 0.0, one.share if own else 0.0, margin,
        found.likelihood if found else 0.0, found.share if found else 0.0, rank, heads,
    )  # fmt: skip


def rows(left: Sequence[Choice], picked: Sequence[Choice], segments: Sequence[str], near: Near) -> np.ndarray:
    """The features of each choice left, beside those picked before it; shape (choices, features)."""
    return np.array([list(_of(one, picked, segments, near).values()) for one in left], dtype=np.float32)


def names(segments: int = 2) -> tuple[str, ...]:
    """The names of the features, in order."""
    nothing = Choice(None, _OF_WHOLE, 0, 0, 0, 0, 0, 0, 0)  # type: ignore[arg-type]
    return tuple(_of(nothing, (), ("",) * segments, lambda *_: 0.0))


def _of(one: Choice, picked: Sequence[Choice], segments: Sequence[str], near: Near) -> dict[str, float]:
    segment = segments[one.place] if one.place >= 0 else ""
    words = segment.split()
    beside = [near(one.one, other.one) for other in picked]
    return {
        "own": one.own,
        "own_share": one.own_share,
        "own_log": max(math.log(one.own_share + 1e-5), -10) / 10,
        "margin": one.margin,
        "whole": one.whole,
        "whole_share": one.whole_share,
        "whole_log": max(math.log(one.whole_share + 1e-6), -12) / 12,
        "rank": min(one.rank, 10) / 10,
        "first": float(one.rank == 0),
        "of_whole": float(one.place == _OF_WHOLE),
        "heads": one.heads / len(segments),
        "words": min(len(words) / 20, 1.5),
        "short": float(0 < len(words) < 4),
        "asks": float(bool(segment) and asks(segment)),
        "mark": float(segment.endswith("?")),
        "opening": float(one.place == 0),
        "last": float(one.place == len(segments) - 1),
        "segments": len(segments) / 5,
        "asking": sum(map(asks, segments)) / len(segments),
        "picked": float(len(picked) > 0),
        "second": float(len(picked) > 1),
        "near": max(beside, default=0.0),
        "same_segment": float(any(other.place == one.place for other in picked)),
        "after": float(bool(picked) and one.place > max(other.place for other in picked)),
        "best_picked": max((other.own for other in picked), default=0.0),
        "whole_picked": max((other.whole for other in picked), default=0.0),
    }


@cache
def _weights() -> Weights:
    return Weights.read(FILE)
