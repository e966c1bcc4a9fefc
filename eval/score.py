"""One answer against what a right one holds: correct, wrong or declined (a refusal is not a wrong answer)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eval.load import Asked, Expect

LEAD_WORDS = 45  # the point of an answer stands within its first words
RULE = {"ama": "ama"}  # every other payer of a question is judged by Medicare's count


@dataclass(frozen=True, slots=True)
class Scored:
    """The judgement of one answer. rank: place of the first passage from an expected source, None without."""

    asked: Asked
    verdict: str  # correct | wrong | declined
    faults: tuple[str, ...]
    answer: dict[str, Any]
    turns: tuple[bool, ...] = ()  # of a conversation, which turns were right
    cited_right: tuple[int, int] = (0, 0)  # of the lead's sources: expected ones, all
    cited_any: bool | None = None  # is one of the expected sources cited anywhere?
    rank: int | None = None


def score(asked: Asked, answers: Sequence[dict[str, Any]]) -> Scored:
    """Judge the answers (public JSON) to the turns of a question: the last one, or each where each is expected of."""
    answer = answers[-1]
    faults = list(_faults(asked.expect, asked.payer, answer))
    for turn, (expect, one) in enumerate(zip(asked.each, answers, strict=False), 1):
        faults += [f"turn {turn}: {fault}" for fault in _faults(expect, asked.payer, one)]
    declined = answer["outcome"] != "answered" and asked.expect.outcome == "answered"
    verdict = "correct" if not faults else "declined" if declined else "wrong"
    expected = set(asked.expect.cites)
    lead = _sources(answer, answer["claims"][:1])
    return Scored(
        asked,
        verdict,
        tuple(faults),
        answer,
        turns=tuple(not list(_faults(expect, asked.payer, one)) for expect, one in zip(asked.each, answers, strict=False)),
        cited_right=(len(lead & expected), len(lead)) if expected and lead else (0, 0),
        cited_any=bool(_sources(answer, answer["claims"]) & expected) if expected else None,
        rank=_rank(answer, expected) if expected else None,
    )


def _faults(expect: Expect, payer: str | None, answer: dict[str, Any]) -> list[str]:
    if expect.declined_too and answer["outcome"] == "declined":
        return []
    faults = list(_worded(expect, spoken(answer["answer"]), answered=answer["outcome"] == "answered"))
    if expect.outcome not in ("any", answer["outcome"]):
        faults.insert(0, f"outcome {answer['outcome']} ({answer['reason']}), not {expect.outcome}")
    if expect.units is not None or expect.units_any_of:
        allowed = [u for u in (expect.units, *expect.units_any_of) if u is not None]
        given = (answer["units"] or {}).get(RULE.get(payer or "", "medicare"))
        if given is None or _billed(given) not in map(_billed, allowed):
            faults.append(f"units {given}, not {' or '.join(map(str, allowed))}")
    if expect.cites and answer["outcome"] == "answered" and not _sources(answer, answer["claims"]) & set(expect.cites):
        faults.append(f"cites none of: {', '.join(expect.cites)}")
    return faults


def _worded(expect: Expect, text: str, *, answered: bool) -> Iterator[str]:
    """What the words of an answer lack, or say though they must not."""
    opening = " ".join(text.split()[:LEAD_WORDS])
    for group in expect.must_include:
        if not any(holds(text, string) for string in group):
            yield f"lacks any of: {', '.join(group[:6])}"
    for group in expect.lead_any:
        if not any(holds(opening, string) for string in group):
            yield f"the opening lacks any of: {', '.join(group[:6])}"
    yield from (f"says {string!r}" for string in expect.must_not if holds(text, string))
    if expect.verdict and answered and not _verdict(text.split("\n", 1)[0], expect.verdict):
        yield f"the first sentence does not say {expect.verdict}"


def spoken(markdown: str) -> str:
    """An answer as it is read: without its Sources part and Markdown marks."""
    text = markdown.split("**Sources**", 1)[0]
    return re.sub(r"\*\*|\[\d+\]|[*_`#]", "", text)


def _billed(units: dict[str, int]) -> dict[str, int]:
    """Units without the codes that earn none."""
    return {code: count for code, count in units.items() if count}


def holds(text: str, string: str) -> bool:
    """Does a text hold a string as whole words, case aside?"""
    start = r"(?<!\w)" if string[:1].isalnum() else ""
    end = r"(?!\w)" if string[-1:].isalnum() else ""
    return re.search(start + re.escape(string) + end, text, re.IGNORECASE) is not None


_DENIES = re.compile(
    r"\b(?:no|not|never|none|neither|cannot|nothing|nobody|without|only|unless|other way|exactly one|same|alike|"
    r"identical|separate|own|excluded|untimed|ended|replaced|over-generalization)\b",
    re.IGNORECASE,
)


def _verdict(lead: str, wanted: str) -> bool:
    """Does a first sentence deny (or affirm) what was asked?"""
    opening = lead.strip("*_ ").lower()
    if wanted == "no":
        return bool(_DENIES.search(lead)) and not opening.startswith("yes")
    return not re.match(r"no\b|not\b|never\b", opening)


def _sources(answer: dict[str, Any], claims: list[dict[str, Any]]) -> set[str]:
    records = {row["id"]: row for row in (*answer["facts"], *answer["passages"])}
    cited = [c for claim in claims for key in claim["evidence"] for c in records[key]["citations"]]
    return {c["source"] for c in cited}


def _rank(answer: dict[str, Any], expected: set[str]) -> int:
    for place, passage in enumerate(answer["passages"], 1):
        if any(c["source"] in expected for c in passage["citations"]):
            return place
    return 0
