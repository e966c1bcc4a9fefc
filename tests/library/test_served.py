"""A real Chroma server on loopback: the same contract as the embedded store, switches, and a server that goes away."""

import contextlib
import gc
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import numpy as np
import pytest

from assistant.answer.chain import Assistant
from assistant.errors import IndexUnavailable
from assistant.library import store
from assistant.library.build import build
from assistant.library.encoder import model_folder
from assistant.library.index import LiveIndex
from assistant.library.passages import read_knowledge
from assistant.reference import Reference
from assistant.reference.sources import read_sources
from tests.conftest import KNOWLEDGE
from tests.web.served import free_port

CHROMA = Path(sys.executable).with_name("chroma")
pytestmark = [
    pytest.mark.skipif(not CHROMA.is_file(), reason="the chroma command is not installed"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),  # the HTTP client of Chroma
]
QUESTION = "Does Medicare require clock times in the treatment note?"


class Server:
    """`chroma run` on a port of ours; it can be killed and started again over the same files."""

    def __init__(self, folder):
        self.folder, self.port, self.running = folder, free_port(), None
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        """Start it and wait until it answers."""
        command = [str(CHROMA), "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=5).close()
                return self
            time.sleep(0.1)
        raise AssertionError("the Chroma server did not start")

    def kill(self):
        """As a crash would."""
        if self.running:
            self.running.kill()
            self.running.wait()
            self.running = None


def _peer(one):
    """The port at the other end; None where that is gone, 0 for a socket that was never connected."""
    try:
        peer = one.getpeername()
        return peer[1] if isinstance(peer, tuple) else 0  # a pipe of this machine has no port
    except OSError:
        return None if one.type == socket.SOCK_STREAM and one.family == socket.AF_INET and one.getsockname()[1] else 0


@pytest.fixture(scope="module")
def chroma(tmp_path_factory):
    """A running server."""
    server = Server(tmp_path_factory.mktemp("chroma")).start()
    yield server
    for one in [one for one in gc.get_objects() if type(one) is socket.socket and one.fileno() != -1]:
        if _peer(one) in (server.port, None):
            one.close()  # of a client that met the killed server: Chroma's HTTP client leaves it to the collector
    server.kill()


@pytest.fixture(scope="module")
def passages():
    """A part of the shipped knowledge: enough to answer from, quick to send."""
    every = read_knowledge(KNOWLEDGE, read_sources(KNOWLEDGE / "sources.toml"))
    return [p for p in every if p.id.startswith(("record-", "treatment-notes", "first-week")) or "clock" in p.text][:150]


@pytest.mark.parametrize("kind", ["embedded", "served"])
def test_the_contract_of_a_store(kind, chroma, tmp_path):
    """Nearest keys and exact cosines; a wrong count and a missing collection are told."""
    die = np.random.default_rng(7)
    vectors = die.normal(size=(300, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    url, name = (chroma.url if kind == "served" else ""), store.new_name()
    store.write(tmp_path, name, vectors, url)
    held = store.open_store(tmp_path, name, 300, url)
    near = held.near(vectors[42], 5)
    assert 42 in near
    assert len(near) == 5
    keys = [0, 42, 299]
    assert held.cosines(vectors[42], keys) == pytest.approx(vectors[keys] @ vectors[42], abs=1e-4)
    assert len(held.cosines(vectors[42], [])) == 0
    held.close()
    with pytest.raises(IndexUnavailable):
        store.open_store(tmp_path, name, 299, url)
    if url:
        store.remove(name, url)
        store.remove(name, url)
        with pytest.raises(IndexUnavailable):
            store.open_store(tmp_path, name, 300, url)


@pytest.mark.slow
def test_two_programs_share_it_and_one_ingest_switches_both(chroma, passages, tmp_path, index_folder):
    """Both answer from the server, both see the new generation, and the old one's vectors go from the server in time."""
    index = tmp_path / "index"
    index.mkdir()
    shutil.copy(index_folder / "vectors.sqlite", index / "vectors.sqlite")
    first = build(index, passages, model_folder(), url=chroma.url)
    assert not list(index.rglob("vectors.npy"))
    reference = Reference.load(KNOWLEDGE)
    held = [LiveIndex(index, chroma.url) for _ in range(2)]
    apps = [Assistant(reference, one) for one in held]
    assert {app.ask(QUESTION).generation for app in apps} == {first.generation}
    assert all(app.ask(QUESTION).outcome == "answered" for app in apps)
    second = build(index, passages[:-1], model_folder(), url=chroma.url)
    assert second.generation != first.generation
    deadline = time.monotonic() + 20  # seconds; two on a machine that is not busy
    while time.monotonic() < deadline and {app.ask(QUESTION).generation for app in apps} != {second.generation}:
        time.sleep(0.1)
    assert {app.ask(QUESTION).generation for app in apps} == {second.generation}
    for one in held:
        one.current.close()


@pytest.mark.slow
def test_a_server_that_dies_and_comes_back(chroma, passages, tmp_path, index_folder):
    """While it is away the error says so within seconds; when it is back, answers come without a restart."""
    index = tmp_path / "index"
    index.mkdir()
    shutil.copy(index_folder / "vectors.sqlite", index / "vectors.sqlite")
    build(index, passages, model_folder(), url=chroma.url)
    app = Assistant(Reference.load(KNOWLEDGE), LiveIndex(index, chroma.url))
    lead = app.ask(QUESTION).claims[0].text
    chroma.kill()
    started = time.monotonic()
    with pytest.raises(IndexUnavailable) as told:
        app.ask("a question it has not seen: is a signature stamp accepted?")
    assert time.monotonic() - started < 60
    assert "Chroma" in str(told.value)
    with pytest.raises(IndexUnavailable):
        LiveIndex(index, chroma.url)
    chroma.start()
    assert app.ask(QUESTION).claims[0].text == lead
    assert app.ask("is a signature stamp accepted on a note?").outcome == "answered"
    app.index.close()
