"""What codes are: timed or not, which code a service is, add-ons and their base, deleted codes, the therapy list.

Everything is read from knowledge/tables; a wrong option is a row that says something else. Codes whose therapy
flag is less than sure are not asked for it, and a code's label never stands beside a second code it could mean.
"""

from __future__ import annotations

from functools import partial
from random import Random

from assistant.practice.cases import Case, Options
from assistant.practice.makers.policy import statement
from assistant.practice.material import Maker, Material, drawn
from assistant.reference.codes import Code
from assistant.schema import Citation, Tier

OPTIONS = 4
TIME_OPTIONS = ("In units of 15 minutes", "Once, whatever the time")
FLAG_OPTIONS = ("Always: GP, GO or GN whoever bills it", "Sometimes: GP, GO or GN only under a therapy plan of care")


def timed(die: Random, material: Material) -> Case:
    """By time or once."""
    wanted = die.choice(("15min", "untimed"))
    code = die.choice([one for one in material.usual() if one.base == wanted and one.tier is not Tier.UNCONFIRMED])
    said = "each 15 minutes are a unit, and its minutes join the day's timed total" if code.timed else "1 unit, and its minutes stay out of the timed total"
    return Case(
        "timed",
        code.code,
        f"How does {code.code} ({code.label}) count?",
        Options(TIME_OPTIONS, 0 if code.timed else 1),
        (f"{code.code} is {'timed' if code.timed else 'untimed'}: {said}.",),
        (_manual("§20.2", material),),
    )


def named(die: Random, material: Material) -> Case:
    """The code of a service told in our own words; the other options are codes of the same field where there are enough."""
    code = die.choice(_labelled(material))
    near = [one for one in _labelled(material) if one.family == code.family and one.code != code.code]
    far = [one for one in _labelled(material) if one.family != code.family]
    others = die.sample(near, min(len(near), OPTIONS - 1))
    options = [code, *others, *die.sample(far, OPTIONS - 1 - len(others))]
    die.shuffle(options)
    return Case(
        "named",
        code.code,
        f"Which code reports this: {code.label}?",
        Options(tuple(one.code for one in options), options.index(code)),
        tuple(f"{one.code}: {one.label}." for one in options),
        (_manual("§20", material),),
    )


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
        wrong = [one.code for one in _labelled(material) if one.code not in (*row.bases, code.code)]
        options = [right, *die.sample(wrong, OPTIONS - 1)]
        die.shuffle(options)
        cited = reference.tables.cite(reference.sources, "addon", row.edition, code.code)
        step = f"{code.code} is an add-on: it is paid only beside {' or '.join(row.bases)} on the same claim."
        ask = f"{code.code} ({code.label}) is an add-on code. Which code must stand beside it?"
        return Case("base", code.code, ask, Options(tuple(options), options.index(right)), (step,), (cited,))

    return drawn(attempt)


def replaced(die: Random, material: Material) -> Case:
    """What took the place of a code that has ended."""
    ended = [one for one in material.reference.codes.values() if one.end and one.end < material.on and one.replaced_by]
    ended = [one for one in ended if all(new in material.reference.codes and material.reference.codes[new].active(material.on) for new in one.replaced_by)]
    code = die.choice(ended)
    right = _joined(code)
    wrong = {_joined(one) for one in ended if not set(one.replaced_by) & set(code.replaced_by)}
    wrong |= {one.code for one in _labelled(material) if one.family != code.family and one.code not in code.replaced_by}
    options = [right, *die.sample(sorted(wrong), OPTIONS - 1)]
    die.shuffle(options)
    step = f"{code.code} was valid through {code.end:%m/%d/%Y}; its work is now reported with {right}."
    ask = f"{code.code} ({code.label}) is no longer valid. What is reported in its place?"
    return Case("replaced", code.code, ask, Options(tuple(options), options.index(right)), (step,), _status(code, material))


def _joined(code: Code) -> str:
    return " or ".join(code.replaced_by)


def flag(die: Random, material: Material) -> Case:
    """Always or sometimes therapy, where Medicare's list is sure."""
    wanted = die.choice(("always", "sometimes"))
    code = die.choice([one for one in material.usual() if one.therapy == wanted and one.tier is Tier.PRIMARY])
    right = 0 if wanted == "always" else 1
    said = "every line of it carries GP, GO or GN" if right == 0 else "it carries GP, GO or GN only under a therapy plan of care"
    return Case(
        "flag",
        code.code,
        f"Is {code.code} ({code.label}) on Medicare's therapy list as always or as sometimes therapy?",
        Options(FLAG_OPTIONS, right),
        (f"{code.code} is {wanted} therapy: {said}.",),
        (_manual("§10.4 B, §20", material),),
    )


def _manual(place: str, material: Material) -> Citation:
    return material.reference.sources.cite(f"cms-100-04-ch5 {place}")


def _status(code: Code, material: Material) -> tuple[Citation, ...]:
    return (material.reference.sources.cite(f"trade-pages {code.code}", tier=code.tier),)


LEVELS: tuple[tuple[Maker, ...], ...] = (
    (timed,),
    (named, timed),
    (base, named, flag),
    (replaced, flag, base, partial(statement, lesson="codes")),
)
