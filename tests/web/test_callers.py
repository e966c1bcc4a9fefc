"""Whom a limit counts behind a named proxy: on a running server, however the proxy writes an address."""

import base64
import http.client
import json

import pytest

from assistant.web.safety.auth import hashed
from assistant.web.safety.callers import caller, client_key
from tests.web.served import server

PROXIES = ("10.0.0.2/32", "fd00::/8")
ONE = ("7.7.7.7:{n}", "7.7.7.7", '"7.7.7.7:{n}"', " 7.7.7.7:{n} ", "1.2.3.{n}, 7.7.7.7:{n}", "::ffff:7.7.7.7", "[::ffff:7.7.7.7]:{n}", "9.9.9.9, 7.7.7.7:{n}, 127.0.0.1:{n}")
SIX = ("[2001:db8:9:9::1]:{n}", "2001:db8:9:9::{n}", "[2001:db8:9:9::{n}]", "[2001:DB8:9:9::1]:{n}", '"[2001:db8:9:9::{n}]:4001"', "2001:db8:9:9::1%eth{n}")
JUNK = ("nobody{n}", "_hidden{n}", "7.7.7.{n}000", "7.7.7.7:port{n}", "[2001:db8:{n}", "testclient", "for=7.7.7.{n}", "7.7.7.7:4001:{n}", "2001:db8:9:9::1:2:3:4:5:{n}", "é{n}", "9.9.9.{n}, unknown", "010.1.1.{n}")


def post(address, said, **more):
    """The status of a count asked for with these X-Forwarded-For."""
    host = address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.putrequest("POST", "/api/units")
    body = json.dumps({"minutes": {"97110": 20}}).encode()
    for name, value in [("Content-Type", "application/json"), ("Content-Length", str(len(body))), *(("X-Forwarded-For", one.encode("latin-1")) for one in said), *more.items()]:
        connection.putheader(name, value)
    connection.endheaders(body)
    with connection.getresponse() as answer:
        status = answer.status
    connection.close()
    return status


@pytest.mark.parametrize("written", [ONE, SIX, JUNK], ids=["IPv4", "IPv6", "no address"])
def test_one_client_is_one_however_a_proxy_writes_it(index_folder, written):
    """Ports, brackets, quotes, other addresses of its network: one question, then 429; another client is answered."""
    with server(index_folder, ASSISTANT_PROXIES="127.0.0.1", ASSISTANT_RATE="3") as address:
        said = [form.format(n=n) for n in range(1, 3) for form in written]
        assert [post(address, [one]) for one in said] == [200] + [429] * (len(said) - 1)
        assert post(address, ["7.7.7.8:4001"]) == 200
        assert post(address, ["[2001:db8:9:a::1]:4001"]) == 200


def test_each_client_of_a_proxy_has_its_own(index_folder):
    """Two with ports are two; a second header goes on where the first ended."""
    with server(index_folder, ASSISTANT_PROXIES="127.0.0.1", ASSISTANT_RATE="3") as address:
        assert [post(address, [f"8.8.8.{n}:4001"]) for n in (1, 2, 1)] == [200, 200, 429]
        assert [post(address, ["8.8.8.3:1", "127.0.0.1"]), post(address, ["8.8.8.3:2", "127.0.0.1:9"])] == [200, 429]


@pytest.mark.parametrize("form", ["6.6.6.6:{n}", "[2001:db8:7:7::1]:{n}", "nobody{n}"])
def test_passwords_are_counted_so_too(index_folder, tmp_path, form):
    """Ten of thirty a minute at once, whatever ports the proxy writes; another address may still try."""
    users = tmp_path / "users"
    users.write_text(f"ann:{hashed('s3cret')}\n")
    with server(index_folder, ASSISTANT_PROXIES="127.0.0.1", ASSISTANT_AUTH=f"basic:{users}") as address:
        def attempt(said, password):
            return post(address, [said], Authorization=f"Basic {base64.b64encode(f'ann:{password}'.encode()).decode()}")

        found = [attempt(form.format(n=4000 + n), f"guess {n}") for n in range(30)]
        assert found[:10] == [401] * 10
        assert 429 in found  # one more comes every two seconds
        assert attempt("6.6.6.7:4001", "s3cret") == 200


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("7.7.7.7:4001", "7.7.7.7"), ("[2001:db8:9:9::1]:4001", "2001:db8:9:9::/64"), ("7.7.7.7, 10.0.0.2:80", "7.7.7.7"), ("7.7.7.7, [fd00::5]:80", "7.7.7.7"),
        ("7.7.7.7, ::ffff:10.0.0.2", "7.7.7.7"), ("7.7.7.7, junk", "10.0.0.2"), ("7.7.7.7, ,", "7.7.7.7"), ("", "10.0.0.2"), ("10.0.0.2:1", "10.0.0.2"), ("junk:4001", "10.0.0.2"),
    ],
)  # fmt: skip
def test_whom_a_header_names(said, key):
    """The last address that is no proxy of ours; where none can be read, the proxy itself."""
    scope = {"client": ("10.0.0.2", 1), "headers": [(b"x-forwarded-for", said.encode())], "scheme": "http"}
    assert client_key(caller(scope, PROXIES).address) == key
