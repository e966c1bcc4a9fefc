"""How a pair edit is told: what holds of the two codes on one day, why, where the modifier goes, how old the table is.

A statement says what holds ("Both can be billed on one day …") and no yes or no, so that it is right whichever way the
question was put.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reference import Reference
from assistant.reference.rulekinds import ModifierLine, SameMinutes
from assistant.reference.slots import fill
from assistant.schema import Citation, Question, Table
from assistant.tools.pairs import Condition, Pair, condition, unpaid
from assistant.tools.wording import day, lower

PLACES = {"practitioner": "practitioner", "outpatient_hospital": "outpatient hospital"}
PLANS = ("commercial", "ama", "workers_comp", "auto", "tricare", "va")
REMEMBERED = 10  # years for which an edit that never counted is still worth a word
_WHERE = {"practitioner": "in a practice", "outpatient_hospital": "in an outpatient hospital"}
_PLACE_WORDS = ("region", "area", "body part", "joint")


def statement(pair: Pair, question: Question, terms: Condition, reference: Reference) -> str:
    """What holds of one pair in one setting, as far as the payer lets Medicare's table speak."""
    return for_payer(_statement(pair, question, terms, reference), question, reference)


def for_payer(said: str, question: Question, reference: Reference) -> str:
    """The sentence with whose table it is, where the payer is not Medicare."""
    if question.payer == "medicaid":
        return reference.say("edits.medicaid", said=said)
    if question.payer in PLANS:
        named = said.startswith("Medicare")  # a name keeps its capital
        return reference.say("edits.schedule" if question.payer == "workers_comp" else "edits.plan", said=said if named else lower(said))
    return said


def _statement(pair: Pair, question: Question, terms: Condition, reference: Reference) -> str:
    if not pair.active:
        return _absent(pair, question, reference)
    if not pair.certain:
        return _uncertain(pair, reference)
    if question.said.shared and pair.indicator == "1":
        return reference.say("edits.shared", **_told(pair, terms, reference), shared=question.said.shared)
    return plain(pair, terms, reference)


def _columns(pair: Pair) -> dict[str, object]:
    """The codes of an edit, its indicator and its table as slots."""
    return {"column1": pair.column1, "column2": pair.column2, "indicator": pair.indicator, "edition": pair.edition.words}


def _told(pair: Pair, terms: Condition, reference: Reference) -> dict[str, object]:
    """An edit with the condition on which it may be bypassed, as slots."""
    return {**_columns(pair), "apart": terms.apart, "modifier": terms.modifier, "core": reference.say("edits.core", **_columns(pair))}


def plain(pair: Pair, terms: Condition, reference: Reference) -> str:
    """An active edit: on which condition both are paid, and which is denied."""
    return reference.say("edits.never" if pair.indicator == "0" else "edits.only-apart", **_told(pair, terms, reference))


def none(pair: Pair, question: Question, reference: Reference) -> str:
    """'Medicare has no active edit for 97530 with 97140 (it ended 12-31-2019)'."""
    when = reference.say("edits.on-day", day=day(question.as_of)) if question.dated else ""
    return reference.say("edits.none", one=pair.one, two=pair.two, when=when, past=_past(pair, reference))


def _absent(pair: Pair, question: Question, reference: Reference) -> str:
    say, said = reference.say, none(pair, question, reference)
    stopped = _unpaid(pair, reference)
    if stopped and question.payer in (None, "medicare"):
        return say("edits.unpaid", why=stopped[0], none=said)
    if question.said.shared:
        return _overlap(pair, question.said.shared, said, reference)
    asked = {"says.denied": "edits.both-denied", "asks.line": "edits.both-line", "asks.need59": "edits.both-need59"}
    name = next((one for cue, one in asked.items() if question.says(cue)), "edits.both")
    return say(name, none=said)


def _unpaid(pair: Pair, reference: Reference) -> list[str]:
    return [why for code in (pair.one, pair.two) if (why := unpaid(code, pair.on, reference))]


def _overlap(pair: Pair, shared: str, said: str, reference: Reference) -> str:
    """One therapy service in each quarter hour; supervised modalities may run beside another."""
    say, beside = reference.say, reference.rules.in_force("ncci-same-minutes", pair.on, SameMinutes).besides
    modality = next((code for code in (pair.one, pair.two) if code in beside), None)
    place = any(word in shared for word in _PLACE_WORDS)
    if modality and not place:
        return say("edits.overlap-modality", code=modality, none=said)
    return say("edits.overlap-place" if place else "edits.overlap", shared=shared, none=said)


def _past(pair: Pair, reference: Reference) -> str:
    """How the edit ended, where there was one."""
    if pair.row is None or pair.row.deleted is None:
        return ""
    never = pair.row.indicator == "9"
    if never and pair.on.year - pair.row.deleted.year > REMEMBERED:
        return ""
    return reference.say("edits.past-never" if never else "edits.past-ended", day=day(pair.row.deleted))


def _uncertain(pair: Pair, reference: Reference) -> str:
    ended = pair.row.deleted if pair.row else None
    told = {"day": day(pair.on), **_columns(pair)}
    return reference.say("edits.uncertain-ended", **told, ended=day(ended)) if ended else reference.say("edits.uncertain", **told)


def history(pair: Pair, reference: Reference) -> str:
    """Since when or until when two codes are an edit, as far as the table tells."""
    say, names = reference.say, {"one": pair.column1, "two": pair.column2}
    if pair.row is None:
        return say("edits.history-none", **names, edition=pair.edition.words)
    if pair.row.deleted is not None:
        return say("edits.history-never" if pair.indicator == "9" else "edits.history-ended", **names, day=day(pair.row.deleted))
    return say("edits.history-active", **names, indicator=pair.indicator, since=since(pair, reference))


