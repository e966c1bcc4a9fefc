"""Changes to a day told before: "scratch the gait", "5 more on the manual", "the PTA did the second one", "other way round".

What a turn does is learned (heads.py); on which services, with which minutes and by whom is read from its words. A
change that was not understood leaves the day as it is and is asked for, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer.shape import Shape
from assistant.answer.understand import edits, mentions, weighing
from assistant.answer.understand.askings import asks, segments
from assistant.answer.understand.day import Treatment
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.leaning import has_minutes
from assistant.answer.understand.mentions import Row
from assistant.answer.understand.turns import Turn

MADE = 0.58  # from this likelihood on a change is made; below it is asked for
ONLY = 0.5  # from here on the only change that is likely leads, with the day as it was below it
SURE = 0.7  # from here on it is made and no other told
MAYBE, OFFERED = 0.2, 2  # from this likelihood on a change may have been meant; so many are offered
BESIDE = 4  # so many sentences of a turn that also asks are looked through for a change
SHORT = 14  # words; a longer turn than this asks something of its own beside a number
STAYS = 0.97  # from this likelihood on a turn changes nothing, as its words alone tell
KEEP, UNCLEAR, NEW_DAY, BACK = "keep", "unclear", "new", "back"  # changes nothing; wants a change but does not say which; tells another day; takes the last change back
STANDS = "stands"  # asks of the count of that day ("why 3 now?", "where did the paraffin go?")
CHANGES = ("add", "remove", "set", "more", "less", "swap", "move", "who", "split")
_BOTH = re.compile(r"\b(?:pt|ot|therapist) (?:and|&) (?:an? |the |our |my )?(?:pta|c?ota|assistant)\b")  # "an OT and an OTA": their shares stay

_ONLY = Shape("what alone stays", r"\b(?:leave|leaving|keep|keeping) (?:only|just|nothing but)\b", ("[leave only] the exercise in", "[keep just] gait"), ("only leave early", "keep the gait"))
_TAKEN_OUT = Shape("taken out", r"\b(?:drop|remove|delete|scratch|cancel|forget|without|skip|take (?:off|out|away)|leave (?:off|out)|no more|there was no|we did no|no)\b", ("[drop] the eval", "[no] e-stim after all"), ("how many", "known"))
_EVAL = Shape("an evaluation", r"(?<!re-)(?<!re )\beval(?:uation)?\b", ("drop the [eval]",), ("re-eval",))
FEW = 8  # words of a turn that takes out a code told without minutes
_MAY = Shape(
    "who is allowed to give it",
    r"(?<!if )(?<!if the )(?<!if my )(?<!say )(?<!say the )\b(?:l?ptas?|c?otas?|assistants?|techs?|aides?|students?|trainers?|volunteers?) (?:can|could|may|might|is allowed to|are allowed to|allowed to)\b|\b(?:can|could|may) (?:a|an|the|my|our)? ?(?:l?pta|c?ota|assistant|tech|aide|student|trainer)s? (?:do|give|run|treat|have|be|lead)\b",
    ("[pta could] do it", "[could a tech have] done that", "the [ota may] do the 97110"), ("if the pta could do it", "the pta did it"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a turn does to the day told before: one of CHANGES, UNCLEAR or NEW_DAY, empty where it does nothing.

    row: the services after it; maybe: those it may have meant where that was not understood, or besides where that is not sure; likeliest first.
    without: a code told without minutes that is taken out.
    """

    op: str = ""
    row: Row | None = None
    maybe: tuple[Row, ...] = ()
    without: str = ""

    def __bool__(self) -> bool:
        return bool(self.op)


def read(old: Treatment, turn: Turn, heads: Heads | None, before: tuple[Treatment, ...] = ()) -> Change:
    """What a turn does to the day told before; nothing where there is none, or where it only says who pays. before: the days before each change to it."""
    row = tuple(one for one in old.services if one.minutes)
    if heads is None or not row or (turn.payer and not turn.treatment.row):
        return Change()
    if gone := _untimed_gone(old, turn):
        return Change("remove", row, without=gone)
    asked = (row, turn.text, old.changed)
    if asked not in heads.made:
        heads.made[asked] = _read(row, turn, heads, old.changed) or _told_beside(row, turn, heads, old.changed)
    made: Change = heads.made[asked]
    if made.op == UNCLEAR and _asks_of_another(row, turn):
        return Change()
    if "shared" in turn.flags and made.op and not turn.treatment.services:  # whose minutes they are then, no edit tells
        return Change(UNCLEAR)
    plain = made.op == "who" and made.row is not None and not made.maybe
    return _back(turn, before) or made if before and not plain else made


