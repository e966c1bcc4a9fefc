"""The middles of the questions that each answer is learned from: up to four, where they lie in groups.

A point tells an answer from all others; its middles say what is asked of it, and in how many ways. New questions
are learned so in minutes, without the encoder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from assistant.answer.understand.wording import normalise
from assistant.library import learned
from assistant.library.encoder import Vectors
from eval.train.asked import Taught

GROUPS = 4


def train(encode: Callable[[Sequence[str]], Vectors], questions: Sequence[Taught]) -> dict[str, Any]:
    """Keep the middles of these questions (those that ask one thing); returns how many. encode: texts to unit vectors."""
    texts: dict[str, list[str]] = {}
    for one in questions:
        if len(one.right) == 1:
            texts.setdefault(one.right[0], []).append(normalise(one.text))
    found = {name: groups(encode(asked)) for name, asked in texts.items()}
    learned.write_middles(found)
    return {"questions": sum(map(len, texts.values())), "answers": len(found), "middles": sum(map(len, found.values()))}


def groups(vectors: Vectors) -> Vectors:
    """Unit vectors of the middles of up to GROUPS groups that vectors lie in (k-means); so many or fewer stand for themselves."""
    from sklearn.cluster import KMeans

    if len(vectors) > GROUPS:
        vectors = KMeans(GROUPS, n_init=1, random_state=0, max_iter=20).fit(vectors).cluster_centers_
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

