"""The noun a bare number stands with: "12 goals", "age 72". Minutes have no other noun than a service.

A number is taken for minutes only where none of its neighbours is such a word (and a code is beside it).
"""

from __future__ import annotations

import re

_RIGHT = re.compile(r"[ -]+([a-z][a-z'-]{2,})")
_LEFT = re.compile(r"(?<![a-z\d])([a-z][a-z'-]{2,}) +\Z")
_PLACED = re.compile(r"\b(on|in|since|until|than|out of) \Z")  # "97110 on 14 charts and 97140 on 9"
# Words that are no noun of a number: how it is asked, said and joined, and who pays.
HARMLESS = frozenset(
    "about ama and aetna advantage all also altogether another anthem any apiece approx approximately are asked back bcbs been being bill billable billed billing bills both but "
    "calculate can cash charge charged cigna cms code codes coded comp commercial count counted cpt did direct does doing done each eight eights equals exactly federal "
    "following for from full gave get gets given got had has have her him his how humana into insurance just lasted leaving like ltd make makes many maximum mcare mcr medicaid "
    "medicare midpoint mine minute minutes more much need not note now of off one only onto our out over part patient payer pays per perform performed plan please plus private pt "
    "pts provided rec received respectively right rule same saw session should some spent submitted than thanks that the their them then there therapist these they think this those "
    "time timed times today together too again already either instead actually yesterday tomorrow really maybe sorry no so if it its told total tricare two under unit units united uhc using versus via visit was way were what when which while will with without would you your "
    "took takes taking went goes ran finished ended started finally next "
    "modifier modifiers skilled treated treatment treating attended individual manually latter former first second third doctor doubt where who why worth yes".split()
)


def counted(text: str, start: int, end: int) -> str:
    """The noun right before or behind a bare number, or nothing."""
    right = _RIGHT.match(text, end)
    if right and right[1] not in HARMLESS:
        return right[1]
    placed = _PLACED.search(text[max(0, start - 8) : start])
    if placed:
        return placed[1]
    left = _LEFT.search(text[max(0, start - 24) : start])
    return left[1] if left and left[1] not in HARMLESS else ""
