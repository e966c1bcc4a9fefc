"""Who may use the server: nobody's business on loopback, else a choice that must be made (ASSISTANT_AUTH).

none            anyone who can reach it
proxy:HEADER    whoever a named proxy (ASSISTANT_PROXIES) says is signed in, by that header
basic:FILE      users of a file, one a line: NAME:HASH, made by `python -m assistant.web.safety.auth NAME`; with groups
                behind it (NAME:HASH:billing,front-desk) the user reads documents that are limited to them
"""

from __future__ import annotations

import base64
import binascii
import getpass
import hashlib
import hmac
import secrets
import sys
from pathlib import Path

from assistant.errors import BadInput, SettingsError
from assistant.privacy.shown import shown
from assistant.settings import Settings
from assistant.usage import OneLineParser, run
from assistant.web.safety.callers import Caller, Scope, checked_proxies, header, stays_here
from assistant.web.safety.who import Roles, Who

_N, _R, _P = 2**14, 8, 1
_MOST = 4 << 20  # bytes of a users file
_KEPT = 256  # passwords checked lately, as keyed hashes


class Auth:
    """The auth choice of one server."""

    def __init__(self, settings: Settings) -> None:
        """Raises SettingsError where a choice is missing or cannot work."""
        kind, _, rest = settings.auth.partition(":")
        self.kind = kind or "none"
        if not kind and not stays_here(settings.host):
            raise SettingsError(
                f"ASSISTANT_HOST {settings.host} can be reached from other machines: choose ASSISTANT_AUTH "
                "(proxy:HEADER with ASSISTANT_PROXIES, basic:FILE, or none)."
            )
        if kind == "proxy" and not settings.proxies:
            raise SettingsError("ASSISTANT_AUTH proxy: name the proxies that set the header in ASSISTANT_PROXIES.")
        checked_proxies(settings.proxies)
        self._header = rest.lower().encode() if kind == "proxy" else b""
        file = Path(rest).expanduser()
        self._users = read_users(file) if kind == "basic" else {}
        self._roles = Roles(settings, self.kind, read_groups(file) if kind == "basic" else {})
        self._key = secrets.token_bytes(32)
        self._checked: dict[bytes, str] = {}

    def user(self, scope: Scope, caller: Caller) -> str | None:
        """The user's name ("" where nobody signs in), None where access is refused."""
        if self.kind == "none":
            return ""
        if self.kind == "proxy":
            return (header(scope, self._header) if caller.proxied else "") or None
        return self._basic(header(scope, b"authorization"))

    def who(self, user: str, scope: Scope, caller: Caller) -> Who:
        """The groups and the right of a user that `user` gave."""
        return self._roles.of(user, scope, caller)

    def guesses(self, scope: Scope) -> bool:
        """Does the request bring a password that was not right before? Checking one takes a twentieth of a second."""
        sent = header(scope, b"authorization")
        return self.kind == "basic" and bool(sent) and self._mark(sent) not in self._checked

    def _mark(self, sent: str) -> bytes:
        return hmac.digest(self._key, sent.encode(), "sha256")

    def _basic(self, sent: str) -> str | None:
        """The name in a Basic header when its password is right; scrypt runs once for each password in use."""
        mark = self._mark(sent)
        if mark in self._checked:
            return self._checked[mark]
        scheme, _, coded = sent.partition(" ")
        try:
            name, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        held = self._users.get(name, _NOBODY)
        if scheme.lower() != "basic" or not matches(password, held):
            return None
        if len(self._checked) >= _KEPT:
            self._checked.clear()
        self._checked[mark] = name
        return name


def read_users(path: Path) -> dict[str, str]:
    """Name → hash of a users file. Raises SettingsError naming the line."""
    return {name: held for name, held, _ in _lines(path)}


def read_groups(path: Path) -> dict[str, frozenset[str]]:
    """Name → groups of a users file."""
    return {name: groups for name, _, groups in _lines(path)}


def _lines(path: Path) -> list[tuple[str, str, frozenset[str]]]:
    try:
        with path.open("rb") as file:
            held = file.read(_MOST + 1)  # a device has no end
        lines = held.decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"ASSISTANT_AUTH basic: {path} cannot be read.") from error
    if len(held) > _MOST:
        raise SettingsError(f"ASSISTANT_AUTH basic: {path} has more than {_MOST:,} bytes.")
    users = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.strip().partition(":")
        hashed, _, groups = rest.partition(":")
        if not name or not _is_hash(hashed) or ":" in groups:
            raise SettingsError(f"{path}, line {number}: write NAME:HASH, made by python -m assistant.web.safety.auth NAME, or NAME:HASH:GROUP,GROUP.")
        users.append((name, hashed, frozenset(group for one in groups.split(",") if (group := one.strip()))))
    if not users:
        raise SettingsError(f"{path} names no user.")
    return users


def hashed(password: str, salt: bytes | None = None) -> str:
    """scrypt$SALT$KEY, both hexadecimal."""
    salt = salt or secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P).hex()}"


def matches(password: str, held: str) -> bool:
    """Is it the password of this hash?"""
    return hmac.compare_digest(hashed(password, bytes.fromhex(held.split("$")[1])), held)


def _is_hash(text: str) -> bool:
    parts = text.split("$")
    try:
        return parts[0] == "scrypt" and len(parts) == 3 and len(bytes.fromhex(parts[1])) > 7 and len(bytes.fromhex(parts[2])) == 64
    except ValueError:
        return False


_NOBODY = f"scrypt${'00' * 16}${'00' * 64}"  # an unknown name takes as long as a wrong password



def main() -> int:
    """Print the line of a user for the users file; the password is asked for."""
    parser = OneLineParser("assistant.web.safety.auth", description="A line for the users file of ASSISTANT_AUTH=basic:FILE; asks for the password.")
    parser.add_argument("name", help="the user's name, without a colon")
    return run("assistant.web.safety.auth", lambda: _written(parser.parse_args().name))


def _written(name: str) -> int:
    if ":" in name or not name.isprintable():
        raise BadInput(f"{shown(name)}: a name holds no colon and no line end.")
    try:
        password = getpass.getpass()
    except EOFError:
        raise BadInput("no password was given.") from None
    sys.stdout.write(f"{name}:{hashed(password)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
