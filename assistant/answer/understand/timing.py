"""Which of the minutes named are treatment time, a total, for each code, left over, or no time at all.

"8-minute rule", "per 15 minutes", "at least 8 minutes" and "10 minutes of charting" are no treatment;
"45 total" and "a 60-minute session" are totals; "8 each of A and B" goes to both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.understand.minutes import Quantity

_LEFT = re.compile(r"([a-z']+)[\s~(\"]*(?:(?:a|the|about|approximately|approx|roughly|only|just|full)\s+)?$")
_NOT_TIME_LEFT = {
    "per", "every", "than", "under", "below", "above", "over", "least", "minimum", "within", "apply", "maximum", "max",
    "typical", "reach", "reaches", "first", "exceed", "exceeds", "beyond", "passes",
    "need", "needs", "require", "requires", "equals", "past", "increments", "non", "not", "non-",
}  # fmt: skip
_EXTRA_RIGHT = re.compile(r"[\s-]*(?:of (?:\w+ ){1,2})?(?:left(?:[- ]?over)?|remaining|extra|unused)\b")
_EXTRA = {"extra", "additional", "remaining", "leftover", "last", "rest", "unused", "other", "next", "over"}
_NOT_TIME_RIGHT = re.compile(
    r"(?:-|[\s\"']*)(?:rules?|codes?|units?|increments?|blocks?|time[- ]based|time codes?|chart|table|guide|services?|"
    r"intervals?|timed (?:codes?|units?|intervals?)|threshold|walk(?:ing)? tests?|"
    r"mark|minimum|intervals?|cut-?off|or (?:more|less|longer|over|under|greater|fewer)|each unit|per|"
    r"and (?:over|up|above)|"
    r"late|early|before|after|apart|gap|break|wait(?:ing)?|of (?:rest|documentation|charting|set-?up|paperwork|"
    r"waiting|"
    r"note writing|break|down ?time|travel|driving)|(?:preparing|setting up|cleaning|documenting|writing|"
    r"charting|doing the|i spend|we spend)\b|(?:rest|documentation|charting|set-?up|drive|travel|notice|away|"
    r"midpoint|convention|service code|procedure code|cpt|cancel+ation|count|counts)\b|for (?:documentation|"
    r"charting|notes)|(?:of )?(?:the |an? )?(?:initial |pt |ot )?(?:re-?)?eval(?:uation)?)\b"
)
_IDLE_LEFT = re.compile(
    r"\b(?:bathroom|restroom|waiting|waited|rest(?:ed|ing)?|break|late|lunch|drove|travel\w*|document(?:ing|"
    r"ation)|charting|"
    r"on the phone|phone call|(?:re-?)?eval(?:uation|s|uations)?|intake|"
    r"set(?:ting)?[- ]?up|clean(?:ing)?[- ]?up|cancel\w*)\b(?: (?:for|took|takes|was|"
    r"about|of|by|with|lasted|ran|only))* ?$"
)
_THE_RULE = re.compile(
    r"[\s-]*(?:total(?! units?\b)|limit|method|thing|or (?:midpoint|ama)|vs\.?|versus|guideline|policy|way|math|calculation|"
    r"counting|"
    r"requirement|standard)\b"
)
_REACH_LEFT = re.compile(r"\b(?:enough (?:to bill|for)|counts? as|to reach|to make|to bill) $")
_SESSION = re.compile(
    r"[\s-]*(?:(?:of )?(?:pt|ot|slp|st|physical therapy|therapy|the|a|medicare|treatment|direct|skilled|"
    r"one[- ]on[- ]one)\s+)?"
    r"(?:treatment|session|visit|appointment|appt|period|slot|total|altogether|in all|in total|all together|"
    r"of total)\b(?!\s*(?:of|is|was|time|=|:)*\s*\d)(?!(?<=total)\s+(?:\w+ )?units?\b)"
)
_TOTAL_LEFT = re.compile(
    r"(?<!min )(?<!mins )(?<!minutes )\b(?:total(?:s|l?ed|l?ing)?|altogether|in all|sum|overall|whole (?:session|visit)|combined|all together)"
    r"(?:\s+(?:of|is|was|were|time|treatment|timed|minutes|mins?|session|lasted|took|ran|to|just|about|for|up|"
    r"today|:))*\s*[:=(]?\s*$"
    r"|\b(?:session|visit|treatment|appointment)(?: (?:time|today))?\s+(?:of|is|was|lasted|lasts|took|"
    r"ran)(?: (?:just|about|for|a total of))?\s*$"
    r"|\btimed(?: (?:treatment|codes?|time|minutes|mins?))*\s*[:=(]?\s*$"
    r"|(?:[a-z]{2,}|[\d)'.]|(?:\d ?(?:min\w*)?|\bby(?: the)?) \x03+)\s*(?<!unit )(?<!units )(?<!unit)(?<!units)=\s*$"
)
_TOTAL_RIGHT = re.compile(
    r"[\s,-]*(?:(?:of )?(?:therapy |treatment |timed |direct |skilled |one[- ]on[- ]one |billable )*(?:total|"
    r"altogether|combined|in all)\b(?!\s*(?:of|is|was|time|=|:)*\s*\d)(?!(?<=total)\s+(?:\w+ )?units?\b)"
    r"|(?:of )?(?:timed|total) (?:time|minutes)\b|(?:of )?(?:timed|one[- ]on[- ]one) (?:treatment|therapy|"
    r"codes)\b|were (?:documented|spent))"
)
_EACH_RIGHT = re.compile(r"[\s,]*(?:of |for |on )?(?:each|apiece|both|(?:for )?every one)\b(?! unit| day| week| visit)")
_EACH_LEFT = re.compile(
    r"\b(?:each|both|all)(?: (?:of them|one|service|code))?(?: (?:for|at|was|were|is|are|got|took|of|done|"
    r"lasted))*\s*[:=]?\s*$"
)
_OF_OTHER = re.compile(
    r"(?!\s*of (?:\w+ )?(?:codes?|services?|procedures?|things|therapy|treatment)\b)"
    r"(?!\s*(?:of|on|for) (?:the |an? |my |our |this |one )?(?:commercial|medic\w+|mcr|mcare|tricare|va\b|work\w*|auto|aetna|cigna|"
    r"bcbs|bc|blue|uhc|united\w*|humana|anthem|cms|ama|plan|payer|insur\w+|patients?|pts?\b|clients?|person|day|visit|date|dos)\b)"
    r"\s*(?:of|on|for|"
    r"doing) (?:the |some |a )?(?!the\b|some\b|each\b|both\b)[a-z]{3,}"
)


def _timed(quantity: Quantity, text: str) -> bool:
    """Is it "38 timed minutes" of no code in particular?"""
    said = re.search(r"timed|total", text[quantity.start : quantity.end])
    return bool(said) and not re.match(r"\s*(?:of|on|for)?\s*(?:the )?\x02", text[quantity.end :])


_OF_THEM = re.compile(r"\s*of (?:(?:them|those|these|which|that)\b|it (?:was |were )?(?:(?:done|given) )?by\b)")
MOST_UNITS = 8  # of one code on a day
_LISTED_ON = re.compile(r"\s*(?:of )?(?:the )?\x02+\s*(?:,|and|&|\+|plus|,\s*and)\s*")
_AT_ONCE = re.compile(  # several patients at one time: whose minutes they are is the question
    r"\b(?:two|three|four|five|several|multiple|both|[2-5]) (?:\w+ )?(?:patients|pts|people|clients)\b[^.?!]{0,40}\b(?:same time|at once|together|simultaneous\w*|concurrent\w*|overlap\w*)\b"
    r"|\b(?:same time|at once|together|simultaneously|concurrently)\b[^.?!]{0,25}\b(?:two|three|four|five|[2-5]) (?:\w+ )?(?:patients|pts|people|clients)\b"
)


def judge(found: list[Quantity], text: str, raw: str) -> list[Quantity]:
    """text: what is still open; raw: the same with nothing claimed. The quantities that may be treatment, marked; shares ("23 of the 36") joined to their whole."""
    if _AT_ONCE.search(raw):
        return [quantity for quantity in found if quantity.unit != "min"]
    kept: list[Quantity] = []
    for quantity in _units_too(found, text):
        judged = quantity if quantity.unit != "min" else _judged(quantity, text)
        if judged is not None:
            kept.append(judged)
    return _summed(_attended(_shares(kept, text), text, raw), text)


def _units_too(found: list[Quantity], text: str) -> list[Quantity]:
    """A small bare number that goes on a list of units is units: "2 units of 97110 and 1 of manual"."""
    kept: list[Quantity] = []
    for quantity in found:
        last = kept[-1] if kept else None
        on = last and last.unit == "unit" and not quantity.sure and quantity.value <= MOST_UNITS
        kept.append(replace(quantity, unit="unit") if on and last and _LISTED_ON.fullmatch(text[last.end : quantity.start]) else quantity)
    return kept


def _summed(found: list[Quantity], text: str) -> list[Quantity]:
    """A first number without a code that is the sum of those behind it is their total ("38 minutes: 97110 18, 97140 20")."""
    minutes = [one for one in found if one.unit == "min" and not one.each and one.part is None]
    if len(minutes) < 3 or len(minutes) != len(re.findall(f"{_CODE}+", text)) + 1 or _CODE in text[: minutes[0].start]:
        return found
    first, *rest = minutes
    if first.value != sum(one.value for one in rest):
        return found
    return [replace(one, total=True) if one is first else one for one in found]


_DIRECT_RIGHT = re.compile(
    r"[\s-]*(?:(?:of (?:it|that|them|those|which|the time)|of|were|was|are|is|being|spent|as|actual|direct|skilled|timed|treatment|time)\s+)*"
    r"(?:1:1|one[- ](?:on|to)[- ]one|1[- ](?:on|to)[- ]1|direct(?: time| contact)?|hands[- ]on|with (?:me|the (?:therapist|pt|ot|pta))|timed)\b"
)
_DIRECT_LEFT = re.compile(r"(?:1:1|one[- ](?:on|to)[- ]one|1[- ](?:on|to)[- ]1|hands[- ]on)(?: (?:time|contact|treatment|for|of|was|is|with \w+|only|about))*[\s:=]*$")
_ALONE_RIGHT = re.compile(
    r"[\s-]*(?:(?:of (?:it|that|them|those|which|the time)|were|was|are|is|being|spent|he|she|they|doing|exercises?)\s+)*"
    r"(?:independent\w*|alone|unattended|unsupervised|by (?:him|her|them)sel\w+|on (?:his|her|their) own|with (?:the |an? |my )?(?:aide|tech\w*))\b"
)
_ALONE_CLAUSE = re.compile(  # "20 min bike warm-up alone": nobody treated
    r"\s*(?:of |on )?(?:the |a )?(?:[a-z\x02'-]+ ){1,5}(?:alone|independent(?:ly)?|unattended|unsupervised|by (?:him|her|them)sel\w+|on (?:his|her|their) own|without (?:me|us|supervision|the (?:pt|ot|therapist)))\b"
)
_CODE = "\x02"  # a place that was read as a code
_REST = re.compile(r"\b(?:but|only|just|rest|remain\w*|alone|unattended|independent\w*|of which|own)\b")


def _attended(found: list[Quantity], text: str, raw: str) -> list[Quantity]:
    """The one-on-one minutes where the whole visit is told beside them, less what the patient did alone.

    "40 minutes but only 25 are 1:1" is 25; "45 minutes, 15 of it independent" is 30.
    """
    kept: list[Quantity] = []
    for each in found:
        quantity = each
        if each.part and _DIRECT_LEFT.search(raw[max(0, each.start - 40) : each.start]):
            quantity = replace(each, value=each.part, part=None, total=True)
        whole = kept[-1] if kept else None
        if quantity.unit != "min" or whole is None or whole.unit != "min" or whole.value <= quantity.value:
            kept.append(quantity)
            continue
        before, after = raw[max(0, quantity.start - 40) : quantity.start], raw[quantity.end : quantity.end + 60]
        alone = _ALONE_RIGHT.match(after)
        if _CODE in text[whole.end : quantity.start] or (alone and _CODE in text[quantity.end :][: alone.end() + 12]):
            kept.append(quantity)  # its own code tells what these minutes were
        elif alone:
            kept[-1] = replace(whole, value=whole.value - quantity.value, alone=quantity.end + alone.end())
        elif (_DIRECT_RIGHT.match(after) or _DIRECT_LEFT.search(before)) and _REST.search(raw):
            kept[-1] = replace(quantity, sure=True, total=True) if whole.total or len(found) == 2 else quantity
        else:
            kept.append(quantity)
    return kept


def _judged(quantity: Quantity, text: str) -> Quantity | None:
    before, after = text[max(0, quantity.start - 60) : quantity.start], text[quantity.end : quantity.end + 60]
    left = _LEFT.search(before)
    word = left[1] if left else ""
    each = bool(_EACH_RIGHT.match(after) or _EACH_LEFT.search(before))
    if quantity.value == 8 and _THE_RULE.match(after):
        return None
    if _IDLE_LEFT.search(before) or _REACH_LEFT.search(before) or _ALONE_CLAUSE.match(after):
        return None
    if not each and (word in _NOT_TIME_LEFT or word == "each"):
        return None
    session = _SESSION.match(after)
    stopped = text[quantity.end - 1] == "."  # "15 min. Units?" ends a sentence
    if _NOT_TIME_RIGHT.match(after) and not session and not stopped:
        return None
    return replace(
        quantity,
        each=each,
        extra=word in _EXTRA or bool(_EXTRA_RIGHT.match(after)),
        total=bool(session or _TOTAL_LEFT.search(before) or _TOTAL_RIGHT.match(after) or _timed(quantity, text)),
        stray=bool(_OF_OTHER.match(after)),
    )


def _shares(found: list[Quantity], text: str) -> list[Quantity]:
    """One quantity of 36 with part=23 for "23 of the 36 minutes" and "36 minutes, 23 of them"."""
    kept: list[Quantity] = []
    for quantity in found:
        if kept and kept[-1].unit == quantity.unit == "min" and _OF_THEM.match(text, quantity.end):
            kept[-1] = replace(kept[-1], part=quantity.value)
        elif (
            kept
            and kept[-1].unit == quantity.unit == "min"
            and re.fullmatch(
                r"\s*(?:of|out of) (?:the |those |these |his |her |its |total )?", text[kept[-1].end : quantity.start]
            )
        ):
            kept[-1] = replace(quantity, start=kept[-1].start, part=kept[-1].value, sure=True)
        else:
            kept.append(quantity)
    return kept
