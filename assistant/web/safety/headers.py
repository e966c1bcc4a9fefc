"""What the browser may do with a page: Content-Security-Policy and the headers beside it."""

from __future__ import annotations

import re
import secrets

from assistant.settings import Settings
from assistant.web.safety.callers import Caller

_SCRIPT = re.compile(rb"<script(?=[\s>])", re.IGNORECASE)
_NO_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
Headers = list[tuple[bytes, bytes]]


class Policy:
    """The headers of one server's answers."""

    def __init__(self, settings: Settings) -> None:
        ancestors = settings.frame_ancestors
        self._rest = f"object-src 'none'; form-action 'self'; frame-ancestors {ancestors}"
        self._frame = {"'self'": b"SAMEORIGIN", "'none'": b"DENY"}.get(ancestors)

    def page(self) -> str:
        """The policy of our own pages: nothing inline, nothing from elsewhere."""
        return f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; {self._rest}"

    def chat(self, nonce: str) -> str:
        """The policy of the chat page: Gradio's inline scripts by nonce; it needs inline styles."""
        return (
            f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            f"font-src 'self' data:; connect-src 'self'; manifest-src 'self'; media-src 'self'; worker-src 'self'; base-uri 'self'; {self._rest}"
        )

    def added(self, headers: Headers, path: str, caller: Caller, policy: str) -> Headers:
        """The answer's headers with ours in place of any it had."""
        ours = {
            b"content-security-policy": policy.encode(),
            b"x-content-type-options": b"nosniff",
            b"referrer-policy": b"same-origin",
            b"permissions-policy": _NO_POWERS.encode(),
            b"cross-origin-opener-policy": b"same-origin",
            b"cross-origin-resource-policy": b"cross-origin" if path == "/widget.js" else b"same-origin",
        }
        if self._frame:
            ours[b"x-frame-options"] = self._frame
        if not path.startswith(("/ui/", "/static/", "/assets/", "/widget.js")):
            ours[b"cache-control"] = b"no-store"
        if caller.scheme == "https":
            ours[b"strict-transport-security"] = b"max-age=31536000"
        dropped = (b"access-control-", b"set-cookie", b"link")
        return [*(row for row in headers if row[0].lower() not in ours and not row[0].lower().startswith(dropped)), *ours.items()]


def with_nonce(html: bytes) -> tuple[bytes, str]:
    """The page with a fresh nonce on each of its script tags, and the nonce."""
    nonce = secrets.token_urlsafe(16)
    return _SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', html), nonce
