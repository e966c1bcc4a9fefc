"""Does a turn of a conversation lean on the turns before it, or stand on its own?"""

from __future__ import annotations

from assistant.answer.shape import Shape
from assistant.answer.understand.carried import ASPECT_NOUN, of_an_aspect
from assistant.answer.understand.day import Treatment
from assistant.answer.understand.turns import Turn

MOST_WORDS, MOST_LETTERS = 25, 400  # of a turn that leans on others; what is longer stands by itself
_STRONG = Shape(
    "begins by going on",
    r"^\W*(?:(?:ok|okay|so|then|well|hmm|thanks|great|got it|right|but|no|yes|sorry|actually)\W+)*(?:and\b|what about|how about|what if|why|source|"
    r"change|make (?:it|that|the)|add\b|remove|drop|without|same\b|instead|or\b|plus\b|also\b|but\b|if (?:it|the|so|that|i|we)\b|"
    r"under\b|with\b|for (?:ot|pt|slp|medicare|a |an |the )|in (?:19|20)\d\d|where (?:does|is)|says who|really|are you sure|except)",
    ("[ok, what about] OT", "[make it] 12", "[no, under] AMA"), ("is 97110 timed", "where do i sign"),
)
_SHORT_TURN = Shape("so, and little more", r"\W*(?:so|then|ok|okay|now)\b[^?]*\?\W*", ("[so KX?]", "[ok, how many?]"), ("so it is KX", "what?"))
_PERSON = Shape(
    "somebody meant by he or she",
    r"(?!.*\b(?:patients?|pts?|students?|ptas?|otas?|assistants?|therapists?|aides?|doctors?|clients?)\b).*\b(?:him|he|she|(?:bill|charge|treat|see|tell|ask|give) her)\b",
    ("[can i charge her] for it", "[does he] sign"), ("the line is hers", "her knee hurts"),
)
_ALL_OF_IT = Shape("reaches every service", r"\b(?:all|whole|entire|every(?:thing)?|both)\b", ("the OTA did it [all]", "[both] of them"), ("it was an OTA",))
_WEAK = Shape("begins on what was said", r"^\W*(?:so|then|ok|okay|now|in that case|if so|would|does that|is that|was that|do those)\b", ("[in that case] 59?", "[would] it change"), ("does it", "is the plan signed"))
_ANAPHOR = Shape(
    "a word for what was said", r"\b(?:it|that|those|these|them|they|this one|the same|the first|the second|the other|either one|both of them)\b",
    ("who signs [it]", "is [the second] timed"), ("item 24", "this visit"),
)
_ABOUT_THAT = Shape(
    "asks about that", r"^\W*(?:(?:and|so|ok|then|but)\W+)*(?:does|do|did|is|are|was|were|would|will|can|could|should|must) (?:it|that|those|these|they|this)\b",
    ("[does it] expire", "[so are those] timed"), ("does the plan expire", "when is it due"),
)
_OF_THE_DAY = Shape(
    "a line of the day", r"\b(?:the|these|those|each|which) (?:lines?|units?|codes?|services?|minutes)\b|\b(?:which|what) modifiers?\b|\bwhich (?:one|of (?:them|the two|those))\b|\bneither\b",
    ("[which one] gets KX", "[what modifiers]", "on [each line]"), ("two lines", "which plan"),
)
_PAYS = Shape("what who pays does", r"\b(?:they|it|payer|plan|insurance|patient|she|he)\b[^?]{0,30}\b(?:use|uses|follow|follows|is|has|pays)\b", ("[they follow] AMA", "[patient has] Humana"), ("we use AMA", "is it Aetna?"))
_ASPECT = Shape(
    "an aspect of what was talked about, asked",
    r"\W*(?:which|whose|who|when|how (?:long|often|many|much|soon|late)|(?:by|until|since) when|what(?! (?:is|are|does|do|was|were|about|if)\b|'s|s\b))\b",
    ("[which] pos?", "[by when]", "[what] form"), ("what is a poc", "is it due"),
)
_SAME_DAY = Shape("on one day with it", r"\b(?:(?:same|that) (?:day|visit|session|time)|together|(?:with|after|before|beside|next to|on top of) (?:it|that)|(?:it|that|this|them) (?:\w+ )?(?:with|alongside)|as well|too|also|on top)\b|\bw/? ?(?:it|that)\b", ("97140 [same day]", "97116 [too]", "[that billed with] 97150", "97602 [w it]", "97112 [after that]"), ("with item 4", "tooth", "after item 4"))
_COURTESY = Shape(
    "thanks and greetings",
    r"(?:\W*(?:ok(?:ay)?|great|thanks?|thank you|thx|ty|got it|perfect|cool|awesome|nice|wow|lol|that help(?:s|ed)|helpful|very|so much|a lot|again|good|"
    r"hi|hello|hey|bye|morning|alright|appreciate (?:it|that)|makes sense|understood|you|there|great answer))+\W*",
    ("[ok thank you so much!]", "[hi, good morning]"), ("97110 and 97140", "units?"),
)


