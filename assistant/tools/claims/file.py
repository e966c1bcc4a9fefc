"""A claim file (TOML) or the same as a mapping → Claim. Raises BadInput naming the line and what to write.

date = 2026-11-23            # date of service
payer = "medicare"           # an id of schema.PAYERS; medicare when left out
setting = "practitioner"     # or outpatient_hospital
discipline = "PT"            # PT, OT or SLP, for lines that name none
used = "2450.00"             # dollars counted toward this year's KX amount before this claim; may be left out
rule = "medicare"            # or ama: the plan's counting rule, where the payer alone does not say

[[line]]
code = "97110"
minutes = 36                 # minutes or units or both; an untimed code needs neither
assistant_minutes = 23       # of the minutes, those of a PTA or OTA; or: who = "assistant" for all
units = 2
modifiers = ["GP", "CQ"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from assistant.days import day_of
from assistant.errors import BadInput
from assistant.privacy.shown import shown
from assistant.reference.codes import compact, is_modifier, is_valid
from assistant.schema import PAYERS
from assistant.tools.claims.records import Claim, ClaimLine
from assistant.tools.counting.clock import DAY

SETTINGS = ("practitioner", "outpatient_hospital")
DISCIPLINES = ("PT", "OT", "SLP")
RULES = ("medicare", "ama")
_KEYS = {"date", "payer", "setting", "discipline", "used", "rule", "line"}
_LINE_KEYS = {"code", "minutes", "assistant_minutes", "who", "units", "modifiers", "discipline"}
MOST_LINES = 100
MOST_BYTES = 1 << 20
MOST_UNITS = 999
MOST_DOLLARS = 10_000_000


def read_claim(path: Path) -> Claim:
    """Read a claim file."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)  # no more, whatever the path is: a device never ends
        if len(data) > MOST_BYTES:
            raise BadInput(f"{path}: more than {MOST_BYTES:,} bytes; a claim file is far smaller.")
        return claim_of(tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n")))
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: is not UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path}: is not TOML: {error}.") from error
    except RecursionError as error:
        raise BadInput(f"{path}: is nested too deeply.") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise BadInput(f"{path}: holds a number with too many digits.") from error


def claim_of(data: Mapping[str, Any]) -> Claim:
    """A claim from the mapping of a TOML file or a JSON body."""
    _known(data, _KEYS, "the claim")
    rows = data.get("line")
    if not isinstance(rows, list) or not rows:
        raise BadInput('The claim has no lines: give at least one [[line]] with code = "…".')
    if len(rows) > MOST_LINES:
        raise BadInput(f"{len(rows)} lines: a claim here has at most {MOST_LINES}.")
    discipline = _choice(data, "discipline", DISCIPLINES, "the claim")
    lines = tuple(_line(row, number, discipline) for number, row in enumerate(rows, 1))
    return Claim(
        _date(data),
        lines,
        _choice(data, "payer", tuple(PAYERS), "the claim") or "medicare",
        _choice(data, "setting", SETTINGS, "the claim") or "practitioner",
        discipline,
        _used(data.get("used")),
        _choice(data, "rule", RULES, "the claim"),
    )


def _line(row: object, number: int, discipline: str | None) -> ClaimLine:
    where = f"Line {number}"
    if not isinstance(row, Mapping):
        raise BadInput(f'{where}: write it as [[line]] with code = "…", not {shown(row)}.')
    _known(row, _LINE_KEYS, where)
    minutes, units = _whole(row, "minutes", where), _whole(row, "units", where)
    if minutes is not None and minutes > DAY:
        raise BadInput(f"{where}: {shown(minutes)} minutes; a day has {DAY:,}.")
    return ClaimLine(
        _code(row, where),
        minutes,
        _assistant(row, minutes, where),
        units,
        _modifiers(row.get("modifiers", []), where),
        _choice(row, "discipline", DISCIPLINES, where) or discipline,
        (number,),
    )


def _known(data: Mapping[str, Any], keys: set[str], where: str) -> None:
    unknown = sorted(map(str, set(data) - keys))
    if unknown:
        raise BadInput(f"{where}: unknown key {shown(unknown[0])}; known are {', '.join(sorted(keys))}.")


def _code(row: Mapping[str, Any], where: str) -> str:
    if "code" not in row:
        raise BadInput(f'{where}: has no code; write code = "97110".')
    code = row["code"]
    if not isinstance(code, str):
        raise BadInput(f'{where}: code {shown(code)} must be text in quotes, such as "97110".')
    if not is_valid(code):
        raise BadInput(f"{where}: {shown(code)} is not a CPT or HCPCS code (five characters, such as 97110 or G0283).")
    return compact(code)


def _whole(row: Mapping[str, Any], key: str, where: str) -> int | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # JSON knows one kind of number
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadInput(f"{where}: {key} {shown(value)} must be a whole number.")
    if value < 0:
        raise BadInput(f"{where}: {key} {shown(value)} cannot be below 0.")
    if key == "units" and value > MOST_UNITS:
        raise BadInput(f"{where}: {shown(value)} units; at most {MOST_UNITS}.")
    return value


def _assistant(row: Mapping[str, Any], minutes: int | None, where: str) -> int | None:
    theirs = _whole(row, "assistant_minutes", where)
    who = _choice(row, "who", ("therapist", "assistant"), where)
    if who and theirs is not None:
        raise BadInput(f"{where}: give who or assistant_minutes, not both.")
    if (who or theirs is not None) and minutes is None:
        raise BadInput(f"{where}: {'who' if who else 'assistant_minutes'} needs the line's minutes.")
    if theirs is not None and theirs > (minutes or 0):
        raise BadInput(f"{where}: assistant_minutes {shown(theirs)} are more than the line's {minutes} minutes.")
    return theirs if who is None else minutes if who == "assistant" else 0


def _modifiers(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadInput(f'{where}: modifiers must be a list of texts, such as ["GP", "CQ"].')
    wrong = next((one for one in value if not is_modifier(one)), None)
    if wrong is not None:
        raise BadInput(f"{where}: {shown(wrong)} is not a modifier (two characters, such as GP or 59).")
    found = [compact(one) for one in value]
    for one in found:
        if found.count(one) > 1:
            raise BadInput(f"{where}: modifier {one} stands twice.")
    return tuple(found)


def _choice(data: Mapping[str, Any], key: str, allowed: tuple[str, ...], where: str) -> str | None:
    value = data.get(key)
    if value is None:
        return None
    same = (one for one in allowed if isinstance(value, str) and one.lower() == value.lower())
    found = next(same, None)
    if found is None:
        raise BadInput(f"{where}: {key} {shown(value)} is not one of {', '.join(allowed)}.")
    return found


def _date(data: Mapping[str, Any]) -> date:
    value = data.get("date")
    if isinstance(value, datetime):
        raise BadInput("the claim: date with a time of day is not a day; write date = 2026-11-23.")
    day = day_of(value, "the claim: date")
    if day is None:
        raise BadInput("the claim: has no date of service; write date = 2026-11-23.")
    return day


def _used(value: object) -> Decimal | None:
    if value is None:
        return None
    make: Callable[[str], Decimal] = Decimal
    try:
        amount = make(str(value)[:40].replace("$", "").replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if isinstance(value, bool) or not amount.is_finite() or not 0 <= amount <= MOST_DOLLARS:
        raise BadInput(f'the claim: used {shown(value)} is not an amount of dollars; write used = "2450.00".')
    return amount
