"""Evaluation questions from .toml and .jsonl files (the format stands in contract form in eval/README.md)."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import BadInput
from assistant.privacy.shown import shown

KINDS = (
    "units", "compare", "modifier", "ncci", "documentation", "denial", "threshold", "policy", "payment", "abstain",
    "followup", "premise",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expect:
    """What a right answer holds. must_include: of every group one string; must_not: none.

    lead_any: of every group one string within the first 45 words. declined_too: declining is as good.
    outcome "any": its strings decide. verdict: "no" or "yes" where the first sentence must deny or affirm; empty where it need not.
    """

    outcome: str = "answered"
    units: dict[str, int] | None = None
    units_any_of: tuple[dict[str, int], ...] = ()
    must_include: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    verdict: str = ""
    cites: tuple[str, ...] = ()
    lead_any: tuple[tuple[str, ...], ...] = ()
    declined_too: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the evaluation; turns has one entry unless it is a conversation.

    each: what the answer of every turn must hold; empty where only the last one's counts.
    """

    id: str
    kind: str
    turns: tuple[str, ...]
    expect: Expect
    payer: str | None = None
    as_of: date | None = None
    setting: str | None = None
    source: str = ""
    each: tuple[Expect, ...] = ()
    gold: str = ""
    file: str = field(default="", compare=False)


def load(path: Path) -> list[Asked]:
    """Questions of a file or of every .toml/.jsonl file in a folder. Raises BadInput naming the question."""
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder of evaluation questions.")
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in (".toml", ".jsonl"))
    found: list[Asked] = []
    for file in files:
        for row in _rows(file):
            try:
                found.append(_asked(row, file))
            except (TypeError, ValueError, AttributeError):
                raise BadInput(f"{file.name}: {shown(row.get('id', '?'))}: a value of the wrong kind (eval/README.md shows each).") from None
    repeated = {q.id for q in found if sum(other.id == q.id for other in found) > 1} if len(found) < 5000 else set()
    if repeated:
        raise BadInput(f"Question ids stand twice: {', '.join(sorted(repeated)[:5])}")
    return found


def _rows(file: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]]
    try:
        if file.suffix == ".jsonl":
            rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        else:
            rows = tomllib.loads(file.read_text(encoding="utf-8")).get("question", [])
    except RecursionError:
        raise BadInput(f"{file}: is nested too deeply.") from None
    except (OSError, ValueError) as error:  # not JSON, not TOML, not UTF-8, a number of thousands of digits
        raise BadInput(f"{file}: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(f"{file}: needs [[question]] tables.")
    return rows


def _asked(row: dict[str, Any], file: Path) -> Asked:
    where = f"{file.name}: {row.get('id', '?')}"
    turns = row.get("turns") or ([row["ask"]] if "ask" in row else row.get("question") and [row["question"]])
    if "id" not in row or not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise BadInput(f"{where}: needs an id and ask or turns.")
    as_of = row.get("as_of")
    return Asked(
        id=row["id"],
        kind=row.get("kind", "policy"),
        turns=tuple(turns),
        expect=_expect(row.get("expect", {})),
        each=tuple(_expect(one) for one in row.get("expect_turns", row.get("expect", {}).get("expect_turns", ()))),
        gold=row.get("gold", ""),
        payer=row.get("payer"),
        as_of=date.fromisoformat(as_of) if isinstance(as_of, str) else as_of,
        setting=row.get("setting"),
        source=row.get("source", ""),
        file=file.name,
    )


def _expect(row: dict[str, Any]) -> Expect:
    return Expect(
        outcome=row.get("outcome", "answered"),
        units=row.get("units"),
        units_any_of=tuple(row.get("units_any_of", ())),
        must_include=tuple(tuple(group) for group in row.get("must_include", ())),
        must_not=tuple(row.get("must_not", ())),
        cites=tuple(row.get("cites", ())),
        verdict=row.get("verdict", ""),
        lead_any=tuple(tuple(group) for group in row.get("lead_any", ())),
        declined_too=bool(row.get("declined_too")),
    )
