"""A rule of the grammar: what a number (or a place) is, told by the words it stands with.

Two sorts of pattern. One without `#` is looked for in the page and claims its place ("CO-119", "82 yo"). One with `#`
tells what a quantity is: what stands left of it and right of it ("# late", "of which # rested"). `<name>` stands for a
FRAGMENT. Examples carry their own answer: [brackets] around what is claimed, or around the quantity meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

FRAGMENTS = {
    "min": r"(?!\s*-?\s*(?:min|m\b|'))",  # what follows says minutes after all
    "filler": r"(?:about|around|approximately|approx|roughly|almost|nearly|maybe|perhaps|only|just|another|some|full|whole|good)",
    "who": r"(?:he|she|they|we|i|it|\x03+|(?:the |my |our |this )?(?:patient|pt|client)|there)",
    "idle": (
        r"(?:(?<!the )rest(?:ed|ing|s)?(?! of)\b|bathroom|restroom|washroom|toilet\w*|potty|breaks?\b|paus(?:e|ed|es|ing)\b|wait(?:ed|ing|s)?\b|"
        r"(?:phone|personal|cell|telephone|zoom)?[- ]?calls?\b(?! for)|phone|on hold|set(?:ting|s)?[- ]?up\b|clean(?:ing|ed)?[- ]?up\b|document(?:ing|ation)\b|"
        r"chart(?:ing| review)\b|note[- ]?writing|(?:writing|typing) (?:the |his |her |my )?notes?|paperwork|(?<=for )notes\b|(?:un)?dress(?:ed|ing)\b|changing (?:clothes|shoes|shirts?|rooms?)|transport(?:ing|ation|ed)?\b|"
        r"travel(?:l?ing|led)?\b|driving\b(?! (?:rehab|eval|assess|train))|drove|(?<!after )(?<!before )lunch|smok\w+|interrupt\w+|chat(?:s|t\w+)?\b|lost|wasted|un-?billable|non-?billable|unskilled|sat out|sitting out|just sat|sat down|off task|down ?time|idle|"
        r"catch(?:ing)? (?:his|her|their) breath|recover(?:ed|ing)?\b|nap(?:ped|ping)?\b|asleep|sleeping|gap\b|"
        r"(?:out of|left|away from) the (?:room|gym|mat|clinic))"
    ),
    "eval": r"(?:(?:initial |pt |ot |slp )?(?:re-?)?eval(?:uation|uations|s)?|intake)\b",
    "of_that": r"(?:of|out of) (?:which|that|those|(?:these|this)(?: \d{1,3})?|them|it|the (?:time|session|visit|treatment|hour|appointment|total|\d{1,3}))(?: (?:minutes|mins?|time))?",
}
_TOKEN = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Rule:
    """name: said to the asker as the reason. kind: what it makes. yes, no: examples."""

    name: str
    kind: str
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """What was read at a place, by which rule, from which words."""

    rule: str
    kind: str
    words: str
    start: int
    end: int
    value: int = 0


def _spelled(pattern: str) -> str:
    return _TOKEN.sub(lambda match: FRAGMENTS[match[1]], pattern)


@cache
def places(rule: Rule) -> re.Pattern[str]:
    """What a rule of places looks for."""
    return re.compile(_spelled(rule.pattern))


@cache
def sides(rule: Rule) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a rule of roles wants left and right of the quantity."""
    left, right = rule.pattern.split("#")
    return re.compile(rf"(?:{_spelled(left)})\Z"), re.compile(_spelled(right))
