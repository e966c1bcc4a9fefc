"""Evidence → Draft: the default writer. Lays facts and guidance out in fixed forms; never computes.

The likeliest evidence leads: a tool's fact when the question asks for exactly what it says, else the passage
that answers best. Its first sentence is the answer; why, table and cautions follow; then what else bears on
it, one sentence each. What cannot be answered is declined in the words of the limit it met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.extract import told
from assistant.answer.precedence import outranks, primary, same_matter
from assistant.answer.profiles import takes_verdict, tokens
from assistant.answer.refuse import BESIDE, declined, needs_detail, says_nothing
from assistant.schema import Claim, Draft, Evidence, Fact, Outcome, Passage, Question, Tier

ASKED = 0.75  # a fact of this fit answers what was asked
LIKELY = 0.3  # a passage below this likelihood does not answer a short question (curve: eval/README.md)
LIKELY_IN_A_STORY = 0.18  # the same for a long one, whose many words no single passage covers
SURE = 0.7  # from this likelihood on a primary source leads before an organisation's weaker document
CLOSE = 0.88  # a second passage is mentioned from this likelihood on
WORDS = 150  # about how long an answer may get
_VERDICT = re.compile(r"(?:yes|no)\s*[:,.]\s+", re.IGNORECASE)
EXACT = 0.9  # a fact of this fit stands alone: no passage beside it


def compose(question: Question, evidence: Evidence) -> Draft:
    """Lay the evidence out as an answer, a question back, or a refusal."""
    if says_nothing(question) and not question.refusal:
        return needs_detail(question)
    refusal = declined(question, evidence, ASKED, likely(question))
    if refusal:
        return refusal
    if not _leads(question, evidence):
        return needs_detail(question)
    return _answer(question, evidence)


def likely(question: Question) -> float:
    """From which likelihood on a passage answers: LIKELY up to 12 words, falling to that of a story at 40."""
    story = min(max(len(question.text.split()) - 12, 0) / 28, 1.0)
    return LIKELY + (LIKELY_IN_A_STORY - LIKELY) * story


def _leads(question: Question, evidence: Evidence) -> list[str]:
    """Evidence ids that could lead, best first: facts by fit, passages by likelihood."""
    rated: list[tuple[float, str]] = []
    sure = primary(evidence)
    for key, record in evidence.ids().items():
        if isinstance(record, Fact) and record.fit >= BESIDE and record.reason is None:
            rated.append((record.fit, key))
        if isinstance(record, Passage) and record.kind != "limit" and record.score >= likely(question):
            most = 1.0 if record.kind == "own" else 0.89  # a document that names all that was asked outdoes a fact near it
            if record.kind == "own" and sure >= SURE and not outranks(record, question):
                most = BESIDE - 0.01  # shown beside what a primary source says, not in its place
            rated.append((min(record.score, most) if not question.services else record.score * 0.8, key))
    if not rated and question.services:
        rated = [(f.fit, key) for key, f in evidence.ids().items() if isinstance(f, Fact) and f.reason is None]
    return [key for _, key in sorted(rated, key=lambda pair: (-pair[0], pair[1]))]


def _answer(question: Question, evidence: Evidence) -> Draft:
    order = _leads(question, evidence)
    records = evidence.ids()
    lead = records[order[0]]
    claims = list(_lead(question, lead, order[0]))
    length = sum(len(c.text.split()) for c in claims)
    for claim in _beside(order, records, question):
        length += len(claim.text.split())
        if length > WORDS * 1.3:
            break
        claims.append(claim)
    facts = [f for f in evidence.facts if f.fit >= BESIDE or f is lead]
    used = {key for claim in claims for key in claim.evidence_ids}
    return Draft(
        outcome=Outcome.ANSWERED,
        claims=(*claims, *_tier(claims, records)),
        asks=tuple(dict.fromkeys(ask for f in facts for ask in f.asks))[:1],
        warnings=tuple(dict.fromkeys(warning for f in facts for warning in f.warnings)),
        followups=_followups(evidence, used),
    )


def _lead(question: Question, lead: Fact | Passage, key: str) -> Iterator[Claim]:
    """What leads, as asked for: the answer, its working ("why?") or where it stands ("source?")."""
    if "source" in question.topics and lead.citations:
        places = "; ".join(f"{c.title}, {c.locator}" for c in lead.citations)
        yield Claim(f"It stands in: {places}.", (key,), "lead")
        yield Claim(lead.statement if isinstance(lead, Fact) else told(question.text, lead)[0], (key,), "why")
    elif ("why" in question.topics or question.plain) and isinstance(lead, Fact) and lead.steps:
        yield Claim(lead.statement, (key,), "lead")
        yield Claim("\n".join(f"{n}. {step}" for n, step in enumerate(lead.steps, 1)), (key,), "why")
        yield from list(_fact(lead, key, question))[1:]
    else:
        yield from _fact(lead, key, question) if isinstance(lead, Fact) else _passage(lead, key, question)


def _fact(fact: Fact, key: str, question: Question) -> Iterator[Claim]:
    """A fact as the answer: statement, table, notes."""
    plain = fact.tool in ("lookup", "edits") and not takes_verdict(question.text)
    yield Claim(_without_verdict(fact.statement) if plain else fact.statement, (key,), "lead")
    if fact.table:
        yield Claim("", (key,), "table", fact.table)
    for note in fact.notes:
        yield Claim(note, (key,), "why")


def _passage(passage: Passage, key: str, question: Question) -> Iterator[Claim]:
    """A passage as the answer: its first sentence, then its paragraphs, lists and tables; an own document's is quoted."""
    lead, rest = told(question.text, passage)
    if passage.kind != "own" and not _verdict_fits(question, passage):
        lead = _without_verdict(lead)
    yield Claim(lead, (key,), "lead")
    for block in rest:
        yield Claim(block, (key,), "why")


