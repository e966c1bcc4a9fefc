"""Values that single tools ask for (schema.Said), by the rows "value.*" of knowledge/words/cues.toml; the locality by its table's names."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from assistant.answer.shape import Shape
from assistant.answer.understand import cues
from assistant.reference import Reference
from assistant.schema import Said, Schedule

UNSAID = Schedule()
FEW = 10  # minutes: more than these "on three codes" are the minutes of all together
_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_NTH = {word: n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)}
_FIGURES = re.compile(r"\b(?:\d{5}|[A-V]\d{4})\b")
_PARTS = re.compile(r"[/(),*-]| CNTY\b| COUNT(?:Y|IES)\b|\bMETROPOLITAN ")
_OF_MINUTES = Shape(
    "so many minutes of so many", r"(?<![\w.,/$:-])(?P<part>\d{1,3})(?: ?min(?:ute)?s?)? (?:out )?of (?:the |those |his |her |its |a |total )*(?P<whole>\d{1,3})(?![\w%/:,.-]*\d)(?! (?:visits?|days?|weeks?|units?|sessions?|codes?|patients?))",
    ("gave [5 of the 40] minutes", "[2 min out of 40]"), ("visit 9 of 12 visits", "9 of 97110"),
)
_PAIR = Shape(
    "a code with another", r"\b(?P<one>\d{5}|[a-v]\d{4}) ?(?:with|and|&|\+|/|w/?|against|vs\.?|versus|alongside|next to|beside) ?(?P<two>\d{5}|[a-v]\d{4})\b",
    ("[97530 with 97140] and [97124 with 97140]", "[97112+97530]?"), ("97110, 97140", "97110 15 and"),
)


def read(text: str, reference: Reference, on: date, schedule: Schedule = UNSAID) -> tuple[Said, str | None]:
    """The values said, and the Medicare locality named. schedule: when the patient comes, as read (schedules.py)."""
    folder = reference.folder
    more, span = cues.value("more", text, folder), cues.value("span", text, folder)
    dollars = cues.value("per_visit", text, folder)
    reported = cues.value("reported", text, folder)
    places = _places(reference, on)
    locality = _locality(text.upper(), places)
    said = Said(
        more=(int(more["minutes"]), more.get("code", "").upper()) if more else None,
        span=(int(span["low"]), int(span["high"])) if span else None,
        equal=_equal(text, folder),
        units=_units(text, folder),
        mai=cues.value("mai", text, folder).get("mai", ""),
        shared=_shared(text, folder),
        visit=_visit(text.replace(f"visit {reported['visit']}", " ", 1) if reported else text, folder),  # the visit reached is another than the last report's
        reported=int(reported["visit"]) if reported else None,
        per_visit=Decimal(next(iter(dollars.values()))) if dollars else None,
        state="" if locality else _state(text.upper(), places),
        written=_written(text, folder),
        schedule=schedule,
        part=_part(text),
        pairs=_pairs(text),
    )
    return said, locality or None


def _part(text: str) -> tuple[int, int] | None:
    """(minutes of an assistant, all minutes) where the last words of the kind tell a smaller number first."""
    found = [(int(match["part"]), int(match["whole"])) for match in _OF_MINUTES.finditer(text.lower())]
    return found[-1] if found and 0 < found[-1][0] <= found[-1][1] else None


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a text that names several, where no code stands outside them."""
    found = [(match["one"].upper(), match["two"].upper()) for match in _PAIR.finditer(text.lower())]
    apart = len(_FIGURES.findall(text.upper())) > 2 * len(found)
    return tuple(dict.fromkeys(found)) if len(found) > 1 and not apart else ()


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


def _place(word: str) -> int:
    """First, 2nd, third … as a number."""
    return _NTH.get(word.lower()) or int(word[0])


def _equal(text: str, folder: Path) -> tuple[int, int] | None:
    """(services, minutes of each) where several services of equal minutes are told."""
    after = cues.value("equal", text, folder)
    if after:
        return _number(after["number"]), int(after["each"])
    before = cues.value("equal_before", text, folder)
    if before and not ("few" in before and int(before["each"]) > FEW):
        return _number(before["number"]), int(before["each"])
    return None


def _units(text: str, folder: Path) -> int | None:
    """The number of units whose minutes are asked for; 1 where the least minutes are."""
    said = cues.value("units", text, folder)
    if said:
        return _number(said["units"]) if "units" in said else _place(said["nth"])
    return 1 if cues.stands("least", text, folder) else None


def _shared(text: str, folder: Path) -> str:
    said = cues.value("shared", text, folder)
    return "minutes" if "minutes" in said else said.get("what", "").lower()


def _written(text: str, folder: Path) -> str:
    """The code something was written down under, where no other code stands in figures."""
    code = next(iter(cues.value("written", text, folder).values()), "").upper()
    return code if code and set(_FIGURES.findall(text.upper())) == {code} else ""


def _visit(text: str, folder: Path) -> int | None:
    said = cues.value("visit", text, folder)
    if "word" in said:
        return _NTH[said["word"].lower()]
    return int(next(iter(said.values()))) if said else None


Places = tuple[tuple[str, re.Pattern[str], int], ...]


@lru_cache(maxsize=8)
def _compiled(names: tuple[tuple[str, str], ...]) -> Places:
    return tuple((row, re.compile(rf"(?<![A-Z]){re.escape(name)}(?![A-Z])"), len(name)) for row, name in names)


def _places(reference: Reference, on: date) -> Places:
    """Locality id and pattern of every name of a place; the rest of a state as 'REST XX'."""
    named: list[tuple[str, str]] = []
    for row in reference.tables.places(on):
        upper = row.name.upper()
        if upper.startswith("REST OF "):
            named.append((f"REST {row.state}", upper.removeprefix("REST OF ").rstrip("*")))
            continue
        named += [(row.id, name.strip()) for name in _PARTS.split(upper) if len(name.strip()) > 3]
    return _compiled(tuple(named))


def _locality(upper: str, places: Places) -> str:
    """The locality a text names ("in Manhattan", "Ohio"); empty where none or more than one fits."""
    found: dict[str, int] = {}
    for row, pattern, length in places:
        if not row.startswith("REST ") and pattern.search(upper):
            found[row] = max(found.get(row, 0), length)
    longest = max(found.values(), default=0)
    best = [place for place, length in found.items() if length == longest]
    return best[0] if len(best) == 1 else ""


def _state(upper: str, places: Places) -> str:
    """A state named that Medicare prices by several localities."""
    return next((row.removeprefix("REST ") for row, pattern, _ in places if row.startswith("REST ") and pattern.search(upper)), "")
