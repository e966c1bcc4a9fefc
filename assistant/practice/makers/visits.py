"""A whole visit, one patient through: intake, minutes, codes, units, modifiers, claim, remittance.

Right answers are those of tools/units, tools/assistants and tools/claim; intakes and remittances stand in
knowledge/lessons/visits.toml. Every step carries the facts it needs, so that it can come back by itself. Only days on
which the rules leave no choice are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from assistant.practice.answers import Options, Units
from assistant.practice.cases import Case
from assistant.practice.makers import stories
from assistant.practice.makers.choices import Told, choose, why_not
from assistant.practice.makers.counting import fit_to_bill
from assistant.practice.makers.remits import GUIDANCE
from assistant.practice.makers.scenes import ASSISTANTS, minutes_of, shared_table, us
from assistant.practice.material import Material, drawn
from assistant.practice.shelf import Intake, Patient, Treatment
from assistant.reference.rulekinds import Disciplines
from assistant.schema import Citation, Service, Table
from assistant.tools.assistants import ways
from assistant.tools.claim import check
from assistant.tools.claims.records import Claim, ClaimLine
from assistant.tools.counting.day import Count
from assistant.tools.counting.reasons import why
from assistant.tools.givers.lines import Line

PARTS = 7
CODED = 4  # from this step on the codes are told
_Steps = Callable[["Visit", Random, Material], Case]


@dataclass(frozen=True, slots=True)
class Visit:
    """A day of one patient: services as written up and with both givers' minutes, an evaluation's minutes (0: none), the lines that go out."""

    patient: Patient
    written: tuple[Treatment, ...]
    level: int
    intake: Intake
    services: tuple[Service, ...]
    evaluation: tuple[str, int]
    counted: Count
    lines: tuple[Line, ...]
    material: Material


def visit(die: Random, material: Material, level: int, step: int) -> Case:
    """One step of the visit that the die draws."""
    day = drawn(lambda: _day(die, material.some_day(die), level))
    return _STEPS[step](day, die, material)


def _day(die: Random, material: Material, level: int) -> Visit | None:
    """Level 1: one code of the therapist; 2: two; 3: the assistant gives one; 4: an evaluation before them as well."""
    patient, written = _met(die, material, 1 if level == 1 else 2)
    minutes = {one.code: minutes_of(die, patient, one.code, "alone" if level == 1 else "usual") for one in written}
    helped = written[-1].code if level >= 3 else ""
    services = tuple(Service(code, n, n if code == helped else 0) for code, n in minutes.items())
    counted, _, found = ways(services, material.on, material.reference, patient.of)
    if len(found) != 1 or counted.alternatives or not fit_to_bill(minutes, counted.right, material) or 0 in counted.right[0].values():
        return None
    evaluation = (die.choice(patient.evaluations), die.randrange(25, 50, 5)) if level == 4 else ("", 0)
    lines = tuple(line for line in found[0] if line.units)
    first = die.choice(sorted({one.first for one in material.shelf.intakes}))  # each payer as often
    intake = die.choice([one for one in material.shelf.intakes if one.first == first and (patient.works or not one.works)])
    made = Visit(patient, tuple(written), level, intake, services, evaluation, counted, lines, material)
    return made if _clean(_claim(made, lines)) and len({line.code for line in lines}) == len(lines) else None


def _met(die: Random, material: Material, needed: int) -> tuple[Patient, list[Treatment]]:
    """A patient of Medicare's, and so many services as they are written up."""
    of = die.choice(("PT", "PT", "OT"))
    held = [(one, material.written_up(one)) for one in material.shelf.patients if one.of == of and "medicare" in one.payers]
    held = [(one, written) for one, written in held if len(written) >= needed]
    patient, written = die.choices(held, weights=[one.weight for one, _ in held])[0]
    return patient, sorted(die.sample(written, needed), key=lambda one: one.code != "97140")  # mobilization stays with the therapist


def _claim(day: Visit, lines: Sequence[Line]) -> Claim:
    """The claim with these lines, the evaluation first."""
    given = {one.code: one for one in day.services}
    plan = next(line.modifiers[0] for line in day.lines)
    first = (ClaimLine(day.evaluation[0], day.evaluation[1], 0, 1, (plan,)),) if day.evaluation[0] else ()
    rest = tuple(ClaimLine(line.code, given[line.code].minutes, given[line.code].assistant, line.units, line.modifiers) for line in lines)
    return Claim(day.material.on, (*first, *rest), discipline=day.patient.of)


