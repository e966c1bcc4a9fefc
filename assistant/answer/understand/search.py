"""What retrieval looks for: the deciding sentences, story stripped, short forms and aliases spelled out.

>>> trim("at Sunny Valley Physical Therapy we bill 97110")
' we bill 97110'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.understand.lexicon import Found
from assistant.answer.understand.wording import MASK, Page
from assistant.reference.codes import Codes

MOST_WORDS = 70
MOST_SENTENCES = 60
KEPT_WHOLE = 45  # words of a text that is short enough to keep
_CLINIC = re.compile(
    r"\b(?:[Aa]t|[Ff]rom|[Ww]ith|[Hh]ere at) (?:the )?(?:[A-Z][A-Za-z'&]+ ){1,4}(?:Physical Therapy|Occupational Therapy|PT|"
    r"Rehab(?:ilitation)?|"
    r"Clinics?|Therapy|Center|Hospital|Associates|LLC|Inc\.?)\b(?! (?:Services|Threshold|Cap|codes?|patients?|"
    r"rule))"
)
_OWN = re.compile(r"\b(?:Medicare|CMS|Aetna|Cigna|Humana|Blue|United|Outpatient|Private|Aquatic|Speech|Group|Manual)\b")
_QUESTION = re.compile(
    r"\?|^\W*(?:can|could|do|does|did|is|are|was|were|what|when|where|which|who|whom|whose|why|how|should|would|"
    r"will|may|must|has|have|"
    r"if)\b|\b(?:how (?:many|much|do|does|should|would|will|long|often)|what (?:is|are|do|does|should|would)|"
    r"is it (?:ok|okay|appropriate|possible)|"
    r"can (?:i|we|you)|should (?:i|we)|do (?:i|we)|need to know|anyone know)\b",
    re.IGNORECASE,
)


def trim(text: str) -> str:
    """The text without names of clinics."""
    return _CLINIC.sub(lambda match: match[0] if _OWN.search(match[0]) else "", text)


def text_for(page: Page, found: Sequence[Found], phrases: Sequence[str]) -> str:
    """The search text of one turn, labels not yet added. phrases: story wrapping to leave out."""
    kept = _decisive([_without(sentence, phrases) for sentence in _expanded(page, found)[:MOST_SENTENCES]])
    text = trim(" ".join(kept))
    return tidy(text)


def frame(page: Page, found: Sequence[Found]) -> str:
    """What is asked without what it is asked of: "when is … due", for "and the progress report?"."""
    text = list(page.text)
    for one in found:
        if one.entry.value == "subject":
            text[one.start : one.end] = " " * (one.end - one.start)
    kept = "".join(char if was != MASK else " " for char, was in zip(text, page.open, strict=True))
    return tidy(" ".join(kept.split()[:20]))


def tidy(text: str) -> str:
    """One space between words, none before a mark."""
    return re.sub(r"\s+([?.!,;:])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,;:-")


def with_labels(text: str, codes: Codes, named: Sequence[str]) -> str:
    """The text with each code and its plain label, where they do not stand in it already."""
    lower, parts = text.lower(), [text]
    for code in named:
        label = codes[code].label if code in codes else ""
        if code.lower() not in lower:
            parts.append(code)
        if label and label.lower() not in lower:
            parts.append(label)
    return " ".join(part for part in parts if part)


def _expanded(page: Page, found: Sequence[Found]) -> list[str]:
    """The sentences with short forms spelled out."""
    text, place = [], 0
    for one in found:
        if one.entry.kind != "abbreviation" or one.start < place:
            continue
        text += [page.text[place : one.start], one.entry.value]
        place = one.end
    text.append(page.text[place:])
    return Page("".join(text)).sentences()


def _without(sentence: str, phrases: Sequence[str]) -> str:
    """A sentence without greetings, thanks and other wrapping, and without its opening comma."""
    for phrase in phrases:
        if phrase in sentence.lower():
            sentence = re.sub(rf"(?<![\w'-]){re.escape(phrase)}(?![\w'-])[!,.]*", " ", sentence, flags=re.IGNORECASE)
    return sentence.strip(" ,;-!") if re.search(r"\w", sentence) else ""


def _decisive(sentences: Sequence[str]) -> list[str]:
    """Question sentences, each with the one before it; all when none asks; the last ones when long."""
    sentences = [sentence for sentence in sentences if sentence]
    asking = [n for n, sentence in enumerate(sentences) if _QUESTION.search(sentence)]
    if not asking:
        asking = list(range(len(sentences)))
    short = sum(len(sentence.split()) for sentence in sentences) <= KEPT_WHOLE
    around = (-1, 0, 1) if asking[:1] == [0] else (-1, 0)
    keep = sorted({n + m for n in asking for m in around if 0 <= n + m < len(sentences)})
    keep = list(range(len(sentences))) if short else keep
    kept = [sentences[n] for n in keep]
    while len(kept) > 1 and sum(len(sentence.split()) for sentence in kept) > MOST_WORDS:
        droppable = [n for n, sentence in enumerate(kept) if not _QUESTION.search(sentence)] or [0]
        kept.pop(droppable[0])
    return [" ".join(sentence.split()[: 2 * MOST_WORDS]) for sentence in kept]
