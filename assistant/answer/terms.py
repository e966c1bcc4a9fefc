"""For someone new ("explain like I'm new"): the terms an answer uses, each with the first sentence of its glossary section."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.compose import compose
from assistant.answer.sentences import first_sentence
from assistant.protocols import Index
from assistant.schema import Claim, Draft, Evidence, Outcome, Passage, Question

MOST = 4  # terms explained beside one answer


def with_terms(question: Question, evidence: Evidence, index: Index) -> Evidence:
    """The evidence with the glossary sections of the terms that its answer uses, in the order they are used."""
    draft = compose(question, evidence)
    if draft.outcome is not Outcome.ANSWERED:
        return evidence
    said = "\n".join(claim.text for claim in draft.claims)
    led = {key for claim in draft.claims if claim.role == "lead" for key in claim.evidence_ids}
    known = {record.id for key, record in evidence.ids().items() if key in led and isinstance(record, Passage)}
    used = sorted((_first(term, said), term) for term in index.terms if _first(term, said) >= 0)
    terms = tuple(dict.fromkeys(index.terms[term] for _, term in used if index.terms[term].id not in known))
    return replace(evidence, terms=terms[:MOST])


def explain(draft: Draft, evidence: Evidence) -> Draft:
    """The draft with its terms explained at the end."""
    if draft.outcome is not Outcome.ANSWERED or not evidence.terms:
        return draft
    lines = [f"- {first_sentence(passage.text)[0]}" for passage in evidence.terms]
    keys = tuple(key for key, record in evidence.ids().items() if record in evidence.terms)
    return replace(draft, claims=(*draft.claims, Claim("In plain words:\n\n" + "\n".join(lines), keys, "term")))


def _first(term: str, text: str) -> int:
    found = re.search(rf"(?<![\w-])(?<!group ){re.escape(term)}(?![\w-])", text)
    return found.start() if found else -1
