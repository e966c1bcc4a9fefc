"""What is asked for: cues of schema.TOPICS from knowledge/vocabulary.toml, and what the reading adds.

Cues are inclusive, but some need company: "units" needs minutes or a how-many-units wording, "why" and
"source" ask about an earlier answer only when short, "claim" needs lines with units or a check.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.shape import Shape
from assistant.answer.understand.day import Treatment
from assistant.answer.understand.lexicon import Found
from assistant.answer.understand.wording import Page

_SHORT = 7
_WITH = Shape("two codes side by side", r"\x02\s*(?:with|and|\+|&|/|plus|along with|on top of|in addition to)\s*(?:an? |the )?\x02", ("\x02[\x02 with \x02]", "[\x02 on top of the \x02]"), ("\x02 or \x02", "\x02 with gait"))
_OR = Shape("one code or another", r"\x02[\s)]*(?:or|vs\.?|versus)\s*(?:an? |the )?\(?\x02", ("\x02[\x02 or \x02]", "[\x02) vs. (\x02]"), ("\x02 and \x02", "\x02 or not"))
_CODE_ONLY = Shape("nothing but a code", r"[\s\x02?.!]*", ("[\x02\x02?]", "[ \x02\x02 ]"), ("gait",))
_WITH_IN_ASKING = Shape("one code billed with another", r"\x02[^.?!]{0,40}\bwith\b[^.?!]{0,15}\x02", ("can [\x02\x02 be billed with the \x02\x02]",), ("\x02\x02 with gait. \x02\x02", "\x02\x02 without \x02\x02"))
_EDIT_MODIFIER = Shape("a modifier that opens an edit", r"\b(?:59(?! ?-?min)|x[esup])\b", ("is [59] needed", "[xu] or [xs]"), ("59 min of it", "97159", "boxes"))
_WHATIF_MINUTES = Shape(
    "other minutes than those told", r"\b(?:what if|how many more|one more minute|if (?:it|i|we) (?:was|were|had|did)|instead)\b", ("[what if] 23", "[if we had] 8", "20 [instead]"), ("what units", "if it is due")
)
_CHECK = Shape(
    "to be looked over", r"\b(?:check|correct|right|review|scrub|look (?:ok|right|good)|ok|okay|acceptable|deny|denied|get paid|clean)\b",
    ("does this [look ok]", "a [clean] claim"), ("cleaned the table", "two units of gait"),
)
_CHECK_LINES = Shape("lines to be looked over", r"\b(?:check|review|scrub)\b.{0,30}\b(?:claim|lines?|these|this)\b", ("please [check my two lines]", "[scrub this]"), ("check in", "the claim to review"))
_AMOUNT = Shape("money of a year", r"\b(?:threshold|amount|cap|dollars?)\b|\$", ("over the [threshold]", "[$]2,100 used"), ("capacity", "the units"))
_WHO_ASKS_WHY = Shape("begins with why", r"^\W*(?:but |and |ok |okay |so )*(?:why|how come|for what reason)\b", ("[but why]?", "[how come]"), ("tell me why", "whyever"))
_WHERE_FROM = Shape(
    "where it is written", r"\b(?:source|sources|citation|cite|where (?:does|is|do|did|can)|which (?:manual|section)|what section|says who|link|reference|show me)\b",
    ("[where does] it say so", "[which manual]", "[source]?"), ("resources", "which code"),
)


def read(page: Page, found: Sequence[Found], treatment: Treatment, modifiers: int) -> frozenset[str]:
    """The topics of one turn. modifiers: how many were named."""
    cues = {one.entry.value for one in found if one.entry.kind == "topic"}
    flags = {one.entry.value for one in found if one.entry.kind == "flag"}
    timed = bool(treatment.loose or treatment.total or treatment.each) or any(s.minutes is not None for s in treatment.services)
    topics = cues - {"units", "why", "source", "claim", "lookup", "whatif", "addon"}
    topics |= _units(flags, timed=timed)
    topics |= _company(page, cues, flags, treatment, timed=timed, modifiers=modifiers)
    topics |= _about_codes(page, cues, treatment, timed=timed)
    if any(service.assistant for service in treatment.services) or treatment.whole or treatment.all_assistant:
        topics.add("assistants")
    lines = [service for service in treatment.services if service.units is not None]
    if (len(lines) > 1 and not timed) or (lines and _CHECK.search(page.lower)):
        topics.add("claim")
    if "whatif" in topics and "changed" not in page.lower:
        topics.discard("history")
    if _AMOUNT.search(page.lower) and "threshold" in topics:
        topics -= {"modifier", "lookup"}
    return frozenset(topics)


def _units(flags: set[str], *, timed: bool) -> set[str]:
    asked = "how_many_units" in flags and not ("daily" in flags and not timed)
    return {"units"} if asked or timed else set()


def _company(
    page: Page, cues: set[str], flags: set[str], treatment: Treatment, *, timed: bool, modifiers: int
) -> set[str]:
    """Cues that count only in company."""
    topics: set[str] = set()
    words = len(page.words)
    alone = "subject" not in flags and not treatment.codes
    if "why" in cues and words <= _SHORT and alone and _WHO_ASKS_WHY.search(page.lower):
        topics.add("why")
    if "source" in cues and words <= _SHORT + 2 and _WHERE_FROM.search(page.lower):
        topics.add("source")
    if _WHATIF_MINUTES.search(page.lower) or ("whatif" in cues and timed):
        topics.add("whatif")
    if "claim" in cues and _CHECK_LINES.search(page.lower):
        topics.add("claim")
    if modifiers and (modifiers > sum(len(s.modifiers) for s in treatment.services) or "modifier" in cues):
        topics.add("modifier")
    if "lookup" in cues and not timed and (treatment.codes or treatment.unknown or modifiers or "timed" in page.lower):
        topics.add("lookup")
    if "addon" in cues:
        topics.add("addon")
    return topics


def _about_codes(page: Page, cues: set[str], treatment: Treatment, *, timed: bool) -> set[str]:
    """What two codes side by side, or a code alone, ask for."""
    topics: set[str] = set()
    named = len(treatment.codes) + len(treatment.unknown)
    if named >= 2 and not timed:
        if _OR.search(page.open) and "pair" not in cues:
            topics.add("compare")
        elif _WITH.search(page.open) and "compare" not in cues:
            topics.add("pair")
    if named >= 2 and not timed and _WITH_IN_ASKING.search(page.open):
        topics.add("pair")
    if _EDIT_MODIFIER.search(page.lower) and named:
        topics.add("pair")
    if named and _CODE_ONLY.fullmatch(page.open):
        topics.add("lookup")
    return topics
