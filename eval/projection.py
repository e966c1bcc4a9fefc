"""Train the projection that brings the wordings of one passage together (assistant/library/projection.npy).

The encoder's vectors know language, not this field: "kx" and "threshold" lie far apart in them. A square matrix
learned from the wordings that lead to the same passage turns the space so that they lie close, and leaves what it
has not seen nearly as it was (it starts from the identity and is pulled back to it).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

STEPS = 1500
QUESTIONS = 256  # a step
OTHERS = 2048  # keys of other passages a step compares with
TEMPERATURE = 0.07
PULL = 0.3  # weight decay: how strongly the matrix is held to the identity
RATE = 1e-3


def train(
    asked: Vectors,
    leads_to: NDArray[np.int64],
    own: NDArray[np.int64],
    keys: Vectors,
    owners: NDArray[np.int64],
    names: NDArray[np.int64],
    seed: int = 0,
) -> Vectors:
    """The matrix (width × width) under which each asked vector lies nearest to a key of its passage.

    asked: unit vectors of questions; leads_to: the passage of each; own: the name of the key that is the same
    wording. keys: unit vectors of what passages are found by; owners: the passage of each; names: of each.
    """
    import torch
    from torch.nn.functional import cross_entropy, normalize

    torch.manual_seed(seed)
    choose = np.random.default_rng(seed)
    every, queries, of = torch.tensor(keys), torch.tensor(asked), torch.tensor(owners)
    targets = [np.flatnonzero((owners == p) & (names != key)) for p, key in zip(leads_to, own, strict=True)]
    identity = torch.eye(keys.shape[1])
    change = torch.zeros_like(identity, requires_grad=True)
    steps = torch.optim.AdamW([change], lr=RATE, weight_decay=PULL)
    for _ in range(STEPS):
        chosen = choose.integers(len(asked), size=QUESTIONS)
        right = [choose.choice(targets[n]) for n in chosen]
        others = choose.integers(len(keys), size=OTHERS)
        compared = torch.tensor(np.concatenate([right, others]))
        matrix = identity + change
        near = normalize(queries[chosen] @ matrix, dim=1) @ normalize(every[compared] @ matrix, dim=1).T / TEMPERATURE
        same = torch.tensor(leads_to[chosen])[:, None] == of[compared][None, :]
        same.fill_diagonal_(fill_value=False)  # the key it is to lie near; further keys of its passage do not count against it
        loss = cross_entropy(near.masked_fill(same, -1e4), torch.arange(QUESTIONS))
        steps.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        steps.step()
    return np.asarray((identity + change).detach().numpy(), dtype=np.float32)
