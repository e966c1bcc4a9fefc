"""Every format gives sections with heading path and place; what cannot be read is told, never half read."""

import csv
import io
import zipfile
from datetime import date

import pytest

from assistant.errors import Unreadable
from assistant.library.loaders import ocr
from assistant.library.loaders.archive import members
from assistant.library.loaders.formats import read_document
from tests.library import made


def sections(document):
    """(last heading, locator, text) of each section."""
    return [(s.heading[-1], s.meta["locator"], s.text) for s in document.sections]


@pytest.fixture(scope="module")
def manual():
    """The manual of tests/library/made.py, read."""
    return read_document(made.manual(), "acme.pdf")


def test_a_pdf_gives_title_edition_and_effective_date(manual):
    """What the first page prints: not the file's own title, which is a draft's name."""
    assert manual.title == "Acme Health Therapy Manual"
    assert manual.meta["effective"] == date(2026, 2, 1)
    assert manual.meta["edition"] == "Version 3.1"


def test_a_pdf_gives_sections_with_printed_page_and_number(manual):
    """The printed label is cited, the page of the file beside it where they differ."""
    places = {heading: place for heading, place, _ in sections(manual)}
    assert places["1 - Prior approval"] == "p. 1 (page 2 of the file), §1"
    assert places["1.1 - Urgent requests"] == "pp. 1–2, §1.1"
    assert places["2 - Daily limits"] == "p. 2 (page 3 of the file), §2"


def test_running_heads_and_page_numbers_are_gone(manual):
    """Neither the head that returns on each page nor the number at its foot is text."""
    text = "\n".join(s.text for s in manual.sections)
    assert "Therapy Manual" not in text
    assert not any(line.strip() in ("i", "1", "2", "3") for line in text.split("\n"))


def test_a_sentence_over_a_page_break_stands_whole_on_its_first_page(manual):
    """The end of the sentence joins its beginning; what follows is on the next page."""
    urgent = next(text for heading, _, text in sections(manual) if heading.startswith("1.1"))
    assert "the clinic that asks for the approval is registered for therapy." in " ".join(urgent.split())


def test_a_pdf_table_gives_rows_with_their_headers(manual):
    """Each row can be read by itself."""
    limits = next(text for heading, _, text in sections(manual) if heading.startswith("2"))
    assert "Service: Hydrotherapy; Units a day: 3; Needs approval: yes" in limits.split("\n")


def test_a_scan_is_reported_as_one(monkeypatch):
    """Without text recognition: told with what would help, not taken in empty."""
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(Unreadable, match=r"a scan\. Install tesseract and the extra 'ocr'"):
        read_document(made.pdf([[("line", 10, 10, 90, 90)]] * 2), "scan.pdf")


@pytest.mark.skipif(not ocr.available(), reason="tesseract and pytesseract are not both installed")
def test_a_scan_is_read_by_text_recognition():
    """Title, heading, text and page of a picture of a page, with a note; a blank page stays unread."""
    read = read_document(made.scan(["Zenith Health Therapy Policy", "", "Prior authorization", "Zenith asks for authorization after the ninth visit", "of a calendar year, on form ZH-9."]), "scan.pdf")
    text = " ".join(section.text for section in read.sections)
    assert "authorization after the ninth visit of a calendar year" in text
    assert (read.title, read.sections[0].meta["locator"]) == ("Zenith Health Therapy Policy", "p. 1")
    assert any("recognised" in note for note in read.meta["notes"])
    with pytest.raises(Unreadable, match="none was recognised"):
        read_document(made.scan([]), "blank.pdf")


def test_a_locked_pdf_is_reported_as_one():
    """A password is told as the reason."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.manual())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Unreadable, match="password"):
        read_document(out.getvalue(), "locked.pdf")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_pdf_is_refused_or_still_read_as_a_whole(share):
    """A cut file never raises anything but its reason."""
    data = made.manual()
    try:
        document = read_document(data[: int(len(data) * share)], "cut.pdf")
    except Unreadable as error:
        assert str(error)  # noqa: PT017 - either way is right
    else:
        assert document.sections


def test_a_word_file_gives_headings_lists_and_table_rows():
    """Heading styles make the path; a table stands where it is printed."""
    import docx

    document = docx.Document()
    document.core_properties.title = "Front desk rules"
    document.add_heading("2 Copays", 1)
    document.add_heading("2.1 When to collect", 2)
    document.add_paragraph("Collect the copay before the visit.")
    document.add_paragraph("Card or check", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Plan", "Copay", "Acme", "$30"], strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    read = read_document(out.getvalue(), "desk.docx")
    assert read.title == "Front desk rules"
    assert sections(read) == [
        ("2.1 When to collect", "§2.1", "Collect the copay before the visit.\n- Card or check\n\nPlan: Acme; Copay: $30")
    ]
    macros = with_macros(out.getvalue())
    assert sections(read_document(macros, "desk.docm")) == sections(read)
    assert "macros" in read_document(macros, "desk.docm").meta["notes"][0]


def with_macros(data):
    """The same Word file declared as one with macros, holding some."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            kind = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            body = old.read(name).replace(kind, b"vnd.ms-word.document.macroEnabled.main+xml")
            new.writestr(name, body)
        new.writestr("word/vbaProject.bin", b"\xd0\xcf macros")
    return out.getvalue()


