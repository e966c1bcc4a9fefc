"""Patient details of every kind, sent to a running server: they are in no answer, no record, no log, and no answer to the next turn."""

import json
import re
import urllib.request

import pytest

from tests.privacy import shapes
from tests.privacy.seventh import SEVENTH
from tests.web.served import server_process

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
