"""Where questions lie that an answer was learned to answer: its point, its middles, and what of a question falls to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.library import learned
from assistant.library.encoder import Vectors
from assistant.protocols import Hit
from assistant.schema import Passage

SHARPNESS = 20.0  # of the shares: the temperature the points were learned with (eval/train/encoder.py)


class Middles:
    """The middles of the questions learned from, of those passages that have any (learned.middles)."""

    def __init__(self, folder: Path, passages: int) -> None:
        """Open what `write` wrote for so many passages."""
        self._rows: Vectors = np.load(folder / "middles.npy")
        owners: NDArray[np.int32] = np.load(folder / "middle_owners.npy")
        self._starts = np.searchsorted(owners, np.arange(passages + 1))

    def near(self, places: Sequence[int], sought: Vectors, points: Vectors) -> Vectors:
        """Of each place the best cosine of each of three vectors to one of its middles, and the first's mean; its point's where it has none."""
        found = points[places]
        found = np.concatenate([found, found[:, :1]], axis=1)
        first = self._starts[places]
        counts = self._starts[np.add(places, 1)] - first
        there = np.flatnonzero(counts)
        if there.size:
            first, counts = first[there], counts[there]
            starts = np.cumsum(counts) - counts
            cosines = self._rows[np.arange(counts.sum()) + np.repeat(first - starts, counts)] @ sought.T
            found[there, :3] = np.maximum.reduceat(cosines, starts)
            found[there, 3] = np.add.reduceat(cosines[:, 0], starts) / counts
        return found


def write(folder: Path, passages: Sequence[Passage], owners: Sequence[int], vectors: Vectors, *, known: bool) -> None:
    """Write each passage's point and middles. owners: the passage of each key; vectors: of the keys; known: has this encoder learned?

    The point is the learned one, else the middle of the passage's keys.
    """
    points = np.zeros((len(passages), vectors.shape[1]), dtype=np.float32)
    np.add.at(points, list(owners), vectors)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    learnt, middles = (learned.points(), learned.middles()) if known else ({}, {})
    for place, passage in enumerate(passages):
        points[place] = learnt.get(passage.id, points[place])
    there = [(place, middles[passage.id]) for place, passage in enumerate(passages) if passage.id in middles]
    np.save(folder / "points.npy", points)
    np.save(folder / "middles.npy", np.concatenate([rows for _, rows in there]) if there else points[:0])
    np.save(folder / "middle_owners.npy", np.repeat([place for place, _ in there], [len(rows) for _, rows in there]).astype(np.int32))


def shares_of(points: Vectors, shipped: Vectors) -> Vectors:
    """Cosines to all points as shares: those of what is shipped add up to 1, another's is its part of all."""
    weights = np.exp(SHARPNESS * (points - points.max()))
    return np.asarray(weights / np.where(shipped, weights[shipped].sum(), weights.sum()), dtype=np.float32)


def hit(passage: Passage, cosines: list[float], worded: list[float], learned: list[float]) -> Hit:
    """A passage's scores over its keys: the best, and the mean of the best three; and of its learned point and middles."""
    near, said = sorted(cosines, reverse=True)[:3], sorted(worded, reverse=True)[:3]
    point, share, focus, focus_share, after, after_share, *middles = learned
    return Hit(
        passage,
        cosine=near[0],
        words=said[0],
        cosine_text=cosines[0],
        cosine_mean=sum(near) / len(near),
        words_mean=sum(said) / len(said),
        point=point,
        share=share,
        words_text=worded[0],
        focus=focus,
        focus_share=focus_share,
        after=after,
        after_share=after_share,
        middle=middles[0],
        middle_focus=middles[1],
        middle_after=middles[2],
        middle_mean=middles[3],
    )
