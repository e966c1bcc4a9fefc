"""What a 422 says: which field is wrong and what is wanted there, never a long value or a patient's."""

import json
import urllib.error
import urllib.request

import pytest

DETAILS = ("Jane Roe", "Roe, Jane DOB 3/14/1941", "1EG4-TE5-MK72", "412-555-0198", "jane.roe@gmail.com", "123-45-6789", "3/14/1941", "123456789", "Kowalczyk", "zorblat quenby " * 200)
PIECES = ("jane", "roe", "1941", "1eg4", "te5", "555", "6789", "kowalczyk", "zorblat", "quenby")
ASK = {"question": "units?"}
LINE = {"code": "97110", "minutes": 23, "units": 2, "modifiers": ["GP"]}
CLAIM = {"date": "2026-03-02", "line": [LINE]}
PLACES = {  # (path, the body with a wrong value in that place, what the message names)
    "payer": ("/api/ask", lambda said: {**ASK, "payer": said}, "payer"),
    "setting": ("/api/ask", lambda said: {**ASK, "setting": said}, "setting"),
    "as_of": ("/api/ask", lambda said: {**ASK, "as_of": said}, "as_of"),
    "a key of a question": ("/api/ask", lambda said: {**ASK, said: 1}, "key"),
    "history": ("/api/ask", lambda said: {**ASK, "history": said}, "history"),
    "state": ("/api/ask", lambda said: {**ASK, "state": said}, "state"),
    "units' payer": ("/api/units", lambda said: {"minutes": {"97110": 23}, "payer": said}, "payer"),
    "units' date": ("/api/units", lambda said: {"minutes": {"97110": 23}, "as_of": said}, "as_of"),
    "a code by minutes": ("/api/units", lambda said: {"minutes": {said: 23}}, "code"),
    "a code by minutes that are none": ("/api/units", lambda said: {"minutes": {said: "many"}}, "minutes"),
    "minutes of a code": ("/api/units", lambda said: {"minutes": {"97110": said}}, "minutes"),
    "the assistant's": ("/api/units", lambda said: {"minutes": {"97110": 23}, "assistant": {said: 3}}, "code"),
    "the assistant's minutes": ("/api/units", lambda said: {"minutes": {"97110": 23}, "assistant": {"97110": said}}, "assistant"),
    "a row's code": ("/api/units", lambda said: {"services": [{"code": said, "minutes": 23}]}, "code"),
    "a row's minutes": ("/api/units", lambda said: {"services": [{"code": "97110", "minutes": said}]}, "minutes"),
    "a row's key": ("/api/units", lambda said: {"services": [{"code": "97110", said: 23}]}, "key"),
    "a key of a claim": ("/api/claim", lambda said: {**CLAIM, said: 1}, "key"),
    "a claim's date": ("/api/claim", lambda said: {**CLAIM, "date": said}, "date"),
    "a claim's payer": ("/api/claim", lambda said: {**CLAIM, "payer": said}, "payer"),
    "a claim's setting": ("/api/claim", lambda said: {**CLAIM, "setting": said}, "setting"),
    "a claim's discipline": ("/api/claim", lambda said: {**CLAIM, "discipline": said}, "discipline"),
    "dollars used": ("/api/claim", lambda said: {**CLAIM, "used": said}, "used"),
    "a claim's lines": ("/api/claim", lambda said: {**CLAIM, "line": said}, "line"),
    "a line": ("/api/claim", lambda said: {**CLAIM, "line": [said]}, "line"),
    "a line's key": ("/api/claim", lambda said: {**CLAIM, "line": [{**LINE, said: 1}]}, "key"),
    "a line's code": ("/api/claim", lambda said: {**CLAIM, "line": [{**LINE, "code": said}]}, "code"),
    "a line's minutes": ("/api/claim", lambda said: {**CLAIM, "line": [{**LINE, "minutes": said}]}, "minutes"),
    "a line's units": ("/api/claim", lambda said: {**CLAIM, "line": [{**LINE, "units": said}]}, "units"),
    "who": ("/api/claim", lambda said: {**CLAIM, "line": [{**LINE, "who": said}]}, "who"),
    "a modifier": ("/api/claim", lambda said: {**CLAIM, "line": [{**LINE, "modifiers": [said]}]}, "modifier"),
    "modifiers": ("/api/claim", lambda said: {**CLAIM, "line": [{**LINE, "modifiers": said}]}, "modifier"),
    "an id": ("/api/feedback", lambda said: {"id": said, "thumb": "up"}, "id"),
    "a thumb": ("/api/feedback", lambda said: {"id": "0123456789ab", "thumb": said}, "thumb"),
    "a key of feedback": ("/api/feedback", lambda said: {"id": "0123456789ab", "thumb": "up", said: 1}, "key"),
}  # fmt: skip


def sent(address, path, body):
    """Status and the whole answer as text."""
    request = urllib.request.Request(f"{address}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


@pytest.mark.parametrize("place", PLACES)
def test_a_wrong_value_is_not_repeated(recording, place):
    """Patient details and long texts in every place of every body: refused by the field's name, nothing of the value said again."""
    path, make, named = PLACES[place]
    for said in DETAILS:
        status, text = sent(recording, path, make(said))
        if status == 200 and place in ("as_of", "units' date"):
            continue  # a date is one
        assert status in ((404, 422) if place == "an id" else (422,)), (said, text[:200])
        detail = json.loads(text)["detail"]
        assert status == 404 or named in detail.lower(), detail
        assert not [piece for piece in PIECES if piece in text.lower()], detail
        assert len(detail) < 300, detail


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/api/ask", {**ASK, "payer": "medicre"}, "medicare, "),
        ("/api/ask", {**ASK, "mintues": 1}, "'mintues'"),
        ("/api/units", {"minutes": {"97110": -3}}, "-3"),
        ("/api/claim", {**CLAIM, "line": [{**LINE, "code": "9711"}]}, "'9711'"),
        ("/api/claim", {**CLAIM, "date": "2026-02-30"}, "2026-11-23"),
    ],
)
def test_a_short_value_of_nobody_is(recording, path, body, told):
    """A misspelt key, a code with a digit too few, minutes below none: said, with what is wanted."""
    status, text = sent(recording, path, body)
    assert status == 422
    assert told in json.loads(text)["detail"]
