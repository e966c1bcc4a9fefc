r"""An own document's passage → the sentences of it that answer, word for word.

An organisation's document is quoted, never retold: the sentence, list item or table row that shares most with the
question, what introduces it, and what follows while it still bears on the question. Text in a document that
looks like an instruction is text: it can be quoted, it is never acted on.

>>> extract("which revenue code for speech?", "Use these codes:\n\n0420 - Physical\n0440 - Speech\n\nOther text.")
('0440 - Speech', ['Use these codes:'])
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from assistant.answer.sentences import blocks, first_sentence, sentences
from assistant.answer.shape import Shape
from assistant.answer.tabular import lookup
from assistant.answer.whose import own_name, words_of
from assistant.library.words import words
from assistant.schema import PAYERS, Passage

ROOM = 90  # words of a quotation, the leading sentence included
WHOLE = 50  # words; a passage of two sentences as short is quoted whole
NEAR = 0.5  # a further sentence bears on the question from this share of the best one's score
FIGURE = 1.3  # a sentence with a number counts so much more where the question asks for one
_FIGURE = re.compile(r"\bhow (?:many|much|long|soon|often|late)\b|\b(?:which|what)\b.*\b(?:code|type|number|message|amount|unit|date|rate|form)s?\b", re.IGNORECASE)
_NUMBERS = frozenset(words("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty forty fifty sixty seventy eighty ninety hundred"))
_GOES_ON = re.compile(r"(?:This|These|It|They|Such|That|Those)\b")
_DENIALS = ("denial-carc-",)  # pages that tell a denial code: its meaning first, then what to do
_WHAT_TO_DO = Shape(
    "what to do about it",
    r"\b(?:what now|now what|what next|next steps?|what (?:do|should|can|could|would) (?:i|we|you) do|what to do|what(?:'s| is) the fix|same fix|fix(?:ed)? (?:it|this|that)|"
    r"how (?:do|can|should|to) (?:i |we |you )?(?:fix|correct|respond|handle|solve|answer|work)\w*|(?:do|should|can) (?:i|we) (?:appeal|rebill|resubmit|resend|correct|refile))\b",
    ("got co-4, [what now]", "[how do i fix] it", "[do we appeal]"), ("what does co-4 mean", "fixed fee"),
)
LED = 0.5  # what the words of a list's introduction count for its lines


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, list item or table row. block: which paragraph or list it stands in."""

    text: str
    block: int
    line: bool  # a line of a list or table


def told(question: str, passage: Passage) -> tuple[str, list[str]]:
    """(what a passage answers, what follows): our own guidance from its first sentence on, an own document quoted."""
    if passage.kind == "own":
        if cells := lookup(question, passage.text):
            return f"“{cells}”", []
        lead, rest = extract(_without_names(question, passage), passage.text)
        return f"“{lead.removeprefix('- ')}”", rest
    lead, after = first_sentence(passage.text)
    if passage.id.startswith(_DENIALS) and _WHAT_TO_DO.search(question.lower()) and not after.startswith(("|", "-", "*")):
        step, after = first_sentence(after)  # the code's meaning alone is no answer to "what now"
        lead = f"{lead} {step}".strip()
    return lead, blocks(after)


def _without_names(question: str, passage: Passage) -> str:
    """The question without the names of whose document it is: they say nothing of which sentence answers."""
    names = own_name(passage.citations[0].publisher).union(*(own_name(plan.replace("-", " ")) for plan in passage.plans if plan not in PAYERS))
    kept = " ".join(word for word in question.split() if not words_of(word) or not words_of(word) <= names)
    return kept if words(kept) else question


def extract(question: str, text: str) -> tuple[str, list[str]]:
    """(the sentence that answers, what else of the text bears on the question, in order of reading)."""
    units = _units(text)
    scores = _scores(question, units)
    best = max(range(len(units)), key=lambda n: (scores[n], -n))
    if len(units) == 2 and sum(len(unit.text.split()) for unit in units) <= WHOLE and not units[0].line:
        return units[best].text, _blocks(units, [n for n in range(len(units)) if n != best])
    chosen = {best} | _with_list(units, best) | _introduction(units, best) | _continued(units, best)
    room = ROOM - sum(len(units[k].text.split()) for k in chosen)
    for n in _further(question, units, scores, best):
        room -= len(units[n].text.split())
        if n not in chosen and room >= 0:
            listed = _with_list(units, n)
            chosen |= {n} if best in listed else {n} | listed
    return units[best].text, _blocks(units, sorted(chosen - {best}))


