"""What the chat's tab keeps and what its keys and buttons do: back, reload, new, undo, link, copy, print, thumbs, errors."""

import pytest
from playwright.sync_api import expect

from tests.web.driven import MARKS, answered, ask, mocked, opened

pytestmark = MARKS
UNITS = "Medicare: 33 minutes of 97110 and 7 of 97140. Units?"
DETAILS = "Jane Miller, DOB 03/14/1951, 23 minutes of 97110, units?"


@pytest.fixture(scope="module")
def address(recording):
    """The server that keeps feedback."""
    return recording


@pytest.fixture
def page(browser, address):
    """A fresh tab."""
    tab = opened(browser, address, permissions=["clipboard-read", "clipboard-write"])
    yield tab
    tab.context.close()


def kept(tab):
    """All that the browser keeps for the tab."""
    return tab.evaluate("JSON.stringify(sessionStorage)")


def test_back_and_reload_lose_nothing(page, address):
    """Conversation, payer and place are there after a reload, and after Units and Back; another tab knows nothing of them."""
    page.locator("#around summary").click()
    page.get_by_label("Payer").select_option("Medicare")
    ask(page, "33 minutes of 97110 and 7 of 97140. Units?")
    ask(page, "and if the PTA did the manual?")
    said = page.locator("#log").inner_text()
    page.reload()
    answered(page, 1)
    assert page.locator("#log").inner_text() == said
    page.get_by_role("link", name="Units").click()
    page.get_by_role("heading", name="Minutes to units").wait_for()
    page.go_back()
    answered(page, 1)
    assert page.locator("#log").inner_text() == said
    assert page.locator("#around-said").inner_text().startswith("Medicare")
    assert "CQ" in ask(page, "and both by the PTA?").inner_text()
    other = page.context.new_page()
    other.goto(address)
    other.locator("#question").wait_for()
    assert other.locator("article.turn").count() == 0


def test_a_new_question_can_be_undone(page):
    """It clears at once and gives everything back."""
    ask(page, UNITS)
    page.get_by_role("button", name="New question").click()
    expect(page.locator("article.turn")).to_have_count(0)
    assert UNITS not in kept(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("article.turn")).to_have_count(1)


def test_the_tab_forgets(page):
    """The switch keeps nothing any more; what was kept is gone; said in plain words."""
    ask(page, UNITS)
    assert UNITS in kept(page)
    page.get_by_text("What is kept").click()
    assert page.get_by_text("The server keeps none of it").is_visible()
    page.get_by_role("button", name="Forget it now").click()
    assert UNITS not in kept(page)
    page.get_by_text("What is kept").click()
    page.get_by_label("keep it for this tab").uncheck()
    page.keyboard.press("Escape")
    ask(page, UNITS)
    assert UNITS not in kept(page)
    page.reload()
    page.locator("#question").wait_for()
    assert page.locator("article.turn").count() == 0


def test_patient_details_are_neither_shown_nor_kept_nor_linked(page):
    """They are taken out of the log and of what the tab keeps, and nothing is answered from them."""
    turn = ask(page, DETAILS)
    assert "take the patient's details out" in turn.inner_text().replace("’", "'")
    for place in (page.locator("#log").inner_text(), kept(page), page.url):
        assert "1951" not in place
        assert "Miller" not in place
    assert turn.get_by_role("button", name="Copy a link").count() == 0
    ask(page, UNITS)
    page.get_by_label("Question").press("ArrowUp")
    page.get_by_label("Question").press("ArrowUp")
    assert "Miller" not in page.get_by_label("Question").input_value()


def test_a_link_opens_with_its_question(browser, page, address):
    """Copied in one click; opened elsewhere it is asked once, with payer and date, and leaves the address."""
    page.locator("#around summary").click()
    page.get_by_label("Payer").select_option("AMA midpoint rule")
    turn = ask(page, "33 minutes of 97110 and 7 of 97140. Units?")
    turn.get_by_role("button", name="Copy a link").click()
    turn.get_by_text("Copied").wait_for()  # the browser writes to the clipboard a while after the click
    link = page.evaluate("navigator.clipboard.readText()")
    assert "payer=ama" in link
    other = opened(browser, link)
    assert "Bill 2 units" in answered(other, 0).inner_text()
    assert other.url == f"{address}/"
    other.reload()
    answered(other, 0)
    assert other.locator("article.turn").count() == 1
    other.context.close()


