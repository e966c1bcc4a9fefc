"""The tools as LangChain StructuredTools: typed arguments in, facts with citations out, errors an agent can read."""

import json

import pytest
from langchain_core.tools import ToolException
from pydantic import ValidationError

from assistant.answer.agent_tools import agent_tools


@pytest.fixture(scope="module")
def tools(reference):
    """By name."""
    return {tool.name: tool for tool in agent_tools(reference, raising=True)}


def call(tools, name, **arguments):
    """The JSON a tool answers."""
    return json.loads(tools[name].invoke(arguments))


def test_units_of_cms_example_3(tools):
    """Both rules, and the manual's place."""
    told = call(tools, "units", minutes={"97110": 33, "97140": 7})
    assert told["units"] == {"medicare": {"97110": 2, "97140": 1}, "ama": {"97110": 2, "97140": 0}}
    assert told["facts"][0]["citations"][0]["locator"] == "§20.2.C"


def test_units_with_an_assistant(tools):
    """97110: PTA 23, PT 13 is one unit with CQ and one without (2022 on)."""
    told = call(tools, "units", minutes={"97110": 36}, assistant_minutes={"97110": 23}, payer="medicare", date_of_service="2023-03-01")
    assert told["units_lines"] == [
        {"code": "97110", "units": 1, "modifiers": ["GP", "CQ"]},
        {"code": "97110", "units": 1, "modifiers": ["GP"]},
    ]


@pytest.mark.parametrize(
    ("name", "arguments", "key", "value"),
    [
        ("ncci_pairs", {"codes": ["97140", "97124"], "setting": "practitioner"}, "modifier_indicator", "0"),
        ("ncci_pairs", {"codes": ["97530", "97116"]}, "active", False),
        ("ncci_pairs", {"codes": ["97110"]}, "count", 12),  # one code: its partners
        ("daily_limits", {"codes": ["97110"], "setting": "outpatient_hospital"}, "mue", 8),
        ("kx_threshold", {"year": 2025}, "pt_slp", "2410"),
        ("payment", {"units": {"97530": 1, "97110": 1, "97140": 1}, "date_of_service": "2025-06-01"}, "total", "77.14"),
        ("codes", {"codes": ["97112"]}, "minutes_per_unit", 15),
    ],
)
def test_each_tool_tells_its_fact(tools, name, arguments, key, value):
    """The value of contract.md, and at least one citation."""
    first = call(tools, name, **arguments)["facts"][0]
    assert first["value"][key] == value
    assert first["citations"]


def test_kx_with_dollars(tools):
    """$2,450 and $100 pass the 2026 amount."""
    told = call(tools, "kx_threshold", year=2026, used="2450", charge="100", discipline="PT")
    assert told["facts"][0]["statement"].startswith("KX is needed on this claim: $2,450 and $100 make $2,550")


def test_a_deadline_over_a_leap_year(tools):
    """90 days from December 1, 2027, the first day counted."""
    assert call(tools, "deadline", what="timely-filing", counted_from="2024-02-29")["due"] == "2025-02-28"


def test_a_claim_is_corrected(tools):
    """36 minutes by both are two lines; the corrected claim is given."""
    line = {"code": "97110", "minutes": 36, "assistant_minutes": 23, "units": 3, "modifiers": ["GP"]}
    told = call(tools, "check_claim", date="2023-03-01", payer="medicare", discipline="PT", line=[line])
    assert [(one["units"], one["modifiers"]) for one in told["corrected"]] == [(1, ["GP", "CQ"]), (1, ["GP"])]


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("units", {"minutes": {"97110": -5}}, "-5"),
        ("units", {"minutes": {"97110": 1441}}, "1441"),
        ("units", {"minutes": {"97555": 10}}, "97555"),
        ("kx_threshold", {"year": 2027}, "2027"),
        ("payment", {"units": {"97110": 1}, "date_of_service": "2027-01-05"}, "2027"),
        ("codes", {"codes": ["97999"]}, "97999"),
    ],
)
def test_what_cannot_be_is_said(tools, name, arguments, says):
    """The error names what was wrong; nothing is made up."""
    with pytest.raises(ToolException, match=says):
        tools[name].invoke(arguments)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("units", {"minutes": {}}),
        ("units", {"minutes": {"97110": "many"}}),
        ("units", {"minutes": {"97110": 8}, "payer": "blue"}),
        ("deadline", {"what": "lunch", "counted_from": "2026-01-01"}),
        ("deadline", {"what": "certification", "counted_from": "soon"}),
        ("kx_threshold", {"year": 2026, "used": -1}),
        ("codes", {"codes": ["97110", "97112", "97116", "97140", "97530"]}),
    ],
)
def test_arguments_are_typed(tools, name, arguments):
    """Pydantic refuses what has not the form."""
    with pytest.raises(ValidationError):
        tools[name].invoke(arguments)
