"""NCCI edits over a day's codes: pairs, units a day (MUE), add-on codes and their base. Nothing is corrected here.

A pair is never settled for the coder: it says what the record must show, and no bypass modifier is ever added.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from assistant.reference import Reference
from assistant.reference.rows import LimitRow, PairRow
from assistant.reference.rulekinds import Families, Payers, RuleValue
from assistant.schema import Citation
from assistant.tools.claims.records import Claim, ClaimLine, Draft, Finding


def check_edits(draft: Draft, reference: Reference) -> Draft:
    """Pairs, limits and add-ons of the lines that are billed."""
    claim = draft.claim
    edited = claim.payer in reference.rules.in_force("claim-edits", claim.on, Payers).payers
    draft = draft.found(*_addons(draft, reference))
    if claim.payer == "medicaid":
        return draft.found(*_limits(draft, reference))
    if not edited:
        text = "Pairs and daily limits are not checked: the plan's own edits decide."
        return draft.found(Finding("note", text))
    return draft.found(*_pairs(draft, reference), *_needless(draft, reference), *_limits(draft, reference), *_age(draft, reference))


def _numbers(draft: Draft, *codes: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for line in draft.billed if line.code in codes for n in line.numbers))


def _pairs(draft: Draft, reference: Reference) -> Iterator[Finding]:
    claim = draft.claim
    for one, other in combinations(dict.fromkeys(line.code for line in draft.billed), 2):
        row = reference.tables.pair(one, other, claim.setting, claim.on)
        if row is None or not row.active(claim.on):
            continue
        yield _pair(draft, row, reference)


def _pair(draft: Draft, row: PairRow, reference: Reference) -> Finding:
    claim, both = draft.claim, f"{row.column2} with {row.column1}"
    cited = (reference.tables.cite(reference.sources, "ptp", row.edition, f"{row.column1}/{row.column2}", row.setting),)
    numbers = _numbers(draft, row.column1, row.column2)
    asof = f" (table {row.edition.label}, {claim.setting.replace('_', ' ')})"
    if row.indicator == "0":
        text = f"{both} is never payable together{asof}: no modifier helps, {row.column2} is the one denied."
        return Finding("stop", text, cited, numbers)
    rule = reference.rules.in_force("claim-bypass", claim.on, RuleValue)
    used = sorted({m for line in draft.billed if line.code in (row.column1, row.column2) for m in line.modifiers} & set(reference.tables.of_kind("bypass")))
    if used:
        text = f"{both} is an edit pair{asof}: {', '.join(used)} stands only if the record shows separate times."
        return Finding("note", text, (*cited, rule.citation), numbers)
    text = (
        f"{both} is an edit pair{asof}: {row.column2} is denied beside {row.column1}. Only if the record shows separate times "
        "may the coder put 59 or an X modifier on one of them; else one is not billed."
    )
    return Finding("stop", text, (*cited, rule.citation), numbers)


def _needless(draft: Draft, reference: Reference) -> Iterator[Finding]:
    """59 or an X modifier on a line whose code has no active edit with any other code of the day: a person decides."""
    claim = draft.claim
    rule = reference.rules.in_force("claim-bypass", claim.on, RuleValue)
    codes = list(dict.fromkeys(line.code for line in draft.billed))
    edition = reference.tables.pair_edition(claim.setting, claim.on)
    if edition is None:
        return
    cited = (reference.tables.cite(reference.sources, "ptp", edition, edition.label, claim.setting), rule.citation)
    for line in draft.billed:
        marks = [modifier for modifier in line.modifiers if modifier in reference.tables.of_kind("bypass")]
        if not marks or any(_active(claim, line.code, other, reference) for other in codes if other != line.code):
            continue
        beside = f" with {_words([code for code in codes if code != line.code])}" if len(codes) > 1 else ""
        text = (
            f"{line.code}: {', '.join(marks)} is needless: Medicare has no active edit for it{beside} (table {edition.label}, "
            f"{claim.setting.replace('_', ' ')}). Decide: drop it, or document why it stands."
        )
        yield Finding("stop", text, cited, line.numbers)


def _active(claim: Claim, one: str, other: str, reference: Reference) -> bool:
    row = reference.tables.pair(one, other, claim.setting, claim.on)
    return row is not None and row.active(claim.on)


def _words(codes: list[str]) -> str:
    return " or ".join(codes[:4])


def _age(draft: Draft, reference: Reference) -> Iterator[Finding]:
    """Says which table the pairs are from, where a newer one is in force."""
    claim = draft.claim
    edition = reference.tables.pair_edition(claim.setting, claim.on)
    if edition is not None and edition.outdated(claim.on) and len({line.code for line in draft.billed}) > 1:
        cited = reference.tables.cite(reference.sources, "ptp", edition, edition.label, claim.setting)
        yield Finding("note", f"Pairs are those of the {edition.label} table: check the current quarter's.", (cited,))


def _limits(draft: Draft, reference: Reference) -> Iterator[Finding]:
    for code in dict.fromkeys(line.code for line in draft.billed):
        units = sum(line.units or 0 for line in draft.billed if line.code == code)
        row = _limit(draft.claim, code, reference)
        if row is None or units <= row.units:
            continue
        said = {
            "2": "the limit is absolute",
            "3": "all units of the day are denied, payable on appeal with proof of need",
            "1": "it counts line by line",
        }.get(row.mai, "a Medicaid limit")
        text = f"{code}: {units} units are above the limit of {row.units} a day ({said}; {row.edition.label}). It is a coding denial: no ABN shifts it."
        yield Finding("stop", text, (_cite_limit(row, reference),), _numbers(draft, code))


def _limit(claim: Claim, code: str, reference: Reference) -> LimitRow | None:
    if claim.payer == "medicaid":
        return reference.tables.medicaid_mue(code, claim.on)
    return reference.tables.mue(code, claim.setting, claim.on)


def _cite_limit(row: LimitRow, reference: Reference) -> Citation:
    return reference.tables.cite(reference.sources, "mue", row.edition, row.code, row.setting)


def _addons(draft: Draft, reference: Reference) -> Iterator[Finding]:
    billed = {line.code for line in draft.billed}
    for code in dict.fromkeys(line.code for line in draft.billed):
        row = reference.tables.bases(code, draft.claim.on)
        if row is None or row.by_contractor or billed & set(row.bases):
            continue
        cited = reference.tables.cite(reference.sources, "addon", row.edition, code)
        text = f"{code} is an add-on code: it needs {' or '.join(row.bases[:4])} on the same claim."
        yield Finding("stop", text, (cited,), _numbers(draft, code))


def evaluated(draft: Draft, reference: Reference) -> Draft:
    """An evaluation is the therapist's: an assistant's minutes or modifier on it stop the claim."""
    rule = reference.rules.in_force("assistant-evaluation", draft.claim.on, Families)
    for line in draft.billed:
        code = reference.codes.get(line.code)
        if code is not None and code.family in rule.families and _assisted(line):
            draft = draft.found(Finding("stop", f"{line.code}: {rule.note}", (rule.citation,), line.numbers))
    return draft


def _assisted(line: ClaimLine) -> bool:
    return bool(line.assistant) or line.marked
