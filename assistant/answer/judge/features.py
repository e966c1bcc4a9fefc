"""The plain features the judge weighs: how a candidate and a question agree in words, meaning, identifiers and form.

Each is about 0-1. Their weights stand in judge.npz and are fitted by eval/train/judge.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.answer.judge.profiles import UNSEEN, Profile, Profiles, forms, says_not, verdict_fits, words_of
from assistant.protocols import Candidate
from assistant.reference.codes import denials
from assistant.schema import Fact, Passage, Question

VERBATIM = 0.5  # from this likeness on a question counts as a wording the passage lists
_TOOLS = ("units", "assistants", "line", "maygive", "claim", "edits", "thresholds", "payment", "deadlines", "lookup")
_SPECIAL = words_of(
    "hospital snf nursing facility agency corf cah home health hospice inpatient observation medicaid advantage commercial aetna cigna humana uhc bcbs "
    "tricare va veteran workers comp auto railroad secondary cash student fellow aide assistant pta ota telehealth remote rtm caregiver group co-treatment "
    "pool aquatic wound dry needling taping splint brace lymphedema driving school pediatric chiropractor physician incident massage athletic trainer abn "
    "superbill refund overpayment audit adr tpe appeal reopening timely dental vision"
)
_NO_FACT = dict.fromkeys(("fact", "fact_cannot", "fact_year", *(f"tool_{tool}" for tool in _TOOLS)), 0.0)  # of a page
_IDENTIFIERS = ("codes_about", "codes_all", "codes_text", "codes_other", "codes_unasked", "denial")


def named(question: Question) -> tuple[str, ...]:
    """Every identifier of the question: codes, modifiers, denial codes."""
    return (*question.codes, *question.modifiers, *denials(question.text))


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks, worked out once for all the passages it is held against."""

    question: Question
    profiles: Profiles
    text: str  # lower case
    rarity: Mapping[str, float]  # of each of its words among the passages
    sought: frozenset[str]  # words searched for
    sought_weight: float
    wordings: tuple[tuple[frozenset[str], float], ...]  # words searched for and words as they were put, with their weights
    either: frozenset[str]
    said: frozenset[str]  # its own words, without those of the turns before it
    said_weight: float
    named: frozenset[str]
    denials: frozenset[str]
    forms: frozenset[str]
    negated: bool
    years: frozenset[str]

    @classmethod
    def of(cls, question: Question, profiles: Profiles) -> Query:
        """Read a question's words, identifiers and form."""
        text = question.text.lower()
        sought, said = words_of(question.search or question.text), words_of(question.text)
        either = sought | said
        return cls(
            question,
            profiles,
            text,
            {word: profiles.rarity.get(word, UNSEEN) for word in either},
            sought,
            profiles.weight(sought),
            tuple((one, profiles.weight(one)) for one in {sought, said}),
            either,
            said,
            profiles.weight(said),
            named=frozenset(named(question)),
            denials=frozenset(denials(question.text)),
            forms=forms(text),
            negated=says_not(text),
            years=frozenset(str(year) for year in question.years),
        )

    def weight(self, shared: frozenset[str]) -> float:
        """Rarities of words of the question, summed."""
        rarity = self.rarity
        return sum([rarity[word] for word in shared])

    def share(self, given: frozenset[str]) -> float:
        """How much of what was sought is given, rare words weighing more."""
        return self.weight(self.sought & given) / self.sought_weight if self.sought_weight else 0.0