def _clean(claim: Claim, material: Material | None = None) -> bool:
    """Does the claim check find nothing to mend? Without material: are its lines complete?"""
    return all(line.units for line in claim.lines) if material is None else check(claim, material.reference).clean


def _case(day: Visit, step: int, ask: str, answer: Options | Units, steps: Sequence[str], cited: Sequence[Citation]) -> Case:
    of, mate = day.patient.of, ASSISTANTS[day.patient.of]
    facts = [
        f"Intake: a patient {day.patient.says}; {day.intake.says}.",
        f"Served {us(day.material.on)} in a private practice, {of} plan {'made that day and certified since' if day.evaluation[0] else 'certified'}; the year's threshold is far off.",
    ]
    facts += [_payer(day)] if step > 1 else []
    facts += [f"First the {of} evaluated: {day.evaluation[0]}, {day.evaluation[1]} minutes."] if day.evaluation[0] else []
    facts += [f"{of} and {mate} each treated alone."] if any(one.assistant for one in day.services) else [f"The {of} gave all of it."]
    facts += [f"Claim sent: {_told(day, day.lines)}."] if step == PARTS else []
    topic = f"{us(day.material.on)} {day.patient.says} {day.services} {step}"
    table = shared_table(day.services, of, day.material.reference) if step >= CODED else _uncoded(day)
    return Case(f"visit-{step}", topic, f"Step {step} of {PARTS}. {ask}", answer, tuple(steps), tuple(cited), table, note=tuple(facts), part=(step, PARTS), points=_points(day))


def _points(day: Visit) -> tuple[str, ...]:
    """What the visit teaches: who pays first, and who did what."""
    return (f"{day.intake.first} first", *(("an evaluation",) if day.evaluation[0] else ()), *(("an assistant",) if any(one.assistant for one in day.services) else ()))


def _payer(day: Visit) -> str:
    """Whose rules hold in the steps after the intake."""
    if day.intake.first == "medicare":
        return "Original Medicare, Part B, pays first."
    named = {"employer": "The employer plan pays first, Medicare second", "advantage": "The Advantage plan pays"}[day.intake.first]
    return f"{named}; by its contract it takes units and modifiers as Medicare does."


def _intake(day: Visit, die: Random, material: Material) -> Case:
    first = material.shelf.first
    wrong = [(text, material.shelf.notfirst.get(name, f"another comes before it: {day.intake.why}")) for name, text in first.items() if name != day.intake.first]
    answer = choose(die, (first[day.intake.first], day.intake.why), wrong)
    cited = material.section(day.intake.section).citations[:2]
    return _case(day, 1, "Who pays first?", answer, (f"{day.intake.why[:1].upper()}{day.intake.why[1:]}.",), cited)


def _minutes(day: Visit, _: Random, material: Material) -> Case:
    timed = sum(one.minutes or 0 for one in day.services)
    whole = timed + day.evaluation[1]
    steps = [f"Timed codes: {' + '.join(str(one.minutes) for one in day.services)} = {timed}."]
    steps += [f"With the untimed evaluation: {timed} + {day.evaluation[1]} = {whole}."] if day.evaluation[1] else ["No untimed service: both are the same."]
    cited = material.reference.sources.cite("cms-100-02-ch15 §220.3.E")
    return _case(day, 2, "Which two totals does the note show?", Units(("timed-code minutes", "total treatment minutes"), ((timed, whole),)), steps, (cited,))


def _uncoded(day: Visit) -> Table:
    """What was done, and the minutes of both."""
    of, rows = day.patient.of, zip(day.written, day.services, strict=True)
    return Table(("done", f"{of} minutes", f"{ASSISTANTS[of]} minutes"), tuple((one.work, str((given.minutes or 0) - given.assistant), str(given.assistant)) for one, given in rows))


def _code(day: Visit, die: Random, material: Material) -> Case:
    one, of = day.written[-1], day.patient.of
    cues = one.cues.replace(f"{of} ", f"{ASSISTANTS[of]} ") if day.services[-1].assistant else one.cues
    option = partial(stories.named, material=material, plain=day.level == 1)
    wants = material.shelf.needs
    answer = choose(die, (option(one.code), wants[one.code]), [(option(code), f"{code} wants {wants[code]}") for code in one.unlike])
    case = _case(day, 3, f"Which code is this: {one.work}; {cues}?", answer, (f"{one.code}: {wants[one.code]}.", stories.printed((one.code,), material)), material.cited(one.code))
    return replace(case, note=(*case.note, f"Deficit: {one.deficit}."), decides=one.deficit)


