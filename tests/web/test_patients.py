"""Patient details of every kind, sent to a running server: they are in no answer, no record, no log, and no answer to the next turn."""

import json
import re
import urllib.request

import pytest

from tests.privacy import shapes
from tests.privacy.seventh import SEVENTH
from tests.web.served import server_process

pytestmark = [pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")]  # loops that Gradio leaves open

TOLD = [one for one in shapes.drawn(SEVENTH, {kind: cores[:3] for kind, cores in SEVENTH.tell.items()}, 1, "server") if one[2]]
NEXT = "and how many units for 23 minutes of 97110 under Medicare?"


def post(address, path, **body):
    """The answer of a route as a record."""
    request = urllib.request.Request(f"{address}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def holds(text, pieces):
    """Those of the pieces that stand in a text as words of their own."""
    return [piece for piece in pieces if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text)]


@pytest.fixture(scope="module")
def said(index_folder, tmp_path_factory):
    """What a running server gave back for each text: (kind, pieces, answer, the next turn's answer, what feedback told), and what it wrote."""
    folder = tmp_path_factory.mktemp("patients")
    with (
        (folder / "out.txt").open("w") as out,
        server_process(index_folder, out=out, ASSISTANT_RECORD=f"sqlite:///{folder / 'record.sqlite'}") as (address, _),
    ):
        given = []
        for kind, text, pieces in TOLD:
            answer = post(address, "/api/ask", question=text)
            after = post(address, "/api/ask", question=NEXT, history=[text])
            thumb = post(address, "/api/feedback", id=after["id"], thumb="down", reason=text, question=text)
            given.append((kind, pieces, answer, after, thumb))
    written = "".join(path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir())
    return given, written


def test_every_kind_is_stopped(said):
    """With the reason told; at most one of the kinds' forty is missed."""
    given, _ = said
    assert len({kind for kind, *_ in given}) == len(SEVENTH.tell)
    missed = [(kind, pieces) for kind, pieces, answer, *_ in given if answer["reason"] != "patient_data"]
    assert len(missed) <= 0.03 * len(given), missed


def test_nothing_of_it_comes_back(said):
    """Neither in the answer, its question among it, nor in the answer to the turn after it."""
    given, _ = said
    stopped = [one for one in given if one[2]["reason"] == "patient_data"]
    left = [(pieces, where) for _, pieces, answer, after, _ in stopped for where, text in (("answer", answer), ("next", after)) if holds(json.dumps(text, ensure_ascii=False), pieces)]
    assert left == []


def test_nothing_of_it_is_kept_or_printed(said):
    """Feedback says that it was left out; the record's file and what the server printed hold none of it."""
    given, written = said
    stopped = [one for one in given if one[2]["reason"] == "patient_data"]
    assert [pieces for _, pieces, _, _, thumb in stopped if thumb["question_kept"] or not thumb["left_out"]] == []
    assert [pieces for _, pieces, *_ in stopped if holds(written, pieces)] == []


@pytest.mark.parametrize("detail", ["Rosalind Achterberg DOB 3/4/1950", "R o s a l i n d  A c h t e r b e r g", "RosalindAchterberg", "MBI 1EG4/TE5/MK73"])
def test_no_field_of_a_page_is_shown_again_with_details(web, detail):
    """A row's code and minutes and the day of the units page, the words of the codes page: nothing of it, not in the message either."""
    words = ("Rosalind", "ROSALIND", "A c h t", "3/4/1950", "1EG4")
    rows = {"code": ["97110", "97140"], "minutes": ["20", "10"], "who": ["therapist", "therapist"], "theirs": ["", ""]}
    told = [web.post(path, data={**rows, name: [detail, detail], "as_of": day}).text for path in ("/units", "/units-result") for name in rows for day in ("", detail)]
    told += [web.get("/codes", params={"q": detail}).text, web.get("/codes", params={"on": detail[:10]}).text]
    kept = web.post("/units", data={**rows, "as_of": "2025-03-01"}).text
    assert not [word for text in told for word in words if word in text]
    assert 'value="2025-03-01"' in kept
    assert 'value="97140"' in kept
