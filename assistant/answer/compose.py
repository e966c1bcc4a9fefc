"""Evidence → Draft: the default writer. Lays facts and guidance out in fixed forms; never computes, never chooses.

What leads is what the judge found likeliest. How sure the judge is decides the form: sure, the answer alone;
likely, the answer and in a sentence each what else may have been meant; unsure, two or three questions with
their answers in a sentence, to choose from; nothing likely, a refusal. Of several things asked each gets its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer.exact import counted, exactly, gone
from assistant.answer.extract import told
from assistant.answer.footing import footing
from assistant.answer.judge.profiles import takes_verdict, tokens
from assistant.answer.offers import offered, same
from assistant.answer.precedence import (
    beside,
    contradicts,
    faint,
    gives_way,
    of_other_codes,
    payer_first,
    payer_note,
    told_first,
)
from assistant.answer.refuse import answerable, courtesy, declined, needs_detail, says_nothing, unheld
from assistant.answer.supposed import besides, of_several
from assistant.answer.supposed import offered as supposed
from assistant.schema import (
    Answered,
    Certainty,
    Choice,
    Claim,
    Draft,
    Evidence,
    Fact,
    Outcome,
    Part,
    Passage,
    Question,
)

SURE = 0.85  # from this likelihood on an answer stands alone
LIKELY = 0.32  # from here on it leads, and what else may be meant stands below it
UNSURE = 0.12  # from here on the nearest are offered; below, nothing answers
OWN_COUNT = 0.02  # from this likelihood on a count of the minutes given stands under a page that leads
FURTHER = 0.25  # a further thing asked is answered from this likelihood on
_PLAINLY = (("line.modifiers",), ("lookup.compare",), ("lookup.discipline",))  # acts that lead where they are asked in so many words
OFFERED, CHOICES = 0.03, 3  # from this likelihood on a tool's fact is offered as something else that may be meant; so many are
TOLD = 0.8  # a sentence of whose words so much was said before says nothing new
_OF_A_DAY = ("units", "assistants")  # tools that tell what a day's minutes come to
_OF_THE_DAY = ("change", "telling", "patients")  # what of a day was not read
_COMPLETES = {"assistants.lines": "units"}  # lines with their modifiers complete a count of units
_VERDICT = re.compile(r"(?:yes|no)\s*[:,.]\s+", re.IGNORECASE)


def compose(question: Question, evidence: Evidence) -> Draft:
    """Lay the evidence out as an answer, a choice, a question back, or a refusal."""
    if question.manner == "thanks":
        return courtesy()
    if says_nothing(question) and not question.refusal:
        return needs_detail(question)
    first = ranking(question, evidence)
    refusal = declined(question, evidence, first, UNSURE)
    if refusal:
        return refusal
    if question.missing and first and _waits(question, evidence.ids()[first[0][0]], first[0][1]):
        return supposed(question, evidence) or needs_detail(question)
    if not first or first[0][1] < UNSURE:
        return needs_detail(question)
    if first[0][1] < LIKELY and not counted(evidence, first[0][0]):
        nearest = choices(question, evidence)
        if len(nearest) > 1 and not gone(evidence.ids()):
            return _unsure(nearest)
        first = (*((key, LIKELY) for key in gone(evidence.ids())), *first)
    return _answer(question, evidence, first)


def ranking(question: Question, evidence: Evidence) -> tuple[tuple[str, float], ...]:
    """What may answer the first thing asked, likeliest first; an own document that yields to a primary source stands after it."""
    records = evidence.ids()
    ranked = payer_first(answerable(question, evidence.asked()[0].ranked, records), records, question)
    ranked = of_several(question, ranked, records, UNSURE)
    exact = exactly(question, ranked, records)
    if exact:
        ranked = (*((k, max(ranked[0][1], LIKELY if question.change or question.said.pairs or question.says("asks.practice") or counted(evidence, exact) or getattr(records[exact], "acts", ())[:1] in _PLAINLY else 0)) for k, _ in ranked if k == exact), *((k, p) for k, p in ranked if k != exact))
    ranked = tuple((k, p) for k, p in ranked if not getattr(records[k], "suspect", False))  # neither lead nor choice
    yields = {k for k, _ in ranked if isinstance(r := records[k], Passage) and r.kind == "own" and gives_way(r, question, evidence)}
    yields |= of_other_codes(question, ranked, records)
    return (*((k, p) for k, p in ranked if k not in yields), *((k, p) for k, p in ranked if k in yields))


def _waits(question: Question, lead: Fact | Passage, likelihood: float) -> bool:
    """Must what would lead wait for what is missing? A tool's fact does; where a day or its change was not read, only what the day comes to."""
    if question.missing[0] not in _OF_THE_DAY:
        return isinstance(lead, Fact)
    return (likelihood < LIKELY and question.missing[0] in ("change", "patients")) or (isinstance(lead, Fact) and lead.tool in _OF_A_DAY)