def _units(day: Visit, _: Random, __: Material) -> Case:
    codes = tuple(one.code for one in day.services)
    way = day.counted.right[0]
    return _case(day, 4, "How many units of each timed code?", Units(codes, (tuple(way[code] for code in codes),)), why(day.counted), day.counted.citations)


def _modifiers(day: Visit, die: Random, material: Material) -> Case:
    line = day.lines[-1]
    rule = material.reference.rules.in_force("discipline-modifiers", day.material.on, Disciplines)
    plan, mark = rule[day.patient.of]
    other = {"GP": "GO", "GO": "GP"}[plan]
    reasons = {plan: f"{plan} alone is a line of the therapist", f"{plan} {mark}": f"{mark} wants more than 10 % by the assistant", mark: f"{mark} never stands alone", other: f"{other} is another discipline's plan", f"{plan} 59": "no edit stands here for 59 to act on"}
    right = " ".join(line.modifiers)
    wrong = die.sample([(text, reason) for text, reason in reasons.items() if text != right], 3)
    steps = (f"{line.code}: {right}{': ' if line.why else ''}{line.why}.",)
    return _case(day, 5, f"Which modifiers does the line of {line.code} carry?", choose(die, (right, "the plan, and who gave it"), wrong), steps, (rule.citation,))


def _sent(day: Visit, die: Random, material: Material) -> Case:
    wrong = [told for told in _spoiled(day) if not _clean(_claim(day, told[1]), material)]
    options: list[Told] = [(_told(day, lines), reason) for reason, lines in die.sample(wrong, min(3, len(wrong)))]
    return _case(day, 6, "Which claim goes out?", choose(die, (_told(day, day.lines), "units, plan and giver agree with the note"), options), (f"{_told(day, day.lines)}.",), day.counted.citations)


def _spoiled(day: Visit) -> list[tuple[str, tuple[Line, ...]]]:
    """Claims with one fault each, and what it is."""
    first, last = day.lines[0], day.lines[-1]
    plan = first.modifiers[0]
    other = {"GP": "GO", "GO": "GP"}[plan]
    return [
        (f"{last.code} has a unit more than the minutes hold", (*day.lines[:-1], _with(last, units=last.units + 1))),
        (f"{first.code} carries the plan modifier of another discipline", (_with(first, modifiers=(other, *first.modifiers[1:])), *day.lines[1:])),
        (f"{first.code} carries no plan modifier", (_with(first, modifiers=first.modifiers[1:]), *day.lines[1:])),
        (_whose(last), (*day.lines[:-1], _with(last, modifiers=_turned(last)))),
    ]


def _whose(line: Line) -> str:
    return f"{line.code} hides that the assistant gave it" if len(line.modifiers) > 1 else f"{line.code} names an assistant who gave none of it"


def _with(line: Line, units: int | None = None, modifiers: tuple[str, ...] | None = None) -> Line:
    return Line(line.code, line.units if units is None else units, line.modifiers if modifiers is None else modifiers, line.why)


def _turned(line: Line) -> tuple[str, ...]:
    mark = {"GP": "CQ", "GO": "CO"}[line.modifiers[0]]
    return (line.modifiers[0],) if mark in line.modifiers else (*line.modifiers, mark)


def _told(day: Visit, lines: Sequence[Line]) -> str:
    """The lines as the claim has them."""
    first = f"{day.evaluation[0]} × 1 {day.lines[0].modifiers[0]}; " if day.evaluation[0] else ""
    return first + "; ".join(" ".join((line.code, "×", str(line.units), *line.modifiers)) for line in lines)


def _remittance(day: Visit, die: Random, material: Material) -> Case:
    several = sum(line.units for line in day.lines) > 1
    fit = [one for one in material.shelf.events if day.intake.first in one.first and (several or not one.several)]
    move = die.choice(sorted({one.move for one in fit}))  # each move as often
    one = die.choice([event for event in fit if event.move == move])
    moves = material.shelf.moves
    wrong = die.sample([(text, why_not(material.shelf.notmoves, name, one.says[:2])) for name, text in moves.items() if name != move], 3)
    said = one.says.format(code=day.lines[-1].code)
    return _case(day, 7, f"The remittance says: {said}. What now?", choose(die, (moves[move], one.why), wrong), (f"{one.why[:1].upper()}{one.why[1:]}.", GUIDANCE), material.section(one.section).citations[:2])


_STEPS: tuple[_Steps, ...] = (_intake, _minutes, _code, _units, _modifiers, _sent, _remittance)
