"""The codes page and the library's documents over the real app: what finds a code, what is told of it, sections by address."""

import re

import pytest

from assistant.web.pages.prose import prose
from tests.web.served import plain

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


@pytest.mark.parametrize(
    ("words", "code"),
    [("joint mobs", "97140"), ("balance training", "97112"), ("PT eval", "97161"), ("vestibular", "95992"), ("ultrasound", "97035"), ("9711", "97116"), ("gait", "97116"), ("g0283", "G0283")],
)
def test_words_find_codes(web, words, code):
    """People's words, an abbreviation, the start of a code; search and live filter say the same."""
    found = web.get("/codes-found", params={"q": words}).json()["codes"]
    assert code in found
    shown = re.findall(r'<tr data-code="(\w+)">', web.get("/codes", params={"q": words, "compare": "x"}).text)
    assert set(shown) == set(found)


def test_each_family_stands_once(web):
    """However the table is ordered."""
    families = re.findall(r'<section class="card scroll family"[^>]*><h2>([^<]+)</h2>', web.get("/codes").text)
    assert len(families) == len(set(families)) > 5


def test_every_table_of_the_library_has_a_name(web):
    """No file's name stands for what it holds."""
    assert 'scope="row">outside' not in web.get("/library").text


def test_nothing_found_is_said(web):
    """Words that no code speaks for."""
    assert web.get("/codes-found", params={"q": "zxqv"}).json()["codes"] == []
    assert "No code of our table" in plain(web.get("/codes", params={"q": "zxqv"}))


def test_a_code_in_full(web):
    """What it is, how counted, limits by setting, pairs with who is denied and since when, the fee, the note, denials, questions."""
    said = plain(web.get("/codes", params={"q": "97112"}))
    assert "timed: each unit is 15 minutes" in said
    assert re.search(r"practitioner 4 3 2026 Q2", said)
    assert "outpatient hospital 6" in said
    assert "97150 97112 1, a modifier may bypass it; since 10-01-2020, as reported" in said
    assert "not said" not in said  # a first day that the table does not hold has no column
    assert re.search(r"9\d{4} 9\d{4} 1, a modifier may bypass it", said)
    assert re.search(r"\$\d+\.\d\d for the first unit, national; \$\d+\.\d\d for each unit after", said)
    for heading in ("What the note must show", "Denials", "What people ask", "97112 documentation checklist"):
        assert heading in said


def test_a_fee_by_place_and_year(web):
    """Another locality has another amount; a year without values says which year is shown."""
    page = web.get("/codes", params={"q": "97110", "on": "2025-06-01"}).text
    place = re.search(r'<option value="(\d{5}-\d\d)">CA', page)[1]
    there = web.get("/codes", params={"q": "97110", "on": "2025-06-01", "locality": place})
    amounts = [re.search(r"\$(\d+\.\d\d)</strong> for the first", text)[1] for text in (page, there.text)]
    assert amounts[0] != amounts[1]
    assert "these are 2025’s" in web.get("/codes", params={"q": "97110", "on": "2026-11-23"}).text
    assert web.get("/codes", params={"q": "97110", "locality": "nowhere"}).status_code == 200


def test_codes_side_by_side(web):
    """Up to four; a fifth is told, not dropped in silence."""
    four = ["97110", "97112", "97140", "97530"]
    text = web.get("/codes", params={"compare": four}).text
    assert all(f'<th scope="col">{code}</th>' in text for code in four)
    said = plain(web.get("/codes", params={"compare": [*four, "97116"]}))
    assert "5 codes chosen: the first 4 are compared" in said


def test_a_code_of_the_past(web):
    """The day decides whether a code is valid."""
    assert "only from" in web.get("/codes", params={"q": "97161", "on": "2015-01-01"}).text
    assert "not valid on 2015-01-01" in web.get("/codes", params={"on": "2015-01-01"}).text


def test_every_code_has_a_page(web, reference):
    """None fails, whatever its tables lack."""
    for code in reference.codes:
        assert web.get("/codes", params={"q": code}).status_code == 200, code


def test_every_document_opens_at_its_sections(web, assistant):
    """From the library, and from a section's address, which marks it; an unknown one is said to be gone."""
    links = re.findall(r'href="document\?id=([^"]+)"', web.get("/library").text)
    assert len(links) > 50
    passage = next(row for row in assistant.index.passages if row.kind == "guidance")
    page = web.get("/document", params={"id": passage.id})
    assert page.status_code == 200
    assert f'id="{passage.id.partition("#")[2]}" tabindex="-1" data-here' in page.text
    assert web.get("/document", params={"id": "nothing"}).status_code == 404
    assert "<script>alert" not in web.get("/document", params={"id": "<script>alert(1)</script>"}).text


def test_an_answer_s_source_leads_to_its_section(web):
    """Each section that is quoted can be opened where it stands."""
    said = web.post("/api/ask", json={"question": "What is the difference between 97112 and 97110?"}).json()
    sections = [one["section"] for one in said["sources"] if one["section"]]
    assert sections
    assert all(web.get("/document", params={"id": one}).status_code == 200 for one in sections)


def test_prose_is_safe():
    """Lists, tables, bold and web links are drawn; everything else is text."""
    drawn = prose("A **b** *c* <script>x</script> [ok](https://a.example/x) [no](javascript:alert(1))\n- one\n- two\n\n| h | <i> |\n| --- | --- |\n| 1 | 2 |")
    assert "<strong>b</strong> <em>c</em> &lt;script&gt;" in drawn
    assert '<a href="https://a.example/x" target="_blank"' in drawn
    assert 'href="javascript' not in drawn
    assert "<ul><li>one</li><li>two</li></ul>" in drawn
    assert '<th scope="col">&lt;i&gt;</th>' in drawn
