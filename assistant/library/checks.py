"""Is a generation in order? Counts, passages found by their own words, and no worse than the one before."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import AssistantError, IndexUnavailable
from assistant.library.index import Generation
from assistant.library.passages import head_of
from assistant.schema import Passage

_WORD = re.compile(r"[^\W_]{2}")
SAMPLE = 40  # questions asked of the old and the new generation before a switch


def check_new(work: Path, used: Path | None, url: str) -> None:
    """The self-check before a switch: the generation by itself, then against the one in use."""
    generation = Generation(work, url, building=True)
    try:
        check(generation)
        if used:
            _check_against(used, generation, url)
    finally:
        generation.close()


def check(generation: Generation) -> None:
    """Raise IndexUnavailable unless counts agree and sampled passages are found by their own words.

    Of an organisation's passages half may not be: a file of marks, or of one word a thousand times, keeps out no other file.
    """
    passages = generation.passages
    if generation.manifest["passages"] != len(passages):
        raise IndexUnavailable(f"The index holds {len(passages)} passages, not {generation.manifest['passages']}.")
    missed = []
    sample = [one for one in passages[:: max(1, len(passages) // 50)] if one.kind != "own" or _WORD.search(one.text)]
    for passage in sample:
        try:
            _found(generation, passage)
        except IndexUnavailable as error:
            if passage.kind != "own":
                raise
            missed.append(error)
    if 2 * len(missed) > sum(one.kind == "own" for one in sample):
        raise missed[0]


def check_one(generation: Generation) -> None:
    """Raise IndexUnavailable unless the first passage is found by its own words: enough to know that everything opens."""
    _found(generation, generation.passages[0])


def _found(generation: Generation, passage: Passage) -> None:
    """Raise IndexUnavailable unless the passage is found by its own words."""
    head = head_of(passage) if passage.kind == "own" else passage.heading[-1]
    asked = passage.asks[0] if passage.asks else f"{head} {passage.text[:400]}"
    found = generation.search(asked, limit=40)
    # A document that is there twice is found in either copy; one of thousands of like passages, or of marks alone, in any of its own.
    if not any(hit.passage.id == passage.id or hit.passage.text == passage.text or _of_one_document(hit.passage, passage) for hit in found):
        raise IndexUnavailable(f"The new index does not find {passage.id!r} by its own words.")


def _of_one_document(one: Passage, other: Passage) -> bool:
    return one.kind == other.kind == "own" and one.id.partition("#")[0] == other.id.partition("#")[0]


def _check_against(folder: Path, new: Generation, url: str) -> None:
    """Sampled questions the generation in use answers must be answered by the new one, at most one in ten fewer."""
    try:
        old = Generation(folder, url)
    except AssistantError:
        return  # damaged, or of another version: nothing to compare with
    asked = [p for p in old.passages if p.asks and (held := new.passage(p.id)) and held.asks == p.asks]
    sample = asked[:: max(1, len(asked) // SAMPLE)]
    before = sum(p.id in {h.passage.id for h in old.search(p.asks[-1], limit=5)} for p in sample)
    after = sum(p.id in {h.passage.id for h in new.search(p.asks[-1], limit=5)} for p in sample)
    old.close()
    if after < 0.9 * before:
        raise IndexUnavailable(f"The new index finds {after} of {len(sample)} sampled questions, the one in use {before}: not switched.")
