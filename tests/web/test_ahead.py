"""A server under way, a quarter and a year loaded ahead by the commands that load them: right on each side of their day, without a restart."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.conftest import KNOWLEDGE, ROOT
from tests.reference.test_live import next_year
from tests.reference.test_official import pair_lines, pair_zip
from tests.web.served import server

pytestmark = pytest.mark.slow
BEFORE, AFTER = "2026-12-31", "2027-01-01"


def asked(address, question, day):
    """What leads the answer, on a day of service."""
    body = json.dumps({"question": question, "as_of": day}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{address}/api/ask", body, {"Content-Type": "application/json"}), timeout=60) as answer:
        return json.load(answer)["claims"][0]["text"]


def run(*arguments, **names):
    """A command of ingest.py; what it printed."""
    done = subprocess.run([sys.executable, "ingest.py", *map(str, arguments)], cwd=ROOT, env={**os.environ, **names}, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def until(there, seconds=60):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not there() and time.monotonic() < end:
        time.sleep(0.3)
    assert there()


def test_a_quarter_and_a_year_loaded_ahead_on_a_running_server(tmp_path, index_folder):
    """CMS's file of made-up pairs and one row of the rule: old until the last day, new from the first, and the report names both."""
    knowledge = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    file = pair_zip(tmp_path / "ccipra-v330r0-f1.zip", pair_lines(knowledge, _97110_97112=("20270101", "*", "1"), _97150_97110=("20200101", "20261231", "1")), "ccipra-v330r0-f1.txt")
    names = {"ASSISTANT_KNOWLEDGE": str(knowledge), "ASSISTANT_INDEX": str(index_folder)}
    questions = {"new pair": "Is there an NCCI edit for 97110 with 97112?", "gone pair": "Is there an NCCI edit for 97150 with 97110?", "amount": "What is the KX threshold for OT?"}
    with server(index_folder, ASSISTANT_KNOWLEDGE=str(knowledge)) as address:
        old = {name: [asked(address, question, day) for day in (BEFORE, AFTER)] for name, question in questions.items()}
        run("tables", file, **names)
        next_year(knowledge)
        until(lambda: "$2,560" in asked(address, questions["amount"], AFTER) and asked(address, questions["new pair"], AFTER) != old["new pair"][1])
        new = {name: [asked(address, question, day) for day in (BEFORE, AFTER)] for name, question in questions.items()}
    assert all("$2,480" in said["amount"][0] for said in (old, new))
    assert "$2,560" in new["amount"][1]
    for name in ("new pair", "gone pair"):
        assert new[name][0].partition(" (")[0] == old[name][0].partition(" (")[0]
        assert new[name][1] != new[name][0]
    assert "edit" in new["new pair"][1].lower()
    told = run("changes", "--since", KNOWLEDGE, "--as-of", AFTER, **names)
    for what in ("97110 (column 1) with 97112", "97150 (column 1) with 97110", "2560"):
        assert what in told
