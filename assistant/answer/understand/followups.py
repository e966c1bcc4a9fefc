"""What a turn still means of the turns before it: "and under AMA?", "change manual to 2 minutes", "why?".

The whole conversation is folded again each time from its texts; nothing is kept between questions. A
turn that stands on its own drops what went before, except the payer of one unit question for the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answer.understand.carried import PASSING, carried_search
from assistant.answer.understand.day import DAY, Treatment, by_assistant
from assistant.answer.understand.minutes import number
from assistant.answer.understand.turns import Turn
from assistant.schema import Service

_STRONG = re.compile(
    r"^\W*(?:(?:ok|okay|so|then|well|hmm|thanks|great|got it|right|but|no|yes|sorry|actually)\W+)*(?:and\b|"
    r"what about|how about|what if|why|source|"
    r"change|make (?:it|that|the)|add\b|remove|drop|without|same\b|instead|or\b|plus\b|also\b|but\b|if (?:it|the|"
    r"so|that|i|we)\b|"
    r"under\b|with\b|for (?:ot|pt|slp|medicare|a |an |the )|in (?:19|20)\d\d|where (?:does|is)|says who|really|"
    r"are you sure|except)"
)
_WEAK = re.compile(r"^\W*(?:so|then|ok|okay|now|in that case|if so|would|does that|is that|was that|do those)\b")
_ANAPHOR = re.compile(
    r"\b(?:it|that|those|these|them|they|this one|the same|the first|the second|the other|either one|"
    r"both of them)\b"
)
_ABOUT_THAT = re.compile(
    r"^\W*(?:(?:and|so|ok|then|but)\W+)*(?:does|do|did|is|are|was|were|would|will|can|could|should|must) (?:it|"
    r"that|those|these|they|this)\b"
)
_OF_THE_DAY = re.compile(
    r"\b(?:the|these|those|each|which) (?:lines?|units?|codes?|services?|minutes)\b|\b(?:which|what) modifiers?\b|\bwhich (?:one|of (?:them|the two|those))\b|\bneither\b"
)
_PAYS = re.compile(r"\b(?:they|it|payer|plan|insurance|patient|she|he)\b[^?]{0,30}\b(?:use|uses|follow|follows|is|has|pays)\b")
_REPLACING = re.compile(r"^\W*(?:ok |okay |so |and )*(?:what about|how about)\b")
_UNITED = frozenset({"why", "source", "whatif", "compare", "lookup", "assistants", "modifier", "history"})
_FURTHER = re.compile(r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|fifteen)\s+(more|additional|extra|fewer|less)\s+min")
_WHO_MAY = re.compile(r"^\W*(?:and |so |ok |but )*(?:who\b|which disciplines?\b|(?:can|may) (?:an? )?(?:pt|ot|slp)s?\b)")
_SAME_DAY = re.compile(r"\b(?:same day|same visit|same time|together|with (?:it|that)|as well|too|also|on top)\b")
_AGAIN = re.compile(  # nothing but a wish for the same in easier words
    r"(?=.*\b(?:explain|simpl\w*|plain\w*|easier|lay(?:man\S*|person)|eli5|new\w*|beginners?|dumb|dummies|get it|get that|understand|follow|confus\w+|lost)\b)"
    r"(?:\W*(?:huh|ok(?:ay)?|sorry|please|pls|thanks?|hm+|wait|can|could|would|will|you|explain|say|tell|me|put|break|dumb|it|that|this|again|more|once|down|"
    r"to|for|a|an|the|like|as|if|i|i'?m|im|am|we|in|with|simpl\w*|plain\w*|easy|easier|english|words?|terms?|language|lay(?:man\S*|person)|new|newbies?|"
    r"beginners?|billers?|coders?|hires?|grad|staff|person|someone|who'?s?|is|are|totally|brand|eli5|five|5|6|ten|years?|old|year-old|do|not|don'?t|dont|didn'?t|get|"
    r"understand|follow|way|us|my|kid|child|dummies|still|too|what|does|did|mean|means|of|answer|confus\w+|lost|so|but|and|just|rephrase|reword|stupid|slowly|here))+\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:(?:ok|and|so|what about|how about|or|for)\W+)*(\d{1,2})(?: units?)?\W*", re.IGNORECASE)
_MINUTES_FOR = re.compile(r"\bminutes?\b.*?\b(\d{1,2})(?= units?\b)", re.IGNORECASE)
def spelled(texts: Iterable[str]) -> list[str]:
    """The texts of a conversation, a bare number of units put into the question it stands for.

    >>> spelled(["how many minutes for 2 units", "and 4?"])
    ['how many minutes for 2 units', 'how many minutes for 4 units']
    """
    said: list[str] = []
    for text in texts:
        number = _NUMBER.fullmatch(text.strip())
        echoed = _MINUTES_FOR.search(said[-1]) if number and said else None
        said.append(f"{said[-1][: echoed.start(1)]}{number[1]}{said[-1][echoed.end(1) :]}" if number and echoed else text)
    return said


def fold(turns: Iterable[Turn]) -> Turn:
    """All turns of a conversation as the last one, with what it still means."""
    held: Turn | None = None
    for turn in turns:
        held = carry(held, turn) if held is not None else turn
    if held is None:
        raise ValueError("a conversation has at least one turn")
    return held


def carry(before: Turn, turn: Turn) -> Turn:
    """A turn with what it still means of what went before."""
    turn = _heard(before, turn)
    if not follows(before, turn):
        same = "units" in before.topics and "units" in turn.topics and not turn.several and "fresh" not in turn.flags
        if same and turn.payer is None:
            return replace(turn, payer=before.payer, setting=turn.setting or before.setting)
        return turn
    treatment = _treatment(before, turn)
    if _WHO_MAY.search(turn.text.lower()) and treatment.codes and not _own(turn):
        turn = replace(turn, topics=frozenset({"lookup"}), treatment=turn.treatment)
        treatment = replace(treatment, services=(), total=None, loose=())
    return replace(
        turn,
        treatment=treatment,
        payer=turn.payer if turn.payer or turn.several else before.payer,
        setting=turn.setting or before.setting,
        discipline=turn.discipline or before.discipline,
        modifiers=turn.modifiers or (() if _own(turn) else before.modifiers),
        topics=_topics(before, turn, treatment),
        amounts=turn.amounts or before.amounts,
        dated=turn.dated or before.dated,
        years=turn.years if turn.dated else before.years,
        search=carried_search(before, turn, own_codes=_own(turn)),
    )


def _heard(before: Turn, turn: Turn) -> Turn:
    """The turn with ordinary words taken as the codes talked about ("drop the manual")."""
    new = turn.treatment
    meant = tuple(code for code in new.mentioned if code in before.treatment.codes)
    if new.codes or not meant or turn.words > 12:
        return turn
    return replace(turn, treatment=replace(new, codes=meant))


def follows(before: Turn, turn: Turn) -> bool:
    """Does a turn lean on what went before?"""
    if "fresh" in turn.flags:
        return False
    lower, minutes = turn.text.lower(), _minutes(turn.treatment)
    if _beside(before.treatment, turn, lower):
        return True
    if _STRONG.search(lower):
        return turn.words <= 25
    if _ABOUT_THAT.search(lower) and not _own(turn):
        return turn.words <= 14
    if _about_the_day(before.treatment, turn, lower):
        return True
    leaning = not minutes and "subject" not in turn.flags
    if _WEAK.search(lower) and turn.words <= 12 and leaning:
        return True
    if _ANAPHOR.search(lower) and turn.words <= 14 and leaning:
        return True
    if not _own(turn):
        return turn.words <= 10 and "subject" not in turn.flags
    if minutes:
        known = {service.code for service in before.treatment.services}
        return turn.words <= 9 and set(turn.treatment.codes) <= known and "how_many_units" not in turn.flags
    return turn.words <= 3 and not turn.treatment.unknown


def _beside(held: Treatment, turn: Turn, lower: str) -> bool:
    """One code, asked about on the same day as the one talked about?"""
    one = len(turn.treatment.codes) == 1 and not turn.treatment.unknown and not _minutes(turn.treatment)
    return one and bool(held.codes) and turn.treatment.codes[0] not in held.codes and turn.words <= 12 and bool(_SAME_DAY.search(lower))


def _about_the_day(held: Treatment, turn: Turn, lower: str) -> bool:
    """Who gave it, who pays for it, or which of its lines: said of the day told before."""
    if held.services and not _minutes(turn.treatment) and (turn.treatment.whole or turn.treatment.all_assistant):
        return turn.words <= 12
    if _own(turn):
        return False
    if held.services and turn.payer and not turn.dated and _PAYS.search(lower):
        return turn.words <= 14
    return bool(held.services or len(held.codes) > 1) and turn.words <= 10 and bool(_OF_THE_DAY.search(lower))


def _own(turn: Turn) -> bool:
    return bool(turn.treatment.codes or turn.treatment.unknown or _minutes(turn.treatment))


def _minutes(treatment: Treatment) -> bool:
    return any(service.minutes is not None for service in treatment.services)


def _topics(before: Turn, turn: Turn, treatment: Treatment) -> frozenset[str]:
    """The topics of a leaning turn: its own, and those before unless it asks something else."""
    own = turn.topics
    if _WHO_MAY.search(turn.text.lower()):
        return own
    if _beside(before.treatment, turn, turn.text.lower()):
        return own | {"pair"}
    if own <= _UNITED or (own <= _UNITED | {"units"} and not _own(turn)) or turn.treatment.bare:
        own = own | (before.topics - PASSING)
    if treatment.services and any(s.assistant for s in treatment.services):
        own = own | {"assistants"}
    return own


def _treatment(before: Turn, turn: Turn) -> Treatment:
    """Services and codes after a leaning turn."""
    old, new = before.treatment, turn.treatment
    if _minutes(new):
        made = _with_services(old, turn)
    elif "removal" in turn.flags and set(new.codes) & {s.code for s in old.services}:
        gone = set(new.codes)
        made = replace(old, services=tuple(s for s in old.services if s.code not in gone))
        made = replace(made, codes=tuple(code for code in old.codes if code not in gone))
    elif new.whole or new.all_assistant:
        made = by_assistant(old, new.whole, everything=new.all_assistant)
    elif new.codes or new.unknown:
        made = _with_codes(before, turn)
    else:
        made = _with_numbers(old, turn)
    return replace(made, readings=tuple(dict.fromkeys((*made.readings, *new.readings))), too_many=new.too_many)


def _with_services(old: Treatment, turn: Turn) -> Treatment:
    """Own minutes replace, change or join those before."""
    new, lower = turn.treatment, turn.text.lower()
    held = {(s.code, s.patient) for s in old.services}
    known = [s for s in new.services if (s.code, s.patient) in held]
    changes = "change" in turn.flags
    if not old.services or (len(known) > 1 and not changes) or (_REPLACING.search(lower) and not known):
        return new
    joins = "addition" in turn.flags or re.match(r"\W*(?:and|plus|also|with)\b", lower)
    return _joined(old, new) if known or joins or changes else new


def _joined(old: Treatment, new: Treatment) -> Treatment:
    """The services before with the new ones put over them."""
    services = {(s.code, s.patient): s for s in old.services}
    for service in new.services:
        key = service.code, service.patient
        services[key] = _over(services.get(key), service)
    codes = tuple(dict.fromkeys((*old.codes, *new.codes)))
    changed = new.services[0].code if len(new.services) == 1 else ""
    return replace(old, services=tuple(services.values()), codes=codes, total=None, loose=(), changed=changed)


def _over(held: Service | None, service: Service) -> Service:
    """A service told again; minutes all of an assistant's are a share of those held ("the PTA did 12 of the 97110")."""
    if held is None:
        return service
    if held.minutes is not None and 0 < (service.minutes or 0) == service.assistant <= held.minutes:
        return replace(held, assistant=service.assistant)
    return replace(service, said=service.said or held.said)


