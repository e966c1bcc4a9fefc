"""The files of a running server's index damaged under it: right answers from what is open, or 503 as problem+json, never an end; mended, it answers."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.web.served import ROOT, alive, server_process


@pytest.fixture
def index(index_folder, tmp_path):
    """A copy of the index to damage: what ingest keeps, and the generation in use."""
    current = (index_folder / "CURRENT").read_text().strip()
    others = {one.name for one in (index_folder / "generations").iterdir()} - {current}
    return shutil.copytree(index_folder, tmp_path / "index", ignore=lambda _, names: others & set(names))


def zeroed(path):
    """The file as long as it was, nothing in it."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))


def cut(path):
    """Its second half lost."""
    os.truncate(path, path.stat().st_size // 2)


def ask(address, number):
    """(status, kind, body) of a question the server has not seen."""
    body = json.dumps({"question": f"Is a signature stamp accepted on plan {number} of group therapy?"}).encode()
    return answered(urllib.request.Request(f"{address}/api/ask", body, {"Content-Type": "application/json"}))


def answered(request):
    """Status, kind and body of an answer, which must come within 30 seconds."""
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return (refused.code if refused.headers["Retry-After"] else 0), refused.headers["Content-Type"], refused.read().decode()


def test_a_running_server_under_a_damaged_index(index, tmp_path):
    """Every file of the generation zeroed, cut and taken away in turn, Chroma's database last."""
    out = tmp_path / "out"
    with out.open("w") as file, server_process(index, out=file) as (address, process):
        assert ask(address, 0)[0] == 200
        folder = index / "generations" / (index / "CURRENT").read_text().strip()
        files = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.suffix == ".sqlite3")
        number = 0
        for path in files:
            for damage in (zeroed, cut, Path.unlink):
                damage(path)
                number += 1
                for status, kind, told in (ask(address, number), answered(f"{address}/readyz")):
                    assert (status, "problem+json" in kind) in ((200, False), (503, True)), (path.name, damage.__name__, status)
                    assert str(tmp_path) not in told
                assert alive(process), (path.name, damage.__name__)
        (index / "CURRENT").write_bytes(b"\xff")
        assert ask(address, number)[0] == answered(f"{address}/readyz")[0] == 200  # from what is open: nothing of it is read again
        assert answered(f"{address}/healthz")[0] == 200
        done = subprocess.run([sys.executable, "ingest.py", "--index", str(index)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
        assert (done.returncode, "is mended" in done.stdout) == (0, True), done.stderr
        end = time.monotonic() + 60
        while ask(address, number := number + 1)[0] != 200 and time.monotonic() < end:
            time.sleep(0.25)
        assert ask(address, number + 1)[0] == answered(f"{address}/readyz")[0] == 200
    printed = out.read_text()
    assert "Traceback" not in printed
    assert "CURRENT is damaged" in printed
    assert "ingest.py" in printed
    assert printed.count("\n") < 8, printed
