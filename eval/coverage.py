"""`python -m eval.coverage`: map every document to the evaluation questions it answers; rewrites knowledge/README.md.

Topics answered by no question, or by fewer than three, are marked: that is where the evaluation is blind.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from assistant.answer.chain import Assistant
from assistant.library.index import Generation
from assistant.schema import Outcome, Passage
from assistant.settings import Settings
from eval.load import load

_ROOT = Path(__file__).resolve().parent.parent
NEAR = 0.5  # a first passage this likely backs an answer that a tool leads
_HEAD = """# Knowledge

Facts, no code. What each kind of file is and how to change it stands in the project's README under "Tend the
knowledge". The table is written by `python -m eval.coverage`: each document, how many sections it has, and
evaluation questions that it answers or backs (up to six; fewer than three are marked with *).

## Every quarter
1. CMS publishes new NCCI pairs (PTP), add-on codes and MUE about a month ahead: `python ingest.py tables FILE …` with the files as
   they come (zip too). What is loaded ahead counts from its first day, on running servers too.
2. `python ingest.py check`, then `python ingest.py changes --as-of` the first day: read what is added, removed and changed of our codes, and which answers change.
3. `python ingest.py status`: sources past their review day are looked at again; `review` in `sources.toml` moves on.
4. Documents that name a pair or limit that changed; `python -m eval` stays as good.

## Every year
1. After the physician fee schedule final rule (November): one value each in `rules/thresholds.toml` (`kx-threshold`) and
   `rules/payment.toml` (`conversion-factor`), with `from`, `to` and `source`. Limits that say "not known yet" carry `rule = "…"` and
   make room by themselves.
2. `python ingest.py tables` with the RVU and GPCI files of January; codes that begin or end in `tables/codes.csv` (`start`, `end`,
   `replaced_by`) and `tables/modifiers.csv`.
3. A case on each side of January 1 in `tests/cases/`; amounts named in `documents/` (search for the old ones).
4. The section and limits for the year after ("KX threshold for …"), so that the next question has an answer.
5. Own documents: a new edition beside the old with its `effective` day; `--dry-run` and what "differs".

## Cases for practice
`lessons/` holds what practice draws from: patients, stories, notes in parts, remittances, letters, visits, statements. A new story names
the words that decide, every code defended, and wrong ones that nobody would defend; a second person reads it and gives it a line in
`tests/practice/second_reading.txt`. `pytest tests/practice` recomputes a thousand cases of every kind and says when the longest or the
most careful-sounding option is right too often.

## What the evaluation asks of it
| Document | Sections | Asked in the evaluation |
|---|---|---|
"""


def main() -> None:
    """Ask every evaluation question, note which documents its answer rests on or is backed by, write the table."""
    settings = Settings.from_env()
    assistant = Assistant.open(settings)
    asked: dict[str, list[str]] = defaultdict(list)
    for question in load(Path(__file__).with_name("questions")):
        answer = assistant.ask(
            question.turns[-1], question.turns[:-1], payer=question.payer, as_of=question.as_of, setting=question.setting
        )
        used = {key for claim in answer.claims for key in claim.evidence_ids} if answer.outcome is Outcome.ANSWERED else set()
        for key, record in answer.evidence.ids().items():
            if isinstance(record, Passage) and (key in used or (record.kind == "guidance" and answer.claims and key == "P1" and record.score >= NEAR)):
                asked[document(record)].append(question.id)
    index = assistant.index
    assert isinstance(index, Generation)
    rows = []
    for name, sections in sorted(_documents(index).items()):
        ids = list(dict.fromkeys(asked[name]))
        mark = "" if len(ids) >= 3 else " *"
        rows.append(f"| {name}{mark} | {sections} | {', '.join(ids[:6])} |")
    (_ROOT / "knowledge" / "README.md").write_text(_HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} documents, {sum(' *' in row for row in rows)} with fewer than three questions.")


def document(passage: Passage) -> str:
    """The document a passage belongs to."""
    return passage.id.partition("#")[0]


def _documents(index: Generation) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for passage in index.passages:
        if passage.kind == "guidance":
            found[document(passage)] += 1
    return dict(found)


if __name__ == "__main__":
    main()
