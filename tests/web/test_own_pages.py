"""An own document opens at the page quoted, the passage marked, for whoever may read it and nobody else."""

import shutil
from pathlib import Path

import pytest

from assistant.answer.chain import Assistant
from assistant.library.cli import main
from assistant.settings import Settings
from assistant.web.safety.auth import hashed
from tests.conftest import KNOWLEDGE
from tests.library.made import pdf
from tests.web.driven import MARKS, ask, opened
from tests.web.served import client, server
from tests.web.test_groups import basic

pytestmark = MARKS
POLICY = [[(50, 60, 16, True, "Harbor Health Plan policy"), (50, 100, 13, True, "1. Prior authorization"), (50, 120, 10, False, "Prior authorization is required after the 12th visit of a calendar year.")],
          [(50, 60, 13, True, "2. Timely filing"), (50, 80, 10, False, "Claims must reach the plan within 121 days of the date of service.")]]  # fmt: skip
PAY = [[(50, 60, 16, True, "Pay scale"), (50, 100, 13, True, "1. Bonus"), (50, 120, 10, False, "The heronfly bonus is paid in January to every therapist of the clinic.")]]
CHART = [[(50, 60, 16, True, "Audit examples"), (50, 100, 13, True, "1. Rule"), (50, 120, 10, False, "Every audit looks at ten charts of each therapist in a quarter."),
          (50, 160, 13, True, "2. Example"), (50, 180, 10, False, "Jane Miller, DOB 03/14/1951, MRN 4471182, came for balance training on Monday.")]]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory, index_folder):
    """An index with three PDFs: everybody's, one of a group, one from which a patient's passage was left out."""
    folder = tmp_path_factory.mktemp("own-pages")
    (folder / "docs").mkdir()
    for name, pages in (("harbor.pdf", POLICY), ("pay.pdf", PAY), ("audit.pdf", CHART)):
        (folder / "docs" / name).write_bytes(pdf(pages))
    (folder / "docs" / "harbor.toml").write_text('payers = ["Harbor Health"]\n')
    (folder / "docs" / "pay.toml").write_text('payers = []\ngroups = ["management"]\n')
    (folder / "docs" / "audit.toml").write_text('payers = []\npatients = "leave_out"\n')
    (folder / "docs" / "notes.md").write_text("# Parking\n\n## Where\nPatients park on the deck behind the clinic building.\n")
    (folder / "index").mkdir()
    shutil.copyfile(Path(index_folder) / "vectors.sqlite", folder / "index" / "vectors.sqlite")
    assert main(["--index", str(folder / "index"), "--knowledge", str(KNOWLEDGE), str(folder / "docs")]) == 0
    (folder / "users").write_text(f"ann:{hashed('a')}:management\nbob:{hashed('b')}\n")
    return folder


@pytest.fixture(scope="module")
def signed(site):
    """Ann is in management, bob is not."""
    assistant = Assistant.open(Settings(index=site / "index", knowledge=KNOWLEDGE))
    with client(assistant, Settings(index=site / "index", auth=f"basic:{site / 'users'}")) as web:
        yield web, {row.id: row for row in assistant.whole.passages if row.kind == "own"}


def picture(web, name, user):
    """The answer to a call for a section's page."""
    return web.get("/document-page", params={"id": name}, headers=basic(user))


def test_access_is_as_the_document_s(signed):
    """A page of the group's document exists for the group only; everybody's for everybody; without a name for nobody."""
    web, rows = signed
    pay = next(name for name in rows if name.startswith("own-pay#"))
    harbor = next(name for name in rows if name.startswith("own-harbor#"))
    assert picture(web, pay, "ann").content.startswith(b"\x89PNG")
    assert picture(web, pay, "bob").status_code == 404
    assert picture(web, harbor, "bob").headers["content-type"] == "image/png"
    assert web.get("/document-page", params={"id": harbor}).status_code == 401


def test_where_no_page_is_shown(signed):
    """A text that is no PDF, a document from which a patient's passage was left out, a section of ours, no id, a path."""
    web, rows = signed
    others = [next(name for name in rows if name.startswith(start)) for start in ("own-notes#", "own-audit#")]
    for name in (*others, "kx-amounts#now", "", "own-harbor", "own-harbor#../../users", "../docs/pay.pdf"):
        assert picture(web, name, "ann").status_code == 404, name
    for name in ("own-audit", "own-notes"):
        assert "page as printed" not in web.get("/document", params={"id": name}, headers=basic("ann")).text
    assert "1951" not in web.get("/document", params={"id": "own-audit"}, headers=basic("ann")).text


def test_a_source_opens_at_its_page(site, browser):
    """One click from the answer: the section, its page drawn beneath it; the others fold out."""
    with server(site / "index") as url:
        tab = opened(browser, url)
        turn = ask(tab, "Does Harbor Health Plan need prior authorization?")
        with tab.context.expect_page() as opening:
            turn.locator(".sources .title a").first.click()
        page = opening.value
        shown = page.locator("section.on img.printed")
        shown.wait_for()
        assert shown.evaluate("async one => { await one.decode(); return one.naturalWidth; }") > 500
        assert "Prior authorization" in page.locator("section.on h2").inner_text()
        assert page.locator("section:not(.on) details[open]").count() == 0
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert shown.bounding_box()["width"] > 500  # legible on a phone, in a box that scrolls
        assert tab.complaints == []
        tab.context.close()
