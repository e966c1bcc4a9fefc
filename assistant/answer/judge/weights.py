"""The judge's weights: a small network over the features of a candidate, and the curve of its likelihoods.

judge.npz is made by `python -m eval.train judge`; judge.toml beside it says from what data, on which day and with
which result.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_ARRAYS = ("middle", "spread", "first", "first_bias", "second", "said", "true", "said_later", "true_later")
FILE = Path(__file__).with_name("judge.npz")


@dataclass(frozen=True, slots=True)
class Weights:
    """names: of the features, in order. middle, spread: to bring each to about -1…1. nothing: the score of "none of these"."""

    names: tuple[str, ...]
    middle: Array
    spread: Array
    first: Array
    first_bias: Array
    second: Array
    nothing: float
    said: Array  # likelihoods as the network gives them, rising
    true: Array  # how often the first was right at each
    said_later: Array  # the same of turns that are read with those before them
    true_later: Array

    @classmethod
    def read(cls, file: Path = FILE) -> Weights:
        """Read what `write` wrote."""
        with np.load(file) as kept:
            arrays = {name: kept[name if name in kept else name.removesuffix("_later")].astype(np.float32) for name in _ARRAYS}
            return cls(names=tuple(kept["names"].tolist()), nothing=float(kept["nothing"]), **arrays)

    def write(self, file: Path = FILE) -> None:
        """Keep them."""
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        np.savez_compressed(file, names=np.array(self.names), nothing=np.array(self.nothing), **arrays)

    def shares(self, rows: Array) -> Array:
        """What falls to each candidate (rows of features), all and "none" together 1."""
        scaled = (rows - self.middle) / self.spread
        scores = np.maximum(scaled @ self.first + self.first_bias, 0.0) @ self.second
        top = max(float(scores.max(initial=self.nothing)), self.nothing)
        weights = np.exp(scores - top)
        return np.asarray(weights / (weights.sum() + np.exp(self.nothing - top)), dtype=np.float32)

    def likelihood(self, share: float, *, later: bool = False) -> float:
        """How often what has this share is right, as measured on questions the judge never saw. later: of a turn read with those before it."""
        return float(np.interp(share, self.said_later, self.true_later) if later else np.interp(share, self.said, self.true))


@cache
def weights() -> Weights:
    """The shipped weights."""
    return Weights.read()
