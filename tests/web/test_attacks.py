"""Attacks on the server, each really tried; what SECURITY.md says of them is shown here."""

import base64
import contextlib
import csv
import gzip
import hashlib
import io
import json
import re
import socket
import time
from datetime import date

import pytest

from assistant.answer.render import markdown
from assistant.schema import Answer, Citation, Evidence, Outcome, Passage, Question, Tier
from assistant.schema import Claim as Said
from assistant.settings import Settings
from assistant.tools.claim import Claim, ClaimLine, ClaimReport, Finding
from assistant.web.pages.claim import as_csv
from assistant.web.pages.library import documents
from assistant.web.pages.render import html
from assistant.web.safety.auth import hashed
from tests.web.served import client, server

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
ASK = {"question": "What is 97110?"}
JSON = {"content-type": "application/json"}
SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def port(index_folder):
    """The port of a real server."""
    with server(index_folder) as address:
        yield int(address.rpartition(":")[2])


def raw(port, data, wait=5.0):
    """Bytes sent as they are; the first bytes of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        connection.sendall(data)
        try:
            return connection.recv(4096)
        except TimeoutError:
            return b""


# ---------------------------------------------------------------- script


@pytest.mark.parametrize("path", ["/units", "/units-result", "/claim", "/claim-result", "/claim-worksheet"])
def test_script_in_a_form_field(web, path):
    """Every field of every form comes back as text."""
    fields = ("code", "minutes", "who", "theirs", "payer", "as_of", "lines", "date", "setting", "discipline", "used")
    page = web.post(path, data=dict.fromkeys(fields, SCRIPT))
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


@pytest.mark.parametrize("name", ["q", "on", "compare"])
def test_script_in_an_address(web, name):
    """The codes page and the frame put nothing from the address into a page as markup."""
    assert "<script>alert" not in web.get("/codes", params={name: SCRIPT[:80]}).text
    for key in ("topic", "payer", "setting", "theme"):
        assert "<img" not in web.get("/embed", params={key: '"><img src=x onerror=1>'}).text


def test_script_in_a_question(web):
    """The answer is data, and says so; a browser will not take it for a page."""
    answer = web.post("/api/ask", json={"question": f"What is 97110? {SCRIPT}"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_script_in_a_document_and_its_name(reference):
    """Title, file name, edition and address of an organisation's own document are text; javascript: is no link."""
    cited = Citation("own-x", SCRIPT, SCRIPT, "javascript:alert(1)", tier=Tier.SECONDARY, edition=SCRIPT)
    hostile = Passage(f"own-{SCRIPT}#s", "text", (SCRIPT, SCRIPT), (cited,), kind="own")
    shown = documents([hostile], reference)
    page = html("library.html", here="library", own=shown, documents=shown, tables=[], sources=[], generation=SCRIPT, stale=lambda _: False, admin=False)
    assert "<script>alert" not in page
    assert "<img" not in page
    report = {"error": "", "report": ClaimReport(Claim(date(2026, 1, 1), ()), Claim(date(2026, 1, 1), ()), ()), "counts": {"stop": 0, "fix": 0, "note": 1},
              "whole": [Finding("note", SCRIPT, (cited,))], "lines": [], "corrected": [], "sources": [cited]}  # fmt: skip
    page = html("claim_result.html", view=report)
    assert "<script>alert" not in page
    assert "javascript:" not in page


def test_links_in_a_document_that_is_quoted():
    """In the Markdown of REST, MCP and the command line too, only web addresses are links: no scheme, tag or definition of the document's."""
    cited = Citation("own-desk", "Desk](javascript:alert(1)) book", "<b onclick=x>p. 1", "https://x.example/a)](javascript:alert(2)", tier=Tier.SECONDARY)
    text = "See [the form](javascript:alert(3)), <a href='vbscript:x'>this</a>, ![x](data:text/html,y), <javascript:alert(4)> or [ref].\n\n[ref]: javascript:alert(5)"
    passage = Passage("own-desk#form", text, ("Desk", "Which form?"), (cited,), kind="own", score=0.9)
    question = Question("Which form?", date(2026, 11, 23), search="which form")
    evidence = Evidence(passages=(passage,))
    claims = (Said(text, ("P1",)), Said("[The manual](https://www.cms.gov/) says so.", ("P1",)))
    said = markdown(Answer(Outcome.ANSWERED, question, claims, evidence))
    assert re.findall(r"\]\((?!https://)|<[a-z/]|^\W*\[[^\]]+\]:", said, re.MULTILINE | re.IGNORECASE) == []
    assert "[The manual](https://www.cms.gov/)" in said
    assert re.search(r"\]\(https://x\.example/a%29\]%28javascript:alert%282%29\)", said)


