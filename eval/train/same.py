"""Sections that answer the same question as well: neither right nor wrong beside each other (eval/asked/same.txt).

One group of ids a line, separated by spaces.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.schema import Passage
from eval.train.asked import FOLDER


def same_answers() -> dict[str, frozenset[str]]:
    """Id → the other ids that answer its questions as well."""
    file = FOLDER / "same.txt"
    found: dict[str, frozenset[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        group = frozenset(line.split())
        for one in group:
            found[one] = found.get(one, frozenset()) | (group - {one})
    return found


_SECTIONS = {  # of an act: documents whose sections about the codes asked answer it as well
    "lookup.code": ("code-", "glossary"), "lookup.timed": ("code-",), "lookup.discipline": ("code-",), "lookup.status": ("code-",),
    "lookup.list": ("code-lists", "code-rules"), "lookup.modifier": ("glossary", "other-modifiers", "ga-gx", "gp-go-gn", "cq-co-basics", "modifier-59"),
    "lookup.compare": ("compare-",), "thresholds.amount": ("kx-amounts",), "edits.pair": ("ncci-pairs",), "edits.need59": ("ncci-pairs",),
    "edits.history": ("ncci-pairs", "ncci-history"), "edits.addon": ("code-rules",), "edits.mai": ("ncci-mue", "glossary"),
}  # fmt: skip


def beside(right: Iterable[str], named: frozenset[str], page: Passage) -> bool:
    """Does a section answer what an act is asked: one about all the codes or modifiers named, in a document of that matter?"""
    about = frozenset(page.codes)
    for act in right:
        documents = _SECTIONS.get(act, ())
        if documents and page.id.startswith(documents) and (named <= about if named else act == "thresholds.amount"):
            return True
    return False
