"""Half a head of a request does not hold its place: the connection is closed in time, whoever else asks is answered."""

import http.client
import json
import socket
import time

import pytest

from assistant.web.safety.heads import SECONDS

ASK = json.dumps({"question": "What is 97110?"})


def closed(one):
    """Is the connection closed by the other end, or broken?"""
    one.settimeout(0.01)
    try:
        return one.recv(4096) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def answered(port):
    """The status of an ordinary question."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    asking.request("POST", "/api/ask", ASK, {"Content-Type": "application/json"})
    status = asking.getresponse().status
    asking.close()
    return status


@pytest.mark.slow
def test_half_heads_are_closed(address):
    """All places taken by half heads, one of them byte by byte and one after a whole request: all closed within the time, then answers go on."""
    port = int(address.rpartition(":")[2])
    kept = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    kept.request("GET", "/healthz")
    assert kept.getresponse().read()
    later = socket.create_connection(("127.0.0.1", port), timeout=5)
    later.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    time.sleep(0.5)
    later.recv(65536)
    half = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(500)]
    for one in half[1:]:
        one.sendall(b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")  # the first says nothing at all
    later.sendall(b"GET /heal")
    began = time.monotonic()
    while time.monotonic() - began < SECONDS + 3 and not all(map(closed, (*half, later))):
        for one in (half[1], later):
            try:
                one.sendall(b"a")
            except OSError:
                continue
        time.sleep(0.5)
    assert SECONDS - 2 < time.monotonic() - began < SECONDS + 3
    assert answered(port) == 200
    for one in (*half, later):
        one.close()
    kept.close()


@pytest.mark.slow
def test_a_pause_between_requests_is_no_half_head(address):
    """A connection that is kept and used again after the time for a head, within the time it is kept for."""
    kept = http.client.HTTPConnection("127.0.0.1", int(address.rpartition(":")[2]), timeout=20)
    for pause in (0, 0, SECONDS + 1):
        time.sleep(pause)
        kept.request("GET", "/healthz")
        answer = kept.getresponse()
        answer.read()
        assert answer.status == 200
    kept.close()


def _raw(port, lines):
    """The status of a request sent in one piece, its body in chunks, with lines after the body."""
    one = socket.create_connection(("127.0.0.1", port), timeout=10)
    one.sendall("\r\n".join(lines).encode())
    status = int(one.recv(65536).split()[1])
    one.close()
    return status


def test_lines_after_the_body_are_no_head(address):
    """A host or an origin told behind a chunked body changes nothing of who asks."""
    port = int(address.rpartition(":")[2])
    body = ["Content-Type: application/json", "Transfer-Encoding: chunked", "Connection: close", "", f"{len(ASK):x}", ASK, "0"]
    own = f"127.0.0.1:{port}"
    assert _raw(port, ["POST /api/ask HTTP/1.1", f"Host: {own}", *body, "", ""]) == 200
    assert _raw(port, ["POST /api/ask HTTP/1.1", "Host: evil.example", *body, f"Host: {own}", "", ""]) == 421
    foreign = ["POST /api/ask HTTP/1.1", f"Host: {own}", "Origin: http://evil.example", *body]
    assert _raw(port, [*foreign, f"Origin: http://{own}", "", ""]) == 403


@pytest.mark.parametrize("offer", ["h2c", "H2C", " h2c "])
def test_an_offer_of_http2_loses_no_body(address, offer):
    """As Java's client sends it with each request: answered over HTTP/1.1, the body read, and nothing of it taken for another request."""
    port = int(address.rpartition(":")[2])
    head = f"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade:{offer}\r\nHTTP2-Settings: AAMAAABk\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
        for body in (ASK, json.dumps({"question": "What is 97112?\r\n\r\nGET /healthz HTTP/1.1"})):
            one.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
            answer = http.client.HTTPResponse(one)
            answer.begin()
            assert answer.status == 200
            assert json.loads(answer.read())["outcome"] == "answered"
