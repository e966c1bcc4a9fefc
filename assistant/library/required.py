"""What a knowledge folder must hold before anything is built of it: limits and corrections above all."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.library.passages import read_knowledge
from assistant.reference import Reference
from assistant.reference.whole import LIST, check_files, check_listed, entries, read_toml, read_vocabulary

_ACTS = ("assistants", "claims", "deadlines", "edits", "lookup", "money", "talk", "units")  # without its act a tool's fact answers nothing
_LIMIT = ("id", "reason", "said", "reply")
_LIMIT_MAY = ("cues", "not_said", "from", "to", "sources", "codes", "payers", "tier", "rule")
_PREMISE = ("id", "claim", "said", "correction", "sources")
_PREMISE_MAY = ("codes", "from", "to", "tier", "payers", "cues", "not_said")


def check_all(knowledge: Path) -> None:
    """Read every file of the knowledge as a server and a build do. Raises KnowledgeError for the first that does not read."""
    check(knowledge)
    if not (knowledge / "tables").is_dir():
        return  # documents alone: an index can be built of them
    reference = Reference.load(knowledge)
    check_files(knowledge, (LIST, *(f"acts/{name}.toml" for name in _ACTS), "lessons/first-week.toml"))
    check_listed(knowledge)
    read_vocabulary(knowledge)
    entries(knowledge / "words" / "cues.toml", "cue", ("name", "yes", "no"), ("any", "all", "none"))
    entries(knowledge / "lessons" / "first-week.toml", "lesson", ("id", "title", "aim", "read"), ("remarks", "must"))
    for path in (knowledge / "lessons").rglob("*.toml"):
        read_toml(path)
    reference.tables.read()
    for passage in read_knowledge(knowledge, reference.sources):
        if passage.rule and passage.rule not in {rule.name for rule in reference.rules}:
            raise KnowledgeError(f"{passage.id}: waits for the rule {passage.rule!r}, which is not in knowledge/rules.")


def check(knowledge: Path) -> None:
    """Raise KnowledgeError naming the file, line and key where the knowledge is not whole.

    Without its limits the program would answer what it must not; without its premises it would agree with false claims.
    """
    check_files(knowledge, ("sources.toml", "limits.toml", "premises.toml"))
    entries(knowledge / "limits.toml", "limit", _LIMIT, _LIMIT_MAY)
    entries(knowledge / "premises.toml", "premise", _PREMISE, _PREMISE_MAY)
    documents = [path for path in (knowledge / "documents").rglob("*.md") if path.is_file()]
    if not documents:
        raise KnowledgeError(f"{knowledge / 'documents'}: holds no document; the knowledge is not whole.")
    for path in documents:
        if not path.stat().st_size:
            raise KnowledgeError(f"{path}: empty; put its content back, or remove it.")
