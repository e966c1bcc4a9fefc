"""What retrieval looks for in a turn that leans on those before it: its own words behind those still meant."""

from __future__ import annotations

import re

from assistant.answer.understand.turns import Turn

PASSING = frozenset({"why", "source", "whatif"})  # topics of one turn only
_OPENERS = re.compile(
    r"^\W*(?:(?:ok|okay|so|then|well|and|but|also|now)\b\W*)*(?:what about|how about|what if|"
    r"same (?:question )?(?:but|for|with))?\b\W*",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"\b(?:(?:in|for|of|on|cy) ?)?(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|(?:19|20)\d\d(?:-\d\d-\d\d)?)\b", re.IGNORECASE
)
_EMPTY = frozenset("that this then were they them there minutes minute more have only with what about instead just same".split())
_PAYER_WORDS = re.compile(r"\b(?:to |for |by )?(?:medicare|mcr|medicaid|tricare|part b|bcbs|aetna|cigna|humana|uhc)\b", re.IGNORECASE)
MOST_WORDS = 80




def _says_more(own: str) -> bool:
    """Has a what-if a word of its own ("what if it's late"), or only numbers and pronouns?"""
    return any(len(word) > 3 and word not in _EMPTY for word in re.findall(r"[a-z]+", own.lower()))


def carried_search(before: Turn, turn: Turn, *, own_codes: bool) -> str:
    """Search text of a leaning turn: its own words behind those still meant."""
    own = _OPENERS.sub("", turn.search).strip(" ?.!,")
    asked = turn.topics - PASSING
    if turn.topics and not asked and not own_codes and not turn.dated:
        return f"{before.search} {own}" if "whatif" in turn.topics and _says_more(own) else before.search
    if "subject" in turn.flags:
        return own if turn.words > 6 else f"{own} {before.frame or before.search}".strip()
    if own_codes and asked and not before.topics & asked:
        return own
    held = before.search
    if turn.payer and turn.payer != before.payer:
        held = _PAYER_WORDS.sub("", held)
    if turn.dated:
        held = re.sub(r"\s+([?.,])", r"\1", re.sub(r"\s+", " ", _DATES.sub("", held))).strip()
    fresh = [code for code in turn.treatment.codes if code not in before.treatment.codes]
    if len(fresh) == 1 and before.treatment.codes and before.treatment.codes[-1] in held:
        held = held.replace(before.treatment.codes[-1], fresh[0])
        own = own if turn.words > 4 else ""
    words = [*held.split(), *own.split()]
    return " ".join(words[-MOST_WORDS:])
