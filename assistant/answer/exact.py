"""A tool's fact before the page that tells the same in general: facts follow tables, dates and the asker's own numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer.judge.profiles import forms
from assistant.answer.understand.operations import STANDS
from assistant.library.words import words
from assistant.schema import Evidence, Fact, Passage, Question, Reason

_OF_GROUPS = "group-therapy#can-97150"  # tells the edits of 97150 with whatever is one-on-one
_PAIRS = ("ncci-pairs", "ncci-history", "premise#59", _OF_GROUPS)  # pages of edits between codes
_OF_MODIFIERS = frozenset(words("modifier mod need require take carry go goes gets use put line code cpt anything something medicare part b pta cota ota assistant gave treated pls general one add billing claim"))  # words of a question that asks only which modifiers a line carries
_OF_A_DAY = frozenset(words("min minute m medicare mcare part b patient pt today units many"))
_RULE = re.compile(r"\b(?:what(?:'s| is| does)|explain|describe|how does)\b[^.?!]{0,20}\b(?:8|eight)[- ]min\w* (?:rule|chart|table)\b")
_WHO = re.compile(r"\bwho\b|\bwhich disciplines?\b")
_OF_WHO = frozenset(words("discipline allowed give bill report provide perform treat ok code medicare"))
_UNITS = re.compile(r"\bunits?\b|\bhow many\b|\bcount\b")
_EDIT_MODIFIERS = frozenset({"59", "XE", "XP", "XS", "XU"})
_OF_A_TRY = frozenset(words("one but use used add added put work worked works help helped fix go instead rather now ok okay allowed either try paid denied modifier mod"))  # of a turn that only tries a modifier on the codes before
SERVICE = 2  # words that may name a service in place of its code
MEANS = 0.5  # from this likelihood on a page leads after a turn that changed the day, where it was not the day that was asked about
LINES_LEAD = 0.15  # the lines of the asker's own day lead before a page on how an assistant's share is worked out from this likelihood on
OWN_LEADS = 0.02  # a fact leads before the page that tells the same in general from this likelihood on
COUNTING = ("eight-minute-rule", "cms-unit-examples", "counting-stories", "ama-midpoint", "other-time-bases", "who-rtm#98979-98980-98981-how-many-minutes", "rtm-details#how-many-minutes", "who-caregiver-training-rules#how-many-minutes", "premise#eight-and-eight")  # of counting alone
_LIMITS = ("code-97110#how-many-units", "code-97112#how-many-units")  # of one code's units a day
_PRACTICE = "first-week-therapy-billing#where-can-i-practice"  # leads whoever wants to be quizzed, on whatever
_SIDE_BY_SIDE = "compare-"  # pages that set codes side by side
_KX = "kx-modifier#when-do-i-start"
_GENERAL = {  # documents whose pages tell in general what a tool tells exactly
    "units": (*COUNTING, "cq-co-examples", "code-", "commercial-plans", "counting-rule-by-payer", _SIDE_BY_SIDE),
    "edits": (*_LIMITS, "ncci-pairs", "ncci-chapter-xi", _OF_GROUPS, "special-wound#can-two-debridement", "special-wound#may-a-therapist-bill-11042"),
    "thresholds": ("kx-amounts", "kx-what-counts", _KX),
    "assistants": ("cq-co-minutes", "cq-co-examples"),
}
_SPLIT = ("co-treatment#how-many-units", "co-treatment#pt-and-ot-treat")  # pages that tell in general what two disciplines' own minutes come to
_ADDED = "eight-minute-rule#are-pt-and-ot"  # the page that says whether they are added together
_BOTH = re.compile(r"\b(?:both|each of us|we each)\b")  # who asks whether both may bill


def exactly(question: Question, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """The fact that says exactly what the page that would lead says in general; empty without one.

    A count of the asker's own minutes before a page that counts an example's; a row of the table in force before a page
    that tells the pair; the year's amount before a page of amounts. Facts follow tables and dates, pages do not. A turn
    that changed the day is answered by what the day now comes to.
    """
    page = records[ranked[0][0]] if ranked else None
    if question.change and not question.missing and not (question.change == STANDS and isinstance(page, Passage) and page.kind in ("limit", "premise")):
        return _day_now(question, ranked, records)
    if miscoded := _first("lookup.miscoded", ranked, records):
        return miscoded if not (isinstance(page, Passage) and page.kind in ("limit", "premise")) else ""
    if key := _of_patients(question, page, ranked, records) or _practice(question, ranked, records) or _plainly(question, page, ranked, records) or _of_disciplines(question, page, ranked, records) or (isinstance(page, Passage) and _of_another_field(question, page, ranked, records)):
        return key
    if isinstance(page, Fact):
        return _before_a_fact(page, question, ranked, records)
    if not isinstance(page, Passage) or page.kind not in ("guidance", "premise"):
        return ""
    if "compare" in question.topics and len(question.codes) > 1 and not set(question.codes) <= set(page.codes):
        return _first("lookup.compare", ranked, records)
    for key, likelihood in ranked[1:]:
        fact = records[key]
        if not isinstance(fact, Fact) or fact.reason or likelihood < _least(question, fact, page) or not page.id.startswith(_GENERAL.get(fact.tool, ("-",))):
            continue
        if fact.tool != "edits" or _of_the_row(fact, page, question):
            return key if fact.tool != "units" or (fact.value.get("units") and _counts(question)) or "each" in fact.value else ""
    return ""


def _of_patients(question: Question, page: Fact | Passage | None, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """The count of each patient's own minutes before a page on treating several, where units are asked."""
    told = len({one.patient for one in question.services}) > 1 and _counts(question)
    return _first("units.patients", ranked, records) if told and not (isinstance(page, Passage) and page.kind == "limit") else ""


