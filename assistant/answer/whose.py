"""Whose an organisation's document is, and whom the question names: a payer, or the house itself.

A document of one payer never answers for another, whatever its tier.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.schema import PAYERS, NamedPayer, Passage, Question

_HOUSE = re.compile(r"\b(?:our|this|the) (?:own )?(?:clinic|practice|office|front desk|handbook|house)(?:'s)?\b|\bour (?:own )?(?:[\w'-]+ ){0,2}(?:policy|policies|rules?|rates?|sheets?|grids?|lists?|tables?|contracts?|contracted|payers?|reps?(?:'s)?)\b")
_PAYER_CELL = re.compile(r"(?:^|; )(?:payers?|payors?|(?:health )?plan|insur(?:er|ance)(?: company)?|carrier|company)(?: name)?: ([^;\n]+)", re.IGNORECASE | re.MULTILINE)
_BY_REGION = frozenset({"tricare", "va"})  # one programme, run by a contractor in each region: whose document is held, that is the house's
MOST_NAMED = 3  # payers shown
_GENERIC = frozenset(
    "health healthcare care plan plans insurance company companies inc llc corp corporation group services network of the and a for department "
    "state welfare fund trust local union handbook medical benefit benefits mutual community provider providers division bureau board association network center centre hospital hospitals clinic clinics rehab rehabilitation outpatient".split()
)


def speaks_for(passage: Passage, question: Question) -> bool:
    """May this passage answer for the payers the question names? Another payer's document or row may not, whatever its tier."""
    if passage.kind != "own" or not question.payers:
        return True
    if not passage.plans:
        return not _rows_of_others(passage, question)
    if names_it(passage, question):
        return True
    return any(_beneath(passage, one, question) or not set(passage.plans).isdisjoint(one.line) for one in question.payers)


def _beneath(passage: Passage, named: NamedPayer, question: Question) -> bool:
    """Is it of a plan beneath one named? Buckeye's is of Ohio Medicaid's, but answers nothing where another plan of Medicaid is named too."""
    if named.id not in passage.payers:
        return False
    kind = set(named.line) & set(PAYERS)
    others = [one for one in question.payers if one.id not in PAYERS and kind & set(one.line)]
    return named.id in passage.plans or all(one is named or not set(passage.plans).isdisjoint(one.line) for one in others)


def _rows_of_others(passage: Passage, question: Question) -> bool:
    """Does a sheet tell of payers row by row, and of none that the question names?"""
    rows = _PAYER_CELL.findall(passage.text)
    named = [one for one in question.payers if one.id not in PAYERS]
    said = _words(question).union(*(words_of(f"{one.label} {one.id.replace('-', ' ')}") - one.lent for one in named))
    return bool(rows and named) and not any(own_name(row) & said for row in rows)


def of_payer(passage: Passage, question: Question) -> bool:
    """Is it a document of the very plan, programme or company that the question names?"""
    if passage.kind != "own" or not passage.plans:
        return False
    near = {one for named in question.payers for one in named.line if one not in PAYERS}
    within = any((named.id in _BY_REGION or named.id not in PAYERS) and _beneath(passage, named, question) for named in question.payers)
    return not near.isdisjoint(passage.plans) or within or names_it(passage, question)


def names_it(passage: Passage, question: Question) -> bool:
    """Does the question name the publisher of a payer's document by what is its own of the name ("Acme")?"""
    if not passage.plans or not passage.citations:
        return False
    names = own_name(passage.citations[0].publisher), *map(own_name, (p.replace("-", " ") for p in passage.plans if p not in PAYERS))
    return any(name and name <= _words(question) for name in names)


def _words(question: Question) -> frozenset[str]:
    """The question's words without those that are only part of another payer's name: no "humana" where Humana Military is asked about."""
    return words_of(question.told or question.text).difference(*(one.lent for one in question.payers))


def of_house(passage: Passage, question: Question) -> bool:
    """Is it a document that is no payer's, and does the question ask for the house's own rule, or name who wrote it?"""
    if passage.kind != "own" or passage.plans or not passage.citations:
        return False
    text = (question.told or question.text).lower()
    name = own_name(passage.citations[0].publisher)
    return bool(_HOUSE.search(text)) or (bool(name) and name <= words_of(text))


def publisher_of(passage: Passage) -> str:
    """Whose document it is, in words: its publisher, else its title."""
    cited = passage.citations[0]
    return cited.publisher or f"“{cited.title}”"


def read_payers(question: Question, lead: Passage | None) -> str:
    """The payers as the line of what was read shows them: the very plans named, or whose document leads because it is named; empty: the class says it.

    A class that the caller chose against a plan's own stays what is shown.
    """
    of_class = {one.id: set(one.line) & set(PAYERS) for one in question.payers if one.id not in PAYERS}
    names = [one.label for one in question.payers if one.id in of_class and (not question.payer or not of_class[one.id] or question.payer in of_class[one.id])]
    if not question.payers and lead is not None and names_it(lead, question):
        names = [lead.citations[0].publisher or lead.plans[0].replace("-", " ").title()]
    listed = ", ".join(names[:MOST_NAMED])
    of = PAYERS.get(question.payer or "", "")
    return f"{listed} ({of})" if listed and of.lower() not in listed.lower() else listed


@lru_cache(maxsize=2_000)
def own_name(publisher: str) -> frozenset[str]:
    """The words of a name that are its own: 'Acme Health Plan' → acme."""
    return words_of(publisher) - _GENERIC


@lru_cache(maxsize=2_000)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(re.findall(r"[a-z0-9]+", re.sub(r"['’]s\b", "", text.lower())))
