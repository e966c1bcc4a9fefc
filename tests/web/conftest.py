"""Shared by the web tests: a client of the app, a server of its own for each file, Chromium, a tab that remembers."""

import pytest

from tests.web.driven import chromium
from tests.web.served import client, server


@pytest.fixture(scope="module")
def web(assistant):
    """A client on this machine."""
    with client(assistant) as one:
        yield one


@pytest.fixture(scope="module")
def address(index_folder):
    """A server of its own."""
    with server(index_folder) as url:
        yield url


@pytest.fixture(scope="module")
def recording(index_folder, tmp_path_factory):
    """A server of its own that keeps feedback."""
    record = tmp_path_factory.mktemp("record") / "record.sqlite"
    with server(index_folder, ASSISTANT_RECORD=f"sqlite:///{record}") as url:
        yield url


@pytest.fixture(scope="module")
def browser():
    """Chromium, started once."""
    yield from chromium()


@pytest.fixture
def tab(browser):
    """A fresh tab; requests, errors and policy violations are remembered."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
