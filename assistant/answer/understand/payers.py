"""Who pays, by which counting rule, in which setting and discipline: schema.PAYERS ids or None; and who is named exactly.

Two payers in one question, or Medicare and AMA together, leave the payer open: both are answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.understand.lexicon import Found
from assistant.answer.understand.wording import Page
from assistant.reference.payers import Payers
from assistant.schema import PAYERS, NamedPayer

_STATE_AFTER = re.compile(r"\bin(?: the state of)? $")
_LIKE = re.compile(r"\b(?:like|as|unlike|than|just like|same as|not)\s+(?:just\s+|the\s+|with\s+|for\s+)*$")
_APPLY = re.compile(
    r"\b(?:under|using|use|uses|per|by|with|follow|follows|following|apply|applies|via)\s+(?:the\s+)?(?:\w+\s+)?$"
)


def payer(found: Sequence[Found], page: Page) -> str | None:
    """The payer or rule that the question is about."""
    named = _named(found, page)
    rules = {one.entry.value for one in found if one.entry.kind == "rule"}
    if "ama" in rules:
        return None if "medicare" in named or "medicare" in rules else "ama"
    if "medicare" in rules:
        return "medicare"
    if len(named) == 1:
        return named[0]
    if not named and "eight" in rules:
        eights = (one for one in found if one.entry.kind == "rule")
        return "medicare" if any(_APPLY.search(page.lower[: one.start]) for one in eights) else None
    if set(named) == {"medicare", "medicare_advantage"}:
        return "medicare_advantage"
    return None


def _named(found: Sequence[Found], page: Page) -> list[str]:
    """Payers in order; one named only for comparison ("just like traditional Medicare") is left out."""
    named: dict[str, bool] = {}
    for one in found:
        if one.entry.kind != "payer":
            continue
        before = page.lower[max(0, one.start - 24) : one.start]
        if one.entry.capitals and _STATE_AFTER.search(before):
            continue
        aside = bool(_LIKE.search(before)) and bool(named)
        if not aside:
            named.setdefault(one.entry.value, True)
    ids = list(named)
    return [one for one in ids if one != "cash"] or ids


def unnamed(found: Sequence[Found], text: str, known: Payers) -> list[Found]:
    """What was found without payers' words that are a part of another's name: "Medical Mutual" is no Medicaid."""
    named = [one for one in known.mentions(text) if one.id not in PAYERS]
    return [
        one for one in found
        if one.entry.kind != "payer" or not any(n.start <= one.start and one.end <= n.end and known.class_of(n.id) != one.entry.value for n in named)
    ]  # fmt: skip


def who(texts: Sequence[str], payer: str | None, known: Payers) -> tuple[NamedPayer, ...]:
    """The payers that the last of these turns is about, as exactly as was said; of an earlier turn, where its class still holds.

    payer: the class read or given; it wins over a name of another class.
    """
    for turn, text in enumerate(reversed(texts)):
        found = [one for one in _meant(text, known) if payer in (None, "ama") or known.class_of(one.id) in (payer, None)]
        if found:
            return tuple(found)
        if turn == 0 and payer in (None, "ama"):
            return ()
    return (known.named(known.placed(payer, texts[-1])),) if payer and texts else ()


def only_class(named: Sequence[NamedPayer], known: Payers) -> str | None:
    """The class that all named payers belong to."""
    classes = {known.class_of(one.id) for one in named}
    return classes.pop() if len(classes) == 1 else None


def _meant(text: str, known: Payers) -> list[NamedPayer]:
    """Payers a text names; one named only for comparison is left out."""
    mentions = known.mentions(text)
    lower = text.lower()
    chosen = [one for one in mentions if not _LIKE.search(lower[max(0, one.start - 24) : one.start])] or mentions
    said = {one.id: lower[one.start : one.end] for one in reversed(chosen)}
    return [*(known.named(one, said[one]) for one in dict.fromkeys(one.id for one in chosen)), *known.unknown(text)]


def several(found: Sequence[Found], page: Page) -> bool:
    """Are two payers or rules named, so that each is to be answered?"""
    rules = {one.entry.value for one in found if one.entry.kind == "rule"} - {"eight"}
    return len({*_named(found, page), *rules}) > 1


def setting(found: Sequence[Found]) -> str | None:
    """Practitioner or outpatient_hospital; None when another setting or both are named."""
    named = {one.entry.value for one in found if one.entry.kind == "setting"}
    if named == {"practitioner", "outpatient_hospital"}:
        spans = [one for one in found if one.entry.kind == "setting"]
        if any("hospital" in one.entry.value for one in spans) and all(_loose(one) for one in spans):
            return "outpatient_hospital"
    return named.pop() if len(named) == 1 and "other" not in named else None


def _loose(one: Found) -> bool:
    """The bare words clinic and office say little beside a hospital."""
    return one.entry.value == "outpatient_hospital" or one.end - one.start <= len("the clinic")


def discipline(found: Sequence[Found]) -> str | None:
    """PT, OT or SLP when exactly one is named."""
    named = {one.entry.value for one in found if one.entry.kind == "discipline"}
    return named.pop() if len(named) == 1 else None
