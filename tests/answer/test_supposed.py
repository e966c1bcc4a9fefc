"""A change that was not understood: what may be meant is counted and offered; what led before is told with the state."""

from dataclasses import replace
from datetime import date

from assistant.answer.compose import compose
from assistant.answer.supposed import offered, supposed
from assistant.schema import Certainty, Evidence, Outcome, Question, Service
from assistant.tools import assistants

DAY = date(2026, 11, 23)


def test_each_day_that_may_be_meant_is_counted(reference):
    """As a question of its own, with its answer."""
    days = ((Service("97110", 30), Service("97140", 15, 15)), (Service("97110", 22),))
    question = Question("bump it up", DAY, payer="medicare", missing=("change",), maybe=days)
    facts = tuple(supposed(question, reference))
    draft = offered(question, Evidence(facts, ()))
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


def test_a_likely_day_leads_and_what_else_may_be_meant_stands_below(reference):
    """Said as likely, never as sure."""
    day, other = (Service("97110", 30, 20), Service("97140", 15)), (Service("97110", 30), Service("97140", 15))
    question = Question("I did 10 and she did 20", DAY, payer="medicare", services=day, codes=("97110", "97140"), topics=frozenset({"units", "assistants"}), change="who", maybe=(other,))
    facts = tuple(replace(fact, id=f"F{n}", score=0.5) for n, fact in enumerate((*assistants.speak(question, reference), *supposed(question, reference)), 1))
    draft = compose(question, Evidence(facts, ()))
    assert (draft.outcome, draft.certainty) == (Outcome.ANSWERED, Certainty.LIKELY)
    assert "GP CQ" in draft.claims[0].text
    assert "97110 30 min, 97140 15 min. Units?" in draft.claims[-1].text
    assert compose(replace(question, maybe=()), Evidence(facts[:-1], ())).certainty is Certainty.SURE


def test_without_a_day_nothing_is_offered():
    """Then the plain question back stands."""
    assert offered(Question("bump it up", DAY, missing=("change",)), Evidence((), ())) is None


def test_the_state_says_what_led(assistant):
    """A section's id or a fact's acts; thanks change nothing; a made-up state is no error."""
    first = assistant.ask("Medicare: 97110 25 min, 97140 12 min. Units?", as_of=DAY)
    assert "units.count" in first.state["led"]
    thanks = assistant.ask("thanks!", [first.question.text], state=first.state, as_of=DAY)
    assert thanks.state["led"] == first.state["led"]
    assert assistant.ask("why?", [first.question.text], state={**first.state, "led": [7, None]}, as_of=DAY).claims


def test_a_dispute_is_told_why(assistant):
    """The count stands, with every step of it."""
    before = ["Medicare, PT: 97110 23 minutes, 97140 16, 97112 9. Units?"]
    answer = assistant.ask("my boss says that is four units", before, as_of=DAY)
    assert answer.claims[0].text.startswith("I stay with it: Bill 3 units")
    assert "48 minutes: 3 units (38–52)" in answer.markdown
    assert not answer.objections


def test_what_was_told_again_asks_about_that_day(assistant):
    """A part of the day said again in a dispute is no new day."""
    before = ["Medicare: 97110 23 minutes, 97140 16, 97112 9. Units?"]
    answer = assistant.ask("that can't be, 23 minutes of exercise is two units by the chart on our wall", before, as_of=DAY)
    assert [(s.code, s.minutes) for s in answer.question.services] == [("97110", 23), ("97140", 16), ("97112", 9)]
    assert "3 units" in answer.claims[0].text


def test_days_that_come_to_the_same_are_told_at_once(reference):
    """Nobody is asked what makes no difference."""
    days = ((Service("97110", 30), Service("97140", 9)), (Service("97110", 30), Service("97140", 10)))
    question = Question("a minute less, no?", DAY, payer="medicare", missing=("change",), maybe=days)
    draft = offered(question, Evidence(tuple(supposed(question, reference)), ()))
    assert draft is not None
    assert (draft.outcome, draft.certainty) == (Outcome.ANSWERED, Certainty.LIKELY)
    assert "however it is meant" in draft.claims[1].text
