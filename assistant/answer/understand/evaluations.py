"""An evaluation told beside the day's minutes: by its complexity a code, one untimed unit; without it named, never dropped silently.

PT evaluations are 97161, 97162 and 97163, OT's 97165, 97166 and 97167, by complexity (codes.csv). Words that name discipline and
complexity side by side stand there already; here the complexity stands apart ("her evaluation, low", "initial eval (high complexity)").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.shape import Shape
from assistant.answer.understand.codes import CodeMark
from assistant.answer.understand.wording import Page

BY_COMPLEXITY = {"PT": {"low": "97161", "mod": "97162", "hig": "97163"}, "OT": {"low": "97165", "mod": "97166", "hig": "97167"}}
UNNAMED = "an evaluation is a line of its own, one untimed unit by its complexity (PT 97161, 97162 or 97163; OT 97165, 97166 or 97167): not in this count"
_LEVEL = r"(?:low|mod(?:erate)?|high)\b(?! back| grade| risk| level| co-?pay)(?:[- ]complex(?:ity)?)?"
_EVALUATION = Shape(
    "an evaluation with its complexity",
    rf"(?<!re-)(?<!re )\b(?:{_LEVEL} (?:(?:pt|ot|initial) )?(?P<before>eval(?:uation)?)"
    rf"|(?P<behind>eval(?:uation)?)(?: (?:this morning|this afternoon|today|first|was|is|it was|for|on|her|him|them|a|of))*[ ,:(-]+(?:(?:it was|was|a|of) )?{_LEVEL}"
    rf"|(?P<apart>eval(?:uation)?)\b[^;?!\n]{{0,50}}\b(?:was|is|came out|turned out|call(?:ed)? it|came to|scored|graded|made it|as) (?:a |as |at )?{_LEVEL})\b",
    ("did [eval (moderate]) then", "her [evaluation, low]", "a [high complexity eval]", "an [eval, 38 min, came out high]"), ("re-eval, low back", "the eval, high co-pay", "eval then low back gait"),
)
_LEVELS = Shape("a level", r"\b(?:low|mod|hig)(?=h?\b|erate\b)", ("[low] complexity", "[hig]h", "[mod]erate"), ("lower", "model", "highly"))
_LOW = (BY_COMPLEXITY["PT"]["low"], BY_COMPLEXITY["OT"]["low"])
LOWEST = "{said} read as {low}, low complexity: moderate is {mod}, high {hig}"
_TODAY = Shape(
    "an evaluation given that day",
    r"(?<!re-)(?<!re )\b(?:did|gave|finished|started with|began with|plus|\+|and|then|with|after) (?:an?|the|her|his|their|my)? ?(?:(?:pt|ot|initial|new) )?eval(?:uation)?\b"
    r"(?! (?:\w+ )?(?:last|yesterday|on|in|was|from|ago|report|note|code|date|time|minutes|visit|only|alone|findings|done))"
    r"|(?<!re-)(?<!re )\b(?:pt |ot |initial )?eval(?:uation)?(?=,? (?:and|plus|then|with) (?:\d|an?\b|some|about)|\s*[+&])",
    ("[did the initial eval] and 12 min", "[plus an eval], then 20", "[pt eval] and 20 min"), ("since the eval", "after the eval in march", "did the re-eval"),
)
_OT = Shape("occupational therapy", r"\b(?:ot|otr|cota|occupational)\b", ("an [ot] eval",), ("not", "other"))


def told(page: Page, marks: Sequence[CodeMark]) -> tuple[list[CodeMark], tuple[str, ...]]:
    """(the marks, the evaluation's among them by its complexity; what the asker is told where none was said), beside other services."""
    named = [mark for mark in marks if mark.said and mark.code in _LOW and not _LEVELS.search(mark.said.lower())]
    if not marks or (not named and any(mark.code in codes.values() for mark in marks for codes in BY_COMPLEXITY.values())):
        return list(marks), ()
    match = _EVALUATION.search(page.lower)
    discipline = "OT" if _OT.search(page.lower) or any(mark.code == BY_COMPLEXITY["OT"]["low"] for mark in named) else "PT"
    if match:
        code = BY_COMPLEXITY[discipline][_level(match[0])]
        if named:
            return [replace(mark, code=code) if mark is named[0] else mark for mark in marks], ()
        start, end = match.span(match.lastgroup or "")
        return [*marks, CodeMark(start, end, code, page.text[start:end], likely=True)], ()
    if named:
        return list(marks), (LOWEST.format(said=named[0].said, **BY_COMPLEXITY[discipline]),)
    return list(marks), (UNNAMED,) if _TODAY.search(page.lower) else ()


def _level(words: str) -> str:
    """The last level said: "not high, moderate"."""
    found = _LEVELS.taken(words)
    return found[-1][:3]
