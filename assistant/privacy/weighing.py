"""The evidence of details.toml, read once: what to look for, and what speaks for and against it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
OFFICE = 24  # characters before a find in which an organisation speaks against it
NEAR = 0.4  # what a word near a find adds or takes away
_POINT = re.compile(r"(?<=[a-z\d]{3})\.\s|\n")
_END = re.compile(r"[?!;](?:\s|$)|(?<=[a-z\d]{3})\.\s|\n")  # of a sentence; not "pt. " or "Dr. "


@dataclass(frozen=True, slots=True)
class Found:
    """A place that may tell who somebody is, and how likely, from 0 up."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of detail by its form. wanted and unwanted: words within `reach` characters that speak for and against it.

    office: an organisation named shortly before it speaks against it too; mailbox: an address whose name is an ordinary word is an office's.
    """

    name: str
    pattern: re.Pattern[str]
    base: float
    wanted: re.Pattern[str] | None
    unwanted: re.Pattern[str] | None
    reach: int
    office: bool
    mailbox: bool


@cache
def data() -> dict[str, Any]:
    """details.toml as it stands."""
    with (_HERE / "details.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def forms() -> tuple[Form, ...]:
    """Every form, compiled."""
    return tuple(_form(row) for row in data()["form"])


def _form(row: dict[str, Any]) -> Form:
    near = row.get("reach", data()["reach"])
    pattern = re.compile(whole(row["pattern"]))
    return Form(row["name"], pattern, row["base"], _words(row.get("for")), _words(row.get("against")), near, row.get("organisation", False), row.get("mailbox", False))


def whole(pattern: str) -> str:
    """The pattern with its @pieces@ put in."""
    for name, piece in reversed(data()["piece"].items()):  # a piece may hold those before it
        pattern = pattern.replace(f"@{name}@", piece)
    return pattern


def _words(listed: list[str] | None) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![a-z])(?:{whole('|'.join(listed))})(?![a-z])", re.IGNORECASE) if listed else None


def finds(text: str) -> list[Found]:
    """Every place that has a form, weighed by the words near it."""
    return [Found(match.start(), match.end(), _weighed(text, form, match)) for form in forms() for match in form.pattern.finditer(text)]


def _weighed(text: str, form: Form, match: re.Match[str]) -> float:
    """How likely it is a detail of somebody, by the words of its own sentence; against it speaks the one before as well."""
    before, after = text[max(0, match.start() - form.reach) : match.start()], text[match.end() : match.end() + form.reach]
    after = _END.split(after)[0]
    near = f"{_POINT.split(before)[-1]} \n {after}"
    score = form.base
    if form.wanted and form.wanted.search(f"{_END.split(before)[-1]} \n {after}"):
        score += NEAR
    office = form.office and _office().search(text, max(0, match.start() - OFFICE), match.start())
    if office or (form.unwanted and form.unwanted.search(near)) or (form.mailbox and _mailbox(match[0])):
        score -= NEAR
    return score


def _mailbox(address: str) -> bool:
    """Is an e-mail address an office's: no part of its name is other than an ordinary word?"""
    parts = re.findall(r"[a-z]{1,30}", address.partition("@")[0].lower())
    return bool(parts) and all(heard(part) or any(heard(part[:cut]) and heard(part[cut:]) for cut in range(3, len(part) - 2)) for part in parts)


@cache
def _office() -> re.Pattern[str]:
    """An organisation named before a number: its own, not a patient's."""
    return re.compile(whole(r"(?i:(?<![a-z])@organisation@)(?![\w])(?!'s patient)"))


@cache
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names that are nothing else, and those that are words as well."""
    lines = (_HERE / "first_names.txt").read_text(encoding="utf-8").splitlines()
    text = " ".join(line for line in lines if not line.startswith("#"))
    only, _, also = text.partition("[also words]")
    return frozenset(only.split()), frozenset(also.split())


@cache
def family_names() -> frozenset[str]:
    """Family names that are nothing else."""
    lines = (_HERE / "last_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def ordinary_words() -> frozenset[str]:
    """Words of English that are nobody's name, or seldom."""
    lines = (_HERE / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def heard(word: str) -> bool:
    """Is it a word of English or of the field?"""
    low = plain(word)
    return low in ordinary_words() or low in word_set("not_names") or low in word_set("mailboxes")


_ENDS = re.compile(r"(?:'?s|es|ed|d|ing|er|ers|ly|al|ally|able|ness|less|ity|ize|izing|ized|ation|ations|ment|ments|ist|ists|ic|ics|y)$")
_BEGINS = re.compile(r"^(?:non|un|re|pre|post|co|sub|super|inter|intra|multi|semi|over|under|out|mis|dis|bi|tri|neuro|cardio|hemi|para|poly|hyper|hypo|micro|electro|physio|tele|cyto|osteo|arthro|myo|peri|quadri|tetra)-?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4_096)
def familiar(word: str) -> bool:
    """Is it a word, made of one, or one with a letter wrong, missing or too many? For words whose place says that they may be a name."""
    low = plain(word)
    parts = re.split(r"['’-]", low)
    if len(low) < 4 or not low.isascii() or any(map(_made, parts)):
        return True
    cuts = [(low[:n], low[n:]) for n in range(len(low) + 1)]
    wrong = {head + tail[1:] for head, tail in cuts if tail} | {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    wrong |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS} | {head + letter + tail for head, tail in cuts for letter in _LETTERS}
    return any(one in ordinary_words() or one in word_set("not_names") for one in wrong)


def _made(low: str) -> bool:
    """A word, also with an ending or a beginning, or two in one."""
    stems = {low, _ENDS.sub("", low), _BEGINS.sub("", low), _ENDS.sub("", _BEGINS.sub("", low))}
    stems |= {stem + "e" for stem in stems} | {stem[:-1] + "y" for stem in stems if stem.endswith("i")} | {stem[:-1] for stem in stems if len(stem) > 4 and stem[-1] == stem[-2]}
    return any(len(stem) > 1 and heard(stem) for stem in stems) or any(heard(low[:cut]) and heard(low[cut:]) for cut in range(3, len(low) - 2))


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of words of [names]."""
    return frozenset(data()["names"][name].split())


def plain(word: str) -> str:
    """A word in lower case without accents and marks at its ends.

    >>> plain("Jos\u00e9,")
    'jose'
    """
    word = word.strip(".,'’")
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word).casefold()
    return "".join(char for char in parts if not unicodedata.combining(char))
