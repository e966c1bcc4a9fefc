"""Services in words beside others' minutes: words right behind "20 minutes of" are as good as a code, and a modality without minutes is a line.

Unattended modalities and wound care are untimed (codes.csv), so they are told without minutes ("e-stim, then 23 min of exercise").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.shape import Shape
from assistant.answer.understand import evaluations, phrases, together
from assistant.answer.understand.codes import CodeMark, joined
from assistant.answer.understand.heads import Heads
from assistant.answer.understand.marks import Token
from assistant.answer.understand.marks.roles import RETOLD
from assistant.answer.understand.minutes import Quantity
from assistant.answer.understand.wording import Page
from assistant.reference.codes import Codes

_MINUTES_OF = Shape("minutes of", r"\d ?(?:min(?:ute)?s?|') of (?:(?:the|some|her|his|my|their) )?\Z", ("2[0 minutes of ]", "[8 min of the ]"), ("20 of ", "minutes for "))
_NOT_GIVEN = Shape(
    "not given, or only asked about",
    r"\b(?:no|not|without|instead of|skip\w*|declin\w*|refus\w*|held|rather than|or|can|could|should|would|does|do|is|are|if|never|last|yesterday|billed?|code(?: for)?)\b[^.;?!\n]{0,30}\Z",
    ("[no ]", "[can i bill ]", "[code for ]"), ("then ", "pads on, "),
)
_NOT_BEHIND = Shape("was not given", r"[^.,;?!\n]{0,14}\b(?:not|declin\w*|held|refus\w*|denied|is|are|bundled|covered|billable|count\w*|code|unit|pads? (?:at|for) home)\b|n't\b", ("[ was not] done",), (", then 20",))
CLOSE = 5  # characters between a service and its minutes
_FAMILIES, _BASES = ("modalities", "wound"), ("untimed", "area")
_BUNDLED = "bundled"


def read(page: Page, marks: Sequence[CodeMark], found: Sequence[Quantity], codes: Codes, heads: Heads | None) -> tuple[list[CodeMark], tuple[str, ...]]:
    """(the marks with what words beside minutes tell, what is told to the asker of an evaluation)."""
    if heads is not None:
        marks = together.grouped(joined(phrases.read(page, found, marks, heads), page.text), found, page, codes)
    marks, named = evaluations.told(page, marks) if found else (marks, ())
    return firm(sorted(marks, key=lambda mark: mark.start), page), named


def firm(marks: Sequence[CodeMark], page: Page) -> list[CodeMark]:
    """The marks, those right behind "20 minutes of" as good as a code."""
    return [replace(mark, weak=False) if mark.weak and _MINUTES_OF.search(page.lower[: mark.start]) else mark for mark in marks]


def once(marks: Sequence[CodeMark], tokens: Sequence[Token]) -> list[CodeMark]:
    """The marks without the first of a service whose minutes were said wrong and told anew with its name ("manual 12, no sorry the manual was 9")."""
    wrong = [token for token in tokens if token.rule == RETOLD]
    return [mark for mark in marks if not any(_of(mark, token) and any(other.code == mark.code and other.start > token.start for other in marks if other is not mark) for token in wrong)]


def _of(mark: CodeMark, token: Token) -> bool:
    """Does a service stand right beside minutes?"""
    return 0 <= token.start - mark.end <= CLOSE or 0 <= mark.start - token.end <= CLOSE


def lines(marks: Sequence[CodeMark], page: Page, codes: Codes) -> frozenset[int]:
    """Places of the untimed modalities and wound care that words tell without minutes: each is a line of the day."""
    found = (mark for mark in marks if mark.weak and mark.code in codes)
    return frozenset(
        mark.start for mark in found
        if codes[mark.code].base in _BASES and codes[mark.code].family in _FAMILIES and codes[mark.code].medicare != _BUNDLED
        and not _NOT_GIVEN.search(page.lower[: mark.start]) and not _NOT_BEHIND.match(page.lower, mark.end)
    )  # fmt: skip
