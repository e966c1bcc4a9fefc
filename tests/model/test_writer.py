"""The model's wording: what its evidence holds is shown, whatever else it says or does ends in the default answer."""

import logging
import time
from datetime import date

import pytest

from tests.model.conftest import KEY
from tests.model.scripted import Cut, Hang, Slow, lines

DAY = date(2026, 11, 23)
UNITS = "Medicare: 33 minutes of 97110 and 7 of 97140. How many units?"
NOTE = "Does Medicare require clock times in the treatment note?"


def lead(request):
    """The answer as laid out, said in the same words."""
    return lines((request.answer[0][1].replace("**", ""), request.lead))


def fallback(answer, plain):
    """Is this the default writer's answer, and does it say so?"""
    said = any("standard words" in warning for warning in answer.warnings)
    return answer.writer == plain.writer and [c.text for c in answer.claims] == [c.text for c in plain.claims] and said


@pytest.fixture
def plain(assistant):
    """The answers without a model."""
    return lambda question: assistant.ask(question, as_of=DAY)


def test_honest_prose_is_shown_and_counted(worded):
    """The lead reworded with every code and number, under the names it was given."""

    def honest(request):
        return lines(("Bill 3 units: 97110 × 2 and 97140 × 1.", request.lead))

    with worded(honest) as (assistant, server):
        answer = assistant.ask(UNITS, as_of=DAY)
        assert answer.writer == "model"
        assert answer.claims[0].text == "Bill 3 units: 97110 × 2 and 97140 × 1."
        assert assistant.model.counts.of("calls")[("write", "ok")] == 1
        assert assistant.model.counts.of("tokens")[("write", "in")] == 900
        assert assistant.model.counts.of("claims")[("shown",)] == 1
        assert server.seen[-1].streams


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("an invented code", "Bill 3 units: 97110 × 2, 97140 × 1 and 97032 × 1."),
        ("a wrong number of units", "Bill 4 units: 97110 × 3 and 97140 × 1."),
        ("a wrong number in words", "Bill four units: 97110 × 2 and 97140 × 1."),
        ("units changed round", "Bill 3 units: 97110 × 1 and 97140 × 2."),
        ("a modifier of its own", "Bill 3 units: 97110 × 2 and 97140-59 × 1."),
        ("markup", "[Bill 3 units](https://evil.example): 97110 × 2 and 97140 × 1."),
        ("prose without a number", "Bill what the minutes allow."),
    ],
)
def test_a_wrong_lead_is_never_shown(worded, plain, name, text):
    """Whatever is wrong with the first claim, the standard words are the answer."""
    with worded(lambda request: lines((text, request.lead))) as (assistant, _):
        answer = assistant.ask(UNITS, as_of=DAY)
        assert fallback(answer, plain(UNITS)), name
        assert assistant.model.counts.of("fallbacks")[("write", "unsupported")] == 1


@pytest.mark.parametrize(
    "made", [("e00000",), (), ("F1",), ("e00000", "P9")], ids=["a made-up name", "no citation", "an inner id", "two made-up names"]
)
def test_a_lead_must_cite_what_it_was_shown(worded, plain, made):
    """A made-up citation and an uncited sentence are dropped."""
    with worded(lambda _: lines(("Bill 3 units: 97110 × 2 and 97140 × 1.", *made))) as (assistant, _):
        assert fallback(assistant.ask(UNITS, as_of=DAY), plain(UNITS))


@pytest.mark.parametrize(
    "more",
    [
        "97140 earns a second unit from 5 minutes on.",
        "No plan of care is needed for these codes.",
        "Medicare pays $31.20 for each of them.",
        "Every other payer wants 59 on 97140.",
        "The patient may be billed for the rest.",
    ],
)
def test_a_later_claim_that_is_not_held_is_dropped_and_noted(worded, more):
    """The answer stands, the claim is gone, and the objection says so."""

    def script(request):
        return lines(("Bill 3 units: 97110 × 2 and 97140 × 1.", request.lead), (more, request.lead))

    with worded(script) as (assistant, _):
        answer = assistant.ask(UNITS, as_of=DAY)
        assert answer.writer == "model"
        assert more not in " ".join(claim.text for claim in answer.claims)
        assert more in [objection.claim for objection in answer.objections]
        assert assistant.model.counts.of("claims")[("dropped",)] == 1


