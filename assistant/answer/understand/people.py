"""Who gave the minutes: therapist, assistant (PTA, OTA), aide or student.

Words for people stand before their minutes ("PTA 23, PT 13", "PTA did 20 min of 97110 and 5 of 97140")
or behind them ("97110 20 min by the PT", "23 (PTA)"). Therapist and assistant together in the room count
as the therapist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.answer.shape import Shape
from assistant.answer.understand.binding import Item, gap
from assistant.answer.understand.wording import PERSON, Page

MOST = 150  # people read in one text
ASSISTANT, THERAPIST, AIDE, STUDENT, OTHER = "assistant", "therapist", "aide", "student", "other"

_PERSON = Shape(
    "a word for who treats",
    r"\b(?:(?:[2-5]|two|three|four) (?=(?:physical |occupational )?(?:therapists|pts|ots|ptas|otas|assistants|aides|techs|slps)\b))?"
    r"(?:(?P<other>(?:(?:licensed )?massage|respiratory|recreation(?:al)?|music|art) therapists?|lmts?|athletic trainers?|atcs?|personal trainers?|"
    r"exercise physiologists?|chiropractors?|volunteers?|(?:the|her|his|a) (?:mom|mother|dad|daughter|son|wife|husband|caregiver|nurse|sales rep)(?= (?:did|gave|ran|performed)\b))"
    r"|(?P<aide>(?:(?:pt|ot|rehab|therapy)[ -]?)?(?:aides?|techs?|technicians?))"
    r"|(?P<student>spta|sota|spt|sot|(?:(?:pt|ot|slp|pta|ota)[ -])?students?(?: therapists?| pts?)?|interns?)"
    r"|(?P<assistant>l?ptas?|c?otas?(?:/l)?|(?:(?:physical|occupational) )?(?:therapy |therapist )?(?:assistants?|assts?\b\.?))"
    r"|(?P<therapist>d?pts?|ots?|otrs?(?:/l)?|slps?|(?:physical |occupational |speech |supervising )?therapists?))(?:'s)?(?![a-z])",
    ("the [pta] and the [rehab tech]", "[two otas], one [massage therapist]", "[his wife] did the stretching"), ("her wife called", "optional", "who signs"),
)
_I = Shape(
    "the asker as giver",
    r"(?<![a-z])(?:i(?= (?:did|do|gave|had|provided|performed|spent|treated|worked|took|finished|handled|ran|went on|carried on|continued|stepped in|came in|stayed|picked up|kept going|then did|then took|then finished|also did|personally)\b| \d)"
    r"|(?:(?<=[,;(] )|(?<=and )|(?<=plus ))me(?=[ :=]*[\d\x02])|(?<=by )(?:me|myself)\b)",
    ("then [i] took over", "tech 10, [me] 15", "done by [myself]"), ("can i bill it", "tell me 10 things"),
)
_NOT_A_PERSON = Shape(
    "a service, a rule or a visit named after a person",
    r"\s*(?:rule|rules|modifiers?|de minimis|minimis|eval\w*|code|codes|threshold|services?|practice|clinic|patient|patients|"
    r"plan|claims?|cap|billing|benefits?|poc|visit|visits|sessions?|program|license|setting|department|dept|re-?eval\w*)\b",
    ("the pt[ eval]", "ota[ rule]"), ("the pt did it", "planned"),
)
_ACTED = Shape("did something", r" (?:did|gave|took|had|does)\b(?! (?:\d+|[a-z]+) of\b)", ("the aide[ did] the bike",), ("the aide did 10 of them", "aide needed"))
_NOT_BY = Shape(
    "was not there",
    r"\b(?:none of (?:it|this|that|them|those) (?:was |were )?(?:done |given )?(?:by|with)|not (?:done |given )?(?:by|with)|without|there was no|no)(?: (?:an?|the|any|our))? \Z",
    ("all alone, [without an ]", "it was [not done by the ]"), ("noted by the ", "done by a "),
)
_ASSISTED = Shape("an assistant", r"\b(?:l?ptas?|c?otas?|assistants?)\b", ("ask the [lpta]", "two [cotas]"), ("the ot assists",))
_INSURED = Shape("whose the patient is", r"\b(?:my|our|medicare|mcr|medicaid|aetna|bcbs|commercial|tricare|new|same) $", ("for [my ]", "an [aetna ]"), ("renew ", "my own "))
_THE_PATIENT = Shape("one patient", r"\b(?:the|a|an|this|each|per|one|every|another) $", ("billed [per ]", "for [this ]"), ("our ", "bathe "))
_TOGETHER = Shape(
    "treated at one time",
    r"\b(?:together|in the room|at the same time|simultaneous(?:ly)?|co-?treat\w*|assist(?:s|ed|ing)|help(?:s|ed|ing))\b",
    ("both worked [together]", "the pta [helped], then [cotreated]"), ("the assistant", "one after the other"),
)
_JOINED = Shape("two people side by side", r"\s*(?:and|\+|&|with|/)(?: the| a| our)?\s*", ("pt[ and the ]pta", "ot[/]ota"), ("pt, pta",))
_BOTH_GAVE = Shape("what two people gave", r"\s*\d|\s*both\b|\s*(?:spent|did|gave)", ("pt and pta[ both] came", "pta[ 2][0]"), ("pt and pta sat",))
BY = Shape("given by", r"\b(?:by|with|from|via)(?: (?:a|an|the|our|my|his|her))?[\s(]*$", ("20 min [by the ]", "gait 10 [with ]"), ("by the door with him", "nearby the "))
_ALL = Shape("all of it", r"\b(?:all|everything|whole|entire|both)\b", ("[everything] by the pta", "[both] done"), ("tall", "wholesome"))
_SPLIT_IT = Shape("shared it", r"(?:\s*(?:and|&|\+|/)(?: (?:an?|the|our|my))?\s*\x03+)? (?:both )?(?:shar|split)", ("the \x03\x03[ and our \x03\x03\x03 split] it", "\x03\x03[ shar]ed"), ("the splint",))
_PART_OF = Shape("a part with no number", r"\b(?:thirds?|quarters?|most|part|some|a bit) of [^.;,]{0,48}\Z", ("she did [most of the gait with the ]",), ("20 of the minutes by the ", "most of it, then the "))
_VAGUE = Shape("a share with no number", r"\b(?:half|thirds?|mostly|most of|partly|part of|some of|shared|splits?|jointly)\b", ("[mostly] the pta", "the ota gave [part of] it"), ("behalf", "most ptas"))
_DID_ALL = Shape(
    "gave the whole of it",
    r" (?:did|does|gave|provided|performed|treated|delivered|furnished|handled) (?:it(?: all)?|all of it|everything|both|them|the (?:whole|entire|treatment|session|visit))\b",
    ("the pta[ did it all]", "an ota[ gave the treatment]"), ("the pta did the manual", "did items"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A word for who treated, at its place."""

    start: int
    end: int
    role: str