def test_formula_in_a_spreadsheet():
    """A cell that begins like a formula is made text."""
    line = ClaimLine("=1+1", 10, None, 1, ("@SUM(A1)",), None, (1,))
    made = ClaimReport(Claim(date(2026, 1, 1), (line,)), Claim(date(2026, 1, 1), (line,)), (Finding("note", "x", (), (1,)),))
    cells = list(csv.reader(io.StringIO(as_csv(made).lstrip("\ufeff"))))[1]
    assert cells[1] == "'=1+1"
    assert not any(cell.startswith(("=", "@", "+")) for cell in cells)


# ---------------------------------------------------------------- files and other doors


@pytest.mark.parametrize(
    "path",
    [
        "/ui/../server.py", "/ui/%2e%2e/server.py", "/ui/..%2fserver.py", "/ui/..%5cserver.py", "/ui//etc/passwd", "/ui/%2fetc%2fpasswd",
        "/static/../../../../etc/passwd", "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/gradio_api/file=/etc/passwd", "/file=/etc/passwd", "/gradio_api/file/etc/passwd", "/theme.css/../../etc/passwd",
        "/custom_component/x/../../etc/passwd",
    ],
)  # fmt: skip
def test_no_file_of_the_machine(port, path):
    """Paths upward, encoded or not, lead nowhere."""
    answer = raw(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    assert answer.split()[1] in (b"400", b"403", b"404")
    assert b"root:" not in answer
    assert b"import" not in answer


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/upload", "/gradio_api/upload_progress", "/gradio_api/component_server", "/gradio_api/stream/x/y/z", "/gradio_api/call/respond", "/gradio_api/run/predict"])
def test_no_upload_and_no_other_door_of_gradio(web, path):
    """What the chat page does not need is shut."""
    assert web.post(path, files={"files": ("x.txt", b"x")}).status_code == 404


@pytest.mark.parametrize("path", ["/gradio_api/proxy=http://127.0.0.1:22/", "/proxy=http://169.254.169.254/latest/meta-data", "/gradio_api/monitoring", "/monitoring/x", "/docs", "/redoc", "/login", "/gradio_api/deep_link"])
def test_the_server_fetches_nothing_for_others(web, path):
    """No proxy, no monitoring page, no page that would load from a CDN."""
    assert web.get(path).status_code == 404


def test_what_the_chat_page_tells_of_the_machine(web):
    """Gradio's configuration names no folder and no user."""
    text = web.get("/config").text + web.get("/").text
    assert "/work" not in text
    assert "/root" not in text
    assert "/home" not in text


# ---------------------------------------------------------------- bodies


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b'{"question": ' + b"9" * 50_000 + b"}",
        b'{"question": NaN}',
        b'{"question": "\xff\xfe"}',
        b'{"question": null}',
        b'{"question": {"$ne": ""}}',
        b"\x00" * 100,
        gzip.compress(b"0" * 1_000_000),
    ],
)
def test_bodies_made_to_break(web, body):
    """Deep, huge, broken, packed: refused in words, at once."""
    began = time.process_time()
    for path in ("/api/ask", "/api/units", "/api/claim"):
        answer = web.post(path, content=body, headers=JSON)
        assert answer.status_code in (400, 413, 422)
        assert answer.headers["content-type"] == "application/problem+json"
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000", "\\u202e97110", "a\\u0301" * 300, "\\r\\nSet-Cookie: x=1"])
def test_odd_characters_in_a_question(web, text):
    """Half a character, a null, reversed writing, a line that looks like a header: answered, no header made."""
    answer = web.post("/api/ask", content=f'{{"question": "What is 97110? {text}"}}'.encode(), headers=JSON)
    assert answer.status_code in (200, 422)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("minutes", ["1e400", "-1", "1.5", '"20"', "true", "99999999999999999999", "[1]"])
def test_minutes_that_cannot_be(web, minutes):
    """No number gets past the checks."""
    answer = web.post("/api/units", content=f'{{"services": [{{"code": "97110", "minutes": {minutes}}}]}}'.encode(), headers=JSON)
    assert answer.status_code == 422


def test_a_body_without_end(port):
    """Chunks that never stop are cut off at the limit."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        answer = b""
        try:
            for _ in range(200):
                connection.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")
        except OSError:
            pass  # closed on us
        with contextlib.suppress(OSError):
            answer = connection.recv(4096)
    assert b" 413 " in answer or answer == b""
    assert b" 200 " in raw(port, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")


@pytest.mark.slow
def test_a_body_drop_by_drop(port):
    """A body that takes longer than ten seconds ends with 408; others are answered meanwhile."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
        for _ in range(12):
            time.sleep(1)
            try:
                connection.sendall(b" ")
            except OSError:
                break
            assert b" 200 " in raw(port, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b" 408 " in connection.recv(4096)


def test_connections_that_say_nothing(port):
    """Two hundred silent connections, then an ordinary question: answered."""
    silent = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(200)]
    for one in silent:
        one.sendall(b"GET /")
    body = json.dumps(ASK).encode()
    head = f"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    assert b" 200 " in raw(port, head + body)
    for one in silent:
        one.close()


