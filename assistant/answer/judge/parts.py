"""Several things asked at once: each clause that asks is judged by itself, and only what the whole question bears out counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer.judge import Judged

LEAST = 0.01  # what must fall to it when the whole question is judged
OWN = 0.3  # how likely it must be for its clause alone


def parts(clauses: Sequence[str], whole: Sequence[Judged], judged: Callable[[str], Sequence[Judged]]) -> list[tuple[str, list[Judged]]]:
    """(clause, what answers it, likeliest first) for each thing asked; one part where the clauses ask one thing.

    whole: the judgement of the whole question; judged: judges one clause.
    """
    if len(clauses) < 2 or not whole:
        return [("", list(whole))]
    borne = {_key(one): one for one in whole if one.share >= LEAST}
    found: list[tuple[str, list[Judged]]] = []
    for clause in clauses:
        top = next((one for one in judged(clause) if _key(one) in borne), None)
        if top is None or top.likelihood < OWN or any(_key(rows[0]) == _key(top) for _, rows in found):
            continue
        found.append((clause, [top, *(one for one in whole if _key(one) != _key(top))]))
    leads = {_key(rows[0]) for _, rows in found}
    if len(found) < 2 or _key(whole[0]) not in leads:
        return [("", list(whole))]
    return found


def _key(one: Judged) -> str:
    return one.name
