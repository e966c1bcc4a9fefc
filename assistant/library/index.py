"""Generations: open, follow the switch, search.

`.index/generations/<hash>/` holds everything one version needs: vectors (library/store.py; or they lie on a
Chroma server), bm25/ (words), encoder/ (the exported model), passages.jsonl and manifest.json. `CURRENT` names
the generation in use and is replaced atomically, so a crash leaves the old one in use and rollback is one rename.

A passage is found by several keys (its text, its heading, the wordings people ask it in); a search scores
keys and keeps each passage's best.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import weakref
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import AssistantError, IndexUnavailable
from assistant.library.encoder import Encoder, Vectors
from assistant.library.integrity import sound
from assistant.library.places import Middles, hit, shares_of
from assistant.library.records import passage_from_json
from assistant.library.spelling import Spelling
from assistant.library.store import Store, open_store
from assistant.library.words import Words, words
from assistant.protocols import Hit
from assistant.schema import Passage

FORMAT = 6  # raise when what a generation holds changes its shape
WAIT = 1.0  # seconds the question that meets a switch waits for the new generation; then the old one answers

_ROW = re.compile(r"^[^:;\n]{1,60}: [^;\n]+; [^:;\n]{1,60}: ", re.MULTILINE)
_TERMS = re.compile(r"What (?:is|are|does|do) (?:an? |the )?(.+?)(?: mean| patient)?\?")

_log = logging.getLogger(__name__)


class Generation:
    """One opened generation; safe to search from many threads."""

    def __init__(self, folder: Path, url: str = "", *, building: bool = False) -> None:
        """Open a generation; url: the Chroma server its vectors lie on. building: its files are not sealed yet.

        Raises IndexUnavailable when it is damaged or cannot be opened; damage is found before anything is opened.
        """
        if not building:
            sound(folder)
        try:
            self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
            _same_format(self.manifest)
            lines = (folder / "passages.jsonl").read_text(encoding="utf-8").split("\n")
            self.passages = self._rows = tuple(passage_from_json(json.loads(line)) for line in lines)
            self._owner = np.load(folder / "owners.npy")
            self._points: Vectors = np.load(folder / "points.npy")
            self._middles = Middles(folder, len(self.passages))
            self.rarity: dict[str, float] = json.loads((folder / "rarity.json").read_text())
            self._words = Words(folder / "bm25")
            self._encoder = Encoder(folder / "encoder")
            self._spelling = Spelling(self.rarity, self._encoder.knows)
            self._store: Store = open_store(folder, self.manifest["store"], len(self._owner), url)
        except AssistantError:
            raise
        except Exception as error:
            raise IndexUnavailable(f"The index cannot be opened: run `python ingest.py`. ({error})") from error
        weakref.finalize(self, self._store.close)  # when the last question that uses it is answered
        self.folder = folder
        self.views: dict[frozenset[str], Generation] = {}  # view.py: by groups of readers
        self._by_id = {p.id: p for p in self.passages}
        self._place = {p.id: n for n, p in enumerate(self.passages)}
        self._starts = np.searchsorted(self._owner, np.arange(len(self.passages) + 1))
        self._cues = [(p, [re.compile(cue) for cue in p.cues]) for p in self.passages if p.cues]
        shipped = np.asarray([p.kind != "own" for p in self.passages])
        self._shipped = shipped if shipped.any() else ~shipped  # what others are measured by: an organisation's documents change no score of these
        self._shipped_keys = self._shipped[self._owner]
        self._acts = [n for n, p in enumerate(self.passages) if p.kind == "act"]
        self._by_code: dict[str, list[Passage]] = {}
        for passage in self.passages:
            for code in passage.codes:
                self._by_code.setdefault(code, []).append(passage)
        # Vectors of recent questions, keyed by hash() of the text: the text itself is never kept.
        self._encode: Callable[[int], Vectors] = lru_cache(maxsize=256)(self._encode_hashed)
        self._pending = threading.local()

    @property
    def generation(self) -> str:
        """Name of the generation: the hash of all that went into it."""
        return str(self.manifest["generation"])

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder."""
        return self._encoder.name

    def passage(self, passage_id: str) -> Passage | None:
        """One passage by its stable id."""
        return self._by_id.get(passage_id)

    @cached_property
    def terms(self) -> dict[str, Passage]:
        """Terms of the field and the passage of a glossary document ("What is an MUE?") that explains each."""
        asked = ((_TERMS.fullmatch(p.heading[-1]), p) for p in self.passages if p.id.startswith("glossary"))
        return {term: p for match, p in asked if match for term in re.split(r",\s*|\s+and\s+", match[1])}

    def limits(self, text: str) -> Sequence[Passage]:
        """Limits for which a wording of this lower-case text speaks."""
        return [passage for passage, cues in self._cues if any(cue.search(text) for cue in cues)]

    def about(self, codes: Sequence[str]) -> Sequence[Passage]:
        """Passages whose section is about one of these codes, in order of the codes."""
        found = (p for code in codes for p in self._by_code.get(code, ()))
        return tuple({p.id: p for p in found}.values())

    @cached_property
    def sheets(self) -> Sequence[tuple[Passage, str]]:
        """Passages of organisations' documents that hold rows of a table, each with its lower-case text."""
        return tuple((p, p.text.lower()) for p in self.passages if p.kind == "own" and _ROW.search(p.text))

    def spelled(self, text: str) -> str:
        """The text with unknown words put into words the passages hold."""
        return self._spelling.mend(text)

    def search(self, text: str, asked: str = "", focus: str = "", after: str = "", limit: int = 32) -> Sequence[Hit]:
        """The nearest passages by the words of `text` and the meaning of `asked`, `focus` and `after`; scores as in Hit."""
        if not text.strip():
            return ()
        sought = self._sought(asked or text, focus, after)
        worded = self._worded(text)
        best = np.argpartition(-worded, min(limit * 3, len(worded) - 1))[: limit * 3]
        keys = self._store.near(sought[0], min(limit * 3, len(self._owner))) | {int(k) for k in best if worded[k] > 0}
        points = self._points @ sought.T
        there = [np.argpartition(-each, min(limit, each.size - 1))[:limit] for each in points.T]
        places = np.unique(np.concatenate([self._owner[list(keys)], *there])).tolist()
        return self._hits(places, sought, self._scaled(worded), points, limit)

    def hits(self, text: str, asked: str, focus: str, passages: Sequence[Passage], after: str = "") -> Sequence[Hit]:
        """These passages' scores for a text, found by it or not, in their order."""
        if not passages:
            return ()
        worded = self._scaled(self._worded(text))
        places = [self._place[passage.id] for passage in passages]
        sought = self._sought(asked or text, focus, after)
        return self._hits(places, sought, worded, self._points @ sought.T)

    def _sought(self, asked: str, focus: str, after: str) -> Vectors:
        """Three vectors: of a question, of its focus, and of it after what was answered before; for what there is not, the one before."""
        whole = self.vector(asked)
        focused = self.vector(focus) if focus else whole
        return np.stack([whole, focused, self.vector(after) if after else focused])

    def shares(self, asked: str) -> dict[str, float]:
        """What of a question falls to each act of a tool, 0 to 1: where among all learned places it lies."""
        shares = shares_of(self._points @ self.vector(asked), self._shipped)
        return {self._rows[place].id: float(shares[place]) for place in self._acts}

    def points_of(self, passages: Sequence[Passage]) -> Vectors:
        """Where the questions of these passages lie, in their order."""
        return self._points[[self._place[passage.id] for passage in passages]]

    def keys_of(self, place: int) -> list[int]:
        """Numbers of the keys of the passage at a place, in the order of passages.keys."""
        return list(range(*self._starts[place : place + 2].tolist()))

    def vector(self, text: str) -> Vectors:
        """The unit vector of a question."""
        self._pending.text = text
        try:
            return self._encode(hash(text))
        finally:
            self._pending.text = ""  # the text itself is not kept

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors of many texts, for training; none is kept."""
        return self._encoder.encode_many(texts)

    def _encode_hashed(self, _key: int) -> Vectors:
        vector: Vectors = self._encoder.encode([self._pending.text])[0]
        return vector

    def _worded(self, text: str) -> Vectors:
        """Every key's BM25 score for the words of a text."""
        tokens = [token for token in words(text) if token in self.rarity]
        return self._words.scores(tokens)

    def _scaled(self, worded: Vectors) -> Vectors:
        """Word scores from 0 to 1: as shares of the best of what is shipped."""
        top = float(worded[self._shipped_keys].max()) or float(worded.max()) or 1.0
        return np.asarray(np.minimum(worded / top, 1), dtype=np.float32)

    def _hits(
        self, places: Sequence[int], sought: Vectors, worded: Vectors, points: Vectors, limit: int | None = None
    ) -> list[Hit]:
        """Passages' scores over their keys, measured in one request to the store; the best so many, best first, or all in order.

        sought: three vectors (`_sought`); points: their cosines to every learned point, a column each.
        """
        first = self._starts[places]
        counts = self._starts[np.add(places, 1)] - first
        ends = np.cumsum(counts)
        starts = ends - counts
        keys = np.arange(ends[-1]) + np.repeat(first - starts, counts)
        cosines, said = self._store.cosines(sought[0], keys), worded[keys]
        order: Sequence[int] = range(len(places))
        if limit is not None:
            rank = np.maximum.reduceat(cosines, starts) + 0.5 * np.maximum.reduceat(said, starts) + points[places].max(axis=1)
            order = np.argsort(-rank, kind="stable")[:limit].tolist()
        scores = np.array([part for each in points.T for part in (each, shares_of(each, self._shipped))]).T[places]
        scores = np.concatenate([scores, self._middles.near(places, sought, points)], axis=1)
        return [
            hit(self._rows[places[n]], cosines[starts[n] : ends[n]].tolist(), said[starts[n] : ends[n]].tolist(), scores[n].tolist()) for n in order
        ]

    def close(self) -> None:
        """Let files and connections go; the generation cannot be searched any more."""
        self._store.close()


