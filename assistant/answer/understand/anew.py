"""Every way a short turn asks the question before anew, in one place: what is read after it, found, judged and learned from, is the question written out.

In order: other minutes of a discipline (discipline_turns.py), when a patient comes (schedule_turns.py), a colleague's first name
(colleagues.py), a payer taken back and another payer, place, discipline, code or person (swaps.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer.understand import discipline_turns
from assistant.answer.understand.colleagues import by_role
from assistant.answer.understand.schedule_turns import rescheduled
from assistant.answer.understand.swaps import put_right, swapped
from assistant.reference import Reference


def written_out(texts: Sequence[str], reference: Reference, today: date) -> list[str]:
    """The texts of a conversation, each turn that only tells what is other than before as the question before with that in its place; the last text stays last."""
    return swapped(put_right(by_role(rescheduled(discipline_turns.anew(texts), reference, today), reference), reference), reference)
