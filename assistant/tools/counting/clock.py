"""Minutes between two times of a day, and minutes of several stretches that may not overlap.

Two clinicians with one patient count once, and no minute counts for two codes (Pub. 100-04 ch. 5 §20.3).

>>> minutes_between("9:05", "9:38"), minutes_between("11:50 am", "12:10 pm")
(33, 20)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.errors import BadInput
from assistant.privacy.shown import shown

DAY = 1_440
_HALVES = {"": "", "a": "a", "am": "a", "p": "p", "pm": "p"}


def minute_of_day(text: str) -> int:
    """'13:05', '1:05 pm' or '1305' → 785. Raises BadInput for a time no clock shows."""
    plain = text.lower().replace(".", "").replace(" ", "")
    figures = plain.rstrip("apm")
    half = _HALVES.get(plain[len(figures) :])
    hours, colon, minutes = figures.partition(":")
    if not colon:
        hours, minutes = (figures[:-2], figures[-2:]) if len(figures) > 2 else (figures, "00")
    clocked = half is not None and hours.isascii() and hours.isdigit() and len(hours) <= 2 and minutes.isascii() and minutes.isdigit() and len(minutes) == 2
    if clocked:
        hour, minute = int(hours), int(minutes)
        if half:
            hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else DAY
        if hour < 24 and minute < 60:
            return hour * 60 + minute
    raise BadInput(f"{shown(text)} is not a time of day; write it as 13:05 or 1:05 pm.")


def minutes_between(start: str, end: str) -> int:
    """Minutes from start to end on one day. Raises BadInput when the end is not after the start."""
    length = minute_of_day(end) - minute_of_day(start)
    if length <= 0:
        raise BadInput(f"{start} to {end} is not a stretch of one day: the end must be after the start.")
    return length


def minutes_of(stretches: Sequence[tuple[str, str]]) -> int:
    """Minutes of several stretches with one patient. Raises BadInput where two overlap."""
    length = sum(minutes_between(start, end) for start, end in stretches)
    row = sorted(stretches, key=lambda one: minute_of_day(one[0]))
    for (start, end), (later, until) in pairwise(row):
        if minute_of_day(later) < minute_of_day(end):
            raise BadInput(f"{start}-{end} and {later}-{until} overlap: a minute of the patient counts once.")
    return length