def _practice(question: Question, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """The page on practice, where somebody wants to be quizzed; empty else."""
    return next((key for key, _ in ranked if question.says("asks.practice") and getattr(records[key], "id", "").startswith(_PRACTICE)), "")


def _plainly(question: Question, page: Fact | Passage | None, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """What a question asks in so many words, before an edit of the codes it names: one code in another's place, which modifiers a line carries; empty else."""
    of_edits = (isinstance(page, Fact) and page.tool == "edits") or (isinstance(page, Passage) and page.id.startswith(_PAIRS))
    if of_edits and question.said.pairs:
        return next((key for key, _ in ranked if isinstance(r := records[key], Fact) and r.tool == "edits" and r.value.get("pairs") == len(question.said.pairs)), "")
    if of_edits and question.says("asks.instead") and len(question.codes) == 2:
        return next((key for key, _ in ranked if _compares(records[key])), "")
    if question.told and len(question.codes) == 2 and question.modifiers and _EDIT_MODIFIERS.issuperset(question.modifiers) and _bare(question, _OF_A_TRY | {one.lower() for one in question.modifiers}):
        return _pair(question, ranked, records, 0.0)
    if question.modifiers or question.unknown_codes:
        return ""
    if question.services and not question.told and _bare(question, _OF_A_DAY | {str(one.minutes) for one in question.services}):
        return next((key for key, _ in ranked if isinstance(r := records[key], Fact) and r.tool == "units" and r.value.get("units")), "")
    if len(question.codes) != 1:
        return ""
    act = "line.modifiers" if "modifier" in question.topics and _bare(question, _OF_MODIFIERS) else "lookup.discipline" if _WHO.search(question.text.lower()) and _bare(question, _OF_WHO) else ""
    return _first(act, ranked, records)


def _first(act: str, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage], least: float = 0.0) -> str:
    """The likeliest fact that performs an act before others; empty without one of that likelihood."""
    return next((key for key, p in ranked if p >= least and getattr(records[key], "acts", ())[:1] == (act,)), "")


def _bare(question: Question, known: frozenset[str]) -> bool:
    """Has a question only these words, its code, or a few that name the service?"""
    said = set(words(question.text))
    return len(said - known - set(question.codes)) <= (0 if set(question.codes) & said else SERVICE)


def _compares(record: Fact | Passage) -> bool:
    """Does a record set codes side by side?"""
    return record.id.startswith(_SIDE_BY_SIDE) if isinstance(record, Passage) else record.acts[:1] == ("lookup.compare",)


def counted(evidence: Evidence, key: str) -> bool:
    """Is it a count of the minutes that were given? Nobody who gives minutes of a day wants to choose a page."""
    record = evidence.ids()[key]
    return isinstance(record, Fact) and bool(record.value.get("units") or record.value.get("patients"))


def gone(records: Mapping[str, Fact | Passage]) -> tuple[str, ...]:
    """Facts that a code the asker names is no longer valid, and what took its place: told whatever else is answered."""
    return tuple(key for key, record in records.items() if isinstance(record, Fact) and record.value.get("replaced_by") and not record.value.get("active", True))


def _of_the_row(fact: Fact, page: Passage, question: Question) -> bool:
    """Does a page tell in general what a fact reads in the tables: the limit of its code, or the edit of the two codes named?"""
    if page.id.startswith(_LIMITS):
        return fact.acts[:1] == ("edits.mue",) and fact.value.get("code") in page.codes
    pair = {fact.value.get("column1"), fact.value.get("column2")}
    partly = question.setting or question.unknown_codes or page.id.startswith(_OF_GROUPS)  # a page speaks of the other setting, or names only one of the codes
    return None not in pair and pair == {*question.codes, *question.unknown_codes} and bool(pair & set(page.codes) if partly else pair <= set(page.codes))


def _before_a_fact(lead: Fact, question: Question, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """The row of a pair before a fact on the code that is known of the two; a count before a price, where nothing is asked in so many words.

    Where an assistant gave some of a day and no number of units is asked, its lines with their modifiers before its bare count.
    """
    if lead.tool in ("edits", "lookup") and question.unknown_codes and "column1" not in lead.value:
        return _pair(question, ranked, records)
    if lead.tool == "units" and any(one.assistant for one in question.services) and not _UNITS.search(question.text.lower()):
        return next((key for key, _ in ranked if getattr(records[key], "tool", "") == "assistants" and _of_the_day(records[key])), "")
    if lead.tool == "payment" and any(one.minutes for one in question.services) and not forms(question.text.lower()):
        return next((key for key, _ in ranked if _of_the_day(records[key])), "")
    return ""


def _counts(question: Question) -> bool:
    """Does somebody who tells minutes want them counted? Who tells those of several services does, however it is asked."""
    return "units" in question.topics or sum(one.minutes is not None for one in question.services) > 1


def _of_disciplines(question: Question, page: Fact | Passage | None, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """The count of each discipline's own minutes before a page that tells how a co-treatment is split, where units are asked and not whether both may bill."""
    lower = question.text.lower()
    if not isinstance(page, Passage) or not page.id.startswith(_SPLIT) or not _UNITS.search(lower) or _BOTH.search(lower):
        return ""
    return next((key for key, _ in ranked if isinstance(one := records[key], Fact) and {"each", "disciplines"} & one.value.keys()), "")


def _of_another_field(question: Question, page: Passage, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """Where a code of another field is named: the count of our minutes before the refusal of that code; of its minutes alone, that they are not counted."""
    counts = [key for key, _ in ranked if isinstance(one := records[key], Fact) and "units.count" in one.acts]
    if page.kind == "limit" and page.reason is Reason.OUT_OF_SCOPE and question.unknown_codes and "units" in question.topics:
        return next((key for key in counts if getattr(records[key], "value", {}).get("units")), "")
    if page.kind != "guidance":
        return ""
    outside = next((key for key in counts if records[key].reason is Reason.OUT_OF_SCOPE), "")
    return outside or (_pair(question, ranked, records) if question.unknown_codes and not all(code in page.text for code in (*question.codes, *question.unknown_codes)) else "")


def _pair(question: Question, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage], least: float = OWN_LEADS) -> str:
    """The row of the two codes named, where a page of neither would lead."""
    named = {*question.codes, *question.unknown_codes}
    facts = ((key, record) for key, likelihood in ranked if likelihood >= least and isinstance(record := records[key], Fact))
    return next((key for key, fact in facts if fact.tool == "edits" and not fact.reason and {fact.value.get("column1"), fact.value.get("column2")} == named), "")


def _day_now(question: Question, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> str:
    """What a changed day now comes to; empty where a page answers why a service falls out of it ("a student did the exercise")."""
    day = [(key, p) for key, p in ranked if _of_the_day(records[key])]
    page = ranked and isinstance(records[ranked[0][0]], Passage) and ranked[0][1] >= MEANS
    if page and question.change == "remove" and all(p < OWN_LEADS for _, p in day):
        return ""
    tool = "assistants" if any(one.assistant for one in question.services) else "units"  # lines with their modifiers, where an assistant still gave some
    return min((key for key, _ in day), key=lambda key: getattr(records[key], "tool", "") != tool, default="")


def _of_the_day(record: Fact | Passage) -> bool:
    """Is it what a day's minutes come to: its lines with their modifiers, or its units? Not of a day that it may have been instead."""
    return isinstance(record, Fact) and not record.reason and "supposed" not in record.value and bool(record.value.get("lines") if record.tool == "assistants" else record.tool == "units" and (record.value.get("units") or record.value.get("patients")))


def _least(question: Question, fact: Fact, page: Passage) -> float:
    """From which likelihood on a fact leads before a page.

    A count of given minutes always before a page of counting alone, the row of the setting asked about before a page of pairs. A bare noun phrase ("KX threshold, PT and SLP") asks for
    the amount itself; a question about the threshold asks for what the page says, unless that page tells amounts.
    """
    if "disciplines" in fact.value and page.id.startswith(_ADDED) and not _UNITS.search(question.text.lower()):
        return 1.0
    if fact.tool == "units" and question.told and _RULE.search(question.text.lower()):
        return 1.0  # after a count, what the rule itself is
    if fact.tool == "units" and page.id.startswith(_SIDE_BY_SIDE):
        return 0.0 if "units" in question.topics or not forms(question.text.lower()) else 1.0  # minutes alone are to be counted; "which one is it?" is not asked for a count
    if (fact.tool == "units" and page.id.startswith(COUNTING)) or (fact.tool == "edits" and (question.setting or page.id.startswith(_OF_GROUPS))):
        return 0.0
    if fact.tool == "thresholds":
        bare = not forms(question.text.lower())
        told = question.amounts if page.id.startswith(_KX) else bare  # dollars told are set against the amount
        return 0.0 if told else OWN_LEADS if page.id.startswith("kx-amounts") else 1.0
    return LINES_LEAD if fact.tool == "assistants" else OWN_LEADS
