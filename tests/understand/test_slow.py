"""No text within the limits costs much to read, alone or with twelve turns before it: repeated pieces are tried."""

import gc
import random
from datetime import date

import pytest

from assistant.answer.understand import understand
from tests.pace import cpu, least

TODAY = date(2026, 11, 23)
LONGEST = 4_000
MOST = 0.2  # seconds of CPU
PIECES = [
    ".", "!", "?", "...a", "?a", ". a", "1", "12 ", "97110 ", "97110,", "97110-", "97110=", "GP,GO,", "GP ", "KX,", "97110GP", "1/1/", "1-", "1:",
    "10:05-", "$1,", "min ", "1 min ", "minutes of ", "and ", "the ", "by the PTA ", "OT and ", "two ", "twenty-", "97110x2 ", "(", ")", "[", '"', "'", "'s ",
    " x", "\n", "\n\n", "- ", "/", "+", "=", "%", "#", "a", "A", "ab ", "\ufb00", "patient A ", "A 15, ", "CO-97 ", "modifier ", "modifier GP,", "59 ",
    "; ", ": ", "medicare ", "what if ", "not ", "per 15 ", "of which ", "in 2025 ", "on 3/4 ", "may ", "Dec 3", "ago ", "last ", "1 unit ", "each ", "he ",
    "or ", "to ", "balance board ", "manual ", "Jane Roe ", "pos 12,", "1.", "1,", "a.b", "x2", "2x", "1 hr ", "half an hour ", "of the ",
    "8 each of 97110 97112 ", "8 each of 97110 97112 97140 97530 ", "each G0283 ultrasound quarter swap aetna scratch + 10 ", "15 min each 97110 ",
    "mon ", "M/", "mwf ", "twice a week ", "cancelled 2 ", "missed 9/22 and ", "eval 9/8 ", "first visit ",
]  # fmt: skip


@pytest.fixture(scope="module")
def cost(reference):
    """Seconds of CPU to read a text after a history."""
    understand("97110 23 min", today=TODAY, reference=reference)
    gc.collect()
    gc.freeze()  # what other tests left is not looked through again while a text is read

    yield lambda text, history=(): least(lambda _: cpu(lambda: understand(text, history, today=TODAY, reference=reference)), MOST)
    gc.unfreeze()


def filled(piece, tail=""):
    """The piece repeated to the longest text."""
    return (piece * LONGEST)[: LONGEST - len(tail)] + tail


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_repeated_costs_little(piece, cost):
    """4,000 characters of it, alone, before a real question, and twelve times as the history."""
    text = filled(piece)
    assert cost(text) < MOST
    assert cost(filled(piece, "x 97110 23 min?")) < MOST
    assert cost("what about 97140?", [text] * 12) < MOST


MIXED = [  # the dearest of 2,200 mixtures tried: before services beside numbers were looked at once, 0.26 s
    ("group of 3 humana ", "8 each of 97110 97112 97140 97530 ", 1230), ("another each G0283 ultrasound quarter swap aetna scratch + 10 1 min ", ")97110,8 each of 97110 97112 ", 3111),
    ("so if )8 each of 97110 97112 10-15 ", "", LONGEST), ("by the PTA ", "15 min each 97110 9", 783), ("UHC ", "", LONGEST),
]  # fmt: skip


@pytest.mark.parametrize("piece", ["manual ", "balance board ", "by the PTA ", "medicare ", "to "])
def test_a_long_text_of_two_disciplines_costs_little(piece, cost):
    """Its parts are read again."""
    half = (piece * LONGEST)[: LONGEST // 2 - 20]
    assert cost(f"PT 20 min 97110 {half} OT 15 min 97530 {half}") < MOST


@pytest.mark.parametrize(("first", "then", "at"), MIXED, ids=lambda said: repr(said)[:20])
def test_two_pieces_one_after_the_other_cost_little(first, then, at, cost):
    """Half of the text one piece, half another: what each step costs does not grow with numbers times services times numbers."""
    text = filled(first)[:at] + filled(then)[: LONGEST - at]
    assert cost(text) < MOST
    assert cost(text, [text] * 12) < MOST


@pytest.mark.slow
def test_pieces_together_cost_little(cost):
    """Two or three pieces repeated, drawn from the list: 200 mixtures, the same on every run."""
    luck = random.Random(15)
    slow = []
    for _ in range(200):
        piece = "".join(luck.choice(PIECES) for _ in range(luck.randrange(2, 4)))
        text = filled(piece)
        slow += [piece] if max(cost(text), cost(text, [text] * 12)) > MOST else []
    assert slow == []
