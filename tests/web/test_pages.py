"""Our own pages over the real app: what they show, what they refuse, what they hand out."""

import random
import re
from datetime import date

import pytest

from assistant.errors import QuestionError
from assistant.schema import PAYERS, Service
from assistant.tools.units import count
from assistant.web.pages.covers import gaps, grouped, limits, topics_of
from assistant.web.pages.library import documents, tables
from assistant.web.pages.picture import picture
from assistant.web.pages.render import html, safe_url, strong
from assistant.web.pages.units import view
from assistant.web.pages.widget import bundle
from tests.web.served import ROOT, plain

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
PAGES = ("/units", "/claim", "/codes", "/library", "/practice", "/covers", "/embed", "/demo")


def rows(*given):
    """Rows of the units form: (code, minutes, who, the assistant's)."""
    columns = list(zip(*given, strict=True))
    return dict(zip(("code", "minutes", "who", "theirs"), map(list, columns), strict=True))


@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(web, path):
    """No inline script, style or handler; every address of a page's own parts is relative."""
    text = web.get(path).text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    assert not [u for u in re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)', text) if u.startswith(("http", "//", "/"))]


@pytest.mark.parametrize("path", ["/units", "/claim", "/codes", "/library", "/practice"])
def test_the_bar_marks_the_page(web, path):
    """Six pages, the one shown is marked."""
    bar = re.search(r"<nav.*?</nav>", web.get(path).text)[0]
    assert bar.count("<a ") == 6
    assert f'href="{path[1:]}" aria-current="page"' in bar


def test_units_of_both_rules_stand_side_by_side(web):
    """CMS example: 33 and 7 minutes are 3 units, and 2 under the midpoint rule."""
    said = plain(web.post("/units-result", data=rows(("97110", "33", "therapist", ""), ("97140", "7", "therapist", ""))))
    assert "Medicare 3 units 97110 × 2 + 97140 × 1" in said
    assert "AMA midpoint 2 units 97110 × 2" in said
    assert "§20.2.C" in said
    assert "1 more: 97110 × 2 + 97140 × 1" in said  # what if, midpoint: the 8th minute of 97140


def test_the_payer_chosen_is_marked_and_assistants_make_lines(web):
    """CQ on the unit that the assistant gave."""
    form = {**rows(("97110", "30", "shared", "15"), ("97140", "15", "assistant", "")), "payer": "medicare", "as_of": "2026-11-23"}
    said = plain(web.post("/units-result", data=form))
    assert "the payer’s rule" in said
    assert "97140 × 1 GP CQ" in said


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("97110", "abc", "therapist", ""), "not a whole number"),
        (("97110", "-5", "therapist", ""), "not a whole number"),
        (("97110", "1500", "therapist", ""), "1,440"),
        (("99999", "20", "therapist", ""), "99999"),
        (("97110", "20", "shared", "30"), "30"),
        (("<b>", "20", "therapist", ""), "is not a CPT or HCPCS code"),
        (("97110", "", "therapist", ""), "Give the minutes"),
    ],
)
def test_units_that_cannot_be(web, row, told):
    """What is wrong is said, escaped; the page stands."""
    page = web.post("/units-result", data=rows(row))
    assert page.status_code == 200
    assert told in page.text


def test_untimed_codes_alone(web):
    """One unit each, with the source that says so."""
    said = plain(web.post("/units-result", data=rows(("97016", "", "therapist", ""), ("97161", "45", "therapist", ""))))
    assert "2 units 97016 × 1 + 97161 × 1" in said
    assert "§20.2.B" in said


@pytest.mark.parametrize("seed", range(3))
def test_units_of_anything(reference, seed):
    """Any codes, minutes, payers and days are shown or refused in words."""
    rng = random.Random(seed)
    for _ in range(150):
        minutes = [rng.choice([None, 0, 7, 8, 15, 23, rng.randint(1, 90)]) for _ in range(rng.randint(1, 5))]
        day = [Service(rng.choice(list(reference.codes)), m, rng.randint(0, m) if m and rng.random() < 0.4 else 0) for m in minutes]
        on = rng.choice([None, date(2018, 5, 1), date(2021, 6, 1), date(2026, 1, 1), date(1999, 1, 1)])
        try:
            shown = html("units_result.html", view=view(day, rng.choice([None, *PAYERS]), on, reference))
        except QuestionError as error:
            shown = str(error)
        told = re.sub(r"<[^>]+>", " ", shown).strip().lower()
        assert 'role="alert"' in shown or "unit" in told or any(one.code.lower() in told for one in day), shown
        assert "None" not in shown


