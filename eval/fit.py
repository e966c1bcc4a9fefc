"""`python -m eval.fit`: fit what ranks and what declines: the projection, the ranker's weights, the likelihood curve.

Each passage's held-out wording (eval/heldout.py) is asked under a projection that has not seen it. Half of the
passages fit the weights, the other half check them. The likelihood curve separates questions whose passage came
first from questions of the declined classes asked without the limits. `--write` trains the projection on all
wordings and replaces assistant/library/projection.npy and assistant/answer/ranking.toml; then run ingest.py.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.library.encoder import Vectors, model_folder
from assistant.library.index import LiveIndex
from assistant.reference import Reference
from assistant.settings import Settings
from eval.heldout import Trial, Trials

_ASSISTANT = Path(__file__).resolve().parent.parent / "assistant"
_RANKING = _ASSISTANT / "answer" / "ranking.toml"
_PROJECTION = _ASSISTANT / "library" / "projection.npy"
_RIDGE = 0.0005
# Agreement never counts against a passage: the writers gave each passage wordings unlike each other, so that a held-out
# one is at times more like another passage's; nobody who asks does that.
_AGREE = (
    "cosine", "words", "cosine_text", "cosine_mean", "words_mean", "coverage", "title",
    "codes_about", "codes_all", "codes_text", "form", "payer", "year", "cue",
)
# What held-out wordings cannot show: that a wording is listed nearly word for word, that a denial code outweighs the
# service it was given for, that "No: ..." reads badly as the answer to "how ...?", what own documents are worth.
FIXED = {"verbatim": 3.0, "denial": 3.0, "verdict_unasked": -1.0, "own": 5.0}


def main() -> None:
    """Fit, check, print and (with --write) replace the projection and ranking.toml."""
    parser = argparse.ArgumentParser("eval.fit", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="replace projection.npy and ranking.toml")
    parser.add_argument("--folds", type=int, default=2, help="how often a wording of every passage is held out")
    options = parser.parse_args()
    settings = Settings.from_env()
    generation = LiveIndex(settings.index).current
    asking = Trials(generation.folder, settings.index, model_folder(settings.encoder), Reference.load(settings.knowledge))
    names, trials = _folds(asking, options.folds)
    half = {p.id for n, p in enumerate(generation.passages) if n % 2}
    fitted = _fit(names, [t for t in trials if t.passage in half])
    for name, part in (("fitted on", [t for t in trials if t.passage in half]), ("checked on", [t for t in trials if t.passage not in half])):
        print(name, _quality(names, part, fitted))
    weights = _fit(names, trials)
    slope, middle = _curve(trials, weights)
    for name, weight in zip(names, weights, strict=True):
        print(f"{name:14}{weight:8.2f}")
    if options.write:
        np.save(_PROJECTION, asking.projection().astype(np.float16))
        _write(names, weights, slope, middle)


def _folds(asking: Trials, folds: int) -> tuple[list[str], list[Trial]]:
    """Held-out wordings under projections that have not seen them; the first fold also without a projection."""
    names: list[str] = []
    trials: list[Trial] = []
    for seed in range(folds):
        held = asking.held_out(seed)
        if not seed:
            names, plain = asking.ask(held, None)
            print("without projection", _quality(names, plain, _fit(names, plain)))
        matrix: Vectors = asking.projection(held)
        trials += asking.ask(held, matrix)[1]
    return names, trials


def _fit(names: Sequence[str], trials: Sequence[Trial]) -> NDArray[np.float64]:
    """Weights that make the right passage the likeliest of each question's candidates (softmax, ridge)."""
    found = [t for t in trials if t.right is not None]
    free = np.array([name not in FIXED for name in names])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = _RIDGE * len(found) * float(weights @ weights), 2 * _RIDGE * len(found) * weights
        for trial in found:
            sums = trial.rows @ weights
            sums -= sums.max()
            shares = np.exp(sums) / np.exp(sums).sum()
            total -= float(np.log(shares[trial.right] + 1e-12))
            slope += shares @ trial.rows - trial.rows[trial.right]
        return total, slope * free

    start = np.array([FIXED.get(name, 1.0) for name in names])
    bounds = [(0.0 if name in _AGREE else None, None) for name in names]
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 200}).x)


def _quality(names: Sequence[str], trials: Sequence[Trial], weights: NDArray[np.float64]) -> dict[str, float]:
    """hit@1, hit@5 of the fusion, and of the vectors and the words alone."""
    figures = {}
    single = np.eye(len(names))
    for name, used in (("fusion", weights), ("vectors", single[names.index("cosine")]), ("words", single[names.index("words")])):
        places = [_place(t, used) for t in trials]
        figures[f"{name} hit@1"] = round(float(np.mean([p == 1 for p in places])), 3)
        figures[f"{name} hit@5"] = round(float(np.mean([1 <= p <= 5 for p in places])), 3)
    for name, limits in (("limits declined", True), ("answerable declined", False)):
        tops = [t.kinds[int((t.rows @ weights).argmax())] for t in trials if t.passage.startswith("limit#") == limits]
        figures[name] = round(float(np.mean([kind == "limit" for kind in tops])), 3)
    return figures


def _place(trial: Trial, weights: NDArray[np.float64]) -> int:
    if trial.right is None:
        return 0
    sums = trial.rows @ weights
    return int((sums > sums[trial.right]).sum()) + 1


def _curve(trials: Sequence[Trial], weights: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and middle of the likelihood: answered questions against declined ones asked without the limits."""
    sums, labels = [], []
    for trial in trials:
        open_ = [n for n, kind in enumerate(trial.kinds) if kind != "limit"]
        if trial.passage.startswith("limit#"):
            if open_:
                sums.append(float((trial.rows[open_] @ weights).max()))
                labels.append(0.0)
        elif _place(trial, weights) == 1:
            sums.append(float((trial.rows @ weights).max()))
            labels.append(1.0)
    x, y = np.array(sums), np.array(labels)
    balance = np.where(y == 1, 0.5 / max(y.sum(), 1), 0.5 / max((1 - y).sum(), 1))

    def loss(parameters: NDArray[np.float64]) -> float:
        z = parameters[0] * (x - parameters[1])
        return float((balance * np.logaddexp(0, np.where(y == 1, -z, z))).sum())

    fitted = minimize(loss, np.array([1.0, float(x.mean())]), method="Nelder-Mead").x
    for cut in (0.2, 0.3, 0.4, 0.5, 0.6):
        likely = 1 / (1 + np.exp(-fitted[0] * (x - fitted[1])))
        print(f"cut {cut}: answerable kept {np.mean(likely[y == 1] >= cut):.3f}, unanswerable declined {np.mean(likely[y == 0] < cut):.3f}")
    return float(fitted[0]), float(fitted[1])


def _write(names: Sequence[str], weights: NDArray[np.float64], slope: float, middle: float) -> None:
    lines = ["# Weights of the ranker (assistant/answer/retrieve.py), fitted by `python -m eval.fit --write`.", ""]
    lines += ["[likelihood]", f"slope = {slope:.4f}", f"middle = {middle:.4f}", "", "[weights]"]
    lines += [f"{name} = {weight:.4f}" for name, weight in zip(names, weights, strict=True)]
    _RANKING.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
