"""Words of a text as BM25 counts them: lower case, codes kept whole, English stems, common words left out."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TOKEN = re.compile(r"[a-z]?\d+[a-z]?|[a-z]+|\$")
_COMMON = frozenset(
    "a an the is are was were be been am do does did doing done of to in on at for from by with and or as it its this "
    "that these those there i we you he she they our my your their me us them his her what which who whom how when "
    "where if so just can could should would will shall may might must have has had not no yes any some all get got "
    "about into than then also only very please thanks hi hello im ive dont cant isnt arent doesnt s t re ve ll".split()
)


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def words(text: str) -> list[str]:
    """'Do we bill 97110 twice?' → ['bill', '97110', 'twice']."""
    return [_stem(token) for token in _TOKEN.findall(text.lower().replace("'", "")) if token not in _COMMON]


def write_words(folder: Path, texts: Sequence[str]) -> None:
    """Write the word search of a generation: BM25, one entry a key, in order, and how rare each word is."""
    import bm25s

    tokens = [words(text) or ["-"] for text in texts]
    bm25 = bm25s.BM25(k1=1.2, b=0.6)
    bm25.index(tokens, show_progress=False)
    bm25.save(str(folder / "bm25"))
    counts = Counter(token for text in tokens for token in set(text))
    rarity = {token: round(math.log(1 + len(texts) / count), 3) for token, count in counts.items()}
    (folder / "rarity.json").write_text(json.dumps(rarity))


class Words:
    """The word search that `write_words` wrote, read without the package that wrote it: its import costs a tenth of a cold start."""

    def __init__(self, folder: Path) -> None:
        self._vocabulary: dict[str, int] = json.loads((folder / "vocab.index.json").read_text(encoding="utf-8"))
        self._count = int(json.loads((folder / "params.index.json").read_text(encoding="utf-8"))["num_docs"])
        self._data, self._rows, starts = (np.load(folder / f"{part}.csc.index.npy") for part in ("data", "indices", "indptr"))
        self._starts: list[int] = starts.tolist()

    def scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 score of every key for these stems; a stem that no key holds counts nothing."""
        found = np.zeros(self._count, dtype=np.float32)
        for number in (self._vocabulary[token] for token in tokens if token in self._vocabulary):
            part = slice(self._starts[number], self._starts[number + 1])
            found[self._rows[part]] += self._data[part]  # a key stands once in a stem's part
        return found
