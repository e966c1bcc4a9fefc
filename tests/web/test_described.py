"""The OpenAPI document is true: what it allows is answered in the shape it promises, what it forbids is refused, nothing fails.

settings for schemathesis, which asks more widely and is no dependency, stand in schemathesis.toml.
"""

from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.answer.test_shapes import NO_DAYS

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
TRIES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CODES = st.sampled_from(["97110", "97112", "97140", "97530", "97150", "97161", "97010", "G0283", "97-110", " 97116 ", "92507", "00000"])
MINUTES = st.one_of(st.none(), st.integers(0, 60), st.just(1440), st.just(30.0))
DAYS = st.one_of(st.none(), st.dates().map(str), st.just("2026-03-01"))
PAYERS = st.sampled_from(["medicare", "ama", "commercial", "medicaid", "cash", "", None])


def some(**parts):
    """A mapping with any of these keys."""
    return st.fixed_dictionaries({}, optional=parts)


UNITS = some(
    minutes=st.dictionaries(CODES, MINUTES, max_size=4),
    assistant=st.dictionaries(CODES, st.integers(0, 60), max_size=2),
    services=st.lists(some(minutes=MINUTES, assistant_minutes=st.integers(0, 60)).flatmap(lambda row: CODES.map(lambda code: {**row, "code": code})), max_size=4),
    payer=PAYERS,
    as_of=DAYS,
)
LINE = some(
    minutes=MINUTES,
    assistant_minutes=st.integers(0, 60),
    who=st.sampled_from(["therapist", "assistant", None]),
    units=st.one_of(st.none(), st.integers(0, 9)),
    modifiers=st.lists(st.sampled_from(["GP", "CQ", "59", "KX", "xu", "G P"]), unique=True),
    discipline=st.sampled_from(["PT", "OT", "SLP", None]),
).flatmap(lambda line: CODES.map(lambda code: {**line, "code": code}))
CLAIM = st.builds(
    lambda more, day, lines, name: {**more, "date": day, name: lines},
    some(payer=PAYERS.filter(bool), setting=st.sampled_from(["practitioner", "outpatient_hospital", None]), used=st.one_of(st.integers(0, 9_000), st.just("2450.00")), rule=st.sampled_from(["medicare", "ama"])),
    st.one_of(st.dates().map(str), st.just("2026-03-01")),
    st.lists(LINE, min_size=1, max_size=4),
    st.sampled_from(["line", "lines"]),
)
ASKED = st.builds(
    lambda question, more: {**more, "question": question},
    st.one_of(st.text(max_size=80), st.sampled_from(["97110 for 23 minutes. Units?", "What is KX?"])),
    some(history=st.lists(st.text(max_size=40), max_size=3), payer=PAYERS, as_of=DAYS, setting=st.sampled_from(["practitioner", "", None]), state=st.one_of(st.none(), st.dictionaries(st.text(max_size=8), st.one_of(st.none(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=8), max_size=2)), max_size=3))),
)


def valid(schema, said, document):
    """Does the document's schema allow this?"""
    return Draft202012Validator({**schema, "components": document["components"]}).is_valid(said)


@cache
def _document(web):
    return web.get("/openapi.json").json()


def ask(web, path, body):
    """Send the body; the answer has a status and a shape that the document tells. Gives status, and whether the body is one it allows."""
    document = _document(web)
    route = document["paths"][path]["post"]
    answer = web.post(path, json=body)
    told = route["responses"][str(answer.status_code)]["content"]
    kind = answer.headers["content-type"].partition(";")[0]
    assert valid(told[kind]["schema"], answer.json(), document), answer.text
    return answer.status_code, valid(route["requestBody"]["content"]["application/json"]["schema"], body, document)


@pytest.mark.parametrize(("path", "bodies"), [("/api/ask", ASKED), ("/api/units", UNITS), ("/api/claim", CLAIM)])
def test_what_is_answered_was_allowed(web, path, bodies):
    """No 5xx, no status that is not told; 2xx only for a body that the document allows, in the shape it promises."""

    @TRIES
    @given(bodies)
    def tried(body):
        status, allowed = ask(web, path, body)
        assert status < 500
        assert allowed or status >= 400, body
        assert path != "/api/ask" or status < 400 or not allowed or "as_of" in body, body  # a question is always answered; a day may be none

    tried()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ask", {"question": "units?", "as_of": 0}),
        ("/api/ask", {"question": "units?", "as_of": "2026-02-30"}),
        ("/api/ask", {"question": 7}),
        ("/api/units", {"minutes": {"97110": "33"}}),
        ("/api/units", {"minutes": {"97110": True}}),
        ("/api/units", {"minutes": {"97110": 33.5}}),
        ("/api/units", {"minutes": {"97110": 1441}}),
        ("/api/units", {"services": [{"code": "97110*", "minutes": 20}]}),
        ("/api/claim", {}),
        ("/api/claim", {"date": "2026-03-01", "line": [{"code": "97110"}], "lines": [{"code": "97110"}]}),
        ("/api/claim", {"date": "2026-03-01", "line": [{"code": "97110", "modifiers": ["GPX"]}]}),
    ],
)
def test_what_is_forbidden_is_refused(web, path, body):
    """By the document, and by the server."""
    status, allowed = ask(web, path, body)
    assert (status, allowed) == (422, body.get("as_of") == "2026-02-30")  # a month's length is a matter of the format, which validators leave alone


def test_a_body_that_is_no_text(web):
    """Bytes that are not UTF-8."""
    answer = web.post("/api/units", content=b"\xff\xfe{", headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["detail"]) == (400, "The body cannot be read: JSON in UTF-8 is wanted.")


@pytest.mark.parametrize("said", NO_DAYS)
def test_a_day_has_one_form(web, said):
    """Any other text, number or year is refused by the field's name, as the command line, MCP and the library refuse it."""
    said = said.isoformat() if isinstance(said, date) else said
    for path, body, field in (("/api/units", {"minutes": {"97110": 23}, "as_of": said}, "as_of"), ("/api/ask", {"question": "units?", "as_of": said}, "as_of"), ("/api/claim", {"date": said, "line": [{"code": "97110", "minutes": 23}]}, "date")):
        answer = web.post(path, json=body)
        assert answer.status_code == 422
        assert field in answer.json()["detail"]
        assert "2026-11-23" in answer.json()["detail"]
