"""Our pages in real Chromium: typing, pasting, comparing, practising; nothing from elsewhere, nothing broken."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.driven import MARKS, ask

pytestmark = MARKS


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
    """In one click; the text holds both rules and the source."""
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/units")
    tab.get_by_role("button", name="Copy with working and source").click()
    tab.get_by_role("button", name="Copied").wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert "Medicare: 3 units" in copied
    assert "§20.2.C" in copied


def test_the_tab_keeps_the_day(tab, address):
    """Rows of the units page are there after another page, Back and a reload; Clear and the chat's switch forget them."""
    tab.goto(f"{address}/units")
    tab.locator("[name=minutes]").nth(0).fill("55")
    tab.locator("[name=who]").nth(1).select_option("shared")
    tab.locator("[name=theirs]").nth(1).fill("3")
    tab.get_by_role("link", name="Codes").click()
    tab.get_by_role("heading", name="Codes", exact=True).wait_for()
    tab.go_back()
    expect(tab.locator("[name=minutes]").nth(0)).to_have_value("55")
    expect(tab.locator("[name=theirs]").nth(1)).to_have_value("3")
    expect(tab.locator(".rule", has_text="AMA")).to_contain_text("97110 × 4")
    tab.get_by_role("link", name="Units").click()
    expect(tab.locator("[name=minutes]").nth(0)).to_have_value("55")
    tab.get_by_role("button", name="Clear").click()
    tab.reload()
    expect(tab.locator("[name=minutes]").nth(0)).to_have_value("33")
    tab.locator("[name=minutes]").nth(0).fill("54")
    tab.goto(address)
    tab.get_by_text("What is kept").click()
    tab.get_by_role("button", name="Forget it now").click()
    assert "54" not in tab.evaluate("JSON.stringify(sessionStorage)")
    assert tab.faults == []


def test_the_tab_keeps_a_claim_without_a_person(tab, address):
    """Lines that were checked are kept; lines with a name's column, or that cannot be read, never."""
    tab.goto(f"{address}/claim")
    for lines, kept in (("97116\t20\t2\tGP", True), ("name\tcode\tunits\nZebrawood\t97116\t2", False), ("97116\t20\t2\tGP", True), ("Zebrawood 97116", False)):
        tab.locator("#lines").fill(lines)
        with tab.expect_response("**/claim-result"):
            tab.get_by_role("button", name="Check").click()
        expect(tab.locator("#result [data-told], #result .bad")).to_have_count(0 if kept else 1)
        assert tab.evaluate("sessionStorage.getItem('therapy-coding-claim') !== null") is kept
        assert "Zebrawood" not in tab.evaluate("JSON.stringify(sessionStorage)")
    tab.locator("#lines").fill("97116\t20\t2\tGP")
    with tab.expect_response("**/claim-result"):
        tab.get_by_role("button", name="Check").click()
    tab.get_by_text("Line 1: 97116").wait_for()
    tab.get_by_role("link", name="Codes").click()
    tab.go_back()
    tab.get_by_text("Line 1: 97116").wait_for()
    assert tab.locator("#lines").input_value() == "97116\t20\t2\tGP"
    assert tab.faults == []


def test_a_claim_is_pasted_and_exported(tab, address):
    """Pasting takes the example's place and checks at once, beside the lines; CSV comes as a file, the worksheet in a tab of its own."""
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/claim")
    tab.evaluate("navigator.clipboard.writeText('97116\\t20\\t2\\tGP')")
    tab.locator("#lines").focus()
    tab.keyboard.press("Control+V")
    tab.get_by_text("Line 1: 97116").wait_for()
    assert tab.locator("#lines").input_value() == "97116\t20\t2\tGP"
    assert tab.get_by_role("heading", name="Findings").bounding_box()["y"] < 300
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
    expect(tab.get_by_label("Compare 97110", exact=True)).to_be_hidden()
    assert tab.get_by_label("Compare 97116", exact=True).is_visible()
    tab.get_by_label("Code or words").fill("")
    tab.get_by_role("button", name="Search and compare").click()
    assert tab.get_by_role("region", name="Side by side").locator("th[scope=col]").count() == 5
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


@pytest.mark.parametrize(("asked", "words", "led"), [("quiz me on 97112", "Practice 97112", "about 97112"), ("practice modifiers", "Practice modifiers", "Modifiers: 0 of 0"), ("give me a case", "Open Practice", "Your path")])
def test_the_chat_leads_to_practice(tab, address, asked, words, led):
    """A link to the page under the answer: about the code, the lesson, or all of it."""
    tab.goto(f"{address}/")
    turn = ask(tab, asked)
    turn.get_by_role("link", name=words, exact=True).click()
    tab.get_by_text(re.compile(led)).first.wait_for()
    assert tab.faults == []


def _answer(tab):
    """The case of the path answered somehow."""
    form = tab.locator("#case")
    form.wait_for()
    choices, boxes = form.locator("input[type=radio], input[type=checkbox]"), form.locator("input[name=answer]")
    if choices.count():
        choices.first.check()
    else:
        for place in range(boxes.count()):
            boxes.nth(place).fill("2026-01-01" if boxes.nth(place).get_attribute("type") == "date" else "1")
    form.get_by_role("button", name="Check").click()


def test_back_on_the_path_sends_nothing_twice(tab, address):
    """Back shows the case before, reload the same case, another page and Back too: no form is sent again by the browser."""
    sent = []
    tab.on("request", lambda request: sent.append(request.method) if request.is_navigation_request() else None)
    tab.goto(f"{address}/practice")
    tab.get_by_role("button", name="Start the path").click()
    for number in (1, 2):
        _answer(tab)
        tab.get_by_text(f"{number} case{'s' if number > 1 else ''} so far").wait_for()
        assert tab.evaluate("document.activeElement.closest('#marked') !== null")
    asked = tab.locator("#case").inner_text()
    tab.reload()
    tab.get_by_text("2 cases so far").wait_for()
    assert tab.locator("#case").inner_text() == asked
    tab.go_back()
    tab.get_by_text("1 case so far").wait_for()
    tab.go_forward()
    tab.get_by_text("2 cases so far").wait_for()
    tab.get_by_role("link", name="all lessons").click()
    tab.get_by_role("button", name="Go on where you were").wait_for()
    tab.go_back()
    tab.get_by_text("2 cases so far").wait_for()
    for _ in range(3):
        tab.go_back()
    tab.get_by_role("button", name="Start the path").wait_for()
    assert set(sent) == {"GET"}
    assert tab.faults == []
