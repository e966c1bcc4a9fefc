"""Fits what each number of a day told in words belongs to (assistant/answer/understand/telling.py).

From eval/read/days.jsonl ({"q": what is told, "day": the day it tells, "made": put together by a program}), the days told
before the turns of eval/read/changes.jsonl, and the first turns of the conversations that tell one. Days of several
patients and days that cannot be known are left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from assistant.answer.understand import around, candidates, telling, turns
from assistant.answer.understand.candidates import HELPERS_PART, HOWS, OWN_PART, Choice, Seen
from assistant.answer.understand.heads import Heads
from assistant.reference import Reference
from eval.train import asked, changes, judge
from eval.train import heads as reader
from eval.train.asked import Taught
from eval.train.judge import Trial

WORDS = 42  # kept of those beside numbers
LEFT_OUT = frozenset({"medicare", "today", "units", "how", "many", "what", "do"})  # say nothing of the minutes behind them
TRIES = 60_000  # ways to read one text that are tried
NETS = 3  # networks whose mean decides
WEIGHT = 3  # how much more a text counts that a person put
UNUSED, PART, WORDED = (
    1.5,
    0.2,
    12,
)  # prices of a number left over and of a part of a whole; characters a service named beside it in words only is off
Picked = tuple[str, str] | None  # a code and how its minutes are meant; None: the number is no minutes of a service


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the day it tells. put: by a person, without a program."""

    text: str
    day: str
    put: bool = False


def told() -> list[Told]:
    """Every text that tells one patient's day, once."""
    every = [
        *(Told(row["q"], row["day"], not row.get("made")) for row in reader.rows("days")),
        *(Told(row["said"], row["day"]) for row in reader.rows("changes") if row.get("said")),
        *_talked(),
    ]
    return list({one.text: one for one in reversed(every) if "?" not in one.day and ":" not in one.day}.values())


