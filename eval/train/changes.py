"""Fits what a turn most likely does to a day (assistant/answer/understand/weighing.py) on turns and the days after them.

From eval/read/changes.jsonl and the conversations of eval/asked that tell a day at each turn. How likely
each kind of change is, is told to the fit by readers that have not seen the turn (five parts in turn).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from assistant.answer.judge.weights import Weights
from assistant.answer.understand import operations, turns, weighing
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.wording import normalise
from assistant.reference import Reference
from assistant.schema import Service
from eval.train import asked, judge
from eval.train import heads as reader
from eval.train.asked import Taught
from eval.train.judge import Trial

FOLDS = 5
NETS = 3  # fitted from other beginnings; what they say is averaged
_KEPT = "kept"
_LINE = re.compile(r"([0-9A-Z]\d{4}|[0-9]{4}[A-Z])=(\d+)(?:\((?:PTA|OTA) (\d+)\))?")


@dataclass(frozen=True, slots=True)
class Told:
    """A turn after a day, and the day after it. changed: the code an earlier turn changed last."""

    day: str
    turn: str
    op: str
    after: str
    changed: str = ""


def day(text: str) -> tuple[Service, ...]:
    """The services of a day as the files write it."""
    return tuple(Service(code, int(minutes), int(share or 0)) for code, minutes, share in _LINE.findall(text))


def told() -> list[Told]:
    """All turns that teach what becomes of a day."""
    return [*(Told(row["day"], row["turn"], row["op"], row["after"], row.get("changed", "")) for row in reader.rows("changes")), *_talked()]


def _talked() -> Iterator[Told]:
    """Turns of the conversations to learn from that follow a day told; a turn that tells no day leaves it as it is."""
    for file in sorted(asked.FOLDER.glob("*talk*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            held = changed = ""
            for place, turn in enumerate(json.loads(line)["turns"]):
                if place == 0 and int(hashlib.sha256(turn["q"].encode()).hexdigest(), 16) % 10 == 9:
                    break  # set aside for eval.talk
                after = turn.get("day") or held
                if held:
                    yield Told(held, turn["q"], "keep" if day(after) == day(held) else "", after, changed)
                    new = [one.code for one in day(after) if one not in day(held)]
                    changed = new[0] if len(new) == 1 else changed
                held = after


def train(vector: Callable[[str], Any], reference: Reference, today: date) -> dict[str, Any]:
    """Fit on nine tenths, write the weights, and say what becomes of the tenth kept apart."""
    rows, known = told(), Heads.over(vector)
    names, found = trials(rows, likelihoods(rows, vector), known, reference, today)
    learned = [one for one in found if not reader.checks(one.asked.text)]
    fitted = judge.together([judge.fit(names, learned, hidden=24, epochs=20, decay=0.05, dropped=0.1, seed=seed) for seed in range(NETS)])
    fitted.write(weighing.FILE)
    return {"rows": len(found), **figures(fitted, [one for one in found if reader.checks(one.asked.text)])}


def figures(weights: Weights, found: Sequence[Trial]) -> dict[str, Any]:
    """Of turns that change the day, that leave it and that do not say enough: made rightly, asked for, wrong."""
    counts: Counter[str] = Counter()
    for one in found:
        op = one.asked.right[0]
        made = _made(weights, one)
        right = made == _KEPT if op == "keep" else made == "" if op == "unclear" else made in {n[1] for n, good in zip(one.names, one.right, strict=True) if good}
        kind = op if op in ("keep", "unclear") else "change"
        counts[f"{kind}: {'right' if right else 'asked' if made == '' else 'wrong'}"] += 1
    return dict(sorted(counts.items()))


def _made(weights: Weights, one: Trial) -> str:
    """The day a turn is taken to make, as operations.read decides; empty where it asks."""
    shares = weights.shares(one.rows)
    days: dict[str, float] = {}
    for (_, day_after), share in zip(one.names, shares.tolist(), strict=True):
        days[day_after] = days.get(day_after, 0.0) + share
    keep, none = days.pop(_KEPT, 0.0), float(1 - shares.sum())
    best = max(days, key=lambda name: days[name], default="")
    if keep >= max(days.get(best, 0.0), none) or keep >= operations.MADE:
        return _KEPT
    return best if days[best] >= operations.MADE else ""


def likelihoods(rows: Sequence[Told], vector: Callable[[str], Any]) -> list[dict[str, float]]:
    """Of each turn how likely every kind of change is, by a reader that has not seen it."""
    found: list[dict[str, float]] = [{} for _ in rows]
    for part in range(FOLDS):
        inside = [n for n in range(len(rows)) if n % FOLDS == part]
        head = reader.head([(one.turn, one.op, ()) for n, one in enumerate(rows) if n % FOLDS != part and one.op], vector, "changes")
        for n in inside:
            said = normalise(rows[n].turn)
            found[n] = head.shares(said, vector(said))
    return found


def trials(rows: Sequence[Told], shares: Sequence[Mapping[str, float]], known: Heads, reference: Reference, today: date) -> tuple[list[str], list[Trial]]:
    """(names of the features, a trial a turn)."""
    names: list[str] = []
    found = []
    for one, likely in zip(rows, shares, strict=True):
        row = day(one.day)
        turn = turns.read(one.turn, today, reference, known)
        if not row:
            continue
        named, every = operations.proposed(row, turn, known)
        table = weighing.features(row, named, every, likely, one.changed)
        names = names or list(table[0])
        after = sorted((s.code, s.minutes, s.assistant) for s in day(one.after))
        right = np.array([sorted((s.code, s.minutes, s.assistant) for s in edit.row) == after and one.op != "unclear" for edit in every])
        called = tuple((edit.op, _KEPT if edit.op == "keep" else str(sorted((s.code, s.minutes, s.assistant) for s in edit.row))) for edit in every)
        found.append(Trial(Taught(one.turn, (one.op,), before=(one.day,)), np.array([list(line.values()) for line in table], dtype=np.float32), called, right))
    return names, found
