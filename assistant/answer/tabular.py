r"""Rows of an organisation's own sheets: the cell, the column or the best of a row that a question asks for.

Only what the sheet holds is quoted, cell by cell with its header; nothing is reckoned. A row is found by a code or by the
name in its first cells, a column by its header. Not for: prose, which extract.py quotes.

>>> sheet = "CPT: 97110; Regence: $29.40; Medica PPO: $27.80\nCPT: 97140; Regence: $26.55; Medica PPO: $25.20"
>>> lookup("our Medica rate for 97140?", sheet)
'CPT: 97140; Medica PPO: $25.20'
>>> lookup("who pays best for 97110", sheet)
'CPT: 97110; Regence: $29.40'
>>> lookup("which payers use Availity", "Payer: Regence; Portal: Availity\nPayer: Medica; Portal: fax")
'Portal Availity: Regence'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answer.whose import own_name, words_of
from assistant.library.words import words

Cells = tuple[tuple[str, str], ...]
NAMES = 2  # first cells of a row that name what it is about
LEAST = 0.5  # of a header's words, in a question that asks for its column
_CELL = re.compile(r"\s*([^:;]{1,60}):\s+(.+)")
_CODE = re.compile(r"\b(?:\d{5}|[A-Z]\d{4}|\d{4}[TU])\b", re.IGNORECASE)
_LISTS = re.compile(r"\b(?:which|who|what|list)\b[^?.]{0,40}\b(?:payers?|plans?|insurers?|carriers?|companies|codes?|ones?)\b|^\s*who\b|\bwhich of (?:our|the)\b", re.IGNORECASE)
_BEST = re.compile(r"\b(?:best|most|highest|top)\b", re.IGNORECASE)
_WORST = re.compile(r"\b(?:least|lowest|worst)\b", re.IGNORECASE)
_NO = re.compile(r"\s*(?:no(?:ne|t\b.*)?|n/?a|never|-|–)?\s*", re.IGNORECASE)
_AMOUNT = re.compile(r"\$\s?([\d,]+(?:\.\d+)?)")
_LINES = frozenset("ppo hmo epo pos plan product".split())  # lines of one payer
_SHORT = {"auth": "author", "auths": "author", "ext": "extens", "rep": "repres", "precert": "author", "preauth": "author"}


@lru_cache(maxsize=4_096)
def rows(text: str) -> tuple[Cells, ...]:
    """The rows of a passage: lines of at least two cells, each with the header of its column."""
    found = []
    for line in text.split("\n"):
        cells = [match.groups() for part in line.split("; ") if (match := _CELL.fullmatch(part))]
        if len(cells) >= NAMES and len(cells) >= len(line.split("; ")) - 1:
            found.append(tuple((name, value) for name, value in cells))
    return tuple(found)


def lookup(question: str, text: str) -> str:
    """What the rows of a passage answer to a question, cells as they stand; empty where they hold no such cell."""
    table = rows(text)
    asked = _asked(question)
    named = [row for row in table if _named(row, question, asked)]
    if named:
        return _of_row(named[0], question, asked)
    return _of_column(table, question, asked) if table and lists(question) else ""


def lists(question: str) -> bool:
    """Does it ask for the rows of a column: "which payers need …"?"""
    return bool(_LISTS.search(question)) and not _CODE.search(question)


def _asked(question: str) -> frozenset[str]:
    found = frozenset(words(question))
    return found | {_SHORT[word] for word in found if word in _SHORT}


def _named(row: Cells, question: str, asked: frozenset[str]) -> bool:
    """Does the question name what the row is about: its code, or the name in its first cells?"""
    codes = {code.upper() for code in _CODE.findall(question)}
    if codes:
        return any(value.upper() in codes for _, value in row[:NAMES])
    return any((name := _name(value)) and name <= asked for _, value in row[:1])


def _name(value: str) -> frozenset[str]:
    """The words that are a name's own, figures left out: "Ironworkers Local 512" → ironworkers."""
    return frozenset(words(" ".join(word for word in own_name(value) or words_of(value) if word.isalpha())))


def _of_row(row: Cells, question: str, asked: frozenset[str]) -> str:
    key = row[0]
    best = _extreme(row, question)
    columns = [best] if best else _columns(row[1:], asked)
    return "; ".join(f"{name}: {value}" for name, value in [key, *(cell for cell in columns if cell != key)]) if columns else ""


def _columns(cells: Sequence[tuple[str, str]], asked: frozenset[str]) -> list[tuple[str, str]]:
    """The cells whose headers the question names, as nearly as any."""
    scored = [(_nearness(name, asked), (name, value)) for name, value in cells]
    most = max((score for score, _ in scored), default=0.0)
    return [cell for score, cell in scored if score >= max(LEAST, most)]


def _nearness(header: str, asked: frozenset[str]) -> float:
    """How much of a header the question says: of a payer's name all that is its own, whatever its line."""
    own = frozenset(words(" ".join(own_name(header) - _LINES)))
    return len(own & asked) / len(own) if own else 0.0


def _extreme(row: Cells, question: str) -> tuple[str, str] | None:
    """The cell of the highest or lowest amount, where the question asks for it."""
    amounts = [(float(match[1].replace(",", "")), cell) for cell in row[1:] if (match := _AMOUNT.fullmatch(cell[1]))]
    if len(amounts) < 2 or not (_BEST.search(question) or _WORST.search(question)):
        return None
    return (min if _WORST.search(question) else max)(amounts, key=lambda one: one[0])[1]


def _of_column(table: Sequence[Cells], question: str, asked: frozenset[str]) -> str:
    """Names of the rows whose cell in a column is what the question names ("Availity"), or is no "no"."""
    low = question.lower()
    for header in dict.fromkeys(name for row in table for name, _ in row[1:]):
        cells = [(row[0][1], value) for row in table for name, value in row[1:] if name == header]
        said = next((value for _, value in cells if len(value) > 3 and value.lower() in low), "")
        if said:
            return f"{header} {said}: {'; '.join(key for key, value in cells if value == said)}"
    columns = _columns([(name, "") for name in dict.fromkeys(name for row in table for name, _ in row[1:])], asked)
    if not columns:
        return ""
    listed = [(row[0][1], value) for row in table for name, value in row[1:] if name == columns[0][0] and not _NO.fullmatch(value)]
    return f"{columns[0][0]}: {'; '.join(f'{key}: {value}' for key, value in listed)}" if listed else ""
