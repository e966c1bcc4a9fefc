"""A file of questions, one JSON object a line, each answered in its place: `ask --batch FILE --json` (contract.md).

A line that cannot be read is answered too: declined as bad input, with `error` saying what is wrong with it. The rest
goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.days import day_of
from assistant.errors import BadInput
from assistant.privacy.shown import shown
from assistant.schema import PAYERS

if TYPE_CHECKING:
    from assistant.answer.chain import Assistant

SETTINGS = ("practitioner", "outpatient_hospital")
MOST_BYTES = 1 << 20  # of a line
MOST_TURNS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: the turns of a conversation, or what is wrong with it. several: it came as `turns`."""

    id: object = None
    turns: tuple[str, ...] = ()
    several: bool = False
    payer: str | None = None
    as_of: date | None = None
    setting: str | None = None
    error: str = ""


def lines(path: Path) -> Iterator[Asked]:
    """Every line of the file that is not empty, in order. Raises BadInput where the file itself cannot be read."""
    try:
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(MOST_BYTES + 1):
                number += 1
                if len(raw) > MOST_BYTES:
                    while raw and not raw.endswith(b"\n"):
                        raw = file.readline(MOST_BYTES)
                    yield Asked(error=f"line {number}: longer than {MOST_BYTES:,} bytes.")
                elif raw.strip():
                    yield _line(raw, number)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}).") from error


def _line(raw: bytes, number: int) -> Asked:
    """One line as what it asks, or as its fault."""
    held: object = None
    try:
        row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"), parse_constant=_no_number, parse_float=_finite)
        held = row.get("id") if isinstance(row, dict) else None
        return _asked(row)
    except UnicodeDecodeError:
        said = "not UTF-8 text."
    except json.JSONDecodeError as error:
        said = f"not JSON ({error.msg} at character {error.pos + 1})."
    except BadInput as error:
        said = str(error)
    except RecursionError:
        said = "nested too deeply."
    except ValueError:
        said = "holds a number with too many digits."
    return Asked(held, error=f"line {number}: {said}")


def _no_number(text: str) -> NoReturn:
    raise BadInput(f"{text} is no number of JSON.")


def _finite(text: str) -> float:
    """A number with a fraction or an exponent; beyond all size it could not be written again."""
    value = float(text)
    if not isfinite(value):
        _no_number(shown(text))
    return value


def _asked(row: Any) -> Asked:
    """The checked fields of a line. Raises BadInput naming the one that is wrong."""
    several = isinstance(row, dict) and "turns" in row
    turns = (row["turns"] if several else [row.get("question")]) if isinstance(row, dict) else None
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise BadInput('needs "question": "…" or "turns": ["…", …].')
    if len(turns) > MOST_TURNS:
        raise BadInput(f"{len(turns)} turns; a conversation here has at most {MOST_TURNS}.")
    payer, setting = (_one_of(row, key, known) for key, known in (("payer", tuple(PAYERS)), ("setting", SETTINGS)))
    return Asked(row.get("id"), tuple(turns), several, payer, day_of(row.get("as_of")), setting)


def _one_of(row: dict[str, Any], key: str, known: tuple[str, ...]) -> str | None:
    value = row.get(key)
    if value in (None, ""):
        return None
    if not isinstance(value, str) or value not in known:
        raise BadInput(f"{key} {shown(value)} is not one of {', '.join(known)}.")
    return value


def answered(assistant: Assistant, asked: Asked, payer: str | None, as_of: date | None, setting: str | None) -> dict[str, Any]:
    """One line's answer: the last turn's, and all turns' answers where it came as turns. The rest: what options say."""
    from assistant.answer.render import answer_json

    said = {"payer": asked.payer or payer, "as_of": asked.as_of or as_of, "setting": asked.setting or setting}
    if asked.error:
        answer = answer_json(assistant.ask("", **said))  # type: ignore[arg-type]
        return {**answer, "id": asked.id, "answer": f"This line cannot be read: {asked.error.partition(': ')[2]}", "error": asked.error}
    answers = [answer_json(assistant.ask(turn, list(asked.turns[:n]), **said)) for n, turn in enumerate(asked.turns)]  # type: ignore[arg-type]
    answer = {**answers[-1], "id": answers[-1]["id"] if asked.id is None else asked.id}
    return {**answer, "answers": answers} if asked.several else answer
