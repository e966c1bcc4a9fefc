"""Answer → Markdown with numbered sources, and the public JSON (contract.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answer.whose import read_payers
from assistant.library.records import to_json
from assistant.schema import Answer, Citation, Claim, Fact, Mark, Passage, Table, Tier

_TIERS = {Tier.PRIMARY: "", Tier.SECONDARY: "secondary source", Tier.UNCONFIRMED: "unconfirmed"}
_WEB = re.compile(r"https?://", re.IGNORECASE)
_LINK = re.compile(r"\]\((?!\s*<?https?://)", re.IGNORECASE)
_DEFINED = re.compile(r"^(\W{0,8}\[[^\]\n]+\]):", re.MULTILINE)  # [name]: address, which makes a link of [name] elsewhere
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_NO_BRACKETS = str.maketrans("[]", "()")
_IN_A_LINK = {ord(mark): f"%{ord(mark):02X}" for mark in "()<> "}
_COVERS = Citation("assistant-scope", "What this assistant covers and declines", "")  # where a limit stands: no publisher's text


def sources_of(answer: Answer) -> list[tuple[int, Citation, str]]:
    """(number, citation, quoted text) of every source the answer's claims rest on, in order of use."""
    numbered: dict[tuple[str, str], tuple[int, Citation, str]] = {}
    records = answer.evidence.ids()
    for claim in answer.claims:
        for key in claim.evidence_ids:
            for citation in records[key].citations:
                place = (citation.source, citation.locator)
                numbered.setdefault(place, (len(numbered) + 1, citation, _quote(records[key])))
    return list(numbered.values())


def markdown(answer: Answer, *, sources: bool = True) -> str:
    """The answer as the user sees it: lead in bold, the rest, what is asked back, sources."""
    numbers = {(c.source, c.locator): n for n, c, _ in sources_of(answer)}
    parts: list[str] = []
    marked: set[str] = set()
    for claim in answer.claims:
        marks = _marks(answer, claim, numbers, marked)
        parts.append(_claim(claim, marks))
    parts.extend(f"*{warning}*" for warning in answer.warnings)
    if answer.outcome.value == "answered":
        parts.extend(answer.asks)
    parts = [as_text(part) for part in parts]
    if sources and numbers:
        parts.append("**Sources**\n\n" + "\n".join(_source_line(n, c) for n, c, _ in sources_of(answer)))
    return "\n\n".join(part for part in parts if part)


def as_text(text: str) -> str:
    """Markdown in which only web addresses are links: what a document says may hold script, tags, and links of other kinds.

    >>> as_text("[here](javascript:alert(1)), <a href=x>, [the manual](https://www.cms.gov/), < 8 minutes")
    '[here] (javascript:alert(1)), < a href=x>, [the manual](https://www.cms.gov/), < 8 minutes'
    """
    return _TAG.sub("< ", _DEFINED.sub(r"\1 :", _LINK.sub("] (", text)))


def _claim(claim: Claim, marks: str) -> str:
    if claim.table:
        return table(claim.table)
    if claim.role == "lead":
        return f"**{claim.text.replace('**', '')}**{marks}"
    if claim.role == "watch":
        return f"*{claim.text}*"
    block = claim.text.lstrip().startswith(("|", "-", "*", "1."))
    return claim.text + ("" if block and "|" in claim.text else marks)


def _marks(answer: Answer, claim: Claim, numbers: dict[tuple[str, str], int], marked: set[str]) -> str:
    """[1][2] after the first claim that rests on each piece of evidence."""
    records = answer.evidence.ids()
    new = [key for key in claim.evidence_ids if key not in marked] if claim.role != "watch" and not claim.table else []
    marked.update(new)
    found = dict.fromkeys(numbers[c.source, c.locator] for key in new for c in records[key].citations)
    return "".join(f" [{n}]" for n in found)


def table(rows: Table) -> str:
    """A Markdown table."""
    lines = [" | ".join(rows.header), " | ".join("---" for _ in rows.header), *(" | ".join(row) for row in rows.rows)]
    return "\n".join(f"| {line} |" for line in lines)


def _source_line(number: int, citation: Citation) -> str:
    title = as_text(citation.title.translate(_NO_BRACKETS))
    title = f"[{title}]({citation.url.translate(_IN_A_LINK)})" if _WEB.match(citation.url) else title
    notes = [as_text(citation.locator), in_force(citation), _TIERS[citation.tier]]
    return f"{number}. {title}, " + "; ".join(note for note in notes if note)


def in_force(citation: Citation) -> str:
    """'in force from 2025-01-01', '2020-01-01 to 2021-12-31' or nothing."""
    start, end = citation.in_force_from, citation.in_force_to
    if start and end:
        return f"in force {start} to {end}"
    return f"in force from {start}" if start else f"in force until {end}" if end else ""


