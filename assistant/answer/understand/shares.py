"""Who gave how much where no minutes stand beside the giver: "the PTA did the manual", "the PT did it all", "split evenly".

Nothing is all the assistant's unless that is said: of "an OT and an OTA" neither share is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.shape import Shape
from assistant.answer.understand import people
from assistant.answer.understand.binding import Item
from assistant.answer.understand.day import HALF, NOTHING, Given, Treatment
from assistant.answer.understand.people import Person
from assistant.answer.understand.wording import PERSON, Page

_VERB = r"(?:did|does|do|gave|gives|provided|performed|treated|delivered|furnished|handled|took|covered)"
_DONE = r"(?:treated|seen|done|given|performed|provided|handled|delivered)"
_DID = Shape("had a code", rf"\b(?:{_VERB}|provides|performs|handles|delivers|furnishes|takes|was|were|is|did all|had|for|on)\b|:", ("the pta [did] the", "pta[:] "), ("the pta and the", "history"))
_ALL_BY = Shape(
    "all of it by one person",
    rf"_+ {_VERB} (?:it|all|everything|both|the (?:whole|entire)|them|that|this|the (?:treatment|session|visit))\b"
    r"|(?:\b(?:it|that|this|if it'?s) (?:was|were|is|had been)|\bit'?s|\bwere) (?:all )?(?:by )?(?:an? |the |only )?_+"
    rf"|\b{_DONE} (?:all |only |entirely )?by (?:an? |the |only )?_+"
    r"|\b(?:all|everything|both|only)(?: of (?:it|that|this|them|those))? (?:was |were )?(?:done |given )?by (?:an? |the |my |our )?_+"
    r"|(?:with|by) (?:an? |the |only )?_+ (?:only|instead|alone)",
    ("the [___ did it] and left", "what if [it was the ___]", "[seen only by an ____]", "[everything by the ___]", "[with the ___ alone]"), ("the ___ did the gait", "gait by the ___"),
)
_SUPPOSED = Shape("all of it, or what if", r"\b(?:all|everything|both|whole|entire|instead|only|alone|what if|if it|them)\b", ("[what if] the pt did [both]",), ("what of it", "theme"))
_BESIDE = Shape("and a second person", r"\s*(?:and|\+|&|with|/|or|plus|along with)(?: (?:an?|the|our|my|one))*\s*", ("an ot[ and an ]ota", "pt[ along with our ]pta"), ("the pt, the pta",))
_NTH = r"(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last)(?: (?:one|code|service|line|procedure|activity|of (?:them|those|these)))?"
_DID_NTH = Shape(
    "gave the first or second", rf"_+ (?:only |just )?{_VERB} (?:only |just )?the {_NTH}(?=\s*(?:[.,;?!)]|\Z|and\b|but\b|while\b|instead\b))",
    ("the [___ did only the second]", "[____ took the last one], ok?"), ("___ did the first 10 minutes", "___ did the manual"),
)
_NTH_BY = Shape("the first or second was given by", rf"\b{_NTH} (?:(?:was|were|is) )?(?:{_DONE} )?by (?:an? |the |our )?_+", ("the [first one was done by the ___]", "[2nd by ___]"), ("the first 10 by ___", "all by ___"))
_EVEN = Shape(
    "split in halves", r"\b(?:evenly|equally|half and half|half[- ]half|50[-/ ]50|fifty[- ]fifty|each (?:did |gave |took )?half|half each|in half|half)\b",
    ("they shared it [evenly]", "[50/50]", "[half each]"), ("unevenly", "behalf"),
)
_SHARED = Shape("shared between them", r"\b(?:shar(?:e|es|ed|ing)|split|together|partly|jointly)\b", ("they [shared] it", "treated [jointly]"), ("splitting", "apart"))
_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
UNSAID = "how many of the minutes the assistant gave is not said: counted as the therapist's"


@dataclass(frozen=True, slots=True)
class Shares:
    """whole: what day.by_assistant takes. aide: codes that nobody licensed gave. places: of the codes so named."""

    whole: frozenset[str] = frozenset()
    everything: bool = False
    aide: frozenset[str] = frozenset()
    places: frozenset[int] = frozenset()
    readings: tuple[str, ...] = ()


def read(items: Sequence[Item], persons: Sequence[Person], given: Sequence[Given], page: Page) -> Shares:
    """Everything said of who gave what without its minutes."""
    if not persons:
        return Shares()
    timed = {one.mark.start for one in given}
    row: list[Item | Person] = sorted([*(item for item in items if item.start not in timed), *persons], key=lambda one: one.start)
    places, everything = _wholly(row, page, people.ASSISTANT)
    by_aide = _wholly(row, page, people.AIDE)[0] | _wholly(row, page, people.OTHER)[0]
    codes = {item.start: item.code.code for item in items if item.code}
    whole = {codes[place] for place in places}
    told = any(one.who == people.ASSISTANT for one in given)
    readings: tuple[str, ...] = ()
    if not told:
        special = _nth(persons, page) or _half(row, page)
        if not special and not places and not any(item.quantity for item in items) and _by_therapist(row, page):
            special = {NOTHING}
        readings = (UNSAID,) if not special and not whole and _unsaid(row, page) else ()
        whole |= special
    return Shares(frozenset(whole), everything and not any(one.who for one in given) and not readings and HALF not in whole, frozenset(codes[place] for place in by_aide), frozenset(places | by_aide), readings)


def of_one(made: Treatment, assisted: Sequence[int]) -> Treatment:
    """One service told whole and then by giver ("45 minutes of exercise: the PTA did 24, I did 21"): so much of it the assistant's."""
    if len(made.services) != 1 or len(assisted) != 1 or made.services[0].assistant or not 0 < assisted[0] < (made.services[0].minutes or 0):
        return made
    return replace(made, services=(replace(made.services[0], assistant=assisted[0]),))


