"""How a pair edit is told: what holds of the two codes on one day, why, where the modifier goes, how old the table is.

A statement says what holds ("Both can be billed on one day …") and no yes or no, so that it is right whichever way the
question was put.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.reference import Reference
from assistant.reference.rules import RuleValue
from assistant.schema import Citation, Question, Table
from assistant.tools.pairs import Condition, Pair, condition, unpaid

PLACES = {"practitioner": "practitioner", "outpatient_hospital": "outpatient hospital"}
PLANS = ("commercial", "ama", "workers_comp", "auto", "tricare", "va")
REMEMBERED = 10  # years for which an edit that never counted is still worth a word
_WHERE = {"practitioner": "in a practice", "outpatient_hospital": "in an outpatient hospital"}
_PLACE_WORDS = ("region", "area", "body part", "joint")


def statement(pair: Pair, question: Question, terms: Condition, reference: Reference) -> str:
    """What holds of one pair in one setting, as far as the payer lets Medicare's table speak."""
    return for_payer(_statement(pair, question, terms, reference), question)


def for_payer(said: str, question: Question) -> str:
    """The sentence with whose table it is, where the payer is not Medicare."""
    if question.payer == "medicaid":
        return f"I hold Medicare's pair table, not Medicaid's. {said}"
    if question.payer in PLANS:
        plain = said[0].lower() if said.startswith(("Both", "Neither", "No ", "All ", "The ")) else said[0]
        return f"It depends on the plan's own edits. In Medicare's table: {plain}{said[1:]}"
    return said


def _statement(pair: Pair, question: Question, terms: Condition, reference: Reference) -> str:
    if not pair.active:
        return _absent(pair, question, reference)
    if not pair.certain:
        return _uncertain(pair)
    if question.said.shared and pair.indicator == "1":
        return f"{pair.column1} and {pair.column2} are not both billed for the same {question.said.shared}: {core(pair)}, and {terms.modifier} is right only for {terms.apart}."
    return plain(pair, terms)


def core(pair: Pair) -> str:
    """'97150 (column 1) and 97110 (column 2) are an active Medicare edit with indicator 1'."""
    return f"{pair.column1} (column 1) and {pair.column2} (column 2) are an active Medicare edit with indicator {pair.indicator}"


def plain(pair: Pair, terms: Condition) -> str:
    """An active edit: on which condition both are paid, and which is denied."""
    if pair.indicator == "0":
        return f"{pair.column1} and {pair.column2} are never paid together on one day: {core(pair)}, so no modifier bypasses it and {pair.column2} is the one denied."
    return f"{pair.column1} and {pair.column2} can both be billed on one day only for {terms.apart} and with {terms.modifier}: {core(pair)}, else {pair.column2} is denied."


def none(pair: Pair, question: Question) -> str:
    """'Medicare has no active edit for 97530 with 97140 (it ended 12-31-2019)'."""
    return f"Medicare has no active edit for {pair.one} with {pair.two}{_when(question)}{_past(pair)}"


def _absent(pair: Pair, question: Question, reference: Reference) -> str:
    said = none(pair, question)
    stopped = _unpaid(pair, reference)
    if stopped and question.payer in (None, "medicare"):
        return f"{stopped[0]}. There is no edit to bypass: {said}."
    if question.said.shared:
        return _overlap(pair, question.said.shared, said, reference)
    if question.says("says.denied"):
        return f"{said}, so a denial of the two together is not Medicare's NCCI edit: read what its codes say."
    if question.says("asks.line"):
        return f"Neither line takes a 59: {said}, so both can be billed on one day."
    if question.says("asks.need59"):
        return f"No 59 is needed: {said}, so a 59 has nothing to do there and both can be billed on one day."
    return f"Both can be billed on one day, and neither needs a 59 because of the other: {said}."


def _unpaid(pair: Pair, reference: Reference) -> list[str]:
    return [why for code in (pair.one, pair.two) if (why := unpaid(code, pair.on, reference))]


def _overlap(pair: Pair, shared: str, said: str, reference: Reference) -> str:
    """One therapy service in each 15 minutes; supervised modalities may run beside another."""
    beside = reference.rules.in_force("ncci-same-minutes", pair.on)["besides"]
    modality = next((code for code in (pair.one, pair.two) if code in beside), None)
    place = any(word in shared for word in _PLACE_WORDS)
    if modality and not place:
        return f"{modality} is a supervised modality and may run during another service; {said}."
    if place:
        return f"The same {shared} is no bar: {said}; each service needs its own minutes and purpose, and no minute counts twice."
    return f"The two are not both billed for the same {shared}: {said}, but the same minutes never count twice."


def _when(question: Question) -> str:
    return f" on {day(question.as_of)}" if question.dated else ""


def _past(pair: Pair) -> str:
    """How the edit ended, where there was one."""
    if pair.row is None or pair.row.deleted is None:
        return ""
    if pair.row.indicator == "9":
        if pair.on.year - pair.row.deleted.year > REMEMBERED:
            return ""
        return f" (one was deleted {day(pair.row.deleted)} as if never in force)"
    return f" (it ended {day(pair.row.deleted)})"


def _uncertain(pair: Pair) -> str:
    assert pair.row is not None
    words = f"{pair.column1} column 1, {pair.column2} column 2, indicator {pair.indicator}"
    ended = f"ended {day(pair.row.deleted)}" if pair.row.deleted else f"stands in the {pair.edition.words} table"
    return f"Most likely an active edit on {day(pair.on)}: it {ended} ({words}), but our copy does not say when it began."


