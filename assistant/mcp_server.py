"""The assistant as an MCP server on standard input and output, so that desktop assistants can ask, count and check.

`ask` answers a question whole; the other tools are those of answer/agent_tools.py with the same typed arguments.
What cannot be is returned as a tool error whose text says what was wrong. Nothing is written to standard output but
the protocol, and nothing of a question is logged.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from io import TextIOWrapper
from typing import Annotated, Any

import anyio
import anyio.to_thread
from langchain_core.tools import StructuredTool, ToolException
from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ErrorData,
    JSONRPCError,
    JSONRPCNotification,
    ListToolsResult,
    TextContent,
    Tool,
    jsonrpc_message_adapter,
)
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant import __version__
from assistant.answer.agent_tools import Day, Payer, Setting, agent_tools, faulty
from assistant.answer.chain import Assistant
from assistant.answer.render import answer_json
from assistant.answer.shapes import BY_TOOL

INSTRUCTIONS = (
    "Outpatient therapy (PT, OT, SLP) coding and billing: CPT units, modifiers, NCCI edits, thresholds, notes, denials. "
    "Use the answers as they are, with their citations and dates; a declined answer means that guidance is silent. "
    "Send no patient details."
)


LONGEST = 2_000  # characters of a question
UNREAD = "This call cannot be read: send JSON in UTF-8, whole characters (no half of a pair such as \\ud800), numbers of a few figures."
_UNREAD = "(unread)"
_KEY = re.compile(r'"id"\s{0,9}:')
_ID = re.compile(r'"id"\s{0,9}:\s{0,9}(-?(?:0|[1-9]\d{0,17})(?![\w.+-])|"[^"\\\x00-\x1f]{1,100}")', re.ASCII)
_NO_JSON = (-32700, "Parse error: send one JSON object a line, in UTF-8.")
_NO_CALL = (-32600, "Invalid request: an object of JSON-RPC 2.0 is wanted, whose id is a text or a whole number of a few figures.")


class Ask(BaseModel):
    """A question, and earlier questions of the same conversation."""

    model_config = ConfigDict(extra="forbid")
    question: str = Field(description="as a coder would type it", min_length=1, max_length=LONGEST)
    history: list[Annotated[str, Field(max_length=LONGEST)]] = Field(default_factory=list, description="earlier questions, oldest first", max_length=20)
    payer: Payer | None = None
    setting: Setting | None = None
    as_of: Day | None = Field(default=None, description="date of service; today when left out")


def server(assistant: Assistant) -> Server[Any]:
    """The MCP server over an opened assistant; nothing listens yet."""
    def tools() -> dict[str, StructuredTool]:
        return {tool.name: tool for tool in (_ask(assistant), *agent_tools(assistant.reference, raising=True))}

    listed = [Tool(name=t.name, description=t.description, input_schema=t.args_schema.model_json_schema(), output_schema=BY_TOOL[t.name].model_json_schema(by_alias=True)) for t in tools().values()]  # type: ignore[union-attr]

    async def on_list(_: Any, __: Any) -> ListToolsResult:
        return ListToolsResult(tools=listed)

    async def on_call(_: Any, called: CallToolRequestParams) -> CallToolResult:
        known = tools()
        tool = known.get(called.name)
        if tool is None:
            return _said(UNREAD if called.name == _UNREAD else f"There is no tool of that name; there are {', '.join(known)}.", wrong=True)
        return await anyio.to_thread.run_sync(_call, tool, called.arguments or {})

    return Server("rehab-coding", version=__version__, instructions=INSTRUCTIONS, on_list_tools=on_list, on_call_tool=on_call)


def serve(assistant: Assistant) -> None:
    """Serve standard input and output until the client leaves."""

    async def run() -> None:
        serving = server(assistant)
        lines = _Lines()
        async with stdio_server(lines) as (read, write):  # type: ignore[arg-type] # it is only iterated over
            lines.answer = write.send
            await serving.run(read, write, serving.create_initialization_options())

    anyio.run(run)


class _Lines:
    """The lines of standard input; one that the library would drop unanswered is answered by what is wrong, under its id where it has one."""

    answer: Callable[[SessionMessage], Awaitable[None]]

    async def __aiter__(self) -> AsyncIterator[str]:
        stdin = TextIOWrapper(os.fdopen(os.dup(0), "rb"), encoding="utf-8", errors="replace")
        async for line in anyio.wrap_file(stdin):
            if not line.strip():
                continue
            read = readable(line)
            if isinstance(read, str):
                yield read
            else:
                await self.answer(SessionMessage(read))


def readable(line: str) -> str | JSONRPCError:
    r"""The message of a line, or where none can be read in it, half characters and numbers without end among them, one in its place that is answered under its id.

    What is no JSON object, or more than one, or has no id that can be said again, is an error under no id, as JSON-RPC wants it.

    >>> readable('{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": "\ud800"}}}')
    '{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "(unread)"}}'
    >>> [readable(line).error.code for line in ('units?', '{"id": 1}{"id": 1}', '[]', f'{{"id": {"9" * 6000}}}')]
    [-32700, -32700, -32600, -32600]
    """
    try:
        message = jsonrpc_message_adapter.validate_json(line, by_name=False)
        if not isinstance(message, JSONRPCNotification) or "id" not in json.loads(line):
            return line
    except (ValueError, RecursionError):
        pass
    return _in_its_place(line)


def _in_its_place(line: str) -> str | JSONRPCError:
    wrong, one = _NO_CALL, line.lstrip().startswith("{")
    try:
        json.loads(line)
    except json.JSONDecodeError as error:
        wrong, one = _NO_JSON, one and error.msg != "Extra data"
    except (ValueError, RecursionError):  # figures or nests without end
        pass
    ids = _ID.findall(line)
    if one and len(set(ids)) == 1 and len(ids) == len(_KEY.findall(line)):
        called = '"method": "tools/call", "params": {"name": "(unread)"}' if '"tools/call"' in line else '"method": "(unread)"'
        return f'{{"jsonrpc": "2.0", "id": {ids[0]}, {called}}}'
    return JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=wrong[0], message=wrong[1]))


def _ask(assistant: Assistant) -> StructuredTool:
    def ask(question: str, history: list[str], payer: str | None, setting: str | None, as_of: date | None) -> str:
        answer = assistant.ask(question, history, payer=payer, setting=setting, as_of=as_of)
        return json.dumps({"markdown": answer.markdown, **answer_json(answer)}, ensure_ascii=False)

    return StructuredTool.from_function(ask, name="ask", description="Answer a coding or billing question, checked and cited; or decline.", args_schema=Ask)


def _call(tool: StructuredTool, arguments: dict[str, Any]) -> CallToolResult:
    try:
        text = tool.invoke(arguments)
        return _said(text, structured=json.loads(text) if tool.name in BY_TOOL else None)
    except ToolException as error:
        return _said(str(error), wrong=True)
    except ValidationError as error:
        return _said(f"{tool.name}: {faulty(error)}.", wrong=True)
    except Exception as error:  # noqa: BLE001 - the library would print it whole, with what was given
        return _said(f"{tool.name}: failed ({type(error).__name__}).", wrong=True)


def _said(text: str, *, wrong: bool = False, structured: dict[str, Any] | None = None) -> CallToolResult:
    """A result as text, and as the JSON object that its output schema describes."""
    whole = text.encode("utf-8", "replace").decode()  # half a character would let the answer be lost on its way out
    return CallToolResult(content=[TextContent(type="text", text=whole)], is_error=wrong, structured_content=structured)