def _with_codes(before: Turn, turn: Turn) -> Treatment:
    """Codes without minutes: about what is there, in place of it, or the same question of another code."""
    old, new = before.treatment, turn.treatment
    if len(new.codes) == 2 and re.search(r"\binstead of\b|\brather than\b", turn.text.lower()):
        wanted, given = new.codes
        if any(s.code == given for s in old.services):
            services = tuple(replace(s, code=wanted, said="") if s.code == given else s for s in old.services)
            return replace(old, services=services, codes=tuple(wanted if c == given else c for c in old.codes))
    if set(new.codes) <= set(old.codes) and not new.unknown:
        return replace(old, codes=tuple(dict.fromkeys((*new.codes, *old.codes))))
    single = old.total if old.total is not None else old.loose[0] if len(old.loose) == 1 else None
    if not old.codes and single is not None and len(new.codes) == 1:
        return replace(new, services=(Service(new.codes[0], min(single, DAY)),), total=None, loose=())
    if _beside(old, turn, turn.text.lower()):
        return replace(new, codes=(old.codes[0], *new.codes))
    another = before.topics & {"pair", "compare"} and len(old.codes) >= 2
    if (another or ("compare" in turn.topics and old.codes)) and len(new.codes) == 1:
        return replace(new, codes=(old.codes[0], *new.codes))
    return new


