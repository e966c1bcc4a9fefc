"""The records of a claim check: what was submitted, what was found, what it should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.schema import Citation

PLANS = ("GP", "GO", "GN")
MARKS = ("CQ", "CO")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One line. assistant: minutes of a PTA or OTA among `minutes`; None: not said. units None: to be worked out.

    numbers: lines of the submitted claim it stands for (1 is the first).
    """

    code: str
    minutes: int | None = None
    assistant: int | None = None
    units: int | None = None
    modifiers: tuple[str, ...] = ()
    discipline: str | None = None
    numbers: tuple[int, ...] = ()

    @property
    def marked(self) -> bool:
        """Has it the assistant's modifier?"""
        return any(m in MARKS for m in self.modifiers)

    @property
    def extras(self) -> tuple[str, ...]:
        """Modifiers other than the plan's and the assistant's."""
        return tuple(m for m in self.modifiers if m not in PLANS and m not in MARKS)


@dataclass(frozen=True, slots=True)
class Claim:
    """A patient's day. used: dollars counted toward the year's KX amount before it. rule: medicare | ama, if known."""

    on: date
    lines: tuple[ClaimLine, ...]
    payer: str = "medicare"
    setting: str = "practitioner"
    discipline: str | None = None
    used: Decimal | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """severity: stop (a person must decide), fix (corrected beside), note. lines: numbers; empty: the whole claim."""

    severity: str
    message: str
    citations: tuple[Citation, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The claim as far as it is corrected, and what was found on the way."""

    claim: Claim
    lines: tuple[ClaimLine, ...]
    findings: tuple[Finding, ...] = ()

    def found(self, *findings: Finding) -> Draft:
        """The draft with more findings."""
        return Draft(self.claim, self.lines, (*self.findings, *findings))

    def now(self, lines: Iterable[ClaimLine]) -> Draft:
        """The draft with other lines."""
        return Draft(self.claim, tuple(lines), self.findings)

    @property
    def billed(self) -> tuple[ClaimLine, ...]:
        """Lines that go on the claim."""
        return tuple(line for line in self.lines if line.units != 0)


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """The claim as submitted, the claim as corrected (0 units: documented, not billed), and all findings."""

    claim: Claim
    corrected: Claim
    findings: tuple[Finding, ...]
    readings: tuple[str, ...] = field(default=())

    def of(self, number: int) -> tuple[Finding, ...]:
        """Findings on a submitted line."""
        return tuple(finding for finding in self.findings if number in finding.lines)

    @property
    def clean(self) -> bool:
        """Nothing to correct and nothing to settle."""
        return all(finding.severity == "note" for finding in self.findings)
