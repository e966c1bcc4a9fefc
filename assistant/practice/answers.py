"""Four kinds of answer: numbers to fill in, one of several options, every option that holds, a day. Each marks itself.

>>> units = Units(("97110", "97140"), ((2, 1), (1, 2)))
>>> units.right("97110=1, 97140=2"), units.right("1 2"), units.right("2 2")
(True, True, False)
>>> Options(("GP", "GO"), 1).right("b")
True
>>> Several(("a fault", "another", "a third"), frozenset({0, 2})).right("c a")
True
>>> Day(date(2026, 12, 1)).right("12/1/2026")
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.errors import BadInput

LETTERS = "abcdefghij"
MOST_UNITS = 1_440  # a day's minutes: nothing asked for is more
_NAMED = re.compile(r"([A-Za-z][\w ]*?|\d[\w ]*?)\s*[=:×]\s*(\d{1,4})")
_US_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


@dataclass(frozen=True, slots=True)
class Units:
    """Whole numbers to fill in, one a slot. ways: every right filling, in the order of the slots."""

    slots: tuple[str, ...]
    ways: tuple[tuple[int, ...], ...]

    @property
    def how(self) -> str:
        """How to answer."""
        if len(self.slots) == 1:
            return "a whole number"
        return f"{len(self.slots)} whole numbers in this order: {', '.join(self.slots)}"

    def read(self, text: str) -> tuple[int, ...]:
        """What is meant: numbers in the order of the slots, or SLOT=NUMBER with 0 for what is left out."""
        named = _NAMED.findall(text)
        if named:
            return self._by_name([(" ".join(name.upper().split()), int(number)) for name, number in named])
        words = re.findall(r"[^\s,;]+", text)
        if len(words) != len(self.slots) or not all(re.fullmatch(r"[0-9]{1,4}", word) for word in words):
            raise BadInput(f"Give {self.how}.")
        return self._checked([int(word) for word in words])

    def _by_name(self, named: list[tuple[str, int]]) -> tuple[int, ...]:
        given = dict(named)
        strange = [name for name in given if name not in self._names()]
        if strange or len(given) != len(named):
            raise BadInput(f"{strange[0] if strange else named[0][0]}: give each of {', '.join(self.slots)} once.")
        return self._checked([given.get(name, 0) for name in self._names()])

    def _names(self) -> list[str]:
        return [slot.upper() for slot in self.slots]

    def _checked(self, numbers: list[int]) -> tuple[int, ...]:
        if max(numbers) > MOST_UNITS:
            raise BadInput(f"{max(numbers)} is more than a day holds.")
        return tuple(numbers)

    def right(self, text: str) -> bool:
        """Is it one of the right fillings? Raises BadInput for what cannot be read."""
        return self.read(text) in self.ways

    def shown(self, text: str) -> str:
        """An answer as it is printed."""
        return self._said(self.read(text))

    @property
    def key(self) -> tuple[str, ...]:
        """Every right answer as it is printed."""
        return tuple(self._said(way) for way in self.ways)

    def _said(self, numbers: tuple[int, ...]) -> str:
        if len(self.slots) == 1:
            return str(numbers[0])
        if any(slot.islower() for slot in self.slots):  # totals of minutes, not units of codes
            return ", ".join(f"{slot}: {n}" for slot, n in zip(self.slots, numbers, strict=True))
        return ", ".join(f"{slot} × {n}" for slot, n in zip(self.slots, numbers, strict=True) if n) or "no unit"


@dataclass(frozen=True, slots=True)
class Options:
    """One of several options is to be chosen. also: others that are right as well. whys: of each, why it is right or not."""

    options: tuple[str, ...]
    answer: int
    also: frozenset[int] = frozenset()
    whys: tuple[str, ...] = ()

    def turned(self, by: int) -> Options:
        """The same with so many of the first options at the end."""
        order = [(place + by) % len(self.options) for place in range(len(self.options))]
        now = {was: place for place, was in enumerate(order)}
        return Options(tuple(self.options[n] for n in order), now[self.answer], frozenset(now[n] for n in self.also), tuple(self.whys[n] for n in order) if self.whys else ())

    @property
    def how(self) -> str:
        """How to answer."""
        return f"a letter, a to {LETTERS[len(self.options) - 1]}"

    def read(self, text: str) -> int:
        """Which option: its letter, or its number from 1."""
        return _option(text, self.options, self.how)

    def right(self, text: str) -> bool:
        """Is it a right option? Raises BadInput for what cannot be read."""
        return self.read(text) in {self.answer, *self.also}

    def shown(self, text: str) -> str:
        """An answer as it is printed."""
        return self.options[self.read(text)]

    @property
    def key(self) -> tuple[str, ...]:
        """The right answers as they are printed."""
        return tuple(self.options[place] for place in sorted({self.answer, *self.also}))


@dataclass(frozen=True, slots=True)
class Several:
    """Every option that holds is to be named; none may. whys: of each, why it holds or not."""

    options: tuple[str, ...]
    answers: frozenset[int]
    whys: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        """How to answer."""
        return f"every letter that holds, such as a c, of a to {LETTERS[len(self.options) - 1]}; or none"

    def read(self, text: str) -> frozenset[int]:
        """Which options: letters or numbers with spaces or commas between; "none" for none of them."""
        words = re.findall(r"[^\s,;]+", text)
        if [word.lower() for word in words] == ["none"]:
            return frozenset()
        if not words:
            raise BadInput(f"Give {self.how}.")
        return frozenset(_option(word, self.options, self.how) for word in words)

    def right(self, text: str) -> bool:
        """Are they all, and no more? Raises BadInput for what cannot be read."""
        return self.read(text) == self.answers

    def shown(self, text: str) -> str:
        """An answer as it is printed."""
        return self._said(self.read(text))

    @property
    def key(self) -> tuple[str, ...]:
        """The right answer as it is printed."""
        return (self._said(self.answers),)

    def _said(self, places: frozenset[int]) -> str:
        return "; ".join(self.options[place] for place in sorted(places)) or "none"


def _option(text: str, options: tuple[str, ...], how: str) -> int:
    said = text.strip().lower().rstrip(".)")
    names = [*LETTERS[: len(options)], *map(str, range(1, len(options) + 1))]
    if said not in names:
        raise BadInput(f"Give {how}.")
    return names.index(said) % len(options)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day is asked for."""

    answer: date

    @property
    def how(self) -> str:
        """How to answer."""
        return "a date, such as 2026-11-23 or 11/23/2026"

    def read(self, text: str) -> date:
        """The day: year first, or month first as it is written in the United States."""
        said = text.strip()
        month_first = _US_DAY.fullmatch(said)
        try:
            if month_first:
                month, day, year = map(int, month_first.groups())
                return date(year, month, day)
            return date.fromisoformat(said)
        except ValueError:
            raise BadInput(f"Give {self.how}.") from None

    def right(self, text: str) -> bool:
        """Is it the day? Raises BadInput for what cannot be read."""
        return self.read(text) == self.answer

    def shown(self, text: str) -> str:
        """An answer as it is printed."""
        return self._said(self.read(text))

    @property
    def key(self) -> tuple[str, ...]:
        """The right answer as it is printed."""
        return (self._said(self.answer),)

    def _said(self, day: date) -> str:
        return f"{day:%m/%d/%Y}"


Answer = Units | Options | Several | Day
