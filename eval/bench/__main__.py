"""`python -m eval.bench [--json OUT] [--rounds 3] [--passages 50000] [--figure FILE.svg]`.

Everything is measured in this run, ours and the plain recipe in turn. Goals stand beside the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant import usage
from assistant.answer.chain import Assistant
from assistant.errors import BadInput
from assistant.library.index import LiveIndex
from assistant.settings import Settings
from assistant.usage import OneLineParser
from eval.bench import growth, rest
from eval.bench.figure import draw
from eval.bench.process import WARM_UP, figures, quantile, run, spread
from eval.bench.quality import compared
from eval.load import Asked, load

QUESTIONS = Path("eval/questions")
ASKED = 150  # questions a round
TEN = 10
GOALS = {
    "answer_vs_reranked": ("≤", 0.30),
    "answer_vs_plain_retrieval": ("≤", 0.35),
    "answer_vs_floor": ("≤", 1.5),
    "cold_start_vs_plain": ("≤", 0.15),
    "memory_vs_plain": ("≤", 0.45),
    "throughput_vs_plain": ("≥", 4.0),
    "throughput_two_processes_vs_reranked": ("≥", 5.0),
    "answer_50k_vs_1x": ("≤", 1.6),
}


def main() -> int:
    """Measure, print the ratios, write what was asked for."""
    parser = OneLineParser("eval.bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures here")
    parser.add_argument("--figure", type=Path, metavar="SVG", help="draw them here")
    parser.add_argument("--rounds", type=int, default=3, help="times each side is measured (3)")
    parser.add_argument("--passages", type=int, default=50_000, help="size of the large index (50000); 0: none")
    options = parser.parse_args()
    return usage.run("eval.bench", lambda: _benched(options))


def _benched(options: argparse.Namespace) -> int:
    if options.rounds < 1 or options.passages < 0:
        raise BadInput("--rounds is 1 or more, --passages 0 or more.")
    settings = Settings.from_env()
    LiveIndex(settings.index)  # told at once when there is none
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found = _measure(Path(folder), settings, options.rounds, options.passages)
    print(_table(found))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    if options.figure:
        options.figure.write_text(draw(found), encoding="utf-8")
    return 0


def _measure(folder: Path, settings: Settings, rounds: int, passages: int) -> dict[str, Any]:
    asked = load(QUESTIONS)
    chosen = _chosen(asked)
    questions = folder / "questions.json"
    questions.write_text(json.dumps([one.turns[0] for one in chosen]))
    shipped = LiveIndex(settings.index).current.passages
    (folder / "texts.json").write_text(json.dumps([p.text for p in shipped]))
    _say("building the plain recipe")
    built = figures("eval.bench.plain", str(folder), "build")
    _say(f"{rounds} rounds of both")
    sides = [_round(folder, questions) for _ in range(rounds)]
    _say("clients over REST")
    served = rest.measure([one.turns[0] for one in chosen])
    _say("an ingest from nothing")
    seconds, _ = run("ingest", ASSISTANT_INDEX=str(folder / "fresh"))
    measured: dict[str, Any] = {
        "answer_ms": _both(sides, "ours", "ms"),
        "answer_p95_ms": spread([quantile(s["ours"]["ms"], 0.95) for s in sides]),
        "answer_ms_by_kind": _by_kind(chosen, sides),
        "retrieve_ms": _both(sides, "ours", "retrieve_ms"),
        "encode_ms": _both(sides, "ours", "encode_ms"),
        "floor_ms": _both(sides, "ours", "floor_ms"),
        "memory_mb": spread([s["ours"]["memory_mb"] for s in sides]),
        "cold_s": spread([s["ours_cold"] for s in sides]),
        "plain_retrieval_ms": _both(sides, "plain", "ms"),
        "plain_reranked_ms": _both(sides, "plain", "reranked_ms"),
        "plain_encode_ms": _both(sides, "plain", "encode_ms"),
        "plain_memory_mb": spread([s["plain"]["memory_mb"] for s in sides]),
        "plain_cold_s": spread([s["plain_cold"] for s in sides]),
        "rest": served,
        "ingest_s": round(seconds, 1),
        "plain_texts_per_s": round(built["texts"] / built["seconds"], 1),
        "passages": len(shipped),
    }
    if passages:
        measured["growth"] = _growth(folder, questions, settings, [len(shipped) * TEN, passages], rounds)
    return {
        "ratios": _ratios(sides, measured),
        "goals": {name: f"{sign} {goal}" for name, (sign, goal) in GOALS.items()},
        "measured": measured,
        "quality": compared(Assistant.open(settings), asked),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
    }


def _round(folder: Path, questions: Path) -> dict[str, Any]:
    """Each side once: cold, then warm."""
    first = json.loads(questions.read_text())[0]
    return {
        "plain_cold": run("eval.bench.plain", str(folder), "cold", str(questions))[0],
        "ours_cold": run("assistant", "ask", first)[0],
        "plain": figures("eval.bench.plain", str(folder), "warm", str(questions)),
        "ours": figures("eval.bench.ours", str(questions)),
    }


def _growth(folder: Path, questions: Path, settings: Settings, sizes: Sequence[int], rounds: int) -> dict[str, Any]:
    """Answers, memory and building by number of passages, each size asked in turn."""
    shipped = LiveIndex(settings.index).current.passages
    indexes = {len(shipped): settings.index.resolve()}
    built = {}
    for size in sizes:
        _say(f"building an index of {size:,} passages")
        indexes[size] = folder / f"index-{size}"
        built[size] = growth.grow(indexes[size], shipped, size)
    told: dict[int, list[dict[str, Any]]] = {size: [] for size in indexes}
    for _ in range(rounds):
        for size, index in indexes.items():
            told[size].append(figures("eval.bench.ours", str(questions), ASSISTANT_INDEX=str(index)))
    return {
        str(size): {
            "answer_ms": spread([statistics.median(one["ms"]) for one in rows]),
            "memory_mb": spread([one["memory_mb"] for one in rows]),
            "build_s": round(built[size], 1) if size in built else None,
        }
        for size, rows in told.items()
    }


def _ratios(sides: Sequence[dict[str, Any]], measured: dict[str, Any]) -> dict[str, float]:
    """The ratios of the contract: each the median of the rounds' own ratios, so that a slow minute hits both sides."""

    def middle(of: str, against: tuple[str, str]) -> float:
        side, name = against
        return statistics.median(statistics.median(s["ours"][of]) / statistics.median(s[side][name]) for s in sides)

    plain, reranked = (statistics.mean(1000 / statistics.mean(s["plain"][name]) for s in sides) for name in ("ms", "reranked_ms"))
    ratios = {
        "answer_vs_reranked": middle("ms", ("plain", "reranked_ms")),
        "answer_vs_plain_retrieval": middle("ms", ("plain", "ms")),
        "answer_vs_floor": middle("ms", ("ours", "floor_ms")),
        "cold_start_vs_plain": statistics.median(s["ours_cold"] / s["plain_cold"] for s in sides),
        "memory_vs_plain": statistics.median(s["ours"]["memory_mb"] / s["plain"]["memory_mb"] for s in sides),
        "throughput_vs_plain": measured["rest"]["32 clients"]["per_second"] / plain,
        "throughput_two_processes_vs_reranked": measured["rest"]["32 clients, two processes"]["per_second"] / reranked,
        "throughput_two_processes_vs_plain": measured["rest"]["32 clients, two processes"]["per_second"] / plain,
    }
    if "growth" in measured:
        sizes = list(measured["growth"].values())
        ratios["answer_50k_vs_1x"] = sizes[-1]["answer_ms"]["median"] / sizes[0]["answer_ms"]["median"]
    return {name: round(value, 3) for name, value in ratios.items()}


