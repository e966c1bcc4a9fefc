"""The chat in a real browser: asks, answers, sources, corrections, follow-ups; nothing from elsewhere, nothing kept."""

import re
import shutil

import pytest

from tests.web.served import server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
EXAMPLE = "Medicare: 33 minutes of 97110 and 7 of manual therapy — units?"


@pytest.fixture(scope="module")
def address(index_folder):
    """A server of its own on a free port."""
    with server(index_folder) as url:
        yield url


@pytest.fixture(scope="module")
def browser():
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def opened(browser, address, width=1280):
    """A fresh tab on the chat; every request and every complaint of the console is remembered."""
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.asked, tab.complaints = [], []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.on("console", lambda said: tab.complaints.append(said.text) if said.type == "error" else None)
    tab.goto(address)
    tab.get_by_label("Question").wait_for()
    return tab


@pytest.fixture
def page(browser, address):
    """A fresh tab of a desktop's width."""
    tab = opened(browser, address)
    yield tab
    tab.close()


def ask(page, question):
    """Type a question, send it with Enter, return the text of the last answer."""
    before = page.locator(".message.bot").count()
    box = page.get_by_label("Question")
    box.fill(question)
    box.press("Enter")
    page.locator(".message.bot").nth(before).wait_for(timeout=20_000)
    return page.locator(".message.bot").last.inner_text()


def test_a_units_question_with_its_sources_and_working(page):
    """CMS example 3: 97110 × 2 and 97140 × 1, with §20.2 beside it and the arithmetic on demand."""
    said = ask(page, EXAMPLE)
    assert "97110 × 2 and 97140 × 1" in said.splitlines()[0]
    source = page.locator(".source").first
    assert "§20.2" in source.inner_text()
    assert "in force from 2017-01-01" in source.inner_text()
    assert source.locator("a").get_attribute("href").startswith("https://www.cms.gov/")
    page.get_by_role("button", name="How it was worked out").click()
    page.get_by_text("33 + 7").first.wait_for()


def test_the_same_minutes_under_the_ama_rule(page):
    """97110 × 2 and no unit of 97140."""
    first = ask(page, "33 minutes of 97110 and 7 of 97140 under the AMA rule. Units?").splitlines()[0]
    assert "97110 × 2" in first
    assert "97140" not in first


def test_the_payer_chosen_on_the_page_counts(page):
    """The field above decides where the question says nothing."""
    page.get_by_label("Payer").click()
    page.get_by_role("option", name="AMA midpoint rule").click()
    first = ask(page, "33 minutes of 97110 and 7 of 97140. Units?").splitlines()[0]
    assert "Bill 2 units" in first


def test_a_comparison_is_a_table(page):
    """97112 and 97110 side by side."""
    ask(page, "What is the difference between 97112 and 97110?")
    heads = page.locator(".message.bot table th").all_inner_texts()
    assert {"97110", "97112"} <= set(heads)


def test_kx_on_the_first_visit(page):
    """Not before the threshold is expected to be passed."""
    assert ask(page, "Do I need KX on the first visit?").startswith("No")


def test_exercise_advice_is_declined(page):
    """Out of scope, said so, without a source that is none."""
    said = ask(page, "Which exercises for a rotator cuff tear?")
    assert re.search(r"can't suggest treatments, exercises", said)
    assert page.locator(".source").count() == 0


def test_what_was_understood_is_shown_and_corrected(page):
    """Two rows; a corrected cell is counted anew."""
    ask(page, EXAMPLE)
    page.get_by_role("button", name="What I understood").click()
    cell = page.locator("[data-testid='cell-1-1'], td[data-row='1'][data-col='1']").first
    cell.dblclick()
    page.keyboard.press("Control+A")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    before = page.locator(".message.bot").count()
    page.get_by_role("button", name="Recompute").click()
    page.locator(".message.bot").nth(before).wait_for(timeout=20_000)
    assert "97110 × 2 and 97140 × 2" in page.locator(".message.bot").last.inner_text()


def test_a_follow_up_keeps_what_is_still_meant(page):
    """The second turn is read in the light of the first; a button asks the next question."""
    ask(page, "Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    assert "CQ" in ask(page, "and if the PTA did the manual?")
    before = page.locator(".message.bot").count()
    page.locator("#chips button:visible").first.click()
    page.locator(".message.bot").nth(before).wait_for(timeout=20_000)


def test_patient_details_are_not_shown_again(page):
    """They are taken out of the log, and nothing is answered from them."""
    said = ask(page, "Jane Miller, DOB 03/14/1951, 23 minutes of 97110, units?")
    assert "take the patient's details out" in said
    assert "1951" not in page.locator("#chat").inner_text()


def test_answers_are_announced(page):
    """The answers are a polite log to a screen reader."""
    ask(page, "97116?")
    assert page.locator("#chat [role=log][aria-live=polite]").count() == 1


def test_a_wrong_date_is_told(page):
    """Which value, and how to write it."""
    page.get_by_label("Date of service").fill("yesterday")
    box = page.get_by_label("Question")
    box.fill("KX amount?")
    box.press("Enter")
    page.get_by_text("write it as 2026-11-23").first.wait_for()


def test_nothing_comes_from_elsewhere_and_nothing_is_kept(page, address):
    """Every request goes to the page's own server; the browser's storage stays empty; the console is quiet."""
    ask(page, "What is the difference between 97112 and 97110?")
    assert [url for url in page.asked if not url.startswith((address, "data:", "blob:"))] == []
    assert page.evaluate("Object.keys(localStorage).length + document.cookie.length") == 0
    assert page.complaints == []


@pytest.mark.parametrize("width", [400, 360, 320])
def test_it_fits_a_phone(browser, address, width):
    """Nothing is wider than the screen, an answer with a table included; 320 is 400 % zoom of 1,280."""
    tab = opened(browser, address, width)
    ask(tab, "97110 PTA 23 minutes, PT 13; Medicare: units?")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()
