"""The words of knowledge/vocabulary.toml and the aliases of codes.csv, found in a text in one pass.

Phrases are compared with spaces, hyphens and slashes taken out ("ther-ex", "ther ex" and "therex"
are one), a plural s is allowed, and long words are forgiven a slip of the keyboard; ordinary English
words never are. A phrase written in CAPITALS in the vocabulary counts only in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.answer.understand.wording import Page, Word
from assistant.reference import Reference
from assistant.reference.codes import Codes
from assistant.reference.whole import read_vocabulary

WIDEST = 6  # words of the longest phrase
_JOINTS = {"", " ", "-", "/", ".", "&", " & ", "+", "'", "' ", "'s ", " - "}
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_LONGEST_WINS = {"code", "payer", "setting", "discipline", "abbreviation"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase stands for. kind: code, weak, activity, payer, topic … ; value: the code, id …"""

    kind: str
    value: str
    capitals: bool = False
    unless_after: frozenset[str] = frozenset()
    unless_before: frozenset[str] = frozenset()

    @property
    def group(self) -> str:
        """Entries of one group do not overlap: the longest phrase wins."""
        return "code" if self.kind in ("weak", "activity") else self.kind


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at its place."""

    entry: Entry
    start: int
    end: int


@dataclass(slots=True)
class Lexicon:
    """All phrases by their joined letters, and the words that typing slips are corrected to."""

    phrases: dict[str, list[Entry]] = field(default_factory=dict)
    spelling: dict[str, list[str]] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()
    known: set[str] = field(default_factory=set)

    def add(self, phrase: str, entry: Entry) -> None:
        """Register a phrase; a longer one also with a plural s."""
        parts = _WORD.findall(phrase.lower().replace("'s", ""))
        self.known.update(parts)
        joined = "".join(parts)
        self.phrases.setdefault(joined, []).append(entry)
        if len(joined) > 4 and joined[-1].isalpha() and joined[-1] != "s":
            self.phrases.setdefault(joined + "s", []).append(entry)

    def correct(self, word: str) -> str:
        """The domain word a long word was meant to be, or the word itself."""
        if len(word) < 7 or word in self.known or word in self.ordinary or not word.isalpha():
            return word
        targets = self.spelling.get(word[0], ())
        slips = 2 if len(word) >= 11 else 1
        best = process.extractOne(word, targets, scorer=OSA.distance, score_cutoff=slips)
        return best[0] if best else word

    def find(self, page: Page) -> list[Found]:
        """Every phrase of the page outside what is claimed, in order of place."""
        words = [Word(self.correct(w.text), w.start, w.end) for w in page.words]
        found = [
            Found(Entry("abbreviation", now.text), now.start, now.end)
            for was, now in zip(page.words, words, strict=True)
            if was.text != now.text
        ]
        covered: dict[str, int] = {}
        for first in range(len(words)):
            for last, joined in _windows(words, first, page.lower):
                for entry in self.phrases.get(joined, ()):
                    group = entry.group
                    if group in _LONGEST_WINS and covered.get(group, -1) >= first:
                        continue
                    place = words[first].start, words[last].end
                    if (group == "code" and page.claimed(*place)) or not _fits(entry, words, first, last, page):
                        continue
                    covered[group] = last
                    found.append(Found(entry, *place))
        return sorted(found, key=lambda one: one.start)


def _windows(words: list[Word], first: int, text: str) -> Iterator[tuple[int, str]]:
    """Runs of words from `first`, longest first, with their joined letters."""
    joined = [words[first].text]
    for last in range(first + 1, min(first + WIDEST, len(words))):
        if text[words[last - 1].end : words[last].start] not in _JOINTS:
            break
        joined.append(joined[-1] + words[last].text)
    for size in range(len(joined) - 1, -1, -1):
        yield first + size, joined[size]


def _fits(entry: Entry, words: list[Word], first: int, last: int, page: Page) -> bool:
    if entry.capitals and (page.shouting or not page.text[words[first].start : words[last].end].isupper()):
        return False
    before = words[first - 1].text if first and _beside(page, words[first - 1], words[first]) else ""
    after = words[last + 1].text if last + 1 < len(words) and _beside(page, words[last], words[last + 1]) else ""
    return before not in entry.unless_after and after not in entry.unless_before


def _beside(page: Page, left: Word, right: Word) -> bool:
    """Do two words stand together, with no mark between them?"""
    return page.text[left.end : right.start] in (" ", "-", "'s ")


_LOADED: dict[Path, tuple[Codes, Lexicon, Mapping[str, Any]]] = {}


def lexicon(reference: Reference) -> Lexicon:
    """The lexicon of a knowledge folder, made once."""
    return _load(reference)[1]


def vocabulary(reference: Reference) -> Mapping[str, Any]:
    """vocabulary.toml as read."""
    return _load(reference)[2]


def _load(reference: Reference) -> tuple[Codes, Lexicon, Mapping[str, Any]]:
    held = _LOADED.get(reference.folder)
    if held is None or held[0] is not reference.codes:
        words = read_vocabulary(reference.folder)
        held = reference.codes, _build(reference.codes, words), words
        _LOADED[reference.folder] = held
    return held


def _build(codes: Codes, words: Mapping[str, Any]) -> Lexicon:
    made = Lexicon(ordinary=frozenset(words["spelling"]["ordinary"]))
    after = {k: frozenset(v) for k, v in words["unless_after"].items()}
    before = {k: frozenset(v) for k, v in words["unless_before"].items()}
    for kind, value, phrase in _entries(codes, words):
        capitals = phrase.isupper()
        entry = Entry(kind, value, capitals, after.get(phrase, frozenset()), before.get(phrase, frozenset()))
        made.add(phrase, entry)
    for word in words["spelling"]["long_words"]:
        made.spelling.setdefault(word[0], []).append(word)
        made.known.add(word)
    return made


def _entries(codes: Codes, words: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(kind, value, phrase) of every phrase; an alias that is an ordinary word is a weak one."""
    weak = {phrase for phrases in words["beside_minutes"].values() for phrase in phrases}
    ignored = set(words["not_aliases"]["words"])
    for phrase, code in codes.aliases.items():
        if phrase in ignored or phrase in weak or phrase.upper() in weak:
            continue
        yield ("weak" if len(phrase) < 4 else "code"), code, phrase
    kinds = {"aliases": "code", "beside_minutes": "weak", "activities": "activity"}
    tables: Iterable[tuple[str, str]] = kinds.items()
    for table, kind in tables:
        for code, phrases in words[table].items():
            yield from ((kind, code, phrase) for phrase in phrases)
    for table in ("payer", "rule", "setting", "discipline", "topic", "flag"):
        for value, phrases in words[table].items():
            yield from ((table, value, phrase) for phrase in phrases)
    for phrase, expansion in words["abbreviation"].items():
        yield "abbreviation", expansion, phrase
