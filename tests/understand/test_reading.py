"""What is read from one question: every class of thing in many wordings, and look-alikes that must not be read."""

import tomllib
from datetime import date

import pytest

from assistant.answer.understand import understand
from tests.conftest import ROOT

TODAY = date(2026, 11, 23)


def rows():
    """One parameter for each wording of tests/cases/reading.toml."""
    with (ROOT / "tests" / "cases" / "reading.toml").open("rb") as file:
        for case in tomllib.load(file)["case"]:
            for ask in case["asks"]:
                if ask not in case.get("skip", ()):
                    yield pytest.param(ask, case["expect"], id=f"{case['name']}: {ask[:60]!r}")


def seen(question):
    """A Question as plain values, keyed as in the case file."""
    services = question.services
    alone = [s for s in services if not s.patient]
    return {
        **{name: getattr(question, name) for name in ("payer", "setting", "discipline", "as_of", "dated", "plain")},
        "codes": list(question.codes),
        "codes_set": sorted(question.codes),
        "services": {s.code: s.minutes for s in alone if s.minutes is not None},
        "assistant": {s.code: s.assistant for s in alone if s.minutes is not None},
        "units": {s.code: s.units for s in services if s.units is not None},
        "line_modifiers": {s.code: list(s.modifiers) for s in services if s.modifiers},
        "patients": {p: {s.code: s.minutes for s in services if s.patient == p} for p in {s.patient for s in services}},
        "total_minutes": question.total_minutes,
        "modifiers": list(question.modifiers),
        "unknown_codes": list(question.unknown_codes),
        "amounts": [str(amount) for amount in question.amounts],
        "dates": list(question.dates),
        "years": list(question.years),
        "missing": list(question.missing),
        "readings": list(question.readings),
        "refusal": question.refusal.reason.value if question.refusal else None,
    }


CHECKS = {
    "none": lambda question, got, wanted: {name: got[name] for name in wanted if got[name]} == {},
    "topics": lambda question, got, wanted: set(wanted) <= question.topics,
    "no_topics": lambda question, got, wanted: not set(wanted) & question.topics,
    "readings_has": lambda question, got, wanted: wanted in " ".join(question.readings),
    "text_has": lambda question, got, wanted: wanted in question.text,
    "text_lacks": lambda question, got, wanted: not [w for w in wanted if w in question.text + question.search],
    "search_has": lambda question, got, wanted: all(w.lower() in question.search.lower() for w in wanted),
    "search_lacks": lambda question, got, wanted: not any(w.lower() in question.search.lower() for w in wanted),
    "codes_set": lambda question, got, wanted: sorted(wanted) == got["codes_set"],
}


def misread(question, expect):
    """The keys of an expectation that the reading does not meet: {key: (wanted, read)}."""
    got = seen(question)
    return {
        key: (wanted, got.get(key, question))
        for key, wanted in expect.items()
        if not (CHECKS[key](question, got, wanted) if key in CHECKS else wanted == got[key])
    }


@pytest.mark.parametrize(("ask", "expect"), list(rows()))
def test_reading(ask, expect, reference):
    """A wording is read as its class says."""
    assert misread(understand(ask, today=TODAY, reference=reference), expect) == {}


@pytest.mark.parametrize(
    ("text", "lost"),
    [("manual 10, hurdles 14, how many units", 14), ("taped her knee 5 min and did joint mobs 10 min", 5), ("gait 10, medball 12, medicare", 12), ("24 min, half of it 97140 and half of it at the sink", 12)],
)
def test_a_bare_number_beside_what_was_counted_is_named(text, lost, reference):
    """"Gait 10, hurdles 14" was 10 minutes of gait, as sure: what is not understood is told."""
    read = understand(text, today=TODAY, reference=reference)
    assert any(f"{lost} minutes left out" in one for one in read.left_out)


@pytest.mark.parametrize("text", ["gait 10, manual 14, age 72", "97110 15, 97140 12, room 14", "30 min, half balance, half gait", "97110 half an hour", "97110 30 min, half of it by the PTA"])
def test_a_number_of_something_else_is_not(text, reference):
    """An age, a room, a half that is told."""
    assert understand(text, today=TODAY, reference=reference).left_out == ()
