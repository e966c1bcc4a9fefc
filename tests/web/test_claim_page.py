"""The claim page over the real app: what is pasted or typed, what is left out, findings, what is handed out again."""

import csv
import io
import re

import pytest

from assistant.errors import BadInput
from assistant.web.pages.pasted import lines, read, without_personal
from tests.web.served import plain

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
DAY = {"date": "2026-11-23", "payer": "medicare", "setting": "practitioner", "discipline": "PT", "used": ""}
EXPORT = """"Patient Name","DOB","Member ID","DOS","CPT Code","Mod1","Mod2","Mod3","Mod4","Units","Minutes","Dx Code","Rendering Provider","Charge"
"Roe, Jane","04/02/1950","1EG4-TE5-MK73","11/20/2026","97110","GP","CQ","","","2","30","M54.5","Smith, Ann PT","120.00"
"Roe, Jane","04/02/1950","1EG4-TE5-MK73","11/20/2026","97140","GP,59","","","","1","15","M54.5","Smith, Ann PT","60.00"
"""


def test_an_export_of_a_billing_system():
    """Quoted CSV with four modifier columns; "GP,59" in one cell; a person's columns are not read, and named."""
    taken = read(EXPORT)
    assert taken.lines == [
        {"code": "97110", "units": 2, "minutes": 30, "modifiers": ["GP", "CQ"]},
        {"code": "97140", "units": 1, "minutes": 15, "modifiers": ["GP", "59"]},
    ]
    assert taken.day.isoformat() == "2026-11-20"
    assert taken.personal == ("Patient Name", "DOB", "Member ID", "Rendering Provider")
    assert taken.unused == ("Dx Code", "Charge")
    again = without_personal(EXPORT)
    assert not [word for word in ("Roe", "1950", "1EG4", "Smith") if word in again]
    assert read(again).lines == taken.lines


@pytest.mark.parametrize(
    "head", ["Last", "First Name", "Birth Date", "Subscriber #", "Policy No", "MRN", "Acct", "SSN", "Phone", "E-mail", "Address", "ZIP", "Medicare No", "Insured", "Guarantor", "Client", "Chart No"]
)
def test_columns_with_details_are_left_out(head):
    """Whatever such a column is called, nothing of it is taken."""
    taken = read(f"{head}\tCPT\tMinutes\nzanzibar\t97110\t30")
    assert taken.personal == (head,)
    assert taken.lines == [{"code": "97110", "minutes": 30}]


@pytest.mark.parametrize("head", ["Dx Code", "ICD Code", "Place of Service Code", "Revenue Code", "Payer Code", "Denial Code", "Procedure Name", "Start Time"])
def test_columns_that_only_look_like_ours(head):
    """They are neither the code nor the minutes."""
    taken = read(f"{head}\tCPT\tUnits\n99999\t97110\t2")
    assert taken.lines == [{"code": "97110", "units": 2}]


def test_lines_of_several_days():
    """One day at a time, said with the days."""
    with pytest.raises(BadInput, match="2 days"):
        read("DOS,CPT,Units\n11/20/2026,97110,2\n2026-11-21,97110,2")


def test_the_user_is_told(web):
    """What is not read stands above the findings; nothing of it comes back; the day is the lines'."""
    for path in ("/claim-result", "/claim", "/claim-worksheet"):
        page = web.post(path, data={**DAY, "lines": EXPORT})
        assert page.status_code == 200
        for word in ("Roe", "1EG4", "04/02/1950"):
            assert word not in page.text
    said = plain(web.post("/claim-result", data={**DAY, "lines": EXPORT}))
    assert "Not read: Patient Name, DOB, Member ID" in said
    assert "Date of service 2026-11-20" in said
    assert "Roe" not in web.post("/claim-csv", data={**DAY, "lines": EXPORT}).text


@pytest.mark.parametrize("path", ["/claim", "/claim-result", "/claim-csv", "/claim-worksheet"])
def test_details_anywhere_in_the_form_are_not_shown_again(web, path):
    """In a line without columns, in a line that cannot be read, in the day and the amount; what is no detail stays."""
    detail = "Rosalind Achterberg DOB 3/4/1950 MBI 1EG4-TE5-MK73"
    forms = [{"lines": f"97110 2 {detail}\n97140 1 078-05-1120"}, {"lines": f"97110\t23\t2\tGP\n{detail}"}, {"lines": "97110\t23\t2\tGP", "date": detail}, {"lines": "97110\t23\t2\tGP", "used": detail}]
    forms += [{"lines": detail}, {"lines": detail.replace(" ", ",")}, {"lines": f"{detail}\n97110\t23\t2\tGP"}, {"lines": f"code\tunits\t{detail}\n97110\t2\tx"}, {"lines": "R o s a l i n d  A c h t e r b e r g DOB%203/4/1950"}]
    for form in forms:
        text = web.post(path, data={**DAY, **form}).text
        assert not [word for word in ("Rosalind", "Achterberg", "1EG4", "3/4/1950", "078-05", "A c h t e r") if word in text], form
    if path == "/claim":
        assert "97110\t23\t2\tGP" in web.post(path, data={**DAY, "lines": "97110\t23\t2\tGP\nwrong", "used": "12.50"}).text


