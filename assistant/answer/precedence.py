"""Which source counts where several speak: the payer's own for its patients, primary before a summary, newer before older.

A document of one payer never answers for another. Who names a payer gets that payer's documents first, then its class's
rule or Medicare's, and is told that nothing of that payer is held.

What yields is not hidden: the writer shows it beside the answer, with its name and date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import bearing
from assistant.answer.bearing import CAP, sheet_leads
from assistant.answer.extract import told
from assistant.answer.judge import Judged, judge
from assistant.answer.judge.profiles import tokens
from assistant.answer.ruling import BESIDE, OWN_RULE, OWN_TEXT, UNASKED, bare, rates, reports, ruling
from assistant.answer.tabular import lookup
from assistant.answer.whose import names_it, of_house, of_payer, publisher_of, speaks_for, words_of
from assistant.protocols import Candidate, Hit, Index
from assistant.schema import PAYERS, Claim, Evidence, Fact, Passage, Question, Tier

SAME_CLAIM = 0.6  # of a false claim's words, in a document that makes it
SAME_MATTER = 0.5  # of the shorter text's words, in two documents' passages on one matter
LIKELY_PREMISE = 0.3  # from this likelihood on a premise speaks to the question
BEHIND = 0.99  # of the likeliest that is shipped: what a document has that contradicts a rule in force
SURELY = 0.75  # from this likelihood on a primary source of ours answers by itself
FOUND = 32  # hits weighed, besides those of a payer named
AGED = 5  # years after which an organisation's document no longer leads before guidance in force
CODE = 5  # characters of a procedure code; denial and remark codes have others
MEDICARES = "Medicare's rule"
AN_EXAMPLE = "An example with other minutes than yours"
_EXAMPLES = ("cms-unit-examples", "cq-co-examples", "patients-in-turn")
_NUMBER = re.compile(r"(?<![\w.$#])\d{1,2}(?![\w%.]\w|\w)")
_MEDICARE = frozenset({"edits", "assistants", "thresholds", "payment", "deadlines"})  # tools that tell Medicare's rules


def admitted(hits: Sequence[Hit], question: Question) -> list[Hit]:
    """Hits without other payers' documents: the best of all, and every one of the payer named."""
    spoken = [hit for hit in hits if speaks_for(hit.passage, question)]
    named = {hit.passage.id for hit in spoken if of_payer(hit.passage, question)}
    if named:
        spoken = [hit for hit in spoken if not hit.passage.plans or hit.passage.id in named or set(hit.passage.plans) <= set(PAYERS)]
    return [hit for n, hit in enumerate(spoken) if n < FOUND or hit.passage.id in named]


def payer_first(
    ranked: tuple[tuple[str, float], ...], records: Mapping[str, Fact | Passage], question: Question
) -> tuple[tuple[str, float], ...]:
    """Ranked, with the likeliest document of the payer named first where it speaks to what was asked; a count of minutes stays."""
    if not ranked or _counts(records[ranked[0][0]]):
        return ranked
    passages = [(pair, r) for pair in ranked if isinstance(r := records[pair[0]], Passage) and r.kind == "own"]
    own = [pair for pair, r in passages if sheet_leads(r, question) or rates(r, question)]
    own = own or [pair for pair, r in passages if pair[1] >= OWN_RULE and of_house(r, question) and not question.payers]
    own = own or ruling(passages, records[ranked[0][0]], question)
    own = own or [pair for pair, r in passages if question.payers and not r.plans and lookup(question.text, r.text)]
    if not own or own[0] == ranked[0]:
        return ranked
    lead = own[0][0], max(own[0][1], ranked[0][1])
    return (lead, *(pair for pair in ranked if pair[0] != lead[0]))


def _counts(record: Fact | Passage) -> bool:
    return isinstance(record, Fact) and bool(record.value.get("units"))


def payer_note(question: Question, lead: Fact | Passage, evidence: Evidence) -> str:
    """What to know of whose rule the answer is: nothing is held of the payer named, or a payer's rule where none was named."""
    if isinstance(lead, Passage) and lead.kind in ("limit", "act"):
        return ""
    if isinstance(lead, Passage) and lead.kind == "own" and lead.plans:
        return _anothers(question, lead)
    named = [one for one in question.payers if one.id not in PAYERS]
    told_beside = any(p.score >= BESIDE and of_payer(p, question) for p in evidence.passages)
    if not named or told_beside or (isinstance(lead, Passage) and lead.kind == "own"):
        return ""
    names = " or ".join(dict.fromkeys(one.label for one in named))
    if isinstance(lead, Passage) and words_of(" ".join((lead.heading[-1], lead.text))) >= words_of(names.replace(" or ", " ")):
        return f"No more of {names} that answers this is held here. Check it against that payer's own rules."
    return f"Nothing of {names} that answers this is held here: this is {_general(question, lead)}. Check it against that payer's own rules."


