"""Fits the judge: a small network over the features of candidates, on questions the encoder has not seen.

Every question is read and everything that could answer it is proposed, as when it is answered. What is right is
to get the largest share; "none of these" is right where nothing proposed is. Then the curve of likelihoods is
measured: how often what came first was right, at each share.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.answer.judge import table
from assistant.answer.judge.features import named
from assistant.answer.judge.weights import Weights
from assistant.answer.propose import propose
from assistant.answer.talk import headings, readings, told
from assistant.answer.understand import understand
from assistant.answer.understand.anew import written_out
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.turns import Turn
from assistant.answer.understand.wording import normalise
from assistant.library.places import SHARPNESS
from assistant.protocols import Candidate, Hit, Index
from assistant.reference import Reference
from assistant.schema import Fact, Passage, Question
from eval.train.asked import NONE, Taught
from eval.train.same import beside

HIDDEN = 32
NETS = 2  # fitted from other beginnings; what they say is averaged
EPOCHS = 25
RATE = 3e-3
DECAY = 0.1
DROPPED = 0.1
OWN = 0.12  # share of questions whose right page is shown as an organisation's own document: no wordings, no learned point
UNLEARNED = 0.1  # share of questions judged as if no point were learned: words and wordings must tell as well
BINS = 12


@dataclass(frozen=True, slots=True)
class Trial:
    """One question with its candidates: their features, names, and which are right."""

    asked: Taught
    rows: NDArray[np.float32]
    names: tuple[tuple[str, ...], ...]  # a page's id; a fact's acts
    right: NDArray[np.bool_]


def trials(
    questions: Sequence[Taught], index: Index, reference: Reference, same: Mapping[str, frozenset[str]], today: date
) -> tuple[list[str], list[Trial]]:
    """(names of the features, a trial a question). same: ids that answer a question of this id as well."""
    choose = random.Random(1)
    heads = Heads.over(index.vector)
    names: list[str] = []
    found = []
    for one, read in ((asked, read) for asked in questions for read in _readings(asked, index, reference, heads, today)):
        if read.refusal:
            continue
        question, candidates = propose(read, index, reference)
        if choose.random() < OWN:
            candidates = list(_as_own(candidates, one))
        if choose.random() < UNLEARNED:
            candidates = [replace(c, hit=_unlearned(c.hit)) for c in candidates]
        rows = table(question, candidates, index)
        if not rows:
            continue
        names = names or list(rows[0])
        allowed = {*one.right, *one.also, *(other for r in one.right for other in same.get(r, ()))}
        called = tuple(_names(candidate) for candidate in candidates)
        codes = frozenset(named(question))
        right = np.array([_answers(c, allowed, one, codes) for c in candidates])
        found.append(Trial(one, np.array([list(row.values()) for row in rows], dtype=np.float32), called, right))
    return names, found


def _readings(one: Taught, index: Index, reference: Reference, heads: Heads, today: date) -> list[Question]:
    """Every way a question is read: one alone; a turn as it seems, and with all that was told."""

    def read(text: str, history: Sequence[str], *, lean: bool | None = None, leans: Sequence[bool | None] = ()) -> Question:
        return understand(text, history, today=today, reference=reference, lean=lean, leans=leans, heads=heads, known=known, about=headings(one.led, index))

    known: dict[str, Turn] = {}
    if not one.before:
        return [read(one.text, ())]
    *history, text = written_out([*one.before, one.text], reference, today)
    before, leans = told(history, index, read, heads)
    return [replace(each, led=one.led) for each in readings(text, before, leans, index.shares(normalise(text)), read)]


def _names(candidate: Candidate) -> tuple[str, ...]:
    record = candidate.record
    return record.acts if isinstance(record, Fact) else (record.id.removeprefix("own "),)


def _answers(candidate: Candidate, allowed: set[str], asked: Taught, named: frozenset[str]) -> bool:
    """Is a candidate right? Where nothing answers, every limit is; for an act, a section that says the same of the same codes."""
    if allowed & set(_names(candidate)):
        return not _silent(candidate)
    record = candidate.record
    if not isinstance(record, Passage):
        return False
    return (record.kind == "limit" and asked.right == (NONE,)) or beside(asked.right, named, record)


def _silent(candidate: Candidate) -> bool:
    """A tool that only says it cannot know answers nothing, unless a code is unknown."""
    record = candidate.record
    return isinstance(record, Fact) and record.reason is not None and record.tool not in ("lookup", "thresholds", "payment")


def _as_own(candidates: Sequence[Candidate], asked: Taught) -> Iterator[Candidate]:
    """The candidates with the right page as if it came from an organisation's own document: found by its text alone."""
    for one in candidates:
        record, hit = one.record, one.hit
        if isinstance(record, Passage) and record.id in asked.right and record.kind == "guidance":
            page = replace(record, kind="own", asks=(), id=f"own {record.id}")
            words, text = hit.words_text, hit.cosine_text
            own = Hit(page, cosine=text, words=words, cosine_text=text, cosine_mean=text, words_mean=words, words_text=words)
            yield Candidate(page, _lies(own, text, hit.share * float(np.exp(SHARPNESS * (text - hit.point)))))
        else:
            yield one


