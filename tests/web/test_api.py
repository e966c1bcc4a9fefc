"""REST over the real app: the shapes of contract.md, and errors as problem+json."""

import fnmatch
import json
import re
import tomllib

import pytest

from assistant.errors import ModelError
from assistant.settings import Settings
from tests.web.served import ROOT, client

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


def problem(response, status):
    """Check a problem+json answer and return its detail."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    return body["detail"]


def test_ask(web):
    """The Answer of contract.md, with what was asked in it."""
    body = web.post("/api/ask", json={"question": "Medicare: 33 minutes of 97110 and 7 of 97140. Units?"}).json()
    assert body["units"] == {"medicare": {"97110": 2, "97140": 1}}
    assert body["question"].startswith("Medicare: 33")


def test_ask_reads_history_payer_and_date(web):
    """What the caller gives wins: payer, date; the earlier turn is read."""
    asked = {"question": "and if the PTA did the manual?", "history": ["33 minutes of 97110 and 7 of 97140. Units?"], "payer": "medicare"}
    body = web.post("/api/ask", json={**asked, "as_of": "2025-06-30"}).json()
    assert body["as_of"] == "2025-06-30"
    assert "CQ" in body["modifiers"]["97140"]


@pytest.mark.parametrize(
    "body",
    [
        {"minutes": {"97110": 23, "97140": 10}, "assistant": {"97110": 23}, "payer": "medicare"},
        {"services": [{"code": "97110", "minutes": 23, "assistant_minutes": 23}, {"code": "97140", "minutes": 10}], "payer": "medicare"},
    ],
)
def test_units_by_code_or_row_by_row(web, body):
    """Both ways of writing a day give the command's answer."""
    said = web.post("/api/units", json=body).json()
    assert said["units"] == {"medicare": {"97110": 1, "97140": 1}}
    assert said["modifiers"]["97110"] == ["GP", "CQ"]


def test_units_under_both_rules(web):
    """Without a payer each rule is given."""
    assert set(web.post("/api/units", json={"minutes": {"97110": 20, "97112": 20}}).json()["units"]) == {"medicare", "ama"}


def test_claim(web):
    """Findings per line, the corrected lines beside; the day a file says it."""
    text = 'date = 2023-03-01\ndiscipline = "PT"\n[[line]]\ncode = "97110"\nminutes = 36\nassistant_minutes = 23\nunits = 3\nmodifiers = ["GP"]\n'
    body = {**tomllib.loads(text), "date": "2023-03-01"}
    said = web.post("/api/claim", json=body).json()
    assert [(line["units"], line["modifiers"]) for line in said["corrected"]] == [(1, ["GP", "CQ"]), (1, ["GP"])]
    assert {one["severity"] for one in said["lines"][0]["findings"]} >= {"fix"}
    assert web.post("/api/claim", json={"date": "2023-03-01", "discipline": "PT", "lines": body["line"]}).json() == said


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/api/ask", {}, "question"),
        ("/api/ask", {"question": "units?", "payer": "acme"}, "payer"),
        ("/api/ask", {"question": "units?", "as_of": "2026-02-30"}, "as_of"),
        ("/api/ask", {"question": "units?", "setting": "moon"}, "setting"),
        ("/api/ask", {"question": "units?", "extra": 1}, "extra"),
        ("/api/units", {}, "code"),
        ("/api/units", {"minutes": {"97110": -3}}, "-3"),
        ("/api/units", {"minutes": {"97110": 20}, "assistant": {"97110": 30}}, "30"),
        ("/api/units", {"minutes": {"99999": 20}}, "99999"),
        ("/api/claim", {"line": [{"code": "97110"}]}, "date"),
        ("/api/claim", {"date": "2026-11-23", "line": []}, "lines"),
        ("/api/claim", {"date": "2026-11-23", "line": [{"code": "97110", "minutes": 2000}]}, "2000"),
        ("/api/claim", {"date": "2026-11-23", "line": [{"code": "97110", "colour": 1}]}, "colour"),
    ],
)
def test_bad_values_are_named(web, path, body, told):
    """422 with what is wrong, as the command line says it."""
    assert told in problem(web.post(path, json=body), 422)


def test_no_json(web):
    """A body that is no JSON."""
    assert "JSON" in problem(web.post("/api/ask", content=b"{", headers={"content-type": "application/json"}), 422)


def test_too_long(web):
    """4,000 characters are answered, one more is not; the text is not repeated."""
    assert web.post("/api/ask", json={"question": "97110? " * 571}).status_code == 200
    assert "xyzzy" not in problem(web.post("/api/ask", json={"question": "xyzzy" * 801}), 413)
    problem(web.post("/api/ask", json={"question": "units?", "history": ["x" * 4_001]}), 413)
    problem(web.post("/api/ask", content=b"x" * 70_000, headers={"content-type": "application/json"}), 413)


@pytest.mark.parametrize("path", ["/api/nothing", "/nothing"])
def test_unknown_path(web, path):
    """Problem+json there too, in the mounted page as well."""
    assert problem(web.get(path), 404) == "Nothing stands here."


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "TRACE"])
def test_another_method(web, method):
    """405 on a path of the API, with the methods it is asked by."""
    answer = web.request(method, "/api/ask")
    assert problem(answer, 405) == "Ask by POST."
    assert answer.headers["allow"] == "POST"
    assert problem(web.post("/healthz"), 405) == "Ask by GET."


