"""Two servers on one Chroma server and one new record: Chroma goes away and comes back, an ingest switches both, one of them starts anew."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack

import pytest

from assistant.record.store import Store
from tests.library.test_served import CHROMA, Server
from tests.web.served import ROOT, server_process

pytestmark = [
    pytest.mark.skipif(not CHROMA.is_file(), reason="the chroma command is not installed"),
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
QUESTION = "Does Medicare require clock times in the treatment note?"


def ask(address, question=QUESTION):
    """(status, kind, answer or problem) of a question over REST."""
    return told(urllib.request.Request(f"{address}/api/ask", json.dumps({"question": question}).encode(), {"Content-Type": "application/json"}))


def told(request):
    """(status, kind, body) of a request."""
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers.get_content_type(), json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), json.load(error)


def until(there, seconds=30):
    """Wait until something is so; is it?"""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if there():
            return True
        time.sleep(0.2)
    return there()


def ingest(place, url, *paths):
    """Build a generation onto the Chroma server by the command line."""
    names = {**os.environ, "ASSISTANT_INDEX": str(place / "index"), "ASSISTANT_CHROMA_URL": url}
    done = subprocess.run([sys.executable, "ingest.py", *map(str, paths)], cwd=ROOT, env=names, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def place(tmp_path_factory, index_folder):
    """A folder with an index to be, whose texts are encoded already."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "index").mkdir()
    shutil.copyfile(index_folder / "vectors.sqlite", folder / "index" / "vectors.sqlite")
    return folder


@pytest.fixture(scope="module")
def chroma(place):
    """A running server; killed at the end."""
    server = Server(place / "chroma").start()
    yield server
    server.kill()


def two_at_once(place, stack, settings):
    """Two servers started in the same moment on a record that is not there yet: their addresses."""
    found = {}

    def start(n):
        found[n] = stack.enter_context(server_process(place / "index", **settings))[0]

    threads = [threading.Thread(target=start, args=(n,)) for n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return [found[0], found[1]]


def test_two_servers_outlive_chroma_and_each_other(place, chroma):
    """Answers, 503 with a reason while Chroma is away, the same answers after it, one more document for both, one starting anew."""
    ingest(place, chroma.url)
    assert not list((place / "index").rglob("vectors.npy"))
    settings = {"ASSISTANT_CHROMA_URL": chroma.url, "ASSISTANT_RECORD": f"sqlite:///{place / 'record.sqlite'}"}
    with ExitStack() as stack:
        both = two_at_once(place, stack, settings)
        leads = [ask(one)[2]["claims"][0]["text"] for one in both]
        assert leads[0] == leads[1]
        away(chroma, both)
        chroma.start()
        assert until(lambda: all(told(f"{one}/readyz")[0] == 200 for one in both))
        assert [ask(one)[2]["claims"][0]["text"] for one in both] == leads
        (place / "house.md").write_text("# Towels of Lakeside Rehab\n\n## Towels\n\nTowels of Lakeside Rehab are washed on Thursdays by Ulla.\n")
        ingest(place, chroma.url, place / "house.md")
        assert until(lambda: all("Thursdays" in ask(one, "When are towels of Lakeside Rehab washed?")[2]["answer"] for one in both))
        with server_process(place / "index", **settings) as (third, _):  # as one of them that was started anew
            assert "Thursdays" in ask(third, "When are towels of Lakeside Rehab washed?")[2]["answer"]
            assert ask(third)[2]["claims"][0]["text"] == leads[0]
        assert [ask(one)[0] for one in both] == [200, 200]
    held = Store.open(settings["ASSISTANT_RECORD"])
    assert sum(one.answers for one in held.usage(2)) >= 8
    held.close()


def away(chroma, both):
    """Chroma is killed: not ready and no answer, with what is wrong; the process is up all the same, and counts units."""
    chroma.kill()
    for one in both:
        for status, kind, body in (told(f"{one}/readyz"), ask(one), ask(one, "Is a signature stamp accepted on a note?")):
            assert (status, kind) == (503, "application/problem+json")
            assert "cannot be read just now" in body["detail"]  # why stands in the log: its address is nobody's business
        assert told(f"{one}/healthz")[0] == 200
        counted = urllib.request.Request(f"{one}/api/units", json.dumps({"minutes": {"97110": 23}}).encode(), {"Content-Type": "application/json"})
        assert told(counted)[0] == 200