def adds_up(made: Treatment, minutes: Sequence[int]) -> bool:
    """Is one service told whole, and each giver's part of it too ("38 minutes: I did the first 20, the PTA the last 18")? Then nothing is in doubt."""
    one = made.services[0] if len(made.services) == 1 else None
    return one is not None and 0 < one.assistant < (one.minutes or 0) and {one.minutes, one.assistant, (one.minutes or 0) - one.assistant} <= set(minutes)


def _wholly(row: Sequence[Item | Person], page: Page, role: str) -> tuple[set[int], bool]:
    """Codes (by place) that somebody is said to have given whole, and whether it was everything."""
    text = page.open
    found: set[int] = set()
    everything = False
    for n, one in enumerate(row):
        if not isinstance(one, Person) or one.role != role or people.share_unsaid(row, n, page):
            continue
        left, right = people.near(row, n, -1, page), people.near(row, n, 1, page)
        if isinstance(right, Item) and right.code and _DID.search(text[one.end : right.start]):
            found.add(right.start)
        elif isinstance(left, Item) and left.code and people.BY.search(text[left.end : one.start]):
            found.add(left.start)
        elif _all_by(one, page) and not _joined(row, n, page):
            everything = True
    return found, everything


def _all_by(one: Person, page: Page) -> bool:
    return bool(_ALL_BY.search(page.open[max(0, one.start - 40) : one.end + 40].replace(PERSON, "_")))


def _joined(row: Sequence[Item | Person], n: int, page: Page) -> bool:
    """Does another person stand right beside ("an OT and an OTA")?"""
    pairs = ((n - 1, n), (n, n + 1))
    sides = [(row[a], row[b]) for a, b in pairs if a >= 0 and b < len(row)]
    return any(
        isinstance(one, Person) and isinstance(two, Person) and one.role != two.role and _BESIDE.fullmatch(page.open[one.end : two.start])
        for one, two in sides
    )


def _unsaid(row: Sequence[Item | Person], page: Page) -> bool:
    """Are a therapist and an assistant named side by side, or a share told without its number?"""
    helpers = [n for n, one in enumerate(row) if isinstance(one, Person) and one.role == people.ASSISTANT]
    shared = any(_joined(row, n, page) and (_all_by(_first(row, n), page) or _SHARED.search(page.lower)) for n in helpers)
    return shared or any(people.share_unsaid(row, n, page) for n in helpers)


def _first(row: Sequence[Item | Person], n: int) -> Person:
    """The person a pair begins with."""
    before = row[n - 1] if n else row[n]
    one = before if isinstance(before, Person) else row[n]
    return one if isinstance(one, Person) else Person(0, 0, "")


def _by_therapist(row: Sequence[Item | Person], page: Page) -> bool:
    """Is everything said to be the therapist's, where it was not taken so before?"""
    alone = [n for n, one in enumerate(row) if isinstance(one, Person)]
    one = row[alone[0]]
    therapist = isinstance(one, Person) and one.role == people.THERAPIST and len(alone) == 1
    return therapist and isinstance(one, Person) and _all_by(one, page) and bool(_SUPPOSED.search(page.lower))


def _nth(persons: Sequence[Person], page: Page) -> set[str]:
    """"the PTA did the first one": by its place among the services."""
    found = set()
    for one in persons:
        if one.role != people.ASSISTANT:
            continue
        after = page.open[one.start : one.end + 60].replace(PERSON, "_")
        before = page.open[max(0, one.start - 60) : one.end].replace(PERSON, "_")
        match = _DID_NTH.match(after) or next((m for m in _NTH_BY.finditer(before) if m.end() == len(before)), None)
        if match:
            found.add(f"#{_PLACES[match['nth']]}")
    return found


def _half(row: Sequence[Item | Person], page: Page) -> set[str]:
    """"split evenly", "half by the PTA": of the code it stands beside, or of all."""
    if not any(isinstance(one, Person) and one.role == people.ASSISTANT for one in row):
        return set()
    even = _EVEN.search(page.lower)
    if not even or page.lower[even.end() :].startswith((" an hour", " hour", "-hour")):
        return set()
    of = next((one for one in row if isinstance(one, Item) and one.code and even.end() <= one.start <= even.end() + 12), None)
    return {f"{HALF} {of.code.code}" if of and of.code else HALF}
