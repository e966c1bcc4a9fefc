"""A page of a PDF as a picture, the passage marked: drawn in a process of its own, since a damaged file can end it."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.apart import MEMORY, PACKAGE
from assistant.library.loaders.child import limit_memory, limit_time

SECONDS = 20  # of CPU, and twice as many by the clock
AT_ONCE = 2
SCALE = 1.5  # pixels a point: 108 a 72nd of a page's inch
MARK = (255, 233, 130)
SHORTEST = 12  # letters and figures of a sentence that can be told from another
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n")
_drawing = threading.BoundedSemaphore(AT_ONCE)


def page_picture(data: bytes, label: str, text: str) -> bytes:
    """PNG of the page that holds the text, or else of the page so labelled. Raises Unreadable where there is none."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {PACKAGE!r}); from assistant.library.loaders.printed import main; main()"]
    head = json.dumps({"label": label, "text": text}).encode()
    with _drawing:
        try:
            done = subprocess.run(command, input=head + b"\n" + data, capture_output=True, timeout=2 * SECONDS, check=True)  # noqa: S603 - our own module
        except subprocess.SubprocessError as error:
            raise Unreadable("the page cannot be drawn.") from error
    return done.stdout


def main() -> None:
    """The other side: what to draw and the file from standard input, the picture to standard output."""
    limit_memory(MEMORY)
    limit_time(SECONDS)
    head = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(_drawn(sys.stdin.buffer.read(), head["label"], head["text"]))


def _drawn(data: bytes, label: str, text: str) -> bytes:
    import pypdfium2 as pdfium
    from PIL import Image, ImageChops

    pdf = pdfium.PdfDocument(data)
    wanted = [said for part in _SENTENCE.split(text) if len(said := _letters(part)[0]) >= SHORTEST]
    page = pdf[_place(pdf, label, wanted)]
    image = page.render(scale=SCALE).to_pil().convert("RGB")
    for box in _boxes(page, wanted, image.height):
        part = image.crop(box)
        image.paste(ImageChops.multiply(part, Image.new("RGB", part.size, MARK)), box[:2])
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and figures alone, small, and where each stood."""
    kept = [(small, place) for place, char in enumerate(text) for small in char.lower() if small.isalnum()]
    return "".join(small for small, _ in kept), [place for _, place in kept]


def _place(pdf: Any, label: str, wanted: Sequence[str]) -> int:
    """The page with most of the sentences; the one so labelled is looked at first, and taken where none has any."""
    labels = [pdf.get_page_label(place) or str(place + 1) for place in range(len(pdf))]
    named = labels.index(label) if label in labels else None
    best, most = named, 0
    for place in [*([named] if named is not None else []), *range(len(pdf))]:
        there = _letters(pdf[place].get_textpage().get_text_range())[0]
        held = sum(said in there for said in wanted)
        if held > most:
            best, most = place, held
        if most and most == len(wanted):
            break
    if best is None:
        raise SystemExit(1)
    return best


def _boxes(page: Any, wanted: Sequence[str], height: int) -> Iterator[tuple[int, int, int, int]]:
    """Where the sentences stand on the picture, line by line."""
    written = page.get_textpage()
    there, places = _letters(written.get_text_range())
    for said in wanted:
        if (at := there.find(said)) < 0:
            continue
        first, last = places[at], places[at + len(said) - 1]
        for number in range(written.count_rects(first, last - first + 1)):
            left, bottom, right, top = (value * SCALE for value in written.get_rect(number))
            yield int(left) - 2, int(height - top) - 2, int(right) + 3, int(height - bottom) + 3
