"""From paths to a new generation: what one run of `python ingest.py` does, and what --dry-run shows of it.

Own documents named once are remembered in the index folder and read again by every later run. When nothing that
goes into the index has changed (bytes of documents, of the knowledge, of the readers), a run ends at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.library import learned, required
from assistant.library.build import Built, build, build_locked, current, current_folder, sweep, writing
from assistant.library.encoder import WINDOW, fingerprint, piece_counter
from assistant.library.integrity import faults, tried
from assistant.library.loaders import ocr
from assistant.library.own.doubts import contradictions, doubts, marked
from assistant.library.own.passages import own_passages
from assistant.library.own.reading import File, Readings, files, read_files, shown
from assistant.library.own.remembered import absolute, remember, remembered, with_paths
from assistant.library.passages import read_knowledge
from assistant.library.records import to_json
from assistant.reference import Reference
from assistant.reference.payers import read_payers
from assistant.reference.sources import read_sources
from assistant.schema import Passage

Progress = Callable[[str, int, int], None]
"""progress(what, done, all): told while documents are read and texts encoded."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a run. said: what the options say about the documents added; watched: a folder that is read besides."""

    index: Path
    knowledge: Path
    model: Path
    url: str = ""
    add: tuple[Path, ...] = ()
    forget: tuple[Path, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)
    watched: Path | None = None

    def paths(self) -> dict[Path, dict[str, Any]]:
        """Every path to read, with what was said of it: those remembered, the folder watched, those added now."""
        known = dict(remembered(self.index))
        if self.watched:
            known.setdefault(absolute(self.watched), {})
        return with_paths(known, list(self.add), dict(self.said), list(self.forget))


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did. built is None when nothing had changed."""

    built: Built | None
    quarantined: Mapping[str, str]
    warnings: Mapping[str, str] = field(default_factory=dict)
    differences: Sequence[tuple[str, str]] = ()
    leads: Sequence[tuple[str, str]] = ()  # (document, shipped question whose lead it changes), of the run that built it


def ingest(wanted: Wanted, progress: Progress) -> Done:
    """Read, build, check, switch. Raises IndexUnavailable when another run writes the index or the disk is full."""
    with writing(wanted.index):
        sweep(wanted.index, wanted.url)
        paths = wanted.paths()
        quarantined: dict[str, str] = {}
        found = files(paths, quarantined)
        digest = _digest(wanted, found, paths, quarantined)
        before = noted(wanted.index)
        same = before.get("digest") == digest and before.get("generation") == current(wanted.index)
        if same and in_order(wanted.index, wanted.url):
            return Done(None, before["quarantined"], before.get("warnings", {}), _pairs(before, "differences"), _pairs(before, "leads"))
        passages, readings = _read(wanted, found, paths, quarantined, wanted.index / "own", progress)
        remember(wanted.index, paths)
        built = build_locked(
            wanted.index, passages, wanted.model, lambda done, whole: progress("encoding", done, whole), wanted.url
        )
        places = {shown(file.name): os.fsencode(file.root.parent / file.name).decode(errors="replace") for file in found}
        documents = {own.id: {"name": own.name, "place": places.get(own.name, "")} for own in readings.documents}
        told = {"quarantined": readings.quarantined, "warnings": readings.warnings, "differences": readings.differences, "documents": documents}
        _note(wanted.index, {"digest": digest, "generation": built.generation, **told})
        return Done(built, readings.quarantined, readings.warnings, tuple(readings.differences))


def note_leads(index: Path, leads: Sequence[tuple[str, str]]) -> None:
    """Note, with what the last run noted, which shipped answers its documents lead."""
    with writing(index, wait=10):
        _note(index, {**noted(index), "leads": list(leads)})


def _pairs(before: Mapping[str, Any], what: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, said) for name, said in before.get(what, ()))


def in_order(index: Path, url: str) -> bool:
    """Is the generation in use as it was written, and does it answer a question? Tried in a process of its own."""
    folder = current_folder(index)
    return folder is not None and not faults(folder) and not tried(folder, url)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would do: passages in the index now and afterwards, and the documents read."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    readings: Readings
    passages: Sequence[Passage] = ()


def preview(wanted: Wanted, progress: Progress) -> Preview:
    """As `ingest`, but nothing is written."""
    paths = wanted.paths()
    quarantined: dict[str, str] = {}
    passages, readings = _read(wanted, files(paths, quarantined), paths, quarantined, None, progress)
    folder = current_folder(wanted.index)
    whole = folder is not None and not faults(folder)
    lines = (folder / "passages.jsonl").read_text(encoding="utf-8").split("\n") if folder and whole else []
    old = {row["id"]: row for row in map(json.loads, lines)}
    return Preview(old, {row["id"]: row for row in map(to_json, passages)}, readings, passages)


@contextmanager
def tried_out(wanted: Wanted, passages: Sequence[Passage]) -> Iterator[Path]:
    """The generation these passages would make, built aside for as long as it is needed; the index is only read."""
    with TemporaryDirectory(prefix="trial-") as aside:
        index = Path(aside)
        if (wanted.index / "vectors.sqlite").is_file():
            shutil.copyfile(wanted.index / "vectors.sqlite", index / "vectors.sqlite")
        if (wanted.index / "encoders").is_dir():
            shutil.copytree(wanted.index / "encoders", index / "encoders")
        yield index / "generations" / build(index, passages, wanted.model).generation


def looked_at(wanted: Wanted) -> tuple[list[Passage], Readings]:
    """The passages of the documents added, read alone, and what is to be known of them; nothing is written."""
    paths = with_paths({}, list(wanted.add), dict(wanted.said), [])
    quarantined: dict[str, str] = {}
    passages, readings = _read(wanted, files(paths, quarantined), paths, quarantined, None, lambda _what, _done, _all: None)
    return [passage for passage in passages if passage.kind == "own"], readings


def _read(
    wanted: Wanted,
    found: list[File],
    paths: Mapping[Path, Mapping[str, Any]],
    quarantined: dict[str, str],
    kept: Path | None,
    progress: Progress,
) -> tuple[list[Passage], Readings]:
    """The shipped knowledge and the own documents as passages."""
    required.check(wanted.knowledge)
    passages = read_knowledge(wanted.knowledge, read_sources(wanted.knowledge / "sources.toml"))
    payers = read_payers(wanted.knowledge / "tables" / "payers.csv")
    readings = read_files(found, paths, quarantined, kept, payers, lambda done, whole: progress("reading", done, whole))

    def told(name: str, what: str) -> None:
        readings.warnings[name] = f"{readings.warnings[name]} {what}" if name in readings.warnings else what

    passages.extend(own_passages(readings.documents, piece_counter(wanted.model), WINDOW, told))
    for own, what in () if kept else doubts(readings.documents):  # what a dry run is for
        told(own.name, f"{what}.")
    if not readings.documents:
        return passages, readings
    reference = Reference.load(wanted.knowledge) if (wanted.knowledge / "rules").is_dir() else None
    differ = list(contradictions(readings.documents, passages, reference, date.today()))
    readings.differences.extend((one.own.name, str(one)) for one in differ)
    return marked(passages, differ), readings


def _digest(wanted: Wanted, found: list[File], paths: Mapping[Path, Mapping[str, Any]], left_out: Mapping[str, str]) -> str:
    """Names everything that goes into a generation: readers, encoder, knowledge, own files, those that could not be opened, and what was said of them."""
    digest = hashlib.sha256(f"{fingerprint(wanted.model)}|{learned.version(learned.MIDDLES)}|{wanted.url}|{ocr.available()}".encode())
    code = sorted(Path(__file__).parent.rglob("*.py"))
    knowledge = [*sorted((wanted.knowledge / "documents").rglob("*.md")), *sorted(wanted.knowledge.glob("*.toml"))]
    knowledge += wanted.knowledge.glob("tables/payers.csv")
    if found:  # they are held against the rules and tables in force this year
        knowledge += [*sorted(wanted.knowledge.glob("rules/*.toml")), *sorted(wanted.knowledge.glob("tables/*-*.csv"))]
        digest.update(str(date.today().year).encode())
    for path in (*code, *knowledge):
        digest.update(hashlib.sha256(path.name.encode() + path.read_bytes()).digest())
    for root, said in paths.items():
        digest.update(json.dumps([os.fsencode(root).hex(), root.exists(), {k: to_json(v) for k, v in said.items()}]).encode())
    digest.update(json.dumps(sorted(left_out.items())).encode())  # else the list of the run before would be told again
    for file in found:
        digest.update(os.fsencode(file.name))
        try:
            digest.update(hashlib.sha256(file.read()).digest())
        except OSError as error:
            digest.update(str(error).encode())
    return digest.hexdigest()


def noted(index: Path) -> dict[str, Any]:
    """What the last run noted: quarantined, warnings, differences, and where each document lies; empty before the first."""
    try:
        found: dict[str, Any] = json.loads((index / "inputs.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _note(index: Path, inputs: Mapping[str, Any]) -> None:
    new = index / f".inputs-{os.getpid()}"
    new.write_text(json.dumps(inputs, ensure_ascii=True), encoding="utf-8")
    new.replace(index / "inputs.json")
