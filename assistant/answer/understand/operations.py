"""Changes to a day told before: "scratch the gait", "5 more on the manual", "the PTA did the second one", "other way round".

What a turn does is learned (heads.py); on which services, with which minutes and by whom is read from its words. A
change that was not understood leaves the day as it is and is asked for, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer.understand import people
from assistant.answer.understand.day import DAY, Treatment
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.heard import Heard, Row, hear, of_code
from assistant.answer.understand.turns import Turn
from assistant.schema import Service

SURE = 0.55  # from this likelihood on a turn is taken for such a change
OTHERWISE = 0.25  # all changes together must be surer by so much to say that it is one, but not which
KEEP, UNCLEAR, NEW_DAY = "keep", "unclear", "new"  # changes nothing; wants a change but does not say which; tells another day
CHANGES = ("add", "remove", "set", "more", "less", "swap", "move", "who", "split")
_ONLY = re.compile(
    r"\bonly\b(?! instead)|\bkeep\b|\bnothing but\b|\ball but\b|\b(?:everything|all|anything) (?:but|except|other than|besides)\b|\b(?:dump|drop|lose|remove|cut|delete) (?:all )?(?:the )?(?:others?|rest|everything else)\b|\bby itself\b|\bon its own\b|\bstrip\b.*\bto\b|\bjust (?:the|\d{5}|bill)\b"
)
_EXCEPT = re.compile(r"\b(?:except|but|besides|other than|apart from)\b")
_HALF = re.compile(r"\b(?:half(?:way)?|50[/ -]?50|fifty[- ]fifty|evenly|equally|down the middle)\b")
_EACH = re.compile(r"\b(?:each|apiece)\b")
_ALL_BUT = re.compile(r"\ball (?:but|except) (?=\d|\w+ min)")
_REST = re.compile(
    r"\b(?:rest|others?|remainder|everything else|other (?:one|two|three|half))\b(?! stays?\b| the same\b| same\b| is fine\b| is right\b)"
)
_NOT_HELPED = re.compile(
    r"\b(?:not(?! \d)|never|forget|(?:only|just) watched|was off|out (?:sick|today)|take (?:the )?(?:pta|ota|cota|assistant)s? off|without|no (?:pta|ota|cota|assistant))\b|n't\b|\b(?:wasnt|didnt|isnt)\b"
)
_TWO = re.compile(r"\b(?:plus|both|nor|neither|and (?:the|9\d{4}))\b")
_IT = re.compile(r"\b(?:it|that|them|this|those|him|her)\b")
_ALL = re.compile(r"\b(?:all|everything|whole|entire|both|every)\b")
_INSTEAD = re.compile(r"\b(?:i?n?stead of|rather than|in place of|for the|gets?|from)\b|\bgive\b(?!.*\bto\b)")
_INTO = re.compile(r"\b(?:to|into|under|as|instead|with|in|together|combined?|really)\b")  # one service becomes a part of another
_THERAPIST = re.compile(r"\b(?:i|me|myself|pt|ot|therapist|dpt)\b")
_NOBODY = re.compile(
    r"\b(?:techs?|aides?|volunteers?|alone|by (?:him|her)self|on (?:his|her|their) own|nobody|no one|unsupervised|students?)\b"
)


def of(old: Treatment, turn: Turn, heads: Heads | None) -> str:
    """What a turn does to the day told before: one of CHANGES, UNCLEAR, NEW_DAY; empty where it does nothing to it, or there is none."""
    row = tuple(one for one in old.services if one.minutes is not None)
    if heads is None or not row or (turn.payer and not turn.treatment.row):
        return ""  # who pays is no change of its lines
    shares = heads.change(turn.text)
    name = max(shares, key=lambda one: shares[one])
    share = shares[name]
    if name in CHANGES and share < SURE <= sum(shares[one] for one in CHANGES) - OTHERWISE:
        return UNCLEAR  # a change, but which is not told by its words
    if name in ("add", "more") and any(token.kind == "idle" for token in turn.treatment.tokens):
        return UNCLEAR  # time that is no treatment is added to none
    if name == NEW_DAY:
        return name if share >= SURE and any(one.minutes is not None for one in turn.treatment.services) else ""
    return name if name != KEEP and share >= SURE else ""


def kind(text: str, heads: Heads) -> tuple[str, float]:
    """What a turn most likely does to a day, and how likely."""
    shares = heads.change(text)
    name = max(shares, key=lambda one: shares[one])
    return name, shares[name]


def apply(old: Treatment, turn: Turn, heads: Heads) -> Treatment | None:
    """The day after the change that a turn asks for (`turn.change`); None where it was not understood."""
    if turn.change not in CHANGES:
        return None
    row = tuple(s for s in old.services if s.minutes is not None)
    heard = hear(row, turn, heads, old.changed, turn.change)
    named = any(what == "code" for _, what, _ in turn.treatment.row)
    made = _share(row, heard) if old.by_share and turn.change == "set" and not named else None
    made = made or _DO[turn.change](row, heard)
    if made is None or made == row:
        return None
    untimed = tuple(s for s in old.services if s.minutes is None)
    changed, gone = [one.code for one in made if one not in row], {one.code for one in row}
    return replace(
        old, services=(*made, *untimed), codes=tuple(dict.fromkeys([*(one.code for one in made), *(code for code in old.codes if code not in gone)])),
        total=None, loose=(), changed=changed[0] if len(changed) == 1 else old.changed,
        by_share=[one.minutes for one in made] == [one.minutes for one in row],
    )  # fmt: skip


def _share(row: Row, heard: Heard) -> Row | None:
    """Another number for the share changed just before ("what if the PTA had done 6 of it", "or 3?")."""
    if len(heard.meant) != 1 or len(heard.values) != 1 or heard.values[0] > (row[heard.meant[0]].minutes or 0):
        return None
    return tuple(replace(one, assistant=heard.values[0]) if n == heard.meant[0] else one for n, one in enumerate(row))


def _with(one: Service, minutes: int) -> Service:
    """A service with other minutes: what an assistant gave whole stays the assistant's."""
    minutes = min(max(minutes, 0), DAY)
    share = minutes if one.assistant and one.assistant == one.minutes else min(one.assistant, minutes)
    return replace(one, minutes=minutes, assistant=share)


