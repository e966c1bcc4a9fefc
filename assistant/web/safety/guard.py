"""The one middleware: every request is checked before the app sees it, every answer leaves with its headers.

In order: whose request is it, is it for this host, from one of our pages, by a user, to a path that is open, not
too often, not too large. Nothing is logged here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from assistant.settings import Settings
from assistant.web.metrics import Metrics
from assistant.web.problems import problem
from assistant.web.safety.auth import Auth
from assistant.web.safety.callers import Caller, Scope, caller, client_key, header, is_loopback_host, stays_here
from assistant.web.safety.doors import Doors
from assistant.web.safety.headers import Headers, Policy, with_nonce
from assistant.web.safety.limits import (
    BODY,
    HEADERS,
    LOGINS,
    RATE,
    SECONDS,
    UPLOAD,
    UPLOAD_SECONDS,
    Gone,
    Message,
    Rates,
    Receive,
    TooLarge,
    TooSlow,
    read_body,
    replay,
)
from assistant.web.safety.logs import failed
from assistant.web.safety.who import Who, put
from assistant.web.safety.who import who as asking

Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN = ("/healthz", "/readyz")  # without signing in
_SHARED = ("/api/ask", "/api/feedback", "/widget.js")  # for pages of named origins


class Guard:
    """Stands around the whole app. Raises SettingsError where the settings are not safe to start with."""

    def __init__(self, app: App, settings: Settings, metrics: Metrics, doors: Doors) -> None:
        self._app = app
        self._settings = settings
        self._metrics = metrics
        self._doors = doors
        self._auth = Auth(settings)
        self._policy = Policy(settings)
        self._rates = Rates(settings.rate or RATE)
        self._logins = Rates(LOGINS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http":
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = caller(scope, self._settings.proxies)
        path = _below(scope, self._settings.root_path)
        answer = _Answer(send, self._policy, scope, path, who, self._shared(scope, path), self._metrics)
        refusal: Any = self._refusal(scope, path, who)
        most, seconds = (UPLOAD, UPLOAD_SECONDS) if path == "/admin-upload" and asking(scope).admin else (BODY, SECONDS)
        if refusal is None and scope["method"] not in _SAFE:
            try:
                receive = replay(await read_body(receive, most, seconds), receive)
            except TooLarge:
                refusal = problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A body may have {most:,} bytes.", {"Connection": "close"})
            except TooSlow:
                refusal = problem(HTTPStatus.REQUEST_TIMEOUT, "The body did not arrive in time.", {"Connection": "close"})
            except Gone:
                return
        if self._doors.drawn(path):
            scope = {**scope, "query_string": b""}  # Gradio reads names of its pages and themes there: an unknown one is a fault to it
        try:
            await (refusal or self._app)(scope, receive, answer)
        except Exception as error:  # noqa: BLE001 - the server would print it whole, with what was asked
            failed(error)
            await answer.broken(scope, receive)

    def _refusal(self, scope: Scope, path: str, who: Caller) -> Response | None:
        """Why the request is not let through, as the answer to give; None: it is."""
        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADERS:
            return problem(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, f"Headers may have {HEADERS:,} bytes.")
        if not self._right_host(who):
            return problem(HTTPStatus.MISDIRECTED_REQUEST, "Only http://127.0.0.1 and localhost are answered here. Behind a proxy: name it in ASSISTANT_PROXIES.")
        shared = self._shared(scope, path)
        if scope["method"] == "OPTIONS" and shared:
            return Response(status_code=204)
        if scope["method"] not in _SAFE and not shared and _foreign(scope, who):
            return problem(HTTPStatus.FORBIDDEN, "The request comes from a page of another origin.")
        if path not in _OPEN and self._auth.guesses(scope) and (wait := self._logins.wait(client_key(who.address))):
            return _later(f"Too many passwords: wait {wait} s.", wait)
        user = "" if path in _OPEN else self._auth.user(scope, who)
        if user is None:
            asks = {"WWW-Authenticate": 'Basic realm="assistant", charset="UTF-8"'} if self._auth.kind == "basic" else None
            return problem(HTTPStatus.UNAUTHORIZED, "Sign in first.", asks)
        put(scope, Who() if shared else self._auth.who(user, scope, who))  # pages elsewhere get what everybody may read
        if self._doors.silent(scope["method"], path):
            return Response(status_code=204)
        if not self._doors.open(scope["method"], path):
            return self._shut(path)
        limited = scope["method"] not in _SAFE and not (who.near and self._settings.rate is None)
        wait = self._rates.wait(user or client_key(who.address)) if limited else 0
        return _later(f"Too many questions: wait {wait} s.", wait) if wait else None

    def _shut(self, path: str) -> Response:
        """Nothing is there; or it is asked by another method."""
        if methods := self._doors.other(path):
            return problem(HTTPStatus.METHOD_NOT_ALLOWED, f"Ask by {' or '.join(methods)}.", {"Allow": ", ".join(methods)})
        return problem(HTTPStatus.NOT_FOUND, "Nothing stands here.")

    def _right_host(self, who: Caller) -> bool:
        """On the loopback address only its own names are answered for: a foreign name means rebound DNS."""
        return who.proxied or who.inside or not stays_here(self._settings.host) or is_loopback_host(who.host)

    def _shared(self, scope: Scope, path: str) -> str:
        """The named origin whose page asks for something that is open to it, else empty."""
        origin = header(scope, b"origin").lower()
        return origin if path in _SHARED and origin in self._settings.origins else ""


_PREFLIGHT: Headers = [
    (b"access-control-allow-methods", b"POST"),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"600"),
]


def _later(detail: str, wait: int) -> Response:
    return problem(HTTPStatus.TOO_MANY_REQUESTS, detail, {"Retry-After": str(wait)})


def _below(scope: Scope, root: str) -> str:
    """The path below the sub-path; the scope is told of both, whether the proxy cut the sub-path off or not."""
    path = str(scope["path"])
    if root and (path == root or path.startswith(f"{root}/")):
        path = path.removeprefix(root) or "/"
    scope["root_path"], scope["path"] = root, f"{root}{path}"
    return path


def _foreign(scope: Scope, who: Caller) -> bool:
    """Does a page of another origin send this? Programs send neither Origin nor Sec-Fetch-Site."""
    origin = header(scope, b"origin")
    if origin:
        return origin.partition("://")[2].lower() != who.host.lower()  # no address with a path: one that cannot be parsed is foreign
    return header(scope, b"sec-fetch-site") in ("cross-site", "same-site")


class _Answer:
    """A send that puts our headers on the answer; the chat page is held back until its scripts have their nonce."""

    def __init__(self, send: Send, policy: Policy, scope: Scope, path: str, who: Caller, shared: str, metrics: Metrics) -> None:
        self._send, self._policy, self._path, self._who, self._method = send, policy, path, who, scope["method"]
        self._shared, self._metrics = shared, metrics
        self._held: Message | None = None
        self._begun = False
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """ASGI send."""
        if message["type"] == "http.response.start":
            self._metrics.request(message["status"])
            if self._path == "/" and _is_page(message["headers"]):
                self._held = message
                return
            self._begun = True
            message["headers"] = self._headers(message["headers"], self._policy.page())
        elif self._held is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._chat(self._held)
            return
        await self._send(message)

    async def broken(self, scope: Scope, receive: Receive) -> None:
        """End an answer whose making failed: 500 where nothing was sent yet."""
        self._held = None
        if not self._begun:
            await problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The program failed; nothing of the question was kept.")(scope, receive, self)

    async def _chat(self, start: Message) -> None:
        body, nonce = with_nonce(self._body)
        rest = [(k, v) for k, v in start["headers"] if k.lower() != b"content-length"]
        start["headers"] = self._headers([*rest, (b"content-length", str(len(body)).encode())], self._policy.chat(nonce))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})

    def _headers(self, headers: Headers, policy: str) -> Headers:
        made = self._policy.added(headers, self._path, self._who, policy)
        if self._shared:
            made += [(b"access-control-allow-origin", self._shared.encode()), (b"vary", b"Origin")]
            made += _PREFLIGHT if self._method == "OPTIONS" else []
        return made


def _is_page(headers: Headers) -> bool:
    return any(k.lower() == b"content-type" and v.startswith(b"text/html") for k, v in headers)
