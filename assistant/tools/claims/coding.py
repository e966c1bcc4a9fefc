"""Codes and modifiers of the lines: does Medicare take the code, the plan's modifier, modifiers that do nothing."""

from __future__ import annotations

from dataclasses import replace

from assistant.errors import UnknownCode
from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.reference.rulekinds import AssistantMethod, Disciplines, MostModifiers, PlanModifier, RuleValue
from assistant.tools.claims.records import MARKS, PLANS, Claim, ClaimLine, Draft, Finding
from assistant.tools.wording import nth, number

_TRADE = {"GP": "PT", "GO": "OT", "GN": "SLP", "CQ": "PT", "CO": "OT"}


def under_medicare(claim: Claim, reference: Reference) -> bool:
    """Do Medicare's modifier rules bind this payer?"""
    return claim.payer in reference.rules.in_force("claim-plan-modifier", claim.on, PlanModifier).payers


def check_codes(draft: Draft, reference: Reference) -> Draft:
    """Codes that are unknown, ended, bundled or not taken. A bundled line keeps its minutes and 0 units."""
    for line in draft.lines:
        try:
            code = reference.codes.on(line.code, draft.claim.on)
        except UnknownCode as error:
            draft = draft.found(Finding("stop", str(error), (), line.numbers))
            continue
        if under_medicare(draft.claim, reference):
            draft = _status(draft, line, code, reference)
    return draft


def known(line: ClaimLine, draft: Draft, reference: Reference) -> Code | None:
    """The code's record, None where check_codes stopped at it."""
    code = reference.codes.get(line.code)
    return code if code is not None and code.active(draft.claim.on) else None


def _status(draft: Draft, line: ClaimLine, code: Code, reference: Reference) -> Draft:
    cited = (reference.rules.in_force("claim-status", draft.claim.on, RuleValue).citation,)
    if code.medicare == "invalid" and len(code.replaced_by) == 1:
        instead = code.replaced_by[0]
        told = Finding("fix", f"Medicare does not take {code.code}: {instead} instead.", cited, line.numbers)
        return _swap(draft, line, replace(line, code=instead)).found(told)
    if code.medicare == "bundled" and line.units != 0:
        text = f"Medicare bundles {code.code} and never pays it separately: document it, do not bill it."
        return _swap(draft, line, replace(line, units=0)).found(Finding("fix", text, cited, line.numbers))
    said = {
        "invalid": "Medicare does not take {}",
        "noncovered": "Medicare does not cover {}",
        "contractor": "{} has no national price: the contractor decides, with a written report",
        "restricted": "{} is restricted at Medicare: coverage is decided case by case",
    }.get(code.medicare)
    if said is None:
        return draft
    severity = "note" if code.medicare in ("contractor", "restricted") else "stop"
    return draft.found(Finding(severity, f"{said.format(code.code)}.", cited, line.numbers))


def _swap(draft: Draft, old: ClaimLine, new: ClaimLine) -> Draft:
    return draft.now(new if line is old else line for line in draft.lines)


def check_plans(draft: Draft, reference: Reference) -> Draft:
    """Every line gets its discipline; under Medicare's rules exactly one of GP, GO and GN, the discipline's own."""
    for line in draft.lines:
        code = known(line, draft, reference)
        if code is None:
            continue
        own = _discipline(line, code)
        placed = replace(line, discipline=own) if own else line
        draft = _swap(draft, line, placed)
        if under_medicare(draft.claim, reference) and not (line.units == 0 and code.medicare == "bundled"):
            draft = _plan(draft, placed, code, reference)
    return draft


def _discipline(line: ClaimLine, code: Code) -> str | None:
    """PT, OT or SLP: the code's only one, else what the line or claim says, else what its modifiers say."""
    if len(code.disciplines) == 1 and code.family == "evaluation":
        return code.disciplines[0]
    if line.discipline:
        return line.discipline
    said = [_TRADE[m] for m in line.modifiers if m in _TRADE]
    if said:
        return said[0]
    return code.disciplines[0] if len(code.disciplines) == 1 else None


