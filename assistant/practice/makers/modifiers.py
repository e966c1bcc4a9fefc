"""GP, GO, GN; CQ and CO by who gave the minutes; KX by the year's dollars; whether an edit lets a modifier through.

The right answers are those of tools/thresholds and pairs; shared minutes stand in makers/shares.py.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from functools import partial
from random import Random

from assistant.errors import NotInForce
from assistant.practice.answers import Options
from assistant.practice.cases import Case
from assistant.practice.makers.choices import choose
from assistant.practice.makers.policy import statement
from assistant.practice.makers.scenes import ASSISTANTS, date_said, scene
from assistant.practice.makers.shares import shared_minutes, told_share
from assistant.practice.material import PAIRS_SINCE, PRACTICE, Maker, Material, drawn
from assistant.reference import Reference
from assistant.reference.rulekinds import Disciplines
from assistant.schema import Table
from assistant.tools.edits import step
from assistant.tools.pairs import Pair, pair_on
from assistant.tools.pairwords import row_citation
from assistant.tools.thresholds import Amounts, amounts, kx_needed
from assistant.tools.wording import money

EDIT_OPTIONS = (
    "No active edit: no modifier is needed because of the pair",
    "An active edit; a modifier may bypass it where the record shows separate services",
    "An active edit that no modifier bypasses: only one of the two is paid",
)
KX_OPTIONS = ("Send the claim with KX", "Send it without the KX", "Send the claim with GA")  # of one length
ASKED = (("97140", "97530"), ("97124", "97140"), ("97110", "97150"), ("97110", "97112"), ("97140", "97161"))  # asked about most
EVALUATIONS = {"PT": ("97161", "97162", "97163", "97164"), "OT": ("97165", "97166", "97167", "97168")}
RECENT = 2  # years back whose amounts are asked for
OTHERS = ("97110", "97112", "97113", "97116", "97140", "97530", "97533", "97535", "97032", "97033", "97035",
          "97150", "97012", "97016", "97018", "97022", "97124", "97542", "97750", "97760", "G0283", "95992")  # fmt: skip


def plan(die: Random, material: Material) -> Case:
    """The modifiers of a whole service given by the therapist, or by the assistant alone."""
    material = material.some_day(die)
    rule = material.reference.rules.in_force("discipline-modifiers", material.on, Disciplines)
    patient = material.patient(die, payer="medicare")
    usual = {code.code for code in material.usual()}
    code = material.reference.codes[die.choice([one for one in patient.gives if one in usual and one not in {"97761", "97760"}])]
    helped = patient.of != "SLP" and code.base == "15min" and die.random() < 0.45
    giver = f"The {ASSISTANTS[patient.of]} gave all of it" if helped else f"The {patient.of} gave all of it"
    ask = (f"Medicare Part B, {date_said(material.on)}. {scene(patient)} {giver}: {code.code} ({code.label}). "
           "The year's threshold is far off, and no edit applies. Which modifiers does the line carry?")  # fmt: skip
    return Case("plan-modifiers", f"{code.code} {helped}", ask, _plan_options(die, rule, patient.of, helped=helped), _plan_steps(rule, patient.of, helped=helped), (rule.citation,), points=(" ".join(rule[patient.of][: 1 + helped]),))


def _plan_options(die: Random, rule: Disciplines, discipline: str, *, helped: bool) -> Options:
    """The right modifiers among those of other plans, of another giver, and an assistant's mark alone."""
    right = tuple(rule[discipline]) if helped else (rule[discipline][0],)
    reasons = {tuple(rule[name]): f"{' '.join(rule[name])} is an assistant's line under a plan of care of {name}" for name in ("PT", "OT")}
    reasons |= {(rule[name][0],): f"{rule[name][0]} alone is a line the {name} gave under a plan of care of {name}" for name in ("PT", "OT", "SLP")}
    reasons |= {(rule[name][1],): f"{rule[name][1]} never stands without {rule[name][0]}" for name in ("PT", "OT")}
    wrong = die.sample([(" ".join(one), why) for one, why in reasons.items() if one != right], 3)
    return choose(die, (" ".join(right), "the plan's modifier, and the assistant's where the assistant gave it"), wrong)


def _plan_steps(rule: Disciplines, discipline: str, *, helped: bool) -> tuple[str, ...]:
    first = f"{rule[discipline][0]}: the service belongs to a plan of care of {discipline}."
    return (first, f"{rule[discipline][1]}: the assistant gave more than 10 % of it; it always goes with {rule[discipline][0]}.") if helped else (first,)


def threshold(die: Random, material: Material) -> Case:
    """Dollars counted this year and the next claim, of one discipline or of the group it shares with another."""
    known = die.choice(_amounts(material))
    discipline = die.choice(("PT", "OT", "SLP"))
    limit = known.ot if discipline == "OT" else known.pt_slp
    charge = Decimal(die.randrange(6_000, 16_000)) / 100
    used = limit + Decimal(die.choice((-1, -1, 0, 1)) * die.randrange(0, 30_000)) / 100 - die.choice((Decimal(0), charge))
    others = {name: Decimal(die.randrange(20_000, 180_000)) / 100 for name in ("PT", "OT", "SLP")}
    so_far = _spent(discipline, used, others)
    counted = so_far["OT"] if discipline == "OT" else so_far["PT"] + so_far["SLP"]
    needed = kx_needed(counted, charge, limit)
    ask = (f"Medicare Part B, calendar year {known.year}. Counted so far this year is in the table; the next claim is {discipline}, "
           f"{money(charge)} allowed. The services are necessary and the record shows it. How does this claim go out?")  # fmt: skip
    group = "OT has an amount of its own" if discipline == "OT" else "PT and SLP share one amount"
    steps = (
        f"{group}: {money(limit)} for {known.year}.",
        f"{money(counted)} + {money(charge)} = {money(counted + charge)}, {'above' if needed else 'not above'} {money(limit)}.",
    )
    table = Table(("counted so far", "amount"), tuple((name, money(amount)) for name, amount in so_far.items()))
    return Case("threshold", f"{discipline} {counted}", ask, Options(KX_OPTIONS, 0 if needed else 1, whys=_kx_whys(needed=needed)), steps, known.citations[:1], table, points=("KX is needed" if needed else "KX is not needed",))


