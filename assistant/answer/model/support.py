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
from assistant.answer.model.places import Places, misplaced, neighbours
from assistant.answer.sentences import first_sentence
from assistant.answer.verify import exact
from assistant.library.words import words
from assistant.schema import Claim, Fact, Passage

LONGEST = 600  # characters of a claim
SHARED = 0.5  # of a part's words, in the sentence that holds it
NEAR = 0.15  # a sentence that shares so much less than the best one holds nothing
VERBATIM = 0.9  # from this share on a part repeats a sentence
KNOWN = 0.6  # of a claim's words, in the evidence and the question
_MARKUP = re.compile(r"https?:|www\.|\]\(|[<>`|{}\\]|\[\d|^\s*[#>-]|\bP\d+\b|\bF\d+\b")
_VERDICT = re.compile(r"\W*(yes|no)\b(?!\s+\w+\s+(?:is|are|has)\b)", re.IGNORECASE)
_OPENING = re.compile(r"^\W*(?:yes|no)\s*[,.:;–-]\s*", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|(?<!or )not(?! only)|never|none|nothing|nobody|neither|nor|cannot|without)\b|n't\b", re.IGNORECASE)
_PIECE = re.compile(r"[;:](?=\s)|,\s+(?=(?:so|but|because|while|whereas|and|since)\b)|\s(?:but|whereas|because)\s")
_CODE = re.compile(r"\b(?:\d{5}|[A-Z]\d{4})\b")
_OF_CODE = re.compile(r"[;.](?=\s|$)|\s(?:and|while|whereas|but)\s|,\s*(?=\d{5}\b)|\n")
_CONTRASTS = {
    name: re.compile(pattern)
    for name, pattern in {
        "assistant": r"(?i:\bassistants?)|\bPTAs?\b|\bOTAs?\b", "therapist": r"(?i:\btherapists?)|\bPTs?\b(?! or)|\bOTs?\b|\bSLPs?\b",
        "physician": r"(?i:physician|doctor)", "student": r"(?i:student)", "aide": r"(?i:\baides?\b)",
        "hospital": r"(?i:hospital)", "practice": r"(?i:practi[ct])", "direct": r"(?i:\bdirect\b)", "general": r"(?i:\bgeneral\b)",
        "before": r"(?i:\bbefore\b|\buntil\b|\bthrough\b|\bprior\b)", "after": r"(?i:\bafter\b|\bsince (?=\w+ \d|\d)|\bstarting\b|\bnow\b)",
        "first": r"(?i:\bfirst\b)", "last": r"(?i:\blast\b|\bfinal\b)", "untimed": r"(?i:untimed)", "more": r"(?i:\bmore\b|\babove\b|\bover\b|\blarger?\b|\bexceed)",
        "less": r"(?i:\bless\b|\bbelow\b|\bunder (?=\$?\d)|\bfewer\b|\bsmaller\b)", "higher": r"(?i:\bhigher\b)", "lower": r"(?i:\blower\b|\breduc)",
        "most": r"(?i:\bmost\b|\bmaximum\b)", "least": r"(?i:\bleast\b|\bminimum\b)", "must": r"(?i:\bmust\b|\bhas to\b|\bhave to\b|\brequire)",
        "may": r"(?i:\bmay\b|\boptional|\bpermitted)", "always": r"(?i:\balways\b|\bevery\b|\bany\b|\beach\b)", "only": r"(?i:\bonly\b)",
        "never": r"(?i:\bnever\b)", "unless": r"(?i:\bunless\b|\bexcept)", "week": r"(?i:\bweek)", "month": r"(?i:\bmonth)", "year": r"(?i:\byear)",
        "day": r"(?i:\bdays?\b)", "calendar": r"(?i:\bcalendar\b)", "treatment": r"(?i:\btreatment (?:days?|weeks?|months?|years?))", "business": r"(?i:\bbusiness day)", "hour": r"(?i:\bhours?\b)", "percent": r"(?i:%|percent)",
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
    denials: int
    places: Places


def unsupported(claim: Claim, records: Sequence[Fact | Passage], question: str) -> str:
    """Why a claim may not be shown; empty when it may. records: those it names; question: words it may use."""
    if len(claim.text) > LONGEST or _MARKUP.search(claim.text):
        return "is no plain prose"
    if any(map(quoted, records)):
        return "" if len(records) == 1 and _repeats(claim.text, records[0]) else "retells what may only be quoted"
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
        if not all(_told(piece, held) for piece in _PIECE.split(part) if piece.strip()):
            return "says in part what no sentence of its evidence says"
    return "" if _bound(text, records) else "puts to one code what its evidence says of another"


def _told(piece: str, held: Sequence[Held]) -> bool:
    """Does one sentence of the evidence say a piece of a claim, or one each of its clauses?"""
    return _said(piece, held) or all(_said(clause, held) for clause in clauses(piece))


def _said(clause: str, held: Sequence[Held]) -> bool:
    """Does a sentence that shares about as many words as any say what a clause says?"""
    plain = digits(clause)
    mine, figures = words(plain), exact(plain)
    shares = [sum(word in one.words for word in mine) / max(len(mine), 1) if figures <= one.figures else -1.0 for one in held]
    least = max(SHARED, max(shares, default=0.0) - NEAR)
    return any(share >= least and _agrees(clause, one, share) for one, share in zip(held, shares, strict=True))


def _agrees(clause: str, held: Held, share: float) -> bool:
    """Same contrasts, same denial (as often, where the words are nearly the same), each figure in its place."""
    denials = len(_DENIES.findall(clause))
    denied = denials == held.denials if share >= VERBATIM else bool(denials) == bool(held.denials)
    return denied and contrasts(clause) <= held.contrasts and not misplaced(digits(clause), held.places)


def _bound(text: str, records: Sequence[Fact | Passage]) -> bool:
    """Is what is said of one code what the evidence says of that code, rather than of another?"""
    told = [(codes, frozenset(words(part))) for record in records for codes, part in _of_codes(" ".join((record.text if isinstance(record, Passage) else record.statement).split("\n")))]
    for codes, part in _of_codes(text):
        mine = set(words(part)) - {code.lower() for code in codes}
        own = max((len(mine & held) for others, held in told if others & codes), default=0)
        other = max((len(mine & held) for others, held in told if not others & codes), default=0)
        if len(mine) > 1 and other > own:
            return False
    return True


def _of_codes(text: str) -> list[tuple[frozenset[str], str]]:
    """The parts of a text that speak of exactly one code, with that code."""
    parts = [(frozenset(_CODE.findall(part)), part) for part in _OF_CODE.split(text)]
    return [(codes, part) for codes, part in parts if len(codes) == 1]


def _counts_fit(part: str, record: Fact | Passage) -> bool:
    """Is every count of units and minutes one that the evidence makes, of that code?"""
    said = counted(part)
    if isinstance(record, Passage):
        return fits(said, counted(record.text) | counted(record.heading[-1]))
    by = str(record.value.get("rule", ""))
    texts: Iterable[str] = (record.statement, *record.notes, *record.steps)
    return fits(said, computed(record).union(*(counted(text, by) for text in texts)))


def quoted(record: Fact | Passage) -> bool:
    """May it be said in its own words only? An organisation's document, and what a tool says line by line (CQ, amounts)."""
    return record.kind == "own" if isinstance(record, Passage) else "lines" in record.value


def _repeats(text: str, record: Fact | Passage) -> bool:
    """Are these words of the record, in its order? (A document's quotation marks are added when they are shown.)"""
    told = [record.text] if isinstance(record, Passage) else [record.statement, *record.notes, *record.steps]
    said = " ".join(text.strip(" “”\"'").split())
    return len(said.split()) > 2 and any(said in " ".join(one.split()) for one in told)


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines():
        rest = line.strip(" -*|")
        while rest:
            sentence, rest = first_sentence(rest)
            found.append(sentence)
    return found