def follows(before: Turn, turn: Turn) -> bool:
    """Does a turn lean on what went before?"""
    if turn.words > MOST_WORDS or len(turn.text) > MOST_LETTERS:
        return False
    if "fresh" in turn.flags or _COURTESY.fullmatch(turn.text.lower()):
        return False
    lower, minutes = turn.text.lower(), has_minutes(turn.treatment)
    spent = bool(before.amounts) and not turn.amounts and "threshold" in turn.topics and turn.words <= 10
    if spent or beside(before.treatment, turn, lower):
        return True
    if _STRONG.search(lower) or of_an_aspect(lower):
        return True
    if not own(turn) and (_ABOUT_THAT.search(lower) or ASPECT_NOUN.fullmatch(lower) or (_ASPECT.match(lower) and turn.words <= 4)):
        return turn.words <= 14
    if _about_the_day(before.treatment, turn, lower):
        return True
    leaning = not minutes and "subject" not in turn.flags
    if _points_back(turn, lower, leaning=leaning):
        return True
    if not own(turn):
        return turn.words <= 10 and "subject" not in turn.flags
    if minutes:
        known = {service.code for service in before.treatment.services}
        return turn.words <= 9 and set(turn.treatment.codes) <= known and "how_many_units" not in turn.flags
    return turn.words <= 3 and not turn.treatment.unknown


def _points_back(turn: Turn, lower: str, *, leaning: bool) -> bool:
    """Does a word of it mean something said before: "so", "it", "he"?"""
    if not has_minutes(turn.treatment) and ((_SHORT_TURN.fullmatch(lower) and turn.words <= 3) or (_PERSON.search(lower) and turn.words <= 12)):
        return True
    return leaning and ((_WEAK.search(lower) is not None and turn.words <= 12) or (_ANAPHOR.search(lower) is not None and turn.words <= 14))


def beside(held: Treatment, turn: Turn, lower: str) -> bool:
    """One code, asked about on the same day as the one talked about?"""
    one = len(turn.treatment.codes) == 1 and not turn.treatment.unknown and not has_minutes(turn.treatment)
    return one and bool(held.codes) and turn.treatment.codes[0] not in held.codes and turn.words <= 12 and bool(_SAME_DAY.search(lower))


def _about_the_day(held: Treatment, turn: Turn, lower: str) -> bool:
    """Who gave it, who pays for it, or which of its lines: said of the day told before."""
    if held.services and not has_minutes(turn.treatment) and (turn.treatment.whole or turn.treatment.all_assistant or turn.treatment.by_aide):
        return turn.words <= 12
    if own(turn):
        return False
    if held.services and turn.payer and not turn.dated and _PAYS.search(lower):
        return turn.words <= 14
    return bool(held.services or len(held.codes) > 1) and turn.words <= 10 and bool(_OF_THE_DAY.search(lower))


def own(turn: Turn) -> bool:
    """Has a turn codes or minutes of its own?"""
    return bool(turn.treatment.codes or turn.treatment.unknown or has_minutes(turn.treatment))


def has_minutes(treatment: Treatment) -> bool:
    """Is a service told with its minutes?"""
    return any(service.minutes is not None for service in treatment.services)


def restates(held: Treatment, turn: Turn) -> bool:
    """Does a turn only say again what was told ("25 minutes of exercise is two units everywhere I look")? It asks about that day."""
    told = {(one.code, one.minutes) for one in turn.treatment.services}
    known = {(one.code, one.minutes) for one in held.services}
    total = turn.treatment.total if turn.treatment.total is not None else sum(turn.treatment.bare)
    again = told < known if told else total > 0 and total == sum(one.minutes or 0 for one in held.services)
    return again and not turn.payer and "how_many_units" not in turn.flags and set(turn.treatment.codes) <= set(held.codes)


def renames(before: Turn, turn: Turn) -> bool:
    """Is it only said that the assistant who gave a part was another discipline's ("what if it was an OTA?")? Who gave what stays."""
    new = turn.treatment
    other = bool(turn.discipline) and turn.discipline != before.discipline and new.all_assistant and not new.codes and not new.services
    return other and any(one.assistant for one in before.treatment.services) and not _ALL_OF_IT.search(turn.text.lower())
