"""The MCP server, driven as its own process by the client of the MCP library."""

import json
import os
import subprocess
import sys
import threading
from contextlib import asynccontextmanager
from datetime import date

import anyio
import pytest

from tests.answer.test_shapes import NO_DAYS
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
    async def session(errlog):
        async with stdio_client(process, errlog=errlog) as (read, write), ClientSession(read, write) as client:
            await client.initialize()
            yield client

    def run(script, errlog=sys.stderr):
        async def main():
            with anyio.fail_after(180):
                async with session(errlog) as client:
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
        asked = await client.call_tool("ask", {"question": "When does KX go on a claim?"})  # the client holds it against the output schema
        assert asked.structured_content == json.loads(told(asked))
        assert all(tool.output_schema["type"] == "object" for tool in listed.tools)
        for name, arguments in (("deadline", {"what": "timely-filing", "counted_from": "2024-02-29"}), ("kx_threshold", {"year": 2025}), ("codes", {"codes": ["97112"]})):
            assert (await client.call_tool(name, arguments)).structured_content
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
            assert result.structured_content is None
            assert holds in told(result)
        assert not (await client.call_tool("codes", {"codes": ["97112"]})).is_error

    talk(script)


HUGE = 10**300
HOSTILE = (
    ("payment", {"units": {"97110": HUGE}}, "units"),
    ("payment", {"units": {"97110": 10**9}}, "units"),
    ("units", {"minutes": {"97110": HUGE}}, "minutes"),
    ("units", {"minutes": {"97110": -1}}, "minutes"),
    ("kx_threshold", {"year": -1}, "year"),
    ("kx_threshold", {"year": 97110}, "year"),
    ("kx_threshold", {"year": 2026, "used": HUGE}, "used"),
    ("ask", {"question": "x", "history": ["97110, " * 1000]}, "history"),
    ("check_claim", {"line": ["zanzibar"] * 5000}, "line"),
    ("check_claim", {"line": [{"code": "97110", "minutes": HUGE}]}, "minutes"),
    ("zanzibar" * 1000, {}, "no tool"),
)


def test_hostile_arguments_are_errors_and_leave_no_trace(talk, tmp_path):
    """Numbers beyond all days, years that are none, texts too long, half characters: each answered at once; standard error holds no word of them."""

    async def script(client):
        for name, arguments, holds in HOSTILE:
            with anyio.fail_after(20):
                result = await client.call_tool(name, arguments)
            assert result.is_error, name
            assert holds in told(result)
            assert len(told(result)) < 3000, name
        with anyio.fail_after(20):
            assert told(await client.call_tool("ask", {"question": "zanzibar \x00\x1b[2J"}))

    with (tmp_path / "err").open("w") as file:
        talk(script, file)
    said = (tmp_path / "err").read_text()
    assert "zanzibar" not in said
    assert "Traceback" not in said


def test_half_a_character_can_be_sent():
    """What cannot be written as UTF-8 is written as a question mark: the answer would be lost on its way out otherwise."""
    from assistant.mcp_server import _said

    assert told(_said("97110 \ud800")) == "97110 ?"


DETAILS = ("Jane Roe, DOB 3/14/1941", "1EG4-TE5-MK72", "zorblat quenby " * 100)
PLACES = (
    ("ask", lambda said: {"question": "units?", said: 1}),
    ("ask", lambda said: {"question": "units?", "payer": said}),
    ("ask", lambda said: {"question": "units?", "as_of": said}),
    ("units", lambda said: {"minutes": {said: 20}}),
    ("units", lambda said: {"minutes": {said: "many"}}),
    ("codes", lambda said: {"codes": [said]}),
    ("deadline", lambda said: {"what": said, "counted_from": "2026-01-01"}),
    ("deadline", lambda said: {"what": "certification", "counted_from": said}),
    ("check_claim", lambda said: {"line": [{"code": said}]}),
    ("check_claim", lambda said: {"date": said, "line": [{"code": "97110"}]}),
)


def test_a_wrong_value_is_not_repeated(talk):
    """Patient details and long texts in the places of the tools' arguments: an error that says nothing of them; so are names of tools."""

    async def script(client):
        for said in DETAILS:
            for name, make in PLACES:
                result = await client.call_tool(name, make(said))
                assert result.is_error, (name, said)
                assert not [piece for piece in ("Jane", "Roe", "1941", "1EG4", "zorblat") if piece.lower() in told(result).lower()], told(result)
            assert "ane" not in told(await client.call_tool(said, {})).replace("there are", "")

    talk(script)


def test_a_day_has_one_form(talk):
    """Any other text, number or year is an error that says how to write it."""

    async def script(client):
        for said in (one.isoformat() if isinstance(one, date) else one for one in NO_DAYS):
            for name, arguments in (("ask", {"question": "units?", "as_of": said}), ("units", {"minutes": {"97110": 23}, "date_of_service": said}), ("check_claim", {"date": said, "line": [{"code": "97110", "minutes": 23}]})):
                result = await client.call_tool(name, arguments)
                assert result.is_error, (name, said)
                assert "2026-11-23" in told(result)

    talk(script)


