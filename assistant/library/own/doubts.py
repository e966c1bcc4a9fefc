"""What a person should look at before documents go in: no payer, a vague or doubled title, a date nobody said, claims known to be false."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.library.own.about import About
from assistant.library.own.reading import Own
from assistant.library.words import words
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


def contradictions(documents: Sequence[Own], passages: Sequence[Passage]) -> Iterator[tuple[Own, str]]:
    """(document, what it says and the claim known to be false that this is).

    Documents of other payers are left out: their rules may differ.
    """
    claims = [(p.heading[-1], frozenset(words(p.heading[-1])), bool(_NOT.search(p.heading[-1]))) for p in passages if p.kind == "premise"]
    by_id = {own.id: own for own in documents}
    for passage in passages:
        if passage.kind != "own" or not set(passage.plans) <= {"medicare", "medicare_advantage"}:
            continue
        for sentence in re.split(r"(?<=[.;!?])\s+|\n+", passage.text):
            found = _claim(sentence, claims)
            if found:
                yield by_id[passage.id.partition("#")[0]], f"says “{sentence.strip()[:160]}”, which is known to be false (“{found}”); the primary source leads"


def _claim(sentence: str, claims: Sequence[tuple[str, frozenset[str], bool]]) -> str:
    """The false claim a sentence makes: most of the claim's words, and as negative as it."""
    said, negative = frozenset(words(sentence)), bool(_NOT.search(sentence))
    best = max(
        ((len(claim & said) / len(claim), text) for text, claim, no in claims if len(claim) >= LEAST and no == negative),
        default=(0.0, ""),
    )
    return best[1] if best[0] >= CLAIM else ""
