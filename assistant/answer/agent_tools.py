"""The deterministic tools as LangChain StructuredTools, for people's own agents; with the retriever, all an agent needs.

    from langchain_core.tools import BaseTool
    tools: list[BaseTool] = agent_tools(Reference.load(Path("knowledge")))

Each returns JSON text: facts with statement, value (contract.md), steps and citations. What cannot be is returned as a
tool error whose text says what was wrong, so that an agent can correct itself and its run goes on. Nothing here decides:
the tools of assistant/tools do.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from langchain_core.tools import StructuredTool, ToolException
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.answer.direct import count
from assistant.answer.render import fact_json
from assistant.days import checked
from assistant.errors import AssistantError
from assistant.privacy.shown import faults
from assistant.reference import Reference
from assistant.reference.codes import validate
from assistant.schema import Dollars, Fact, Question, Service
from assistant.tools import deadlines, edits, lookup, payment, thresholds
from assistant.tools.claim import check, claim_of, report_json

Payer = Literal["medicare", "ama", "medicare_advantage", "medicaid", "tricare", "va", "commercial", "workers_comp", "auto", "cash"]
Setting = Literal["practitioner", "outpatient_hospital"]


Day = Annotated[date, BeforeValidator(checked)]
_DOLLARS = 10_000_000
_Count = Annotated[int, Field(ge=-10_000, le=10_000)]  # minutes or units: what a day cannot have is told by the tools


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Day(_Arguments):
    date_of_service: Day | None = Field(default=None, description="today when left out")


class Minutes(_Day):
    """Minutes of one patient's day, by code."""

    minutes: dict[str, _Count] = Field(description="minutes by code, such as {'97110': 33, '97140': 7}", min_length=1)
    assistant_minutes: dict[str, _Count] = Field(default_factory=dict, description="of these, minutes a PTA or OTA gave")
    payer: Payer | None = Field(default=None, description="decides the counting rule; both rules when left out")


class Codes(_Day):
    """One to four codes."""

    codes: list[str] = Field(min_length=1, max_length=4, description="CPT or HCPCS codes, such as ['97530', '97140']")
    setting: Setting | None = None


class Threshold(_Arguments):
    """A calendar year, and dollars where they are known."""

    year: int = Field(ge=1997, le=2100)
    used: Decimal | None = Field(default=None, ge=0, le=_DOLLARS, description="allowed dollars used so far this year")
    charge: Decimal | None = Field(default=None, ge=0, le=_DOLLARS, description="allowed dollars of the next claim")
    discipline: Literal["PT", "OT", "SLP"] | None = None


class Units(_Day):
    """Units by code."""

    units: dict[str, _Count] = Field(description="units by code, such as {'97530': 1, '97110': 2}", min_length=1)


class Start(_Arguments):
    """What is due, and the day it is counted from."""

    what: Literal[
        "certification", "recertification", "delayed-certification", "verbal-order", "plan-transmission", "redetermination",
        "reconsideration", "hearing", "council", "court", "timely-filing",
    ]  # fmt: skip
    counted_from: Day


class ClaimDay(BaseModel):
    """A day's claim as in a claim file: date, payer, setting, discipline, line."""

    model_config = ConfigDict(extra="allow")
    line: list[dict[str, Any]] = Field(description="lines with code, minutes, assistant_minutes, units, modifiers", min_length=1)


_FIELDS = frozenset(name for record in (Minutes, Codes, Threshold, Units, Start, ClaimDay) for name in record.model_fields)


