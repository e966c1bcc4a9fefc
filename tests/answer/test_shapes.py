"""Programs: real answers have the shapes that OpenAPI and MCP promise; as_of as text; tool errors that end no run."""

from datetime import date

import pytest

from assistant.answer.agent_tools import agent_tools
from assistant.answer.direct import count
from assistant.answer.render import answer_json
from assistant.answer.retriever import GuidanceRetriever
from assistant.answer.shapes import BY_TOOL, AnswerShape, CountShape
from assistant.days import day_of
from assistant.errors import BadInput, UnknownCode
from assistant.schema import Service

ASKED = (
    "Medicare: 33 minutes of 97110 and 7 of 97140. Units?",
    "When does KX go on a claim?",
    "Which exercises for a rotator cuff tear?",
    "97110 20 min, 97140 15 min by the PTA, commercial",
    "modifier",
    "What is 97010 and does Medicare pay it? And how often is a progress report due?",
)


@pytest.mark.parametrize("asked", ASKED)
def test_an_answer_has_the_shape_that_is_promised(assistant, asked):
    """Every field declared is there with its type; answered, declined and asked back alike."""
    said = answer_json(assistant.ask(asked))
    AnswerShape.model_validate(said, strict=True)
    assert {field.alias or name for name, field in AnswerShape.model_fields.items()} - {"units_alternatives", "units_lines", "modifiers"} <= set(said)


def test_a_count_has_the_shape_that_is_promised(reference):
    """As /api/units and the tool give it."""
    counted = count((Service("97110", 36, 23),), "medicare", "2023-03-01", reference)
    shape = CountShape.model_validate(counted, strict=True)
    assert {field.alias or name for name, field in CountShape.model_fields.items()} <= set(counted)
    assert shape.units["medicare"] == {"97110": 2}


def test_a_count_without_minutes(reference):
    """An untimed code is one unit, a timed one is asked for its minutes, an unknown one named: never an empty count."""
    assert count((Service("97161"),), "medicare", "2026-03-01", reference)["units"] == {"medicare": {"97161": 1}}
    with pytest.raises(BadInput, match="97110: give its minutes"):
        count((Service("97161"), Service("97110")), None, None, reference)
    with pytest.raises(UnknownCode, match="00000"):
        count((Service("00000"),), None, None, reference)


def test_every_tool_says_what_it_returns(reference):
    """A name more needs its shape."""
    assert set(BY_TOOL) == {"ask", *(tool.name for tool in agent_tools(reference))}


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [("units", {"minutes": {"97110": -5}}, "-5"), ("units", {"minutes": {"97110": "many"}}, "minutes.97110"), ("codes", {"codes": ["97999"]}, "97999")],
)
def test_what_cannot_be_is_a_tool_error_and_ends_no_run(reference, name, arguments, says):
    """As an agent calls it: a message with status error, none raised; what was given is not repeated where it has not the form."""
    tool = next(one for one in agent_tools(reference) if one.name == name)
    message = tool.invoke({"name": name, "args": arguments, "id": "1", "type": "tool_call"})
    assert message.status == "error"
    assert message.content.startswith("Error: ")
    assert says in message.content
    assert "many" not in message.content


@pytest.mark.parametrize("day", ["2025-03-01", date(2025, 3, 1)])
def test_a_day_may_be_text_everywhere(assistant, reference, day):
    """ask, the chain, the count and the retriever; another text is told."""
    assert assistant.ask("KX amount?", as_of=day).question.as_of == date(2025, 3, 1)
    assert assistant.chain.invoke({"question": "KX amount?", "as_of": day}).question.as_of == date(2025, 3, 1)
    assert count((Service("97110", 23),), None, day, reference)["as_of"] == "2025-03-01"
    assert GuidanceRetriever(assistant=assistant, as_of=day).invoke("What is the KX amount?")
    with pytest.raises(BadInput, match="as_of: .* is not a day; write it as 2026-11-23"):
        assistant.ask("KX amount?", as_of="soon")


NO_DAYS = ("2025-13-40", "2026-02-30", "March", "97110", "1/2", "3/1/2025", "2025-03-01; drop", " 2026-01-01", "2026-01-01 ", "2026-1-1", "20260101", "2026-W01-1", "2026-001", "1000-01-01", "1965-12-31", "2101-01-01", "0001-01-01",
           "2026-01-01T00:00:00", "\uff12026-01-01", "\u0662\u0660\u0662\u0666-01-01", "2026-01-01\n", 0, 1767225600, 2026.5, True, [], date(1000, 1, 1), date(9999, 12, 31))  # fmt: skip


def test_what_is_no_date_is_told():
    """Never another day, never an exception of Python's own."""
    assert day_of("") is None
    for said in NO_DAYS:
        with pytest.raises(BadInput, match="^as_of: .* write it as 2026-11-23"):
            day_of(said)
