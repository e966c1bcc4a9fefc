"""The sentences tools speak: knowledge/sayings/*.toml, so that a coder can improve one without code.

    [amount]                                  # thresholds.toml: the saying "thresholds.amount"
    may = "year pt_slp ot"                    # the slots its tool fills; the sentence uses those it wants
    say = "For {year} the KX threshold is {pt_slp} for PT and SLP combined and {ot} for OT."

Numbers, dates and amounts come in by slots, never as figures of the sentence: they are a rule's or a table's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.reference.slots import check_slots, fill
from assistant.reference.whole import check_keys, meant, read_toml

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge" / "sayings"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence, and the slots it may hold."""

    say: str
    may: tuple[str, ...]


class Sayings(Mapping[str, Saying]):
    """All sayings by "file.name"."""

    def __init__(self, rows: Mapping[str, Saying]) -> None:
        self._rows = dict(rows)

    def __getitem__(self, key: str) -> Saying:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __call__(self, name: str, /, **slots: object) -> str:
        """The sentence, filled. Raises KnowledgeError for a saying that is not there."""
        if name not in self._rows:
            raise KnowledgeError(f"sayings: there is no {name!r}{meant(name, self._rows)}.")
        return fill(self._rows[name].say, slots)


def read_sayings(folder: Path) -> Sayings:
    """The sayings of a folder; of the shipped one where it has none.

    Raises KnowledgeError naming the file, saying and slot that is wrong, or the saying that is missing.
    """
    if not folder.is_dir():
        return _read(SHIPPED)
    found = _read(folder)
    if folder.resolve() != SHIPPED:
        _check_against(found, _read(SHIPPED))
    return found


def _read(folder: Path) -> Sayings:
    rows: dict[str, Saying] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, entry in read_toml(path).items():
            where = f"{path.name}: {name}"
            if not isinstance(entry, dict):
                raise KnowledgeError(f'{where} is no saying; write [{name}] and say = "…".')
            check_keys(entry, ("say",), ("may",), where)
            if not all(isinstance(text, str) for text in entry.values()):
                raise KnowledgeError(f"{where}: write say and may as text in quotes.")
            saying = Saying(entry["say"], tuple(entry.get("may", "").split()))
            check_slots(saying.say, saying.may, where)
            rows[f"{path.stem}.{name}"] = saying
    return Sayings(rows)


def _check_against(found: Sayings, shipped: Sayings) -> None:
    """Raise KnowledgeError where a saying the tools speak is missing, or names slots that they do not fill."""
    for name, saying in shipped.items():
        file, _, key = name.partition(".")
        if name not in found:
            raise KnowledgeError(f"{file}.toml: saying {key!r} is missing; the knowledge is not whole.")
        for slot in found[name].may:
            if slot not in saying.may:
                raise KnowledgeError(f"{file}.toml: {key}: slot {{{slot}}} is not known{meant(slot, saying.may)}; it may hold {', '.join(saying.may) or 'none'}.")
    for name in found:
        if name not in shipped:
            file, _, key = name.partition(".")
            raise KnowledgeError(f"{file}.toml: saying {key!r} is spoken by nothing{meant(name, shipped)}.")
