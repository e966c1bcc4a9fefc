"""Every change to a day that a turn may mean: what it names, put together in each way that makes a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from assistant.answer.understand.day import DAY
from assistant.answer.understand.mentions import Mentions, Row
from assistant.schema import Service

MOST = 200  # changes weighed for one turn
VALUES, CODES = 4, 3  # numbers and codes of a turn that are tried
HELPER, THERAPIST, NOBODY = "helper", "therapist", "nobody"


@dataclass(frozen=True, slots=True)
class Edit:
    """The day after a change.

    lines: the services it touches; values and codes: those of the turn it uses (their numbers); giver: who is said to
    have given it; scope: "only", "rest", "all" where it reaches beyond the services named.
    """

    op: str
    row: Row
    lines: tuple[int, ...] = ()
    values: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()
    giver: str = ""
    scope: str = ""


def proposals(row: Row, named: Mentions) -> list[Edit]:
    """The changes that a turn may mean, the day as it is among them; none twice by the same way."""
    values = [value for _, value in named.minutes[:VALUES]]
    codes = list(dict.fromkeys(str(one.what) for one in sorted(named.codes, key=lambda one: -one.sure)))[:CODES]
    every: dict[tuple[object, ...], Edit] = {("keep",): Edit("keep", row)}
    sources = (_of_lines(row, values), _of_pairs(row, values), _of_all(row, values), _of_codes(row, values, codes))
    nobody = any(role == NOBODY for _, role in named.roles)
    for one in (one for source in sources for one in source if nobody or one.giver != NOBODY):
        made = tuple(s for s in one.row if s.minutes)
        if made and made != row and all(0 < (s.minutes or 0) <= DAY for s in made):
            every.setdefault((one.op, made, one.values, one.giver, one.scope), replace(one, row=made))
            if len(every) == MOST:
                break
    return list(every.values())


def told(row: Row, services: Sequence[Service]) -> list[Edit]:
    """The day as the turn tells it itself: in place of the one before, and put over it."""
    own = tuple(one for one in services if one.minutes)
    over = {one.code: one for one in own}
    joined = (*(over.get(one.code, one) for one in row), *(one for one in own if all(one.code != held.code for held in row)))
    rows = (("new", own, ""), ("set", joined, "told"))
    return [Edit(op, made, scope=scope) for op, made, scope in rows if made and made != row]


def _minutes(one: Service, minutes: int, giver: str = "") -> Service:
    """A service with other minutes: what an assistant gave whole stays the assistant's, unless another giver is said."""
    minutes = min(max(minutes, 0), DAY)
    if giver:
        return replace(one, minutes=minutes, assistant=minutes if giver == HELPER else 0)
    return replace(one, minutes=minutes, assistant=minutes if one.assistant and one.assistant == one.minutes else min(one.assistant, minutes))


def _more(one: Service, by: int, giver: str = "") -> Service:
    made = _minutes(one, (one.minutes or 0) + by)
    if not giver:
        return made
    return replace(made, assistant=min(one.assistant + (by if giver == HELPER else 0), made.minutes or 0))


def _put(row: Row, *changes: tuple[int, Service]) -> Row:
    new = list(row)
    for n, one in changes:
        new[n] = one
    return tuple(new)


def _shared(one: Service, share: int) -> Service:
    return replace(one, assistant=min(max(share, 0), one.minutes or 0))


