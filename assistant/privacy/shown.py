"""A wrong value as a message may say it again: short, one word and nobody's; of any other only what kind it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from assistant.privacy.weighing import family_names, finds, given_names, heard, plain
from assistant.privacy.wrappings import read

LONGEST = 12  # characters of a value, or of a number, that a message repeats
_DIGITS = 8  # of a date; what has more may number somebody
_WORD = re.compile(rf"[\w./:=+-]{{1,{LONGEST}}}", re.ASCII)


def shown(value: object) -> str:
    """A value as a message repeats it, quoted where it is a text.

    >>> shown("medicre"), shown(-3), shown("Jane Roe"), shown("3/14/1941"), shown(["Jane"])
    ("'medicre'", '-3', 'a text of 8 characters', 'a text of 9 characters', 'list')
    """
    if isinstance(value, str):
        return repr(value) if _nobodys(value) else f"a text of {len(value):,} character{'' if len(value) == 1 else 's'}"
    if isinstance(value, list | dict | tuple):
        return type(value).__name__
    if isinstance(value, int) and abs(value) >= 10**_DIGITS:  # its figures are not counted: they may be thousands
        return f"a number of more than {_DIGITS} figures"
    said = str(value) if isinstance(value, float) else repr(value)
    return said if len(said) <= LONGEST else f"a value of the kind {type(value).__name__}"


def faults(errors: Iterable[Mapping[str, Any]], fields: Collection[str]) -> list[str]:
    """What a checked record finds wrong (pydantic's errors), by the names of its fields; keys that the sender made are shown as any value.

    >>> faults([{"type": "extra_forbidden", "loc": ("Jane Roe",), "msg": ""}, {"type": "int", "loc": ("minutes", "97110"), "msg": "a whole number"}], ("minutes",))
    ['unknown key: a text of 8 characters', 'minutes.97110: a whole number']
    """
    return [_fault(one["type"], [part for part in one["loc"] if part != "[key]"], one["msg"].removeprefix("Value error, "), fields) for one in errors]


def _fault(kind: str, places: list[str | int], said: str, fields: Collection[str]) -> str:
    unknown = places.pop() if kind == "extra_forbidden" and places else ""
    where = ".".join(str(part) if isinstance(part, int) or part in fields or _nobodys(part) else "…" for part in places)
    if unknown:
        return f"{where}: unknown key {shown(unknown)}" if where else f"unknown key: {shown(unknown)}"
    return f"{where or 'body'}: {said}"


def _nobodys(text: str) -> bool:
    """May it be said again: one short word or number, no name and nothing that has the form of a detail?"""
    if not _WORD.fullmatch(text) or sum(map(str.isdigit, text)) > _DIGITS:
        return False
    seen = read(text).text  # "Sm9obg==" says "John"
    parts = [plain(part) for part in re.split(r"[^A-Za-z]+", seen)]
    if finds(seen):
        return False
    return not any(part in names and not heard(part) for part in parts for names in (*given_names(), family_names()))
