"""The answer before, told as the asker now wants it: sure of it, why, shorter, for the note; never the same again unasked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.compose import choices, compose
from assistant.answer.exact import COUNTING
from assistant.answer.extract import extract
from assistant.answer.judge.profiles import words_of
from assistant.answer.sentences import first_sentence, sentences
from assistant.answer.understand.operations import STANDS
from assistant.schema import Certainty, Claim, Draft, Evidence, Fact, Outcome, Passage, Question

AGAIN = 0.6  # from this likelihood on what led the answer before answers the next turn too
ELSE = 0.25  # from this likelihood on a page answers a turn that the count of the day would answer again
COVERED = 0.6  # share of a turn's words that the answer must hold to be an answer to it
_ONE_MORE = re.compile(r"\b(\d{1,2}(?:st|nd|rd|th))\b|\b(?:next|another|one more|further|additional) (?:billable )?(?:unit|one)\b")
BARE = 3  # words; so short a turn asks nothing of its own
_COUNTS = re.compile(r"\d|\b(?:units?|minutes?|count(?:s|ed)?|total|add(?:s|ed)? up|math|another|one more|two|three|four|five|six)\b")
_NUMBER = re.compile(r"\b\d{1,2}\b")
_EXAMPLE = re.compile(r"\b(?:[Ee]xamples?(?! of)|for instance)\b|: \d{1,3} (?:minutes )?(?:of|and|plus|\+) |\b\d+ minutes? of \d")
EXAMPLES = 2  # sentences of an example that are told
_CHANGES = {
    "units": "What would change it: other minutes, another payer's counting rule, or other people giving the time.",
    "assistants": "What would change it: other minutes of the therapist or the assistant, another payer, or another date of service.",
    "edits": "What would change it: another payer's own edits, another setting, or a newer edition of the table.",
    "thresholds": "What would change it: another year, or other services paid in that year.",
    "payment": "What would change it: another locality, another year, or another payer's contract.",
    "deadlines": "What would change it: another starting date, or a rule of another payer.",
}
_SMALL = ("It", "The", "Look", "Both", "Each", "Neither", "Only", "Under", "There", "That", "This", "For", "In", "On", "With", "When", "If", "Bill", "Put", "Use", "Ask")
_CHANGES_ELSE = "What would change it: another payer's own policy, a stricter state law, another setting, or another date of service."


def in_manner(question: Question, evidence: Evidence, draft: Draft) -> Draft:
    """The draft as the turn wants the answer before told; unchanged where it asks something of its own."""
    shape = _MANNERS.get(question.manner)
    return shape(question, evidence, draft) if shape and draft.claims else draft


def unlike(question: Question, evidence: Evidence, draft: Draft, before: str, *, changed: bool) -> Draft:
    """The draft, unless its first words are those of the answer before and nobody asked for that.

    before: the mark of what led that answer; empty for a first turn. changed: the turn changed what was told (minutes,
    payer, place, day), so that the same answer is news, as it is where it holds the turn's own words. A count that stands is told with how it
    comes about. Else what is nearest besides; without any, a question back.
    """
    if question.manner or draft.outcome is not Outcome.ANSWERED or mark(draft) != before:
        return draft
    asks_else = max((page.score for page in evidence.passages if page.kind == "guidance" and not page.id.startswith(COUNTING)), default=0.0) >= ELSE
    about = question.change == STANDS or (not asks_else and _of_the_count(question, evidence, draft))
    if not changed and about and not question.maybe:
        of_day = getattr(evidence.ids()[draft.claims[0].evidence_ids[0]], "tool", "") in ("units", "assistants")
        return _next_unit(question.text, evidence, draft) or _sure(replace(question, wish=question.text), evidence, draft, "The count stands" if of_day else "It stays so")
    # what was spent elsewhere too is no other day, payer or place of the same sum
    said = "The answer stays the same" if changed and "threshold" not in question.topics else "That is in the answer already" if _covers(draft, question.text) else ""
    if said:
        return replace(draft, claims=(replace(draft.claims[0], text=f"{said}: {_within(draft.claims[0].text)}"), *draft.claims[1:]))
    if again := _again(question, evidence, draft):
        return again
    other = compose(question, without(evidence, draft.claims[0].evidence_ids[:1]))
    if other.outcome is Outcome.ANSWERED and mark(other) != before:
        return other
    return _asking_back(question, evidence, draft)


def _within(sentence: str) -> str:
    """A sentence behind a colon: its first word small, where it is no name."""
    first, _, rest = sentence.partition(" ")
    return f"{first.lower()} {rest}" if first in _SMALL else sentence


def _of_the_count(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Is a turn after a count about it: likely, in its own words, or with hardly any ("why?")?"""
    told = any(one.minutes is not None for one in question.services)
    bare = len(question.text.split()) <= BARE
    return told and not question.shared and (bare or evidence.ids()[draft.claims[0].evidence_ids[0]].score >= AGAIN or bool(_COUNTS.search(question.text.lower())))


