"""What payers' papers do that a reader must see: counted headings, heads of a single page, headings no style marks, dates without "effective"."""

import io
from datetime import date

import pytest

from assistant.errors import Unreadable
from assistant.library.loaders.document import Document, Section, printed_facts
from assistant.library.loaders.formats import read_document
from assistant.library.own.about import about
from assistant.library.own.whose import guessed_payers
from assistant.reference.payers import read_payers
from tests.conftest import KNOWLEDGE
from tests.library import made

PAYERS = read_payers(KNOWLEDGE / "tables" / "payers.csv")


def _page(marks):
    return [(72, 30, 8, False, "Acme Health Plan | Policy Manual"), *marks, (72, 765, 8, False, "Policy 7   Page 1")]


def test_counted_headings_are_siblings_and_heads_of_one_page_are_no_text():
    """"2. Limits" stands beside "1. Purpose", its place is §2; what is small on the page's edge is left out."""
    body = [
        (72, 80, 18, True, "Therapy Policy 7"), (72, 120, 13, True, "1. Purpose"), (72, 145, 10.5, False, "This policy tells how therapy is paid for members of the plan."),
        (72, 180, 13, True, "2. Limits"), (72, 205, 10.5, False, "At most five units are paid on a day for each discipline, whatever the code may be."),
        (72, 240, 13, True, "3. Records"), (72, 265, 10.5, False, "Records are sent within ten days of the letter that asks for them."),
    ]  # fmt: skip
    read = read_document(made.pdf([_page(body)]), "policy.pdf")
    assert [(one.heading[-1], one.meta["locator"]) for one in read.sections] == [("1. Purpose", "p. 1, §1"), ("2. Limits", "p. 1, §2"), ("3. Records", "p. 1, §3")]
    assert "Policy Manual" not in " ".join(one.text for one in read.sections)
    assert "Page 1" not in " ".join(one.text for one in read.sections)


def test_a_list_under_a_numbered_heading_stays_below_it():
    """"1. First" under "40 - Claims" is no sibling of it."""
    body = [
        (72, 80, 18, True, "Claims Manual"), (72, 120, 13, True, "40 - Claims"), (72, 145, 10.5, False, "What a claim of the plan must hold before it is sent."),
        (72, 180, 12, True, "1. Codes"), (72, 205, 10.5, False, "Every line has a code and its units, and the day of the service."),
        (72, 240, 12, True, "2. Modifiers"), (72, 265, 10.5, False, "Every line has the modifier of its plan of care."),
    ]  # fmt: skip
    read = read_document(made.pdf([_page(body)]), "claims.pdf")
    assert [one.meta["locator"] for one in read.sections] == ["p. 1, §40", "p. 1, §40.1", "p. 1, §40.2"]


def _docx(lines, author=""):
    import docx

    document = docx.Document()
    document.core_properties.author = author
    for text, bold in lines:
        document.add_paragraph().add_run(text).bold = bold
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_without_styles_has_its_bold_lines_as_headings():
    """The first two are its title; a bold sentence is none."""
    lines = [("ACME HEALTH", True), ("Therapy Policy No. 7", True), ("Effective: April 1, 2026.", False), ("Telehealth", True), ("Video visits are paid.", False), ("Note this well.", True)]
    read = read_document(_docx(lines, "Acme Health"), "x.docx")
    assert read.title == "ACME HEALTH: Therapy Policy No. 7"
    assert [(one.heading[1:], one.text) for one in read.sections] == [
        (("Therapy Policy No. 7",), "Effective: April 1, 2026."),
        (("Telehealth",), "Video visits are paid.\n\nNote this well."),
    ]


def test_who_wrote_a_file_is_its_publisher_only_where_that_is_an_organisation():
    """A person's name is not shown."""
    lines = [("Video visits are paid.", False)]
    assert about(read_document(_docx(lines, "Acme Health"), "x.docx"), "x.docx", {}, PAYERS).publisher == "Acme Health"
    assert about(read_document(_docx(lines, "Jane Roe"), "x.docx"), "x.docx", {}, PAYERS).publisher == ""


def test_a_text_file_has_its_named_sections_and_a_title_that_says_something():
    """"SECTION 12. CERTIFICATION" is a heading with its number; a first line that is only a name takes the next one in."""
    text = b"GEICO\nProvider information letter\n\nJanuary 5, 1998\n\nSECTION 12. CERTIFICATION\n\nThe plan is certified every 30 days.\n\nDAILY MAXIMUM: ALL CODES\n\nAt most 105 dollars.\n"
    read = read_document(text, "letter.txt")
    assert read.title == "GEICO: Provider information letter"
    assert [one.meta["locator"] for one in read.sections][1:] == ["§12", "DAILY MAXIMUM: ALL CODES"]
    assert read.meta["effective"] == date(1998, 1, 5)


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("Handbook\nRevised February 2, 2026\n", date(2026, 2, 2)),
        ("Memo\nFrom: billing office. Date: 5/4/2026\n", date(2026, 5, 4)),
        ("Manual\nMarch 1999\nText.", date(1999, 3, 1)),
        ("Manual\nRevised June 1, 2024. Effective July 1, 2026.", date(2026, 7, 1)),
        ("The visit of January 5, 2026 was missed.", None),
        ("Claims of 2026 go to the portal", None),
    ],
)
def test_a_document_without_the_word_effective_has_the_day_it_gives_itself(opening, day):
    """So that an old one is known as old; a date in a sentence is none."""
    assert printed_facts(opening).get("effective") == day