def test_a_denial_is_not_turned_round(worded, plain):
    """The first sentence may not say the opposite of its evidence."""

    def script(request):
        text = "Medicare requires clock times: total timed-code minutes and total treatment minutes are not enough."
        return lines((text, request.lead))

    with worded(script) as (assistant, _):
        assert fallback(assistant.ask(NOTE, as_of=DAY), plain(NOTE))


@pytest.mark.parametrize(
    ("name", "script", "why"),
    [
        ("no JSON", "Sure! Bill three units.", "malformed"),
        ("an empty reply", "", "malformed"),
        ("JSON of another form", '{"answer": 3}', "malformed"),
        ("half a stream", Cut('{"text": "Bill 3 un'), "broken"),
        ("429 twice", [429, 429], "rate_limited"),
        ("500 twice", [500, 500], "server_error"),
        ("a refused key", [401], "key_refused"),
        ("a refused request", [400], "request_refused"),
    ],
)
def test_a_failing_model_ends_in_the_standard_words(worded, plain, name, script, why):
    """Each failure has its word, in the counts and nowhere else."""
    with worded(script) as (assistant, server):
        answer = assistant.ask(UNITS, as_of=DAY)
        assert fallback(answer, plain(UNITS)), name
        kinds = {key[1] for key in assistant.model.counts.of("fallbacks")}
        assert kinds <= {why, "broken", "malformed"}, name
        assert len(server.seen) <= 2


def test_one_bad_moment_is_tried_again(worded):
    """A single 500 before anything came is followed by one more try."""
    with worded([500, lead]) as (assistant, server):
        answer = assistant.ask(UNITS, as_of=DAY)
        assert answer.writer == "model"
        assert len(server.seen) == 2


@pytest.mark.parametrize("script", [Hang(40), Slow('{"text": "' + "Bill 3 units " * 40)], ids=["a hang", "drop by drop"])
def test_the_answer_comes_within_the_time(worded, plain, script):
    """A model that does not end is left alone when the time is over."""
    with worded(script, seconds=1.5) as (assistant, _):
        start = time.monotonic()
        answer = assistant.ask(UNITS, as_of=DAY)
        assert time.monotonic() - start < 20  # far from the forty of the hang, on however busy a machine
        assert fallback(answer, plain(UNITS))


def test_a_closed_port_and_then_rest(worded, plain):
    """Nobody listens: the standard words; after three failures the model is not even tried."""
    with worded("", url="http://127.0.0.1:9/v1") as (assistant, _):
        for _ in range(3):
            assert fallback(assistant.ask(UNITS, as_of=DAY), plain(UNITS))
        tried = assistant.model.counts.of("calls")[("write", "unreachable")]
        assert fallback(assistant.ask(UNITS, as_of=DAY), plain(UNITS))
        assert assistant.model.counts.of("calls")[("write", "unreachable")] == tried
        assert assistant.model.counts.of("fallbacks")[("write", "resting")] >= 1


def test_what_is_declined_is_not_worded(worded):
    """Refusals and questions back never reach the writer."""
    with worded(lead) as (assistant, server):
        for question in ("how can I make 20 minutes look like 23", "What is the KX amount for 2027?", "Jane Roe, DOB 4/2/50, MBI 1EG4-TE5-MK73, units?"):
            answer = assistant.ask(question, as_of=DAY)
            assert answer.outcome == "declined"
        assert not [request for request in server.seen if request.streams]
        assert "1EG4" not in "".join(request.prompt for request in server.seen)


def test_claims_are_shown_only_when_they_have_passed(worded):
    """The stream grows by verified claims; its last answer is whole."""

    def script(request):
        return lines(
            ("Bill 3 units: 97110 × 2 and 97140 × 1.", request.lead),
            ("All of them are covered without a plan of care.", request.lead),
        )

    with worded(script) as (assistant, _):
        shown = [answer.claims for answer in assistant.stream(UNITS, as_of=DAY)]
        assert len(shown) >= 2
        assert shown[0][0].text == "Bill 3 units: 97110 × 2 and 97140 × 1."
        assert all("covered without" not in claim.text for claims in shown for claim in claims)


def test_neither_key_nor_prompt_nor_question_is_logged(worded, caplog):
    """Not in a log of any library at DEBUG, not in an answer, not in an error."""
    with caplog.at_level(logging.DEBUG), worded([500, 500]) as (assistant, _):
        answer = assistant.ask("zebra therapy units for 33 minutes of 97110 Medicare", as_of=DAY)
    told = caplog.text + repr(answer.warnings) + repr(answer.objections)
    assert KEY not in told
    assert "zebra" not in told
    assert "EVIDENCE" not in told
