"""Where a text may name somebody: capitalised words that stand together, and words that only their place makes a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.privacy.weighing import data, familiar, family_names, given_names, heard, ordinary_words, plain, word_set

_UP, _LOW = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁŃŅŇŌŐŘŚŞŠŤŪŮŰŲŹŻŽ", "a-zß-öø-ÿāăąćčďđēėęěğģīįıķłńņňōőřśşšťūůűųźżžạ-ỹơư"
_WORD = re.compile(
    rf"(?<![\w$@.-])(?<![^{_LOW}]/)(?:(?:[Aa]l|[Ee]l|[Aa]bd|[Bb]en)-[{_UP}][{_LOW}]{{1,15}}|[{_UP}](?:[{_LOW}]{{1,15}}|['’][{_UP}][{_LOW}]{{1,15}})(?:[{_UP}][{_LOW}]{{1,15}}){{0,2}}(?:-[{_UP}]?[{_LOW}]{{1,15}}){{0,2}}|[{_UP}]\.?(?!\w|\.\w))"
)
_PARTICLES = (
    r"(?:(?:de la|de los|de las|del|de|da|dos|di|du|van der|van den|van de|van|von der|von|der|la|le|el|al|bin|ibn|ter|ten|y)|"
    r"(?:Mac|Mc|Nic|Ní|Ó|De La|De Los|De Las|Van Der|Van Den|St\.|St))"
)
_GAP = re.compile(rf"(?: |-)(?:{_PARTICLES} )?")
_COMMA = re.compile(rf"(?:, ?|/)(?:{_PARTICLES} )?")
_PARTICLE_BEFORE = re.compile(r"(?<!\w)(?:Mac|Mc|Nic|Ní|Ó|van der|van den|van de|van|von der|von|de la|de los|del|de|di|da|dos|St\.|De La|Van Der) $")
_PLAIN_WORD = re.compile(r"(?<![\w'@.-])[^\W\d_]{2,15}(?:['’-][^\W\d_]{2,15})?(?![\w@]|\.\w)")
_PARTICLE = frozenset("de la los las del da dos di du van der den von le el al bin ibn ter ten st".split())
_ANY_GAP = re.compile(rf" (?:{_PARTICLES} )?", re.IGNORECASE)
TITLED = re.compile(r"(?<!\w)(?:[Mm]rs?\.?|MRS\.?|[Mm]s\.|M[RS]\.) $")  # of words without a capital: "ms" is multiple sclerosis too
_FAMILY_INITIAL = re.compile(rf"(?<![\w.'’-])((?:[DO]['’])?[{_UP}][{_LOW}]{{2,15}}(?:['’-][{_UP}][{_LOW}]{{2,15}})?), ?([{_UP}])\.?(?![\w.'’-])")
_INITIALS_FAMILY = re.compile(
    rf"(?<![\w.&/'’-])(?!(?:P\.?T|O\.?T|S\.?T|M\.?D|D\.?O|N\.?P|P\.?A|R\.?N|D\.?C|U\.?S|N\.?Y|V\.?A|U\.?B|S\.?P|C\.?O|P\.?R|G\.?P|G\.?O|G\.?N|K\.?X|C\.?Q|D\.?R|M\.?R|M\.?S|P\.?O|N\.?C|S\.?C|I\.?D|E\.?R|H\.?R|I\.?T|L\.?A)\b)([{_UP}]\.? ?[{_UP}]\.?) ([{_UP}][{_LOW}]{{2,15}})(?![\w-])"
)
_NO_INITIAL = re.compile(r"(?i)(?<!\w)(?:part|plan|medigap|patient|phase|type|step|option|and|or|for|to) $")
_SURNAME_BEHIND = re.compile(rf" (?:{_PARTICLES} )?((?:(?:Mc|Mac|[DO]['’])?[{_UP}][{_LOW}]{{1,15}})(?:-[{_UP}][{_LOW}]{{1,15}})?)(?![\w])")  # "K. Abernathy"
_LABEL = re.compile(r"(?<!\w)(?:pt|pts?\.|patient|client|resident|claimant|(?:baby|infant|newborn) (?:boy|girl)) $", re.IGNORECASE)
_FAMILY_INITIAL_UPPER = re.compile(r"(?<![\w.'’-])([A-Z]{3,16}), ?([A-Z])\.(?![\w.'’-])")  # "DOE, J."
_INITIAL_UNCASED = re.compile(r"(?<![\w.])([a-z]|[A-Z](?=\. ?[A-Z]{2}|\.[A-Z]))(?:\. ?| )([a-z]{3,16}|[A-Z]{3,16}|[A-Z][a-z]{2,15})(?![\w])")  # "k. abernathy", "K.Abernathy"
_LONGEST = 5  # words of a name


@dataclass(frozen=True, slots=True)
class Run:
    """A possible name. words: as written; reversed_: "Roe, Jane"; cased: capitals as a name has them; particle: "van", "de la" in it."""

    start: int
    end: int
    words: tuple[str, ...]
    reversed_: bool = False
    cased: bool = True
    particle: bool = False

    @property
    def given(self) -> str:
        """What would be the given name."""
        return plain(self.words[1 if self.reversed_ else 0].partition("-")[0])

    @property
    def last(self) -> str:
        """What would be the family name: the first of "Roe, Jane" and "Roe J"."""
        return self.words[0] if self.reversed_ or (len(self.words) == 2 and len(self.words[1].strip(".")) == 1) else self.words[-1]

    @property
    def given_like(self) -> bool:
        """Has it the make of a given name: two syllables of Korean ("Soo-jin")?"""
        return bool(make("given_make").fullmatch(self.words[1 if self.reversed_ else 0].lower()))

    @property
    def family(self) -> bool:
        """Is one of its family names known as that, and nothing else?"""
        return any(_bare(part) in family_names() for part in self.last.split("-"))

    @property
    def family_plural(self) -> bool:
        """Is it one word, the plural of a family name: "Hendersons"?"""
        word = plain(self.words[0])
        return len(self.words) == 1 and self.cased and word.endswith("s") and not heard(word) and word[:-1] in family_names() and word not in family_names()

    @property
    def family_word(self) -> bool:
        """Is its family name a word of English that many bear: "Stone", "Cook"?"""
        return plain(self.last) in word_set("word_families")

    @property
    def family_like(self) -> bool:
        """Has its family name the make of one: "-owicz", "O'…", a particle before it?"""
        last = plain(self.last)
        return self.particle or (last not in ordinary_words() and bool(make("family_make").fullmatch(last)))


def runs(text: str) -> Iterator[Run]:
    """Capitalised words that stand together, cut where a word is no name."""
    marks: list[re.Match[str]] = []
    for mark, following in pairwise([*_WORD.finditer(text), None]):
        if mark is None or mark[0] == "St":
            continue
        may_be = _belongs(text, mark) or (not _initial(mark[0]) and _may_be(mark[0]))
        if may_be or _follows_given(text, marks, mark) or _beside_family(text, marks, mark, following):
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
            yield Run(left.start, right.end, (left.words[-1], *right.words), reversed_=True)
            used |= {left.start, right.start}
    yield from (run for run in made if run.start not in used or len(run.words) > 1)
    yield from _with_initials(text)


def _with_initials(text: str) -> Iterator[Run]:
    """A family name with initials: "Lundy, M.", "R.J. Delaney"."""
    for match in _INITIAL_UNCASED.finditer(text):
        if _bare(match[2]) in family_names() and _LABEL.search(text[max(0, match.start() - 14) : match.start()]):
            yield Run(match.start(), match.end(), (match[1], match[2]), cased=False)
    for match in _FAMILY_INITIAL_UPPER.finditer(text):
        if _surname(match[1]) and plain(match[1]) not in word_set("not_names"):
            yield Run(match.start(), match.end(), (match[1], match[2]), reversed_=True)
    for pattern, family in ((_FAMILY_INITIAL, 1), (_INITIALS_FAMILY, 2)):
        for match in pattern.finditer(text):
            if (_surname(match[family]) and plain(match[family]) not in word_set("not_names")) or not familiar(match[family]):
                yield Run(match.start(), match.end(), (match[1], match[2]), reversed_=family == 1)


def _may_be(word: str) -> bool:
    """A capitalised word that is no organisation and no verb ("Evaluated"), unless it is a name too ("Will")."""
    low = plain(word)
    return low not in word_set("not_names") and (any(low in listed for listed in given_names()) or not spoken().fullmatch(low))


def _follows_given(text: str, marks: Sequence[re.Match[str]], mark: re.Match[str]) -> bool:
    """A word that is an organisation or a test, but a family name too, right behind a given name ("Maeve Gallagher")."""
    before = marks[-1] if marks else None
    beside = before is not None and text[before.end() : mark.start()] == " " and any(plain(before[0]) in listed for listed in given_names())
    return beside and plain(mark[0]) in word_set("also_family")


def _beside_family(text: str, marks: Sequence[re.Match[str]], mark: re.Match[str], following: re.Match[str] | None) -> bool:
    """A month or a word of the field that is a given name too, beside a family name: "June Holloway", "Ortega, Faith"."""
    if plain(mark[0]) in word_set("places_first") or not any(plain(mark[0]) in listed for listed in given_names()):
        return False
    before = marks[-1] if marks else None
    if following is not None and text[mark.end() : following.start()] == " " and (_surname(following[0]) or not heard(following[0])):
        return True
    listed = before is not None and text[before.end() : mark.start()] == ", " and _surname(before[0])
    return listed and not re.match(r" \d{1,4}(?![/\d])", text[mark.end() : mark.end() + 6])


def _surname(word: str) -> bool:
    return _bare(word) in family_names() or plain(word) in word_set("word_families")


def _bare(word: str) -> str:
    return plain(word).replace("'", "").replace("’", "")


def _initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _belongs(text: str, mark: re.Match[str]) -> bool:
    """An initial ("A.", not that of "Part B."), or a word after a particle ("van der Berg")."""
    initial = _initial(mark[0]) and (not _NO_INITIAL.search(text[max(0, mark.start() - 10) : mark.start()]) or _initials_of(text, mark))
    return initial or bool(_PARTICLE_BEFORE.search(text[max(0, mark.start() - 12) : mark.start()]))


def _initials_of(text: str, mark: re.Match[str]) -> bool:
    """Does a family name stand behind an initial: "patient K. Abernathy", not "patient A. Medicare says"?"""
    behind = _SURNAME_BEHIND.match(text, mark.end())
    return behind is not None and (_surname(behind[1]) or not heard(behind[1]))


def _run(text: str, group: Sequence[re.Match[str]]) -> Run:
    start = group[0].start()
    particle = _PARTICLE_BEFORE.search(text[max(0, start - 12) : start])
    inside = any(after.start() - before.end() > 1 for before, after in pairwise(group))
    return Run(start - len(particle[0]) if particle else start, group[-1].end(), tuple(m[0] for m in group), particle=inside)


def uncased(text: str) -> Iterator[Run]:
    """Words that may be a name though nothing but their place says so: "john smith", "SMITH, JOHN"."""
    only, _ = given_names()
    spoken = [m for m in _PLAIN_WORD.finditer(text) if (m[0].islower() or m[0].isupper()) and m[0].lower() not in _PARTICLE]
    for first, second in pairwise([*spoken, None]):
        if first is None or _no_surname(first[0]):
            continue
        gap = text[first.end() : second.start()] if second else ""
        follows = second is not None and not _no_surname(second[0]) and first[0].islower() == second[0].islower() and not _state().match(text, second.start())
        if second is not None and follows and (gap in (", ", ",") or _ANY_GAP.fullmatch(gap)):
            yield Run(first.start(), second.end(), (first[0], second[0]), reversed_=gap.startswith(","), cased=False)
        titled = TITLED.search(text[max(0, first.start() - 6) : first.start()]) and (not heard(first[0]) or plain(first[0]) in word_set("word_families"))
        keyed = make("record_key").search(text[max(0, first.start() - 32) : first.start()])
        labelled = (first[0].islower() or first[0].isupper()) and _bare(first[0]) in family_names() and (keyed or _LABEL.search(text[max(0, first.start() - 14) : first.start()]))
        if plain(first[0]) in only or titled or labelled or (keyed and len(first[0]) > 4 and not of_the_field(first[0])):
            yield Run(first.start(), first.end(), (first[0],), cased=False)


def _no_surname(word: str) -> bool:
    low = word.lower()
    return low in word_set("not_names") or bool(spoken().fullmatch(low))


@cache
def _state() -> re.Pattern[str]:
    """A state with its zip, behind a town and not behind a given name: "dayton oh 45402"."""
    return re.compile(rf"(?i:{data()['names']['states']}),? (?!9[2-9])\d{{5}}(?!\d)")


def of_the_field(word: str) -> bool:
    """Is it a word, made of one or mistyped, of the make of a condition or a product, or letters without a vowel ("BPPV")?"""
    return familiar(word) or bool(make("field_make").fullmatch(word.lower())) or not re.search("[aeiouy]", plain(word))


@cache
def make(name: str) -> re.Pattern[str]:
    """The make of a kind of word, by its name in details.toml."""
    return re.compile(data()["names"][name])


@cache
def spoken() -> re.Pattern[str]:
    """Verbs and things beside names, which are none themselves."""
    said = data()["names"]
    return re.compile("|".join(said[name] for name in ("verbs", "things", "treating", "regarding")))
