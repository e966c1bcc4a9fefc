"""Which of many questions to ask with and without an organisation's documents: those nearest to what the documents hold, and some of all.

Not for: asking them, which needs the rooms above (assistant/leads.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from assistant.library.index import Generation

NEAREST = 4  # questions looked at for each of the organisation's passages
NEAR = 80  # of these at most
ANY = 40  # taken from all, the same at every run


def sample(generation: Generation, asked: Sequence[str]) -> list[int]:
    """Places of the questions to ask; none where the generation holds no document of an organisation."""
    own = [p for p in generation.passages if p.kind == "own"]
    if not own or not asked:
        return []
    near = generation.points_of(own) @ np.stack([generation.vector(text) for text in asked]).T
    order = np.argsort(-near, axis=1)[:, :NEAREST]
    scores = {int(place): float(near[:, place].max()) for place in np.unique(order)}
    chosen = sorted(scores, key=lambda place: -scores[place])[:NEAR]
    chosen += sorted(range(len(asked)), key=lambda place: hashlib.sha256(asked[place].encode()).digest())[:ANY]
    return list(dict.fromkeys(chosen))
