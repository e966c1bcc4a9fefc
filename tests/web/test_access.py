"""Access: axe on every page, keyboard alone, 320 px and forced colours."""

import pytest

from assistant.web.safety.auth import hashed
from tests.web.driven import MARKS, ask, opened
from tests.web.served import server

pytestmark = MARKS
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, address, scheme):
    """WCAG 2.2 A and AA, and axe's own advice, on every page of ours with all that folds open, and in the open widget, in both colour schemes."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page, axe, found = context.new_page(), Axe(), []
    for path in ("/units", "/claim", "/codes?compare=97110&compare=97112&q=9711", "/codes?q=97112", "/document?id=code-97112", "/library", "/practice", "/practice?lesson=denials", "/covers", "/embed", "/demo"):
        assert page.goto(f"{address}{path}").ok
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        if path == "/demo":
            page.get_by_role("button", name="Coding help").click()
            page.get_by_role("button", name="When does KX go on a claim?").click()
            page.get_by_role("heading", name="Sources").wait_for()
        report = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
        found += [(path, one["id"], one["nodes"][0]["target"]) for one in report["violations"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [1280, 320])
def test_the_admin_page(browser, index_folder, tmp_path, width):
    """Axe finds nothing, and nothing scrolls sideways."""
    from axe_playwright_python.sync_playwright import Axe

    (tmp_path / "users").write_text(f"ann:{hashed('a')}\n")
    with server(index_folder, ASSISTANT_AUTH=f"basic:{tmp_path / 'users'}", ASSISTANT_ADMINS="ann") as url:
        page = browser.new_page(bypass_csp=True, viewport={"width": width, "height": 800}, http_credentials={"username": "ann", "password": "a"})
        assert page.goto(f"{url}/admin").ok
        report = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
        assert [(one["id"], one["nodes"][0]["target"]) for one in report["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_chat(browser, address, scheme):
    """The chat empty, then with two answers, its controls open and a fault told; best practice included."""
    from axe_playwright_python.sync_playwright import Axe

    tab = opened(browser, address, bypass_csp=True, color_scheme=scheme)
    axe, found = Axe(), []

    def look():
        tab.evaluate("scrollTo(0, document.documentElement.scrollHeight)")  # the bar covers what is scrolled under it
        report = axe.run(tab, options={"runOnly": {"type": "tag", "values": TAGS}}).response
        found.extend((one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"][:120]) for one in report["violations"])

    look()
    ask(tab, "What is the difference between 97112 and 97110?")
    turn = ask(tab, "Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    turn.get_by_text("What it rests on").click()
    turn.locator(".ref").first.focus()
    look()
    tab.locator("#around summary").click()
    tab.get_by_label("Date of service", exact=True).fill("no day")
    tab.get_by_label("Question").fill("x")
    tab.get_by_label("Question").press("Enter")
    tab.locator("#around summary").click()
    look()
    tab.context.close()
    assert found == [], "\n".join(map(str, found))


def test_the_chat_by_keyboard_alone(browser, address):
    """Ask, go to a source, correct a minute, ask anew, undo: without a mouse, the focus always seen."""
    tab = opened(browser, address)
    ask(tab, "Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    seen = []
    tab.locator("#chat h1").evaluate("one => { one.tabIndex = -1; one.focus(); }")
    for _ in range(40):
        tab.keyboard.press("Tab")
        seen.append(tab.evaluate("(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || document.activeElement.id).trim().slice(0, 40)"))
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", seen[-1]
        if tab.evaluate("document.activeElement.id") == "send":
            break
    told = " | ".join(seen)
    for part in ("Medicare", "97110 33 min", "Source 1", "Copy the answer", "Print", "What it rests on", "question"):
        assert part in told
    tab.get_by_role("button", name="97140 7 min").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.textContent") == "97140 7 min"
    tab.context.close()


@pytest.mark.parametrize("path", ["/units", "/claim", "/codes"])
def test_a_page_by_keyboard_alone(browser, address, path):
    """Past the date, whose calendar button is a stop of its own, to the end of the page: the focus always seen, never held."""
    tab, seen = browser.new_page(viewport={"width": 1366, "height": 768}), []
    tab.goto(f"{address}{path}")
    for _ in range(24):
        tab.keyboard.press("Tab")
        kind, outline = tab.evaluate("[document.activeElement.type || document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]")
        assert outline != "none", seen
        seen.append(kind)
        if kind == "date" and seen.count("date") == 1:
            tab.keyboard.type("06302025")
    assert tab.evaluate("document.querySelector('input[type=date]').value") == "2025-06-30"
    assert "submit" in seen[seen.index("date") :]
    tab.close()


@pytest.mark.parametrize("path", ["/units", "/claim", "/codes", "/codes?q=97112", "/codes?compare=97110&compare=97112&compare=97140&compare=97530", "/library", "/practice", "/covers", "/embed"])
def test_nothing_scrolls_sideways_at_320(browser, address, path):
    """320 px is 400 % zoom of 1,280: a table of four codes scrolls in its own box, the page does not."""
    tab = browser.new_page(viewport={"width": 320, "height": 640})
    tab.goto(f"{address}{path}")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    tab.close()


def test_forced_colours(browser, address):
    """With the system's colours everything of an answer and its marks stays visible."""
    tab = opened(browser, address, forced_colors="active")
    turn = ask(tab, "Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    turn.locator(".ref").first.click()
    assert turn.locator(".spot.on").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    assert tab.locator("#send").is_visible()
    assert tab.locator("header [aria-current]").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    tab.context.close()


def test_the_widget_at_400_percent(browser, address):
    """A screen of 320 × 200: the panel scrolls as a whole, an answer is not squeezed into a slit."""
    tab = browser.new_page(viewport={"width": 320, "height": 200})
    tab.goto(f"{address}/demo")
    tab.get_by_role("button", name="Coding help").click()
    tab.get_by_role("button", name="When does KX go on a claim?").click()
    tab.get_by_role("heading", name="Sources").wait_for()
    log = tab.get_by_role("log").bounding_box()
    assert log["height"] > 300
    assert tab.get_by_role("dialog").evaluate("one => one.scrollHeight > one.clientHeight && one.scrollWidth <= one.clientWidth")
    assert tab.locator(".me").bounding_box()["y"] >= 0
    tab.close()