def _kx_whys(*, needed: bool) -> tuple[str, ...]:
    with_it = "counted dollars and this claim go above the year's amount" if needed else "KX before the amount is reached says more than is so, and draws review"
    without = "what is above the amount is denied without KX (CO-119)" if needed else "the year's amount is not exceeded yet"
    return (with_it, without, "GA says that a denial is expected and an ABN is on file; these services are necessary")


def _amounts(material: Material) -> list[Amounts]:
    """The amounts of this year and of those before it that are still worked on."""
    found = []
    for year in range(material.on.year - RECENT, material.on.year + 1):
        with suppress(NotInForce):
            found.append(amounts(year, material.reference))
    return found


def _spent(discipline: str, used: Decimal, others: dict[str, Decimal]) -> dict[str, Decimal]:
    """Dollars by discipline, so that the group the claim belongs to has used so much."""
    if discipline == "OT":
        return {"PT": others["PT"], "SLP": others["SLP"], "OT": used}
    mate = "SLP" if discipline == "PT" else "PT"
    theirs = min(others[mate], used)
    spent = {discipline: used - theirs, mate: theirs, "OT": others["OT"]}
    return {name: spent[name] for name in ("PT", "SLP", "OT")}


def edit(die: Random, material: Material) -> Case:
    """What the pair table says of two codes; each of the three answers about as often."""
    wanted = die.randrange(len(EDIT_OPTIONS))
    material = material.some_day(die, PAIRS_SINCE)
    return _edit(drawn(lambda: _pair(die, material, wanted)), material)


def asked_edit(die: Random, material: Material) -> Case:
    """The same of a pair that everybody asks about."""
    material = material.some_day(die, PAIRS_SINCE)
    one, two = die.choice(ASKED)
    return _edit(pair_on(one, two, PRACTICE, material.on, material.reference), material)


def _edit(pair: Pair, material: Material) -> Case:
    ask = (f"Medicare Part B, private practice, {date_said(material.on)}: {_told(pair.one, material)} and {_told(pair.two, material)} on one day. "
           f"What does the practitioner pair table of {pair.edition.words} say?")  # fmt: skip
    meaning, cited = edit_meaning(pair), row_citation(pair, material.reference)
    answer = Options(EDIT_OPTIONS, meaning, whys=_edit_whys(meaning, pair, step(pair, material.reference)))
    points = (" with ".join(sorted((pair.one, pair.two))), ("no edit", "an edit that a modifier opens", "an edit that nothing opens")[meaning])
    return Case("edit", f"{pair.one} {pair.two}", ask, answer, _edit_steps(pair, material.reference), (cited,), points=points)


def _edit_whys(meaning: int, pair: Pair, row: str) -> tuple[str, ...]:
    """Of each option, what of the table speaks for or against it."""
    if meaning == 0:
        return (row, "there is no active row for a modifier to bypass", "without an active row the table denies neither")
    has = f"the table has an active row, {pair.column1} with {pair.column2}"
    return (has, row, "its indicator is 1; only 0 bars every modifier") if meaning == 1 else (has, "its indicator is 0; only 1 lets a modifier through", row)


def edit_meaning(pair: Pair) -> int:
    """Which of EDIT_OPTIONS the table says."""
    if not pair.active:
        return 0
    return 1 if pair.indicator == "1" else 2


def _pair(die: Random, material: Material, wanted: int) -> Pair | None:
    one, two = die.sample(pair_codes(material), 2)
    pair = pair_on(one, two, PRACTICE, material.on, material.reference)
    return pair if pair.certain and edit_meaning(pair) == wanted else None


def pair_codes(material: Material) -> list[str]:
    """Everyday codes of PT and OT that the pair tables know: treatments, evaluations, usual modalities and tests."""
    first = [*OTHERS, *EVALUATIONS["PT"], *EVALUATIONS["OT"]]
    usual = {code.code for code in material.usual()}
    return [code for code in first if code in usual]


def _told(code: str, material: Material) -> str:
    return f"{code} ({material.reference.codes[code].label})"


def _edit_steps(pair: Pair, reference: Reference) -> tuple[str, ...]:
    row = step(pair, reference)
    said = f"{row[:1].upper()}{row[1:]}."
    if not pair.active:
        return (said, "A 59 or X modifier has nothing to do where no edit is active.")
    if pair.indicator == "1":
        return (said, f"{pair.column2} is denied unless 59 or an X modifier says that the services were separate, and the record shows it.")
    return (said, "Indicator 0: no modifier helps. Bill the service that was really given.")


_policy = partial(statement, lesson="modifiers")
LEVELS: tuple[tuple[Maker, ...], ...] = (
    (plan,),
    (threshold, partial(shared_minutes, codes=1)),
    (edit, partial(shared_minutes, codes=1), partial(shared_minutes, codes=2), asked_edit),
    (partial(shared_minutes, codes=3), partial(shared_minutes, codes=2), told_share, edit, threshold, _policy),
)
