"""`python -m eval.train`: remake all that was learned, from the questions in eval/asked.

    python -m eval.train encoder [--epochs 3] [--on | --from FOLDER]   the encoder's changes and the points → assistant/library/learned.npz
    python ingest.py                                            the index with them
    python -m eval.train middles                                middles of the questions over that index → assistant/library/middles.npz (some minutes; ingest again)
    python -m eval.train judge                                  the judge over that index → assistant/answer/judge/judge.npz
    python -m eval.train heads    the small readers over the encoder → assistant/answer/understand/heads.npz (a minute), and over
                                  them what a turn does to a day told before → assistant/answer/understand/changes.npz, and
                                  what each number of a day told belongs to → assistant/answer/understand/telling.npz
    python -m eval.train                                        all

On two cores the encoder takes about half an hour an epoch of 25,000 questions; checkpoints and the model as it is
lie in .training/ (`--from .training/model` goes on from there, `--on` from what learned.npz keeps). The judge takes some five minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer.judge.parts import FILE as PARTS
from assistant.answer.judge.weights import FILE as JUDGE
from assistant.answer.judge.weights import weights as judges
from assistant.answer.understand.heads import FILE as HEADS
from assistant.answer.understand.telling import FILE as TELLING
from assistant.answer.understand.weighing import FILE as CHANGES
from assistant.library import learned
from assistant.library.encoder import model_folder, piece_counter
from assistant.library.index import LiveIndex
from assistant.library.passages import keys, read_knowledge
from assistant.reference import Reference
from assistant.reference.sources import read_sources
from assistant.settings import Settings
from eval.train import asked, changes, encoder, heads, judge, middles, parts, telling
from eval.train.same import same_answers

WORK = Path(".training")
REST = 6  # of the other questions every sixth is learned again where training goes on
WEIGHT = 2  # how much more a question counts that people put before a section was looked at
WINDOW = 150  # word pieces of a page's text that are learned from
TODAY = date(2026, 11, 23)  # the day on which questions are read in training: a rule's life must not depend on the clock


def main() -> int:
    """Train what was asked for."""
    parser = argparse.ArgumentParser("eval.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("encoder", "middles", "heads", "judge", "all"), default="all")
    parser.add_argument("--epochs", type=int, default=3, help="how often every question is seen (encoder)")
    parser.add_argument("--from", dest="start", type=Path, metavar="FOLDER", help="go on from a model in .training (encoder)")
    parser.add_argument("--on", action="store_true", help=f"go on from what learned.npz keeps, mostly with what people put: of the rest every {REST}th (encoder)")
    options = parser.parse_args()
    settings = Settings.from_env()
    if options.what in ("encoder", "all"):
        train_encoder(settings.knowledge, options.epochs, encoder.kept(WORK) if options.on else options.start, on=options.on)
    if options.what == "all":
        subprocess.run([sys.executable, "ingest.py"], check=True)
    if options.what in ("middles", "all"):
        train_middles(settings)
    if options.what == "all":
        subprocess.run([sys.executable, "ingest.py"], check=True)
    if options.what in ("heads", "all"):
        found = heads.train(LiveIndex(settings.index).current.vector)
        _told(HEADS, sum(int(value) for name, value in found.items() if name.endswith("rows")), found, "python -m eval.train heads")
        read = telling.train(LiveIndex(settings.index).current.vector, Reference.load(settings.knowledge), TODAY)
        _told(TELLING, read["texts"], read, "python -m eval.train heads")
        days = changes.train(LiveIndex(settings.index).current.vector, Reference.load(settings.knowledge), TODAY)
        _told(CHANGES, days["rows"], days, "python -m eval.train heads")
    if options.what in ("judge", "all"):
        train_judge(settings)
        train_parts(settings)
    return 0


def train_encoder(knowledge: Path, epochs: int, start: Path | None, *, on: bool = False) -> None:
    """Fine-tune, keep the changes and the points, and say how well questions kept out find their page."""
    pages = read_knowledge(knowledge, read_sources(knowledge / "sources.toml"))
    count = piece_counter(model_folder())
    texts = {p.id: [p.text, *p.asks] if p.kind in ("limit", "act") else [keys(p, count, WINDOW)[0], p.heading[-1], *p.asks] for p in pages}
    headings, ids = {p.id: p.heading[-1] for p in pages}, frozenset(texts)
    questions, strange = asked.known([*asked.read(), *asked.turns(headings)], ids)
    put, gone = asked.known([*asked.read(people=True), *asked.turns(headings, people=True)], ids)
    print(f"{len(questions)} questions, {len(put)} as people put them; {len(strange) + len(gone)} name an answer that is not there any more", flush=True)
    rows = encoder.pairs(asked.part(questions, "train"), texts, epochs)[:: REST if on else 1]
    rows += encoder.pairs(asked.part(put, "train", people=True), texts, epochs * WEIGHT, wordings=False)
    random.Random(2).shuffle(rows)
    names, same = list(texts), same_answers()
    after = encoder.train(start or model_folder(), rows, same, names, encoder.starts(start, texts), WORK)
    model, points = encoder.mean(start, *after, names) if on and start else after
    WORK.mkdir(exist_ok=True)
    model.save(str(WORK / "model"))
    np.savez(WORK / "points.npz", ids=np.array(names), points=points)
    learned.write(encoder.changes(model, model_folder()), dict(zip(names, points, strict=True)))
    tests = {"": asked.part(questions, "test"), "people: ": asked.part(put, "test", people=True)}
    found = {f"{name}{key}": value for name, held in tests.items() for key, value in encoder.figures(model, points, names, texts, held, same).items()}
    _told(learned.FILE, len(rows) // epochs, found, f"python -m eval.train encoder{' --on' * on}")


def train_middles(settings: Settings) -> None:
    """Keep the middles of the questions that the encoder learns from, as it reads them."""
    index = LiveIndex(settings.index).current
    headings = {p.id: p.heading[-1] for p in index.passages if p.heading}
    held = [one for people in (False, True) for one in _learnt(headings, people=people)]
    _told(learned.MIDDLES, len(held), middles.train(index.vectors, held), "python -m eval.train middles")


def _learnt(headings: Mapping[str, str], *, people: bool) -> list[asked.Taught]:
    """Questions and turns of the encoder's part."""
    every = [*asked.read(people=people), *asked.turns(headings, people=people)]
    return asked.part(asked.known(every, frozenset(headings))[0], "train", people=people)


