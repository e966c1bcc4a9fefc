"""Our pages and the widget in real Chromium: typing, pasting, comparing, asking; nothing from elsewhere, nothing broken."""

import http.server
import re
import shutil
import threading

import pytest
from playwright.sync_api import expect

from tests.web.served import free_port, server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
HOST_PAGE = """<!doctype html><title>intranet</title><style>* {{ color: red !important }}</style><p id="p">text</p>
<script src="{address}/widget.js" data-topic="denials" data-label="Ask us"></script>"""


@pytest.fixture(scope="module")
def other_port():
    """Where another site will be."""
    return free_port()


@pytest.fixture(scope="module")
def address(index_folder, other_port):
    """A server of its own; one other origin may ask it and frame it."""
    other = f"http://127.0.0.1:{other_port}"
    with server(index_folder, ASSISTANT_ORIGINS=other, ASSISTANT_FRAME_ANCESTORS=f"'self' {other}") as url:
        yield url


@pytest.fixture(scope="module")
def other(address, other_port):
    """A page of another origin with the widget in it."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            of, _, port = self.path.partition("/of/")  # "/frame/of/…": of the server on that port
            whose = f"http://127.0.0.1:{port}" if port else address
            framed = f'<iframe src="{whose}/embed?topic=units" width="500" height="500"></iframe>'
            body = framed.encode() if of == "/frame" else HOST_PAGE.format(address=whose).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    site = http.server.ThreadingHTTPServer(("127.0.0.1", other_port), Page)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{other_port}"
    site.shutdown()
    site.server_close()


@pytest.fixture(scope="module")
def browser():
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser):
    """A fresh tab; requests, errors and policy violations are remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()


