"""An organisation's document full of links of other schemes, taken in and asked for: over REST of a running server, its pages, MCP and the command line."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from assistant.answer.chain import Assistant
from assistant.library.cli import main
from assistant.settings import Settings
from tests.conftest import KNOWLEDGE, ROOT
from tests.web.served import server

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
TEXT = """# Desk [book](javascript:alert(0))

## Where is the zebrawood form for Highmark kept?
The zebrawood form is in [the drawer](javascript:alert(1)) of <a href="vbscript:x">the desk</a>, ![see](data:text/html,y), <javascript:alert(2)> or [ref].

[ref]: javascript:alert(3)
"""
ASKED = "Where is the zebrawood form for Highmark kept?"
LINKS = re.compile(r"\]\(\s*(?!https?://|#|/)|<(?:javascript|vbscript|data):|<a\b|^\W*\[[^\]]+\]:\s*\S", re.MULTILINE | re.IGNORECASE)


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory, index_folder):
    """An index with the document, and what its ingest told of the one whose sidecar has such an address."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "docs").mkdir()
    (folder / "docs" / "desk.md").write_text(TEXT)
    (folder / "docs" / "other.md").write_text(TEXT.replace("zebrawood", "heronfly"))
    (folder / "docs" / "other.toml").write_text('url = "javascript:alert(4)"\n')
    (folder / "index").mkdir()
    shutil.copyfile(Path(index_folder) / "vectors.sqlite", folder / "index" / "vectors.sqlite")
    main(["--index", str(folder / "index"), "--knowledge", str(KNOWLEDGE), str(folder / "docs")])
    return folder / "index"


def held(said):
    """Links of an answer as JSON, in its Markdown and as addresses of its sources, that are none."""
    addresses = re.findall(r'"url": ?"((?!https?://)[^"]+)"', said)
    return LINKS.findall(json.loads(said)["answer"]) + addresses


def test_over_rest_and_the_pages(taken_in):
    """The answer quotes the document; no link of it is one, and the library's page has none."""
    with server(taken_in) as address:
        request = urllib.request.Request(f"{address}/api/ask", json.dumps({"question": ASKED}).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            said = answer.read().decode()
        with urllib.request.urlopen(f"{address}/library", timeout=30) as answer:
            page = answer.read().decode()
    assert "zebrawood" in said
    assert held(said) == []
    assert re.findall(r'(?:href|src)="(?:javascript|vbscript|data):', page, re.IGNORECASE) == []


def test_over_mcp(taken_in):
    """The same of the tool's result."""
    from assistant.mcp_server import _ask, _call

    said = _call(_ask(Assistant.open(Settings(index=taken_in, knowledge=KNOWLEDGE))), {"question": ASKED}).content[0].text
    assert "zebrawood" in said
    assert held(said) == []


def test_at_the_command_line(taken_in):
    """The same of `ask --json`, and of what it prints for people."""
    run = [sys.executable, "-m", "assistant", "ask", ASKED]
    env = {**os.environ, "ASSISTANT_INDEX": str(taken_in)}
    said = subprocess.run([*run, "--json"], cwd=ROOT, env=env, capture_output=True, text=True, check=False).stdout
    printed = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=False).stdout
    assert held(said) == []
    assert LINKS.findall(printed) == []
    assert "zebrawood" in printed


def test_a_sidecar_with_such_an_address_keeps_its_file_out(taken_in):
    """It is not taken in: nothing of it is found."""
    said = Assistant.open(Settings(index=taken_in, knowledge=KNOWLEDGE)).ask(ASKED.replace("zebrawood", "heronfly"))
    assert not any("heronfly" in passage.text for passage in said.evidence.passages)
