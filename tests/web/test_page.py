"""The chat in a real browser: asks, answers, sources, what was read; nothing from elsewhere, nothing on the server."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.driven import MARKS, answered, ask, mocked, opened

pytestmark = MARKS
EXAMPLE = "Medicare: 33 minutes of 97110 and 7 of manual therapy. Units?"


@pytest.fixture(scope="module")
def address(recording):
    """The server that keeps feedback."""
    return recording


@pytest.fixture
def page(browser, address):
    """A fresh tab of a desktop's width."""
    tab = opened(browser, address)
    yield tab
    tab.context.close()


def lead(turn):
    """The first paragraph of a turn's answer."""
    return turn.locator(".said p").first.inner_text()


def test_a_units_question_with_its_sources_and_working(page):
    """CMS example 3: 97110 × 2 and 97140 × 1, with §20.2 beside it and the arithmetic on demand."""
    turn = ask(page, EXAMPLE)
    assert "97110 × 2 and 97140 × 1" in lead(turn)
    source = turn.locator(".sources li").first
    assert "§20.2" in source.inner_text()
    assert "primary source" in source.inner_text()
    assert source.locator("a").first.get_attribute("href").startswith("https://www.cms.gov/")
    turn.get_by_text("What it rests on").click()
    turn.get_by_text("33 + 7").first.wait_for()


def test_the_same_minutes_under_the_ama_rule(page):
    """97110 × 2 and no unit of 97140."""
    first = lead(ask(page, "33 minutes of 97110 and 7 of 97140 under the AMA rule. Units?"))
    assert "97110 × 2" in first
    assert "97140" not in first


def test_payer_and_date_of_the_page_count(page):
    """One line of small controls; 6/30/2025 is taken as people write it, and the line says what is chosen."""
    page.locator("#around summary").click()
    page.get_by_label("Payer").select_option("AMA midpoint rule")
    page.get_by_label("Date of service", exact=True).fill("6/30/2025")
    turn = ask(page, "33 minutes of 97110 and 7 of 97140. Units?")
    assert "Bill 2 units" in lead(turn)
    assert page.locator("#around-said").inner_text() == "AMA midpoint rule · 2025-06-30 · any setting"
    assert "2025-06-30" in turn.locator(".read").inner_text()


def test_a_comparison_is_a_table_that_is_seen_whole(browser, address):
    """97112 and 97110 side by side; at 1366 × 768 nine tenths of the answer and more are in view without scrolling."""
    tab = opened(browser, address, 1366, 768)
    turn = ask(tab, "What is the difference between 97112 and 97110?")
    assert {"97110", "97112"} <= set(turn.locator("table th").all_inner_texts())
    seen = tab.evaluate(
        """() => { const box = document.querySelector('.turn .said').getBoundingClientRect(), bar = document.querySelector('#bar').getBoundingClientRect();
        return (Math.min(box.bottom, bar.top) - Math.max(box.top, 0)) / box.height; }"""
    )
    assert seen > 0.9
    assert tab.evaluate("[...document.querySelectorAll('#assistant *')].filter(e => e.scrollHeight > e.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(e).overflowY)).map(e => e.className)") == []
    tab.context.close()


def test_the_first_answer_leaves_the_page_where_it_is(browser, address):
    """At 1366 × 768 the comparison stands whole under the page's bar, what to ask next with it: nothing was scrolled."""
    tab = opened(browser, address, 1366, 768)
    turn = ask(tab, "97112 vs 97110?")
    assert tab.evaluate("scrollY") == 0
    assert turn.locator(".answer").bounding_box()["height"] + turn.locator(".answer").bounding_box()["y"] < tab.locator("#bar").bounding_box()["y"]
    assert tab.get_by_role("heading", level=1).count() == 1
    tab.context.close()


