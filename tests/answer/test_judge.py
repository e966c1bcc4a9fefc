"""The judge's arithmetic, and the clauses and parts of a question that asks several things."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.answer.judge import Judged
from assistant.answer.judge.parts import choices, parts
from assistant.answer.judge.weights import Weights
from assistant.answer.understand.askings import askings


def weights():
    """Two features, one hidden unit: what falls to a candidate grows with the first."""
    one = np.ones(1, dtype=np.float32)
    return Weights(
        ("near", "else"), np.zeros(2, np.float32), np.ones(2, np.float32), np.array([[4.0], [0.0]], np.float32), 0 * one, one, 1.0,
        np.array([0.0, 0.5, 1.0], np.float32), np.array([0.0, 0.6, 0.98], np.float32),
        np.array([0.0, 0.5, 1.0], np.float32), np.array([0.0, 0.4, 0.9], np.float32),
    )  # fmt: skip


def test_shares_and_nothing_add_up_to_one():
    """What is left over falls to "none of these"."""
    shares = weights().shares(np.array([[1.0, 0.0], [0.5, 0.0], [0.0, 1.0]], np.float32))
    assert shares[0] > shares[1] > shares[2]
    assert 0 < 1 - shares.sum() < 0.2


def test_likelihoods_rise_with_the_share():
    """The curve is read between its measured points."""
    judged = [weights().likelihood(share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert judged == sorted(judged)
    assert judged[1] == pytest.approx(0.3)


def test_a_later_turn_has_a_curve_of_its_own():
    """The same share says less where a turn is read with those before it."""
    assert weights().likelihood(0.5, later=True) == pytest.approx(0.4)
    assert weights().likelihood(0.5) == pytest.approx(0.6)


def test_weights_are_kept_whole(tmp_path):
    """Written and read again they judge the same."""
    weights().write(tmp_path / "w.npz")
    rows = np.array([[0.3, 0.1], [0.2, 0.9]], np.float32)
    np.testing.assert_allclose(Weights.read(tmp_path / "w.npz").shares(rows), weights().shares(rows))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("How many units is 38 minutes, and does the PTA's part need CQ?", 2),
        ("Who signs the plan? How soon must it be signed?", 2),
        ("Is the plan valid? Thanks!", 1),
        ("We bill 97110 and 97140 together. Is that right?", 1),
        ("My boss says 59 is needed. Is she right, or not?", 1),
        ("97110 vs 97112", 1),
        ("What goes in box 24J and which NPI is it; also when is the claim due?", 3),
    ],
)
def test_only_clauses_that_ask_something_are_told_apart(text, clauses):
    """Thanks, stories and tags ask nothing."""
    assert len(askings(text)) == clauses


def judged(name, likelihood, share):
    """A page with its likelihood."""
    return SimpleNamespace(name=name, likelihood=likelihood, share=share, candidate=None)


def test_what_comes_first_for_a_segment_is_chosen_from():
    """With what comes first for the whole; each once, at the segment it answers best."""
    whole = [judged("units", 0.6, 0.5), judged("lines", 0.5, 0.4)]
    alone = {"a": [judged("units", 0.9, 0.9)], "b": [judged("far", 0.8, 0.7), judged("units", 0.2, 0.1)]}
    found = {one.one.name: one for one in choices(["a", "b"], whole, alone.__getitem__)}
    assert set(found) == {"units", "lines", "far"}
    assert (found["units"].place, found["units"].own, found["units"].whole, found["units"].heads) == (0, 0.9, 0.6, 1)
    assert (found["far"].place, found["far"].whole, found["far"].rank) == (1, 0.0, 2)
    assert found["lines"].place == -1


def test_one_segment_or_one_answer_is_one_part():
    """Nothing is taken apart; the same page for both segments: one answer."""
    whole = [judged("units", 0.9, 0.9)]
    assert parts(["a"], whole, lambda _: whole, lambda *_: 1.0) == [("", whole)]
    assert len(parts(["a", "b"], whole, lambda _: whole, lambda *_: 1.0)) == 1
    assert isinstance(Judged.name, property)


TWO = (
    ("copay at the visit under plan N? and what about the 20 percent for straight medicare", ("medigap", "may-we-collect-the-20")),
    ("Does Medicare pay 97010 separately? What is the filing limit for Medicare claims", ("97010", "timely")),
    ("What is the KX threshold for 2026, plus when is a progress report due", ("kx", "progress")),
)


@pytest.mark.parametrize(("text", "about"), TWO)
def test_two_things_asked_are_both_answered(assistant, text, about):
    """In one answer, each from what tells of it."""
    answer = assistant.ask(text, as_of=date(2026, 11, 23))
    assert len(answer.answered) > 1
    records = answer.evidence.ids()
    told = [str(getattr(records[key], "id", "")) + repr(records[key]) for claim in answer.claims if claim.role in ("lead", "part") for key in claim.evidence_ids[:1]]
    assert len(told) > 1
    assert all(word.lower() in " ".join(told).lower() for word in about)


@pytest.mark.parametrize("text", ["Can I bill 97110 and 97140 together, or is that unbundling?", "My boss says 59 is always needed on 97140. Is she right?", "Is a signature needed, yes or no?"])
def test_one_thing_asked_in_two_clauses_is_one_answer(assistant, text):
    """No second paragraph."""
    assert not [claim for claim in assistant.ask(text, as_of=date(2026, 11, 23)).claims if claim.role == "part"]