def _units(text: str) -> list[_Unit]:
    found: list[_Unit] = []
    for block, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        for line in lines:
            item = len(lines) > 1 or line.startswith("- ")
            found.extend(_Unit(part, block, item) for part in ([line] if item else sentences(line)))
    return found or [_Unit(text.strip(), 0, line=False)]


def _scores(question: str, units: list[_Unit]) -> list[float]:
    """How much of the question each unit holds; words in few units weigh more, long units slightly less.

    A line of a list says what it says under what introduces it, so that counts for it too, by half.
    """
    asked = set(words(question))
    held = [set(words(unit.text)) for unit in units]
    counts = Counter(word for unit in held for word in unit & asked)
    weights = {word: math.log(1 + len(units) / count) for word, count in counts.items()}
    led = [set().union(*(held[k] for k in _introduction(units, n))) - mine for n, mine in enumerate(held)]
    figure = bool(_FIGURE.search(question))
    return [
        (sum(weights[w] for w in mine & asked) + LED * sum(weights[w] for w in under & asked))
        / (1 + 0.1 * math.log(1 + len(mine)))
        * (FIGURE if figure and any(w in _NUMBERS or re.search(r"\d", w) for w in mine - asked) else 1.0)
        for mine, under in zip(held, led, strict=True)
    ]


def _further(question: str, units: list[_Unit], scores: list[float], best: int) -> list[int]:
    """What else bears on the question: first what holds words of it that nothing quoted yet holds, then what holds as much."""
    missing = set(words(question)) - set(words(units[best].text))
    order = sorted(range(len(units)), key=lambda n: (-scores[n], abs(n - best)))
    found: list[int] = []
    for n in order:
        held = missing & set(words(units[n].text))
        if held:
            found.append(n)
            missing -= held
    return found + [n for n in order if scores[n] and scores[n] >= NEAR * scores[best] and n not in found]


def _with_list(units: list[_Unit], place: int) -> set[int]:
    """The list or table a sentence introduces."""
    if units[place].text.endswith(":") and place + 1 < len(units) and units[place + 1].text.startswith("- "):
        further = next((n for n in range(place + 1, len(units)) if not units[n].text.startswith("- ")), len(units))
        return set(range(place + 1, further))
    introduces = not units[place].line and not re.search(r"[.!?][\"”')\]]*$", units[place].text)
    if not introduces or place + 1 >= len(units) or not (units[place + 1].line or units[place].text.endswith(":")):
        return set()
    block = units[place + 1].block
    return {n for n, unit in enumerate(units) if unit.block == block and n > place}


def _continued(units: list[_Unit], place: int) -> set[int]:
    """The next sentence, where it goes on about this one ("This is done by ...")."""
    following = place + 1
    goes_on = following < len(units) and units[following].block == units[place].block and _GOES_ON.match(units[following].text)
    return {following} if goes_on and not units[following].line else set()


def _introduction(units: list[_Unit], place: int) -> set[int]:
    """The sentence that introduces the list an item stands in."""
    if not units[place].line:
        return set()
    first = next(n for n, unit in enumerate(units) if unit.block == units[place].block)
    before = first - 1
    return {before} if before >= 0 and not units[before].line and not units[before].text.endswith(".") else set()


def _blocks(units: list[_Unit], places: list[int]) -> list[str]:
    """Chosen units as text: those of one block together, list lines one below the other."""
    found: list[tuple[int, str]] = []
    for n in places:
        unit = units[n]
        text = f"- {unit.text.removeprefix('- ')}" if unit.line else unit.text
        if found and found[-1][0] == unit.block:
            found[-1] = (unit.block, f"{found[-1][1]}{chr(10) if unit.line else ' '}{text}")
        else:
            found.append((unit.block, text))
    return [text for _, text in found]