def _changed(row: Row, changes: dict[int, Service]) -> Row:
    return tuple(one for n, old in enumerate(row) if (one := changes.get(n, old)).minutes)


def _add(row: Row, heard: Heard) -> Row | None:
    """Services that come on top; of one that is there already, so many minutes."""
    told = list(heard.told)
    helped = any(role == people.ASSISTANT for _, role in heard.roles)
    if len({code for _, code in heard.codes}) == 1 and not heard.services and 0 < len(heard.values) <= 1 + helped:
        told = [Service(heard.codes[0][1], heard.values[0], heard.values[-1] if helped else 0)]
    elif not told and heard.codes and len(heard.values) == len(heard.codes):
        told = [Service(code, value) for (_, code), value in zip(heard.codes, heard.values, strict=True)]
    if not told:
        return _set(row, heard) if heard.services else None
    made = list(row)
    for one in told:
        known = of_code(row, one.code)
        if not known:
            made.append(one)
        else:
            made[known[0]] = (
                replace(one, said=one.said or row[known[0]].said)
                if one.assistant
                else _with(row[known[0]], (row[known[0]].minutes or 0) + (one.minutes or 0))
            )
    return tuple(made)


def _remove(row: Row, heard: Heard) -> Row | None:
    """Services that go; "only the gait", "all but the first": those that stay."""
    keep = _ONLY.search(heard.text)
    if not heard.services or (not keep and len(heard.meant) == 1 and _TWO.search(heard.text)):
        return None
    return tuple(one for n, one in enumerate(row) if (n in heard.meant) == bool(keep))


