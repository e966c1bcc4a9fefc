"""What the chat model was used for, counted: calls, tokens, claims, fallbacks. No text is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from threading import Lock

READ, CHOOSE, WRITE = "read", "choose", "write"


class Counts:
    """Counts since the start, for `/metrics` and the evaluation; safe to use from many threads.

    calls: (task, result), result "ok" or what failed. tokens: (task, "in" or "out") as the provider reports them.
    claims: "shown" or "dropped". looks: "agreed" with the judge's first, "changed" it, or "none" answers. fallbacks: (task, why)
    each time the rules, the judge or the default writer stood in.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: Counter[tuple[str, ...]] = Counter()

    def call(self, task: str, result: str) -> None:
        """One request to the model ended."""
        self._add("calls", task, result)

    def tokens(self, task: str, given: int, made: int) -> None:
        """Tokens of one request."""
        self._add("tokens", task, "in", by=given)
        self._add("tokens", task, "out", by=made)

    def claim(self, result: str) -> None:
        """One claim was shown or dropped."""
        self._add("claims", result)

    def look(self, result: str) -> None:
        """A second look at what the judge is not sure of came to this."""
        self._add("looks", result)

    def fallback(self, task: str, why: str) -> None:
        """The rules, the judge or the default writer stood in."""
        self._add("fallbacks", task, why)

    def of(self, name: str) -> Mapping[tuple[str, ...], int]:
        """The counts of one name by their labels."""
        with self._lock:
            return {key[1:]: n for key, n in self._held.items() if key[0] == name}

    def _add(self, *key: str, by: int = 1) -> None:
        with self._lock:
            self._held[key] += by
