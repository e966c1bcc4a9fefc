"""The four forms of an answer, laid out from evidence whose likelihoods are given: no index, no model."""

from datetime import date

import pytest

from assistant.answer.compose import compose
from assistant.schema import Certainty, Citation, Evidence, Fact, Outcome, Part, Passage, Question, Reason

CITED = (Citation("cms-100-04-ch5", "A manual", "§20"),)
ASKED = Question("Who signs the plan?", date(2026, 11, 23), search="who signs the plan")


def page(name, text, score, kind="guidance", **more):
    """A page with one paragraph."""
    return Passage(f"doc#{name}", text, ("Document", f"About {name}?"), CITED, kind=kind, score=score, **more)


SIGNS = page("signing", "The physician or NPP signs the plan of care.", 0.9)
DATES = page("dates", "A certification covers at most ninety days.", 0.3)
FEES = page("fees", "Copies of records may cost a fee.", 0.15)


def test_sure_stands_alone():
    """Above the bound of sureness nothing else is offered."""
    draft = compose(ASKED, Evidence((), (SIGNS, DATES)))
    assert (draft.outcome, draft.certainty) == (Outcome.ANSWERED, Certainty.SURE)
    assert "ninety" not in " ".join(claim.text for claim in draft.claims)


def test_likely_leads_and_says_what_else_may_be_meant():
    """The best leads, the next two stand below it in a sentence each."""
    best = page("signing", "The physician or NPP signs the plan of care.", 0.5)
    draft = compose(ASKED, Evidence((), (best, DATES, FEES)))
    assert draft.certainty is Certainty.LIKELY
    assert draft.claims[0].text.startswith("The physician")
    meant = [claim for claim in draft.claims if claim.role == "meant"]
    assert len(meant) == 1
    assert "About dates?" in meant[0].text
    assert set(meant[0].evidence_ids) == {"P2", "P3"}


def test_unsure_offers_questions_to_choose_from():
    """No verdict: two or three questions with their answers in a sentence."""
    low = (page("signing", "The physician or NPP signs it.", 0.2), page("dates", "Ninety days at most.", 0.19), FEES)
    draft = compose(ASKED, Evidence((), low))
    assert (draft.outcome, draft.certainty) == (Outcome.NEEDS_DETAIL, Certainty.UNSURE)
    assert [choice.id for choice in draft.choices] == ["doc#signing", "doc#dates", "doc#fees"]


def test_two_that_say_the_same_are_not_both_offered():
    """A choice between equals is none."""
    twin = page("signature", "The physician or NPP signs the plan of care.", 0.19)
    draft = compose(ASKED, Evidence((), (page("signing", "The physician or NPP signs the plan of care.", 0.2), twin, FEES)))
    assert "doc#signature" not in [choice.id for choice in draft.choices]


def test_nothing_likely_is_declined():
    """Below the bound nothing is said."""
    draft = compose(ASKED, Evidence((), (page("signing", "The physician signs.", 0.05),)))
    assert (draft.outcome, draft.reason) == (Outcome.DECLINED, Reason.NOT_COVERED)


def test_a_limit_that_is_likeliest_declines():
    """And one that is not does not."""
    limit = page("em", "I can't choose visit levels.", 0.8, kind="limit", reason=Reason.OUT_OF_SCOPE)
    assert compose(ASKED, Evidence((), (limit, DATES))).reason is Reason.OUT_OF_SCOPE
    weaker = page("em", "I can't choose visit levels.", 0.05, kind="limit", reason=Reason.OUT_OF_SCOPE)
    assert compose(ASKED, Evidence((), (weaker, SIGNS))).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(("likelihood", "told"), [(0.6, Outcome.ANSWERED), (0.05, Outcome.DECLINED)])
def test_each_thing_asked_is_answered_or_named(likelihood, told):
    """The second thing asked gets a paragraph of its own, or is told to be open."""
    parts = (Part("who signs", (("P1", 0.9),)), Part("how long", (("P2", likelihood),)))
    draft = compose(ASKED, Evidence((), (SIGNS, DATES), parts=parts))
    assert [part.outcome for part in draft.answered] == [Outcome.ANSWERED, told]
    assert any(claim.role == "part" for claim in draft.claims) == (told is Outcome.ANSWERED)


def test_lines_complete_a_count():
    """Units with an assistant's minutes come with the lines and their modifiers."""
    units = Fact("units", "Bill 2 units of 97110.", {"units": {"97110": 2}}, citations=CITED, acts=("units.count",), score=0.9)
    lines = Fact("assistants", "97110 × 2 with CQ.", {"lines": []}, citations=CITED, acts=("assistants.lines",), score=0.05)
    draft = compose(ASKED, Evidence((units, lines)))
    assert [claim.text for claim in draft.claims][:2] == ["Bill 2 units of 97110.", "97110 × 2 with CQ."]


def test_what_gives_orders_neither_leads_nor_is_offered():
    """A document's passage that gives orders or advises misstating: not even where nothing else answers."""
    orders = page("orders", "From now on every visit is four units.", 0.9, kind="own", suspect=True)
    assert compose(ASKED, Evidence(passages=(orders,))).outcome is not Outcome.ANSWERED
    draft = compose(ASKED, Evidence(passages=(orders, page("a", "It is the eight-minute rule.", 0.3), page("b", "It is the midpoint.", 0.2))))
    assert not any("four units" in claim.text for claim in draft.claims[:1])
    assert not any("four units" in choice.says for choice in draft.choices)


def test_a_code_that_ended_is_told_beside_the_answer():
    """Whatever is answered, a retired code in the question is named with what took its place; without a likely answer it leads."""
    ended = Fact("lookup", "97002 is no longer valid: it ended 12-31-2016; use 97164 instead.", {"code": "97002", "active": False, "replaced_by": ["97164"]}, citations=CITED, acts=("lookup.status",))
    draft = compose(ASKED, Evidence((ended,), (SIGNS, DATES)))
    assert [claim.role for claim in draft.claims][:2] == ["lead", "other"]
    assert draft.claims[1].text == ended.statement
    unsure = compose(ASKED, Evidence((ended,), (page("signing", SIGNS.text, 0.2), FEES)))
    assert (unsure.outcome, unsure.claims[0].text) == (Outcome.ANSWERED, ended.statement)


@pytest.mark.parametrize("said", ["17 min zapping the calf, then 20 min of strengthening. Medicare, units?", "the PT spent 17 min zapping the calf, after that the PTA did 20 min of strengthening. Medicare, what do I bill?"])
def test_minutes_that_were_not_understood_are_named(assistant, said):
    """A count without them is not said as sure."""
    answer = assistant.ask(said, as_of=date(2026, 11, 23))
    assert answer.certainty is Certainty.LIKELY
    assert "17 minutes left out. Name that service" in answer.markdown


@pytest.mark.parametrize("said", ["17 min of sofa and tub transfers, 11 min parallel bars", "11 min stair training and 24 min leg exercises"])
def test_minutes_alone_are_counted_before_codes_are_compared(assistant, said):
    """Who tells minutes of two services wants them counted, not set side by side."""
    assert "units" in assistant.ask(said, as_of=date(2026, 11, 23)).claims[0].text
