"""A change that was not understood: what may be meant is counted and offered; what led before is told with the state."""

from datetime import date

from assistant.answer.supposed import offered, supposed
from assistant.schema import Certainty, Evidence, Outcome, Question, Service

DAY = date(2026, 11, 23)


def test_each_day_that_may_be_meant_is_counted(reference):
    """As a question of its own, with its answer."""
    days = ((Service("97110", 30), Service("97140", 15, 15)), (Service("97110", 22),))
    question = Question("bump it up", DAY, payer="medicare", missing=("change",), maybe=days)
    facts = tuple(supposed(question, reference))
    draft = offered(Evidence(facts, ()))
    assert draft is not None
    assert (draft.outcome, draft.certainty) == (Outcome.NEEDS_DETAIL, Certainty.UNSURE)
    assert [one.question for one in draft.choices] == ["Medicare: 97110 30 min, 97140 15 min by the PTA. Units?", "Medicare: 97110 22 min. Units?"]
    assert "97140 × 1 with GP CQ" in draft.choices[0].says
    assert draft.choices[1].says.startswith("Bill 1 unit")


def test_the_choice_asked_is_read_as_offered(assistant):
    """What is offered can be asked as it stands."""
    answer = assistant.ask("Medicare: 97110 30 min, 97140 15 min by the PTA. Units?", as_of=DAY)
    assert [(s.code, s.minutes, s.assistant) for s in answer.question.services] == [("97110", 30, 0), ("97140", 15, 15)]
    answer = assistant.ask("Medicare: 97110 30 min (PTA 12), 97140 15 min. Units?", as_of=DAY)
    assert [(s.code, s.minutes, s.assistant) for s in answer.question.services] == [("97110", 30, 12), ("97140", 15, 0)]


def test_without_a_day_nothing_is_offered():
    """Then the plain question back stands."""
    assert offered(Evidence((), ())) is None


def test_the_state_says_what_led(assistant):
    """A section's id or a fact's acts; thanks change nothing; a made-up state is no error."""
    first = assistant.ask("Medicare: 97110 25 min, 97140 12 min. Units?", as_of=DAY)
    assert "units.count" in first.state["led"]
    thanks = assistant.ask("thanks!", [first.question.text], state=first.state, as_of=DAY)
    assert thanks.state["led"] == first.state["led"]
    assert assistant.ask("why?", [first.question.text], state={**first.state, "led": [7, None]}, as_of=DAY).claims
