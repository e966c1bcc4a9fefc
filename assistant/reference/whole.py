"""Is the knowledge whole? Tables carry their number of rows and a hash of them; nothing cut short is read.

A table that lost its end would answer "there is no edit" where there is one: it is refused instead, with what to do.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError, TableError

REQUIRED = ("sources.toml", "tables/codes.csv", "tables/modifiers.csv", "tables/payers.csv", "vocabulary.toml", "words/cues.toml")  # of every knowledge folder that answers
VOCABULARY = (
    "activities", "abbreviation", "aliases", "beside_minutes", "discipline", "flag", "noise", "not_aliases", "payer", "rule", "setting", "spelling", "topic",
    "unless_after", "unless_before",
)  # fmt: skip
_INSIDE = {"not_aliases": ("words",), "noise": ("phrases",), "spelling": ("long_words", "ordinary"), "discipline": ("PT", "OT", "SLP")}
TABLES = (
    ("ptp", "practitioner"), ("ptp", "outpatient_hospital"), ("mue", "practitioner"), ("mue", "outpatient_hospital"),
    ("rvu", ""), ("gpci", ""), ("localities", ""), ("addon", ""),
)  # fmt: skip
"""Official tables of which one whole edition at least must be there: what it lacks is then known not to exist."""

LIST = "files.csv"
"""In a knowledge folder: the name of every file that must be there, one a row, its rows counted as a table's are."""

_SEALS = re.compile(r"^# (?:rows|sha256):.*\n", re.MULTILINE)


def parts(path: Path) -> tuple[str, str]:
    """The `#` lines of a table, and the rest. Raises TableError where it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise TableError(f"{path.name}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name}: is not UTF-8 text, so it is damaged (byte {error.start}).") from error
    lines = text.splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:count]), "".join(lines[count:])


def sealed(text: str, *, hashed: bool = True) -> str:
    """A table's text with its rows counted in its head, and hashed. hashed: not for a table that is kept by hand."""
    lines = text.splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head, body = _SEALS.sub("", "".join(lines[:count])), "".join(lines[count:])
    return f"{head}# rows: {_rows(body)}\n{f'# sha256: {_digest(body)}{chr(10)}' if hashed else ''}{body}"


def check_table(path: Path, *, hashed: bool = True) -> None:
    """Raise TableError unless the table holds the rows its head says it holds."""
    head, body = parts(path)
    said = dict(re.findall(r"^# (rows|sha256): *(\S+)$", head, re.MULTILINE))
    remedy = "rebuild it with python ingest.py tables" if hashed else "put the lost rows back, or correct '# rows:'"
    if "rows" not in said or (hashed and "sha256" not in said):
        raise TableError(f"{path.name}: no '# {'rows' if 'rows' not in said else 'sha256'}:' line, so nothing tells whether it is whole; {remedy}.")
    if said["rows"] != str(_rows(body)):
        raise TableError(f"{path.name}: {_rows(body)} rows, not {said['rows']}: cut short or changed; {remedy}.")
    if hashed and said["sha256"] != _digest(body):
        raise TableError(f"{path.name}: its rows are not the ones that were loaded (sha256 differs); {remedy}.")


def _rows(body: str) -> int:
    return max(sum(bool(line.strip()) for line in body.split("\n")) - 1, 0)  # the first line names the columns


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def check_files(folder: Path, needed: Iterable[str]) -> None:
    """Raise KnowledgeError for the first file that is missing or empty."""
    for name in needed:
        path = folder / name
        if not path.is_file():
            raise KnowledgeError(f"{path}: missing; the knowledge is not whole. Put it back, or point ASSISTANT_KNOWLEDGE at a whole folder.")
        if not path.stat().st_size:
            raise KnowledgeError(f"{path}: empty; the knowledge is not whole. Put its content back.")