def _of_lines(row: Row, values: Sequence[int]) -> Iterator[Edit]:
    """One service: set, more, less, gone, alone, given by somebody."""
    for n, one in enumerate(row):
        whole = one.minutes or 0
        for k, value in enumerate(values):
            for giver in ("", HELPER, THERAPIST):
                yield Edit("set", _put(row, (n, _minutes(one, value, giver))), (n,), (k,), giver=giver)
                yield Edit("more", _put(row, (n, _more(one, value, giver))), (n,), (k,), giver=giver)
            yield Edit("less", _put(row, (n, _minutes(one, whole - value))), (n,), (k,))
            yield Edit("less", _put(row, (n, replace(one, minutes=whole - value, assistant=max(one.assistant - value, 0)))), (n,), (k,), giver=HELPER)
            yield Edit("less", _put(row, (n, replace(one, minutes=whole - value, assistant=min(one.assistant, max(whole - value, 0))))), (n,), (k,), giver=NOBODY)
            if value <= whole:
                yield Edit("who", _put(row, (n, _shared(one, value))), (n,), (k,), giver=HELPER)
                yield Edit("who", _put(row, (n, _shared(one, whole - value))), (n,), (k,), giver=THERAPIST)
                yield Edit("who", _put(row, (n, _shared(one, one.assistant - value))), (n,), (k,), giver=THERAPIST, scope="part")
                yield Edit("who", _put(row, (n, _shared(one, one.assistant + value))), (n,), (k,), giver=HELPER, scope="part")
            if one.assistant:  # the therapist's part is so long now
                yield Edit("set", _put(row, (n, replace(one, minutes=one.assistant + value))), (n,), (k,), giver=THERAPIST, scope="part")
                yield Edit("set", _put(row, (n, replace(one, minutes=whole - one.assistant + value, assistant=value))), (n,), (k,), giver=HELPER, scope="part")
            yield Edit("set", (_minutes(one, value),), (n,), (k,), scope="only")
        for j, k in permutations(range(len(values)), 2):  # "9 by me, 15 by her"
            yield Edit("who", _put(row, (n, replace(one, minutes=values[j] + values[k], assistant=values[k]))), (n,), (j, k), giver=HELPER, scope="both")
        yield Edit("remove", _put(row, (n, replace(one, minutes=0))), (n,))
        yield Edit("remove", _put(row, (n, replace(one, minutes=0))), (n,), giver=NOBODY)
        yield Edit("remove", (one,), (n,), scope="only")
        yield Edit("set", _put(row, (n, _minutes(one, 2 * whole))), (n,), scope="double")
        yield Edit("set", _put(row, (n, _minutes(one, whole // 2))), (n,), scope="half")
        yield Edit("who", _put(row, (n, _shared(one, whole))), (n,), giver=HELPER)
        yield Edit("who", _put(row, (n, _shared(one, 0))), (n,), giver=THERAPIST)
        yield Edit("who", _put(row, (n, _shared(one, whole // 2))), (n,), giver=HELPER, scope="half")
        yield Edit("who", tuple(_shared(s, whole if m == n else 0) for m, s in enumerate(row)), (n,), giver=HELPER, scope="rest")
        yield Edit("who", tuple(_shared(s, 0 if m == n else s.minutes or 0) for m, s in enumerate(row)), (n,), giver=THERAPIST, scope="rest")
        if one.assistant:
            yield Edit("swap", _put(row, (n, _shared(one, whole - one.assistant))), (n,), giver=HELPER)


def _of_pairs(row: Row, values: Sequence[int]) -> Iterator[Edit]:
    """Two services: changed places, both gone or both left, both set, both given by somebody, minutes moved between them."""
    for i, j in combinations(range(len(row)), 2):
        one, two = row[i], row[j]
        yield Edit("swap", _put(row, (i, _minutes(one, two.minutes or 0)), (j, _minutes(two, one.minutes or 0))), (i, j))
        if one.assistant or two.assistant:  # who gave what changes places only where two people gave something
            yield Edit("swap", _put(row, (i, _shared(one, (one.minutes or 0) - one.assistant)), (j, _shared(two, (two.minutes or 0) - two.assistant))), (i, j), giver=HELPER)
        yield Edit("remove", tuple(s for n, s in enumerate(row) if n not in (i, j)), (i, j))
        yield Edit("remove", (one, two), (i, j), scope="only")
        yield Edit("who", _put(row, (i, _shared(one, one.minutes or 0)), (j, _shared(two, two.minutes or 0))), (i, j), giver=HELPER)
        yield Edit("who", _put(row, (i, _shared(one, 0)), (j, _shared(two, 0))), (i, j), giver=THERAPIST)
        for a, b in ((i, j), (j, i)):
            giver_both = _put(row, (a, _shared(row[a], row[a].minutes or 0)), (b, _shared(row[b], 0)))
            yield Edit("who", giver_both, (a, b), giver=HELPER, scope="both")
            yield Edit("move", _put(row, (a, replace(row[a], minutes=0)), (b, _more(row[b], row[a].minutes or 0))), (a, b))
            for k, value in enumerate(values):
                if value < (row[a].minutes or 0):
                    yield Edit("move", _put(row, (a, _minutes(row[a], (row[a].minutes or 0) - value)), (b, _more(row[b], value))), (a, b), (k,))
                total = (row[a].minutes or 0) + (row[b].minutes or 0)
                if value < total:
                    yield Edit("split", _put(row, (a, _minutes(row[a], value)), (b, _minutes(row[b], total - value))), (a, b), (k,))
            for j2, k2 in combinations(range(len(values)), 2):
                yield Edit("set", _put(row, (a, _minutes(row[a], values[j2])), (b, _minutes(row[b], values[k2]))), (a, b), (j2, k2))
                yield Edit("more", _put(row, (a, _more(row[a], values[j2])), (b, _more(row[b], values[k2]))), (a, b), (j2, k2))


def _of_all(row: Row, values: Sequence[int]) -> Iterator[Edit]:
    """All services: given by somebody, made equal, set in order."""
    every = tuple(range(len(row)))
    total = sum(one.minutes or 0 for one in row)
    yield Edit("who", tuple(_shared(one, one.minutes or 0) for one in row), every, giver=HELPER, scope="all")
    yield Edit("who", tuple(_shared(one, 0) for one in row), every, giver=THERAPIST, scope="all")
    yield Edit("who", tuple(_shared(one, (one.minutes or 0) // 2) for one in row), every, giver=HELPER, scope="half")
    if any(one.assistant for one in row):
        yield Edit("swap", tuple(_shared(one, (one.minutes or 0) - one.assistant) for one in row), every, giver=HELPER, scope="all")
    yield Edit("split", tuple(_minutes(one, total // len(row)) for one in row), every, scope="half")
    yield from (Edit("set", (_minutes(one, total),), (n,), scope="only") for n, one in enumerate(row))
    for k, value in enumerate(values):
        yield Edit("set", tuple(_minutes(one, value) for one in row), every, (k,), scope="all")
        yield Edit("more", tuple(_more(one, value) for one in row), every, (k,), scope="all")
        yield Edit("less", tuple(_minutes(one, (one.minutes or 0) - value) for one in row), every, (k,), scope="all")
    if len(values) >= len(row) > 1:
        for chosen in combinations(range(len(values)), len(row)):
            each = tuple(_minutes(one, values[k]) for one, k in zip(row, chosen, strict=True))
            yield from (Edit(op, each, every, chosen, scope="all") for op in ("set", "split"))


def _of_codes(row: Row, values: Sequence[int], codes: Sequence[str]) -> Iterator[Edit]:
    """A code that the day has not: added, in place of a service or of all, or some of its minutes."""
    for c in range(len(codes)):
        yield from _added(row, values, codes, c)
        for n in range(len(row)):
            yield from _moved(row, n, values, codes, c)


def _added(row: Row, values: Sequence[int], codes: Sequence[str], c: int) -> Iterator[Edit]:
    """A code with minutes of its own, alone or with another."""
    code = codes[c]
    for k, value in enumerate(values):
        for giver in ("", HELPER, THERAPIST):
            yield Edit("add", (*row, Service(code, value, value if giver == HELPER else 0)), (), (k,), (c,), giver)
        yield Edit("move", (Service(code, value),), (), (k,), (c,), scope="only")
        for j, share in enumerate(values):
            if share < value:
                yield Edit("add", (*row, Service(code, value, share)), (), (k, j), (c,), HELPER, scope="part")
    for d, other in enumerate(codes[c + 1 :], c + 1):
        for j, k in permutations(range(len(values)), 2):
            yield Edit("add", (*row, Service(code, values[j]), Service(other, values[k])), (), (j, k), (c, d))


def _moved(row: Row, n: int, values: Sequence[int], codes: Sequence[str], c: int) -> Iterator[Edit]:
    """A service that is another code, whole or for some of its minutes."""
    one, code = row[n], codes[c]
    whole = one.minutes or 0
    yield Edit("move", _put(row, (n, replace(one, code=code, said=""))), (n,), (), (c,))
    yield Edit("split", (*_put(row, (n, _minutes(one, whole - whole // 2))), Service(code, whole // 2)), (n,), (), (c,), scope="half")
    for k, value in enumerate(values):
        yield Edit("move", _put(row, (n, _minutes(replace(one, code=code, said=""), value))), (n,), (k,), (c,), scope="set")
        yield Edit("move", _put(row, (n, Service(code, value))), (n,), (k,), (c,), THERAPIST, scope="set")
        if value >= whole:
            continue
        share = value if one.assistant == whole else 0
        yield Edit("move", (*_put(row, (n, _minutes(one, whole - value))), Service(code, value, share)), (n,), (k,), (c,))
        yield Edit("split", (*_put(row, (n, _minutes(one, value))), Service(code, whole - value)), (n,), (k,), (c,))
        for d, other in enumerate(codes):
            if d != c:
                yield Edit("split", (*_put(row, (n, replace(one, minutes=0))), Service(code, value), Service(other, whole - value)), (n,), (k,), (c, d))