def _talked() -> Iterator[Told]:
    for file in sorted(asked.FOLDER.glob("*talk*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            first = json.loads(line)["turns"][0]
            if first.get("day"):
                yield Told(first["q"], first["day"], put=True)


def day(text: str) -> telling.Day:
    """A day as the files write it, each service once; those whose minutes are not told are left out."""
    found: dict[str, tuple[int, int]] = {}
    for one in changes.day(text):
        whole, helped = found.get(one.code, (0, 0))
        found[one.code] = whole + (one.minutes or 0), helped + one.assistant
    return tuple(sorted((code, whole, helped) for code, (whole, helped) in found.items()))


@dataclass(slots=True)
class _Search:
    """The cheapest way to make a day of a text's numbers."""

    values: Sequence[int]
    target: dict[str, tuple[int, int]]
    every: Sequence[Sequence[tuple[float, Picked]]]
    left: int = TRIES
    best: float = np.inf
    found: list[Picked] | None = None
    chosen: list[Picked] = field(default_factory=list)

    def go(self, cost: float, sums: dict[str, list[int]]) -> None:
        """Try every choice of the next number."""
        self.left -= 1
        if self.left < 0 or cost >= self.best:
            return
        n = len(self.chosen)
        if n == len(self.values):
            made = telling.made_of(sums)
            if made is not None and {code: (whole, share) for code, whole, share in made} == self.target:
                self.best, self.found = cost, list(self.chosen)
            return
        for price, one in self.every[n]:
            held = sums
            if one is not None:
                row = list(sums.get(one[0], [0, 0, 0, 0]))
                row[HOWS.index(one[1])] += self.values[n]
                whole, share = self.target[one[0]]
                if row[0] + row[1] > whole or row[1] + row[2] > share:
                    continue
                held = {**sums, one[0]: row}
            self.chosen.append(one)
            self.go(cost + price, held)
            self.chosen.pop()


def aligned(seen: Seen, options: Sequence[Sequence[Choice]], target: telling.Day) -> list[Picked] | None:
    """Of each number the choice that together make the day, the nearest where several do; None where none does."""
    wanted = {code: (whole, share) for code, whole, share in target}
    every = [
        sorted(
            [(UNUSED, None), *((_price(one, seen, n), (one.code, one.how)) for one in choices if one.code in wanted)],
            key=lambda each: each[0],
        )
        for n, choices in enumerate(options)
    ]
    search = _Search([one.value for one in seen.numbers], wanted, every)
    search.go(0.0, {})
    return search.found


def _price(one: Choice, seen: Seen, n: int) -> float:
    off = candidates.off(one.mark, seen.numbers[n]) if one.mark else WORDED
    return min(off / 30, 2.0) + PART * (one.how in (HELPERS_PART, OWN_PART))


def train(vector: Any, reference: Reference, today: date) -> dict[str, Any]:
    """Fit on nine tenths, write the weights, and say how many days of the tenth kept apart are read rightly: by rules alone and as they are read now."""
    known = Heads.over(vector)
    saws = [(one, seen) for one in told() if (seen := look(one.text, known, reference, today)) is not None]
    learned = [(one, seen) for one, seen in saws if not reader.checks(one.text)]
    counted = Counter(
        word
        for _, seen in learned
        for n in seen.numbers
        for word in around.beside(around.signs(seen), n.start, n.end, around.WINDOW)
    )
    words = {word: n for n, word in enumerate(sorted(word for word, _ in counted.most_common(WORDS)))}
    found = [
        trial for pair in learned for trial in trials(*pair, known, words) for _ in range(WEIGHT if pair[0].put else 1)
    ]
    names = around.names_of(list(words), found[0].rows.shape[1] - around.PLACES * len(words))
    judge.together([judge.fit(names, found, hidden=24, epochs=20, decay=0.1, dropped=0.15, seed=seed) for seed in range(NETS)]).write(telling.FILE)
    telling.weights.cache_clear()
    telling.vocabulary.cache_clear()
    return {"texts": len(saws), **figures([pair for pair in saws if reader.checks(pair[0].text)], known)}


def look(text: str, known: Heads, reference: Reference, today: date) -> Seen | None:
    """What the rules see in a text; None where no number may be minutes, or too many."""
    known.made.clear()
    turns.read(text, today, reference, known)
    seen = known.made.get(telling.SEEN)
    return seen if seen and 0 < len(seen.numbers) <= telling.MOST else None


def trials(one: Told, seen: Seen, known: Heads, words: dict[str, int]) -> Iterator[Trial]:
    """A trial a number of a text."""
    options = [candidates.choices(seen, number, named(seen, known)) for number in seen.numbers]
    right = aligned(seen, options, day(one.day))
    for number, choices, good in zip(seen.numbers, options, right or (), strict=right is not None):
        if choices:
            called = tuple((each.code, each.how) for each in choices)
            yield Trial(
                Taught(one.text, ("day",)),
                around.features(seen, number, choices, words),
                called,
                np.array([each == good for each in called]),
            )


def named(seen: Seen, known: Heads) -> candidates.Named:
    """What tells the likelihood of each code of the words at a place."""
    return lambda low, high: known.service(seen.page.text[low:high])


def figures(saws: Sequence[tuple[Told, Seen]], known: Heads) -> dict[str, Any]:
    """Of texts kept apart, by who put them: how many days the rules read rightly, how many are now, how many of these surely."""
    counts: Counter[str] = Counter()
    for one, seen in saws:
        target, ruled = (
            day(one.day),
            tuple(sorted((s.code, s.minutes or 0, s.assistant) for s in seen.made if s.minutes)),
        )
        read = telling.read(seen, named(seen, known))
        group = "put by people" if one.put else "others"
        counts[f"{group}: texts"] += 1
        counts[f"{group}: right by rules"] += ruled == target
        counts[f"{group}: right"] += read.day == target
        counts[f"{group}: sure"] += read.sure
        counts[f"{group}: sure and right"] += read.sure and read.day == target
    return dict(sorted(counts.items()))
