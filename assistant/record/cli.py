"""`python -m assistant show ID` and `python -m assistant feedback list | gaps | export | pin | purge`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.errors import BadInput
from assistant.library.build import current_folder
from assistant.library.encoder import Encoder
from assistant.library.index import LiveIndex
from assistant.privacy.shown import shown
from assistant.record.feedback import as_eval_question, gaps, printable, reviewed
from assistant.record.store import Kept, Store, text_hash
from assistant.reference.sources import Sources, read_sources
from assistant.settings import Settings
from assistant.usage import OneLineParser

KINDS = ("units", "compare", "modifier", "ncci", "documentation", "denial", "threshold", "policy", "payment", "abstain", "followup", "premise")


MOST_DAYS = 36_500
MOST_TEXT = 100_000  # bytes of a text that is read


def _text(path: Path) -> str:
    """A small text file. Raises BadInput for what is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_TEXT + 1)
        if len(data) > MOST_TEXT:
            raise BadInput(f"{path}: more than {MOST_TEXT:,} bytes.")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: is not UTF-8 text.") from error


def opened(settings: Settings) -> Store:
    """The record of these settings. Raises BadInput where none is kept."""
    if not settings.record_url:
        raise BadInput("Nothing is recorded: ASSISTANT_RECORD is none.")
    return Store.open(settings.record_url)


def show(answer_id: str, settings: Settings) -> int:
    """Print what an answer rested on, and what of it is gone or says something else now; 3 when the id is not kept."""
    held = opened(settings).answer(answer_id)
    if held is None:
        print(f"{answer_id}: not kept (never given here, or older than {settings.keep_days} days).")
        return 3
    index = LiveIndex(settings.index, settings.chroma_url).current
    print(f"{held.id}: {held.outcome}{f' ({held.reason})' if held.reason else ''}, {held.at:%Y-%m-%d %H:%M} UTC, written by {held.writer}")
    print(f"index generation {held.generation}{'' if held.generation == index.generation else f'; now {index.generation}'}, encoder {held.encoder}")
    texts = {passage.id: passage.text for passage in index.passages}
    sources = read_sources(settings.knowledge / "sources.toml")
    for row in held.evidence:
        print(f"\n{row['kind']} {row['id']}: {row['statement'] if row['kind'] == 'fact' else _passage(row, texts)}")
        for cited in row["citations"]:
            print(f"  {_cited(cited, sources)}")
    return 0


def _passage(row: dict[str, object], texts: dict[str, str]) -> str:
    text = texts.get(str(row["id"]))
    if text is None:
        return "gone from the index in use"
    return text if text_hash(text) == row["hash"] else f"changed since; now:\n{text}"


def _cited(cited: dict[str, str], sources: Sources) -> str:
    held = next((s for s in sources.values() if s.id == cited["source"]), None)
    edition = cited.get("edition", "")
    said = ", ".join(part for part in (f"{cited['source']} {cited['locator']}", edition) if part)
    if held is None:
        return f"{said} (gone from the sources)"
    newer = edition and held.edition not in ("", edition) and not cited["source"].startswith("cms-ncci")
    return f"{said} (the edition now: {held.edition})" if newer else said


