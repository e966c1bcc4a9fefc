"""The default writer and a chat model side by side, question by question: correctness, citations, length, time, fallbacks."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tqdm import tqdm

from assistant.answer.chain import Assistant
from assistant.answer.render import answer_json
from assistant.settings import Settings
from eval.load import Asked
from eval.report import summary
from eval.score import Scored, score

SEED = 7  # the sample of one run is that of the next


def compare(asked: Sequence[Asked], settings: Settings, sample: int | None = None) -> dict[str, Any]:
    """Both writers over the questions (a seeded sample of them), in turn. settings.model names the model."""
    chosen = list(asked) if sample is None or sample >= len(asked) else random.Random(SEED).sample(list(asked), sample)
    plain, modelled = Assistant.open(replace(settings, model="")), Assistant.open(settings)
    scored: dict[str, list[Scored]] = {"default": [], settings.model: []}
    for one in tqdm(chosen, desc="asking", unit=" questions", disable=None):
        for name, assistant in (("default", plain), (settings.model, modelled)):
            scored[name].append(_run(assistant, one))
    rows = {name: _figures(done) for name, done in scored.items()}
    worse = [
        {"id": a.asked.id, "question": a.asked.turns[-1], "default": a.verdict, "model": b.verdict, "faults": list(b.faults), "answer": b.answer["answer"]}
        for a, b in zip(scored["default"], scored[settings.model], strict=True)
        if a.verdict == "correct" and b.verdict != "correct"
    ]
    counts = modelled.model.counts if modelled.model else None
    used = {name: {" ".join(key): n for key, n in counts.of(name).items()} for name in ("calls", "tokens", "looks", "claims", "fallbacks")} if counts else {}
    return {"writers": rows, "worse_with_the_model": worse, "model": used}


def _run(assistant: Assistant, asked: Asked) -> Scored:
    turn = len(asked.turns) - 1
    return score(asked, [answer_json(assistant.ask(asked.turns[turn], asked.turns[:turn], payer=asked.payer, as_of=asked.as_of, setting=asked.setting))])


def _figures(scored: Sequence[Scored]) -> dict[str, Any]:
    words = [len(s.answer["answer"].split()) for s in scored]
    return {**summary(scored)["all"], "words": round(sum(words) / max(len(words), 1)), "writers": dict(Counter(s.answer["writer"] for s in scored))}


def text(found: dict[str, Any]) -> str:
    """The comparison as a table, with what became worse."""
    lines = [f"{'writer':<28}{'n':>5}{'correct':>10}{'declined':>10}{'citation':>10}{'words':>7}{'p50 ms':>9}{'p95 ms':>9}  written by"]
    for name, row in found["writers"].items():
        correct, declined = (row[key]["share"] if row[key] else 0.0 for key in ("correct", "declined"))
        cited = "–" if row["citation_precision"] is None else f"{row['citation_precision']:.3f}"
        by = ", ".join(f"{writer} {n}" for writer, n in row["writers"].items())
        lines.append(f"{name[:27]:<28}{row['questions']:>5}{correct:>10.1%}{declined:>10.1%}{cited:>10}{row['words']:>7}{row['p50_ms']:>9.1f}{row['p95_ms']:>9.1f}  {by}")
    lines += [f"{name}: {', '.join(f'{key} {n}' for key, n in sorted(counted.items())) or 'none'}" for name, counted in found["model"].items()]
    lines += [f"worse with the model: {row['id']} ({'; '.join(row['faults'])})" for row in found["worse_with_the_model"]]
    return "\n".join(lines)
