"""What one request may cost a running server: CPU of its process, for pieces repeated to the limits and long honest texts.

The dearest of the pieces found by trying thousands of them (tests/understand/test_slow.py tries the readers alone).
"""

import json
import os
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.pace import SLACK, least, slowness
from tests.understand.test_slow import filled
from tests.web.served import server_process

MOST = 0.2  # seconds of CPU, on a machine that does nothing else
FIRST = 0.08  # of an ordinary question that is the first of its kind
TICK = 1 / os.sysconf("SC_CLK_TCK")
UNKNOWN = " ".join(f"zorb{'aeiou'[n % 5]}{'lmnrt'[n // 5 % 5]}{'aeiou'[n // 25 % 5]}x" for n in range(125)) + " "  # each looks like a misspelling
HONEST = (
    "We are a small outpatient clinic and our biller asks about a visit last week. The therapist worked on gait for 23 minutes and then on "
    "balance for 12. Does the PTA's part need CQ? The plan was signed on time, but can the 59 modifier be used for manual therapy? "
)
DEAR = ["59 ", "twenty-", "modifier GP,", "per 15 ", "\ufb00", "only for", "1:manual GP ", "(", "1/1/", "jane roe ", UNKNOWN]


@pytest.fixture(scope="module")
def running(index_folder):
    """(address, process) of a server that has answered before."""
    with server_process(index_folder) as (address, process):
        for number in range(3):
            ask(address, filled(HONEST, str(number)), [HONEST] * 12)
        yield address, process


def ask(address, question, history=()):
    """The answer to a question the server has not seen."""
    body = json.dumps({"question": question, "history": list(history)}).encode()
    request = urllib.request.Request(f"{address}/api/ask", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, {}


def spent(process):
    """Seconds of CPU of the process so far, all its threads together."""
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * TICK


def cost(running, make, most=MOST):
    """Seconds of CPU of a request as on a quiet machine."""
    address, process = running

    def measured(number):
        before = spent(process)
        status, _ = ask(address, *make(number))
        assert status in (200, 413)  # some pieces fill the 64 KB of a body before the characters of its turns
        return spent(process) - before

    return least(measured, most)


WAYS = {
    "alone": lambda piece, n: (filled(piece, f"x 97110 23 min {n}?"),),
    "long turns": lambda piece, n: ("what about 97140?", [filled(piece, f" {k}{n}") for k in range(12)]),
    "short turns": lambda piece, n: ("make it 30 minutes", ["Medicare: 23 minutes of 97110", *(f"97140 {k}{n} min {filled(piece)[:250]}" for k in range(12))]),
    "all": lambda piece, n: (filled(piece, f"97140 7 min {n}?"), ["Medicare: 23 minutes of 97110", *(f"{filled(piece)[:325]}{k}{n}" for k in range(12))]),
    "fifty turns": lambda piece, n: (f"and for OT {n}?", [f"{filled(piece)[:1200]}{k}{n}" for k in range(50)]),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("piece", [*DEAR, HONEST], ids=lambda piece: repr(piece[:12]))
def test_a_request_costs_little(running, piece, way):
    """Repeated pieces and honest sentences to the limits, with and without turns before."""
    assert cost(running, lambda n: WAYS[way](piece, n)) <= MOST


FIRSTS = (
    ("Medicare: 33 minutes of 97110 and 7 of 97140. Units?", ()),
    ("and if the PTA did the manual?", ("Medicare: 33 minutes of 97110 and 7 of 97140. Units?",)),
    ("stretching 25 minutes and walking 15, how many units?", ()),
    ("Do I need 59 for 97530 with 97140?", ()),
    ("What does Medicare pay for 97530 in Ohio?", ()),
    ("When is a progress report due?", ()),
    ("John Roe, DOB 3/14/1941, 23 minutes of 97110?", ()),
)


def test_the_first_asking_costs_as_little_as_any_other(index_folder):
    """What is read once is read at the start: on a fresh server nobody waits for it, whatever is asked first."""
    with server_process(index_folder) as (address, process):
        for question, turns in FIRSTS:
            slow, before = slowness(), spent(process)
            assert ask(address, question, turns)[0] == 200
            assert (spent(process) - before) / max(slow, slowness()) / SLACK <= FIRST, question


def test_twelve_long_honest_turns(running):
    """2,000 characters each, after them a short question and a long one; what was not read is told."""
    turns = [filled(HONEST, f" {n}")[-2_000:] for n in range(12)]
    assert cost(running, lambda n: (f"and if the PTA did it {n}?", turns)) <= MOST
    assert cost(running, lambda n: (filled(HONEST, f" {n}")[-2_000:], turns)) <= MOST
    assert any("earlier turns were read" in one for one in ask(running[0], "and if the PTA did it all?", turns)[1]["warnings"])


TIED = ("97110", "97112", "97116", "97124", "97140", "97530", "97535", "97537", "97542", "97750", "97755", "97760", "97761", "97763", "97032", "97033", "97034", "97035", "97036", "97113")
TIED_MOST = 0.12  # seconds of CPU of a day of these: before results were kept, 0.14 to 0.29


@pytest.mark.parametrize("change", ["make the 97110 9 minutes", "the PTA did the gait and the manual", "what about CQ if the PTA did 97110, 97112, 97116 and 97140?", f"{', '.join(f'{code} 9 min' for code in TIED)}", f"PTA: {', '.join(f'{code} 4 min' for code in TIED)}"], ids=lambda said: said[:20])
@pytest.mark.parametrize("payer", ["Medicare: ", ""])
def test_a_change_of_a_day_of_tied_services(running, change, payer):
    """Twenty services of equal minutes, which can be shared in thousands of ways, then a change: bounded, and less than any question may cost."""
    day = f"{payer}{', '.join(f'{code} 8 min' for code in TIED)}. Units?"
    assert cost(running, lambda n: (day.replace("Units", f"Units {n}"),), TIED_MOST) <= TIED_MOST
    assert cost(running, lambda n: (f"{change} {n}" if n else change, [day]), TIED_MOST) <= TIED_MOST


def test_what_is_not_read_is_told(running):
    """A question of thousands of marks is read in part, and the answer says so."""
    _, answer = ask(running[0], "Medicare: 33 minutes of 97110 and 7 of 97140. Units? " + "(" * 3_000)
    assert answer["units"] == {"medicare": {"97110": 2, "97140": 1}}
    assert any("too long to be read whole" in one for one in answer["warnings"])


def test_one_slow_request_holds_nobody_up(running):
    """While three dear requests are worked on, an ordinary question and the health check are answered at once."""
    address, _ = running
    dear = [threading.Thread(target=ask, args=(address, *WAYS["all"]("twenty-", f"held {n}"))) for n in range(3)]
    for one in dear:
        one.start()
    began = time.monotonic()
    assert ask(address, "Is 97150 timed?")[0] == 200
    urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
    assert time.monotonic() - began < 3
    for one in dear:
        one.join()
