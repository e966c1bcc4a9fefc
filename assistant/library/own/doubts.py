"""What a person should look at before documents go in: no payer, a vague or doubled title, a date nobody said, sentences that contradict what is in force."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.library.own.about import About
from assistant.library.own.against import OURS, against
from assistant.library.own.reading import Own
from assistant.library.words import words
from assistant.reference import Reference
from assistant.schema import Passage

CLAIM = 0.6  # of a false claim's words, in one sentence of a document
LEAST = 3  # words of a claim, fewer are said by chance
_VAGUE = frozenset(
    "a and of the for policy policies manual guide guideline guidelines document documents untitled therapy therapies physical occupational speech "
    "outpatient rehabilitation rehab services service provider billing claims coding rules reference handbook update bulletin memo new final draft copy".split()
)
_NOT = re.compile(r"\b(?:not|never|no|without|cannot)\b|n't\b", re.IGNORECASE)


def doubts(documents: Sequence[Own]) -> Iterator[tuple[Own, str]]:
    """(document, what is doubtful) in order."""
    titles = Counter((own.about.title.lower(), own.about.payers) for own in documents)
    for own in documents:
        yield from ((own, doubt) for doubt in _of(own.about, titles))


def _of(about: About, titles: Counter[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    if not about.payers and "payers" not in about.told:
        yield "no payer: it answers for every payer; say payers = [\"…\"] in name.toml, or [] where it is no payer's"
    elif "payers" in about.guessed:
        yield f"payer guessed: {', '.join(about.payers)}"
    if "title" not in about.told:
        bare = set(re.findall(r"[a-z]+", about.title.lower())) - _VAGUE
        if not bare and not about.publisher:
            yield f"vague title “{about.title}”, and no publisher: nobody will know where an answer stands"
    if titles[about.title.lower(), about.payers] > 1:
        yield f"title “{about.title}” is another document's too: say edition or effective, so that the newer counts"
    if not about.effective and not about.edition:
        yield "no edition and no date: it counts for every day"
    elif not {"effective", "edition"} & set(about.told):
        yield f"edition guessed from its text: {', '.join(dict.fromkeys(str(part) for part in (about.edition, about.effective) if part))}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence of a document's passage, and what is in force or known instead, with its source."""

    own: Own
    passage: str
    sentence: str
    instead: str

    def __str__(self) -> str:
        return f"says “{self.sentence[:160]}”; {self.instead}; the primary source leads"


def contradictions(documents: Sequence[Own], passages: Sequence[Passage], reference: Reference | None, today: date) -> Iterator[Difference]:
    """Sentences that contradict a rule or table in force, or make a claim known to be false, in order.

    reference: None where the knowledge holds no rules. Documents of other payers are left out: their rules may differ. A document is held against the last day it is in force.
    """
    claims = [(p.heading[-1], frozenset(words(p.heading[-1])), bool(_NOT.search(p.heading[-1]))) for p in passages if p.kind == "premise"]
    by_id = {own.id: own for own in documents}
    for passage in passages:
        if passage.kind != "own" or not set(passage.plans) <= OURS:
            continue
        day = max(passage.in_force_from or date.min, min(today, passage.in_force_to or today))
        for sentence in sentences(passage.text):
            instead = against(sentence, day, reference) if reference else ""
            claim = "" if instead else _claim(sentence, claims)
            if instead or claim:
                yield Difference(by_id[passage.id.partition("#")[0]], passage.id, sentence, f"in force: {instead}" if instead else f"this is known to be false (“{claim}”)")


def marked(passages: Sequence[Passage], found: Sequence[Difference]) -> list[Passage]:
    """The passages, those that contradict with the sentences that do."""
    differ: dict[str, list[str]] = defaultdict(list)
    for one in found:
        differ[one.passage].append(one.sentence)
    return [replace(p, differs=tuple(dict.fromkeys(differ[p.id]))) if p.id in differ else p for p in passages]


def sentences(text: str) -> list[str]:
    """A passage's sentences, items and rows, without the marks of a list."""
    parts = re.split(r"(?<=[.!?])\s+|\n+", text)
    return [bare for part in parts if (bare := part.strip().removeprefix("- ").strip())]


def _claim(sentence: str, claims: Sequence[tuple[str, frozenset[str], bool]]) -> str:
    """The false claim that a part of a sentence makes: most of the claim's words, and as negative as it."""
    best = (0.0, "")
    for part in sentence.split(";"):
        said, negative = frozenset(words(part)), bool(_NOT.search(part))
        best = max([best, *((len(claim & said) / len(claim), text) for text, claim, no in claims if len(claim) >= LEAST and no == negative)])
    return best[1] if best[0] >= CLAIM else ""
