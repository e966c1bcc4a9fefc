"""Which of the minutes named are treatment time, a total, for each code, left over, taken off, or no time at all.

What a quantity is by its words stands in marks/roles.py; here it is weighed: "a unit is 15 minutes" counts only where nothing else
does, "of which 10 rested" is taken off what it was part of, "15 or 20" is neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.shape import Shape
from assistant.answer.understand import marks
from assistant.answer.understand.marks import Token
from assistant.answer.understand.marks.nouns import counted
from assistant.answer.understand.minutes import Quantity
from assistant.answer.understand.wording import Page

_CODE = "\x02"  # a place that was read as a code
_NEVER_TIME = ("rule", "aside", "least", "moment", "other", "or")
_NOT_BESIDE_OTHERS = ("weak", "example", "slot")
MOST_UNITS = 8  # of one code on a day
_OR = Shape("one number or another", r"\s*(?:min\w*\.?)?,? or (?:is it |was it |even |like |maybe |about )*", ("15[ or maybe ]20", "15[ min, or was it ]20"), ("15 and 20",))
_LATE = Shape("a visit that did not go as booked", r"\b(?:late|cancel\w*|no[- ]?show\w*|schedul\w+|book(?:ed|ing)s?)\b", ("came [late]", "a [no-show] in a [booked] hour"), ("later", "notebook"))
_IN_BRACKETS = Shape("within brackets", r"\([^()\x02]{0,80}\Z", ("97110 [(say ]", "[(]"), ("(say) ", "(\x02\x02 "))
_PAUSE = Shape("a pause", r"\b(?:break|rest(?:ed|ing)?|bathroom|restroom|toilet\w*|calls?|phone|wait\w*|paus\w+|late)\b", ("a [phone] [call]", "he [rested]"), ("restored", "breakfast"))
_ALL_ELSE = Shape("what else there was", r"\b(?:everything else|the rest|all else|otherwise|(?:the )?remainder)\b", ("[the rest] was gait", "manual for [the remainder]"), ("the rested leg", "wise"))
_SPLIT_OFF = Shape("a part of a number", r"\s*(?:of|out of) (?:the |those |these |his |her |its |total )?", ("23[ of the ]36", "10[ out of ]40"), ("23 on the 36",))
_OF_WHICH_GAVE = Shape(
    "of which somebody gave",
    r"(?:[\s,]*(?:of )?\x02+)?[\s,]*(?:and )?(?:out )?of (?:which|that|those|them|these),?(?: the| our| my)? \x03+ (?:only )?(?:did|gave|provided|had|took|performed|treated) ",
    ("36 min[ of \x02\x02, of which the \x03\x03\x03 did ]12", "40[, out of those our \x03\x03 only gave ]10"), ("40, of which 10", "of that gait the \x03\x03 did 8"),
)
_OF_THEM = Shape("of those before", r"\s*of (?:(?:them|those|these|which|that)\b|it (?:was |were )?(?:(?:done|given) )?by\b)", ("10[ of them]", "12[ of it was done by] her"), ("10 of it", "of themes"))
_LISTED_ON = Shape("a list of codes goes on", r"\s*(?:of )?(?:the )?\x02+\s*(?:,|and|&|\+|plus|,\s*and)\s*", ("2 units[ of \x02\x02 and ]1",), ("2 units and 1", "2 of \x02\x02 or 1"))
_WHOLE = Shape("a quantity named a whole", r"timed|total", ("45 min [total]", "[timed] 38"), ("45 min in all",))
_ITS_CODE = Shape("its code right behind", r"\s*(?:of|on|for)?\s*(?:the )?\x02", ("38 timed min[ of the \x02]", "20[ \x02]"), ("38 of gait",))
_CODES = Shape("a code", f"{_CODE}+", ("[\x02\x02] 10, [\x02\x02\x02] 20",), ("ther ex 10",))
_DIRECT = r"1:1|one[- ](?:on|to)[- ]one|1[- ](?:on|to)[- ]1"
_DIRECT_RIGHT = Shape(
    "were one-on-one",
    r"[\s-]*(?:(?:of (?:it|that|them|those|which|the time)|of|were|was|are|is|being|spent|as|actual|direct|skilled|timed|treatment|time)\s+)*"
    rf"(?:{_DIRECT}|direct(?: time| contact)?|hands[- ]on|with (?:me|the (?:therapist|pt|ot|pta))|timed)\b",
    ("25[ are 1:1]", "20[ of it was hands-on]", "15[ with me]"), ("25 of gait", "20 with the aide"),
)
_DIRECT_LEFT = Shape("one-on-one, in front", rf"(?:{_DIRECT}|hands[- ]on)(?: (?:time|contact|treatment|for|of|was|is|with \w+|only|about))*[\s:=]*$", ("[one-on-one time was ]", "[1:1: ]"), ("one on one, then ", "alone "))
_ALONE_RIGHT = Shape(
    "were the patient's alone",
    r"[\s-]*(?:(?:of (?:it|that|them|those|which|the time)|were|was|are|is|being|spent|he|she|they|doing|exercises?)\s+)*"
    r"(?:independent\w*|alone|unattended|unsupervised|by (?:him|her|them)sel\w+|on (?:his|her|their) own|with (?:the |an? |my )?(?:aide|tech\w*))\b",
    ("15[ of it independent]", "10[ were on her own]", "12[ with the tech]"), ("15 by her therapist", "10 with the pta"),
)
_REST = Shape("only a part of it was", r"\b(?:but|only|just|rest|remain\w*|alone|unattended|independent\w*|of which|own)\b", ("[but] [only] 25 are 1:1", "the [remaining] 20"), ("45 minutes one-on-one", "butterfly"))


@dataclass(slots=True)
class Said:
    """A quantity with what it is by its words (marks.roles), and why it does not count."""

    quantity: Quantity
    roles: dict[str, Token]
    out: Token | None = None

    @property
    def told(self) -> bool:
        """May it be treatment as it stands?"""
        return self.out is None and self.quantity.unit == "min" and self.quantity.sure and not {"idle", "excluded", "net"} & set(self.roles)


@dataclass(frozen=True, slots=True)
class Timed:
    """What may be treatment, what was not counted, and what the asker should be told of it."""

    quantities: list[Quantity]
    tokens: tuple[Token, ...] = ()
    readings: tuple[str, ...] = ()


def judge(found: list[Quantity], text: str, page: Page) -> Timed:
    """text: what is still open. The quantities that may be treatment, marked; shares ("23 of the 36") joined to their whole."""
    raw = page.lower
    row = [Said(one, marks.roles(text, one.start, one.end) if one.unit == "min" else {}) for one in _units_too(found, text)]
    _not_treated(row, text, raw)
    readings = _taken_off(row, raw)
    kept = [_marked(one, text) for one in row if one.out is None]
    tokens = tuple(_shown(one, page) for one in row if one.out)
    unclear = tuple(f"{token.words}: which of them is not clear, left out" for token in tokens if token.kind == "or")
    return Timed(_summed(_attended(_shares(kept, text), text, raw), text), tokens, (*readings, *unclear))


def _shown(one: Said, page: Page) -> Token:
    token = one.out or Token("", "", "", 0, 0)
    return replace(token, words=" ".join(page.text[token.start : token.end].split()).strip(" ,;:("), value=one.quantity.value)


def _not_treated(row: Sequence[Said], text: str, raw: str) -> None:
    """Mark what is no treatment by its own words, then what is none where others are told."""
    for n, one in enumerate(row):
        one.out = _never(one, row[n - 1] if n else None, text)
        if one.out and one.out.kind == "or" and n:
            row[n - 1].out = one.out = replace(one.out, start=row[n - 1].quantity.start)
    for one in row:
        token = next((one.roles[kind] for kind in _NOT_BESIDE_OTHERS if kind in one.roles), None)
        if token and not one.out and _beside_others(one, token, row, text, raw):
            one.out = token


def put_right(found: Sequence[Quantity], text: str, page: Page) -> tuple[list[Quantity], list[Token]]:
    """(the numbers, one that is put right at once ("25 minutes. Oops, 28") with its right value; the wrong ones, not counted).

    A right number that names its own service anew stands alone.
    """
    kept: list[Quantity] = []
    slips: list[Token] = []
    slip: Token | None = None
    for one in found:
        if slip is not None and one.unit == "min":
            wrong = kept.pop()
            slips.append(replace(slip, words=page.text[wrong.start : wrong.end], start=wrong.start, end=wrong.end, value=wrong.value))
            kept.append(one if _ITS_CODE.match(text, one.end) else replace(wrong, value=one.value, sure=wrong.sure or one.sure, clock=None))
        else:
            kept.append(one)
        slip = marks.roles(text, one.start, one.end).get("slip") if one.unit == "min" else None
    return kept, slips


def _never(one: Said, last: Said | None, text: str) -> Token | None:
    """Why a quantity is no treatment, whatever else is told."""
    roles = one.roles
    if "excluded" in roles:
        return None
    for kind in _NEVER_TIME:
        token = roles.get(kind)
        if token is None or (kind == "rule" and one.quantity.value != 8) or (kind == "least" and ("each" in roles or one.quantity.clock)):
            continue
        if kind == "moment" and (_CODE in text or "unit" in text):
            continue
        if kind == "other" and {"session", "slot"} & set(roles):
            continue
        if kind == "or" and not (last and last.quantity.unit == "min" and _OR.fullmatch(text[last.quantity.end : one.quantity.start])):
            continue
        return token
    return None


def _beside_others(one: Said, token: Token, row: Sequence[Said], text: str, raw: str) -> bool:
    """Do other minutes stand in the text, so that these only explain?"""
    if token.kind == "example":
        coded = _CODE in text[one.quantity.end : one.quantity.end + 30]
        bracketed = _IN_BRACKETS.search(text[max(0, one.quantity.start - 90) : one.quantity.start])
        return not coded and (bool(bracketed) or sum(other.quantity.unit == "min" for other in row) > 1)
    if token.kind == "slot" and _LATE.search(raw):
        return True
    return any(other.told and other is not one and not set(_NOT_BESIDE_OTHERS) & set(other.roles) for other in row)


def _taken_off(row: Sequence[Said], raw: str) -> tuple[str, ...]:
    """Take what was not treated off what it was part of; say so."""
    readings = []
    pauses = [one for one in row if one.out is None and {"idle", "excluded"} & set(one.roles)]
    for one in row:
        if "net" in one.roles and one.out is None:
            _net(one, row, pauses, raw)
    for one in pauses:
        one.out = one.roles.get("excluded") or one.roles["idle"]
        whole = _whole(one, row) if "excluded" in one.roles or _alone_total(row) or _ALL_ELSE.search(raw) else None
        if whole is not None:
            left = whole.quantity.value - one.quantity.value
            readings.append(f"{one.quantity.value} of the {whole.quantity.value} minutes were not treated: {left} count")
            whole.quantity = replace(whole.quantity, value=left, clock=None)
    return tuple(readings)


def _net(one: Said, row: Sequence[Said], pauses: Sequence[Said], raw: str) -> None:
    """"60 minutes, a 5 minute call, leaves 55": the pause was part of the whole; without a number for it, the rest is what counts."""
    value = one.quantity.value
    others = [other for other in row if other.told and other is not one]
    whole = next((other for other in others if other.quantity.value > value), None)
    if value == sum(other.quantity.value for other in others):
        one.quantity = replace(one.quantity, total=True, sure=True)
        del one.roles["net"]
        return
    one.out = one.roles["net"]
    if whole is None:
        return
    if pauses and sum(pause.quantity.value for pause in pauses) == whole.quantity.value - value:
        for pause in pauses:
            pause.roles.setdefault("excluded", pause.roles.get("idle", one.out))
    elif not pauses and _PAUSE.search(raw):
        whole.quantity = replace(whole.quantity, value=value, clock=None)


def _whole(one: Said, row: Sequence[Said]) -> Said | None:
    """What excluded minutes were part of: the total if there is one, else the nearest before, else the next."""
    value, place = one.quantity.value, one.quantity.start
    others = [other for other in row if other.told and other.quantity.value > value]
    total = next((other for other in others if {"total", "session", "slot"} & set(other.roles)), None)
    before = [other for other in others if other.quantity.start < place]
    return total or (before[-1] if before else others[0] if others else None)


def _alone_total(row: Sequence[Said]) -> bool:
    """Is one session's length all that is told?"""
    told = [one for one in row if one.told]
    return len(told) == 1 and bool({"total", "session", "slot"} & set(told[0].roles))