def told_first(question: Question, note: str, lead: Fact | Passage, claim: Claim) -> tuple[Claim, str]:
    """What leads and the note on whose rule it is: Medicare's rule is called so before it is told to who asked about another payer, an example where the asker told minutes too."""
    held, between, rest = note.partition(f": this is {MEDICARES}. ")
    if between and isinstance(lead, Passage):
        return replace(claim, text=f"{held}; {MEDICARES}: {claim.text}"), rest
    return (replace(claim, text=f"{AN_EXAMPLE}: {claim.text}") if _with_other_minutes(question, lead, claim.text) else claim), note


def _with_other_minutes(question: Question, lead: Fact | Passage, told: str) -> bool:
    """Does a page of worked examples lead with numbers of its own where the asker told minutes?"""
    if not isinstance(lead, Passage) or not lead.id.startswith(_EXAMPLES):
        return False
    own, its = (set(_NUMBER.findall(text)) for text in (question.told or question.text, told))
    return len(own) > 1 and len(its) > 1 and not its <= own


def _anothers(question: Question, lead: Passage) -> str:
    """What to know where the document that leads is not the very payer's named: its programme's, its company's, one plan of the class named, or nobody's named."""
    further = [one.label for one in question.payers if one.id not in PAYERS and one.id not in lead.payers]
    if further or not (names_it(lead, question) or any(one.id in lead.plans for one in question.payers)):
        return f"This is the rule of {publisher_of(lead)}; {' or '.join(further) or 'another payer'} may have its own."
    return ""


def _general(question: Question, lead: Fact | Passage) -> str:
    classes = [one for one in question.payers[0].line if one in PAYERS]
    payers = lead.payers if isinstance(lead, Passage) else ()
    if classes and classes[0] in payers and classes[0] != "medicare":
        named = PAYERS[classes[0]]
        return f"what is known of {named + 's' if named.endswith('plan') else named} in general"
    return MEDICARES if "medicare" in payers or (isinstance(lead, Fact) and lead.tool in _MEDICARE) else "the general rule"


def newer_first(passages: Sequence[Passage]) -> list[Passage]:
    """In order, but of an organisation's passages on one matter the newest edition takes the best place."""
    found = list(passages)
    for n, first in enumerate(found):
        rivals = [m for m in range(n + 1, len(found)) if same_matter(first, found[m])]
        newest = max([n, *rivals], key=lambda m: (_since(found[m]), -m))
        if newest != n:
            found[n], found[newest] = replace(found[newest], score=first.score), first
    return found


def same_matter(one: Passage, other: Passage) -> bool:
    """Do two passages of an organisation's different documents, for the same payers, speak of one matter?"""
    if one.kind != "own" or other.kind != "own" or one.plans != other.plans or document(one) == document(other):
        return False
    mine, theirs = tokens(one.text), tokens(other.text)
    alike = len(mine & theirs) >= SAME_MATTER * min(len(mine), len(theirs))
    return alike or tokens(one.heading[-1]) == tokens(other.heading[-1])


def document(passage: Passage) -> str:
    """The document a passage belongs to: the first part of its id."""
    return passage.id.partition("#")[0]


def weighed(question: Question, candidates: Sequence[Candidate], index: Index) -> list[Judged]:
    """Every candidate, likeliest first: what is shipped among its like, an organisation's passages among all.

    They list no wordings, and the judge gives one that holds the question's words nearly all there is: so what is
    shipped is weighed without them, and which of the two counts is decided here, not by a share. One that contradicts
    a rule in force stands behind the likeliest that is shipped.
    """
    if not any(map(_is_own, candidates)):
        return judge(question, candidates, index)
    rivals = [one for one in candidates if not (question.plan and reports(one.record))]  # a report of a payer's rule against the payer's own text
    own = [one for one in judge(bare(question), rivals, index) if _is_own(one.candidate)]
    if any(service.minutes is not None for service in question.services):
        own = [replace(one, likelihood=max(one.likelihood, BESIDE)) if _caps(one.candidate.record, question) else one for one in own]
    own = [replace(one, likelihood=max(one.likelihood, bearing.least(one.candidate.record, question))) if isinstance(one.candidate.record, Passage) else one for one in own]
    shipped = judge(question, [one for one in candidates if not _is_own(one)], index)
    best = max((one.likelihood for one in shipped), default=0.0)
    own = [replace(one, likelihood=min(one.likelihood, best * BEHIND)) if isinstance(r := one.candidate.record, Passage) and contradicts(r, question) else one for one in own]
    return sorted([*own, *shipped], key=lambda one: -one.likelihood)


def _caps(record: Fact | Passage, question: Question) -> bool:
    """Does it state how many units the payer named pays for: what limits a count of minutes for that plan?"""
    return isinstance(record, Passage) and bool(CAP.search(record.text.lower())) and of_payer(record, question)


def _is_own(candidate: Candidate) -> bool:
    return isinstance(candidate.record, Passage) and candidate.record.kind == "own"


