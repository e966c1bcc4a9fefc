"""Who asks: their name, their groups, whether they tend the documents. The guard writes it into a request; pages read it there.

Groups come from the users file (NAME:HASH:GROUP,GROUP) or from the proxy's header named in ASSISTANT_GROUPS. Admins are
the users of ASSISTANT_ADMINS, or those for whom the proxy sends HEADER=VALUE. Who did not sign in is in no group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.safety.callers import Caller, Scope, header

_KEY = "assistant.who"


@dataclass(frozen=True, slots=True)
class Who:
    """user: empty where nobody signs in."""

    user: str = ""
    groups: frozenset[str] = frozenset()
    admin: bool = False


_NOBODY = Who()


def who(scope: Mapping[str, object]) -> Who:
    """Who asks, as the guard found out; nobody where no guard stands."""
    found = scope.get(_KEY)
    return found if isinstance(found, Who) else _NOBODY


def put(scope: Scope, one: Who) -> None:
    """Write down who asks."""
    scope[_KEY] = one


class Roles:
    """What the settings say of groups and admins."""

    def __init__(self, settings: Settings, kind: str, groups: Mapping[str, frozenset[str]]) -> None:
        """kind: of the auth choice; groups: of the users file. Raises SettingsError for what cannot work with that choice."""
        if settings.groups and kind != "proxy":
            raise SettingsError("ASSISTANT_GROUPS names a proxy's header: it needs ASSISTANT_AUTH=proxy:HEADER (in a users file groups stand behind the hash).")
        if settings.admins and kind == "none":
            raise SettingsError("ASSISTANT_ADMINS needs users who sign in: choose ASSISTANT_AUTH basic:FILE or proxy:HEADER.")
        name, said, value = settings.admins.partition("=")
        if said and kind != "proxy":
            raise SettingsError("ASSISTANT_ADMINS HEADER=VALUE needs ASSISTANT_AUTH=proxy:HEADER; with a users file list the names.")
        self._mark = (name.lower().encode(), value) if said else None
        self._names = frozenset() if said else _parts(settings.admins)
        self._header = settings.groups.lower().encode()
        self._groups = groups

    def of(self, user: str, scope: Scope, caller: Caller) -> Who:
        """The groups and the right of a signed-in user."""
        if not user:
            return _NOBODY
        groups = self._groups.get(user, frozenset())
        if self._header and caller.proxied:
            groups |= _parts(header(scope, self._header))
        marked = self._mark is not None and caller.proxied and self._mark[1] in _parts(header(scope, self._mark[0]))
        return Who(user, groups, marked or user in self._names)


def _parts(text: str) -> frozenset[str]:
    """Names of a list, separated by commas or semicolons: a proxy's "Case management" is no member of management."""
    return frozenset(part for one in re.split(r"[,;]", text) if (part := one.strip()))