def features(query: Query, candidates: Sequence[Candidate], topics: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """The features of each candidate, with how far it lies behind the best of all in each score. topics: how each goes on from what was talked about."""
    asked = _asked(query)
    found = [{**_of(query, one), **asked, **topic} for one, topic in zip(candidates, topics, strict=True)]
    missing = _missing(query, candidates)
    for row, rarest in zip(found, missing, strict=True):
        row["rarest_missing"] = rarest
    for name in ("cosine", "point", "focus", "after", "middle", "middle_focus", "middle_after", "words", "coverage", "said"):
        best = max((row[name] for row in found), default=0.0)
        for row in found:
            row[f"{name}_behind"] = best - row[name]
    return found


def _missing(query: Query, candidates: Sequence[Candidate]) -> list[float]:
    """How rare the rarest word of the question is that another candidate holds and this one lacks ("vision" for "low vision")."""
    held = [query.profiles.of(one.hit.passage).held for one in candidates]
    known = query.either & frozenset().union(*held) if held else frozenset()
    return [max((query.rarity[word] for word in known - words), default=0.0) / UNSEEN for words in held]


def _of(query: Query, candidate: Candidate) -> dict[str, float]:
    """How one candidate lies to the question; a fact, as the act it performs on the codes it tells of."""
    hit, record = candidate.hit, candidate.record
    passage = hit.passage
    profile = query.profiles.of(passage)
    if isinstance(record, Fact):
        profile = replace(profile, about=_codes(record))
    return {
        "cosine": hit.cosine,
        "words": hit.words,
        "cosine_text": hit.cosine_text,
        "cosine_mean": hit.cosine_mean,
        "words_mean": hit.words_mean,
        "point": hit.point,
        "share": hit.share,
        "share_log": max(math.log(hit.share + 1e-6), -10.0) / 10,
        "focus": hit.focus,
        "focus_share": hit.focus_share,
        "focus_log": max(math.log(hit.focus_share + 1e-6), -10.0) / 10,
        "after": hit.after,
        "after_share": hit.after_share,
        "after_log": max(math.log(hit.after_share + 1e-6), -10.0) / 10,
        "middle": hit.middle,
        "middle_focus": hit.middle_focus,
        "middle_after": hit.middle_after,
        "middle_mean": hit.middle_mean,
        **_wording(query, profile),
        **_identifiers(query, profile),
        **_form(query, profile),
        **_special(query, profile),
        "payer": _payer(query.question, passage),
        **_years(query, profile),
        "limit": float(passage.kind == "limit"),
        "cue": float(any(_cue(cue).search(query.text) for cue in passage.cues)),
        "premise": float(passage.kind == "premise"),
        "own": _own(query, profile),
        **(_fact(query.question, record) if isinstance(record, Fact) else _NO_FACT),
    }


def _asked(query: Query) -> dict[str, float]:
    """What holds of the question, whatever it is held against."""
    question = query.question
    return {
        "length": min(len(query.either) / 60, 1.5),
        "minutes": float(any(one.minutes is not None for one in question.services)),
        "total": float(question.total_minutes is not None),
        "codes": min(len(question.codes) / 3, 1.0),
        "threaded": float(bool(question.thread)),
        "after_led": float(bool(question.led)),
    }


@cache
def _cue(pattern: str) -> re.Pattern[str]:
    """A limit's pattern, compiled once: re keeps only its last 512."""
    return re.compile(pattern)


def _fact(question: Question, fact: Fact) -> dict[str, float]:
    """What holds of a tool's fact only."""
    year = fact.value.get("year")
    asked = question.years or (question.as_of.year,)
    return {
        **_NO_FACT,
        "fact": 1.0,
        "fact_cannot": float(fact.reason is not None),
        "fact_year": 0.0 if year is None else 1.0 if year in asked else -1.0,
        **({f"tool_{fact.tool}": 1.0} if fact.tool in _TOOLS else {}),
    }


def _codes(fact: Fact) -> frozenset[str]:
    """The codes and modifiers a fact tells of."""
    value = fact.value
    lines = value.get("lines") or ()
    found = [value.get(key) for key in ("code", "column1", "column2", "modifier")]
    found += [*(value.get("units") or ()), *(value.get("codes") or ()), *(value.get("mppr") or ()), *(line.get("code") for line in lines)]
    return frozenset(one for one in found if isinstance(one, str))


def _special(query: Query, profile: Profile) -> dict[str, float]:
    """A special case in the heading that was not asked for, and one asked for that the page lacks."""
    return {
        "special_unasked": min(len((profile.heading & _SPECIAL) - query.either) / 2, 1.0),
        "special_lacking": min(len((query.either & _SPECIAL) - profile.held) / 2, 1.0),
    }


def _wording(query: Query, profile: Profile) -> dict[str, float]:
    """How much of the question the passage holds, and how much its heading holds that was not asked."""
    beyond = query.weight(profile.heading & query.either) / profile.heading_weight if profile.heading_weight else 1.0
    return {
        "coverage": query.share(profile.held),
        "said": query.weight(query.said & profile.held) / query.said_weight if query.said_weight else 0.0,
        "title": query.share(profile.title),
        "beyond": 1 - beyond,
        "verbatim": max(_likest(query, profile) - VERBATIM, 0.0) / (1 - VERBATIM),
    }


def _likest(query: Query, profile: Profile) -> float:
    """Jaccard of the question and the wording likest to it, rare words weighing more."""
    likest, rarity = 0.0, query.rarity
    for asked, weight in query.wordings:
        for given, its_weight in profile.listed:
            both = asked & given
            if both:
                shared = sum([rarity[word] for word in both])
                likest = max(likest, shared / (weight + its_weight - shared))
    return likest


def _identifiers(query: Query, profile: Profile) -> dict[str, float]:
    """Codes, modifiers and denial codes: those asked about, those the passage is about."""
    asked, about = query.named, profile.about
    if not asked:
        return {**dict.fromkeys(_IDENTIFIERS, 0.0), "codes_unasked": float(bool(about))}
    row = (
        len(asked & about) / len(asked),
        float(asked <= about),
        sum(code.split()[-1].lower() in profile.text for code in asked) / len(asked),
        len(about - asked) / len(about) if about else 0.0,
        0.0,
        float(bool(about & query.denials)),
    )
    return dict(zip(_IDENTIFIERS, row, strict=True))


def _form(query: Query, profile: Profile) -> dict[str, float]:
    """Does the passage answer in the form that was asked for: a number, a person, yes or no?"""
    asked, answered = query.forms, profile.forms
    return {
        "form": len(asked & answered) / len(asked | answered) if asked else 0.0,
        "verdict_unasked": float(profile.verdict and not verdict_fits(asked)),
        "negated": 0.0 if profile.negated is None else abs(profile.negated - query.negated),
    }


def _payer(question: Question, passage: Passage) -> float:
    """1 the asker's payer, 0 silent, -1 another payer's rule."""
    if not question.payer or not passage.payers:
        return 0.0
    return 1.0 if question.payer in passage.payers else -1.0


def _own(query: Query, profile: Profile) -> float:
    """How much an own document's passage, and one sentence of it, hold of a question of several words; else 0.

    It lists no wordings that people ask in: that it names what was asked, in one place, speaks for it instead.
    """
    if not profile.sentences:
        return 0.0
    whole = query.share(profile.title | profile.text)
    sentence = max(query.share(one) for one in profile.sentences)
    several = min(max(len(query.sought) - 2, 0) / 3, 1.0)
    return several * (max(whole - 0.6, 0.0) / 0.4 + max(sentence - 0.4, 0.0) / 0.6) / 2


def _years(query: Query, profile: Profile) -> dict[str, float]:
    """Share of the years asked for that the passage names; does its heading name only others?"""
    asked = query.years
    return {
        "year": len(asked & profile.text) / len(asked) if asked else 0.0,
        "year_other": float(bool(profile.years) and not profile.years & asked),
    }
