"""The chat in a real browser: asks, answers, sources, follow-ups, nothing from elsewhere."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def address(index_folder):
    """A server of its own on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"ASSISTANT_PORT": str(port), "ASSISTANT_INDEX": str(index_folder)}
    server = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env={**os.environ, **settings})
    url = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=1).close()
            break
        except OSError:
            time.sleep(0.25)
    yield url
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def browser():
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, address):
    """A fresh page; every request it makes is remembered."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.asked = []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.goto(address)
    tab.get_by_label("Question").wait_for()
    yield tab
    tab.close()


def ask(page, question):
    """Type a question, send it, return the text of the last answer."""
    before = page.locator(".message.bot").count()
    box = page.get_by_label("Question")
    box.fill(question)
    box.press("Enter")
    page.locator(".message.bot").nth(before).wait_for(timeout=20_000)
    return page.locator(".message.bot").last.inner_text()


def test_a_units_question_with_its_sources(page):
    """CMS example 3: 97110 × 2 and 97140 × 1, with §20.2 beside it."""
    said = ask(page, "Medicare: 33 minutes of 97110 and 7 of manual therapy — units?")
    assert "97110 × 2" in said
    assert "97140 × 1" in said
    assert "§20.2" in page.locator(".source").first.inner_text()


def test_the_payer_chosen_on_the_page_counts(page):
    """The same minutes under the AMA rule: 97110 × 2 only."""
    said = ask(page, "33 minutes of 97110 and 7 of 97140 under the AMA rule. Units?")
    assert re.search(r"97110 × 2", said)
    assert "97140 × 1" not in said


def test_out_of_scope_is_declined(page):
    """Exercise advice is not given."""
    said = ask(page, "Which exercises for a rotator cuff tear?")
    assert re.search(r"can't|don't|outside|won't", said)


def test_a_follow_up_keeps_what_is_still_meant(page):
    """The second turn is read in the light of the first."""
    ask(page, "Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    assert "CQ" in ask(page, "and if the PTA did the manual?")


def test_nothing_is_asked_of_another_host(page, address):
    """Every request of the page goes to its own server."""
    ask(page, "What is the difference between 97112 and 97110?")
    assert all(url.startswith((address, "data:", "blob:")) for url in page.asked)


def test_it_fits_a_phone(browser, address):
    """At 400 px nothing is wider than the screen."""
    tab = browser.new_page(viewport={"width": 400, "height": 800})
    tab.goto(address)
    tab.get_by_label("Question").wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 400
    tab.close()
