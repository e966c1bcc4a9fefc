"""The command line of ingest.py: build, look, go back, check, load official tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import AssistantError
from assistant.reference.sources import read_sources
from assistant.settings import Settings

_HELP = """\
python ingest.py                     build the index from knowledge/ (and the documents named before)
python ingest.py --dry-run           say what a build would change, change nothing
python ingest.py tables FILE ...     load official CMS files (NCCI PTP, MUE, RVU, GPCI, add-on) into knowledge/tables
python ingest.py status              the generations and which is in use
python ingest.py rollback            use the generation before
python ingest.py check               open the generation in use and test it
"""


def main(arguments: Sequence[str]) -> int:
    """Run a command; returns the exit code (0 done, 1 failed, 2 bad usage or input)."""
    commands = {"tables": _tables, "status": _status, "rollback": _rollback, "check": _check}
    name = arguments[0] if arguments and arguments[0] in commands else ""
    parser = argparse.ArgumentParser("ingest.py", description=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    parser.add_argument("--index", type=Path, help="folder of index generations (ASSISTANT_INDEX)")
    parser.add_argument("--knowledge", type=Path, help="folder of the knowledge (ASSISTANT_KNOWLEDGE)")
    if name in ("", "tables"):
        parser.add_argument("paths", nargs="*" if not name else "+", type=Path, metavar="PATH")
    options = parser.parse_args(arguments[1:] if name else arguments)
    try:
        settings = Settings.from_env()
        options.index = options.index or settings.index
        options.knowledge = options.knowledge or settings.knowledge
        options.encoder = settings.encoder
        return commands.get(name, _build)(options)
    except AssistantError as error:
        print(f"ingest.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("ingest.py: stopped; the index in use is unchanged.", file=sys.stderr)
        return 1


def _build(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from assistant.library.build import build
    from assistant.library.encoder import model_folder
    from assistant.library.passages import read_knowledge

    for path in options.paths:
        if not path.exists():
            raise AssistantError(f"{path}: no such file or folder.")
        raise AssistantError(f"{path}: an organisation's own documents cannot be read yet; only knowledge/ is.")
    passages = read_knowledge(options.knowledge, read_sources(options.knowledge / "sources.toml"))
    if options.dry_run:
        return _dry_run(options.index, passages)
    with tqdm(total=None, unit=" texts", desc="encoding", disable=not sys.stderr.isatty()) as bar:

        def progress(done: int, total: int) -> None:
            bar.total, bar.n = total, done
            bar.refresh()

        built = build(options.index, passages, model_folder(options.encoder), progress)
    done = f"switched to generation {built.generation}" if built.switched else "nothing changed"
    print(
        f"{built.passages} passages, {built.keys} texts: {built.encoded} encoded, {built.reused} reused; "
        f"{done}; {built.seconds:.1f} s"
    )
    return 0


def _dry_run(index: Path, passages: Sequence[object]) -> int:
    import json

    from assistant.library.build import current
    from assistant.library.records import to_json

    name = current(index)
    old = {}
    if name:
        lines = (index / "generations" / name / "passages.jsonl").read_text(encoding="utf-8").splitlines()
        old = {row["id"]: row for row in map(json.loads, lines)}
    new = {row["id"]: row for row in map(to_json, passages)}
    changed = [key for key in new if key in old and new[key] != old[key]]
    for word, keys in (
        ("added", [k for k in new if k not in old]),
        ("changed", changed),
        ("removed", [k for k in old if k not in new]),
    ):
        for key in keys:
            print(f"{word:8} {key}")
    print(f"passages before {len(old)}, after {len(new)}; {len(changed)} changed. Nothing was written.")
    return 0


def _tables(options: argparse.Namespace) -> int:
    from assistant.reference.official import load_tables

    load_tables(options.paths, options.knowledge, dry_run=options.dry_run, report=print)
    return 0


def _status(options: argparse.Namespace) -> int:
    from assistant.library.build import status

    rows = status(options.index)
    for row in rows:
        mark = "*" if row["current"] else " "
        print(f"{mark} {row['generation']}  built {row['built'][:19]}Z  {row['passages']} passages  {row['encoder']}")
    if not rows:
        print("No index yet: run `python ingest.py`.")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from assistant.library.build import rollback

    print(f"Now in use: {rollback(options.index)}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from assistant.library.build import check
    from assistant.library.index import LiveIndex

    generation = LiveIndex(options.index).current
    check(generation)
    print(f"{generation.generation}: {len(generation.passages)} passages, {generation.encoder}: in order.")
    return 0