def train_judge(settings: Settings) -> None:
    """Fit the judge on questions the encoder has not seen; check it on others still, which nothing is ever fitted on."""
    index, reference = LiveIndex(settings.index).current, Reference.load(settings.knowledge)
    questions, _ = asked.known(asked.read(), frozenset(p.id for p in index.passages))
    same = same_answers()
    people, _ = asked.known(asked.read(people=True), frozenset(p.id for p in index.passages))
    used, kept = (asked.part(people, name, people=True) for name in ("judge", "test"))
    names, written = judge.trials(asked.part(questions, "judge"), index, reference, same, TODAY)
    _, put = judge.trials(used, index, reference, same, TODAY)
    following, _ = asked.known(asked.following(), frozenset(p.id for p in index.passages))
    talked, _ = asked.known(asked.following(people=True), frozenset(p.id for p in index.passages))
    spoken, told = (asked.part(talked, name, people=True) for name in ("judge", "test"))
    _, later = judge.trials([*asked.part(following, "judge"), *spoken], index, reference, same, TODAY)
    fitted = [*written, *put * WEIGHT, *later * WEIGHT]
    weights = judge.curve(judge.together([judge.fit(names, fitted, seed=seed) for seed in range(judge.NETS)]), names, [*put * WEIGHT, *written], later)
    weights.write()
    found = {}
    for name, held in (("set aside", asked.part(questions, "test")), ("people", kept), ("later turns", [*asked.part(following, "test"), *told])):
        _, checked = judge.trials(held, index, reference, same, TODAY)
        found.update({f"{name}: {key}": value for key, value in judge.figures(weights, checked).items()})
    _told(JUDGE, len(written) + len(put) + len(later), found, "python -m eval.train judge")


def train_parts(settings: Settings) -> None:
    """Fit what tells the further things asked, over the judge: on the judge's part of all questions; check it on those of people that are set aside."""
    index, reference = LiveIndex(settings.index).current, Reference.load(settings.knowledge)
    ids, same = frozenset(p.id for p in index.passages), same_answers()
    judges.cache_clear()
    people, _ = asked.known(asked.read(people=True), ids)
    used, kept = (asked.part(people, name, people=True) for name in ("judge", "test"))
    found = parts.trials([*used, *asked.part(asked.known(asked.read(), ids)[0], "judge")], index, reference, same, TODAY)
    parts.fit(found)
    _told(PARTS, len(found), parts.figures(kept, index, reference, same, TODAY), "python -m eval.train judge")


def _told(file: Path, count: int, found: Mapping[str, Any], command: str) -> None:
    """Write beside the weights from what, when and with which result they were made."""
    lines = [f"# {file.name}: made by `{command}` from the questions in eval/asked.", f"made = {date.today()}", f"questions = {count}", "", "[result]"]
    lines += [f'"{name}" = {json.dumps(value)}' for name, value in found.items()]
    file.with_suffix(".toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{file}: {dict(found)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
