"""Feedback as it comes in: what may be kept of it, and the ways it goes on, as gaps, eval questions, reviewed answers."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from assistant.answer.understand.wording import normalise
from assistant.errors import BadInput
from assistant.privacy.details import scrub
from assistant.privacy.shown import shown
from assistant.record.store import Feedback, Kept

THUMBS = ("up", "down")
ID = "[0-9a-f]{8,32}"  # of an answer
MOST = 200  # pieces of feedback kept of one answer
REASON, QUESTION = 500, 2_000  # characters
ALIKE = 0.6  # cosine from which two unanswered questions belong to one gap
UNANSWERED = ("declined", "needs_detail")


def kept(said: Feedback) -> tuple[Feedback, str]:
    """The feedback as it may be stored, and what was left out, in words. Raises BadInput for what cannot be."""
    if said.thumb not in THUMBS:
        raise BadInput(f"thumb {shown(said.thumb)}: up or down.")
    if not re.fullmatch(ID, said.answer_id):
        raise BadInput("id: not the id of an answer.")
    if len(said.reason) > REASON or len(said.question) > QUESTION:
        raise BadInput(f"A reason may have {REASON} characters, a question {QUESTION:,}.")
    said = replace(said, reason=" ".join(printable(said.reason).split()), question=printable(said.question).strip())
    left = [name for name in ("reason", "question") if scrub(normalise(getattr(said, name)))[1]]
    held = replace(said, reason="" if "reason" in left else said.reason, question="" if "question" in left else said.question)
    return held, f"The {' and the '.join(left)} may hold patient details and was not kept." if left else ""


def printable(text: str) -> str:
    r"""The text without control characters, which a terminal obeys and TOML refuses; the ends of its lines stay.

    >>> printable("fine\x1b[2J\x00 so\nfar")
    'fine[2J so\nfar'
    """
    return "".join(char for char in text.replace("\t", " ") if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def gaps(rows: Sequence[tuple[Feedback, Kept | None]], encode: Callable[[Sequence[str]], np.ndarray]) -> list[list[Feedback]]:
    """Questions that were not answered, or not well, grouped by likeness; the largest group first."""
    open_ = [said for said, answer in rows if said.question and (said.thumb == "down" or (answer and answer.outcome in UNANSWERED))]
    if not open_:
        return []
    vectors = encode([said.question for said in open_])
    groups: list[tuple[np.ndarray, list[Feedback]]] = []
    for said, vector in zip(open_, vectors, strict=True):
        near = max(groups, key=lambda group: float(group[0] @ vector), default=None)
        if near is not None and float(near[0] @ vector) >= ALIKE:
            near[1].append(said)
        else:
            groups.append((vector, [said]))
    return sorted((group for _, group in groups), key=len, reverse=True)


def as_eval_question(said: Feedback, kind: str) -> str:
    """One [[question]] of an evaluation file; what a right answer holds is for a person to fill in."""
    if not said.question:
        raise BadInput(f"Feedback {said.id} came without its question: there is nothing to ask.")
    note = f"  # {' '.join(printable(said.reason).split())}" if said.reason else ""
    return (
        f'\n[[question]]\nid = "feedback-{said.id}"\nkind = "{kind}"\nask = {_quoted(said.question)}{note}\n'
        '[question.expect]\noutcome = "answered"\nmust_include = []  # of every group one string, as whole words\n'
    )


def reviewed(question: str, text: str, sources: Sequence[str], by: str, on: date) -> tuple[str, str]:
    """(file name, document) of an answer that an expert signed off: one section, dated, in our own form."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if not question.strip() or not any(lines):
        raise BadInput("A reviewed answer needs its question and its text.")
    if not sources or not by.strip():
        raise BadInput("A reviewed answer needs --source (such as 'cms-100-04-ch5 §20.2.C') and --by.")
    heading = " ".join(question.split())
    slug = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:60]
    if any(mark in f"{heading} {by} {' '.join(sources)} {text}" for mark in ("<!--", "-->", "+++")):
        raise BadInput("The question, the text, the sources and the name may not hold <!--, --> or +++: they mark the parts of a document.")
    listed = ", ".join(_quoted(source) for source in sources)
    body = (
        f'+++\nid = "reviewed-{slug}"\ntitle = "Reviewed answers"\nsources = [{listed}]\n'
        f"reviewed_by = {_quoted(' '.join(by.split()))}\nreviewed = {on.isoformat()}\n+++\n# Reviewed answers\n\n## {heading}\n"
        f"<!--\nsources = [{listed}]\nasks = [{_quoted(heading)}]\n-->\n{chr(10).join(lines)}\n"
    )
    return f"{slug}.md", body


def _quoted(text: str) -> str:
    """A text as TOML writes it: as JSON does, without pairs of escapes for one character, which TOML refuses."""
    return json.dumps(text.encode(errors="replace").decode(), ensure_ascii=False).replace("\x7f", "")
