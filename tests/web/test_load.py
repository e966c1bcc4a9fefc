"""Many users at once, and thousands of questions: a short run of tests/web/load.py, whose long one is run by hand."""

import asyncio

import pytest

from tests.web import load
from tests.web.served import server_process

USERS, SECONDS, QUESTIONS, GROWTH = 100, 10, 800, 16  # GROWTH: megabytes


@pytest.mark.slow
def test_a_hundred_users_at_once_and_memory_stays_flat(index_folder):
    """No error, no answer to somebody else's question; the second half of the questions needs no more memory than the first."""
    with server_process(index_folder) as (address, process):
        told = asyncio.run(load.crowd(address, USERS, SECONDS))
        memory = asyncio.run(load.many(address, QUESTIONS, process))
    assert len(told) >= USERS
    assert [wrong for _, wrong in told if wrong] == []
    assert max(memory[5:]) <= max(memory[:5]) + GROWTH
