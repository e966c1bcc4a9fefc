"""Names of people in a text, by the evidence around them: a name has no form of its own.

A run of capitalised words (runs.py) is weighed (persons.py): is its first word a given name, does it stand after
"patient", beside a birth date or an age; is it an organisation, a test, a therapist? The weights stand in details.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.privacy.persons import context, weight
from assistant.privacy.runs import runs, uncased
from assistant.privacy.weighing import Found, data


def names(text: str, details: Sequence[Found]) -> list[Found]:
    """Every possible name with its weight. details: what was found by form, for names that stand beside it."""
    heading, figures = _heading(text), any(map(str.isdigit, text))
    details = [one for one in details if one.score >= data()["likely"]]
    ends = {end for one in details for end in range(one.end, one.end + 5)}
    starts = {start for one in details for start in range(one.start - 5, one.start + 1)}
    found = []
    for run in (*runs(text), *uncased(text)):
        beside = (run.end in starts and _touching(text, run.end)) or run.start in ends or _said_of(text, run.end, details)
        score = weight(text, run, beside=beside, figures=figures) + (data()["names"]["heading"] if heading and run.cased else 0.0)
        dated = context()["dated"].match(text, run.end)
        found.append(Found(run.start, dated.end() if dated else run.end, round(score, 2)))
    return found


def _touching(text: str, place: int) -> bool:
    return bool(re.match(r"[\s,;:('-]{0,5}s?[\s,;:(-]{0,4}[\w+(]", text[place : place + 10]))


def _said_of(text: str, end: int, details: Sequence[Found]) -> bool:
    """Does a detail follow a word later: "Jane Roe has the MBI …", "Jane Roe, her phone is …", "Jane Roe at 12 Oak Lane"?"""
    match = re.match(r"['’]?s?[\s,;:(-]{1,3}(?:(?:is|was|has|had|her|his|with|the|whose|at|of|in|lives) ){1,3}", text[end : end + 30])
    return match is not None and any(one.start == end + match.end() for one in details)


def _heading(text: str) -> bool:
    """Is nearly every long word capitalised, so that capitals say nothing?"""
    words = re.findall(r"[A-Za-z]{4,30}", text)
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.6 * len(words)
