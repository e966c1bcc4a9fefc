"""Dollars toward the yearly threshold over the turns of a conversation, set against 2026's $2,480."""

from datetime import date

import pytest

from assistant.schema import Fact

DAY = date(2026, 11, 20)
TOLD = [  # turns, what stands in the last answer
    (("we're at 2300 for pt this year, kx yet?", "slp had 150"), "$2,450 used"),
    (("we're at 2300 for pt this year, kx yet?", "slp had 150", "and another clinic billed 200 for pt"), "$2,650 used"),
    (("KX? speech used 900 and pt 1200 so far", "ot has used 2400"), "$80 is left"),
    (("OT used 1900 so far, do we need kx", "plus 300 from the hospital"), "$2,200 used"),
    (("OT used 1900 so far, do we need kx", "plus 300 from the hospital", "today is 290"), "$2,490"),
    (("used 2000 of therapy dollars, kx?", "600 more at another place", "sorry, 300 more"), "$2,300 used"),
    (("pt at 2100, kx?", "make it 2200", "next visit is 300"), "$2,500"),
    (("OT had 1,900 so far this year plus 450 at the hospital, KX yet?",), "$2,350 used"),
    (("PT used 1,800 and 300 from another clinic, do we need KX?",), "$2,100 used"),
    (("she's at 2400 pt. today is 130. kx on today's lines?",), "$2,530"),
    (("kx: 1,700 in speech", "and 700 in pt", "what about ot", "and pt?"), "$2,400 used"),
]


@pytest.mark.parametrize(("turns", "told"), TOLD)
def test_what_is_used(turns, told, assistant):
    """Other disciplines' and places' dollars join, a correction takes the place of what it corrects."""
    history, state = [], None
    for turn in turns:
        answer = assistant.ask(turn, history, state=state, as_of=DAY)
        history.append(turn)
        state = answer.state
    assert told in answer.claims[0].text


def test_dollars_of_one_threshold_are_not_set_against_the_other(assistant):
    """PT's say nothing of OT's."""
    answer = assistant.ask("what about OT", ["PT used 2,450 this year, kx?"], as_of=DAY)
    facts = [fact for fact in answer.evidence.facts if isinstance(fact, Fact) and fact.tool == "thresholds"]
    assert facts
    assert not any("used" in fact.statement for fact in facts)
