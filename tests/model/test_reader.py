"""The model's reading: it fills what the rules left open, and only with what stands in the question."""

import json
import re
from datetime import date

import pytest

from tests.model.scripted import lines

DAY = date(2026, 11, 23)
ODD = "medicare, gaet traning 23 mins, what goes out"


def reading(**said):
    """A script: `said` when structured output is asked for, the default words when the answer is worded."""

    def script(request):
        if request.streams:
            return lines((request.answer[0][1].replace("**", ""), request.lead))
        return json.dumps(said)

    return script


def units(answer):
    """The units of an answer's facts, by code."""
    return next((fact.value["units"] for fact in answer.evidence.facts if fact.value.get("units")), {})


def test_a_misspelt_name_and_its_minutes_are_read_and_shown(worded):
    """The words stand in the question and come near an alias: they are taken, and shown as understood."""
    script = reading(services=[{"code": "97116", "said": "gaet traning", "minutes": 23}], topics=["units"], topics_said="what goes out")
    with worded(script) as (assistant, _):
        answer = assistant.ask(ODD, as_of=DAY)
        assert units(answer) == {"97116": 2}
        assert any("chat model" in one for one in answer.question.readings)


@pytest.mark.parametrize(
    "services",
    [
        [{"code": "97112", "said": "gaet traning", "minutes": 23}],
        [{"code": "97116", "said": "gait training", "minutes": 23}],
        [{"code": "97116", "said": "gaet traning", "minutes": 38}],
        [{"code": "97116", "said": "gaet traning", "minutes": 23}, {"code": "97140", "said": "manual", "minutes": 15}],
        [{"code": "99999", "said": "gaet traning", "minutes": 23}],
    ],
    ids=["another code", "words that do not stand there", "other minutes", "a service nobody named", "a code that does not exist"],
)
def test_what_the_question_does_not_say_is_not_read(worded, assistant, services):
    """An invented code, invented minutes or words that are not there change nothing."""
    plain = assistant.ask(ODD, as_of=DAY)
    with worded(reading(services=services)) as (modelled, _):
        answer = modelled.ask(ODD, as_of=DAY)
        assert units(answer) == units(plain)
        assert answer.question.codes == plain.question.codes


def test_what_the_rules_read_is_never_changed(worded):
    """A clear question is not even sent to be read."""
    with worded(reading(payer="tricare", payer_said="Medicare")) as (assistant, server):
        answer = assistant.ask("Medicare: 33 minutes of 97110 and 7 of 97140. How many units?", as_of=DAY)
        assert answer.question.payer == "medicare"
        assert all(request.streams for request in server.seen)


@pytest.mark.parametrize("script", ["no JSON", 500, '{"services": "all"}'])
def test_a_reader_that_fails_leaves_the_rules_reading(worded, assistant, script):
    """Nothing is lost when the reading breaks."""
    plain = assistant.ask(ODD, as_of=DAY)
    with worded(lambda request: script if not request.streams else "") as (modelled, _):
        answer = modelled.ask(ODD, as_of=DAY)
        assert answer.outcome == plain.outcome
        assert modelled.model.counts.of("fallbacks")


def test_patient_details_of_earlier_turns_are_not_sent(worded):
    """A turn of the history that held them is left out whole."""
    with worded(reading()) as (assistant, server):
        assistant.ask("and what goes out for gaet traning", ["Jane Roe, DOB 4/2/1950, seen today", "how many units"], as_of=DAY)
        sent = "".join(request.prompt for request in server.seen)
        assert sent
        assert not re.search("Jane|1950", sent)
