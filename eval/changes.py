"""`python ingest.py changes [--as-of DATE] [--html FILE] [--markdown FILE]`: what the last change of the knowledge changes, old beside new.

Compares the knowledge as it is with the copy of the last ingest that differs: codes, pairs, limits, add-ons, rules,
sections, and the answers to the evaluation questions. For the team, before the new knowledge is put to work.
"""

from __future__ import annotations

import argparse
import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from assistant.answer.chain import Assistant
from assistant.errors import BadInput
from assistant.library import snapshots
from assistant.library.index import LiveIndex
from assistant.library.passages import read_knowledge
from assistant.reference import Reference
from assistant.reference.tables import MEDICAID, SETTINGS
from assistant.schema import Answer, Outcome
from assistant.settings import Settings
from eval.load import Asked, load

QUESTIONS = Path(__file__).with_name("questions")
SHOWN = 300  # characters of a section shown


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that says something else now; old or new is empty where it was not there."""

    what: str
    old: str
    new: str


Report = Mapping[str, Sequence[Change]]


def main(arguments: Sequence[str]) -> int:
    """Print the report as Markdown, and write it where asked for."""
    parser = argparse.ArgumentParser("ingest.py changes", description="What the last change of the knowledge changes, old beside new.")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write it as a page too")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write it to a file too")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="for this day instead of today: what is loaded ahead counts from its first day")
    parser.add_argument("--since", type=Path, metavar="FOLDER", help="compare with this knowledge folder instead of the last copy")
    options = parser.parse_args(arguments)
    settings = Settings.from_env()
    if options.since:
        if not (options.since / "sources.toml").is_file():
            raise BadInput(f"{options.since}: not a knowledge folder.")
        found = compare(options.since, settings.knowledge, settings, on=options.as_of)
    else:
        copy = snapshots.before(settings.index, settings.knowledge)
        if copy is None:
            print("Nothing has changed since the last ingest, or no earlier copy is held.")
            return 0
        with snapshots.opened(copy) as folder:
            found = compare(folder, settings.knowledge, settings, on=options.as_of)
    print(as_markdown(found))
    for line in ahead(settings.knowledge, options.as_of or date.today()):
        print(line)
    for path, text in ((options.markdown, as_markdown(found)), (options.html, as_html(found))):
        if path:
            path.write_text(text, encoding="utf-8")
    return 0


def compare(old: Path, new: Path, settings: Settings, asked: Sequence[Asked] | None = None, on: date | None = None) -> Report:
    """Every difference between two knowledge folders, by kind, on a day (today)."""
    day = on or date.today()
    before, after = Reference.load(old), Reference.load(new)
    parts: dict[str, Callable[[Reference], Mapping[str, str]]] = {
        "Codes": _codes,
        "NCCI pairs": lambda reference: _pairs(reference, day),
        "Units a day (MUE)": lambda reference: _limits(reference, day),
        "Add-on codes": _addons,
        "Rules": _rules,
        "Guidance": _sections,
    }
    found = {name: _differences(read(before), read(after)) for name, read in parts.items()}
    questions = load(QUESTIONS) if asked is None else asked
    index = LiveIndex(settings.index, settings.chroma_url)
    answers = [_answers(Assistant(reference, index), questions, day) for reference in (before, after)]
    return {**found, "Answers to the evaluation questions": _differences(*answers)}


def ahead(knowledge: Path, day: date) -> list[str]:
    """Editions and rule values that begin after that day, each with the option that shows what they change."""
    reference = Reference.load(knowledge)
    starts = [(head.edition.start, f"{kind} {setting} {head.edition.words}") for (kind, setting), heads in reference.tables.files.items() for head in heads]
    starts += [(value.start, rule.title) for rule in reference.rules for value in rule.values if value.start]
    return [f"Loaded ahead, from {start}: {' '.join(what.split())} (python ingest.py changes --as-of {start})" for start, what in sorted(starts) if start > day]


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    keys = sorted({*old, *new})
    return [Change(key, old.get(key, ""), new.get(key, "")) for key in keys if old.get(key) != new.get(key)]


def _codes(reference: Reference) -> dict[str, str]:
    return {code.code: ", ".join(f"{k}: {v}" for k, v in asdict(code).items() if v not in ("", None, (), [])) for code in reference.codes.values()}


def _pairs(reference: Reference, on: date) -> dict[str, str]:
    return {
        f"{setting.replace('_', ' ')}: {row.column1} (column 1) with {row.column2}": f"active, indicator {row.indicator}"
        for setting in SETTINGS for row in reference.tables.pairs(setting, on)
        if row.column1 in reference.codes and row.column2 in reference.codes
    }  # fmt: skip


def _limits(reference: Reference, on: date) -> dict[str, str]:
    found = {}
    for code in reference.codes:
        rows = {setting: reference.tables.mue(code, setting, on) for setting in SETTINGS}
        rows[MEDICAID] = reference.tables.medicaid_mue(code)
        found.update({f"{code}, {setting.replace('_', ' ')}": f"{row.units} units, MAI {row.mai or '–'}" for setting, row in rows.items() if row})
    return found


def _addons(reference: Reference) -> dict[str, str]:
    rows = {code: reference.tables.bases(code) for code in reference.codes}
    return {code: f"needs {', '.join(row.bases)}" for code, row in rows.items() if row}


def _rules(reference: Reference) -> dict[str, str]:
    values = ((rule.name, value) for rule in reference.rules for value in rule.values)
    return {f"{name} from {value.start or 'the beginning'}": f"{_said(value.values)} (to {value.end or 'open'}; {value.citation.source} {value.citation.locator})" for name, value in values}


def _said(values: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items())


def _sections(reference: Reference) -> dict[str, str]:
    return {p.id: p.text if len(p.text) <= SHOWN else f"{p.text[:SHOWN]}…" for p in read_knowledge(reference.folder, reference.sources)}


def _answers(assistant: Assistant, asked: Iterable[Asked], day: date) -> dict[str, str]:
    """The outcome and the first sentence to every question, by id."""
    return {one.id: f"{one.turns[-1]} → {_lead(_ask(assistant, one, day))}" for one in asked}


def _ask(assistant: Assistant, one: Asked, day: date) -> Answer:
    *earlier, last = one.turns
    return assistant.ask(last, earlier, payer=one.payer, as_of=one.as_of or day, setting=one.setting)


def _lead(answer: Answer) -> str:
    return answer.claims[0].text if answer.outcome is Outcome.ANSWERED else f"{answer.outcome.value} ({answer.reason})"


def as_markdown(found: Report) -> str:
    """A table for each kind with changes; a line for those without."""
    lines = ["# What changes", ""]
    for name, changes in found.items():
        lines += [f"## {name}: {len(changes) or 'no'} change{'' if len(changes) == 1 else 's'}", ""]
        if changes:
            lines += ["| | Old | New |", "|---|---|---|", *(f"| {_cell(c.what)} | {_cell(c.old)} | {_cell(c.new)} |" for c in changes), ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split()) or "–"


def as_html(found: Report) -> str:
    """The same as a page of its own, with nothing from elsewhere."""
    parts = []
    for name, changes in found.items():
        rows = "".join(f"<tr><th>{html.escape(c.what)}</th><td>{html.escape(c.old) or '–'}</td><td>{html.escape(c.new) or '–'}</td></tr>" for c in changes)
        table = f"<table><tr><th></th><th>Old</th><th>New</th></tr>{rows}</table>" if rows else "<p>No change.</p>"
        parts.append(f"<h2>{html.escape(name)}: {len(changes)}</h2>{table}")
    style = "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;border-bottom:1px solid #ccc;padding:.3rem .5rem}"
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>What changes</title><style>{style}</style><h1>What changes</h1>{"".join(parts)}</html>'