def test_an_answer_is_copied_with_its_sources(page):
    """One click: as rich text with the table, and as plain text; both hold source and versions."""
    ask(page, UNITS).get_by_role("button", name="Copy the answer").click()
    page.get_by_text("Copied").wait_for()
    plain, rich = page.evaluate(
        """async () => { const [item] = await navigator.clipboard.read();
        return [await (await item.getType('text/plain')).text(), await (await item.getType('text/html')).text()]; }"""
    )
    for text in (plain, rich):
        assert "§20.2" in text
        assert "https://www.cms.gov/" in text
        assert "Knowledge" in text
    assert "<table" in rich
    assert "<button" not in rich
    assert "**" not in plain


def test_a_thumb_counts_at_once_and_a_reason_may_follow(page):
    """One click; then why, if one likes."""
    turn = ask(page, UNITS)
    turn.get_by_role("button", name="This answer did not help").click()
    turn.get_by_text("Thank you.").wait_for()
    turn.get_by_label("Why").fill("too long")
    with page.expect_response("**/api/feedback") as sent:
        turn.get_by_role("button", name="Send").click()
    assert sent.value.status == 201


def test_one_answer_is_printed_with_its_sources(page):
    """The others, the bar and the buttons are left out; versions stand below."""
    first = ask(page, UNITS)
    ask(page, "What is 97116?")
    page.evaluate("window.print = () => {}")
    first.get_by_role("button", name="Print this answer").click()
    page.emulate_media(media="print")
    assert first.locator(".versions").is_visible()
    assert first.locator(".sources").is_visible()
    assert page.locator("article.turn").nth(1).is_hidden()
    assert page.locator("#bar").is_hidden()


def test_errors_are_a_line_and_cover_nothing(page):
    """An empty Enter does nothing; a date that is none and a server that is away are a line under the log; the question stays."""
    ask(page, UNITS)
    page.get_by_label("Question").press("Enter")
    assert page.locator("article.turn").count() == 1
    assert page.locator("#fault").is_hidden()
    page.locator("#around summary").click()
    page.get_by_label("Date of service", exact=True).fill("2025-02-30")
    page.get_by_label("Question").fill("KX amount?")
    page.get_by_label("Question").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("6/30/2025")
    assert page.get_by_label("Question").input_value() == "KX amount?"
    page.locator("#around summary").click()
    page.get_by_label("Date of service", exact=True).fill("")
    page.route("**/api/ask", lambda route: route.fulfill(status=503, content_type="application/problem+json", body='{"detail": "The knowledge cannot be read just now."}'))
    page.get_by_label("Question").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("cannot be read just now")
    assert page.locator("article.turn").count() == 1
    assert page.locator("article.turn").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#fault").is_hidden()


def test_keys(page):
    """"/" goes to the box, ↑ and ↓ recall, Esc closes, Shift+Enter makes a line."""
    ask(page, UNITS)
    page.locator("article.turn h2").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "question"
    page.keyboard.press("ArrowUp")
    assert page.get_by_label("Question").input_value() == UNITS
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Question").input_value() == ""
    page.keyboard.type("a")
    page.keyboard.press("Shift+Enter")
    assert page.get_by_label("Question").input_value() == "a\n"
    page.locator("#around summary").click()
    page.keyboard.press("Escape")
    assert page.get_by_label("Payer").is_hidden()


def test_what_the_asker_writes_is_text(page):
    """Markup and Markdown in a question are shown as they were written; a hostile answer makes no element and no link."""
    bad = "<img src=x onerror=alert(1)> **bold** [a](javascript:alert(1)) `x`"
    text = f"**{bad}** [1]\n\n| {bad} | b |\n| --- | --- |\n| {bad} | c |\n\n- {bad}"
    source = {"n": 1, "source": "s", "title": bad, "url": "javascript:alert(2)", "locator": bad, "about": bad, "quote": bad, "passage": True}
    mocked(page, answer=text, sources=[source], followups=[bad], choices=[{"question": f"other {bad}", "id": "x", "says": bad}], read_as=[{"kind": "odd", "text": bad, "value": None}])
    turn = ask(page, bad)
    assert turn.locator("h2").inner_text() == bad
    assert turn.locator("h2 *").count() == 0
    assert turn.locator("img, script, a[href^=javascript]").count() == 0
    assert turn.locator("table").count() == 1
    assert page.complaints == []
    assert page.get_by_role("log").get_attribute("aria-live") == "polite"
