"""Payers as a tree (knowledge/tables/payers.csv): who is named in a text, and whose rules hold for whom.

A plan belongs to its parent up to a class of schema.PAYERS; a state's programme is a child of its class. A company's
lines (Humana, Humana Medicare Advantage) stand under different classes and name the company they share.

>>> known = read_payers(Path("knowledge/tables/payers.csv"))
>>> known.find("Ohio Medicaid, managed by Molina"), known.find("Does Highmark Blue Shield cover it?")
(('medicaid-oh', 'molina'), ('highmark',))
>>> known.line("highmark"), known.class_of("medicaid-oh")
(('highmark', 'bcbs', 'commercial'), 'medicaid')
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.reference.whole import check_table, parts
from assistant.schema import PAYERS, NamedPayer

_COLUMNS = ("id", "parent", "label", "names", "state", "company", "counting", "follows")
_BEFORE = re.compile(r"\b([A-Z]{2}),?\s+(?:State\s+)?$")
_AFTER = re.compile(r"^(?:,\s*|\s*\()([A-Z]{2})\b")
_COMP = re.compile(r"\b([A-Z]{2}) ((?i:comp|wc))\b")  # "NY comp"
_INSURER = re.compile(
    r"\b((?:[A-Z][\w&'’-]*\s+){1,3})(Health\s?(?:Plans?|Insurance|Care Plan|Alliance|Net|Partners)|Insurance|HMO|Mutual|Assurance|Health)\b"
)  # fmt: skip
_FUND = re.compile(  # of a trade or union, in small letters too: "Teamsters Local 99 welfare fund", "Ironworkers Local 512"
    r"\b((?:[A-Z][\w&'’-]*\s+){1,3}?)((?i:local)\s+(?:(?i:no)\.?\s*)?\d+(?:\s+(?i:health|welfare|benefits?|and|&|trust|fund|plan))*"
    r"|(?i:(?:health|welfare|benefits?)(?:\s+(?:and|&)\s+(?:welfare|benefits?))?\s+(?:trust\s+)?fund))\b"
)
_NO_NAME = frozenset(
    "the a an does do is are can what which when who how my our your for if and home mental behavioral public physical occupational medicare private commercial auto car patient under with at".split()
)


@dataclass(frozen=True, slots=True)
class Payer:
    """A row: names people write it by, the state's letters and name, the company whose lines it shares, what it follows."""

    id: str
    parent: str
    label: str
    names: tuple[str, ...]
    state: tuple[str, ...]
    company: str
    counting: str
    follows: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A payer named at a place of a text."""

    id: str
    start: int
    end: int


class Payers:
    """All payers by id."""

    def __init__(self, rows: Mapping[str, Payer]) -> None:
        self.rows = rows
        self._ids = {_joined(name): row.id for row in rows.values() for name in row.names}
        self._states = {row.state[1].lower(): row.state[0] for row in rows.values() if row.state}
        self._in_state = {(row.parent, row.state[0]): row.id for row in rows.values() if row.state}

    def __contains__(self, payer: object) -> bool:
        return payer in self.rows

    def line(self, payer: str) -> tuple[str, ...]:
        """Whose rules hold for a payer's patient: its own, those above it, its company's."""
        found, row = [payer], self.rows.get(payer)
        company = row.company if row else ""
        while row and row.parent:
            found.append(row.parent)
            row = self.rows[row.parent]
        return (*found, company) if company else tuple(found)

    def class_of(self, payer: str) -> str | None:
        """The id of schema.PAYERS it belongs to; None for one that no row names."""
        return next((one for one in self.line(payer) if one in PAYERS), None)

    def named(self, payer: str, said: str = "") -> NamedPayer:
        """The payer as the question's record carries it. said: the words it was named by."""
        row = self.rows.get(payer)
        return NamedPayer(payer, row.label if row else payer.replace("-", " ").title(), self.line(payer), said, self._lent(payer, said))

    def _lent(self, payer: str, said: str) -> frozenset[str]:
        """The words of a name that alone name a payer whose rules do not hold here: "humana" in "humana military"."""
        text, line = f" {_plain(said)} ", self.line(payer)
        names = (name for owner, name in self._plain_names if owner not in PAYERS and owner not in line and name != text.strip() and f" {name} " in text)
        return frozenset(word for name in names for word in name.split())

    def find(self, text: str) -> tuple[str, ...]:
        """Ids of the payers a text names, in order, the most exact of each."""
        return tuple(dict.fromkeys(one.id for one in self.mentions(text)))

    def mentions(self, text: str) -> list[Mention]:
        """The payers named, in order of place; a class where its state's programme is named is that programme."""
        found = [Mention(self._ids[_joined(match[0])], match.start(), match.end()) for match in self._names.finditer(text.lower())]
        found += [] if text.isupper() else [Mention("workers_comp", match.start(2), match.end()) for match in _COMP.finditer(text) if ("workers_comp", match[1]) in self._in_state]
        states = {self._states[match[0]] for match in self._state_names.finditer(text.lower())}
        exact = [one for mention in found for one in self._of_state(mention, states | _letters(text, mention))]
        ids = {one.id for one in exact}
        above = {above for payer in ids for above in self.line(payer)[1:]}
        return [one for one in exact if one.id not in above]

    def placed(self, payer: str, text: str) -> str:
        """The programme of the one state a text names, for a class that has them: workers_comp → workers-comp-oh; else the class."""
        states = {self._states[match[0]] for match in self._state_names.finditer(text.lower())}
        return self._in_state.get((payer, states.pop()), payer) if len(states) == 1 else payer

    def unknown(self, text: str) -> tuple[NamedPayer, ...]:
        """Insurers that no row names, by the form of their name: "Acme Health Plan"."""
        if text.isupper():
            return ()
        taken = self.mentions(text)
        found = []
        ends: list[int] = []
        for match in (*_FUND.finditer(text), *_INSURER.finditer(text)):
            words = [] if any(match.start() < end and match.end() <= end for end in ends) else match[1].split()
            while words and words[0].lower() in _NO_NAME:
                words.pop(0)
            if words and not any(one.start < match.end() and match.start() < one.end for one in taken):
                label = " ".join([*words, match[2]])
                label = label.title() if label.isupper() else label
                ends.append(match.end())
                found.append(NamedPayer(made_id(label), label, (made_id(label),)))
        return tuple(dict.fromkeys(found))

    def _of_state(self, mention: Mention, states: Iterable[str]) -> Iterator[Mention]:
        """A class with a state beside it as the state's programme; a plan of such a class, and the programme it belongs to."""
        only = set(states)
        state = only.pop() if len(only) == 1 else ""
        exact = self._in_state.get((mention.id, state))
        yield Mention(exact or mention.id, mention.start, mention.end)
        row = self.rows[mention.id]
        programme = self._in_state.get((row.parent, state)) if row.parent in PAYERS and not row.state else None
        if programme and not exact:
            yield Mention(programme, mention.start, mention.end)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return _any(name for row in self.rows.values() for name in row.names)

    @cached_property
    def _plain_names(self) -> list[tuple[str, str]]:
        return [(row.id, _plain(name)) for row in self.rows.values() for name in row.names]

    @cached_property
    def _state_names(self) -> re.Pattern[str]:
        return _any(self._states)


