"""Whose rules a document holds: the payers its title, publisher and file name give, else those its text speaks of most.

A guess is shown as one; `payers` of name.toml or --payer settles it. A document that is nobody's speaks for everyone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from assistant.errors import Unreadable
from assistant.library.loaders.document import Document
from assistant.reference.payers import Payers, made_id
from assistant.schema import PAYERS

MOST = 4  # payers of one document; one that names more compares them
READ = 40_000  # characters of the text that are looked through
OPENING = 600
OFTEN = 3  # times a payer is named in a text that is its own
SHARE = 0.6  # of all namings of payers in such a text


def named_payer(said: str, known: Payers) -> str:
    """The id of a payer as somebody wrote it: an id, a name of the table, or one made from the name. Raises Unreadable for neither.

    >>> from pathlib import Path
    >>> from assistant.reference.payers import read_payers
    >>> table = read_payers(Path("knowledge/tables/payers.csv"))
    >>> [named_payer(one, table) for one in ("highmark", "Texas Medicaid", "Acme Health Plan")]
    ['highmark', 'medicaid-tx', 'acme-health']
    """
    if said in known or said in PAYERS:
        return said
    found = known.find(said)
    if len(found) == 1:
        return found[0]
    if said.islower() and " " not in said:  # an id written wrongly, no payer's name
        raise Unreadable(f"payer {said!r} is no id or name of payers.csv; a payer that stands in no table is written as its name, with capitals.")
    return made_id(said)


def guessed_payers(document: Document, title: str, publisher: str, name: str, known: Payers) -> tuple[str, ...]:
    """Ids of the payers a document is of; none where it names none, or compares many. A plan of its title counts before its publisher's others."""
    opening = " ".join(section.text for section in document.sections[:2])[:OPENING]
    titled = tuple(one for one in known.find(title) if one not in PAYERS)
    if len(titled) == 1:
        return titled
    for text in (f"{title} {publisher} / {_words(name)}", opening):
        found = known.find(text)
        plans = tuple(one for one in found if one not in PAYERS)
        if plans:
            return _exact(plans, known) if len(plans) <= (1 if text is opening else MOST) else ()
        unknown = known.unknown(text)
        if unknown:
            return tuple(one.id for one in unknown[:1])
        if found:
            return _of_text(document, known, found)[:MOST]
    return _of_text(document, known, ())


def _words(name: str) -> str:
    """A file's name, and its folder's, as words."""
    return re.sub(r"[_.-]+", " ", " / ".join((*PurePath(name).parts[-2:-1], PurePath(name).stem)))


def _of_text(document: Document, known: Payers, classes: tuple[str, ...]) -> tuple[str, ...]:
    """The one plan that the text names often and most, in the classes the title gives; else these."""
    text = " / ".join(section.text for section in document.sections)[:READ]
    counts = Counter(one.id for one in known.mentions(text) if not classes or known.class_of(one.id) in classes)
    plans = Counter({one: n for one, n in counts.items() if one not in PAYERS})
    if plans:
        first, times = plans.most_common(1)[0]
        if times >= OFTEN and times >= SHARE * sum(plans.values()):
            return (first,)
    return classes


def _exact(plans: Iterable[str], known: Payers) -> tuple[str, ...]:
    """Without a plan that another of them belongs to."""
    found = tuple(plans)
    above = {one for plan in found for one in known.line(plan)[1:]}
    return tuple(one for one in found if one not in above)
