"""The MCP server, driven as its own process by the client of the MCP library."""

import json
import os
import sys
from contextlib import asynccontextmanager

import anyio
import pytest

from tests.conftest import KNOWLEDGE, ROOT

pytest.importorskip("mcp")
from mcp import ClientSession, StdioServerParameters, stdio_client

TOOLS = {"ask", "units", "ncci_pairs", "daily_limits", "kx_threshold", "payment", "deadline", "codes", "check_claim"}


@pytest.fixture
def talk(index_folder):
    """Runs an async function with a session of a fresh server process."""
    env = {**os.environ, "ASSISTANT_INDEX": str(index_folder), "ASSISTANT_KNOWLEDGE": str(KNOWLEDGE), "OTEL_SDK_DISABLED": "true"}
    process = StdioServerParameters(command=sys.executable, args=["-m", "assistant", "mcp"], env=env, cwd=str(ROOT))

    @asynccontextmanager
    async def session():
        async with stdio_client(process) as (read, write), ClientSession(read, write) as client:
            await client.initialize()
            yield client

    def run(script):
        async def main():
            with anyio.fail_after(60):
                async with session() as client:
                    return await script(client)

        return anyio.run(main)

    return run


def told(result):
    """The text of a result."""
    return "".join(block.text for block in result.content)


def test_ask_count_and_check_through_the_client(talk):
    """Listed with schemas; a question, a count and a claim come back right and cited."""

    async def script(client):
        listed = await client.list_tools()
        assert {tool.name for tool in listed.tools} == TOOLS
        assert all(tool.input_schema["type"] == "object" for tool in listed.tools)
        answer = json.loads(told(await client.call_tool("ask", {"question": "Medicare: 33 minutes of 97110 and 7 of 97140. Units?"})))
        assert answer["units"] == {"medicare": {"97110": 2, "97140": 1}}
        assert answer["passages"] or answer["facts"]
        declined = json.loads(told(await client.call_tool("ask", {"question": "Which exercises for a rotator cuff tear?"})))
        assert declined["outcome"] == "declined"
        counted = json.loads(told(await client.call_tool("units", {"minutes": {"97110": 33, "97140": 7}, "payer": "ama"})))
        assert counted["units"] == {"ama": {"97110": 2, "97140": 0}}
        line = [{"code": "97150", "minutes": 30, "units": 2, "modifiers": ["GP"]}]
        checked = json.loads(told(await client.call_tool("check_claim", {"date": "2026-03-02", "payer": "medicare", "discipline": "PT", "line": line})))
        assert checked["corrected"][0]["units"] == 1

    talk(script)


def test_what_cannot_be_is_an_error_with_its_reason(talk):
    """A bad argument, an unknown code, an unknown tool: told, and the server goes on."""

    async def script(client):
        for name, arguments, holds in (
            ("units", {"minutes": {"97110": "many"}}, "minutes"),
            ("units", {"minutes": {"99999": 20}}, "99999"),
            ("ask", {"question": ""}, "question"),
            ("ask", {"question": "x", "surprise": 1}, "surprise"),
            ("nothing", {}, "no tool"),
        ):
            result = await client.call_tool(name, arguments)
            assert result.is_error, name
            assert holds in told(result)
        assert not (await client.call_tool("codes", {"codes": ["97112"]})).is_error

    talk(script)
