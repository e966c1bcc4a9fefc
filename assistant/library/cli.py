"""The command line of ingest.py: build, look, go back, check, load official tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, IndexUnavailable
from assistant.library.own.report import described, leads_told, to_look_at
from assistant.settings import Settings
from assistant.usage import OneLineParser, run

if TYPE_CHECKING:
    from assistant.library.intake import Preview

_HELP = """\
python ingest.py                     build the index from knowledge/ and the documents named before
python ingest.py PATH ...            add an organisation's own documents (files, folders, .zip) and remember them
python ingest.py --forget PATH       leave a path out from now on
python ingest.py --dry-run           say what a build would change, change nothing
python ingest.py tables FILE ...     load official CMS files (NCCI PTP, MUE, RVU, GPCI, add-on) into knowledge/tables
python ingest.py changes             what that changed: codes, pairs, limits, rules, answers, old beside new
python ingest.py status              the generations and which is in use
python ingest.py rollback            use the generation before
python ingest.py check               read every file of the knowledge, open the generation in use and test it

What a document is (title, publisher, ...) is taken from name.toml beside name.pdf, from the options below, or
guessed; --dry-run shows the guesses.
"""
_SAID = ("title", "publisher", "edition", "effective", "until", "tier", "url", "patients")


Leads = Callable[[Path, Path, str], tuple[int, list[tuple[str, str]]]]
"""leads(generation, knowledge, url): shipped questions asked, and whose lead the documents change (assistant/leads.py, a room above)."""


def main(arguments: Sequence[str], leads: Leads | None = None, whole: Callable[[Path], None] = lambda _: None) -> int:
    """Run a command; returns the exit code (0 done, 1 failed, 2 bad usage or input).

    leads: tells which shipped answers documents change; whole: raises KnowledgeError for what rooms above read of the knowledge.
    """
    return run("ingest.py", lambda: _command(arguments, leads, whole), ours=2)


def _command(arguments: Sequence[str], leads: Leads | None, whole: Callable[[Path], None]) -> int:
    commands = {"tables": _tables, "status": _status, "rollback": _rollback, "check": _check}
    name = arguments[0] if arguments and arguments[0] in commands else ""
    options = _parser(name).parse_args(arguments[1:] if name else arguments)
    try:
        settings = Settings.from_env()
        options.index = options.index or settings.index
        options.knowledge = options.knowledge or settings.knowledge
        options.leads, options.whole = leads, whole
        options.encoder, options.chroma, options.watched = settings.encoder, settings.chroma_url, settings.documents
        return commands.get(name, _build)(options)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AssistantError(f"{error.strerror or error}: {error.filename or options.index}; the index in use is unchanged.") from error
    except KeyboardInterrupt:
        print("ingest.py: stopped; the index in use is unchanged.", file=sys.stderr)
        return 1


def _parser(name: str) -> argparse.ArgumentParser:
    parser = OneLineParser("ingest.py", description=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    parser.add_argument("--index", type=Path, help="folder of index generations (ASSISTANT_INDEX)")
    parser.add_argument("--knowledge", type=Path, help="folder of the knowledge (ASSISTANT_KNOWLEDGE)")
    if name in ("", "tables"):
        parser.add_argument("paths", nargs="*" if not name else "+", type=Path, metavar="PATH")
    if not name:
        parser.add_argument("--forget", type=Path, action="append", default=[], metavar="PATH")
        for key in _SAID:
            parser.add_argument(f"--{key}", help=f"{key} of the documents named")
        parser.add_argument("--group", action="append", default=[], help="group of users who may read them (may be repeated; without: everybody)")
        parser.add_argument("--payer", action="append", default=[], help="payer they are about (may be repeated)")
    return parser


def _build(options: argparse.Namespace) -> int:
    from assistant.library import required
    from assistant.library.encoder import model_folder
    from assistant.library.intake import Wanted, ingest, note_leads, preview, tried_out
    from assistant.library.own.about import checked
    from assistant.library.progress import Progress
    from assistant.library.snapshots import take

    said = {key: value for key in _SAID if (value := getattr(options, key))}
    several = {"payers": options.payer, "groups": options.group}
    said = checked({**said, **{key: value for key, value in several.items() if value}}, "options")
    if said and not options.paths:
        raise AssistantError("--title, --publisher and the like say what a document is: name the document too.")
    options.whole(options.knowledge)
    required.check_all(options.knowledge)  # a fault of a rule, table or saying stops a build, and is not met at a question
    wanted = Wanted(
        options.index, options.knowledge, model_folder(options.encoder), options.chroma,
        tuple(options.paths), tuple(options.forget), said, options.watched,
    )
    with Progress(lambda line: print(line, file=sys.stderr, flush=True)) as progress:
        if options.dry_run:
            seen = preview(wanted, progress)
            _dry_run(seen)
            if options.leads and seen.readings.documents:
                with tried_out(wanted, seen.passages) as folder:
                    _print(leads_told(*options.leads(folder, options.knowledge, "")))
            return 0
        done = ingest(wanted, progress)
        take(options.index, options.knowledge)
    _print(to_look_at(done.quarantined, done.warnings, done.differences))
    if done.built is None:
        _print(leads_told(0, done.leads))
        print("nothing changed")
        return 0
    if options.leads:
        asked, leads = options.leads(options.index / "generations" / done.built.generation, options.knowledge, options.chroma)
        note_leads(options.index, leads)
        _print(leads_told(asked, leads))
    built = done.built
    for fault in built.mended:
        print(f"was damaged and is mended: {fault}")
    what = f"switched to generation {built.generation}" if built.switched else "nothing changed"
    print(
        f"{built.passages} passages, {built.keys} texts: {built.encoded} encoded, {built.reused} reused; "
        f"{what}; {built.seconds:.1f} s"
    )
    return 0


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _dry_run(seen: Preview) -> None:
    """Documents, not passages: a manual has hundreds."""
    old, new = _grouped(seen.before), _grouped(seen.after)
    unchanged = 0
    for key in sorted({*old, *new}):
        before, after = old.get(key, {}), new.get(key, {})
        if before == after:
            unchanged += 1
            continue
        word = "added" if not before else "removed" if not after else "changed"
        differ = sum(before.get(name) != after.get(name) for name in {*before, *after})
        print(f"{word:11} {key}: {differ} of {max(len(before), len(after))} passages")
    print(f"{'unchanged':11} {unchanged} documents")
    read = seen.readings
    _print(to_look_at(read.quarantined, read.warnings, read.differences))
    for own in read.documents:
        _print(("", *described(own)))
    print(f"\npassages before {len(seen.before)}, after {len(seen.after)}. Nothing was written.")


def _grouped(passages: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, row in passages.items():
        found.setdefault(name.split("#", 1)[0], {})[name] = row
    return found


def _tables(options: argparse.Namespace) -> int:
    from assistant.reference.official import load_tables

    load_tables(options.paths, options.knowledge, dry_run=options.dry_run, report=print)
    return 0


def _status(options: argparse.Namespace) -> int:
    from assistant.library.build import status
    from assistant.reference.sources import read_sources

    rows = status(options.index)
    for row in rows:
        mark = "*" if row["current"] else " "
        said = "damaged: run `python ingest.py`" if row["damaged"] else f"built {row['built'][:19]}Z  {row['passages']} passages  {row['encoder']}"
        print(f"{mark} {row['generation']}  {said}")
    if not rows:
        print("No index yet: run `python ingest.py`.")
    for source in read_sources(options.knowledge / "sources.toml").values():
        if source.review and source.review < date.today():
            print(f"due for review since {source.review}: {source.id} ({source.title})")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from assistant.library.build import rollback

    print(f"Now in use: {rollback(options.index)}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from assistant.library import required
    from assistant.library.build import current_folder, status
    from assistant.library.checks import check
    from assistant.library.index import LiveIndex
    from assistant.library.integrity import faults, tried

    options.whole(options.knowledge)
    required.check_all(options.knowledge)
    for row in status(options.index):
        if row["damaged"] and not row["current"]:
            print(f"{row['generation']} (kept for rollback): {'; '.join(row['damaged'])}")
    folder = current_folder(options.index)
    if folder and not faults(folder) and (fault := tried(folder, options.chroma)):
        raise IndexUnavailable(f"The index is damaged: {fault} Run `python ingest.py`, which mends it.")
    generation = LiveIndex(options.index, options.chroma).current
    check(generation)
    print(f"{generation.generation}: {len(generation.passages)} passages, {generation.encoder}: in order.")
    return 0