def check_listed(folder: Path, *rooms: str) -> None:
    """Raise KnowledgeError for the first file that the folder's list names and that is missing or empty; a folder without a list names none.

    rooms: only those of these subfolders.
    """
    path = folder / LIST
    if not path.exists():
        return
    check_table(path, hashed=False)
    for name in parts(path)[1].split("\n")[1:]:
        if not name.strip() or (rooms and name.partition("/")[0] not in rooms):
            continue
        fault = "missing" if not (folder / name).is_file() else "" if (folder / name).stat().st_size else "empty"
        if fault:
            raise KnowledgeError(f"{folder / name}: {fault}, and {LIST} names it; the knowledge is not whole. Put it back, or take its row out of {LIST}.")


def with_listed(folder: Path, names: Iterable[str]) -> str:
    """The text of the folder's list with these names in it too. Raises TableError where the list cannot be read or is cut short."""
    check_table(folder / LIST, hashed=False)
    head, body = parts(folder / LIST)
    column, *rows = body.split("\n")
    held = sorted({*filter(None, rows), *names})
    return sealed(head + "\n".join([column, *held]) + "\n", hashed=False)


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file. Raises KnowledgeError naming the file and the line that is wrong."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise KnowledgeError(f"{path.name}, line {line}: not UTF-8 text.") from error
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error.strerror}).") from error
    except (RecursionError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: nested too deeply, or a number with too many digits.") from error


def read_vocabulary(folder: Path) -> dict[str, Any]:
    """vocabulary.toml with every table it needs. Raises KnowledgeError naming the one that is missing or unknown."""
    words = read_toml(folder / "vocabulary.toml")
    check_keys(words, VOCABULARY, (), "vocabulary.toml")
    for table, needed in _INSIDE.items():
        check_keys(words[table], needed, (), f"vocabulary.toml: [{table}]")
    return words


def entries(path: Path, name: str, needed: Iterable[str], may: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The [[name]] tables of a file, each with every key it needs and no other; at least one.

    Raises KnowledgeError naming the file, the line of the entry and the key.
    """
    data = read_toml(path)
    strange = set(data) - {name}
    if strange:
        raise KnowledgeError(f"{path.name}: {min(strange)!r} is not known here; write [[{name}]].")
    found = data.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(entry, dict) for entry in found):
        raise KnowledgeError(f"{path.name}: holds no [[{name}]]; the knowledge is not whole.")
    lines = _lines(path, rf"\[\[\s*{name}\s*\]\]")
    for number, entry in enumerate(found):
        where = f"{path.name}, line {lines[number] if number < len(lines) else '?'}: {name} {entry.get('id', '?')!r}"
        check_keys(entry, needed, may, where)
    return found


def check_keys(entry: Mapping[str, Any], needed: Iterable[str], may: Iterable[str], where: str) -> None:
    """Raise KnowledgeError for a key that is missing, empty or unknown, with what was probably meant."""
    needed = tuple(needed)
    known = {*needed, *may}
    for key in sorted(set(entry) - known):
        raise KnowledgeError(f"{where}: key {key!r} is not known{meant(key, known)}.")
    for key in needed:
        if key not in entry:
            raise KnowledgeError(f"{where}: key {key!r} is missing.")
        if entry[key] in ("", []) and key not in ("url", "edition"):
            raise KnowledgeError(f"{where}: key {key!r} is empty.")


def meant(key: str, known: Iterable[str]) -> str:
    """', did you mean "reply"?' for a key close to one that is known.

    >>> meant("repyl", ["reply", "said"]), meant("xyz", ["reply"])
    (" (meant 'reply'?)", '')
    """
    near = difflib.get_close_matches(key, list(known), 1, 0.7)
    return f" (meant {near[0]!r}?)" if near else ""


def _lines(path: Path, pattern: str) -> list[int]:
    """The numbers of the lines that are this and nothing else."""
    text = path.read_text(encoding="utf-8-sig")
    return [n for n, line in enumerate(text.split("\n"), 1) if re.fullmatch(rf"\s*{pattern}\s*(?:#.*)?", line)]
