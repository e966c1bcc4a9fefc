"""NCCI procedure-to-procedure edits: what Medicare's pair table says of two codes on a day, in one setting.

CMS publishes the tables each quarter (practitioner and outpatient hospital); NCCI Policy Manual ch. I and XI
say what makes two services separate. An indicator 9 row was deleted as if never in force. Not for: Medicaid's
and other payers' own edits.

>>> from pathlib import Path
>>> known = Reference.load(Path("knowledge"))
>>> found = pair_on("97530", "97140", "practitioner", date(2026, 11, 23), known)
>>> found.active, found.row.deleted.isoformat()
(False, '2019-12-31')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from assistant.errors import BadInput, KnowledgeError, UnknownCode
from assistant.privacy.shown import shown
from assistant.reference import Reference
from assistant.reference.codes import validate
from assistant.reference.editions import Edition
from assistant.reference.rows import PairRow
from assistant.reference.rulekinds import Counting, FirstDays, PairNote, RuleValue, Separate
from assistant.reference.slots import fill
from assistant.reference.tables import SETTINGS
from assistant.schema import Citation
from assistant.tools.wording import day

UNPAID = ("invalid", "bundled", "noncovered")  # statuses of a code that Medicare does not pay by itself


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes on a day. row: the edit that decides, an ended one included, None where there never was one.

    active: Medicare runs the edit that day. certain: the table says so for that day; not for days before
    it where it gives no first day. began: another source's first day, where the table has none.
    """

    one: str
    two: str
    setting: str
    on: date
    edition: Edition
    row: PairRow | None
    active: bool
    certain: bool
    began: FirstDays | None = None

    @property
    def column1(self) -> str:
        """The code that is paid; without an edit, the first one asked about."""
        return self.row.column1 if self.row else self.one

    @property
    def column2(self) -> str:
        """The code that is denied; without an edit, the second one asked about."""
        return self.row.column2 if self.row else self.two

    @property
    def indicator(self) -> str | None:
        """0 never together, 1 a modifier may bypass, 9 as if never in force; None without an edit."""
        return self.row.indicator if self.row else None

    def says(self) -> tuple[bool, str | None, str]:
        """What two settings are compared by."""
        return (True, self.indicator, self.column1) if self.active else (False, None, "")

    def value(self) -> dict[str, Any]:
        """The public record."""
        deleted = self.row.deleted.isoformat() if self.row and self.row.deleted else None
        return {
            "column1": self.column1,
            "column2": self.column2,
            "active": self.active,
            "modifier_indicator": self.indicator,
            "setting": self.setting,
            "edition": self.edition.label,
            "deleted": deleted,
        }


def pair_on(one: str, two: str, setting: str, on: date, reference: Reference) -> Pair:
    """The edit between two codes on a day.

    Raises BadInput for one code twice or an unknown setting, UnknownCode for a code of no table.
    """
    one, two = _known(one, reference), _known(two, reference)
    if one == two:
        raise BadInput(f"{one} is named twice: a pair edit is between two different codes.")
    if setting not in SETTINGS:
        raise BadInput(f"{shown(setting)} is not a setting: practitioner or outpatient_hospital.")
    row = reference.tables.pair(one, two, setting, on)
    edition = row.edition if row else reference.tables.pair_edition(setting, on, beyond=reference.tables.outside(one, two))
    if edition is None:
        raise KnowledgeError(f"There is no NCCI pair table for {setting}; load one with python ingest.py tables.")
    began = _began(row, reference)
    if row is not None and began is not None and began.start is not None and on < began.start:
        row = max(_earlier(row, on, reference), key=lambda r: r.deleted or date.min, default=row)
        return Pair(one, two, setting, on, edition, row, active=False, certain=True, began=began)
    active = row is not None and row.active(on)
    return Pair(one, two, setting, on, edition, row, active, row is None or row.certain(on), began if active else None)


def pairs_on(codes: Sequence[str], setting: str, on: date, reference: Reference) -> tuple[Pair, ...]:
    """Every pair among several codes, in the order named; those of two codes outside our table are not held."""
    both = (pair for pair in combinations(dict.fromkeys(codes), 2) if any(code in reference.codes for code in pair))
    return tuple(pair_on(a, b, setting, on, reference) for a, b in both)


def _known(text: str, reference: Reference) -> str:
    code = validate(text)
    if code not in reference.codes and not reference.tables.knows(code):
        raise UnknownCode(f"{code} is in none of my tables of outpatient therapy codes.")
    return code


def _began(row: PairRow | None, reference: Reference) -> FirstDays | None:
    """Another source's first day of an edit that the table does not date."""
    if row is None or row.effective is not None or row.deleted is not None:
        return None
    for value in reference.rules.values("pair-first-days", FirstDays):
        if f"{row.column1} {row.column2}" in value.pairs:
            return value
    return None


def _earlier(row: PairRow, on: date, reference: Reference) -> Iterator[PairRow]:
    """Ended rows of the same two codes."""
    rows = reference.tables.pair_rows(row.column1, row.column2, row.setting, on)
    return (one for one in rows if one.deleted is not None and one.indicator != "9")


def unpaid(code: str, on: date, reference: Reference) -> str:
    """Why Medicare does not pay a code by itself on that day; empty where it may."""
    record = reference.codes.get(code)
    if record is None:
        return ""
    if not record.active(on):
        return reference.say("edits.unpaid-ended", code=code, day=day(on))
    if record.medicare == "invalid" and record.replaced_by:
        return reference.say("edits.unpaid-invalid-instead", code=code, instead=" or ".join(record.replaced_by))
    return reference.say(f"edits.unpaid-{record.medicare}", code=code) if record.medicare in UNPAID else ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What makes two services separate. apart: in what; modifier: what says so; say: further sentences.

    placed: a rule of its own says on which line the modifier goes.
    """

    apart: str
    modifier: str
    say: tuple[str, ...]
    citations: tuple[Citation, ...]
    placed: bool = False


def condition(pair: Pair, reference: Reference) -> Condition:
    """The condition on which an edit may be bypassed, from the NCCI manual's rules on these codes."""
    general = reference.rules.in_force("ncci-separate", pair.on, Separate)
    special = list(_special(pair, reference))
    apart = next((value.apart for value, _ in special if value.apart), general.apart)
    modifier = next((value.modifier for value, _ in special if value.modifier), general.modifier)
    said = [text for _, text in special]
    values: list[RuleValue] = [value for value, _ in special]
    if apart == general.apart and pair.indicator == "1":
        unit = (reference.rules.held("count-medicare", pair.on, Counting) or reference.rules.values("count-medicare", Counting)[0]).unit
        said.append(fill(general.say, {"unit": unit}))
        values.append(general)
    own = any(value.column2 for value, _ in special)
    return Condition(apart, modifier, tuple(said), tuple(value.citation for value in values), own)


def _special(pair: Pair, reference: Reference) -> Iterator[tuple[PairNote, str]]:
    for rule in reference.rules:
        value = rule.values[-1]
        if not isinstance(value, PairNote) or not value.holds(pair.on):
            continue
        for one, other in ((pair.column1, pair.column2), (pair.column2, pair.column1)):
            if _matches(one, value.one) and _matches(other, value.two):
                if value.column2 and (one != pair.column2 or pair.indicator != "1"):
                    continue
                yield value, fill(value.say, {"one": one, "other": other})
                break


def _matches(code: str, patterns: Sequence[str]) -> bool:
    return any(code == p or (p.endswith("*") and code.startswith(p[:-1])) for p in patterns)
