"""A damaged index: every flipped, cut or missing file is found before it is opened, and `ingest.py` mends it."""

import gc
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing

import pytest

from assistant.errors import IndexUnavailable
from assistant.library import integrity
from assistant.library.build import current, current_folder, rollback, status
from assistant.library.cli import main
from assistant.library.index import Generation, LiveIndex
from tests.conftest import ROOT
from tests.library.test_ingest import GUIDANCE, LIMIT, PREMISE, SOURCE


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory):
    """A small knowledge folder."""
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "documents").mkdir()
    (folder / "documents" / "group.md").write_text(GUIDANCE)
    for name, text in (("sources", SOURCE), ("limits", LIMIT), ("premises", PREMISE)):
        (folder / f"{name}.toml").write_text(text)
    return folder


@pytest.fixture(scope="module")
def built(knowledge, tmp_path_factory):
    """An index of it."""
    folder = tmp_path_factory.mktemp("built") / "index"
    assert main(["--index", str(folder), "--knowledge", str(knowledge)]) == 0
    return folder


@pytest.fixture
def index(built, tmp_path):
    """A copy of the index to damage; links to the encoder become files of their own."""
    return shutil.copytree(built, tmp_path / "index")


@pytest.fixture
def run(index, knowledge, capsys):
    """Run ingest.py on the copy; gives (exit code, what it printed)."""

    def ran(*arguments):
        code = main([*arguments, "--index", str(index), "--knowledge", str(knowledge)])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return ran


def names(folder):
    """Every file of the generation in use."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def flipped(path, at=0.5):
    """One bit of the file turned over."""
    data = bytearray(path.read_bytes())
    data[int(len(data) * at)] ^= 0x10
    path.unlink()
    path.write_bytes(bytes(data))


def cut(path):
    """The second half of the file lost."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def answers(index):
    """Does the index answer its own question?"""
    return LiveIndex(index).current.search("is group therapy timed?")[0].passage.id.startswith("group#")


def test_every_file_that_is_flipped_cut_or_missing_is_found(built, tmp_path):
    """All files of a generation, one after the other: named, and nothing is opened."""
    whole = current_folder(built)
    assert integrity.faults(whole) == []
    listed = [name for name in names(whole) if not name.endswith(("-wal", "-shm", "-journal"))]
    assert {"vectors.npy", "owners.npy", "manifest.json", "passages.jsonl", "encoder/encoder.onnx"} <= set(listed)
    copy = shutil.copytree(whole, tmp_path / "generation")
    for name in listed:
        kept = (copy / name).read_bytes()
        for damage in (flipped, cut, lambda path: path.unlink()):
            if kept:
                damage(copy / name)
                told = integrity.faults(copy)
                assert told, (name, damage)
                assert name in told[0] or name == integrity.SEAL
                with pytest.raises(IndexUnavailable, match=r"damaged"):
                    integrity.sound(copy)
            (copy / name).write_bytes(kept)
        assert integrity.faults(copy) == [], name


