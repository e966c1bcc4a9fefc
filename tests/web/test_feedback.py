"""Feedback in real Chromium: said under an answer, kept with its id, the question only when ticked."""

import shutil

import pytest

from assistant.record.store import Store
from tests.web.served import server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]


def test_feedback_under_an_answer(index_folder, tmp_path):
    """No thumb is asked for again; with the tick the question is kept, without it it is not."""
    from playwright.sync_api import sync_playwright

    url = f"sqlite:///{tmp_path / 'record.sqlite'}"
    with server(index_folder, ASSISTANT_RECORD=url) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        for ticked in (False, True):
            page.get_by_label("Question", exact=True).fill("what is CO-45")
            page.get_by_label("Question", exact=True).press("Enter")
            opened = page.get_by_role("button", name="Did this answer help?")
            opened.wait_for(timeout=20_000)
            page.wait_for_timeout(600)
            if opened.get_attribute("aria-expanded") != "true" and not page.get_by_role("button", name="Send", exact=True).is_visible():
                opened.click()
            page.get_by_role("button", name="Send", exact=True).click()
            page.get_by_text("Please choose yes or no.").wait_for()
            page.get_by_label("No", exact=True).check()
            page.get_by_label("Why (no patient details)").fill("too short")
            if ticked:
                page.get_by_label("Include my question").check()
            page.get_by_role("button", name="Send", exact=True).click()
            page.get_by_text("Thank you. Kept with answer").wait_for()
        browser.close()
    held = Store.open(url)
    rows = [(said.thumb, said.reason, said.question) for said, answer in held.feedback() if answer]
    held.close()
    assert rows == [("down", "too short", "what is CO-45"), ("down", "too short", "")]