def agent_tools(reference: Reference, *, raising: bool = False) -> list[StructuredTool]:
    """The tools over one reference, in the order of assistant/tools. raising: a ToolException or ValidationError instead of a tool error."""

    def units(minutes: dict[str, int], assistant_minutes: dict[str, int], payer: str | None, date_of_service: date | None) -> Any:
        theirs = {validate(code): given for code, given in assistant_minutes.items()}
        services = tuple(Service(validate(code), given, theirs.get(validate(code), 0)) for code, given in minutes.items())
        return count(services, payer, date_of_service, reference)

    def pairs(codes: list[str], setting: str | None, date_of_service: date | None) -> Any:
        return _told(edits.speak(_about(codes, "pair", date_of_service, setting, reference), reference))

    def limits(codes: list[str], setting: str | None, date_of_service: date | None) -> Any:
        return _told(edits.speak(_about(codes, "limit", date_of_service, setting, reference), reference))

    def codes_(codes: list[str], setting: str | None, date_of_service: date | None) -> Any:
        return _told(lookup.speak(_about(codes, "lookup", date_of_service, setting, reference), reference))

    def kx(year: int, used: Decimal | None, charge: Decimal | None, discipline: str | None) -> Any:
        return _told(thresholds.speak(_spent(year, used, charge, discipline), reference))

    def fees(units: dict[str, int], date_of_service: date | None) -> Any:
        return _told(payment.speak(_priced(units, date_of_service), reference))

    def due(what: str, counted_from: date) -> Any:
        found = deadlines.deadline(what, counted_from, reference)
        return {"what": found.what, "due": found.due, "counted_from": found.counted_from, "steps": found.steps}

    def claim(**day: Any) -> Any:
        return report_json(check(claim_of(day), reference))

    tools = [
        _tool("units", units, Minutes, "Minutes to billable units under Medicare's total-minutes rule and the AMA midpoint rule, with CQ/CO lines where an assistant gave minutes."),
        _tool("ncci_pairs", pairs, Codes, "NCCI procedure-to-procedure edits among two to four codes on a date of service."),
        _tool("daily_limits", limits, Codes, "MUE and per-day unit limits of codes."),
        _tool("kx_threshold", kx, Threshold, "The year's KX and medical-review amounts; whether a claim needs KX."),
        _tool("payment", fees, Units, "Medicare allowed amounts of a day's units with the multiple procedure payment reduction (MPPR)."),
        _tool("deadline", due, Start, "Last day for certification, appeals, timely filing, counted from a date."),
        _tool("codes", codes_, Codes, "What codes are: timed or not, who reports them, therapy status, what replaced them."),
        _tool("check_claim", claim, ClaimDay, "A day's claim lines checked as a whole, with the corrected claim."),
    ]  # fmt: skip
    for tool in tools:
        tool.handle_tool_error = None if raising else _said
        tool.handle_validation_error = None if raising else _faults
    return tools


def _said(error: ToolException) -> str:
    return f"Error: {error}"


def faulty(error: Any) -> str:
    """What was wrong with the arguments, without the values that were given."""
    return "; ".join(faults(error.errors(include_input=False, include_url=False), _FIELDS))[:2_000]


def _faults(error: Any) -> str:
    return f"Error: {faulty(error)}."


def _spent(year: int, used: Decimal | None, charge: Decimal | None, discipline: str | None) -> Question:
    return Question(
        "what is the threshold" + (" with this used so far" if used is not None else ""), date(year, 7, 1), dated=True,
        discipline=discipline, topics=frozenset({"threshold"}), years=(year,),
        spent=tuple(Dollars(amount, charge=claim) for amount, claim in ((used, False), (charge, True)) if amount is not None),
        cues=frozenset({"says.spent"} if used is not None else ()),
    )  # fmt: skip


def _priced(units: dict[str, int], on: date | None) -> Question:
    services = tuple(Service(validate(code), units=given) for code, given in units.items())
    return Question(
        "how much", on or date.today(), dated=on is not None, codes=tuple(s.code for s in services),
        services=services, topics=frozenset({"payment"}),
    )  # fmt: skip


def _about(codes: list[str], topic: str, on: date | None, setting: str | None, reference: Reference) -> Question:
    named = tuple(dict.fromkeys(validate(code) for code in codes))
    known = tuple(code for code in named if code in reference.codes or reference.tables.knows(code))
    return Question(
        f"{' and '.join(named)}: {topic}", on or date.today(), dated=on is not None, setting=setting, codes=known,
        topics=frozenset({topic}), unknown_codes=tuple(code for code in named if code not in known),
    )  # fmt: skip


def _told(facts: tuple[Fact, ...]) -> dict[str, Any]:
    refused = next((fact for fact in facts if fact.reason), None)
    if refused is not None or not facts:
        raise ToolException(refused.statement if refused else "No rule or table of mine answers that.")
    return {"facts": [fact_json(f"F{n}", fact) for n, fact in enumerate(facts, 1)]}


def _tool(name: str, call: Callable[..., Any], arguments: type[BaseModel], description: str) -> StructuredTool:
    def run(**given: Any) -> str:
        try:
            return json.dumps(call(**given), default=str, ensure_ascii=False)
        except AssistantError as error:
            raise ToolException(str(error)) from error

    return StructuredTool.from_function(run, name=name, description=description, args_schema=arguments)
