"""Which shipped answers change their lead by an organisation's documents: a sample of shipped questions is asked with and without them.

The questions are the shipped evaluation's: people's wordings, which no section lists. What an ingest tells after it, and a dry run before. A lead that changes is no fault by itself (a house's own rule may be meant to
lead); a person looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from assistant.answer.chain import Assistant
from assistant.library.index import Generation
from assistant.library.sample import sample
from assistant.library.view import View
from assistant.reference import Reference
from assistant.schema import Answer, Fact, Passage

if TYPE_CHECKING:
    from eval.load import Asked

SAID = 100  # characters of a question told


def changed(folder: Path, knowledge: Path, url: str = "") -> tuple[int, list[tuple[str, str]]]:
    """(questions asked, [(document that leads now, or empty; what changed)]) of the generation in a folder.

    None is asked where the knowledge is documents alone: without tables and rules nothing can be answered.
    """
    if not (knowledge / "tables").is_dir():
        return 0, []
    from eval.changes import QUESTIONS
    from eval.load import load

    every = [one for one in load(QUESTIONS) if len(one.turns) == 1]
    generation = Generation(folder, url)
    try:
        asked = [every[place] for place in sample(generation, [one.turns[0] for one in every])]
        return len(asked), list(_changed(generation, asked, Reference.load(knowledge))) if asked else []
    finally:
        generation.close()


def _changed(generation: Generation, asked: Sequence[Asked], reference: Reference) -> Iterator[tuple[str, str]]:
    groups = {group for passage in generation.passages for group in passage.groups}
    without, with_them = (Assistant(reference, _only(one)) for one in (View(generation, lambda p: p.kind != "own"), generation))
    for one in asked:
        question = one.turns[0]
        before = _lead(without.ask(question, payer=one.payer, as_of=one.as_of, setting=one.setting))
        after = _lead(with_them.ask(question, payer=one.payer, as_of=one.as_of, setting=one.setting, groups=groups))
        if _name(before) != _name(after):
            document = after.id.partition("#")[0] if isinstance(after, Passage) and after.kind == "own" else ""
            yield document, f"“{question[:SAID]}” is led by {_shown(after)}; without your documents by {_shown(before)}"


def _only(generation: Generation) -> Any:
    """What an Assistant follows, standing still."""
    return SimpleNamespace(current=generation)


def _lead(answer: Answer) -> Fact | Passage | None:
    """What leads; None where nothing does."""
    records = answer.evidence.ids()
    return next((records[key] for claim in answer.claims if claim.role == "lead" for key in claim.evidence_ids if key in records), None)


def _name(lead: Fact | Passage | None) -> str:
    return "" if lead is None else lead.id if isinstance(lead, Passage) else lead.tool


def _shown(lead: Fact | Passage | None) -> str:
    if lead is None:
        return "nothing"
    if isinstance(lead, Fact):
        return f"the tables ({lead.tool})"
    cited = lead.citations[0] if lead.citations else None
    return f"your document “{cited.title}”, {cited.locator}" if lead.kind == "own" and cited else lead.id