def _next_unit(text: str, evidence: Evidence, draft: Draft) -> Draft | None:
    """From when on there is one unit more, where that is asked of a count told before; else None."""
    key = draft.claims[0].evidence_ids[0]
    asked = _ONE_MORE.search(text.lower())
    note = next((note for note in getattr(evidence.ids()[key], "notes", ()) if asked and re.search(rf"\b{asked[1] or ''}.*? unit starts\b", note)), "")
    return replace(draft, claims=(Claim(note, (key,), "lead"), *(one for one in draft.claims[1:] if one.text != note))) if note else None


def _covers(draft: Draft, text: str) -> bool:
    """Does an answer hold most of a turn's own words ("for OT?", where both thresholds were told)?"""
    asked = words_of(text)
    told = words_of(" ".join([claim.text for claim in draft.claims if claim.role != "meant"]))
    return bool(asked) and len(asked & told) >= COVERED * len(asked)


def _again(question: Question, evidence: Evidence, draft: Draft) -> Draft | None:
    """What led before where it is likely to answer again: the sentence of it that speaks to the turn. None where it is not likely."""
    key = draft.claims[0].evidence_ids[0]
    record = evidence.ids()[key]
    own_dollars = isinstance(record, Fact) and record.tool == "thresholds" and bool(question.amounts)
    if record.score < AGAIN and not own_dollars:
        return None
    lead, rest = extract(question.text, _untold(question.text, record.text)) if isinstance(record, Passage) else (record.statement, [])
    told = (Claim(f"The answer before holds it: {_within(lead.removeprefix('- '))}", (key,), "lead"), *(Claim(text, (key,), "why") for text in rest))
    return replace(draft, claims=told, certainty=Certainty.LIKELY)


def _untold(asked: str, text: str) -> str:
    """A page's text behind its first sentence, which led before; all of it where there is no more, or where that sentence holds a word of the turn."""
    first, after = first_sentence(text)
    mine, its = (words_of(one.replace("-", "")) for one in (asked, first))
    return text if mine & its or not after else after


def _asking_back(question: Question, evidence: Evidence, draft: Draft) -> Draft:
    """Nothing new was read in a turn: it is asked what is meant."""
    return _offered("I am not sure what you ask of that. Do you mean one of these?", question, evidence, draft) or draft


def without(evidence: Evidence, ids: Sequence[str]) -> Evidence:
    """Evidence in which these records are not likely at all; what fell to them falls to the others. Ids stay."""
    records = evidence.ids()
    left = 1 - min(sum(records[key].score for key in ids if key in records), 0.9)

    def likelier(key: str, score: float) -> float:
        return 0.0 if key in ids else min(score / left, 0.8)

    facts = tuple(replace(f, score=likelier(f"F{n}", f.score)) for n, f in enumerate(evidence.facts, 1))
    passages = tuple(replace(p, score=likelier(f"P{n}", p.score)) for n, p in enumerate(evidence.passages, 1))
    parts = tuple(replace(p, ranked=tuple((key, likelier(key, score)) for key, score in p.ranked if key not in ids)) for p in evidence.parts)
    return replace(evidence, facts=facts, passages=passages, parts=parts)


def mark(draft: Draft) -> str:
    """A short mark of what leads a draft, by which the same answer is known again; its words are not in it."""
    return hashlib.sha256("".join(claim.text for claim in draft.claims[:1]).encode(errors="replace")).hexdigest()[:12]


def _shorter(_question: Question, _evidence: Evidence, draft: Draft) -> Draft:
    """The lead alone."""
    return replace(draft, claims=draft.claims[:1], asks=(), warnings=(), followups=())


def _sure(question: Question, evidence: Evidence, draft: Draft, opening: str = "I stay with it") -> Draft:
    """The answer again, how it comes about, where it stands, and what would change it; another count that the asker names is explained."""
    if draft.outcome is not Outcome.ANSWERED:
        return draft
    key = draft.claims[0].evidence_ids[0]
    record = evidence.ids()[key]
    lead = draft.claims[0].text
    named = _other_count(question, evidence, key)
    told = [Claim(f"{opening}: {lead}", (key,), "lead")]
    if named:
        told.append(Claim(named[1], (named[0],), "other"))
    if isinstance(record, Fact) and record.steps:
        told.append(Claim("\n".join(f"{n}. {step}" for n, step in enumerate(record.steps, 1)), (key,), "why"))
    else:
        told += list(draft.claims[1:3])
    tool = record.tool if isinstance(record, Fact) else ""
    told.append(Claim(_CHANGES.get(tool, _CHANGES_ELSE), (key,), "watch"))
    return replace(draft, claims=tuple(told), certainty=Certainty.SURE)


