"""No conversation stays in the server's process: what two hundred tabs asked is looked for in everything it holds.

Single words may stay, as stems in a bounded cache; a question, or a part of one that still says something, may not.
"""

import gc

import pytest

from tests.web.served import client

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
