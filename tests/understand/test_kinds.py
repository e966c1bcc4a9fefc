"""Kinds of misreading that were found stay mended, on both sides of the line; turns that change who gave it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from assistant.answer.understand import understand
from tests.understand.test_reading import TODAY, misread

CASES = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))["case"]
TOLD = "97110 40 minutes, 97140 20 minutes"


@pytest.mark.parametrize(("ask", "expect"), [pytest.param(ask, case["expect"], id=f"{case['name']}: {ask[:50]}") for case in CASES for ask in case["asks"]])
def test_kind(ask, expect, reference):
    """A wording is read as its kind says."""
    assert misread(understand(ask, today=TODAY, reference=reference), expect) == {}


@pytest.mark.parametrize(
    ("first", "then", "shares"),
    [
        (TOLD, "what if it was an OT and OTA?", (0, 0)),
        (TOLD, "what if the PTA did the first one?", (40, 0)),
        (TOLD, "and if the PTA did the second", (0, 20)),
        (f"{TOLD}, PTA did it all", "what if the PT did it all?", (0, 0)),
        (TOLD, "what if it was an OTA?", (40, 20)),
        (TOLD, "and if they split it evenly between PT and PTA", (20, 10)),
        (f"{TOLD}, the PTA did 15 of the 97110", "suppose that had been an OTA", (15, 0)),
        (f"{TOLD}, the PTA did 15 of the 97110", "and for a COTA?", (15, 0)),
        (f"{TOLD}, the PTA did 15 of the 97110", "what if the COTA gave all of it?", (40, 20)),
    ],
)
def test_who_gave_it_afterwards(first, then, shares, reference):
    """A later turn moves the assistant's share, and only as said."""
    read = understand(then, [first], today=TODAY, reference=reference)
    assert shares == tuple(service.assistant for service in read.services)


def test_what_was_read_is_shown(reference):
    """Payer, day, services, counts and what was not counted with its reason."""
    read = understand("82 yo, CO-119, Medicare: 97110 45 minutes, of which 15 rested, 12 visits", today=TODAY, reference=reference)
    shown = [(mark.kind, mark.words) for mark in read.read_as]
    for mark in [("payer", "Medicare"), ("date", "today"), ("service", "97110 30 min"), ("age", "82 yo"), ("denial", "CO-119"), ("count", "12 visits")]:
        assert mark in shown, shown
    assert [words for kind, words in shown if kind == "not_counted"] == ["not counted: of which 15 rested (not treated)"]
    assert date(2026, 11, 23).isoformat() == read.read_as[1].value
