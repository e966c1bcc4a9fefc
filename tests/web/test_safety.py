"""Who may start the server, who may ask it, and what it lets a browser do."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import AssistantError, SettingsError
from assistant.library.store import open_store
from assistant.record.store import Store
from assistant.settings import Settings
from assistant.web.safety.auth import Auth, hashed, matches, read_users
from assistant.web.safety.limits import Rates
from assistant.web.server import create_app
from tests.web.served import ROOT, client

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
ASK = {"question": "What is 97110?"}
PROXY = Settings(host="0.0.0.0", auth="proxy:X-Remote-User", proxies=("10.0.0.2/32",))


@pytest.fixture
def users(tmp_path):
    """A users file with one user."""
    path = tmp_path / "users"
    path.write_text(f"# who may ask\nann:{hashed('s3cret: é')}\n", encoding="utf-8")
    return path


def basic(name, password):
    """An Authorization header."""
    return {"authorization": f"Basic {base64.b64encode(f'{name}:{password}'.encode()).decode()}"}


@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "::", "server.example.org"])
def test_outside_loopback_a_choice_is_needed(host):
    """Without ASSISTANT_AUTH it does not start; with an explicit none it does."""
    with pytest.raises(SettingsError, match="ASSISTANT_AUTH"):
        Auth(Settings(host=host))
    assert Auth(Settings(host=host, auth="none")).kind == "none"


def test_the_program_says_so_in_one_line():
    """app.py stops with code 2 before it opens anything."""
    environ = {**os.environ, "ASSISTANT_HOST": "0.0.0.0", "ASSISTANT_INDEX": "/nowhere"}
    ended = subprocess.run([sys.executable, "app.py"], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "ASSISTANT_AUTH" in ended.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.53"])
def test_loopback_needs_no_choice(host):
    """On the machine itself nobody signs in."""
    assert Auth(Settings(host=host)).kind == "none"


def test_a_proxy_header_needs_named_proxies():
    """Any client could write the header otherwise."""
    with pytest.raises(SettingsError, match="ASSISTANT_PROXIES"):
        Auth(Settings(host="0.0.0.0", auth="proxy:X-Remote-User"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROOT_PATH", "coding"),
        ("ROOT_PATH", "/a/../b"),
        ("ROOT_PATH", "/a\r\nX: y"),
        ("FRAME_ANCESTORS", "*"),
        ("FRAME_ANCESTORS", "'self'; script-src *"),
        ("ORIGINS", "*"),
        ("ORIGINS", "https://a.example/path"),
        ("PROXIES", "proxy.example"),
        ("RATE", "0"),
        ("RATE", "many"),
        ("RECORD", "sqlite://"),
        ("RECORD", "sqlite:///:memory:"),
        ("AUTH", "yes"),
        ("AUTH", "basic:"),
        ("AUTH", "proxy:X Y"),
    ],
)
def test_bad_settings_stop_the_program(name, value):
    """One line that names the setting."""
    with pytest.raises(SettingsError, match=f"ASSISTANT_{name}"):
        Settings.from_env({f"ASSISTANT_{name}": value})


def test_settings_are_read():
    """Lists by space or comma; a sub-path without its last slash."""
    read = Settings.from_env(
        {"ASSISTANT_PROXIES": "10.0.0.2, 10.1.0.0/24", "ASSISTANT_ORIGINS": "https://Help.example.org", "ASSISTANT_ROOT_PATH": "/coding/"}
    )
    assert read.proxies == ("10.0.0.2/32", "10.1.0.0/24")
    assert read.origins == ("https://help.example.org",)
    assert read.root_path == "/coding"


def test_users_file(users, tmp_path):
    """Hashes only; a plain password in the file stops the program."""
    assert matches("s3cret: é", read_users(users)["ann"])
    assert not matches("s3cret", read_users(users)["ann"])
    wrong = tmp_path / "wrong"
    wrong.write_text("ann:password\n")
    with pytest.raises(SettingsError, match="line 1"):
        read_users(wrong)
    with pytest.raises(SettingsError):
        read_users(tmp_path / "none")


def test_basic_users(assistant, users):
    """The right password, and nothing else; health is open."""
    with client(assistant, Settings(host="0.0.0.0", auth=f"basic:{users}"), peer="10.0.0.9") as web:
        assert web.post("/api/ask", json=ASK).status_code == 401
        assert web.get("/").headers["www-authenticate"].startswith("Basic")
        for wrong in (basic("ann", "s3cret"), basic("bob", "s3cret: é"), {"authorization": "Basic !!"}, {"authorization": "Bearer x"}):
            assert web.post("/api/ask", json=ASK, headers=wrong).status_code == 401
        for _ in range(2):  # the second from memory
            assert web.post("/api/ask", json=ASK, headers=basic("ann", "s3cret: é")).status_code == 200
        assert web.get("/healthz").status_code == 200
        assert web.get("/metrics").status_code == 401


def test_a_named_proxy_says_who_it_is(assistant):
    """Its header is believed; without a user in it, nobody is let in."""
    with client(assistant, PROXY, peer="10.0.0.2") as web:
        assert web.post("/api/ask", json=ASK, headers={"x-remote-user": "ann"}).status_code == 200
        assert web.post("/api/ask", json=ASK).status_code == 401


def test_another_machine_cannot_write_the_header(assistant):
    """From any other address the header says nothing, on this machine too."""
    for peer in ("10.0.0.3", "127.0.0.1"):
        with client(assistant, PROXY, peer=peer) as web:
            assert web.post("/api/ask", json=ASK, headers={"x-remote-user": "ann"}).status_code == 401


def test_pages_of_named_origins_may_ask(assistant):
    """CORS for one route, one origin, without credentials; the preflight says so."""
    settings = Settings(origins=("https://help.example.org",))
    with client(assistant, settings) as web:
        there = {"origin": "https://help.example.org"}
        before = web.options("/api/ask", headers={**there, "access-control-request-method": "POST"})
        assert before.status_code == 204
        assert before.headers["access-control-allow-methods"] == "POST"
        answer = web.post("/api/ask", json=ASK, headers=there)
        assert answer.headers["access-control-allow-origin"] == "https://help.example.org"
        assert "access-control-allow-credentials" not in answer.headers
        assert "Origin" in answer.headers["vary"]
        assert web.post("/api/units", json={"minutes": {"97110": 20}}, headers=there).status_code == 403
        assert web.post("/api/ask", json=ASK, headers={"origin": "https://evil.example"}).status_code == 403


def test_headers_on_every_answer(assistant):
    """Pages, data, errors: each has the policy; only static files may be kept."""
    with client(assistant, Settings(frame_ancestors="'self' https://help.example.org")) as web:
        for path in ("/", "/healthz", "/api/nothing", "/openapi.json", "/config"):
            headers = web.get(path).headers
            assert "frame-ancestors 'self' https://help.example.org" in headers["content-security-policy"]
            assert "unsafe-eval" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["cache-control"] == "no-store"
            assert "set-cookie" not in headers
            assert "server" not in headers


def test_the_chat_page_has_a_nonce_of_its_own(assistant):
    """Every script tag carries it; the next page has another; no other page may have inline scripts."""
    with client(assistant) as web:
        first, second = web.get("/"), web.get("/")
        nonce = first.headers["content-security-policy"].partition("'nonce-")[2].partition("'")[0]
        assert first.text.count("<script") == first.text.count(f'nonce="{nonce}"')
        assert nonce not in second.text
        assert int(first.headers["content-length"]) == len(first.content)
        assert "unsafe-inline" not in web.get("/healthz").headers["content-security-policy"]


def test_https_behind_a_proxy(assistant):
    """A named proxy's https is believed (and the browser told to stay with it); a stranger's is not."""
    named = Settings(proxies=("10.0.0.2/32",), root_path="/coding")
    with client(assistant, named, peer="10.0.0.2") as web:
        there = {"host": "help.example.org", "x-forwarded-proto": "https", "origin": "https://help.example.org"}
        answer = web.post("/api/ask", json=ASK, headers=there)
        assert answer.status_code == 200
        assert "strict-transport-security" in answer.headers
    with client(assistant, Settings(host="0.0.0.0", auth="none"), peer="10.0.0.3") as web:
        assert "strict-transport-security" not in web.get("/healthz", headers={"x-forwarded-proto": "https"}).headers


def test_a_bucket_refills():
    """A third of the minute at once, then one each 60/rate seconds; the oldest client is forgotten first."""
    now = [0.0]
    rates = Rates(6, lambda: now[0])
    assert [rates.wait("a") for _ in range(3)] == [0, 0, 10]
    now[0] = 9.0
    assert rates.wait("a") == 1
    now[0] = 10.0
    assert rates.wait("a") == 0
    assert rates.wait("b") == 0


def test_a_program_that_holds_the_app(assistant):
    """In-process callers come over no network: any host name, no limit; a forwarded address that is none is no such caller."""
    with client(assistant, peer="testclient", base="http://testserver") as web:
        assert web.post("/api/ask", json=ASK).status_code == 200
    with client(assistant, Settings(proxies=("10.0.0.2/32",), rate=3), peer="10.0.0.2") as web:
        codes = [web.post("/api/ask", json=ASK, headers={"x-forwarded-for": "testclient"}).status_code for _ in range(2)]
        assert codes == [200, 429]


@pytest.mark.parametrize("wide", ["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "2000::/3", "::ffff:0:0/96"])
def test_a_list_of_proxies_that_names_everybody(wide):
    """It would let anybody say who they are: the program does not start."""
    with pytest.raises(SettingsError, match="ASSISTANT_PROXIES"):
        Auth(Settings(host="0.0.0.0", auth="proxy:X-Remote-User", proxies=(wide,)))
    assert Auth(Settings(host="0.0.0.0", auth="proxy:X-Remote-User", proxies=("10.0.0.0/8", "fd00::/8"))).kind == "proxy"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "localhost", "127.8.8.8"])
def test_the_host_name_is_checked_on_every_loopback_address(assistant, host):
    """A rebound name is refused wherever on loopback the server listens; its own names are answered."""
    with client(assistant, Settings(host=host)) as web:
        assert web.get("/config", headers={"host": "evil.example"}).status_code == 421
        assert web.get("/config", headers={"host": "127.8.8.8.evil.example"}).status_code == 421
        for own in ("127.0.0.1:7860", "localhost", "[::1]:7860", "127.8.8.8:7860"):
            assert web.get("/healthz", headers={"host": own}).status_code == 200


def test_ipv6_is_limited_by_its_network(assistant):
    """A client has a whole /64 of addresses: one bucket for all of them, another for the next network."""
    open_to_all = {"rate": 3, "host": "::", "auth": "none"}

    def ask(peer):
        with client(assistant, app=app, peer=peer) as web:
            return web.post("/api/units", json={"minutes": {"97110": 20}}).status_code

    app = create_app(assistant, Settings(**open_to_all))
    assert [ask(f"2001:db8:1:2::{n}") for n in range(1, 4)] == [200, 429, 429]
    assert ask("2001:db8:1:3::1") == 200
    assert [ask("::ffff:10.0.0.7"), ask("10.0.0.7")] == [200, 429]


def test_a_users_file_without_end_stops_the_program():
    """A device named as the users file is not read for ever."""
    with pytest.raises(SettingsError, match="more than"):
        Auth(Settings(auth="basic:/dev/zero"))


def test_no_password_of_an_address_is_told():
    """A Chroma server that is away and a record's address that cannot be read are told without what signs in there."""
    with pytest.raises(AssistantError) as told:
        open_store(Path(), "keys", 1, "http://ann:s3cret@127.0.0.1:9")
    with pytest.raises(AssistantError) as unread:
        Store.open("postgresql+psycopg://ann:s3cret@[::1/x")
    assert "s3cret" not in f"{told.value} {unread.value}"
    assert "127.0.0.1:9" in str(told.value)
