"""`python tests/web/load.py [SECONDS] [USERS]`: many users asking at once, then thousands of questions for memory.

Starts a server of its own on a free port. Reports answers, p50 and p95, errors, mixed-up answers (each answer must
carry its own question), and the server's memory before, half-way and after.
"""

import argparse
import asyncio
import random
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.web.served import server_process  # noqa: E402

ASKS = (
    "Medicare: {n} minutes of 97110 and {m} of 97140. Units?",
    "What is the difference between 97112 and 97110? (ask {n}-{m})",
    "Do I need 59 for 97530 with 97140 on day {n} of month {m}?",
    "97110: PTA {n} minutes, PT {m}. Which units carry CQ?",
    "When is a progress report due after {n} visits and {m} days?",
    "CO-97: what do I do? Case {n}{m}",
    "best pizza within {n} miles of route {m}?",
)


def question(rng):
    """A question that no other user is likely to ask at the moment."""
    return rng.choice(ASKS).format(n=rng.randint(1, 90), m=rng.randint(1, 900))


async def user(client, seed, until, told):
    """One user asking again and again; (seconds, what went wrong) each time."""
    rng = random.Random(seed)
    while time.perf_counter() < until:
        asked = question(rng)
        began = time.perf_counter()
        try:
            answer = await client.post("/api/ask", json={"question": asked})
            wrong = "" if answer.status_code == 200 else str(answer.status_code)
            if not wrong and answer.json()["question"] != asked:
                wrong = "mixed up"
        except httpx.HTTPError as error:
            wrong = type(error).__name__
        told.append((time.perf_counter() - began, wrong))


async def crowd(address, users, seconds):
    """All users at once."""
    told = []
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:
        until = time.perf_counter() + seconds
        await asyncio.gather(*(user(client, seed, until, told) for seed in range(users)))
    return told


def memory(process):
    """Resident megabytes of a process."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def many(address, count, process):
    """So many questions by eight users; memory at each tenth."""
    marks = []
    rng = random.Random(1)
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        for done in range(0, count, 8):
            await asyncio.gather(*(client.post("/api/ask", json={"question": question(rng)}) for _ in range(8)))
            if done % (count // 10) < 8:
                marks.append(round(memory(process)))
    return marks


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seconds", nargs="?", type=int, default=60)
    parser.add_argument("users", nargs="?", type=int, default=100)
    parser.add_argument("--questions", type=int, default=5_000)
    options = parser.parse_args()
    with server_process(ROOT / ".index") as (address, process):
        told = asyncio.run(crowd(address, options.users, options.seconds))
        times = sorted(seconds for seconds, _ in told)
        wrong = [what for _, what in told if what]
        said = (
            f"{options.users} users, {options.seconds} s: {len(told)} answers, {len(told) / options.seconds:.0f} a second",
            f"p50 {times[len(times) // 2] * 1000:.0f} ms, p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms, longest {times[-1] * 1000:.0f} ms",
            f"errors and mixed-up answers: {len(wrong)} {sorted(set(wrong))}",
            f"memory over {options.questions} questions, MB: {asyncio.run(many(address, options.questions, process))}",
        )
    sys.stdout.write("\n".join(said) + "\n")


if __name__ == "__main__":
    main()
