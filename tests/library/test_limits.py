"""A file beyond a limit of time, memory, pages, rows or size: one true line that names file, limit and what to do; the rest goes in."""

import io
import os
import zipfile
from functools import partial

import pytest

from assistant.library.cli import main
from assistant.library.index import LiveIndex
from assistant.library.loaders import ocr
from assistant.library.loaders.apart import Apart
from assistant.library.own import reading
from tests.library import made
from tests.library.test_bounded import bomb_pdf, sparse_sheet
from tests.library.test_ingest import GUIDANCE, LIMIT, PREMISE, SOURCE


def many_pages(count):
    """A PDF of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"] * count]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start, size = len(body), len(parts) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def packed(count, size):
    """A zip of so many text files, each of so many of one letter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(count):
            package.writestr(f"{number}.txt", b"a" * size)
    return out.getvalue()


def hidden_sheet():
    """A workbook whose second sheet is hidden."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Code", "Units"])
    book.active.append(["97110", "4"])
    other = book.create_sheet("Old")
    other.append(["Code", "Units"])
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with a small knowledge and one document of an organisation."""
    place = tmp_path_factory.mktemp("site")
    (place / "knowledge" / "documents").mkdir(parents=True)
    (place / "knowledge" / "documents" / "group.md").write_text(GUIDANCE)
    for name, text in (("sources", SOURCE), ("limits", LIMIT), ("premises", PREMISE)):
        (place / "knowledge" / f"{name}.toml").write_text(text)
    (place / "own").mkdir()
    (place / "own" / "desk.md").write_text("# Desk\n\n## When?\nOpen at 8.")
    return place


@pytest.fixture
def ingested(site, monkeypatch, capsys):
    """Take in one file beside another, by the command's own code; gives the lines that name it, and all ids. Reading it may have so much memory and time."""

    def ran(name, data, **limits):
        monkeypatch.setattr(reading, "Apart", partial(Apart, **limits))
        path = site / "own" / name
        path.write_bytes(data if isinstance(data, bytes) else b"")
        if isinstance(data, int):
            os.truncate(path, data)
        try:
            assert main(["--index", str(site / "index"), "--knowledge", str(site / "knowledge"), str(site / "own")]) == 0
        finally:
            path.unlink()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        ids = {passage.id for passage in LiveIndex(site / "index").current.passages}
        assert "own-desk#when" in ids
        return [line for line in printed.out.splitlines() if name in line], ids

    return ran


BEYOND = {
    "pages": ("pages.pdf", lambda: many_pages(5_001), {}, "5,001 pages; at most 5,000 are read. Split it."),
    "memory": ("paper.txt", lambda: b"a word and another\n\n" * 900_000, {"memory": 200 << 20}, "needs over 200 MB of memory to be read, the most a file may have. It is damaged, made to, or far too large: save it anew from the program that made it, or split it."),
    "time": ("slow.pdf", lambda: bomb_pdf(600_000), {"seconds": 1}, " s of computing to read, the most a file of its size may. It is damaged, made to, or far too large: save it anew from the program that made it, or split it."),
    "rows": ("rows.xlsx", sparse_sheet, {}, "more than 100,000 rows or 2,000,000 cells. Split it."),
    "size": ("large.pdf", lambda: 201 << 20, {}, "211 MB; at most 200 MB are read. Split it."),
    "text": ("long.txt", lambda: b"a word\n" * (3 << 20), {}, "22 MB of text; at most 20 MB are read. Split it."),
    "unpacked": ("bomb.zip", lambda: packed(3, 30 << 20), {}, "would unpack to 94 MB in 3 files; at most 400 MB in 5,000 files, and of large ones 200 times its size, is unpacked. Split it."),
    "files": ("files.zip", lambda: packed(5_001, 1), {}, "in 5,001 files; at most 400 MB in 5,000 files"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BEYOND)
def test_what_is_beyond_a_limit_is_one_line(kind, ingested):
    """Which file, which limit, what to do; nothing of it is taken in, what lies beside it is."""
    name, data, limits, said = BEYOND[kind]
    lines, ids = ingested(name, data(), **limits)
    assert len(lines) == 1
    assert lines[0].startswith(f"quarantined own/{name}: ")
    assert said in lines[0]
    assert not any(one.startswith(f"own-{name.partition('.')[0]}#") for one in ids)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("wide.csv", lambda: b",".join(b"Column %d" % n for n in range(300)) + b"\n" + b",1" * 299, "columns beyond the 256th were not read."),
        ("sheets.xlsx", hidden_sheet, "sheet Old is hidden and was not read."),
        ("blank.pdf", lambda: made.pdf([[(72, 90, 14, True, "1 - Prior approval"), *((72, 120 + 16 * n, 11, False, "Acme Health asks for prior approval of every visit after the twelfth.") for n in range(9))], []]), "1 of 2 pages hold no text (scans or blank): they were not read."),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_file_is_told(name, data, said, ingested):
    """Columns, sheets and pages that were not read: by an ordinary ingest too, not by a dry run alone."""
    lines, ids = ingested(name, data())
    assert lines == [f"look at own/{name}: {said}"]
    assert any(one.startswith(f"own-{name.partition('.')[0]}#") for one in ids)


def test_a_file_that_cannot_be_opened_any_more_is_told_anew(ingested):
    """What was left out is of this run, also where nothing else has changed."""
    assert ingested("bomb.zip", packed(3, 30 << 20))[0]
    assert ingested("other.zip", packed(3, 30 << 20))[0]


def test_how_a_reading_ended_is_told_as_it_was():
    """By its clock, by its computing, by the system, by itself."""
    apart = Apart()
    assert "took over 600 s to read" in apart._why(-9, 60, late=True)
    assert "took over 60 s of computing" in apart._why(-24, 60, late=False)
    assert "the system ended the process" in apart._why(-9, 60, late=False)
    assert "(code -11), which may have 2,048 MB of memory" in apart._why(-11, 60, late=False)
    assert all("split it" in apart._why(code, 60, late=False).lower() for code in (-9, -11, -24, None))


def test_a_scan_of_many_pages_is_told(monkeypatch):
    """Which limit, and what to do."""
    monkeypatch.setattr(ocr, "available", lambda: True)
    with pytest.raises(reading.Unreadable, match=r"a scan of 201 pages; text is recognised on at most 200\. Split it\."):
        ocr.with_text(b"", 201)
