"""Indexes of more passages than ship: the shipped ones and made ones, each as an own document's section.

A made passage is a shipped one with a third of its words exchanged for others; its vector is that one's, shaken.
So words and vectors are as varied as real ones, and building them does not wait for the model.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.library import build
from assistant.library.encoder import WINDOW, Trainer, Vectors, model_folder, piece_counter
from assistant.library.passages import keys
from assistant.schema import Passage

CHANGED = 1 / 3  # of a made passage's words
SHAKEN = 0.6  # length of the noise on a unit vector


def grow(index: Path, shipped: Sequence[Passage], count: int) -> float:
    """Build an index of `count` passages; its seconds."""
    made = _made([p for p in shipped if p.kind == "guidance"], count - len(shipped))
    read = piece_counter(model_folder())
    sources = {keys(passage, read, WINDOW)[0]: text for passage, text in made}
    started = time.perf_counter()
    with patch.object(build, "Trainer", partial(_Shaking, sources)):
        build.build(index, [*shipped, *(passage for passage, _ in made)], model_folder())
    return time.perf_counter() - started


def _made(shipped: Sequence[Passage], count: int) -> list[tuple[Passage, str]]:
    """So many made passages, each with the text it was made from; the same for the same count."""
    choose = random.Random(count)
    vocabulary = [word for passage in shipped for word in passage.text.split()]
    made = []
    for n in range(count):
        model = choose.choice(shipped)
        words = [choose.choice(vocabulary) if choose.random() < CHANGED else word for word in model.text.split()]
        heading = (f"Manual {n // 40}", f"Section {n % 40 + 1}: {' '.join(choose.sample(vocabulary, 4))}")
        passage = replace(
            model, id=f"made-{n}", text=" ".join(words), heading=heading, kind="own", asks=(), cues=(), codes=()
        )
        made.append((passage, model.text))
    return made


class _Shaking(Trainer):
    """Encodes texts; those made from another get that one's vector with noise, so that few meet the model."""

    def __init__(self, sources: dict[str, str], folder: Path) -> None:
        super().__init__(folder)
        self._sources = sources
        self._vectors: dict[str, Vectors] = {}
        self._noise = np.random.default_rng(1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order."""
        wanted = [self._sources.get(text, text) for text in texts]
        new = [text for text in dict.fromkeys(wanted) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, super().encode(new), strict=True))
        vectors = np.stack([self._vectors[text] for text in wanted])
        noise = self._noise.normal(size=vectors.shape)
        noise *= SHAKEN / np.linalg.norm(noise, axis=1, keepdims=True)
        noise[[text not in self._sources for text in texts]] = 0
        shaken = vectors + noise
        return np.asarray(shaken / np.linalg.norm(shaken, axis=1, keepdims=True), dtype=np.float32)
