"""Does the fast encoder lose quality? The whole evaluation with it and with the original, side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

from assistant.answer.chain import Assistant
from assistant.library.encoder import Trainer, Vectors, model_folder
from assistant.library.index import Generation
from eval.__main__ import run
from eval.load import Asked
from eval.report import summary


def compared(assistant: Assistant, asked: Sequence[Asked]) -> dict[str, Any]:
    """Share of right answers and hit@5, as served and with the questions encoded by sentence-transformers."""
    served = _figures(assistant, asked)
    original = Trainer(model_folder())
    known: dict[str, Vectors] = {}

    def vector(_: Generation, text: str) -> Vectors:
        key = hashlib.sha256(text.encode()).hexdigest()
        if key not in known:
            known[key] = original.encode([text])[0]
        return known[key]

    with patch.object(Generation, "vector", vector):
        exact = _figures(assistant, asked)
    return {**served, "original_encoder": exact}


def _figures(assistant: Assistant, asked: Sequence[Asked]) -> dict[str, Any]:
    figures = summary([run(assistant, one) for one in asked])
    return {
        "eval_correct": figures["all"]["correct"]["share"],
        "hit_at_1": figures["retrieval"]["hit@1"],
        "hit_at_5": figures["retrieval"]["hit@5"],
    }