def since(pair: Pair, reference: Reference) -> str:
    """'since 10-01-2020, as reported', or that our copy does not say."""
    if pair.row is not None and pair.row.effective is not None:
        return reference.say("edits.since", day=day(pair.row.effective))
    if pair.began and pair.began.start:
        return reference.say("edits.since-reported", day=day(pair.began.start))
    return reference.say("edits.since-unknown", edition=pair.edition.words)


def differing(pairs: Sequence[Pair], terms: Condition, reference: Reference) -> str:
    """One sentence for two settings that do not say the same."""
    return reference.say("edits.differing", settings="; ".join(_clause(pair, terms, reference) for pair in pairs))


def _clause(pair: Pair, terms: Condition, reference: Reference) -> str:
    where = _WHERE[pair.setting]
    if not pair.active:
        return reference.say("edits.differing-none", where=where, one=pair.one, two=pair.two)
    told = {**_told(pair, terms, reference), "where": where}
    return reference.say("edits.differing-never" if pair.indicator == "0" else "edits.differing-apart", **told)


def short(pair: Pair, reference: Reference) -> str:
    """The sentence that stands beside a comparison of two codes."""
    if not pair.active:
        return reference.say("edits.short-none", one=pair.one, two=pair.two, edition=pair.edition.words)
    told = _told(pair, condition(pair, reference), reference)
    return reference.say("edits.short-never" if pair.indicator == "0" else "edits.short-apart", **told)


def notes(pair: Pair, terms: Condition, question: Question, reference: Reference, *, others: Sequence[Pair] = ()) -> tuple[str, ...]:
    """Further sentences, most useful first. others: the same pair in the other settings asked about."""
    said = [f"{why}." for why in _unpaid(pair, reference)] if pair.active or question.payer in PLANS else []
    if question.says("says.visit"):
        said.append(reference.say("edits.visit-plan" if question.payer in PLANS else "edits.visit"))
    if pair.active:
        said += terms.say
        if pair.indicator == "1" and terms.modifier.startswith("59") and not terms.placed:
            said.append(fill(line_rule(pair, reference).say, {"column2": pair.column2}))
    if pair.began and pair.began.start and not pair.active:
        said.append(reference.say("edits.began-again", day=day(pair.began.start)))
    said.append(table_used(pair, reference, others))
    said.append(reference.say(_payer_note(pair, question)))
    if not pair.active and not question.said.shared:
        said.append(reference.rules.in_force("ncci-same-minutes", pair.on, SameMinutes).say)
    return tuple(said)


def line_rule(pair: Pair, reference: Reference) -> ModifierLine:
    """On which line the modifier is read on that day."""
    return reference.rules.in_force("ncci-modifier-line", pair.on, ModifierLine)


def table_used(pair: Pair, reference: Reference, others: Sequence[Pair] = ()) -> str:
    """Which tables, how old, and what to do about it."""
    say, tables = reference.say, [_table(pair)]
    if others:
        same = all(one.says() == pair.says() for one in others)
        tables += [say("edits.says-same", table=_table(one)) if same else _table(one) for one in others]
    used = say("edits.tables-used" if others else "edits.table-used", tables="; ".join(tables))
    if pair.edition.outdated(pair.on):
        return f"{used} {say('edits.newer')}"
    return f"{used} {say('edits.keeps-ended')}" if pair.on < pair.edition.start else used


def _table(pair: Pair) -> str:
    age = f", {pair.edition.age(pair.on)}" if pair.edition.outdated(pair.on) else ""
    return f"{PLACES[pair.setting]}, {pair.edition.words}{age}"


def _payer_note(pair: Pair, question: Question) -> str:
    """The saying on whose edits decide."""
    if question.payer == "medicaid":
        return "edits.payer-medicaid"
    if question.payer in PLANS:
        return "edits.payer-schedule" if question.payer == "workers_comp" else "edits.payer-plan"
    return "edits.never-add" if pair.active else "edits.payer-none"


def citations(pair: Pair, terms: Condition, question: Question, reference: Reference) -> tuple[Citation, ...]:
    """The table row first, then the rules that the notes rest on."""
    row = row_citation(pair, reference)
    if not pair.active:
        return (row, pair.began.citation) if pair.began else (row,)
    line = (line_rule(pair, reference).citation,) if question.says("asks.line") else ()
    return (row, *terms.citations, *line)


def row_citation(pair: Pair, reference: Reference) -> Citation:
    """Where the pair stands, or would stand, in the table."""
    locator = f"{PLACES[pair.setting]} table: {pair.column1} → {pair.column2}"
    return reference.tables.cite(reference.sources, "ptp", pair.edition, locator, pair.setting)


def overview(pairs: Sequence[Pair], reference: Reference) -> Table:
    """All pairs of several codes, active ones first."""
    rows, say = [], reference.say
    for pair in sorted(pairs, key=lambda p: (not p.active, p.indicator or "")):
        told = _told(pair, condition(pair, reference), reference)
        if not pair.active:
            means = say("edits.overview-none", past=_past(pair, reference))
        else:
            means = say("edits.overview-never" if pair.indicator == "0" else "edits.overview-apart", **told)
        rows.append((f"{pair.column1} + {pair.column2}", means, pair.indicator if pair.active and pair.indicator else "–"))
    return Table(("Pair", "Medicare", "Indicator"), tuple(rows))