def read(page: Page) -> list[Person]:
    """Every person named, in order; places are claimed. "PT and PTA together" is one therapist."""
    found = []
    for match in islice(_PERSON.finditer(page.open), MOST):
        patient = page.text[match.start() : match.end()] == "pt" and _is_patient(page, match.start())
        absent = _NOT_BY.search(page.open[max(0, match.start() - 40) : match.start()])
        if not patient and not absent and not _NOT_A_PERSON.match(page.open, match.end()):
            found.append(Person(match.start(), match.end(), match.lastgroup or THERAPIST))
    others = [person.start for person in found if person.role != THERAPIST]
    acted = any(_ACTED.match(page.open, person.end) for person in found if person.role != THERAPIST)
    if others:  # "the aide did 20 and I did 15"
        found += [Person(m.start(), m.end(), THERAPIST) for m in islice(_I.finditer(page.open), MOST) if m.start() > others[0] or acted]
        found.sort(key=lambda person: person.start)
    text = page.open
    merged: list[Person] = []
    for person in found:
        last = merged[-1] if merged else None
        between = text[last.end : person.start] if last else ""
        if last and {last.role, person.role} == {ASSISTANT, THERAPIST} and _joint(text, between, person.end):
            merged[-1] = Person(last.start, person.end, THERAPIST)
        elif not (last and person.role == ASSISTANT and _TOGETHER.search(text[person.end : person.end + 12])):
            merged.append(person)
    for person in merged:
        page.claim(person.start, person.end, PERSON)
    return merged


def _is_patient(page: Page, place: int) -> bool:
    """Is a lower-case "pt" the patient?"""
    before = page.lower[max(0, place - 24) : place]
    return bool(_INSURED.search(before) or (_THE_PATIENT.search(before) and not _ASSISTED.search(page.lower)))


def _joint(text: str, between: str, end: int) -> bool:
    """Are two people side by side said to have treated together?"""
    return _JOINED.fullmatch(between) is not None and bool(_TOGETHER.search(text[end : end + 60]) or _BOTH_GAVE.match(text, end))


def assign(items: Sequence[Item], people: Sequence[Person], page: Page) -> list[Item]:
    """The items with `who` filled in for quantities whose giver is named."""
    if not people:
        return list(items)
    whos: dict[int, str] = {}
    counted = [item for item in items if not (item.quantity and item.quantity.total)]
    row: list[Item | Person] = sorted([*counted, *people], key=lambda one: one.start)
    habit = _habits(row, page)
    mode = True
    for n, one in enumerate(row):
        if isinstance(one, Person) and not _gave_whole(row, n, page) and not share_unsaid(row, n, page):
            mode = _leads(row, n, page, habit, mode=mode)
            if mode:
                whos = {**dict.fromkeys(_ahead(row, n, page), one.role), **whos}
            else:
                whos |= dict.fromkeys(_behind(row, n, page), one.role)
    return [replace(item, who=whos.get(item.start, "")) if item.quantity else item for item in items]