def places(size):
    """Places of a file to flip: its ends, a score between, and two of each page that a database would have."""
    return sorted({0, size - 1, *(size * n // 20 for n in range(20)), *(at for page in range(0, size, 4096) for at in (page + 97, page + 4095) if at < size < 1 << 20)})


def test_any_flipped_byte_of_any_file_is_found(built, tmp_path):
    """Every file of a generation at many places, the pages of Chroma's database each and all, used or not; another white space in the seal too."""
    copy = shutil.copytree(current_folder(built), tmp_path / "generation")
    missed, tried = [], 0
    for name in names(copy):
        kept = (copy / name).read_bytes()
        for at in places(len(kept)):
            with (copy / name).open("r+b") as file:
                file.seek(at)
                file.write(bytes([kept[at] ^ (0x07 if kept[at] == 0x0A else 0x10)]))
                file.flush()
                tried += 1
                if not integrity.faults(copy):
                    missed.append((name, at))
                file.seek(at)
                file.write(kept[at : at + 1])
    assert tried > 300
    assert missed == []
    assert integrity.faults(copy) == []


def test_check_tells_a_flipped_byte_of_an_unused_place(index, run):
    """The command, for a byte of the database that no row holds; a start refuses it as well."""
    database = next(current_folder(index).rglob("chroma.sqlite3"))
    data = bytearray(database.read_bytes())
    at = data.rindex(b"\0" * 64) + 32
    data[at] ^= 1
    database.write_bytes(bytes(data))
    code, said = run("check")
    assert (code, "chroma.sqlite3 is damaged" in said) == (2, True), said
    with pytest.raises(IndexUnavailable, match=r"chroma\.sqlite3"):
        LiveIndex(index)


def test_opening_an_index_writes_nothing_into_it(index, run, tmp_path, monkeypatch):
    """Opened, asked, checked and let go: every file is as it was sealed, and no copy is left in the temporary folder."""
    folder = current_folder(index)
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    (tmp_path / "beside").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "beside"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    for _ in range(3):
        generation = Generation(folder)
        assert generation.search("is group therapy timed?")
        generation.close()
    assert run("check")[0] == 0
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    gc.collect()
    assert list((tmp_path / "beside").iterdir()) == []


def test_a_generation_sealed_by_its_rows_is_still_opened(index):
    """One written before its database was sealed by its bytes, and written into since."""
    folder = current_folder(index)
    database = next(folder.rglob("chroma.sqlite3"))
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("INSERT INTO acquire_write (lock_status) VALUES (1)")
    assert integrity.faults(folder) == [f"{database.relative_to(folder)} is damaged"]
    seal = json.loads((folder / "files.json").read_text())
    seal[str(database.relative_to(folder))] = integrity._database(database)
    (folder / "files.json").write_text(json.dumps(seal, indent=0, sort_keys=True))
    assert integrity.faults(folder) == []
    assert answers(index)


def test_a_file_that_is_not_of_the_index_is_told(built, tmp_path):
    """A stray file in a generation."""
    copy = shutil.copytree(current_folder(built), tmp_path / "generation")
    (copy / "stray.npy").write_bytes(b"x")
    assert integrity.faults(copy) == ["stray.npy is not of this index"]


@pytest.mark.parametrize("name", ["vectors.npy", "chroma.sqlite3", "manifest.json", "files.json", "bm25"])
def test_ingest_mends_what_is_damaged_and_says_so(name, index, run):
    """Check names the file and ends with 2; the next ingest builds it anew, and the index answers."""
    folder = current_folder(index)
    path = folder / name if (folder / name).is_file() else next(p for p in folder.rglob("*") if name in str(p.relative_to(folder)) and p.is_file())
    flipped(path, 0.0 if name == "files.json" else 0.5)  # in its middle it would name another file
    code, said = run("check")
    assert (code, path.name in said) == (2, True), said
    assert "damaged" in run("status")[1]
    code, said = run()
    assert code == 0
    assert "was damaged and is mended" in said
    assert answers(index)
    assert run("check")[0] == 0


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"../../etc", b"0123456789ab", None])
def test_a_lost_or_wrong_current_is_mended(text, index, run):
    """CURRENT gone, empty, garbage or naming what is not there."""
    (index / "CURRENT").unlink() if text is None else (index / "CURRENT").write_bytes(text)
    with pytest.raises(IndexUnavailable, match=r"ingest\.py"):
        LiveIndex(index)
    assert run("check")[0] == 2
    assert run()[0] == 0
    assert answers(index)


@pytest.mark.parametrize("name", ["vectors.sqlite", "inputs.json"])
def test_what_lies_beside_the_generations_is_mended_too(name, index, run, knowledge):
    """The cache of vectors and the notes of the last run: lost or damaged, they are made again."""
    (index / name).write_bytes(b"not what it was" * 100)
    (current_folder(index) / "vectors.npy").unlink()
    assert run()[0] == 0
    assert answers(index)


def test_an_open_index_follows_what_was_mended(index, run):
    """A running reader opens the generation that was rebuilt under the same name."""
    live = LiveIndex(index)
    before = live.current
    flipped(current_folder(index) / "passages.jsonl")
    assert before.search("is group therapy timed?")  # what is open goes on
    assert run()[0] == 0
    end = time.monotonic() + 60
    while live.current is before and time.monotonic() < end:
        time.sleep(0.05)
    assert live.current is not before
    assert live.current.search("is group therapy timed?")


def test_a_damaged_generation_is_not_gone_back_to(index, run, knowledge):
    """Rollback refuses it and names the file; what is in use stays."""
    (knowledge / "documents" / "more.md").write_text(GUIDANCE.replace('id = "group"', 'id = "more"').replace("Is group", "Is a group"))
    try:
        assert run()[0] == 0
    finally:
        (knowledge / "documents" / "more.md").unlink()
    now = current(index)
    older = next(row["generation"] for row in status(index) if not row["current"])
    flipped(index / "generations" / older / "owners.npy")
    with pytest.raises(IndexUnavailable, match=r"owners\.npy"):
        rollback(index)
    assert current(index) == now


def test_a_process_that_ends_while_opening_is_a_fault(monkeypatch, tmp_path):
    """A trial that is killed by what it opens is told, and kills nobody else."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], -11, "", ""))
    assert "ended the process" in integrity.tried(tmp_path)


@pytest.mark.slow
def test_a_damaged_encoder_is_exported_again(index, knowledge):
    """The model in the generation and the copy beside it, by the command itself."""
    for path in [*index.glob("encoders/*/encoder.onnx"), current_folder(index) / "encoder" / "encoder.onnx"]:
        flipped(path)
    done = subprocess.run(
        [sys.executable, "ingest.py", "--index", str(index), "--knowledge", str(knowledge)],
        cwd=ROOT, env=os.environ.copy(), capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert answers(index)
