"""A page of a PDF as a picture: the right page, the passage marked, a junk file refused."""

import io

import pytest

from assistant.errors import Unreadable
from assistant.library.loaders.printed import MARK, page_picture
from tests.library.made import pdf

TEXT = "Dry needling is not a covered benefit. The member may be billed when a waiver was signed before the visit."
FILE = pdf(
    [
        [(50, 60, 16, True, "Policy"), (50, 100, 10, False, "Claims must reach the plan within 120 days of service.")],
        [(50, 100, 10, False, "Dry needling is not a covered benefit. The member may be billed"), (50, 114, 10, False, "when a waiver was signed before the visit."), (50, 300, 10, False, "Something else.")],
    ],
    labels="0 << /S /r >> 1 << /S /D >>",
)


def marked(picture):
    """(left, top, right, bottom) of what is marked, in points; None where nothing is."""
    from PIL import Image, ImageChops

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    away = ImageChops.difference(image, Image.new("RGB", image.size, MARK)).convert("L").point(lambda value: 255 if value == 0 else 0)
    box = away.getbbox()
    return box and tuple(round(value / 1.5) for value in box)


@pytest.mark.parametrize("label", ["1", "ii", "7", ""])
def test_the_page_is_found_and_the_passage_marked(label):
    """By its label, or by its words where the label leads elsewhere; both lines are marked, and no other."""
    left, top, right, bottom = marked(page_picture(FILE, label, TEXT))
    assert 45 <= left <= 52
    assert 300 < right < 400
    assert 85 <= top <= 95
    assert 112 <= bottom <= 122


def test_a_scan_s_page_is_shown_unmarked():
    """Words that stand nowhere as text: the page of the label."""
    assert marked(page_picture(FILE, "1", "Words of a picture that no text layer holds.")) is None


@pytest.mark.parametrize(("data", "label"), [(b"%PDF-1.4 junk", "1"), (b"", "1"), (FILE, "99")])
def test_what_cannot_be_drawn_is_refused(data, label):
    """A damaged file, and a page that is not there."""
    with pytest.raises(Unreadable):
        page_picture(data, label, "nothing of the kind stands in it")