class LiveIndex:
    """The generation in use; notices a switch at the next question and reloads, old readers finish undisturbed."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder = folder
        self._url = url
        self._lock = threading.Lock()
        self._mark = self._written()
        if self._mark is None:
            raise IndexUnavailable(f"No index in {folder}: run `python ingest.py`.")
        self._generation = self._load()

    @property
    def current(self) -> Generation:
        """The generation to use for one whole question."""
        if self._written() not in (self._mark, None) and self._lock.acquire(blocking=False):
            loading = threading.Thread(target=self._reload, name="index reload", daemon=True)
            loading.start()
            loading.join(WAIT)
        return self._generation

    def _reload(self) -> None:
        """Open the generation named now. One that cannot be opened is told and passed over: the old one answers."""
        mark = self._written()
        try:
            self._generation = self._load()
        except AssistantError as error:
            _log.warning("The new index generation cannot be used, the one before stays in use: %s", error)
        finally:
            self._mark = mark
            self._lock.release()

    def _load(self) -> Generation:
        try:
            name = (self._folder / "CURRENT").read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexUnavailable(f"{self._folder / 'CURRENT'} is damaged: run `python ingest.py`, which mends it.") from error
        if not re.fullmatch(r"[0-9a-f]{12}", name):
            raise IndexUnavailable(f"{self._folder / 'CURRENT'} names no generation: run `python ingest.py`, which mends it.")
        return Generation(self._folder / "generations" / name, self._url)

    def _written(self) -> tuple[int, int] | None:
        """What changes whenever CURRENT is replaced."""
        try:
            state = (self._folder / "CURRENT").stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino


def _same_format(manifest: dict[str, Any]) -> None:
    if manifest["format"] != FORMAT:
        raise IndexUnavailable("The index was built by another version: run `python ingest.py`.")
