"""Units and CQ/CO of the lines, from the minutes: what was billed is kept where it is one of the right results.

Counted for each discipline of the day alone (Pub. 100-04 ch. 5 §20.2 does not say; it is everyday practice).
A line that earns nothing stays with 0 units: documented, not billed; its minutes still count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.reference import Reference
from assistant.reference.rulekinds import AssistantMethod, Counting, Disciplines, Units
from assistant.schema import Service
from assistant.tools.assistants import method_on
from assistant.tools.claims.coding import known, under_medicare
from assistant.tools.claims.records import MARKS, PLANS, ClaimLine, Draft, Finding
from assistant.tools.counting.day import Count, count
from assistant.tools.counting.words import agree, short
from assistant.tools.givers.lines import shares
from assistant.tools.givers.shares import Share
from assistant.tools.units import payer_rule
from assistant.tools.wording import units_said


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one code in one discipline."""

    code: str
    lines: tuple[ClaimLine, ...]

    @property
    def minutes(self) -> int | None:
        """Minutes of all its lines; None where no line says."""
        told = [line.minutes for line in self.lines if line.minutes is not None]
        return sum(told) if told else None

    @property
    def assistant(self) -> int | None:
        """Assistant minutes of all its lines; None where no line says."""
        told = [line.assistant for line in self.lines if line.assistant is not None]
        return sum(told) if told else None

    @property
    def units(self) -> int | None:
        """Units billed; None where a line leaves them to be worked out."""
        told = [line.units for line in self.lines if line.units is not None]
        return sum(told) if len(told) == len(self.lines) else None

    @property
    def marked(self) -> int:
        """Units billed with the assistant's modifier."""
        return sum(line.units or 0 for line in self.lines if line.marked)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Submitted lines it stands for."""
        return tuple(dict.fromkeys(n for line in self.lines for n in line.numbers))

    @property
    def alike(self) -> bool:
        """May its lines be written anew: the same further modifiers on all?"""
        return len({frozenset(line.extras) for line in self.lines}) == 1


def check_time(draft: Draft, reference: Reference) -> Draft:
    """Units and assistant modifiers of every discipline."""
    trades = dict.fromkeys(line.discipline for line in draft.lines if known(line, draft, reference))
    for trade in trades:
        draft = _discipline(draft, trade, reference)
    if len(trades) > 1:
        text = "Each discipline's minutes were counted alone; the manual does not say whether a day's are added together."
        cited = reference.rules.in_force("count-medicare", draft.claim.on, Counting).citation
        draft = draft.found(Finding("note", text, (cited,)))
    return draft


def _groups(draft: Draft, trade: str | None, reference: Reference) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for line in draft.lines:
        if line.discipline == trade and known(line, draft, reference):
            held = found.get(line.code)
            found[line.code] = Group(line.code, (*(held.lines if held else ()), line))
    return found


def _discipline(draft: Draft, trade: str | None, reference: Reference) -> Draft:
    groups = _groups(draft, trade, reference)
    services = [Service(g.code, g.minutes, g.assistant or 0) for g in groups.values()]
    counts = _counts(draft, services, reference)
    unknown = _untold(counts[0], groups)
    if unknown:
        numbers = tuple(n for code in unknown for n in groups[code].numbers)
        text = f"{', '.join(unknown)}: no minutes, so the units of the timed codes are not checked."
        draft = draft.found(Finding("note", text, (), numbers))
    if len(counts) > 1 and not agree(counts):
        return _open(draft, groups, counts)
    split = _nearest(counts[0].right, groups)
    split = {code: n for code, n in split.items() if not (unknown and _timed(counts[0], code))}
    return _settle(draft, trade, groups, counts[0], split, reference)


def _counts(draft: Draft, services: Sequence[Service], reference: Reference) -> list[Count]:
    claim = draft.claim
    rule = payer_rule(claim.payer, claim.on, reference)
    names = [claim.rule] if claim.rule else list(rule.counts) if rule else ["medicare"]
    return [count(services, name, claim.on, reference) for name in names]


def _timed(counted: Count, code: str) -> bool:
    return any(e.code.code == code and e.kind in ("timed", "pooled") for e in counted.entries) or any(code in ladder.codes for ladder in counted.chains.values())


def _untold(counted: Count, groups: Mapping[str, Group]) -> list[str]:
    """Timed codes without minutes, those apart that share them with a partner (97130 with 97129)."""
    told = {code for ladder in counted.chains.values() for code in ladder.codes}
    kinds = {e.code.code: e.kind for e in counted.entries}
    return [c for c, g in groups.items() if kinds[c] in ("timed", "pooled") and g.minutes is None and c not in told]


def _nearest(ways: Sequence[Mapping[str, int]], groups: Mapping[str, Group]) -> Mapping[str, int]:
    """The right split closest to what was billed; the first of them where nothing was."""
    return min(ways, key=lambda way: sum(abs(n - _billed(groups, code, n)) for code, n in way.items()))


def _billed(groups: Mapping[str, Group], code: str, default: int) -> int:
    units = groups[code].units if code in groups else 0
    return default if units is None else units


def _open(draft: Draft, groups: Mapping[str, Group], counts: Sequence[Count]) -> Draft:
    """Two rules may apply and differ: what is billed must fit one; nothing is corrected."""
    fits = [one for one in counts if any(_same(groups, way) for way in one.right)]
    cited = tuple(dict.fromkeys(c for one in counts for c in one.citations))
    numbers = tuple(n for group in groups.values() for n in group.numbers)
    said = "; ".join(f"{one.label} {short(one)}" for one in counts)
    if fits:
        text = f"The units are right under {fits[0].label}; the payer's policy decides the rule ({said}). Name it as rule."
        return draft.found(Finding("note", text, cited, numbers))
    text = f"The units depend on the payer's counting rule: {said}. Name it as rule."
    return draft.found(Finding("stop", text, cited, numbers))


def _same(groups: Mapping[str, Group], way: Mapping[str, int]) -> bool:
    return all(way.get(code) == group.units for code, group in groups.items() if code in way)


def _settle(
    draft: Draft,
    trade: str | None,
    groups: Mapping[str, Group],
    counted: Count,
    split: Mapping[str, int],
    reference: Reference,
) -> Draft:
    """Each code's units and marks set against what is right; lines written anew where they differ."""
    how = method_on(draft.claim.on, reference, trade or "PT")
    marking = under_medicare(draft.claim, reference) and trade is not None and bool(how.mark)
    parts = shares(counted, {**counted.units, **split}, how)
    for code, n in split.items():
        group = groups.get(code)
        own = reference.codes[code].family != "evaluation"  # an assistant's evaluation is stopped elsewhere
        found = parts.get(code, Share(n, 0, "")) if marking and own else None
        if group is not None:
            draft = _group(draft, group, n, found, counted, reference)
        elif n:
            draft = _added(draft, trade, Share(n, found.marked if found else 0, ""), code, how.mark, counted)
    return draft


