"""The help-page widget in real Chromium: on hostile pages, on other origins, by keyboard, with hostile answers."""

import http.server
import threading

import pytest

from tests.web.driven import MARKS
from tests.web.served import free_port, server

pytestmark = MARKS
HOST_PAGE = """<!doctype html><title>intranet</title><style>* {{ color: red !important }}</style><p id="p">text</p>
<script src="{address}/widget.js" data-topic="denials" data-label="Ask us"></script>"""
HOSTILE = """<!doctype html><html dir="rtl"><head><meta charset="utf-8"><title>host</title>
<style>body {{ transform: scale(.8) rotate(2deg); direction: rtl; }} * {{ letter-spacing: 4px !important; }} #over {{ position: fixed; inset: 0; z-index: 2147483647; background: #eee; }}</style></head>
<body><p>page</p><div id="over">over everything</div><script src="{address}/widget.js" data-topic="units" data-position="left" data-color="#7a1f5c" data-lang="es"></script></body></html>"""
POLICY = "default-src 'none'; script-src {address}; style-src 'unsafe-inline'; connect-src {address}; require-trusted-types-for 'script'; trusted-types 'none'"
FOUR = "Medicare: 20 min 97110, 20 min 97112, 20 min 97140, 20 min 97530. Units?"


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
            page = {"/frame": framed, "/hostile": HOSTILE.format(address=whose)}.get(of, HOST_PAGE.format(address=whose))
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if of == "/hostile":
                self.send_header("Content-Security-Policy", POLICY.format(address=whose))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    site = http.server.ThreadingHTTPServer(("127.0.0.1", other_port), Page)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{other_port}"
    site.shutdown()
    site.server_close()


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
    assert "midpoint" in frame.get_by_role("log").inner_text()
    assert tab.faults == []


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
    assert len(context.pages) == 7
    assert "KX" in last.get_by_role("log").inner_text()
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


@pytest.mark.parametrize("width", [1280, 420, 320])
def test_the_widget_over_a_page_that_fights_it(tab, other, width):
    """Right-to-left, a transformed body, a sheet at the highest z-index, a strict policy with trusted types: on top, upright, whole."""
    tab.set_viewport_size({"width": width, "height": 700})
    tab.goto(f"{other}/hostile")
    opener = tab.get_by_role("button", name="Ayuda de codificación")
    opener.wait_for()
    box = opener.bounding_box()
    assert box["x"] <= 16
    assert tab.evaluate(f"document.elementFromPoint({box['x'] + 20}, {box['y'] + 20}).tagName") == "CODING-HELP"
    opener.click()
    tab.get_by_label("Pregunta").fill(FOUR)
    tab.keyboard.press("Enter")
    answer = tab.locator(".answer")
    answer.wait_for()
    whole = "e => { const line = document.createRange(); return [...e.querySelectorAll('td, th')].filter(c => /^\\d{5}$/.test(c.textContent)).map(c => { line.selectNodeContents(c); return line.getClientRects().length; }); }"
    assert set(answer.evaluate(whole)) == {1}  # no code is broken
    assert tab.get_by_role("dialog").evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert tab.get_by_role("dialog").bounding_box()["width"] <= width
    assert tab.locator(".me").bounding_box()["y"] >= tab.get_by_role("log").bounding_box()["y"]  # the question is seen whole
    assert [fault for fault in tab.faults if "Content Security" in fault or "Trusted" in fault] == []


def test_what_can_be_done_with_the_widget_s_answer(tab, address):
    """Copied, opened in full; no thumbs where none are kept."""
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/demo")
    tab.get_by_role("button", name="Coding help").click()
    tab.get_by_label("Question").fill("What is 97110?")
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Copy").click()
    tab.get_by_role("button", name="Copied").wait_for()
    assert "97110" in tab.evaluate("navigator.clipboard.readText()")
    assert tab.get_by_role("button", name="Helped").count() == 0
    with tab.context.expect_page() as opening:
        tab.get_by_role("link", name="Open in full").click()
    opening.value.locator("article.turn h2").wait_for()
    assert opening.value.locator("article.turn h2").inner_text() == "What is 97110?"
