"""Which codes one code has active NCCI edits with: column, who is denied, indicator, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.reference import Reference
from assistant.reference.rows import PairRow
from assistant.reference.tables import SETTINGS
from assistant.schema import Fact, Question, Table
from assistant.tools.pairs import Pair, pair_on
from assistant.tools.pairwords import PLACES, day, row_citation, table_used

MOST = 40  # rows shown
_TOPICS = frozenset({"pair", "modifier", "compare", "lookup", "history"})


def facts(question: Question, codes: Sequence[str], reference: Reference) -> list[Fact]:
    """The partners of the one code named, in each setting asked about that says something of its own."""
    if len(codes) != 1 or codes[0] not in reference.codes or not question.topics & _TOPICS:
        return []
    settings = SETTINGS if question.setting is None else (question.setting,)
    held = [setting for setting in settings if reference.tables.holds("ptp", setting)]
    found = {setting: partners(codes[0], setting, question.as_of, reference) for setting in held}
    said = [_fact(codes[0], setting, rows, question.as_of, reference) for setting, rows in found.items()]
    return [fact for fact in said if fact is not None]


def partners(code: str, setting: str, on: date, reference: Reference) -> tuple[PairRow, ...]:
    """Active rows of a code with codes of our table, those that nothing bypasses first."""
    rows = (row for row in reference.tables.pairs(setting, on) if code in (row.column1, row.column2))
    ours = (row for row in rows if therapy(_other(row, code), reference))
    return tuple(sorted(ours, key=lambda row: (row.indicator, _other(row, code))))


def therapy(code: str, reference: Reference) -> bool:
    """Is it a therapy code of our table?"""
    record = reference.codes.get(code)
    return record is not None and record.family != "outside therapy" and record.base != "none"


def _other(row: PairRow, code: str) -> str:
    return row.column2 if row.column1 == code else row.column1


def _fact(code: str, setting: str, rows: Sequence[PairRow], on: date, reference: Reference) -> Fact | None:
    edition = reference.tables.pair_edition(setting, on)
    if edition is None:
        return None
    place = f"{PLACES[setting]} table, {edition.words}"
    held = [row for row in reference.tables.pairs(setting, on) if code in (row.column1, row.column2)]
    beyond = reference.tables.outside_count(code, setting, on) + len(held) - len(rows)
    shown = [pair_on(code, _other(row, code), setting, on, reference) for row in rows[:MOST]]
    cited = reference.tables.cite(reference.sources, "ptp", edition, f"{PLACES[setting]} table: {code}", setting)
    value = {
        "code": code, "setting": setting, "edition": edition.label, "count": len(rows), "outside": beyond,
        "partners": [pair.value() for pair in shown],
    }  # fmt: skip
    if not rows:
        said = f"{code} has no active Medicare edit with another therapy code ({place})."
        return Fact("edits", said, value, (), (cited,), _notes(beyond, None), acts=("edits.partners",))
    never = [_other(row, code) for row in rows if row.indicator == "0"]
    first = f"{code} has {len(rows)} active Medicare edit{'s' if len(rows) > 1 else ''} with other therapy codes ({place})"
    core = f"{first}; never together with {', '.join(never[:12])}{' and others' if len(never) > 12 else ''}." if never else f"{first}; none of them absolute: each may be bypassed for separate services."
    table = Table(("With", f"{code} is", "Denied", "Indicator", "Since"), tuple(_row(pair, code) for pair in shown))
    more = f"{len(rows) - MOST} more are not shown." if len(rows) > MOST else ""
    notes = ((more,) if more else ()) + _notes(beyond, shown[0])
    return Fact("edits", core, value, (), (cited, *((row_citation(shown[0], reference),))), notes, table, acts=("edits.partners",))


def _row(pair: Pair, code: str) -> tuple[str, ...]:
    """Indicator 0: never together; 1: separate services with a modifier."""
    other = pair.column2 if pair.column1 == code else pair.column1
    means = {"0": "0, never together", "1": "1, a modifier may bypass it"}.get(pair.indicator or "", pair.indicator or "")
    began = pair.row.effective if pair.row else None
    reported = pair.began.start if pair.began else None
    since = day(began) if began else f"{day(reported)}, as reported" if reported else "not in our copy"
    return other, "column 1" if pair.column1 == code else "column 2", pair.column2, means, since


def _notes(beyond: int, first: Pair | None) -> tuple[str, ...]:
    """What stands outside the list, and how old the table is."""
    more = f"With codes outside therapy (visits, surgery, injections) it has {beyond} more." if beyond else ""
    return tuple(note for note in (more, table_used(first) if first else "", "I never add 59 myself: the record must show separate services.") if note)
