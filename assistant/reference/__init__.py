"""Reads knowledge/ and answers for a date: codes, rules, tables, sources, and the sentences tools speak.

`Reference.load(folder)` reads everything once; every tool gets the same Reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.reference.codes import Codes, read_codes
from assistant.reference.payers import Payers, read_payers
from assistant.reference.rules import Rules, read_rules
from assistant.reference.sayings import Sayings, read_sayings
from assistant.reference.sources import Sources, read_sources
from assistant.reference.tables import Tables, read_tables
from assistant.reference.whole import REQUIRED, check_files, check_listed


@dataclass(frozen=True, slots=True)
class Reference:
    """All facts of the knowledge folder, read once."""

    folder: Path
    codes: Codes
    rules: Rules
    tables: Tables
    sources: Sources
    payers: Payers
    say: Sayings

    @classmethod
    def load(cls, folder: Path) -> Reference:
        """Read sources.toml, rules/*.toml, sayings/*.toml and tables/*.csv. Raises KnowledgeError on the first fault, or where one is not whole."""
        check_files(folder, REQUIRED)
        sources = read_sources(folder / "sources.toml")
        tables = read_tables(folder / "tables")
        tables.check()
        check_listed(folder, "tables", "rules", "sayings", "words")
        return cls(
            folder,
            read_codes(folder / "tables" / "codes.csv"),
            read_rules(folder / "rules", sources),
            tables,
            sources,
            read_payers(folder / "tables" / "payers.csv"),
            read_sayings(folder / "sayings"),
        )
