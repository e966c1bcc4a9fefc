"""An answer as the pages are told it: the public JSON, and beside it the numbered sources as they are shown."""

from __future__ import annotations

import re
from typing import Any

from assistant.answer.render import answer_json, in_force, sources_of
from assistant.schema import PAYERS, Answer, Citation, Service, Tier
from assistant.web.pages.render import safe_url

_TIER = {
    Tier.PRIMARY: "primary source",
    Tier.SECONDARY: "secondary source: check the publisher's text",
    Tier.UNCONFIRMED: "not confirmed in a text we could read",
}
_TABLE = re.compile(r"^\|.*$\n?", re.MULTILINE)  # a table stands in the answer already
_ROW = re.compile(r"[^:;]{1,60}: [^;]+;")  # of a sheet: cells with their headers
_PAGE = re.compile(r"\b(?:p\.|page|pdf page)\s?(\d{1,4})\b", re.IGNORECASE)


def shown(answer: Answer, *, feedback: bool = False) -> dict[str, Any]:
    """The Answer of contract.md with `sources`, `read_as` where the reading does not tell it itself, and whether thumbs are kept."""
    said = answer_json(answer)
    return {**said, "read_as": said.get("read_as") or read_as(answer), "sources": sources(answer), "feedback": feedback}


def sources(answer: Answer) -> list[dict[str, Any]]:
    """Every place the answer rests on, numbered as its marks are, with the words it stands on."""
    sections = {row.text: row.id for row in (*answer.evidence.terms, *answer.evidence.passages) if row.kind in ("guidance", "own")}
    facts = {fact.statement for fact in answer.evidence.facts}
    said = " ".join(claim.text for claim in answer.claims)
    return [{**_source(number, cited, _rows(quote, said), passage=quote not in facts), "section": sections.get(quote, "")} for number, cited, quote in sources_of(answer)]


def _rows(quote: str, said: str) -> str:
    r"""Of a sheet, the rows that the answer quotes cells of, by each row's first cell; any other text as it is.

    >>> _rows("Code: 97110; Aetna: $30\nCode: 97140; Aetna: $29", "“Code: 97140; Aetna: $29”")
    'Code: 97140; Aetna: $29'
    """
    lines = quote.split("\n")
    if len(lines) < 2 or not all(_ROW.match(line) for line in lines):
        return quote
    return "\n".join(line for line in lines if line.partition(";")[0] in said) or quote


def _source(number: int, cited: Citation, quote: str, *, passage: bool) -> dict[str, Any]:
    return {
        "n": number,
        "source": cited.source,
        "title": cited.title,
        "locator": cited.locator,
        "url": at_page(safe_url(cited.url), cited.locator),
        "about": "; ".join(part for part in (cited.edition, in_force(cited), _TIER[cited.tier]) if part),
        "quote": _TABLE.sub("", quote).strip(),
        "passage": passage,
    }


def at_page(url: str, locator: str) -> str:
    """The address of a PDF at the page its locator names."""
    page = _PAGE.search(locator)
    return f"{url}#page={page[1]}" if page and url.lower().endswith(".pdf") else url


def read_as(answer: Answer) -> list[dict[str, Any]]:
    """Payer, date and services as they were read, for the line above an answer."""
    asked = answer.question
    day = asked.as_of.isoformat()
    parts: list[dict[str, Any]] = [
        {"kind": "payer", "text": PAYERS.get(asked.payer or "", "payer not said"), "value": asked.payer},
        {"kind": "date", "text": day if asked.dated else "today", "value": day},
    ]
    return parts + [_service(one) for one in asked.services if one.minutes is not None]


def _service(one: Service) -> dict[str, Any]:
    part = f" (assistant {one.assistant})" if one.assistant else ""
    value = {"code": one.code, "minutes": one.minutes, "assistant": one.assistant}
    return {"kind": "service", "text": f"{one.code} {one.minutes} min{part}", "value": value}
