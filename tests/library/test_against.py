"""What documents say against rules and tables in force is told, and what only looks like it is not."""

from datetime import date

import pytest

from assistant.library.own.against import against

DAY = date(2026, 11, 23)
DIFFER = [
    ("The KX threshold for 2026 is $2,410.", "$2,480"),
    ("Add KX once the therapy cap of $2,330 is used up.", "$2,480"),
    ("The yearly limit on physical therapy and speech together is 1500 dollars and nothing is paid beyond it.", "$2,480"),
    ("In 2025 the KX threshold was $2,480.", "$2,410"),
    ("Put KX on every Medicare claim from the first visit so that nothing is denied.", "only on services above"),
    ("Always append KX to all therapy lines.", "only on services above"),
    ("Every code needs eight minutes of its own, so 7 minutes of one code and 8 of another are one unit only.", "day's total"),
    ("Each timed service must have at least 8 minutes to be billed.", "day's total"),
    ("Minutes of different codes may not be combined.", "day's total"),
    ("20 minutes is two units.", "20 minutes are 1 unit"),
    ("8-24 minutes = 1 unit", "24 minutes are 2 units"),
    ("7 minutes of therapy counts as one unit.", "7 minutes are 0 units"),
    ("97150 and 97110 have no edit and need no modifier.", "an edit is in force"),
    ("97110 can be billed with 97150 without a modifier.", "an edit is in force"),
    ("97150 and 97110 can never be billed on the same day.", "a modifier may bypass"),
    ("97110 with 97112 needs modifier 59.", "no edit is in force"),
    ("97110 and 97140 may not be billed together.", "no edit is in force"),
    ("97124 needs 59 with 97140.", "indicator 0"),
    ("The MUE of 97110 is 4.", "is 6"),
    ("97140 has a medically unlikely edit of four units.", "MUE of 97140"),
    ("Report functional limitation G-codes at every tenth visit.", "ended on 2018-12-31"),
    ("G8978 must be billed with a severity modifier.", "ended on 2018-12-31"),
]
AGREE = [
    "The KX threshold for 2026 is $2,480.",
    "In 2025 the KX threshold was $2,410.",
    "Targeted medical review of therapy cap claims starts at $3,000.",
    "Put KX on every line above the threshold.",
    "Never put KX on every claim.",
    "KX is added to all lines once the threshold is met.",
    "Medicare needs at least 8 minutes of timed service for one unit.",
    "Under the AMA midpoint rule each service needs at least 8 minutes of its own.",
    "8-22 minutes = 1 unit",
    "23 minutes is two units.",
    "An untimed code of 40 minutes is one unit.",
    "97150 and 97110 have an edit; 59 may bypass it.",
    "97150 with 97110 needs modifier 59 where the time was separate.",
    "97124 and 97140 cannot be billed together.",
    "97110 and 97112 need no modifier.",
    "The MUE of 97110 is 6.",
    "We schedule at most 4 units of 97110 a visit.",
    "Functional limitation G-codes are no longer reported.",
    "Functional G-codes were required through 2018.",
    "Aetna pays 97110 with 97112 only with modifier 59.",
    "Highmark's yearly limit on therapy is $1,500.",
    "Texas Medicaid: every code needs at least 8 minutes of its own.",
    "The plan of care is signed within 30 days.",
    "A cancellation with less than a day's notice costs the patient 40 dollars.",
]


@pytest.mark.parametrize(("sentence", "instead"), DIFFER)
def test_what_differs_is_told_with_what_is_in_force(sentence, instead, reference):
    """A figure, an edit or a rule that the sources have otherwise."""
    assert instead in against(sentence, DAY, reference)


@pytest.mark.parametrize("sentence", AGREE)
def test_what_agrees_or_is_anothers_is_not_told(sentence, reference):
    """What the rules say, a payer's own rule, a house's own habit."""
    assert not against(sentence, DAY, reference)


def test_the_day_decides(reference):
    """Functional reporting was right in 2016; an amount is that of its year."""
    assert not against("Report functional limitation G-codes at every tenth visit.", date(2016, 5, 1), reference)
    assert "$2,410" in against("The KX threshold is $2,480.", date(2025, 5, 1), reference)
