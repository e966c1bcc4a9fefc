"""The report of an evaluation: per kind and in all, with 95 % intervals, and every failing question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from eval.load import KINDS
from eval.score import Scored

GATE = {"all": 0.95, "kind": 0.90, "abstain": 0.95, "units": 1.0}


def summary(scored: Sequence[Scored]) -> dict[str, Any]:
    """Counts and shares per kind and in all."""
    kinds = [k for k in KINDS if any(s.asked.kind == k for s in scored)]
    kinds += sorted({s.asked.kind for s in scored} - set(kinds))
    return {
        "all": _figures(scored),
        "kinds": {kind: _figures([s for s in scored if s.asked.kind == kind]) for kind in kinds},
        "retrieval": _retrieval(scored),
        "unanswerable_declined": _share(
            [s.answer["outcome"] == "declined" for s in scored if s.asked.expect.outcome == "declined"]
        ),
        "answerable_declined": _share(
            [s.verdict == "declined" for s in scored if s.asked.expect.outcome == "answered"]
        ),
        "invented_citations": sum(len(s.answer["objections"]) for s in scored),
    }


def _figures(scored: Sequence[Scored]) -> dict[str, Any]:
    times = sorted(s.answer["elapsed_ms"] for s in scored)
    right = sum(s.cited_right[0] for s in scored)
    cited = sum(s.cited_right[1] for s in scored)
    return {
        "questions": len(scored),
        "correct": _share([s.verdict == "correct" for s in scored]),
        "wrong": _share([s.verdict == "wrong" for s in scored]),
        "declined": _share([s.verdict == "declined" for s in scored]),
        "citation_precision": round(right / cited, 3) if cited else None,
        "citation_recall": _share([s.cited_any for s in scored if s.cited_any is not None]),
        "p50_ms": round(_quantile(times, 0.5), 1),
        "p95_ms": round(_quantile(times, 0.95), 1),
    }


def _share(results: Sequence[bool | None]) -> dict[str, float] | None:
    """A share with its 95 % Wilson interval; None when there is nothing to count."""
    n = len(results)
    if not n:
        return None
    p = sum(map(bool, results)) / n
    z = 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return {"share": round(p, 4), "low": round(max(middle - half, 0.0), 4), "high": round(min(middle + half, 1.0), 4)}


def _retrieval(scored: Sequence[Scored]) -> dict[str, float | None]:
    ranks = [s.rank for s in scored if s.rank is not None]
    if not ranks:
        return {"hit@1": None, "hit@5": None, "mrr": None}
    return {
        "hit@1": round(sum(r == 1 for r in ranks) / len(ranks), 4),
        "hit@5": round(sum(1 <= r <= 5 for r in ranks) / len(ranks), 4),
        "mrr": round(sum(1 / r for r in ranks if r) / len(ranks), 4),
    }


def _quantile(values: Sequence[float], share: float) -> float:
    return values[min(int(len(values) * share), len(values) - 1)] if values else 0.0


def below_gate(figures: dict[str, Any]) -> list[str]:
    """What falls short of the gate, in words."""
    short = []
    for name, row in [("all", figures["all"]), *figures["kinds"].items()]:
        least = GATE.get(name, GATE["kind"])
        if row["correct"] and row["correct"]["share"] < least:
            short.append(f"{name}: {row['correct']['share']:.1%} correct, gate {least:.0%}")
    return short


def text(figures: dict[str, Any], scored: Sequence[Scored]) -> str:
    """The report as plain text: failing questions first, the figures last."""
    lines = [_failure(s) for s in scored if s.verdict != "correct"]
    lines.append(f"{'kind':15}{'n':>5}{'correct':>9}{'95 %':>15}{'wrong':>8}{'declined':>9}{'p50 ms':>8}{'p95':>7}")
    for name, row in [*figures["kinds"].items(), ("all", figures["all"])]:
        c = row["correct"]
        lines.append(
            f"{name:15}{row['questions']:>5}{c['share']:>9.1%}{c['low']:>8.1%}-{c['high']:<6.1%}"
            f"{row['wrong']['share']:>8.1%}{row['declined']['share']:>9.1%}{row['p50_ms']:>8}{row['p95_ms']:>7}"
        )
    lines.append(f"citations of the lead: precision {figures['all']['citation_precision']}, recall {figures['all']['citation_recall']}")
    lines.append(f"retrieval: {figures['retrieval']}")
    lines.append(f"unanswerable declined: {figures['unanswerable_declined']}; answerable declined: {figures['answerable_declined']}")
    return "\n".join(lines)


def _failure(scored: Scored) -> str:
    asked = scored.asked
    answer = "\n    ".join(scored.answer["answer"].splitlines())
    return (
        f"--- {asked.id} [{asked.kind}] {scored.verdict}\nQ: {' / '.join(asked.turns)}\n"
        f"faults: {'; '.join(scored.faults)}\nA: {answer}\n"
    )
