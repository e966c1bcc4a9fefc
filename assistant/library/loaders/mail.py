"""EML → one section: subject as heading, who wrote it and when, the body; attachments are named, not read."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from assistant.errors import Unreadable
from assistant.library.loaders.document import Document, Section, clean, printed_facts

_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)


def read_mail(data: bytes, name: str) -> Document:
    """Read a saved message. Raises Unreadable when it is none, or holds no text."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not (message["subject"] or message["from"]):
        raise Unreadable("not a saved message, whatever its name says.")
    title = clean(str(message["subject"] or "")) or name
    text = _QUOTED.sub("", _body(message)).strip()
    if not text:
        raise Unreadable("a message without text.")
    meta: dict[str, Any] = printed_facts(text[:3000])
    if message["date"]:
        meta.setdefault("effective", parsedate_to_datetime(str(message["date"])).date())
    if message["from"]:
        meta["publisher"] = clean(re.sub(r"<[^>]*>", "", str(message["from"])).strip(' "'))
    attached = [clean(part.get_filename() or "unnamed") for part in message.iter_attachments()]
    meta["gaps"] = [f"attached and not read: {', '.join(attached)}; save them beside it"] if attached else []
    return Document(name, title, (Section((name, title), text, {"locator": "message"}),), meta)


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = str(part.get_content())
    if part.get_content_subtype() == "html":
        from lxml.html import fromstring  # type: ignore[import-untyped]

        return "\n".join(line for line in (clean(one) for one in fromstring(text).itertext()) if line)
    return "\n".join(line.rstrip() for line in text.splitlines())