def test_the_page_works_without_its_script(web):
    """The form sent whole keeps the rows and shows the result."""
    page = web.post("/units", data={**rows(("97112", "20", "therapist", ""), ("97110", "20", "therapist", "")), "payer": "ama"})
    assert 'value="97112"' in page.text
    assert "AMA midpoint rule counts this way" in plain(page)


def test_where_plans_differ_neither_rule_is_called_the_plans(web):
    """A commercial plan may count either way: some plans, said at both."""
    page = plain(web.post("/units-result", data={**rows(("97112", "20", "therapist", ""), ("97110", "20", "therapist", "")), "payer": "commercial"}))
    assert page.count("some plans count this way") == 2
    assert "commercial plan counts this way" not in page


def test_a_tie_shows_every_right_split(web):
    """20 and 20 minutes: the clinician chooses."""
    said = plain(web.post("/units-result", data=rows(("97110", "20", "therapist", ""), ("97112", "20", "therapist", ""))))
    assert "97110 × 1 + 97112 × 2" in said
    assert "or 97110 × 2 + 97112 × 1" in said or "97110 × 2 + 97112 × 1" in said


def test_the_picture_says_itself_in_words(reference):
    """Blocks, leftovers and lines; the words for who cannot see it."""
    given = [Service("97110", 33), Service("97140", 7)]
    one = str(picture(count(given, "medicare", date(2026, 11, 23), reference)))
    assert one.count("<rect") == 4  # two full 15s and a leftover, and the other leftover
    assert one.count(' left"') == 2
    assert "97110 33 minutes: 2 full 15s, 3 left over" in one
    assert "40 in all, between the lines 38 and 53" in one
    for line in ("8 min", "23", "38", "53"):
        assert f">{line}</text>" in one


def test_library_holds_everything(web, assistant, reference):
    """Each document of the index and each source is there; outdated tables are marked."""
    said = plain(web.get("/library"))
    shown = documents(assistant.index.passages, reference)
    assert len(shown) >= len(list((ROOT / "knowledge" / "documents").rglob("*.md"))) - 3
    assert f"Sources ({len(reference.sources)})" in said
    assert '<span class="stale">two years old</span>' in web.get("/library").text


def test_of_a_table_only_the_newest_edition_is_judged(reference):
    """An older edition beside a current one is no fault."""
    rows = tables(reference, date(2026, 11, 23))
    assert [row[4] for row in rows if row[0] == "Cost indices"] == [False, False]
    assert any(row[4] for row in rows if row[0] == "NCCI pairs")


def test_covers_is_made_from_the_knowledge(web, assistant, reference):
    """What rules leave open and what is declined stands there word for word."""
    said = plain(web.get("/covers"))
    assert gaps(reference)
    topics = grouped(assistant.index.passages, topics_of(ROOT / "knowledge" / "documents"))
    assert len(topics) > 10
    assert "more" not in topics  # every document's folder is found
    for documents_of_topic in topics.values():
        assert all(title in said for title, _ in documents_of_topic if "'" not in title and "&" not in title)
    assert all(gap.split(":")[0] in said.replace("&#39;", "'") for _, gap in gaps(reference))
    assert sum(len(rows) for _, rows in limits(ROOT / "knowledge" / "limits.toml")) > 10


def test_what_is_put_into_a_page_is_escaped():
    """Bold is bold, everything else is text; only web addresses are links."""
    assert strong("**a** <script>") == "<strong>a</strong> &lt;script&gt;"
    assert safe_url("javascript:alert(1)") == ""
    assert safe_url("https://www.cms.gov/x") == "https://www.cms.gov/x"


def test_every_suggested_question_is_answered(assistant):
    """The widget's topics lead nowhere empty."""
    text = (ROOT / "assistant" / "web" / "static" / "widget-words.js").read_text()
    questions = re.findall(r'"([^"]+\?)"', text[text.index("const TOPICS") : text.index("const LABELS")])
    assert len(questions) >= 27
    assert [q for q in questions if assistant.ask(q).outcome.value == "declined"] == []


def test_the_widget_is_small_and_keeps_nothing():
    """Under 30 KB; no cookie, no storage, no held connection, no HTML from text."""
    plain, packed = bundle()
    text = plain.decode()
    assert len(plain) < 30_000
    assert len(packed) < 11_000
    assert "export " not in text
    assert not re.search(r"^import ", text, re.MULTILINE)
    for word in ("cookie =", "localStorage", "sessionStorage", "EventSource", "WebSocket", "innerHTML", "eval(", "import("):
        assert word not in text