def _asks_of_another(row: Row, turn: Turn) -> bool:
    """Does a turn ask about a code that the day has not, without minutes ("she also did a re-eval 97164 because it was visit 10. add it?")?"""
    return "?" in turn.text and not turn.treatment.bare and bool(set(turn.treatment.codes) - {one.code for one in row}) and not any(one.minutes for one in turn.treatment.services)


def _untimed_gone(old: Treatment, turn: Turn) -> str:
    """The one code without minutes that a short turn takes out ("drop the eval", "no e-stim after all"); empty else."""
    timed = {one.code for one in old.services if one.minutes}
    bare = [code for code in old.codes if code not in timed]
    if not bare or turn.words > FEW or turn.treatment.services or not _TAKEN_OUT.search(turn.text.lower()):
        return ""
    named = {*turn.treatment.codes, *turn.treatment.mentioned}
    found = [code for code in bare if code in named or (code in mentions.EVALUATIONS and _EVAL.search(turn.text.lower()))]
    return found[0] if len(found) == 1 and not named & timed else ""


def _back(turn: Turn, before: tuple[Treatment, ...]) -> Change:
    """The day before the last change, or as it was first told, where a turn takes what was changed back and tells nothing of its own."""
    if not {"undo", "undo_all"} & turn.flags or turn.treatment.services or turn.treatment.codes or turn.treatment.bare or turn.treatment.total is not None:
        return Change()
    return Change(BACK, before[0 if "undo_all" in turn.flags else -1].services)


def earlier(before: Turn, turn: Turn) -> tuple[Treatment, ...]:
    """The days before each change that still holds, after a turn."""
    if not turn.treatment.services:
        return before.earlier
    if turn.change == BACK:
        return tuple(one for one in before.earlier if one.services != turn.treatment.services)
    if turn.treatment.services == before.treatment.services or not turn.told:
        return before.earlier if turn.treatment.services == before.treatment.services else ()
    return (*before.earlier, before.treatment) if has_minutes(before.treatment) else ()


def _read(row: Row, turn: Turn, heads: Heads, changed: str) -> Change:
    shares = heads.change(turn.text)
    if shares[KEEP] >= STAYS or _MAY.search(turn.text.lower()):
        return Change()
    named, every = proposed(row, turn, heads)
    found = weighing.weigh(row, named, every, shares, changed)
    if found.keep >= max(found.likely, found.none) or found.keep >= MADE:
        return Change()
    if found.edit.op == "who" and not named.lines and not named.minutes and _BOTH.search(named.text):
        return Change()  # who they were, not what each gave
    idle = found.edit.op in ("add", "more") and any(token.kind == "idle" for token in turn.treatment.tokens)
    if found.likely < MADE and named.elsewhere and not named.roles:
        return Change()
    if turn.modifiers and not named.minutes and not named.roles:
        return Change()  # "59 on the ex line" takes nothing away
    if found.likely < MADE and (parted := _parted(row, named)):
        return Change("who", parted)
    if found.likely < MADE and _ONLY.search(named.text) and len({one.what for one in named.lines}) == 1:
        return Change("remove", tuple(row[int(n)] for n in {one.what for one in named.lines}))
    alone = not (named.lines or named.minutes) and (not changed or bool(weighing.says(named.text, "all")))
    if found.likely < MADE and turn.treatment.all_assistant and alone and shares["who"] >= SURE:
        return Change("who", tuple(replace(one, assistant=one.minutes or 0) for one in row))  # "what if an OTA did it"
    if found.likely < MADE or idle:  # time that is no treatment is added to none
        offered = tuple(day for day, share in found.days[:OFFERED] if share >= MAYBE)
        alone = len(offered) == 1 and found.likely >= ONLY and not idle
        return Change(found.edit.op, offered[0], maybe=(row,)) if alone else Change(UNCLEAR, maybe=offered)
    besides = tuple(day for day, share in found.days[1 : OFFERED + 1] if share >= MAYBE / 2)
    return Change(found.edit.op, found.edit.row, maybe=besides if found.likely < SURE else ())


