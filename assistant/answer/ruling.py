"""Which rule of the payer named leads before what is shipped: likely enough, on the codes and modifiers asked about, with the words of the question.

A report of what payers do, a limit, and Medicare's rule for a plan that is none of Medicare's yield more easily than the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import bearing
from assistant.answer.bearing import headed, rules_on
from assistant.answer.judge.profiles import tokens
from assistant.answer.whose import of_payer, words_of
from assistant.schema import Fact, Passage, Question, Tier

OWN_RULE = 0.3  # from this likelihood on a document of the payer named speaks to the question
BESIDE = 0.12  # from this likelihood on a document that yields is shown beside the answer; and one of the plan named with words of the question leads before a rule that is Medicare's alone
OWN_TEXT = 0.03  # the same, where what leads only reports what payers do
MEDICARES = 0.18  # the same, where what leads is Medicare's rule and the plan is none of Medicare's
UNASKED = 0.5  # from this likelihood on what is shipped answers before a house's paper that nobody asked for
_CODE = re.compile(r"\b(?:\d{5}|[A-Z]\d{4})\b")
_RATE = re.compile(r"\b(?:allow|pay|rate|fee|reimburs)")
_AMOUNT = re.compile(r"\$\s?\d|: \d+\.\d+\b")


def ruling(passages: Sequence[tuple[tuple[str, float], Passage]], lead: Fact | Passage, question: Question) -> list[tuple[str, float]]:
    """The rules of the payer named that may lead, likeliest first; one whose heading is what was asked before one that has no word of it."""
    limit, report, medicares = isinstance(lead, Passage) and lead.kind == "limit", reports(lead), _medicares(lead, question)
    least = bearing.HEADED if limit else MEDICARES if medicares else OWN_RULE
    found = [
        (pair, r) for pair, r in passages
        if (_rules(r, question) or (pair[1] >= UNASKED and _in_words(r, question))) and (pair[1] >= least or ((report or limit) and pair[1] >= OWN_TEXT and _touches(r, question)) or (medicares and pair[1] >= BESIDE and _touches(r, question, r.text)))
    ]  # fmt: skip
    asked = [(pair, r) for pair, r in passages if _rules(r, question) and headed(r, question)]
    if asked and (not found or not (_touches(found[0][1], question) or headed(found[0][1], question) or _says(found[0][1], asked[0][1]) or rules_on(found[0][1], question))) and (found or report or limit):
        return [asked[0][0]]
    return [pair for pair, _ in found]


def _medicares(lead: Fact | Passage, question: Question) -> bool:
    """Is it Medicare's own rule, where a plan is named that is none of Medicare's?"""
    return isinstance(lead, Passage) and lead.kind == "guidance" and set(lead.payers) == {"medicare"} and not any("medicare" in one.line or "medicare_advantage" in one.line for one in question.payers)


def _says(passage: Passage, other: Passage) -> bool:
    """Does it hold a word of the other's heading?"""
    return not tokens(passage.text).isdisjoint(tokens(other.heading[-1]) - tokens(passage.heading[-1]))


def _rules(passage: Passage, question: Question) -> bool:
    """Is it the payer's own rule on what was asked: does it name a code asked about, or a modifier, where any is?"""
    if not of_payer(passage, question):
        return False
    said = frozenset(re.findall(r"\w+", f"{' '.join(passage.heading)} {passage.text}"))
    return all(not asked or not said.isdisjoint(asked) for asked in (question.codes, question.modifiers))


def _in_words(passage: Passage, question: Question) -> bool:
    """Is it the payer's rule on the one code asked about in words ("therapeutic exercise"), naming no code at all?"""
    return len(question.codes) == 1 and of_payer(passage, question) and not _CODE.search(passage.text) and _touches(passage, question, passage.text)


def _touches(passage: Passage, question: Question, text: str = "") -> bool:
    """Does its heading (or a text of it) hold a word of the question that is no part of the payer's name?"""
    return not tokens(bare(question).search).isdisjoint(tokens(text or passage.heading[-1]))


def rates(passage: Passage, question: Question) -> bool:
    """Is it a row of a sheet with an amount for a code asked about, under or beside the payer named: the house's own rates?"""
    if not question.codes or not question.payers or not ("payment" in question.topics or _RATE.search(question.text.lower())):
        return False
    text = passage.text.lower()
    here = any((one.said and one.said in text) or one.label.lower() in text for one in question.payers)
    return here and any(code.lower() in line and _AMOUNT.search(line) for line in text.split("\n") for code in question.codes)


def reports(record: Fact | Passage) -> bool:
    """Is it a section that reports what payers do, and no publisher's own text?"""
    return isinstance(record, Passage) and record.kind == "guidance" and record.tier is not Tier.PRIMARY


def bare(question: Question) -> Question:
    """The question without the payer's name, which says nothing of which of its passages answers."""
    names = {word for one in question.payers for word in words_of(f"{one.label} {one.said}")}
    if not names or question.told:
        return question
    texts = [" ".join(word for word in text.split() if not words_of(word) or not words_of(word) <= names) for text in (question.text, question.search)]
    return replace(question, text=texts[0], search=texts[1]) if all(map(words_of, texts)) else question
