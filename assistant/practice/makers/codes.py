"""What codes are: how they count, add-ons and their base, the therapy list; in a lesson of its own, codes that have ended.

Everything is read from knowledge/tables; a wrong option is a row that says something else. Codes whose therapy
flag is less than sure are not asked for it. Which code a piece of work is: makers/stories.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from random import Random

from assistant.practice.cases import Case
from assistant.practice.makers.choices import choose
from assistant.practice.makers.policy import statement
from assistant.practice.material import Maker, Material, drawn
from assistant.reference.codes import Code
from assistant.schema import Citation, Tier

OPTIONS = 4
TIMES = {"15min": "By units of 15 minutes", "untimed": "Once, for any length", "hour": "By units of one hour", "30days": "Once for every 30 days"}
COUNTS = {"15min": "a code by 15 minutes", "untimed": "an untimed code", "hour": "a code by the hour", "30days": "a code for 30 days"}
LIKE = {"15min": "97110", "untimed": "97161", "hour": "96105", "30days": "98977", "always": "97110", "sometimes": "97597", "no": "94667"}  # codes that everybody knows so
MANUAL = date(2021, 11, 22)  # the revision of chapter 5 that is cited; of younger codes it tells nothing
OFTEN = 0.7  # of the cases ask about what clinics give every day
FLAGS = {
    "always": ("GP, GO or GN on every line of it", "always therapy: GP, GO or GN whoever bills it"),
    "sometimes": ("GP, GO or GN under a plan of care", "sometimes therapy: GP, GO or GN under a therapy plan of care, as all is that a PT, OT or SLP in private practice bills"),
    "no": ("Not on Medicare's therapy list", "not on Medicare's therapy list"),
}


def timed(die: Random, material: Material) -> Case:
    """By time or once."""
    wanted = die.choice(("15min", "untimed", "15min", "untimed", "hour", "30days"))
    code = _often(die, [one for one in material.usual() if one.base == wanted and one.tier is not Tier.UNCONFIRMED and not one.parent], material)
    said = {
        "15min": "each 15 minutes are a unit, and its minutes join the day's timed total",
        "untimed": "1 unit, and its minutes stay out of the timed total",
        "hour": "by the hour, apart from the day's timed total",
        "30days": "1 unit for a period of 30 days, once enough days have data",
    }
    answer = choose(die, (TIMES[wanted], said[wanted]), [(text, f"that is how {LIKE[base]} counts") for base, text in TIMES.items() if base != wanted])
    ask = f"How does {code.code} ({code.label}) count?"
    return Case("timed", code.code, ask, answer, (f"{code.code}: {said[wanted]}.",), _where(code, "§20.2", material), points=(COUNTS[wanted],))


def _labelled(material: Material) -> list[Code]:
    return [one for one in material.usual() if not one.replaced_by and one.base != "none"]


def base(die: Random, material: Material) -> Case:
    """The code an add-on is billed beside."""
    reference = material.reference

    def attempt() -> Case | None:
        code = die.choice(material.usual())
        row = reference.tables.bases(code.code, material.on)
        known = [one for one in row.bases if one in reference.codes] if row and not row.by_contractor else []
        if row is None or not known:
            return None
        right = die.choice(known)
        step = f"{code.code} is an add-on: it is paid only beside {' or '.join(row.bases)} on the same claim."
        near = [one for one in _labelled(material) if one.code not in (*row.bases, code.code)]
        wrong = [(one.code, f"{one.code} ({one.label}) is no base of {code.code}") for one in die.sample(near, OPTIONS - 1)]
        cited = reference.tables.cite(reference.sources, "addon", row.edition, code.code)
        ask = f"{code.code} ({code.label}) is an add-on code. Which code must stand beside it?"
        return Case("base", code.code, ask, choose(die, (right, "its base"), wrong), (step,), (cited,), points=("an add-on and its base",))

    return drawn(attempt)


def replaced(die: Random, material: Material) -> Case:
    """What took the place of a code that has ended."""
    ended = [one for one in material.reference.codes.values() if one.end and one.end < material.on and one.replaced_by and one.tier is not Tier.UNCONFIRMED]
    ended = [one for one in ended if all(new in material.reference.codes and material.reference.codes[new].active(material.on) for new in one.replaced_by)]
    code = die.choice(ended)
    right = _joined(code, material)
    others = {_joined(one, material): f"{_joined(one, material)} took the place of {one.code}" for one in ended if not set(one.replaced_by) & set(code.replaced_by)}
    wrong = die.sample(sorted(others.items()), OPTIONS - 1)
    step = f"{code.code} was valid through {code.end:%m/%d/%Y}; its work is now reported with {right}."
    ask = f"History: {code.code} ({code.label}) is no longer valid. What is reported in its place?"
    return Case("replaced", code.code, ask, choose(die, (right, "its successor"), wrong), (step,), _status(code, material))


def _joined(code: Code, material: Material) -> str:
    """'97161 or 97162'; an add-on stands beside its base: '97129 (+97130)'."""
    added = [new for new in code.replaced_by if set(material.reference.codes[new].parent) & set(code.replaced_by)]
    return " or ".join(new for new in code.replaced_by if new not in added) + "".join(f" (+{new})" for new in added)


def flag(die: Random, material: Material) -> Case:
    """Always, sometimes or no therapy, where Medicare's list is sure."""
    wanted = die.choice(("always", "sometimes", "no"))
    known = material.usual() if wanted != "no" else [one for one in material.reference.codes.values() if one.family in {"respiratory", "outside therapy"} and one.medicare == "active" and one.active(material.on)]
    code = _often(die, [one for one in known if one.therapy == wanted and one.tier is Tier.PRIMARY], material)
    right, said = FLAGS[wanted]
    wrong = [(text, f"so it is with {LIKE[name]}") for name, (text, _) in FLAGS.items() if name != wanted]
    ask = f"{code.code} ({code.label}), billed to Medicare: when does its line carry GP, GO or GN?"
    return Case("flag", code.code, ask, choose(die, (right, said), wrong), (f"{code.code} is {said}.",), _where(code, "§10.4 B, §20", material), points=(f"therapy list: {wanted}",))


def _often(die: Random, codes: Sequence[Code], material: Material) -> Code:
    """One of the codes, mostly of those that the patients of the lessons get."""
    daily = {code for one in material.shelf.patients for code in (*one.gives, *one.evaluations)}
    everyday = [code for code in codes if code.code in daily]
    return die.choice(everyday if everyday and die.random() < OFTEN else codes)


def _where(code: Code, place: str, material: Material) -> tuple[Citation, ...]:
    """Chapter 5 at this place; of younger codes, and of those by the hour, the section that describes the code."""
    own = (code.base == "hour" or (code.start or MANUAL) > MANUAL) and code.code in material.shelf.refer
    return material.cited(code.code) if own else (_manual(place, material),)


def _manual(place: str, material: Material) -> Citation:
    return material.reference.sources.cite(f"cms-100-04-ch5 {place}")


def _status(code: Code, material: Material) -> tuple[Citation, ...]:
    return (material.reference.sources.cite(f"trade-pages {code.code}", tier=code.tier),)


LEVELS: tuple[tuple[Maker, ...], ...] = (
    (timed,),
    (timed, flag),
    (base, flag),
    (flag, base, partial(statement, lesson="codes")),
)
HISTORY: tuple[tuple[Maker, ...], ...] = (
    (replaced,),
    (replaced, partial(statement, lesson="history")),
    (partial(statement, lesson="history"), replaced),
    (partial(statement, lesson="history"),),
)
