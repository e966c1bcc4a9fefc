"""Several patients treated in turn: whose minutes are whose, and never added up (Claims Processing Manual ch. 5 §20.2)."""

from datetime import date

import pytest

from assistant.answer.understand import understand

TODAY = date(2026, 11, 23)
IN_TURN = [
    ("A's shoulder had 9 min of exercise, then B's low back 17 of manual therapy, then A again for 14 min of exercise. Units?", {("97110", "A"): 23, ("97140", "B"): 17}),
    ("ther ex with the first hour's A for 9 minutes. Then manual therapy for B's low back, 17 minutes. Then once more A, 14 minutes of ther ex.", {("97110", "A"): 23, ("97140", "B"): 17}),
    ("Patient A: 15 minutes of ther ex, then patient B 20 minutes of gait, then A 10 more minutes of ther ex", {("97110", "A"): 25, ("97116", "B"): 20}),
    ("With Mr A I did 20 minutes of balance, then 15 with Mrs B of manual while A rested, then 10 more balance with A", {("97112", "A"): 30, ("97140", "B"): 15}),
    ("Pt 1: 12 gait, pt 2: 14 gait, then pt 1 again 12 gait. units each", {("97116", "1"): 24, ("97116", "2"): 14}),
    ("Two patients in turn. First one got 10 min exercise, second one 15 min manual, first one again 14 min exercise", {("97110", "the first"): 24, ("97140", "the second"): 15}),
    ("two patients, I did 10 minutes exercise with one and 15 manual with the other", {("97110", "the first"): 10, ("97140", "the second"): 15}),
    ("saw two people back to back, 20 of gait for the first and 25 of balance for the second", {("97116", "the first"): 20, ("97112", "the second"): 25}),
    ("two clients alternating: 8 min ther ex w/ the first, 10 min gait w/ the second, 8 more min ther ex w/ first", {("97110", "the first"): 16, ("97116", "the second"): 10}),
    ("two patients, one got 15 min of gait, the other 25 of therex", {("97116", "the first"): 15, ("97110", "the second"): 25}),
    ("10 min gait with one patient, then 12 min balance with another patient", {("97116", "the first"): 10, ("97112", "the second"): 12}),
    ("treated husband and wife, him 16 min manual, her 24 min balance", {("97140", "him"): 16, ("97112", "her"): 24}),
    ("the lady 20 minutes of gait, her husband 15 of exercise, both Part B", {("97116", "the lady"): 20, ("97110", "the husband"): 15}),
    ("My 9am got 23 min of ther ex and my 10am got 25 of manual", {("97110", "the 9am"): 23, ("97140", "the 10am"): 25}),
]
OF_ONE = [
    ("Medicare patient: first 10 minutes of exercise, the second 15 of manual", {"97110": 10, "97140": 15}),
    ("her husband watched, 15 min ther ex and 10 gait", {"97110": 15, "97116": 10}),
    ("gave him 20 min of gait and trained his wife 10 min of 97550", {"97116": 20, "97550": 10}),
    ("him 20 min of gait, her daughter 10 min of ther ex", {"97116": 20, "97110": 10}),
    ("I did 20 min of 97140 with her, then started my next patient while the tech ran 25 min of 97110", {"97140": 20}),
    ("PT 4 min and PTA 14 min of 97140, medicare", {"97140": 18}),
    ("did 15 min of ther ex with one hip, then 10 min gait with the other leg leading", {"97110": 15, "97116": 10}),
]


def day(text, reference):
    """(code, patient) → minutes."""
    return {(one.code, one.patient): one.minutes for one in understand(text, today=TODAY, reference=reference).services if one.minutes}


@pytest.mark.parametrize(("text", "wanted"), IN_TURN)
def test_each_patient_keeps_the_own_minutes(text, wanted, reference):
    """By letter, number, order, or who they are to each other; before or behind their minutes."""
    assert day(text, reference) == wanted


@pytest.mark.parametrize(("text", "wanted"), OF_ONE)
def test_one_patient_is_not_parted(text, wanted, reference):
    """The first minutes of one patient, a husband who watches, two legs."""
    assert day(text, reference) == {(code, ""): minutes for code, minutes in wanted.items()}


def test_minutes_of_several_in_turn_are_never_added_unlabelled(reference):
    """Where it is not said whose they are, nothing is counted."""
    assert day("two patients, in turns, 10 min of gait and 12 min of balance and later 9 more min of gait", reference) == {}


def test_units_are_told_for_each(assistant):
    """What leads is each patient's own count."""
    said = assistant.ask("saw two medicare patients back to back, 20 min of gait for the first and 25 of balance for the second, units?").markdown
    assert "Each patient is counted alone: the first 1 unit (97116 × 1); the second 2 units (97112 × 2)." in said
