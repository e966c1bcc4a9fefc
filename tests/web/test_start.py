"""How the server starts when something is amiss: each with its own true line, and answers go on without a record."""

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.web.served import ROOT, free_port, server_process

MOUNTS = shutil.which("unshare") is not None and subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode == 0


def refused(index, **settings):
    """(exit code, what it printed) of a server that does not start."""
    environ = {**os.environ, "ASSISTANT_INDEX": str(index), "ASSISTANT_PORT": str(free_port()), **settings}
    done = subprocess.run([sys.executable, "app.py"], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def asked(address, question="What is 97110?"):
    """The answer to an ordinary question."""
    request = urllib.request.Request(f"{address}/api/ask", json.dumps({"question": question}).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


@pytest.mark.parametrize(
    ("current", "says"),
    [(None, "No index in"), (b"\xff\x00", "CURRENT is damaged"), (b"../../etc", "CURRENT names no generation"), (b"0123456789ab", "The index is damaged")],
)
def test_a_missing_or_junk_index_is_one_line(current, says, tmp_path):
    """Exit 1 and the command to run; nothing listens."""
    if current is not None:
        (tmp_path / "CURRENT").write_bytes(current)
    code, said = refused(tmp_path, ASSISTANT_RECORD="none")
    assert code == 1
    assert says in said
    assert "ingest.py" in said
    assert said.count("\n") == 1


def test_a_port_that_is_taken_is_one_line(index_folder):
    """The address as a browser takes it, and the setting to change."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = refused(index_folder, ASSISTANT_PORT=str(port))
    assert (code, said.count("\n")) == (2, 1)
    assert f"127.0.0.1:{port}" in said
    assert "ASSISTANT_PORT" in said


def test_an_address_of_another_machine_is_one_line(index_folder):
    """An IPv6 address that is not ours: told in brackets, with the setting that is wrong."""
    code, said = refused(index_folder, ASSISTANT_HOST="2001:db8::1", ASSISTANT_AUTH="none")
    assert (code, said.count("\n")) == (2, 1)
    assert "[2001:db8::1]:" in said
    assert "ASSISTANT_HOST" in said


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_ipv6(index_folder, tmp_path):
    """On ::1 the address is told as a browser takes it, and answers come from it."""
    out = tmp_path / "out"
    with out.open("w") as file, server_process(index_folder, out=file, host="[::1]", ASSISTANT_HOST="::1") as (address, _):
        assert asked(address)["outcome"] == "answered"
    assert out.read_text() == f"Ready: {address}\n"


@pytest.mark.parametrize(
    ("record", "says"),
    [("junk", "its file is no database, or damaged"), ("nowhere/record", "its file cannot be opened")],
)
def test_a_record_that_cannot_be_opened(record, says, index_folder, tmp_path):
    """Junk for a database, or a folder that is not there: told with its cause; the server answers, and says that no thumb is kept."""
    (tmp_path / "junk").write_bytes(b"this is no database " * 500)
    out = tmp_path / "out"
    with out.open("w") as file, server_process(index_folder, out=file, ASSISTANT_RECORD=f"sqlite:///{tmp_path / record}") as (address, _):
        answer = asked(address)
    assert (answer["outcome"], answer["feedback"]) == ("answered", False)
    told, ready = out.read_text().splitlines()
    assert told.startswith("Answers go on, but none is recorded")
    assert says in told
    assert ready.startswith("Ready: ")


@pytest.mark.skipif(not MOUNTS, reason="a small disk cannot be mounted here")
@pytest.mark.parametrize(("blocks", "starts"), [(16, False), (96, True)])
def test_a_full_disk(blocks, starts, index_folder, tmp_path):
    """Full before the record is made, or while it is written: told once with its cause, and every question is answered."""
    out = tmp_path / "out"
    disk = tmp_path / "disk"
    disk.mkdir()
    small = ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs -o size={blocks}k none {disk} && exec "$@"', "-"]
    with out.open("w") as file, server_process(index_folder, out=file, before=small, ASSISTANT_RECORD=f"sqlite:///{disk}/record") as (address, _):
        answers = [asked(address, f"What is 97110, and how many units are {n} minutes?") for n in range(8, 68)]
    assert {answer["outcome"] for answer in answers} == {"answered"}
    assert answers[0]["feedback"] is starts
    lines = out.read_text().splitlines()
    assert sum("the disk is full" in line for line in lines) == 1, lines
    assert len(lines) == 2
