"""The app in this process, and a server of its own, for the tests of this folder."""

import contextlib
import gc
import os
import random
import re
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.server import create_app

ROOT = Path(__file__).resolve().parents[2]
HERE = "http://127.0.0.1:7860"


@contextmanager
def client(assistant, settings=None, peer="127.0.0.1", base=HERE, recorder=None, app=None):
    """A client of the real app (or of one that is made already), calling from `peer`."""
    app = app or create_app(assistant, settings or Settings(), recorder)
    yield TestClient(app, base, client=(peer, 50_000), raise_server_exceptions=False)
    with warnings.catch_warnings():  # Gradio and the test client leave event loops to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def behind_proxy(assistant):
    """A client of the app behind a proxy that names user and groups."""
    settings = Settings(auth="proxy:X-Remote-User", groups="X-Remote-Groups", proxies=("10.0.0.2/32",), host="0.0.0.0")
    return client(assistant, settings, peer="10.0.0.2")


def free_port():
    """A port nobody listens on, and none that the system gives to a connection in the seconds until a server takes it."""
    while True:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", random.SystemRandom().randrange(12_000, 32_000)))
            return probe.getsockname()[1]


@contextmanager
def server(index_folder, **settings):
    """A server of its own on a free port; gives its address."""
    with server_process(index_folder, **settings) as (address, _):
        yield address


@contextmanager
def server_process(index_folder, out=None, host="127.0.0.1", before=(), program=("app.py",), **settings):
    """The same with its process number; out: a file for what it prints; before: a command that runs it."""
    for _ in range(3):  # another program may take the port first
        port = free_port()
        names = {"ASSISTANT_PORT": str(port), "ASSISTANT_INDEX": str(index_folder), "ASSISTANT_RECORD": "none", **settings}
        running = subprocess.Popen([*before, sys.executable, *program], cwd=ROOT, env={**os.environ, **names}, stdout=out, stderr=out)
        address = f"http://{host}:{port}"
        if _ready(address, running):
            break
    try:
        yield address, running.pid
    finally:
        running.terminate()
        try:
            running.wait(60)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def _ready(address, running):
    """Does it answer within three minutes, on a machine that does other things too? False where it has ended."""
    for _ in range(720):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/readyz", timeout=1).close()
            return True
        if running.poll() is not None:
            return False
        time.sleep(0.25)
    return True  # it runs: what is wrong with it is for the test to tell


def alive(process):
    """Does the process run: has it not ended, waited for or not?"""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return False


def plain(page):
    """A page's text without tags, spaces made one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