@pytest.mark.parametrize(
    ("title", "publisher", "opening", "payers"),
    [
        ("TRICARE West Region: therapy", "TriWest Healthcare Alliance", "", ("tricare-west",)),
        ("Ground Rules", "", "California Division of Workers' Compensation.", ("workers-comp-ca",)),
        ("IRONWORKERS LOCAL 512 WELFARE FUND", "", "", ("ironworkers-local-512",)),
        ("Summary for providers", "", "Carpenters Health and Welfare Fund", ("carpenters-health",)),
        ("Policy of local 12 clinics", "", "Our clinics.", ()),
    ],
)
def test_whose_a_document_is(title, publisher, opening, payers):
    """Its title before its publisher's other lines; a state's programme; a union's fund that stands in no table."""
    document = Document("x", title, (Section(("x",), opening or "Text."),))
    assert guessed_payers(document, title, publisher, "paper.pdf", PAYERS) == payers


def test_a_region_does_not_answer_for_the_other():
    """TRICARE East and West are two; who asks for TRICARE gets either."""
    assert PAYERS.line("tricare-east") == ("tricare-east", "tricare")
    assert not set(PAYERS.line("tricare-east")[:1]) & set(PAYERS.line("tricare-west"))


ARTICLE = [("Acme therapy news", True), ("Authorization", True), ("Acme asks for authorization after visit nine.", False)]
LINKS = ["Related articles", "Ten stretches for spring", "Why we love balls", "Share this on social media", "Subscribe to our newsletter"]


@pytest.mark.parametrize(("bold", "name"), [(True, "page.docx"), (False, "page.docx"), (False, "page.txt")])
def test_what_stands_below_an_article_is_no_text_of_it(bold, name):
    """Links to others, "share this", a newsletter: from a DOCX with or without headings, and from a text."""
    if name.endswith("txt"):
        data = "\n\n".join([text.upper() if mark else text for text, mark in ARTICLE] + LINKS).encode()
    else:
        data = _docx([*ARTICLE, (LINKS[0], bold), *((link, False) for link in LINKS[1:])])
    read = read_document(data, name)
    text = " ".join(" ".join((*one.heading, one.text)) for one in read.sections)
    assert "after visit nine" in text
    assert not any(link in text for link in LINKS)


def test_a_section_that_only_begins_so_stays():
    """"Related articles" with sentences below it, "See also" with a policy's name, and what is nothing else."""
    for below in ("Related articles", "See also"):
        read = read_document(_docx([*ARTICLE, (below, True), ("The policy on visits holds for every plan of Acme.", False)]), "x.docx")
        assert "holds for every plan" in " ".join(one.text for one in read.sections)
    assert read_document(b"Related articles\n\nTen stretches\n", "x.txt").sections


def test_an_old_word_file_is_read_where_libreoffice_is(tmp_path, monkeypatch):
    """Converted by its command and read as the new format, which is told; without it, or where it fails, what to do is told."""
    from assistant.library.loaders import converted

    (tmp_path / "made.docx").write_bytes(_docx(ARTICLE))
    office = tmp_path / "soffice"
    office.write_text(f'#!/bin/sh\n[ "$3" = "--norestore" ] && [ "$5" = "docx" ] && grep -q old "$8" && mkdir -p "$7" && cp {tmp_path}/made.docx "$7/paper.docx"\n')
    office.chmod(0o755)
    monkeypatch.setattr(converted, "program", lambda: str(office))
    read = read_document(b"old", "news.doc")
    assert "after visit nine" in " ".join(one.text for one in read.sections)
    assert read.meta["notes"] == ["converted from .doc by LibreOffice"]
    with pytest.raises(Unreadable, match=r"\.doc: LibreOffice could not convert it"):
        read_document(b"damaged", "news.doc")
    monkeypatch.setattr(converted, "program", lambda: None)
    for name, wanted in (("a.rtf", ".docx"), ("a.xls", ".xlsx"), ("a.ppt", ".pptx"), ("a.odt", ".docx")):
        with pytest.raises(Unreadable, match=f"save it as {wanted}, or install LibreOffice"):
            read_document(b"x", name)
