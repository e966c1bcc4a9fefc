"""A claim report as JSON (contract: lines with findings, the corrected lines beside) and as text."""

from __future__ import annotations

from typing import Any

from assistant.schema import PAYERS, Citation
from assistant.tools.claims.records import Claim, ClaimLine, ClaimReport, Finding

_WORDS = {"stop": "STOP", "fix": "FIXED", "note": "note"}
_ORDER = {"stop": 0, "fix": 1, "note": 2}


def report_json(report: ClaimReport) -> dict[str, Any]:
    """The report as JSON."""
    claim = report.claim
    return {
        "date": claim.on.isoformat(),
        "payer": claim.payer,
        "setting": claim.setting,
        "lines": [_line(line, report.of(number)) for number, line in enumerate(claim.lines, 1)],
        "findings": [_finding(one) for one in report.findings if not one.lines],
        "corrected": [_line(line, None) for line in report.corrected.lines],
        "clean": report.clean,
    }


def _line(line: ClaimLine, findings: tuple[Finding, ...] | None) -> dict[str, Any]:
    row: dict[str, Any] = {"code": line.code, "units": line.units, "modifiers": list(line.modifiers)}
    if line.minutes is not None:
        row["minutes"] = line.minutes
    if findings is not None:
        row["findings"] = [_finding(one) for one in findings]
    return row


def _finding(one: Finding) -> dict[str, Any]:
    cited = [_cited(citation) for citation in one.citations]
    return {"severity": one.severity, "message": one.message, "lines": list(one.lines), "citations": cited}


def _cited(one: Citation) -> dict[str, Any]:
    return {"source": one.source, "title": one.title, "locator": one.locator, "url": one.url, "tier": one.tier.value}


def report_text(report: ClaimReport) -> str:
    """The report as a person reads it: the claim, what was found, the corrected lines."""
    claim = report.claim
    head = f"Claim of {claim.on}, {PAYERS[claim.payer]}, {claim.setting.replace('_', ' ')}"
    found = sorted(report.findings, key=lambda one: (_ORDER[one.severity], one.lines))
    parts = [head, "", "As submitted", *_lines(claim), "", "Found"]
    parts += [_said(one) for one in found] or ["  nothing: the lines stand as they are"]
    if any(one.severity == "fix" for one in found):
        parts += [
            "",
            "Corrected (units and modifiers worked out; nothing a person must decide was changed)",
            *_lines(report.corrected),
        ]
    return "\n".join(parts)


def _lines(claim: Claim) -> list[str]:
    rows = []
    for number, line in enumerate(claim.lines, 1):
        units = "?" if line.units is None else str(line.units)
        told = f"{line.minutes} min" if line.minutes is not None else ""
        bare = "not billed, documented" if line.units == 0 else f"× {units}"
        rows.append(f"  {number:>2}  {line.code}  {bare:<24}{' '.join(line.modifiers):<14}{told}".rstrip())
    return rows


def _said(one: Finding) -> str:
    where = f"line {', '.join(map(str, one.lines))}: " if one.lines else ""
    cited = "; ".join(f"{c.title}, {c.locator}" for c in one.citations[:2])
    return f"  {_WORDS[one.severity]:<6} {where}{one.message}" + (f" [{cited}]" if cited else "")
