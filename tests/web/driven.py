"""A real Chromium for the tests of this folder: started once, every request and complaint of a tab remembered."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]


def chromium():
    """A context manager's worth of Chromium, as a generator for fixtures."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


def opened(browser, address, width=1280, height=900, **context):
    """A fresh tab on the chat, in a context of its own."""
    inside = browser.new_context(viewport={"width": width, "height": height}, **context)
    tab = inside.new_page()
    tab.asked, tab.complaints = [], []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.on("console", lambda said: tab.complaints.append(said.text) if said.type == "error" else None)
    tab.goto(address)
    tab.locator("#question").wait_for()
    return tab


def ask(tab, question):
    """Type a question, send it with Enter; the turn that answers it."""
    before = tab.locator("article.turn").count()
    box = tab.get_by_label("Question")
    box.fill(question)
    box.press("Enter")
    return answered(tab, before)


def answered(tab, place):
    """The turn at a place, once it is there."""
    turn = tab.locator("article.turn").nth(place)
    turn.wait_for(timeout=60_000)
    return turn


def mocked(tab, **fields):
    """Every answer to this tab is this one; what was sent is remembered."""
    said = {"id": "abcdef123456", "question": "", "outcome": "answered", "reason": None, "answer": "**Yes.**", "claims": [], "facts": [], "passages": [],
            "sources": [], "followups": [], "as_of": "2026-11-23", "payer": None, "index": {"generation": "g"}, "elapsed_ms": 1.0, **fields}  # fmt: skip
    tab.sent = []

    def fulfil(route):
        tab.sent.append(route.request.post_data_json)
        route.fulfill(json=said)

    tab.route("**/api/ask", fulfil)