def test_a_workbook_gives_rows_with_headers_and_row_numbers():
    """The header is found below a line of title; dates and whole numbers read as people write them."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Local rules"
    for row in (["Rules of the north clinic"], [], ["Code", "Note", "Since"], ["97110", "Cosign", date(2026, 1, 5)], [97530, "Two units", None]):
        sheet.append(row)
    book.create_sheet("Hidden").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert sections(read_document(out.getvalue(), "rules.xlsx")) == [
        ("Local rules", "sheet Local rules, above the table", "Rules of the north clinic"),
        (
            "Local rules",
            "sheet Local rules, rows 4–5",
            "Code: 97110; Note: Cosign; Since: 2026-01-05\nCode: 97530; Note: Two units",
        ),
    ]


def test_a_csv_with_semicolons_gives_rows_with_headers():
    """The separator is found; long tables are cut between rows."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Plan", "Visits a year"])
    writer.writerows([f"Plan number {n}", n] for n in range(1, 60))
    found = sections(read_document(out.getvalue().encode(), "plans.csv"))
    assert len(found) > 1
    assert found[0][1].startswith("rows 2–")
    assert "Plan: Plan number 1; Visits a year: 1" in found[0][2]


def test_slides_give_title_text_and_notes():
    """A section a slide, cited by its number."""
    import pptx

    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Late cancellations"
    slide.placeholders[1].text = "Charge 40 dollars"
    slide.notes_slide.notes_text_frame.text = "Waived once a year"
    out = io.BytesIO()
    deck.save(out)
    assert sections(read_document(out.getvalue(), "training.pptx")) == [
        ("Late cancellations", "slide 1", "Charge 40 dollars\n\nWaived once a year")
    ]


PAGE = """<html><head><title>Group therapy billing | Rehab Blog</title></head><body>
<nav><a href="/">Home</a> <a href="/shop">Shop our courses</a></nav>
<article><h1>Group therapy billing</h1><p>Group therapy is billed once for each patient in the group,
whatever the number of minutes, and the note names the goal the group serves for that patient.</p>
<h2>Who counts</h2><p>A student under line-of-sight supervision may help the therapist, who directs the
service and makes every skilled judgement during the whole of the session.</p>
<table><tr><th>Setting</th><th>Form</th></tr><tr><td>Clinic</td><td>CMS-1500</td></tr></table></article>
<aside><h3>You may also like</h3><p>Ten yoga poses for spring</p></aside><footer>Copyright</footer></body></html>"""


def test_a_saved_page_gives_only_its_article():
    """Navigation, teasers and the footer are gone; headings and tables stay."""
    document = read_document(PAGE.encode(), "group.html")
    text = "\n".join(s.text for s in document.sections)
    assert "Group therapy is billed once" in text
    assert "Setting: Clinic; Form: CMS-1500" in text
    assert not any(word in text for word in ("yoga", "Shop", "Copyright"))


def test_markdown_and_text_give_headings():
    """Markdown headings make the path; plain text is known by numbered lines."""
    assert sections(read_document(b"# Desk\n\n## 4.2 Phones\nAnswer by the third ring.", "a.md")) == [
        ("4.2 Phones", "§4.2", "Answer by the third ring.")
    ]
    assert sections(read_document(b"3.1 Opening hours\nWe open at 8.", "a.txt")) == [("3.1 Opening hours", "§3.1", "We open at 8.")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.exe", b"MZ", "no reader"),
        ("a.doc", b"x", "save it as .docx"),
        ("a.pdf", b"hello", "not a PDF"),
        ("a.docx", b"PK\x03\x04 cut", "cut off"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked", "password"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00\x01" * 50, "not text"),
        ("a.txt", b"a b " * (6 << 20), "Split it"),
        ("a.html", b"just words", "not a web page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_told(name, data, reason):
    """Each with its reason and what would help."""
    with pytest.raises(Unreadable, match=reason):
        read_document(data, name)


def test_a_zip_bomb_is_not_unpacked():
    """30 MB of zeros in a small zip is refused by what it says, as a document of Office too."""
    bomb = made.zipped({"a.txt": b"\0" * (30 << 20)})
    with pytest.raises(Unreadable, match="unpack"):
        list(members(bomb))
    with pytest.raises(Unreadable, match="unpack"):
        read_document(bomb, "a.docx")
