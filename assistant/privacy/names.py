"""Names of people in a text, by the evidence around them: a name has no form of its own.

A run of capitalised words is weighed: is its first word a given name, does it stand after "patient", beside a birth
date or an age, before "'s plan of care"; is it an organisation, a test, a therapist? The weights stand in details.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.privacy.weighing import Found, data, family_names, given_names, plain, whole, word_set

_UP, _LOW = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁŃŅŇŌŐŘŚŞŠŤŪŮŰŲŹŻŽ", "a-zß-öø-ÿāăąćčďđēėęěğģīįıķłńņňōőřśşšťūůűųźżžạ-ỹơư"
_WORD = re.compile(
    rf"(?<![\w$/@.-])(?:(?:[Aa]l|[Ee]l|[Aa]bd|[Bb]en)-[{_UP}][{_LOW}]{{1,15}}|[{_UP}](?:[{_LOW}]{{1,15}}|['’][{_UP}][{_LOW}]{{1,15}})(?:[{_UP}][{_LOW}]{{1,15}}){{0,2}}(?:-[{_UP}]?[{_LOW}]{{1,15}}){{0,2}}|[{_UP}]\.?(?!\w|\.\w))"
)
_PARTICLES = (
    r"(?:(?:de la|de los|de las|del|de|da|dos|di|du|van der|van den|van de|van|von der|von|der|la|le|el|al|bin|ibn|ter|ten|y)|"
    r"(?:De La|De Los|De Las|Van Der|Van Den|St\.|St))"
)
_GAP = re.compile(rf"(?: |-)(?:{_PARTICLES} )?")
_COMMA = re.compile(rf"(?:, ?|/)(?:{_PARTICLES} )?")
_PARTICLE_BEFORE = re.compile(r"(?<!\w)(?:van der|van den|van de|van|von der|von|de la|de los|del|de|di|da|dos|St\.|De La|Van Der) $")
_PLAIN_WORD = re.compile(r"(?<![\w'@.-])[^\W\d_]{2,15}(?:['’-][^\W\d_]{2,15})?(?![\w@]|\.\w)")
_PARTICLE = frozenset("de la los las del da dos di du van der den von le el al bin ibn ter ten st".split())
_ANY_GAP = re.compile(rf" (?:{_PARTICLES} )?", re.IGNORECASE)
_TITLED = re.compile(r"(?<!\w)(?:[Mm]rs\.?|MRS\.?|[Mm][rs]\.|M[RS]\.) $")  # of words without a capital: "ms" is multiple sclerosis too
_NO_INITIAL = re.compile(r"(?i)(?<!\w)(?:part|plan|medigap|patient|phase|type|step|option|and|or|for|to) $")
_LONGEST = 5  # words of a name


@dataclass(frozen=True, slots=True)
class _Run:
    """A possible name. words: as written; reversed_: "Roe, Jane"; cased: capitals as a name has them."""

    start: int
    end: int
    words: tuple[str, ...]
    reversed_: bool = False
    cased: bool = True

    @property
    def given(self) -> str:
        return plain(self.words[1 if self.reversed_ else 0].partition("-")[0])

    @property
    def family(self) -> bool:
        """Is one of its family names known as that, and nothing else?"""
        last = self.words[0] if self.reversed_ else self.words[-1]
        return any(plain(part).replace("'", "").replace("’", "") in family_names() for part in last.split("-"))


def names(text: str, details: Sequence[Found]) -> list[Found]:
    """Every possible name with its weight. details: what was found by form, for names that stand beside it."""
    heading = _heading(text)
    details = [one for one in details if one.score >= data()["likely"]]
    ends = {end for one in details for end in range(one.end, one.end + 5)}
    starts = {start for one in details for start in range(one.start - 5, one.start + 1)}
    found = []
    for run in (*_runs(text), *_uncased(text)):
        beside = (run.end in starts and _touching(text, run.end)) or run.start in ends or _said_of(text, run.end, details)
        score = _weight(text, run, beside=beside) + (data()["names"]["heading"] if heading and run.cased else 0.0)
        dated = _context()["dated"].match(text, run.end)
        found.append(Found(run.start, dated.end() if dated else run.end, round(score, 2)))
    return found


def _touching(text: str, place: int) -> bool:
    return bool(re.match(r"[\s,;:('-]{0,5}s?[\s,;:(-]{0,4}[\w+(]", text[place : place + 10]))


def _said_of(text: str, end: int, details: Sequence[Found]) -> bool:
    """Does a detail follow a word later: "Jane Roe has the MBI …", "Jane Roe, her phone is …"?"""
    match = re.match(r"['’]?s?[\s,;:(-]{1,3}(?:(?:is|was|has|had|her|his|with|the|whose) ){1,3}", text[end : end + 30])
    return match is not None and any(one.start == end + match.end() for one in details)


def _heading(text: str) -> bool:
    """Is nearly every long word capitalised, so that capitals say nothing?"""
    words = re.findall(r"[A-Za-z]{4,30}", text)
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _runs(text: str) -> Iterator[_Run]:
    """Capitalised words that stand together, cut where a word is no name."""
    marks: list[re.Match[str]] = []
    for mark in _WORD.finditer(text):
        if mark[0] != "St" and (_belongs(text, mark) or (not _initial(mark[0]) and _may_be(mark[0])) or _follows_given(text, marks, mark)):
            marks.append(mark)
    groups: list[list[re.Match[str]]] = []
    for mark in marks:
        if groups and len(groups[-1]) < _LONGEST and _GAP.fullmatch(text, groups[-1][-1].end(), mark.start()):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    made = [_run(text, group) for group in groups if any(len(m[0]) > 2 for m in group)]
    used: set[int] = set()
    for left, right in pairwise(made):
        if len(left.words) <= 2 and len(right.words) <= 2 and len(right.words[0]) > 2 and _COMMA.fullmatch(text, left.end, right.start):
            yield _Run(left.start, right.end, (left.words[-1], *right.words), reversed_=True)
            used |= {left.start, right.start}
    yield from (run for run in made if run.start not in used or len(run.words) > 1)


def _may_be(word: str) -> bool:
    """A capitalised word that is no organisation and no verb ("Evaluated"), unless it is a name too ("Will")."""
    low = plain(word)
    return low not in word_set("not_names") and (any(low in listed for listed in given_names()) or not _context()["spoken"].fullmatch(low))


def _follows_given(text: str, marks: Sequence[re.Match[str]], mark: re.Match[str]) -> bool:
    """A word that is an organisation or a test, but a family name too, right behind a given name ("Maeve Gallagher")."""
    before = marks[-1] if marks else None
    beside = before is not None and text[before.end() : mark.start()] == " " and plain(before[0]) in given_names()[0]
    return beside and plain(mark[0]) in word_set("also_family")


def _initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _belongs(text: str, mark: re.Match[str]) -> bool:
    """An initial ("A.", not that of "Part B."), or a word after a particle ("van der Berg")."""
    initial = _initial(mark[0]) and not _NO_INITIAL.search(text[max(0, mark.start() - 10) : mark.start()])
    return initial or bool(_PARTICLE_BEFORE.search(text[max(0, mark.start() - 12) : mark.start()]))


def _run(text: str, group: Sequence[re.Match[str]]) -> _Run:
    start = group[0].start()
    particle = _PARTICLE_BEFORE.search(text[max(0, start - 12) : start])
    return _Run(start - len(particle[0]) if particle else start, group[-1].end(), tuple(m[0] for m in group))


def _uncased(text: str) -> Iterator[_Run]:
    """Words that may be a name though nothing but their place says so: "john smith", "SMITH, JOHN"."""
    only, _ = given_names()
    spoken = [m for m in _PLAIN_WORD.finditer(text) if (m[0].islower() or m[0].isupper()) and m[0].lower() not in _PARTICLE]
    for first, second in pairwise([*spoken, None]):
        if first is None or _no_surname(first[0]):
            continue
        gap = text[first.end() : second.start()] if second else ""
        follows = second is not None and not _no_surname(second[0]) and first[0].islower() == second[0].islower()
        if second is not None and follows and (gap == ", " or _ANY_GAP.fullmatch(gap)):
            yield _Run(first.start(), second.end(), (first[0], second[0]), reversed_=gap == ", ", cased=False)
        if plain(first[0]) in only or _TITLED.search(text[max(0, first.start() - 6) : first.start()]):
            yield _Run(first.start(), first.end(), (first[0],), cased=False)


def _no_surname(word: str) -> bool:
    low = word.lower()
    return low in word_set("not_names") or bool(_context()["spoken"].fullmatch(low))


@cache
def _context() -> dict[str, re.Pattern[str]]:
    """What stands before and after a name, compiled."""
    said = data()["names"]
    before = r"[\s:,(-]{1,3}(?:(?:is|was|named|called|my|our|the|mr|mrs|ms|her|his)\.? ){0,2}$"
    between = r" (?:(?:my|our|the|a|patient|pt) ){0,2}$"
    return {
        "patient": re.compile(rf"(?<![\w.]){said['patient']}{before}"),
        "treated": re.compile(rf"(?<![\w.]){said['treating']}{between}"),
        "about": re.compile(rf"(?<![\w.]){said['regarding']}{between}"),
        "article": re.compile(r"(?i)(?<!\w)(?:the|an?|this|that|each|every|any) $"),
        "kin": re.compile(r" (?:boy|girl|lady|gentleman|kid|family|twins?|child)\b"),
        "staff": re.compile(rf"(?<![\w.]){said['staff_before']}[.,:]?\s{{1,2}}(?:is |was )?$"),
        "saint": re.compile(r"(?<!\w)St\.? $"),
        "premises": re.compile(rf"(?:['’]s)?(?: [A-Z][\w-]{{1,15}}){{0,2}} {said['premises']}\b"),
        "case": re.compile(r"(?i)(?<!\w)vs?\.? $"),
        "credentials": re.compile(rf"[,\s(]{{1,3}}{said['credentials']}(?![\w])"),
        "versus": re.compile(r" (?:vs?\.?|V\.|VS\.?) "),
        "owned": re.compile(rf"(?:['’]s|(?<=s)['’]|s['’]) (?:[\w-]{{1,15}} ){{0,2}}{said['things']}\b"),
        "owned_alone": re.compile(rf"(?:['’]s|(?<=s)['’]|s['’]) (?:[\w-]{{1,15}} ){{0,2}}{said['things_alone']}\b"),
        "age": re.compile(rf"[\s,;:(-]{{1,3}}{said['age']}"),
        "years": re.compile(r",? \(?[1-9]\d[,)] ?[a-z]"),
        "dated": re.compile(rf"[,\s]{{1,2}}[(\[]? ?(?:dob:? ?)?{whole('@date@')}(?![\w/])[)\]]?"),
        "visited": re.compile(rf" (?:on |seen )?{whole('@date@')}(?![\w/])"),
        "verbs": re.compile(rf"(?:,? (?:Jr|Sr|II|III|IV)\.?)?,? {said['verbs']}\b"),
        "done": re.compile(rf",? {said['done']}\b"),
        "titled": re.compile(rf"(?<![\w.]){said['title']} $"),
        "pronoun": re.compile(r"[^.?!\n]{0,30}\b(?:he|she|his|her|hers|him)\b", re.IGNORECASE),
        "service": re.compile(r"[\s,;:(-]{1,4}(?:(?i:dos):? ?\d|\d{5}\b|[A-V]\d{4}\b|\d{1,3} ?min)"),
        "spoken": re.compile("|".join(said[name] for name in ("verbs", "things", "treating", "regarding"))),
        "word": re.compile(r" ([A-Z][\w'’-]{1,20})"),
    }


def _weight(text: str, run: _Run, *, beside: bool) -> float:
    said, context = data()["names"], _context()
    before, after = text[max(0, run.start - 32) : run.start], text[run.end : run.end + 40]
    only, also = given_names()
    titled = (context["titled"] if run.cased else _TITLED).search(before)
    if not (run.cased or titled or run.given in only or (run.family and len(run.words) > 1)):
        labelled = run.reversed_ and run.words[0].isupper() and context["patient"].search(before)
        return float(said["beside_detail"]) if beside or labelled else 0.0
    shape = said["last_first"] if run.reversed_ else said["two_words"] if len(run.words) > 1 else 0.0
    score: float = shape + (said["figures"] if (len(run.words) > 1 or titled) and any(map(str.isdigit, text)) else 0.0)
    score += said["given"] if run.given in only else said["given_too"] if run.given in also else 0.0
    score += said["family"] if shape and run.family else 0.0
    score += 0.0 if run.cased else said["uncased"] if len(run.words) > 1 else said["uncased"] / 2
    patient = context["patient"].search(before)
    if titled:
        score += said["titled"]
    elif patient and not (patient[0].startswith("PT") and not text.isupper()):
        score += said["after_patient"]
    elif context["treated"].search(before):
        score += said["treated"]
    elif context["about"].search(before):
        score += said["about"]
    kin = before.lower().endswith("the ") and context["kin"].match(after)
    score += said["article"] if not kin and context["article"].search(before) else 0.0
    aged = context["age"].match(after) or (run.given in only and context["years"].match(after))
    if beside or aged or kin or (shape and context["dated"].match(after)):
        score += said["beside_detail"]
    score += _owner(run, after)
    score += (said["verb"] if shape or patient else said["verb_alone"]) if context["verbs"].match(after) or (shape and context["done"].match(after)) else 0.0
    score += said["verb"] if shape and context["visited"].match(after) else 0.0
    score += said["pronoun"] if shape and context["pronoun"].match(after) else 0.0
    if shape and len(run.words[-1]) > 2 and context["service"].match(after):
        score += said["listed"] if run.reversed_ else said["listed"] / 2
    return score + _against(text, run, patient=bool(patient or titled or beside))


def _against(text: str, run: _Run, *, patient: bool) -> float:
    """What says that it is no patient: who treats, a case at court, a place. patient: a word for one stands before it, or a detail of one beside it."""
    said, context = data()["names"], _context()
    before, after = text[max(0, run.start - 32) : run.start], text[run.end : run.end + 40]
    score = 0.0
    if any(context[name].search(before) for name in ("staff", "case", "saint")) or any(context[name].match(after) for name in ("credentials", "versus", "premises")):
        score += said["staff"]
    if text.startswith("St.", run.start) and not patient:
        score += said["article"]  # a saint's: a hospital, a city
    follows = None if patient or not run.cased else context["word"].match(after)
    if follows and plain(re.sub(r"['’]s$", "", follows[1])) in word_set("not_names"):
        score += said["staff"]  # "Mary Washington Hospital", "Allen Cognitive Level"
    return score


def _owner(run: _Run, after: str) -> float:
    """What an owned thing adds: "Garcia's plan of care", "Jane Roe's visit"; not "Medicare's plan"."""
    said = data()["names"]
    if len(run.words) > 1:
        return float(said["owner"]) if _context()["owned"].match(after) else 0.0
    word = plain(run.words[0])
    other = not run.cased or word in word_set("not_owners") or len(word) < 3
    return 0.0 if other or not _context()["owned_alone"].match(after) else float(said["owner_alone"])