def made_id(label: str) -> str:
    """The id of a payer that no row names: 'Acme Health Plan' → 'acme-health'.

    >>> made_id("Acme Health Plan"), made_id("Acme Health")
    ('acme-health', 'acme-health')
    """
    bare = re.sub(r"\b(?:plans?|insurance|inc|llc|company|co|corp|of|the|and|welfare|benefits?|trust|funds?)\b\.?", " ", label.lower())
    return "-".join(re.findall(r"[a-z0-9]+", bare)) or "payer"


def read_payers(path: Path) -> Payers:
    """Read payers.csv; a folder without one knows the classes only. Raises KnowledgeError naming the row that is wrong."""
    if not path.is_file():
        return Payers({one: Payer(one, "", label, (label.lower(),), (), "", "", "") for one, label in PAYERS.items()})
    check_table(path, hashed=False)
    lines = parts(path)[1].splitlines()
    rows: dict[str, Payer] = {}
    for number, cells in enumerate(csv.DictReader(lines), 2):
        if set(cells) != set(_COLUMNS) or None in cells.values():
            raise KnowledgeError(f"{path.name}, row {number}: columns are {', '.join(_COLUMNS)}.")
        if cells["id"] in rows:
            raise KnowledgeError(f"{path.name}, row {number}: {cells['id']!r} stands there twice.")
        rows[cells["id"]] = _row(cells)
    _check(rows, path.name)
    return Payers(rows)


def _row(cells: Mapping[str, str]) -> Payer:
    label = cells["label"]
    given = [name for name in cells["names"].split("|") if name]
    names = given if label.isupper() else [label.lower(), *given]
    if cells["parent"] == "workers_comp" and cells["state"]:
        names += [f"{cells['state'].rpartition('|')[2].lower()} {short}" for short in ("comp", "wc")]
    return Payer(
        cells["id"], cells["parent"], label, tuple(dict.fromkeys(names)), tuple(cells["state"].split("|")) if cells["state"] else (),
        cells["company"], cells["counting"], cells["follows"],
    )  # fmt: skip


def _check(rows: Mapping[str, Payer], name: str) -> None:
    """Every parent and company is a row, every root a class, no name is two payers'."""
    owner: dict[str, str] = {}
    for row in rows.values():
        if (row.parent or row.id) not in (rows if row.parent else PAYERS) or (row.company and row.company not in rows):
            raise KnowledgeError(f"{name}: {row.id!r} has a parent or company that no row names.")
        if row.state and len(row.state) != 2:
            raise KnowledgeError(f"{name}: {row.id!r}: a state is written TX|Texas.")
        for one in row.names:
            if owner.setdefault(_joined(one), row.id) != row.id:
                raise KnowledgeError(f"{name}: {one!r} names {owner[_joined(one)]!r} and {row.id!r}.")


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", name.lower()))


def _joined(name: str) -> str:
    return re.sub(r"[^a-z0-9]|\band\b|&", "", name.lower())


def _any(names: Iterable[str]) -> re.Pattern[str]:
    """Any of these names as whole words, the longest first; spaces, hyphens, and / & as people write them."""
    written = sorted({_written(name) for name in names}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(written) or '(?!)'})(?:(?=['’]s\b)|(?!\w))")


def _written(name: str) -> str:
    parts = re.split(r"(\s+(?:and|&)\s+|\s*&\s*|[\s-]+|['’])", name)
    marks = {"'": "['’]?", "’": "['’]?"}
    return "".join(r"\s*(?:and|&)\s*" if re.fullmatch(r"\s*(?:and|&)\s*", part) and part.strip() else marks.get(part, "[\\s-]+" if not part.strip(" -") else re.escape(part)) for part in parts if part)


def _letters(text: str, mention: Mention) -> set[str]:
    """A state's letters right before a name, or after it in brackets or behind a comma: "TX Medicaid", "Medicaid (TX)"."""
    if text.isupper():
        return set()
    beside = _BEFORE.search(text[max(0, mention.start - 12) : mention.start]), _AFTER.search(text[mention.end : mention.end + 6])
    return {match[1] for match in beside if match}