def _set(row: Row, heard: Heard) -> Row | None:
    """Services whose minutes are told anew. Of two numbers for one service the one it does not have is new."""
    meant, values = heard.meant, list(heard.values)
    if len(meant) > 1 and len(values) == len(meant):
        return _changed(row, {n: _with(row[n], value) for n, value in zip(meant, values, strict=True)})
    if not meant and len(heard.codes) == len(values) == 1:
        return _add(row, heard)
    if len(meant) != 1:
        return None
    new = [value for value in values if value != row[meant[0]].minutes]
    return _changed(row, {meant[0]: _with(row[meant[0]], new[0])}) if new else None


def _by(sign: int) -> Callable[[Row, Heard], Row | None]:
    def change(row: Row, heard: Heard) -> Row | None:
        """Minutes more or fewer of one service; more of one the day has not is that one, added."""
        if sign > 0 and heard.codes and not heard.meant:
            return _add(row, heard)
        if len(heard.meant) != 1 or not heard.values:
            return None
        one = row[heard.meant[0]]
        by = ([value for value in heard.values if value != one.minutes] or list(heard.values))[0]
        helped = sign > 0 and any(role == people.ASSISTANT for _, role in heard.roles)
        made = _with(one, (one.minutes or 0) + sign * by)
        return _changed(row, {heard.meant[0]: replace(made, assistant=one.assistant + by) if helped else made})

    return change


def _swap(row: Row, heard: Heard) -> Row | None:
    """Minutes of two services exchanged; or what therapist and assistant gave."""
    if any(one.assistant for one in row) and (heard.roles or not heard.services or len(row) == 1):
        chosen = heard.meant or tuple(range(len(row)))
        return tuple(
            replace(one, assistant=(one.minutes or 0) - one.assistant) if n in chosen else one
            for n, one in enumerate(row)
        )
    pair = heard.meant if len(heard.meant) == 2 else tuple(range(len(row))) if len(row) == 2 else ()
    if len(pair) != 2:
        return None
    one, two = pair
    return _changed(row, {one: _with(row[one], row[two].minutes or 0), two: _with(row[two], row[one].minutes or 0)})


def _move(row: Row, heard: Heard) -> Row | None:
    """A service under another code, or some of its minutes to another."""
    named = sorted(
        [(place, "day", n) for place, n in heard.services] + [(place, "new", code) for place, code in heard.codes],
        key=lambda one: one[0],
    )
    named = [one for k, one in enumerate(named) if one[1:] not in [other[1:] for other in named[:k]]]
    if len(named) != 2 or all(where == "new" for _, where, _ in named):
        return None
    (first, one_is, one), (second, _, two) = named
    if one_is == "new" or (_INSTEAD.search(heard.text, first, second) and two != one and named[1][1] == "day"):
        one, two = two, one
    source = row[int(one)]
    if isinstance(two, int) and not heard.values and not _INTO.search(heard.text):
        return None
    part = [value for value in heard.values if value < (source.minutes or 0)]
    moved = part[0] if part else source.minutes or 0
    left = (
        _changed(row, {int(one): _with(source, (source.minutes or 0) - moved)})
        if part
        else tuple(s for n, s in enumerate(row) if n != int(one))
    )
    code = row[int(two)].code if isinstance(two, int) else str(two)
    if not part and not any(s.code == code for s in row):
        return tuple(replace(s, code=code, said="") if n == int(one) else s for n, s in enumerate(row))
    if not any(s.code == code for s in left):
        return (*left, Service(code, moved, moved if source.assistant == source.minutes else 0))
    return tuple(_with(s, (s.minutes or 0) + moved) if s.code == code else s for s in left)


