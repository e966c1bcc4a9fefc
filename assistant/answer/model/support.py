"""Why a model's claim may not be shown: beyond verify's codes and numbers, each part must be what one sentence says.

A model can put right numbers to the wrong code, turn a no into a yes, or give one payer's rule to another. So every
part of a claim needs a sentence of the evidence it names that holds its figures, most of its words, its contrasts (who,
before or after, must or may) and its negation. What is doubtful goes: the default writer says it in fixed words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.model.figures import clauses, computed, counted, digits, fits, payers
from assistant.answer.sentences import first_sentence
from assistant.answer.verify import exact
from assistant.library.words import words
from assistant.schema import Claim, Fact, Passage

LONGEST = 600  # characters of a claim
SHARED = 0.5  # of a part's words, in the sentence that holds it
KNOWN = 0.6  # of a claim's words, in the evidence and the question
_MARKUP = re.compile(r"https?:|www\.|\]\(|[<>`|{}\\]|\[\d|^\s*[#>-]|\bP\d+\b|\bF\d+\b")
_VERDICT = re.compile(r"\W*(yes|no)\b(?!\s+\w+\s+(?:is|are|has)\b)", re.IGNORECASE)
_OPENING = re.compile(r"^\W*(?:yes|no)\s*[,.:;–-]\s*", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|never|none|nothing|nobody|neither|nor|cannot|without)\b|n't\b", re.IGNORECASE)
_CONTRASTS = {
    name: re.compile(pattern)
    for name, pattern in {
        "assistant": r"(?i:\bassistants?)|\bPTAs?\b|\bOTAs?\b", "therapist": r"(?i:\btherapists?)|\bPTs?\b(?! or)|\bOTs?\b|\bSLPs?\b",
        "physician": r"(?i:physician|doctor)", "student": r"(?i:student)", "aide": r"(?i:\baides?\b)",
        "hospital": r"(?i:hospital)", "practice": r"(?i:practi[ct])", "direct": r"(?i:\bdirect\b)", "general": r"(?i:\bgeneral\b)",
        "before": r"(?i:\bbefore\b|\buntil\b|\bthrough\b|\bprior\b)", "after": r"(?i:\bafter\b|\bsince\b|\bstarting\b|\bnow\b)",
        "first": r"(?i:\bfirst\b)", "last": r"(?i:\blast\b|\bfinal\b)", "untimed": r"(?i:untimed)", "more": r"(?i:\bmore\b|\babove\b|\bover\b|\blarger?\b|\bexceed)",
        "less": r"(?i:\bless\b|\bbelow\b|\bunder\b(?! the| a| either| each| both)|\bfewer\b|\bsmaller\b)", "higher": r"(?i:\bhigher\b)", "lower": r"(?i:\blower\b|\breduc)",
        "most": r"(?i:\bmost\b|\bmaximum\b)", "least": r"(?i:\bleast\b|\bminimum\b)", "must": r"(?i:\bmust\b|\bhas to\b|\bhave to\b|\brequire)",
        "may": r"(?i:\bmay\b|\boptional|\bpermitted)", "always": r"(?i:\balways\b|\bevery\b|\bany\b|\beach\b)", "only": r"(?i:\bonly\b)",
        "never": r"(?i:\bnever\b)", "unless": r"(?i:\bunless\b|\bexcept)", "week": r"(?i:\bweek)", "month": r"(?i:\bmonth)", "year": r"(?i:\byear)",
        "day": r"(?i:\bdays?\b)", "calendar": r"(?i:\bcalendar\b)", "business": r"(?i:\bbusiness day)", "hour": r"(?i:\bhours?\b)", "percent": r"(?i:%|percent)",
        "guarantee": r"(?i:guarantee|certainly|definitely)",
    }.items()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence of the evidence, with what a claim is compared by."""

    text: str
    figures: frozenset[str]
    words: frozenset[str]
    contrasts: frozenset[str]
    denies: bool