def _other_count(question: Question, evidence: Evidence, lead: str) -> tuple[str, str] | None:
    """(evidence id, statement) of a fact that gives the number the asker names, where the lead does not."""
    numbers = set(_NUMBER.findall(question.wish))
    records = evidence.ids()
    if not numbers or numbers & set(_NUMBER.findall(_statement(records[lead]))):
        return None
    for key, record in records.items():
        if key != lead and isinstance(record, Fact) and record.tool == getattr(records[lead], "tool", "") and numbers & set(_NUMBER.findall(record.statement)):
            return key, f"Your number comes out by another rule: {record.statement}"
    return None


def _statement(record: Fact | Passage) -> str:
    return record.statement if isinstance(record, Fact) else record.text


def _note(question: Question, evidence: Evidence, draft: Draft) -> Draft:
    """One sentence to copy: the minutes as told, else the answer without its verdict."""
    if draft.outcome is not Outcome.ANSWERED:
        return draft
    key = draft.claims[0].evidence_ids
    given = [s for s in question.services if s.minutes]
    record = evidence.ids().get(key[0]) if key else None
    if isinstance(record, Fact) and record.tool == "edits" and record.value.get("indicator") == "1":
        apart = f"{record.value['column2']} was given at another time than {record.value['column1']}: from __ to __, and from __ to __."
        sentence = f"To copy, only where it was so: “{apart}” Whether it was one-on-one or in a group, and why each was needed, belongs beside it."
    elif given:
        listed = ", ".join(f"{s.code} {s.minutes} min" for s in given)
        sentence = f"To copy: “{listed}.” Add what was done, why it took a therapist's skill, and how the patient responded."
    else:
        sentence = f"To copy: “{first_sentence(draft.claims[0].text)[0].strip('*')}”"
    return replace(draft, claims=(Claim(sentence, key, "lead"),), asks=(), followups=())


def _simpler(_question: Question, evidence: Evidence, draft: Draft) -> Draft:
    """The section in plain words, where it has them, else what leads alone; the terms an answer uses are explained after it."""
    key = draft.claims[0].evidence_ids[0] if draft.claims[0].evidence_ids else ""
    plain = getattr(evidence.ids().get(key), "plain", "")
    return replace(draft, claims=(Claim(plain, (key,), "lead"),) if plain else draft.claims[:1])


def _example(_question: Question, evidence: Evidence, draft: Draft) -> Draft:
    """An example from the section that led, else from another of its document, or of counting; that none is held, where none gives one."""
    if draft.outcome is not Outcome.ANSWERED:
        return draft
    lead = draft.claims[0].evidence_ids[0]
    records = evidence.ids()
    of_lead = _of_document(records[lead])
    for key in (lead, *(key for key, record in records.items() if key != lead and isinstance(record, Passage) and _of_document(record) == of_lead)):
        found = [one for one in sentences(_statement(records[key])) if _EXAMPLE.search(one) and "|" not in one]
        if found:
            return replace(draft, claims=tuple(Claim(one, (key,), "why" if n else "lead") for n, one in enumerate(found[:EXAMPLES])), asks=(), followups=())
    return replace(draft, claims=(Claim(f"No worked example of that is held here; the rule: {draft.claims[0].text}", (lead,), "lead"), *draft.claims[1:]))


def _of_document(record: Fact | Passage) -> str:
    """The document a section is of; all that tells how minutes are counted is one."""
    if isinstance(record, Fact):
        return record.tool
    return "units" if record.id.startswith(COUNTING) else record.id.partition("#")[0]


def _complain(question: Question, evidence: Evidence, draft: Draft) -> Draft:
    """What was missed: the other things that may have been meant, to choose from."""
    return _offered("Then you mean something else. Which of these?", question, evidence, draft) or draft


def _offered(said: str, question: Question, evidence: Evidence, draft: Draft) -> Draft | None:
    """What else may have been meant, to choose from; None where nothing is near."""
    others = choices(question, evidence, but=draft.claims[0].evidence_ids[:1])
    if not others:
        return None
    return Draft(
        Outcome.NEEDS_DETAIL,
        (Claim(said, (), "ask"), *(Claim(f"**{c.question}** {c.says}", (key,), "meant") for c, key in others)),
        asks=("Which of these do you mean?",),
        certainty=Certainty.UNSURE,
        choices=tuple(choice for choice, _ in others),
    )


_MANNERS: dict[str, Callable[[Question, Evidence, Draft], Draft]] = {"shorter": _shorter, "simpler": _simpler, "sure": _sure, "note": _note, "complain": _complain, "example": _example}
