"""Which codes one code has active NCCI edits with: column, who is denied, indicator, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.reference import Reference
from assistant.reference.rows import PairRow
from assistant.reference.tables import SETTINGS
from assistant.schema import Fact, Question, Table
from assistant.tools.pairs import Pair, pair_on
from assistant.tools.pairwords import PLACES, row_citation, table_used
from assistant.tools.wording import day

MOST = 40  # rows shown
NEVER = 12  # codes named that are never paid together
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
    say, place = reference.say, {"code": code, "setting": PLACES[setting], "edition": edition.words}
    held = [row for row in reference.tables.pairs(setting, on) if code in (row.column1, row.column2)]
    beyond = reference.tables.outside_count(code, setting, on) + len(held) - len(rows)
    shown = [pair_on(code, _other(row, code), setting, on, reference) for row in rows[:MOST]]
    cited = reference.tables.cite(reference.sources, "ptp", edition, f"{PLACES[setting]} table: {code}", setting)
    value = {
        "code": code, "setting": setting, "edition": edition.label, "count": len(rows), "outside": beyond,
        "partners": [pair.value() for pair in shown],
    }  # fmt: skip
    if not rows:
        notes = _notes(beyond, None, reference)
        return Fact("edits", say("edits.partners-none", **place), value, (), (cited,), notes, acts=("edits.partners",))
    never = [_other(row, code) for row in rows if row.indicator == "0"]
    told = {**place, "count": len(rows), "edits": "edits" if len(rows) > 1 else "edit"}
    some = f"{', '.join(never[:NEVER])}{' and others' if len(never) > NEVER else ''}"
    said = say("edits.partners-never", **told, never=some) if never else say("edits.partners", **told)
    table = _table(shown, code, reference)
    more = (say("edits.partners-more", count=len(rows) - MOST),) if len(rows) > MOST else ()
    cites = (cited, row_citation(shown[0], reference))
    return Fact("edits", said, value, (), cites, (*more, *_notes(beyond, shown[0], reference)), table, acts=("edits.partners",))


def _table(shown: Sequence[Pair], code: str, reference: Reference) -> Table:
    """A row a partner; first days in a column of their own where all are held, else beside the indicator of those that are."""
    header = ("With", f"{code} is", "Denied", "Indicator", "Since")
    days = [first_day(pair, reference) for pair in shown]
    rows = [_row(pair, code, reference) for pair in shown]
    if all(days):
        return Table(header, tuple((*row, first) for row, first in zip(rows, days, strict=True)))
    return Table(header[:-1], tuple((*row[:-1], f"{row[-1]}; since {first}" if first else row[-1]) for row, first in zip(rows, days, strict=True)))


def _row(pair: Pair, code: str, reference: Reference) -> tuple[str, ...]:
    """Indicator 0: never together; 1: separate services with a modifier."""
    indicator = pair.indicator or ""
    other = pair.column2 if pair.column1 == code else pair.column1
    named = {"0": "edits.partner-never", "1": "edits.partner-apart"}.get(indicator)
    means = reference.say(named, indicator=indicator) if named else indicator
    return other, "column 1" if pair.column1 == code else "column 2", pair.column2, means


def first_day(pair: Pair, reference: Reference) -> str:
    """Since when an edit is in force, in words: by the table, or as another source reports it; empty where neither is held."""
    began = pair.row.effective if pair.row else None
    reported = pair.began.start if pair.began else None
    return day(began) if began else reference.say("edits.partner-reported", day=day(reported)) if reported else ""


def _notes(beyond: int, first: Pair | None, reference: Reference) -> tuple[str, ...]:
    """What stands outside the list, and how old the table is."""
    more = reference.say("edits.partners-outside", count=beyond) if beyond else ""
    used = table_used(first, reference) if first else ""
    return tuple(note for note in (more, used, reference.say("edits.never-add-services")) if note)
