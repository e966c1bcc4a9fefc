"""An evaluation told beside the day's minutes: by its complexity a code, one untimed unit; without it named, never dropped silently.

PT evaluations are 97161, 97162 and 97163, OT's 97165, 97166 and 97167, by complexity (codes.csv). Words that name discipline and
complexity side by side stand there already; here the complexity stands apart ("her evaluation, low", "initial eval (high complexity)").
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.shape import Shape
from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.wording import Page

BY_COMPLEXITY = {"PT": {"low": "97161", "mod": "97162", "hig": "97163"}, "OT": {"low": "97165", "mod": "97166", "hig": "97167"}}
UNNAMED = "an evaluation is a line of its own, one untimed unit by its complexity (PT 97161, 97162 or 97163; OT 97165, 97166 or 97167): not in this count"
_LEVEL = r"(?:low|mod(?:erate)?|high)\b(?! back| grade| risk| level| co-?pay)(?:[- ]complex(?:ity)?)?"
_EVALUATION = Shape(
    "an evaluation with its complexity",
    rf"(?<!re-)(?<!re )\b(?:{_LEVEL} (?:(?:pt|ot|initial) )?(?P<before>eval(?:uation)?)"
    rf"|(?P<behind>eval(?:uation)?)(?: (?:this morning|this afternoon|today|first|was|is|it was|for|on|her|him|them|a|of))*[ ,:(-]+(?:(?:it was|was|a|of) )?{_LEVEL})\b",
    ("did [eval (moderate]) then", "her [evaluation, low]", "a [high complexity eval]"), ("re-eval, low back", "the eval, high co-pay", "eval then low back gait"),
)
_TODAY = Shape(
    "an evaluation given that day",
    r"(?<!re-)(?<!re )\b(?:did|gave|finished|started with|began with|plus|\+|and|then|with|after) (?:an?|the|her|his|their|my)? ?(?:(?:pt|ot|initial|new) )?eval(?:uation)?\b"
    r"(?! (?:\w+ )?(?:last|yesterday|on|in|was|from|ago|report|note|code|date|time|minutes|visit|only|alone|findings|done))",
    ("[did the initial eval] and 12 min", "[plus an eval], then 20"), ("since the eval", "after the eval in march", "did the re-eval"),
)
_OT = Shape("occupational therapy", r"\b(?:ot|otr|cota|occupational)\b", ("an [ot] eval",), ("not", "other"))


def told(page: Page, marks: Sequence[CodeMark]) -> tuple[list[CodeMark], tuple[str, ...]]:
    """(the evaluation's mark, where its complexity is told; else what the asker is told of it), beside other services."""
    if not marks or any(mark.code in codes.values() for mark in marks for codes in BY_COMPLEXITY.values()):
        return [], ()
    match = _EVALUATION.search(page.lower)
    if match:
        level = _level(match[0])
        code = BY_COMPLEXITY["OT" if _OT.search(page.lower) else "PT"][level]
        place = match.lastgroup or ""
        start, end = match.span(place)
        return [CodeMark(start, end, code, page.text[start:end], likely=True)], ()
    return [], (UNNAMED,) if _TODAY.search(page.lower) else ()


def _level(words: str) -> str:
    return next(level for level in ("mod", "low", "hig") if level in words)
