"""Words of a text as BM25 counts them: lower case, codes kept whole, English stems, common words left out."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

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