def test_too_many(assistant):
    """Each client has its own minute; what is left comes back."""
    with client(assistant, Settings(rate=6), peer="10.0.0.7") as one, client(assistant, Settings(rate=6), peer="10.0.0.8") as two:
        codes = [one.post("/api/units", json={"minutes": {"97110": 20}}).status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        last = one.post("/api/units", json={"minutes": {"97110": 20}})
        problem(last, 429)
        assert 1 <= int(last.headers["retry-after"]) <= 10
        assert two.post("/api/units", json={"minutes": {"97110": 20}}).status_code == 200
        assert one.get("/healthz").status_code == 200


def test_a_knowledge_fault_is_503(assistant, monkeypatch):
    """The fault is ours: 503, when to come again, no path and no question in it."""
    from assistant.errors import IndexUnavailable

    def fail(*_a, **_k):
        raise IndexUnavailable("/srv/secret/index is damaged")

    with client(assistant) as web:
        monkeypatch.setattr(type(assistant), "ask", fail)
        answer = web.post("/api/ask", json={"question": "what is 97110?"})
        assert "secret" not in problem(answer, 503)
        assert int(answer.headers["retry-after"]) > 0


def test_a_crash_is_500_without_details(assistant, monkeypatch):
    """What broke is not told to the client."""

    def fail(*_a, **_k):
        raise RuntimeError("inner words")

    with client(assistant) as web:
        monkeypatch.setattr(type(assistant), "ask", fail)
        assert "inner" not in problem(web.post("/api/ask", json={"question": "what is 97110?"}), 500)


def test_health(web, assistant):
    """Up, and ready with the generation named."""
    assert web.get("/healthz").json() == {"status": "up"}
    assert web.get("/readyz").json() == {"status": "ready", "generation": assistant.index.generation}


def test_metrics_hold_no_question(web):
    """Counts go up; no word of a question is in them."""
    before = web.get("/metrics").text
    web.post("/api/ask", json={"question": "what is zanzibar 97116?"})
    after = web.get("/metrics").text
    count = [float(re.search(r"assistant_answer_seconds_count (\S+)", text)[1]) for text in (before, after)]
    assert count[1] == count[0] + 1
    assert "zanzibar" not in after
    assert "97116" not in after


def test_openapi_is_served_from_here(web):
    """The document names every route of the contract and no other host."""
    document = web.get("/openapi.json")
    assert {"/api/ask", "/api/units", "/api/claim", "/healthz", "/readyz", "/metrics"} <= set(document.json()["paths"])
    assert "http" not in document.text.replace("application/problem+json", "").replace("HTTPValidationError", "").replace("http_", "")


def test_openapi_types_what_comes_back(web):
    """Each route of programs names the shape of its answer, with its fields."""
    document = web.get("/openapi.json").json()
    for path, status, shape in (("/api/ask", "200", "AnswerShape"), ("/api/units", "200", "CountShape"), ("/api/claim", "200", "ReportShape"), ("/api/feedback", "201", "StoredShape")):
        named = document["paths"][path]["post"]["responses"][status]["content"]["application/json"]["schema"]["$ref"]
        assert named.endswith(f"/{shape}")
    assert {"schema", "outcome", "answer", "claims", "facts", "passages", "units", "certainty"} <= set(document["components"]["schemas"]["AnswerShape"]["properties"])


def test_packages_are_all_named():
    """A folder of the web room that pyproject does not name would be missing from an installation."""
    held = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]["include"]
    for path in (ROOT / "assistant" / "web").rglob("__init__.py"):
        name = ".".join(path.parent.relative_to(ROOT).parts)
        assert any(fnmatch.fnmatch(name, shape) for shape in held), name


def test_a_full_house_is_503(assistant, monkeypatch):
    """Where too many wait already, the next is told when to come again."""
    monkeypatch.setattr("assistant.web.api.WAITING", 0)
    with client(assistant) as web:
        answer = web.post("/api/ask", json={"question": "what is 97110?"})
        problem(answer, 503)
        assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("state", [{}, {"x": [1]}, {"lines": "no"}, {"day": {"deep": [[[1]]]}}, {"services": [{"code": 5}]}])
def test_a_state_that_is_none_of_ours(web, state):
    """Whatever is sent back as a state is taken as one, left aside or told; it breaks nothing."""
    answer = web.post("/api/ask", json={"question": "and with the PTA?", "history": ["33 minutes of 97110. Units?"], "state": state})
    assert answer.status_code in (200, 422)


def test_an_answer_as_it_grows(assistant, monkeypatch):
    """Lines of JSON, the last one whole; a fault on the way is the last line; one at the start is an ordinary problem."""
    answer = assistant.ask("What is 97110?")
    ends = {"fail": False}

    def grows(_self, *_asked, **_given):
        yield answer
        if ends["fail"]:
            raise ModelError("inner words")
        yield answer

    with client(assistant) as web:
        monkeypatch.setattr(type(assistant), "stream", grows)
        monkeypatch.setattr(assistant, "model", object())
        lines = web.post("/api/ask", json={"question": "What is 97110?"}, headers={"accept": "application/x-ndjson"})
        assert lines.headers["content-type"].startswith("application/x-ndjson")
        assert [json.loads(line)["outcome"] for line in lines.text.splitlines()] == ["answered", "answered"]
        ends["fail"] = True
        last = json.loads(web.post("/api/ask", json={"question": "x"}, headers={"accept": "application/x-ndjson"}).text.splitlines()[-1])
        assert last["status"] == 503
        assert "inner" not in last["detail"]
