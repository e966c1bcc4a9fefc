"""What stands around an answer on the chat page: sources, working, what was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from assistant.answer.render import in_force, sources_of
from assistant.schema import PAYERS, Answer, Citation, Fact, Tier
from assistant.web.nav import nav

COLUMNS = ("Code", "Minutes", "of these by the PTA/OTA")
_TIER = {
    Tier.PRIMARY: "primary source",
    Tier.SECONDARY: "secondary source: check the publisher's text",
    Tier.UNCONFIRMED: "not confirmed in a text we could read",
}
_TABLE = re.compile(r"^\|.*$\n?", re.MULTILINE)  # a table stands in the answer already
HEAD = '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="ui/chat.css"><script src="ui/chat.js" defer></script>'
TOP = (
    f"{nav('chat')}\n\n<div class=\"lead\"><p>Outpatient PT, OT and SLP coding and billing, answered from dated sources. "
    "Please leave out patient details.</p></div>"
)


def steps(answer: Answer) -> str:
    """The arithmetic of every fact the answer rests on, as numbered lists."""
    used = {key for claim in answer.claims for key in claim.evidence_ids}
    records = answer.evidence.ids()
    facts = [record for key, record in records.items() if key in used and isinstance(record, Fact)]
    return "\n\n".join("\n".join(f"{n}. {step}" for n, step in enumerate(fact.steps, 1)) for fact in facts if fact.steps)


def sources(answer: Answer) -> str:
    """The numbered sources with what rests on them, locator, dates in force, tier and link."""
    facts = {fact.statement for fact in answer.evidence.facts}
    rows, shown = "", ""
    for number, citation, quote in sources_of(answer):
        rows += _source(number, citation, "" if quote == shown else quote, quoted=quote not in facts)
        shown = quote
    return f"<h3>Sources</h3>{rows or '<p>This answer rests on no source.</p>'}"


def _source(number: int, citation: Citation, quote: str, *, quoted: bool) -> str:
    title = escape(citation.title)
    if citation.url:
        title = f'<a href="{escape(citation.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
    facts = "; ".join(part for part in (citation.edition, in_force(citation), _TIER[citation.tier]) if part)
    text = escape(_TABLE.sub("", quote).strip()).replace("\n", "<br>")
    said = (f"<blockquote>{text}</blockquote>" if quoted else f"<p>For: {text}</p>") if text else ""
    return (
        f'<div class="source" id="source-{number}"><p class="place">[{number}] {title}, {escape(citation.locator)}</p>'
        f'{said}<p class="facts">{escape(facts)}</p></div>'
    )


def understood(answer: Answer) -> list[list[Any]]:
    """One row a service as it was read: code, minutes, how many of them an assistant gave."""
    return [[s.code, s.minutes, s.assistant] for s in answer.question.services if s.minutes is not None]


def circumstances(answer: Answer) -> str:
    """Payer, date of service, discipline and inferences of the reading, in one line."""
    question = answer.question
    payer = PAYERS.get(question.payer or "", "payer not said")
    day = f"{question.as_of.isoformat()}{'' if question.dated else ' (today)'}"
    return " · ".join((f"**{payer}**", f"date of service {day}", *question.readings))


def corrected(rows: Sequence[Sequence[Any]], payer: str) -> str:
    """A table corrected by the asker as the question it stands for. Rows without code and minutes are left out."""
    parts = []
    for code, minutes, assistant in rows:
        if str(code or "").strip() and str(minutes if minutes is not None else "").strip():
            share = f", of which {_whole(assistant)} by the assistant" if _whole(assistant) != "0" else ""
            parts.append(f"{str(code).strip()} {_whole(minutes)} minutes{share}")
    who = f"{PAYERS[payer]}: " if payer in PAYERS else ""
    return f"{who}{'; '.join(parts)}. How many units?" if parts else ""


def _whole(value: Any) -> str:
    """A cell as people write it: 33, not 33.0; empty is 0."""
    text = str(value if value is not None else "").strip()
    return text.removesuffix(".0") or "0"