def _who(row: Row, heard: Heard) -> Row | None:
    """Who gave a service: all of it, half of it, or so many of its minutes; and who gave the rest."""
    roles = _NOBODY.search(heard.text)
    helpers = [(place, role) for place, role in heard.roles if role == people.ASSISTANT]
    helped = bool(helpers) and not _NOT_HELPED.search(heard.text)
    if not roles and not helpers and not _THERAPIST.search(heard.text):
        return None
    mine, others = _whose(row, heard)
    changes = {
        n: _given(
            row[n],
            heard,
            "nobody" if roles and not helped else "helper" if helped else "therapist",
            alone=len(mine) == 1,
        )
        for n in mine
    }
    if others and helpers:
        first = min(place for place, _ in helpers)
        named = min((place for place, _ in heard.services), default=0)
        by_helper = first < named and not _REST.search(heard.text[named:first] if named < first else "")
        rest_by_helper = bool(_EXCEPT.search(heard.text)) == by_helper
        changes = {n: replace(row[n], assistant=0 if rest_by_helper else row[n].minutes or 0) for n in mine}
        changes |= {n: replace(row[n], assistant=(row[n].minutes or 0) if rest_by_helper else 0) for n in others}
    return _changed(row, changes) if changes else None


def _given(one: Service, heard: Heard, by: str, *, alone: bool) -> Service:
    """A service as somebody gave it: whole, half, all but so many, or so many minutes of it."""
    whole = one.minutes or 0
    place = next((place for place, role in heard.roles if role == people.ASSISTANT), 0)
    told = [(at, value) for at, value in heard.minutes if value < whole] or [
        (at, value) for at, value in heard.minutes if value == whole
    ]
    fitting = sorted((abs(at - place) - (at > place) * 2, value) for at, value in told)
    part = whole
    if _HALF.search(heard.text):
        part = whole // 2
    elif fitting and alone:
        part = whole - fitting[0][1] if _ALL_BUT.search(heard.text) else fitting[0][1]
    if by == "nobody":
        return _with(one, whole - part)
    return replace(one, assistant=part if by == "helper" else whole - part)


def _whose(row: Row, heard: Heard) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(services that the one named gave, or all where none is named; those that another gave, where that is said)."""
    rest = tuple(n for n in range(len(row)) if n not in heard.meant)
    if (
        heard.meant
        and not _ALL_BUT.search(heard.text)
        and (_REST.search(heard.text) or (_EXCEPT.search(heard.text) and _ALL.search(heard.text)))
    ):
        return heard.meant, rest
    if heard.meant:
        return heard.meant, ()
    return (tuple(range(len(row))) if len(row) == 1 or _ALL.search(heard.text) or _IT.search(heard.text) else ()), ()


def _split(row: Row, heard: Heard) -> Row | None:
    """The minutes of the day shared anew: by the numbers told in order, so many and the rest, or evenly."""
    total = sum(one.minutes or 0 for one in row)
    values = [value for value in heard.values if value != total]
    if len(values) == len(row) > 1:
        order = heard.meant if len(heard.meant) == len(row) else tuple(range(len(row)))
        return _changed(row, {n: _with(row[n], value) for n, value in zip(order, values, strict=True)})
    named: list[tuple[int, int | str]] = sorted([*heard.services, *heard.codes], key=lambda one: one[0])
    sides = list(dict.fromkeys(one for _, one in named))
    if len(row) == 1 and heard.codes:
        sides = [0, heard.codes[0][1]] if 0 not in sides else sides[:2]
        first = values[0] if values else total // 2
        held, code = (first, sides[1]) if sides[0] == 0 else (total - first, sides[0])
        return (_with(row[0], held), Service(str(code), total - held)) if 0 < held < total else None
    if len(row) == len(sides) == 2 and len(values) == 1:
        one, two = int(sides[0]), int(sides[1])
        return _changed(row, {one: _with(row[one], values[0]), two: _with(row[two], total - values[0])})
    if len(row) > 1 and (not values or (len(values) == 1 and _EACH.search(heard.text))):
        each = values[0] if values else total // len(row)
        return _changed(row, {n: _with(one, each) for n, one in enumerate(row)})
    return None


_DO: dict[str, Callable[[Row, Heard], Row | None]] = {
    "add": _add, "remove": _remove, "set": _set, "more": _by(1), "less": _by(-1), "swap": _swap, "move": _move, "who": _who, "split": _split,
}  # fmt: skip
