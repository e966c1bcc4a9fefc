"""GP, GO and GN of the lines of one claim."""

from datetime import date

import pytest

from assistant.answer.understand import understand
from assistant.tools import line

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [
        ("OT: which modifiers for 97530, 97535 and 97110?", ["GO"]),
        ("which modifiers go on 97110 25 min and 97140 15 min", ["GP", "GO"]),
        ("modifiers for 97161 and 97110", ["GP"]),
        ("modifiers for 92507 and 92526", ["GN"]),
        ("modifiers for 97161 and 92507", None),
        ("modifiers for 97110 and 97597", None),
    ],
)
def test_several_codes_carry_one_disciplines_modifier(text, modifiers, reference):
    """That of the discipline named, or of each that reports them all; nothing where they share none, or one is only sometimes therapy."""
    facts = line.speak(understand(text, today=TODAY, reference=reference), reference)
    assert [fact.value["modifiers"] for fact in facts] == ([modifiers] if modifiers else [])
