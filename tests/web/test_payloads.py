"""Gradio's payloads sent to a running server: no route of Gradio takes one, nothing hangs, nothing is written."""

import json
import os
import time
import urllib.error
import urllib.request

import pytest

from assistant.library.database import DATABASE
from tests.web.served import alive, client, server_process

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
FILE = {"path": "/dev/zero", "meta": {"_type": "gradio.FileData"}}
LOG = [{"role": "user", "content": [{"type": "file", "file": FILE}]}]
PAYLOADS = (
    {"data": ["x", LOG, "", "", ""], "fn_index": 0, "session_hash": "abc"},
    {"data": [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}], "fn_index": 0, "session_hash": "abc"},
    {"data": [{"path": "http://inner.example/", "url": "http://inner.example/", "meta": {"_type": "gradio.FileData"}}], "fn_index": 1, "session_hash": "abc"},
    {"data": [[{"component": "Image", "value": "x", "constructor_args": {"value": "/etc/passwd"}, "props": {}}]], "fn_index": 2, "session_hash": "abc"},
    {"data": [{"url": "data:image/png;base64," + "A" * 20_000, "meta": {"_type": "gradio.FileData"}}], "fn_index": 0, "session_hash": "abc"},
    {"data": FILE, "component_id": 1, "fn_name": "x", "session_hash": "abc"},
)
DOORS = (
    "/gradio_api/queue/join", "/gradio_api/queue/join/", "/queue/join", "/gradio_api/call/ask", "/gradio_api/call/v2/ask", "/call/ask",
    "/gradio_api/run/predict", "/run/predict", "/gradio_api/api/predict", "/api/predict", "/gradio_api/component_server", "/component_server",
    "/gradio_api/upload", "/upload", "/gradio_api/stream/x", "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/process_recording",
    "/gradio_api/run-history/connect", "/gradio_api/mcp/", "/login", "/gradio_api/simple_predict", "/",
)  # fmt: skip
READS = (
    "/gradio_api/file=/etc/passwd", "/gradio_api/file=/dev/zero", "/file=/dev/zero", "/gradio_api/proxy=http://127.0.0.1:22/", "/gradio_api/queue/data?session_hash=abc",
    "/gradio_api/call/ask/abc", "/gradio_api/runs", "/gradio_api/stream/a/b/c/playlist.m3u8", "/gradio_api/openapi.json", "/gradio_api/deep_link", "/user", "/token",
    "/gradio_api/custom_component/1/client/component/index.js", "/gradio_api/dev/reload", "/gradio_api/logout", "/monitoring", "/robots.txt/..", "/pwa_icon/9",
)  # fmt: skip


@pytest.fixture(scope="module")
def running(index_folder, tmp_path_factory):
    """A server with a temporary folder of its own: (address, process, folder)."""
    folder = tmp_path_factory.mktemp("temporary")
    with server_process(index_folder, TMPDIR=str(folder), GRADIO_TEMP_DIR=str(folder / "gradio")) as (address, process):
        yield address, process, folder


def send(address, path, body=None, kind="application/json"):
    """The status of one request, which must be answered within five seconds."""
    request = urllib.request.Request(address + path, None if body is None else json.dumps(body).encode(), {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def test_payloads_of_the_queue(running):
    """Every payload to every door that takes one: 404 or 422 at once; the server goes on answering; its folder stays empty."""
    address, process, folder = running
    for path in DOORS:
        for payload in PAYLOADS:
            assert send(address, path, payload) in (404, 405, 413, 422), path
        assert send(address, path, {"x": 1}, "multipart/form-data; boundary=x") in (404, 405, 415, 422), path
    before = time.process_time()
    assert send(address, "/api/ask", {"question": "What is 97110?"}) == 200
    assert time.process_time() - before < 5
    assert alive(process)
    assert [one for one in folder.rglob("*") if not one.is_dir() and one.name != DATABASE] == []  # the index's database is opened as a copy


def test_a_stopped_server_leaves_nothing(index_folder, tmp_path):
    """The private folder goes with the process, also when it is told to end."""
    with server_process(index_folder, TMPDIR=str(tmp_path)):
        assert {oct(one.stat().st_mode & 0o777) for one in tmp_path.glob("assistant-*")} == {"0o700"}
    assert list(tmp_path.iterdir()) == []


def test_payloads_in_our_own_bodies(running):
    """Where text belongs, a file record is refused by the schema."""
    address, *_ = running
    for value in (FILE, [FILE], LOG, {"type": "file", "file": FILE}):
        assert send(address, "/api/ask", {"question": value}) == 422
        assert send(address, "/api/ask", {"question": "units?", "history": [value]}) == 422
        assert send(address, "/api/ask", {"question": "units?", "history": value}) == 422
        assert send(address, "/api/units", {"minutes": {"97110": value}}) == 422
        assert send(address, "/api/claim", {"date": value, "line": [{"code": "97110"}]}) == 422
        assert send(address, "/api/feedback", {"id": value, "thumb": "up"}) in (404, 422)
    assert send(address, "/api/ask", {"question": "units?", "state": {"deep": ["x" * 20_000]}}) == 422


def test_doors_that_read(running):
    """Files, proxies, streams, histories, other tabs' queues: shut for reading too."""
    address, *_ = running
    for path in READS:
        assert send(address, path) in (400, 404, 405), path


def test_nothing_of_ours_can_be_called(assistant):
    """The page holds no function, no event and no component that takes a value from the browser."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    with client(assistant) as web:
        config = web.get("/config").json()
    assert config["dependencies"] == []
    assert {one["type"] for one in config["components"]} <= {"markdown", "column", "row"}
