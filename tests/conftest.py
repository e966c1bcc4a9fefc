"""Shared by all tests: no network beyond loopback, one reference, one small index and one full assistant."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import socket
import tomllib
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"

# The same examples on every run, however busy the machine; to look for new ones: pytest --hypothesis-profile=default
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

_connect = socket.socket.connect


def _loopback_only(self, address):
    """Refuse every connection that leaves the machine."""
    host = address[0] if isinstance(address, tuple) else "unix"
    if host not in ("127.0.0.1", "::1", "localhost", "unix"):
        raise OSError(f"a test tried to reach {host}")
    return _connect(self, address)


socket.socket.connect = _loopback_only


def pytest_sessionfinish():
    """Gradio opens event loops that it never closes: closed here, or the collection at the end of the run takes them for a failure."""
    for one in gc.get_objects():
        if issubclass(type(one), asyncio.BaseEventLoop) and not one.is_running():
            with contextlib.suppress(ValueError, OSError):  # half closed already
                one.close()


def cases(name):
    """Cases of tests/cases/<name>.toml as pytest parameters; each case's `name` sentence is its id."""
    with (ROOT / "tests" / "cases" / f"{name}.toml").open("rb") as file:
        rows = tomllib.load(file)["case"]
    return [pytest.param(row, id=row["name"]) for row in rows]


@pytest.fixture(scope="session")
def reference():
    """The shipped knowledge, read once."""
    from assistant.reference import Reference

    return Reference.load(KNOWLEDGE)


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory):
    """The index of the shipped knowledge: the one `make test` built, else built here."""
    from assistant.library.build import build
    from assistant.library.encoder import model_folder
    from assistant.library.passages import read_knowledge
    from assistant.reference.sources import read_sources

    shipped = ROOT / ".index"
    folder = shipped if shipped.is_dir() else tmp_path_factory.mktemp("index")
    passages = read_knowledge(KNOWLEDGE, read_sources(KNOWLEDGE / "sources.toml"))
    build(folder, passages, model_folder())
    return folder


@pytest.fixture(scope="session")
def assistant(index_folder):
    """The whole assistant over the shipped knowledge."""
    from assistant.answer.chain import Assistant
    from assistant.settings import Settings

    return Assistant.open(Settings(index=index_folder, knowledge=KNOWLEDGE))