def _verdict_fits(question: Question, passage: Passage) -> bool:
    """Is this passage's yes or no the answer to this question?

    "Is it required?" and "Can we skip it?" lead to one passage: its verdict holds only for a wording like those it
    lists, and for a claim it corrects.
    """
    return takes_verdict(question.text) and (passage.listed or passage.kind == "premise")


def _without_verdict(sentence: str) -> str:
    """'No: the claim must be filed.' → 'The claim must be filed.', for a question that is not answered by yes or no."""
    bare = _VERDICT.sub("", sentence, count=1)
    return bare[:1].upper() + bare[1:]


def _beside(order: list[str], records: dict[str, Fact | Passage], question: Question) -> Iterator[Claim]:
    """One sentence each of what else bears on the question: other facts first, then one close passage."""
    lead = records[order[0]]
    tool = lead.tool if isinstance(lead, Fact) else ""
    exact = isinstance(lead, Fact) and lead.fit >= EXACT
    said = {lead.statement} if isinstance(lead, Fact) else set()
    for key in order[1:]:
        record = records[key]
        weak = isinstance(record, Fact) and record.fit < ASKED and record.tool in (tool, "lookup")
        if isinstance(record, Fact) and record.statement not in said and not weak:
            said.add(record.statement)
            yield Claim(record.statement, (key,), "other")
            if record.table and record.fit >= ASKED:
                yield Claim("", (key,), "table", record.table)
    for key, record in records.items():
        if isinstance(record, Passage) and isinstance(lead, Passage) and _yields(record, lead, question):
            yield Claim(_differing(record, lead, question), (key,), "other")
            return
    for closest in () if exact else order[1:]:
        passage = records[closest]
        if isinstance(passage, Passage) and passage.kind != "premise" and passage.score >= CLOSE and not _same_heading(passage, lead):
            yield Claim(f"*{passage.heading[-1]}* {told(question.text, passage)[0]}", (closest,), "other")
            return


def _same_heading(passage: Passage, lead: Fact | Passage) -> bool:
    """"What is MPPR?" beside "What is MPPR for therapy?" adds nothing."""
    mine, theirs = tokens(passage.heading[-1]), tokens(lead.heading[-1] if isinstance(lead, Passage) else "")
    return len(mine & theirs) >= len(mine | theirs) / 2


def _yields(record: Passage, lead: Passage, question: Question) -> bool:
    """Does an organisation's passage speak of what was asked, and another source counts before it?"""
    return record.kind == "own" and record.score >= likely(question) and (lead.kind != "own" or same_matter(record, lead))


def _differing(record: Passage, lead: Passage, question: Question) -> str:
    """What a source that yields has, with its name and date, and why the other counts."""
    since = f" (in force from {record.in_force_from})" if record.in_force_from else ""
    counts = "the primary source counts" if lead.kind != "own" else "the newer counts" if _newer(lead, record) else "ask which of them holds"
    return f"Your document “{record.citations[0].title}”{since} has: {told(question.text, record)[0]} Where the two differ, {counts}."


def _newer(one: Passage, other: Passage) -> bool:
    return one.in_force_from is not None and (other.in_force_from is None or one.in_force_from > other.in_force_from)


def _tier(claims: list[Claim], records: dict[str, Fact | Passage]) -> Iterator[Claim]:
    """Says in plain words that the answer rests on less than a primary source."""
    lead = claims[0].evidence_ids[0]
    tier = _weakest(records[lead])
    if tier is Tier.SECONDARY:
        yield Claim("Rests on a secondary source, not on the publisher's own text: check it before you rely on it.", (lead,), "watch")
    if tier is Tier.UNCONFIRMED:
        yield Claim("Not confirmed in a source we could read: treat it as a pointer and check before you rely on it.", (lead,), "watch")


def _weakest(record: Fact | Passage) -> Tier:
    if isinstance(record, Passage):
        return record.tier
    return max((c.tier for c in record.citations), key=list(Tier).index, default=Tier.PRIMARY)


def _followups(evidence: Evidence, used: set[str]) -> tuple[str, ...]:
    """Headings of further passages, as questions to click."""
    further = [
        p.heading[-1]
        for key, p in zip((f"P{n}" for n in range(1, 99)), evidence.passages, strict=False)
        if key not in used and p.kind == "guidance" and p.score >= LIKELY / 2
    ]
    return tuple(further[:3])