def _parted(row: Row, named: mentions.Mentions) -> Row | None:
    """The day with one service's minutes parted between two givers, where the two numbers told make up its minutes ("the PTA had 12 of it, me 2")."""
    shares = [value for _, value in sorted(named.minutes)]
    said = [role for _, role in sorted(named.roles) if role != edits.NOBODY]
    hers = edits.HELPER if edits.HELPER not in said and any(one.assistant for one in row) else edits.THERAPIST  # "25 hers, 15 the OT's"
    givers = [edits.HELPER if role == edits.HELPER else hers if role == "other" else edits.THERAPIST for role in said]
    lines = {one.what for one in named.lines}
    fits = [n for n, one in enumerate(row) if len(shares) == 2 and sum(shares) == one.minutes and (not lines or n in lines)]
    if len(fits) != 1 or len(givers) != 2 or set(givers) != {edits.HELPER, edits.THERAPIST}:
        return None
    return tuple(replace(one, assistant=shares[givers.index(edits.HELPER)]) if n == fits[0] else one for n, one in enumerate(row))


def _told_beside(row: Row, turn: Turn, heads: Heads, changed: str) -> Change:
    """What a sentence of a turn that also asks tells of the day ("no, it was all me. Units and modifiers?"); only what is sure."""
    parts = segments(turn.text)
    for part in parts[:BESIDE] if len(parts) > 1 else ():
        made = Change() if asks(part) else _read(row, replace(turn, text=part), heads, changed)
        if made.row is not None and not made.maybe:
            return made
    return Change()


def proposed(row: Row, turn: Turn, heads: Heads) -> tuple[mentions.Mentions, list[edits.Edit]]:
    """(what a turn names, every change to these services that it may mean)."""
    named = mentions.read(row, turn, heads)
    every = [*edits.proposals(row, named), *edits.told(row, turn.treatment.services)]
    rested = any(token.kind in ("idle", "excluded") for token in turn.treatment.tokens)  # time that is no treatment was given by nobody
    return named, [one for one in every if one.op != "who"] if rested else every


def after(old: Treatment, change: Change) -> Treatment:
    """The day after a change; as it was where the change was not understood."""
    if change.row is None:
        return old
    row = tuple(s for s in old.services if s.minutes)
    untimed = tuple(s for s in old.services if not s.minutes)
    changed, gone = [one.code for one in change.row if one not in row], {one.code for one in row}
    return replace(
        old, services=(*change.row, *(one for one in untimed if one.code != change.without)),
        codes=tuple(dict.fromkeys([*(one.code for one in change.row), *(code for code in old.codes if code not in gone | {change.without})])),
        total=None, loose=(), changed=changed[0] if len(changed) == 1 else old.changed,
    )  # fmt: skip


def taken(old: Treatment, offered: tuple[Row, ...], op: str) -> Treatment:
    """The day when somebody goes on without choosing: the likeliest of the days offered. They are offered once."""
    return replace(after(old, Change(op, offered[0])) if offered else old, maybe=())


def of_the_count(old: Treatment, turn: Turn, heads: Heads | None, payer: str | None = None) -> bool:
    """Is a turn about the count of the day told before: are its bare numbers none of its minutes ("so just 2?"), or does it miss some ("where did the paraffin go?")?"""
    new = turn.treatment
    if heads is None or not has_minutes(old) or turn.payer not in (None, payer) or turn.dated or turn.modifiers or turn.words > SHORT or "shared" in turn.flags:
        return False
    if "missing" in turn.flags:
        named = {*new.codes, *new.mentioned} | {one.code for one in new.services}
        return bool(named) and named <= {*old.codes, *(one.code for one in old.services)}
    numbers = bool(new.bare) or any(token.words.endswith("(that's)") for token in new.tokens)
    return numbers and not new.services and not new.codes and heads.change(turn.text)[KEEP] >= SURE


def kind(text: str, heads: Heads) -> tuple[str, float]:
    """What a turn most likely does to a day, and how likely."""
    shares = heads.change(text)
    name = max(shares, key=lambda one: shares[one])
    return name, shares[name]