def _gave_whole(row: Sequence[Item | Person], n: int, page: Page) -> bool:
    """PTA did the manual: 97110 33 … names a code of its own before the list begins."""
    right = row[n + 1 : n + 3]
    if _DID_ALL.match(page.open, row[n].end):
        return True
    if len(right) < 2 or not all(isinstance(one, Item) and one.code for one in right):
        return False
    between = page.open[right[0].end : right[1].start]
    return ":" in between or ("," in between and n == 0)


def share_unsaid(row: Sequence[Item | Person], n: int, page: Page) -> bool:
    """Shared, "PTA mostly": a share that no number tells."""
    one, text = row[n], page.open
    if _SPLIT_IT.match(text, one.end) or _PART_OF.search(text[max(0, one.start - 60) : one.start]):
        return True
    left, right = near(row, n, -1, page), near(row, n, 1, page)
    if isinstance(right, Item) and right.quantity and gap(text[one.end : right.start]).words == 0:
        return False
    if isinstance(left, Item) and left.quantity and gap(text[left.end : one.start]).words == 0:
        return False
    around = text[max(0, one.start - 24) : one.end + 24]
    return isinstance(one, Person) and one.role == ASSISTANT and bool(_VAGUE.search(around))


def near(row: Sequence[Item | Person], n: int, step: int, page: Page) -> Item | Person | None:
    """The neighbour in the same sentence."""
    m = n + step
    if not 0 <= m < len(row) or page.sentence(row[m].start) != page.sentence(row[n].start):
        return None
    return row[m]


def _leads(row: Sequence[Item | Person], n: int, page: Page, habit: Mapping[int, float], *, mode: bool) -> bool:
    """Does a person stand before the minutes (True) or behind them? mode: as the person before."""
    one, text = row[n], page.open
    left, right = near(row, n, -1, page), near(row, n, 1, page)
    if not isinstance(left, Item) or not isinstance(right, Item):
        return not isinstance(left, Item) if isinstance(right, Item) or isinstance(left, Item) else mode
    lead = trail = 0.0
    before, after = text[left.end : one.start], text[one.end : right.start]
    if gap(after).back <= 1.0:
        lead += 2.5 if right.quantity else 1.5
    if gap(before).forward <= 1.0:
        trail += 2.0
    if BY.search(before) and gap(after).back > 0.4:
        trail += 3.0
    if before.strip() == "(" and after.lstrip().startswith(")"):
        trail += 3.0
    trail -= 1.5 * (gap(before).forward >= 2)
    lead -= 1.5 * (gap(after).back >= 2)
    lead += habit.get(page.sentence(one.start), 0.0)
    return lead >= trail if lead != trail else mode


def _habits(row: Sequence[Item | Person], page: Page) -> dict[int, float]:
    """By sentence: +1.5 when it begins with a person and ends with minutes, -1.5 the other way round."""
    kinds: dict[int, list[bool]] = {}
    for one in row:
        if isinstance(one, Person) or one.quantity:
            kinds.setdefault(page.sentence(one.start), []).append(isinstance(one, Person))
    return {number: 1.5 * (said[0] - said[-1]) for number, said in kinds.items()}


def _ahead(row: Sequence[Item | Person], n: int, page: Page) -> list[int]:
    """Places of the quantities a person in front gave."""
    text = page.open
    left = near(row, n, -1, page)
    inside = isinstance(left, Item) and left.code is not None and gap(text[left.end : row[n].start]).back < 1.5
    bracketed = text.rfind("(", 0, row[n].start) > text.rfind(")", 0, row[n].start)
    found: list[int] = []
    for m in range(n + 1, len(row)):
        one = row[m]
        between = text[row[m - 1].end : one.start]
        if isinstance(one, Person) or ";" in between or (bracketed and ")" in between):
            break
        if page.sentence(one.start) != page.sentence(row[n].start):
            break
        if one.quantity:
            found.append(one.start)
        elif inside and found:
            break
    return found


def _behind(row: Sequence[Item | Person], n: int, page: Page) -> list[int]:
    """Places of the quantities a person behind gave: the nearest, or its whole list."""
    text = page.open
    everything = n > 0 and bool(_ALL.search(text[row[n - 1].end : row[n].start]))
    found: list[int] = []
    for m in range(n - 1, -1, -1):
        one = row[m]
        if isinstance(one, Person) or page.sentence(one.start) != page.sentence(row[n].start):
            break
        if one.quantity:
            listed = m + 1 < n and isinstance(row[m + 1], Item) and row[m + 1].start in found
            if found and not everything and not (listed and gap(text[one.end : row[m + 1].start]).listed):
                break
            found.append(one.start)
    return found
