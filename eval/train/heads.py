"""Fits the small readers of assistant/answer/understand/heads.py over the packaged encoder: logistic regressions.

eval/read/phrases.jsonl: {"p": words, "code": code or "none", "or": other codes}; eval/read/changes.jsonl: {"day",
"said", "turn", "op", "after"}. A tenth of each, told by its hash, only checks.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer.understand.heads import FILE, SCALE, Head, terms
from assistant.answer.understand.wording import normalise

FOLDER = Path(__file__).parent.parent / "read"
STRENGTH = {"services": 1.0, "changes": 5.0}  # inverse of the regularisation
LEAST = {"services": 1, "changes": 2}  # how often a word must stand to be kept
Row = tuple[str, str, tuple[str, ...]]
Vector = Callable[[str], NDArray[np.float32]]


def phrases() -> list[Row]:
    """(words, code, codes that are as good) of every phrase."""
    return [(row["p"], row["code"], tuple(row.get("or", ()))) for row in rows("phrases")]


def changes() -> list[Row]:
    """(turn, what it does to the day, nothing besides) of every turn."""
    return [(row["turn"], row["op"], ()) for row in rows("changes")]


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a file of eval/read."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def checks(text: str) -> bool:
    """Does a text only check?"""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 9


def train(vector: Vector) -> dict[str, float]:
    """Fit both, write them, and return the share of rows kept apart that are read rightly."""
    kept: dict[str, NDArray[Any]] = {}
    found: dict[str, float] = {}
    for name, taught in (("services", phrases()), ("changes", changes())):
        arrays, right = _fitted(taught, vector, STRENGTH[name], LEAST[name])
        kept |= {f"{name}_{part}": value for part, value in arrays.items()}
        found |= {f"{name}: rows": len(taught), f"{name}: right of those kept apart": right}
    np.savez_compressed(FILE, **kept)  # type: ignore[arg-type]
    return found


def head(taught: Sequence[Row], vector: Vector, name: str) -> Head:
    """A reader fitted on these rows, the tenth that checks among them."""
    arrays, _ = _fitted(taught, vector, STRENGTH[name], LEAST[name], held_out=False)
    words = {word: n for n, word in enumerate(arrays["words"].tolist())}
    return Head(tuple(arrays["classes"].tolist()), arrays["weights"].astype(np.float32), words, arrays["of_words"].astype(np.float32), arrays["bias"].astype(np.float32))


def _fitted(taught: Sequence[Row], vector: Vector, strength: float, least: int, *, held_out: bool = True) -> tuple[dict[str, NDArray[Any]], float]:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    texts = [normalise(text) for text, *_ in taught]
    counted = Counter(term for text in texts for term in terms(text))
    words = {term: n for n, term in enumerate(sorted(term for term, count in counted.items() if count >= least))}
    pairs = [(n, words[term]) for n, text in enumerate(texts) for term in terms(text) if term in words]
    held = csr_matrix((np.ones(len(pairs)), np.array(pairs).T), shape=(len(texts), len(words)))
    vectors = np.array([vector(text) for text in texts])
    given = hstack([csr_matrix(vectors * SCALE), held]).tocsr()
    apart = np.array([held_out and checks(text) for text, *_ in taught])
    labels = np.array([label for _, label, _ in taught])
    model = LogisticRegression(C=strength, max_iter=2000).fit(given[~apart], labels[~apart])
    told = model.predict(given[apart]) if held_out else []
    others = [other for (*_, other), check in zip(taught, apart, strict=True) if check]
    right = np.mean([t == label or t in other for t, label, other in zip(told, labels[apart], others, strict=True)]) if held_out else 1.0
    size = vectors.shape[1]
    arrays = {
        "classes": np.array(model.classes_),
        "words": np.array(list(words)),
        "weights": model.coef_[:, :size].astype(np.float16),
        "of_words": model.coef_[:, size:].astype(np.float16),
        "bias": model.intercept_.astype(np.float16),
    }
    return arrays, round(float(right), 4)