@pytest.mark.parametrize("path", ["/units", "/claim", "/codes", "/library", "/covers", "/embed", "/demo"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_stay_at_home(tab, address, path, width):
    """No fault, no violation, nothing wider than the screen, no request to another host, nothing kept."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{address}{path}")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.faults == []
    assert [url for url in tab.asked if not url.startswith((address, "data:"))] == []
    assert tab.context.cookies() == []
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0


def test_units_as_you_type(tab, address):
    """One more minute of 97140 and the midpoint rule pays it: seen without pressing anything."""
    tab.goto(f"{address}/units")
    tab.locator("[name=minutes]").nth(1).fill("8")
    tab.locator(".rule", has_text="AMA").get_by_text("3 units").wait_for()
    assert "97110 × 2 + 97140 × 1" in tab.locator(".rule", has_text="AMA").inner_text()
    expect(tab.locator("#said")).to_contain_text("AMA midpoint 3 units")
    assert tab.locator("svg.picture").count() == 2
    assert tab.faults == []


def test_units_by_keyboard_and_by_assistant(tab, address):
    """A row is added with Enter; shared minutes ask for the assistant's part; a row can go."""
    tab.goto(f"{address}/units")
    tab.get_by_role("button", name="Clear").click()
    tab.keyboard.type("97110")
    tab.keyboard.press("Tab")
    tab.keyboard.type("30")
    tab.keyboard.press("Enter")
    tab.keyboard.type("97530")
    tab.keyboard.press("Tab")
    tab.keyboard.type("20")
    row = tab.locator("[data-row]").nth(0)
    row.locator("[name=who]").select_option("shared")
    row.locator("[name=theirs]").fill("15")
    tab.get_by_text("Lines with the assistant’s modifier").wait_for()
    tab.locator("[data-remove]").nth(1).click()
    expect(tab.locator("#result")).not_to_contain_text("97530")
    assert tab.faults == []


def test_units_are_copied_as_text(tab, address):
    """The text holds both rules and the source."""
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/units")
    tab.get_by_text("Copy as text").click()
    tab.get_by_role("button", name="Copy", exact=True).click()
    tab.get_by_role("button", name="Copied").wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert "Medicare: 3 units" in copied
    assert "§20.2.C" in copied


def test_a_claim_is_pasted_and_exported(tab, address):
    """Pasting checks at once; CSV comes as a file, the worksheet in a tab of its own."""
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/claim")
    tab.locator("#lines").fill("")
    tab.evaluate("navigator.clipboard.writeText('97116\\t20\\t2\\tGP')")
    tab.locator("#lines").focus()
    tab.keyboard.press("Control+V")
    tab.get_by_text("Line 1: 97116").wait_for()
    with tab.expect_download() as loading:
        tab.get_by_role("button", name="CSV").click()
    assert re.fullmatch(r"claim-20\d\d-\d\d-\d\d\.csv", loading.value.suggested_filename)
    with tab.context.expect_page() as opening:
        tab.get_by_role("button", name="Worksheet").click()
    sheet = opening.value
    sheet.get_by_role("heading", name="Claim worksheet").wait_for()
    assert sheet.evaluate("getComputedStyle(document.body).fontFamily").startswith("system-ui")
    assert tab.faults == []


def test_codes_narrow_and_compare(tab, address):
    """Typing narrows; four can be marked, a fifth cannot."""
    tab.goto(f"{address}/codes")
    for code in ("97110", "97112", "97116", "97140"):
        tab.get_by_label(f"Compare {code}", exact=True).check()
    assert tab.get_by_label("Compare 97530", exact=True).is_disabled()
    tab.get_by_label("Code or words").fill("gait")
    assert tab.get_by_label("Compare 97110", exact=True).is_hidden()
    assert tab.get_by_label("Compare 97116", exact=True).is_visible()
    tab.get_by_label("Code or words").fill("")
    tab.get_by_role("button", name="Search and compare").click()
    assert tab.get_by_role("region", name="Side by side").locator("th[scope=col]").count() == 5
    assert tab.faults == []


def look(tab):
    """What the widget could change on its host page."""
    return tab.evaluate(
        """() => [...document.querySelectorAll('body *:not(coding-help), html, body')].map(one => {
          const box = one.getBoundingClientRect(), style = getComputedStyle(one);
          return [one.tagName, box.x, box.y, box.width, box.height, style.color, style.fontFamily, style.overflow, one.className];
        }).concat([[document.styleSheets.length, document.adoptedStyleSheets.length, Object.keys(window).length, document.cookie]])"""
    )


def test_the_widget_on_a_hostile_page(tab, address):
    """It looks right under the worst style sheet and changes nothing outside itself."""
    tab.route("**/widget.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    tab.goto(f"{address}/demo")
    before = look(tab)
    tab.unroute("**/widget.js")
    tab.goto(f"{address}/demo")
    opener = tab.get_by_role("button", name="Coding help")
    opener.wait_for()
    assert look(tab) == before
    box = opener.bounding_box()
    assert box["x"] + box["width"] > 1240
    assert 36 <= box["height"] <= 56
    assert opener.evaluate("e => getComputedStyle(e).fontFamily").startswith("system-ui")
    opener.click()
    tab.get_by_role("button", name="When does KX go on a claim?").click()
    tab.get_by_role("heading", name="Sources").wait_for()
    assert tab.get_by_role("dialog").evaluate("e => getComputedStyle(e).opacity") == "1"
    assert tab.get_by_role("log").locator(".sources a").first.get_attribute("rel") == "noopener noreferrer"
    assert look(tab) == before
    assert tab.faults == []


def test_the_widget_by_keyboard_alone(tab, address):
    """Open, ask, go to a source, close: the focus comes back to the button."""
    tab.goto(f"{address}/demo")
    tab.get_by_role("button", name="Coding help").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.type("Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    tab.keyboard.press("Enter")
    tab.get_by_text("Bill 3 units").wait_for()
    mark = tab.get_by_role("button", name="Source 1").first
    mark.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.querySelector('coding-help').shadowRoot.activeElement.tagName") == "LI"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.querySelector('coding-help').shadowRoot.activeElement.className") == "open"
    assert tab.get_by_role("dialog").count() == 0


def test_the_page_asks_the_widget(tab, address):
    """By an event and by the attribute; a follow-up is read in the light of what came before."""
    tab.goto(f"{address}/demo")
    tab.get_by_role("button", name="Coding help").wait_for()
    tab.evaluate("dispatchEvent(new CustomEvent('coding-help:ask', {detail: {question: 'Medicare: 33 minutes of 97110 and 7 of 97140. Units?'}}))")
    tab.get_by_text("Bill 3 units").wait_for()
    tab.evaluate("document.querySelector('coding-help').setAttribute('question', 'and if the PTA did the manual?')")
    tab.locator(".answer").nth(1).wait_for()
    assert "CQ" in tab.locator(".answer").nth(1).inner_text()


def test_the_widget_shows_text_as_text(tab, address):
    """Markup in a question stays text; patient details are not shown again."""
    tab.goto(f"{address}/demo")
    tab.get_by_role("button", name="Coding help").click()
    tab.get_by_label("Question").fill("<img src=x onerror=alert(1)> what is 97110?")
    tab.keyboard.press("Enter")
    tab.locator(".answer").wait_for()
    assert tab.locator(".log img").count() == 0
    tab.get_by_label("Question").fill("Jane Roe, DOB 04/02/1950, MBI 1EG4-TE5-MK73, 20 min 97110")
    tab.keyboard.press("Enter")
    tab.locator(".answer").nth(1).wait_for()
    assert "1EG4" not in tab.get_by_role("log").inner_text()
    assert tab.faults == []


def test_the_widget_on_another_origin(tab, other):
    """A page of a named origin may use it; it keeps no cookie there."""
    tab.goto(other)
    tab.get_by_role("button", name="Ask us").click()
    tab.get_by_role("button", name="CO-97: what do I do?").click()
    tab.get_by_role("heading", name="Sources").wait_for()
    assert tab.context.cookies() == []
    assert tab.faults == []


def test_the_frame_on_another_origin(tab, other):
    """The plain frame works where frame-ancestors names the page."""
    tab.goto(f"{other}/frame")
    frame = tab.frame_locator("iframe")
    frame.get_by_role("button", name="What is the AMA midpoint rule?").click()
    frame.get_by_role("heading", name="Sources").wait_for()


def test_a_stranger_gets_neither_widget_answer_nor_frame(browser, index_folder, other):
    """Closed by default: the widget says it cannot reach the server; the frame stays empty."""
    with server(index_folder) as closed:
        page, port = browser.new_page(), closed.rpartition(":")[2]
        page.goto(f"{other}/of/{port}")
        page.get_by_role("button", name="Ask us").click()
        page.get_by_role("button", name="CO-97: what do I do?").click()
        page.get_by_text("The assistant cannot be reached.").wait_for()
        page.goto(f"{other}/frame/of/{port}")
        assert page.frame_locator("iframe").get_by_role("textbox").count() == 0
        page.close()


def test_six_tabs_and_a_widget(browser, address):
    """No page holds a connection: with six chats open the widget still answers."""
    context = browser.new_context()
    for _ in range(6):
        context.new_page().goto(address)
    last = context.new_page()
    last.goto(f"{address}/demo")
    last.get_by_role("button", name="Coding help").click()
    last.get_by_role("button", name="When does KX go on a claim?").click()
    last.get_by_role("heading", name="Sources").wait_for(timeout=15_000)
    context.close()


def test_a_hostile_answer_in_the_widget(tab, address):
    """Markup, handlers and javascript: in what the server says become text, in table, list and source alike."""
    bad = "<img src=x onerror=alert(1)>"
    text = f"**{bad}** [a](javascript:alert(1)) [1]\n\n| {bad} | b |\n| --- | --- |\n| {bad} | c |\n\n- {bad}\n\n**Sources**\n\n1. [{bad}](javascript:alert(2)), §1"
    tab.route("**/api/ask", lambda route: route.fulfill(json={"answer": text, "reason": None, "followups": [bad]}))
    tab.goto(f"{address}/demo")
    tab.get_by_role("button", name="Coding help").click()
    tab.get_by_label("Question").fill("x")
    tab.keyboard.press("Enter")
    tab.get_by_role("heading", name="Sources").wait_for()
    assert tab.get_by_role("log").locator("img, script, a[href^=javascript]").count() == 0
    assert tab.get_by_role("log").locator("table").count() == 1
    assert tab.faults == []


def test_a_whole_practice_session(tab, address):
    """Six cases answered with the mouse and the keyboard, marked and explained; the sheet holds them all."""
    tab.goto(f"{address}/practice")
    tab.get_by_role("button", name="Start denials").click()
    for number in range(1, 7):
        tab.get_by_role("heading", name=f"Case {number}", exact=True).wait_for()
        form = tab.locator("#case")
        if form.get_by_role("radio").count():
            form.get_by_role("radio").first.check()
        else:
            form.locator("input[name=answer]").first.fill("2027-01-01")
        form.get_by_role("button", name="Check").press("Enter")
        marked = tab.get_by_role("status")
        assert re.search("Right|Not right", marked.inner_text())
        assert marked.locator("ul.sources li").count() >= 1
    tab.get_by_text(re.compile(r"Score sheet: \d of 6")).click()
    assert tab.get_by_role("region", name="Score sheet").locator("tbody tr").count() == 6
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Save as CSV").click()
    assert saved.value.suggested_filename == "practice-denials.csv"
    assert len(saved.value.path().read_text(encoding="utf-8").splitlines()) == 8
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
    assert tab.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, address, scheme):
    """WCAG 2.2 A and AA, and axe's own advice, on every page of ours and in the open widget, in both colour schemes."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page, axe, found = context.new_page(), Axe(), []
    for path in ("/units", "/claim", "/codes?compare=97110&compare=97112&q=9711", "/library", "/practice", "/covers", "/embed", "/demo"):
        page.goto(f"{address}{path}")
        if path == "/demo":
            page.get_by_role("button", name="Coding help").click()
            page.get_by_role("button", name="When does KX go on a claim?").click()
            page.get_by_role("heading", name="Sources").wait_for()
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        report = axe.run(page, options={"runOnly": {"type": "tag", "values": tags}}).response
        found += [(path, one["id"], one["nodes"][0]["target"]) for one in report["violations"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_chat(browser, address, scheme):
    """WCAG 2.2 A and AA on the chat with an answer in it."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Question").fill("Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    page.get_by_label("Question").press("Enter")
    page.locator(".message.bot").first.wait_for(timeout=20_000)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    report = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response
    context.close()
    assert [(one["id"], one["nodes"][0]["target"]) for one in report["violations"]] == []


def test_the_chat_lives_under_its_policy(tab, address):
    """Question, follow-up, answer: no violation of the Content Security Policy, no fault, nothing asked of another host."""
    tab.goto(address)
    tab.get_by_label("Question").fill("Medicare: 33 minutes of 97110 and 7 of 97140. Units?")
    tab.locator(".submit-button").first.click()
    tab.locator(".message.bot").first.wait_for(timeout=20_000)
    tab.locator("#chips button:visible").first.click()
    tab.locator(".message.bot").nth(1).wait_for(timeout=20_000)
    assert tab.faults == []
    assert [url for url in tab.asked if not url.startswith((address, "data:", "blob:"))] == []
