"""What the ranker needs to know of a passage, worked out once and not at every question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.library.words import words
from assistant.schema import Passage

UNSEEN = 8.0  # rarity of a word no passage holds
KEPT = 5_000  # profiles of one index; about 10 KB each
_FORMS = {  # what kind of answer a question wants
    "how many": r"how many",
    "how long": r"how (?:long|far|soon|late|old)",
    "how often": r"how (?:often|frequent)",
    "how much": r"how much|\bprices?\b|\bcosts?\b",
    "how": r"how (?:do|to|does|should|can|would|is|are|did)\b|\bways? to\b",
    "difference": r"differen|\bvs\b|versus|compare|instead of",
    "who": r"\bwho(?:se|m)?\b",
    "when": r"\bwhen\b|what date|deadline|\bdue\b",
    "where": r"\bwhere\b|which (?:box|field|block)",
    "why": r"\bwhy\b|\breason|how come",
    "which": r"\bwhich\b|what (?:code|modifier|cpt|pos|form|payer|document)s?\b",
    "what": r"\bwhat(?:'?s)?\b|\bmeans?\b|\bmeaning\b|\bdefin|stands? for|explain",
    "whether": (
        r"^\W*(?:can|could|do|does|did|is|are|was|were|should|must|may|will|would|has|have|am|need|any)\b"
        r"|\b(?:can|could|may|do|does|must|should|is|are|have|need) (?:i|we|you|they|it|he|she|our|a|an|the|medicare)\b"
        r"|\bok to\b|okay|allowed|right\?|correct\?"
    ),
}
_FORM = {name: re.compile(form) for name, form in _FORMS.items()}
_NEGATED = re.compile(r"\b(?:not|never|no|without|cannot|nobody|nothing|except|dont|cant|doesnt|isnt|wont|didnt|arent)\b|n't\b")
_VERDICT = re.compile(r"\W*(?:yes|no)\b", re.IGNORECASE)
_OPEN_QUESTION = re.compile(r"\W*(?:(?:so|and|ok|okay|hi|hello|but|then)\W+)*(?:how|what|whats|which|when|where|who|why)\b[^.?!]*[.?!]*\s*$", re.IGNORECASE)
_INVERTED = re.compile(r"\b(?:any|a|the|what'?s the) (?:problems?|issues?|harm|risks?|trouble|violation|concerns?)\b|\b(?:is|was|are|am i|are we|that|this|it|he|she|they) (?:wrong|illegal|risky|mistaken|in trouble|not ok(?:ay)?|a no-no)\b")  # "yes" to these is "no" to what is done
_YEAR = re.compile(r"\b20[12]\d\b")


@dataclass(frozen=True, slots=True)
class Profile:
    """A passage's words, forms and identifiers. Weights: rarities summed."""

    text: frozenset[str]
    heading: frozenset[str]  # its own, without those above it
    heading_weight: float
    title: frozenset[str]  # its own and those above it
    held: frozenset[str]  # every word of the passage, its headings and its wordings
    listed: tuple[tuple[frozenset[str], float], ...]  # heading and wordings people ask it in, each with its weight
    sentences: tuple[frozenset[str], ...]  # of an organisation's document; else empty
    about: frozenset[str]  # codes
    forms: frozenset[str]
    negated: float | None  # share of the wordings that say not, never, without ...; None without wordings
    verdict: bool  # begins with yes or no
    years: frozenset[str]  # that its heading names


class Profiles:
    """The profiles of one index's passages."""

    def __init__(self, rarity: Mapping[str, float]) -> None:
        """rarity: of each word among the passages."""
        self.rarity = rarity
        self._known: dict[tuple[str, tuple[str, ...]], Profile] = {}

    def of(self, passage: Passage) -> Profile:
        """A passage's profile."""
        key = (passage.id, passage.asks)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[key] = self._profile(passage)
        return found

    def weight(self, given: frozenset[str]) -> float:
        """Rarities of these words, summed."""
        return sum([self.rarity.get(word, UNSEEN) for word in given])

    def _profile(self, passage: Passage) -> Profile:
        text, heading, title = words_of(passage.text), words_of(passage.heading[-1]), words_of(" ".join(passage.heading))
        listed = [heading, *(words_of(wording) for wording in passage.asks)]
        negated = [says_not(wording.lower()) for wording in passage.asks]
        return Profile(
            text,
            heading,
            self.weight(heading),
            title,
            held=title.union(text, *listed),
            listed=tuple((one, self.weight(one)) for one in listed),
            sentences=tuple(map(words_of, _sentences(passage.text))) if passage.kind == "own" else (),
            about=frozenset(passage.codes),
            forms=forms(passage.heading[-1].lower()),
            negated=sum(negated) / len(negated) if negated else None,
            verdict=bool(_VERDICT.match(passage.text)),
            years=frozenset(_YEAR.findall(passage.heading[-1])),
        )


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words(text))


@lru_cache(maxsize=5_000)
def tokens(text: str) -> frozenset[str]:
    """The words of a passage's text or heading, as a set that is remembered."""
    return words_of(text)


def forms(text: str) -> frozenset[str]:
    """Which kinds of answer a lower-case text asks for: how many, who, when, whether ..."""
    return frozenset(name for name, form in _FORM.items() if form.search(text))


def says_not(text: str) -> bool:
    """Does a lower-case text hold a negation?"""
    return bool(_NEGATED.search(text))


def takes_verdict(text: str) -> bool:
    """May an answer to this begin with yes or no? Not where it asks how many, who, when, which ..., nor what is wrong with it."""
    return verdict_fits(forms(text.lower())) and not _OPEN_QUESTION.match(text) and not _INVERTED.search(text.lower())


def verdict_fits(asked: frozenset[str]) -> bool:
    """May yes or no answer a question of these forms?"""
    return not asked or "whether" in asked


def _sentences(text: str) -> tuple[str, ...]:
    """Sentences and lines; a line of a list with what introduces the list."""
    found: list[str] = []
    led = ""
    for part in re.split(r"\n+|(?<=[.;:])\s+", text):
        found.append(f"{led} {part}")
        led = part if part.endswith(":") else "" if part.endswith(".") else led
    return tuple(found)