def _answer(question: Question, evidence: Evidence, first: tuple[tuple[str, float], ...]) -> Draft:
    records = evidence.ids()
    key, likelihood = first[0]
    lead = records[key]
    claims = list(_lead(question, lead, key))
    claims[1:1] = _ended(evidence, claims)
    claims += _completing(evidence, lead, key)
    of_day = isinstance(lead, Fact) and lead.tool in _OF_A_DAY
    supposes = of_day and bool(question.maybe or question.left_out or question.taken)
    certain = likelihood >= SURE or counted(evidence, key) or (of_day and bool(question.change))
    certainty = Certainty.SURE if certain and not supposes else Certainty.LIKELY
    parts, answered = _parts(question, evidence, key, claims)
    claims += parts
    claims += beside(question, evidence, lead)
    claims[0], note = told_first(question, payer_note(question, lead, evidence), lead, claims[0])
    claims += [Claim(note, (key,), "watch")] if note else []
    if supposes:
        claims += besides(evidence)
    elif certainty is Certainty.LIKELY and not parts:
        claims += _meant(question, evidence, first)
    facts = [r for c in claims for k in c.evidence_ids if isinstance(r := records[k], Fact)]
    used = {k for claim in claims for k in claim.evidence_ids}
    return Draft(
        outcome=Outcome.ANSWERED,
        claims=(*claims, *footing(claims[0].evidence_ids[0], records)),
        asks=tuple(dict.fromkeys(ask for f in facts for ask in f.asks))[:1],
        warnings=(*(f"I hold nothing on {code}: read its text on the remittance." for code in unheld(question, evidence)), *dict.fromkeys(w for f in evidence.facts for w in f.warnings if f in facts or f.tool == "lookup")),
        followups=_followups(evidence, used),
        certainty=certainty,
        answered=answered,
    )


def _lead(question: Question, lead: Fact | Passage, key: str) -> Iterator[Claim]:
    """What leads, as asked for: the answer, its working ("why?") or where it stands ("source?")."""
    if (question.manner == "source" or "source" in question.topics) and lead.citations:
        places = "; ".join(f"{c.title}, {c.locator}" for c in lead.citations)
        yield Claim(f"It stands in: {places}.", (key,), "lead")
        yield Claim(lead.statement if isinstance(lead, Fact) else told(question.text, lead)[0], (key,), "why")
    elif (question.manner == "why" or "why" in question.topics or question.plain) and isinstance(lead, Fact) and lead.steps:
        yield Claim(lead.statement, (key,), "lead")
        yield Claim("\n".join(f"{n}. {step}" for n, step in enumerate(lead.steps, 1)), (key,), "why")
        yield from list(_fact(lead, key, question))[1:]
    else:
        yield from _fact(lead, key, question) if isinstance(lead, Fact) else _passage(lead, key, question)


def _fact(fact: Fact, key: str, question: Question) -> Iterator[Claim]:
    """A fact as the answer: statement, table, notes."""
    plain = fact.tool in ("lookup", "edits", "units") and not takes_verdict(question.text)
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


def _ended(evidence: Evidence, claims: Sequence[Claim]) -> list[Claim]:
    """That a code the asker names is no longer valid, unless what was said says so."""
    records, used = evidence.ids(), {key for claim in claims for key in claim.evidence_ids}
    said = " ".join(claim.text for claim in claims)
    facts = [(key, record) for key in gone(records) if isinstance(record := records[key], Fact) and key not in used]
    return [Claim(fact.statement, (key,), "other") for key, fact in facts if f"{fact.value['code']} ended" not in said and f"{fact.value['code']} is no" not in said]


def _completing(evidence: Evidence, lead: Fact | Passage, key: str) -> Iterator[Claim]:
    """What belongs to the lead as its other half.

    The modifiers of lines whose units it counts; the count of the asker's own minutes under a page that only tells the rule.
    """
    for other, fact in evidence.ids().items():
        if not isinstance(fact, Fact) or other == key or fact.reason or not fact.acts:
            continue
        own = isinstance(lead, Passage) and lead.kind == "guidance" and fact.acts[0] == "units.count" and fact.score >= OWN_COUNT and bool(fact.value.get("units"))
        if own or (isinstance(lead, Fact) and _COMPLETES.get(fact.acts[0]) == lead.tool):
            yield Claim(fact.statement, (other,), "other")
            if fact.table:
                yield Claim("", (other,), "table", fact.table)