def test_the_corrected_claim_is_read_again(web):
    """The CSV handed out is taken as it is."""
    made = web.post("/claim-csv", data={**DAY, "lines": "97110\t36\t2\tGP KX\n97140\t15\t1\tGP"}).content.decode("utf-8")
    assert [(row["code"], row["units"], row["minutes"]) for row in lines(made)] == [("97110", 2, 36), ("97140", 1, 15)]


def test_a_finding_is_told_once(web):
    """One that stands on several lines is told at the first of them."""
    view = web.post("/claim-result", data={**DAY, "lines": "97110\t20\t2\tGP\n97112\t20\t2\tGP\n97530\t5\t1\tGP"}).text
    found = re.findall(r'<p class="found">(.*?)</p>', view, re.DOTALL)
    assert len(found) == len(set(found))
    assert len(found) >= 1


def test_lines_from_a_spreadsheet():
    """Tabs, a header in another order, modifiers over several columns, '2.0' units."""
    text = "Units\tCPT\tMod 1\tMod 2\tTotal min\tPTA min\n2.0\t97110\tGP\tCQ\t36\t23\n1\t97140\tGP\t\t10\t\n"
    assert lines(text) == [
        {"units": 2, "code": "97110", "minutes": 36, "assistant_minutes": 23, "modifiers": ["GP", "CQ"]},
        {"units": 1, "code": "97140", "minutes": 10, "modifiers": ["GP"]},
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("97110 36 2 GP KX", {"code": "97110", "minutes": 36, "units": 2, "modifiers": ["GP", "KX"]}),
        ("97110 36 GP", {"code": "97110", "minutes": 36, "modifiers": ["GP"]}),
        ("97161", {"code": "97161"}),
        ("97110, 36, 2, GP 59", {"code": "97110", "minutes": 36, "units": 2, "modifiers": ["GP", "59"]}),
        ("g0283;15;1;gp", {"code": "g0283", "minutes": 15, "units": 1, "modifiers": ["GP"]}),
    ],
)
def test_lines_typed(text, row):
    """The short ways people type a line."""
    assert lines(text) == [row]


@pytest.mark.parametrize("text", ["", "  \n", "minutes\tunits\n3\t4", "97110\tmany\t2", "97110\t36\t2\tGP\n" * 101])
def test_lines_that_cannot_be_read(text):
    """BadInput, never a guess."""
    with pytest.raises(BadInput):
        lines(text)


def test_claim_findings_per_line(web):
    """What is found stands at its line; the corrected claim beside; no 59 is added."""
    said = plain(web.post("/claim-result", data={**DAY, "lines": "97110\t36\t3\tGP\n97140\t10\t1\t\n97014\t15\t1\tGP"}))
    assert re.search(r"Line 2: 97140 × 1.*?corrected.*?GP added", said)
    assert "G0283" in said
    assert " 59" not in said.partition("Corrected claim")[2]


def test_claim_as_csv(web):
    """The corrected lines open in a spreadsheet, with what was found."""
    answer = web.post("/claim-csv", data={**DAY, "lines": "97110\t36\t3\tGP"})
    assert answer.headers["content-disposition"] == 'attachment; filename="claim-2026-11-23.csv"'
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (table[0]["code"], table[0]["units"], table[0]["modifiers"]) == ("97110", "2", "GP")
    assert "3 units" in table[0]["findings"]


def test_claim_worksheet(web, assistant):
    """Rule versions, sources and time are on it; a claim that cannot be read is no worksheet."""
    said = plain(web.post("/claim-worksheet", data={**DAY, "lines": "97110\t36\t3\tGP"}))
    assert assistant.index.generation in said
    assert "Pub. 100-04, Rev. 11129" in said
    assert re.search(r"Made 20\d\d-\d\d-\d\d \d\d:\d\d", said)
    assert web.post("/claim-worksheet", data={**DAY, "lines": "nonsense"}).status_code == 422
