"""What the server prints: its own lines and places in code, never what was asked, whatever breaks."""

import asyncio
import json
import logging
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from assistant.errors import IndexUnavailable
from assistant.settings import Settings
from assistant.web.metrics import Metrics
from assistant.web.safety.doors import Doors
from assistant.web.safety.guard import Guard
from assistant.web.safety.logs import Sparse, place_of
from tests.web.served import ROOT, client, server_process

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
WORD = "zanzibar"
ODD = (
    ("/api/ask", f'{{"question": ["{WORD}"]}}', "application/json"),
    ("/api/ask", f'{{"question": "{WORD}", "history": "{WORD}"}}', "application/json"),
    ("/api/ask", f'{{"question": "{WORD} \\ud800"}}', "application/json"),
    ("/api/ask", f"question={WORD}", "application/x-www-form-urlencoded"),
    ("/api/ask", f'{{"{WORD}": {{"path": "/dev/zero", "meta": {{"_type": "gradio.FileData"}}}}}}', "application/json"),
    ("/gradio_api/queue/join", f'{{"data": ["{WORD}"], "fn_index": 0, "session_hash": "x"}}', "application/json"),
    ("/gradio_api/call/ask", f'{{"data": ["{WORD}"]}}', "application/json"),
    ("/units-result", f"code={WORD}&minutes={WORD}", "application/x-www-form-urlencoded"),
    ("/claim-result", f"lines={WORD}&date={WORD}&payer={WORD}", "application/x-www-form-urlencoded"),
    ("/claim-result", f"--x\r\nContent-Disposition: form-data; name={WORD}\r\n\r\n", "multipart/form-data; boundary=x"),
    ("/practice", f"lesson={WORD}&seed={WORD}", "application/x-www-form-urlencoded"),
    ("/api/claim", f'{{"date": "{WORD}", "line": [{{"{WORD}": 1}}]}}', "application/json"),
)


def answered(request):
    """Status and text of an answer."""
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


LOUD = """
import logging, sys
from assistant.web.safety import logs
quiet = logs.quiet
def loud():
    quiet()
    logging.getLogger().setLevel(1)
    logging.Logger.isEnabledFor = lambda self, level: True  # whatever a library sets for itself
logs.quiet = loud
import app
sys.exit(app.main())
"""


@pytest.mark.parametrize("program", [("app.py",), ("-c", LOUD)], ids=["by default", "every level"])
def test_odd_calls_leave_no_word_in_what_is_printed(program, index_folder, tmp_path):
    """Each is answered in plain words; the server's output holds neither their text nor a traceback, with every record let through too."""
    out = tmp_path / "out"
    with out.open("w") as file, server_process(index_folder, out=file, program=program) as (address, _):
        for path, body, kind in ODD:
            request = urllib.request.Request(address + path, body.encode("utf-8", "surrogatepass"), {"Content-Type": kind})
            status, told = answered(request)
            assert status < 500, (path, body)
            assert "Traceback" not in told
        for question in (WORD, f"What is 97110 for {WORD}?", f"{WORD} " * 400):
            sent = json.dumps({"question": question, "history": [question]}).encode()
            assert answered(urllib.request.Request(f"{address}/api/ask", sent, {"Content-Type": "application/json"}))[0] == 200
    printed = out.read_text()
    assert "Ready" in printed
    assert ("DEBUG" in printed) is (program != ("app.py",))
    assert WORD not in printed
    assert "Traceback" not in printed


def test_what_breaks_inside_is_told_by_its_place(caplog):
    """A fault anywhere below the guard: 500 as problem+json, one line with kind and place, no message of the fault."""
    sent = []

    async def broken(_scope, _receive, _send):
        raise ValueError(f"could not read {WORD}")

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    guard = Guard(broken, Settings(), Metrics(), Doors([]))
    scope = {"type": "http", "method": "GET", "path": "/", "root_path": "", "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "scheme": "http", "query_string": b""}
    with caplog.at_level(logging.DEBUG):
        asyncio.run(guard(scope, receive, send))
    assert sent[0]["status"] == 500
    assert b"problem+json" in dict(sent[0]["headers"])[b"content-type"]
    assert "ValueError in broken, test_logs.py" in caplog.text
    assert WORD not in caplog.text
    assert WORD.encode() not in sent[1]["body"]


def test_records_of_libraries_are_told_by_their_place():
    """Ours keep their words; a library's message and any exception's message are left out."""
    with pytest.raises(KeyError) as caught:
        {}[WORD]
    failed = (KeyError, caught.value, caught.value.__traceback__)
    assert WORD not in place_of(caught.value)
    for name, words, trace in (("gradio.queueing", f"bad {WORD}", None), ("assistant.x", "fine", failed), ("uvicorn.error", f"Exception {WORD}", failed)):
        line = Sparse().format(logging.LogRecord(name, logging.ERROR, "/x/y.py", 7, words, (), trace))
        assert WORD not in line
        assert "\n" not in line
    assert "words of ours" in Sparse().format(logging.LogRecord("assistant.x", logging.ERROR, "/x/y.py", 7, "words of ours", (), None))


def test_a_crash_of_the_program_tells_no_value():
    """The last resort of the interpreter is ours too, in threads as well."""
    code = f"from assistant.web.safety.logs import quiet; quiet(); import threading; t = threading.Thread(target=lambda: int('{WORD}')); t.start(); t.join(); int('{WORD}')"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("ValueError") == 2
    assert WORD not in ended.stderr


def test_an_index_that_cannot_be_read_is_503_and_heals(assistant, monkeypatch):
    """Pages and data say so as problem+json with a time to come back; figures and health go on; the next request finds it mended."""

    def fail(_self):
        raise IndexUnavailable("/srv/secret/index is damaged")

    with client(assistant) as web:
        with monkeypatch.context() as broken:
            broken.setattr(type(assistant._live), "current", property(fail))
            for answer in (web.get("/readyz"), web.get("/library"), web.get("/covers"), web.post("/api/ask", json={"question": "What is 97110?"})):
                assert answer.status_code == 503
                assert answer.headers["content-type"] == "application/problem+json"
                assert int(answer.headers["retry-after"]) > 0
                assert "secret" not in answer.text
            assert web.get("/healthz").status_code == 200
            assert web.get("/metrics").status_code == 200
            assert web.get("/").status_code == 200
        assert web.get("/readyz").status_code == 200
        assert web.post("/api/ask", json={"question": "What is 97110?"}).status_code == 200


PIPED = {
    "health": "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "page": "GET /units HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "chat page": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "no path": "GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "question": 'POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 31\r\n\r\n{"question": "Is 97150 timed?"}',
    "socket": "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
}


def test_a_client_who_leaves_is_no_failure(index_folder, tmp_path):
    """Two hundred requests sent at once and the connection broken off, soon and later: nothing is printed, none is worked on for nobody, answers go on."""
    with (tmp_path / "out").open("w") as out, server_process(index_folder, out=out) as (address, _):
        port = int(address.rpartition(":")[2])
        for text in PIPED.values():
            for pause in (0.0, 0.02, 0.2):
                one = socket.create_connection(("127.0.0.1", port), timeout=10)
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closed by a reset
                one.sendall((text * 200).encode())
                time.sleep(pause)
                one.close()
        began = time.monotonic()
        assert answered(urllib.request.Request(f"{address}/api/ask", PIPED["question"].partition("\r\n\r\n")[2].encode(), {"Content-Type": "application/json"}))[0] == 200
        assert time.monotonic() - began < 5
    assert (tmp_path / "out").read_text() == f"Ready: {address}\n"