@pytest.mark.parametrize("width", [400, 320])
def test_a_phone_has_room_for_the_answer(browser, address, width):
    """The pages' bar is one line, the question's bar two; of a table of four codes the first column stays in view."""
    tab = opened(browser, address, width, 640)
    turn = ask(tab, "compare 97110, 97112, 97530 and 97116")
    assert tab.locator("header nav").bounding_box()["height"] < 52
    assert tab.locator("#bar").bounding_box()["height"] < 100
    cell = turn.locator("tbody td").first
    before = cell.bounding_box()["x"]
    turn.locator(".scroll").first.evaluate("one => { one.scrollLeft = 150; }")
    assert turn.locator(".scroll").first.evaluate("one => one.scrollLeft") > 50
    assert cell.bounding_box()["x"] == pytest.approx(before, abs=1)
    tab.context.close()


def test_no_line_of_what_was_read_begins_with_a_dot(browser, address):
    """A dot stands by the part before it."""
    tab = opened(browser, address, 320, 640)
    turn = ask(tab, "Medicare: 97110 36 min of which the PTA did 23, 10 minutes of 97140 and 12 of 97530. Units?")
    apart = turn.locator(".held").evaluate_all("all => all.filter(one => Math.abs(one.firstChild.getBoundingClientRect().bottom - one.lastChild.getBoundingClientRect().bottom) > 14).length")
    assert turn.locator(".held").count() >= 4
    assert apart == 0
    tab.context.close()


def test_whose_words_a_quote_is(page):
    """Our words for a section, what a tool worked out, an own document's own: each is told from a publisher's text."""
    row = {"source": "m", "url": "", "about": "", "locator": "p. 2"}
    sources = [
        {**row, "n": 1, "source": "a", "title": "Manual", "quote": "ours", "passage": True, "section": "kx#when"},
        {**row, "n": 2, "source": "b", "title": "Rule", "quote": "worked", "passage": False, "section": ""},
        {**row, "n": 3, "source": "c", "title": "Policy", "quote": "theirs", "passage": True, "section": "own-policy#one"},
    ]
    mocked(page, answer="**Yes.** [1] [2] [3]", sources=sources)
    turn = ask(page, "x?")
    assert turn.locator(".quote").all_inner_texts() == ["In our words: ours", "Bears out: worked", "theirs"]
    assert turn.locator("blockquote").count() == 1
    assert turn.get_by_role("link", name="Policy").get_attribute("href") == "document?id=own-policy%23one"


def test_each_answer_keeps_its_own_sources(page):
    """The first answer's sources stay after the second; a mark shows its quote, and leads to its own list."""
    first = ask(page, "Does the PT have to be in the building when our PTA treats?")
    told = first.locator(".sources").inner_text()
    second = ask(page, EXAMPLE)
    assert first.locator(".sources").inner_text() == told
    mark = second.get_by_role("button", name=re.compile("Source 1")).first
    mark.hover()
    expect(second.get_by_role("tooltip")).to_contain_text("§20.2")
    mark.focus()
    mark.press("Enter")
    expect(second.locator(".spot.on")).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == "source-1-1"
    assert first.locator(".spot.on").count() == 0


def test_places_of_one_document_are_one_source(page):
    """Two places, one entry; a PDF is opened at its page."""
    row = {"source": "m", "title": "Manual", "url": "https://x.example/m.pdf#page=7", "about": "primary source", "quote": "q", "passage": True}
    mocked(page, answer="**Yes.** [1] [2]", sources=[{**row, "n": 1, "locator": "p. 7"}, {**row, "n": 2, "locator": "p. 9", "quote": "r"}])
    turn = ask(page, "x?")
    assert turn.locator(".sources li").count() == 1
    assert turn.locator(".spot").count() == 2
    assert turn.locator(".spot a").first.get_attribute("href").endswith("#page=7")