def feedback(arguments: Sequence[str], settings: Settings | None = None) -> int:
    """Run a feedback command; settings not given are read once its arguments are known to be right."""
    options = _parser().parse_args(arguments)
    code: int = options.run(options, settings or Settings.from_env())
    return code


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser("assistant feedback", description="What people said of answers, and what becomes of it.")
    commands = parser.add_subparsers(required=True, metavar="list | gaps | export | pin | purge")
    listed = commands.add_parser("list", help="all feedback, newest first")
    listed.add_argument("--thumb", choices=("up", "down"), default="")
    listed.set_defaults(run=_list)
    commands.add_parser("gaps", help="unanswered questions, grouped by likeness").set_defaults(run=_gaps)
    export = commands.add_parser("export", help="add one as an evaluation question")
    export.add_argument("number", type=int, help="number of the feedback")
    export.add_argument("--kind", choices=KINDS, default="policy")
    export.add_argument("--to", type=Path, required=True, metavar="FILE.toml")
    export.set_defaults(run=_export)
    pin = commands.add_parser("pin", help="make a reviewed answer a document of the knowledge")
    pin.add_argument("question")
    pin.add_argument("--text", type=Path, required=True, metavar="FILE", help="the answer: first sentence first")
    pin.add_argument("--source", action="append", default=[], metavar="'ID PLACE'")
    pin.add_argument("--by", required=True, metavar="NAME", help="who signs it off")
    pin.set_defaults(run=_pin)
    purge = commands.add_parser("purge", help="remove what is older")
    purge.add_argument("--days", type=int, required=True)
    purge.set_defaults(run=_purge)
    return parser


def _list(options: argparse.Namespace, settings: Settings) -> int:
    rows = opened(settings).feedback(options.thumb)
    for said, answer in rows:
        print(f"{said.id:>5}  {said.at:%Y-%m-%d %H:%M}  {said.thumb:<4}  {said.answer_id}  {_outcome(answer)}{f'  {_line(said.reason)}' if said.reason else ''}")
        if said.question:
            print(f"       {_line(said.question)}")
    print(f"{len(rows)} in all")
    return 0


def _line(text: str) -> str:
    """What somebody wrote, on one line and without what a terminal would obey."""
    return " ".join(printable(text).split())


def _outcome(answer: Kept | None) -> str:
    return f"{answer.outcome}{f' ({answer.reason})' if answer.reason else ''}" if answer else "answer not kept"


def _gaps(options: argparse.Namespace, settings: Settings) -> int:
    del options
    folder = current_folder(settings.index)
    if folder is None:
        raise BadInput("No index yet: run `python ingest.py`.")
    found = gaps(opened(settings).feedback(), Encoder(folder / "encoder").encode)
    for group in found:
        print(f"{len(group)} × {_line(group[0].question)}")
        for said in group[1:]:
            print(f"      {_line(said.question)}")
    print(f"{len(found)} gaps; feedback without its question cannot be grouped")
    return 0


def _export(options: argparse.Namespace, settings: Settings) -> int:
    said = next((one for one, _ in opened(settings).feedback() if one.id == options.number), None)
    if said is None:
        raise BadInput(f"There is no feedback {options.number}.")
    text = as_eval_question(said, options.kind)
    held = _text(options.to) if options.to.exists() else ""
    if f'id = "feedback-{said.id}"' in held:
        raise BadInput(f"feedback-{said.id} is in {options.to} already.")
    try:
        with options.to.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise BadInput(f"{options.to}: cannot be written ({error.strerror}).") from error
    print(f"feedback-{said.id} → {options.to}: fill in what a right answer holds.")
    return 0


def _pin(options: argparse.Namespace, settings: Settings) -> int:
    sources = read_sources(settings.knowledge / "sources.toml")
    for one in options.source:
        if one.partition(" ")[0] not in set(sources):
            raise BadInput(f"--source {shown(one)}: not in {settings.knowledge / 'sources.toml'}; add it there, or name one that is.")
    name, text = reviewed(options.question, _text(options.text), options.source, options.by, date.today())
    target = settings.knowledge / "documents" / "reviewed" / name
    if target.exists():
        raise BadInput(f"{target} is already there: edit it instead.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{target}: cannot be written ({error.strerror}).") from error
    print(f"{target}: run python ingest.py, and python ingest.py changes to see what it changes.")
    return 0


def _purge(options: argparse.Namespace, settings: Settings) -> int:
    if not 1 <= options.days <= MOST_DAYS:
        raise BadInput(f"{shown(options.days)} days: give 1 to {MOST_DAYS:,}.")
    answers, said = opened(settings).purge(options.days)
    print(f"removed {answers} answers and {said} feedback older than {options.days} days")
    return 0
