"""The practice pages with nothing behind them but the reference: a session, notes to tick, a set, a path, its record."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.practice.material import read_material
from assistant.practice.path import PLACEMENT, Record, answered, following, started
from assistant.web.pages import practice
from tests.practice.test_practice import said


@pytest.fixture(scope="module")
def web(reference):
    """A client of the practice routes alone."""
    app = FastAPI()
    app.include_router(practice.routes(SimpleNamespace(reference=reference)))
    return TestClient(app)


def record_of(page):
    """The record that a page carries."""
    return re.search(r'name="record" value="(.+?)"', page.text, re.DOTALL)[1]


def test_the_first_page_leads_to_the_path_to_lessons_and_to_a_set(web):
    """All eleven lessons, the path first, and nothing inline."""
    text = web.get("/practice").text
    assert text.index('action="practice-path"') < text.index('name="lesson" value="codes"')
    assert text.count('class="card lesson"') == 11
    assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", text)


def test_what_waits_for_a_record_is_not_seen_before(web):
    """'Go on where you were' and the sheet of a class are hidden, and the style leaves them so."""
    text = web.get("/practice").text
    assert re.search(r'<button id="go-on" hidden>', text)
    assert re.search(r'<form [^>]*id="class" hidden>', text)
    style = Path(practice.__file__).parents[1] / "static" / "site.css"
    assert "[hidden] { display: none !important; }" in style.read_text(encoding="utf-8")


def test_read_first_is_rendered(web):
    """Lists, tables and bold words as HTML, none of Markdown's signs, on the first page and where a passage is shown."""
    text = web.get("/practice").text
    assert text.count("Read first: ") == 11
    assert "<th scope" in text
    assert "**" not in text
    assert "| Aim |" not in text


def test_a_passage_after_an_answer_is_rendered(web):
    """What a reason code means, under the case that asked for it."""
    page = web.get("/practice?lesson=denials&seed=3&answer=a&check=1")
    assert page.status_code == 200
    assert "<blockquote><p>" in page.text


def test_the_path_shows_what_to_read_before_a_topics_first_case(web, reference):
    """Open before the first new case, folded after it, not in the placement; it says what levels and mastered mean, and what is next."""
    material = read_material(reference, date.today())
    record, read = started(7), []
    for _ in range(len(PLACEMENT) + 3):
        page = web.post("/practice-path", data={"record": record.text()}).text
        read.append("open" if "<details open><summary>Read first" in page else "folded" if "Read first" in page else "")
        assert ">1 cases" not in page
        record = answered(record, material, said(following(record, material)[1].answer), 30, date.today())[0]
    assert read == [""] * len(PLACEMENT) + ["open", "open", "folded"]  # codes, counting, codes
    assert "Where you start" in web.post("/practice-path", data={"record": Record(7, record.steps[: len(PLACEMENT)]).text()}).text
    assert "mastered after two right in a row at level 4" in page
    while (coming := following(record, material)) is not None:
        record = answered(record, material, said(coming[1].answer), 30, date.today())[0]
    assert "What comes next" in web.post("/practice-path", data={"record": record.text()}).text


def test_quiz_me_on_a_code_is_an_address(web):
    """A field on the page leads there; a seed is added and the code kept; an empty field asks about any."""
    assert '<option value="97112">' in web.get("/practice").text
    assert "code=" not in str(web.get("/practice?lesson=stories&code=").url)
    page = web.get("/practice?lesson=stories&code=97112")
    assert "code=97112" in str(page.url)
    assert "about 97112" in page.text


def test_a_story_is_marked_with_the_words_that_decide(web):
    """Each option has its reason."""
    page = web.get("/practice?lesson=stories&seed=3&answer=a&check=1")
    assert "The words that decide" in page.text
    assert "Each option, and why" in page.text


def test_a_wrong_choice_is_told_why_not(web):
    """Its own reason stands open, whichever letter was wrong."""
    pages = [web.get(f"/practice?lesson=remittances.2x3&seed=3&answer={letter}&check=1").text for letter in "abcd"]
    assert sum("Why not: " in text for text in pages) == 3
    assert all("level 2 of 4 · 3 cases" in text for text in pages)


def test_no_box_ticked_says_none(web):
    """A note held to be sound; the answer is carried on."""
    page = web.get("/practice?lesson=audit.2x2&seed=4&check=1")
    assert "You said: none" in page.text or "Give a letter" in page.text
    again = web.get("/practice?lesson=audit.2x2&seed=4&answers=none&answer=&check=1")
    assert again.status_code == 200


def test_a_path_goes_on_from_what_the_form_carries(web):
    """The server keeps nothing: the record grows in the form, and is saved and read again."""
    page = web.post("/practice-path", data={"seed": "7"})
    assert "to find where you start" in page.text
    for n in (1, 2, 3):
        fields = {"record": record_of(page), "check": "1", "seconds": "12"}
        inputs = re.findall(r'name="answer"[^>]*?(?:value="(\w)")?', page.text.split('id="case"')[1])
        page = web.post("/practice-path", data={**fields, "answer": ["a"] if inputs[0] or 'type="radio"' in page.text else ["1"] * len(inputs)})
        assert f"{n} case{'' if n == 1 else 's'} so far" in page.text or "Give" in page.text
    saved = web.post("/practice-record", data={"record": record_of(page)})
    assert saved.text.startswith("practice 7")
    assert "practice-record.txt" in saved.headers["content-disposition"]
    assert web.post("/practice-record", data={"record": saved.text, "as": "sheet"}).text.startswith("\ufeffpath,seed,7")
    assert web.post("/practice-path", data={"record": saved.text}).status_code == 200


def test_a_class_has_one_sheet(web):
    """From the records of its learners; one that is none is told by its name."""
    record = "practice 7\nstories 2 4200 3f2a9c10 wrong 2026-11-27 35"
    sheet = web.post("/practice-record", data={"as": "class", "name": ["anna", "ben"], "record": [record, "practice 8"]}).text
    assert "anna,1,0,0.6,0,1,stories" in sheet
    assert "ben,0,0" in sheet
    assert "cal: This is no record" in web.post("/practice-record", data={"as": "class", "name": ["cal"], "record": ["hello"]}).text
    assert web.post("/practice-record", data={"as": "class"}).status_code == 422


@pytest.mark.parametrize("path", ["/practice-path", "/practice-record"])
def test_a_record_that_is_none_is_refused_in_words(web, path):
    """And the lessons stand below."""
    page = web.post(path, data={"record": "hello"})
    assert page.status_code == 422
    assert "no record of practice" in page.text


def test_a_session_is_saved_as_csv(web):
    """With the note in the question."""
    page = web.post("/practice-sheet", data={"lesson": "audit", "seed": "3", "answers": ["a"]})
    assert page.status_code == 200
    assert "treatment note of" in page.text or "Which of these mends" in page.text


@pytest.mark.parametrize("seed", ["9" * 5_000, "99999999999999999999", "-1", "1e5", "²"])
def test_a_seed_that_is_none(web, seed):
    """Told on the page as 422, whatever its length."""
    answer = web.post("/practice", data={"lesson": "audit", "seed": seed})
    assert answer.status_code == 422
    assert "The seed is a number" in answer.text
