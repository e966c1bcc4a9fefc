"""Questions to learn from (eval/asked/*.jsonl) and what each is answered by.

One question a line: `q` the question; `right` the ids that answer it, one for each thing asked, in order; `also`
ids that answer it as well; `form` how it is put (short, full, typo, reported, negated, story, near, several);
`near` the id it sounds like. An id is a section ("kx-amounts#…"), a false claim ("premise#…"), a limit
("limit#…"), an act of a tool ("units.count") or "none": nothing answers it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer.understand.thread import continued, thread
from assistant.errors import BadInput

FOLDER = Path(__file__).parent.parent / "asked"
NONE = "none"
WISH = "talk."  # acts of a turn that is no question of its own
WISHES = frozenset({"sure", "why", "source", "shorter", "simpler", "note", "back", "complain", "thanks", "example"})
_TENTHS = {"train": (0, 1, 2, 3, 4, 5, 6, 7), "judge": (8,), "test": (9,)}
_TENTHS_OF_PEOPLE = {"train": (0, 2, 4, 6), "judge": (7, 8, 9), "test": (1, 3, 5)}  # fewer, and what the program has to do with: the judge gets more


@dataclass(frozen=True, slots=True)
class Taught:
    """A question with what answers it. right: one id a thing asked; before: the turns it follows; led: what answered the last of them; of: the text whose tenth it shares."""

    text: str
    right: tuple[str, ...]
    also: tuple[str, ...] = ()
    form: str = ""
    near: str = ""
    before: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    of: str = ""

    @property
    def tenth(self) -> int:
        """0-9, the same for a text on every machine: which part of the questions it belongs to."""
        return int(hashlib.sha256((self.of or thread([*self.before, self.text])).encode()).hexdigest(), 16) % 10


def read(folder: Path = FOLDER, *, people: bool = False) -> list[Taught]:
    """Every question of the folder's .jsonl files, each text once. Raises BadInput naming file and line.

    people: those of people*.jsonl instead, put as people put them before a section was looked at.
    """
    found: dict[str, Taught] = {}
    now = moved()
    for file in sorted(folder.glob("*.jsonl")):
        if "talk" in file.name or file.name.startswith("people") != people:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                right, also = ([now.get(name, name) for name in row.get(key, ())] for key in ("right", "also"))
                one = Taught(row["q"], tuple(dict.fromkeys(right)), tuple(also), row.get("form", ""), row.get("near", ""))
            except (ValueError, KeyError, TypeError) as error:
                raise BadInput(f"{file.name}, line {number}: {error}") from error
            found.setdefault(one.text, one)
    return list(found.values())


def turns(headings: Mapping[str, str], folder: Path = FOLDER, *, people: bool = False) -> list[Taught]:
    """What the conversations (talk*.jsonl; people: people_talk*.jsonl) teach: turns as they are read with those before them, and wishes about an answer.

    headings: of each id; a turn also stands after the heading of what answered the turn before.

    A turn that asks something of its own also stands alone; a wish ("are you sure?") is answered by its act "talk.…".
    """
    found: dict[str, Taught] = {}
    now = moved()
    for file in _talks(folder, people=people):
        for line in file.read_text(encoding="utf-8").splitlines():
            said: list[str] = []
            led = ""
            for turn in json.loads(line)["turns"]:
                right = now.get(turn["right"], turn["right"])
                also = tuple(now.get(other, other) for other in turn.get("also", ()))
                found.update((one.text, replace(one, also=also)) for one in _turn(turn["kind"], right, turn["q"], said, headings.get(led, "")))
                said.append(turn["q"])
                led = right if right and right != NONE else led
    return list(found.values())


def _turn(kind: str, right: str, text: str, said: Sequence[str], heading: str) -> Iterator[Taught]:
    whole = thread([*said, text])  # whose tenth all that is made of the turn shares
    if kind in WISHES:
        yield Taught(text, (f"{WISH}{kind}",), form="talk", of=whole)
    elif right and right != NONE:
        if said:
            yield Taught(whole, (right,), form="talk")
        if said and heading:
            yield Taught(continued(heading, text), (right,), form="talk", of=whole)
        yield Taught(text, (right if kind == "q" else f"{WISH}more",), form="talk", of=whole)


def _talks(folder: Path, *, people: bool) -> list[Path]:
    return sorted(folder.glob("people_talk*.jsonl" if people else "talk*.jsonl"))


def following(folder: Path = FOLDER, *, people: bool = False) -> list[Taught]:
    """The turns of the conversations (as `turns`) that ask something after others, with those before them: for the judge."""
    found: dict[str, Taught] = {}
    now = moved()
    for file in _talks(folder, people=people):
        for line in file.read_text(encoding="utf-8").splitlines():
            said: tuple[str, ...] = ()
            led = ""
            for turn in json.loads(line)["turns"]:
                right = now.get(turn["right"], turn["right"])
                if said and right and right != NONE and turn["kind"] not in WISHES:
                    also = tuple(now.get(other, other) for other in turn.get("also", ()))
                    one = Taught(turn["q"], (right,), also, form="talk", before=said, led=(led,) if led else ())
                    found.setdefault(thread([*said, turn["q"]]), one)
                said = (*said, turn["q"])
                led = right if right and right != NONE else led
    return list(found.values())


def moved() -> dict[str, str]:
    """Ids of sections that were renamed or joined to another, and what they are now (eval/asked/moved.txt)."""
    file = FOLDER / "moved.txt"
    rows = [line.split() for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []
    now = {row[0]: row[1] for row in rows if len(row) > 1}
    return {old: _last(new, now) for old, new in now.items()}


def _last(name: str, now: dict[str, str]) -> str:
    """Where a chain of moves ends."""
    seen: set[str] = set()
    while name in now and name not in seen:
        seen.add(name)
        name = now[name]
    return name


def part(questions: Iterable[Taught], name: str, *, people: bool = False) -> list[Taught]:
    """The questions of one part: "train" (for the encoder), "judge" or "test" (for no fit); eight, one and one tenth, of people's four, three and three."""
    tenths = (_TENTHS_OF_PEOPLE if people else _TENTHS)[name]
    return [one for one in questions if one.tenth in tenths]


def known(questions: Sequence[Taught], ids: frozenset[str]) -> tuple[list[Taught], list[Taught]]:
    """(questions whose right ids all exist or are "none", the others)."""
    good = [one for one in questions if all(r in ids or r == NONE for r in one.right)]
    kept = {id(one) for one in good}
    return good, [one for one in questions if id(one) not in kept]
