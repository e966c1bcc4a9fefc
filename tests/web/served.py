"""The app in this process, and a server of its own, for the tests of this folder."""

import gc
import os
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


def free_port():
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server(index_folder, **settings):
    """A server of its own on a free port; gives its address."""
    with server_process(index_folder, **settings) as (address, _):
        yield address


@contextmanager
def server_process(index_folder, out=None, host="127.0.0.1", before=(), program=("app.py",), **settings):
    """The same with its process number; out: a file for what it prints; before: a command that runs it."""
    port = free_port()
    names = {"ASSISTANT_PORT": str(port), "ASSISTANT_INDEX": str(index_folder), "ASSISTANT_RECORD": "none", **settings}
    running = subprocess.Popen([*before, sys.executable, *program], cwd=ROOT, env={**os.environ, **names}, stdout=out, stderr=out)
    address = f"http://{host}:{port}"
    try:
        for _ in range(720):  # three minutes, for a machine that does other things too
            try:
                urllib.request.urlopen(f"{address}/readyz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.25)
        yield address, running.pid
    finally:
        running.terminate()
        running.wait(10)


def plain(page):
    """A page's text without tags, spaces made one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
