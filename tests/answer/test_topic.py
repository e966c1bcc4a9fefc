"""How a candidate goes on from what was talked about: its document, and the words of the turns before."""

from datetime import date
from types import SimpleNamespace

import numpy as np

from assistant.answer.judge.profiles import Profiles
from assistant.answer.judge.topic import topics
from assistant.protocols import Candidate, Hit
from assistant.schema import Passage, Question


def page(name: str, heading: str) -> Passage:
    """A page of no text of its own."""
    return Passage(name, "", ("A document", heading), ())


LED = page("mppr#what-is-mppr", "What is MPPR?")
BESIDE = page("mppr#which-codes-are-spared", "Which codes does MPPR spare?")
ELSEWHERE = page("pay#which-codes-escape", "Which codes escape the efficiency cut?")


def going_on(question: Question) -> list[dict[str, float]]:
    """The features of the three pages for a question, in an index that holds them."""
    pages = (LED, BESIDE, ELSEWHERE)
    held = {one.id: one for one in pages}
    index = SimpleNamespace(passage=held.get, points_of=lambda rows: np.ones((len(rows), 1)))
    return topics(question, [Candidate(one, Hit(one)) for one in pages], Profiles({}), index)


def test_a_question_that_follows_nothing_has_no_topic():
    """All are 0."""
    rows = going_on(Question(text="Which codes are spared?", as_of=date(2026, 11, 28)))
    assert not any(value for row in rows for value in row.values())


def test_a_turn_goes_on_with_what_led_and_with_its_document():
    """The page that led, another of its document, one that holds the words of the turn before."""
    led, beside, elsewhere = going_on(
        Question(text="which codes are spared", as_of=date(2026, 11, 28), thread="what is mppr > which codes are spared", led=(LED.id,))
    )
    assert (led["led"], led["same_document"]) == (1, 0)
    assert (beside["led"], beside["same_document"]) == (0, 1)
    assert elsewhere["same_document"] == 0
    assert beside["last_held"] > elsewhere["last_held"]
    assert beside["heading_talk"] > beside["heading_now"] > 0
