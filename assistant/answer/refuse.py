"""When an answer must not be given, and in which words; the reason is always typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer.exact import gone
from assistant.answer.sentences import blocks, first_sentence
from assistant.answer.supposed import ASKED, TOGETHER, WHOSE
from assistant.reference.codes import denials, denials_spelled
from assistant.schema import Claim, Draft, Evidence, Fact, Outcome, Passage, Question, Reason

SPEAKS = 0.05  # from this likelihood on a page answers beside a code that has ended
ABOUT_A_CODE = 12  # words; a longer question with a denial code asks about more than the code
SURELY = 0.85  # a limit so likely declines whatever code is named

_BARE = frozenset(
    "medicare medicaid units unit modifier modifiers code codes coding billing bill billed therapy pt ot slp claim claims denial denied question questions rules rule "
    "minutes time payer insurance documentation note notes can i we you it this that is correct right ok do charge for a an the my me with about need".split()
)
SCOPE = (
    "I cover outpatient PT, OT and SLP coding and billing: codes, units, modifiers, NCCI edits, notes and plans of "
    "care, denials, payers and the business rules around them."
)
_SAID: dict[Reason, str] = {
    Reason.PATIENT_DATA: (
        "Please take the patient's details out and ask again: I don't keep or use them. "
        'A question such as "Medicare, 20 minutes of 97110, how many units?" is all I need.'
    ),
    Reason.BAD_INPUT: "I can't read that as a question. Please ask in a sentence, at most 4,000 characters.",
    Reason.UNSAFE_REQUEST: (
        "I won't help with that: a claim and a note must say what was done, whatever it pays. "
        "I can show what the recorded minutes and services support."
    ),
    Reason.OUT_OF_SCOPE: f"That's outside what I can answer. {SCOPE}",
    Reason.NOT_COVERED: (
        "I don't have guidance on that, so I won't guess. Try naming the code, modifier, payer or document it is "
        "about; otherwise ask the payer or your Medicare contractor."
    ),
    Reason.NOT_IN_FORCE: "I have no rule in force for that date, so I won't guess.",
    Reason.UNKNOWN_CODE: "I don't know that code, so I won't guess what it is.",
}


def declined(question: Question, evidence: Evidence, ranked: Sequence[tuple[str, float]], least: float) -> Draft | None:
    """The refusal a question meets, if it meets one.

    In order: what the reading found; a tool that says it cannot be known, or a limit, where that is likeliest; a
    denial code nobody described; nothing likely enough (`least`).
    """
    if question.refusal:
        return _refusal(question.refusal.reason, question.refusal.detail, evidence)
    records = evidence.ids()
    key, likelihood = ranked[0] if ranked else ("", 0.0)
    first = records.get(key)
    if isinstance(first, Fact) and first.reason and likelihood >= least and not _in_own_document(question, first, evidence, least):
        return Draft(Outcome.DECLINED, _fact(key, first), reason=first.reason, asks=first.asks)
    if isinstance(first, Passage) and (first.reason or first.kind == "limit"):
        return _limit(key, first)
    strange = _strange_denials(question, evidence) if isinstance(first, Passage) else ()
    if strange:
        return _refusal(Reason.UNKNOWN_CODE, ", ".join(strange), evidence)
    if likelihood >= least or question.missing:
        return None
    unknown = Reason.UNKNOWN_CODE if question.unknown_codes else Reason.NOT_COVERED
    return _refusal(unknown, ", ".join(question.unknown_codes), evidence)


def answerable(question: Question, ranked: tuple[tuple[str, float], ...], records: Mapping[str, Fact | Passage]) -> tuple[tuple[str, float], ...]:
    """What may answer, without what declines where all answers together are likelier than all refusals together.

    "Progress report" lies nearest to the limit on writing one; but four pages on the report share what speaks for answering.
    """
    ranked = _ended_first(ranked, records)
    if stranger := _stranger(question, ranked, records):
        return ((stranger, ranked[0][1]), *((key, p) for key, p in ranked if key != stranger))
    declining = {key for key, _ in ranked if (records[key].reason and not _of_another_field(records[key])) or getattr(records[key], "kind", "") == "limit"}
    against = sum(p for key, p in ranked if key in declining)
    kept = tuple((key, p) for key, p in ranked if key not in declining)
    return kept if sum(p for _, p in kept) > against else ranked


def _ended_first(ranked: tuple[tuple[str, float], ...], records: Mapping[str, Fact | Passage]) -> tuple[tuple[str, float], ...]:
    """That a code named has ended, before what a table lacks of it and before a limit that is not sure ("the MUE of 97001?")."""
    ended = {fact.value["code"]: key for key in gone(records) if isinstance(fact := records[key], Fact)}
    first = records[ranked[0][0]] if ended and ranked else None
    lacks = isinstance(first, Fact) and first.reason and first.value.get("code") in ended
    if not first or not (lacks or (isinstance(first, Passage) and first.kind == "limit" and ranked[0][1] < SURELY)):
        return ranked
    kept = [(key, p) for key, p in ranked if not (isinstance(one := records[key], Fact) and one.reason and one.value.get("code") in ended)]
    answers = (key for key, p in kept if p >= SPEAKS and not records[key].reason and getattr(records[key], "kind", "") != "limit")
    lead = next(answers, next(iter(ended.values())))
    return ((lead, ranked[0][1]), *((key, p) for key, p in kept if key != lead))


def _stranger(question: Question, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """That the only code named is none of ours, where a page on another code would lead ("is 97555 timed" and the page on 97550); empty else."""
    page = records[ranked[0][0]] if ranked else None
    if question.codes or not question.unknown_codes or not isinstance(page, Passage) or not page.codes or page.kind not in ("guidance", "premise"):
        return ""
    if any(code in page.text for code in question.unknown_codes) or denials(question.text):
        return ""
    return next((key for key, _ in ranked if isinstance(one := records[key], Fact) and one.reason is Reason.UNKNOWN_CODE), "")


def _of_another_field(record: Fact | Passage) -> bool:
    """Is it told that the minutes named are of codes outside therapy? That is sure, whatever pages lie near."""
    return isinstance(record, Fact) and record.tool == "units" and record.reason is Reason.OUT_OF_SCOPE


def _strange_denials(question: Question, evidence: Evidence) -> tuple[str, ...]:
    """Denial codes asked about of which nothing found speaks, where only another code's page or a short question is left.

    A page on CO-236 must not answer for CO-288, near as the two look.
    """
    asked = denials_spelled(question.text)
    passages = [p for p in evidence.passages if p.kind != "limit"]
    if not asked or any(_speaks_of(p, code) for code in asked for p in passages):
        return ()
    other = bool(passages) and any(code.startswith(("CARC", "RARC")) for code in passages[0].codes)
    return asked if other or len(question.text.split()) <= ABOUT_A_CODE else ()


def unheld(question: Question, evidence: Evidence) -> tuple[str, ...]:
    """Of several denial codes asked about those that nothing found speaks of; empty where it is asked about one."""
    asked = denials_spelled(question.text)
    return tuple(code for code in asked if not any(_speaks_of(p, code) for p in evidence.passages if p.kind != "limit")) if len(asked) > 1 else ()


def _speaks_of(passage: Passage, denial: str) -> bool:
    return denial in passage.codes or denial in denials("; ".join((passage.text, *passage.asks)))


def _in_own_document(question: Question, fact: Fact, evidence: Evidence, likely: float) -> bool:
    """Does an organisation's own document speak of the code that our tables do not know?"""
    if fact.reason is not Reason.UNKNOWN_CODE or not question.unknown_codes:
        return False
    own = (p for p in evidence.passages if p.kind == "own" and p.score >= likely)
    return any(all(code in p.text for code in question.unknown_codes) for p in own)


