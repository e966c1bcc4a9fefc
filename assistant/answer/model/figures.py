"""What a text counts, for whom: units and minutes by code and in all; so that right numbers cannot be put to the wrong code or payer.

>>> sorted(counted("Medicare: three units, 97110 × 2 and 1 unit of 97140."))
[('medicare', 'units', '', 3), ('medicare', 'units', '97110', 2), ('medicare', 'units', '97140', 1)]
>>> sorted(counted("33 minutes of 97110"))
[('', 'minutes', '97110', 33)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.schema import Fact, Table

Count = tuple[str, str, str, int]  # by whose rule ("": not said), units or minutes, of which code ("": in all), how many
PAYERS = {
    name: re.compile(pattern)
    for name, pattern in {
        "medicare": r"(?i:\bmedicare\b(?! advantage)|\bcms\b)", "medicare_advantage": r"(?i:medicare advantage)", "medicaid": r"(?i:medicaid)",
        "ama": r"\bAMA\b|(?i:midpoint)", "tricare": r"(?i:tricare)", "va": r"\bVA\b", "commercial": r"(?i:commercial|private (?:plan|payer|insur))",
    }.items()
}  # fmt: skip
_WORDS = {
    word: n
    for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())
} | {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_TENS = re.compile(rf"\b(twenty|thirty|forty|fifty|sixty|ninety)-({'|'.join(list(_WORDS)[1:10])})\b", re.IGNORECASE)
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b(?!-on-)", re.IGNORECASE)
_CODE = r"(?P<code>\b(?:\d{5}|[A-Z]\d{4})\b)"
_AFTER = re.compile(rf"{_CODE}\s*[×x*]\s*(?P<n>\d{{1,3}})\b(?!\s*(?:%|min))")
_BEFORE = re.compile(rf"\b(?P<n>\d{{1,3}})\s*(?:[×x*]|of)\s*{_CODE}")
_AMOUNT = re.compile(r"(?<![\d$.,–-])(?P<n>\d{1,4})[- ]*(?:(?:timed|billable|total|full|whole|treatment|more)\s+)*(?P<what>units?|min(?:ute)?s?)\b")
_CODES = re.compile(_CODE)
_CLAUSE = re.compile(r"[;:.](?=\s|$)|,(?!\s*\d{3,4}\b)|\s(?:and|but|while|whereas|plus|or|so|because|against|that)\s|\n|[()]")


def digits(text: str) -> str:
    """Number words as digits: 'twenty-three minutes' → '23 minutes'."""
    text = _TENS.sub(lambda m: str(_WORDS[m[1].lower()] + _WORDS[m[2].lower()]), text)
    return _WORD.sub(lambda m: str(_WORDS[m[1].lower()]), text)


def clauses(text: str) -> list[str]:
    """The parts of a sentence that say something of their own; dates and '1,440' stay whole."""
    return [part.strip() for part in _CLAUSE.split(text) if part and part.strip()]


def payers(text: str) -> set[str]:
    """Whose rules a text names."""
    return {name for name, pattern in PAYERS.items() if pattern.search(text)}


def counted(text: str, by: str = "") -> set[Count]:
    """Every count of units or minutes a text states; a payer named holds until the next one is. by: whose rule it is at first."""
    found: set[Count] = set()
    for clause in clauses(digits(text.replace("*", "")).replace("×", " × ")):
        named = payers(clause)
        by = by if not named else next(iter(named)) if len(named) == 1 else ""
        for pattern in (_AFTER, _BEFORE):
            found |= {(by, "units", match["code"], int(match["n"])) for match in pattern.finditer(clause)}
        codes = set(_CODES.findall(clause))
        for match in _AMOUNT.finditer(clause):
            what = "units" if match["what"].startswith("unit") else "minutes"
            if len(codes) < 2:
                found.add((by, what, next(iter(codes), ""), int(match["n"])))
    return found


def computed(fact: Fact) -> set[Count]:
    """What a tool's own record counts: the value, every correct split, the table's columns."""
    value = fact.value
    by = str(value.get("rule", ""))
    found: set[Count] = set()
    for split in (value.get("units"), *(value.get("alternatives") or ())):
        if isinstance(split, Mapping):
            found |= _split(by, split)
    lines = [line for line in value.get("lines", ()) if isinstance(line, Mapping) and "units" in line]
    found |= {(by, "units", line["code"], line["units"]) for line in lines}
    totals: dict[str, int] = {}
    for line in lines:
        totals[line["code"]] = totals.get(line["code"], 0) + line["units"]
    found |= _split(by, totals) if totals else set()
    if value.get("total_minutes"):
        found.add(("", "minutes", "", value["total_minutes"]))
    return found | (_columns(by, fact.table) if fact.table else set())


def fits(said: Iterable[Count], held: Iterable[Count]) -> bool:
    """Is every count said one that is held, by the same rule where both name one?"""
    rules: dict[tuple[str, str, int], set[str]] = {}
    for by, what, code, n in held:
        rules.setdefault((what, code, n), set()).add(by)
    return all(known and (not by or known & {by, ""}) for by, known in ((by, rules.get((what, code, n))) for by, what, code, n in said))


def _split(by: str, units: Mapping[str, Any]) -> set[Count]:
    return {(by, "units", code, n) for code, n in units.items()} | {(by, "units", "", sum(units.values()))}


def _columns(by: str, table: Table) -> set[Count]:
    """Counts of a table whose rows begin with a code; a cell such as '1 or 2' counts each."""
    found: set[Count] = set()
    for row in table.rows:
        for head, cell in zip(table.header[1:], row[1:], strict=False):
            what = "units" if "unit" in head else "minutes" if "min" in head or "left" in head else ""
            if what and _CODES.fullmatch(row[0]):
                whose = next(iter(payers(head)), by)
                found |= {(whose if what == "units" else "", what, row[0], int(n)) for n in _numbers(cell)}
    return found


def _numbers(cell: str) -> Iterable[str]:
    return re.findall(r"(?<![\d.])\d{1,4}(?![\d.])", cell)