def _with_numbers(old: Treatment, turn: Turn) -> Treatment:
    """Minutes without a code: for the one service there is, or the codes still waiting for theirs."""
    new = turn.treatment
    further = _FURTHER.search(turn.text.lower())
    if further and len(old.services) == 1 and old.services[0].minutes is not None:
        by = number(further[1]) * (1 if further[2] in ("more", "additional", "extra") else -1)
        return replace(old, services=(replace(old.services[0], minutes=min(max(old.services[0].minutes + by, 0), DAY)),))
    values = new.bare or ((new.total,) if new.total is not None else ())
    if not values:
        return old
    minutes = [min(value, DAY) for value in values]
    if len(old.services) == len(new.assisted) == 1 and new.assisted[0] <= (old.services[0].minutes or 0):
        return replace(old, services=(replace(old.services[0], assistant=new.assisted[0]),))
    if len(old.services) == len(minutes) == 1:
        return replace(old, services=(replace(old.services[0], minutes=minutes[0], assistant=0),))
    if len(minutes) == 1 and [s.code for s in old.services].count(old.changed) == 1:
        given = tuple(replace(s, minutes=minutes[0], assistant=0) if s.code == old.changed else s for s in old.services)
        return replace(old, services=given)
    if not old.services and len(minutes) == len(old.codes):
        given = tuple(Service(code, value) for code, value in zip(old.codes, minutes, strict=True))
        return replace(old, services=given)
    if len(minutes) == len(old.services) and turn.words <= 2 * len(minutes) + 2:
        again = tuple(replace(s, minutes=m, assistant=0) for s, m in zip(old.services, minutes, strict=True))
        return replace(old, services=again)
    return replace(old, services=(), total=minutes[0]) if len(minutes) == 1 else replace(old, loose=tuple(minutes))


def reworded(text: str) -> bool:
    """Does a turn only wish for the last answer in easier words?"""
    return bool(_AGAIN.fullmatch(text))
