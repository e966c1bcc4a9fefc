"""Who is calling: the peer of the connection, or what a named proxy says of the client behind it.

Forwarded headers of anyone else are taken out of the request, so that nothing behind this can believe them.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import SettingsError

Scope = MutableMapping[str, Any]
_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-port",
              b"x-forwarded-prefix", b"x-forwarded-server", b"x-real-ip")  # fmt: skip
_LOOPBACK_HOST = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?", re.IGNORECASE)
_HOP = re.compile(r"(?:\[(?P<v6>[^\[\]]+)\]|(?P<v4>[0-9.]+))(?::[0-9]{1,5})?|(?P<bare>[^\[\]]+)")  # as proxies write one, with its port or without
_WIDEST = {4: 8, 6: 7}  # a wider network than these is no list of proxies: it would believe anybody
_MAPPED = ipaddress.ip_network("::ffff:0:0/96")  # IPv4 addresses as IPv6 writes them


@dataclass(frozen=True, slots=True)
class Caller:
    """address: the client's; host and scheme: as the client's browser sees them; near: on this machine, no proxy.

    A peer that is no address ("testclient") is a program that holds the app itself: inside, without a network.
    """

    address: str
    host: str
    scheme: str
    proxied: bool

    @property
    def near(self) -> bool:
        """Does the request come straight from this machine?"""
        return self.inside or (not self.proxied and ipaddress.ip_address(self.address).is_loopback)

    @property
    def inside(self) -> bool:
        """Does it come from a program that holds the app, not over a network?"""
        try:
            ipaddress.ip_address(self.address)
        except ValueError:
            return not self.proxied
        return False


def header(scope: Scope, name: bytes) -> str:
    """The last header of a name, empty when there is none."""
    return next((v.decode("latin-1") for k, v in reversed(scope["headers"]) if k == name), "")


def caller(scope: Scope, proxies: tuple[str, ...]) -> Caller:
    """The caller of a request; forwarded headers are dropped from the scope unless a named proxy sent them."""
    peer = (scope.get("client") or ("", 0))[0]
    if not named(peer, proxies):
        scope["headers"] = [(k, v) for k, v in scope["headers"] if k not in _FORWARDED]
        return Caller(peer, header(scope, b"host"), scope.get("scheme", "http"), proxied=False)
    scheme = header(scope, b"x-forwarded-proto")
    scope["scheme"] = scheme if scheme in ("http", "https") else scope.get("scheme", "http")
    host = header(scope, b"x-forwarded-host") or header(scope, b"host")
    said = ",".join(v.decode("latin-1") for k, v in scope["headers"] if k == b"x-forwarded-for")
    return Caller(_client(said, proxies) or peer, host, scope["scheme"], proxied=True)


def named(address: str, proxies: tuple[str, ...]) -> bool:
    """Is the address one of the proxies or in one of their networks?"""
    try:
        place = ipaddress.ip_address(address)
    except ValueError:
        return False
    places = (place, place.ipv4_mapped) if isinstance(place, ipaddress.IPv6Address) and place.ipv4_mapped else (place,)
    return any(one in ipaddress.ip_network(network) for network in proxies for one in places)


def stays_here(host: str) -> bool:
    """Is an address to listen on this machine's own, out of reach of others?"""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def checked_proxies(proxies: tuple[str, ...]) -> None:
    """Raises SettingsError for a network so wide that anybody's forwarded headers would be believed."""
    for one in proxies:
        network = ipaddress.ip_network(one)
        if network.prefixlen < _WIDEST[network.version] or (network.overlaps(_MAPPED) and network.prefixlen < 96 + _WIDEST[4]):
            raise SettingsError(f"ASSISTANT_PROXIES holds {one}: anybody could say who they are. Name your proxies' addresses.")


def client_key(address: str) -> str:
    """What limits are counted by: the address; of IPv6 the /64 network, since one client has all of it."""
    try:
        place = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(place, ipaddress.IPv4Address):
        return str(place)
    return str(place.ipv4_mapped or ipaddress.ip_network((int(place) >> 64 << 64, 64)))


def is_loopback_host(host: str) -> bool:
    """Does a Host header name this machine by its loopback name?"""
    return _LOOPBACK_HOST.fullmatch(host) is not None


def _client(forwarded: str, proxies: tuple[str, ...]) -> str:
    """The last address in X-Forwarded-For that is no named proxy: what stands before it can be made up.

    Empty where there is none, or what stands there is no address: whoever sends that counts as the proxy itself.
    """
    hops = (_address(hop) for hop in reversed(forwarded.split(",")) if hop.strip())
    return next((hop for hop in hops if not named(hop, proxies)), "")


def _address(hop: str) -> str:
    """An address without the port, brackets and quotes a proxy may write around it; empty where it is none.

    >>> [_address(hop) for hop in ("7.7.7.7:4001", '"[2001:db8::1]:4001"', "[2001:db8::1]", "2001:DB8:0::1", "7.7.7.7:x", "unknown")]
    ['7.7.7.7', '2001:db8::1', '2001:db8::1', '2001:db8::1', '', '']
    """
    match = _HOP.fullmatch(hop.strip().strip('"'))
    try:
        return str(ipaddress.ip_address(match["v6"] or match["v4"] or match["bare"])) if match else ""
    except ValueError:
        return ""