def test_a_minute_is_corrected_where_it_was_read(page):
    """Two actions: press the part, type and Enter; the answer is made anew in its place."""
    turn = ask(page, "Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    turn.get_by_role("button", name="97140 7 min").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(page.locator("article.turn .said p").first).to_contain_text("97110 × 2 and 97140 × 2")
    assert page.locator("article.turn").count() == 1
    assert page.locator("article.turn h2").inner_text() == "Medicare: 33 minutes of 97110 and 20 of 97140. Units?"


def test_the_payer_is_changed_where_it_was_read(page):
    """The same question under another rule."""
    turn = ask(page, "33 minutes of 97110 and 7 of 97140. Units?")
    turn.get_by_role("button", name="payer not said").click()
    page.locator(".edit select").select_option("ama")
    page.get_by_role("button", name="OK").click()
    expect(page.locator("article.turn .said p").first).to_contain_text("Bill 2 units")


def test_what_was_meant_is_chosen_with_one_click(page):
    """Choices are buttons with their sentence, not said twice; a click asks that question; the state goes back and forth."""
    choices = [{"question": "Is a re-evaluation due at the tenth visit?", "id": "a#b", "says": "No: it follows need."}, {"question": "When is a progress report due?", "id": "c#d", "says": "Every ten visits."}]
    text = "**Which of these do you mean?**\n\n- Is a re-evaluation due at the tenth visit? No: it follows need.\n- When is a progress report due? Every ten visits."
    mocked(page, outcome="needs_detail", answer=text, choices=choices, certainty="unsure", state={"lines": [1]})
    turn = ask(page, "tenth visit?")
    assert turn.get_by_text("Every ten visits.").count() == 1
    turn.get_by_role("button", name="When is a progress report due? Every ten visits.").click()
    second = answered(page, 1)
    assert second.locator("h2").inner_text() == "When is a progress report due?"
    assert "state" not in page.sent[0]
    assert page.sent[1]["state"] == {"lines": [1]}
    assert page.sent[1]["history"] == ["tenth visit?"]


def test_a_follow_up_keeps_what_is_still_meant(page):
    """The second turn is read in the light of the first; a chip asks the next question, and the box has the focus again."""
    ask(page, "Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    turn = ask(page, "and if the PTA did the manual?")
    assert "CQ" in turn.inner_text()
    turn.locator(".chips button").first.click()
    answered(page, 2)
    assert page.evaluate("document.activeElement.id") == "question"


def test_exercise_advice_is_declined(page):
    """Out of scope, said so, without a source that is none."""
    turn = ask(page, "Which exercises for a rotator cuff tear?")
    assert turn.locator(".answer.declined").count() == 1
    assert turn.locator(".sources").count() == 0


def test_codes_in_an_answer_lead_to_their_page(page):
    """One click from a code to what is known of it."""
    ask(page, EXAMPLE).locator("a.code").first.click()
    page.get_by_role("heading", name=re.compile("97110")).first.wait_for()
    assert "/codes" in page.url
    assert "97110" in page.url


def test_nothing_comes_from_elsewhere_and_nothing_stays(page, address):
    """Every request goes to the page's own server; no cookie, nothing beyond the tab; the console is quiet."""
    ask(page, "What is the difference between 97112 and 97110?")
    assert [url for url in page.asked if not url.startswith((address, "data:", "blob:"))] == []
    assert page.evaluate("Object.keys(localStorage).length + document.cookie.length") == 0
    assert page.complaints == []


@pytest.mark.parametrize("width", [400, 360, 320])
def test_it_fits_a_phone(browser, address, width):
    """Nothing is wider than the screen, an answer with a four-code table included; 320 is 400 % zoom of 1,280."""
    tab = opened(browser, address, width)
    ask(tab, "97110 PTA 23 minutes, PT 13; Medicare: units?")
    ask(tab, "Medicare: 20 min 97110, 20 min 97112, 20 min 97140, 20 min 97530. Units?")
    tab.locator("#around summary").click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.context.close()
