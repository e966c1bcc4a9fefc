"""Sections of an own document → passages of kind "own", each with its place, fitting the encoder's window."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from assistant.library.loaders.document import Section
from assistant.library.own.about import About
from assistant.library.own.reading import Own
from assistant.library.own.suspect import suspect
from assistant.library.passages import codes_in, own_head, slug, split
from assistant.privacy.details import scrub
from assistant.schema import Citation, Passage

MOST = 20_000  # passages of a document: a manual of 3,000 pages has about 9,000, and each takes a hundredth of a second to encode
LEAD = 200  # characters of what introduces a list
SAYS = 3  # words beyond its names from which on a section says something
_IMPRINT = (
    "effective date revised revision version edition last updated published page of inc llc january february march april may june july august "
    "september october november december the and for rev issue issued by"
)


def own_passages(documents: Iterable[Own], count: Callable[[str], int], window: int, told: Callable[[str, str], None] = lambda _name, _what: None) -> Iterator[Passage]:
    """The passages of all documents, in order of reading; ids are stable while headings are.

    told(name, what): a document's warning, where it is left out, patient details were found or a passage gives orders.
    """
    for own in documents:
        found = list(islice(_of_one(own, count, window), MOST + 1))
        if len(found) > MOST:
            told(own.name, f"over {MOST:,} passages: left out. Split it.")
            continue
        patients = {passage.id for passage in found if scrub(passage.text)[1]}
        left = own.about.patients == "leave_out"
        if patients:
            said = "left out" if left else 'taken in: patients = "leave_out" in its .toml, or --patients leave_out, leaves them out'
            told(own.name, f"{len(patients)} of {len(found)} passages may hold patient details; {said}.")
        if orders := sum(passage.suspect for passage in found):
            told(own.name, f"{orders} of {len(found)} passages give orders or advise misstating; no answer begins with them.")
        yield from (passage for passage in found if not left or passage.id not in patients)


def _of_one(own: Own, count: Callable[[str], int], window: int) -> Iterator[Passage]:
    seen: Counter[str] = Counter()
    for place, section in enumerate(own.document.sections):
        if place == 0 and len(own.document.sections) > 1 and _only_names(section.text, own.about):
            continue
        heading = (own.about.title, *section.heading[1:])
        room = max(window - count(own_head(heading, own.about.publisher, own.id)) - 2, window // 4)
        for text in _led(split(section.text, count, room)):
            name = f"{own.id}#{slug(heading[-1])[:80]}"
            seen[name] += 1
            passage_id = name if seen[name] == 1 else f"{name}~{seen[name]}"
            yield _passage(passage_id, own.id, own.about, section, heading, text.strip())


def _led(texts: Iterable[str]) -> Iterator[str]:
    """Pieces of a section; one that goes on with a list begins with what introduces it ("not covered:")."""
    lead = ""
    for text in texts:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        goes_on = bool(lines) and lines[0].startswith("- ") and bool(lead)
        yield f"{lead}\n{text}" if goes_on else text
        for line in lines:
            if line.endswith(":") and not line.startswith("- "):
                lead = line if len(line) <= LEAD else ""
            elif not line.startswith("- "):
                lead = ""


def _only_names(text: str, about: About) -> bool:
    """Does an opening only say what the document is: its title, publisher, edition, date?"""
    named = set(re.findall(r"[a-z]+", f"{about.title} {about.publisher} {about.edition} {_IMPRINT}".lower()))
    words = re.findall(r"[a-z]+", text.lower())
    beyond = sum(word not in named for word in words)
    return len(words) < 40 and beyond < SAYS and len(words) > 3 * beyond


def _passage(passage_id: str, source: str, about: About, section: Section, heading: tuple[str, ...], text: str) -> Passage:
    start = section.meta.get("from") or about.effective
    edition = ", ".join(dict.fromkeys(part for part in (about.edition, section.meta.get("edition", "")) if part))
    citation = Citation(
        source, about.title, section.meta.get("locator", ""), about.url, start, about.until, about.tier, about.publisher, edition
    )
    return Passage(
        id=passage_id,
        text=text,
        heading=heading,
        citations=(citation,),
        kind="own",
        codes=codes_in(heading[-1]),
        payers=about.line,
        plans=about.payers,
        in_force_from=start,
        in_force_to=about.until,
        tier=about.tier,
        groups=about.groups,
        suspect=suspect(f"{heading[-1]}. {text}"),
    )
