"""`python -m eval.fit`: fit the ranker's weights and its likelihood curve, and write assistant/answer/ranking.toml.

Each wording that a passage lists is asked with that wording left out of the index: the passage must still be
found by the others. Half of the passages fit the weights, the other half check them. The likelihood curve
separates questions whose passage came first from questions of the declined classes asked without the limits.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from tqdm import tqdm

from assistant.answer.chain import Assistant
from assistant.answer.retrieve import features, in_force
from assistant.answer.understand import understand
from assistant.library.index import Generation
from assistant.protocols import Hit
from assistant.reference import Reference
from assistant.reference.codes import denials
from assistant.schema import Passage, Question
from assistant.settings import Settings

_TARGET = Path(__file__).resolve().parent.parent / "assistant" / "answer" / "ranking.toml"
_RIDGE = 0.002
FIXED = {"verbatim": 3.0, "denial": 3.0}  # a denial code named outweighs the service it was given for; a wording listed word for word; held-out wordings cannot show its worth


@dataclass(frozen=True, slots=True)
class Trial:
    """One held-out question: features of its candidates and which of them is right (None: none is)."""

    passage: str
    kinds: tuple[str, ...]
    rows: NDArray[np.float64]
    right: int | None


def main() -> None:
    """Fit, check, print and (with --write) replace ranking.toml."""
    parser = argparse.ArgumentParser("eval.fit", description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace assistant/answer/ranking.toml")
    parser.add_argument("--sample", type=int, default=2500, help="how many held-out wordings to ask")
    options = parser.parse_args()
    assistant = Assistant.open(Settings.from_env())
    generation = assistant.index
    assert isinstance(generation, Generation)
    names, trials = _trials(generation, assistant.reference, options.sample)
    half = {p.id for n, p in enumerate(generation.passages) if n % 2}
    fitted = _fit([t for t in trials if t.passage in half])
    for name, part in (("fitted on", [t for t in trials if t.passage in half]), ("checked on", [t for t in trials if t.passage not in half])):
        print(name, _quality(part, fitted))
    weights = _fit(trials)
    slope, middle = _curve(trials, weights)
    for name, weight in zip(names, weights, strict=True):
        print(f"{name:14}{weight:8.2f}")
    if options.write:
        _write(names, weights, slope, middle)


def _trials(generation: Generation, reference: Reference, sample: int) -> tuple[list[str], list[Trial]]:
    asked = list(_wordings(generation))
    random.Random(7).shuffle(asked)
    names: list[str] = []
    trials = []
    for passage, key, wording in tqdm(asked[:sample], unit=" wordings"):
        question = _read(wording, passage, reference)
        hits = list(_candidates(generation, question, passage, key, wording))
        rows = [features(question, hit, generation.rarity) for hit in hits]
        if not rows:
            continue
        names = list(rows[0])
        places = [n for n, hit in enumerate(hits) if hit.passage.id == passage.id]
        matrix = np.array([[row[name] for name in names] for row in rows])
        trials.append(Trial(passage.id, tuple(h.passage.kind for h in hits), matrix, places[0] if places else None))
    return names, trials


def _wordings(generation: Generation) -> Iterator[tuple[Passage, int, str]]:
    """(passage, key number, wording) of every asked wording; a passage's asks are its last keys."""
    for number, passage in enumerate(generation.passages):
        keys = generation.keys_of(number)
        if len(passage.asks) > 1:
            yield from zip([passage] * len(passage.asks), keys[-len(passage.asks) :], passage.asks, strict=True)


def _read(wording: str, passage: Passage, reference: Reference) -> Question:
    today = date.today()
    day = passage.in_force_to or today
    day = max(min(day, today), passage.in_force_from or date.min) if day != date.min else today
    return replace(understand(wording, today=day - timedelta(0), reference=reference), as_of=day)


def _candidates(generation: Generation, question: Question, passage: Passage, key: int, wording: str) -> Iterator[Hit]:
    """The passages found without the wording asked; its own passage does not list it either."""
    hits = {h.passage.id: h for h in generation.search(question.search or wording, without=frozenset({key}))}
    about = generation.about((*question.codes, *question.modifiers, *denials(question.text)))[:40]
    for found in (*generation.limits(question.text.lower()), *about):
        if found.id not in hits and (found.kind == "limit" or found.id != passage.id):
            hits[found.id] = generation.hit(question.search or wording, found)
    for hit in hits.values():
        if in_force(hit.passage, question):
            own = hit.passage.id == passage.id
            yield replace(hit, passage=replace(hit.passage, asks=tuple(a for a in passage.asks if a != wording))) if own else hit


def _fit(trials: Sequence[Trial]) -> NDArray[np.float64]:
    """Weights that make the right passage the likeliest of each question's candidates (softmax, ridge)."""
    found = [t for t in trials if t.right is not None]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = _RIDGE * len(found) * float(weights @ weights), 2 * _RIDGE * len(found) * weights
        for trial in found:
            sums = trial.rows @ weights
            sums -= sums.max()
            shares = np.exp(sums) / np.exp(sums).sum()
            total -= float(np.log(shares[trial.right] + 1e-12))
            slope += shares @ trial.rows - trial.rows[trial.right]
        return total, slope

    start = np.ones(found[0].rows.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)


def _quality(trials: Sequence[Trial], weights: NDArray[np.float64]) -> dict[str, float]:
    """hit@1, hit@5 of the fusion, and of the vectors and the words alone."""
    figures = {}
    single = np.eye(trials[0].rows.shape[1])
    for name, used in (("fusion", weights), ("vectors", single[0]), ("words", single[1])):
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
    lines += [f"{name} = {FIXED.get(name, weight):.4f}" for name, weight in zip(names, weights, strict=True)]
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