def _added(draft: Draft, trade: str | None, units: Share, code: str, mark: str, counted: Count) -> Draft:
    """A further code the minutes earn: 97130 behind 97129, 98979 instead of 98980."""
    first = next(line for line in draft.lines if line.discipline == trade and _partner(counted, line.code, code))
    plan = tuple(m for m in first.modifiers if m in PLANS)
    base = ClaimLine(code, None, None, units.plain, (*plan, *first.extras), trade, first.numbers)
    made = [replace(base, units=units.marked, modifiers=(*plan, mark, *first.extras))] if units.marked else []
    made += [base] if units.plain else []
    told = Finding("fix", f"{code} × {units.units} added: the minutes earn it.", counted.citations, first.numbers)
    place = max(n for n, line in enumerate(draft.lines) if line.code == first.code) + 1
    return draft.now([*draft.lines[:place], *made, *draft.lines[place:]]).found(told)


def _partner(counted: Count, one: str, other: str) -> bool:
    ladders = [*counted.chains.values(), *(ladder for ladder, _ in counted.climbed)]
    return any(one in ladder.all_codes and other in ladder.all_codes for ladder in ladders)


def _group(draft: Draft, group: Group, units: int, found: Share | None, counted: Count, reference: Reference) -> Draft:
    wrong = _units_wrong(group, units, counted, draft, reference)
    if not wrong and group.units is not None:
        units = group.units
    marked = group.marked
    if found is not None and units and not _silent(group):
        right = {found.marked} | ({found.also} if found.also is not None else set())
        if group.units != units or marked not in right:
            marked = found.marked
        if group.units is not None and group.marked not in right:
            wrong.append(_mark_wrong(group, found, draft, reference))
    elif marked or any(line.marked for line in group.lines):
        marked = units if all(line.marked for line in group.lines) else min(marked, units)
    wrong += _twice(group)
    if not wrong:
        return draft
    if not group.alike:
        text = f"{' '.join(one.message for one in wrong)} Its lines carry different modifiers, so they are left for you to change."
        return draft.found(Finding("stop", text, tuple(c for one in wrong for c in one.citations), group.numbers))
    return _rewritten(draft.found(*wrong), group, units, marked, reference)


