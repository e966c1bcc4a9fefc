"""Text recognition for scanned PDFs, where it is installed: the extra `ocr` (pytesseract) and the program tesseract.

A scan becomes the same PDF with a layer of text, so that all else is read as in any PDF. Every such document carries a note
that its text was recognised: a figure of it is checked against the paper.
"""

from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil

from assistant.errors import Unreadable

_CODED = re.compile(r"\b(?=[A-Z0-9][0-9OolI]{3,4}\b)(?=(?:\w*\d){2})[A-Z0-9][0-9OolI]{3,4}\b")
_MEANT = str.maketrans("OolI", "0011")
MOST_PAGES = 200  # of one scan: a page takes some seconds
DOTS = 300  # an inch
SECONDS = 60  # for one page


def available() -> bool:
    """Are pytesseract and tesseract both there?"""
    return importlib.util.find_spec("pytesseract") is not None and shutil.which("tesseract") is not None


def with_text(data: bytes, pages: int) -> bytes:
    """The scanned PDF with its text. Raises Unreadable where that is not possible, with what to do."""
    if not available():
        raise Unreadable(f"no text on its {pages} page(s): a scan. Install tesseract and the extra 'ocr' (pip install 'rehab-coding-assistant[ocr]'), or run text recognition (OCR) on it first.")
    if pages > MOST_PAGES:
        raise Unreadable(f"a scan of {pages} pages; text is recognised on at most {MOST_PAGES}. Split it.")
    import pdfplumber
    import pytesseract  # type: ignore[import-not-found,unused-ignore]
    from pypdf import PdfReader, PdfWriter

    os.environ["OMP_THREAD_LIMIT"] = "1"
    made = PdfWriter()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                image = page.to_image(resolution=DOTS).original.convert("L")
                layer = pytesseract.image_to_pdf_or_hocr(image, extension="pdf", config=f"--dpi {DOTS}", timeout=SECONDS)
                made.append(PdfReader(io.BytesIO(layer)))
                page.close()
    except (pytesseract.TesseractError, RuntimeError, OSError, ValueError) as error:
        why = f"page {len(made.pages) + 1} took over {SECONDS} s" if "timeout" in str(error) else type(error).__name__
        raise Unreadable(f"a scan whose text could not be recognised ({why}): run text recognition on it first.") from error
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def figures(text: str) -> str:
    """A recognised line with the letters put right that stand for figures in a code: O for 0, l and I for 1.

    >>> figures("pays 9753O and GO283, not OTR"), figures("Illinois in 2O26")
    ('pays 97530 and G0283, not OTR', 'Illinois in 2026')
    """
    return _CODED.sub(lambda match: match[0][:1] + match[0][1:].translate(_MEANT), text)
