"""Opens official files as CMS publishes them: plain text, CSV, JSON, a spreadsheet, gzip, or a zip of these.

CMS zips hold the same table as text and as a spreadsheet: the text is read. Every table comes out as numbered
rows of cells, or as raw lines where speed matters. Anything that cannot be read is a TableError that says where.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TextIO, cast

from assistant.errors import TableError

TEXT = (".csv", ".txt", ".json")  # preferred in this order where one table comes in several forms
SHEET = ".xlsx"
_DAMAGE = (zipfile.BadZipFile, EOFError, zlib.error, OSError, csv.Error, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """One table: a file, or a file inside a zip. inner: its name there."""

    file: Path
    inner: str
    _binary: Callable[[], BinaryIO]

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.file.name}: {self.inner}" if self.inner else self.file.name

    @property
    def suffix(self) -> str:
        """Its form: .csv, .txt, .json or .xlsx."""
        name = PurePosixPath(self.inner or self.file.name.removesuffix(".gz"))
        return name.suffix.lower()

    @contextmanager
    def text(self) -> Iterator[TextIO]:
        """The open text. Raises TableError where the file is damaged, now or while it is read."""
        try:
            with (
                self._binary() as raw,
                io.TextIOWrapper(raw, "utf-8-sig", errors="replace", newline="") as file,
            ):
                yield file
        except _DAMAGE as error:
            raise TableError(f"{self.name}: damaged, nothing was loaded ({error}).") from error

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line number and cells of every row, stripped; blank rows are left out."""
        source = self._sheet() if self.suffix == SHEET else self._cells()
        for number, cells in source:
            if any(cells):
                yield number, cells

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        with self.text() as file:
            head = file.read(4096)
            file.seek(0)
            reader = csv.reader(file, delimiter="\t" if head.count("\t") > head.count(",") else ",")
            for cells in reader:
                yield reader.line_num, [cell.strip() for cell in cells]

    def _sheet(self) -> Iterator[tuple[int, list[str]]]:
        from openpyxl import load_workbook

        try:
            with self._binary() as raw:
                book = load_workbook(io.BytesIO(raw.read()), read_only=True, data_only=True)
                for number, values in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
                    yield number, ["" if value is None else str(value).strip() for value in values]
        except TableError:
            raise
        except Exception as error:  # whatever a spreadsheet that was made to break it brings up in openpyxl and its XML
            raise TableError(f"{self.name}: damaged, nothing was loaded ({type(error).__name__}: {str(error)[:120]}).") from error


def members(path: Path) -> list[Member]:
    """The tables a file holds. Raises TableError for what is no file, damaged, or of another form."""
    if not path.is_file():
        raise TableError(f"{path}: no such file.")
    suffix = path.suffix.lower()
    if suffix == ".zip":
        return _zipped(path)
    if suffix == ".gz":
        return [Member(path, "", partial(_gunzip, path))]
    if suffix in TEXT or suffix == SHEET:
        return [Member(path, "", partial(_plain, path))]
    raise TableError(f"{path.name}: not a .zip, .txt, .csv, .xlsx, .json or .gz file.")


def _plain(path: Path) -> BinaryIO:
    return path.open("rb")


def _gunzip(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb"))


def _zipped(path: Path) -> list[Member]:
    """Members of a zip, one form of each table."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except _DAMAGE as error:
        raise TableError(f"{path.name}: not a readable zip ({error}).") from error
    best: dict[str, str] = {}
    for name in names:
        place = PurePosixPath(name)
        if "__MACOSX" in name or place.suffix.lower() not in (*TEXT, SHEET):
            continue
        held = best.get(place.stem.lower())
        if held is None or _rank(name) < _rank(held):
            best[place.stem.lower()] = name
    return [Member(path, name, partial(_unzip, path, name)) for name in best.values()]


def _rank(name: str) -> int:
    return (*TEXT, SHEET).index(PurePosixPath(name).suffix.lower())


def _unzip(path: Path, name: str) -> BinaryIO:
    archive = zipfile.ZipFile(path)
    opened = archive.open(name)
    archive.close()  # the member keeps the file open until it is closed itself
    return cast(BinaryIO, opened)