def _plan(draft: Draft, line: ClaimLine, code: Code, reference: Reference) -> Draft:
    rule = reference.rules.in_force("claim-plan-modifier", draft.claim.on, PlanModifier)
    plans = [m for m in line.modifiers if m in PLANS]
    cited = (rule.citation,)
    if code.family in rule.without:
        if not plans:
            return draft
        told = Finding("fix", f"{code.code} goes without a therapy modifier: {plans[0]} removed.", cited, line.numbers)
        return _swap(draft, line, replace(line, modifiers=line.extras)).found(told)
    if code.therapy not in rule.therapy and code.family not in rule.families:
        return draft
    if line.discipline is None:
        text = f"{code.code}: say whose plan of care it is (discipline PT, OT or SLP), so that GP, GO or GN can be checked."
        return draft.found(Finding("stop", text, cited, line.numbers))
    right = reference.rules.in_force("discipline-modifiers", draft.claim.on, Disciplines)[line.discipline][0]
    if plans == [right]:
        return draft
    made = replace(line, modifiers=(right, *(m for m in line.modifiers if m not in PLANS)))
    return _swap(draft, line, made).found(Finding("fix", _why(code, plans, right, line), cited, line.numbers))


def _why(code: Code, plans: list[str], right: str, line: ClaimLine) -> str:
    if not plans:
        return f"{code.code} lacks the plan-of-care modifier: {right} added (denial CO-4 without it)."
    if len(plans) > 1:
        return f"{code.code} carries {' and '.join(plans)}; a line takes exactly one, {right} for {line.discipline}."
    return f"{code.code} under a {line.discipline} plan takes {right}, not {plans[0]}."


def check_modifiers(draft: Draft, reference: Reference) -> Draft:
    """Modifiers that do nothing here, or that do not go together."""
    on = draft.claim.on
    visits = reference.rules.in_force("claim-visits-only", on, RuleValue)
    bypass = reference.rules.in_force("claim-bypass", on, RuleValue)
    idle = reference.rules.in_force("leftover-modifiers", on, RuleValue)
    most = reference.rules.in_force("claim-four-modifiers", on, MostModifiers)
    for line in draft.billed:
        code = known(line, draft, reference)
        mods = set(line.modifiers)
        found = []
        for modifier in sorted(mods & set(reference.tables.of_kind("visit"))):
            found.append((f"Modifier {modifier} goes on visits (E/M) only, not on {line.code}.", visits))
        for modifier in sorted(mods & set(reference.tables.of_kind("idle"))) if code and code.timed else []:
            found.append((f"Modifier {modifier} adds nothing to {line.code}: time is told by units only.", idle))
        if "59" in mods and len(mods & set(reference.tables.of_kind("bypass"))) > 1:
            found.append((f"{line.code}: 59 and an X modifier do not go on one line.", bypass))
        if len(line.modifiers) > most.most:
            found.append((f"{line.code} has more than {number(most.most)} modifiers: 99 in the {nth(most.most)} place, the rest in block 19.", most))
        draft = draft.found(*(Finding("note", text, (rule.citation,), line.numbers) for text, rule in found))
    return draft


def check_marks(draft: Draft, reference: Reference) -> Draft:
    """CQ stands with GP, CO with GO; a speech-language line and an evaluation take neither."""
    if not under_medicare(draft.claim, reference):
        return draft
    rules = reference.rules.in_force("discipline-modifiers", draft.claim.on, Disciplines)
    none = reference.rules.in_force("assistant-modifiers", draft.claim.on, AssistantMethod)
    for line in draft.lines:
        marks = [m for m in line.modifiers if m in MARKS]
        if not line.discipline or not marks:
            continue
        right = rules[line.discipline][1:] if none.method != "none" else ()
        if marks == list(right):
            continue
        made = replace(line, modifiers=tuple(m for m in line.modifiers if m not in MARKS))
        text = f"{line.code} carries {' and '.join(marks)}, which a {line.discipline} line of that date does not take."
        if right:
            plans = tuple(m for m in line.modifiers if m in PLANS)
            made = replace(line, modifiers=(*plans, right[0], *line.extras))
            text = f"{line.code} under a {line.discipline} plan takes {right[0]} for an assistant, not {' and '.join(marks)}."
        cited = (none.citation if not right else rules.citation,)
        draft = _swap(draft, line, made).found(Finding("fix", text, cited, line.numbers))
    return draft
