"""Codes that share a property, as a table: timed, untimed, evaluations, always or sometimes therapy, add-ons, ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from assistant.reference import Reference
from assistant.reference.codes import Code
from assistant.schema import Fact, Question, Table
from assistant.tools.codewords import counted, disciplines

Test = Callable[[Code], bool]

_TESTS: dict[str, tuple[str, Test]] = {
    "list.timed": ("counted in timed units", lambda code: code.timed),
    "list.untimed": ("untimed", lambda code: code.base == "untimed"),
    "list.evaluations": ("evaluations and re-evaluations", lambda code: code.family == "evaluation"),
    "list.modalities": ("modalities", lambda code: code.family == "modalities"),
    "list.group": ("group services", lambda code: code.family == "group"),
    "list.always": ("always-therapy codes at Medicare", lambda code: code.therapy == "always"),
    "list.sometimes": ("sometimes-therapy codes at Medicare", lambda code: code.therapy == "sometimes"),
    "list.addons": ("add-on codes", lambda code: bool(code.parent)),
    "list.bundled": ("never paid separately by Medicare", lambda code: code.medicare == "bundled"),
    "list.ended": ("no longer valid", lambda code: code.end is not None),
}


def facts(question: Question, reference: Reference) -> list[Fact]:
    """The list of codes with every property named, of the discipline named."""
    named = [name for name in _TESTS if question.says(name)]
    if question.codes or not named or not question.says("asks.list"):
        return []
    rows = list(_matching(named, question.discipline, question.as_of, reference.codes.values()))
    if not rows:
        return []
    properties = ", ".join(_TESTS[name][0] for name in named)
    whose = f" usually reported by {question.discipline}" if question.discipline else ""
    said = f"{len(rows)} codes of my table are {properties}{whose}."
    table = Table(("Code", "What it is", "Counted", "Who reports it"), tuple((c.code, c.label, counted(c), disciplines(c) or "–") for c in rows))
    cited = reference.sources.cite("cms-100-04-ch5 §20")
    note = "My table holds outpatient therapy codes in my own words; CMS's yearly list of therapy codes is the authority."
    value = {"codes": [code.code for code in rows], "count": len(rows), "properties": [name.partition(".")[2] for name in named]}
    return [Fact("lookup", said, value, (), (cited,), (note,), table, acts=("lookup.list",))]


def _matching(named: list[str], discipline: str | None, on: date, codes: Iterable[Code]) -> Iterable[Code]:
    """Codes of therapy with every property, valid on the day unless ended ones are asked for."""
    for code in codes:
        if code.family == "outside therapy" or code.base == "none" or (discipline and discipline not in code.disciplines):
            continue
        if ("list.ended" in named or code.active(on)) and all(_TESTS[name][1](code) for name in named):
            yield code