def _chosen(asked: Sequence[Asked]) -> list[Asked]:
    """Single questions over all kinds, in turn; the same ones each time."""
    single = [one for one in asked if len(one.turns) == 1]
    return single[:: max(1, len(single) // (ASKED + WARM_UP))][: ASKED + WARM_UP]


def _both(sides: Sequence[dict[str, Any]], side: str, name: str) -> dict[str, float]:
    return spread([statistics.median(s[side][name]) for s in sides])


def _by_kind(chosen: Sequence[Asked], sides: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """p50 and p95 of whole answers by kind, over all rounds."""
    times: dict[str, list[float]] = {}
    for side in sides:
        for one, taken in zip(chosen[WARM_UP:], side["ours"]["ms"], strict=True):
            times.setdefault(one.kind, []).append(taken)
    return {k: {"p50": round(statistics.median(v), 1), "p95": round(quantile(v, 0.95), 1)} for k, v in sorted(times.items())}


def _table(found: dict[str, Any]) -> str:
    rows = [f"{'ratio':36}{'measured':>10}   goal"]
    rows += [f"{name:36}{value:10.3f}   {found['goals'].get(name, '')}" for name, value in found["ratios"].items()]
    rows += ["", json.dumps(found["measured"], indent=1), json.dumps(found["quality"])]
    return "\n".join(rows)


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