def unsupported(claim: Claim, records: Sequence[Fact | Passage], question: str) -> str:
    """Why a claim may not be shown; empty when it may. records: those it names; question: words it may use."""
    if len(claim.text) > LONGEST or _MARKUP.search(claim.text):
        return "is no plain prose"
    if any(isinstance(record, Passage) and record.kind == "own" for record in records):
        return "" if len(records) == 1 and _quoted(claim.text, records[0]) else "retells an own document instead of quoting it"
    text = _OPENING.sub("", claim.text)
    if claim.role != "lead" and text != claim.text:
        return "opens with a yes or no"
    held = [one for record in records for one in sentences(record)]
    known = set(words(digits(question))).union(*(one.words for one in held))
    mine = words(digits(text))
    if sum(word in known for word in mine) < KNOWN * len(mine):
        return "says what its evidence does not"
    for part in _sentences(text):
        if not any(_counts_fit(part, record) for record in records):
            return "counts what its evidence counts otherwise"
        for clause in clauses(part):
            if not any(_holds(one, clause, part) for one in held):
                return "says in part what no sentence of its evidence says"
    return ""


def verdict(text: str) -> str:
    """'yes', 'no' or '': how a sentence opens."""
    match = _VERDICT.match(text)
    return match[1].lower() if match else ""


def sentences(record: Fact | Passage) -> list[Held]:
    """The sentences of a piece of evidence: what is said, its steps and notes, each row of its tables."""
    if isinstance(record, Passage):
        said = [*_sentences(record.text), record.heading[-1]]
        whose = payers(" ".join(said))
    else:
        rows = [" ".join(f"{head} {cell}" for head, cell in zip(record.table.header, row, strict=False)) for row in record.table.rows] if record.table else []
        told = (record.statement, *record.notes, *record.steps)
        said = [*(one for text in told for one in (*_sentences(text), text)), *rows]
        whose = {str(record.value["rule"])} if "rule" in record.value else payers(" ".join(said))
    return [_held(one, whose if len(whose) == 1 else set()) for one in said]


def _held(text: str, whose: set[str]) -> Held:
    """A sentence of a piece that speaks of one payer only speaks of that payer."""
    plain = digits(text.replace("*", ""))
    return Held(text, frozenset(exact(plain)), frozenset(words(plain)), contrasts(text) | (set() if payers(text) else whose), bool(_DENIES.search(text)))


def contrasts(text: str) -> frozenset[str]:
    """Which words that turn a rule around a text holds: whose, before or after, must or may."""
    return frozenset(name for name, pattern in _CONTRASTS.items() if pattern.search(text)) | payers(text)


def _holds(held: Held, clause: str, part: str) -> bool:
    """Does a sentence of the evidence say what a clause says? The claim's whole sentence decides whether it denies."""
    plain = digits(clause)
    mine = words(plain)
    shared = sum(word in held.words for word in mine) >= SHARED * len(mine)
    denies = bool(_DENIES.search(clause)) or (len(mine) < 3 and bool(_DENIES.search(part)))
    return shared and exact(plain) <= held.figures and contrasts(clause) <= held.contrasts and denies == held.denies


def _counts_fit(part: str, record: Fact | Passage) -> bool:
    """Is every count of units and minutes one that the evidence makes, of that code?"""
    said = counted(part)
    if isinstance(record, Passage):
        return fits(said, counted(record.text) | counted(record.heading[-1]))
    by = str(record.value.get("rule", ""))
    texts: Iterable[str] = (record.statement, *record.notes, *record.steps)
    return fits(said, computed(record).union(*(counted(text, by) for text in texts)))


def _quoted(text: str, record: Fact | Passage) -> bool:
    """Are these words of a document, in its order? (Quotation marks are added when they are shown.)"""
    said = " ".join(text.strip(" “”\"'").split())
    return isinstance(record, Passage) and len(said.split()) > 2 and said in " ".join(record.text.split())


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines():
        rest = line.strip(" -*|")
        while rest:
            sentence, rest = first_sentence(rest)
            found.append(sentence)
    return found
