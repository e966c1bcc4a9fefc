"""What an organisation's passage holds of a question by its form alone: the codes named, its heading, the cells of a sheet.

The judge has learned from shipped sections; a payer's short rule, or a row of a sheet, it may hold for unlikely. Where the form
leaves no doubt that such a passage bears on what was asked, it is given the likelihood that this is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer.judge.profiles import tokens
from assistant.answer.tabular import lists, lookup
from assistant.answer.whose import of_house, of_payer, words_of
from assistant.library.words import words
from assistant.protocols import Index
from assistant.schema import NamedPayer, Passage, Question

RULED = 0.3  # what a rule of the payer named is worth that names what was asked
HEADED = 0.1  # what one is worth whose heading does
MOST_SHEETS = 400  # passages of sheets looked through for a column
PREFIX = 5  # letters of a word cut short: "precert", "auth" is too short
_GENERAL = tokens("therapy physical occupational speech outpatient rule rules policy general purpose scope introduction services section note notes code codes units visits payment billing claims")
CAP = re.compile(r"\b(?:at most|maximum|max|up to|no more than|not more than|limits?|limited to|allows?|caps?)\b[^.;]{0,60}?\b(?:units?|hours?|rvus?)\b")
_LINE = re.compile(r"[^\n.!?]+")


def least(passage: Passage, question: Question) -> float:
    """The likelihood that an organisation's passage has at least, by its form."""
    if lookup(question.text, passage.text) and (of_payer(passage, question) or not passage.plans):
        return RULED
    if not of_payer(passage, question):
        return 0.0
    if rules_on(passage, question) or _capped(passage, question):
        return RULED
    return HEADED if headed(passage, question) else 0.0


def _capped(passage: Passage, question: Question) -> bool:
    """Is a limit of units asked for, of no code, and does the passage state one?"""
    return not question.codes and bool(CAP.search(question.text.lower()) and CAP.search(passage.text.lower()))


def rules_on(passage: Passage, question: Question) -> bool:
    """Does one sentence or row name all codes asked about, and, where that is only one, something else that was asked?"""
    codes = {*question.codes, *question.unknown_codes}
    if not codes:
        return False
    asked = tokens(question.text) - {code.lower() for code in codes} - _names(question.payers)
    for line in _LINE.findall(passage.text):
        if all(code in line for code in codes) and (len(codes) > 1 or asked & frozenset(words(line))):
            return True
    return False


def headed(passage: Passage, question: Question) -> bool:
    """Does its heading hold a word of the question that is no part of the payer's name, whole or cut short ("precert")?"""
    asked = frozenset(words(f"{question.text} {question.search}")) - _names(question.payers)
    heading = frozenset(words(passage.heading[-1])) - _GENERAL
    short = [word for word in asked if len(word) >= PREFIX]
    return bool(heading & asked) or any(word.startswith(tuple(short)) for word in heading if short)


def _names(payers: Iterable[NamedPayer]) -> frozenset[str]:
    return frozenset(word for one in payers for word in words(" ".join(words_of(f"{one.label} {one.said}"))))


def tabled(question: Question, index: Index) -> list[Passage]:
    """Passages of sheets whose cells answer: found by the codes or payers named, or for a column that was asked for."""
    keys = [code.lower() for code in (*question.codes, *question.unknown_codes)]
    keys = keys or [name for one in question.payers for name in (one.said or one.label.lower(),)]
    every = lists(question.text)
    held = (p for p, text in index.sheets if every or any(key in text for key in keys) or not keys)
    return [passage for _, passage in zip(range(MOST_SHEETS), held, strict=False) if lookup(question.text, passage.text)]


def sheet_leads(passage: Passage, question: Question) -> bool:
    """Do the cells of a sheet answer where the house's own were asked for, or a rate that only a sheet holds?"""
    if not lookup(question.text, passage.text):
        return False
    return of_payer(passage, question) or (not passage.plans and (of_house(passage, question) or _priced(question)))


def _priced(question: Question) -> bool:
    return bool(question.payers) and ("payment" in question.topics or re.search(r"\b(?:allow|pay|rate|fee|reimburs)", question.text.lower()) is not None)
