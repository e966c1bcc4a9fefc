"""One frozen Settings, read from the environment; nothing else reads it. Unknown names stop the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError

_SHIPPED = Path(__file__).resolve().parent.parent / "knowledge"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how the server listens (contract.md, ASSISTANT_*)."""

    index: Path = Path(".index")
    knowledge: Path = _SHIPPED
    chroma_url: str = ""
    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    auth: str = ""
    frame_ancestors: str = "'self'"
    model: str = ""
    encoder: Path | None = None

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


def _value(name: str, text: str) -> str | int | Path:
    if name in ("ASSISTANT_INDEX", "ASSISTANT_KNOWLEDGE", "ASSISTANT_ENCODER"):
        path = Path(text).expanduser()
        if name != "ASSISTANT_INDEX" and not path.is_dir():
            raise SettingsError(f"{name}: {text!r} is not a folder.")
        return path
    if name == "ASSISTANT_PORT":
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
            raise SettingsError(f"{name}: {text!r} is not a port (1-65535).")
        return int(text)
    return text
