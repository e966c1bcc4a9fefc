"""No conversation stays in the server's process: what two hundred tabs asked is looked for in everything it holds.

Single words may stay, as stems in a bounded cache; a question, or a part of one that still says something, may not.
"""

import contextlib
import gc
import json
import re
import urllib.request
from pathlib import Path

import pytest

from tests.web.served import client, server_process

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
TABS = 200


def held(mark):
    """Every text with the mark in it that any object of this process holds, test frames left out."""
    found, seen = [], set()
    for holder in gc.get_objects():
        if holder is found or type(holder).__name__ in ("frame", "cell"):
            continue
        for one in gc.get_referents(holder):
            if type(one) in (str, bytes) and id(one) not in seen and len(one) < 100_000:
                seen.add(id(one))
                if (mark in one) if type(one) is str else (mark.encode() in one):
                    found.append(one)
    return found


@pytest.mark.slow
def test_two_hundred_tabs_leave_nothing(assistant):
    """Each tab asks twice, the second time with its history: no question, no history, no session is left."""
    mark = "PELICANS NEAR ZANZIBAR".lower()  # so that no line of this file holds it
    with client(assistant) as web:
        for tab in range(TABS):
            first = f"Medicare: {tab % 60} minutes of 97110 and 7 of 97140 in {mark}{tab}. Units?"
            web.get("/")
            web.post("/api/ask", json={"question": first})
            web.post("/api/ask", json={"question": f"and if the PTA did the manual, {mark}{tab}?", "history": [first]})
        del first
        gc.collect()
        left = held(mark)
        apps = [one for one in gc.get_objects() if type(one).__name__ == "StateHolder"]
        sessions = sum(len(one.session_data) for one in apps)
    assert [one for one in left if len(one) > len(mark)] == []
    assert sessions == 0


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="another process's memory is read by /proc")
def test_the_memory_of_a_running_server_keeps_no_conversation(index_folder):
    """200 tabs ask twice; then every page of the process's memory is looked through: of a few of them a rest is not yet written over, of the others nothing is left."""
    asked = re.compile(rb"97140 near zanzibarian pelicans tab(\d+)tab")
    with server_process(index_folder) as (address, process):
        for tab in range(TABS):
            first = f"Medicare: {tab % 60} minutes of 97110 and 7 of 97140 near zanzibarian pelicans tab{tab}tab. Units?"
            urllib.request.urlopen(f"{address}/").close()
            state = post(address, {"question": first})["state"]
            post(address, {"question": f"and if the PTA did the manual, pelicans tab{tab}tab?", "history": [first], "state": state})
        left = remembered(process, asked)
    assert len(left) <= TABS // 10, left


def post(address, body):
    """The answer to a question."""
    request = urllib.request.Request(f"{address}/api/ask", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def remembered(process, pattern):
    """What the pattern finds in the memory of another process, files mapped into it left out."""
    found = set()
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:  # noqa: PTH123
        for line in maps:
            place, rights, *rest = line.split()
            if "r" in rights and not (len(rest) > 3 and rest[3].startswith(("/", "[v"))):
                start, end = (int(one, 16) for one in place.split("-"))
                with contextlib.suppress(OSError, ValueError):  # given back meanwhile
                    memory.seek(start)
                    found.update(pattern.findall(memory.read(end - start)))
    return found