def history(pair: Pair) -> str:
    """Since when or until when two codes are an edit, as far as the table tells."""
    names = f"{pair.column1} with {pair.column2}"
    if pair.row is None:
        return f"{names}: the {pair.edition.words} table has no edit, none that ended either."
    if pair.row.deleted is not None:
        ended = f"was deleted {day(pair.row.deleted)} as if it had never been in force" if pair.indicator == "9" else f"ended {day(pair.row.deleted)}"
        return f"Medicare's edit of {names} {ended}."
    return f"{names} is an active Medicare edit (indicator {pair.indicator}) {since(pair)}."


def since(pair: Pair) -> str:
    """'since 10-01-2020, as reported', or that our copy does not say."""
    if pair.row is not None and pair.row.effective is not None:
        return f"since {day(pair.row.effective)}"
    if pair.began and pair.began.start:
        return f"since {day(pair.began.start)}, as reported"
    return f"in the {pair.edition.words} table; our copy does not say since when"


def differing(pairs: Sequence[Pair], terms: Condition) -> str:
    """One sentence for two settings that do not say the same."""
    return f"It depends on the setting: {'; '.join(_clause(pair, terms) for pair in pairs)}."


def _clause(pair: Pair, terms: Condition) -> str:
    where = _WHERE[pair.setting]
    if not pair.active:
        return f"{where} Medicare has no active edit for {pair.one} with {pair.two}"
    names = f"{pair.column1} (column 1) and {pair.column2} (column 2)"
    if pair.indicator == "0":
        return f"{where} {names} are never paid together (indicator 0, no modifier bypasses it)"
    return f"{where} {terms.modifier} may bypass the edit of {names} for {terms.apart} (indicator 1)"


def short(pair: Pair) -> str:
    """The sentence that stands beside a comparison of two codes."""
    table = f"as of the {pair.edition.words} edit table"
    if not pair.active:
        return f"{pair.one} and {pair.two} on one day need no modifier for Medicare, {table}."
    if pair.indicator == "0":
        return f"{pair.column1} and {pair.column2} are never paid together by Medicare on one day ({table}, indicator 0): {pair.column2} is the one denied."
    return f"{pair.column1} and {pair.column2} on one day need 59 or XU and separate time for Medicare ({table}, indicator 1)."


def notes(pair: Pair, terms: Condition, question: Question, reference: Reference, *, others: Sequence[Pair] = ()) -> tuple[str, ...]:
    """Further sentences, most useful first. others: the same pair in the other settings asked about."""
    said = [f"{why}." for why in _unpaid(pair, reference)] if pair.active else []
    if pair.active:
        said += terms.say
        if pair.indicator == "1" and terms.modifier.startswith("59") and not terms.apart.startswith("a re-evaluation"):
            said.append(line_rule(pair, reference)["say"].format(column2=pair.column2))
    if pair.began and pair.began.start and not pair.active:
        said.append(f"It began again {day(pair.began.start)}.")
    said.append(table_used(pair, others))
    said.append(_payers(pair, question))
    if not pair.active and not question.said.shared:
        said.append(reference.rules.in_force("ncci-same-minutes", pair.on)["say"])
    return tuple(said)


def line_rule(pair: Pair, reference: Reference) -> RuleValue:
    """On which line the modifier is read on that day."""
    return reference.rules.in_force("ncci-modifier-line", pair.on)


def table_used(pair: Pair, others: Sequence[Pair] = ()) -> str:
    """Which tables, how old, and what to do about it."""
    said = [_table(pair)]
    if others:
        same = all(one.says() == pair.says() for one in others)
        said += [f"{_table(one)}{', which says the same' if same else ''}" for one in others]
    name = f"Table{'s' if others else ''} used: {'; '.join(said)}"
    if pair.edition.outdated(pair.on):
        return f"{name}. Newer quarters exist: check the current one before you rely on it."
    if pair.on < pair.edition.start:
        return f"{name}. It keeps ended edits with their last day; check the quarter of the service too."
    return f"{name}."


def _table(pair: Pair) -> str:
    age = f", {pair.edition.age(pair.on)}" if pair.edition.outdated(pair.on) else ""
    return f"{PLACES[pair.setting]}, {pair.edition.words}{age}"


def _payers(pair: Pair, question: Question) -> str:
    if question.payer == "medicaid":
        return "Medicaid runs its own NCCI pair table, which I do not hold: check the state's."
    if question.payer in PLANS:
        return "The plan's own policy decides, and the note must show separate minutes. I never add 59 myself."
    if pair.active:
        return "I never add 59 myself: whether the services were separate is for the record to show."
    return (
        "A commercial plan may still run the old edit: then its policy decides, and the note must show separate minutes. "
        "I never add 59 myself."
    )


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
    rows = []
    for pair in sorted(pairs, key=lambda p: (not p.active, p.indicator or "")):
        terms = condition(pair, reference)
        if not pair.active:
            means = f"no active edit{_past(pair)}"
        elif pair.indicator == "0":
            means = f"never together; {pair.column2} is denied"
        else:
            means = f"{terms.modifier}, only for {terms.apart}; else {pair.column2} is denied"
        rows.append((f"{pair.column1} + {pair.column2}", means, pair.indicator if pair.active and pair.indicator else "–"))
    return Table(("Pair", "Medicare", "Indicator"), tuple(rows))


def day(on: date) -> str:
    """A date as American claims write it: 12-31-2019."""
    return f"{on:%m-%d-%Y}"
