"""A treatment note in parts, and what is wrong with it: the same rules judge it that answer questions.

Pub. 100-02 ch. 15 §220.1.2-3 (plan, certification) and §220.3.E (treatment note), 42 CFR 424.24(c)(5) (the exception of
2025), Pub. 100-04 ch. 5 §20.2 (units). That reviewers look for deficit, skilled cues and response is field guidance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.errors import NotInForce
from assistant.practice.shelf import Treatment
from assistant.reference import Reference
from assistant.schema import Service
from assistant.tools.counting.verdict import over
from assistant.tools.deadlines import deadline
from assistant.tools.units import count

TIMELY = 30  # days from the first treatment (Pub. 100-02 ch. 15 §220.1.3)
FAULTS = {
    "deficit": "No deficit is named",
    "cues": "No skilled part is shown",
    "response": "No response is written",
    "goal": "Goal cannot be measured",
    "totals": "Totals of minutes missing",
    "units": "Units exceed the minutes",
    "copied": "Text of last visit copied",
    "plan": "Plan not certified so far",
    "signature": "Note has not been signed",
}
RULES = {
    "deficit": ("each service must answer a deficit; without one nobody can see why it was needed", "record-necessity#what-makes-therapy-skilled"),
    "cues": ("the note must show what a therapist's skill added", "record-necessity#what-makes-therapy-skilled"),
    "response": ("reviewers look for the response; 'tolerated well' says nothing", "record-treatment-notes#is-patient-tolerated-treatment-well-enough-and-must-the-response-be-noted-each-visit"),
    "goal": ("a goal needs a measure, so that progress toward it can be told", "record-plan-of-care#what-must-a-plan-of-care-contain"),
    "totals": ("timed-code minutes and total treatment minutes must both stand in the note", "record-treatment-notes#what-must-a-daily-treatment-note-contain"),
    "units": ("units billed must fit the total of timed minutes, and an untimed code is one unit", "eight-minute-rule#which-code-gets-the-extra-unit-when-minutes-are-left-over"),
    "copied": ("a note tells of its own day; copied text tells nothing", "record-treatment-notes#are-copied-forward-or-cloned-notes-a-problem"),
    "plan": ("30 days after the first treatment the plan has no signature, nor a signed order on file beside a plan sent in time", "record-certification#when-must-the-initial-plan-of-care-be-certified"),
    "signature": ("whoever treated signs with credentials", "record-treatment-notes#what-must-a-daily-treatment-note-contain"),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A note of one visit. first: first treatment day. signed, sent: days of the physician's signature and of sending the plan; ordered: a signed order is on file.

    services: what is written of each, with its minutes and units billed. totals: stand in the note. author: signed it.
    """

    on: date
    first: date
    signed: date | None
    sent: date | None
    ordered: bool
    services: tuple[Written, ...]
    totals: bool
    author: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A service as it is written. Empty parts are left out of the note."""

    treatment: Treatment
    minutes: int
    units: int
    deficit: str
    cues: str
    response: str
    before: str
    goal: str


def faults(chart: Chart, reference: Reference) -> frozenset[str]:
    """Names of FAULTS that the note has."""
    return frozenset(_written(chart)) | frozenset(_formal(chart, reference))


def _written(chart: Chart) -> Iterator[str]:
    """Of what is written of the services."""
    for one in chart.services:
        yield from (name for name in ("deficit", "cues", "response") if not getattr(one, name))
        if not any(sign.isdigit() for sign in one.goal):
            yield "goal"
        if one.response and one.before == one.response:
            yield "copied"


def _formal(chart: Chart, reference: Reference) -> Iterator[str]:
    """Of minutes, units, plan and signature."""
    services = [Service(one.treatment.code, one.minutes, units=one.units) for one in chart.services]
    if over(count(services, "medicare", chart.on, reference)):
        yield "units"
    if not chart.totals:
        yield "totals"
    if not chart.author:
        yield "signature"
    if not _certified(chart, reference):
        yield "plan"


def _certified(chart: Chart, reference: Reference) -> bool:
    """Signed in time or with a short delay, or not due yet, or excused by an order on file and a plan sent in time."""
    due = deadline("certification", chart.first, reference).due
    if chart.signed is not None:  # late, yet within the delay that needs no reason, is certified
        return chart.signed <= deadline("delayed-certification", due, reference).due
    if chart.on <= due:
        return True
    try:
        sent_by = deadline("plan-transmission", chart.first, reference).due
    except NotInForce:
        return False
    return chart.ordered and chart.sent is not None and chart.sent <= sent_by


def certified(chart: Chart) -> str:
    """Why the plan stands: signed in time, or late yet excused, or by the exception of 2025."""
    if chart.signed is None:
        return "a signed order is on file and the plan was sent within 30 days: no signature is needed at first"
    when = f"signed on {_us(chart.signed)}, {(chart.signed - chart.first).days} days after the first treatment"
    return f"{when}: late, and a delay of up to 30 days needs no reason" if late(chart) else f"{when}, within 30"


def late(chart: Chart) -> bool:
    """Was the plan signed after its day?"""
    return chart.signed is not None and (chart.signed - chart.first).days > TIMELY


def has(name: str, chart: Chart) -> str:
    """What a note without this fault has in its place, in its own words."""
    if name == "plan":
        return f"the plan is certified: {certified(chart)}"
    each = [_part(name, one) for one in chart.services]
    return {
        "totals": "both totals stand in it",
        "signature": f"the {chart.services[0].treatment.of} signed it on the day",
        "copied": "no response is that of the visit before",
    }.get(name) or "; ".join(each)


def _part(name: str, one: Written) -> str:
    """Of one service: the words that stand there."""
    code = one.treatment.code
    said = {"deficit": f"names {one.deficit}", "cues": f"shows {one.cues}", "response": f"has the response {one.response}", "goal": f"measures its goal: {one.goal}", "units": f"× {one.units} fits {one.minutes} minutes"}
    return f"{code} {said.get(name, '')}"


def lines(chart: Chart) -> tuple[str, ...]:
    """The note as it is read."""
    of = chart.services[0].treatment.of
    found = [f"{of} treatment note of {_us(chart.on)}, Medicare Part B, patient {chart.services[0].treatment.patient}.", _plan(chart, of)]
    for one in chart.services:
        found += [text for text in _of(one) if text]
    whole = sum(one.minutes for one in chart.services)
    timed = 0 if of == "SLP" else whole  # what SLPs are written up with is untimed
    found.append(f"Timed-code minutes: {timed}. Total treatment minutes: {whole}." if chart.totals else "Session as scheduled.")
    found.append("Billed: " + ", ".join(f"{one.treatment.code} × {one.units}" for one in chart.services) + ".")
    found.append(f"Signed: {of}, {_us(chart.on)}." if chart.author else "Signed: (blank).")
    return tuple(found)


def _of(one: Written) -> tuple[str, ...]:
    return (
        f"Goal: {one.goal}.",
        f"Deficit: {one.deficit}." if one.deficit else "",
        f"{one.treatment.code}, {one.minutes} minutes: {one.treatment.work}{f'; {one.cues}' if one.cues else ''}.",
        f"Response: {one.response}." if one.response else "Tolerated treatment well.",
        f"From the note of the visit before: response: {one.before}.",
    )


def _plan(chart: Chart, of: str) -> str:
    first = f"{of} plan of care, first treatment {_us(chart.first)}"
    if chart.signed:
        return f"{first}: signed by the physician on {_us(chart.signed)}."
    order = "a signed and dated order for it is on file" if chart.ordered else "no order or referral is on file"
    sent = f"sent to the physician on {_us(chart.sent)}" if chart.sent else "not sent yet"
    return f"{first}: {sent}, not signed; {order}."


def _us(day: date) -> str:
    return f"{day:%m/%d/%Y}"
