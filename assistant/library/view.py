"""A generation as a reader may see it: passages limited to groups that are not the reader's do not exist in it.

    seen = as_seen(generation, ["billing"])
    seen.search("cancellation fee")          # finds nothing of a document limited to "management"

Everything that searches or lists goes through such a view, so that nothing has to be taken out of an answer afterwards.
Words are weighed as in the whole generation: how rare a word is may owe to a document that is not seen.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from assistant.library.encoder import Vectors
from assistant.library.index import Generation
from assistant.library.store import Store
from assistant.protocols import Hit
from assistant.schema import Passage

_GROUPS: weakref.WeakKeyDictionary[Generation, frozenset[str]] = weakref.WeakKeyDictionary()
MOST_VIEWS = 64  # sets of groups remembered for a generation


def as_seen(whole: Generation, groups: Iterable[str] = ()) -> Generation:
    """The generation for a reader of these groups: a document without groups is everybody's."""
    if whole not in _GROUPS:
        _GROUPS[whole] = frozenset(group for passage in whole.passages for group in passage.groups)
    if not (limited := _GROUPS[whole]):
        return whole
    mine = limited & frozenset(groups)
    if mine not in whole.views:
        if len(whole.views) >= MOST_VIEWS:
            whole.views.clear()
        whole.views[mine] = View(whole, lambda passage: not passage.groups or not mine.isdisjoint(passage.groups))
    return whole.views[mine]


class View(Generation):
    """A generation without the passages that are not allowed. It holds the whole one, whose store closes with it."""

    def __init__(self, whole: Generation, allowed: Callable[[Passage], bool]) -> None:
        self.__dict__.update(whole.__dict__)
        for name in ("terms", "sheets", "houses"):  # worked out again from what may be seen
            self.__dict__.pop(name, None)
        self._whole = whole
        shown = np.asarray([allowed(p) for p in whole.passages])
        self._hidden = ~shown
        self._hidden_keys = self._hidden[self._owner]
        self.passages = tuple(p for p, seen in zip(whole.passages, shown, strict=True) if seen)
        self._by_id = {p.id: p for p in self.passages}
        self._place = {p.id: n for n, p in enumerate(self._rows) if shown[n]}
        self._cues = [row for row in self._cues if row[0].id in self._by_id]
        self._by_code = {code: kept for code, rows in self._by_code.items() if (kept := [p for p in rows if p.id in self._by_id])}
        self._points = np.where(self._hidden[:, None], np.float32(0), self._points)
        self._store = _Store(self._store, frozenset(np.flatnonzero(self._hidden_keys).tolist()))

    def _worded(self, text: str) -> Vectors:
        return np.where(self._hidden_keys, np.float32(0), super()._worded(text))

    def _hits(self, places: Sequence[int], sought: Vectors, worded: Vectors, points: Vectors, limit: int | None = None) -> list[Hit]:
        seen = [place for place in places if not self._hidden[place]]
        return super()._hits(seen, sought, worded, points, limit) if seen else []


class _Store:
    """The vectors of a store without hidden keys: so many more are asked for that as many are left."""

    def __init__(self, whole: Store, hidden: frozenset[int]) -> None:
        self._whole, self._hidden = whole, hidden

    def near(self, vector: Vectors, count: int) -> set[int]:
        """The nearest keys that may be seen."""
        return self._whole.near(vector, count + min(len(self._hidden), count)) - self._hidden

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> Vectors:
        """Exact cosines of keys that may be seen."""
        return self._whole.cosines(vector, keys)

    def close(self) -> None:
        """Nothing: the whole generation closes it."""
