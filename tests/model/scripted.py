"""A chat model that does what a test says: a server on loopback that speaks the OpenAI wire protocol, streaming included."""

import json
import re
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CANDIDATE = re.compile(r"^\[([A-Z])\] (.*?)(?=\n\n\[[A-Z]\] |\Z)", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"^\[(e[0-9a-f]{5}(?:, e[0-9a-f]{5})*)\] (.*)$", re.MULTILINE)


class Request:
    """One request as it arrived: headers, body, and the prompt's parts."""

    def __init__(self, headers, body):
        self.headers, self.body = headers, body
        self.prompt = "\n".join(str(message["content"]) for message in body["messages"])

    @property
    def streams(self):
        """Was a stream asked for?"""
        return bool(self.body.get("stream"))

    @property
    def answer(self):
        """(name, text) of every line of the answer as laid out."""
        return NAME.findall(self.prompt.split("\nANSWER\n")[1].split("\nEVIDENCE\n")[0])

    @property
    def candidates(self):
        """Letter → text of every candidate to choose from; none where no choice is asked for."""
        listed = self.prompt.split("\nCANDIDATES\n")[1:]
        return dict(CANDIDATE.findall(listed[0])) if listed else {}

    @property
    def lead(self):
        """The name of what leads."""
        return self.answer[0][0]

    def named(self, text):
        """The name of the piece of evidence that holds a text."""
        return next(piece[1:7] for piece in self.prompt.split("\nEVIDENCE\n")[1].split("\n\n[") if text in piece for piece in [f"[{piece.lstrip('[')}"])


def lines(*claims):
    """(text, name, …) → the reply the prompt asks for."""
    return "\n".join(json.dumps({"text": text, "evidence": list(names)}, ensure_ascii=False) for text, *names in claims)


class Handler(BaseHTTPRequestHandler):
    """Answers POST /v1/chat/completions as the script says."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def do_POST(self):
        """One completion."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        request = Request(dict(self.headers), body)
        self.server.seen.append(request)
        script = self.server.script
        reply = script.pop(0) if isinstance(script, list) else script
        reply = reply(request) if callable(reply) else reply
        if isinstance(reply, int):
            self._error(reply, request)
        elif isinstance(reply, Hang):
            time.sleep(reply.seconds)
            self.close_connection = True
        elif request.streams:
            self._stream(reply)
        else:
            self._whole(reply)

    def _error(self, status, request):
        """An error whose text repeats the prompt and the key, as some servers' do."""
        self._send(status, {"error": {"message": f"{request.prompt} {request.headers.get('Authorization')}", "type": "error", "code": "x"}})

    def _send(self, status, value):
        text = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _whole(self, reply):
        message = {"role": "assistant", "content": str(reply), "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        usage = {"prompt_tokens": 300, "completion_tokens": 20, "total_tokens": 320}
        self._send(200, {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage})

    def _stream(self, reply):
        cut = isinstance(reply, Cut)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in pieces(str(reply)):
            time.sleep(getattr(reply, "pause", 0))
            self._event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}]})
        if cut:
            self.close_connection = True
            return
        self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self._event({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 80, "total_tokens": 980}})
        self._chunk("data: [DONE]\n\n")
        self._chunk("")

    def _event(self, value):
        self._chunk("data: " + json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", **value}) + "\n\n")

    def _chunk(self, text):
        data = text.encode()
        try:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        except OSError:
            self.close_connection = True  # the client has heard enough


class Cut(str):
    """A stream that ends in the middle: the connection is closed after this text."""


class Slow(str):
    """A stream that comes drop by drop."""

    pause = 0.2


class Hang:
    """No reply for so many seconds."""

    def __init__(self, seconds):
        self.seconds = seconds


def pieces(text):
    """A text in pieces of seven characters, as tokens come."""
    return [text[n : n + 7] for n in range(0, len(text), 7)]


class Server(ThreadingHTTPServer):
    """The server; script: a reply, a function of the request, or a list of them; seen: what was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, script):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.seen = script, []

    @property
    def url(self):
        """Its base address."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_):
        """A client that leaves is no error here."""


@contextmanager
def serving(script):
    """A running server."""
    server = Server(script)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
