"""Whose minutes are whose where two disciplines treated one patient; a turn that tells others of them."""

from datetime import date

import pytest

from assistant.answer.understand import discipline_turns, understand

TODAY = date(2026, 11, 23)


def told(text, reference):
    """(discipline, code, minutes, assistant) of each service, or (discipline, minutes) where no code is told."""
    asked = understand(text, today=TODAY, reference=reference)
    return [(one.discipline, one.code, one.minutes, one.assistant) for one in asked.services if one.discipline] or list(asked.each)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT did 23 minutes of 97110 and OT 22 minutes of 97530, Medicare, units?", [("PT", "97110", 23, 0), ("OT", "97530", 22, 0)]),
        ("PT 23 min 97110, 10 min 97140; OT 22 min 97530", [("PT", "97110", 23, 0), ("PT", "97140", 10, 0), ("OT", "97530", 22, 0)]),
        ("97110 23 min (PT) and 97530 22 min (OT)", [("PT", "97110", 23, 0), ("OT", "97530", 22, 0)]),
        ("23 min PT 97110, 22 min OT 97530", [("PT", "97110", 23, 0), ("OT", "97530", 22, 0)]),
        ("PT: 97530 8 min; OT: 97530 9 min", [("PT", "97530", 8, 0), ("OT", "97530", 9, 0)]),
        ("PT: 97530 8 min. OT: 97530 8 min.", [("PT", "97530", 8, 0), ("OT", "97530", 8, 0)]),
        ("97530: PT 15 min, OT 16 min", [("PT", "97530", 15, 0), ("OT", "97530", 16, 0)]),
        ("PT 20 min 97110, PTA 12 min 97140, COTA 15 min 97535", [("PT", "97110", 20, 0), ("PT", "97140", 12, 12), ("OT", "97535", 15, 15)]),
        ("PT 20 min 97112, SLP 30 min 92507, OT 25 min 97535", [("PT", "97112", 20, 0), ("SLP", "92507", 30, 0), ("OT", "97535", 25, 0)]),
        ("PT 97112 60, 97116 30, and the PTA 97112 10; OT 97535 45 min", [("PT", "97112", 70, 10), ("PT", "97116", 30, 0), ("OT", "97535", 45, 0)]),
        ("co-treatment, 23 minutes mine (PT), 22 the OT's, units?", [("PT", 23), ("OT", 22)]),
        ("PT 30 minutes, OT 15 minutes, how many units", [("PT", 30), ("OT", 15)]),
        ("45 min co-treat: PT 23, OT 22", [("PT", 23), ("OT", 22)]),
        ("45 min co-treat: PT 23, OT 23", []),
        ("PT and OT co-treat: 23 min PT, 22 min OT", [("PT", 23), ("OT", 22)]),
        ("the pt did 23 min and the ot did 22 min", [("PT", 23), ("OT", 22)]),
        ("PT and OT for 45 minutes", []),
        ("PT 20 minutes and PTA 25 minutes of 97110", []),
        ("OT 20 minutes of 97530", []),
        ("used $1,400 of PT and 900 of OT, 97110 today", []),
        ("PT 15 min of 97110 and OT 20 min", []),
        ("97140 by both: OT 15, PT 15. 97530 by OT 20", []),
    ],
)
def test_whose_minutes(text, expected, reference):
    """Where the disciplines stand beside their minutes; nothing where a number may be either's."""
    assert expected == told(text, reference)


def test_minutes_of_disciplines_are_no_total(reference):
    """They are never pooled."""
    asked = understand("PT 30 minutes, OT 15 minutes, how many units", today=TODAY, reference=reference)
    assert (asked.total_minutes, asked.services, "units" in asked.topics) == (None, (), True)


CODED, BARE = "PT did 23 min of 97110 and OT 22 min of 97530, Medicare, units?", "co-treatment, 23 minutes mine (PT), 22 the OT's, units?"


@pytest.mark.parametrize(
    ("turns", "last"),
    [
        ([CODED, "what if it's 30 PT and 15 OT"], ["PT did 30 min of 97110 and OT 15 min of 97530, Medicare, units?"]),
        ([CODED, "make the OT 38"], ["PT did 23 min of 97110 and OT 38 min of 97530, Medicare, units?"]),
        ([CODED, "make the OT 38", "and PT 8 minutes"], ["PT did 8 min of 97110 and OT 38 min of 97530, Medicare, units?"]),
        ([BARE, "what if OT did 15 and PT 30"], ["co-treatment, 30 minutes mine (PT), 15 the OT's, units?"]),
        ([CODED, "what if the SLP did 20"], [CODED, "what if the SLP did 20"]),
        ([CODED, "the PT's assistant did 8, is that CQ"], [CODED, "the PT's assistant did 8, is that CQ"]),
        ([CODED, "why"], [CODED, "why"]),
        (["PT 97110 20 min, 97140 10 min; OT 97530 22 min", "make the PT 30"], ["PT 97110 20 min, 97140 10 min; OT 97530 22 min", "make the PT 30"]),
        (["97110 23 min", "make the PT 30"], ["97110 23 min", "make the PT 30"]),
    ],
)
def test_a_turn_with_other_minutes(turns, last):
    """In their places in the question before, where each has one and the turn tells nothing else."""
    assert last == discipline_turns.anew(turns)