UNREADABLE = (
    rb'{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"ask","arguments":{"question":"97110 \ud800 zanzibar?"}}}',
    rb'{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"codes","arguments":{"codes":["97110\udc00"]}}}',
    rb'{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"\ud800","arguments":{}}}',
    rb'{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"check_claim","arguments":{"line":[{"\ud800":1}]}}}',
    b'{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"units","arguments":{"minutes":{"97110":' + b"9" * 6000 + b"}}}}",
    b'{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"ask","arguments":' + b"[" * 5000 + b"]" * 5000 + b"}}",
    b'{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"ask","arguments":{"question":"units?"}}',
    rb'{"jsonrpc":"2.0","id":%d,"method":"resources/read","params":{"uri":"\ud800"}}',
    rb'{"jsonrpc":"2.0","id":%d,"method":"prompts/get","params":{"name":"\ud800"}}',
)


def replies(index_folder, raws):
    """What a server process answers to lines of bytes, until a last whole call under 99 is answered: id → answers, in order."""
    env = {**os.environ, "ASSISTANT_INDEX": str(index_folder), "ASSISTANT_KNOWLEDGE": str(KNOWLEDGE)}
    start = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}}
    whole = b'{"jsonrpc":"2.0","id":99,"method":"tools/call","params":{"name":"codes","arguments":{"codes":["97110"]}}}'
    lines = [json.dumps(start).encode(), b'{"jsonrpc":"2.0","method":"notifications/initialized"}', *raws, whole]
    with subprocess.Popen([sys.executable, "-m", "assistant", "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, cwd=ROOT) as running:
        late = threading.Timer(120, running.kill)
        late.start()
        running.stdin.write(b"\n".join(lines) + b"\n")
        running.stdin.flush()
        said = {}
        while 99 not in said:
            answer = json.loads(running.stdout.readline())
            said.setdefault(answer["id"], []).append(answer)
        late.cancel()
        running.stdin.close()
    return said


def test_what_cannot_be_read_is_answered(index_folder):
    """Half characters, numbers without end, nests, halves of messages: each answered at once under its id, and the server goes on."""
    told_ = replies(index_folder, [raw % number for number, raw in enumerate(UNREADABLE, 1)])
    assert set(told_) == {0, 99, *range(1, len(UNREADABLE) + 1)}
    said = {key: answers[0] for key, answers in told_.items()}
    for number, raw in enumerate(UNREADABLE, 1):
        assert "zanzibar" not in json.dumps(said[number])
        if b"tools/call" in raw:
            assert said[number]["result"]["isError"]
            assert "whole characters" in said[number]["result"]["content"][0]["text"]
        else:
            assert said[number]["error"]["message"] == "Method not found"


LIST = b'{"jsonrpc":"2.0","id":%s,"method":"tools/list"}'
NOT_ONE_MESSAGE = (
    (LIST % b"5" + LIST % b"6", -32700),
    (LIST % b"5" + b" " + LIST % b"5", -32700),
    (b"no message", -32700),
    (b'say {"id":5}', -32700),
    (b'{"jsonrpc":"2.0","method":', -32700),
    (b"\xff\xfe\x00", -32700),
    (LIST % b"007", -32700),
    (b"[" + LIST % b"5" + b"]", -32600),
    (b"42", -32600),
    (b"{}", -32600),
    (LIST % (b"9" * 6000), -32600),
    (LIST % (b"-" + b"9" * 6000), -32600),
    (LIST % b"1.5", -32600),
    (LIST % b"1e5", -32600),
    (LIST % b"{}", -32600),
    (LIST % b"null", -32600),
    (b'{"jsonrpc":"2.0","id":' + b"9" * 6000 + b',"method":"tools/call","params":{"name":"ask","arguments":{"id":5}}}', -32600),
)


def test_what_is_no_message_is_answered_under_no_id(index_folder):
    """Two messages on a line, no JSON, an id that cannot be said again: an error of JSON-RPC with id null, one each, in order; blank lines are none."""
    said = replies(index_folder, [b"", *(raw for raw, _ in NOT_ONE_MESSAGE), b"  ", b'{"jsonrpc":"2.0","id":7,"method":"ping"}'])
    assert set(said) == {0, 7, 99, None}
    assert [answer["error"]["code"] for answer in said[None]] == [code for _, code in NOT_ONE_MESSAGE]
    assert "9999" not in json.dumps(said[None])


def test_an_unforeseen_failure_is_named_by_its_kind():
    """The tool breaks: an error without its message."""
    from langchain_core.tools import StructuredTool

    from assistant.mcp_server import _call

    def breaks() -> str:
        """Break."""
        raise RuntimeError("zanzibar")

    result = _call(StructuredTool.from_function(breaks), {})
    assert result.is_error
    assert told(result) == "breaks: failed (RuntimeError)."