def _silent(group: Group) -> bool:
    """Marked as the assistant's, but no minutes say how much was: taken as it stands."""
    return group.assistant is None and any(line.marked for line in group.lines)


def _twice(group: Group) -> list[Finding]:
    """The same code with the same modifiers on two lines."""
    kinds = [frozenset(line.modifiers) for line in group.lines]
    if len(set(kinds)) == len(kinds) or not group.alike:
        return []
    text = f"{group.code} stands on {len(kinds)} lines; units of one code with the same modifiers go on one line."
    return [Finding("fix", text, (), group.numbers)]


def _units_wrong(group: Group, units: int, counted: Count, draft: Draft, reference: Reference) -> list[Finding]:
    """What is wrong with the units: nothing, or one finding."""
    billed = group.units
    entry = next(e for e in counted.entries if e.code.code == group.code)
    if entry.kind == "once":
        rule = reference.rules.in_force("untimed-units", draft.claim.on, Units)
        limit = reference.tables.mue(group.code, draft.claim.setting, draft.claim.on)
        if billed is not None and (billed <= rule.units or (limit is not None and billed <= limit.units)):
            return []
        text = f"{group.code} is untimed: {units_said(rule.units)}" + ("." if billed is None else f", not {billed}.")
        return [Finding("fix", text, (rule.citation,), group.numbers)]
    if billed == units:
        return []
    return [Finding("fix", _units_text(group, units, counted), counted.citations[:1], group.numbers)]


def _units_text(group: Group, units: int, counted: Count) -> str:
    billed, minutes = group.units, group.minutes
    chain = next((one for one in counted.chains.values() if group.code in one.codes), None)
    why = f"{minutes} minutes" if minutes is not None else "the minutes of its first code"
    if billed is None:
        return f"{group.code}: {units_said(units)} from {why}." + ("" if units else " Documented, not billed.")
    if chain:
        return f"{group.code}: {units_said(billed)} billed, {units_said(units)} right. {chain.note}"
    beside = " beside the other codes" if len(counted.split.minutes) > 1 else ""
    word = "support" if billed > units else "earn"
    return f"{group.code}: {units_said(billed)} billed, {why} {word} {units_said(units)}{beside}."


def _mark_wrong(group: Group, found: Share, draft: Draft, reference: Reference) -> Finding:
    trade = group.lines[0].discipline or "PT"
    mark = reference.rules.in_force("discipline-modifiers", draft.claim.on, Disciplines)[trade][1]
    why = found.why or "no assistant minutes"
    text = f"{group.code}: {mark} belongs on {units_said(found.marked)}, billed on {units_said(group.marked)} ({why})."
    cited = reference.rules.in_force("assistant-modifiers", draft.claim.on, AssistantMethod).citation
    return Finding("fix", text, (cited,), group.numbers)


def _rewritten(draft: Draft, group: Group, units: int, marked: int, reference: Reference) -> Draft:
    """The group as one line with the assistant's modifier and one without, in its first line's place."""
    first = group.lines[0]
    plan = tuple(m for m in first.modifiers if m in PLANS)
    held = [tuple(m for m in line.modifiers if m in MARKS) for line in group.lines if line.marked]
    rule = reference.rules.in_force("discipline-modifiers", draft.claim.on, Disciplines)[first.discipline or "PT"][1:]
    marks = held[0] if held else rule
    marked = marked if marks else 0
    base = ClaimLine(group.code, group.minutes, group.assistant, units, (*plan, *first.extras), first.discipline, group.numbers)
    made = [replace(base, units=marked, modifiers=(*plan, *marks, *first.extras))] if marked else []
    if units - marked or not marked:
        rest = replace(base, units=units - marked)
        made.append(replace(rest, minutes=None, assistant=None) if made else rest)
    place = draft.lines.index(first)
    kept = [line for line in draft.lines if line not in group.lines]
    before = sum(1 for line in draft.lines[:place] if line in kept)
    return draft.now([*kept[:before], *made, *kept[before:]])