def _marked(one: Said, text: str) -> Quantity:
    """The quantity with what its words make it."""
    quantity, roles = one.quantity, one.roles
    if quantity.unit != "min":
        return quantity
    timed = bool(_WHOLE.search(text[quantity.start : quantity.end])) and not _ITS_CODE.match(text, quantity.end)
    return replace(
        quantity,
        each="each" in roles,
        extra="extra" in roles,
        total=quantity.total or timed or bool({"session", "slot", "total"} & set(roles)),
        stray="stray" in roles,
        noun="" if quantity.sure else counted(text, quantity.start, quantity.end),
    )


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
    if len(minutes) < 3 or len(minutes) != len(_CODES.taken(text)) + 1 or _CODE in text[: minutes[0].start]:
        return found
    first, *rest = minutes
    if first.value != sum(one.value for one in rest):
        return found
    return [replace(one, total=True) if one is first else one for one in found]


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


def _shares(found: list[Quantity], text: str) -> list[Quantity]:
    """One quantity of 36 with part=23 for "23 of the 36 minutes" and "36 minutes, 23 of them"."""
    kept: list[Quantity] = []
    for quantity in found:
        last = kept[-1] if kept and kept[-1].unit == quantity.unit == "min" else None
        between = text[last.end : quantity.start] if last else ""
        if last and (_OF_WHICH_GAVE.fullmatch(between) or _OF_THEM.match(text, quantity.end)):
            kept[-1] = replace(last, part=quantity.value)
        elif last and _SPLIT_OFF.fullmatch(between):
            sure = quantity.sure or last.sure or " the " in between
            kept[-1] = replace(quantity, start=last.start, part=last.value, sure=sure)
        else:
            kept.append(quantity)
    return kept
