"""One frozen Settings, read from the environment; nothing else reads it. Unknown names stop the program."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import SettingsError

_SHIPPED = Path(__file__).resolve().parent.parent / "knowledge"
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?")
_ANCESTOR = re.compile(r"'self'|'none'|https?://(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?")
_ROOT = re.compile(r"(?:/[A-Za-z0-9._~-]+)+/?")
_MODEL = re.compile(r"[a-z][a-z0-9_]*:\S+")
_HEADER = re.compile(r"[A-Za-z0-9-]{1,60}")
_ADMINS = re.compile(r"[A-Za-z0-9-]{1,60}=[^\s,;=]{1,100}|[^\s,;=:]{1,100}(?:[\s,;]+[^\s,;=:]{1,100})*")
_AUTH = re.compile(r"none|proxy:[A-Za-z0-9-]+|basic:.+")
WIDEST = {4: 8, 6: 16}  # of a network of proxies: 0.0.0.0/0 would believe everybody
_SECRET = ("ASSISTANT_MODEL_URL", "ASSISTANT_RECORD", "ASSISTANT_CHROMA_URL")  # an address given wrongly may hold a password


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how the server listens (contract.md, ASSISTANT_*).

    auth: "" (loopback only), "none", "proxy:HEADER" or "basic:FILE". proxies: addresses whose forwarded
    headers are believed. origins: pages elsewhere that may ask (the widget). rate: questions a minute a client;
    None: 120, and no limit for the machine itself. model: "" (none) or "provider:name"; model_url: its server where it
    is not the provider's own; model_seconds: the longest that reading, choosing and wording each wait for it; model_at_once: requests in flight.
    groups: the proxy's header that names a user's groups; admins: users who tend the documents, or HEADER=VALUE of the
    proxy; documents: a folder whose documents are read, and read again when they change.
    record: "" (SQLite beside the index), "none", or a database address; keep_days: how long it keeps, 0 for ever.
    """

    index: Path = Path(".index")
    knowledge: Path = _SHIPPED
    chroma_url: str = ""
    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    auth: str = ""
    proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    rate: int | None = None
    frame_ancestors: str = "'self'"
    model: str = ""
    model_url: str = ""
    model_seconds: float = 20.0
    model_at_once: int = 4
    encoder: Path | None = None
    record: str = ""
    keep_days: int = 90
    groups: str = ""
    admins: str = ""
    documents: Path | None = None

    @property
    def record_url(self) -> str:
        """Database address of answers and feedback; empty when nothing is to be kept."""
        if self.record == "none":
            return ""
        return self.record or f"sqlite:///{self.index.resolve() / 'record.sqlite'}"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read ASSISTANT_*. Raises SettingsError for an unknown name or a bad value."""
        environ = os.environ if environ is None else environ
        given = {k: v.strip() for k, v in environ.items() if k.startswith("ASSISTANT_")}
        names = {f"ASSISTANT_{name.upper()}": name for name in cls.__slots__}
        for name in given:
            if name not in names:
                raise SettingsError(f"{name} is not a setting. Settings: {', '.join(sorted(names))}.")
        values = {names[name]: _value(name, text) for name, text in given.items() if text}
        return cls(**values)  # type: ignore[arg-type]


def _value(name: str, text: str) -> object:
    try:
        return _READ[name](text) if name in _READ else text
    except ValueError as error:
        said = "its value" if name in _SECRET else repr(text)
        raise SettingsError(f"{name}: {said} {error}") from None


def _folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_dir():
        raise ValueError("is not a folder.")
    return path


def _host(text: str) -> str:
    """An address or name to listen on; [::1] as it stands in web addresses is ::1."""
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,253}", bare):
        try:
            ipaddress.ip_address(bare.partition("%")[0])
        except ValueError:
            raise ValueError("is not an address or name to listen on, such as 127.0.0.1, ::1 or 0.0.0.0.") from None
    return bare


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ValueError("is not a port (1-65535).")
    return int(text)


def _rate(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise ValueError("is not a number of questions a minute (1 or more).")
    return int(text)


def _root_path(text: str) -> str:
    if not _ROOT.fullmatch(text) or "/." in text:
        raise ValueError("is not a sub-path such as /coding.")
    return text.rstrip("/")


def _auth(text: str) -> str:
    if not _AUTH.fullmatch(text):
        raise ValueError("is not none, proxy:HEADER (with ASSISTANT_PROXIES) or basic:FILE.")
    return text


def _groups(text: str) -> str:
    if not _HEADER.fullmatch(text):
        raise ValueError("is not a header's name such as X-Remote-Groups.")
    return text


def _admins(text: str) -> str:
    if not _ADMINS.fullmatch(text):
        raise ValueError("is not a list of users (ann, bob) nor a proxy's HEADER=VALUE such as X-Remote-Groups=coding-admins.")
    return text


def _proxies(text: str) -> tuple[str, ...]:
    found = []
    for part in text.replace(",", " ").split():
        try:
            network = ipaddress.ip_network(part)
        except ValueError:
            raise ValueError(f"holds {part!r}, which is no address or network such as 10.0.0.2 or 10.0.0.0/24.") from None
        if network.prefixlen < WIDEST[network.version]:
            raise ValueError(f"holds {part!r}: whoever is in it would be believed. Name the proxy's own address or network.")
        found.append(str(network))
    return tuple(found)


def _model(text: str) -> str:
    if not _MODEL.fullmatch(text):
        raise ValueError("is not provider:name, such as openai:gpt-5-mini or ollama:llama3.1.")
    return text


def _model_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        raise ValueError("is not an address such as http://127.0.0.1:8000/v1 (a key belongs in the provider's own variable).")
    return text.rstrip("/")


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d{1,3}(?:\.\d+)?", text) or not 1 <= float(text) <= 300:
        raise ValueError("is not a number of seconds (1-300).")
    return float(text)


def _record(text: str) -> str:
    if text != "none" and not re.match(r"sqlite:///(?!:memory:|\?)[^\s]|postgresql(?:\+psycopg)?://", text):
        raise ValueError("is not none, sqlite:///FILE or postgresql+psycopg://….")
    return re.sub(r"^postgresql://", "postgresql+psycopg://", text)


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 36_500:
        raise ValueError("is not a number of days (0: for ever).")
    return int(text)


def _at_once(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise ValueError("is not a number of requests at once (1-64).")
    return int(text)


def _origins(text: str) -> tuple[str, ...]:
    found = text.replace(",", " ").split()
    for part in found:
        if not _ORIGIN.fullmatch(part):
            raise ValueError(f"holds {part!r}, which is no origin such as https://intranet.example.org (no *, no path).")
    return tuple(part.lower() for part in found)


def _ancestors(text: str) -> str:
    for part in text.split():
        if not _ANCESTOR.fullmatch(part):
            raise ValueError(f"holds {part!r}; write 'self', 'none' or origins such as https://intranet.example.org.")
    return text


_READ: dict[str, Callable[[str], object]] = {
    "ASSISTANT_INDEX": lambda text: Path(text).expanduser(),
    "ASSISTANT_KNOWLEDGE": _folder,
    "ASSISTANT_ENCODER": _folder,
    "ASSISTANT_DOCUMENTS": _folder,
    "ASSISTANT_GROUPS": _groups,
    "ASSISTANT_ADMINS": _admins,
    "ASSISTANT_HOST": _host,
    "ASSISTANT_PORT": _port,
    "ASSISTANT_RATE": _rate,
    "ASSISTANT_MODEL": _model,
    "ASSISTANT_RECORD": _record,
    "ASSISTANT_KEEP_DAYS": _days,
    "ASSISTANT_MODEL_URL": _model_url,
    "ASSISTANT_MODEL_SECONDS": _seconds,
    "ASSISTANT_MODEL_AT_ONCE": _at_once,
    "ASSISTANT_ROOT_PATH": _root_path,
    "ASSISTANT_AUTH": _auth,
    "ASSISTANT_PROXIES": _proxies,
    "ASSISTANT_ORIGINS": _origins,
    "ASSISTANT_FRAME_ANCESTORS": _ancestors,
}