def _unlearned(hit: Hit) -> Hit:
    """The hit of a page without a learned point: the middle of its keys stands for it."""
    return _lies(hit, hit.cosine_mean, hit.share * float(np.exp(SHARPNESS * (hit.cosine_mean - 0.1 - hit.point))))


def _lies(hit: Hit, cosine: float, share: float) -> Hit:
    """The hit with point and middles at one cosine, however it was looked for; this share of the question falls to it."""
    share = min(share, 1.0)
    return replace(
        hit, point=cosine, share=share, focus=cosine, focus_share=share, after=cosine, after_share=share,
        middle=cosine, middle_focus=cosine, middle_after=cosine, middle_mean=cosine,
    )  # fmt: skip


def fit(names: Sequence[str], found: Sequence[Trial], *, hidden: int = HIDDEN, epochs: int = EPOCHS, decay: float = DECAY, dropped: float = DROPPED, seed: int = 0) -> Weights:
    """The network under which what is right gets the largest share; the curve is still a straight line. dropped: share of features left out at each step."""
    import torch

    torch.manual_seed(seed)
    every = np.concatenate([trial.rows for trial in found])
    middle, spread = every.mean(0), every.std(0) + 1e-3
    most = max(len(trial.rows) for trial in found)
    rows = torch.zeros(len(found), most, len(names))
    there, right = torch.zeros(len(found), most, dtype=torch.bool), torch.zeros(len(found), most + 1, dtype=torch.bool)
    for n, trial in enumerate(found):
        size = len(trial.rows)
        rows[n, :size] = torch.tensor((trial.rows - middle) / spread)
        there[n, :size] = True
        right[n, :size] = torch.tensor(trial.right)
        right[n, most] = not trial.right.any() or trial.asked.right == (NONE,)
    first = torch.nn.Linear(len(names), hidden)
    second = torch.nn.Linear(hidden, 1, bias=False)
    nothing = torch.nn.Parameter(torch.zeros(1))
    steps = torch.optim.AdamW([*first.parameters(), *second.parameters(), nothing], lr=RATE, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(steps, epochs)
    for _ in range(epochs):
        for batch in torch.randperm(len(found)).split(64):
            scores = second(torch.relu(first(torch.nn.functional.dropout(rows[batch], dropped)))).squeeze(-1)
            scores = torch.cat([scores.masked_fill(~there[batch], -1e4), nothing.expand(len(batch), 1)], dim=1)
            log = torch.log_softmax(scores, dim=1)
            loss = -torch.logsumexp(log.masked_fill(~right[batch], -1e4), dim=1).mean()
            steps.zero_grad()
            loss.backward()
            steps.step()
        schedule.step()
    with torch.no_grad():
        return Weights(
            tuple(names), middle, spread, first.weight.T.numpy().copy(), first.bias.numpy().copy(), second.weight[0].numpy().copy(),
            float(nothing), *(np.array([0.0, 1.0], dtype=np.float32) for _ in range(4)),
        )  # fmt: skip


def together(nets: Sequence[Weights]) -> Weights:
    """One network whose score is the mean of theirs; fitted on the same rows."""
    return replace(
        nets[0], first=np.concatenate([one.first for one in nets], axis=1), first_bias=np.concatenate([one.first_bias for one in nets]),
        second=np.concatenate([one.second for one in nets]) / len(nets), nothing=float(np.mean([one.nothing for one in nets])),
    )  # fmt: skip


def curve(weights: Weights, names: Sequence[str], found: Sequence[Trial], later: Sequence[Trial]) -> Weights:
    """The weights with the curves of likelihoods on questions and on later turns: at each share, how often the first was right.

    Measured by networks that have not seen them: each half by what was fitted on the other.
    """
    parts: tuple[list[Trial], list[Trial]] = [], []
    for trial in {id(one): one for one in (*found, *later)}.values():
        parts[_part(trial)].append(trial)
    unseen = [fit(names, other) for other in reversed(parts)]
    (said, true), (said_later, true_later) = (_curve([(trial, unseen[_part(trial)].shares(trial.rows)) for trial in one]) for one in (found, later))
    return replace(weights, said=said, true=true, said_later=said_later, true_later=true_later)


def _part(trial: Trial) -> int:
    """0 or 1: the half that a question belongs to, however it is read."""
    return crc32(trial.asked.text.encode()) % 2


def _curve(judged: Sequence[tuple[Trial, NDArray[np.float32]]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    from sklearn.isotonic import IsotonicRegression

    tops = [(float(shares.max()), float(trial.right[shares.argmax()])) for trial, shares in judged]
    said, true = np.array([t[0] for t in tops]), np.array([t[1] for t in tops])
    line = IsotonicRegression(y_min=0.0, y_max=0.99, out_of_bounds="clip").fit(said, true)
    at = np.unique(np.quantile(said, np.linspace(0, 1, BINS)))
    smooth = np.array([line.predict(said[np.abs(said - x) <= 0.04]).mean() for x in at])
    shares = np.concatenate([[0.0], at, [1.0]]), np.concatenate([[0.0], np.maximum.accumulate(smooth), [max(float(smooth.max()), 0.98)]])
    return shares[0].astype(np.float32), shares[1].astype(np.float32)


def _judged(weights: Weights, found: Sequence[Trial]) -> Iterator[tuple[Trial, NDArray[np.float32]]]:
    for trial in found:
        yield trial, weights.shares(trial.rows)


def figures(weights: Weights, found: Sequence[Trial]) -> dict[str, Any]:
    """What the judge gets right: shares of the questions something answers, and of those nothing does."""
    answerable = [(t, s) for t, s in _judged(weights, found) if t.asked.right != (NONE,) and not t.asked.right[0].startswith("limit#")]
    declined = [(t, s) for t, s in _judged(weights, found) if t.asked.right == (NONE,) or t.asked.right[0].startswith("limit#")]
    places = [_place(t, s) for t, s in answerable]
    sure = [(weights.likelihood(float(s.max()), later=bool(t.asked.before)), bool(t.right[s.argmax()])) for t, s in answerable]
    return {
        "questions": len(places),
        "first": round(float(np.mean([p == 1 for p in places])), 4),
        "first three": round(float(np.mean([1 <= p <= 3 for p in places])), 4),
        "proposed": round(float(np.mean([p > 0 for p in places])), 4),
        "sure": round(float(np.mean([p >= 0.75 for p, _ in sure])), 4),
        "sure and right": round(float(np.mean([ok for p, ok in sure if p >= 0.75] or [0])), 4),
        "calibration error": round(_calibration(sure), 4),
        "must decline": len(declined),
        "declined": round(float(np.mean([_declines(weights, t, s) for t, s in declined] or [0])), 4),
        "answerable declined": round(float(np.mean([_declines(weights, t, s) for t, s in answerable] or [0])), 4),
        "fact leads unasked": round(float(np.mean([_fact_leads(t, s) for t, s in answerable if not any("#" not in r for r in t.asked.right)] or [0])), 4),
    }


def _place(trial: Trial, shares: NDArray[np.float32]) -> int:
    if not trial.right.any():
        return 0
    return int((shares > shares[trial.right].max()).sum()) + 1


def _declines(weights: Weights, trial: Trial, shares: NDArray[np.float32]) -> bool:
    return trial.names[int(shares.argmax())][0].startswith("limit#") or weights.likelihood(float(shares.max())) < 0.12


def _fact_leads(trial: Trial, shares: NDArray[np.float32]) -> bool:
    top = int(shares.argmax())
    return "#" not in trial.names[top][0] and not trial.right[top]


def _calibration(pairs: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins."""
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = [(p, ok) for p, ok in pairs if low <= p < low + 0.1 or (low > 0.85 and p >= 1)]
        if inside:
            error += len(inside) / len(pairs) * abs(np.mean([p for p, _ in inside]) - np.mean([ok for _, ok in inside]))
    return float(error)


def failing(weights: Weights, found: Sequence[Trial]) -> list[str]:
    """What came first, and what is right, of every question whose first is not right."""
    lines = []
    for trial, shares in _judged(weights, found):
        order = np.argsort(-shares)[:3]
        if not trial.right[order[0]] and trial.asked.right != (NONE,):
            tops = ", ".join(f"{trial.names[n][0]} {shares[n]:.2f}" for n in order)
            lines.append(f"- {trial.asked.text[:240]}\n    right: {', '.join(trial.asked.right)}\n    first: {tops}")
    return lines