@pytest.mark.parametrize(
    "text",
    [
        "97110 " * 660, "1 min " * 660, "(" * 3_900, "a" * 3_999, "and " * 990, "97110-" * 660, "1/1/1 " * 660, "minutes of 97110 by the PTA and " * 120,
        "? " * 1_990, "KX " * 1_300, "$1,1,1,1" * 480, "ﬀ" * 3_900, " " * 3_990 + "x", "Jane Roe 4/2/50 " * 240,
    ],
)  # fmt: skip
def test_questions_made_to_be_slow(web, text):
    """4,000 characters of anything are answered in seconds: no pattern runs away."""
    began = time.process_time()
    assert web.post("/api/ask", json={"question": text}).status_code == 200
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    "day",
    ["2025-12-32", "02/30/2025", "Dec 32", "2025/12/32", "32.12.2025", "20251232", "31-Nov-2025", "Febuary 30", "2025/12/31", "31.12.2025", "20251231", "31-Dec-2025", "Dec31", "12 / 31 / 2025"],
)  # fmt: skip
def test_a_date_in_a_question_is_taken_or_told(web, day):
    """Either the answer is of December 31, or it says that there is no such date; the minutes stay 23 either way."""
    answer = web.post("/api/ask", json={"question": f"Medicare: 97110 for 23 minutes on {day}. Units?"}).json()
    minutes = [part["value"]["minutes"] for part in answer["read_as"] if part["kind"] == "service"]
    assert minutes == [23]
    if answer["outcome"] == "answered":
        assert answer["as_of"].endswith("-12-31")
        assert answer["units"] == {"medicare": {"97110": 2}}
    else:
        assert (answer["reason"], f"no such date as {day}" in answer["answer"]) == ("bad_input", True)


# ---------------------------------------------------------------- who is calling


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://[::1"},
        {"origin": "://127.0.0.1:7860/"},
        {"origin": "127.0.0.1:7860"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:7860@evil.example"},
        {"origin": "https://evil.example", "x-forwarded-host": "evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "content-type": "text/plain"},
    ],
)
def test_a_page_elsewhere_cannot_ask(web, headers):
    """Cross-origin POST, to REST, forms and chat alike; no CORS header answers it."""
    for path in ("/api/ask", "/units-result", "/claim-csv", "/gradio_api/queue/join"):
        answer = web.post(path, content=json.dumps(ASK), headers={**JSON, **headers})
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers


def test_a_page_elsewhere_cannot_read(web):
    """GET from a foreign origin is answered without leave to read it; the preflight gives none."""
    for path in ("/codes", "/config", "/openapi.json", "/api/ask"):
        assert not [k for k in web.get(path, headers={"origin": "https://evil.example"}).headers if k.startswith("access-control")]
    before = web.options("/api/ask", headers={"origin": "https://evil.example", "access-control-request-method": "POST"})
    assert not [k for k in before.headers if k.startswith("access-control")]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.evil.example:80", "127.0.0.1@evil.example", "", "[::1].evil.example"])
def test_rebound_names(web, host):
    """A foreign name that resolves to this machine is not answered (DNS rebinding)."""
    assert web.get("/config", headers={"host": host}).status_code == 421
    assert web.post("/api/ask", json=ASK, headers={"host": host, "origin": f"http://{host}"}).status_code == 421


def test_forged_proxy_headers_do_not_get_around_the_limit(assistant):
    """A client that writes another X-Forwarded-For each time stays the same client; behind a proxy the last hop counts."""
    with client(assistant, Settings(rate=3, host="0.0.0.0", auth="none"), peer="10.0.0.7") as web:
        codes = [web.post("/api/ask", json=ASK, headers={"x-forwarded-for": f"1.2.3.{n}", "x-real-ip": f"1.2.3.{n}"}).status_code for n in range(3)]
        assert codes == [200, 429, 429]
    named = Settings(rate=3, host="0.0.0.0", auth="none", proxies=("10.0.0.2/32",))
    with client(assistant, named, peer="10.0.0.2") as web:
        codes = [web.post("/api/ask", json=ASK, headers={"x-forwarded-for": f"1.2.3.{n}, 10.9.9.9"}).status_code for n in range(2)]
        assert codes == [200, 429]