def _quote(record: Fact | Passage) -> str:
    return record.text if isinstance(record, Passage) else record.statement


def answer_json(answer: Answer) -> dict[str, Any]:
    """The Answer as JSON (contract.md): every field there, in that shape."""
    question = answer.question
    return {
        "schema": 1,
        "id": answer.id,
        "question": question.wish or question.text,
        "outcome": answer.outcome.value,
        "reason": answer.reason.value if answer.reason else None,
        "answer": answer.markdown,
        "claims": [{"text": _plain(c), "evidence": list(c.evidence_ids)} for c in answer.claims],
        "facts": [fact_json(key, f) for key, f in answer.evidence.ids().items() if isinstance(f, Fact)],
        "passages": [_passage_json(key, p) for key, p in answer.evidence.ids().items() if isinstance(p, Passage)],
        **claim_fields(_counted(answer)),
        "certainty": answer.certainty.value if answer.certainty else None,
        "judgement": round(answer.judgement, 4),
        "choices": [to_json(choice) for choice in answer.choices],
        "parts": [to_json(part) for part in answer.answered],
        "state": answer.state,
        "asks": list(answer.asks),
        "followups": list(answer.followups),
        "readings": list(question.readings),
        "read_as": [{"kind": one.kind, "text": one.words, "value": _jsonable(to_json(one.value))} for one in _read_as(answer)],
        "objections": [to_json(o) for o in answer.objections],
        "warnings": list(answer.warnings),
        "as_of": question.as_of.isoformat(),
        "payer": question.payer,
        "writer": answer.writer,
        "index": {"generation": answer.generation, "encoder": answer.encoder},
        "elapsed_ms": round(answer.elapsed_ms, 2),
    }


def _counted(answer: Answer) -> list[Fact]:
    """What was computed of the day told; not of days that are only offered ("If you meant …"), unless they lead because all come out the same."""
    records = answer.evidence.ids()
    led = {id(records[key]) for claim in answer.claims if claim.role == "lead" for key in claim.evidence_ids[:1] if key in records}
    return [fact for fact in answer.evidence.facts if "supposed" not in fact.value or id(fact) in led]


def _read_as(answer: Answer) -> tuple[Mark, ...]:
    """What was read, the plans named by their own names beside their class."""
    records = answer.evidence.ids()
    led = next((records[key] for claim in answer.claims if claim.role == "lead" for key in claim.evidence_ids if key in records), None)
    named = read_payers(answer.question, led if isinstance(led, Passage) else None)
    return tuple(replace(mark, words=named) if mark.kind == "payer" and named else mark for mark in answer.question.read_as)


def _plain(claim: Claim) -> str:
    return table(claim.table) if claim.table else claim.text


def claim_fields(facts: Sequence[Fact]) -> dict[str, Any]:
    """units, units_alternatives, modifiers and units_lines, from what the tools computed."""
    counted = [value for f in facts if f.tool == "units" for value in (f.value, *f.value.get("others", ())) if value.get("units")]
    lines = [line for f in facts if f.tool in ("assistants", "units") for line in f.value.get("lines", ())]
    modifiers: dict[str, list[str]] = {}
    for line in lines:
        held = modifiers.setdefault(line["code"], [])
        held.extend(m for m in line["modifiers"] if m not in held)
    fields: dict[str, Any] = {
        "units": {v["rule"]: v["units"] for v in counted} or None,
        "units_alternatives": {v["rule"]: v["alternatives"] for v in counted if v.get("alternatives")},
        "modifiers": modifiers,
    }
    if lines:
        fields["units_lines"] = lines
    return fields


def fact_json(key: str, fact: Fact) -> dict[str, Any]:
    """A fact as JSON (contract.md)."""
    row: dict[str, Any] = to_json(fact)
    return {**row, "id": key, "act": fact.acts[0] if fact.acts else "", "value": _jsonable(fact.value)}


def _passage_json(key: str, passage: Passage) -> dict[str, Any]:
    citations = [citation_json(c) for c in passage.citations]
    return {
        "id": key,
        "text": passage.text,
        "heading": list(passage.heading),
        "score": round(passage.score, 4),
        "kind": passage.kind,
        "citation": citations[0] if citations else citation_json(replace(_COVERS, locator=passage.heading[-1])),
        "citations": citations,
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """A citation as JSON."""
    row: dict[str, Any] = to_json(citation)
    return row


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _jsonable(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_jsonable(v) for v in value]
    return value if isinstance(value, int | float | str | bool | None) else value.isoformat() if isinstance(value, date) else str(value)
