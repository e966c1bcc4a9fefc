"""Fits what tells the further things asked (assistant/answer/judge/parts.py), on questions that ask one thing and several.

What comes first must be right; then each further thing asked in turn; then nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from assistant.answer.gather import looked, nearness
from assistant.answer.judge import Judged, parts
from assistant.answer.judge.parts import Choice
from assistant.answer.understand import understand
from assistant.answer.understand.askings import segments
from assistant.answer.understand.heads import Heads
from assistant.protocols import Index
from assistant.reference import Reference
from assistant.schema import Fact
from eval.train import judge
from eval.train.asked import NONE, Taught
from eval.train.judge import Trial

NETS = 3
WEIGHT = 3  # how much more a question counts that asks several things


def trials(questions: Sequence[Taught], index: Index, reference: Reference, same: Mapping[str, frozenset[str]], today: date) -> list[list[Trial]]:
    """For each question that has more than one segment and an answer, a trial a step."""
    heads, near = Heads.over(index.vector), nearness(index)
    found = []
    for one in questions:
        read = understand(one.text, (), today=today, reference=reference, heads=heads)
        cut = () if read.refusal or read.told or NONE in one.right else segments(one.text)
        if len(cut) < 2:
            continue
        _, whole, clause = looked(read, index, reference)
        if whole:
            found.append(list(_steps(one, parts.choices(cut, whole, clause), cut, near, same)))
    return found


def _steps(one: Taught, left: list[Choice], cut: Sequence[str], near: parts.Near, same: Mapping[str, frozenset[str]]) -> Iterator[Trial]:
    wanted = [{right, *same.get(right, ())} for right in one.right]
    picked: list[Choice] = []
    while left and len(picked) < parts.MOST:
        right = np.array([any(called(each.one) & ids for ids in wanted) for each in left])
        yield Trial(one, parts.rows(left, picked, cut, near), tuple(tuple(called(each.one)) for each in left), right)
        best = max((n for n in range(len(left)) if right[n]), key=lambda n: left[n].whole_share + left[n].own_share, default=None)
        if best is None and picked:
            return
        taken = left.pop(0 if best is None else best)
        picked.append(taken)
        wanted = [ids for ids in wanted if not called(taken.one) & ids]
        also = {*one.right, *one.also, *(other for r in one.right for other in same.get(r, ()))}
        left = [each for each in left if not called(each.one) & also or any(called(each.one) & ids for ids in wanted)]


def called(one: Judged) -> set[str]:
    """The ids a record answers to: a page's own, a fact's acts."""
    record = one.candidate.record
    return set(record.acts) if isinstance(record, Fact) else {record.id}


def fit(found: Sequence[Sequence[Trial]]) -> None:
    """Fit the nets and write parts.npz."""
    rows = [trial for steps in found for trial in steps for _ in range(WEIGHT if len(steps[0].asked.right) > 1 else 1)]
    judge.together([judge.fit(parts.names(), rows, hidden=12, epochs=20, decay=0.1, dropped=0.1, seed=seed) for seed in range(NETS)]).write(parts.FILE)
    parts._weights.cache_clear()  # noqa: SLF001 - what was just written


def figures(questions: Sequence[Taught], index: Index, reference: Reference, same: Mapping[str, frozenset[str]], today: date) -> dict[str, float]:
    """Of questions that ask several things: how often the first and the second are answered; of those that ask one: lead right, and something more answered."""
    heads, near = Heads.over(index.vector), nearness(index)
    counts: Counter[str] = Counter()
    for one in questions:
        read = understand(one.text, (), today=today, reference=reference, heads=heads)
        if read.refusal or read.told or NONE in one.right:
            continue
        _, whole, clause = looked(read, index, reference)
        asked = parts.parts(segments(one.text), whole, clause, near)
        leads = [called(rows[0]) for _, rows in asked if rows]
        hit = [any({right, *same.get(right, ())} & lead for lead in leads) for right in one.right]
        good = {*one.right, *one.also, *(other for r in one.right for other in same.get(r, ()))}
        group = "several" if len(one.right) > 1 else "one"
        counts[f"{group}: questions"] += 1
        counts[f"{group}: lead right"] += bool(leads) and bool(leads[0] & good)
        counts[f"{group}: whole's lead right"] += bool(whole) and bool(called(whole[0]) & good)
        counts[f"{group}: further answered"] += len(leads) > 1
        if group == "several":
            counts["several: first"] += hit[0]
            counts["several: second"] += hit[1]
            counts["several: both"] += hit[0] and hit[1]
    return dict(sorted(counts.items()))