def test_a_forged_user(assistant):
    """The user header of a machine that is no named proxy, in any spelling, lets nobody in."""
    settings = Settings(host="0.0.0.0", auth="proxy:X-Remote-User", proxies=("10.0.0.2/32",))
    with client(assistant, settings, peer="10.0.0.7") as web:
        for name in ("x-remote-user", "X-REMOTE-USER", "x_remote_user", "remote-user"):
            assert web.get("/units", headers={name: "ann", "x-forwarded-for": "10.0.0.2"}).status_code == 401


def test_passwords_are_not_guessed(assistant, tmp_path):
    """Ten wrong ones, then the door stays shut for a while, for the right one too; other addresses are let in."""
    users = tmp_path / "users"
    users.write_text(f"ann:{hashed('right')}\n")
    settings = Settings(host="0.0.0.0", auth=f"basic:{users}")

    def sign(word):
        return {"authorization": f"Basic {base64.b64encode(f'ann:{word}'.encode()).decode()}"}

    with client(assistant, settings, peer="10.0.0.7") as web:
        codes = [web.get("/units", headers=sign(f"wrong{n}")).status_code for n in range(12)]
        assert codes[:10] == [401] * 10
        assert codes[11] == 429
        assert web.get("/units", headers=sign("right")).status_code == 429
    with client(assistant, settings, peer="10.0.0.8") as web:
        assert web.get("/units", headers=sign("right")).status_code == 200


def test_a_wrong_name_takes_as_long_as_a_wrong_password(assistant, tmp_path, monkeypatch):
    """Names cannot be told from the time: the one slow step, scrypt, runs as often with the same cost."""
    from assistant.web.safety.auth import Auth

    users = tmp_path / "users"
    users.write_text(f"ann:{hashed('right')}\n")
    auth = Auth(Settings(auth=f"basic:{users}"))
    scrypt, costs = hashlib.scrypt, []

    def counted(password, **cost):
        costs.append((cost["n"], cost["r"], cost["p"]))
        return scrypt(password, **cost)

    def work(name):
        costs.clear()
        sent = base64.b64encode(f"{name}:wrong".encode())
        assert auth.user({"headers": [(b"authorization", b"Basic " + sent)]}, None) is None
        return list(costs)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    assert work("ann") == work("nobody")
    assert len(work("nobody")) == 1


# ---------------------------------------------------------------- the protocol


@pytest.mark.parametrize(
    "head",
    [
        b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n",
        b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\nabcd",
        b"GET /units HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET /units HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\rSet-Cookie: b\r\n\r\n",
        b"GET /units HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /units HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: secret=1\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ],
)
def test_requests_that_two_servers_would_read_differently(port, head):
    """Smuggling, split headers, doubled hosts, endless lines, TRACE and CONNECT: refused, nothing echoed."""
    answer = raw(port, head)
    assert answer[:12] == b"" or int(answer.split()[1]) >= 400
    assert b"secret=1" not in answer
    assert b"\r\nSet-Cookie" not in answer


def test_a_line_end_in_an_address(port):
    """An encoded line end makes no header."""
    answer = raw(port, b"GET /codes?q=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert b"set-cookie" not in answer.partition(b"\r\n\r\n")[0].lower()


def test_an_address_of_another_host(web):
    """No redirect leads away, whatever the path or host says."""
    for path in ("//evil.example/", "/\\evil.example", "/units/", "/codes//evil.example"):
        place = web.get(f"http://127.0.0.1:7860{path}", follow_redirects=False).headers.get("location", "")
        assert "evil.example" not in place.partition("?")[0].removeprefix("http://127.0.0.1:7860")


@pytest.mark.parametrize("query", ["page=x", "page=%00", "page=../../etc", "deep_link=x", "__theme=dark&page=<script>", "session_hash=" + "a" * 3_000])
@pytest.mark.parametrize("path", ["/", "/config"])
def test_names_for_gradio_in_an_address(web, path, query):
    """Gradio looks its pages up by the query of an address: it gets none."""
    answer = web.get(f"{path}?{query}")
    assert answer.status_code == 200
    assert "Internal" not in answer.text


def test_a_socket_instead_of_a_request(web):
    """WebSockets are closed: nothing here uses one."""
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), web.websocket_connect("/gradio_api/queue/join"):
        pass


def test_frames_elsewhere(web):
    """Every page says who may frame it: by default only itself."""
    for path in ("/", "/units", "/embed", "/api/nothing"):
        headers = web.get(path).headers
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "SAMEORIGIN"


def test_another_tab_s_answers(web):
    """Without the session's name, which a tab makes up for itself, nothing of its queue is told."""
    answer = web.get("/gradio_api/queue/data", params={"session_hash": "guess"})
    assert "97110" not in answer.text
