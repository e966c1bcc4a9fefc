"""Silence: from the start over every page to an answer, no name is looked up and nothing beyond the machine is reached."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.web.served import ROOT, free_port

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
# Runs app.py with every look-up and connection of the interpreter written to a file.
WATCHED = """
import ipaddress, runpy, sys
log = open(sys.argv.pop(1), "a", buffering=1)
def here(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in (None, "", b"")
def hook(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"):
        host = args[0][0] if isinstance(args[0], tuple) else args[0]
    elif event in ("socket.connect", "socket.sendto"):
        host = args[1][0] if isinstance(args[1], tuple) else ""
    else:
        return
    if not here(host):
        log.write(f"{event} {host}\\n")
sys.addaudithook(hook)
log.write("watching\\n")
sys.argv[0] = "app.py"
runpy.run_path("app.py", run_name="__main__")
"""
QUESTIONS = ("Medicare: 33 minutes of 97110 and 7 of 97140. Units?", "Do I need 59 for 97530 with 97140?", "best pizza near me?")


def fetch(address, body=None):
    """One request; its answer's text."""
    headers = {"Content-Type": "application/json"} if body else {}
    request = urllib.request.Request(address, json.dumps(body).encode() if body else None, headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read().decode("utf-8", "replace")


def wait_for(address, seconds):
    """Until the server is ready."""
    for _ in range(4 * seconds):
        with contextlib.suppress(OSError):
            fetch(f"{address}/readyz")
            return
        time.sleep(0.25)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_nothing_leaves_the_machine_below_python(index_folder, tmp_path):
    """Libraries that are not Python speak too: no system call asks a name server or another machine in half a minute."""
    port, log = free_port(), tmp_path / "calls"
    settings = {"ASSISTANT_PORT": str(port), "ASSISTANT_INDEX": str(index_folder)}
    command = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmmsg", "-o", str(log), sys.executable, "app.py"]
    running = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, 120)
        fetch(f"{address}/api/ask", {"question": QUESTIONS[0]})
        time.sleep(30)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(10)
    calls = [line for line in log.read_text().splitlines() if "AF_INET" in line and "127.0.0.1" not in line and '"::1"' not in line]
    assert calls == []


def test_nothing_leaves_the_machine(index_folder, tmp_path):
    """Start, every page, questions, figures; and no word of a question in what the server printed."""
    port, log = free_port(), tmp_path / "log"
    address = f"http://127.0.0.1:{port}"
    environ = {k: v for k, v in os.environ.items() if k not in ("HF_HUB_OFFLINE", "GRADIO_ANALYTICS_ENABLED")}
    settings = {"ASSISTANT_PORT": str(port), "ASSISTANT_INDEX": str(index_folder)}
    with (tmp_path / "out").open("w") as out:
        command = [sys.executable, "-c", WATCHED, str(log)]
        running = subprocess.Popen(command, cwd=ROOT, env={**environ, **settings}, stdout=out, stderr=out)
        try:
            wait_for(address, 60)
            for path in ("/", "/config", "/units", "/claim", "/codes", "/library", "/covers", "/embed", "/demo", "/widget.js", "/metrics", "/openapi.json"):
                fetch(address + path)
            for question in QUESTIONS:
                assert json.loads(fetch(f"{address}/api/ask", {"question": question}))["question"] == question
            fetch(f"{address}/api/units", {"minutes": {"97110": 33}})
        finally:
            running.terminate()
            running.wait(10)
    assert log.read_text().splitlines() == ["watching"]
    printed = (tmp_path / "out").read_text()
    assert "Ready" in printed
    assert not any(word in printed for word in ("97110", "pizza", "/api/ask"))