def _parts(question: Question, evidence: Evidence, lead: str, before: Sequence[Claim]) -> tuple[list[Claim], tuple[Answered, ...]]:
    """Each further thing asked, answered in a short paragraph unless what stands before says it, or named as what nothing is known of."""
    asked = evidence.asked()
    if len(asked) < 2:
        return [], ()
    records, used = evidence.ids(), {lead}
    claims: list[Claim] = []
    said = len(before)
    answered = [Answered(asked[0].asked, tuple(range(said)), Outcome.ANSWERED)]
    for part in asked[1:]:
        key = next((k for k, p in part.ranked if p >= FURTHER), "")
        record = records.get(key)
        if record is None or key in used or (isinstance(record, Passage) and record.kind == "limit"):
            answered.append(Answered(part.asked, (), Outcome.DECLINED))
            continue
        used.add(key)
        place = said + len(claims)
        paragraph = list(_paragraph(question, part, record, key))
        if _told_already(paragraph[0].text, [*before, *claims]):
            answered.append(Answered(part.asked, tuple(range(place)), Outcome.ANSWERED))
            continue
        claims += paragraph
        answered.append(Answered(part.asked, tuple(range(place, said + len(claims))), Outcome.ANSWERED))
    return claims, tuple(answered)


def _told_already(sentence: str, claims: Sequence[Claim]) -> bool:
    """Do the words of a sentence stand in what was said before it?"""
    mine, said = tokens(sentence), tokens(" ".join(claim.text for claim in claims))
    return bool(mine) and len(mine & said) >= TOLD * len(mine)


def _paragraph(question: Question, part: Part, record: Fact | Passage, key: str) -> Iterator[Claim]:
    """A further thing asked: what answers it, its first reason, its table."""
    asked = replace(question, text=part.asked)
    found = list(_fact(record, key, asked) if isinstance(record, Fact) else _passage(record, key, asked))
    yield replace(found[0], role="part")
    yield from found[1:3]


def _meant(question: Question, evidence: Evidence, first: tuple[tuple[str, float], ...]) -> Iterator[Claim]:
    """One sentence each of the next two that say something else."""
    lines = [(choice, key) for choice, key in _others(question, evidence, first[1:6], [first[0][0]])][: CHOICES - 1]
    if lines:
        text = "If you meant something else:\n\n" + "\n".join(f"- *{choice.question}* {choice.says}" for choice, _ in lines)
        yield Claim(text, tuple(key for _, key in lines), "meant")


def choices(question: Question, evidence: Evidence, but: Sequence[str] = ()) -> list[tuple[Choice, str]]:
    """The nearest, each unlike the others, with their evidence ids; `but`: what was told already."""
    ranked = [pair for pair in ranking(question, evidence)[:8] if pair[0] not in but]
    return list(_others(question, evidence, tuple(ranked), list(but)))[:CHOICES]


def _others(
    question: Question, evidence: Evidence, ranked: tuple[tuple[str, float], ...], but: list[str]
) -> Iterator[tuple[Choice, str]]:
    """What may have been meant besides, each unlike what was told before it: a question, its id and its answer in a sentence."""
    records, shown = evidence.ids(), list(but)
    for key, likelihood in ranked:
        record = records[key]
        if isinstance(record, Fact) and (record.reason or not record.acts or likelihood < OFFERED):
            continue
        if isinstance(record, Passage) and (record.kind == "limit" or contradicts(record, question) or faint(record)):
            continue
        if any(same(record, records[other]) for other in shown):
            continue
        shown.append(key)
        yield offered(question, record), key


def _unsure(nearest: list[tuple[Choice, str]]) -> Draft:
    """Questions to choose from, each with its answer in a sentence; no verdict."""
    lead = Claim("It depends on which of these you mean:", (), "ask")
    told_ = [Claim(f"**{choice.question}** {choice.says}", (key,), "meant") for choice, key in nearest]
    return Draft(
        Outcome.NEEDS_DETAIL,
        (lead, *told_),
        asks=("Which of these do you mean?",),
        certainty=Certainty.UNSURE,
        choices=tuple(choice for choice, _ in nearest),
    )


def _followups(evidence: Evidence, used: set[str]) -> tuple[str, ...]:
    """Headings of further passages, as questions to click."""
    records = evidence.ids()
    further = [
        record.heading[-1]
        for key, record in records.items()
        if isinstance(record, Passage) and key not in used and key.startswith("P") and record.kind == "guidance"
    ]
    return tuple(further[:3])
