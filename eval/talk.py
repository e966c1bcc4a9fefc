"""`python -m eval.talk`: conversations turn by turn: what leads each answer, the day as it stands, and what is said twice.

Conversations are lines of JSON, {"turns": [{"kind", "right", "q", "day"?}]}: of eval/asked/talk*.jsonl those set aside
(a tenth), and all of eval/kept/talk*.jsonl. `right` is the section or act that answers the turn as it is meant; `day`
the minutes that stand after it ("97110=20 97140=15(PTA 5)").
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer.chain import Assistant
from assistant.schema import Answer, Fact, Passage
from assistant.settings import Settings
from eval.train.same import same_answers

_HERE = Path(__file__).parent
_LINE = re.compile(r"([0-9A-Z]\d{4}|[0-9]{4}[A-Z])=(\d+)(?:\((?:PTA|OTA) (\d+)\))?")
ABOUT = frozenset({"sure", "complain", "why", "source", "shorter", "simpler", "note", "back", "example"})  # wishes about an answer before
FREE = frozenset({"thanks"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn as expected: kind of turn, id of what answers it, its words, the day after it."""

    kind: str
    right: str
    text: str
    day: str = ""


def main() -> int:
    """Ask, compare, print."""
    parser = argparse.ArgumentParser("eval.talk", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failing", type=int, default=0, metavar="N", help="show N turns that failed")
    parser.add_argument("--most", type=int, default=400, metavar="N", help="ask at most N conversations of each set")
    options = parser.parse_args()
    assistant, same = Assistant.open(Settings.from_env()), same_answers()
    for name, talks in (("set aside", _aside()), ("other writers", list(read(_HERE / "kept")))):
        if talks:
            print(f"\n## {name}")
            report(assistant, talks[: options.most], same, options.failing)
    return 0


def read(folder: Path) -> Iterator[list[Turn]]:
    """The conversations of a folder's talk*.jsonl files."""
    for file in sorted(folder.glob("talk*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield [Turn(t["kind"], t["right"], t["q"], t.get("day", "")) for t in json.loads(line)["turns"]]


def _aside() -> list[list[Turn]]:
    """Conversations of eval/asked that nothing is trained or mended on: a tenth, told by the hash of the first turn."""
    return [t for t in read(_HERE / "asked") if int(hashlib.sha256(t[0].text.encode()).hexdigest(), 16) % 10 == 9]


def report(assistant: Assistant, talks: Iterable[list[Turn]], same: dict[str, frozenset[str]], show: int) -> dict[str, Any]:
    """Print and return the shares of right turns by kind and by place, right days, and answers said twice unasked."""
    right: dict[str, list[bool]] = defaultdict(list)
    days: list[bool] = []
    counts: Counter[str] = Counter()
    for talk in talks:
        history: list[str] = []
        before = ""
        for place, turn in enumerate(talk, 1):
            answer = assistant.ask(turn.text, history)
            good = _right(turn, answer, same)
            if good is not None:
                for group in (f"kind {turn.kind}", f"turn {place if place < 4 else '4 and later'}", "all"):
                    right[group].append(good)
            if turn.day:
                days.append(_day(turn.day) == given(answer))
            counts["said twice unasked"] += answer.markdown == before and turn.kind not in ABOUT | FREE
            counts["turns"] += 1
            if show > 0 and (good is False or (turn.day and not days[-1])):
                show -= 1
                print(f"- {' / '.join([*history[-3:], turn.text])}\n    {turn.kind}: right {turn.right} {turn.day}\n    got {lead(answer)} {given(answer)}")
            before = answer.markdown
            history.append(turn.text)
    figures: dict[str, Any] = {group: (len(rows), round(sum(rows) / len(rows), 3)) for group, rows in sorted(right.items())}
    figures["day right"] = (len(days), round(sum(days) / len(days), 3) if days else None)
    figures.update(counts)
    for name, value in figures.items():
        print(f"{name:24} {value}")
    return figures


def _right(turn: Turn, answer: Answer, same: dict[str, frozenset[str]]) -> bool | None:
    """Does what leads the answer (or one of its choices) answer the turn? None where nothing is to be compared."""
    if turn.kind in FREE or not turn.right or turn.right == "none":
        return None
    allowed = {turn.right, *same.get(turn.right, ())}
    return bool(allowed & set(lead(answer)))


def lead(answer: Answer) -> tuple[str, ...]:
    """Ids of what leads an answer: of a section, or of the acts of a fact; of all choices where it offers some."""
    if answer.choices:
        return tuple(choice.id for choice in answer.choices)
    records = answer.evidence.ids()
    keys = next((claim.evidence_ids for claim in answer.claims if claim.evidence_ids), ())
    found: list[str] = []
    for record in (records[key] for key in keys if key in records):
        found += record.acts if isinstance(record, Fact) else [record.id] if isinstance(record, Passage) else []
    return tuple(found)


def _day(text: str) -> dict[str, tuple[int, int]]:
    return {code: (int(minutes), int(share or 0)) for code, minutes, share in _LINE.findall(text)}


def given(answer: Answer) -> dict[str, tuple[int, int]]:
    """Minutes and the assistant's share of each code, as the answer's question holds them."""
    return {s.code: (s.minutes, s.assistant) for s in answer.question.services if s.minutes}


if __name__ == "__main__":
    sys.exit(main())
