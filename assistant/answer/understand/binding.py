"""Which minutes belong to which code: the cheapest way to pair the quantities and codes of a text.

People write "23 min of 97110", "97110: 23", "18/13/10/8 minutes of A/B/C/D", "A and B, 8 each". All
are read by one dynamic programme over neighbours: every way to take the next one, two or few items has
a price made of what stands between them, leaving something over has a price, the cheapest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.minutes import Quantity

_TOKEN = re.compile(r"[a-z']+|\d+|[^\sa-z\d\x02\x03]|\n")
_FREE = frozenset(
    "a an the of for on to at was is were are be did do does done gave given got gets get had has perform "
    "performed provide provided spent also about approximately roughly only just in as my our i we he she "
    "they it took lasted lasts by from minutes min mins minute code cpt codes treatment today first second third "
    "latter former respectively time direct one each both units unit did doing received receives treated billed "
    "more further worth x @ * # \" ' attended individual manually skilled modifier modifiers mod therapist pt ot per so him her "
    "them".split()
)
_SUBMITTED = re.compile(r"\s*(?:x ?\d{1,2}(?![\w.]|:\d)|\d{1,2} ?units?\b)")  # units submitted, "97110 x2", beside which minutes are read
_JOIN = frozenset(["and", "plus", "+", "&", "then", "or"])
_PRICES = {",": 2.0, ";": 4.0, "\n": 3.0, "/": 1.0, "|": 0.6, "-": 0.2, ")": 0.3, "(": 0.6, ":": 1.2, "=": 1.2}
_PRICES_BACK = {**_PRICES, ":": 0.0, "=": 0.0, "(": 0.0, "-": 0.0, ")": 0.8, "\n": 2.0}
_FAR = 9.0
_NEVER = 1e9

BEFORE = 0.01  # of minutes right behind one code and in front of another: as a rule they are the first one's
SKIP_SURE, SKIP_BARE, SKIP_CODE, SKIP_WEAK, SKIP_UNITS = 4.2, 2.0, 1.5, 0.0, 0.5
TIGHT_BARE, TIGHT_WEAK, TIGHT_EACH, TIGHT_UNITS = 1.6, 1.2, 2.6, 1.1
UNSHARED = 1.1  # more than to share the minutes among the services named
WIDEST = 8


@dataclass(frozen=True, slots=True)
class Item:
    """A code or a quantity in the order of the text. who: the role that gave the minutes, if said."""

    start: int
    end: int
    code: CodeMark | None = None
    quantity: Quantity | None = None
    who: str = ""
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two neighbours: the price of binding forward (minutes → code) and back.

    listed: a list goes on (comma, slash, and …); joined: with "and", "plus" or the like;
    words: how many of no meaning here.
    """

    forward: float
    back: float
    listed: bool
    joined: bool = False
    words: int = 0
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Quantities bound to codes. shape: pair, zip, sum, each, or shared (one total for several codes)."""

    shape: str
    codes: tuple[Item, ...]
    quantities: tuple[Item, ...]


def gap(text: str) -> Gap:
    """Price what stands between two items (lower-case, claimed places masked)."""
    forward = back = 0.0
    join = joined = False
    other = 0
    tokens = [m[0] for m in _TOKEN.finditer(_SUBMITTED.sub(" ", text[:160]))] + (["far"] * 12 if len(text) > 160 else [])
    for n, token in enumerate(tokens):
        if token in _FREE:
            forward += 0.1
            back += 1.0 if token == "of" and n == 0 else 0.1
        elif token in _JOIN:
            join, joined, forward, back = True, True, forward + 2.0, back + 2.0
        elif text == ",":  # a table written with commas
            join, forward, back = True, forward + 1.2, back + 1.2
        elif token in _PRICES:
            join = join or token in ",/&\n|"
            forward, back = forward + _PRICES[token], back + _PRICES_BACK[token]
        elif token in ".?!":
            other, forward, back = other + 1, forward + 3.5, back + 3.5
        elif token == "with":
            join, forward, back = True, forward + 1.0, back + 0.5
        else:
            other, forward, back = other + 1, forward + 0.6, back + 0.6
    return Gap(min(forward, _FAR), min(back, _FAR), (join or not tokens) and not other, joined, other, not text.strip())


def bind(items: Sequence[Item], text: str) -> list[Match]:
    """The cheapest matches, in order of the text. Items: codes and quantities of one unit, sorted."""
    gaps = [gap(text[a.end : b.start]) for a, b in zip(items, items[1:], strict=False)]
    count = len(items)
    costs = [0.0] * (count + 1)
    choice: list[tuple[Match | None, int]] = [(None, count)] * (count + 1)
    for n in range(count - 1, -1, -1):
        costs[n], choice[n] = _skip(items[n], text) + costs[n + 1], (None, n + 1)
        for price, size, match in _ways(items, gaps, n):
            whole = _price(price, match) + costs[n + size]
            if whole < costs[n] - 1e-9:
                costs[n], choice[n] = whole, (match, n + size)
    found: list[Match] = []
    n = 0
    while n < count:
        taken, n = choice[n]
        if taken is not None:
            found.append(taken)
    return found


def _skip(item: Item, text: str) -> float:
    """The price of leaving an item over; a code that carries units is told already."""
    if item.code is not None:
        return SKIP_WEAK if item.code.weak else SKIP_UNITS if _SUBMITTED.match(text, item.end) else SKIP_CODE
    quantity = item.quantity
    if quantity is None or quantity.total or quantity.extra:
        return 0.0
    if quantity.unit == "unit":
        return SKIP_UNITS
    if quantity.stray:
        return 1.0
    return SKIP_SURE if quantity.sure else SKIP_BARE


def _ways(items: Sequence[Item], gaps: Sequence[Gap], n: int) -> Iterator[tuple[float, int, Match]]:
    """(price, items taken, match) of every way to bind that begins at item n."""
    first = _run(items, gaps, n)
    middle = n + first
    if middle < len(items) and (items[n].code is None) != (items[middle].code is None):
        bond = _bond(items, gaps, middle - 1)
        second = _run(items, gaps, middle)
        yield from _uneven(items, gaps, n, first, second)
        yield from _split_between_two(items, gaps, n)
        if first == 1:
            yield bond + (BEFORE if items[n].quantity and n and (left := items[n - 1].code) and not left.weak and gaps[n - 1].blank else 0.0) + (UNSHARED if _shares(items, n, middle, second) else 0.0), 2, _match("pair", items[n : n + 1], items[middle : middle + 1])
        if 2 <= first <= min(second, WIDEST):
            group = items[n:middle], items[middle : middle + first]
            if all(_may(item, bond) and _zips(item) for part in group for item in part):
                yield bond + 0.1 * first, 2 * first, _match("zip", *group)


def _shares(items: Sequence[Item], n: int, middle: int, many: int) -> bool:
    """Do minutes stand before several services that have none of their own ("40 minutes of exercise and balance")?"""
    codes = {item.code.code for item in items[middle : middle + many] if item.code}
    own = middle + many < len(items) and items[middle + many].quantity is not None
    return items[n].quantity is not None and len(codes) > 1 and not own


def _uneven(
    items: Sequence[Item], gaps: Sequence[Gap], n: int, first: int, second: int
) -> Iterator[tuple[float, int, Match]]:
    """One item against several of the other kind: sums, "each", and one total for several codes."""
    middle = n + first
    bond = _bond(items, gaps, middle - 1)
    for size in range(2, min(second, WIDEST) + 1) if first == 1 else ():
        one, many = items[n], items[middle : middle + size]
        yield from _one_to_many(one, many, bond, gaps[middle : middle + size - 1])
    if 2 <= first <= WIDEST:
        yield from _one_to_many(items[middle], items[n:middle], bond, gaps[n : middle - 1])


def _split_between_two(items: Sequence[Item], gaps: Sequence[Gap], n: int) -> Iterator[tuple[float, int, Match]]:
    """Minutes on both sides of a code that two people gave ("PTA 23 minutes of 97110, the PT 13")."""
    three = items[n : n + 3]
    if len(three) < 3 or three[1].code is None or not (three[0].who and three[2].who) or three[0].who == three[2].who:
        return
    if three[2].quantity and gaps[n + 1].back < 3 and not (three[2].quantity.total or three[2].quantity.stray):
        yield _bond(items, gaps, n) + 0.4, 3, _match("sum", three[1:2], (three[0], three[2]))


def _one_to_many(
    one: Item, many: Sequence[Item], bond: float, between: Sequence[Gap]
) -> Iterator[tuple[float, int, Match]]:
    size = len(many) + 1
    if one.code is not None:
        whos = [item.who for item in many]
        told_apart = len(set(whos)) == len(whos) or (all(whos[1:]) and len(set(whos[1:])) == len(whos) - 1)
        price = 0.3 if told_apart else 1.2
        loose = any(item.quantity and (item.quantity.total or item.quantity.stray) for item in many)
        summed = told_apart or between[-1].joined
        if all(_may(item, bond) for item in many) and not loose and summed and max(g.back for g in between) < 3:
            yield bond + price, size, _match("sum", [one], many)
    elif one.quantity is not None and (
        all(_may(item, bond) for item in many) or (one.quantity.each and bond <= TIGHT_EACH)
    ):
        timed = sum(item.timed for item in many)
        if one.quantity.each:
            kept = [item for item in many if item.timed] if timed > 1 else many
            yield bond + 0.1, size, _match("each", [one], kept)
        elif timed == len(many):
            yield bond + 1.0, size, _match("shared", [one], many)


def _run(items: Sequence[Item], gaps: Sequence[Gap], n: int) -> int:
    """How many items of one kind stand in a list from item n on."""
    size, codes = 1, items[n].code is not None
    while n + size < len(items) and (items[n + size].code is not None) == codes and size <= WIDEST:
        if not gaps[n + size - 1].listed and not _same_breath(items, gaps, n + size - 1):
            break
        size += 1
    return size


def _same_breath(items: Sequence[Item], gaps: Sequence[Gap], n: int) -> bool:
    """Two quantities side by side that two people gave ("PTA 23 PT 13", "36 min (23 PTA)")."""
    left, right = items[n], items[n + 1]
    return left.code is None and right.code is None and left.who != right.who and gaps[n].forward < 3


def _bond(items: Sequence[Item], gaps: Sequence[Gap], n: int) -> float:
    """The price of binding item n to its right neighbour of the other kind."""
    left, right = items[n], items[n + 1]
    price = gaps[n].back if left.code is not None else gaps[n].forward
    quantity = left.quantity or right.quantity
    if quantity is None or not (quantity.each or (_may(left, price) and _may(right, price))):
        return _NEVER
    if not quantity.sure and quantity.unit == "min" and (gaps[n].words or quantity.noun):
        return _NEVER  # "97112 hospital 6", "97110 12 denials": the number of something else
    if quantity.total or quantity.extra:
        price += 4.5
    if quantity.stray:
        price += 4.0 if left.code is not None else 2.0
    return price


def _may(item: Item, bond: float) -> bool:
    """May an item be bound at this distance? Bare numbers and ordinary words only when close."""
    if item.code is not None:
        return bond <= (TIGHT_WEAK if item.code.weak else _FAR)
    quantity = item.quantity
    if quantity is None or quantity.unit == "unit":
        return bond <= TIGHT_UNITS
    return bond <= (_FAR if quantity.sure else TIGHT_BARE)


def _zips(item: Item) -> bool:
    return item.quantity is None or not (item.quantity.each or item.quantity.total or item.quantity.extra)


def _price(price: float, match: Match) -> float:
    """Ordinary words that stand in a list with minutes mean their code: taking them in is cheaper."""
    weak = sum(1 for item in match.codes if item.code is not None and item.code.weak)
    untimed = match.shape == "zip" and not all(item.timed for item in match.codes)
    told_apart = match.shape == "zip" and len({item.who for item in match.quantities}) > 1
    return price - 0.6 * weak + 1.0 * untimed + 2.0 * told_apart


def _match(shape: str, left: Sequence[Item], right: Sequence[Item]) -> Match:
    codes, quantities = (left, right) if left[0].code is not None else (right, left)
    return Match(shape, tuple(codes), tuple(quantities))
