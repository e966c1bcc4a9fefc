"""Sentences with slots: "{minutes} allow {units}". Which slots one has, whether it may have them, and filling them.

>>> slots("With {used} used, {left} is left."), fill("{due} of {year}", {"year": 2026})
(('used', 'left'), '{due} of 2026')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.errors import KnowledgeError
from assistant.reference.whole import meant

_SLOT = re.compile(r"\{(\w+)\}")


def slots(text: str) -> tuple[str, ...]:
    """The slots of a sentence, each once, in order."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))


def check_slots(text: str, known: Iterable[str], where: str) -> None:
    """Raise KnowledgeError for a slot that nothing fills, and for a brace that is no slot."""
    known = tuple(known)
    for slot in slots(text):
        if slot not in known:
            raise KnowledgeError(f"{where}: slot {{{slot}}} is not known{meant(slot, known)}; it may hold {', '.join(known) or 'none'}.")
    if set("{}") & set(_SLOT.sub("", text)):
        raise KnowledgeError(f"{where}: a brace that is no slot; write a slot as {{name}}.")


def fill(text: str, values: Mapping[str, object]) -> str:
    """The sentence with the slots filled that `values` names; others stay."""
    return _SLOT.sub(lambda match: str(values.get(match[1], match[0])), text)
