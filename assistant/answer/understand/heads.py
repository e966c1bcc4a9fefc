"""Small learned readers: which service a few words name, and what a turn does to a day told before.

Each weighs the words themselves and the encoder's vector of them. heads.npz is made by `python -m eval.train heads`
from eval/read/*.jsonl; heads.toml beside it says from what, on which day and with which result. Both stand on the
packaged encoder and are made again when it is.

>>> words_of("Take 5 off the manual, the PTA did 97110")
('take', '0', 'off', 'the', 'manual', 'the', '@', 'did', '#')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer.understand.room import heard

Array = NDArray[np.float32]
FILE = Path(__file__).with_name("heads.npz")
NAMES = ("services", "changes")
REACH = 6  # words; how far apart two still make a pair
SCALE = 4.0  # of the vector beside the words, each of which counts 1
_CODE = re.compile(r"\b(?:\d{5}|[a-z]\d{4})\b")
_NUMBER = re.compile(r"\d+")
_ASSISTANT = re.compile(r"\b(?:ptas?|c?otas?|assistants?)\b")
_TOKEN = re.compile(r"[a-z']+|[#0@?+=/-]")


def words_of(text: str) -> tuple[str, ...]:
    """Words in lower case; a code is "#", a number "0", an assistant "@"."""
    lower = _ASSISTANT.sub("@", _NUMBER.sub("0", _CODE.sub("#", text.lower())))
    return tuple(_TOKEN.findall(lower))


def terms(text: str) -> frozenset[str]:
    """Words, pairs of neighbours, and pairs a little apart: "97110 ran 9 minutes over" is told by "ran … over"."""
    words = words_of(text)
    apart = (f"{one}~{two}" for n, one in enumerate(words) for two in words[n + 2 : n + REACH])
    return frozenset((*words, *(f"{one} {two}" for one, two in pairwise(words)), *apart))


@dataclass(frozen=True, slots=True)
class Head:
    """One reader: its classes; of each its weights over a unit vector, over each of the words known, and its bias."""

    classes: tuple[str, ...]
    weights: Array
    words: Mapping[str, int]
    of_words: Array
    bias: Array

    def shares(self, text: str, vector: Array) -> dict[str, float]:
        """How likely each class is; all together 1."""
        known = [self.words[term] for term in terms(text) if term in self.words]
        scores = SCALE * (self.weights @ vector) + self.bias + self.of_words[:, known].sum(1)
        powers = np.exp(scores - scores.max())
        return dict(zip(self.classes, (powers / powers.sum()).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Heads:
    """The readers, and what makes a unit vector of a text. made: what was worked out with them for one request (operations.py)."""

    services: Head
    changes: Head
    vector: Callable[[str], Array]
    made: dict[Any, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def over(cls, vector: Callable[[str], Array]) -> Heads:
        """The shipped readers over an encoder."""
        return cls(*_shipped(), vector)

    def service(self, words: str) -> dict[str, float]:
        """How likely words for an activity report each code, or "none"."""
        return self.services.shares(words, self.vector(words))

    def change(self, turn: str) -> dict[str, float]:
        """How likely a turn does this to a day told before: "remove", "set", "who", "keep" …"""
        said = heard(turn)
        return self.changes.shares(said, self.vector(said))


@cache
def _shipped() -> tuple[Head, Head]:
    with np.load(FILE) as kept:
        one, two = (
            Head(
                tuple(kept[f"{name}_classes"].tolist()),
                kept[f"{name}_weights"].astype(np.float32),
                {word: n for n, word in enumerate(kept[f"{name}_words"].tolist())},
                kept[f"{name}_of_words"].astype(np.float32),
                kept[f"{name}_bias"].astype(np.float32),
            )
            for name in NAMES
        )
        return one, two
