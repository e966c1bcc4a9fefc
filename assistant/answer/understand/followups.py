"""What a turn still means of the turns before it: "and under AMA?", "change manual to 2 minutes", "why?".

The whole conversation is folded again each time from its texts; nothing is kept between questions. A
turn that stands on its own drops what went before, except the payer of one unit question for the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer.judge.profiles import forms
from assistant.answer.understand import ledger, operations
from assistant.answer.understand.carried import PASSING, anew, carried_search, subject
from assistant.answer.understand.date_shapes import SCAN
from assistant.answer.understand.day import DAY, Treatment, by_assistant, without_aide
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.leaning import beside, follows, has_minutes, own, renames, restates
from assistant.answer.understand.turns import Turn
from assistant.library.words import words
from assistant.schema import Service

PAYER, DAY_OF = "payer", "date"  # changes of who pays and of the day it was, beside those of operations.py
FEW = 2  # words that name a payer
STATED = 8  # words of a turn that states who pays and asks nothing
_OF_A_PAYER = frozenset(words("what if it's actually she he is has patient insurance plan would pay paid payer oh change changes count units mine bad sorry the case same day but now"))
_OF_A_DAY = frozenset(words("what if it's actually it that the a date day dos of service visit session was were is on in for seen treated happened gave did sorry no by way back and make year month"))
MOST_TOLD = 120  # words of the turns that tools still look at
_REPLACING = re.compile(r"^\W*(?:ok |okay |so |and )*(?:what about|how about)\b")
_UNITED = frozenset({"why", "source", "whatif", "compare", "lookup", "assistants", "modifier", "history"})
NOW = re.compile(r"\b(?:now|today|nowadays|currently|at present|these days|this year)\b")
_SEVERAL = re.compile(r"\b(?:between (?:them|the two|those)|all (three|3|four|4)(?: of (?:them|those))?|both(?: of (?:them|those))?|(?:those|the|these) two)\b")
_FIFTY_NINE = re.compile(r"\W*(?:(?:and|so|with|do (?:i|we) (?:need|add|use)|use|add|need|a|the)\W+)*59\W*")
_ANOTHER = re.compile(r"\W*(?:(?:and|so|ok|what about|how about|or)\W+)*(22|25|51|52|53|57|59|76|77|93|95|96|97)\W*")
_WHO_MAY = re.compile(r"^\W*(?:and |so |ok |but )*(?:who\b|which disciplines?\b|(?:can|may) (?:an? )?(?:pt|ot|slp)s?\b)")
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


def fold(turns: Sequence[Turn], leans: Sequence[bool | None] = (), heads: Heads | None = None) -> Turn:
    """All turns of a conversation as the last one, with what it still means. leans: of each turn whether it leans; None: as it seems."""
    first, *later = turns
    held = replace(first, held=first.treatment)
    for place, turn in enumerate(later, 1):
        held = carry(held, turn, lean=leans[place] if place < len(leans) else None, heads=heads)
    return held


def carry(before: Turn, turn: Turn, *, lean: bool | None = None, heads: Heads | None = None) -> Turn:
    """A turn with what it still means of what went before. heads: tells what it does to the day, where one was told.

    A question on something else does not end the day: a later turn that changes it finds it again.
    """
    before = replace(before, treatment=operations.taken(before.treatment, before.maybe if before.unread else (), before.change), unread=False, maybe=())
    if not has_minutes(before.treatment) and has_minutes(before.held) and operations.read(before.held, turn, heads).row:
        before = replace(before, treatment=before.held, topics=before.topics | {"units"})
    dollars = ledger.of_dollars(before, turn)
    made = _carried(before, dollars, lean=True if dollars is not turn else lean, heads=heads)
    return replace(made, held=made.treatment if has_minutes(made.treatment) else before.held, earlier=operations.earlier(before, made))


def _carried(before: Turn, turn: Turn, *, lean: bool | None, heads: Heads | None) -> Turn:
    stands = operations.of_the_count(before.treatment, turn, heads, before.payer)
    again = restates(before.treatment, turn) or renames(before, turn)
    said = stands or (again and not turn.treatment.services)  # "we got to 44": no change of the day; "another 11 minutes of it" may be one
    if stands or again:
        turn, lean = replace(turn, treatment=Treatment(tokens=turn.treatment.tokens)), True
    made = operations.Change(DAY_OF) if _other_day(before, turn) else operations.Change(operations.STANDS if stands else "") if said else operations.read(before.treatment, turn, heads, before.earlier)
    if (change := made.op) == operations.NEW_DAY:
        return replace(turn, payer=turn.payer or before.payer, setting=turn.setting or before.setting)
    turn = replace(_modifier_alone(before, _all_of(before, _heard(before, turn))), change=change)
    if not change and _other_payer(before, turn):
        change, lean, turn = PAYER, True, replace(turn, change=PAYER)
    lean = True if change else lean
    edits = bool(change) and change not in (PAYER, DAY_OF, operations.STANDS)
    if not (follows(before, turn) if lean is None else lean):
        same = "units" in before.topics and "units" in turn.topics and not turn.several and "fresh" not in turn.flags
        if same and turn.payer is None:
            return replace(turn, payer=before.payer, setting=turn.setting or before.setting)
        return _still_of(before, turn)
    treatment = operations.after(before.treatment, made) if edits else _treatment(before, turn)
    unread = edits and treatment == before.treatment
    whole = bool(_MINUTES_FOR.search(turn.text))  # a bare number of units, spelled out
    if _WHO_MAY.search(turn.text.lower()) and treatment.codes and not has_minutes(turn.treatment):
        whole, turn = True, replace(turn, topics=frozenset({"lookup"}))
        treatment = replace(treatment, services=(), total=None, loose=(), codes=turn.treatment.codes or treatment.codes)
    sought = carried_search(before, turn, own_codes=own(turn))
    if beside(before.treatment, turn, turn.text.lower()):
        sought = f"{before.treatment.codes[0]} {turn.search}"
    today = bool(NOW.search(turn.text.lower()))
    return replace(
        turn,
        treatment=treatment,
        unread=unread,
        maybe=made.maybe,
        payer=turn.payer if turn.payer or turn.several else before.payer,
        setting=turn.setting or before.setting,
        discipline=turn.discipline or before.discipline,
        modifiers=turn.modifiers or (() if own(turn) else before.modifiers),
        topics=_topics(before, turn, treatment),
        spent=ledger.after(before, turn),
        dated=turn.dated or (() if today else before.dated),
        years=turn.years if turn.dated or today else before.years,
        search=sought,
        told="" if whole else _told(before, turn, sought),
        subject=subject(before, turn),
        heard=_spoken(before, treatment),
        asked_anew=anew(turn),
    )


def _other_payer(before: Turn, turn: Turn) -> bool:
    """Does a turn say nothing but who else pays for the day told before ("it's workers' comp actually")?"""
    named = turn.payer is not None and turn.payer != before.payer and not turn.dated and not own(turn) and not turn.modifiers
    further = [word for word in words(turn.text) if word not in _OF_A_PAYER]
    states = not turn.topics and len(further) <= STATED and not forms(turn.text.lower())
    return named and has_minutes(before.treatment) and (states or len(further) <= FEW)


def _other_day(before: Turn, turn: Turn) -> bool:
    """Does a turn say nothing but on which day it was ("it was on May 6, 2021")?"""
    named = turn.day is not None and turn.payer is None and not own(turn) and not turn.modifiers and has_minutes(before.treatment)
    return named and len([word for word in words(SCAN.sub(" ", turn.text.lower())) if word not in _OF_A_DAY]) <= 1


def _spoken(before: Turn, treatment: Treatment) -> tuple[str, ...]:
    """Every code of the conversation, the latest last."""
    earlier = (code for code in before.heard or before.treatment.codes if code not in treatment.codes)
    return (*earlier, *treatment.codes)


def _still_of(before: Turn, turn: Turn) -> Turn:
    """A few words on something new ("KX?" after "patient has Humana MA") are still about the same payer and place."""
    if turn.words > 3 or turn.payer or turn.several or "fresh" in turn.flags:
        return turn
    return replace(turn, payer=before.payer, setting=turn.setting or before.setting)


def _told(before: Turn, turn: Turn, sought: str) -> str:
    """What tools look at: what is asked anew with its subject, or the turns leant on and this one."""
    if anew(turn) and not (before.amounts and "threshold" in turn.topics):
        held = [] if own(turn) else [modifier for modifier in before.modifiers if modifier not in sought.split()]
        return " ".join([sought, *held])
    return " ".join(f"{before.told or before.text} {turn.text}".split()[-MOST_TOLD:])


def _heard(before: Turn, turn: Turn) -> Turn:
    """The turn with ordinary words taken as the codes talked about ("drop the manual")."""
    new = turn.treatment
    meant = tuple(code for code in new.mentioned if code in before.treatment.codes)
    return turn if new.codes or not meant or turn.words > 12 else replace(turn, treatment=replace(new, codes=meant))


def _all_of(before: Turn, turn: Turn) -> Turn:
    """"can I bill all three?", "is there an edit between them?": the last codes talked about, also those another took the place of."""
    several = _SEVERAL.search(turn.text.lower())
    heard = tuple(dict.fromkeys((*turn.treatment.codes, *reversed(before.heard or before.treatment.codes))))
    count = {"three": 3, "3": 3, "four": 4, "4": 4}.get(several[1] or "", 2) if several else 0
    if not several or own(turn) or len(heard) < count or len(before.treatment.codes) >= count:
        return turn
    return replace(turn, treatment=replace(turn.treatment, codes=heard[:count][::-1]), topics=turn.topics | {"pair"})


def _modifier_alone(before: Turn, turn: Turn) -> Turn:
    """"59?" after codes without minutes, "what about 22" after a modifier: the modifier, not minutes."""
    lower = turn.text.lower()
    if _FIFTY_NINE.fullmatch(lower) and before.treatment.codes and not has_minutes(before.treatment):
        return replace(turn, treatment=Treatment(), modifiers=("59",), topics=frozenset({"modifier", "pair"}))
    another = _ANOTHER.fullmatch(lower)
    if another and before.modifiers and not turn.modifiers and not has_minutes(before.treatment):
        return replace(turn, treatment=Treatment(), modifiers=(another[1],), search=f"modifier {another[1]}")
    return turn


def _topics(before: Turn, turn: Turn, treatment: Treatment) -> frozenset[str]:
    """The topics of a leaning turn: its own, and those before unless it asks something else."""
    topics = turn.topics
    if _WHO_MAY.search(turn.text.lower()):
        return topics
    if beside(before.treatment, turn, turn.text.lower()):
        return topics | {"pair"}
    if topics <= _UNITED or (topics <= _UNITED | {"units"} and not own(turn)) or turn.treatment.bare:
        topics = topics | (before.topics - PASSING)
    if treatment.services and any(s.assistant for s in treatment.services):
        topics = topics | {"assistants"}
    return topics


def _treatment(before: Turn, turn: Turn) -> Treatment:
    """Services and codes after a leaning turn."""
    old, new = before.treatment, turn.treatment
    if has_minutes(new):
        made = _with_services(old, turn)
    elif "removal" in turn.flags and set(new.codes) & {s.code for s in old.services}:
        gone = set(new.codes)
        made = replace(old, services=tuple(s for s in old.services if s.code not in gone))
        made = replace(made, codes=tuple(code for code in old.codes if code not in gone))
    elif new.by_aide & {s.code for s in old.services}:
        made = without_aide(old, new.by_aide)
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
    anew = len(known) > 1 and len(known) == len(old.services) and "change" not in turn.flags
    replaced = not old.services or anew or (_REPLACING.search(lower) and not known and "addition" not in turn.flags)
    return new if replaced else _joined(old, new)


def _joined(old: Treatment, new: Treatment) -> Treatment:
    """The services before with the new ones put over them."""
    services = {(s.code, s.patient): s for s in old.services}
    for service in new.services:
        key = service.code, service.patient
        services[key] = _over(services.get(key), service)
    changed = new.services[0].code if len(new.services) == 1 else ""
    return replace(old, services=tuple(services.values()), codes=tuple(dict.fromkeys((*old.codes, *new.codes))), total=None, loose=(), changed=changed)


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
    if beside(old, turn, turn.text.lower()):
        return replace(new, codes=(old.codes[0], *new.codes))
    another = before.topics & {"pair", "compare"} and len(old.codes) >= 2
    if (another or ("compare" in turn.topics and old.codes)) and len(new.codes) == 1:
        return replace(new, codes=(old.codes[0], *new.codes))
    return new


def _with_numbers(old: Treatment, turn: Turn) -> Treatment:
    """Minutes without a code: for the one service there is, or the codes still waiting for theirs."""
    new = turn.treatment
    minutes = [min(value, DAY) for value in new.bare or ((new.total,) if new.total is not None else ())]
    if not minutes:
        return old
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
        return replace(old, services=tuple(replace(s, minutes=m, assistant=0) for s, m in zip(old.services, minutes, strict=True)))
    return replace(old, services=(), total=minutes[0]) if len(minutes) == 1 else replace(old, loose=tuple(minutes))