def of_other_codes(question: Question, ranked: Sequence[tuple[str, float]], records: Mapping[str, Fact | Passage]) -> set[str]:
    """Pages whose heading names another code than the ones asked about, or as a modifier what was told as minutes.

    Of a day told, pages of codes it has not, where one of its own is half as likely ("what goes in the note?").
    """
    ours = set(question.codes)
    minutes = {str(one.minutes) for one in question.services} - set(question.modifiers)
    misread = {key for key, _ in ranked if isinstance(r := records[key], Passage) and "odifier" in r.heading[-1] and minutes & set(r.heading[-1].split())}
    pages = [(key, p, r) for key, p in ranked if ours and isinstance(r := records[key], Passage) and r.codes and r.kind == "guidance"]
    own = max((p for _, p, page in pages if ours & set(page.codes)), default=0.0)
    told = bool(question.told and question.services)
    others = [(key, p, page) for key, p, page in pages if not ours & set(page.codes)]
    return misread | {key for key, p, page in others if (told and own >= p / 2) or any(len(code) == CODE and "-" not in code and code in page.heading[-1] for code in page.codes)}


def gives_way(own: Passage, question: Question, evidence: Evidence) -> bool:
    """Does an organisation's passage stand behind what is shipped: a primary source that surely answers, or corrects a claim it makes?"""
    if contradicts(own, question):
        return True
    if of_payer(own, question) or of_house(own, question):
        return False
    if not set(own.plans) <= set(PAYERS):  # one payer's rule, where none, or only its class, was named
        scores = [fact.score for fact in evidence.facts] + [p.score for p in evidence.passages if p.kind in ("guidance", "premise")]
        return max(scores, default=0.0) >= OWN_RULE
    if (aged := _aged(own, question)) or (own.tier is not Tier.PRIMARY and question.payer not in own.plans):
        shipped = [fact.score for fact in evidence.facts if not fact.reason] + [p.score for p in evidence.passages if p.kind in ("guidance", "premise")]
        if max(shipped, default=0.0) >= (OWN_RULE if aged else UNASKED):
            return True
    said = [p for p in evidence.passages if p.kind in ("guidance", "premise") and p.tier is Tier.PRIMARY]
    made = tokens(own.text)
    for premise in (p for p in said if p.kind == "premise" and p.score >= LIKELY_PREMISE):
        claim = tokens(premise.heading[-1])
        if premise.score >= SURELY or len(claim & made) >= SAME_CLAIM * len(claim):
            return True
    bound = OWN_RULE if _aged(own, question) else SURELY
    likely = [p for p in said if p.score >= bound]
    return bool(likely) and (any(p.listed for p in likely) or not outranks(own, question))


def contradicts(own: Passage, question: Question) -> bool:
    """Is what would be quoted of an organisation's document a sentence that contradicts a rule, table or correction in force?"""
    if not own.differs:
        return False
    lead, rest = told(question.text, own)
    quoted = " ".join((lead, *rest))
    return any(one in quoted for one in own.differs)


def faint(passage: Passage) -> bool:
    """Is it an organisation's passage too far from the question to be offered as what may have been meant?"""
    return passage.kind == "own" and passage.score < BESIDE


def outranks(own: Passage, question: Question) -> bool:
    """May an organisation's document lead before a primary source? Its payer's may; a house's own rules where no payer is named; none that is aged."""
    if of_payer(own, question):
        return True
    asked = question.payer is not None and question.payer in own.payers
    house = own.tier is Tier.PRIMARY and not own.plans and not question.payers
    return not _aged(own, question) and (asked or house)


def _aged(own: Passage, question: Question) -> bool:
    return own.in_force_from is not None and own.in_force_from.year + AGED < question.as_of.year


def beside(question: Question, evidence: Evidence, lead: Fact | Passage) -> Iterator[Claim]:
    """What an organisation's document has on the matter, where another source counts before it."""
    own = [(key, r) for key, r in evidence.ids().items() if isinstance(r, Passage) and r.kind == "own" and r is not lead]
    for key, record in sorted(own, key=lambda row: not contradicts(row[1], question)):
        if record.score < (OWN_TEXT if contradicts(record, question) else BESIDE):
            continue
        if not isinstance(lead, Passage) or lead.kind != "own" or same_matter(record, lead):
            yield Claim(_differing(record, lead, question), (key,), "other")
            return


def _differing(record: Passage, lead: Fact | Passage, question: Question) -> str:
    """What a source that yields has, with its name and date, and why the other counts."""
    since = f" (in force from {record.in_force_from})" if record.in_force_from else ""
    if contradicts(record, question):
        return f"Your document “{record.citations[0].title}”{since} differs: {told(question.text, record)[0]} The primary source counts; have the document corrected."
    own = isinstance(lead, Passage) and lead.kind == "own"
    counts = "the primary source counts" if not own else "the newer counts" if _newer(lead, record) else "ask which of them holds"
    if not own and of_payer(record, question):
        counts = f"{publisher_of(record)}'s own counts for its patients"
    return f"Your document “{record.citations[0].title}”{since} has: {told(question.text, record)[0]} Where the two differ, {counts}."


def _newer(one: Fact | Passage, other: Passage) -> bool:
    since = one.in_force_from if isinstance(one, Passage) else None
    return since is not None and (other.in_force_from is None or since > other.in_force_from)


def _since(passage: Passage) -> date:
    return passage.in_force_from or date.min
