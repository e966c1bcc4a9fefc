"""Zip files, and the packages of Office files: opened only when their size unpacked is bearable."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from assistant.errors import Unreadable

MAX_UNPACKED = 400 << 20
MAX_FILES = 5000
MAX_RATIO = 200  # a page of text packs about 1:5; a bomb 1:1000


def guarded(data: bytes) -> list[str]:
    """Names in a zip. Raises Unreadable when it is damaged, locked or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged or cut off: not a complete package.") from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if len(entries) > MAX_FILES or unpacked > MAX_UNPACKED or (unpacked > 20 << 20 and unpacked / packed > MAX_RATIO):
        most = f"{MAX_UNPACKED >> 20} MB in {MAX_FILES:,} files, and of large ones {MAX_RATIO} times its size"
        raise Unreadable(f"would unpack to {unpacked / 1e6:,.0f} MB in {len(entries):,} files; at most {most}, is unpacked. Split it.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("locked with a password: save it without one.")
    return [entry.filename for entry in entries]


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every file in a zip; nothing is written to disk, so names cannot lead outside."""
    guarded(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        left = MAX_UNPACKED
        for entry in package.infolist():
            if entry.is_dir():
                continue
            with package.open(entry) as file:
                body = file.read(left + 1)  # what is unpacked counts, not what the zip says of itself
            left -= len(body)
            if left < 0:
                raise Unreadable("unpacks to more than it says: damaged, or made to. Pack it anew.")
            yield entry.filename, body