def says_nothing(question: Question) -> bool:
    """Is it a word or two that any question of the field could hold ("units", "can I bill this")?"""
    told = question.codes or question.modifiers or question.services or question.total_minutes or question.told or question.unknown_codes
    words = re.findall(r"[a-z]+", question.text.lower())
    return not told and not re.search(r"\d", question.text) and bool(words) and set(words) <= _BARE


def courtesy() -> Draft:
    """A word for thanks and greetings: nothing was asked."""
    said = "You're welcome. What would you like to know about codes, units, modifiers, notes, denials or payers?"
    return Draft(Outcome.NEEDS_DETAIL, (Claim(said, (), "ask"),))


def needs_detail(question: Question) -> Draft:
    """The one fact asked for when nothing can be said without it."""
    what = question.missing[0] if question.missing else "detail"
    about = f" about {question.codes[0]}" if question.codes else ": which code, modifier or document, which payer, and what was done or denied"
    ask = {
        "minutes": f"How many minutes of {' and '.join(question.codes) or 'each service'} were given, and who is the payer?",
        "code": "Which service or code were the minutes for?",
        "payer": "Which payer is it?",
        "date": "Which date of service?",
        "change": ASKED,
        "telling": WHOSE,
        "patients": TOGETHER,
    }.get(what, f"What would you like to know{about}?")
    return Draft(Outcome.NEEDS_DETAIL, (Claim(ask, (), "ask"),), asks=(ask,))


def _fact(key: str, fact: Fact) -> tuple[Claim, ...]:
    return (Claim(fact.statement, (key,), "lead"), *(Claim(note, (key,), "why") for note in fact.notes))


def _limit(key: str, passage: Passage) -> Draft:
    lead, rest = first_sentence(passage.text)
    claims = (Claim(lead, (key,), "lead"), *(Claim(block, (key,), "why") for block in blocks(rest)))
    return Draft(Outcome.DECLINED, claims, reason=passage.reason or Reason.OUT_OF_SCOPE)


def _refusal(reason: Reason, detail: str, evidence: Evidence) -> Draft:
    for key, record in evidence.ids().items():
        if isinstance(record, Passage) and record.kind == "limit" and record.id == f"limit#{detail}":
            return _limit(key, record)
    said = _SAID[reason]
    if reason is Reason.UNKNOWN_CODE and detail.startswith(("CARC", "RARC")):
        codes = "denial codes" if "," in detail else "denial code"
        said = f"I hold nothing on the {codes} {detail}, so I won't guess the meaning. Read the text on the remittance, or ask the payer for it."
    elif reason is Reason.UNKNOWN_CODE and detail:
        said = f"{detail} is not a code in my tables, so I won't guess what it is. Check the code book or the remittance."
    if reason is Reason.BAD_INPUT and detail.endswith("minutes"):
        said = f"{detail} cannot be: a day has 0 to 1,440 minutes. Check the number and ask again."
    if reason is Reason.BAD_INPUT and detail.startswith("no day: "):
        said = f"There is no such date as {detail.removeprefix('no day: ')}. Write the date as 2026-11-23 or 11/23/2026 and ask again."
    if reason is Reason.BAD_INPUT and detail.startswith("overlap of "):
        said = f"The times of {detail.removeprefix('overlap of ')} overlap, and no minute of a patient counts for two timed codes. Give each code its own times."
    if reason is Reason.BAD_INPUT and detail == "several days":
        said = "Each day is counted and billed on its own: minutes of two days are never added. Ask with the minutes of one day at a time."
    lead, rest = first_sentence(said)
    claims = [Claim(lead, (), "lead")] + ([Claim(rest, (), "why")] if rest else [])
    return Draft(Outcome.DECLINED, tuple(claims), reason=reason)
