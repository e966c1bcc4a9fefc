"""What was learned from questions: changes to the packaged encoder's weights, one point and some middles for each answer.

Changes and points stand in learned.npz, made by `python -m eval.train` (learned.toml beside it says from what data, on which
day and with which result). A changed matrix is kept as whole numbers of 4 bits with a scale a row (the vectors of
questions then lie at cosine 0.9999 to those of the exact change), a vector as half floats. A point is the place in the encoder's space where the questions of one section, false claim, limit or
act lie; what has no learned point yet gets the middle of its keys. The middles (middles.npz, `python -m eval.train middles`)
are those of the questions themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

FILE = Path(__file__).with_name("learned.npz")
MIDDLES = Path(__file__).with_name("middles.npz")
_POINT = "point "


def version(file: Path = FILE) -> str:
    """Eight digits of the hash of what was learned; empty where nothing was."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8] if file.is_file() else ""


def write(changes: Mapping[str, Vectors], points: Mapping[str, Vectors], file: Path = FILE) -> None:
    """Keep changes of weights (new minus packaged, by name) and points (unit vectors, by id)."""
    kept: dict[str, NDArray[Any]] = {}
    for name, change in changes.items():
        if change.ndim == 2:
            kept[f"{name}|4"], kept[f"{name}|s"] = _packed(change)
        else:
            kept[f"{name}|f"] = change.astype(np.float16)
    names = sorted(points)
    kept[f"{_POINT}8"], kept[f"{_POINT}s"] = _small(np.stack([points[name] for name in names]))
    kept[f"{_POINT}ids"] = np.array(names)
    np.savez_compressed(file, **kept)  # type: ignore[arg-type]


def apply(model: Any) -> None:
    """Add the changes to the weights of a packaged sentence-transformers model."""
    import torch

    weights = dict(model[0].auto_model.named_parameters())
    with np.load(FILE) as kept, torch.no_grad():
        for key in kept.files:
            name, _, form = key.rpartition("|")
            if form == "4":
                weights[name] += torch.tensor(_unpacked(kept[key], kept[f"{name}|s"]))
            elif form == "f":
                weights[name] += torch.tensor(kept[key].astype(np.float32))


@cache
def points() -> Mapping[str, Vectors]:
    """Id → unit vector, for every answer that has a learned point."""
    if not FILE.is_file():
        return {}
    with np.load(FILE) as kept:
        vectors = _whole(kept[f"{_POINT}8"], kept[f"{_POINT}s"])
        names: Sequence[str] = kept[f"{_POINT}ids"].tolist()
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return dict(zip(names, vectors, strict=True))


@cache
def middles() -> Mapping[str, Vectors]:
    """Id → up to four unit vectors: the middles of the questions each answer was learned from; none where they were made with another encoder."""
    if not MIDDLES.is_file():
        return {}
    with np.load(MIDDLES) as kept:
        if str(kept["encoder"]) != version():
            return {}
        vectors, names, owners = _whole(kept["rows"], kept["scale"]), kept["ids"].tolist(), kept["owners"]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    starts = np.searchsorted(owners, np.arange(len(names) + 1))
    return {name: vectors[starts[n] : starts[n + 1]] for n, name in enumerate(names)}


def write_middles(found: Mapping[str, Vectors], file: Path = MIDDLES) -> None:
    """Keep middles (unit vectors, a row each, by id), with the encoder that they were made with."""
    names = sorted(found)
    owners = np.repeat(np.arange(len(names)), [len(found[name]) for name in names]).astype(np.int32)
    small, scale = _small(np.concatenate([found[name] for name in names]))
    np.savez_compressed(file, ids=np.array(names), owners=owners, encoder=np.array(version()), rows=small, scale=scale)


def _packed(matrix: Vectors) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """A matrix of an even number of columns as 4-bit numbers, two a byte, and a scale a row."""
    scale = (np.abs(matrix).max(axis=1, keepdims=True) / 7).astype(np.float16)
    numbers = np.clip(np.rint(matrix / np.maximum(scale.astype(np.float32), 1e-12)), -7, 7).astype(np.int8) + 8
    return (numbers[:, ::2] << 4 | numbers[:, 1::2]).astype(np.uint8), scale


def _unpacked(packed: NDArray[np.uint8], scale: NDArray[np.float16]) -> Vectors:
    numbers = np.empty((packed.shape[0], packed.shape[1] * 2), dtype=np.int16)
    numbers[:, ::2], numbers[:, 1::2] = packed >> 4, packed & 15
    return np.asarray((numbers - 8) * scale.astype(np.float32), dtype=np.float32)


def _small(matrix: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """A matrix as 8-bit numbers and a scale a row."""
    scale = (np.abs(matrix).max(axis=1, keepdims=True) / 127).astype(np.float16)
    divided = matrix / np.maximum(scale.astype(np.float32), 1e-12)
    return np.clip(np.rint(divided), -127, 127).astype(np.int8), scale


def _whole(small: NDArray[np.int8], scale: NDArray[np.float16]) -> Vectors:
    return np.asarray(small.astype(np.float32) * scale.astype(np.float32), dtype=np.float32)
