"""What I cover, and what I don't: made from the knowledge itself, so that it cannot promise what is not there."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.answer.chain import Assistant
from assistant.library.index import Generation
from assistant.reference import Reference
from assistant.reference.tables import SETTINGS
from assistant.schema import PAYERS, Passage, Reason
from assistant.web.pages.render import page

_ID = re.compile(r'^id = "([^"]+)"', re.MULTILINE)
_WHY = {
    Reason.OUT_OF_SCOPE.value: "Other fields",
    Reason.NOT_COVERED.value: "In the field, but no guidance is held",
    Reason.UNSAFE_REQUEST.value: "Will not help with",
    Reason.PATIENT_DATA.value: "Patient details",
}


def routes(assistant: Assistant) -> APIRouter:
    """GET /covers."""
    router = APIRouter(include_in_schema=False)

    @router.get("/covers")
    def covers() -> HTMLResponse:
        index, reference = assistant.index, assistant.reference
        assert isinstance(index, Generation)
        topics = grouped(index.passages, topics_of(reference.folder / "documents"))
        return page("covers.html", here="library", topics=topics, limits=limits(reference.folder / "limits.toml"),
                    gaps=gaps(reference), facts=facts(reference), payers_named=list(PAYERS.values()))  # fmt: skip

    return router


def topics_of(folder: Path) -> dict[str, str]:
    """Document id → topic: the folder the document lies in."""
    found = {}
    for path in sorted(folder.rglob("*.md")):
        said = _ID.search(path.read_text(encoding="utf-8-sig")[:2_000])
        found[said[1] if said else path.stem] = path.parent.name.replace("-", " ")
    return found


def grouped(passages: Sequence[Passage], topics: Mapping[str, str]) -> dict[str, list[tuple[str, list[str]]]]:
    """Topic → (title of a document, the headings of its sections)."""
    documents: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.kind == "guidance":
            documents[passage.id.partition("#")[0]].append(passage)
    found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for name, rows in documents.items():
        found[topics.get(name, "more")].append((rows[0].heading[0] if rows[0].heading else name, [row.heading[-1] for row in rows if row.heading]))
    return dict(sorted(found.items()))


def limits(path: Path) -> list[tuple[str, list[str]]]:
    """(why, questions that are declined), an example of each class of limits.toml."""
    found: dict[str, list[str]] = defaultdict(list)
    with path.open("rb") as file:
        for entry in tomllib.load(file).get("limit", []):
            if entry.get("said"):
                found[_WHY.get(entry["reason"], entry["reason"].replace("_", " "))].append(entry["said"][0])
    return list(found.items())


def gaps(reference: Reference) -> list[tuple[str, str]]:
    """(rule, what it does not cover), as the rule files say."""
    return [(rule.title, gap) for rule in reference.rules for gap in rule.not_covered]


def facts(reference: Reference) -> list[str]:
    """What the tables and rules hold, with their reach."""
    kx = reference.rules.rule("kx-threshold").values if "kx-threshold" in {r.name for r in reference.rules} else ()
    years = [value.start.year for value in kx if value.start]
    told = [f"{len(reference.codes)} therapy codes and {len(reference.tables.modifiers)} modifiers, in our own words"]
    for kind, words in (("ptp", "NCCI pairs"), ("mue", "units a day (MUE)")):
        for setting in SETTINGS:
            editions = [one.words for one in reference.tables.editions(kind, setting)]
            if editions:
                told.append(f"{words}, {setting.replace('_', ' ')}: {', '.join(editions)}")
    told += [f"relative values: {', '.join(one.words for one in reference.tables.editions('rvu'))}"]
    if years:
        told.append(f"KX amounts: {min(years)} to {max(years)}")
    return told
